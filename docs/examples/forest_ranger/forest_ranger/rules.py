"""What the made-up regulation asks. Each rule is a question put to rows, and a declaration of how it is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from xgy_excel.core import Answer, Cite, Law, Param, Rule, Severity, error, exception, missing, unset
from xgy_excel.law.params import money, whole
from xgy_excel.records import Records, on_post
from xgy_excel.rows import Coordinator

from .rows import Ranger

SOURCE = "样林草发〔2024〕0号（示例，不是真实文件）"
BEGAN = date(2024, 1, 1)  # Article 10: in force from this day


def article(number: str) -> Cite:
    """The column 条款 shows this alone, so it says of which regulation it is."""
    return Cite(f"护林员办法第{number}条", source=SOURCE)


def acres(value: str) -> Decimal:
    """An area in 亩. Raises ValueError on what it cannot mean, as every reader does.

    >>> acres("3,000亩")
    Decimal('3000')
    """
    return money(value.strip().removesuffix("亩"))


MOST_AREA = Param("护林员管护面积上限", acres, None, "亩", "第四条：由旗林业和草原主管部门公布", article("四"))
LEAST_PATROLS = Param("护林员月巡护次数", whole, "12", "次", "第六条写明12次，旗里可以另定", article("六"))
PARAMS = (MOST_AREA, LEAST_PATROLS)


def serves(row: Ranger, law: Law) -> bool:
    """Is somebody a ranger on the day, and the regulation in force?"""
    return law.day >= BEGAN and (row.leave_date is None or row.leave_date >= law.day)


def too_large(row: Ranger, records: Records, law: Law) -> Iterator[Answer]:
    """每名护林员的管护面积不得超过旗林业和草原主管部门公布的上限。

    >>> from xgy_excel.core import Setting
    >>> law = Law(date(2025, 6, 30), settings=[Setting(name="护林员管护面积上限", value="3000亩")])
    >>> [[a.severity.value for a in too_large(Ranger(area=Decimal(n)), Records(), law)] for n in (3000, 3001)]
    [[], ['错误']]
    """
    most = law.get(MOST_AREA)
    if not serves(row, law):
        return
    if row.area is None:
        yield missing("area")
    elif most is None:
        yield unset(MOST_AREA)
    elif row.area > most:
        yield error(谁=row.subject, 面积=row.area, 上限=most)


def too_few(row: Ranger, records: Records, law: Law) -> Iterator[Answer]:
    """护林员每月巡护原则上不少于12次。

    >>> law = Law(date(2025, 6, 30))
    >>> [[a.severity.value for a in too_few(Ranger(patrols=n), Records(), law)] for n in (12, 11, None)]
    [[], ['需例外审批'], ['待核']]
    """
    least = law.get(LEAST_PATROLS)
    if not serves(row, law):
        return
    if row.patrols is None:
        yield missing("patrols")
    elif least is None:
        yield unset(LEAST_PATROLS)
    elif row.patrols < least:
        yield exception(谁=row.subject, 次数=row.patrols, 下限=least)


def both(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    """护林员不得同时担任村级就业帮扶协管员。

    >>> law, number = Law(date(2025, 6, 30)), "150421198503019997"
    >>> coordinator = Coordinator(name="张三", id_number=number, status="在岗")
    >>> [a.severity.value for a in both(coordinator, Records.of_rows(coordinator, Ranger(id_number=number)), law)]
    ['错误']
    """
    if not on_post(row, law.day) or law.day < BEGAN:
        return
    if row.id_number is None:
        yield missing("id_number")
    elif any(serves(ranger, law) for ranger in records.of_person(Ranger, row.id_number)):
        yield error(谁=row.subject)


L1 = Rule(
    code="L1",
    title="管护面积过大",
    cite=article("四"),
    severities=(Severity.ERROR,),
    about=(Ranger,),
    ask=too_large,
    field="area",
    logic="管护面积大于参数“护林员管护面积上限”",
    message="【护林员办法第四条】{谁}管护面积{面积}亩，超过上限{上限}亩。",
    remedy="重新划分责任区，或核实面积后改正。",
    params=(MOST_AREA,),
    needs=("area",),
    without_pack=True,  # 政策包 says when the regulation of coordinators is in force; this one has its own day
)
L2 = Rule(
    code="L2",
    title="巡护次数不足",
    cite=article("六"),
    severities=(Severity.EXCEPTION,),
    about=(Ranger,),
    ask=too_few,
    field="patrols",
    logic="月巡护次数少于参数“护林员月巡护次数”；原则上的要求，有例外审批的除外",
    message="【护林员办法第六条】{谁}本月巡护{次数}次，少于{下限}次。",
    remedy="补足巡护；确有原因的在例外审批表登记。",
    params=(LEAST_PATROLS,),
    needs=("patrols",),
    without_pack=True,
)
L3 = Rule(
    code="L3",
    title="护林员兼任协管员",
    cite=article("八"),
    severities=(Severity.ERROR,),
    about=(Coordinator,),
    ask=both,
    field="id_number",
    logic="在岗协管员的身份证号也在生态护林员表的在岗人员中",
    message="【护林员办法第八条】{谁}同时是在岗的生态护林员。",
    remedy="由本人选定一个岗位，另一个办理离岗。",
    sheets=(Ranger,),
    needs=("id_number",),
    without_pack=True,
)
RULES = (L1, L2, L3)

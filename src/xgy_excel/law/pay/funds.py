"""Article 10: who may be paid from which money.

Pay from a restricted source is only for a post made 乡村公益性岗位 beforehand and a person who is 脱贫人口 or 监测对象.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from ...core import MISSING, Answer, Law, Param, Rule, Severity, error, hint, missing, unknown, unset
from ...records import Records
from ...rows import Coordinator, Payment
from ...values import CENT, squash
from ..params import one_of
from .limits import ART10
from .paid import Paid, first_payment, paid, paid_month, unknown_person
from .sources import SOURCES, Source, parse_funds, registered, restricted, source_name

CLASS_DAY = Param(
    "身份认定时点",
    one_of("上岗日", "协议起", "发放月"),
    "上岗日",
    "上岗日 | 协议起 | 发放月",
    "“选聘人员须为…”未写明哪一天",
    ART10,
)
LEVELS = one_of("可", "否", "待核")
REMOVED = Param("身份口径_已消除", LEVELS, "待核", "可 | 否 | 待核", "“符合条件的”监测对象未界定", ART10)
NOT_ENJOYING = Param("身份口径_不享受", LEVELS, "待核", "可 | 否 | 待核", "“符合条件的”脱贫人口未界定", ART10)

DECIDED = {"已消除": REMOVED, "不享受": NOT_ENJOYING}  # classes the county decides upon

PARAMS = (SOURCES, CLASS_DAY, REMOVED, NOT_ENJOYING)
Parts = list[tuple[str, Decimal | None]]  # name of a source, yuan


def sources_of(view: Paid, records: Records, law: Law) -> tuple[Source, ...]:
    """The sources of a pay. What a bare 村集体经济 is, a village without a solar station decides; a basis makes F9.

    A name the county has registered for a code is that code.
    """
    found = []
    for source in parse_funds(view.row.fund or "", view.month):
        if not source.code and (code := registered(source, view.month, law)):
            source = replace(source, code=code)
        elif source.of_village and _no_solar(view, records):
            source = replace(source, code="F4" if "资产收益" in source.name else "F5")
        elif not source.code and not source.of_village and (source.basis or view.row.fund_basis):
            source = replace(source, code="F9")
        found.append(source)
    return tuple(found)


def _no_solar(view: Paid, records: Records) -> bool:
    village = records.village(view.person.service_village, view.person.township) if view.person else None
    return village is not None and village.has_pv is False


def _restricted(view: Paid, records: Records, law: Law) -> Parts:
    """The restricted sources of a pay: the whole pay is the amount where one source pays it."""
    sources = sources_of(view, records, law)
    whole = view.own if len(sources) == 1 else None
    tied = [source for source in sources if restricted(source, view.month, law)]
    return [(source_name(source, view.month, law), source.amount or whole) for source in tied]


def _lacking(view: Paid, name: str) -> Answer:
    """What the roster lacks of a person: told at its cell, and at a payment by its header."""
    if isinstance(view.row, Coordinator):
        return missing(name)
    return missing("fund", 字段=f"花名册中的{Coordinator.columns()[name].header}")


def _told_at(view: Paid, name: str) -> str:
    return name if isinstance(view.row, Coordinator) else "fund"


def not_developed(row: Coordinator | Payment, records: Records, law: Law) -> Iterator[Answer]:
    view = paid(row, records, law)
    if view and row.fund and (sources := _restricted(view, records, law)):
        if view.person is None:
            yield unknown_person(view)
        elif view.person.has("is_rural_pwp"):
            yield from _post(view, view.person, sources, records)


def _post(view: Paid, person: Coordinator, sources: Parts, records: Records) -> Iterator[Answer]:
    """The post must be developed on the first day of the month. Without the column 公益岗开发日期 only whether it is."""
    told_at, told_once = _told_at(view, "is_rural_pwp"), first_payment(view.row, records)
    if person.is_rural_pwp is False:
        yield from (error("", told_at, 年月=view.when, 来源=name, 金额=amount) for name, amount in sources)
    elif person.is_rural_pwp is None:
        yield from [_lacking(view, "is_rural_pwp")] * told_once
    elif not person.has("pwp_date"):
        yield replace(hint("缺列", 表=person.place.sheet), once=True)
    elif person.pwp_date is None:
        yield from [_lacking(view, "pwp_date")] * told_once
    elif person.pwp_date > view.month:
        day = person.pwp_date
        yield from (error("晚", told_at, 年月=view.when, 来源=name, d=day, 金额=amount) for name, amount in sources)


def not_entitled(row: Coordinator | Payment, records: Records, law: Law) -> Iterator[Answer]:
    view = paid(row, records, law)
    if view and row.fund and (sources := _restricted(view, records, law)):
        if view.person is None:
            yield unknown_person(view)
        elif view.person.has("person_class"):
            yield from _person(view, view.person, sources, law.at(view.month))


def _person(view: Paid, person: Coordinator, sources: Parts, law: Law) -> Iterator[Answer]:
    if person.person_class is None:
        yield _lacking(view, "person_class")
        return
    told_at, moment = _told_at(view, "person_class"), law.get(CLASS_DAY)
    entitled = person_entitled(person.person_class, law)
    if moment is None:
        yield unset(CLASS_DAY)
    elif entitled is None:
        yield unknown("待认定", told_at, 类别=person.person_class)
    elif not entitled:
        days = {"上岗日": person.onboard_date, "协议起": person.agreement_start, "发放月": view.month}
        facts = {"日期": days[moment] or "认定之日", "类别": person.person_class, "年月": view.when}
        wording = "口径" if any(word in squash(person.person_class) for word in DECIDED) else ""
        for name, amount in sources:
            yield error(wording, told_at, 来源=name, 金额=amount, **facts)


def person_entitled(person_class: str, law: Law) -> bool | None:
    """Is a person 脱贫人口 or 监测对象 in the sense of Article 10? None where the county has yet to say.

    >>> from datetime import date
    >>> law = Law(date(2025, 6, 30))
    >>> [person_entitled(c, law) for c in ("脱贫人口", "监测对象", "一般农户", "监测对象（已消除）")]
    [True, True, False, None]
    """
    text = squash(person_class)
    for word, param in DECIDED.items():
        if word in text:
            return {"可": True, "否": False}.get(law.get(param) or "")
    if text in ("一般农户", "普通农户", "一般户", "非脱贫户", "非脱贫人口"):
        return False
    return True if text.startswith(("脱贫", "监测", "边缘易致贫", "突发严重困难")) else None


def undetailed(row: Coordinator | Payment, records: Records, law: Law) -> Iterator[Answer]:
    view = paid(row, records, law)
    if view and row.fund is None:
        yield missing("fund")
    for source in sources_of(view, records, law) if view else ():
        if source.of_village:
            yield unknown(来源=source.name)
        elif view and restricted(source, view.month, law) is None:
            yield unknown("不明", 来源=source.name)


def badly_split(row: Coordinator | Payment, records: Records, law: Law) -> Iterator[Answer]:
    view = paid(row, records, law)
    parts = [source.amount for source in sources_of(view, records, law)] if view else []
    if view is None or parts in ([], [None]):
        return
    amounts = [part for part in parts if part is not None]
    if len(amounts) < len(parts):
        yield unknown("未分摊", 年月=view.when)
    elif view.own is None:
        yield missing(view.field)
    elif abs(sum(amounts) - view.own) >= CENT:
        yield error(年月=view.when, a=sum(amounts), b=view.own)


def without_basis(row: Coordinator | Payment, records: Records, law: Law) -> Iterator[Answer]:
    view = paid(row, records, law)
    for source in sources_of(view, records, law) if view else ():
        if view and source.code == "F9" and not (source.basis or row.fund_basis):
            yield unknown(年月=view.when, 来源=source_name(source, view.month, law))


_rule = partial(
    Rule, cite=ART10, about=(Coordinator, Payment), day=paid_month, field="fund", sheets=(Coordinator,)
)  # fmt: skip

P5 = _rule(
    code="P5",
    title="须先开发为乡村公益性岗位",
    severities=(Severity.ERROR, Severity.UNKNOWN, Severity.HINT),
    ask=not_developed,
    logic="来源含就业补助资金、衔接资金、光伏帮扶电站收益（或县里登记为受限的）：岗位不是乡村公益性岗位，或开发日期晚于发放月"
    "首日，为错误；未填为待核。没有“公益岗开发日期”列的只看是否，并提示一次。来源为空由P7提出",
    message="【第十条·岗位性质】{对象}{年月}使用{来源}列支，该岗位未开发为乡村公益性岗位。",
    remedy="先按规定开发为乡村公益性岗位；此前月份改由其他资金列支。",
    wordings={
        "晚": "【第十条·岗位性质】{对象}{年月}使用{来源}列支，该岗位{d}才开发为乡村公益性岗位。",
        "缺列": "【第十条·岗位性质】花名册缺列“公益岗开发日期”，受限资金只核对了是否为乡村公益性岗位，没有核对是否先开发。",
    },
    remedies={"缺列": "在花名册增加“公益岗开发日期”列并填写。"},
    params=(SOURCES,),
    needs=("fund", "is_rural_pwp"),
)
P6 = _rule(
    code="P6",
    title="人员身份",
    severities=(Severity.ERROR, Severity.UNKNOWN),
    ask=not_entitled,
    logic="来源受限（同P5）：人员身份为一般农户为错误；已消除风险、不享受政策的按本县口径；认不出的为待核。来源为空由P7提出",
    message="【第十条·人员身份】{对象}在{日期}不是脱贫人口或监测对象，不能从{来源}列支。",
    remedy="改由村集体经济收入（非光伏）列支，或更换人员；属录入错误的更正身份。",
    wordings={
        "待认定": "【第十条·人员身份】{对象}为{类别}，是否属于“符合条件的脱贫人口或监测对象”待认定。",
        "口径": "【第十条·人员身份】{对象}为{类别}，按本县口径不属于“符合条件的脱贫人口或监测对象”，不能从{来源}列支。",
    },
    remedies={
        "待认定": "更正人员身份；已消除风险或不享受政策的，在参数“身份口径_已消除”“身份口径_不享受”中写明本县口径。"
    },
    params=(SOURCES, CLASS_DAY, REMOVED, NOT_ENJOYING),
    needs=("fund", "person_class"),
)
P7 = _rule(
    code="P7",
    title="村集体经济未细分",
    severities=(Severity.UNKNOWN,),
    ask=undetailed,
    logic="来源未填，只写村集体经济或资产收益而嘎查村未登记为没有光伏帮扶电站，或来源认不出、代码未登记",
    message="【第十条·资金明细】{对象}资金来源只写“{来源}”，未注明是否为光伏帮扶电站收益。",
    remedy="注明F3、F4或F5；光伏收益须满足公益性岗位和人员身份两项条件。",
    wordings={
        MISSING: "【第十条·资金明细】{对象}没有填写资金来源，不能判定是否须为乡村公益性岗位、人员身份是否符合。",
        "不明": "【第十条·资金明细】{对象}资金来源“{来源}”认不出，不能判定是否须为乡村公益性岗位。",
    },
    remedies={"不明": "写明F1至F5，其他资金写作“F9（文号）”；本县另有来源的，在参数表登记“资金来源·F6”等。"},
    params=(SOURCES,),
    needs=("fund",),
)
P8 = _rule(
    code="P8",
    title="多渠道合计不符",
    severities=(Severity.ERROR, Severity.UNKNOWN),
    ask=badly_split,
    logic="资金来源写明金额的，各项之和与报酬不等为错误；有几项而未逐项写明金额为待核",
    message="【第十条·分摊】{对象}{年月}各来源合计{a}元，与报酬{b}元不符。",
    remedy="更正各来源金额。",
    wordings={"未分摊": "【第十条·分摊】{对象}{年月}有几项资金来源，未逐项写明金额。"},
    remedies={"未分摊": "按“F5:600；F2:400”的写法填写各来源金额。"},
    needs=("fund",),
)
P9 = _rule(
    code="P9",
    title="其他资金",
    severities=(Severity.UNKNOWN,),
    ask=without_basis,
    logic="来源为F9其他而未填列支依据（列“列支依据”或括号内文号）；“等资金”未封闭，另有来源不是违规",
    message="【第十条·其他资金】{对象}{年月}列支“{来源}”，未填写依据。",
    remedy="填写依据文号。",
    needs=("fund",),
)

RULES = (P5, P6, P7, P8, P9)

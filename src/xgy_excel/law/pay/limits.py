"""Article 10: how much a coordinator may be paid: the ceiling, the class of the post, the items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from ...core import (
    Answer,
    Cite,
    Law,
    Param,
    Rule,
    Setting,
    Severity,
    error,
    exception,
    hint,
    missing,
    unknown,
    unset,
)
from ...records import Records
from ...rows import Coordinator, Payment
from ...values import cents, month_end, squash
from ..params import money, one_of, whole, words
from .paid import ITEMS, Paid, first_payment, incomplete, paid, paid_month, served_days, unknown_person
from .receipts import failed

ART10 = Cite("第十条")

CAP = Param("城镇公益性岗位补贴标准", money, None, "元/月", "劳务报酬原则上不高于的水平，由各地文件规定", ART10)
CLASS_PAY = Param(
    "岗位报酬标准", money, None, "元/月", "分类确定劳务报酬：每类一行，如“岗位报酬标准·一类”", ART10, keyed=True
)
ALLOWED_ITEMS = Param("允许发放项目", words, "基本报酬、绩效", "项目，以、分隔", "严禁滥发劳务报酬及津补贴", ART10)
PRORATING = Param(
    "折算方式",
    one_of("不折算", "按出勤", "按自然日"),
    "不折算",
    "不折算 | 按出勤 | 按自然日",
    "办法未规定不足月的算法",
    ART10,
)
PAY_DAYS = Param("计发天数", whole, "30", "天", "按出勤折算而未填规定出勤时的应出勤天数", ART10)
PARAMS = (CAP, CLASS_PAY, ALLOWED_ITEMS, PRORATING, PAY_DAYS)


def cap(day: date, law: Law, county: str = "") -> Decimal | None:
    """The subsidy for urban public-welfare posts in force on a day, yuan a month; None while the county has not set it.

    >>> cap(date(2025, 5, 1), Law(date(2025, 5, 1), settings=[Setting(name=CAP.name, value="2140")]))
    Decimal('2140')
    """
    return law.at(day).get(CAP, county=county)


def class_standard(category: str, day: date, law: Law, county: str = "") -> Decimal | None:
    """The monthly pay of a class of posts in force on a day, in yuan; None when the table does not say.

    >>> law = Law(date(2025, 5, 1), settings=[Setting(name="岗位报酬标准·一类", value="1,000元")])
    >>> class_standard("一类", law.day, law), class_standard("二类", law.day, law)
    (Decimal('1000'), None)
    """
    key = next((k for k in law.keys(CLASS_PAY) if squash(k) == squash(category)), "")
    return law.at(day).get(CLASS_PAY, key, county) if key else None


def prorated(
    pay: Decimal, month: date, law: Law, *, served: int, required: int | None = None, actual: int | None = None
) -> Decimal | None:
    """What is due for a month of which `served` days were served, in yuan to the cent, by the county's 折算方式.

    `required` and `actual` are the days of attendance, which nobody has more of than days in post. None where the way needs
    an attendance that is not known.

    >>> def due(way, **days):
    ...     law = Law(date(2025, 3, 31), settings=[Setting(name="折算方式", value=way)])
    ...     return prorated(Decimal(1000), date(2025, 3, 1), law, **days)
    >>> due("不折算", served=15), due("按自然日", served=15), due("按出勤", served=31, required=22, actual=21)
    (Decimal('1000.00'), Decimal('483.87'), Decimal('954.55'))
    >>> due("按出勤", served=5, required=22, actual=22)
    Decimal('227.27')
    """
    then = law.at(month)
    way, days = then.get(PRORATING), month_end(month).day
    if way == "按出勤":
        days, part = required or then.get(PAY_DAYS) or 0, None if actual is None else min(actual, served)
    else:
        part = min(served, days) if way == "按自然日" else days
    if not served:
        return Decimal("0.00")
    return cents(pay * min(part, days) / days) if way and days and part is not None else None


def over_cap(row: Coordinator | Payment, records: Records, law: Law) -> Iterator[Answer]:
    if isinstance(row, Payment) and row.pay_month is None:
        yield missing("pay_month")
        return
    view = paid(row, records, law)
    if view is None or not view.first:
        return
    county = view.county(law)
    then = law.at(view.month)
    limits, line = then.candidates(CAP, county=county), then.setting(CAP, county=county)
    if not limits:  # P2 says so
        return
    if view.total > max(limits) and not view.taken_back:
        since = {"生效日": line.start} if line and line.start else {}
        yield exception("" if since else "无日期", view.field, 年月=view.when, x=view.total, 标准=max(limits), **since)
    elif view.total > min(limits) and not view.taken_back:
        yield unknown("两个标准", view.field, 年月=view.when, x=view.total, 标准=min(limits), 标准2=max(limits))
    elif not view.complete:
        yield incomplete(view)


def no_cap(row: Coordinator | Payment | Setting, records: Records, law: Law) -> Iterator[Answer]:
    if isinstance(row, Setting):
        same = [s for s in records.of(Setting) if _cap_line(s) and _cap_line(s) == _cap_line(row)]
        if same and same[0] is not row:
            yield error("重复", "start", 日期=row.start or "空")
        return
    view = paid(row, records, law)
    if view is not None:
        county = view.county(law)
        if not law.at(view.month).candidates(CAP, county=county):
            wording = "不明" if law.at(view.month).setting(CAP, county=county) else ""
            yield unset(CAP, wording, 旗县=county or "本旗县", 年月=view.when)


def _cap_line(line: Setting) -> tuple[object, ...]:
    return (line.start, line.county) if squash(line.name or "") == CAP.name and line.value else ()


def off_class(row: Coordinator | Payment, records: Records, law: Law) -> Iterator[Answer]:
    view = paid(row, records, law)
    if view is None or not view.first or (view.person and not view.person.has("post_category")):
        return
    if not law.keys(CLASS_PAY):
        yield unset(CLASS_PAY)
    elif view.person is None or view.person.post_category is None:
        if first_payment(row, records):
            yield _unknown_class(view)
    else:
        category = view.person.post_category
        standard = class_standard(category, view.month, law, view.county(law))
        facts = {"类别": category, "年月": view.when, "实发": _called(row)}
        if standard is None:
            yield unknown("无此类别", view.field, **facts)
        elif view.total > standard and not view.taken_back:
            yield error("", view.field, s=standard, x=view.total, 差额=view.total - standard, **facts)
        elif not view.complete:
            yield incomplete(view)
        elif view.total < standard or isinstance(row, Payment):
            yield from _against_the_share(view, standard, records, law, facts)


def _called(row: Coordinator | Payment) -> str:
    if isinstance(row, Coordinator):
        return "约定报酬"
    return "应发" if failed(row) else "实发"


def _unknown_class(view: Paid) -> Answer:
    if isinstance(view.row, Coordinator):
        return missing("post_category")
    return missing(view.field, 字段="花名册中的岗位类别") if view.person else unknown_person(view)


def _against_the_share(
    view: Paid, standard: Decimal, records: Records, law: Law, facts: dict[str, str]
) -> Iterator[Answer]:
    """A pay that is not above the standard, beside what the county's 折算方式 makes of it. More for a part month P12 tells."""
    due: Decimal | None = standard
    served, short = 0, view.total < standard
    if isinstance(view.row, Payment) and law.get(PRORATING) is None:
        yield from [unset(PRORATING)] * short
        return
    if isinstance(view.row, Payment):
        served = served_days(view.row.id_number, view.month, records)[1]
        attended = {"required": view.row.days_required, "actual": view.row.days_actual}
        due = prorated(standard, view.month, law, served=served, **attended)
    if due is None:
        yield from [missing("days_actual")] * short
    elif view.total < due:
        wording = "低于" if due == standard else "折算低于"
        yield hint(wording, view.field, s=standard, 折算=due, x=view.total, 差额=due - view.total, **facts)
    elif view.total > due and served == month_end(view.month).day:
        yield hint("折算高于", view.field, s=standard, 折算=due, x=view.total, 差额=view.total - due, **facts)


def not_allowed(row: Payment, records: Records, law: Law) -> Iterator[Answer]:
    view, allowed = paid(row, records, law), law.get(ALLOWED_ITEMS)
    if view is None:
        return
    if allowed is None:
        yield unset(ALLOWED_ITEMS)
        return
    known = {squash(word) for word in allowed}
    if row.other_item and row.other_amount is None and not _accounted_for(row):
        yield missing("other_amount")
    for name, item in ITEMS.items():
        amount = getattr(row, name)
        if not amount or amount < 0:
            continue
        if name == "other_amount":
            if row.other_item is None:
                yield missing("other_item")
                continue
            item = row.other_item
        if any(squash(part) not in known for part in re.split("[、,，;；/]", item)):
            yield error("", "other_item" if name == "other_amount" else name, 年月=view.when, 项目=item, x=amount)


def _accounted_for(row: Payment) -> bool:
    """Is the whole total that of the other items, so that an item without an amount was paid nothing?"""
    rest = [amount for amount in (row.base_pay, row.merit_pay) if amount is not None]
    return bool(rest) and row.amount == sum(rest) and not row.unread.keys() & ITEMS


_rule = partial(Rule, cite=ART10, about=(Coordinator, Payment), day=paid_month, field="pay_monthly")

P1 = _rule(
    code="P1",
    title="报酬封顶",
    severities=(Severity.EXCEPTION, Severity.UNKNOWN),
    ask=over_cap,
    logic="本人当月全部报酬（扣款前，多笔相加）高于当月首日执行的城镇公益性岗位补贴标准；参数表同日有两个标准、报酬在两者之间的为待核；未设标准由P2提出",
    message="【第十条·封顶】{对象}{年月}报酬合计{x}元，高于本地城镇公益性岗位补贴标准{标准}元（{生效日}起执行）。",
    remedy="降到标准以内；确需高于的，填写例外审批文号、批准单位和批准日期。",
    wordings={
        "无日期": "【第十条·封顶】{对象}{年月}报酬合计{x}元，高于本地城镇公益性岗位补贴标准{标准}元（未注明生效日期）。",
        "两个标准": "【第十条·封顶】{对象}{年月}报酬合计{x}元，参数表的城镇公益性岗位补贴标准有{标准}元和{标准2}元两个，不能判定是否超过。",
    },
    remedies={"两个标准": "在参数表按本地文件只留一个标准，或更正生效日期。"},
    params=(CAP,),
    needs=("pay_monthly", "pay_month"),
)
P2 = _rule(
    code="P2",
    title="标准缺失",
    about=(Coordinator, Payment, Setting),
    severities=(Severity.UNKNOWN, Severity.ERROR),
    ask=no_cap,
    logic="参数表没有该旗县当月的城镇公益性岗位补贴标准，每旗县每月只提出一次；同一生效日期有两行的，在参数表上为错误",
    message="【第十条·标准缺失】参数表没有{旗县}{年月}的城镇公益性岗位补贴标准。",
    remedy="按本地文件填写标准、生效日和依据文号。",
    wordings={
        "重复": "【第十条·标准缺失】参数表有两行城镇公益性岗位补贴标准的生效日期同为{日期}。",
        "不明": "【第十条·标准缺失】{旗县}{年月}的城镇公益性岗位补贴标准写法无法识别，不能判定报酬是否超过标准。",
    },
    remedies={"重复": "按本地文件只留一行，或更正生效日期。", "不明": "在参数表按本地文件更正。"},
    params=(CAP,),
)
P3 = _rule(
    code="P3",
    title="分类标准",
    severities=(Severity.ERROR, Severity.HINT, Severity.UNKNOWN),
    ask=off_class,
    logic="当月报酬高于岗位类别的报酬标准为错误，低于（发放行按折算方式折算后的）标准，或整月在岗而高于按出勤折算后的标准，"
    "为提示；类别或标准不明为待核",
    message="【第十条·分类标准】{对象}岗位类别“{类别}”标准{s}元，{年月}{实发}{x}元，高于标准{差额}元。",
    remedy="按分类标准发放；标准已调整的，先在参数表“岗位报酬标准”登记标准、生效日期和文号。",
    wordings={
        "低于": "【第十条·分类标准】{对象}岗位类别“{类别}”标准{s}元，{年月}{实发}{x}元，低于标准{差额}元。",
        "折算低于": "【第十条·分类标准】{对象}岗位类别“{类别}”标准{s}元，{年月}折算后{折算}元，{实发}{x}元，少{差额}元。",
        "折算高于": "【第十条·分类标准】{对象}岗位类别“{类别}”标准{s}元，{年月}按出勤折算后{折算}元，{实发}{x}元，多{差额}元。",
        "无此类别": "【第十条·分类标准】参数“岗位报酬标准”没有{对象}岗位类别“{类别}”{年月}的标准。",
    },
    remedies={
        "低于": "核对出勤或补发。",
        "折算低于": "核对出勤或补发。",
        "折算高于": "核对出勤；缺勤属经批准的请假、按本县规定不扣的，无须处理。",
        "无此类别": "更正岗位类别，或在参数表登记该类别的标准、生效日期和依据文号。",
    },
    params=(CLASS_PAY, PRORATING, PAY_DAYS),
    needs=("pay_monthly", "post_category", "pay_month"),
    sheets=(Coordinator,),
)
P4 = _rule(
    code="P4",
    title="不允许的项目",
    about=(Payment,),
    field="other_item",
    severities=(Severity.ERROR, Severity.UNKNOWN),
    ask=not_allowed,
    logic="发放了允许发放项目以外的项目，金额大于零，为错误；只写项目或只写金额，而合计不是其余各项之和，为待核",
    message="【第十条·滥发】{对象}{年月}“{项目}”{x}元不在本县允许发放项目内。",
    remedy="取消该项目；有文件依据的在参数表登记。",
    params=(ALLOWED_ITEMS,),
    needs=("other_item", "other_amount"),
)
RULES = (P1, P2, P3, P4)

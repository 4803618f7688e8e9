"""The variables of the documents: every column of the rows concerned under its header, and what follows from them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from ..core import Law, Row
from ..law.documents import COPIES, DEPARTMENTS, HOTLINE, HOW_TO_OBJECT, LEAGUE, MASKING
from ..law.eligibility.age import age_on
from ..law.identity.numbers import birth_of, sex_of
from ..law.pay.limits import class_standard
from ..law.pay.paid import COUNTY
from ..law.pay.sources import parse_funds, source_name
from ..law.procedure.plan import PLAN
from ..law.procedure.publicity import UNIT, publicity_days
from ..law.procedure.selection import selection_of
from ..law.quota import counted, posts_known, quota
from ..privacy import mask_account, mask_id, mask_phone
from ..records import Records
from ..rows import Coordinator, Procedure, Village
from ..values import add_years, date_words, id_head, money_text, money_words, month_words
from .form import Subject, Values
from .printed import policy_words, printed_name, printed_party, served_village

_DEPARTMENTS = {
    "乡村振兴": "乡村振兴部门",
    "人社": "人力资源和社会保障部门",
    "财政": "财政部门",
}  # where the county names none
_NUMERALS = "零一二三四五六七八九十"
Text = str | None


def shown(value: object, kind: str = "text") -> Text:
    """A value as documents write it; None when there is none.

    >>> shown(date(2025, 5, 1)), shown(date(2025, 5, 1), "month"), shown(Decimal("2140")), shown(True), shown(None)
    ('2025年5月1日', '2025年5月', '2140.00', '是', None)
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return month_words(value) if kind == "month" else date_words(value)
    if isinstance(value, Decimal):
        return money_text(value)
    return str(value) or None


def stamp(day: Text) -> str:
    """A day as a document writes it, for the name of its file.

    >>> stamp("2025年5月1日"), stamp(None)
    ('20250501', '未填日期')
    """
    return "".join(part.zfill(2) for part in re.findall(r"\d+", day or "")) or "未填日期"


def row_values(row: Row | None, kind: type[Row]) -> dict[str, Text]:
    """Every column of a kind of row under its header; without a row they are all unknown."""
    return {c.header: shown(getattr(row, name), c.kind) if row else None for name, c in kind.columns().items()}


def person_values(subject: Subject, row: Coordinator, records: Records, law: Law) -> Values:
    """Everything about one person: the roster, the selection behind the post, the village, and what follows from them."""
    values: dict[str, Text] = {}
    village = subject.village or records.village(row.service_village, row.township)
    for known in (
        village_values(village, records, law),
        procedure_values(selection_of(row, records), law),
        row_values(row, Coordinator),
    ):
        values |= {key: value for key, value in known.items() if value is not None or key not in values}
    values["备注"] = row.remark
    identity = id_head(row.id_number) or None  # a disability number carries more than the identity number
    level = law.get(MASKING) or MASKING.default or ""
    birth = row.birth_date or birth_of(row.id_number)
    day = row.agreement_start or law.day
    values |= {
        "嘎查村": values["嘎查村"] or row.service_village,
        "出生日期": shown(birth),
        "出生年": str(birth.year) if birth else None,
        "性别": row.sex or sex_of(row.id_number),
        "年龄": str(age_on(birth, day, law)) if birth and birth <= day else None,
        "姓名": printed_name(row.name),
        "身份证号": identity,
        "身份证号脱敏": mask_id(identity, level) if identity else None,
        "服务嘎查村": served_village(row, village),
        "联系电话脱敏": mask_phone(row.phone) if row.phone else None,
        "一卡通账号脱敏": mask_account(row.account_no) if row.account_no else None,
        "乙方": printed_name(row.name),
        "甲方": printed_party(row.party_a or row.hiring_body, village),
        "月劳务报酬大写": money_words(row.pay_monthly) if row.pay_monthly else None,
        "报酬标准": pay_standard(row, day, law),
        "资金来源": fund_words(row, day, law),
        "协议月数": whole_months(row.agreement_start, row.agreement_end),
    }
    return {**values, **previous_values(row, records), **county_values(row, day, law)}


def list_values(subject: Subject, records: Records, law: Law, day: date) -> Values:
    """The people of a subject as the lines of 名单, and what is the same for all of them, the policy being that of a day.

    Without people (a blank form) the list has one line in which nothing is known.
    """
    people = [person_values(subject, row, records, law) for row in subject.rows or (subject.row,)]
    common = {key: value for key, value in people[0].items() if all(other[key] == value for other in people)}
    return {**dict.fromkeys(people[0]), **common, **county_values(subject.row, day, law), "名单": people}


def village_values(village: Village | None, records: Records, law: Law) -> dict[str, Text]:
    """The village's own columns; what the program computes is computed, not read."""
    values = row_values(village, Village)
    people = counted(village) if village else None
    posts = posts_known(village, records, law) if village and records.has(Coordinator) else None
    allowed = None
    if village and people is not None:
        allowed = quota(people, law.at(village.data_date or law.day))
    free = None
    if village and village.posts_set is not None and posts is not None:
        free = max(0, village.posts_set - posts)
    found = {"劳动力合计": people, "核定岗位数": allowed, "在岗人数": posts, "空岗数": free}
    return values | {name: shown(number) for name, number in found.items()}


def procedure_values(row: Procedure | None, law: Law) -> dict[str, Text]:
    """The selection, with the days each list hung out, in the county's unit; unknown while the county has set none."""
    values = row_values(row, Procedure)
    unit = law.get(UNIT)
    for name, start, end in (
        ("村", "village_pub_start", "village_pub_end"),
        ("乡镇", "town_pub_start", "town_pub_end"),
    ):
        first, last = (getattr(row, start, None), getattr(row, end, None)) if row else (None, None)
        days = publicity_days(first, last, law.at(first)) if first and last else None
        values[f"{name}公示天数"] = f"{days}个{unit}" if days is not None else None
    return values


def previous_values(row: Coordinator, records: Records) -> dict[str, Text]:
    """The agreement before this one."""
    start = row.agreement_start
    earlier = [
        a for a in records.agreements(row.id_number) if start and a.agreement_start and a.agreement_start < start
    ]
    last = earlier[-1] if earlier else None
    return {
        "上期协议编号": last.agreement_no if last else None,
        "上期协议起": shown(last.agreement_start) if last else None,
        "上期协议止": shown(last.agreement_end) if last else None,
    }


def county_values(row: Coordinator, day: date, law: Law) -> dict[str, Text]:
    """What the county and the policy in force on the day say."""
    then = law.at(day)
    pack, copies = then.pack, then.get(COPIES)
    return {
        "盟市": row.league or then.get(LEAGUE),
        "旗县": row.county or then.get(COUNTY),
        "依据文号": pack.cited if pack else None,
        "政策依据": policy_words(pack),
        **{f"{key}部门": then.get(DEPARTMENTS, key) or name for key, name in _DEPARTMENTS.items()},
        "方案文号": then.get(PLAN),
        "监督举报电话": then.get(HOTLINE),
        "受理方式": then.get(HOW_TO_OBJECT),
        "协议份数": _numeral(copies) if copies else None,
        "份数分配": ("甲乙双方各执一份" + ("，其余用于备案和存档" if copies > 2 else "")) if copies else None,
    }


def _numeral(number: int) -> str:
    """A number of things: 两份, 三份, 12份."""
    return "两" if number == 2 else _NUMERALS[number] if number <= 10 else str(number)


def pay_standard(row: Coordinator, day: date, law: Law) -> Text:
    """The monthly pay of the post's class."""
    county = row.county or law.get(COUNTY) or ""
    return shown(class_standard(row.post_category, day, law, county)) if row.post_category else None


def fund_words(row: Coordinator, day: date, law: Law) -> Text:
    """The sources by name, each with its part where there are several.

    >>> law = Law(date(2025, 6, 30))
    >>> fund_words(Coordinator(fund="F2"), law.day, law), fund_words(Coordinator(fund="F5:600；F2:400"), law.day, law)
    ('衔接资金', '村集体经济其他收入（每月600.00元）、衔接资金（每月400.00元）')
    """
    sources = parse_funds(row.fund or "", day)
    parts = []
    for source in sources:
        basis = source.basis or row.fund_basis or ""
        name = source_name(source, day, law) + (f"（{basis}）" if source.code == "F9" and basis else "")
        amount = f"（每月{money_text(source.amount)}元）" if source.amount is not None and len(sources) > 1 else ""
        parts.append(name + amount)
    return "、".join(parts) or None


def whole_months(start: date | None, end: date | None) -> Text:
    """The months of an agreement when they are whole ones, else unknown: half a month is no number to print.

    >>> whole_months(date(2025, 7, 1), date(2025, 12, 31)), whole_months(date(2024, 2, 29), date(2025, 2, 28))
    ('6', '12')
    >>> whole_months(date(2025, 7, 10), date(2025, 12, 31)) is None
    True
    """
    if not start or not end or end < start:
        return None
    after = end + timedelta(days=1)
    if after == add_years(start, 1, "3月1日"):
        return "12"
    months = (after.year - start.year) * 12 + after.month - start.month
    return str(months) if after.day == start.day else None

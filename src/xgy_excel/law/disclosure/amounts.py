"""Article 13: what a village publishes of the pay, against the agreements and against what was paid.

The published text is free. It is compared only where it can be read in one way: whose amount it is, and whether it is the
monthly pay or what was paid for one named month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...core import Answer, Cite, Law, Rule, Severity, error, in_words, unknown
from ...records import Records
from ...rows import Coordinator, Disclosure, Payment
from ...values import DOTS, month_words, name_key, person_key, squash
from ..pay.paid import gross, month_rows, person_month
from .items import is_shown, published_on

_UNSURE = re.compile(
    r"基本|绩效|其中|分别|不超|不高|以[内上下]|左右|约|至|[~～—–]|年薪|每年|/年|季|万|起|原|曾|日|天|\d月"
)
_DOT = re.compile(DOTS + r"(?!\d)")  # of names; those of amounts stay
_MONTH = re.compile(r"(20\d\d)(?:年|[-./])(\d{1,2})月?份?")
_AMOUNT = re.compile(
    r"(?P<before>每月|按月|月[^0-9，,。；;、]{0,6})?(?P<sum>\d[\d,]*(?:\.\d+)?)元(?P<after>/人/月|/月|每月|/人月)?"
)


@dataclass(frozen=True)
class Published:
    """One amount of a published text: whose it is (as a key; empty: not said), and the month it was paid for."""

    name: str
    amount: Decimal
    month: date | None = None


def published(text: str, names: list[str]) -> list[Published]:
    """The amounts a text states about the named people; none where it can be read in more than one way.

    >>> [str(p.amount) for p in published("1,300元/月", ["张三"])], published("基本报酬1040元，绩效260元", ["张三"])
    (['1300'], [])
    >>> [(p.name, str(p.amount), p.month) for p in published("2025年5月：张三1300元、李四1500元", ["张三", "李四"])]
    [('张三', '1300', datetime.date(2025, 5, 1)), ('李四', '1500', datetime.date(2025, 5, 1))]
    """
    plain = _DOT.sub("", squash(text))
    months = {(int(year), int(month)) for year, month in _MONTH.findall(plain) if 1 <= int(month) <= 12}
    plain = _MONTH.sub("", plain)
    if _UNSURE.search(plain) or len(months) > 1:
        return []
    month = date(*months.pop(), 1) if months else None
    found, at, used = [], 0, set()
    for match in _AMOUNT.finditer(plain):
        monthly = bool(match["before"] or match["after"])
        if monthly == (month is not None):
            return []
        said = [name for name in names if name in plain[at : match.start("sum")]]
        if len(said) > 1:
            return []
        used.update(said)
        found.append(Published(said[0] if said else "", Decimal(match["sum"].replace(",", "")), month))
        at = match.end()
    unclear = len({bool(one.name) for one in found}) > 1 or any(name in plain for name in names if name not in used)
    return [] if unclear else found


def states_pay(text: str) -> bool:
    """Does a text state any pay by the month, be it in parts: an amount in figures, and not by the year?

    >>> [states_pay(text) for text in ("1300元/月", "基本报酬1040元，绩效260元", "12000元/年", "按标准执行", "壹仟元/月")]
    [True, True, False, False, False]
    """
    plain = squash(text)
    return bool(re.search(r"\d[\d,]{2}|\d万", _MONTH.sub("", plain))) and not re.search("年薪|每年|/年|全年", plain)


def contradicted(row: Disclosure, records: Records, law: Law) -> Iterator[Answer]:
    village, day = records.village(row.village), row.publish_date
    if not (row.publish_pay and village and day and is_shown(row, records, law)):
        return
    people = {name_key(one.name): one for one in records.in_post(village, day) if one.name}
    amounts = published(row.publish_pay, list(people))
    if amounts and amounts[0].name:
        for one in amounts:
            yield from _compared([one], [people[one.name]], day, records)
    elif amounts and people:
        yield from _compared(amounts, list(people.values()), day, records)
    elif people and not states_pay(row.publish_pay):
        yield unknown("看不出")


def _compared(said: list[Published], people: list[Coordinator], day: date, records: Records) -> Iterator[Answer]:
    """Told where no published amount is that of any of the people, all of whose pay is known."""
    month = said[0].month
    known = [_paid(one, month, records) if month else _agreed(one, day, records) for one in people]
    pays = [pay for pay in known if pay is not None]
    amounts = {one.amount for one in said}
    if len(pays) < len(people) or amounts & set(pays):
        return
    facts = {"姓名": "、".join(one.subject for one in people), "a": _listed(amounts), "b": _listed(set(pays))}
    yield error(**facts, 年月=month_words(month)) if month else error("标准", **facts)


def _listed(amounts: set[Decimal]) -> str:
    return "、".join(in_words(amount) for amount in sorted(amounts))


def _agreed(person: Coordinator, day: date, records: Records) -> Decimal | None:
    """The monthly pay agreed for a day; None where no agreement says it, or two say it differently."""
    pays = {
        one.pay_monthly
        for one in records.agreements(person.id_number)
        if one.agreement_start and one.agreement_end and one.agreement_start <= day <= one.agreement_end
    }
    return pays.pop() if len(pays) == 1 else None


def _paid(person: Coordinator, month: date, records: Records) -> Decimal | None:
    """What the person was paid for the month; None where nothing is on record, or an amount is not known."""
    rows = records.by(Payment, person_month).get((person_key(person.id_number), month), [])
    amounts = [gross(one) for one in (month_rows(rows[0], records) if rows else ())]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if rows and len(known) == len(amounts) else None


D5 = Rule(
    code="D5",
    title="公开与发放不一致",
    cite=Cite("第十三条", in_text=False),
    severities=(Severity.ERROR, Severity.UNKNOWN),
    about=(Disclosure,),
    ask=contradicted,
    field="publish_pay",
    logic="公开的月报酬与在岗人员协议的月劳务报酬都不同，或公开的某月金额与该月发放表的合计不同；"
    "看不出是谁、哪个月或是否为月报酬的不比较；没有写数字或只写年薪的为待核",
    message="【公开不一致】{姓名}{年月}公示{a}元，发放{b}元。",
    wordings={
        "标准": "【公开不一致】{姓名}公示月劳务报酬{a}元，协议月劳务报酬{b}元。",
        "看不出": "【公开不一致】{对象}公开的劳务报酬看不出每月多少元，不能与协议核对。",
    },
    remedy="核对后更正并重新公示。",
    remedies={"看不出": "写明每月多少元，如“1300元/月”。"},
    needs=("publish_pay", "publish_date"),
    sheets=(Coordinator,),
    day=published_on,
    since=published_on,
)

RULES = (D5,)

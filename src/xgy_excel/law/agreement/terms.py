"""Article 9: the days of an agreement and its number.

An agreement stands in the roster, in the register 协议台账, or in both; one that stands in both is told at the roster.
A person without any agreement on record is A1's to tell: the rules about days keep silent about such a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from ...core import Answer, Cite, Law, Param, Rule, Severity, error, hint, missing, unknown, unset
from ...records import Records, same_agreement
from ...rows import Agreement, Coordinator
from ...values import add_years, name_key, number_key, person_key
from ..params import whole

ART9 = Cite("第九条")
Contract = Agreement | Coordinator
DATES = ("agreement_start", "agreement_end")

SLACK = Param("协议期容差天数", whole, "1", "天", "止期写成次年同日是常见笔误，多一天只提示", ART9)
PARAMS = (SLACK,)


def max_end(start: date) -> date:
    """The last day of an agreement that begins on `start`: the day before the same day of the next year (Article 9).

    >>> [max_end(date(*day)).isoformat() for day in ((2024, 2, 29), (2024, 3, 1), (2023, 3, 1), (2025, 1, 1))]
    ['2025-02-28', '2025-02-28', '2024-02-29', '2025-12-31']
    """
    if start.year == date.max.year:
        return date.max
    return add_years(start, 1, "3月1日") - timedelta(days=1)


def overlap_days(start: date, end: date, other_start: date, other_end: date) -> int:
    """The days two periods share, their first and last days included; 0 when they share none.

    >>> overlap_days(date(2023, 7, 1), date(2024, 6, 30), date(2024, 6, 30), date(2025, 6, 29))
    1
    """
    return max(0, (min(end, other_end) - max(start, other_start)).days + 1)


def recorded(row: Contract) -> bool:
    """Does the row say anything of an agreement? Every line of the register does, and so does a roster A1 cannot judge."""
    if isinstance(row, Agreement) or row.agreement_no or row.sign_date or row.agreement_start or row.agreement_end:
        return True
    names = ("agreement_no", "sign_date", *DATES)
    return not (row.has("agreement_no") and row.has("sign_date")) or any(name in row.unread for name in names)


def told_here(row: Contract, records: Records) -> bool:
    """Is the agreement judged at this row? A line of the register is not where the roster has the same agreement."""
    if isinstance(row, Coordinator):
        return recorded(row)
    return not any(same_agreement(row, other) for other in records.of_person(Coordinator, row.id_number))


def start_day(row: Contract, records: Records) -> date | None:
    """The day an agreement is judged on."""
    return row.agreement_start


def too_long(row: Contract, records: Records, law: Law) -> Iterator[Answer]:
    if not told_here(row, records):
        return
    start, end, slack = row.agreement_start, row.agreement_end, law.get(SLACK)
    if start is None or end is None:
        yield from (missing(name) for name in DATES if getattr(row, name) is None)
        return
    latest = max_end(start)
    if end < start:
        yield error("颠倒", 起=start, 止=end)
    elif end > latest and slack is None:
        yield unset(SLACK)
    elif end > latest:
        answer = error if (end - latest).days > (slack or 0) else hint
        yield answer(起=start, 止=end, 最晚=latest)


def too_short(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    start, end = row.agreement_start, row.agreement_end
    if start and end and start <= end < max_end(start):
        yield hint(起=start, 止=end)


def overlapping(row: Contract, records: Records, law: Law) -> Iterator[Answer]:
    if not told_here(row, records):
        return
    if not person_key(row.id_number):
        yield missing("id_number")
        return
    known = records.agreements(row.id_number)
    others = [one for one in known if not same_agreement(one, row)]
    if others:
        yield from (missing(name) for name in DATES if getattr(row, name) is None)
    if any(one is row for one in known):  # an agreement entered twice is judged once
        for other in others:
            first, second = sorted((row, other), key=known.index)
            if _told_at(row, other, second):
                yield from _shared_days(first, second)


def _told_at(row: Contract, other: Contract, second: Contract) -> bool:
    """Is a pair told at `row`? At the roster, and where both stand in the same sheet at the second one."""
    return row is second if type(row) is type(other) else isinstance(row, Coordinator)


def _shared_days(first: Contract, second: Contract) -> Iterator[Answer]:
    if not (first.agreement_start and first.agreement_end and second.agreement_start and second.agreement_end):
        return
    days = overlap_days(first.agreement_start, first.agreement_end, second.agreement_start, second.agreement_end)
    if days:
        end = min(first.agreement_end, second.agreement_end)
        facts = {"编号": first.agreement_no or "（无编号）", "编号2": second.agreement_no or "（无编号）"}
        facts |= {"d": str(days), "起": str(second.agreement_start), "止": str(end)}
        if first.agreement_no and its_number(first) == its_number(second):
            facts |= {"起1": str(first.agreement_start), "止1": str(first.agreement_end)}
            yield unknown("两种日期", 起2=second.agreement_start, 止2=second.agreement_end, **facts)
        else:
            slip = days == 1 and first.agreement_end == second.agreement_start
            yield (hint if slip else error)(**facts)


def its_number(row: Contract) -> str:
    """The agreement number of a row for comparing."""
    return number_key(row.agreement_no)


def number_reused(row: Contract, records: Records, law: Law) -> Iterator[Answer]:
    if not told_here(row, records):
        return
    if not row.agreement_no:
        if isinstance(row, Agreement):  # A1 asks for the number of the roster
            yield missing("agreement_no")
        return
    key = its_number(row)
    for other in (*records.by(Coordinator, its_number).get(key, ()), *records.by(Agreement, its_number).get(key, ())):
        if other is row:
            return
        if not _same_person(row, other):
            yield error(编号=row.agreement_no, 另一人=other.subject)
            return
        if not _one_agreement(row, other):
            facts = {"起": row.agreement_start, "起2": other.agreement_start}
            yield unknown("同一人", 编号=row.agreement_no, 止=row.agreement_end, 止2=other.agreement_end, **facts)
            return


def _same_person(row: Contract, other: Contract) -> bool:
    one, two = person_key(row.id_number), person_key(other.id_number)
    return one == two if one and two else name_key(row.name) == name_key(other.name)


def _one_agreement(row: Contract, other: Contract) -> bool:
    """May both be records of one agreement? Where their days overlap A4 speaks."""
    days = (row.agreement_start, row.agreement_end, other.agreement_start, other.agreement_end)
    return None in days or overlap_days(*days) > 0  # type: ignore[arg-type]


_rule = partial(Rule, cite=ART9, about=(Coordinator, Agreement), day=start_day, needs=DATES)

A3 = _rule(
    code="A3",
    title="一年一签",
    severities=(Severity.ERROR, Severity.HINT, Severity.UNKNOWN),
    ask=too_long,
    field="agreement_end",
    logic="协议止晚于次年同日的前一日（2月29日起的，次年2月28日止）：在容差天数内为提示，超过为错误；止早于起为错误",
    message="【第九条·一年一签】{对象}协议{起}至{止}超过一年，最晚应至{最晚}。",
    remedy="将止期改为{最晚}或更早，下一年另签。",
    wordings={"颠倒": "【第九条·一年一签】{对象}协议止{止}早于协议起{起}。"},
    remedies={"颠倒": "核对并更正起止日期。"},
    params=(SLACK,),
)
A3B = _rule(
    code="A3b",
    title="不足一年",
    severities=(Severity.HINT,),
    about=(Coordinator,),
    ask=too_short,
    field="agreement_end",
    logic="协议止早于一年期满日；日期为空由A3提出",
    message="【第九条·协议期】{对象}协议{起}至{止}不足一年。",
    remedy="为对齐年度或政策到期的属正常；否则核对日期。",
)
A4 = _rule(
    code="A4",
    title="协议重叠",
    severities=(Severity.ERROR, Severity.HINT, Severity.UNKNOWN),
    ask=overlapping,
    field="agreement_start",
    logic="同一身份证号的两份协议有共同的日子：只一天且前份止日即后份起日为提示，否则为错误；两份同号的为待核",
    message="【第九条·重叠】{对象}协议{编号}与{编号2}重叠{d}天（{起}至{止}）。",
    remedy="更正前一份的止期或后一份的起期。",
    wordings={"两种日期": "【第九条·重叠】{对象}协议{编号}登记了两种起止日期：{起1}至{止1}、{起2}至{止2}。"},
    remedies={"两种日期": "对照协议原件，使花名册与协议台账一致；确为两份的另编编号。"},
)
A9 = _rule(
    code="A9",
    title="协议编号重复",
    cite=Cite("第九条", in_text=False),
    severities=(Severity.ERROR, Severity.UNKNOWN),
    ask=number_reused,
    field="agreement_no",
    logic="全角半角、大小写、长短横线视为相同后，两人编号相同为错误；同一人两份不同期的协议编号相同为待核",
    message="【协议编号】{编号}同时用于{另一人}和{对象}。",
    remedy="按编号规则重新编号。",
    wordings={"同一人": "【协议编号】{对象}{起2}至{止2}和{起}至{止}的两份协议同用编号{编号}。"},
    needs=("agreement_no",),
)

RULES = (A3, A3B, A4, A9)

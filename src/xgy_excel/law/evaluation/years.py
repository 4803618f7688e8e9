"""Article 12: at least one evaluation in every year a person was in post.

A year is judged after it has ended, under the policy of its last day; what lies before the regulation is not asked. Years
of which the table holds nothing at all were not recorded by anybody: that is said once, and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from ...core import Answer, Cite, Law, Param, Rule, Severity, error, hint, missing, unknown, unset
from ...records import Records, name_of, on_post, person_of, status_of
from ...rows import Coordinator, Dismissal, Evaluation
from ...values import squash
from ..agreement.renewal import evaluated_year
from ..agreement.signing import SAY_STATUS, STATUS_UNKNOWN, unsure_status
from ..dismissal.grounds import says_death
from ..identity.numbers import is_valid_id
from ..params import one_of, whole
from .record import ART12

YEAR = Param("评价年度口径", one_of("自然年", "协议年"), "自然年", "自然年 | 协议年", "“每年”从何时算起", ART12)
LEAST_MONTHS = Param(
    "最短考核月数",
    whole,
    "3",
    "个月",
    "一年里在岗多久才须考核，办法未规定",
    Cite("第十二条", in_text=False),
)
PARAMS = (YEAR, LEAST_MONTHS)

_ONE_DAY = timedelta(days=1)
_LAST_DAYS = 60  # the year's last days, in which the current evaluation is called for
_LATE = timedelta(days=90)  # an agreement is evaluated around its end


@dataclass(frozen=True)
class Year:
    """A year of evaluation: a calendar year, or the term of an agreement."""

    start: date
    end: date

    @property
    def words(self) -> str:
        whole_year = (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31)
        one = whole_year and self.start.year == self.end.year
        return f"{self.start.year}年" if one else f"{self.start}至{self.end}"


def months_in_post(spans: Iterable[tuple[date, date]], start: date, end: date) -> int:
    """Whole months of some spans within a year, their first and last days included; days told twice count once.

    >>> def months(*span):
    ...     return months_in_post([span], date(2024, 1, 1), date(2024, 12, 31))
    >>> months(date(2022, 7, 1), date.max), months(date(2024, 10, 1), date.max), months(date(2024, 10, 8), date.max)
    (12, 3, 2)
    >>> months(date(2024, 2, 1), date(2024, 4, 30)), months(date(2025, 1, 1), date.max)
    (3, 0)
    """
    within = [(max(first, start), min(last, end)) for first, last in spans]
    joined: list[tuple[date, date]] = []
    for first, last in sorted(span for span in within if span[0] <= span[1]):
        if joined and first <= joined[-1][1] + _ONE_DAY:
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return sum(_whole_months(first, last + _ONE_DAY) for first, last in joined)


def _whole_months(first: date, after: date) -> int:
    return (after.year - first.year) * 12 + after.month - first.month - (after.day < first.day)


def unevaluated(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    people = records.of_person(Coordinator, row.id_number) or [row]
    if people[0] is not row or all(status_of(one) == "待上岗" for one in people):  # a person is told once
        return
    way, least = law.get(YEAR), law.get(LEAST_MONTHS)
    if way is None or least is None:
        yield unset(YEAR if way is None else LEAST_MONTHS)
    elif not row.id_number:
        yield missing("id_number")
    elif any(one.onboard_date is None and status_of(one) != "待上岗" for one in people):
        yield missing("onboard_date")
    else:
        spans = [span for one in people if (span := _span(one))]
        own = records.about(Evaluation, row)
        for year in _years(row, spans, way, records, law):
            if (
                not _held(own, year)
                and law.at(year.end).governed
                and (year.end < law.checked or _soon(people, year, law))
            ):
                months = months_in_post(spans, year.start, year.end)
                yield from _judged(people, year, own, (months, least), records, law)


def _span(row: Coordinator) -> tuple[date, date] | None:
    """The time in post as far as it is known; None of who waits to begin."""
    if status_of(row) == "待上岗" or row.onboard_date is None:
        return None
    return row.onboard_date, row.leave_date or date.max


def _years(row: Coordinator, spans: list[tuple[date, date]], way: str, records: Records, law: Law) -> Iterator[Year]:
    """The years that have begun, as the county counts them."""
    if way == "协议年":
        for one in records.agreements(row.id_number):
            if one.agreement_start and one.agreement_end and one.agreement_start <= law.checked:
                yield Year(one.agreement_start, one.agreement_end)
        return
    began = min((start for start, _ in spans), default=date.max)
    regulated = date.min if law.fixed else min((pack.start or date.min for pack in law.packs), default=date.min)
    first = max(began, regulated)  # a pack fixed by hand holds for every day
    for number in range(first.year, law.checked.year + 1):
        yield _calendar_year(number)


@cache
def _calendar_year(number: int) -> Year:
    return Year(date(number, 1, 1), date(number, 12, 31))


def _judged(
    people: list[Coordinator],
    year: Year,
    own: Iterable[Evaluation],
    served: tuple[int, int],
    records: Records,
    law: Law,
) -> Iterator[Answer]:
    """What is said of a year without a sure evaluation. `served`: the months in post, and how many make a year of it."""
    months, least = served
    ended = year.end < law.checked
    facts = {"年度": year.words, "m": str(months)}
    if not months or (months < least and not ended):
        return
    if doubtful := next((one for one in own if _is_of(one, year) is None), None):
        written = f"年度{doubtful.eval_year}、评价日期{doubtful.eval_date}"
        yield unknown("所属不明" if evaluated_year(doubtful) else "年度不明", 记录=written, **facts)
    elif not _anybody(year, records):
        level, wording = (unknown, "全县") if ended and months >= least else (hint, "全县不足" if ended else "全县当年")
        yield replace(level(wording, 年度=year.words, 表=Evaluation.SHEET), once=True)
    elif not ended:
        yield hint("当年", 年度=year.words, d=str((year.end - law.checked).days))
    elif months < least or _died(people, year, records):
        yield hint("不足" if months < least else "死亡", **facts)
    elif unsure := next((answer for one in people if (answer := _unsure(one, law.checked))), None):
        yield unsure
    elif _misnumbered(people[0], year, records, law):
        yield unknown("号码有误", **facts)
    else:
        yield error(**facts)


def _soon(people: list[Coordinator], year: Year, law: Law) -> bool:
    """Is the year about to end, with the person in post?"""
    return (year.end - law.checked).days < _LAST_DAYS and any(on_post(one, law.checked) for one in people)


def _unsure(row: Coordinator, day: date) -> Answer | None:
    """What would have to be known to say how long somebody was in post."""
    if status_of(row) == "离岗" and row.leave_date is None:
        return missing("leave_date")
    return unsure_status(row, day)


def _misnumbered(row: Coordinator, year: Year, records: Records, law: Law) -> bool:
    """Is there an evaluation of the year under the name, which a wrong number here or there keeps from being the person's?"""
    wrong = not is_valid_id(row.id_number, law.checked)
    for one in records.by(Evaluation, name_of).get(name_of(row), ()) if row.name else ():
        anothers = person_of(one) != person_of(row) and records.of_person(Coordinator, one.id_number)
        if not anothers and (wrong or not is_valid_id(one.id_number, law.checked)) and _is_of(one, year) is not False:
            return True
    return False


def _died(people: list[Coordinator], year: Year, records: Records) -> bool:
    """Did the person die in the year? Nobody can be evaluated then."""
    said = [one.leave_reason for one in people if one.leave_date and year.start <= one.leave_date <= year.end]
    said += [one.dismiss_code for one in records.about(Dismissal, people[0])] if said else []
    return any(says_death(text) for text in said if text)


def _held(evaluations: Iterable[Evaluation], year: Year) -> bool | None:
    """Is one of these the evaluation of the year? None when that cannot be told: its year is not written as one."""
    answers = [_is_of(one, year) for one in evaluations]
    return True if True in answers else (None if None in answers else False)


def _is_of(one: Evaluation, year: Year) -> bool | None:
    """By its year, else by its day; in agreement years, which share calendar years, by its day first."""
    number, day = evaluated_year(one), one.eval_date
    named = year.start.year <= number <= year.end.year
    if year.start.year < year.end.year:
        if day and year.start <= day <= year.end + _LATE:
            return True
        return named and (None if day else True)
    if number:
        return named
    if day and day.year == year.start.year:
        return True
    unclear = day is None or day.year == year.end.year + 1 or str(year.start.year) in squash(one.eval_year or "")
    return None if unclear else False


def _anybody(year: Year, records: Records) -> bool:
    """Does the table hold an evaluation of the year at all?"""
    return records.remember(("evaluations", year), lambda: any(_is_of(one, year) for one in records.of(Evaluation)))


V1 = Rule(
    code="V1",
    title="年度评价",
    cite=ART12,
    severities=(Severity.ERROR, Severity.UNKNOWN, Severity.HINT),
    about=(Coordinator,),
    ask=unevaluated,
    field="name",
    logic="每个已结束的年度（按评价年度口径），在岗满最短考核月数而考核表没有本人该年度的记录：表中有他人该年度记录的为错误，"
    "有同名记录而证件号有误的为待核，全县都没有的为待核，只提出一次；在岗不足该月数、当年死亡的为提示；当年最后60天还没有记录的提示。"
    "年度最后一天没有政策包的不查",
    message="【第十二条·年度评价】{对象}{年度}在岗{m}个月，没有考核评价记录。",
    wordings={
        **STATUS_UNKNOWN,
        "死亡": "【第十二条·年度评价】{对象}{年度}在岗{m}个月后死亡，没有考核评价记录。",
        "年度不明": "【第十二条·年度评价】{对象}{年度}在岗{m}个月，考核表有记录而年度没有写明，不能认定是否为该年度的评价。",
        "号码有误": "【第十二条·年度评价】按身份证号没有{对象}{年度}的考核记录；考核表有同名的记录，而证件号未填或有误，不能认定是否为本人。",
        "所属不明": "【第十二条·年度评价】{对象}{年度}在岗{m}个月，考核表的记录（{记录}）看不出属于哪个协议年。",
        "全县": "【第十二条·年度评价】考核表没有{年度}的任何记录，不能判定在岗人员是否已评价。",
        "全县不足": "【第十二条·年度评价】考核表没有{年度}的任何记录，其间有在岗不足最短考核月数的人员。",
        "全县当年": "【第十二条·年度评价】{年度}即将结束，考核表还没有该年度的记录。",
        "当年": "【第十二条·年度评价】{对象}{年度}还没有考核评价记录，距年度结束{d}天。",
    },
    remedy="补登评价；未开展的尽快组织。",
    remedies={
        **SAY_STATUS,
        "不足": "在岗时间较短，是否评价由选聘主体决定；已评价的补登。",
        "死亡": "无须处理。",
        "年度不明": "在考核表“年度”填写四位年份，如2024。",
        "号码有误": "先更正花名册或考核表的身份证号，再重新校验。",
        "所属不明": "核对评价日期，或在考核表补登该协议年的评价。",
        "全县": "补录该年度的考核结果；确未开展的，在自查清单中如实登记。",
        "全县不足": "已评价的补登；未评价的由选聘主体决定。",
    },
    params=(YEAR, LEAST_MONTHS),
    needs=("onboard_date",),
    sheets=(Evaluation,),
    without_pack=True,  # each year is judged under the policy of its own last day
)

RULES = (V1,)

"""Article 9: what follows an agreement: its expiry, its renewal, and the days no agreement covers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache, partial

from ...core import Answer, Cite, Law, Param, Rule, Severity, error, hint, missing, unknown, unset
from ...records import Records, on_post, person_of
from ...rows import Coordinator, Evaluation, Payment, Procedure
from ...values import add_years, month_end, month_words, squash
from ..params import whole, words
from ..pay.paid import gross
from .signing import SAY_STATUS, STATUS_UNKNOWN, unsure_status
from .terms import ART9, Contract, recorded, start_day

PASSING_GRADES = Param(
    "合格等次", words, "优秀、合格", "等次，以、分隔", "“考核合格”与各县自定等次的对应", Cite("第九、十四条")
)
RENEWAL_STEPS = Param("续聘程序步骤", words, None, "步骤，以、分隔", "“按程序续聘”未规定程序", ART9)
REMIND_DAYS = Param(
    "到期提醒天数", whole, "60", "天", "协议到期前多少天提醒，办法未规定", Cite("第九条", in_text=False)
)

PARAMS = (PASSING_GRADES, RENEWAL_STEPS, REMIND_DAYS)
ONE_DAY = timedelta(days=1)


def gaps(agreements: list[Contract]) -> list[tuple[date, date]]:
    """The days between a person's agreements that none of them covers, as first and last days.

    >>> one = Coordinator(agreement_start=date(2023, 7, 1), agreement_end=date(2024, 6, 30))
    >>> two = Coordinator(agreement_start=date(2024, 9, 1), agreement_end=date(2025, 8, 31))
    >>> gaps([one, two]) == [(date(2024, 7, 1), date(2024, 8, 31))]
    True
    """
    periods = sorted((a.agreement_start, a.agreement_end) for a in agreements if a.agreement_start and a.agreement_end)
    found, last = [], None
    for start, end in periods:
        if last and (start - last).days > 1:
            found.append((last + ONE_DAY, start - ONE_DAY))
        last = max(last or end, end)
    return found


def paid_in_gap(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    if not person_of(row):
        yield missing("id_number")
        return
    if records.of_person(Coordinator, row.id_number)[0] is not row:  # a person is told once
        return
    payments = [
        (p.pay_month.replace(day=1), gross(p)) for p in records.of_person(Payment, row.id_number) if p.pay_month
    ]
    paid = {month for month, amount in payments if amount}
    unsure = {month for month, amount in payments if amount is None} - paid
    for first, last in gaps(records.agreements(row.id_number)):
        touched = [m for m in sorted(paid) if m <= last and month_end(m) >= first]
        wholly = [m for m in touched if first <= m and month_end(m) <= last]
        partly = [m for m in touched if m not in wholly]
        undecided = [m for m in sorted(unsure) if first <= m and month_end(m) <= last]
        for answer, hit in ((error, wholly), (hint, partly), (partial(unknown, "金额不明"), undecided)):
            if hit:
                yield answer(起=first, 止=last, 年月="、".join(map(month_words, hit)))


def may_renew(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    start = row.agreement_start
    earlier = [a for a in records.agreements(row.id_number) if a.agreement_end and start and a.agreement_end < start]
    if not (row.is_renewal or earlier):
        return
    if start is None or not row.id_number:
        yield missing("agreement_start" if start is None else "id_number")
        return
    # Without the former agreement on record, the year before this one: 协议一年一签.
    before = max((a.agreement_start for a in earlier if a.agreement_start), default=add_years(start, -1))
    if not row.is_renewal and _selected_anew(row, before, start, records):
        return
    held = (e for e in records.of_person(Evaluation, row.id_number) if (e.eval_date or date.min) <= law.checked)
    covering = [e for e in held if covers(e, before, start)]
    if not covering:
        yield missing("is_renewal", 字段=f"上期（{before}至{start - ONE_DAY}）的考核")
        return
    last = max(covering, key=lambda e: e.eval_date or date(evaluated_year(e) or 1, 12, 31))
    yield from _judged(last, row, law)


def _selected_anew(row: Coordinator, before: date, start: date, records: Records) -> bool:
    """Was a new selection filed between the former agreement and this one? Then the agreement is a first one again."""
    filed = [p.county_file_date for p in records.of_person(Procedure, row.id_number)]
    return any(before < day <= start for day in filed if day)


def covers(evaluation: Evaluation, before: date, start: date) -> bool:
    """Is this the evaluation of the period from `before` until the renewal on `start`?

    Its year is one of the period and had ended by the renewal, or its date lies in the period or on the day of renewal.
    One of another year, or held before the period began, is of another period.

    >>> late = Evaluation(eval_year="2023年度", eval_date=date(2024, 1, 10))
    >>> [covers(late, date(year, 1, 1), date(year + 1, 1, 1)) for year in (2022, 2023, 2024)]
    [False, True, False]
    """
    year, day = evaluated_year(evaluation), evaluation.eval_date
    if day is not None and day < before:
        return False
    if year and not before.year <= year <= (start - ONE_DAY).year:
        return False
    return bool(year and year < start.year) or (day is not None and day <= start)


def evaluated_year(evaluation: Evaluation) -> int:
    """The calendar year evaluated, 0 where it is not written as one."""
    return _year(evaluation.eval_year or "")


@lru_cache(1 << 8)  # the same few years in every row
def _year(written: str) -> int:
    text = squash(written).removesuffix("年度").removesuffix("年")
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else 0


def _judged(evaluation: Evaluation, row: Coordinator, law: Law) -> Iterator[Answer]:
    grade, skilled, passing = evaluation.eval_grade, evaluation.skill_ok, law.get(PASSING_GRADES)
    day = evaluation.eval_date
    year = evaluation.eval_year or (f"{day.year}年" if day else "上期")
    passed = {squash(word) for word in passing or ()}
    failed = squash(grade or "") == "不合格" and "不合格" not in passed
    if failed or skilled is False:
        yield error(
            年度=year, 等次=grade or "未填", 技能="未填" if skilled is None else "熟练" if skilled else "不熟练"
        )
        return
    done = evaluation.renew_process_date
    inputs = {
        "eval_grade": grade,
        "skill_ok": skilled,
        "renew_process_date": done if done and done <= law.checked else None,
    }
    for name, value in inputs.items():
        if value is None:
            yield missing("is_renewal", 字段=f"{year}考核的{Evaluation.columns()[name].header}")
    if passing is None:
        yield unset(PASSING_GRADES)
    elif grade and squash(grade) not in passed:
        yield unknown("等次待定", 等次=grade)
    if law.get(RENEWAL_STEPS) is None:
        yield unset(RENEWAL_STEPS)


def last_end(row: Coordinator, records: Records) -> date | None:
    """The last day of the person's last agreement; None when it is not known."""
    known = records.agreements(row.id_number) or [row]
    last = max(known, key=lambda a: (a.agreement_start or date.min, a.agreement_end or date.min))
    ends = [a.agreement_end for a in known if a.agreement_end]
    return max(ends) if ends and last.agreement_end else None


def expires_soon(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    end, limit = last_end(row, records), law.get(REMIND_DAYS)
    if end is None or not on_post(row, law.checked):
        return
    left = (end - law.checked).days
    if limit is None:
        yield unset(REMIND_DAYS)
    elif 0 <= left <= limit:
        yield hint(止=end, d=left)


def expired(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    if unsure := unsure_status(row, law.checked):
        yield unsure
    elif on_post(row, law.checked) and recorded(row):
        end = last_end(row, records)
        if end is None:
            yield missing("agreement_end")
        elif end < law.checked:
            yield error(止=end)


A5 = Rule(
    code="A5",
    title="协议断档仍发报酬",
    cite=ART9,
    severities=(Severity.ERROR, Severity.HINT, Severity.UNKNOWN),
    about=(Coordinator,),
    ask=paid_in_gap,
    field="agreement_start",
    logic="前后两份协议之间有一天以上没有协议，而发放表有整月落在其间的发放为错误，只有部分日子落在其间的为提示，金额不明的为待核",
    message="【第九条·断档】{对象}{起}至{止}无书面协议，但有{年月}发放记录。",
    remedy="补充协议依据，或停发并按P12处理。",
    wordings={"金额不明": "【第九条·断档】{对象}{起}至{止}无书面协议，{年月}有发放记录而金额未填或无法识别。"},
    remedies={"金额不明": "补填实发金额；没有发放的删去这一行。"},
    day=start_day,
    needs=("agreement_start", "agreement_end"),
    sheets=(Payment,),
)
A10 = Rule(
    code="A10",
    title="续聘条件",
    cite=ART9,
    severities=(Severity.ERROR, Severity.UNKNOWN),
    about=(Coordinator,),
    ask=may_renew,
    field="is_renewal",
    logic="是否续聘为“是”，或已知有更早的协议而其后没有新的选聘备案时：上期评价不合格或岗位技能不熟练为错误；等次不在合格等次内，"
    "或缺上期评价、技能、续聘程序日期，为待核",
    message="【第九条·续聘】{对象}上期（{年度}）评价为“{等次}”、岗位技能“{技能}”，不符合续聘条件。",
    remedy="不符合的出具不续聘通知（D12）；本县视“基本合格”为合格的，在参数“合格等次”中加入。",
    wordings={"等次待定": "【第九条·续聘】{对象}上期评价为“{等次}”，是否视为考核合格由本县规定。"},
    remedies={"等次待定": "本县视“{等次}”为合格的，在参数“合格等次”中加入；不视为合格的出具不续聘通知（D12）。"},
    params=(PASSING_GRADES, RENEWAL_STEPS),
    day=start_day,
    needs=("agreement_start",),
    sheets=(Evaluation,),
)
A11 = Rule(
    code="A11",
    title="即将到期",
    cite=ART9,
    severities=(Severity.HINT,),
    about=(Coordinator,),
    ask=expires_soon,
    field="agreement_end",
    logic="在岗，最后一份协议的止期距核对日不超过到期提醒天数（含当日）；止期为空由A12提出",
    message="【第九条·到期】{对象}协议{止}到期，还有{d}天。",
    remedy="组织考核，决定续聘或不续聘。",
    params=(REMIND_DAYS,),
    needs=("agreement_end",),
)
A12 = Rule(
    code="A12",
    title="协议已到期仍在岗",
    cite=ART9,
    severities=(Severity.ERROR,),
    about=(Coordinator,),
    ask=expired,
    field="agreement_end",
    logic="在岗，最后一份协议的止期早于核对日；没有登记任何协议的由A1提出",
    message="【第九条·超期】{对象}协议已于{止}到期，仍登记为在岗。",
    remedy="补办续聘和新协议，或办理离岗。",
    wordings=STATUS_UNKNOWN,
    remedies=SAY_STATUS,
    needs=("agreement_end",),
)

RULES = (A5, A10, A11, A12)

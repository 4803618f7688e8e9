"""Article 7, the age of a person: on which day it is judged, and the rules E2, E3, E3b and the county's own E11."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from ...core import Answer, Law, Param, Rule, Severity, error, exception, hint, missing, unknown, unset
from ...records import Records, on_post, status_of
from ...rows import Coordinator, Procedure
from ..identity.numbers import birth_of, is_valid_id
from ..procedure.selection import is_renewal, selection_of
from .age import (
    ART7,
    AT_RENEWAL,
    BIRTHDAY,
    CEILING,
    EXIT_AGE,
    LEAP_DAY,
    LOCAL,
    OLDEST,
    REFERENCE,
    YOUNGEST,
    age_on,
    first_day_over,
    over_age,
    reaches,
)

Params = tuple[Param[Any], ...]
Limit = Callable[[date, date, Law], Answer | None]  # birth, reference day


def judged_on(row: Coordinator, records: Records) -> date | None:
    """The day Article 7 is put to a row: the beginning of its agreement.

    Without one, a person who left is judged on the first day in post, all others on the as-of day.
    """
    if row.agreement_start:
        return row.agreement_start
    return row.onboard_date or row.leave_date if status_of(row) == "离岗" else None


_DAYS = {"报名截止日": "apply_date", "核查当日": "check_date"}


def reference_day(row: Coordinator, records: Records, law: Law) -> date | None:
    """The day the age is counted on (年龄参照日); None when the selection or the agreement does not record it.

    A renewal has no application of its own: the beginning of the agreement counts. Who waits to begin, or whose roster
    has no such column, is judged on the as-of day.
    """
    name = _DAYS.get(law.get(REFERENCE) or "")
    if name is None or is_renewal(row, records):
        unknown_start = row.agreement_start is None and row.has("agreement_start") and status_of(row) == "在岗"
        return None if unknown_start else law.day
    chosen = selection_of(row, records)
    day: date | None = getattr(chosen, name) if chosen else None
    return day


def _shown(row: Coordinator) -> str:
    return "birth_date" if row.has("birth_date") else "id_number"


def _births(row: Coordinator) -> tuple[date, ...]:
    """The birth the ID states, and the one of the column 出生日期 where it is another."""
    return tuple(dict.fromkeys(day for day in (birth_of(row.id_number), row.birth_date) if day))


def _undecided(row: Coordinator, day: date | None, law: Law, params: Params) -> Answer | None:
    """Why the age cannot be judged; None when it can."""
    if row.id_number is None:
        return missing("id_number")
    if not is_valid_id(row.id_number, law.checked):
        return unknown("证件号", "id_number")
    for param in params:
        if param.default and law.get(param) is None:
            return unset(param)
    if day is None:
        name = _DAYS.get(law.get(REFERENCE) or "")
        return missing("id_number", 字段=Procedure.columns()[name].header) if name else missing("agreement_start")
    return None


def judge_age(row: Coordinator, day: date | None, law: Law, limit: Limit, params: Params) -> Answer | None:
    """The limit's answer when it is the same for every birth the row states (RULES 1.1, 4)."""
    undecided = _undecided(row, day, law, params)
    if undecided or day is None:
        return undecided
    births = _births(row)
    answers = [limit(birth, day, law) for birth in births]
    if all(answers) or not any(answers):
        return answers[0]
    return unknown("两个日期", a=births[1], b=births[0])


def _under(birth: date, day: date, law: Law) -> Answer | None:
    least = law.get(YOUNGEST) or 0
    if day >= reaches(birth, least, law):
        return None
    return error(日期=day, a=age_on(birth, max(day, birth), law), 下限=least)


def _over(birth: date, day: date, law: Law) -> Answer | None:
    if not over_age(birth, day, law):
        return None
    most, age = law.get(OLDEST) or 0, age_on(birth, day, law)
    if age > most:
        return exception(日期=day, a=age, 上限=most)
    return exception("口径B", 日期=day, 上限=most, 满=reaches(birth, most, law))  # reading B: the birthday is past


def _to_leave(birth: date, day: date, law: Law) -> Answer | None:
    limit = law.get(EXIT_AGE) or 0
    if day < reaches(birth, limit, law):
        return None
    return exception(日期=day, a=age_on(birth, day, law), A=limit)


_READINGS: Params = (BIRTHDAY, LEAP_DAY)
_YOUNG: Params = (YOUNGEST, REFERENCE, *_READINGS)
_OLD: Params = (OLDEST, CEILING, AT_RENEWAL, REFERENCE, *_READINGS)
_EXIT: Params = (EXIT_AGE, *_READINGS)


# -- the questions ------------------------------------------------------------------------------------


def _at_birth(row: Coordinator, answer: Answer | None) -> Iterator[Answer]:
    """The answer, shown at the birth date, or at the ID of a roster without that column."""
    if answer:
        yield answer if answer.field or answer.once else replace(answer, field=_shown(row))


def too_young(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    yield from _at_birth(row, judge_age(row, reference_day(row, records, law), law, _under, _YOUNG))


def _ceiling_applies(row: Coordinator, records: Records, law: Law) -> bool:
    return law.get(AT_RENEWAL) is not False or not is_renewal(row, records)


def too_old(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    if _ceiling_applies(row, records, law):
        yield from _at_birth(row, judge_age(row, reference_day(row, records, law), law, _over, _OLD))


def too_old_before_the_end(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    day, end = reference_day(row, records, law), row.agreement_end
    if end is None or day is None or _undecided(row, day, law, _OLD) or law.get(AT_RENEWAL) is False:
        return
    first = first_day_over(_births(row)[0], law)
    if max(day + timedelta(days=1), row.agreement_start or day) <= first <= end:
        yield hint(field=_shown(row), 日期=first)


def age_to_leave(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    if law.get(EXIT_AGE) is None:
        yield unset(EXIT_AGE)
    elif on_post(row, law.checked):
        yield from _at_birth(row, judge_age(row, law.checked, law, _to_leave, _EXIT))


_UNDECIDED = {
    "证件号": "【{条款}·年龄】{对象}的身份证号有误（见K1—K3、K7），无法判定“{规则名}”。",
    "两个日期": "【{条款}·年龄】{对象}出生日期列为{a}，身份证号为{b}，按两个日期结论不同，无法判定“{规则名}”。",
}
_rule = partial(
    Rule,
    cite=ART7,
    about=(Coordinator,),
    field="birth_date",
    needs=("id_number",),
    day=judged_on,
    wordings=_UNDECIDED,
    remedies={"证件号": "更正身份证号后重新校验。", "两个日期": "核对后更正其中一处。"},
)

E2 = _rule(
    code="E2",
    title="年满18周岁",
    severities=(Severity.ERROR, Severity.UNKNOWN),
    ask=too_young,
    logic="参照日周岁小于年龄下限；出生日期取自有效身份证号，与出生日期列不同而结论也不同的为待核",
    message="【第七条·年龄】{对象}截至{日期}为{a}周岁，未满{下限}周岁。",
    remedy="不得选聘；如身份证号有误请更正。",
    params=_YOUNG,
)
E3 = _rule(
    code="E3",
    title="不超过55周岁",
    severities=(Severity.EXCEPTION, Severity.UNKNOWN),
    ask=too_old,
    logic="口径A：参照日周岁大于年龄上限；口径B：参照日晚于55周岁生日。续聘是否适用由参数决定",
    message="【第七条·年龄】{对象}截至{日期}为{a}周岁，超过{上限}周岁（原则上不超过）。",
    wordings={
        **_UNDECIDED,
        "口径B": "【第七条·年龄】{对象}{满}满{上限}周岁，{日期}已过生日，按本县口径超过{上限}周岁（原则上不超过）。",
    },
    remedy="确需聘用的，填写例外审批文号、批准单位和批准日期。",
    params=_OLD,
)
E3B = _rule(
    code="E3b",
    title="协议期内超龄",
    severities=(Severity.HINT,),
    ask=too_old_before_the_end,
    needs=("id_number", "agreement_end"),
    logic="参照日未超龄，而开始超龄的日期在协议起止之间",
    message="【第七条·年龄】{对象}自{日期}起超过年龄上限，在本期协议内。",
    wordings={},
    remedies={},
    remedy="本期协议不受影响；续聘时需办理例外审批。",
    params=_OLD,
)
E11 = _rule(
    code="E11",
    title="到龄退出",
    cite=LOCAL,
    severities=(Severity.EXCEPTION, Severity.UNKNOWN),
    ask=age_to_leave,
    day=None,
    logic="在岗人员核对日周岁不小于本县到龄退出年龄；只有本县另有规定、填写了该参数才判断",
    message="【本县规定·到龄】{对象}截至{日期}满{a}周岁，达到本县到龄退出年龄{A}周岁。",
    remedy="按本县文件办理退出，或填写例外审批。",
    params=_EXIT,
    default_on=False,
    turned_on_by=EXIT_AGE,
)

RULES = (E2, E3, E3B, E11)
PARAMS = ()

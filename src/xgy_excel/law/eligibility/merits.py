"""Article 7: the five conditions the village committees judge, and who comes first among those who fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...core import Answer, Law, Param, Rule, Severity, error, hint, missing, unknown
from ...records import Records
from ...rows import PRIORITY_CHOICES, Coordinator, Procedure
from ...values import squash
from ..identity.numbers import birth_of, is_valid_id
from ..params import words
from ..procedure.selection import began, favourable, first_day
from .age import YOUNGEST, over_age, reaches
from .belonging import NO_WORDS
from .education import ART7

CONDITIONS = ("soft_duty", "soft_people", "soft_dedication", "soft_ability", "soft_computer")

PREFERRED = Param(
    "优先类别", words, "、".join(PRIORITY_CHOICES), "类别，以、分隔", "优先对象的列举以“等”结尾，本县可以增加", ART7
)
PARAMS = (PREFERRED,)


def _headers(names: list[str]) -> str:
    return "、".join(Procedure.columns()[name].header for name in names)


def unfit(row: Procedure, records: Records, law: Law) -> Iterator[Answer]:
    ticks = [name for name in CONDITIONS if row.has(name)]
    no = [name for name in ticks if getattr(row, name) is False]
    empty = [name for name in ticks if getattr(row, name) is None]
    if no:
        yield error("否", no[0], 项=_headers(no))
    if empty:
        yield unknown("", empty[0], 项=_headers(empty))
    if len(ticks) < len(CONDITIONS):
        yield from _by_conclusion(row)


def _by_conclusion(row: Procedure) -> Iterator[Answer]:
    """Where the columns are absent, the committees' conclusion stands for them. A 不符合 is for S3 to tell."""
    if not row.has("check_result"):
        yield Answer(Severity.UNKNOWN, {"表": row.place.sheet}, "缺列", once=True)
    elif favourable(row.check_result) is None:
        yield missing("check_result")


def _preferred(text: str | None, law: Law) -> bool:
    """Does a class count as preferred? 脱贫人口 and 监测对象 stand for 脱贫人口（监测对象）."""
    listed = {part for name in law.get(PREFERRED) or () for part in (squash(name), *_parts(name))}
    return bool(listed & {squash(text or ""), *_parts(text or "")})


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[()、,，;；/]", squash(text)) if part]


def _round(row: Procedure, records: Records) -> tuple[str, date] | None:
    """One selection: the village and the day its conditions were made public."""
    village = records.canonical(row.service_village)
    return (village, row.notice_date) if village and row.notice_date else None


def _rounds(records: Records) -> dict[tuple[str, date], list[Procedure]]:
    rounds: dict[tuple[str, date], list[Procedure]] = {}
    for row in records.of(Procedure):
        if at := _round(row, records):
            rounds.setdefault(at, []).append(row)
    return rounds


def _fits(row: Procedure, day: date, law: Law) -> bool:
    """Do the sheets show that the applicant passes E1 to E5? The committees' 符合 stands for what only they saw."""
    if not (favourable(row.check_result) and is_valid_id(row.id_number, law.checked)):
        return False
    birth = birth_of(row.id_number) or date.max
    old_enough = reaches(birth, law.get(YOUNGEST) or 0, law) <= day
    return old_enough and not over_age(birth, day, law) and all(getattr(row, c) is not False for c in CONDITIONS)


def passed_over(row: Procedure, records: Records, law: Law) -> Iterator[Answer]:
    at = _round(row, records)
    if at is None or row.selection_note or not _preferred(row.priority_class, law) or _chosen(row, records):
        return
    rounds = records.remember("rounds", lambda: _rounds(records))
    plain = (p for p in rounds[at] if squash(p.priority_class or "") in NO_WORDS and not p.selection_note)
    rivals = (p for p in plain if _chosen(p, records))
    if any(rivals) and _fits(row, law.day, law):
        yield hint(村=row.service_village, 类别=row.priority_class)


def _chosen(row: Procedure, records: Records) -> bool:
    return bool(records.of_person(Coordinator, row.id_number))


def _council_day(row: Procedure, records: Records) -> date | None:
    return row.council_date or first_day(row)


E5 = Rule(
    code="E5",
    title="综合条件",
    cite=ART7,
    severities=(Severity.UNKNOWN, Severity.ERROR),
    about=(Procedure,),
    ask=unfit,
    field="soft_duty",
    logic="责任心、群众基础、敬业精神、工作能力、计算机操作基础五项：有“否”为错误，未填为待核；没有这些列的以核查结论代替",
    message="【第七条·综合条件】{对象}缺“{项}”的核查意见。",
    wordings={
        "否": "【第七条·综合条件】{对象}“{项}”核查意见为不具备。",
        "缺列": "【第七条·综合条件】“{表}”没有五项综合条件的列，也没有“核查结论”列，无法判定。",
    },
    remedy="由嘎查村“两委”补填核查意见；确不具备的不得选聘。",
    remedies={"缺列": "补上“责任心”等五列，或“核查结论”列。"},
    day=_council_day,
    since=began,
)
E6 = Rule(
    code="E6",
    title="优先对象未入选",
    cite=ART7,
    severities=(Severity.HINT,),
    about=(Procedure,),
    ask=passed_over,
    field="priority_class",
    logic="同村同次选聘中，入选者没有优先类别，而核查符合、年龄相符的优先对象不在花名册中，且未写选聘说明",
    message="【第七条·优先】{村}本次选聘有优先对象{对象}（{类别}）符合条件而未入选。",
    remedy="在“选聘说明”栏写明理由，或重新研究。",
    params=(PREFERRED, YOUNGEST),
    needs=("priority_class", "notice_date"),
    sheets=(Coordinator,),
    day=_council_day,
    since=began,
)

RULES = (E5, E6)

"""Article 8: how long a list hangs out, in the village and in the township.

The text gives neither the days, nor their unit, nor whether the first day counts, and no default is safe: until the
county has set all three, nothing is judged. A notice is done on its last day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from ...core import Answer, Cite, Law, Param, Rule, Severity, error, hint, missing, unknown, unset
from ...records import Records
from ...rows import Coordinator, Procedure
from ..params import on_off, one_of, whole
from .selection import began, on_day
from .workdays import unpublished, weekdays, workdays

ART8 = Cite("第八条")
Question = Callable[[Procedure, Records, Law], Iterator[Answer]]

VILLAGE_DAYS = Param("村级公示天数", whole, None, "天数", "办法未规定，各地有5个工作日、7天等不同做法", ART8)
TOWN_DAYS = Param("乡镇公示天数", whole, None, "天数", "办法未规定，各地有5个工作日、7天等不同做法", ART8)
UNIT = Param("公示天数单位", one_of("自然日", "工作日"), None, "自然日 | 工作日", "办法未规定", ART8)
FIRST_DAY = Param("公示首日计入", on_off, None, "是 | 否", "办法未规定", ART8)

PARAMS = (VILLAGE_DAYS, TOWN_DAYS, UNIT, FIRST_DAY)


def _counted_from(start: date, law: Law) -> date:
    return start if law.get(FIRST_DAY) else start + timedelta(days=1)


def publicity_days(start: date, end: date, law: Law) -> int | None:
    """Days of a notice from `start` to `end`, in the county's unit, with or without the first day (Article 8).

    None while the unit or the first day is unset, when the end comes first, or when the holidays are not known.

    >>> from xgy_excel.core import Setting
    >>> ways = [Setting(name="公示天数单位", value="工作日"), Setting(name="公示首日计入", value="是")]
    >>> publicity_days(date(2026, 4, 30), date(2026, 5, 8), Law(date(2026, 5, 8), settings=ways))
    4
    """
    unit = law.get(UNIT)
    if unit is None or law.get(FIRST_DAY) is None or end < start:
        return None
    first = _counted_from(start, law)
    return workdays(first, end, law) if unit == "工作日" else (end - first).days + 1


def still_up(end: date | None, law: Law) -> bool:
    """Is the notice not yet over on the as-of day?"""
    return end is not None and end > law.checked


def _place(row: Procedure, records: Records, of_town: bool) -> str:
    """Whose notice it is: the village, or its township as far as the book tells."""
    if not of_town:
        return row.service_village or row.subject
    village = records.village(row.service_village)
    people = records.of_person(Coordinator, row.id_number)
    return (
        next((r.township for r in (village, *people) if r and r.township), None) or row.service_village or row.subject
    )


def too_short(start_field: str, end_field: str, limit: Param[int]) -> Question:
    """The question of S5 and S7."""
    params: tuple[Param[Any], ...] = (limit, UNIT, FIRST_DAY)

    def ask(row: Procedure, records: Records, law: Law) -> Iterator[Answer]:
        start, end = getattr(row, start_field), getattr(row, end_field)
        facts: dict[str, Any] = {"地": _place(row, records, limit is TOWN_DAYS), "起": start, "止": end}
        unset_param = next((p for p in params if law.get(p) is None), None)
        if start is None or end is None:
            yield from (missing(name) for name in (start_field, end_field) if getattr(row, name) is None)
        elif end < start:
            yield error("日期", **facts)
        elif still_up(end, law):
            yield hint("未满", **facts)
        elif unset_param is not None:
            yield unset(unset_param, "未设")
        else:
            yield from _judged(start, end, law, law.get(limit) or 0, facts)

    return ask


def _judged(start: date, end: date, law: Law, least: int, facts: dict[str, Any]) -> Iterator[Answer]:
    days = publicity_days(start, end, law)
    if days is None:
        first = _counted_from(start, law)
        yield unknown("推算", **facts, d=weekdays(first, end), 年=unpublished(first, end, law))
    elif days < least:
        unit = "个工作日" if law.get(UNIT) == "工作日" else "个自然日"
        yield error(**facts, d=days, D=least, 单位=unit)


def _words(level: str, param: str) -> dict[str, str]:
    return {
        "未满": f"【第八条·{level}公示】{{地}}公示至{{止}}，尚未期满。",
        "日期": f"【第八条·{level}公示】{{地}}公示止期{{止}}早于起期{{起}}。",
        "未设": f"【第八条·{level}公示】参数表未设“{param}、单位或首日是否计入”，不能判定。",
        "推算": f"【第八条·{level}公示】{{地}}公示{{起}}至{{止}}，{{年}}年节假日安排未收录，按周末推算为{{d}}个工作日，请核对。",
    }


_REMEDIES = {
    "日期": "核对公示起止日期。",
    "未设": "请在参数表填写公示天数、公示天数单位、公示首日计入和依据文号后重新校验。",
    "推算": "在“节假日”表补录该年全年的放假和调休安排后重新校验。",
}


_rule = partial(
    Rule,
    cite=ART8,
    severities=(Severity.ERROR, Severity.UNKNOWN, Severity.HINT),
    about=(Procedure,),
    remedies=_REMEDIES,
    since=began,
)

S5 = _rule(
    code="S5",
    title="村级公示",
    ask=too_short("village_pub_start", "village_pub_end", VILLAGE_DAYS),
    field="village_pub_end",
    logic="公示天数少于村级公示天数，或止早于起，为错误；日期为空、参数未设、节假日未收录为待核；止晚于核对日为提示",
    message="【第八条·村级公示】{地}公示{起}至{止}共{d}{单位}，少于本县规定的{D}{单位}。",
    wordings=_words("村级", "村级公示天数"),
    remedy="补足公示期后再报苏木乡镇审核。",
    params=(VILLAGE_DAYS, UNIT, FIRST_DAY),
    needs=("village_pub_start", "village_pub_end"),
    day=on_day("village_pub_start"),
)
S7 = _rule(
    code="S7",
    title="苏木乡镇公示",
    ask=too_short("town_pub_start", "town_pub_end", TOWN_DAYS),
    field="town_pub_end",
    logic="公示天数少于乡镇公示天数，或止早于起，为错误；日期为空、参数未设、节假日未收录为待核；止晚于核对日为提示",
    message="【第八条·乡镇公示】{地}公示{起}至{止}共{d}{单位}，少于本县规定的{D}{单位}。",
    wordings=_words("乡镇", "乡镇公示天数"),
    remedy="补足公示期后再报旗县备案。",
    params=(TOWN_DAYS, UNIT, FIRST_DAY),
    needs=("town_pub_start", "town_pub_end"),
    day=on_day("town_pub_start"),
)

RULES = (S5, S7)

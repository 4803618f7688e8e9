"""Who the documents of a form are about: each person, the people of each village or township, each village, the county."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace

from ..core import Law
from ..law import Verdict
from ..law.pay.paid import COUNTY
from ..records import Records, status_of
from ..rows import Coordinator, Village
from ..values import township_key, village_key
from .form import Choose, Subject
from .where import chosen, chosen_villages

Key = Callable[[Coordinator, Records], Hashable]


def everybody(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """Everybody in post or waiting to begin, one document each; who has left only when asked for by 状态=离岗."""
    return each_person(chosen(records, where), records)


def whoever_waits(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """The people of a selection, one document each."""
    return each_person(waiting(records, where), records)


def waiting(records: Records, where: Sequence[str]) -> tuple[Coordinator, ...]:
    """The people of a selection. Without a condition: those who wait to begin; where nobody waits, everybody in post, for
    papers asked for later.
    """
    rows = chosen(records, where)
    first = tuple(row for row in rows if status_of(row) == "待上岗")
    return rows if where else first or rows


def each_person(rows: Iterable[Coordinator], records: Records) -> list[Subject]:
    """One subject for each person, with the village served."""
    return distinct([the_row(row, records) for row in rows])


def the_row(row: Coordinator, records: Records) -> Subject:
    """A person with the village served."""
    return Subject((row,), records.village(row.service_village, row.township), row.name or f"第{row.place.row}行")


def each_village(rows: Iterable[Coordinator], records: Records, key: Key | None = None) -> list[Subject]:
    """The people of each village together, in the order of their first person; `key` parts them further."""
    subjects = []
    for people in _together(rows, records, _village, key):
        first = people[0]
        village = records.village(first.service_village, first.township)
        name = (village.village if village else first.service_village) or "未填嘎查村"
        subjects.append(Subject(tuple(people), village, name))
    return distinct(subjects)


def each_township(rows: Iterable[Coordinator], records: Records, key: Key | None = None) -> list[Subject]:
    """The people of each township together; `key` parts them further."""
    return distinct(
        [
            Subject(tuple(people), label=people[0].township or "未填苏木乡镇")
            for people in _together(rows, records, _township, key)
        ]
    )


def the_county(rows: Sequence[Coordinator], law: Law, villages: Sequence[Village] = ()) -> list[Subject]:
    """One subject of all of them; none where there is nobody and no village."""
    name = county_of(rows, law)
    return [Subject(tuple(rows), None, name, tuple(villages), place="")] if rows or villages else []


def county_of(rows: Iterable[Coordinator], law: Law) -> str:
    """How a document calls the county of these people."""
    return next((row.county for row in rows if row.county), None) or law.get(COUNTY) or "全旗县"


def each_of_villages(records: Records, law: Law, where: Sequence[str]) -> list[Subject]:
    """The villages of the sheet 嘎查村, each with those in post there, if any."""
    villages = chosen_villages(records, where)
    return distinct([Subject(tuple(records.in_post(v, law.checked)), v, v.subject) for v in villages])


def distinct(subjects: list[Subject]) -> list[Subject]:
    """The subjects with labels that tell them apart: two of one name say in which row they begin."""
    names = Counter(subject.label for subject in subjects)
    return [replace(one, label=one.label + _row(one)) if names[one.label] > 1 else one for one in subjects]


def _row(subject: Subject) -> str:
    first = subject.village if subject.village and not subject.rows else subject.row
    return f"（第{first.place.row}行{'起' if len(subject.rows) > 1 else ''}）"


def _together(
    rows: Iterable[Coordinator], records: Records, place: Key, key: Key | None
) -> Iterable[list[Coordinator]]:
    together: dict[Hashable, list[Coordinator]] = {}
    for row in rows:
        together.setdefault((place(row, records), key(row, records) if key else None), []).append(row)
    return together.values()


def _village(row: Coordinator, records: Records) -> Hashable:
    village = records.village(row.service_village, row.township)
    return id(village) if village else (row.township, village_key(row.service_village))


def _township(row: Coordinator, records: Records) -> Hashable:
    return township_key(row.township)


__all__ = [
    "Choose", "county_of", "distinct", "each_of_villages", "each_person", "each_township", "each_village", "everybody",
    "the_county", "the_row", "waiting", "whoever_waits",
]  # fmt: skip

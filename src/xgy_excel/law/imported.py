"""What people files say of villages, for the time of an import beside the sheets of the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from ..core import Column, Row
from ..records import Records
from ..rows import TOWNSHIP, VILLAGE, Village
from ..values import township_key, village_key

_TOWNS = ("街道办事处", "办事处", "街道", "苏木", "镇", "乡")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class HeadCount(Row):
    """What the people files say of one village: no sheet of the workbook, the import puts it beside the others.

    Its place is the village's row of 嘎查村, if it has one. `people` is None where the files know nobody of the village.
    Without a village: those for whom none is written; who is certain is no matter then, all are `unknown`.
    """

    SHEET: ClassVar[str] = "人口表"
    SUBJECT: ClassVar[str] = "village"
    township: Annotated[str | None, TOWNSHIP] = None
    village: Annotated[str | None, VILLAGE] = None
    people: Annotated[int | None, Column("计入人数")] = None
    unknown: Annotated[int | None, Column("待定人数")] = None

    @property
    def full_name(self) -> str:
        return f"{self.township or ''}{self.village or ''}"


def meant(name: str | None, township: str | None, records: Records) -> list[Village]:
    """The rows of 嘎查村 the people of an export may live in: those of their township, where both say which.

    A county whose townships were merged or renamed writes 乡镇 and village together into 村名对照.
    """
    found = records.villages(name, township)
    if records.canonical(name) != village_key(name):  # the county itself has said which is meant
        return found
    near = [v for v in found if _same_town(v.township, township)]
    return near or (records.villages(f"{township}{name}") if township and name else [])


def _same_town(one: str | None, other: str | None) -> bool:
    """Can two townships be one? One that became 镇 from 乡 is; where nothing is written it may be any."""
    stems = {_town_stem(township_key(town)) for town in (one, other) if town}
    return len(stems) < 2


def _town_stem(key: str) -> str:
    tail = next((tail for tail in _TOWNS if key.endswith(tail) and len(key) - len(tail) >= 2), "")
    return key.removesuffix(tail)


def several(count: HeadCount, records: Records) -> list[Village]:
    """The villages a count that has no row of 嘎查村 may be of, where they are several."""
    found = meant(count.village, count.township, records)
    return found if len(found) > 1 else []


def strays(village: Village, records: Records) -> int:
    """The people of the files who may live in a village without being in its count.

    For them no village is written, or a name that several have.
    """
    found = records.remember("strays", lambda: [*_strays(records)])
    return sum(
        people
        for people, town, rows in found
        if (any(row is village for row in rows) if rows else _same_town(village.township, town))
    )


def _strays(records: Records) -> Iterator[tuple[int, str | None, list[Village]]]:
    for count in records.of(HeadCount):
        rows = [] if count.place.row else several(count, records)
        if rows or not count.village:
            yield (count.people or 0) + (count.unknown or 0), count.township, rows

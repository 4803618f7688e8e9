"""One line for each village of an import: its numbers before and after, and what the open cases could change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ...core import Law
from ...law.quota import counted, quota
from ...people import WHY, Count
from ...records import Records
from ...rows import Village
from ..showing import computed
from .writing import COUNTS, Home

_SHORT = {"labour_ordinary": "普通", "labour_skilled": "技能", "labour_weak": "弱半", "labour_unknown": "待定"}


@dataclass(frozen=True)
class VillageLine:
    """A village of the book (`row` as it is now), of the exports (`count`), or of both."""

    township: str
    village: str
    law: Law
    count: Count | None = None
    row: Village | None = None
    before: Village | None = None
    posts_filled: int | None = None
    vacancy: int | None = None

    @property
    def name(self) -> str:
        return f"{self.township}{self.village}"

    @property
    def people(self) -> int | None:
        return self.count.people if self.count else None

    @property
    def limit(self) -> int | None:
        return quota(self.count.people, self.law) if self.count else None

    @property
    def limit_then(self) -> int | None:
        """The ceiling if all open cases are filled in and count."""
        return quota(self.count.people + self.count.open, self.law) if self.count else None

    @property
    def people_before(self) -> int | None:
        return counted(self.before) if self.before else None

    @property
    def limit_before(self) -> int | None:
        return None if self.people_before is None else quota(self.people_before, self.law)

    @property
    def limit_changed(self) -> bool:
        return self.limit_before is not None and self.limit_before != self.limit

    @property
    def changes(self) -> str:
        """Old value → new value of every number written; or why none was."""
        if self.count is None:
            return "人口表中没有，人数未改动"
        if self.row is None:
            return "“嘎查村”表中没有，未写入"
        pairs = ((_SHORT[name], self._old(name), getattr(self.count, count)) for name, count in COUNTS.items())
        return "；".join(f"{word}{old}→{new}" for word, old, new in pairs if old != str(new))

    def _old(self, name: str) -> str:
        if self.before is None:
            return "空"
        value, unread = getattr(self.before, name), self.before.unread.get(name)
        return unread.text if unread else ("空" if value is None else str(value))

    @property
    def sensitivity(self) -> str:
        """What would change if what is empty were filled in, by the fewest cases that move the ceiling; and why it is open."""
        if not (self.count and self.count.open):
            return ""
        count, limit = self.count, self.limit
        steps = ((n, quota(count.people + n, self.law)) for n in range(1, count.open + 1))
        moved = next(((n, then) for n, then in steps if then != limit), None)
        if moved is None:
            return f"补填不影响上限（{self._reasons}）"
        further = "" if self.limit_then == moved[1] else f"，全部计入为{self.limit_then}个"
        return f"再有{moved[0]}人计入，上限即由{limit}个变为{moved[1]}个{further}（{self._reasons}）"

    @property
    def _reasons(self) -> str:
        """Why people are open, most first."""
        if self.count is None:
            return ""
        why = [f"{WHY[name]}{number}人" for name, number in sorted(self.count.why.items(), key=lambda pair: -pair[1])]
        return "；".join(why + ([f"其中未满16岁{self.count.children}人"] if self.count.children else []))

    def to_json(self) -> dict[str, Any]:
        """For other programs. Nobody's data: numbers of whole villages."""
        count = self.count
        return {
            "township": self.township,
            "village": self.village,
            "people": self.people,
            "open": count.open if count else None,
            "quota": self.limit,
            "quota_if_filled": self.limit_then,
            "people_before": self.people_before,
            "quota_before": self.limit_before,
            "matched": bool(count and self.row),
        }


def village_lines(records: Records, homes: Sequence[Home], law: Law) -> list[VillageLine]:
    """The villages of the book in its order, then those that only the exports have, the largest first."""
    there = {(home.sheet, home.row): home for home in homes if home.row}
    lines = list(_of_book(records, there, law))
    missing = [home.count for home in homes if not home.row]
    for count in sorted(missing, key=lambda c: (-c.people - c.open, c.spot.township, c.spot.village)):
        lines.append(VillageLine(count.spot.township, count.spot.village, law, count))
    return lines


def _of_book(records: Records, there: dict[tuple[str, int], Home], law: Law) -> Iterator[VillageLine]:
    for row in records.of(Village):
        home = there.get((row.place.sheet, row.place.row))
        numbers = computed(row, records, law)
        yield VillageLine(
            township=row.township or "",
            village=row.village or row.subject,
            law=law.at(row.data_date or law.day),
            count=home.count if home else None,
            row=row,
            before=home.before if home else row,
            posts_filled=numbers["posts_filled"],
            vacancy=numbers["vacancy"],
        )

"""People entered more than once, in two townships or in one, and what the rules about it say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...core import Finding, Law, Place, Row
from ...law import RULES, judge
from ...records import Records, Table
from ...rows import Coordinator, Village
from ...values import township_key
from .plan import Plan
from .township import Read
from .writing import Asked

MOST = 20_000  # rows looked at one by one; of more, the first
_RULES = [rule for rule in RULES if rule.code in ("E7", "K6", "K7")]
At = tuple[int, int, int]  # workbook, part, position


@dataclass(frozen=True)
class Entry:
    """One row of a person who has several, or whose number is destroyed."""

    at: At
    row: Coordinator
    book: str
    sheet: str
    number: int  # in that sheet


class People:
    """Everybody on the rosters so far, by number, and who was met more than once."""

    def __init__(self) -> None:
        self.unknown = 0  # rows without a number to go by
        self._rows = 0
        self._starts: list[int] = []
        self._parts: list[tuple[int, int]] = []
        self._first: dict[str, int] = {}
        self._groups: dict[str, list[int]] = {}

    def add(self, workbook: int, book: Read) -> None:
        """The people of one more workbook."""
        for number, part in enumerate(book.parts):
            if part.kind is Coordinator:
                self._starts.append(self._rows)
                self._parts.append((workbook, number))
                for at, person in enumerate(part.people.split("\n"), self._rows):
                    if not person:
                        self.unknown += 1
                    elif (before := self._first.setdefault(person, at)) != at:
                        self._groups.setdefault(person, [before]).append(at)
                self._rows += part.rows

    def groups(self) -> list[list[At]]:
        """The rows of every person who has more than one, in the order of the first."""
        return [[self._place(at) for at in group] for group in sorted(self._groups.values())]

    def _place(self, at: int) -> At:
        which = bisect_right(self._starts, at) - 1
        return (*self._parts[which], at - self._starts[which])


def entries(
    asked: Mapping[tuple[int, int], Sequence[tuple[int, Asked]]], books: Sequence[Read], plan: Plan
) -> dict[At, Entry]:
    """The rows asked for as rows of the result."""
    columns = {name: at for at, name in enumerate(plan.columns, 1) if name in Coordinator.columns()}
    found = {}
    for (workbook, number), rows in asked.items():
        for position, one in rows:
            title, row = plan.place(workbook, number, position)
            person = Coordinator(**one.values, place=Place(title, row, columns), unread=one.unread)
            part = books[workbook].parts[number]
            found[workbook, number, position] = Entry(
                (workbook, number, position), person, books[workbook].name, part.sheet, one.number
            )
    return found


def judged(
    groups: Sequence[Sequence[At]], found: Mapping[At, Entry], books: Sequence[Read], lists: Sequence[Row], law: Law
) -> tuple[list[Finding], list[tuple[str, str]]]:
    """What the rules say of them: one person in two posts (E7), one number for two people (K6), a number destroyed (K7)."""
    if not found:
        return [], []
    twice = {id(found[at].row) for group in groups for at in group if at in found}
    rows = [entry.row for entry in found.values()]
    villages = [
        Village(township=t or None, village=v) for book in books for part in book.parts for t, v in part.villages
    ]
    kinds: dict[type[Row], list[Row]] = {Coordinator: [*rows], Village: [*villages]}
    for row in lists:
        kinds.setdefault(type(row), []).append(row)
    tables = (
        Table(kind=kind, sheet=some[0].place.sheet or kind.SHEET, columns=_columns(kind, some), rows=tuple(some))
        for kind, some in kinds.items()
        if some
    )
    verdict = judge(Records(tables), law, _RULES)
    told = [f for f in verdict.findings if f.severity.open and (f.rule.code == "K7" or id(f.row) in twice)]
    return told, verdict.not_run


def _columns(kind: type[Row], rows: Sequence[Row]) -> Mapping[str, int]:
    return rows[0].place.columns or {name: at for at, name in enumerate(kind.columns(), 1)}


def how(group: Sequence[Entry]) -> str:
    """Where a person stands more than once."""
    towns = {township_key(entry.row.township) for entry in group} - {""}
    if len(towns) > 1:
        return "跨苏木乡镇"
    return "跨文件" if len({entry.at[0] for entry in group}) > 1 else "同一文件内"


def to_ask(groups: Sequence[Sequence[At]], books: Sequence[Read]) -> dict[tuple[int, int], tuple[int, ...]]:
    """Which rows must be looked at: those of people entered more than once, and those with a destroyed number."""
    wanted: dict[tuple[int, int], set[int]] = {}
    for number, (workbook, part, position) in enumerate(_first(groups, books)):
        if number < MOST:
            wanted.setdefault((workbook, part), set()).add(position)
    return {part: tuple(sorted(positions)) for part, positions in wanted.items()}


def _first(groups: Sequence[Sequence[At]], books: Sequence[Read]) -> Iterator[At]:
    yield from (at for group in groups for at in group)
    for workbook, book in enumerate(books):
        for number, part in enumerate(book.parts):
            yield from ((workbook, number, position) for position in part.lost)

"""Where everything stands in the result: which columns a sheet has, and which of its rows each workbook fills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...core import Column, Row
from ...rows import READ
from ...tables.words import claim, claims, header_key
from ..blank import Room
from .township import Part, Read

MOST_ROWS = 1_048_575  # of a sheet, below its header
FILE, SHEET, ROW = "\0文件", "\0工作表", "\0行"
_SOURCES = {
    FILE: Column("来源文件", kind="text"),
    SHEET: Column("来源工作表", kind="text"),
    ROW: Column("来源行", kind="count"),
}
_AS_BEFORE = "原列·"  # before a heading that is not the column it says


@dataclass(frozen=True)
class Segment:
    """Some rows of a part in one sheet of the result: positions from `first` on, and the row the first of them gets."""

    title: str
    first: int
    count: int
    row: int


@dataclass
class Plan:
    """One kind of sheet in the result: its columns by key, and where the rows of every part stand.

    A key is the name of a field, a source (FILE and the like), or a heading that no field has, made comparable.
    """

    kind: type[Row]
    columns: dict[str, Column]
    segments: dict[tuple[int, int], list[Segment]] = field(default_factory=dict)  # by workbook and part
    rows: dict[str, int] = field(default_factory=dict)  # of every sheet, by its title

    def place(self, workbook: int, part: int, position: int) -> tuple[str, int]:
        """The sheet and the row of one row of a part."""
        for segment in self.segments[workbook, part]:
            if segment.first <= position < segment.first + segment.count:
                return segment.title, segment.row + position - segment.first
        raise IndexError(position)

    @property
    def rooms(self) -> list[Room]:
        return [Room(title, self.kind, self.columns, rows) for title, rows in self.rows.items()]


def plans(books: Sequence[Read], most_rows: int = MOST_ROWS) -> list[Plan]:
    """The kinds of sheets that have rows, in the order of the standard workbook."""
    kinds = {part.kind for _, _, part in _parts(books)}
    return [_plan(kind, books, most_rows) for kind in READ if kind in kinds]


def key_of(heading: str) -> str:
    """What makes columns of other headings the same in two workbooks."""
    return f"\0{header_key(heading)}"


def _plan(kind: type[Row], books: Sequence[Read], most_rows: int) -> Plan:
    parts = [(w, p, part) for w, p, part in _parts(books) if part.kind is kind]
    used = {name for _, _, part in parts for name in part.fields} | {"township" for _, _, p in parts if p.township}
    columns = {name: column for name, column in kind.columns().items() if not column.extra or name in used} | _SOURCES
    for _, _, part in parts:
        for heading in part.others:
            columns.setdefault(key_of(heading), Column(_free(heading, kind), kind="text"))
    plan = Plan(kind, columns)
    for workbook, number, part in parts:
        plan.segments[workbook, number] = [*_segments(plan, part.rows, most_rows)]
    return plan


def _segments(plan: Plan, count: int, most_rows: int) -> Iterator[Segment]:
    """The next rows; a sheet that is full is followed by another one, (2), (3) and so on."""
    first = 0
    while first < count:
        title = next(reversed(plan.rows), "")
        if not title or plan.rows[title] == most_rows:
            title = f"{plan.kind.SHEET}({len(plan.rows) + 1})" if plan.rows else plan.kind.SHEET
            plan.rows[title] = 0
        some = min(count - first, most_rows - plan.rows[title])
        yield Segment(title, first, some, plan.rows[title] + 2)
        plan.rows[title] += some
        first += some


def _free(heading: str, kind: type[Row]) -> str:
    """A heading that will not be taken for a column it is not: one of two of the same name, say, or one of ours."""
    ours = {header_key(column.header) for column in _SOURCES.values()}
    key = header_key(heading)
    known = claims(kind)  # type: ignore[arg-type] # classes are hashable
    return f"{_AS_BEFORE}{heading}" if key in ours or claim(key, known) else heading


def _parts(books: Sequence[Read]) -> Iterator[tuple[int, int, Part]]:
    for workbook, book in enumerate(books):
        for number, part in enumerate(book.parts):
            yield workbook, number, part

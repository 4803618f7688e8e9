"""One sheet in plain values: a Grid as it was found, an OurSheet as it is to be."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any, overload

Value = str | int | float | bool | date | datetime | time | timedelta | None
Written = Value | Decimal
Area = tuple[int, int, int, int]  # first row, first column, last row, last column, from 1


@dataclass(frozen=True, slots=True)
class Odd:
    """What a plain reader hides about a cell.

    `kind`: error (an error value, `text` is #N/A or the like) · nocache (a formula without a stored result) ·
    digits (a number of more than 15 digits, `text` as stored: its last digits are lost) · formula (has one, with a result).
    """

    kind: str
    text: str = ""


class Coded(Sequence[Any]):
    """A column in which many cells say the same: what they say, each once, and for every cell which of it."""

    def __init__(self, codes: array[int], meanings: Sequence[Any]) -> None:
        self.codes, self.meanings = codes, meanings

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Any]:
        return map(self.meanings.__getitem__, self.codes)

    @overload
    def __getitem__(self, at: int) -> Any: ...

    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return [self.meanings[code] for code in self.codes[at]]
        return self.meanings[self.codes[at]]

    def read(self, meaning: Callable[[Any], Any]) -> Coded:
        """The same cells, read in another way."""
        return Coded(self.codes, [meaning(value) for value in self.meanings])


class Columns(Sequence[Sequence[Value]]):
    """The rows of a sheet, held by column; a row is put together when it is asked for."""

    def __init__(self, columns: Sequence[Sequence[Value]], rows: int) -> None:
        self.columns, self._rows = columns, rows

    def __len__(self) -> int:
        return self._rows

    def __iter__(self) -> Iterator[Sequence[Value]]:
        return iter(zip(*self.columns, strict=True))

    @overload
    def __getitem__(self, at: int) -> Sequence[Value]: ...

    @overload
    def __getitem__(self, at: slice) -> list[Sequence[Value]]: ...

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return [*zip(*(column[at] for column in self.columns), strict=True)]
        return tuple(column[at] for column in self.columns)


@dataclass(frozen=True)
class Grid:
    """What a sheet holds, and what its values alone do not tell.

    `rows[0][0]` is cell A1; every other place is (row, column) from 1. Rows may differ in length.
    """

    sheet: str
    rows: Sequence[Sequence[Value]]
    odd: Mapping[tuple[int, int], Odd] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()  # rows hidden or filtered out
    merges: tuple[Area, ...] = ()
    text_only: bool = False  # a csv: every value came as text
    visible: bool = True  # a hidden sheet is read only under its standard name

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return len(self.rows.columns) if isinstance(self.rows, Columns) else max(map(len, self.rows), default=0)

    def column(self, number: int, indexes: Sequence[int]) -> Sequence[Value]:
        """The cells of a column in some rows, by the rows' index. A row that does not reach so far has None."""
        if not isinstance(self.rows, Columns):
            return [row[number - 1] if len(row := self.rows[index]) >= number else None for index in indexes]
        if number > len(self.rows.columns):
            return [None] * len(indexes)
        column = self.rows.columns[number - 1]
        cells: Any = column.codes if isinstance(column, Coded) else column
        together = len(indexes) > 0 and indexes[-1] - indexes[0] + 1 == len(indexes)
        some = cells[indexes[0] : indexes[-1] + 1] if together else [cells[index] for index in indexes]
        return Coded(array("l", some), column.meanings) if isinstance(column, Coded) else some


@dataclass(frozen=True, slots=True)
class Link:
    """A cell of one of our sheets that leads to a cell of the book."""

    text: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell of one of our sheets that goes on being computed: its formula, from = on, and what it gives now."""

    text: str
    now: str


Shown = Written | Link | Formula


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns of bars drawn from cells of the sheet the chart stands on.

    `head` is the row that names the series, `first` and `last` are the rows of the figures, `label` is the column of
    their names, `columns` are the series. `about` says in words what the picture shows, for those who cannot see it.
    """

    title: str
    place: Area
    head: int
    first: int
    last: int
    label: int
    columns: tuple[int, ...]
    colours: tuple[str, ...]  # RRGGBB, one for each series
    stacked: bool = False
    about: str = ""


@dataclass(frozen=True)
class OurSheet:
    """A sheet of ours: header in row 1, or below the `head` lines; it replaces what we put there before.

    A row may be empty, or a header again (`headers_again`, by index): a sheet may hold several lists, and charts of them.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]
    widths: tuple[float, ...]  # in characters
    head: tuple[str | Formula, ...] = ()  # lines of text above the header
    severity_column: int = -1  # index of the column whose word colours its cell; -1: none
    reply_column: int = -1  # index of the column the clerk writes in; -1: none
    filtered: bool = True  # has the header buttons that filter the rows
    headers_again: frozenset[int] = frozenset()
    breaks: tuple[int, ...] = ()  # rows after which a new page begins on paper
    icons: tuple[Area, ...] = ()  # cells whose number shows a tick at 0, a mark from 1 on, a cross from 3 on
    charts: tuple[Chart, ...] = ()

    @property
    def lines(self) -> list[Sequence[Shown]]:
        """All that stands on the sheet, row by row from row 1: the head, the header, the rows."""
        return [*((line,) for line in self.head), self.headers, *self.rows]

    @property
    def lists(self) -> list[tuple[int, int]]:
        """The first and the last row of each list: of the header with its rows, then of every stretch up to an empty row.

        >>> OurSheet("总览", ("乡镇",), (("甲",), (), ("条款",), ("第七条",)), (8,), head=("标题",)).lists
        [(2, 3), (5, 6)]
        """
        below = enumerate([self.headers, *self.rows], len(self.head) + 1)
        stretches = [[n for n, _ in rows] for filled, rows in groupby(below, lambda line: bool(line[1])) if filled]
        return [(stretch[0], stretch[-1]) for stretch in stretches]


def value_of(shown: Shown) -> Written:
    """What a cell of one of our sheets holds: the text of a link, what a formula gives now.

    >>> value_of(Link("D2", "花名册", "D2")), value_of(Formula("=1+1", "2")), value_of(5)
    ('D2', '2', 5)
    """
    if isinstance(shown, Link):
        return shown.text
    return shown.now if isinstance(shown, Formula) else shown

"""One sheet with a known header as typed rows, a column at a time."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from ..cells import Reader, mean_themselves, read_birth, read_odd, read_period, reader, was_number
from ..cells.why import NOT_TO_REPEAT, NOTHING_ABOVE
from ..core import Column, Place, Row, Unread
from ..grid import Coded, Grid, Odd, Value
from ..records import Table
from .headers import Header
from .passing import sort_rows, written_totals

_DITTO = frozenset(("同上", "同 上", "同　上", "〃", "″", '"', "“", "”", "''", "\u3003"))
_OWN = ("name", "number", "account_holder", "agreement_no", "county_file_no")  # nobody shares them with the row above
_MERGED_KINDS = ("text", "date", "month", "yesno")  # an amount merged over two rows may be meant for both or for each
_NOTHING: dict[str, Unread] = {}


def read_table(grid: Grid, header: Header) -> Table:
    """The rows of a sheet. What was passed over, filled down or not understood is told in the Table."""
    passed = sort_rows(grid, header)
    sheet = _Sheet(grid, header, passed.kept, passed.hidden)
    values = {name: sheet.field(name) for name in header.columns}
    unread = _taken_out(values)
    return Table(
        kind=header.kind,
        sheet=grid.sheet,
        header_row=header.last,
        columns=header.columns,
        rows=Lines(header, grid.sheet, passed.kept, values, unread),
        skipped=dict(passed.skipped),
        unknown=header.unknown,
        headings=header.headings,
        doubled=header.doubled,
        filled=dict(sheet.filled),
        written_total=written_totals(grid, header, passed.totals),
    )


def _taken_out(values: dict[str, Sequence[object]]) -> dict[int, dict[str, Unread]]:
    """The cells that were not understood, by row and field; None stands in their place."""
    unread: dict[int, dict[str, Unread]] = {}
    for name, column in values.items():
        if Unread in set(map(type, column.meanings if isinstance(column, Coded) else column)):
            values[name] = cells = list(column)
            for i, value in enumerate(cells):
                if type(value) is Unread:
                    unread.setdefault(i, {})[name] = value
                    cells[i] = None
    return unread


class Lines(Sequence[Row]):
    """The rows of a sheet, held by column: a table of 10,000 that is only passed on never makes one."""

    def __init__(
        self,
        header: Header,
        sheet: str,
        kept: Sequence[int],
        values: Mapping[str, Sequence[object]],
        unread: Mapping[int, dict[str, Unread]],
    ) -> None:
        """`kept`: the index of every row in its sheet; `values`: by field; `unread`: by position and field."""
        self.kept, self.values, self.unread = kept, values, unread
        self._header, self._sheet = header, sheet

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        """Made past `__init__`, which would set every field of the kind: 20,000 rows in 0.07 s instead of 0.25."""
        kind, columns, names = self._header.kind, self._header.columns, tuple(self.values)
        rows: list[Row] = []
        for i, (index, cells) in enumerate(zip(self.kept, zip(*self.values.values(), strict=True), strict=True)):
            row: Any = object.__new__(kind)
            row.__dict__.update(zip(names, cells, strict=True))
            row.__dict__.update(place=Place(self._sheet, index + 1, columns), unread=self.unread.get(i, _NOTHING))
            rows.append(row)
        return tuple(rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._rows == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        return len(self.kept)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...

    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        return self._rows[at]


class _Sheet:
    """The kept rows of a grid, read by field."""

    def __init__(self, grid: Grid, header: Header, kept: list[int], hidden: list[int]) -> None:
        self.grid, self.header = grid, header
        self.kept, self.hidden = kept, hidden
        self.at = {index + 1: i for i, index in enumerate(kept)}
        self.odd: dict[int, list[tuple[int, Odd]]] = {}
        for (row, column), odd in grid.odd.items():
            if odd.kind != "formula" and row in self.at:
                self.odd.setdefault(column, []).append((self.at[row], odd))
        self.merges: dict[int, list[tuple[int, int]]] = {}
        for first, column, last, _ in grid.merges:
            if last > first > header.last:
                self.merges.setdefault(column, []).append((first, last))
        self.filled: Counter[str] = Counter()

    def field(self, name: str) -> Sequence[object]:
        """Every row's value of a field."""
        number = self.header.columns[name]
        column = self.header.kind.columns()[name]
        raw, odd = self.grid.column(number, self.kept), self.odd.get(number, ())
        doubtful = column.kind in ("id", "account") and _from_numbers(raw)
        read = self._reader(name, column, doubtful)
        filled = number in self.merges and column.kind in _MERGED_KINDS and name not in _OWN
        if isinstance(raw, Coded) and not odd and not filled and _DITTO.isdisjoint(raw.meanings):
            return raw.read(lambda value: None if value is None or value == "" else read(value))
        if not odd and not filled and not doubtful and mean_themselves(raw, column.kind):
            return [value or None for value in raw] if "" in raw else raw
        different = set(raw)
        values = _meanings(raw, different, read)
        for i, what in odd:
            values[i] = read_odd(read, raw[i], what)
        if filled:
            self._fill_merged(name, number, read, values)
        if not _DITTO.isdisjoint(different):
            self._repeat(name, column, raw, values, read)
        return values

    def _reader(self, name: str, column: Column, doubtful: bool) -> Reader:
        for start, end in self.header.periods:
            if name in (start, end):
                return lambda value: read_period(value)[name == end]
        if name in self.header.months and column.kind == "date":
            return read_birth
        return reader(column, doubtful if column.kind in ("id", "account") else self.grid.text_only)

    def _fill_merged(self, name: str, number: int, read: Reader, values: list[object]) -> None:
        for first, last in self.merges.get(number, ()):
            row = self.grid.rows[first - 1]
            value = (
                values[self.at[first]] if first in self.at else read(row[number - 1] if len(row) >= number else None)
            )
            below = (i for r in range(first + 1, last + 1) if (i := self.at.get(r)) is not None)
            for i in below:
                if value is not None and values[i] is None:
                    values[i] = value
                    self.filled[name] += 1

    def _repeat(self, name: str, column: Column, raw: Sequence[Value], values: list[object], read: Reader) -> None:
        own = name in _OWN or column.kind in ("id", "account", "phone")
        for i, value in enumerate(raw):
            if isinstance(value, str) and value in _DITTO:
                above = None if own else self._above(name, i, values, read)
                values[i] = above
                if above is None:
                    values[i] = Unread(value, NOT_TO_REPEAT if own else NOTHING_ABOVE)
                else:
                    self.filled[name] += 1

    def _above(self, name: str, i: int, values: Sequence[object], read: Reader) -> object:
        """What stands above a row in its sheet: a row hidden by hand or by a filter counts, though it is not read."""
        before = self.kept[i - 1] if i else -1
        between = self.hidden[bisect(self.hidden, before) : bisect(self.hidden, self.kept[i])]
        for value in reversed(self.grid.column(self.header.columns[name], between)):
            if not (isinstance(value, str) and value in _DITTO):
                return None if value is None or value == "" else read(value)
        return values[i - 1] if i else None


def _meanings(raw: Sequence[Value], different: set[Value], read: Reader) -> list[object]:
    """What the cells of a column mean. Equal ones are read once."""
    if different & {0, 1} and bool in set(map(type, raw)):  # True equals 1
        return [None if v is None or v == "" else read(v) for v in raw]
    known: dict[Value, object] = {v: read(v) for v in different - {None, ""}}
    return [known.get(v) for v in raw]


def _from_numbers(raw: Sequence[Value]) -> bool:
    """Were the texts of a column of IDs made from numbers? Most of the long ones then end in zeros."""
    texts = [v for v in raw if isinstance(v, str) and len(v) > 15]
    lost = sum(was_number(v) for v in texts if v[-3:] == "000")
    if not lost:
        return False
    return 1 < lost >= len(texts) / 2 or any(isinstance(v, float | int) and abs(v) >= 10**15 for v in raw)

"""What has been written and put but not saved yet, laid over what a sheet held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ..core import Stopped
from ..grid import Grid, Value, value_of
from .port import OurSheet, Written


class Pending:
    """Changes by sheet. A sheet of ours that was put replaces all of it."""

    def __init__(self) -> None:
        self.sheets: dict[str, Grid] = {}
        self.gone: set[str] = set()
        self._values: dict[str, dict[tuple[int, int], Value]] = {}

    def write(self, sheet: str, values: Mapping[tuple[int, int], Written]) -> None:
        here = self._values.setdefault(sheet, {})
        here.update({at: plain(value) for at, value in values.items()})

    def put(self, name: str, sheet: OurSheet) -> None:
        self.sheets[name] = grid_of(name, sheet)
        self.gone.discard(name)
        self._values.pop(name, None)

    def remove(self, name: str) -> None:
        self.sheets.pop(name, None)
        self.gone.add(name)

    def over(self, sheet: str, grid: Grid | None) -> Grid:
        """The sheet with its changes. Raises Stopped when there is no such sheet."""
        grid = self.sheets.get(sheet, grid)
        if grid is None or sheet in self.gone:
            raise Stopped(f"工作簿里没有“{sheet}”这个工作表。")
        changes = self._values.get(sheet)
        if not changes:
            return grid
        odd = {at: what for at, what in grid.odd.items() if at not in changes}
        return replace(grid, rows=with_values(grid.rows, changes), odd=odd)


def plain(value: Written) -> Value:
    """A value as it will be read back: numbers are floats, a text is what it was.

    >>> plain(Decimal("2140.50"))
    2140.5
    """
    return float(value) if isinstance(value, Decimal) else value


def with_values(rows: Sequence[Sequence[Value]], changes: Mapping[tuple[int, int], Value]) -> list[list[Value]]:
    """Rows with values put in by (row, column) from 1, made longer where needed."""
    new = [list(row) for row in rows]
    for (row, column), value in changes.items():
        new += [[] for _ in range(row - len(new))]
        new[row - 1] += [None] * (column - len(new[row - 1]))
        new[row - 1][column - 1] = value
    return new


def grid_of(name: str, sheet: OurSheet) -> Grid:
    """One of our sheets as it will be read."""
    return Grid(name, [[plain(value_of(shown)) for shown in line] for line in sheet.lines])


def has_header(grid: Grid, headers: Sequence[str]) -> bool:
    """Is one of its rows just this header?"""
    wanted = list(headers)
    return any(list(row[: len(wanted)]) == wanted for row in grid.rows)

"""From the grids of a book to typed rows: which sheet is what, where its header stands, which rows are none."""

from __future__ import annotations

from collections.abc import Iterable

from ..core import Row
from ..grid import Grid
from ..records import Records, Table
from ..rows import HeaderAlias
from .choosing import by_header, by_name, ours
from .headers import MOST_COLUMNS, Header, find_header
from .reading import read_table
from .words import Aliases

__all__ = ["read_tables"]


def read_tables(grids: Iterable[Grid]) -> Records:
    """The records of a book. Without any sheet the program knows they are empty; `Records.passed` says why.

    A sheet is known by its name, else by its header: several township rosters in one book are all read. Once a sheet
    bears the standard name of its kind, others like it with names of their own are passed over, for they would be copies.
    """
    sheets = [grid for grid in grids if not ours(grid.sheet) and any(map(any, grid.rows))]
    kinds = {grid.sheet: by_name(grid.sheet) for grid in sheets}
    aliases = _aliases(grid for grid in sheets if kinds[grid.sheet] is HeaderAlias)
    tables: dict[str, Table] = {}
    passed: dict[str, str] = {}
    for grid in sheets:
        kind = kinds[grid.sheet]
        if kind is not None:
            header = find_header(grid, kind, aliases)
            if header is None:
                passed[grid.sheet] = f"没有找到“{kind.SHEET}”的表头"
            else:
                _read(grid, header, tables, passed)
    named = {table.kind: table.sheet for table in tables.values() if table.rows}
    for grid in sheets:
        found = by_header(grid, aliases) if kinds[grid.sheet] is None and grid.visible else None
        if isinstance(found, str):
            passed[grid.sheet] = found
        elif found and found.kind in named:
            passed[grid.sheet] = f"与“{named[found.kind]}”是同一种表，只读后者"
        elif found:
            _read(grid, found, tables, passed)
    order = [grid.sheet for grid in sheets]
    return Records(
        [tables[sheet] for sheet in order if sheet in tables],
        [(sheet, passed[sheet]) for sheet in order if sheet in passed],
    )


def _read(grid: Grid, header: Header, tables: dict[str, Table], passed: dict[str, str]) -> None:
    if max(map(len, grid.rows)) > MOST_COLUMNS and any(any(row[MOST_COLUMNS:]) for row in grid.rows):
        passed[grid.sheet] = f"超过{MOST_COLUMNS}列"
    else:
        tables[grid.sheet] = read_table(grid, header)


def _aliases(grids: Iterable[Grid]) -> Aliases:
    found: list[tuple[str, str]] = []
    for grid in grids:
        header = find_header(grid, HeaderAlias)
        rows: tuple[Row, ...] = read_table(grid, header).rows if header else ()
        found += [(r.written, r.standard) for r in rows if isinstance(r, HeaderAlias) and r.written and r.standard]
    return tuple(found)

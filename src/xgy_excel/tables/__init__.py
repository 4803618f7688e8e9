"""From the grids of a book to typed rows: which sheet is what, where its header stands, which rows are none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ..core import Row
from ..grid import Grid
from ..records import Records, Table, name_of, person_of
from ..rows import Coordinator, HeaderAlias, Payment, Village
from .choosing import Undecided, by_header, by_name, copied_from, lists_people, ours
from .headers import MOST_COLUMNS, Header, find_header
from .reading import read_table
from .words import Aliases

__all__ = ["read_tables"]

_MAIN = (Coordinator, Village, Payment)  # what a book is about: without one of them there is nothing to check


@dataclass
class _Found:
    """What the sheets of a book came to."""

    aliases: Aliases
    tables: dict[str, Table] = field(default_factory=dict)
    passed: dict[str, str] = field(default_factory=dict)  # sheet -> why it was not read
    lost: list[str] = field(default_factory=list)

    def named(self, grid: Grid, kind: type[Row]) -> None:
        """A sheet whose name says of what kind it is."""
        header = find_header(grid, kind, self.aliases)
        if header is not None:
            self.read(grid, header)
            return
        self.passed[grid.sheet] = f"没有找到“{kind.SHEET}”的表头"
        if kind in _MAIN:
            self.lost.append(grid.sheet)

    def unnamed(self, grid: Grid, known: Mapping[type[Row], str]) -> None:
        """A sheet with a name of its own, beside those of a known kind."""
        header = by_header(grid, self.aliases)
        if not grid.visible:
            if header:
                self.passed[grid.sheet] = "已隐藏"
        elif isinstance(header, Undecided):
            self.passed[grid.sheet] = header.why
            if Coordinator not in known:
                self.lost.append(grid.sheet)
        elif isinstance(header, str):
            self.passed[grid.sheet] = header
        elif header and header.kind in known:
            self.passed[grid.sheet] = f"与“{known[header.kind]}”是同一种表，只读后者"
        elif header:
            self.read(grid, header)
        elif lists_people(grid):
            self.passed[grid.sheet] = "有证件号，但认不出表头"

    def read(self, grid: Grid, header: Header) -> None:
        if grid.width > MOST_COLUMNS and any(any(row[MOST_COLUMNS:]) for row in grid.rows):
            self.passed[grid.sheet] = f"超过{MOST_COLUMNS}列"
            self.lost.append(grid.sheet)
        else:
            self.tables[grid.sheet] = read_table(grid, header)

    def drop_copies(self) -> None:
        for sheet, table in list(self.tables.items()):
            original = self.tables.get(copied_from(sheet, self.tables))
            if original and (why := _repeats(table, original)):
                del self.tables[sheet]
                self.passed[sheet] = why


def read_tables(grids: Iterable[Grid], aliases: Aliases = (), more: Collection[type[Row]] = ()) -> Records:
    """The records of a book. Without any sheet the program knows they are empty; `Records.passed` says why.

    `aliases` are heard after those of the book's own sheet 列名对照. `more` are kinds of sheets that other packages
    know; they are found by their names only.

    A sheet is known by its name, else by its header: several township rosters in one book are all read. Once a sheet
    bears the standard name of its kind, others like it with names of their own are passed over, for they would be copies.
    """
    sheets = [grid for grid in grids if not ours(grid.sheet) and any(map(any, grid.rows))]
    kinds = {grid.sheet: by_name(grid.sheet, more) for grid in sheets}
    found = _Found((*_aliases(grid for grid in sheets if kinds[grid.sheet] is HeaderAlias), *aliases))
    for grid in sheets:
        if kind := kinds[grid.sheet]:
            found.named(grid, kind)
    found.drop_copies()
    known = {table.kind: table.sheet for table in found.tables.values() if table.rows}
    for grid in sheets:
        if kinds[grid.sheet] is None:
            found.unnamed(grid, known)
    order = [grid.sheet for grid in sheets]
    return Records(
        [found.tables[sheet] for sheet in order if sheet in found.tables],
        [(sheet, found.passed[sheet]) for sheet in order if sheet in found.passed],
        found.lost,
    )


def _repeats(copy: Table, original: Table) -> str:
    """Does a sheet named as a copy tell the same again: mostly people of the roster, or the very same rows? Then why."""
    why = f"是“{original.sheet}”的副本"
    if copy.kind is not original.kind:
        return ""
    if copy.kind is not Coordinator:
        return why if _said(copy) == _said(original) else ""
    people = {person_of(row) or name_of(row) for row in original.rows} - {""}
    new = sum((person_of(row) or name_of(row)) not in people for row in copy.rows)
    if new * 2 > len(copy.rows) or not copy.rows:  # another list: K6 names who stands in both
        return ""
    return why + (f"，另有{new}人不在“{original.sheet}”中" if new else "")


def _said(table: Table) -> list[dict[str, object]]:
    return [{name: getattr(row, name) for name in table.columns} for row in table.rows]


def _aliases(grids: Iterable[Grid]) -> Aliases:
    found: list[tuple[str, str]] = []
    for grid in grids:
        header = find_header(grid, HeaderAlias)
        rows = read_table(grid, header).rows if header else ()
        found += [(r.written, r.standard) for r in rows if isinstance(r, HeaderAlias) and r.written and r.standard]
    return tuple(found)

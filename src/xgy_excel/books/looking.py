"""What the sheets of an open workbook hold besides their values: asked of the add-in in one call, else sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..core import Stopped
from ..grid import Area
from ..xlsx.refs import MAX_COLUMN, MAX_ROW, area, place, runs
from ..xlsx.tables import HEADER, TOTAL
from . import excel_api

ADD_IN = "xgy.xlam"
MANY = 2_000_000  # cells of a used range: most are empty then, for a format far out counts too


@dataclass(frozen=True, slots=True)
class Note:
    """A note in a cell, whoever set it."""

    at: tuple[int, int]
    text: str
    author: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One sheet, its values aside. Areas may be told twice."""

    last: tuple[int, int]  # row and column of the last cell used
    visible: bool = True
    contents_locked: bool = False
    drawings_locked: bool = False
    merges: tuple[Area, ...] = ()
    hidden: frozenset[int] = frozenset()
    formulas: tuple[Area, ...] = ()
    fixed: tuple[tuple[Area, str], ...] = ()  # the header and total rows of tables, and why they are not written
    notes: tuple[Note, ...] = ()
    formats: tuple[tuple[int, str], ...] = ()  # number from 1 and formula of each conditional format that has one


def look(book: Any) -> dict[str, Seen] | None:
    """All sheets by the add-in's XgyLook; None where there is no such add-in. Raises Stopped when Excel is busy."""
    try:
        lines = book.app.macro(f"'{ADD_IN}'!XgyLook")(book.name)
    except Exception as fault:
        if excel_api.trouble(fault) in (excel_api.BUSY, excel_api.GONE):
            raise Stopped(excel_api.trouble(fault)) from None
        return None
    told: dict[str, list[tuple[str, str, str, str]]] = {}
    for what, sheet, where, text, author in lines or ():
        told.setdefault(sheet, []).append((what, str(where), text or "", author or ""))
    return {sheet: _from_lines(lines) for sheet, lines in told.items()}


def _from_lines(lines: list[tuple[str, str, str, str]]) -> Seen:
    def of(what: str) -> list[tuple[str, str, str]]:
        return [line[1:] for line in lines if line[0] == what]

    used, state, _ = of("sheet")[0]
    return Seen(
        last=area(used)[2:],
        visible="visible" in state,
        contents_locked="contents" in state,
        drawings_locked="drawings" in state,
        merges=_areas([where for where, _, _ in of("merged")]),
        hidden=frozenset(n for where, _, _ in of("hidden") for n in range(area(where)[0], area(where)[2] + 1)),
        formulas=_areas([where for where, _, _ in of("formula")]),
        fixed=tuple((area(where), _FIXED[kind]) for where, kind, _ in of("table")),
        notes=tuple(Note(place(where), text, author) for where, text, author in of("note")),
        formats=tuple((int(number), formula) for number, formula, _ in of("format")),
    )


_FIXED = {"header": HEADER, "total": TOTAL}


def _areas(refs: list[str]) -> tuple[Area, ...]:
    return tuple(sorted({area(ref) for ref in refs}))


def look_at(sheet: Any) -> Seen:
    """One sheet, asked through xlwings."""
    used = sheet.used_range
    top, left, (rows, columns) = used.row, used.column, used.shape
    last = (top + rows - 1, left + columns - 1)
    if rows * columns > MANY:
        last = _last_filled(sheet)
        used = sheet.range((1, 1), last)
        top, left = 1, 1
    notes = tuple(Note((n.location.row, n.location.column), n.text, n.author) for n in sheet.notes)
    conditions = enumerate(sheet.cells.conditional_formats, 1)
    return Seen(
        last=last,
        visible=sheet.visible in (True, -1),  # Excel says 2 of a sheet hidden from the menu too
        contents_locked=excel_api.contents_locked(sheet),
        drawings_locked=excel_api.drawings_locked(sheet),
        merges=tuple(sorted(set(_merges(sheet, (top, left, *last))))),
        hidden=excel_api.hidden_rows(used),
        formulas=_formulas(used.formula, top, left),
        fixed=tuple(_fixed(sheet)),
        notes=notes,
        formats=tuple((number, f.formula) for number, f in conditions if f.formula),
    )


def _last_filled(sheet: Any) -> tuple[int, int]:
    everywhere = sheet.range((1, 1), (MAX_ROW, MAX_COLUMN))
    down = everywhere.find("*", direction="backward", order="rows")
    if down is None:
        return 1, 1
    return down.row, everywhere.find("*", direction="backward", order="columns").column


def _merges(sheet: Any, part: Area) -> Iterator[Area]:
    """Halves until a part is not merged, or all within one merged area."""
    top, left, bottom, right = part
    cells = sheet.range((top, left), (bottom, right))
    merged = cells.merge_cells
    if merged is False:
        return
    if merged:
        whole = sheet.range((top, left)).merge_area
        found = (whole.row, whole.column, whole.row + whole.shape[0] - 1, whole.column + whole.shape[1] - 1)
        if found[0] <= top and found[1] <= left and found[2] >= bottom and found[3] >= right:
            yield found
            return
    if bottom > top:
        half = (top + bottom) // 2
        yield from _merges(sheet, (top, left, half, right))
        yield from _merges(sheet, (half + 1, left, bottom, right))
    else:
        half = (left + right) // 2
        yield from _merges(sheet, (top, left, bottom, half))
        yield from _merges(sheet, (top, half + 1, bottom, right))


def _fixed(sheet: Any) -> Iterator[tuple[Area, str]]:
    for table in sheet.tables:
        if table.show_headers:
            yield area(table.header_row_range.address), HEADER
        if table.show_totals:
            yield area(table.totals_row_range.address), TOTAL


def _formulas(texts: Any, top: int, left: int) -> tuple[Area, ...]:
    """Where formulas stand, as xlwings gives them: a text for one cell, else rows of texts."""
    rows = [[texts]] if isinstance(texts, str) else texts or ()
    found = [
        (top + r, left + c) for r, row in enumerate(rows) for c, text in enumerate(row) if str(text).startswith("=")
    ]
    return tuple(area(ref) for ref in runs(found))


def addresses(cells: list[tuple[int, int]]) -> str:
    """Cells as addresses of at most 240 characters each, parted by blanks: Excel takes no longer ones.

    >>> addresses([(3, 2), (4, 2), (9, 4)])
    'B3:B4,D9'
    """
    parts: list[str] = [""]
    for ref in runs(cells):
        if len(parts[-1]) + len(ref) > 240:
            parts.append("")
        parts[-1] += f",{ref}" if parts[-1] else ref
    return " ".join(parts)


def cells_of(areas: tuple[Area, ...]) -> Iterator[tuple[int, int]]:
    for top, left, bottom, right in areas:
        yield from ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def selected_rows(selection: list[str], seen: Seen) -> list[tuple[int, int]]:
    """The rows of a selection's areas, first and last of each run; none when no rows are meant.

    Rows are meant where several are selected, or a whole one. Those hidden or filtered out are not.

    >>> selected_rows(["$A$3:$B$5", "$C$9"], Seen((20, 8), hidden=frozenset([4]))), selected_rows(["$C$9"], Seen((20, 8)))
    ([(3, 3), (5, 5), (9, 9)], [])
    """
    areas = [area(part) for part in selection]
    rows = {n for top, _, bottom, _ in areas for n in range(top, min(bottom, seen.last[0]) + 1)} - seen.hidden
    whole = any(right - left + 1 == MAX_COLUMN for _, left, _, right in areas)
    everything = any(bottom - top + 1 == MAX_ROW for top, _, bottom, _ in areas)
    if everything or not (whole or len(rows) > 1):
        return []
    return [(top, bottom) for top, _, bottom, _ in _areas(runs((n, 1) for n in rows))]

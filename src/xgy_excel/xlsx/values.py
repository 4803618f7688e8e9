"""Values into cells of a user's sheet: what is refused, and what else has to follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..grid import Written
from . import styles as formats
from . import tables
from . import xml as x
from .cells import Cell, cells, some_cells
from .content import Content, cell_xml, content
from .refs import MAX_COLUMN, MAX_ROW, Area, within
from .sheet import Sheet
from .workbook import Workbook

At = tuple[int, int]
HAS_FORMULA, IN_MERGE = "单元格里有公式，未改动", "单元格在合并区域内，不是左上角"
_OF_A_ROW = re.compile(
    rb"""\s(?:ht|customHeight|s|customFormat)\s*=\s*(?:"[^"]*"|'[^']*')"""
)  # that a new row takes over


def write(
    book: Workbook, sheet: Sheet, values: Mapping[At, Written], *, like: int = 0, over_formulas: bool = False
) -> dict[At, str]:
    """Values into cells by (row, column) from 1; returns the cells refused, each with its reason.

    Styles stay, except that text which looks like a number gets the format @ and a date a date format. Cells that are
    not there yet look like those of the row `like`, and a new row like all of it. Formulas are refused unless asked for;
    those shared between cells always are.
    """
    refused: dict[At, str] = {}
    held: dict[At, Content] = {}
    prefix, since_1904 = sheet.prefix, book.since_1904
    for at, value in values.items():
        what = content(value, prefix, since_1904)
        if isinstance(what, str):
            refused[at] = what
        else:
            held[at] = what
    ground = _Ground(book, sheet, over_formulas)
    below = min((t.area[2] for t in ground.tables), default=MAX_ROW)
    there = _There(
        sheet, [*held, *((row, column) for row, cells in sheet.new.items() for column in cells)], below, like
    )
    formulas = False
    for (row, column), what in sorted(held.items()):
        cell = there.cells.get((row, column))
        style = cell.style if cell else there.row_styles.get(row) or ground.column_style(column)
        reason = ground.refusal(row, column, cell, style)
        if reason:
            refused[row, column] = reason
        elif cell or what.xml:
            formulas = formulas or bool(cell and cell.formula)
            style = _needed(book.styles, style if cell else there.pattern.get(column, style), what.format)
            sheet.new.setdefault(row, {})[column] = cell_xml(row, column, style, what, prefix)
    for row in {row for row, _ in held} & set(sheet.new) - there.rows:
        sheet.tags[row] = there.pattern_tag
        for column, style in there.pattern.items():
            if style:
                sheet.new[row].setdefault(column, cell_xml(row, column, style, Content("", b""), prefix))
    if formulas:
        book.drop_calculation_chain()
    tables.extend(book.package, ground.tables, sheet.new, there.filled)
    return refused


def _needed(styles: formats.Styles, style: int, wanted: int) -> int:
    """The style that shows the value as what it is: a number in a date's format, or the reverse, would mislead."""
    fits = {
        -1: True,
        formats.GENERAL: not styles.is_date(style),
        formats.TEXT: styles.number_format(style) == formats.TEXT,
    }.get(wanted, styles.is_date(style))
    return style if fits else styles.with_format(style, wanted)


class _There:
    """What stands in the rows wanted: the cells themselves, the styles of whole rows, and below tables what is filled.

    `pattern` are the styles of the row new rows are to look like.
    """

    def __init__(self, sheet: Sheet, wanted: Iterable[At], below: int, like: int) -> None:
        self.cells: dict[At, Cell] = {}
        self.rows: set[int] = set()
        self.row_styles: dict[int, int] = {}
        self.filled: set[At] = set()
        self.pattern: dict[int, int] = {}
        self.pattern_tag = sheet.tags.get(like, b"")
        for column, xml in sheet.new.get(like, {}).items():
            self.pattern[column] = int(x.attributes(x.opening(xml).attributes).get("s") or 0)
        rows: dict[int, list[int]] = {}
        for row, column in wanted:
            rows.setdefault(row, []).append(column)
        for piece, line in sheet.rows():
            if line.number == like:
                self.pattern = {cell.column: cell.style for cell in cells(piece, line)}
                self.pattern_tag = b"".join(m[0] for m in _OF_A_ROW.finditer(line.attributes))
            if line.number not in rows:
                continue
            if b"customFormat" in line.attributes:
                a = x.attributes(line.attributes)
                self.row_styles[line.number] = int(a.get("s") or 0) if a["customFormat"] in ("1", "true") else 0
            some = some_cells(piece, line, rows[line.number]) if line.number <= below else None
            for cell in cells(piece, line) if some is None else some.values():
                self.rows.add(line.number)
                self.cells[cell.row, cell.column] = cell
                if cell.inner:
                    self.filled.add((cell.row, cell.column))


class _Ground:
    """What of a sheet decides whether a cell may be written, read once."""

    def __init__(self, book: Workbook, sheet: Sheet, over_formulas: bool) -> None:
        self._over_formulas = over_formulas
        self.tables = tables.tables_of(book.package, sheet.part)
        self._styles = book.styles
        self._merges = sheet.merges
        self._arrays = sheet.arrays()
        protection = x.first(sheet.after(), "sheetProtection")
        on = x.attributes(protection.attributes).get("sheet", "0") if protection else "0"
        self._protected = on in ("1", "true")
        self._columns = self._column_styles(sheet)

    @staticmethod
    def _column_styles(sheet: Sheet) -> list[Area]:
        found = x.first(sheet.before(), "cols")
        tags = [x.attributes(e.attributes) for e in x.children(sheet.head, found.inner, found.close)] if found else []
        return [(int(a.get("min", 0)), int(a.get("max", 0)), int(a.get("style") or 0), 0) for a in tags]

    def column_style(self, column: int) -> int:
        return next((style for low, high, style, _ in self._columns if low <= column <= high), 0)

    def refusal(self, row: int, column: int, cell: Cell | None, style: int) -> str:
        if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
            return "不在工作表的范围内"
        if cell and cell.formula and not (self._over_formulas and cell.formula == "plain"):
            return HAS_FORMULA
        if within(row, column, self._arrays):
            return "单元格属于数组公式，未改动"
        merge = within(row, column, self._merges)
        if merge and (row, column) != merge[:2]:
            return IN_MERGE
        if self._protected and self._styles.locked(style):
            return "工作表受保护，单元格已锁定"
        return tables.refusal(self.tables, row, column)

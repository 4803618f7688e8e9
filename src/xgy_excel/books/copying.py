"""A new workbook with the values of one that cannot be edited (.xls, .csv, signed or protected files)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

from ..core import column_letters
from ..grid import Grid
from ..xlsx.page import wide
from ..xlsx.put import free_sheet_name
from .port import Book

LEAST, MOST = 9.0, 40.0  # digits a column is wide
LOOKED_AT = 200  # rows


def values_only(book: Book) -> bytes:
    """An .xlsx with every value at its address, and what else decides how a sheet is read: merged areas, hidden rows and
    sheets, errors. Texts stay texts; formulas and formats are not carried over.
    """
    from openpyxl import Workbook

    new = Workbook(write_only=True)
    grids = [book.read(name) for name in book.sheets()]
    for grid in grids:
        sheet = new.create_sheet(free_sheet_name(grid.sheet, new.sheetnames))
        if not grid.visible and any(other.visible for other in grids):
            sheet.sheet_state = "hidden"
        _fill(sheet, grid)
    if not new.worksheets:
        new.create_sheet("空")
    stream = BytesIO()
    new.save(stream)
    return stream.getvalue()


def _fill(sheet: Any, grid: Grid) -> None:
    errors: dict[int, dict[int, str]] = {}
    for (number, column), odd in grid.odd.items():
        if odd.kind == "error":
            errors.setdefault(number, {})[column] = odd.text
    for number, width in enumerate(_widths(grid), 1):
        sheet.column_dimensions[column_letters(number)].width = width
    for number in grid.hidden:
        sheet.row_dimensions[number].hidden = True
    for top, left, bottom, right in grid.merges:
        sheet.merged_cells.add(_area(top, left, bottom, right))
    for number, row in enumerate(grid.rows, 1):
        cells = [_cell(sheet, value) for value in row]
        sheet.append(_with_errors(sheet, cells, errors[number]) if number in errors else cells)


def _widths(grid: Grid) -> list[float]:
    """How wide the columns must be for what stands in the first rows; a cell merged over several says nothing of it."""
    widths = [LEAST] * grid.width
    across = {(top, left) for top, left, _, right in grid.merges if right > left}
    for row, cells in enumerate(grid.rows[:LOOKED_AT], 1):
        for at, value in enumerate(cells):
            if isinstance(value, str | date) and (row, at + 1) not in across:
                text = value if isinstance(value, str) else f"{value:%Y-%m-%d}"
                widths[at] = min(max(widths[at], *(wide(line) + 2 for line in text.split("\n"))), MOST)
    return widths


def _area(top: int, left: int, bottom: int, right: int) -> Any:
    from openpyxl.worksheet.cell_range import CellRange

    return CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom)


def _with_errors(sheet: Any, cells: list[object], errors: Mapping[int, str]) -> list[object]:
    from openpyxl.cell import WriteOnlyCell

    cells += [None] * (max(errors) - len(cells))
    for column, text in errors.items():
        cells[column - 1] = cell = WriteOnlyCell(sheet, text)
        cell.data_type = "e"
    return cells


def _cell(sheet: Any, value: object) -> object:
    """Text gets the text format, so that an ID stays one and a leading = makes no formula."""
    if not isinstance(value, str):
        return str(value) if isinstance(value, time | timedelta) else value
    if not value:
        return None
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type, cell.number_format = "s", "@"
    return cell

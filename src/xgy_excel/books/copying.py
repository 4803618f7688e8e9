"""A new workbook with the values of one that cannot be edited (.xls, .csv, signed or protected files)."""

from __future__ import annotations

from datetime import time, timedelta
from io import BytesIO
from typing import Any

from .port import Book


def values_only(book: Book) -> bytes:
    """An .xlsx with every value at its address; texts stay texts, formulas and formats are not carried over."""
    from openpyxl import Workbook

    new = Workbook(write_only=True)
    for name in book.sheets():
        sheet = new.create_sheet(name)
        for row in book.read(name).rows:
            sheet.append([_cell(sheet, value) for value in row])
    if not new.worksheets:
        new.create_sheet("空")
    stream = BytesIO()
    new.save(stream)
    return stream.getvalue()


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

"""New workbooks of tables to be printed: title, table with its header on every page, total, places to sign, page x of y.

Every text is written as a text, whatever it begins with; the same pages give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from itertools import accumulate
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from ..xlsx.put import free_sheet_name
from .blank import settled

Cell = str | Decimal | int | None
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # a file's name may have surrogates
TITLE, HEAD, BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"
_LINE, _LEAST = 15, 26  # points: of a line of text, and of a row of the table


@dataclass(frozen=True)
class Col:
    """A column: its heading, its width in digits, and whether it holds text (also numbers that are names), money or counts."""

    header: str
    width: float
    kind: str = "text"  # text, words (to the left), money, count


@dataclass(frozen=True)
class Page:
    """One sheet. A plain one is header and rows alone, as a program reads them."""

    name: str
    columns: tuple[Col, ...]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    under: tuple[str, str] = ("", "")  # below the title, left and right
    total: Sequence[Cell] = ()
    foot: tuple[str, ...] = ()  # lines below the table
    upright: bool = False
    plain: bool = False
    header: bool = True


def workbook(pages: Sequence[Page], title: str) -> bytes:
    """The pages as an .xlsx."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    looks = _Looks()
    for page in pages:
        _write(book.create_sheet(free_sheet_name(page.name, book.sheetnames)), page, looks)
    book.properties.creator, book.properties.title = "xgy-excel", title
    packed = BytesIO()
    book.save(packed)
    return settled(packed)


class _Looks:
    """The styles of the cells, each made once."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        side = Side("thin", color="000000")
        self.box = Border(left=side, right=side, top=side, bottom=side)
        self.body, self.head, self.strong = Font(BODY, 11), Font(HEAD, 11), Font(HEAD, 11)
        self.big, self.small = Font(TITLE, 20), Font(BODY, 12)
        self.fill = PatternFill("solid", fgColor="EDEDED")
        self.middle = Alignment("center", "center", wrap_text=True)
        self.left = Alignment("left", "center", wrap_text=True, indent=1)
        self.line = Alignment("left", "center")
        self.money = Alignment("right", "center", indent=1)
        self.right = Alignment("right", "center")

    def of(self, kind: str) -> tuple[Any, str]:
        """Alignment and number format of a column's cells."""
        if kind == "money":
            return self.money, "#,##0.00"
        return (self.left, "@") if kind == "words" else (self.middle, "0" if kind == "count" else "@")


def _write(sheet: Any, page: Page, looks: _Looks) -> None:
    from openpyxl.utils import get_column_letter

    wide = len(page.columns)
    for number, column in enumerate(page.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    top = 1
    if page.title:
        _across(sheet, top, 1, wide, page.title, looks.big, looks.middle, 36)
        top += 1
    if any(page.under):
        cut = _half(page)
        _across(sheet, top, 1, cut, page.under[0], looks.small, looks.line, 22)
        if cut < wide:
            _across(sheet, top, cut + 1, wide, page.under[1], looks.small, looks.right, 22)
        top += 1
    if page.header:
        for number, column in enumerate(page.columns, 1):
            cell = _put(sheet, top, number, column.header)
            cell.font, cell.alignment, cell.border, cell.fill = looks.head, looks.middle, looks.box, looks.fill
        sheet.row_dimensions[top].height = 30
        sheet.print_title_rows = f"1:{top}" if not page.plain else None
        sheet.freeze_panes = f"A{top + 1}"
        top += 1
    bottom = _table(sheet, page, looks, top)
    for text in page.foot:
        _across(sheet, bottom, 1, wide, text, looks.small, looks.line, 34)
        bottom += 1
    _print(sheet, page)


def _table(sheet: Any, page: Page, looks: _Looks, top: int) -> int:
    """The rows and the total; returns the row below them. A style is worked out once for a column: the rest is ten times faster."""
    patterns: list[Any] = []
    for row_number, row in enumerate((*page.rows, page.total) if page.total else page.rows, top):
        last = bool(page.total) and row_number == top + len(page.rows)
        for number, value in enumerate(row, 1):
            cell = _put(sheet, row_number, number, value)
            if last or len(patterns) < number:
                kind = page.columns[number - 1].kind
                cell.alignment, cell.number_format = looks.of(kind)
                cell.font, cell.border = (looks.strong if last else looks.body), looks.box
                if not last:
                    patterns.append(cell._style)
            else:
                cell._style = patterns[number - 1]
        if not page.plain:
            lines = max(_lines(value, column.width) for value, column in zip(row, page.columns, strict=True))
            sheet.row_dimensions[row_number].height = max(_LEAST, lines * _LINE + 6)
    return top + len(page.rows) + bool(page.total)


def _put(sheet: Any, row: int, column: int, value: Cell) -> Any:
    plain = _ILLEGAL.sub("", value) if isinstance(value, str) else value
    cell = sheet.cell(row, column, plain)
    if isinstance(value, str):  # a text that begins with = stays a text
        cell.data_type = "s"
    return cell


def _across(sheet: Any, row: int, first: int, last: int, text: str, font: Any, alignment: Any, height: float) -> None:
    cell = _put(sheet, row, first, text)
    cell.font, cell.alignment = font, alignment
    if last > first:
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    sheet.row_dimensions[row].height = height


def _half(page: Page) -> int:
    """The column in the middle of the page's width."""
    ends = list(accumulate(column.width for column in page.columns))
    return next(number for number, end in enumerate(ends, 1) if end >= ends[-1] / 2)


def _lines(value: Cell, width: float) -> int:
    """About how many lines a value takes in a column.

    >>> _lines("内蒙古农村信用社巴彦支行", 12), _lines("张三", 12), _lines(5, 12)
    (3, 1, 1)
    """
    if not isinstance(value, str):
        return 1
    parts = (sum(2.15 if east_asian_width(c) in "WFA" else 1.1 for c in line) for line in value.split("\n"))
    return sum(max(1, ceil(part / max(width - 2, 1))) for part in parts)


def _print(sheet: Any, page: Page) -> None:
    """A4, one page across, the header on each, page x of y."""
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = 9, "portrait" if page.upright else "landscape"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.55
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.7, 0.35, 0.35
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页　共 &N 页"
    sheet.oddHeader.right.text = "含个人信息，请勿外发"

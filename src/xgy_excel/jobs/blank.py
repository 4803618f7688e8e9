"""The blank roster workbook, made from rows.py: headers, formats, lists to choose from, prompts, print setup.

`python -m xgy_excel.jobs.blank templates/roster.xlsx` makes the committed file anew. The same rows give the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..core import SHIPPED_PACK, Column, Pack, Row, Setting
from ..files import write_whole
from ..rows import (
    SHEETS,
    Agreement,
    Coordinator,
    Disclosure,
    HeaderAlias,
    Holiday,
    Payment,
    Procedure,
    Village,
    VillageAlias,
)
from ..values import squash
from .blank_columns import Line, alignment, explain_parameters, listed, number_format, validate, width, wraps
from .blank_guide import write_guide

LAST_ROW = 2000  # lists and prompts reach down to here; formats are those of the whole column

_NAVY, _GREY, _PALE, _LINE = "1F4E79", "7F7F7F", "F2F2F2", "D0D7DE"
_SETUP, _MAIN, _CASES, _MONEY = "8497B0", "1F4E79", "5B9BD5", "C9A227"
_TABS = {Setting: _SETUP, Pack: _SETUP, VillageAlias: _SETUP, HeaderAlias: _SETUP, Holiday: _SETUP}
_TABS |= {Village: _MAIN, Coordinator: _MAIN, Procedure: _MAIN, Agreement: _MAIN, Payment: _MONEY, Disclosure: _MONEY}

_FROZEN = {Coordinator: "E2", Village: "C2", Payment: "D2", Procedure: "D2", Agreement: "C2"}

_PAGE = 129  # widths of a digit on an A4 page across, at full size
_SMALLEST = 0.62  # print is not made smaller than this; wider sheets take more pages across


@dataclass(frozen=True)
class Room:
    """A sheet whose rows are put in afterwards: its name, its columns by a key of the caller's, how many rows."""

    title: str
    kind: type[Row]
    columns: Mapping[str, Column]
    rows: int


def make_roster(path: Path, fill: Mapping[type[Row], Iterable[Line]] | None = None) -> None:
    """Write a new roster workbook; `fill` puts lines into its sheets. Raises FileExistsError when the name is taken."""
    write_whole(path, roster(fill or {}))


def roster(
    fill: Mapping[type[Row], Iterable[Line]], rooms: Sequence[Room] = (), without: Container[type[Row]] = ()
) -> bytes:
    """A new roster workbook. `fill` puts lines into its sheets; `rooms` stand in the place of the sheets of their kinds.

    参数 always lists every parameter, with its default unless `fill` sets it; 政策包 has the shipped pack.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    rows = {kind: list(lines) for kind, lines in fill.items()}
    rows[Setting] = _parameters(rows.get(Setting, ()))
    rows.setdefault(Pack, [{name: getattr(SHIPPED_PACK, name) for name in Pack.columns()}])
    book = Workbook()
    book._fonts[0] = Font(name="宋体", size=11)  # the widths of all columns are counted in its digits
    guide = book.active
    guide.title = "说明"
    guide.sheet_properties.tabColor = _GREY
    write_guide(guide)
    _print(guide, across=False)
    for kind in dict.fromkeys((*(kind for kind in SHEETS if kind not in without), *(room.kind for room in rooms))):
        mine: list[Room | None] = [room for room in rooms if room.kind is kind]
        for room in mine or [None]:
            _sheet(book.create_sheet(room.title if room else kind.SHEET), kind, rows.get(kind, []), room)
    book.properties.creator = "xgy-excel"
    book.properties.title = "村级就业帮扶协管员花名册"
    packed = BytesIO()
    book.save(packed)
    return settled(packed)


def _parameters(own: Iterable[Line]) -> list[Line]:
    """The lines of 参数: the county's `own`, then the other parameters, those it must set before those with a default."""
    mine = list(own)
    said = {squash(str(line["name"])) for line in mine}
    others = (param for param in listed() if squash(param.name) not in said)
    return mine + [{"name": param.name, "value": param.default} for param in others]


def _sheet(sheet: Any, kind: type[Row], lines: Sequence[Line], room: Room | None) -> None:
    from openpyxl.utils import column_index_from_string, get_column_letter

    used = {name for line in lines for name in line}
    columns = {name: c for name, c in kind.columns().items() if not c.extra or name in used}
    count = len(lines)
    if room:
        columns, count = dict(room.columns), room.rows
    bottom = max(LAST_ROW, count + 1)
    for number, (name, column) in enumerate(columns.items(), 1):
        letter = get_column_letter(number)
        _head(sheet.cell(1, number, column.header), column)
        _whole(sheet.column_dimensions[letter], column)
        _fill(sheet, number, sheet.column_dimensions[letter], [line.get(name) for line in lines])
        validate(sheet, column, f"{letter}2:{letter}{bottom}")
    if kind is Setting:
        explain_parameters(sheet, lines)
    for row, line in enumerate(lines, 2):
        high = max(_lines_of_print(line.get(name), column) for name, column in columns.items())
        if high > 1:
            sheet.row_dimensions[row].height = 15 * high + 5
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(count + 1, 2)}"
    sheet.freeze_panes = _FROZEN.get(kind, "A2")
    sheet.row_dimensions[1].height = 38
    sheet.sheet_format.defaultRowHeight = 20
    sheet.sheet_format.customHeight = True
    sheet.sheet_properties.tabColor = _TABS.get(kind, _CASES)
    sheet.sheet_view.showGridLines = False
    sheet.print_title_rows = "1:1"
    _print(sheet, across=True, wide=sum(width(column) for column in columns.values()))
    if sheet.page_setup.fitToWidth > 1 and kind in _FROZEN:
        sheet.print_title_cols = f"A:{get_column_letter(column_index_from_string(_FROZEN[kind][0]) - 1)}"
    if "id_number" in columns:
        sheet.oddHeader.right.text = "含个人信息，请勿外发"


def _head(cell: Any, column: Column) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.font = Font(name="微软雅黑", size=10, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=_GREY if column.computed else _NAVY)
    cell.alignment = Alignment("center", "center", wrap_text=True)
    cell.border = Border(left=Side("thin", color="FFFFFF"), right=Side("thin", color="FFFFFF"))


def _whole(whole: Any, column: Column) -> None:
    """The format of the whole column: what Excel gives a cell in which somebody begins to type."""
    from openpyxl.styles import Border, Font, PatternFill, Side

    side = Side("thin", color=_LINE)
    whole.width = width(column)
    whole.font = Font(name="宋体", size=11, color="404040" if column.computed else None)
    whole.number_format = number_format(column)
    whole.alignment = alignment(column)
    whole.border = Border(left=side, right=side, top=side, bottom=side)
    if column.computed:
        whole.fill = PatternFill("solid", fgColor=_PALE)


def _fill(sheet: Any, number: int, whole: Any, values: Sequence[object]) -> None:
    for row, value in enumerate(values, 2):
        cell = sheet.cell(row, number, _value(value))
        cell._style = whole._style  # a seventh of the time of setting font, border and format for each cell
        if cell.data_type == "f":  # a text of people that begins with = stays a text
            cell.data_type = "s"


def _lines_of_print(value: object, column: Column) -> int:
    if not isinstance(value, str) or not wraps(column):
        return 1
    return ceil(sum(1.85 if ord(c) > 255 else 1 for c in value) / (width(column) - 3))


def _value(value: object) -> Any:
    """A value as a cell takes it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if value is None or isinstance(value, (int, float, Decimal, date)) else str(value)


def _print(sheet: Any, across: bool, wide: float = 0) -> None:
    """A4, as many pages across as keep the print readable, the header on each, page x of y."""
    page = sheet.page_setup
    page.paperSize = 9
    page.orientation = "landscape" if across else "portrait"
    page.fitToWidth, page.fitToHeight = max(1, ceil(wide * _SMALLEST / _PAGE)), 0 if across else 1
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.45
    margins.top, margins.bottom, margins.header, margins.footer = 0.75, 0.7, 0.35, 0.35
    sheet.print_options.horizontalCentered = True
    if across:
        sheet.oddHeader.center.text = "&A"
    sheet.oddFooter.center.text = "第 &P 页　共 &N 页"


_WHEN = (1980, 1, 1, 0, 0, 0)
_CREATED = b"2025-01-01T00:00:00Z"
_QUIET = '<ignoredErrors><ignoredError sqref="A1:AZ{last}" numberStoredAsText="1"/></ignoredErrors>'


def settled(packed: BytesIO) -> bytes:
    """The same package with fixed dates, and without green corners where numbers are meant as text."""
    out = BytesIO()
    with ZipFile(packed) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _CREATED, data)
            if name.startswith("xl/worksheets/sheet"):
                quiet = _QUIET.format(last=LAST_ROW).encode()
                data = data.replace(b"</headerFooter>", b"</headerFooter>" + quiet)
            member = ZipInfo(name, _WHEN)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0  # the same on every system
            new.writestr(member, data)
    return out.getvalue()


if __name__ == "__main__":
    for target in map(Path, sys.argv[1:]):
        target.unlink(missing_ok=True)
        make_roster(target)

"""Values into cells of a user's sheet: what is refused, which format the value needs, the cell as XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from ..grid import Value
from . import styles as formats
from . import tables
from . import xml as x
from .cells import Cell, cells, some_cells
from .refs import MAX_COLUMN, MAX_ROW, Area, address, within
from .sheet import Sheet
from .workbook import Workbook

Written = Value | Decimal
At = tuple[int, int]
MOST_TEXT = 32_767
HAS_FORMULA, IN_MERGE = "单元格里有公式，未改动", "单元格在合并区域内，不是左上角"
# Text that Excel would take for a number, a date or a formula once somebody presses Enter in its cell.
_TAKEN = re.compile(r"[=+\-@].*|[0-9.,\-/:%年月日时分秒\s]*[0-9][0-9.,\-/:%年月日时分秒\s]*|[0-9]{17}[Xx]", re.S)
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class Content:
    """A value as a cell holds it: type, XML within the cell, and the number format it needs (-1: any)."""

    type: str
    xml: bytes
    format: int = -1


def content(value: Written, prefix: bytes = b"", since_1904: bool = False) -> Content | str:
    """A value as a cell holds it, or the plain reason why none can.

    >>> content(Decimal("2140.50")), content("=1+1").format, content(float("nan"))
    (Content(type='', xml=b'<v>2140.50</v>', format=0), 49, '不是有效的数字')
    """
    if value is None or value == "":
        return Content("", b"")
    if isinstance(value, bool):
        return Content("b", _v(str(int(value)), prefix))
    if isinstance(value, str):
        return _text(value, prefix)
    if isinstance(value, int | float | Decimal):
        return _number(value, prefix)
    serial = _serial(value, since_1904)
    if serial is None:
        return "1900年以前的日期，Excel不能表示"
    return Content("", _v(serial, prefix), _format_of(value))


def _v(text: str, prefix: bytes) -> bytes:
    return b"<%bv>%b</%bv>" % (prefix, text.encode(), prefix)


def _text(text: str, p: bytes) -> Content | str:
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > MOST_TEXT:
        return "文字超过32767个字符，Excel放不下"
    xml = b'<%bis><%bt xml:space="preserve">%b</%bt></%bis>' % (p, p, x.cell_text(text), p, p)
    return Content("inlineStr", xml, formats.TEXT if _TAKEN.fullmatch(text) else -1)


def _number(number: float | Decimal, prefix: bytes) -> Content | str:
    if number != number or abs(number) == float("inf"):
        return "不是有效的数字"
    if isinstance(number, int) and abs(number) >= 10**15:
        return "超过15位的数字Excel会改动末几位，须按文本写入"
    text = f"{number:f}" if isinstance(number, Decimal) else repr(number)
    return Content("", _v(text, prefix), formats.GENERAL)


def _serial(value: date | time | timedelta, since_1904: bool) -> str | None:
    if isinstance(value, timedelta):
        days: float = value / timedelta(days=1)
    elif isinstance(value, time):
        days = (datetime.combine(_EPOCH, value.replace(tzinfo=None)) - _EPOCH) / timedelta(days=1)
    else:
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        days = (moment.replace(tzinfo=None) - (_EPOCH_1904 if since_1904 else _EPOCH)) / timedelta(days=1)
        if not since_1904 and days < 61:
            days -= 1  # Excel counts a 29 February 1900
        if days < (0 if since_1904 else 1):
            return None
    return str(int(days)) if days == int(days) else repr(days)


def _format_of(value: date | time | timedelta) -> int:
    if isinstance(value, datetime):
        return formats.MOMENT if value.time() != time() else formats.DAY
    if isinstance(value, date):
        return formats.DAY
    return formats.CLOCK if isinstance(value, time) else formats.DURATION


def cell_xml(row: int, column: int, style: int, held: Content, prefix: bytes = b"") -> bytes:
    """A cell as XML."""
    tag = (
        f'c r="{address(row, column)}"'
        + (f' s="{style}"' if style else "")
        + (f' t="{held.type}"' if held.type else "")
    )
    if not held.xml:
        return b"<" + prefix + tag.encode() + b"/>"
    return b"<%b>%b</%bc>" % (prefix + tag.encode(), held.xml, prefix)


def write(book: Workbook, sheet: Sheet, values: Mapping[At, Written]) -> dict[At, str]:
    """Values into cells by (row, column) from 1; returns the cells refused, each with its reason.

    Styles stay, except that text which looks like a number gets the format @ and a date a date format.
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
    ground = _Ground(book, sheet)
    below = min((t.area[2] for t in ground.tables), default=MAX_ROW)
    there = _There(sheet, [*held, *((row, column) for row, cells in sheet.new.items() for column in cells)], below)
    for (row, column), what in sorted(held.items()):
        cell = there.cells.get((row, column))
        style = cell.style if cell else there.row_styles.get(row) or ground.column_style(column)
        reason = ground.refusal(row, column, cell, style)
        if reason:
            refused[row, column] = reason
        elif cell or what.xml:
            style = _needed(book.styles, style, what.format)
            sheet.new.setdefault(row, {})[column] = cell_xml(row, column, style, what, prefix)
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
    """What stands in the rows wanted: the cells themselves, the styles of whole rows, and below tables what is filled."""

    def __init__(self, sheet: Sheet, wanted: Iterable[At], below: int) -> None:
        self.cells: dict[At, Cell] = {}
        self.row_styles: dict[int, int] = {}
        self.filled: set[At] = set()
        rows: dict[int, list[int]] = {}
        for row, column in wanted:
            rows.setdefault(row, []).append(column)
        for piece, line in sheet.rows():
            if line.number not in rows:
                continue
            if b"customFormat" in line.attributes:
                a = x.attributes(line.attributes)
                self.row_styles[line.number] = int(a.get("s") or 0) if a["customFormat"] in ("1", "true") else 0
            some = some_cells(piece, line, rows[line.number]) if line.number <= below else None
            for cell in cells(piece, line) if some is None else some.values():
                self.cells[cell.row, cell.column] = cell
                if cell.inner:
                    self.filled.add((cell.row, cell.column))


class _Ground:
    """What of a sheet decides whether a cell may be written, read once."""

    def __init__(self, book: Workbook, sheet: Sheet) -> None:
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
        if cell and cell.formula:
            return HAS_FORMULA
        if within(row, column, self._arrays):
            return "单元格属于数组公式，未改动"
        merge = within(row, column, self._merges)
        if merge and (row, column) != merge[:2]:
            return IN_MERGE
        if self._protected and self._styles.locked(style):
            return "工作表受保护，单元格已锁定"
        return tables.refusal(self.tables, row, column)

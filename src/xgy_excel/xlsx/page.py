"""One of our sheets as a worksheet part, laid out to be read on a screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import ceil
from unicodedata import east_asian_width

from ..grid import Formula, Link, OurSheet, Shown, Written, value_of
from . import parts
from . import xml as x
from .content import MOST_TEXT, cell_xml, content
from .looks import Looks
from .main import quoted
from .refs import Area, address, area_text
from .workbook import Workbook

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MOST_LINKS = 65_530
_HIGHEST = 409  # points, of a row
_ROOMY = 1.4  # lines: the height of a header
# What stands behind the links, in order; the clerk may have set it up his own way, and then keeps it.
_PRINT = {
    "printOptions": b'<printOptions horizontalCentered="1"/>',
    "pageMargins": b'<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
    "pageSetup": b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
    "headerFooter": "<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>".encode(),
}
_ICONS = (
    '<conditionalFormatting sqref="{}"><cfRule type="iconSet" priority="{}"><iconSet iconSet="3Symbols2" reverse="1">'
    '<cfvo type="num" val="0"/><cfvo type="num" val="1"/><cfvo type="num" val="3"/></iconSet></cfRule></conditionalFormatting>'
)
KEPT = (*_PRINT, "rowBreaks", "drawing", "legacyDrawing", "legacyDrawingHF")


def header_row(sheet: OurSheet) -> int:
    return len(sheet.head) + 1


def filter_area(sheet: OurSheet) -> Area:
    """The header and the rows."""
    top = header_row(sheet)
    return top, 1, top + len(sheet.rows), len(sheet.headers)


def worksheet(book: Workbook, sheet: OurSheet, kept: Mapping[str, bytes]) -> bytes:
    """The part. `kept` are elements of an older version, by name out of KEPT."""
    writer, top = _Writer(book, sheet), header_row(sheet)
    width = max([len(sheet.headers), 1, *(len(row) for row in sheet.rows)])
    corner = f"A{top + 1}"
    pane = f'<pane ySplit="{top}" topLeftCell="{corner}" activePane="bottomLeft" state="frozen"/>'
    chosen = f'<selection pane="bottomLeft" activeCell="{corner}" sqref="{corner}"/>'
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{w:g}" customWidth="1"/>' for n, w in enumerate(sheet.widths, 1)
    )
    begin = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}" xmlns:r="{parts.OFFICE}">'
        f'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="{area_text((1, 1, top + len(sheet.rows), width))}"/>'
        f'<sheetViews><sheetView workbookViewId="0">{pane}{chosen}</sheetView></sheetViews>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
    ).encode()
    rows = b"".join(writer.rows())
    filters = f'<autoFilter ref="{area_text(filter_area(sheet))}"/>' if sheet.headers and sheet.filtered else ""
    across = [area_text((n, 1, n, width)) for n in range(1, top)] if width > 1 else []
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in across)
    merges = f'<mergeCells count="{len(across)}">{merges}</mergeCells>' if across else ""
    links = f"<hyperlinks>{''.join(writer.links[:_MOST_LINKS])}</hyperlinks>" if writer.links else ""
    if sheet.breaks and "rowBreaks" not in kept:
        kept = {**kept, "rowBreaks": _breaks(sheet.breaks)}
    end = b"".join(kept.get(name, _PRINT.get(name, b"")) for name in KEPT)
    icons = "".join(_ICONS.format(area_text(area), n) for n, area in enumerate(sheet.icons, 1))
    return begin + rows + f"</sheetData>{filters}{merges}{icons}{links}".encode() + end + b"</worksheet>"


def _breaks(rows: Sequence[int]) -> bytes:
    each = "".join(f'<brk id="{row}" max="16383" man="1"/>' for row in rows)
    return f'<rowBreaks count="{len(rows)}" manualBreakCount="{len(rows)}">{each}</rowBreaks>'.encode()


class _Writer:
    """The rows of a sheet, and the links found in them."""

    def __init__(self, book: Workbook, sheet: OurSheet) -> None:
        self._sheet = sheet
        self._since_1904 = book.since_1904
        self._looks = Looks(book.styles)
        self.links: list[str] = []

    def rows(self) -> Iterator[bytes]:
        sheet, looks, top = self._sheet, self._looks, header_row(self._sheet)
        for number, line in enumerate(sheet.head, 1):
            yield self._row(number, [line], [looks.title], [sum(sheet.widths)], least=_ROOMY)
        header = [looks.reply_header if n == sheet.reply_column else looks.header for n in range(len(sheet.headers))]
        yield self._row(top, sheet.headers, header, sheet.widths, least=_ROOMY)
        usual = {sheet.reply_column: looks.reply}
        for number, row in enumerate(sheet.rows, top + 1):
            styles = [looks.jump if isinstance(v, Link) else usual.get(at, looks.body) for at, v in enumerate(row)]
            if number - top - 1 in sheet.headers_again:
                styles = [looks.header] * len(row)
            elif 0 <= sheet.severity_column < len(row):
                styles[sheet.severity_column] = looks.severity(row[sheet.severity_column])
            yield self._row(number, row, styles, sheet.widths)

    def _row(
        self,
        number: int,
        row: Sequence[Shown],
        styles: Sequence[int],
        widths: Sequence[float],
        least: float = 1,
    ) -> bytes:
        found, lines = [], least
        for at, (value, style) in enumerate(zip(row, styles, strict=True)):
            if isinstance(value, Link):
                self._link(number, at + 1, value)
            held = value_of(value)
            if isinstance(held, str) and at < len(widths):
                lines = max(lines, _lines(held, widths[at]))
            cell = self._formula(number, at + 1, value, style) if isinstance(value, Formula) else b""
            found.append(cell or self._cell(number, at + 1, held, style))
        # Not as a height of the clerk's own choice: Excel fits the row to its text again when it is edited.
        high = f' ht="{min(lines * self._looks.line + 3, _HIGHEST):.1f}"' if lines > 1 else ""
        return b'<row r="%d"%b>%b</row>' % (number, high.encode(), b"".join(found))

    def _link(self, row: int, column: int, link: Link) -> None:
        where = x.escape(f"{quoted(link.sheet)}!{link.cell}").decode().replace('"', "&quot;")
        self.links.append(f'<hyperlink ref="{address(row, column)}" location="{where}"/>')

    def _formula(self, row: int, column: int, formula: Formula, style: int) -> bytes:
        held = x.escape(formula.text.removeprefix("=")), x.escape(formula.now)
        return b'<c r="%b" s="%d" t="str"><f>%b</f><v>%b</v></c>' % (address(row, column).encode(), style, *held)

    def _cell(self, row: int, column: int, value: Written, style: int) -> bytes:
        held = content(value, b"", self._since_1904)
        if isinstance(held, str):  # what no number or date cell can hold is shown as text
            held = content(str(value)[: MOST_TEXT // 2])
        assert not isinstance(held, str)
        return cell_xml(row, column, self._looks.formatted(style, held.format), held)


@lru_cache(1 << 12)
def _lines(text: str, width: float) -> int:
    r"""About how many lines a text takes in a column, whose width is counted in digits. A Chinese character takes two.

    >>> _lines("一二三四五六七八九十", 12), _lines("abc", 12), _lines("a\nb", 12)
    (2, 1, 2)
    """
    if len(text) * 2.1 <= width - 1 and "\n" not in text:
        return 1
    return sum(max(1, ceil(wide(line) / max(width - 1, 1))) for line in text.split("\n"))


def wide(line: str) -> float:
    """How many digits a line of text is wide."""
    return sum(map(_WIDTHS.__getitem__, line))


class _Widths(dict[str, float]):
    """How wide a character is, found out once: the writing of a list asks it of every character."""

    def __missing__(self, character: str) -> float:
        self[character] = wide = 2.1 if east_asian_width(character) in "WFA" else 1.0
        return wide


_WIDTHS = _Widths()

"""Sheets of ours in a user's workbook: made once, rewritten in place, never mistaken for a sheet of the user's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Protocol, runtime_checkable

from ..core import Severity
from . import parts, values
from . import xml as x
from .ours import COLOURS
from .refs import Area, absolute, address, area_text
from .sheet import Sheet
from .styles import Styles
from .workbook import Workbook, quoted, sheet_of

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MOST_LINKS = 65_530
_TOP, _MIDDLE = 'vertical="top" wrapText="1"', 'horizontal="center" vertical="center" wrapText="1"'
_NOT_IN_A_NAME = re.compile(r"[:\\/?*\[\]\x00-\x1f]")
# What the clerk may have set up or drawn on a sheet of ours and keeps when it is written anew.
_KEPT = ("printOptions", "pageMargins", "pageSetup", "headerFooter", "drawing", "legacyDrawing", "legacyDrawingHF")
_KEPT_RELATIONS = ("comments", "threadedComment", "vmlDrawing", "drawing", "printerSettings")


@runtime_checkable
class Jump(Protocol):
    """A cell that leads to a cell of the book."""

    @property
    def text(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def cell(self) -> str: ...


class Page(Protocol):
    """What a sheet of ours shows: lines above the header, the header, the rows. books.port.OurSheet is one."""

    @property
    def name(self) -> str: ...
    @property
    def headers(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[Sequence[values.Written | Jump]]: ...
    @property
    def widths(self) -> Sequence[float]: ...
    @property
    def head(self) -> Sequence[str]: ...
    @property
    def severity_column(self) -> int: ...


def put(book: Workbook, page: Page) -> str:
    """Make or rewrite our sheet of this name; returns the name it has in the book.

    Ours is known by a hidden defined name, which follows when the clerk renames the sheet.
    """
    mark = "_XGY_" + re.sub(r"\W", "_", page.name)
    owned = book.sheets.get(sheet_of(book.name_target(mark) or ""))
    xml = _Writer(book, page).xml(_kept(owned) if owned else b"")
    if owned is None:
        name = free_sheet_name(page.name, book.all_names)
        book.add_sheet(name, xml)
        book.set_name(mark, f"{quoted(name)}!$A$1")
    else:
        name = owned.name
        _drop_unused(book, owned)
        owned.replace(xml)
        book.package.put(owned.part, xml)
    if page.headers:
        where = f"{quoted(name)}!{absolute(_filter_area(page))}"
        book.set_name("_xlnm._FilterDatabase", where, book.all_names.index(name))
    return name


def _filter_area(page: Page) -> Area:
    top = len(page.head) + 1
    return top, 1, top + len(page.rows), len(page.headers)


def free_sheet_name(wanted: str, taken: Sequence[str]) -> str:
    """A name Excel accepts for a sheet and that no sheet has, case apart.

    >>> free_sheet_name("核对结果", ["花名册", "核对结果"]), free_sheet_name("a/b'", [])
    ('核对结果(2)', 'a_b')
    """
    plain = _NOT_IN_A_NAME.sub("_", wanted).strip("' ")[:31].strip("' ") or "工作表"
    used = {name.casefold() for name in taken}
    if plain.casefold() not in used and plain.casefold() != "history":
        return plain
    numbered = (f"{plain[: 31 - len(tail)]}{tail}" for tail in (f"({n})" for n in count(2)))
    return next(name for name in numbered if name.casefold() not in used)


def _kept(sheet: Sheet) -> bytes:
    if sheet.prefix:  # another program has rewritten it with a prefix: begin anew
        return b""
    kept = b"".join(sheet.tail[e.start : e.end] for e in sheet.after() if e.name in _KEPT)
    return re.sub(rb"\s\w+:id=", b" r:id=", re.sub(rb"\sxmlns:\w+=\"[^\"]*\"", b"", kept))


def _drop_unused(book: Workbook, sheet: Sheet) -> None:
    """Links and tables of the old version of the sheet go with it."""
    for relation in parts.relations(book.package, sheet.part):
        if relation.type not in _KEPT_RELATIONS:
            if relation.type == "table":
                parts.remove(book.package, relation.target, sheet.part, relation.id)
            else:
                parts.unrelate(book.package, sheet.part, relation.id)


class _Looks:
    """The cell formats our sheets use, added to the workbook's styles as they are needed."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        size, name = styles.font()
        self._plain = styles.add("fonts", f"<font>{size}{name}</font>")
        bold = styles.add("fonts", f"<font><b/>{size}{name}</font>")
        link = styles.add("fonts", f'<font><u/>{size}<color rgb="FF0563C1"/>{name}</font>')
        line = '<color rgb="FFBFBFBF"/>'
        sides = "".join(f'<{s} style="thin">{line}</{s}>' for s in ("left", "right", "top", "bottom"))
        self._border = styles.add("borders", f"<border>{sides}<diagonal/></border>")
        self.title = self._xf(bold, 0, 0, 'vertical="center"')
        self.header = self._xf(bold, self._fill("D9E1F2"), self._border, _MIDDLE)
        self.body = self._xf(self._plain, 0, self._border, _TOP)
        self.jump = self._xf(link, 0, self._border, _TOP)
        self._severities = {s.value: s for s in Severity}

    def severity(self, word: object) -> int:
        """The format of a cell that says a severity, in its colour; the plain one for any other word."""
        found = self._severities.get(str(word))
        if found is None:
            return self.body
        return self._xf(self._plain, self._fill(COLOURS[found][0]), self._border, _MIDDLE)

    def formatted(self, style: int, number_format: int) -> int:
        return self._styles.with_format(style, number_format) if number_format > 0 else style

    def _fill(self, colour: str) -> int:
        inner = f'<fgColor rgb="FF{colour}"/><bgColor indexed="64"/>'
        return self._styles.add("fills", f'<fill><patternFill patternType="solid">{inner}</patternFill></fill>')

    def _xf(self, font: int, fill: int, border: int, alignment: str) -> int:
        base = ' xfId="0"' if self._styles.items("cellStyleXfs") else ""
        numbers = f'numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}"{base}'
        applied = 'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
        return self._styles.add("cellXfs", f"<xf {numbers} {applied}><alignment {alignment}/></xf>")


class _Writer:
    """One page as a worksheet part."""

    def __init__(self, book: Workbook, page: Page) -> None:
        self._page = page
        self._since_1904 = book.since_1904
        self._looks = _Looks(book.styles)
        self._links: list[str] = []

    def xml(self, kept: bytes) -> bytes:
        page, area = self._page, _filter_area(self._page)
        top, _, last, _ = area
        width = max([len(page.headers), 1, *(len(row) for row in page.rows)])
        corner = f"A{top + 1}"
        pane = f'<pane ySplit="{top}" topLeftCell="{corner}" activePane="bottomLeft" state="frozen"/>'
        chosen = f'<selection pane="bottomLeft" activeCell="{corner}" sqref="{corner}"/>'
        columns = "".join(
            f'<col min="{n}" max="{n}" width="{w:g}" customWidth="1"/>' for n, w in enumerate(page.widths, 1)
        )
        head = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<worksheet xmlns="{_MAIN}" xmlns:r="{parts.OFFICE}"><dimension ref="{area_text((1, 1, last, width))}"/>'
            f'<sheetViews><sheetView workbookViewId="0">{pane}{chosen}</sheetView></sheetViews>'
            f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
        )
        rows = b"".join(self._rows())
        filters = f'<autoFilter ref="{area_text(area)}"/>' if page.headers else ""
        links = f"<hyperlinks>{''.join(self._links[:_MOST_LINKS])}</hyperlinks>" if self._links else ""
        return head.encode() + rows + f"</sheetData>{filters}{links}".encode() + kept + b"</worksheet>"

    def _rows(self) -> Iterator[bytes]:
        page, looks = self._page, self._looks
        for number, line in enumerate(page.head, 1):
            yield _row(number, [self._cell(number, 1, line, looks.title)])
        top = len(page.head) + 1
        yield _row(top, [self._cell(top, n, text, looks.header) for n, text in enumerate(page.headers, 1)])
        for number, row in enumerate(page.rows, top + 1):
            found = []
            for column, value in enumerate(row, 1):
                if isinstance(value, Jump):
                    where = x.escape(f"{quoted(value.sheet)}!{value.cell}").decode().replace('"', "&quot;")
                    self._links.append(f'<hyperlink ref="{address(number, column)}" location="{where}"/>')
                    found.append(self._cell(number, column, value.text, looks.jump))
                else:
                    style = looks.severity(value) if column - 1 == page.severity_column else looks.body
                    found.append(self._cell(number, column, value, style))
            yield _row(number, found)

    def _cell(self, row: int, column: int, value: values.Written, style: int) -> bytes:
        held = values.content(value, b"", self._since_1904)
        if isinstance(held, str):  # what no number or date cell can hold is shown as text
            held = values.content(str(value)[: values.MOST_TEXT // 2])
        assert not isinstance(held, str)
        return values.cell_xml(row, column, self._looks.formatted(style, held.format), held)


def _row(number: int, found: Sequence[bytes]) -> bytes:
    return b'<row r="%d">%b</row>' % (number, b"".join(found))

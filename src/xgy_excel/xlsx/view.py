"""Which sheet and which cell a workbook shows when it is opened."""

from __future__ import annotations

from . import xml as x
from .refs import address, place
from .sheet import Sheet
from .workbook import Workbook

_ON = ("1", "true")
_ABOVE, _BESIDE = 5, 3  # rows and columns that are seen before the cell


def choose(book: Workbook, sheet: Sheet, row: int, column: int) -> bool:
    """Have the book open on a sheet with a cell chosen and in sight. False where the sheet is hidden: nothing changes."""
    at = book.all_names.index(sheet.name)
    if book.main.sheets[at].get("state", "visible") != "visible":
        return False
    for other in book.sheets.values():
        if other is not sheet:
            _deselect(other)
    book.main.activate(at)
    _chosen(sheet, row, column)
    return True


def _views(sheet: Sheet) -> list[x.Element]:
    found = x.first(sheet.before(), "sheetViews")
    return [e for e in x.children(sheet.head, found.inner, found.close) if e.name == "sheetView"] if found else []


def _deselect(sheet: Sheet) -> None:
    """Two selected sheets are a group, in which what is typed into one goes into the other too."""
    edits = [
        (view.start, view.inner, x.with_attribute(sheet.head[view.start : view.inner], "tabSelected", "0"))
        for view in _views(sheet)
        if x.attributes(view.attributes).get("tabSelected") in _ON
    ]
    if edits:
        sheet.head = x.spliced(sheet.head, edits)


def _chosen(sheet: Sheet, row: int, column: int) -> None:
    head, p = sheet.head, sheet.prefix
    views = _views(sheet)
    if not views:
        plain = b"<%bsheetView tabSelected=\"1\" workbookViewId=\"0\"%b>%b</%bsheetView>" % (
            p, _top_left(row, column), _selection(p, row, column), p,
        )  # fmt: skip
        before = [e for e in sheet.before() if e.name in ("sheetPr", "dimension")]
        at = before[-1].end if before else x.opening(head).inner
        sheet.head = head[:at] + b"<%bsheetViews>%b</%bsheetViews>" % (p, plain, p) + head[at:]
        return
    view = views[0]
    tag = x.with_attribute(head[view.start : view.inner], "tabSelected", "1")
    inside = x.children(head, view.inner, view.close)
    pane = x.first(inside, "pane")
    if pane:
        pane_tag, name = _pane(
            head[pane.start : pane.end], x.attributes(view.attributes).get("topLeftCell", "A1"), row, column
        )
    else:
        pane_tag, name = b"", ""
        tag = x.with_attribute(tag, "topLeftCell", _corner(row, column))
    rest = b"".join(head[e.start : e.end] for e in inside if e.name not in ("pane", "selection", "pivotSelection"))
    if tag.endswith(b"/>"):
        tag = tag[:-2].rstrip() + b">"
    body = pane_tag + _selection(p, row, column, name) + rest
    sheet.head = head[: view.start] + tag + body + b"</" + p + b"sheetView>" + head[view.end :]


def _pane(tag: bytes, top_left: str, row: int, column: int) -> tuple[bytes, str]:
    """The pane's tag scrolled to the cell, and the name of the part the cell lies in."""
    a = x.attributes(tag)
    if a.get("state") not in ("frozen", "frozenSplit"):  # a split window: its parts are measured in points
        return tag, a.get("activePane", "topLeft")
    first_row, first_column = place(top_left)
    frozen_rows, frozen_columns = (int(float(a.get(name, "0"))) for name in ("ySplit", "xSplit"))
    below, beyond = first_row + frozen_rows, first_column + frozen_columns
    bottom, right = frozen_rows > 0 and row >= below, frozen_columns > 0 and column >= beyond
    loose_row = max(below, row - _ABOVE) if bottom or not frozen_rows else below
    loose_column = max(beyond, column - _BESIDE) if right or not frozen_columns else beyond
    name = ("bottom" if bottom else "top") + ("Right" if right else "Left")
    tag = x.with_attribute(tag, "topLeftCell", address(loose_row, loose_column))
    return x.with_attribute(tag, "activePane", name), name


def _selection(prefix: bytes, row: int, column: int, pane: str = "") -> bytes:
    ref = address(row, column)
    part = f' pane="{pane}"' if pane and pane != "topLeft" else ""
    return b"<" + prefix + f'selection{part} activeCell="{ref}" sqref="{ref}"/>'.encode()


def _corner(row: int, column: int) -> str:
    return address(max(1, row - _ABOVE), max(1, column - _BESIDE))


def _top_left(row: int, column: int) -> bytes:
    return f' topLeftCell="{_corner(row, column)}"'.encode()

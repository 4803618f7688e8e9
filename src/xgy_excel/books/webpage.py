"""The table of a web page: what many systems export and call .xls.

Excel makes numbers of the IDs in such a file and loses their last digits, so telling the clerk to save it as .xlsx would
destroy them. Here every cell stays the text it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from ..core import Stopped
from ..grid import Area, Grid
from .rows import decoded
from .sniff import PAGE_UNREADABLE, WEB_PAGE

WIDEST = 1_000  # columns a cell may span

_CELL = re.compile(r"<t[dh][\s/>]", re.IGNORECASE)
_TABLE, _TABLE_END = (re.compile(tag + r"[\s>]", re.IGNORECASE) for tag in ("<table", "</table"))
_NO_MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1", re.IGNORECASE | re.DOTALL)
_NO_SHOW = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")  # HTML means one space by all of them; a hard space is none of them
_ODD_BLANKS = re.compile(r"[\t\r\n\f\v]|  ")
_AROUND_BREAK = re.compile(r" *\v *")


def page_grid(data: bytes) -> Grid:
    """The tables of a page one below the other, as Excel shows them.

    Raises Stopped where no row has two cells, and where a cell written could not be read or the page was cut off: nothing
    is lost in silence.

    >>> page = "<table><tr><td colspan=2>名单<tr><td>张三<td>150421197105209993</table>"
    >>> grid = page_grid(page.encode())
    >>> grid.rows, grid.merges
    ([['名单', ''], ['张三', '150421197105209993']], ((1, 1, 1, 2),))
    """
    text = decoded(data)
    rows: list[list[str]] = []
    hidden: set[int] = set()
    tables = [_Table()]
    read = 0
    for event, element in _parsed(text):
        if element.tag == "table" and event == "start":
            tables.append(_Table())
        elif element.tag == "table" and len(tables) > 1:
            closed = tables.pop()
            tables[-1].merges += closed.ended(len(rows))
        elif element.tag == "tr" and event == "end":
            cells = [*element.iterchildren("td", "th")]
            read += len(cells)
            rows.append(tables[-1].row(len(rows) + 1, cells))
            if _NO_SHOW.search(element.get("style", "")):
                hidden.add(len(rows))
            _forget(element)
    if not _whole(text, read):
        raise Stopped(PAGE_UNREADABLE)
    if not any(sum(map(bool, row)) > 1 for row in rows):
        raise Stopped(WEB_PAGE)
    merges = (area for table in tables for area in table.ended(len(rows)))
    return Grid("网页", rows, {}, frozenset(hidden), tuple(merges), text_only=True)


def _whole(text: str, read: int) -> bool:
    """Were all cells read that are written in a page, and does every table end, so that the file was not cut off?"""
    plain = _NO_MARKUP.sub("", text)
    begun, ended = _TABLE.findall(plain), _TABLE_END.findall(plain)
    return read == len(_CELL.findall(plain)) and len(begun) == len(ended)


def _parsed(text: str) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    page = BytesIO(text.encode())
    parsed: Iterator[tuple[str, Any]] = etree.iterparse(
        page, events=("start", "end"), tag=("table", "tr"), html=True, encoding="utf-8", huge_tree=True,
        remove_comments=True, remove_pis=True, recover=True, no_network=True,
    )  # fmt: skip
    return parsed


def _forget(row: Any) -> None:
    """Let go of a row that is read and of those before it: a page of a million cells stays small."""
    row.clear()
    parent = row.getparent()
    while parent is not None and row.getprevious() is not None:
        del parent[0]


class _Table:
    """One table while its rows come in: which columns cells of earlier rows still cover."""

    def __init__(self) -> None:
        self.merges: list[Area] = []
        self._covered: dict[int, int] = {}  # column -> the last row it is covered in

    def row(self, number: int, cells: Sequence[Any]) -> list[str]:
        """The texts of a row, an empty one wherever a cell of this row or an earlier one goes on."""
        if not self._covered and not any(cell.get("colspan") or cell.get("rowspan") for cell in cells):
            return [_text(cell) for cell in cells]
        texts: list[str] = []
        for cell in cells:
            while self._covered.get(len(texts), 0) >= number:
                texts.append("")
            column, high = len(texts), _span(cell, "rowspan")
            wide = self._free(column, _span(cell, "colspan"), number)
            texts += [_text(cell), *[""] * (wide - 1)]
            if high > 1:
                self._covered.update(dict.fromkeys(range(column, column + wide), number + high - 1))
            if wide > 1 or high > 1:
                self.merges.append((number, column + 1, number + high - 1, column + wide))
        return texts

    def _free(self, column: int, wide: int, number: int) -> int:
        """How many of the columns a cell asks for no cell of an earlier row covers."""
        taken = (at for at in range(1, wide) if self._covered.get(column + at, 0) >= number)
        return next(taken, wide)

    def ended(self, last: int) -> list[Area]:
        """The merged areas, none of which goes beyond the last row."""
        return [(top, left, min(bottom, last), right) for top, left, bottom, right in self.merges]


def _span(cell: Any, name: str) -> int:
    written = cell.get(name)
    return min(max(int(written), 1), WIDEST) if written and written.strip().isdecimal() else 1


def _text(cell: Any) -> str:
    """What a cell shows: blanks are one space, a break is a new line."""
    shown = "".join(_shown(cell)) if len(cell) else cell.text or ""
    if _ODD_BLANKS.search(shown):
        shown = _AROUND_BREAK.sub("\n", _BLANKS.sub(" ", shown))
    return shown.strip(" \xa0\n")


def _shown(element: Any) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        if part.tag == "br":
            yield "\v"
        elif part.tag not in ("style", "script", "table"):
            yield from _shown(part)
        yield part.tail or ""

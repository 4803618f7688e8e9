"""The cell scanner: rows and cells of a worksheet part as they stand in its bytes. Reader and editor share it."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from ..core import Stopped, column_letters
from ..grid import Odd
from . import xml as x
from .pieces import CHUNK, Piece, merged, pieces
from .refs import Area, column_number, place

_LONG = re.compile(
    rb"v>\s*-?(?:[0-9]{16}|[0-9.]+[eE]\+?[0-9])"
)  # a value: what only a number of over 15 digits can look like


class Line(NamedTuple):
    """One row: its number, and where its start tag, its content and itself end."""

    number: int
    start: int
    inner: int
    close: int
    end: int
    attributes: bytes

    @property
    def hidden(self) -> bool:
        return b"hidden" in self.attributes and x.attributes(self.attributes).get("hidden") in ("1", "true")


class Cell(NamedTuple):
    """One cell, its position in the bytes included."""

    row: int
    column: int
    start: int
    end: int
    attributes: bytes
    inner: bytes

    def attribute(self, name: str) -> str:
        return x.attributes(self.attributes).get(name, "")

    @property
    def style(self) -> int:
        return int(self.attribute("s") or 0)

    @property
    def type(self) -> str:
        """Number (n), s (shared text), str (text of a formula), inlineStr, b, e (error) or d (date)."""
        return self.attribute("t") or "n"

    @property
    def formula(self) -> str:
        """plain, shared, array or dataTable; empty when the cell has none."""
        found = x.first(x.children(self.inner), "f") if b"f" in self.inner else None
        if found is None:
            return ""
        kind = x.attributes(found.attributes).get("t", "normal")
        return "plain" if kind == "normal" else kind

    @property
    def value(self) -> str | None:
        """The raw stored value; None when there is none."""
        found = x.first(x.children(self.inner), "v")
        return None if found is None else x.text_of(self.inner[found.inner : found.close])

    @property
    def filled(self) -> bool:
        return bool(self.inner.strip()) and (bool(self.formula) or self.value != "")


@cache
def _row_tag(prefix: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<%brow((?:\s[^>]*?)?)(/?)>" % prefix)


@cache
def _row_number() -> re.Pattern[bytes]:
    return re.compile(rb"\sr\s*=\s*[\"']([0-9]+)[\"']")


def lines(piece: Piece, last: int = 0) -> Iterator[Line]:
    """The rows of a piece; `last` is the number of the row before it. A row without a number follows the one before.

    Raises Stopped when rows are out of order or something else stands between them.
    """
    text = x.quiet(piece.xml)
    tag, number_of, closing = _row_tag(piece.prefix), _row_number(), b"</" + piece.prefix + b"row"
    at = 0
    while found := tag.search(text, at):
        if text[at : found.start()].strip():
            break
        numbered = number_of.search(found[1])
        number = int(numbered[1]) if numbered else last + 1
        if number <= last:
            raise Stopped("工作表的行次序不正常，请在Excel中打开后另存。")
        start, inner, close = found.start(), found.end(), found.end()
        at = inner
        if not found[2]:
            close = text.find(closing, inner)
            at = text.find(b">", close) + 1
            if close < 0 or not at:
                break
        yield Line(number, start, inner, close, at, found[1])
        last = number
    if text[at:].strip():
        raise Stopped("工作表的结构不正常，请在Excel中打开后另存。")


@cache
def _cell(prefix: bytes) -> re.Pattern[bytes]:
    return re.compile(
        rb"<%bc(?=[\s/>])(?:\sr=\"([A-Z]{1,3})[0-9]+\")?([^>]*?)(?:/>|>(.*?)</%bc\s*>)" % (prefix, prefix), re.S
    )


def cells(piece: Piece, line: Line) -> list[Cell]:
    """The cells of a row, in order. A cell without an address follows the one before. Raises Stopped like `lines`."""
    return list(_cells(piece.xml, line.number, piece.prefix, line.inner, line.close))


def some_cells(piece: Piece, line: Line, columns: Iterable[int]) -> dict[int, Cell] | None:
    """Cells of a row by column, when every one of them stands there written as nearly every program does; else None.

    For a few cells of a long row a tenth of the time of `cells`.
    """
    xml, found = piece.xml, {}
    if xml.find(b"<!", line.inner, line.close) >= 0:
        return None
    for column in columns:
        at = xml.find(
            b'<%bc r="%b%d"' % (piece.prefix, column_letters(column).encode(), line.number), line.inner, line.close
        )
        cell = _cell(piece.prefix).match(xml, at, line.close) if at >= 0 else None
        if cell is None:
            return None
        found[column] = Cell(line.number, column, at, cell.end(), cell[2], cell[3] or b"")
    return found


def _cells(xml: bytes, row: int, prefix: bytes, start: int, end: int) -> Iterator[Cell]:
    text, last, at = x.quiet(xml[start:end]), 0, 0
    for found in _cell(prefix).finditer(text):
        if text[at : found.start()].strip():
            break
        at = found.end()
        if found[1]:
            column = column_number(found[1].decode())
        else:
            ref = x.attributes(found[2]).get("r")
            column = place(ref)[1] if ref else last + 1
        if column <= last:
            raise Stopped("工作表的单元格次序不正常，请在Excel中打开后另存。")
        inner = xml[start + found.start(3) : start + found.end(3)] if found[3] else b""
        yield Cell(row, column, start + found.start(), start + at, found[2], inner)
        last = column
    if text[at:].strip():
        raise Stopped("工作表的结构不正常，请在Excel中打开后另存。")


def oddities(xml: bytes) -> tuple[dict[tuple[int, int], Odd], frozenset[int], tuple[Area, ...]]:
    """What a plain reader hides about a worksheet: the odd cells, the hidden rows, the merged areas.

    Rows in which nothing can be odd are passed over by three searches of their bytes, which is why 400,000 cells take
    a quarter of a second instead of two.
    """
    chunks = (xml[at : at + CHUNK] for at in range(0, len(xml), CHUNK))
    return oddities_of(chunks)


def oddities_of(
    chunks: Iterable[bytes],
) -> tuple[dict[tuple[int, int], Odd], frozenset[int], tuple[Area, ...]]:
    """The same from a part that streams by."""
    odd: dict[tuple[int, int], Odd] = {}
    hidden: set[int] = set()
    merges: tuple[Area, ...] = ()
    last = 0
    for piece in pieces(as_utf8(chunks)):
        if piece.kind == "tail":
            merges = merged(piece.xml)
        elif piece.kind == "rows":
            for line in lines(piece, last):
                last = line.number
                if line.hidden:
                    hidden.add(last)
                _odd_cells(piece, line, odd)
    return odd, frozenset(hidden), merges


def as_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A part that some programs write in UTF-16, as UTF-8."""
    stream = iter(chunks)
    first = next(stream, b"")
    if not first.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        yield first
        yield from stream
        return
    decoder = getincrementaldecoder("utf-16")("replace")
    for chunk in chain((first,), stream):
        yield decoder.decode(chunk).encode("utf-8", "replace")


@cache
def _strict(prefix: bytes) -> re.Pattern[bytes]:
    """A cell after `<c ` as nearly every program writes it: column, type, formula, value."""
    pattern = (
        rb"r=\"([A-Z]{1,3})[0-9]+\"(?: s=\"[0-9]*\")?(?: t=\"([a-zA-Z]+)\")?>"
        rb"(<%bf(?: [^<>]*)?(?:/>|>[^<]*</%bf>))?(?:<%bv>([^<]*)</%bv>|<%bv ?/>)?</%bc>\s*"
    )
    return re.compile(pattern % ((prefix,) * 6))


def _odd_cells(piece: Piece, line: Line, odd: dict[tuple[int, int], Odd]) -> None:
    text, row = piece.xml[line.inner : line.close], line.number
    formula = b"<" + piece.prefix + b"f"
    long = _LONG.search(text) is not None
    if b"<!" in text or b"'" in text:
        return _odd_cells_slowly(piece, line, odd)
    if not long and formula not in text and b't="e"' not in text:
        return None
    strict, found = _strict(piece.prefix), {}
    for part in text.split(b"<" + piece.prefix + b"c "):
        if formula in part or b't="e"' in part or (long and _LONG.search(part)):
            match = strict.fullmatch(part)
            if match is None:
                return _odd_cells_slowly(piece, line, odd)
            letters, kind, has_formula, value = match.groups()
            if value is not None and b"&" in value:
                return _odd_cells_slowly(piece, line, odd)
            what = odd_of((kind or b"n").decode(), None if value is None else value.decode(), bool(has_formula))
            if what:
                found[row, column_number(letters.decode())] = what
    odd.update(found)
    return None


def _odd_cells_slowly(piece: Piece, line: Line, odd: dict[tuple[int, int], Odd]) -> None:
    for cell in cells(piece, line):
        if what := odd_of(cell.type, cell.value, bool(cell.formula)):
            odd[cell.row, cell.column] = what


def odd_of(kind: str, value: str | None, formula: bool) -> Odd | None:
    """What is odd about a cell; None for a plain one. An error comes before everything else."""
    if kind == "e":
        return Odd("error", value or "")
    if formula and not value and (value is None or kind != "str"):
        return Odd("nocache")
    if kind == "n" and value and _whole_digits(value) > 15:
        return Odd("digits", value)
    return _FORMULA if formula else None


_FORMULA = Odd("formula")


def _whole_digits(number: str) -> int:
    """How many digits stand before the decimal point; 0 when it is no number.

    >>> _whole_digits("150421197105209990"), _whole_digits("1.5042119710520999E+17"), _whole_digits("1985.0999999999999")
    (18, 18, 4)
    """
    if len(number) < 16 and "e" not in number and "E" not in number:
        return 0
    try:
        size = abs(float(number))
    except ValueError:
        return 0
    return len(str(int(size))) if 1 <= size < 1e300 else 0

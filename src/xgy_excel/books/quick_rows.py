"""The rows of a sheet written as nearly every program writes it: each matched whole by one pattern, column by column.

What a cell says is decoded once for all cells that say the same.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from ..core import column_letters
from ..grid import Area, Coded, Columns, Odd, Value
from ..xlsx import xml as x
from ..xlsx.cells import as_utf8, odd_of
from ..xlsx.pieces import merged, pieces
from ..xlsx.refs import column_number

NO_TEXT = -1
WIDEST = 256  # columns
MOST_CELLS = 10_000_000
_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_DAY, _LAST_DAY = 61, 2_958_465  # the serial of 1 March 1900, before which Excel counts a day too many; the last
_LETTERS = re.compile(rb'<c r="([A-Z]{1,3})[0-9]')
_PLAIN = re.compile(rb"(?:[0-9]{1,15}(?:\.[0-9]{1,9})?(?: |$))*")  # numbers of which nothing is odd
_HEAD = re.compile(rb'((?: [a-z]+="[^"&<>]*+")*+)>')
_CELL = re.compile(
    rb'((?: [a-z]+="[^"&<>]*+")*+) ?/?>(?:(<f(?: [^>]*+)?+>(?:[^<]*+</f>)?+)?+'
    rb'(?:<v>([^<]*+)</v>|(<v ?/>)|<is><t( xml:space="preserve")?+>([^<]*+)</t></is>)?+</c>)?+'
)

Content = tuple[Columns, dict[tuple[int, int], Odd], frozenset[int], tuple[Area, ...]]


class Unusual(Exception):
    """The workbook is not written as we know it."""


_REFERENCE = re.compile(r"&(?:#([0-9]{1,7});|#x([0-9A-Fa-f]{1,6});|(amp|lt|gt|quot|apos);)?")
_CALLED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def spelled(text: str) -> str:
    """Text with its references spelled out. Raises Unusual on one that XML does not know or that is no printed character.

    >>> spelled("a &lt; &#26680;&#x5BF9;")
    'a < 核对'
    """
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _CALLED[found[3]]
    code = int(found[1] or found[2] or "0", 10 if found[1] else 16)
    if not (
        code in (9, 10)
        or 32 <= code < 127
        or 160 <= code < 0xD800
        or 0xE000 <= code < 0xFFFE
        or 0x10000 <= code < 0x110000
    ):
        raise Unusual
    return chr(code)


@cache
def _row(width: int) -> re.Pattern[bytes]:
    """A row of at most so many columns: its number, its attributes; of every cell the shared text, else what follows its address."""
    formula, inline = rb"<f(?: [^>]*+)?+>(?:[^<]*+</f>)?+", rb"<is><t(?: [^>]*+)?+>[^<]*+</t></is>"
    shared = rb'(?: s="[0-9]*+")?+ t="s"><v>([0-9]++)</v></c>'
    other = rb"([^>]*+>(?:<v>[^<]*+</v></c>|(?:%b)?+(?:<v>[^<]*+</v>|<v ?/>|%b)?+</c>)?+)" % (formula, inline)
    cells = (rb'(?:<c r="%b\1"(?:%b|%b))?+' % (column_letters(n).encode(), shared, other) for n in range(1, width + 1))
    return re.compile(rb'<row r="([0-9]++)"([^>]*+)>(?:(?<=/>)|%b</row>)' % b"".join(cells))


def content(chunks: Iterable[bytes], strings: Callable[[], list[str]], is_day: Callable[[int], bool]) -> Content:
    """What a sheet holds: values, odd cells, hidden rows, merged areas. Raises Unusual, and Stopped where it is damaged."""
    columns: list[_Column] = []
    values = _Values(strings, is_day)
    odd: dict[tuple[int, int], Odd] = {}
    hidden: set[int] = set()
    merges: tuple[Area, ...] = ()
    last = 0
    for piece in pieces(as_utf8(chunks)):
        if piece.prefix or special(piece.xml):
            raise Unusual
        if piece.kind == "tail":
            merges = merged(piece.xml)
        if piece.kind != "rows":
            continue
        found = _row(len(columns) or 1).findall(piece.xml)
        if not columns or not _all(found, piece.xml):
            columns += [_Column(values, last) for _ in range(_width(piece.xml) - len(columns))]
            found = _row(len(columns) or 1).findall(piece.xml)
        if not _all(found, piece.xml):
            raise Unusual
        written, attributes, *cells = zip(*found, strict=True)
        numbers = [*map(int, written)]
        hidden |= _hidden(numbers, attributes)
        places = _places(numbers, last, len(columns))
        for number, column, shared, other in zip(
            range(1, len(columns) + 1), columns, cells[::2], cells[1::2], strict=False
        ):
            column.add(shared, other, places, numbers[-1] - last)
            if values.odd:
                odd |= {
                    (n, number): values.odd[code] for n, code in zip(numbers, other, strict=True) if code in values.odd
                }
        last = numbers[-1]
    return Columns([column.done() for column in columns], last), odd, frozenset(hidden), merges


def _all(found: Sequence[Sequence[bytes]], xml: bytes) -> bool:
    """Are these all the rows there are? They are when they follow each other and the last is the last."""
    if not found:
        return False
    first, last = found[0][0], found[-1][0]
    ends = xml.startswith(b'<row r="%b"' % first) and xml.startswith(b'<row r="%b"' % last, xml.rfind(b"<row "))
    return (ends and int(last) - int(first) + 1 == len(found)) or xml.count(b"<row ") == len(found)


def special(xml: bytes) -> bool:
    """Is there more than elements, or a byte that is no text? To look for one rare byte is the fastest."""
    return b"\0" in xml or (b"!" in xml and b"<!" in xml)


def _places(numbers: list[int], last: int, width: int) -> list[int] | None:
    """Where rows of these numbers stand among those that follow row `last`; None when none is left out."""
    if numbers == [*range(last + 1, last + 1 + len(numbers))]:
        return None
    if numbers != sorted({*numbers}) or numbers[0] <= last or numbers[-1] * width > MOST_CELLS:
        raise Unusual
    return [number - last - 1 for number in numbers]


class _Column:
    """A column as its cells come in: numbers of shared texts as long as there is nothing else, then values."""

    def __init__(self, values: _Values, rows: int) -> None:
        self._values = values
        self._texts = array("l", [NO_TEXT]) * rows
        self._cells: list[Value] | None = None

    def add(self, shared: Sequence[bytes], other: Sequence[bytes], places: list[int] | None, rows: int) -> None:
        """The cells of some rows, each the number of a shared text or what follows its address."""
        if self._cells is None and not any(other):
            whole = all(shared)
            texts = array("l", map(int, shared) if whole else [int(code) if code else NO_TEXT for code in shared])
            self._texts += texts if places is None else _spread(texts, places, array("l", [NO_TEXT]) * rows)
            return
        if any(shared):
            texts_ = self._values.strings()
            new = [texts_[int(one)] if one else self._values[two] for one, two in zip(shared, other, strict=True)]
        else:
            self._values.learn(other)
            new = [*map(self._values.__getitem__, other)]
        if self._cells is None:
            self._cells = self._as_values()
        self._cells += new if places is None else _spread(new, places, [""] * rows)

    def done(self) -> Sequence[Value]:
        """The values. Where most cells say something of their own, codes are not worth keeping."""
        if self._cells is not None:
            return self._cells
        some = self._texts[: 1 << 10]
        if len({*some}) * 2 > len(some):
            return self._as_values()
        which = {text: n for n, text in enumerate({*self._texts})}
        texts = self._values.strings()
        meanings = ["" if text == NO_TEXT else texts[text] for text in which]
        return Coded(array("l", [which[text] for text in self._texts]), meanings)

    def _as_values(self) -> list[Value]:
        texts = self._values.strings() if len(self._texts) else []
        return ["" if text == NO_TEXT else texts[text] for text in self._texts]


def _spread(cells: Any, places: list[int], among: Any) -> Any:
    for place, cell in zip(places, cells, strict=True):
        among[place] = cell
    return among


def _hidden(numbers: Sequence[int], attributes: Sequence[bytes]) -> set[int]:
    words = {tag: x.attributes(tag).get("hidden") in ("1", "true") for tag in {*attributes}}
    if any(b"'" in tag for tag in words):
        raise Unusual
    return (
        {number for number, tag in zip(numbers, attributes, strict=True) if words[tag]}
        if any(words.values())
        else set()
    )


def _width(xml: bytes) -> int:
    """The last column of some rows."""
    width = max((column_number(letters.decode()) for letters in {*_LETTERS.findall(xml)}), default=0)
    if width > WIDEST:
        raise Unusual
    return width


class _Values(dict[bytes, Value]):
    """The value of a cell that is no shared text by what follows its address, decoded when first met; `odd` are the odd ones."""

    def __init__(self, strings: Callable[[], list[str]], is_day: Callable[[int], bool]) -> None:
        super().__init__({b"": ""})
        self.odd: dict[bytes, Odd] = {}
        self.strings, self._is_day = strings, is_day
        self._kinds: dict[bytes, str] = {}

    def learn(self, cells: Sequence[bytes]) -> None:
        """Decode many cells that look alike at once: a third of the time it takes one by one."""
        head = cells[-1][: cells[-1].find(b"<v>") + 3]
        kind, at = self._kind(head[:-3]) if len(head) > 2 else "", len(head)
        if kind in ("n", "day"):
            new = [cell for cell in {*cells} if cell not in self and cell.startswith(head)]
            texts = [cell[at:-8] for cell in new]
            if kind == "day":
                self.update(zip(new, map(_day, texts), strict=True))
            elif _PLAIN.fullmatch(b" ".join(texts)):
                self.update(zip(new, map(float, texts), strict=True))

    def __missing__(self, cell: bytes) -> Value:
        head, _, rest = cell.partition(b"<v>")
        kind = (self._kinds.get(head) or self._kind(head)) if rest else ""
        if kind == "n":
            self[cell] = self._number(cell, rest[:-8])
        else:
            self[cell] = _day(rest[:-8]) if kind == "day" else self._rare(cell)
        return self[cell]

    def _kind(self, head: bytes) -> str:
        """What a plain value after such a head is: number (n), day, or something else."""
        found = _HEAD.fullmatch(head)
        a = x.attributes(found[1]) if found else {"t": "else"}
        kind = a.get("t", "n")
        if kind == "n" and self._is_day(int(a.get("s") or 0)):
            kind = "day"
        self._kinds[head] = kind
        return kind

    def _number(self, cell: bytes, text: bytes) -> float:
        if len(text) > 15 and (odd := odd_of("n", text.decode(), False)):
            self.odd[cell] = odd
        if text != text.strip() or b"_" in text:
            raise Unusual
        return float(text)

    def _rare(self, cell: bytes) -> Value:
        """Formulas, errors, texts that stand in the cell itself, empty cells."""
        found = _CELL.fullmatch(cell)
        if found is None:
            raise Unusual
        attributes, formula, stored, _, preserved, inline = found.groups()
        a = x.attributes(attributes)
        kind, is_day = a.get("t", "n"), self._is_day(int(a.get("s") or 0))
        if b"_x" in (text := stored or inline or b"") or b"\r" in text:
            raise Unusual
        if inline is not None:
            if kind != "inlineStr" or formula or (not preserved and inline != inline.strip()):
                raise Unusual
            return spelled(inline.decode())
        told = spelled(text.decode())
        if odd := odd_of(kind, None if stored is None else told, formula is not None):
            self.odd[cell] = odd
        if kind == "e" or not told:
            return ""
        if kind in ("str", "b"):
            return told if kind == "str" else {"1": True, "0": False}[told]
        if kind != "n":
            raise Unusual
        return _day(text) if is_day else self._number(cell, text)


def _day(text: bytes) -> date:
    if not text.isdigit() or not _FIRST_DAY <= (number := int(text)) <= _LAST_DAY:
        raise Unusual
    return date.fromordinal(_EPOCH + number)

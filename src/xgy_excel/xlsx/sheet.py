"""One worksheet open for editing: its head and tail in memory, its rows streaming by when it is saved."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from ..core import Stopped
from . import xml as x
from .cells import Line, cells, lines, some_cells
from .pieces import Piece, merged, pieces, sound_area
from .refs import Area, area, area_text

_ARRAY = re.compile(rb"""<(?:[^\s/>:]+:)?f\s[^>]*\bt=["'](?:array|dataTable)["'][^>]*>""")


class Sheet:
    """A worksheet part. `head` and `tail` may be replaced; `new` holds cells to be written, as XML.

    `tags` holds attributes of rows that are not there yet.
    """

    def __init__(self, name: str, part: str, source: Callable[[], Iterable[bytes]]) -> None:
        self.name = name
        self.part = part
        self.new: dict[int, dict[int, bytes]] = {}
        self.tags: dict[int, bytes] = {}
        self.base: bytes | None = None  # the whole part, where it is ours
        self._source = source
        self._loaded = False
        self._head = self._tail = self._prefix = b""
        self._was = b"", b""

    @property
    def head(self) -> bytes:
        """From the beginning to the tag that opens sheetData."""
        self._load()
        return self._head

    @head.setter
    def head(self, xml: bytes) -> None:
        self._load()
        self._head = xml

    @property
    def tail(self) -> bytes:
        """What follows sheetData."""
        self._load()
        return self._tail

    @tail.setter
    def tail(self, xml: bytes) -> None:
        self._load()
        self._tail = xml

    @property
    def prefix(self) -> bytes:
        """Of the sheet's elements, colon included."""
        self._load()
        return self._prefix

    @property
    def changed(self) -> bool:
        return self._loaded and (bool(self.new) or (self._head, self._tail) != self._was)

    def replace(self, xml: bytes) -> None:
        """The whole part anew."""
        self.base, self._source, self._loaded, self.new = xml, lambda: (xml,), False, {}
        self.__dict__.pop("merges", None)

    def after(self) -> list[x.Element]:
        """The elements of the tail, in order."""
        return x.children(self.tail)

    def before(self) -> list[x.Element]:
        """The elements of the head, in order."""
        return x.children(self.head, x.opening(self.head).inner)

    @cached_property
    def merges(self) -> tuple[Area, ...]:
        return merged(self.tail)

    def rows(self) -> Iterator[tuple[Piece, Line]]:
        """The rows as the part has them, without the new cells."""
        last = 0
        for piece in self._pieces():
            if piece.kind == "rows":
                for line in lines(piece, last):
                    last = line.number
                    yield piece, line

    def arrays(self) -> list[Area]:
        """The areas that array formulas and data tables fill."""
        found = []
        for piece in self._pieces():
            if piece.kind == "rows" and (b"array" in piece.xml or b"dataTable" in piece.xml):
                tags = (x.attributes(m[0]) for m in _ARRAY.finditer(x.quiet(piece.xml)))
                found += [sound_area(tag["ref"]) for tag in tags if "ref" in tag]
        return found

    def stream(self) -> Iterator[bytes]:
        """The part as it is to be: one pass, only the rows with new cells are taken apart."""
        waiting, last = deque(sorted(self.new)), 0
        head = self._widened(self.head)
        for piece in self._pieces():
            if piece.kind == "rows":
                out, at = [], 0
                for line in lines(piece, last) if waiting else ():
                    last = line.number
                    while waiting and waiting[0] < last:
                        out += [piece.xml[at : line.start], self._row(waiting.popleft())]
                        at = line.start
                    if waiting and waiting[0] == last:
                        out += [piece.xml[at : line.start], self._spliced(piece, line, self.new[waiting.popleft()])]
                        at = line.end
                yield b"".join([*out, piece.xml[at:]])
            elif piece.kind == "close":
                rows = b"".join(self._row(number) for number in waiting)
                yield rows + (piece.xml or (b"</" + self.prefix + b"sheetData>" if self.new else b""))
            elif piece.kind == "head":
                opened = head[:-2].rstrip() + b">" if self.new and head.endswith(b"/>") else head
                yield opened
            else:
                yield self.tail

    def _pieces(self) -> Iterator[Piece]:
        return pieces(self._source())

    def _load(self) -> None:
        if self._loaded:
            return
        for piece in self._pieces():
            if piece.kind == "head":
                if not x.plain(piece.xml):
                    raise Stopped(f"工作表“{self.name}”的编码不受支持，请在Excel中打开后另存。")
                self._head, self._prefix = piece.xml, piece.prefix
            elif piece.kind == "tail":
                self._tail = piece.xml
        self._loaded, self._was = True, (self._head, self._tail)

    def _row(self, number: int) -> bytes:
        inner = b"".join(cell for _, cell in sorted(self.new[number].items()))
        name = self.prefix + b"row"
        return b'<%b r="%d"%b>%b</%b>' % (name, number, self.tags.get(number, b""), inner, name)

    def _spliced(self, piece: Piece, line: Line, new: dict[int, bytes]) -> bytes:
        waiting, out, at = deque(sorted(new)), [], line.inner
        there = some_cells(piece, line, waiting)
        for cell in there.values() if there is not None else cells(piece, line):
            while waiting and waiting[0] < cell.column:
                out += [piece.xml[at : cell.start], new[waiting.popleft()]]
                at = cell.start
            if waiting and waiting[0] == cell.column:
                out += [piece.xml[at : cell.start], new[waiting.popleft()]]
                at = cell.end
        out += [piece.xml[at : line.close], *(new[column] for column in waiting)]
        tag = _with_spans(piece.xml[line.start : line.inner], min(new), max(new))
        if tag.endswith(b"/>"):
            tag = tag[:-2].rstrip() + b">"
        close = piece.xml[line.close : line.end] or b"</" + piece.prefix + b"row>"
        return b"".join([tag, *out, close])

    def _widened(self, head: bytes) -> bytes:
        """The head with a dimension that takes the new cells in."""
        found = x.first(self.before(), "dimension") if self.new else None
        if found is None:
            return head
        try:
            was = area(x.attributes(found.attributes).get("ref", ""))
        except ValueError:
            return head
        columns = [c for row in self.new.values() for c in row]
        now = (
            min(was[0], *self.new), min(was[1], *columns), max(was[2], *self.new), max(was[3], *columns),
        )  # fmt: skip
        if now == was:
            return head
        tag = x.with_attribute(head[found.start : found.inner], "ref", area_text(now))
        return head[: found.start] + tag + head[found.inner :]


def _with_spans(tag: bytes, low: int, high: int) -> bytes:
    spans = re.fullmatch(r"(\d+):(\d+)", x.attributes(tag).get("spans", ""))
    if spans is None or (int(spans[1]) <= low and high <= int(spans[2])):
        return tag
    return x.with_attribute(tag, "spans", f"{min(low, int(spans[1]))}:{max(high, int(spans[2]))}")

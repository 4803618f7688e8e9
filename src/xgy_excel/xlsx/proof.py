"""The proof that a written package is what it should be, before it may take the place of the old one.

Parts that were not changed are the same stored bytes; cells that were not asked for are the same bytes; formats were
only appended, and the texts that cells share were not touched. So every other cell shows what it showed, and nothing
need be read by another program to know it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from xml.parsers import expat

from ..core import Stopped
from ..opc import Package, same_stored
from .cells import Line, cells, lines
from .pieces import Piece, pieces
from .styles import added_only

_SPOILED = "写出的文件没有通过核对，原文件未改动，请把文件交给技术人员查看。"


def prove(
    old: Package,
    written: bytes,
    requested: Mapping[str, Mapping[int, Collection[int]]] | None = None,
    styles: str = "",
) -> None:
    """The directory is complete, untouched members are the same bytes, changed ones are whole and well-formed.

    `requested` are the columns asked for by worksheet part and row, sheets of ours left out; `styles` is the styles
    part. Raises Stopped when anything is otherwise.
    """
    new = Package(written)
    changed = {name for name in old.changed if new.has(name)}
    if new.names != old.names or not same_stored(old, new, (n for n in old.names if n not in set(old.changed))):
        raise Stopped(_SPOILED)
    for name in changed:
        _whole(new, name)
    if styles in changed and not added_only(b"".join(old.original(styles)), new.read(styles)):
        raise Stopped(_SPOILED)
    for part, rows in (requested or {}).items():
        if part in changed and not _same_cells(old.original(part), new.stream(part), rows):
            raise Stopped(_SPOILED)


def _whole(package: Package, name: str) -> None:
    """Inflates to its checksum and, VML apart (real files hold some that is not), reads as XML with namespaces."""
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        for chunk in package.stream(name):
            if not name.lower().endswith(".vml"):
                parser.Parse(chunk)
        if not name.lower().endswith(".vml"):
            parser.Parse(b"", True)
    except expat.ExpatError:
        raise Stopped(_SPOILED) from None


def _same_cells(old: Iterable[bytes], new: Iterable[bytes], requested: Mapping[int, Collection[int]]) -> bool:
    """Do two versions of a sheet hold the same rows and cells, as bytes, but for those requested?"""
    if not requested:  # as of a sheet that is only marked
        return _same_bytes(_row_bytes(old), _row_bytes(new))
    before, after = _rows(old), _rows(new)
    one = next(before, None)
    for piece, line in after:
        columns = requested.get(line.number, ())
        if one is None or one[1].number != line.number:  # a new row
            if not columns or _others(piece, line, columns):
                return False
            continue
        if columns:
            if _others(*one, columns) != _others(piece, line, columns):
                return False
        elif one[0].xml[one[1].start : one[1].end] != piece.xml[line.start : line.end]:
            return False
        one = next(before, None)
    return one is None


def _row_bytes(part: Iterable[bytes]) -> Iterator[bytes]:
    return (piece.xml for piece in pieces(part) if piece.kind == "rows")


def _same_bytes(one: Iterator[bytes], other: Iterator[bytes]) -> bool:
    """Do two streams give the same bytes, wherever they are cut?

    >>> _same_bytes(iter([b"a", b"bc"]), iter([b"ab", b"c"])), _same_bytes(iter([b"ab"]), iter([b"a"]))
    (True, False)
    """
    a = b = b""
    while True:
        a, b = a or next(one, b""), b or next(other, b"")
        both = min(len(a), len(b))
        if not both or a[:both] != b[:both]:
            return a == b
        a, b = a[both:], b[both:]


def _rows(part: Iterable[bytes]) -> Iterator[tuple[Piece, Line]]:
    last = 0
    for piece in pieces(part):
        if piece.kind == "rows":
            for line in lines(piece, last):
                last = line.number
                yield piece, line


def _others(piece: Piece, line: Line, columns: Collection[int]) -> list[tuple[int, bytes]]:
    """The cells of a row that were not asked for."""
    return [(c.column, piece.xml[c.start : c.end]) for c in cells(piece, line) if c.column not in columns]

"""How far a sheet reaches, told while it streams by: its reader holds the square from A1 to the last cell whole.

One value typed far out by mistake would fill the memory, and the reader then ends the whole program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ..core import Stopped, column_letters
from ..xlsx.cells import as_utf8, cells, lines
from ..xlsx.pieces import pieces
from ..xlsx.refs import column_number

MOST_CELLS = 30_000_000  # a cell takes some 40 bytes
_ROW = re.compile(rb'<(?:[^\s/<>:]+:)?row\s[^>]*?\br="([0-9]+)"')
# A row or a cell that does not begin with its address. To begin with a letter is ten times faster than with [<:].
_TAG = rb'(?s)%b(?! r="%b)[ >/\n\t](?<=[<:]%b.)'
_ODD_ROW, _ODD_CELL = (re.compile(_TAG % (name, b"", name)) for name in (b"row", b"c"))


class Extent:
    """Watches the chunks of a sheet. `usual` becomes false when they are not written as nearly every program does."""

    def __init__(self) -> None:
        self.usual = True

    def watched(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The chunks as they come. Raises Stopped when the cells among them would fill the memory."""
        last, widest, before = 0, 1, b""
        for chunk in chunks:
            seen = before + chunk
            if rows := _ROW.findall(seen, max(0, seen.rfind(b"row ") - 20)):
                last = max(last, int(rows[-1]))
            whole = seen.rfind(b"<")  # a tag cut by the chunk comes again
            if _unlike(widest).search(seen, 0, whole):
                while found := _beyond(widest).search(seen):
                    widest = column_number(found[1].decode())
                self.usual = self.usual and not _ODD_CELL.search(seen, 0, whole)
            _check(last, widest)
            self.usual = self.usual and not (_ODD_ROW.search(seen, 0, whole) or b"\0" in seen)
            before = chunk[-200:]
            yield chunk


def check_exactly(chunks: Iterable[bytes]) -> None:
    """The same of a sheet however it is written, cell by cell: for the few that are written in another way."""
    last = widest = 0
    for piece in pieces(as_utf8(chunks)):
        if piece.kind == "rows":
            for line in lines(piece, last):
                last = line.number
                widest = max([widest, *(cell.column for cell in cells(piece, line) if cell.inner)])
                _check(last, widest)


def _check(last: int, widest: int) -> None:
    if last * widest > MOST_CELLS:
        raise Stopped(f"有内容的单元格远至第{last}行、第{widest}列，请删除多余的行列后再试。")


@cache
def _unlike(column: int) -> re.Pattern[bytes]:
    """A cell beyond a column, or one that does not begin with its address: where there is none, no more need be asked."""
    letters = column_letters(max(column, 26))
    nearer = {1: "[A-Z]", 2: f"[A-Z]|{_up_to(letters)}"}.get(len(letters), "[A-Z]{1,2}")
    return re.compile(_TAG % (b"c", f"(?:{nearer})[0-9]".encode(), b"c"))


def _up_to(letters: str) -> str:
    """A pattern of two letters no further than these.

    >>> _up_to("DK"), _up_to("AB")
    ('[A-C][A-Z]|D[A-K]', 'A[A-B]')
    """
    first, last = letters[0], letters[-1]
    before = f"[A-{chr(ord(first) - 1)}][A-Z]|" if first > "A" else ""
    return f"{before}{first}[A-{last}]"


@cache
def _beyond(column: int) -> re.Pattern[bytes]:
    """A cell with content beyond a column. Columns of one letter are not told apart: no sheet is too large by them."""
    letters = column_letters(max(column, 26))
    longer = {1: "[A-Z]{2,3}", 2: "[A-Z]{3}", 3: "(?!)"}[len(letters)]
    later = [
        f"{letters[:i]}[{chr(ord(letter) + 1)}-Z][A-Z]{{{len(letters) - i - 1}}}"
        for i, letter in enumerate(letters)
        if letter != "Z"
    ]
    return re.compile(rf'r="({"|".join([*later, longer])})[0-9]+"[^<>]*(?<!/)>(?!</)'.encode())

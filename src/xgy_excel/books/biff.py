"""What a plain reader hides about the sheets of an .xls: error values, formulas, hidden rows. Record by record."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ..core import Stopped
from ..grid import Odd
from .ole import Ole
from .sniff import PASSWORD

_BOF, _EOF, _SHEET, _PASSWORD, _ROW, _FORMULA, _ERROR = 0x0809, 0x0A, 0x85, 0x2F, 0x0208, 0x06, 0x0205
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
Hidden = tuple[dict[tuple[int, int], Odd], frozenset[int]]


def hidden_in(ole: Ole) -> list[Hidden]:
    """Odd cells and hidden rows of every sheet, in the order of the book. Raises Stopped on an encrypted one."""
    book = ole.read("workbook" if "workbook" in ole.names else "book")
    starts = []
    for kind, data in _records(book, 0):
        if kind == _PASSWORD:
            raise Stopped(PASSWORD)
        if kind == _SHEET and len(data) >= 6:
            starts.append(struct.unpack_from("<L", data)[0])
    return [_sheet(book, start) for start in starts]


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of a part of the stream, those of charts within it left out."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<2H", book, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1:
            yield kind, book[at + 4 : at + 4 + length]
        if depth <= 0:
            return
        at += 4 + length


def _formula(data: bytes) -> Odd:
    """The result is a number, or of a kind of its own: an error, or the empty text that also stands for none yet."""
    kind = data[6] if data[12:14] == b"\xff\xff" else None
    if kind == 2:
        return _error(data[8])
    calculated = len(data) < 16 or not data[14] & 2  # to be calculated when the book is opened
    return Odd("formula") if kind != 3 or calculated else Odd("nocache")


def _error(code: int) -> Odd:
    return Odd("error", _ERRORS.get(code, "#N/A"))


def _sheet(book: bytes, start: int) -> Hidden:
    odd: dict[tuple[int, int], Odd] = {}
    hidden = set()
    for kind, data in _records(book, start):
        if kind == _ROW and len(data) >= 16:
            if data[12] & 0x20:
                hidden.add(struct.unpack_from("<H", data)[0] + 1)
        elif kind in (_ERROR, _FORMULA) and len(data) >= 8:
            row, column = struct.unpack_from("<2H", data)
            what = _formula(data) if kind == _FORMULA else _error(data[6]) if data[7] == 1 else None
            if what:
                odd[row + 1, column + 1] = what
    return odd, frozenset(hidden)

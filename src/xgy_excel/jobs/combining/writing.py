"""Rows as the XML of a sheet, deflated: what takes most of the time of 合并, and can be done anywhere and in any order.

The pieces of rows are made column by column, once for all cells of a column that say the same.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import repeat
from typing import Any

from ...cells import text_of
from ...core import Unread, column_letters
from ...grid import Coded
from ...xlsx.content import Content, content
from ...xlsx.packed import Stretch, stretch_of
from .plan import FILE, ROW, SHEET, Segment, key_of
from .township import END, Packed, Rows

AT_ONCE = 500  # rows
_END = END.encode()
_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day too many


@dataclass(frozen=True)
class Target:
    """A column of the result: the number of its format, and those of the same format for a date and for a number."""

    key: str
    style: int
    for_days: int
    for_numbers: int


@dataclass(frozen=True)
class Order:
    """What is to be made of the rows of a part, and which of them are asked for besides, by position."""

    name: str
    sheet: str
    township: str
    targets: tuple[Target, ...]
    segments: tuple[Segment, ...]
    asked: tuple[int, ...]
    level: int  # how hard they are deflated


@dataclass(frozen=True)
class Asked:
    """One row as it was read: the values of its fields, and those that could not be read."""

    values: Mapping[str, Any]
    unread: Mapping[str, Unread]
    number: int  # in its own sheet


def write(data: bytes, order: Order) -> tuple[list[Stretch], list[Asked]]:
    """The rows of every segment, and the rows asked for."""
    rows: Rows = pickle.loads(data)
    columns = _columns(rows, order)
    there = [(column_letters(at), t, columns[t.key]) for at, t in enumerate(order.targets, 1) if t.key in columns]
    opened = [f'<c r="{letter}'.encode() for letter, _, _ in there]
    after = [*opened[1:], b"</row>"]
    pieces = [_pieces(t, cells, then) for (_, t, cells), then in zip(there, after, strict=True)]
    made = [stretch_of(_rows(s, b'">' + opened[0], pieces), level=order.level) for s in order.segments]
    return made, [_asked(rows, order, at) for at in order.asked]


def _rows(segment: Segment, first: bytes, pieces: Sequence[Sequence[bytes]]) -> Iterator[bytes]:
    """The rows, some at a time. Between any two pieces of a row its number stands: so it joins them."""
    here = slice(segment.first, segment.first + segment.count)
    rows = zip(repeat(b'<row r="'), repeat(first), *(column[here] for column in pieces), strict=False)
    for at in range(segment.row, segment.row + segment.count, AT_ONCE):
        numbers = range(at, at + AT_ONCE)
        yield b"".join([(b"%d" % number).join(row) for number, row in zip(numbers, rows, strict=False)])


def _columns(rows: Rows, order: Order) -> dict[str, Packed]:
    """By key, in any order."""
    count = len(rows.numbers)
    columns = {**rows.columns, **{key_of(heading): cells for heading, cells in rows.others.items()}}
    if order.township:
        columns["township"] = _same(order.township, count)
    return columns | {FILE: _same(order.name, count), SHEET: _same(order.sheet, count), ROW: [*rows.numbers]}


def _same(value: str, count: int) -> Coded:
    return Coded(array("l", [0]) * count, [value])


def _pieces(target: Target, cells: Packed, then: bytes) -> list[bytes]:
    """What follows the number of the row in the address of each cell of a column, up to the next such number."""
    if isinstance(cells, Coded):
        said = [_piece(target, value, then) for value in cells.meanings]
        return [said[code] for code in cells.codes]
    if isinstance(cells, list):
        plain: list[Any] = cells
        kinds = set(map(type, plain))
        if bool in kinds and kinds - {bool, str, type(None)}:  # True equals 1
            return [_piece(target, cell, then) for cell in plain]
        if kinds == {date} and min(plain) >= _FIRST_DAY:
            days = [cell.toordinal() - _EPOCH for cell in plain]
            return _strung(_numbers(days), b'" s="%d"><v>' % target.for_days, b"</v></c>" + then)
        if kinds == {int}:
            return _strung(_numbers(plain), b'" s="%d"><v>' % target.for_numbers, b"</v></c>" + then)
        known: dict[Any, bytes] = {cell: _piece(target, cell, then) for cell in set(plain)}
        return [known[cell] for cell in plain]
    before, behind = b'" s="%d" t="inlineStr"><is><t>' % target.style, b"</t></is></c>" + then
    if not cells.startswith(_END) and _END * 2 not in cells:
        return _strung(cells, before, behind)
    empty = b'" s="%d"/>%b' % (target.style, then)
    return [before + text + behind if text else empty for text in cells.split(_END)[:-1]]


def _strung(cells: bytes, before: bytes, behind: bytes) -> list[bytes]:
    """Cells each with END behind it, as a list of pieces: in two steps over all of them."""
    return (before + cells[:-1].replace(_END, behind + _END + before) + behind).split(_END)


def _numbers(cells: Sequence[int]) -> bytes:
    return str([*cells])[1:-1].replace(", ", END).encode() + _END


def _piece(target: Target, cell: Any, then: bytes) -> bytes:
    if type(cell) is date and cell >= _FIRST_DAY:
        return b'" s="%d"><v>%d</v></c>%b' % (target.for_days, cell.toordinal() - _EPOCH, then)
    if type(cell) is int:
        return b'" s="%d"><v>%d</v></c>%b' % (target.for_numbers, cell, then)
    held = _content(cell, target.key)
    if not held.xml:
        return b'" s="%d"/>%b' % (target.style, then)
    style = target.for_numbers if isinstance(cell, float | Decimal) else target.style
    style = target.for_days if type(cell) is date else style
    kind = f' t="{held.type}"' if held.type else ""
    return b'" s="%d"%b>%b</c>%b' % (style, kind.encode(), held.xml, then)


def _content(cell: Any, key: str) -> Content:
    if isinstance(cell, bool) and not key.startswith("\0"):
        cell = "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        cell = int(cell)
    if isinstance(cell, datetime | time | timedelta):  # no column of the result shows hours
        cell = text_of(cell)
    held = content(cell)
    if isinstance(held, str):  # what no number or date can hold
        held = content(str(cell))
    assert isinstance(held, Content)
    return held


def _asked(rows: Rows, order: Order, at: int) -> Asked:
    unread = rows.unread.get(at, {})
    values = {name: None if name in unread else _cell(cells, at) for name, cells in rows.columns.items()}
    if order.township:
        values["township"] = order.township
    return Asked(values, unread, rows.numbers[at])


def _cell(cells: Packed, at: int) -> object:
    return cells.split(_END, at + 1)[at].decode() or None if isinstance(cells, bytes) else cells[at]

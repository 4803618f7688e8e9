"""Values on their way into Excel's cells: in rectangles of one kind, for Excel reads a text as it reads typing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from ..grid import Area, Value, Written
from ..xlsx import styles
from ..xlsx.content import Content, content
from . import excel_api

GENERAL, TEXT = "General", "@"
_FORMATS = {
    styles.GENERAL: GENERAL,
    styles.TEXT: TEXT,
    styles.DAY: "yyyy-mm-dd",
    styles.MOMENT: "yyyy-mm-dd hh:mm",
    styles.CLOCK: "hh:mm:ss",
    styles.DURATION: "[h]:mm:ss",
}
# Text that Excel would make a number, a date, a truth value or an error of: 1E5, 5-Mar, TRUE, #N/A, 2024年5月1日.
_READ_AS_TYPED = re.compile(
    r"(?=.*[0-9０-９])[\x20-\x7e０-９年月日时分秒上下午元％￥¥：／．－]*|#.*|true|false", re.IGNORECASE | re.DOTALL
)
_DATE_FORMAT = re.compile(r"[yd]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of values of one kind from (row, column) on, and the number format they need; empty: any."""

    row: int
    column: int
    rows: tuple[tuple[Value, ...], ...]
    format: str

    @property
    def area(self) -> Area:
        return self.row, self.column, self.row + len(self.rows) - 1, self.column + len(self.rows[0]) - 1

    def fits(self, number_format: str | None) -> bool:
        """May the cells keep the format they have? None: they have several."""
        if number_format is None or not self.format:
            return not self.format
        is_date = _DATE_FORMAT.search(number_format.partition(";")[0]) is not None
        if self.format == GENERAL:
            return not is_date and number_format != TEXT
        return number_format == TEXT if self.format == TEXT else is_date


_Cell = tuple[str, Value]  # the format it needs: empty for a text nobody mistakes
_ANY = ""  # an empty cell goes with every kind


def blocks(values: Mapping[tuple[int, int], Written]) -> Iterator[Block]:
    """Values by (row, column) from 1 as rectangles. Raises ValueError on what no cell can hold.

    >>> [(block.area, block.format) for block in blocks({(2, 1): "张三", (3, 1): "=1", (2, 2): 5, (3, 2): 6})]
    [((2, 1, 3, 1), '@'), ((2, 2, 3, 2), 'General')]
    """
    runs: dict[tuple[int, int, str], list[tuple[int, tuple[Value, ...]]]] = {}
    columns: dict[int, list[tuple[int, _Cell]]] = {}
    for (row, column), value in sorted(values.items()):
        columns.setdefault(column, []).append((row, _cell(value)))
    for column in sorted(columns):
        for first, kind, run in _runs(columns[column]):
            runs.setdefault((first, len(run), kind), []).append((column, tuple(run)))
    for (first, length, kind), found in runs.items():
        yield from _joined(first, length, kind, found)


def _runs(cells: list[tuple[int, _Cell]]) -> Iterator[tuple[int, str, list[Value]]]:
    """The cells of a column, parted where a row is missing or another kind begins: first row, format, values."""
    run: list[Value] = []
    first, kind = 0, _ANY
    for row, (format_, value) in cells:
        new = _ANY if value is None else format_
        if run and (row != first + len(run) or not _alike(kind, new)):
            yield first, kind, run
            run, kind = [], _ANY
        if not run:
            first = row
        run.append(value)
        kind = max(kind, new)
    if run:
        yield first, kind, run


def _alike(kind: str, new: str) -> bool:
    return kind == new or _ANY in (kind, new) or {kind, new} == {"", TEXT}


def _joined(first: int, length: int, kind: str, found: list[tuple[int, tuple[Value, ...]]]) -> Iterator[Block]:
    """Columns side by side as one block."""
    start, block = found[0][0], [found[0][1]]
    for column, values in found[1:]:
        if column == start + len(block):
            block.append(values)
        else:
            yield Block(first, start, tuple(zip(*block, strict=True)), kind)
            start, block = column, [values]
    yield Block(first, start, tuple(zip(*block, strict=True)), kind)


def _cell(value: Written) -> _Cell:
    held = content(value)
    if not isinstance(held, Content):
        raise ValueError(held)
    if value is None or value == "":
        return "", None
    if isinstance(value, str):
        typed = held.format == styles.TEXT or _READ_AS_TYPED.fullmatch(value)
        # An apostrophe in front says that text follows and is not part of it.
        return (TEXT if typed else ""), f"'{value}" if value.startswith("'") else value
    if isinstance(value, timedelta):
        return _FORMATS[held.format], value / timedelta(days=1)
    if isinstance(value, time):
        of_day = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
        return _FORMATS[held.format], of_day / timedelta(days=1)
    if isinstance(value, bool):
        return "", value
    number = float(value) if isinstance(value, int | Decimal) else value
    return _FORMATS[held.format], number


def put(sheet: Any, block: Block) -> list[tuple[int, int]]:
    """Write a block; returns the cells that Excel would not take: one of them is part of an array formula."""
    top, left, bottom, right = block.area
    cells = sheet.range((top, left), (bottom, right))
    try:
        if block.format and not block.fits(cells.number_format):
            cells.number_format = block.format
        cells.value = block.rows
    except Exception as fault:
        if excel_api.trouble(fault) in ("", excel_api.BUSY, excel_api.GONE):
            raise
        return [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    return []

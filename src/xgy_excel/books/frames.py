"""A Book of tables the caller has in memory: DataFrames, or lists of dicts. Neither needs a library here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Protocol, runtime_checkable

from ..grid import Value
from .memory import MemoryBook


@runtime_checkable
class Frame(Protocol):
    """What is needed of a DataFrame."""

    @property
    def columns(self) -> Iterable[Any]: ...

    def itertuples(self, index: bool = ..., name: None = ...) -> Iterable[tuple[Any, ...]]: ...


Lines = Iterable[Mapping[str, Any]]


def open_frames(frames: Mapping[str, Frame | Lines], name: str = "内存.xlsx") -> MemoryBook:
    """A Book of DataFrames, or of lists of dicts, by the names of their sheets; the headers are those of a workbook.

    The header is row 1, so a frame's row at position `n` is row `n + 2` of its sheet. An index is left out. NaN, NaT and
    NA are empty cells, amounts may be Decimal. Numbers of 18 digits must be text, as in Excel: those of a number are
    taken for lost, for a frame read from a workbook has lost them. `name` is how reports call the book.

    >>> book = open_frames({"花名册": [{"姓名": "张三", "月劳务报酬": 1000.5}, {"姓名": "李四", "联系电话": float("nan")}]})
    >>> book.read("花名册").rows
    [('姓名', '月劳务报酬', '联系电话'), ('张三', 1000.5, None), ('李四', None, None)]
    """
    return MemoryBook({sheet: _rows(frame) for sheet, frame in frames.items()}, name)


def _rows(frame: Frame | Lines) -> list[tuple[Value, ...]]:
    if isinstance(frame, Frame):
        headers, lines = tuple(frame.columns), iter(frame.itertuples(index=False, name=None))
    else:
        dicts = list(frame)
        headers = tuple(dict.fromkeys(key for line in dicts for key in line))
        lines = (tuple(line.get(key) for key in headers) for line in dicts)
    return [tuple(map(str, headers)), *(tuple(map(_cell, line)) for line in lines)]


def _cell(value: Any) -> Value:
    """A value as a workbook would hold it."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Integral):
        return int(value)
    if type(value).__name__ == "NAType" or value != value:  # NaN and NaT are not themselves
        return None
    if isinstance(value, datetime):  # a Timestamp is one, and is more
        return datetime(*value.timetuple()[:6])
    if isinstance(value, date | time):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    return float(value) if isinstance(value, Real) else str(value)

"""A Grid is one sheet as it was found: values, and what the values alone do not tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Value = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Odd:
    """What a plain reader hides about a cell.

    `kind`: error (an error value, `text` is #N/A or the like) · nocache (a formula without a stored result) ·
    digits (a number of more than 15 digits, `text` as stored: its last digits are lost) · formula (has one, with a result).
    """

    kind: str
    text: str = ""


@dataclass(frozen=True)
class Grid:
    """`rows[0][0]` is cell A1; every other place is (row, column) from 1. Rows may differ in length."""

    sheet: str
    rows: Sequence[Sequence[Value]]
    odd: Mapping[tuple[int, int], Odd] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()  # rows hidden or filtered out
    merges: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last row, last column
    text_only: bool = False  # a csv: every value came as text
    visible: bool = True  # a hidden sheet is read only under its standard name

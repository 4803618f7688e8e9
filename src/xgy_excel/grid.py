"""One sheet in plain values: a Grid as it was found, an OurSheet as it is to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

Value = str | int | float | bool | date | datetime | time | timedelta | None
Written = Value | Decimal


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
    """What a sheet holds, and what its values alone do not tell.

    `rows[0][0]` is cell A1; every other place is (row, column) from 1. Rows may differ in length.
    """

    sheet: str
    rows: Sequence[Sequence[Value]]
    odd: Mapping[tuple[int, int], Odd] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()  # rows hidden or filtered out
    merges: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last row, last column
    text_only: bool = False  # a csv: every value came as text
    visible: bool = True  # a hidden sheet is read only under its standard name


@dataclass(frozen=True, slots=True)
class Link:
    """A cell of one of our sheets that leads to a cell of the book."""

    text: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell of one of our sheets that goes on being computed: its formula, from = on, and what it gives now."""

    text: str
    now: str


Shown = Written | Link | Formula


@dataclass(frozen=True)
class OurSheet:
    """A sheet of ours: header in row 1, or below the `head` lines; it replaces what we put there before."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]
    widths: tuple[float, ...]  # in characters
    head: tuple[str | Formula, ...] = ()  # lines of text above the header
    severity_column: int = -1  # index of the column whose word colours its cell; -1: none
    reply_column: int = -1  # index of the column the clerk writes in; -1: none


def value_of(shown: Shown) -> Written:
    """What a cell of one of our sheets holds: the text of a link, what a formula gives now.

    >>> value_of(Link("D2", "花名册", "D2")), value_of(Formula("=1+1", "2")), value_of(5)
    ('D2', '2', 5)
    """
    if isinstance(shown, Link):
        return shown.text
    return shown.now if isinstance(shown, Formula) else shown

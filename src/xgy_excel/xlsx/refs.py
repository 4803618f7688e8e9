"""Addresses: cells and areas as letters and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..core import column_letters
from ..grid import Area as Area

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_REF = re.compile(r"([A-Za-z]{1,3})([0-9]+)")


def address(row: int, column: int) -> str:
    """The address of a cell.

    >>> address(3, 28)
    'AB3'
    """
    return f"{column_letters(column)}{row}"


def place(ref: str) -> tuple[int, int]:
    """Row and column from 1 of an address such as `B3` or `$B$3`. Raises ValueError on anything else.

    >>> place("XFD1048576")
    (1048576, 16384)
    """
    found = _REF.fullmatch(ref.replace("$", ""))
    if found is None:
        raise ValueError(ref)
    return int(found[2]), column_number(found[1])


@cache
def column_number(letters: str) -> int:
    """Letters to a column number from 1.

    >>> column_number("A"), column_number("aa")
    (1, 27)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def area(ref: str) -> Area:
    """First row, first column, last row, last column of `A1:B2`, `A1`, `A:B` or `2:3`. Raises ValueError on other text.

    >>> area("B3:A1"), area("C4"), area("A:B"), area("2:3")
    ((1, 1, 3, 2), (4, 3, 4, 3), (1, 1, 1048576, 2), (2, 1, 3, 16384))
    """
    one, _, other = ref.replace("$", "").partition(":")
    if one.isalpha() and other.isalpha():
        one, other = f"{one}1", f"{other}{MAX_ROW}"
    elif one.isdecimal() and other.isdecimal():
        one, other = f"A{one}", f"XFD{other}"
    (r1, c1), (r2, c2) = place(one), place(other or one)
    return min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)


def area_text(found: Area) -> str:
    """An area as it is written.

    >>> area_text((1, 1, 3, 2)), area_text((4, 3, 4, 3))
    ('A1:B3', 'C4')
    """
    one, other = address(found[0], found[1]), address(found[2], found[3])
    return one if one == other else f"{one}:{other}"


def absolute(found: Area) -> str:
    """An area as defined names write it.

    >>> absolute((1, 1, 3, 2))
    '$A$1:$B$3'
    """
    return f"${column_letters(found[1])}${found[0]}:${column_letters(found[3])}${found[2]}"


def within(row: int, column: int, areas: Iterable[Area]) -> Area | None:
    """The first of the areas that holds a cell."""
    return next((a for a in areas if a[0] <= row <= a[2] and a[1] <= column <= a[3]), None)


def runs(cells: Iterable[tuple[int, int]]) -> list[str]:
    """Cells as areas, those of one column joined where they follow each other.

    >>> runs([(3, 2), (6, 4), (5, 4), (9, 4)])
    ['B3', 'D5:D6', 'D9']
    """
    areas: list[list[int]] = []
    for column, row in sorted((c, r) for r, c in cells):
        if areas and areas[-1][1] == column and areas[-1][2] + 1 == row:
            areas[-1][2] = row
        else:
            areas.append([row, column, row, column])
    return [area_text((a, b, c, d)) for a, b, c, d in areas]

"""The cells of an open sheet as a Grid: values as Excel gives them, and what they do not tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from ..grid import Grid, Odd, Value
from .looking import Seen, cells_of

_ERRORS = frozenset((
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA",
    "#BLOCKED!", "#CONNECT!", "#FIELD!", "#UNKNOWN!",
))  # fmt: skip
_MOST = 1e15  # a number keeps 15 digits
_FORMULA = Odd("formula")


def grid_of(name: str, values: Sequence[Sequence[Any]], seen: Seen) -> Grid:
    """A Grid of the values from A1 on."""
    odd = dict.fromkeys(cells_of(seen.formulas), _FORMULA)
    rows: list[Sequence[Value]] = []
    for number, row in enumerate(values, 1):
        plain = row
        for at, value in enumerate(row):
            kind = type(value)
            if kind is float:
                if abs(value) >= _MOST:
                    odd[number, at + 1] = Odd("digits", f"{value:.15G}")
            elif kind is str:
                if value[:1] == "#" and value in _ERRORS:
                    odd[number, at + 1] = Odd("error", value)
                    plain = _with(plain, at, "")
                elif value[:1] == "=":  # a text: the result of a formula never begins so
                    odd.pop((number, at + 1), None)
            elif kind is datetime or kind is Decimal:
                plain = _with(plain, at, _plain(value))
        rows.append(plain)
    return Grid(name, rows, odd, seen.hidden, seen.merges, visible=seen.visible)


def _with(row: Sequence[Value], at: int, value: Value) -> list[Value]:
    new = row if isinstance(row, list) else list(row)
    new[at] = value
    return new


def _plain(value: datetime | Decimal) -> Value:
    """Amounts in a currency format come as Decimal, days with a clock; times of day on Excel's day zero."""
    if isinstance(value, Decimal):
        return float(value)
    if value.year == 1899:
        return value.time()
    return value.date() if value.time() == time() else value

"""One cell's value as the value of a field, or Unread with the reason.

A cell is empty (None) when it holds nothing, blanks, or only strokes such as / and —. In a column of dates, months,
amounts, phones, IDs or accounts the word 无 is empty too, in one of papers also 待批 and the like; in a count it is 0 and
in a yes-no column 否. Errors never are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ..core import Column, Unread
from ..grid import Odd, Value
from .dates import read_birth, read_date, read_month, read_period
from .numbers import read_count, read_money, yes_no
from .text import in_full, mean_themselves, read_id, read_paper, read_phone, read_text, text_of, was_number
from .why import ERROR_CELL, NO_CACHE

__all__ = [
    "Reader", "mean_themselves", "read_birth", "read_cell", "read_odd", "read_period", "reader", "text_of", "was_number",
]  # fmt: skip

Reader = Callable[[Value], object]
_READERS: dict[str, Reader] = {
    "text": read_text,
    "paper": read_paper,
    "date": read_date,
    "money": read_money,
    "count": read_count,
    "phone": read_phone,
}
_DOUBTFUL: dict[str, Callable[[Value, bool], object]] = {"id": read_id, "account": read_id, "month": read_month}


def read_cell(value: Value, column: Column, odd: Odd | None = None, sheet_is_text: bool = False) -> object:
    """A field's value, None when empty, or Unread. `sheet_is_text`: the text may have been made from numbers.

    >>> read_cell("2024.5.6", Column("签订日期", kind="date"))
    datetime.date(2024, 5, 6)
    >>> read_cell("２０２４年５月", Column("签订日期", kind="date")).why
    '没有写到日'
    """
    if odd is None or odd.kind == "formula":
        return reader(column, sheet_is_text)(value)
    return read_odd(reader(column, sheet_is_text), value, odd)


def reader(column: Column, sheet_is_text: bool = False) -> Reader:
    """The function that reads the plain cells of a column: made once for all of them."""
    if column.kind == "yesno":
        return yes_no(column)
    if column.kind in _DOUBTFUL:
        return partial(_DOUBTFUL[column.kind], from_numbers=sheet_is_text)  # type: ignore[call-arg]
    return _READERS[column.kind]


def read_odd(read: Reader, value: Value, odd: Odd) -> object:
    """What an error value, a formula without a result or a number too long comes to."""
    if odd.kind == "error":
        return Unread(odd.text, ERROR_CELL)
    if odd.kind == "nocache":
        return Unread("公式", NO_CACHE)
    found = read(value)
    return Unread(in_full(odd.text), found.why) if odd.kind == "digits" and isinstance(found, Unread) else found

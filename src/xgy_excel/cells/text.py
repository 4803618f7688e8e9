"""Text, and numbers that are names: IDs, accounts, phones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from ..core import Unread
from ..grid import Value
from ..values import clean, id_text, squash
from .why import ERROR_CELL, LOST_DIGITS

_STROKES = " /\\-‐‑–—―−－─_"
_NONE_WORDS = ("无", "暂无", "没有")
_NO_PAPER = frozenset((
    *_NONE_WORDS, "0", "未签", "未签订", "未编", "未编号", "未定", "未批", "未办", "待签", "待签订", "待编", "待编号", "待定", "待补", "待批",
    "待审批", "待办", "申请中", "审批中", "办理中", "正在办理", "报批中", "补办中",
))  # fmt: skip
_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")
_MOST = 10**15  # a number keeps 15 digits
_THEMSELVES = ("text", "id", "account", "phone")
_WORDS = re.compile("(?:(?:[0-9A-Za-z\u4e00-\u9fff][-0-9A-Za-z\u4e00-\u9fff]*+)?+(?:\0|$))*+")
_POWER = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]+", re.IGNORECASE)


def text_of(value: Value) -> str:
    """Any value as text, as short as it was typed.

    >>> text_of(2024.0), text_of(2140.5), text_of(date(2024, 5, 6)), text_of(True)
    ('2024', '2140.5', '2024-05-06', '是')
    """
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return "" if value is None else ("是" if value else "否")
    if isinstance(value, int | float):
        return f"{exact(value):f}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def exact(number: float) -> Decimal:
    """A number as a person typed it: the noise of binary fractions is rounded away at ten decimals.

    >>> exact(954.5500000000001), exact(1980.0), exact(0.1 + 0.2)
    (Decimal('954.55'), Decimal('1980'), Decimal('0.3'))
    """
    whole = int(number)
    return Decimal(whole) if whole == number else Decimal(repr(round(number, 10)))


def in_full(stored: str) -> str:
    """A number as a file stores it, written out as a person would.

    >>> in_full("1.50421198503019E+17"), in_full("150421198503019997")
    ('150421198503019000', '150421198503019997')
    """
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    return f"{number:f}" if number.is_finite() and number.adjusted() < 40 else stored


def plain(value: str) -> str | Unread | None:
    """Clean text; None when empty or only strokes; Unread when an error value stands there as text."""
    text = (value.strip() if value.isprintable() else clean(value)).lstrip("'")
    if len(text) < 15:
        if not text.strip(_STROKES):
            return None
        if text[0] == "#" and (text in _ERRORS or not text.strip("#")):
            return Unread(text, ERROR_CELL)
    return text


def half_width(value: str) -> str | Unread | None:
    """Clean text in half width; None also for 无."""
    text = plain(value)
    if type(text) is not str:
        return text
    if not text.isascii():
        text = normalize("NFKC", text).strip()
    return None if text in _NONE_WORDS else text


def read_text(value: Value) -> object:
    kind = type(value)
    if kind is str:
        return plain(value)  # type: ignore[arg-type]
    if kind is float or kind is int:
        if abs(value) >= _MOST:  # type: ignore[arg-type, operator]
            return Unread(text_of(value), LOST_DIGITS)
        if value == (whole := int(value)):  # type: ignore[arg-type]
            return str(whole)
    return text_of(value) or None


def read_paper(value: Value) -> object:
    """The number of a paper, or who gave it; None where the cell says that there is none yet.

    >>> read_paper("待 批"), read_paper("NC2025-001")
    (None, 'NC2025-001')
    """
    text = read_text(value)
    return None if isinstance(text, str) and squash(text) in _NO_PAPER else text


def _digits(value: Value) -> str | Unread | None:
    if isinstance(value, str):
        text = half_width(value)
        return Unread(text, LOST_DIGITS) if isinstance(text, str) and _POWER.fullmatch(text) else text
    lost = isinstance(value, int | float) and abs(value) >= _MOST
    return Unread(text_of(value), LOST_DIGITS) if lost else text_of(value) or None


def was_number(text: str) -> bool:
    """Could the text be a number whose digits after the fifteenth were lost?

    >>> was_number("150421197105209000"), was_number("150421197105209993")
    (True, False)
    """
    return len(text) > 15 and text.isdigit() and not text[15:].strip("0")


def read_id(value: Value, from_numbers: bool = False) -> object:
    """An ID or an account. `from_numbers`: the text may have been made from numbers."""
    if type(value) is str and value.isascii() and value.isalnum():
        text: str | Unread | None = value.upper()
    else:
        text = _digits(value)
        if isinstance(text, str):
            text = id_text(text) or None
    return Unread(text, LOST_DIGITS) if from_numbers and isinstance(text, str) and was_number(text) else text


def mean_themselves(cells: Sequence[Value], kind: str) -> bool:
    """Are all these cells of a column empty or texts of plain letters and digits, which reading gives back as they are?

    >>> mean_themselves(["张三", "李四"], "text"), mean_themselves(["张　三"], "text"), mean_themselves(["15042119710520999x"], "id")
    (True, False, False)
    """
    if kind not in _THEMSELVES or not cells or not isinstance(cells[-1], str):
        return False
    try:
        text = "".join(cells)  # type: ignore[arg-type]
    except TypeError:  # not all are texts
        return False
    if kind == "text":
        plain = text.isalnum() or _WORDS.fullmatch("\0".join(cells)) is not None  # type: ignore[arg-type]
        return plain and "同上" not in text
    return text.isascii() and (text.isdigit() if kind == "phone" else text.isalnum() and text.upper() == text)


def read_phone(value: Value) -> object:
    if type(value) is str and value.isascii() and value.isdigit():
        return value
    text = _digits(value)
    if isinstance(text, str):
        joined = squash(text)
        return joined if joined.isdigit() and len(joined) <= 12 else text
    return text

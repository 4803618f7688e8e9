"""Money, counts, and yes or no."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from ..core import Column, Unread
from ..grid import Value
from ..values import squash
from .text import exact, half_width, text_of
from .why import NEGATIVE, NOT_A_NUMBER, NOT_WHOLE, NOT_YES_NO

_AMOUNT = re.compile(
    r"¥?([-−+]?)¥?([0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)(元整?(?:/?(?:人|每人))?(?:/?每?月)?)?"
)
_BRACKETED = re.compile(r"\(([0-9.,]+)\)元?")  # how accountants write a negative
_MINUS = ("-", "−")
_COUNT = re.compile(r"([-−]?)([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)?(?:人|名|个|户|件|次|天|日|岁|票|周岁)?")

_YES = frozenset((
    "是", "有", "已", "对", "y", "yes", "true", "√", "✓", "✔", "☑", "1", "具备", "熟练", "符合",
    "强", "较强", "好", "较好", "良好", "农民", "牧民", "已备案", "已开发", "已申请", "已办理", "已完成",
))  # fmt: skip
_NO = frozenset((
    "否", "无", "未", "没有", "非", "不是", "n", "no", "false", "×", "✗", "✘", "x", "0", "不具备", "不熟练", "不符合",
    "未备案", "未开发", "未申请", "未办理", "未完成",
))  # fmt: skip


def read_money(value: Value) -> object:
    """An amount in yuan, exact; more than two decimals stay, for rule P14 asks about them."""
    kind = type(value)
    if kind is float or kind is int:
        amount = exact(value)  # type: ignore[arg-type]
        return amount if amount >= 0 else Unread(text_of(value), NEGATIVE)
    if not isinstance(value, str):
        return None if value is None else Unread(text_of(value), NOT_A_NUMBER)
    text = half_width(value)
    if not isinstance(text, str):
        return text
    plain = squash(text)
    if parts := _AMOUNT.fullmatch(plain):
        amount = Decimal(parts[2].replace(",", ""))
        return Unread(text, NEGATIVE) if parts[1] in _MINUS and amount else amount
    return Unread(text, NEGATIVE if _BRACKETED.fullmatch(plain) else NOT_A_NUMBER)


def read_count(value: Value) -> object:
    """A whole number."""
    if type(value) is float or type(value) is int:
        text: object = text_of(value)
    elif isinstance(value, str):
        text = half_width(value)
        if text is None and squash(value) in ("无", "没有"):
            return 0
    else:
        text = None if value is None else Unread(text_of(value), NOT_A_NUMBER)
    if not isinstance(text, str):
        return text
    parts = _COUNT.fullmatch(squash(text))
    if not parts:
        return Unread(text, NOT_A_NUMBER)
    if parts[3] and parts[3].strip(".0"):
        return Unread(text, NOT_WHOLE)
    number = int(parts[2].replace(",", ""))
    return Unread(text, NEGATIVE) if parts[1] and number else number


def yes_no(column: Column) -> Callable[[Value], object]:
    """A reader of 是 and 否 in their many writings, those with the header's own word too: 农牧民, 不熟练."""
    stem = squash(column.header).replace("是否", "")
    yes = _YES | {stem, f"是{stem}"}
    no = _NO | {f"{lead}{stem}" for lead in ("非", "不", "未", "不是")}

    def read(value: Value) -> object:
        if isinstance(value, bool) or value is None:
            return value
        text = value if isinstance(value, str) else text_of(value)
        found = half_width(text)
        if isinstance(found, Unread) or (found is None and squash(text) not in no):
            return found
        word = squash(text)
        if word in yes:
            return True
        return False if word in no else Unread(text.strip(), NOT_YES_NO)

    return read

"""How the values of parameters are read from the sheet 参数. Each reader raises ValueError on what it cannot mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from ..values import clean, squash


def text(value: str) -> str:
    if not clean(value):
        raise ValueError(value)
    return clean(value)


def whole(value: str) -> int:
    """A whole number not below zero.

    >>> whole("60天"), whole(" 18 ")
    (60, 18)
    """
    digits = squash(value).rstrip("天日个人岁周元月份工作")
    if not digits.isascii() or not digits.isdigit():
        raise ValueError(value)
    return int(digits)


def money(value: str) -> Decimal:
    """An amount in yuan.

    >>> money("2,140元"), money("2140.5")
    (Decimal('2140'), Decimal('2140.5'))
    """
    plain = squash(value).replace(",", "").removesuffix("/月").removesuffix("元").lstrip("¥")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise ValueError(value) from None
    if not amount.is_finite() or amount < 0:
        raise ValueError(value)
    return amount


def on_off(value: str) -> bool:
    word = squash(value)
    if word in ("开", "是", "启用", "on"):
        return True
    if word in ("关", "否", "停用", "off"):
        return False
    raise ValueError(value)


def words(value: str) -> tuple[str, ...]:
    """A list written with 、 or commas.

    >>> words("优秀、合格")
    ('优秀', '合格')
    """
    for mark in ",，;；/|\n":
        value = value.replace(mark, "、")
    found = tuple(word for part in value.split("、") if (word := clean(part)))
    if not found:
        raise ValueError(value)
    return found


_DAY = re.compile(r"([0-9]{4})(?:[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))")


def day(value: str) -> date:
    """A day, as it may be written in any other sheet.

    >>> str(day("2025-07-05")), str(day("2025年7月5日")), str(day("2025.7.5")), str(day("20250705"))
    ('2025-07-05', '2025-07-05', '2025-07-05', '2025-07-05')
    """
    found = _DAY.fullmatch(squash(value))
    if found is None:
        raise ValueError(value)
    year, month, number = (int(part) for part in found.groups() if part)
    return date(year, month, number)


def one_of(*choices: str) -> Callable[[str], str]:
    """A reader that accepts these words only."""

    def choice(value: str) -> str:
        found = next((c for c in choices if squash(c) == squash(value)), None)
        if found is None:
            raise ValueError(value)
        return found

    choice.choices = choices  # type: ignore[attr-defined]
    return choice

"""Facts as a clerk reads them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal


def in_words(value: object) -> str:
    """A fact as a clerk reads it.

    >>> from datetime import date
    >>> in_words(date(2025, 5, 1)), in_words(Decimal("2140.00")), in_words(Decimal("954.5")), in_words(None)
    ('2025-05-01', '2140', '954.50', '空')
    """
    if value is None:
        return "空"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        return f"{value:f}".rstrip("0").rstrip(".") if whole and "." in f"{value:f}" else _cents(value)
    return str(value)


def _cents(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    return f"{value:.2f}" if isinstance(exponent, int) and -2 <= exponent < 0 else f"{value:f}"


def by_reason(told: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """What was left out, by why it was: a reason that several share is given once.

    >>> by_reason([("P12", "没有“发放”表"), ("E10", "缺列“劳动技能”"), ("P13", "没有“发放”表")])
    {'没有“发放”表': ['P12', 'P13'], '缺列“劳动技能”': ['E10']}
    """
    reasons: dict[str, list[str]] = {}
    for subject, why in told:
        reasons.setdefault(why, []).append(subject)
    return reasons


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or an empty text: for suggestions, never for decisions."""
    return next(iter(all_nearest(word, known)), "")


def all_nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words most like this one: up to three where they are as near.

    >>> all_nearest("性名", ["姓名", "户名", "月报酬"])
    ['户名', '姓名']
    """
    import difflib

    close = difflib.get_close_matches(word, list(known), 3, 0.5)
    alike = [difflib.SequenceMatcher(None, one, word).ratio() for one in close]
    return [one for one, ratio in zip(close, alike, strict=True) if ratio == alike[0]]

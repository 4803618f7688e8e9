"""Dates, months and periods as people write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from ..core import Unread
from ..grid import Value
from ..values import squash
from .text import half_width, text_of
from .why import FAR_OFF, MONTH_ONLY, MONTH_WANTED, NO_SUCH_DAY, NOT_A_DATE, OPEN_ENDED, UNSURE_MONTH

_GAP = r"[-‐‑–—−./\\年月·。 ]+"
_CLOCK = r"(?:[ T]*[0-9]{1,2}[:时][0-9]{1,2}(?:[:分][0-9]{1,2}(?:\.[0-9]+)?)?[分秒]?)?"
_WEEKDAY = r" *(?:\(?(?:星期|周)[一二三四五六日天]\)?)?"
_DAY = re.compile(rf"([0-9]{{4}}){_GAP}([0-9]{{1,2}}){_GAP}([0-9]{{1,2}}) *[日号]?[起止]?{_CLOCK}{_WEEKDAY}")
_COMPACT = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH = re.compile(rf"([0-9]{{4}})(?:{_GAP}([0-9]{{1,2}}) *月?份?|([0-9]{{2}})|年)?")
_OPEN = ("长期", "永久", "无固定期限", "无期限")

_DAY_ZERO = date(1899, 12, 30)
# Serial numbers of 1920 to 2099: below, a number is rather a year (those of 1905) or no date at all.
_SERIALS = range((date(1920, 1, 1) - _DAY_ZERO).days, (date(2099, 12, 31) - _DAY_ZERO).days + 1)


def read_date(value: Value) -> object:
    kind = type(value)
    if kind is date or kind is datetime:
        day: date = value.date() if isinstance(value, datetime) else value  # type: ignore[assignment]
        return day if 1900 <= day.year <= 2099 else Unread(day.isoformat(), _far(day.year))
    found: object = None if value is None else NOT_A_DATE
    if isinstance(value, str):
        text = half_width(value)
        found = _day_of(text) if isinstance(text, str) else text
    elif kind is float or kind is int:
        found = _day_of_number(value)  # type: ignore[arg-type]
    return Unread(text_of(value).strip(), found) if isinstance(found, str) else found


@lru_cache(1 << 14)
def _day_of(text: str) -> date | str:
    """The day, or why there is none."""
    if parts := _COMPACT.fullmatch(text) or _DAY.fullmatch(text):
        return _day(*map(int, parts.groups()))
    if len(text) == 5 and text.isdigit():
        return _DAY_ZERO + timedelta(int(text)) if int(text) in _SERIALS else NOT_A_DATE
    if month := _MONTH.fullmatch(text):
        number = int(month[2] or month[3] or 1)
        return MONTH_ONLY if 1900 <= int(month[1]) <= 2099 and 1 <= number <= 12 else NOT_A_DATE
    return OPEN_ENDED if any(word in text for word in _OPEN) else NOT_A_DATE


def _day(year: int, month: int, day: int) -> date | str:
    if not 1900 <= year <= 2099:
        return _far(year)
    try:
        return date(year, month, day)
    except ValueError:
        return NO_SUCH_DAY


def _far(year: int) -> str:
    return OPEN_ENDED if year == 9999 else FAR_OFF


def _day_of_number(number: float) -> date | str:
    whole = int(number)
    if whole in _SERIALS:
        return _DAY_ZERO + timedelta(whole)
    if 1900 <= number < 2100:
        return MONTH_ONLY
    return _day_of(str(whole)) if whole == number and whole > _SERIALS[-1] else NOT_A_DATE


def read_birth(value: Value) -> object:
    """A day, under a heading that asks for no more than 出生年月: a year and a month are told by MONTH_WANTED.

    So is the first of a month where it is a date: Excel makes it of 1985-3.

    >>> read_birth("1985.03").why, read_birth("1985年").why
    ('按表头只写年月', '没有写到日')
    """
    day = read_date(value)
    if isinstance(value, date) and isinstance(day, date) and day.day == 1:
        return Unread(f"{day.year}-{day.month:02}", MONTH_WANTED)
    if isinstance(day, Unread) and day.why == MONTH_ONLY and (parts := _MONTH.fullmatch(squash(day.text))):
        return Unread(day.text, MONTH_WANTED) if parts[2] or parts[3] else day
    return day


def read_month(value: Value, from_numbers: bool = False) -> object:
    """The first day of the month. `from_numbers`: the text may have been made from numbers."""
    typed = type(value) in (int, float)
    text = text_of(value) if typed else half_width(value) if isinstance(value, str) else None
    parts = _MONTH.fullmatch(text) if isinstance(text, str) else None
    if parts and (number := parts[2] or parts[3]):
        if (typed or from_numbers) and parts[0] == f"{parts[1]}.1":
            return Unread(parts[0], UNSURE_MONTH)
        found = _day(int(parts[1]), int(number), 1)
        return found if isinstance(found, date) else Unread(parts[0], NOT_A_DATE)
    day = read_date(value)
    if isinstance(day, Unread) and day.why == MONTH_ONLY:
        return Unread(day.text, NOT_A_DATE)  # a year alone
    return day.replace(day=1) if isinstance(day, date) else day


def typed_month(text: str) -> date | None:
    """The first day of a month a person has typed in a box; None when it cannot be read.

    >>> typed_month(" 2025.6 "), typed_month("六月")
    (datetime.date(2025, 6, 1), None)
    """
    month = read_month(text.strip())
    return month if isinstance(month, date) else None


_WHOLE = r"[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}(?![0-9])[日号]?|[0-9]{8}(?![0-9])"
_SHORT = r"[0-9]{4}[-./年][0-9]{1,2}(?![0-9])月?"
_SAME_YEAR = r"[0-9]{1,2}[-./月][0-9]{1,2}(?![0-9])[日号]?"
_TO = "起?(?:至|到|[-~‐‑–—―−─])+"
_PERIOD = re.compile(rf"[自从]?({_WHOLE}|{_SHORT}){_TO}(?:({_WHOLE}|{_SHORT}|长期)|({_SAME_YEAR}))止?")
_LINE_BREAK = re.compile(r"(?<=[0-9日号])\s+(?=[0-9]{4})")


def read_period(value: Value) -> tuple[object, object]:
    """Beginning and end from one cell. An end without a year is in the year of the beginning.

    >>> read_period("2024.5.1—2025.4.30")
    (datetime.date(2024, 5, 1), datetime.date(2025, 4, 30))
    >>> [d.why for d in read_period("一年")]
    ['不是日期', '不是日期']
    """
    text = half_width(value) if isinstance(value, str) else None
    parts = _PERIOD.fullmatch(squash(_LINE_BREAK.sub("至", text))) if isinstance(text, str) else None
    if not parts:
        only = read_date(value)
        return only, None if isinstance(only, date) else only
    start = read_date(parts[1])
    if parts[2] or not isinstance(start, date):
        return start, read_date(parts[2] or parts[3])
    end = read_date(f"{start.year}.{parts[3]}")
    return start, Unread(parts[3], NOT_A_DATE) if isinstance(end, date) and end < start else end

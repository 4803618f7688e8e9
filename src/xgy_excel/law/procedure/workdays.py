"""Working days: Monday to Friday without the public holidays, and the weekend days that are worked instead.

Each year's days are known only once the State Council has published them. The shipped table ends with the last year
published; the sheet 节假日 of a county's book (`law.calendar`) adds to it and overrides it. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from ...core import Law

# Rest days by name, first and last day; then the weekend days worked. Source of the facts: chinesecalendar 1.11.0.
_PUBLISHED: Mapping[int, tuple[str, str]] = {
    2022: (
        "元旦0101-0103 春节0131-0206 清明节0403-0405 劳动节0430-0504 端午节0603-0605 中秋节0910-0912 国庆节1001-1007 元旦1231-1231",
        "0129 0130 0402 0424 0507 1008 1009",
    ),
    2023: (
        "元旦0101-0102 春节0121-0127 清明节0405-0405 劳动节0429-0503 端午节0622-0624 中秋节国庆节0929-1006 元旦1230-1231",
        "0128 0129 0423 0506 0625 1007 1008",
    ),
    2024: (
        "元旦0101-0101 春节0210-0217 清明节0404-0406 劳动节0501-0505 端午节0610-0610 中秋节0915-0917 国庆节1001-1007",
        "0204 0218 0407 0428 0511 0914 0929 1012",
    ),
    2025: (
        "元旦0101-0101 春节0128-0204 清明节0404-0406 劳动节0501-0505 端午节0531-0602 国庆节中秋节1001-1008",
        "0126 0208 0427 0928 1011",
    ),
    2026: (
        "元旦0101-0103 春节0215-0223 清明节0404-0406 劳动节0501-0505 端午节0619-0621 中秋节0925-0927 国庆节1001-1007",
        "0104 0214 0228 0509 0920 1010",
    ),
}
_REST = re.compile(r"(\D+)(\d{4})-(\d{4})")
_ONE_DAY = timedelta(days=1)


def published() -> Iterator[tuple[date, str, str]]:
    """The shipped table as the sheet 节假日 has it: day, 休 or 班, name.

    >>> next(published())
    (datetime.date(2022, 1, 1), '休', '元旦')
    """
    for year, (rest, worked) in _PUBLISHED.items():
        for name, first, last in _REST.findall(rest):
            for day in _days(_day(year, first), _day(year, last)):
                yield day, "休", name.strip()
        for text in worked.split():
            yield _day(year, text), "班", "调休"


def _day(year: int, text: str) -> date:
    return date(year, int(text[:2]), int(text[2:]))


def _days(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days=n) for n in range((end - start).days + 1))


@cache
def _table() -> Mapping[date, bool]:
    return {day: kind == "班" for day, kind, _ in published()}


def is_published(year: int, law: Law) -> bool:
    """Are the days of the year known? A year the county adds counts once its National Day is entered.

    Every arrangement has that day, so that a few days of the county's own do not pass for a whole year's.

    >>> law = Law(date(2025, 6, 30))
    >>> is_published(2026, law), is_published(2027, law)
    (True, False)
    """
    return year in _PUBLISHED or date(year, 10, 1) in law.calendar


def is_workday(day: date, law: Law) -> bool | None:
    """Is it a working day? None when its year is not published and the county has not entered the day itself.

    >>> law = Law(date(2026, 5, 1))
    >>> is_workday(date(2026, 5, 4), law), is_workday(date(2026, 5, 9), law), is_workday(date(2027, 5, 4), law)
    (False, True, None)
    """
    known = law.calendar.get(day, _table().get(day))
    if known is not None:
        return known
    return day.weekday() < 5 if is_published(day.year, law) else None


def workdays(start: date, end: date, law: Law) -> int | None:
    """Working days from `start` to `end`, both counted; 0 when the end comes first. None when a day is not known.

    >>> law = Law(date(2026, 5, 1))
    >>> workdays(date(2026, 4, 30), date(2026, 5, 8), law), workdays(date(2026, 4, 30), date(2026, 5, 9), law)
    (4, 5)
    >>> workdays(date(2026, 12, 31), date(2027, 1, 4), law) is None
    True
    """
    count = 0
    for day in _days(start, end):
        worked = is_workday(day, law)
        if worked is None:
            return None
        count += worked
    return count


def weekdays(start: date, end: date) -> int:
    """Mondays to Fridays from `start` to `end`: shown, never judged by, where the holidays are not known.

    >>> weekdays(date(2027, 1, 1), date(2027, 1, 10))
    6
    """
    return sum(day.weekday() < 5 for day in _days(start, end))


def unpublished(start: date, end: date, law: Law) -> int | None:
    """The first year in the range whose holidays are not known.

    >>> unpublished(date(2026, 12, 31), date(2027, 1, 4), Law(date(2026, 12, 31)))
    2027
    """
    return next((year for year in range(start.year, end.year + 1) if not is_published(year, law)), None)

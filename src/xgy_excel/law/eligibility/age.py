"""Article 7, the arithmetic of age: 年满18周岁，原则上不超过55周岁.

The text names neither the day a person is judged on nor the day that completes a year of age: both are the county's.
"""

from __future__ import annotations

from datetime import date, timedelta

from ...core import Cite, Law, Param
from ...values import add_years
from ..params import on_off, one_of, whole

ART7 = Cite("第七条")
LOCAL = Cite("本县规定", in_text=False)
_A_OR_B = one_of("A", "B")


def _ceiling_reading(value: str) -> str:
    """A or B, whatever the county adds in brackets."""
    return _A_OR_B(value.strip()[:1])


YOUNGEST = Param("年龄下限", whole, "18", "周岁", "接续政策可能调整", ART7)
OLDEST = Param("年龄上限", whole, "55", "周岁", "接续政策可能调整", ART7)
REFERENCE = Param(
    "年龄参照日",
    one_of("报名截止日", "协议起", "核查当日"),
    "协议起",
    "报名截止日 | 协议起 | 核查当日",
    "办法未写明按哪一天计算年龄；报名截止日以选聘程序表的申请日期计",
    ART7,
)
BIRTHDAY = Param("周岁口径", one_of("当日", "次日"), "当日", "当日 | 次日", "生日当天是否已满周岁，办法未写明", ART7)
LEAP_DAY = Param(
    "二月二十九日口径",
    one_of("2月28日", "3月1日"),
    "2月28日",
    "2月28日 | 3月1日",
    "2月29日出生的，平年按哪一天计，办法未写明",
    ART7,
)
CEILING = Param(
    "年龄上限口径",
    _ceiling_reading,
    "A",
    "A（满56前一日止） | B（55岁生日止）",
    "“不超过55周岁”有两种读法",
    ART7,
)
AT_RENEWAL = Param("续聘适用年龄上限", on_off, "是", "是 | 否", "第九条未写明续聘是否再看年龄", ART7)
EXIT_AGE = Param("到龄退出年龄", whole, None, "周岁", "只有本县另有规定的才填写", LOCAL)

PARAMS = (YOUNGEST, OLDEST, REFERENCE, BIRTHDAY, LEAP_DAY, CEILING, AT_RENEWAL, EXIT_AGE)


def reaches(birth: date, years: int, law: Law) -> date:
    """The first day on which a person is `years` old, by the county's readings of birthday and leap day.

    >>> reaches(date(2008, 2, 29), 18, Law(date(2026, 1, 1)))
    datetime.date(2026, 2, 28)
    """
    birthday = add_years(birth, years, law.get(LEAP_DAY) or "2月28日")
    return birthday + timedelta(days=law.get(BIRTHDAY) == "次日" and years > 0)


def age_on(birth: date, day: date, law: Law) -> int:
    """Completed years of age on a day (Article 7). Raises ValueError for a day before the birth.

    >>> law = Law(date(2026, 5, 1))
    >>> age_on(date(2008, 5, 24), date(2026, 5, 23), law), age_on(date(2008, 5, 24), date(2026, 5, 24), law)
    (17, 18)
    """
    if day < birth:
        raise ValueError("参照日期早于出生日期")
    years = day.year - birth.year
    return years if reaches(birth, years, law) <= day else max(years - 1, 0)


def first_day_over(birth: date, law: Law) -> date:
    """The first day on which a person is over the age ceiling: A on turning 56, B the day after the 55th birthday.

    >>> first_day_over(date(1971, 5, 20), Law(date(2026, 5, 1)))
    datetime.date(2027, 5, 20)
    """
    limit = law.get(OLDEST) or 0
    if law.get(CEILING) == "B":
        return add_years(birth, limit, law.get(LEAP_DAY) or "2月28日") + timedelta(days=1)
    return reaches(birth, limit + 1, law)


def over_age(birth: date, day: date, law: Law) -> bool:
    """Is a person over the age ceiling on a day (原则上不超过55周岁)?

    >>> over_age(date(1971, 5, 20), date(2027, 5, 19), Law(date(2026, 5, 1)))
    False
    """
    return day >= first_day_over(birth, law)

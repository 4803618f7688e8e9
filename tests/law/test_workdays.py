"""Working days: the published years, the county's own days, and no guesses beyond them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgy_excel.core import Law
from xgy_excel.law.procedure.workdays import is_workday, published, unpublished, weekdays, workdays

LAW = Law(date(2025, 6, 30))
known_days = st.dates(date(2022, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2024, 5, 6), date(2024, 5, 10), 5),
        (date(2026, 4, 30), date(2026, 5, 8), 4),
        (date(2026, 4, 30), date(2026, 5, 9), 5),
        (date(2025, 9, 29), date(2025, 10, 11), 5),
        (date(2025, 5, 7), date(2025, 5, 20), 10),
    ],
)
def test_working_days_of_the_catalogue(start, end, count):
    assert workdays(start, end, LAW) == count


@pytest.mark.parametrize(
    ("year", "working"), [(2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)]
)  # fmt: skip
def test_a_year_has_the_working_days_its_arrangement_leaves(year, working):
    assert workdays(date(year, 1, 1), date(year, 12, 31), LAW) == working


def test_days_worked_instead_fall_on_weekends_and_are_no_rest_days():
    rest = {day for day, kind, _ in published() if kind == "休"}
    worked = {day for day, kind, _ in published() if kind == "班"}
    assert {day.weekday() for day in worked} == {5, 6}
    assert not rest & worked


def test_the_county_overrides_a_published_day_and_adds_one():
    law = Law(date(2025, 6, 30), calendar={date(2025, 10, 11): False, date(2027, 7, 9): False})
    assert is_workday(date(2025, 10, 11), law) is False
    assert is_workday(date(2027, 7, 9), law) is False
    assert is_workday(date(2027, 7, 8), law) is None


def test_a_whole_year_the_county_entered_is_known():
    law = Law(date(2027, 6, 30), calendar={date(2027, 1, 1): False, date(2027, 10, 1): False})
    assert workdays(date(2027, 1, 1), date(2027, 1, 8), law) == 5
    assert unpublished(date(2026, 1, 1), date(2027, 1, 8), law) is None


def test_a_range_that_leaves_the_table_has_no_number():
    assert workdays(date(2021, 12, 30), date(2022, 1, 7), LAW) is None
    assert unpublished(date(2021, 12, 30), date(2022, 1, 7), LAW) == 2021
    assert weekdays(date(2021, 12, 30), date(2022, 1, 7)) == 7


@given(known_days, st.integers(0, 40), st.integers(0, 40))
def test_counts_of_neighbouring_ranges_add_up(start, first, second):
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    if end <= date(2026, 12, 30):
        whole = workdays(start, end, LAW)
        assert whole == workdays(start, middle, LAW) + workdays(middle + timedelta(days=1), end, LAW)
        assert 0 <= whole <= (end - start).days + 1


@given(known_days)
def test_a_range_that_ends_before_it_begins_has_none(day):
    assert workdays(day, day - timedelta(days=1), LAW) == 0

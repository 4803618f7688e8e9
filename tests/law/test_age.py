"""Article 7, age: the table of the catalogue, the county's readings, and what the arithmetic promises for any day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgy_excel.core import Law, Setting
from xgy_excel.law import judge
from xgy_excel.law.eligibility.age import age_on, first_day_over, over_age, reaches
from xgy_excel.law.eligibility.age_limits import E2, E3, E3B, E11, RULES
from xgy_excel.law.identity.numbers import check_digit
from xgy_excel.records import Records
from xgy_excel.rows import Agreement, Approval, Coordinator, Procedure

DAY = date(2025, 6, 30)


def law(day=DAY, **values: str) -> Law:
    return Law(day, settings=[Setting(name=name, value=value) for name, value in values.items()])


NEXT_DAY, READING_B, MARCH = {"周岁口径": "次日"}, {"年龄上限口径": "B"}, {"二月二十九日口径": "3月1日"}


def id_of(birth: date) -> str:
    head = f"150421{birth:%Y%m%d}999"
    return head + check_digit(head)


def person(birth: date, start: date | None = DAY, **fields) -> Coordinator:
    return Coordinator(
        name="张三", id_number=id_of(birth), birth_date=birth, agreement_start=start, status="在岗", **fields
    )


def found(row: Coordinator, *others, rules=RULES, day=DAY, **values: str) -> list[tuple[str, str]]:
    verdict = judge(Records.of_rows(row, *others), law(day, **values), rules)
    return [(f.rule.code, f.severity.value) for f in verdict.findings if f.row in (row, None)]


@pytest.mark.parametrize(
    ("birth", "day", "same_day", "next_day"),
    [
        (date(2008, 5, 24), date(2026, 5, 23), 17, 17),
        (date(2008, 5, 24), date(2026, 5, 24), 18, 17),
        (date(2008, 2, 29), date(2026, 2, 27), 17, 17),
        (date(2008, 2, 29), date(2026, 2, 28), 18, 17),
        (date(1971, 5, 20), date(2026, 5, 20), 55, 54),
        (date(1971, 5, 20), date(2026, 5, 21), 55, 55),
        (date(1971, 5, 20), date(2027, 5, 19), 55, 55),
        (date(1971, 5, 20), date(2027, 5, 20), 56, 55),
        (date(1966, 7, 1), date(2022, 6, 30), 55, 55),
        (date(1966, 6, 30), date(2022, 6, 30), 56, 55),
    ],
)
def test_completed_years(birth, day, same_day, next_day):
    assert age_on(birth, day, law()) == same_day
    assert age_on(birth, day, law(**NEXT_DAY)) == next_day


@pytest.mark.parametrize(
    ("birth", "day", "over_a", "over_b"),
    [
        (date(1971, 5, 20), date(2026, 5, 20), False, False),
        (date(1971, 5, 20), date(2026, 5, 21), False, True),
        (date(1971, 5, 20), date(2027, 5, 19), False, True),
        (date(1971, 5, 20), date(2027, 5, 20), True, True),
        (date(1966, 7, 1), date(2022, 6, 30), False, True),
        (date(1966, 6, 30), date(2022, 6, 30), True, True),
    ],
)
def test_over_55_has_two_readings(birth, day, over_a, over_b):
    assert over_age(birth, day, law()) is over_a
    assert over_age(birth, day, law(**READING_B)) is over_b


def test_a_leap_day_birthday_may_be_the_first_of_march():
    assert age_on(date(2008, 2, 29), date(2026, 2, 28), law(**MARCH)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1), law(**MARCH)) == 18


def test_nobody_has_an_age_before_birth():
    with pytest.raises(ValueError, match="参照日期早于出生日期"):
        age_on(date(2008, 5, 24), date(2008, 5, 23), law())


births = st.dates(date(1900, 1, 1), date(2030, 12, 31))
readings = st.sampled_from([{}, NEXT_DAY, MARCH, {**NEXT_DAY, **MARCH}])


@given(births, st.integers(0, 40000), readings)
def test_age_never_falls_and_rises_by_one_at_most(birth, days, reading):
    day, the_law = birth + timedelta(days=days), law(**reading)
    step = age_on(birth, day + timedelta(days=1), the_law) - age_on(birth, day, the_law)
    assert step in (0, 1)


@given(births, st.integers(1, 100), readings)
def test_the_birthday_is_the_first_day_of_the_new_age(birth, years, reading):
    the_law = law(**reading)
    first = reaches(birth, years, the_law)
    assert age_on(birth, first, the_law) == years
    assert age_on(birth, first - timedelta(days=1), the_law) == years - 1


@given(births, st.sampled_from([{}, NEXT_DAY, READING_B, MARCH]))
def test_once_over_the_ceiling_always_over(birth, reading):
    the_law = law(**reading)
    first = first_day_over(birth, the_law)
    assert over_age(birth, first, the_law)
    assert not over_age(birth, first - timedelta(days=1), the_law)


# -- the rules ----------------------------------------------------------------------------------------


def test_under_18_is_an_error_and_tells_the_age():
    row = person(date(2007, 7, 1))
    [finding] = judge(Records.of_rows(row), law(), [E2]).findings
    assert (finding.severity.value, finding.field) == ("错误", "出生日期")
    assert finding.message == "【第七条·年龄】张三截至2025-06-30为17周岁，未满18周岁。"
    assert found(person(date(2007, 6, 30)), rules=[E2]) == []
    assert found(person(date(2007, 6, 30)), rules=[E2], **NEXT_DAY) == [("E2", "错误")]


def test_over_55_needs_an_exception_and_a_complete_one_approves_it():
    row = person(date(1969, 6, 30))
    [finding] = judge(Records.of_rows(row), law(), [E3]).findings
    assert finding.message == "【第七条·年龄】张三截至2025-06-30为56周岁，超过55周岁（原则上不超过）。"
    approval = Approval(rule="E3", target=row.id_number, doc_no="乌人社〔2025〕3号", body="旗人社局", date=DAY)
    assert found(row, rules=[E3]) == [("E3", "需例外审批")]
    assert found(row, approval, rules=[E3]) == [("E3", "已批例外")]
    assert found(person(date(1969, 7, 1)), rules=[E3]) == []
    assert found(person(date(1969, 7, 1)), rules=[E3], 年龄上限口径="B（55岁生日止）") == [("E3", "需例外审批")]


def test_the_age_counts_on_the_first_day_of_the_agreement_not_on_the_day_of_checking():
    assert found(person(date(1969, 3, 1), start=date(2025, 1, 1)), rules=[E3]) == []
    assert found(person(date(1969, 3, 1), start=None), rules=[E2, E3]) == [("E2", "待核"), ("E3", "待核")]
    waiting = replace(person(date(1969, 3, 1), start=None), status="待上岗")
    assert found(waiting, rules=[E3]) == [("E3", "需例外审批")]


def test_who_left_without_an_agreement_on_record_is_judged_on_the_first_day_in_post():
    left = Coordinator(id_number=id_of(date(1969, 3, 1)), status="离岗", onboard_date=date(2024, 7, 1))
    assert found(left, rules=[E3]) == []


@pytest.mark.parametrize(("reading", "expected"), [("报名截止日", []), ("核查当日", [("E3", "需例外审批")])])
def test_the_county_chooses_the_day_the_age_counts_on(reading, expected):
    row = person(date(1969, 5, 20))
    chain = Procedure(id_number=row.id_number, apply_date=date(2025, 5, 19), check_date=date(2025, 5, 20))
    assert found(row, chain, rules=[E3], 年龄参照日=reading) == expected


def test_without_the_day_the_county_chose_the_age_is_undecided():
    row = person(date(1990, 1, 1))
    verdict = judge(Records.of_rows(row, Procedure(name="李四")), law(年龄参照日="报名截止日"), [E2])
    assert [f.message for f in verdict.findings] == ["【第七条·缺数据】张三缺“申请日期”，无法判定“年满18周岁”。"]


def test_the_ceiling_at_renewal_is_the_countys_choice():
    by_word, by_record = person(date(1969, 1, 1), is_renewal=True), person(date(1969, 1, 1))
    earlier = Agreement(id_number=by_record.id_number, agreement_start=date(2024, 6, 30))
    assert found(by_word, rules=[E3]) == [("E3", "需例外审批")]
    assert found(by_word, rules=[E3], 续聘适用年龄上限="否") == []
    assert found(by_record, earlier, rules=[E3], 续聘适用年龄上限="否") == []
    assert found(by_record, rules=[E3], 续聘适用年龄上限="否") == [("E3", "需例外审批")]


def test_turning_56_within_the_agreement_is_pointed_out():
    row = person(date(1970, 1, 15), agreement_end=date(2026, 6, 29))
    [finding] = judge(Records.of_rows(row), law(), [E3B]).findings
    assert finding.message == "【第七条·年龄】张三自2026-01-15起超过年龄上限，在本期协议内。"
    assert found(person(date(1970, 6, 30), agreement_end=date(2026, 6, 29)), rules=[E3B]) == []
    assert found(person(date(1969, 1, 15), agreement_end=date(2026, 6, 29)), rules=[E3B]) == []  # E3 speaks


@pytest.mark.parametrize(
    ("id_number", "wording"), [(None, "缺“身份证号”"), ("15042119710520999X", "身份证号有误"), ("1504", "身份证号有误")]
)
def test_without_a_valid_id_nothing_is_decided(id_number, wording):
    row = Coordinator(name="张三", id_number=id_number, birth_date=date(2015, 1, 1), agreement_start=DAY)
    verdict = judge(Records.of_rows(row), law(), [E2, E3])
    assert [(f.rule.code, f.severity.value) for f in verdict.findings] == [("E2", "待核"), ("E3", "待核")]
    assert all(wording in f.message for f in verdict.findings)


def test_two_birth_dates_count_only_where_they_decide_differently():
    row = Coordinator(id_number=id_of(date(1980, 1, 1)), birth_date=date(1969, 1, 1), agreement_start=DAY)
    assert found(row) == [("E3", "待核")]
    both_over = Coordinator(id_number=id_of(date(1968, 1, 1)), birth_date=date(1969, 1, 1), agreement_start=DAY)
    assert found(both_over) == [("E3", "需例外审批")]


def test_a_reading_nobody_understands_leaves_the_age_undecided():
    assert found(person(date(1969, 1, 1)), rules=[E3], 年龄上限口径="C") == [("E3", "待核")]


def test_the_countys_own_leaving_age_is_asked_only_where_it_is_set():
    row = person(date(1964, 6, 30), onboard_date=date(2022, 7, 1))
    assert found(row, rules=[E11]) == []
    assert found(row, rules=[E11], 到龄退出年龄="61") == [("E11", "需例外审批")]
    assert found(row, rules=[E11], 到龄退出年龄="62") == []
    assert found(row, rules=[E11], 到龄退出年龄="61", 规则开关·E11="关") == []
    assert found(row, rules=[E11], 规则开关·E11="开") == [("E11", "待核")]

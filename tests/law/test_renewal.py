"""Article 9: expiry, renewal, and months paid between two agreements."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from xgy_excel.core import Law, Setting
from xgy_excel.law import judge
from xgy_excel.law.agreement import renewal
from xgy_excel.records import Records
from xgy_excel.rows import Agreement, Coordinator, Evaluation, Payment, Procedure

DAY = date(2025, 6, 30)
ME = "15042119850301999X"
STEPS = Setting(name="续聘程序步骤", value="考核、研究、公示")


def person(start=date(2025, 1, 1), end=date(2025, 12, 31), **fields) -> Coordinator:
    good = {"name": "张三", "id_number": ME, "status": "在岗", "agreement_no": "NC2025-001", "is_renewal": True}
    return Coordinator(agreement_start=start, agreement_end=end, **{**good, **fields})


def former(start: str, end: str) -> Agreement:
    days = {"agreement_start": date.fromisoformat(start), "agreement_end": date.fromisoformat(end)}
    return Agreement(id_number=ME, name="张三", agreement_no=f"NC{start[:4]}-001", **days)


def evaluation(**fields) -> Evaluation:
    good = {
        "name": "张三", "id_number": ME, "eval_year": "2024", "eval_date": date(2024, 12, 10), "eval_grade": "合格", "skill_ok": True,
        "renew_process_date": date(2024, 12, 20),
    }  # fmt: skip
    return Evaluation(**{**good, **fields})


def verdict(rule, *rows, day=DAY, settings=(STEPS,)):
    return judge(Records.of_rows(*rows), Law(day, settings=settings), [rule]).findings


def told(rule, *rows, **more) -> list[str]:
    return [f.severity.value for f in verdict(rule, *rows, **more)]


# -- A10 ----------------------------------------------------------------------------------------------


def test_what_is_held_after_the_day_is_not_held_yet():
    later = evaluation(eval_date=date(2025, 7, 10))
    assert told(renewal.A10, person(), former("2024-01-01", "2024-12-31"), evaluation()) == []
    assert told(renewal.A10, person(), former("2024-01-01", "2024-12-31"), later) == ["待核"]
    undone = evaluation(renew_process_date=date(2025, 7, 12))
    assert told(renewal.A10, person(), former("2024-01-01", "2024-12-31"), undone) == ["待核"]


# -- A5 -----------------------------------------------------------------------------------------------


def payments(*months: str, **fields) -> list[Payment]:
    fields = {"amount": Decimal(1000), **fields}
    return [Payment(id_number=ME, name="张三", pay_month=date.fromisoformat(f"{m}-01"), **fields) for m in months]


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (("2024-06", "2024-10"), []),
        (("2024-08",), ["错误"]),
        (("2024-07",), ["提示"]),
        (("2024-07", "2024-08", "2024-09"), ["错误", "提示"]),
    ],
)
def test_pay_in_a_gap_between_agreements(months, expected):
    now = person(date(2024, 9, 16), date(2025, 9, 15))
    assert told(renewal.A5, now, former("2023-07-16", "2024-07-15"), *payments(*months)) == expected


def test_the_gap_and_the_months_are_named():
    now = person(date(2024, 9, 16), date(2025, 9, 15))
    (finding,) = verdict(renewal.A5, now, former("2023-07-16", "2024-07-15"), *payments("2024-08"))
    assert finding.message == "【第九条·断档】张三2024-07-16至2024-09-15无书面协议，但有2024年8月发放记录。"


def test_no_gap_where_agreements_follow_each_other_or_an_earlier_one_lasts_longer():
    rows = former("2024-01-01", "2024-12-31"), former("2024-03-01", "2024-06-30")
    assert told(renewal.A5, person(), *rows, *payments("2024-08")) == []


def test_a_person_twice_in_the_roster_is_told_once():
    rows = person(), person(), former("2023-01-01", "2023-12-31"), *payments("2024-08")
    assert told(renewal.A5, *rows) == ["错误"]


def test_a_payment_of_nothing_is_no_payment():
    assert told(renewal.A5, person(), former("2023-01-01", "2023-12-31"), *payments("2024-08", amount=0)) == []


def test_without_an_id_the_payments_cannot_be_found():
    assert told(renewal.A5, person(id_number=None), *payments("2024-08")) == ["待核"]


# -- A10 ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"eval_grade": "优秀"}, []),
        ({"eval_grade": "不合格"}, ["错误"]),
        ({"skill_ok": False}, ["错误"]),
        ({"eval_grade": "基本合格"}, ["待核"]),
        ({"eval_grade": None}, ["待核"]),
        ({"skill_ok": None}, ["待核"]),
        ({"renew_process_date": None}, ["待核"]),
        ({"eval_year": "2022", "eval_date": date(2022, 12, 10)}, ["待核"]),
    ],
)
def test_renewal_needs_grade_skill_and_procedure(fields, expected):
    assert told(renewal.A10, person(), evaluation(**fields)) == expected


def test_the_county_may_count_a_middling_grade():
    middling = evaluation(eval_grade="基本合格")
    settings = STEPS, Setting(name="合格等次", value="优秀、合格、基本合格")
    assert told(renewal.A10, person(), middling, settings=settings) == []
    (finding,) = verdict(renewal.A10, person(), middling)
    assert finding.message == "【第九条·续聘】张三上期评价为“基本合格”，是否视为考核合格由本县规定。"


def test_a_failed_evaluation_is_told_with_its_year_and_both_conditions():
    (finding,) = verdict(renewal.A10, person(), evaluation(eval_grade="不合格", skill_ok=None))
    assert finding.message == "【第九条·续聘】张三上期（2024）评价为“不合格”、岗位技能“未填”，不符合续聘条件。"


def test_a_first_agreement_is_no_renewal():
    assert told(renewal.A10, person(is_renewal=False), evaluation(eval_grade="不合格")) == []


def test_a_known_earlier_agreement_makes_it_a_renewal():
    rows = person(is_renewal=None), former("2024-01-01", "2024-12-31"), evaluation(eval_grade="不合格")
    assert told(renewal.A10, *rows) == ["错误"]


def test_a_selection_anew_begins_again():
    rows = former("2023-01-01", "2023-12-31"), evaluation(eval_year="2023", eval_date=None, eval_grade="不合格")
    anew = Procedure(id_number=ME, county_file_date=date(2024, 12, 20))
    assert told(renewal.A10, person(is_renewal=False), *rows, anew) == []
    assert told(renewal.A10, person(is_renewal=True), *rows, anew) == ["错误"]
    assert told(renewal.A10, person(is_renewal=False), *rows) == ["错误"]


def test_the_evaluation_after_the_renewal_judges_the_next_period():
    now = person(date(2024, 7, 1), date(2025, 6, 30))
    later = evaluation(eval_grade="不合格")
    before = evaluation(eval_year="2023", eval_date=date(2023, 12, 10))
    assert told(renewal.A10, now, later, before, former("2023-07-01", "2024-06-30")) == []
    assert told(renewal.A10, now, later, former("2023-07-01", "2024-06-30")) == ["待核"]


def test_the_steps_of_the_procedure_are_asked_for_once_in_a_book():
    other = {"name": "李四", "id_number": "150421199001019990"}
    rows = person(), person(**other), evaluation(), evaluation(**other)
    (finding,) = verdict(renewal.A10, *rows, settings=())
    assert finding.message == "【第九条·缺参数】参数表未设“续聘程序步骤”，无法判定“续聘条件”。"


def test_a_renewal_without_its_first_day_or_id_is_undecided():
    assert told(renewal.A10, person(start=None), evaluation()) == ["待核"]
    assert told(renewal.A10, person(id_number=None), evaluation()) == ["待核"]


# -- A11, A12 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "expected"), [(0, ["提示"]), (59, ["提示"]), (60, ["提示"]), (61, []), (-1, [])])
def test_an_agreement_about_to_end_is_announced(left, expected):
    assert told(renewal.A11, person(end=DAY + timedelta(days=left))) == expected


def test_the_last_day_is_announced_with_no_days_left():
    (finding,) = verdict(renewal.A11, person(end=DAY))
    assert finding.message == "【第九条·到期】张三协议2025-06-30到期，还有0天。"


def test_nothing_is_announced_where_the_next_agreement_is_made_or_the_person_left():
    assert told(renewal.A11, person(end=DAY), former("2025-07-01", "2026-06-30")) == []
    assert told(renewal.A11, person(end=DAY, status="离岗", leave_date=date(2025, 5, 1))) == []


def test_a_reminder_without_a_number_of_days_is_undecided():
    assert told(renewal.A11, person(), settings=[Setting(name="到期提醒天数", value="两个月前")]) == ["待核"]


@pytest.mark.parametrize(
    ("fields", "others", "expected"),
    [
        ({}, (), []),
        ({"end": DAY}, (), []),
        ({"end": DAY - timedelta(days=1)}, (), ["错误"]),
        ({"end": DAY - timedelta(days=1)}, (former("2025-06-30", "2026-06-29"),), []),
        ({"end": date(2025, 3, 31), "status": "离岗", "leave_date": date(2025, 3, 31)}, (), []),
        ({"end": None}, (), ["待核"]),
        ({"end": None}, (former("2024-01-01", "2024-12-31"),), ["待核"]),
        ({"status": None}, (), ["待核"]),
        ({"end": date(2025, 3, 31), "id_number": None}, (), ["错误"]),
    ],
)
def test_in_post_after_the_last_agreement(fields, others, expected):
    assert told(renewal.A12, person(**fields), *others) == expected

"""The parts of the documents for people in post: the next term, who came for whom, the facts of a leaving, rules put to a row."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgy_excel.core import SHIPPED_PACK, Law, Pack, Severity
from xgy_excel.forms.change import changed
from xgy_excel.forms.evaluation import evaluated
from xgy_excel.forms.leaving import CASES, case_about, dismissal_of, evidence, last_day, number_of
from xgy_excel.forms.putting import put
from xgy_excel.forms.renewal_notice import evaluation_of, next_term
from xgy_excel.forms.succession import OTHER, REPLACED, change_of
from xgy_excel.forms.training import untrained
from xgy_excel.forms.village_affairs import DUTIES, method
from xgy_excel.law.agreement import max_end, missing_duties
from xgy_excel.records import Records
from xgy_excel.rows import Agreement, Approval, Disclosure, Dismissal, Evaluation, Training

from .people import DAY, ID, OTHER_ID, VILLAGE, county, person, procedure

LEFT = {
    "status": "离岗",
    "leave_date": date(2025, 3, 31),
    "leave_kind": "解聘（第十四条）",
    "onboard_date": date(2023, 7, 1),
}
THIRD_ID = "150421198803019999"


# -- the next term ----------------------------------------------------------------------------------------------------


@given(st.dates(date(2022, 5, 1), date(2025, 12, 30)), st.booleans())
def test_the_next_term_begins_the_day_after_and_stays_within_a_year_and_the_policy(end, followed):
    packs = (SHIPPED_PACK, Pack(name="接续", start=date(2026, 1, 1))) if followed else (SHIPPED_PACK,)
    first, last = next_term(end, Law(end, packs))
    assert first == end + timedelta(days=1)
    assert first <= last <= max_end(first)
    assert last == (max_end(first) if followed else min(max_end(first), date(2025, 12, 31)))


def test_a_renewal_rests_on_the_evaluation_of_the_term_before():
    old = Agreement(id_number=ID, agreement_start=date(2024, 1, 1), agreement_end=date(2024, 12, 31), agreement_no="1")
    new = person(agreement_start=date(2025, 1, 1), agreement_end=date(2025, 12, 31), is_renewal=True)
    of = {
        year: Evaluation(id_number=ID, eval_year=str(year), eval_date=date(year, 12, 10)) for year in (2022, 2024, 2025)
    }
    records, _ = county(new, old, *of.values())
    assert evaluation_of(new, records) is of[2024]
    assert evaluation_of(new, county(new, old, of[2022])[0]) is None
    assert evaluation_of(new, county(new, of[2024])[0]) is None  # without the term before nothing says what it covers


# -- who came for whom ------------------------------------------------------------------------------------------------


def came(**changes):
    row = {"name": "张三", "id_number": OTHER_ID, "status": "在岗", "onboard_date": date(2025, 5, 1)}
    return person(**{**row, **changes})


def test_who_came_after_took_the_post_of_who_left():
    gone, new = person(**LEFT), came()
    records, law = county(gone, new)
    change = change_of(gone, records)
    assert (change.kind, change.day, change.left, change.came) == ("解聘", date(2025, 3, 31), gone, new)
    assert changed(records, law, ()) == [gone]


@pytest.mark.parametrize(
    "other",
    [
        came(onboard_date=date(2025, 3, 1)),  # in post before
        came(service_village="东升村"),
        came(id_number=ID),  # the same person came back
        came(status="离岗", leave_date=date(2024, 12, 31), onboard_date=date(2023, 1, 1)),
    ],
    ids=["before", "elsewhere", "the same", "left earlier"],
)
def test_who_did_not_come_after_took_no_post(other):
    gone = person(**LEFT)
    assert change_of(gone, county(gone, other)[0]).came is None


def test_who_is_expressly_no_replacement_took_no_post():
    gone, new = person(**LEFT), came()
    records, _ = county(gone, new, procedure(id_number=OTHER_ID, is_replacement=False))
    assert change_of(gone, records).came is None


def test_two_who_left_are_each_followed_by_another():
    first = person(**LEFT)
    second = person(name="王五", id_number=THIRD_ID, **{**LEFT, "leave_date": date(2025, 4, 30)})
    one, two = (
        came(onboard_date=date(2025, 5, 1)),
        came(name="赵六", id_number="15042119920301999X", onboard_date=None, status="待上岗"),
    )
    records, _ = county(two, second, one, first)
    assert change_of(first, records).came is one
    assert change_of(second, records).came is two


def test_a_replacement_alone_is_a_change_from_the_day_it_is_noted_as_one():
    new = came()
    records, law = county(new, procedure(id_number=OTHER_ID, is_replacement=True))
    assert changed(records, law, ()) == []
    assert change_of(new, records).kind == REPLACED
    noted = procedure(id_number=OTHER_ID, is_replacement=True, change_date=date(2025, 5, 1))
    records, law = county(new, noted)
    assert changed(records, law, ()) == [new]
    records, _ = county(new, replace(noted, is_replacement=None))
    assert change_of(new, records).kind == OTHER


def test_a_change_still_to_come_is_not_reported_yet():
    gone = person(**{**LEFT, "leave_date": date(2025, 8, 1)})
    records, law = county(gone)
    assert changed(records, law, ()) == []
    assert changed(records, law, ("姓名=斯琴·巴图",)) == [gone]


# -- the facts of a leaving -------------------------------------------------------------------------------------------


def test_the_seven_cases_are_those_of_the_regulation():
    assert list(CASES) == [1, 2, 3, 4, 5, 6, 7]
    assert CASES[2] == "死亡的"


def test_the_case_is_that_of_the_sheet_and_else_of_the_roster():
    gone = person(**LEFT, leave_reason="病故")
    assert case_about(gone, county(gone)[0]) == 2
    line = Dismissal(id_number=ID, dismiss_code="3 经评价不能胜任", dismiss_date=date(2025, 3, 30))
    records, _ = county(gone, line)
    assert case_about(gone, records) == 3
    assert last_day(gone, records) == date(2025, 3, 31)
    serving = person()
    assert last_day(serving, county(serving, line)[0]) == date(2025, 3, 30)
    assert case_about(serving, county(serving)[0]) is None


def test_who_was_dismissed_and_came_back_is_not_dismissed_again():
    before, again = person(**LEFT), person(status="在岗", onboard_date=date(2025, 5, 1))
    line = Dismissal(id_number=ID, dismiss_code="1 自愿申请", dismiss_date=date(2025, 3, 31))
    records, _ = county(again, before, line)
    assert dismissal_of(before, records) is line
    assert dismissal_of(again, records) is None


def test_the_evidence_joins_the_columns_a_county_has():
    line = Dismissal(dismiss_evidence="会议记录。", policy_no="乌政发〔2025〕6号", meeting_record="2025年5月12日党委会")
    assert evidence(line) == "会议记录；政策文号：乌政发〔2025〕6号；集体研究记录：2025年5月12日党委会"
    assert evidence(Dismissal()) is evidence(None) is None


def test_the_number_of_an_agreement_may_stand_in_the_register_alone():
    row = person(agreement_no=None)
    line = Agreement(
        id_number=ID, agreement_no="旧-7", agreement_start=row.agreement_start, agreement_end=row.agreement_end
    )
    assert number_of(row, county(row, line)[0]) == "旧-7"
    assert number_of(row, county(row)[0]) is None


# -- training, evaluation, village affairs ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("training", "wanted"),
    [
        (Training(id_number=ID, training_date=date(2025, 6, 1), training_kind="岗前培训"), False),
        (Training(id_number=ID, training_date=date(2025, 6, 1), training_kind="业务培训"), True),
        (Training(id_number=ID, training_kind="岗前培训"), True),
        (Training(id_number=OTHER_ID, training_date=date(2025, 6, 1), training_kind="岗前培训"), True),
    ],
)
def test_who_had_the_training_before_the_post_is_not_called_again(training, wanted):
    records, law = county(person(), training)
    assert untrained(person(), records, law) is wanted


def test_the_year_evaluated_is_that_of_the_day_or_of_the_agreement():
    row = person(agreement_start=date(2024, 7, 1), agreement_end=date(2025, 6, 30))
    late = Evaluation(id_number=ID, eval_year="2024", eval_date=date(2025, 5, 20))
    records, law = county(row, late, day=date(2024, 12, 31))
    assert evaluated(row, records, law) == ("2024", late)
    records, law = county(row, late)
    assert evaluated(row, records, law) == ("2025", None)
    records, law = county(row, late, settings={"评价年度口径": "协议年"})
    assert evaluated(row, records, law) == ("2024—2025", late)


def test_the_page_of_a_village_states_all_five_duties():
    assert missing_duties(DUTIES) == ()


def test_a_village_whose_body_has_no_rules_on_record_shows_what_it_showed_last():
    from xgy_excel.forms import VILLAGE_AFFAIRS

    serving = person(status="在岗", onboard_date=date(2025, 1, 1))
    shown = Disclosure(village="红旗嘎查", publish_date=date(2025, 3, 1), publish_method="按绩效管理办法考核")
    records, law = county(serving, shown)
    (page,) = VILLAGE_AFFAIRS.subjects(records, law)
    assert method(page, records, law) == "按绩效管理办法考核"
    records, law = county(
        serving, shown, settings={"绩效评价办法文号·巴彦镇人民政府": "《考核办法》（巴政发〔2022〕8号）"}
    )
    (page,) = VILLAGE_AFFAIRS.subjects(records, law)
    assert method(page, records, law).startswith("按照《考核办法》（巴政发〔2022〕8号）执行")
    records, law = county(serving, shown, settings={"绩效评价办法文号·巴彦镇人民政府": "未制定"})
    assert method(page, records, law) is None


# -- rules put to a row -----------------------------------------------------------------------------------------------

OLD = person(birth_date=date(1968, 3, 1), id_number="15042119680301999X")


def test_a_rule_is_put_to_a_row_no_sheet_holds():
    records, law = county()
    assert [(f.rule.code, f.severity) for f in put(("E3", "X1", "无"), OLD, records, law)] == [
        ("E3", Severity.EXCEPTION)
    ]
    assert put(("E3",), person(), records, law) == []


def test_an_approved_exception_stays_approved_and_a_rule_switched_off_silent():
    approval = Approval(rule="E3", target=OLD.id_number, doc_no="乌人社〔2025〕3号", body="旗人社局", date=DAY)
    records, law = county(approval)
    assert [f.severity for f in put(("E3",), OLD, records, law)] == [Severity.APPROVED]
    records, law = county(settings={"规则开关·E3": "关"})
    assert put(("E3",), OLD, records, law) == []


def test_a_rule_is_not_put_on_a_day_without_policy():
    later = replace(OLD, agreement_start=date(2027, 1, 1), agreement_end=date(2027, 12, 31))
    assert put(("E3",), later, Records.of_rows(VILLAGE), Law(DAY)) == []
    assert [f.rule.code for f in put(("Y1",), later, Records.of_rows(VILLAGE), Law(DAY))] == ["Y1"]

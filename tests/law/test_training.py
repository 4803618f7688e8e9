"""Article 11: training before the post, training in the agreement year, and what it is about."""

from datetime import date

import pytest

from xgy_excel.core import Law, Setting
from xgy_excel.law import judge, training
from xgy_excel.records import Records, Table
from xgy_excel.rows import Agreement, Coordinator, Training

DAY = date(2025, 6, 30)
ME = "15042119850301999X"
ALL_FOUR = "稳岗就业相关政策、岗位职责、工作技能、绩效管理"


def person(**fields) -> Coordinator:
    good = {
        "name": "张三", "id_number": ME, "status": "在岗", "onboard_date": date(2024, 7, 1),
        "agreement_start": date(2024, 7, 1), "agreement_end": date(2025, 6, 29),
    }  # fmt: skip
    return Coordinator(**{**good, **fields})


def trained(day: str | None, kind: str | None = "业务培训", topics: str | None = ALL_FOUR, **fields) -> Training:
    held = date.fromisoformat(day) if day else None
    good = {"name": "张三", "id_number": ME}
    return Training(training_date=held, training_kind=kind, training_topics=topics, **{**good, **fields})


def findings(rule, *rows, day=DAY, settings=()):
    return judge(Records.of_rows(*rows), Law(day, settings=settings), [rule]).findings


def told(rule, *rows, **more) -> list[str]:
    return [f.severity.value for f in findings(rule, *rows, **more)]


# -- T1 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"), [("2024-06-28", []), ("2024-07-01", []), ("2024-07-02", ["提示"]), ("2025-01-10", ["提示"])]
)
def test_training_before_the_post_is_held_by_the_first_day(day, expected):
    assert told(training.T1, person(), trained(day, "岗前培训")) == expected


def test_the_county_may_give_some_days_of_grace():
    rows = person(), trained("2024-07-11", "岗前培训")
    assert told(training.T1, *rows, settings=[Setting(name="岗前培训宽限天数", value="10天")]) == []
    assert told(training.T1, *rows, settings=[Setting(name="岗前培训宽限天数", value="9")]) == ["提示"]
    assert told(training.T1, *rows, settings=[Setting(name="岗前培训宽限天数", value="若干")]) == ["待核"]


def test_both_days_are_told_of_a_late_training():
    (finding,) = findings(training.T1, person(), trained("2024-07-11", "岗前培训"))
    assert finding.message == "【第十一条·岗前培训】张三岗前培训日2024-07-11晚于上岗日2024-07-01。"


def test_without_a_day_of_training_nothing_is_decided():
    (finding,) = findings(training.T1, person(), trained("2024-06-01", "业务培训"))
    assert (finding.severity.value, finding.message) == ("待核", "【第十一条·岗前培训】张三没有登记岗前培训日期。")
    assert told(training.T1, person(), trained(None, "岗前培训")) == ["待核"]


def test_the_first_of_several_trainings_counts():
    late, early = trained("2024-12-01", "岗前培训"), trained("2024-06-25", "岗前培训")
    assert told(training.T1, person(), late, early) == []


def test_whoever_is_not_in_post_is_not_asked():
    other = trained("2024-06-25", "岗前培训", id_number="150421199001019990")
    assert told(training.T1, person(status="待上岗", onboard_date=date(2025, 7, 1)), other) == []
    assert told(training.T1, person(status="离岗", leave_date=date(2024, 12, 31)), other) == []


def test_a_list_of_names_without_numbers_does_where_the_name_is_one_persons():
    named = trained("2024-06-25", "岗前培训", id_number=None)
    assert told(training.T1, person(), named) == []
    assert (
        told(training.T1, person(name="斯琴·巴图"), trained("2024-06-25", "岗前培训", id_number=None, name="斯琴巴图"))
        == []
    )
    other = person(id_number="150421199001019990")
    assert told(training.T1, person(), other, named) == ["待核", "待核"]
    assert told(training.T1, person(name="李四"), named) == ["待核"]


def test_the_day_of_the_post_and_the_id_are_needed():
    assert told(training.T1, person(onboard_date=None), trained("2024-06-25", "岗前培训")) == ["待核"]
    assert told(training.T1, person(id_number=None, name="李四"), trained("2024-06-25", "岗前培训")) == ["待核"]


def test_a_column_of_the_roster_does_for_the_sheet():
    columns = {name: at for at, name in enumerate(Coordinator.columns(), 1)}
    early, late = person(training_date=date(2024, 6, 25)), person(training_date=date(2024, 8, 1))
    records = Records([Table(kind=Coordinator, sheet="花名册", columns=columns, rows=(early, late))])
    verdict = judge(records, Law(DAY), [training.T1])
    assert [f.severity.value for f in verdict.findings] == ["提示"]
    assert verdict.not_run == []


def test_without_sheet_and_column_it_is_said_once_that_the_rule_did_not_run():
    columns = {"name": 1, "id_number": 2, "onboard_date": 3, "status": 4}
    records = Records([Table(kind=Coordinator, sheet="花名册", columns=columns, rows=(person(), person()))])
    verdict = judge(records, Law(DAY), [training.T1])
    assert verdict.findings == []
    assert verdict.not_run == [("T1", "没有工作表“培训”")]


def test_who_began_before_the_regulation_is_not_asked():
    verdict = judge(
        Records.of_rows(person(onboard_date=date(2021, 7, 1)), trained("2024-01-01")), Law(DAY), [training.T1]
    )
    assert verdict.findings == []
    assert verdict.not_run == [("T1", "2021-07-01没有有效政策包")]


# -- T2 -----------------------------------------------------------------------------------------------

OTHER = {"id_number": "150421199001019990", "name": "李四"}


@pytest.mark.parametrize("day", ["2024-07-01", "2024-11-15", "2025-06-29"])
def test_one_training_within_the_agreement_is_enough(day):
    assert told(training.T2, person(), trained(day)) == []


@pytest.mark.parametrize("day", ["2024-06-30", "2025-06-30"])
def test_training_in_another_year_does_not_count(day):
    rows = person(), trained(day), trained("2024-11-15", **OTHER)
    (finding,) = findings(training.T2, *rows)
    assert finding.severity.value == "提示"
    assert finding.message == "【第十一条·业务培训】张三2024-07-01至2025-06-29未登记业务培训。"


def test_training_before_the_post_is_no_training_in_it():
    assert told(training.T2, person(), trained("2024-07-01", "岗前培训"), trained("2024-11-15", **OTHER)) == ["提示"]


def test_an_agreement_that_still_runs_is_not_asked():
    rows = trained("2024-11-15", **OTHER), person(agreement_end=DAY)
    assert told(training.T2, *rows) == []
    assert told(training.T2, *rows, day=date(2025, 7, 1)) == ["提示"]


def test_whoever_left_before_the_end_is_not_asked():
    rows = person(status="离岗", leave_date=date(2025, 3, 1)), trained("2024-11-15", **OTHER)
    assert told(training.T2, *rows) == []


def test_a_former_agreement_stands_in_the_register_and_is_told_there():
    former = Agreement(name="张三", id_number=ME, agreement_start=date(2023, 7, 1), agreement_end=date(2024, 6, 30))
    rows = person(), former, trained("2024-11-15"), trained("2023-11-15", **OTHER)
    (finding,) = findings(training.T2, *rows)
    assert finding.row is former


def test_a_year_of_which_nothing_is_recorded_at_all_is_told_once():
    people = [person(id_number=f"15042119900{n}019990") for n in range(1, 4)]
    (finding,) = findings(training.T2, *people, trained("2022-11-15", **OTHER))
    assert finding.message == "【第十一条·业务培训】2024-07-01至2025-06-29培训表没有登记任何业务培训。"
    assert (finding.sheet, len(finding.concerns)) == ("培训", 3)


def test_a_training_of_unknown_day_and_a_person_without_id_are_undecided():
    assert told(training.T2, person(), trained(None)) == ["待核"]
    assert told(training.T2, person(id_number=None, name="李四"), trained("2024-11-15")) == ["待核"]
    assert told(training.T2, person(id_number=None), trained("2024-11-15")) == []  # the only one of that name


def test_agreements_that_ended_before_the_regulation_are_not_asked():
    before = person(agreement_start=date(2021, 1, 1), agreement_end=date(2021, 12, 31))
    assert told(training.T2, before, trained("2024-11-15", **OTHER)) == []


def test_the_last_year_is_still_asked_after_the_regulation_has_lapsed():
    last = person(agreement_start=date(2025, 1, 1), agreement_end=date(2025, 12, 31))
    assert told(training.T2, last, trained("2025-11-15", **OTHER), day=date(2026, 3, 1)) == ["提示"]


# -- T3 -----------------------------------------------------------------------------------------------


def test_the_topics_of_a_year_are_taken_together():
    rows = trained("2024-04-18", topics="就业帮扶政策、岗位职责"), trained("2024-11-15", topics="系统操作、绩效考核")
    assert told(training.T3, *rows) == []


def test_what_a_year_lacks_is_told_once_for_all():
    rows = [trained("2024-04-18", topics="就业帮扶政策、岗位职责"), trained("2024-11-15", topics="岗位职责")]
    (finding,) = findings(training.T3, *rows)
    assert (finding.severity.value, finding.sheet) == ("提示", "培训")
    assert finding.message == "【第十一条·培训内容】2024年培训内容缺：工作技能、绩效管理。"


def test_the_current_year_may_still_bring_what_it_lacks():
    assert told(training.T3, trained("2025-04-18", topics="岗位职责")) == []


def test_topics_not_entered_leave_it_open():
    (finding,) = findings(training.T3, trained("2024-04-18", topics="岗位职责"), trained("2024-11-15", topics=None))
    assert finding.severity.value == "待核"
    assert finding.message.endswith("另有1行内容未填。")
    assert told(training.T3, trained("2024-04-18"), trained("2024-11-15", topics=None)) == []


def test_years_before_the_regulation_are_not_asked():
    assert told(training.T3, trained("2021-04-18", topics="岗位职责")) == []

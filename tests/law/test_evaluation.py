"""Article 12: evaluated every year, with the people served taking part, by the hiring body's own method."""

from datetime import date

import pytest

from xgy_excel.core import Law, Setting
from xgy_excel.law import judge
from xgy_excel.law.evaluation import method, record, years
from xgy_excel.records import Records
from xgy_excel.rows import Agreement, Coordinator, Dismissal, Evaluation

DAY = date(2025, 6, 30)
ME, OTHER = "150421198503019997", "150421199001019991"
AGREEMENT_YEARS = Setting(name="评价年度口径", value="协议年")


def person(onboard="2024-01-01", **fields) -> Coordinator:
    good = {"name": "张三", "id_number": ME, "status": "在岗", "hiring_body": "巴彦镇人民政府"}
    return Coordinator(onboard_date=onboard and date.fromisoformat(onboard), **{**good, **fields})


def evaluated(year: str | None = "2024", day: str | None = None, who: str | None = ME, **fields) -> Evaluation:
    held = date.fromisoformat(day) if day else None
    good = {"name": "张三", "eval_grade": "合格", "eval_clients": 12, "satisfaction": "96%"}
    return Evaluation(id_number=who, eval_year=year, eval_date=held, **{**good, **fields})


def findings(rule, *rows, day=DAY, settings=()):
    return judge(Records.of_rows(*rows), Law(day, settings=settings), [rule]).findings


def told(rule, *rows, **more) -> list[str]:
    return [f.severity.value for f in findings(rule, *rows, **more)]


# -- V1: calendar years -------------------------------------------------------------------------------


def test_an_evaluated_year_is_in_order():
    assert told(years.V1, person(), evaluated("2024", "2024-12-10")) == []


def test_a_whole_year_without_evaluation_while_others_have_one():
    (finding,) = findings(years.V1, person(), evaluated(who=OTHER))
    assert (finding.severity.value, finding.subject) == ("错误", "张三")
    assert finding.message == "【第十二条·年度评价】张三2024年在岗12个月，没有考核评价记录。"


WRONG = "150421198503019990"


@pytest.mark.parametrize(("mine", "written"), [(ME, WRONG), (WRONG, ME), (WRONG, OTHER)])
def test_a_wrong_number_keeps_an_evaluation_of_the_name_in_doubt(mine, written):
    (finding,) = findings(years.V1, person(id_number=mine), evaluated(who=written))
    assert (finding.severity.value, finding.message) == (
        "待核",
        "【第十二条·年度评价】按身份证号没有张三2024年的考核记录；考核表有同名的记录，而证件号未填或有误，不能认定是否为本人。",
    )


def test_a_wrong_number_of_another_person_of_the_roster_is_that_persons():
    other = person(id_number=WRONG)
    assert told(years.V1, person(), other, evaluated(who=WRONG)) == ["错误"]
    assert told(years.V1, person(), evaluated(who=WRONG, name="李四")) == ["错误"]


@pytest.mark.parametrize(
    ("onboard", "expected"),
    [
        ("2024-10-01", ["错误"]),
        ("2024-10-02", ["提示"]),
        ("2024-11-01", ["提示"]),
        ("2024-12-02", []),
        ("2025-01-01", []),
    ],
)
def test_three_months_in_post_are_a_year_to_evaluate(onboard, expected):
    assert told(years.V1, person(onboard), evaluated(who=OTHER)) == expected


def test_the_county_may_set_another_number_of_months():
    rows = person("2024-10-01"), evaluated(who=OTHER)
    assert told(years.V1, *rows, settings=[Setting(name="最短考核月数", value="6个月")]) == ["提示"]
    assert told(years.V1, *rows, settings=[Setting(name="最短考核月数", value="半年")]) == ["待核"]


def test_a_year_of_which_the_table_holds_nothing_is_told_once_for_the_county():
    people = [person(id_number=f"15042119900{n}019990") for n in range(1, 5)]
    (finding,) = findings(years.V1, *people, evaluated("2023", who=OTHER))
    assert (finding.severity.value, finding.sheet, len(finding.concerns)) == ("待核", "考核", 4)
    assert finding.message == "【第十二条·年度评价】考核表没有2024年的任何记录，不能判定在岗人员是否已评价。"


def test_short_service_in_such_a_year_is_a_hint_told_once():
    people = [person("2024-11-01", id_number=f"15042119900{n}019990") for n in range(1, 5)]
    assert told(years.V1, *people, evaluated("2023", who=OTHER)) == ["提示"]


def test_two_evaluations_in_a_year_are_one_too_many_but_no_fault():
    assert told(years.V1, person(), evaluated("2024", "2024-06-10"), evaluated("2024", "2024-12-10")) == []


def test_every_year_since_the_regulation_counts_and_none_before():
    rows = person("2018-03-01"), evaluated("2022", who=OTHER), evaluated("2023"), evaluated("2024", who=OTHER)
    messages = [f.message for f in findings(years.V1, *rows)]
    assert messages == [f"【第十二条·年度评价】张三{year}年在岗12个月，没有考核评价记录。" for year in (2022, 2024)]


def test_whoever_left_in_the_year_is_counted_to_the_day_of_leaving():
    others = evaluated(who=OTHER)
    left = person(status="离岗", leave_date=date(2024, 10, 18))
    (finding,) = findings(years.V1, left, others)
    assert finding.message == "【第十二条·年度评价】张三2024年在岗9个月，没有考核评价记录。"
    assert told(years.V1, person(status="离岗", leave_date=date(2024, 3, 30)), others) == ["提示"]
    assert told(years.V1, person("2023-01-01", status="离岗", leave_date=date(2023, 12, 31)), others) == ["待核"]


def test_the_dead_are_not_evaluated():
    left = {"status": "离岗", "leave_date": date(2024, 10, 18)}
    for words in ("因病去世", "病逝", "病 故"):
        assert told(years.V1, person(leave_reason=words, **left), evaluated(who=OTHER)) == ["提示"]
    for code in ("2 死亡", "第2项"):
        entered = Dismissal(id_number=ME, dismiss_code=code)
        assert told(years.V1, person(**left), entered, evaluated(who=OTHER)) == ["提示"]
    assert told(years.V1, person(leave_reason="因病不能胜任", **left), evaluated(who=OTHER)) == ["错误"]


def test_without_the_day_of_leaving_a_lacking_evaluation_is_undecided():
    assert told(years.V1, person(status="离岗"), evaluated(who=OTHER)) == ["待核"]
    assert told(years.V1, person(status="离岗"), evaluated()) == []


def test_a_status_in_other_words_is_not_called_missing():
    (finding,) = findings(years.V1, person(status="休假"), evaluated(who=OTHER))
    assert finding.message == "【第十二条·缺数据】张三的状态写作“休假”，无法判定“年度评价”。"
    assert told(years.V1, person(status=None), evaluated(who=OTHER)) == ["待核"]


def test_the_day_of_the_post_and_the_id_are_needed():
    assert told(years.V1, person(None), evaluated()) == ["待核"]
    assert told(years.V1, person(id_number=None), evaluated()) == ["待核"]


def test_whoever_waits_is_not_asked():
    assert told(years.V1, person("2025-07-01", status="待上岗"), evaluated(who=OTHER)) == []


def test_a_person_with_two_rows_is_told_once_and_the_rows_are_added_up():
    one = person("2024-01-01", status="离岗", leave_date=date(2024, 5, 15))
    two = person("2024-05-16")
    (finding,) = findings(years.V1, one, two, evaluated(who=OTHER))
    assert "在岗12个月" in finding.message


@pytest.mark.parametrize(
    ("year", "day", "expected"),
    [
        ("2024年度", None, []),
        (None, "2024-12-10", []),
        ("2024年度", "2025-01-15", []),  # held after the year
        (None, "2025-01-15", ["待核"]),  # of which year is not said
        ("2023-2024", None, ["待核"]),
        ("上年度", None, ["待核"]),
        ("2023", "2024-01-10", ["错误"]),
    ],
)
def test_which_year_an_evaluation_is_of(year, day, expected):
    assert told(years.V1, person(), evaluated(year, day), evaluated(who=OTHER)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2024-11-01", []), ("2024-11-02", ["提示"]), ("2024-12-31", ["提示"]), ("2025-01-01", ["错误"])],
)
def test_the_current_year_is_called_for_in_its_last_sixty_days(day, expected):
    assert told(years.V1, person(), evaluated(who=OTHER), day=date.fromisoformat(day)) == expected


def test_the_call_says_how_many_days_are_left():
    (finding,) = findings(years.V1, person(), evaluated(who=OTHER), day=date(2024, 12, 1))
    assert finding.message == "【第十二条·年度评价】张三2024年还没有考核评价记录，距年度结束30天。"


def test_whoever_came_late_in_the_year_is_not_called_for():
    rows = person("2024-10-02"), evaluated(who=OTHER)
    assert told(years.V1, *rows, day=date(2024, 12, 1)) == []
    assert told(years.V1, *rows, day=date(2025, 1, 1)) == ["提示"]


def test_before_anybody_is_evaluated_the_county_is_called_once():
    people = [person("2024-01-01", id_number=f"15042119900{n}019990") for n in range(1, 5)]
    assert told(years.V1, *people, evaluated("2023", who=OTHER), day=date(2024, 12, 1)) == ["提示"]


def test_the_last_year_is_judged_after_the_regulation_has_lapsed():
    rows = person("2025-01-01"), evaluated("2025", who=OTHER)
    assert told(years.V1, *rows, day=date(2026, 3, 1)) == ["错误"]
    assert told(years.V1, *rows, evaluated("2026", who=OTHER), day=date(2027, 3, 1)) == ["错误"]  # not 2026


def test_a_table_of_names_only_is_no_reason_to_say_nobody_was_evaluated():
    rows = evaluated(who=None), evaluated(who=OTHER, name="李四")
    assert told(years.V1, person(), *rows) == []
    assert told(years.V1, person(name="王五"), *rows) == ["错误"]


# -- V1: agreement years ------------------------------------------------------------------------------


def term(start: str, end: str) -> dict[str, date]:
    return {"agreement_start": date.fromisoformat(start), "agreement_end": date.fromisoformat(end)}


@pytest.mark.parametrize(
    ("evaluation", "expected"),
    [
        (evaluated("2024", "2024-09-20"), []),
        (evaluated("2024", "2024-12-01"), []),  # soon after the end
        (evaluated(None, "2023-10-01"), []),
        (evaluated("2024", None), []),
        (evaluated("2024", "2025-03-01"), ["待核"]),  # of this agreement or of the next
        (evaluated("2022", "2023-01-10"), ["错误"]),
    ],
)
def test_an_agreement_year_is_evaluated_within_it_or_soon_after(evaluation, expected):
    row = person("2023-10-01", **term("2023-10-01", "2024-09-30"), status="离岗", leave_date=date(2024, 9, 30))
    others = evaluated("2024", "2024-09-25", who=OTHER)
    assert told(years.V1, row, evaluation, others, settings=[AGREEMENT_YEARS]) == expected


def test_an_evaluation_of_neither_term_is_not_called_one_without_a_year():
    row = person("2023-07-01", **term("2024-07-01", "2025-06-29"))
    others = evaluated("2025", "2025-06-20", who=OTHER)
    (finding,) = findings(years.V1, row, evaluated("2024", "2024-06-10"), others, settings=[AGREEMENT_YEARS])
    assert finding.severity.value == "待核"
    assert "考核表的记录（年度2024、评价日期2024-06-10）看不出属于哪个协议年" in finding.message


def test_the_agreement_that_runs_is_called_for_near_its_end():
    rows = person("2024-07-20", **term("2024-07-20", "2025-07-19")), evaluated("2024", "2024-12-10", who=OTHER)
    (finding,) = findings(years.V1, *rows, settings=[AGREEMENT_YEARS])
    assert finding.message == "【第十二条·年度评价】张三2024-07-20至2025-07-19还没有考核评价记录，距年度结束19天。"
    assert told(years.V1, *rows, settings=[AGREEMENT_YEARS], day=date(2025, 5, 1)) == []


def test_former_agreements_are_years_too():
    former = Agreement(id_number=ME, **term("2023-07-01", "2024-06-30"))
    rows = person("2023-07-01", **term("2024-07-01", "2025-06-29")), former, evaluated("2024", "2024-06-20")
    others = evaluated("2025", "2025-06-20", who=OTHER)
    (finding,) = findings(years.V1, *rows, others, settings=[AGREEMENT_YEARS])
    assert "2024-07-01至2025-06-29" in finding.message


# -- V2, V3, V5 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("clients", "expected"), [(12, []), (1, []), (0, ["错误"]), (None, ["待核"])])
def test_the_people_served_take_part(clients, expected):
    assert told(record.V2, evaluated(eval_clients=clients)) == expected


def test_the_county_may_want_more_people():
    five = Setting(name="最少参评人数", value="5人")
    (finding,) = findings(record.V2, evaluated(eval_clients=4), settings=[five])
    assert finding.message == "【第十二条·服务对象参与】张三2024年度评价的被服务对象参与人数为4。"
    assert told(record.V2, evaluated(eval_clients=5), settings=[five]) == []
    assert told(record.V2, evaluated(), settings=[Setting(name="最少参评人数", value="多数")]) == ["待核"]


def test_an_evaluation_after_the_day_is_not_asked_yet():
    verdict = judge(
        Records.of_rows(evaluated("2024", "2024-12-10", eval_clients=0)), Law(date(2023, 6, 30)), [record.V2]
    )
    assert verdict.findings == []
    assert len(verdict.not_run) == 1


def test_evaluations_before_the_regulation_are_not_asked():
    assert told(record.V2, evaluated("2021", eval_clients=0)) == []


def test_satisfaction_is_encouraged():
    (finding,) = findings(record.V3, evaluated(satisfaction=None), evaluated(who=OTHER))
    assert (finding.severity.value, finding.field) == ("提示", "满意度")
    assert finding.message == "【第十二条·满意度】张三2024年度未填写群众满意度（鼓励开展）。"
    assert told(record.V3, evaluated()) == []


def test_a_year_without_any_survey_is_told_once():
    rows = [evaluated(who=f"15042119900{n}019990", satisfaction=None) for n in range(1, 5)]
    (finding,) = findings(record.V3, *rows)
    assert finding.message == "【第十二条·满意度】2024年度4份评价都没有填写群众满意度（鼓励开展）。"


@pytest.mark.parametrize(
    ("grade", "expected"), [("优秀", []), (" 基本合格 ", []), ("称职", ["待核"]), (None, ["待核"])]
)
def test_a_grade_is_one_of_the_countys(grade, expected):
    assert told(record.V5, evaluated(eval_grade=grade)) == expected


def test_the_county_may_have_other_grades():
    assert told(record.V5, evaluated(eval_grade="称职"), settings=[Setting(name="等次表", value="称职、不称职")]) == []
    assert told(record.V5, evaluated(), settings=[Setting(name="等次表", value="、")]) == ["待核"]


# -- V4 -----------------------------------------------------------------------------------------------


def line(body: str, value: str) -> Setting:
    return Setting(name=f"绩效评价办法文号·{body}", value=value)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ([line("巴彦镇人民政府", "巴政发〔2022〕8号")], []),
        ([line("巴彦镇政府", "巴政发〔2022〕8号")], []),  # the same body, written shorter
        ([line("苏木乡镇", "旗农牧发〔2022〕8号")], []),  # one line for all townships
        ([line("嘎查村", "旗农牧发〔2022〕8号")], ["待核"]),
        ([line("白音镇人民政府", "白政发〔2022〕8号")], ["待核"]),
        ([line("巴彦镇人民政府", "未制定")], ["错误"]),
        ([], ["待核"]),
    ],
)
def test_the_hiring_body_has_laid_down_its_method(settings, expected):
    assert told(method.V4, person(), settings=settings) == expected


def test_a_body_is_told_once_whatever_number_it_hires():
    rows = person(), person(id_number=OTHER), person(hiring_body="白音镇人民政府")
    found = findings(method.V4, *rows, settings=[line("红旗镇人民政府", "红政发〔2022〕8号")])
    assert [f.message for f in found] == [
        "【第十二条·评价办法】巴彦镇人民政府未登记绩效管理评价办法文号。",
        "【第十二条·评价办法】白音镇人民政府未登记绩效管理评价办法文号。",
    ]


def test_where_nothing_is_registered_one_sentence_is_enough():
    assert told(method.V4, person(), person(hiring_body="白音镇人民政府")) == ["待核"]


def test_bodies_of_people_who_left_are_not_asked():
    assert told(method.V4, person(status="离岗", leave_date=date(2024, 12, 31))) == []
    assert told(method.V4, person(hiring_body=None)) == []  # A8 asks for it

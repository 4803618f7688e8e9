"""Article 8: each step of a selection, the lists that hang out, the order of the steps, filings and replacements."""

from dataclasses import replace
from datetime import date

import pytest

from xgy_excel.core import SHIPPED_PACK, Law, Pack, Place, Setting, Unread
from xgy_excel.law import judge
from xgy_excel.law.procedure import chain, filing, plan, publicity
from xgy_excel.law.procedure import steps as procedure
from xgy_excel.records import Records, Table
from xgy_excel.rows import Agreement, Coordinator, Procedure, Village

DAY = date(2025, 6, 30)
RULES = (*plan.RULES, *procedure.RULES, *publicity.RULES, *filing.RULES, *chain.RULES)
BY_CODE = {rule.code: rule for rule in RULES}
ZHANG, LI = "150421197105209993", "150421200802299976"
SEVEN = {"村级公示天数": "7", "乡镇公示天数": "5", "公示天数单位": "自然日", "公示首日计入": "是"}
WORKING = {**SEVEN, "村级公示天数": "5", "公示天数单位": "工作日"}

GOOD = Procedure(
    name="张三", id_number=ZHANG, service_village="红旗嘎查", recruit_way="公开选聘",
    notice_date=date(2024, 5, 6), notice_form="公示公告", apply_date=date(2024, 5, 13), apply_written=True,
    check_date=date(2024, 5, 20), check_result="符合", council_date=date(2024, 5, 24), council_result="通过",
    council_should=30, council_present=20, council_agree=11,
    village_pub_start=date(2024, 6, 1), village_pub_end=date(2024, 6, 7),
    town_review_date=date(2024, 6, 11), town_review_result="同意",
    town_pub_start=date(2024, 6, 11), town_pub_end=date(2024, 6, 17),
    county_file_date=date(2024, 6, 20), county_file_result="同意备案", objection_count=0, objection_result="无异议",
)  # fmt: skip


def settings(values: dict[str, str]) -> list[Setting]:
    return [Setting(name=name, value=value) for name, value in values.items()]


def judged(codes, *rows, day=DAY, set_to=SEVEN, packs=(SHIPPED_PACK,), calendar=None):
    rules = [BY_CODE[code] for code in codes.split()]
    law = Law(day, packs, settings(set_to), calendar or {})
    return judge(Records.of_rows(*rows), law, rules).findings


def told(codes, *rows, **more) -> list[tuple[str, str]]:
    return [(f.rule.code, f.severity.value) for f in judged(codes, *rows, **more)]


def test_a_complete_chain_breaks_nothing():
    person = Coordinator(
        name="张三", id_number=ZHANG, service_village="红旗嘎查", status="在岗", onboard_date=date(2024, 7, 1),
        agreement_start=date(2024, 7, 1), agreement_end=date(2025, 6, 30),
    )  # fmt: skip
    set_to = {**SEVEN, "选聘方案文号": "巴农牧发〔2022〕31号"}
    assert told(" ".join(BY_CODE), GOOD, person, set_to=set_to) == []


def test_the_plan_is_asked_for_once():
    findings = judged("S0", GOOD, replace(GOOD, id_number=LI))
    assert [f.message for f in findings] == ["【通知二】未登记本县协管员选聘工作方案文号，公告与协议中的“依据”将留空。"]


# -- steps --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "changes", "expected"),
    [
        ("S1", {"notice_date": None}, ["待核"]),
        ("S1", {"notice_form": None}, ["待核"]),
        ("S1", {"notice_form": "未公开"}, ["错误"]),
        ("S2", {"apply_written": False}, ["错误"]),
        ("S2", {"apply_written": False, "recruit_way": "组织推荐"}, ["错误"]),
        ("S2", {"apply_date": None}, ["待核"]),
        ("S2", {"apply_written": None, "apply_date": None}, ["待核", "待核"]),
        ("S3", {"check_result": "不符合"}, ["错误"]),
        ("S3", {"check_result": None}, ["待核"]),
        ("S3", {"check_date": None}, ["待核"]),
        ("S3", {"check_result": "再议"}, ["待核"]),
        ("S4", {"council_result": "未通过"}, ["错误"]),
        ("S4", {"council_date": None}, ["待核"]),
        ("S4", {"council_result": None}, ["待核"]),
        ("S4b", {"council_present": 19}, ["提示"]),
        ("S4b", {"council_agree": 10}, ["提示"]),
        ("S4b", {"council_agree": 21}, ["待核"]),
        ("S4b", {"council_present": 31}, ["待核"]),
        ("S4b", {"council_should": None}, []),
        ("S6", {"town_review_result": "不同意"}, ["错误"]),
        ("S6", {"town_review_result": None}, ["待核"]),
        ("S6", {"town_review_date": None}, ["待核"]),
        ("S6", {"village_pub_end": date(2025, 7, 4)}, ["待核"]),
        ("S8", {"county_file_date": None}, ["待核"]),
        ("S8", {"county_file_result": "不予备案"}, ["错误"]),
        ("S8", {"county_file_result": None}, ["待核"]),
        ("S8", {"county_file_result": "研究中"}, ["待核"]),
        ("S8", {"town_pub_end": date(2025, 7, 4)}, ["待核"]),
        ("S8", {"village_pub_end": date(2025, 7, 4)}, ["待核"]),
        ("S8", {"village_pub_end": date(2025, 7, 4), "town_pub_end": date(2025, 7, 4)}, ["待核"]),
        ("S10", {"objection_count": 2, "objection_result": None}, ["待核"]),
        ("S10", {"objection_count": 2, "objection_result": "异议不成立"}, []),
        ("S10", {"objection_count": 2, "objection_result": "异议成立"}, ["待核"]),
        ("S10", {"objection_count": 2, "objection_result": "无异议"}, ["待核"]),
        *(
            ("S10", {"objection_count": 1, "objection_result": text}, ["待核"])
            for text in ("异议成立，取消资格", "异议属实", "经查属实", "部分成立", "正在处理", "一件不成立，一件属实")
        ),
        *(
            ("S10", {"objection_count": 1, "objection_result": text}, [])
            for text in ("经查不属实", "查无此事", "反映的问题不存在", "经复核符合条件", "异议人已撤回")
        ),
        ("S3", {"check_result": "部分符合"}, ["待核"]),
        ("S3", {"check_result": "符合（缺一项）"}, ["待核"]),
        ("S3", {"check_result": "经核查没有不符合条件的情形，符合"}, []),
        ("S3", {"check_result": "符合基本条件"}, []),
        ("S4", {"council_result": "没有通过"}, ["错误"]),
        ("S4", {"council_result": "大部分代表同意，通过"}, []),
        ("S6", {"town_review_result": "没有同意"}, ["错误"]),
        ("S6", {"town_review_result": "拟同意"}, ["待核"]),
        ("S6", {"town_review_result": "同意（待补材料）"}, ["待核"]),
        ("S6", {"town_review_result": "同意拟聘"}, []),
        ("S10", {"objection_count": None}, ["待核"]),
    ],
)
def test_a_step(code, changes, expected):
    assert told(code, replace(GOOD, **changes)) == [(code, severity) for severity in expected]


def test_an_upheld_objection_that_changed_the_conclusions_is_settled():
    row = replace(
        GOOD, objection_count=1, objection_result="异议成立", check_result="不符合", town_review_result="不同意"
    )
    assert told("S10", row) == []


def test_what_a_date_column_says_in_words_can_be_an_admission():
    row = replace(GOOD, notice_date=None, unread={"notice_date": Unread("未公开", "不是日期")})
    assert told("S1", row) == [("S1", "错误")]


def test_the_words_of_a_step_name_the_person_and_the_conclusion():
    [finding] = judged("S3", replace(GOOD, check_result="不符合"))
    assert finding.message == "【第八条·两委核查】张三核查结论为“不符合”，不能进入评议。"
    assert (finding.field, finding.cell) == ("核查结论", "")
    [finding] = judged("S1", replace(GOOD, notice_date=None, notice_form=None))
    assert finding.message == "【第八条·公开条件】红旗嘎查缺选聘条件公开记录（公开日期、公开形式）。"


def in_sheet(row: Procedure, *absent: str) -> Records:
    """The row as it stands in a sheet that lacks some columns."""
    columns = {name: i for i, name in enumerate(Procedure.columns(), 1) if name not in absent}
    row = replace(row, place=Place("选聘程序", 2, columns), **dict.fromkeys(absent))
    return Records([Table(kind=Procedure, sheet="选聘程序", columns=columns, rows=(row,))])


@pytest.mark.parametrize(("agree", "expected"), [(11, []), (0, ["错误"]), (None, ["待核"])])
def test_without_a_council_result_the_day_and_the_votes_decide(agree, expected):
    records = in_sheet(replace(GOOD, council_agree=agree), "council_result")
    findings = judge(records, Law(DAY), [procedure.S4]).findings
    assert [f.severity.value for f in findings] == expected


def test_a_step_whose_column_is_absent_is_reported_once_as_not_run():
    verdict = judge(in_sheet(GOOD, "town_review_result"), Law(DAY), [procedure.S6])
    assert verdict.findings == []
    assert verdict.not_run == [("S6", "工作表“选聘程序”缺列“审核结论”")]


def test_the_numbers_of_the_council_may_be_left_unchecked():
    assert told("S4b", replace(GOOD, council_agree=10), set_to={"评议人数核对": "关"}) == []


# -- lists that hang out ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "natural", "without_first", "working"),
    [
        (date(2024, 5, 6), date(2024, 5, 10), 5, 4, 5),
        (date(2026, 4, 30), date(2026, 5, 8), 9, 8, 4),
        (date(2026, 4, 30), date(2026, 5, 9), 10, 9, 5),
        (date(2025, 9, 29), date(2025, 10, 11), 13, 12, 5),
    ],
)
def test_days_of_a_notice(start, end, natural, without_first, working):
    def days(unit, first):
        ways = settings({"公示天数单位": unit, "公示首日计入": first})
        return procedure.publicity_days(start, end, Law(DAY, settings=ways))

    assert (days("自然日", "是"), days("自然日", "否"), days("工作日", "是")) == (natural, without_first, working)


def test_days_of_a_notice_are_unknown_while_the_county_has_not_said_how_to_count():
    start, end = date(2024, 5, 6), date(2024, 5, 10)
    assert procedure.publicity_days(start, end, Law(DAY)) is None
    assert procedure.publicity_days(start, end, Law(DAY, settings=settings({"公示天数单位": "自然日"}))) is None
    assert procedure.publicity_days(end, start, Law(DAY, settings=settings(SEVEN))) is None


@pytest.mark.parametrize(
    ("start", "end", "set_to", "expected"),
    [
        (date(2024, 6, 1), date(2024, 6, 7), SEVEN, []),
        (date(2024, 6, 1), date(2024, 6, 6), SEVEN, ["错误"]),
        (date(2024, 6, 1), date(2024, 6, 7), {**SEVEN, "公示首日计入": "否"}, ["错误"]),
        (date(2024, 6, 7), date(2024, 6, 1), SEVEN, ["错误"]),
        (date(2024, 6, 7), date(2024, 6, 1), {}, ["错误"]),
        (date(2024, 6, 1), date(2024, 6, 7), {}, ["待核"]),
        (date(2024, 6, 1), date(2024, 6, 7), {**SEVEN, "公示首日计入": ""}, ["待核"]),
        (date(2024, 6, 1), None, SEVEN, ["待核"]),
        (None, date(2024, 6, 7), SEVEN, ["待核"]),
        (date(2025, 6, 27), date(2025, 7, 4), SEVEN, ["提示"]),
        (date(2024, 5, 6), date(2024, 5, 10), WORKING, []),
    ],
)
def test_a_list_in_the_village(start, end, set_to, expected):
    row = replace(GOOD, village_pub_start=start, village_pub_end=end)
    assert told("S5", row, set_to=set_to) == [("S5", severity) for severity in expected]


def test_a_list_too_short_tells_days_and_limit():
    [finding] = judged("S5", replace(GOOD, village_pub_end=date(2024, 6, 6)))
    assert finding.message == (
        "【第八条·村级公示】红旗嘎查公示2024-06-01至2024-06-06共6个自然日，少于本县规定的7个自然日。"
    )
    row, village = replace(GOOD, town_pub_end=date(2024, 6, 14)), Village(village="红旗嘎查", township="巴彦镇")
    [finding] = judged("S7", row, village)
    assert finding.message == (
        "【第八条·乡镇公示】巴彦镇公示2024-06-11至2024-06-14共4个自然日，少于本县规定的5个自然日。"
    )


@pytest.mark.parametrize(
    ("changes", "set_to", "expected"),
    [
        ({"town_pub_start": None}, SEVEN, ["待核"]),
        ({"town_pub_end": date(2025, 7, 4)}, SEVEN, ["提示"]),
        ({"town_pub_end": date(2024, 6, 1)}, SEVEN, ["错误"]),
        ({}, {}, ["待核"]),
    ],
)
def test_a_list_in_the_township(changes, set_to, expected):
    assert told("S7", replace(GOOD, **changes), set_to=set_to) == [("S7", severity) for severity in expected]


def test_what_the_county_has_not_set_is_said_once_and_names_what_to_set():
    findings = judged("S5", GOOD, replace(GOOD, id_number=LI), set_to={})
    assert [f.message for f in findings] == [
        "【第八条·村级公示】参数表未设“村级公示天数、单位或首日是否计入”，不能判定。"
    ]


def test_a_list_beyond_the_known_holidays_is_undecided_and_shows_the_weekdays():
    row = replace(GOOD, village_pub_start=date(2026, 12, 28), village_pub_end=date(2027, 1, 8))
    later = Pack(name="接续", start=date(2026, 1, 1))
    [finding] = judged("S5", row, day=date(2027, 2, 1), set_to=WORKING, packs=(later,))
    assert finding.severity.value == "待核"
    assert "2027年节假日安排未收录，按周末推算为10个工作日，请核对" in finding.message
    known = {date(2027, 1, 1): False, date(2027, 10, 1): False}
    assert told("S5", row, day=date(2027, 2, 1), set_to=WORKING, packs=(later,), calendar=known) == []


# -- filing with the county ---------------------------------------------------------------------------

PERSON = Coordinator(
    name="李四", id_number=LI, service_village="红旗嘎查", status="在岗", agreement_start=date(2025, 1, 1)
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["待核"]),
        ({"status": "待上岗"}, ["待核"]),
        ({"is_renewal": True}, []),
        ({"status": "离岗", "leave_date": date(2025, 3, 1)}, []),
        ({"id_number": None}, ["待核"]),
        ({"id_number": ZHANG}, []),
        ({"id_number": ZHANG, "service_village": "东风嘎查"}, ["待核"]),
    ],
)
def test_somebody_in_post_without_a_selection_is_told_once(changes, expected):
    person = replace(PERSON, **changes)
    steps = "S1 S2 S3 S4 S5 S6 S7 S8 S10"
    findings = [f for f in judged(steps, GOOD, person) if f.row is person]
    assert [(f.rule.code, f.severity.value) for f in findings] == [("S8", severity) for severity in expected]


def test_an_earlier_agreement_makes_a_renewal():
    earlier = Agreement(id_number=LI, agreement_start=date(2024, 1, 1), agreement_end=date(2024, 12, 31))
    assert told("S8", GOOD, PERSON, earlier) == []


def test_without_the_sheet_nobody_is_blamed():
    verdict = judge(Records.of_rows(PERSON), Law(DAY), [filing.S8])
    assert verdict.findings == []
    assert verdict.not_run == [("S8", "没有工作表“选聘程序”")]


def test_the_selection_of_an_agreement_is_the_last_one_that_began_before_it():
    again = replace(GOOD, notice_date=date(2025, 5, 6), apply_date=date(2025, 5, 13))
    other_years = dict.fromkeys(
        ("check_date", "council_date", "village_pub_start", "village_pub_end", "town_review_date", "town_pub_start",
         "town_pub_end", "county_file_date")
    )  # fmt: skip
    again = replace(again, **other_years)
    person = replace(PERSON, id_number=ZHANG, agreement_start=date(2024, 7, 1))
    records = Records.of_rows(again, GOOD, person)
    assert procedure.of(person, records) is GOOD
    assert procedure.of(replace(person, agreement_start=date(2025, 7, 1)), records) is again
    assert procedure.of(replace(person, service_village="东风嘎查"), records) is None
    assert procedure.of(replace(person, id_number=LI), records) is None


# -- order --------------------------------------------------------------------------------------------

APPOINTED = Coordinator(name="张三", id_number=ZHANG, service_village="红旗嘎查", status="在岗")


@pytest.mark.parametrize(
    ("changes", "later"),
    [
        ({"check_date": date(2024, 5, 25)}, ["评议"]),
        ({"apply_date": date(2024, 5, 5)}, ["书面申请"]),
        ({"check_date": None, "apply_date": date(2024, 5, 25)}, ["评议"]),
        ({"village_pub_end": date(2024, 6, 12)}, ["乡镇审核", "乡镇公示"]),
        ({"county_file_date": date(2024, 6, 16)}, ["旗县备案"]),
        ({"notice_date": date(2025, 5, 6)}, ["书面申请"]),
    ],
)
def test_a_step_before_the_one_it_follows(changes, later):
    findings = judged("S9", replace(GOOD, **changes))
    assert [(f.severity.value, f.answer.facts["后"]) for f in findings] == [("错误", name) for name in later]


def test_the_words_of_the_order_name_both_steps_and_days():
    row = replace(GOOD, check_date=date(2024, 6, 6), council_date=date(2024, 6, 5), village_pub_start=date(2024, 6, 6))
    [finding] = judged("S9", row)
    assert finding.message == "【第八条·顺序】张三“评议”（2024-06-05）早于“两委核查”（2024-06-06）。"


def test_review_and_township_list_are_not_ordered():
    row = replace(GOOD, town_review_date=date(2024, 6, 18), county_file_date=date(2024, 6, 18))
    assert told("S9", row) == [("S9", "提示")]


@pytest.mark.parametrize(("onboard", "expected"), [(date(2024, 6, 20), []), (date(2024, 6, 19), ["错误"])])
def test_nobody_takes_up_a_post_before_the_filing(onboard, expected):
    findings = judged("S9", GOOD, replace(APPOINTED, onboard_date=onboard))
    assert [f.severity.value for f in findings] == expected


def test_an_agreement_before_an_unfinished_chain_is_out_of_order_and_before_the_filing_left_to_a7():
    person = replace(APPOINTED, agreement_start=date(2024, 6, 12), agreement_end=date(2025, 6, 11))
    assert told("S9", GOOD, person) == []
    [finding] = judged("S9", replace(GOOD, county_file_date=None), person)
    assert finding.message == "【第八条·顺序】张三“协议起”（2024-06-12）早于“乡镇公示”（2024-06-17）。"


def test_earlier_service_is_no_breach_of_a_later_selection():
    renewed = replace(
        APPOINTED, onboard_date=date(2022, 7, 1), agreement_start=date(2024, 7, 1), agreement_end=date(2025, 6, 30)
    )
    earlier = Agreement(
        id_number=ZHANG, service_village="红旗嘎查", agreement_start=date(2023, 7, 1), agreement_end=date(2024, 4, 30)
    )
    assert told("S9", GOOD, renewed, earlier) == []
    gone = replace(APPOINTED, status="离岗", onboard_date=date(2022, 7, 1), leave_date=date(2023, 6, 30))
    assert told("S9", GOOD, gone) == []


def test_order_and_days_between_steps_are_the_countys_choice():
    row = replace(GOOD, check_date=date(2024, 5, 25))
    assert told("S9", row, set_to={"程序顺序级别": "提示"}) == [("S9", "提示")]
    same_day = replace(GOOD, council_date=GOOD.check_date)
    assert told("S9", same_day) == []
    assert told("S9", same_day, set_to={"步骤须隔日": "是"}) == [("S9", "提示")]
    assert told("S9", row, set_to={"程序顺序级别": "不管"}) == [("S9", "待核")]


# -- changes and replacements -------------------------------------------------------------------------

LEFT = replace(APPOINTED, status="离岗", leave_date=date(2025, 5, 6))


@pytest.mark.parametrize(
    ("filed", "day", "expected"),
    [
        (date(2025, 5, 20), DAY, []),
        (date(2025, 5, 21), DAY, ["提示"]),
        (None, date(2025, 6, 20), ["待核"]),
        (None, date(2025, 5, 20), ["提示"]),
        (date(2025, 5, 5), DAY, []),
    ],
)
def test_a_leaving_is_filed_within_the_countys_limit(filed, day, expected):
    findings = judged("S11", replace(GOOD, change_file_date=filed), LEFT, day=day)
    assert [f.severity.value for f in findings] == expected
    assert all(f.row is LEFT for f in findings)


def test_the_words_about_a_change_tell_days_and_limit():
    filed = replace(GOOD, change_file_date=date(2025, 5, 21))
    [late] = judged("S11", filed, LEFT)
    assert late.message == "【第八条·变动备案】张三离岗于2025-05-06，11个工作日后才备案（本县时限10个工作日）。"
    [open_case] = judged("S11", GOOD, LEFT, day=date(2025, 5, 8))
    assert open_case.message == "【第八条·变动备案】张三离岗于2025-05-06，尚未备案，还剩8个工作日。"
    [forgotten] = judged("S11", GOOD, LEFT, day=date(2025, 6, 20))
    assert "已32个工作日，未登记乡村振兴、人社、财政备案" in forgotten.message


@pytest.mark.parametrize(("level", "expected"), [("待核", "待核"), ("错误", "错误")])
def test_the_county_says_how_grave_lateness_is(level, expected):
    filed = replace(GOOD, change_file_date=date(2025, 5, 21))
    assert told("S11", filed, LEFT, set_to={"变动备案超期级别": level}) == [("S11", expected)]
    assert told("S11", filed, LEFT, set_to={"变动备案时限": "很快"}) == [("S11", "待核")]


def test_a_change_in_the_selection_sheet_is_told_there_and_not_again_at_the_roster():
    row = replace(GOOD, change_date=date(2025, 5, 7), is_replacement=True)
    findings = judged("S11", row, LEFT)
    assert [(f.severity.value, f.row is row) for f in findings] == [("待核", True)]
    assert "张三离岗于2025-05-07" in findings[0].message
    [alone] = judged("S11", row)
    assert "张三补缺于2025-05-07" in alone.message


def test_one_department_not_ticked_leaves_the_filing_undecided():
    filed = replace(GOOD, change_date=date(2025, 5, 6), change_file_date=date(2025, 5, 20))
    ticked = {"filed_revitalisation": True, "filed_hr": True, "filed_finance": True}
    assert told("S11", replace(filed, **ticked)) == []
    [finding] = judged("S11", replace(filed, **{**ticked, "filed_hr": None}))
    assert (finding.severity.value, "未登记人社备案" in finding.message) == ("待核", True)
    empty_columns = in_sheet(filed)
    assert [f.severity.value for f in judge(empty_columns, Law(DAY), [filing.S11]).findings] == ["待核"]


def test_a_leaving_without_a_day_is_undecided_and_a_coming_change_is_no_matter():
    assert told("S11", GOOD, replace(LEFT, leave_date=None)) == [("S11", "待核")]
    assert told("S11", replace(GOOD, change_date=date(2025, 7, 7))) == []


def test_a_change_beyond_the_known_holidays_is_undecided_unless_it_was_quick():
    later = Pack(name="接续", start=date(2026, 1, 1))
    changed = replace(GOOD, change_date=date(2026, 12, 30), is_replacement=None)
    slow, quick = (replace(changed, change_file_date=date(2027, 1, day)) for day in (20, 6))
    [finding] = judged("S11", slow, day=date(2027, 2, 1), packs=(later,))
    assert (finding.severity.value, "2027年节假日安排未收录" in finding.message) == ("待核", True)
    assert told("S11", quick, day=date(2027, 2, 1), packs=(later,)) == []
    untold = replace(quick, filed_hr=True)
    [finding] = judged("S11", untold, day=date(2027, 2, 1), packs=(later,))
    assert finding.message == "【第八条·变动备案】张三变动于2026-12-30，未登记乡村振兴、财政备案。"


def test_a_replacement_needs_a_chain_of_its_own():
    assert told("S12", replace(GOOD, is_replacement=True)) == []
    row = replace(GOOD, is_replacement=True, county_file_date=None, check_result="不符合")
    assert told("S12", row) == [("S12", "错误"), ("S12", "待核")]
    messages = [f.message for f in judged("S12", row)]
    assert messages[1] == "【第八条·补缺】张三为补缺人员，仍须按程序选聘，尚缺：旗县备案。"
    assert told("S12", replace(row, is_replacement=False)) == []


def test_what_the_county_has_not_set_is_not_a_missing_step_of_the_replacement():
    assert told("S12", replace(GOOD, is_replacement=True), set_to={}) == []


def test_the_chain_of_the_predecessor_is_no_chain_of_ones_own():
    row = replace(GOOD, name="李四", id_number=LI, is_replacement=True)
    [finding] = judged("S12", GOOD, row, LEFT)
    assert "各步日期与前任张三完全相同" in finding.message
    assert told("S12", GOOD, row, APPOINTED) == []  # chosen together
    own = replace(row, notice_date=date(2024, 5, 7))
    assert told("S12", GOOD, own, LEFT) == []


# -- 2022 ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filed", "expected"), [(date(2022, 6, 30), []), (date(2022, 7, 8), ["提示"]), (date(2023, 7, 8), [])]
)
def test_first_selections_were_to_be_done_by_the_end_of_june_2022(filed, expected):
    findings = judged("S13", replace(GOOD, county_file_date=filed))
    assert [f.severity.value for f in findings] == expected


def test_only_the_first_selection_of_a_village_is_meant():
    first = replace(GOOD, county_file_date=date(2022, 6, 20))
    second = replace(GOOD, id_number=LI, county_file_date=date(2022, 9, 20))
    assert told("S13", first, second) == []
    assert told("S13", replace(second, is_replacement=True)) == []
    assert told("S13", second, packs=(Pack(name="别的办法", start=date(2020, 1, 1)),)) == []

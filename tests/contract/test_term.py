"""Articles 5 and 16 through the command: policies that end, follow one another or leave a gap, and past days."""

from datetime import date

import pytest

from xgy_excel.core import Pack
from xgy_excel.rows import Procedure

SHIPPED = {
    "包名": "内乡振发〔2022〕10号", "文号": "内乡振发〔2022〕10号", "生效日期": date(2022, 4, 29),
    "失效日期": date(2025, 12, 31), "过渡期止": date(2025, 12, 31),
}  # fmt: skip
NEXT = {"包名": "接续办法", "文号": "内农牧发〔2026〕1号", "生效日期": date(2026, 1, 1)}
SELECTION = {
    "姓名": "张三", "身份证号": "150421198503019997", "服务嘎查村": "红旗嘎查", "公开日期": date(2024, 11, 1),
    "公开形式": "公示公告", "申请日期": date(2024, 11, 5), "是否书面申请": "是", "两委核查日期": date(2024, 11, 8),
    "核查结论": "符合", "评议日期": date(2024, 11, 10), "评议结论": "通过", "村公示起": date(2024, 11, 11),
    "村公示止": date(2024, 11, 18), "乡镇审核日期": date(2024, 11, 20), "审核结论": "同意", "乡镇公示起": date(2024, 11, 21),
    "乡镇公示止": date(2024, 11, 28), "备案日期": date(2024, 12, 10), "备案结论": "同意备案", "异议件数": 0,
    **dict.fromkeys(("责任心", "群众基础", "敬业精神", "工作能力", "计算机操作基础"), "是"),
}  # fmt: skip


def agreement(start, end, **more):
    return {"协议起": start, "协议止": end, "上岗日期": start, "签订日期": start, **more}


@pytest.mark.parametrize(
    ("start", "end", "packs", "expected"),
    [
        (date(2025, 12, 31), date(2025, 12, 31), [], []),
        (date(2025, 12, 31), date(2026, 1, 1), [], [("Y2", "需例外审批", "协议止")]),
        (date(2026, 1, 1), date(2026, 12, 31), [], [("Y1", "错误", "协议起")]),
        (date(2026, 1, 1), date(2026, 12, 31), [SHIPPED, NEXT], []),
        (date(2025, 7, 1), date(2026, 6, 30), [SHIPPED, NEXT], []),
        (date(2025, 7, 1), date(2026, 6, 30), [SHIPPED, {**NEXT, "失效日期": date(2026, 6, 29)}], [("Y2", "需例外审批", "协议止")]),
        (date(2025, 7, 1), date(2026, 6, 30), [SHIPPED, {**NEXT, "生效日期": date(2026, 1, 2)}], [("Y2", "需例外审批", "协议止")]),
        (date(2026, 2, 1), date(2027, 1, 31), [SHIPPED, {**NEXT, "生效日期": date(2026, 4, 1)}], [("Y1", "错误", "协议起")]),
        # The end of the pack bounds an agreement where the transition is left empty.
        (date(2026, 1, 1), date(2026, 12, 31), [SHIPPED, {**NEXT, "失效日期": date(2026, 9, 30)}], [("Y2", "需例外审批", "协议止")]),
        (date(2026, 1, 1), date(2026, 9, 30), [SHIPPED, {**NEXT, "失效日期": date(2026, 9, 30)}], []),
        (date(2022, 4, 28), date(2023, 4, 27), [], [("Y3", "提示", "协议起")]),
        (date(2022, 4, 29), date(2023, 4, 28), [], []),
        (date(2025, 7, 1), None, [], [("Y2", "待核", "协议止")]),
        (date(2025, 7, 1), "长期", [], [("Y2", "待核", "协议止")]),
        # The regulation lapses with the transition, whether or not the county wrote that into 失效日期.
        (date(2026, 2, 1), date(2026, 12, 31), [{**SHIPPED, "失效日期": None}], [("Y1", "错误", "协议起")]),
        # A county that prolonged both.
        (date(2026, 2, 1), date(2026, 12, 31), [{**SHIPPED, "失效日期": date(2026, 12, 31), "过渡期止": date(2026, 12, 31)}], []),
    ],
)  # fmt: skip
def test_an_agreement_lies_within_a_policy(told, start, end, packs, expected):
    assert told(agreement(start, end), extra={Pack: packs}, only="Y") == expected


def test_an_agreement_that_ended_early_does_not_cross_the_transition(told):
    left = {"状态": "离岗", "离岗日期": date(2025, 9, 1), "离岗类型": "解聘（第十四条）"}
    assert told(agreement(date(2025, 7, 1), date(2026, 6, 30), **left), only="Y") == []
    later = {**left, "离岗日期": date(2026, 2, 1)}
    assert [one[0] for one in told(agreement(date(2025, 7, 1), date(2026, 6, 30), **later), only="Y")] == ["Y2"]


@pytest.mark.parametrize(
    ("day", "packs", "covered"),
    [
        ("2022-04-28", [], False), ("2022-04-29", [], True), ("2023-06-30", [], True), ("2024-02-29", [], True),
        ("2025-12-31", [], True), ("2026-01-01", [], False), ("2026-11-24", [], False), ("2027-06-30", [], False),
        ("2026-11-24", [SHIPPED, NEXT], True), ("2027-06-30", [SHIPPED, NEXT], True),
        ("2026-02-01", [SHIPPED, {**NEXT, "生效日期": date(2026, 4, 1)}], False),
    ],
)  # fmt: skip
def test_a_day_without_policy_is_told_once_and_what_did_not_run_is_listed(county, report_of, day, packs, covered):
    report = report_of("check", county({}, {"姓名": "李四"}, extra={Pack: packs}), "--as-of", day, "--no-mark")
    found = [f for f in report["findings"] if f["rule"] == "Y4"]
    assert [(f["severity"], f["sheet"]) for f in found] == ([] if covered else [("错误", "政策包")])
    assert ("E7" in {one["rule"] for one in report["not_run"]}) is not covered
    in_force = NEXT["文号"] if day > "2026" else SHIPPED["文号"]
    assert report["policy"] == (in_force if covered else "无有效政策包")


def test_a_clerk_who_checks_after_the_end_is_told_how_to_look_back(county, report_of):
    report = report_of("check", county(), "--as-of", "2026-11-24", "--no-mark")
    assert any("--as-of 2025-12-31" in note for note in report["notes"])
    assert report_of("check", county(name="2.xlsx"), "--as-of", "2025-12-31", "--no-mark")["notes"] == []


@pytest.mark.parametrize(
    ("pack", "words"),
    [
        ({"包名": "某办法"}, "没有填生效日期"),
        ({"包名": "某办法", "生效日期": "2026年"}, "生效日期无法识别"),
        ({"包名": "某办法", "生效日期": date(2026, 1, 1), "失效日期": date(2025, 1, 1)}, "失效日期早于生效日期"),
    ],
)
def test_a_policy_that_cannot_be_used_is_told_and_decides_nothing(county, report_of, pack, words):
    report = report_of("check", county(extra={Pack: [SHIPPED, pack]}), "--as-of", "2025-06-30", "--no-mark")
    assert f"政策包“某办法”没有采用：{words}。" in report["notes"]
    assert report["policy"] == SHIPPED["包名"]


def test_two_policies_for_one_day_stop_the_check(county, xgy):
    book = county(extra={Pack: [SHIPPED, {**NEXT, "生效日期": date(2025, 12, 31)}]})
    status, out, err = xgy("check", book, "--as-of", "2025-06-30", "--no-mark")
    assert (status, out) == (2, "")
    assert "有效期重叠" in err


# -- past days ----------------------------------------------------------------------------------------


def test_a_selection_that_begins_later_is_not_asked_about(county, report_of):
    book = county(extra={Procedure: [SELECTION]})
    for day, asked in (("2024-10-31", False), ("2025-06-30", True)):
        report = report_of("check", book, "--as-of", day, "--no-mark")
        open_steps = {f["rule"] for f in report["findings"] if f["rule"] in ("S6", "S8", "E5")}
        skipped = {one["rule"] for one in report["not_run"] if "才开始" in one["reason"]}
        assert open_steps == set()
        assert ({"S1", "S6", "S8", "S9", "E5"} <= skipped) is not asked


@pytest.mark.parametrize("day", ["2022-06-30", "2023-06-30", "2024-06-30", "2024-12-31"])
def test_a_good_roster_gives_no_alarm_on_a_day_before_its_time(county, report_of, day):
    limits = {"村级公示天数": 7, "乡镇公示天数": 7, "公示天数单位": "自然日", "公示首日计入": "是"}
    book = county(
        extra={Procedure: [SELECTION]}, settings=[{"参数": name, "值": value} for name, value in limits.items()]
    )
    report = report_of("check", book, "--as-of", day, "--no-mark")
    alarms = [(f["rule"], f["message"]) for f in report["findings"] if f["severity"] in ("错误", "需例外审批", "待核")]
    assert [one for one in alarms if one[0][0] in "KQESY"] == []

"""Article 9 through the command: filing before the agreement, renewal by the right evaluation, numbers, unknown status."""

from datetime import date

import pytest

from xgy_excel.rows import Agreement, Evaluation, Procedure

ME = "150421198503019997"
STEPS = {"参数": "续聘程序步骤", "值": "申请、考核、审批", "生效日期": date(2022, 1, 1)}
LAST_YEAR = {
    "协议编号": "乌兰旗2024-001", "姓名": "张三", "身份证号": ME, "签订日期": date(2023, 12, 28), "协议起": date(2024, 1, 1),
    "协议止": date(2024, 12, 31),
}  # fmt: skip
GRADE = {
    "姓名": "张三", "身份证号": ME, "年度": "2024", "评价日期": date(2024, 12, 10), "等次": "合格", "岗位技能是否熟练": "是",
    "续聘程序日期": date(2024, 12, 20),
}  # fmt: skip


@pytest.fixture
def levels(told):
    def check(rule, *people, **more):
        return [level for code, level, _ in told(*people, only=[rule], **more) if code == rule]

    return check


def selection(filed, announced, village="红旗嘎查"):
    return {"姓名": "张三", "身份证号": ME, "服务嘎查村": village, "公开日期": announced, "备案日期": filed}


@pytest.mark.parametrize(
    ("selections", "expected"),
    [
        ([selection(date(2025, 1, 1), date(2024, 11, 1))], ["提示"]),  # signed on 30 December, before the filing
        ([selection(date(2025, 1, 2), date(2024, 11, 1))], ["错误"]),
        ([selection(None, date(2024, 11, 1))], ["待核"]),
        # An old filing does not stand for the selection that led to this agreement, nor a later one for an earlier.
        ([selection(date(2022, 6, 1), date(2022, 4, 1)), selection(date(2025, 3, 1), date(2024, 11, 1))], ["错误"]),
        ([selection(date(2024, 12, 1), date(2024, 11, 1)), selection(date(2025, 9, 1), date(2025, 7, 1))], []),
    ],
)
def test_the_agreement_waits_for_the_filing_of_its_own_selection(levels, selections, expected):
    assert levels("A7", extra={Procedure: selections}) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"年度": 2024}, []),
        ({"评价日期": date(2025, 1, 10)}, []),  # the year had ended, the evaluation came later
        ({"年度": "2023年度", "评价日期": date(2024, 1, 10)}, ["待核"]),  # of the year before
        ({"年度": "2025", "评价日期": date(2025, 1, 1)}, ["待核"]),
        ({"等次": "不合格"}, ["错误"]),
        ({"等次": "称职"}, ["待核"]),
        ({"岗位技能是否熟练": "不熟练"}, ["错误"]),
        ({"续聘程序日期": None}, ["待核"]),
    ],
)
def test_a_renewal_needs_the_evaluation_of_the_former_year(levels, changes, expected):
    extra = {Agreement: [LAST_YEAR], Evaluation: [{**GRADE, **changes}]}
    assert levels("A10", {"是否续聘": "是"}, settings=[STEPS], extra=extra) == expected


def test_a_grade_of_the_countys_own_is_named_in_the_remedy(county, report_of):
    extra = {Agreement: [LAST_YEAR], Evaluation: [{**GRADE, "等次": "称职"}]}
    report = report_of(
        "check", county({"是否续聘": "是"}, settings=[STEPS], extra=extra), "--as-of", "2025-06-30", "--no-mark"
    )
    (finding,) = [f for f in report["findings"] if f["rule"] == "A10"]
    assert "“称职”" in finding["message"]
    assert "本县视“称职”为合格的" in finding["remedy"]


def test_a_status_in_other_words_is_not_called_missing(said):
    assert said("A12", {"状态": "休假"}) == ["【第九条·缺数据】张三的状态写作“休假”，无法判定“协议已到期仍在岗”。"]
    assert said("A12", {"状态": None}) == ["【第九条·缺数据】张三缺“状态”，无法判定“协议已到期仍在岗”。"]


@pytest.mark.parametrize("number", ["乌兰旗２０２５－００１", "乌兰旗2025—001", "乌兰旗 2025-001"])
def test_one_number_in_another_writing_is_the_same_number(levels, number):
    other = {"姓名": "李四", "身份证号": "150421197105209993", "出生日期": date(1971, 5, 20), "协议编号": number}
    assert levels("A9", {}, other) == ["错误"]

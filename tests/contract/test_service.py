"""Articles 11 to 14 through the command: training, evaluation, disclosure, dismissal, as a county's book has them."""

from datetime import date

import openpyxl
import pytest

from xgy_excel.rows import Disclosure, Dismissal, Evaluation, Training

ME, OTHER = "150421198503019997", "150421197105209993"
LI = {"姓名": "李四", "身份证号": OTHER, "出生日期": date(1971, 5, 20), "协议编号": "乌兰旗2025-002"}
IN_2024 = {"上岗日期": date(2024, 1, 1)}
LEFT = {"状态": "离岗", "离岗日期": date(2025, 3, 15), "离岗类型": "解聘（第十四条）"}


@pytest.fixture
def levels(told):
    """The severities one rule gives, on the rows of one more sheet."""

    def check(rule, *people, kind, rows, **more):
        return [level for code, level, _ in told(*people, only=[rule], extra={kind: rows}, **more) if code == rule]

    return check


def trained(day, kind="岗前培训", content="稳岗就业相关政策、岗位职责、工作技能、绩效管理", **fields):
    return {"姓名": "张三", "身份证号": ME, "培训日期": day, "类别": kind, "内容": content, **fields}


def evaluated(year="2024", **fields):
    good = {
        "姓名": "张三",
        "身份证号": ME,
        "评价日期": date(2024, 12, 10),
        "等次": "合格",
        "参评服务对象人数": 12,
        "满意度": "95%",
    }
    return {**good, "年度": year, **fields}


def published(**fields):
    good = {
        "嘎查村": "红旗嘎查", "公开日期": date(2025, 5, 20), "职责任务": "宣传政策等五项", "上岗人员": "张三", "劳务报酬": "1000元/月",
        "评价办法": "巴政发〔2022〕8号", "监督电话": "0476-6923456",
    }  # fmt: skip
    return {**good, **fields}


def dismissed(**fields):
    good = {"姓名": "张三", "身份证号": ME, "解除日期": date(2025, 3, 15), "理由项": "1 自愿申请"}
    return {**good, "依据材料": "本人书面申请（2025-03-01）", "程序完成情况": "各步骤均已完成", **fields}


# -- Article 11 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([trained("2024年12月28日")], []),
        ([trained(date(2025, 1, 2))], ["提示"]),
        ([trained(None)], ["待核"]),
        ([trained("2024.12")], ["待核"]),
        ([trained(date(2024, 12, 28), "业务培训")], ["待核"]),
        ([], ["待核"]),
    ],
)
def test_training_before_the_post(levels, rows, expected):
    assert levels("T1", kind=Training, rows=rows) == expected


def test_without_a_sheet_of_trainings_it_is_said_once(county, report_of):
    report = report_of("check", county({}, LI), "--as-of", "2025-06-30", "--no-mark")
    assert [f for f in report["findings"] if f["rule"][0] in "TV" and f["rule"] != "V4"] == []
    reasons = {line["rule"]: line["reason"] for line in report["not_run"]}
    assert reasons["T1"] == reasons["T2"] == "没有工作表“培训”"
    assert reasons["V1"] == reasons["V2"] == "没有工作表“考核”"
    assert reasons["D1"] == "没有工作表“公开”"
    assert reasons["X1"] == "没有工作表“解聘”"


def test_a_sheet_that_does_not_say_whom_it_is_about_is_no_proof_that_nothing_was_done(county, report_of):
    path = county(
        {}, extra={Disclosure: [{"嘎查村": "红旗嘎查", "公开日期": date(2025, 5, 1)}], Training: [{"类别": "岗前"}]}
    )
    book = openpyxl.load_workbook(path)
    for sheet, header in (("公开", "嘎查村"), ("培训", "姓名"), ("培训", "身份证号")):
        cell = next(cell for cell in book[sheet][1] if cell.value == header)
        cell.value = "所在"
    book.save(path)
    report = report_of("check", path, "--as-of", "2025-06-30", "--no-mark")
    reasons = {line["rule"]: line["reason"] for line in report["not_run"]}
    assert (reasons["D4"], reasons["T1"]) == ("工作表“公开”缺列“嘎查村”", "工作表“培训”缺列“身份证号”")
    assert not {finding["rule"] for finding in report["findings"]} & {"D4", "T1"}


def test_a_column_of_the_roster_does_for_the_sheet_of_trainings(county, report_of):
    book = county({"岗前培训日期": date(2025, 2, 1)})
    report = report_of("check", book, "--as-of", "2025-06-30", "--no-mark")
    (finding,) = [f for f in report["findings"] if f["rule"] == "T1"]
    assert (finding["severity"], finding["message"]) == (
        "提示",
        "【第十一条·岗前培训】张三岗前培训日2025-02-01晚于上岗日2025-01-01。",
    )


def test_training_in_the_agreement_year(levels):
    year = {"协议起": date(2024, 1, 1), "协议止": date(2024, 12, 31)}
    other = trained(date(2024, 11, 15), "业务培训", 身份证号=OTHER)
    assert levels("T2", year, kind=Training, rows=[trained(date(2024, 6, 1), "业务培训")]) == []
    assert levels("T2", year, kind=Training, rows=[trained(date(2025, 1, 5), "业务培训"), other]) == ["提示"]


def test_the_topics_of_a_year(said):
    rows = [trained(date(2024, 6, 1), content="政策宣讲"), trained(date(2024, 7, 1), content="岗位职责、系统操作")]
    assert said("T3", extra={Training: rows}) == ["【第十一条·培训内容】2024年培训内容缺：绩效管理。"]


# -- Article 12 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([evaluated()], []),
        ([evaluated(2024)], []),
        ([evaluated("2024年度", 评价日期=None)], []),
        ([evaluated(身份证号=OTHER)], ["错误"]),
        ([evaluated("2023", 身份证号=OTHER, 评价日期=date(2023, 12, 10))], ["待核"]),
        ([], ["待核"]),
    ],
)
def test_every_year_is_evaluated(levels, rows, expected):
    assert levels("V1", IN_2024, kind=Evaluation, rows=rows) == expected


def test_the_current_year_is_not_yet_asked_in_june(levels):
    assert levels("V1", {}, kind=Evaluation, rows=[evaluated(身份证号=OTHER)]) == []
    assert levels("V1", {}, kind=Evaluation, rows=[evaluated("2025", 身份证号=OTHER)], day="2025-12-15") == ["提示"]


def test_a_county_may_evaluate_by_agreement_year(levels):
    setting = {"参数": "评价年度口径", "值": "协议年"}
    person = {**IN_2024, "协议起": date(2024, 7, 1), "协议止": date(2025, 6, 15)}
    others = evaluated("2025", 身份证号=OTHER, 评价日期=date(2025, 6, 10))
    row = evaluated("2025", 评价日期=date(2025, 6, 10))
    assert levels("V1", person, kind=Evaluation, rows=[row, others], settings=[setting]) == []
    assert levels("V1", person, kind=Evaluation, rows=[others], settings=[setting]) == ["错误"]


@pytest.mark.parametrize(
    ("rule", "fields", "expected"),
    [
        ("V2", {"参评服务对象人数": 0}, ["错误"]),
        ("V2", {"参评服务对象人数": "12人"}, []),
        ("V2", {"参评服务对象人数": None}, ["待核"]),
        ("V3", {"满意度": None}, ["提示"]),
        ("V3", {"满意度": "满意"}, []),
        ("V5", {"等次": "称职"}, ["待核"]),
        ("V5", {"等次": None}, ["待核"]),
    ],
)
def test_what_an_evaluation_holds(levels, rule, fields, expected):
    assert levels(rule, kind=Evaluation, rows=[evaluated(**fields)]) == expected


@pytest.mark.parametrize(("value", "expected"), [("巴政发〔2022〕8号", []), ("未制定", ["错误"]), (None, ["待核"])])
def test_the_hiring_body_has_a_method(levels, value, expected):
    settings = [{"参数": "绩效评价办法文号·巴彦镇人民政府", "值": value}]
    assert levels("V4", kind=Evaluation, rows=[], settings=settings) == expected


def test_parameters_by_hiring_body_are_known(told):
    settings = [{"参数": f"{name}·巴彦镇人民政府", "值": "某文"} for name in ("绩效评价办法文号", "解聘程序步骤")] + [
        {"参数": "部门名称·人社", "值": "某局"}
    ]
    assert [code for code, *_ in told(settings=settings) if code == "K16"] == []


# -- Article 13 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "fields", "expected"),
    [
        ("D1", {}, []),
        ("D1", {"监督电话": None}, ["错误"]),
        ("D2", {}, []),
        ("D2", {"上岗人员": f"张三{ME}"}, ["错误"]),
        ("D2", {"上岗人员": "张三（1504211985****9997）"}, []),
        ("D3", {"监督电话": 12345}, []),
        ("D3", {"监督电话": "12345678"}, ["错误"]),
        ("D3", {"监督电话": 13800000000}, ["提示"]),
        ("D4", {"公开日期": date(2025, 3, 30)}, []),
        ("D4", {"公开日期": date(2025, 3, 29)}, ["提示"]),
        ("D4", {"嘎查村": "白音嘎查"}, ["待核"]),
        ("D5", {"劳务报酬": "1200元/月"}, ["错误"]),
        ("D5", {"劳务报酬": 1200}, []),
    ],
)
def test_what_a_village_publishes(levels, rule, fields, expected):
    assert levels(rule, kind=Disclosure, rows=[published(**fields)]) == expected


def test_the_finding_stands_at_the_cell_that_lacks(county, report_of):
    book = county(extra={Disclosure: [published(评价办法=None)]})
    report = report_of("check", book, "--as-of", "2025-06-30", "--no-mark")
    (finding,) = [f for f in report["findings"] if f["rule"] == "D1"]
    assert (finding["sheet"], finding["cell"], finding["subject"]) == ("公开", "F2", "红旗嘎查")
    assert finding["message"] == "【第十三条·公开内容】红旗嘎查村务公开缺：评价办法。"


# -- Article 14 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "fields", "expected"),
    [
        ("X1", {}, []),
        ("X1", {"依据材料": None}, ["待核"]),
        ("X1", {"依据材料": None, "书面申请日期": date(2025, 3, 1)}, []),
        ("X2", {"理由项": "2 死亡", "依据材料": None}, ["待核"]),
        ("X4", {"理由项": 4, "依据材料": None}, ["待核"]),
        ("X5", {"理由项": "5 被依法追究刑事责任", "依据材料": "拘留通知书"}, ["待核"]),
        ("X6", {"理由项": "6 政策调整减少或取消岗位", "依据材料": None}, ["待核"]),
        ("X7", {"理由项": "7 其他情形", "依据材料": None}, ["待核"]),
        ("X10", {}, []),
        ("X10", {"理由项": 8}, ["错误"]),
        ("X10", {"理由项": None}, ["待核"]),
    ],
)
def test_a_dismissal_and_its_evidence(levels, rule, fields, expected):
    assert levels(rule, LEFT, kind=Dismissal, rows=[dismissed(**fields)]) == expected


@pytest.mark.parametrize(
    ("leaving", "expected"),
    [
        ({"离岗类型": "协议期满不再续聘"}, []),
        ({"离岗类型": "岗位期限届满"}, []),
        ({"离岗类型": None}, ["待核"]),
        ({"离岗类型": "解聘（第十四条）"}, ["待核"]),  # a line in 解聘 is asked for
        ({"离岗类型": "协议期满不再续聘", "离岗原因": "不能胜任"}, ["提示"]),
    ],
)
def test_the_kind_of_a_leaving(levels, leaving, expected):
    assert levels("X10", {**LEFT, **leaving}, kind=Dismissal, rows=[]) == expected


@pytest.mark.parametrize(("grade", "expected"), [("不合格", []), ("合格", ["错误"]), ("基本合格", ["待核"])])
def test_the_unfit_have_not_passed(told, grade, expected):
    extra = {Dismissal: [dismissed(理由项="3 经评价不能胜任")], Evaluation: [evaluated(等次=grade)]}
    assert [level for code, level, _ in told(LEFT, only=["X3"], extra=extra)] == expected


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("告知本人2025-03-02；集体研究2025-03-05；书面通知2025-03-10", []),
        ("告知本人、集体研究", ["【第十四条·程序】张三解聘程序缺步骤：书面通知。"]),
    ],
)
def test_the_steps_of_a_dismissal(said, done, expected):
    settings = [{"参数": "解聘程序步骤·巴彦镇人民政府", "值": "告知本人、集体研究、书面通知"}]
    assert said("X8", LEFT, settings=settings, extra={Dismissal: [dismissed(程序完成情况=done)]}) == expected


def test_without_steps_laid_down_the_body_is_asked(said):
    assert said("X8", LEFT, extra={Dismissal: [dismissed()]}) == ["【第十四条·程序】巴彦镇人民政府未登记解聘程序。"]


def test_what_is_left_to_do_after_a_leaving(said):
    assert said("X9", LEFT, extra={Dismissal: [dismissed()]}) == [
        "【离岗后续】张三离岗后尚未完成：变动备案、补缺或核减岗位。"
    ]

"""Rosters in a county's own layout through the command: a good one gives no alarm, however it is laid out."""

from datetime import date

import pytest

from xgy_excel.law.identity import check_digit

HEAD = [
    "序号", "苏木乡镇", "嘎查村", "姓名", "性别", "民族", "出生年月", "身份证号", "文化程度", "户籍所在村", "人员类别", "联系电话",
    "岗位类别", "是否公益性岗位", "月报酬", "资金来源", "开户行", "一卡通账号", "户名", "上岗时间", "协议编号", "签订日期", "协议起",
    "协议止", "在岗情况", "备注",
]  # fmt: skip
TITLE = ["乌兰旗村级就业帮扶协管员花名册"]
UNIT = ["填报单位（盖章）：乌兰旗乡村振兴局", None, None, None, None, "填报时间：2025年6月30日"]
SIGNED = ["填报人：王五", None, None, "联系电话：0476-1234567", None, None, "审核人：赵六"]
SETTINGS = [
    ["参数", "值", "生效日期"],
    ["城镇公益性岗位补贴标准", 2140, date(2022, 1, 1)],
    ["岗位报酬标准·一类", 1000, date(2022, 1, 1)],
]
VILLAGES = [
    ["苏木乡镇", "嘎查村", "普通劳动力", "技能劳动力", "弱劳动力或半劳动力", "数据截止日期", "上次核定数"],
    *(["巴彦镇", f"{name}嘎查", 60, 20, 10, date(2025, 5, 31), 1] for name in ("红旗", "东风", "白音")),
]
DAY = ("--as-of", "2025-06-30", "--no-mark")


def person(i, **changes):
    """The i-th good coordinator, in the post of the i-th village."""
    birth, village = date(1985, 3, 1 + i), ("红旗", "东风", "白音")[i - 1] + "嘎查"
    first = f"150421{birth:%Y%m%d}999"
    name = "张" + "一二三"[i - 1]
    row = {
        "序号": i, "苏木乡镇": "巴彦镇", "嘎查村": village, "姓名": name, "性别": "男", "民族": "蒙古", "出生年月": "1985.03",
        "身份证号": first + check_digit(first), "文化程度": "初中", "户籍所在村": village, "人员类别": "脱贫人口",
        "联系电话": 19912345678, "岗位类别": "一类", "是否公益性岗位": "是", "月报酬": "1,000元", "资金来源": "F5",
        "开户行": "农商行", "一卡通账号": "621700000000000000" + str(i), "户名": name, "上岗时间": "2025.1.1",
        "协议编号": f"2025-{i:03}", "签订日期": "2024年12月30日", "协议起": "2025年1月1日", "协议止": "2025年12月31日",
        "在岗情况": "在岗",
    }  # fmt: skip
    row |= changes
    return [row.get(head) for head in HEAD]


def alarms(report):
    return [
        (f["rule"], f["cell"], f["message"])
        for f in report["findings"]
        if f["severity"] in ("错误", "需例外审批", "待核")
    ]


def renamed(**words):
    return [words.get(head, head) for head in HEAD]


UPPER = [
    "序号", "苏木乡镇", "嘎查村", "基本情况", *[None] * 6, "人员类别", "联系电话", "岗位", None, None, None, "一卡通", None, None,
    "上岗时间", "协议", None, "协议期限", None, "在岗情况", "备注",
]  # fmt: skip
LOWER = [
    None, None, None, *HEAD[3:10], None, None, "岗位类别", "是否公益性岗位", "月报酬\n（元）", "资金来源", "开户行", "账号", "户名",
    None, "编号", "签订日期", "起", "止", None, None,
]  # fmt: skip
DIRTY = renamed(姓名="*姓 名", 身份证号="身份\n证号＊", 嘎查村="嘎查村（社区）", 月报酬="月报酬（元/月）", 文化程度="文化\n程度", 出生年月="出生年月(与身份证一致)", 一卡通账号="一卡通账号（银行卡号）", 在岗情况="在岗情况（在岗/离岗）", 协议起="协议起（年/月/日）", 上岗时间="上岗\n时间")  # fmt: skip
THREE = [person(1), person(2), person(3)]
INDENT = [[None, None, *row] for row in (TITLE, UNIT, HEAD, *THREE)]

LAYOUTS = {
    "plain": [HEAD, *THREE],
    "title and unit": [TITLE, UNIT, HEAD, *THREE],
    "two rows of header": [TITLE, UNIT, UPPER, LOWER, *THREE],
    "brackets, stars and line breaks": [TITLE, DIRTY, *THREE],
    "empty columns before": INDENT,
    "header on row 9": [TITLE, *[[]] * 7, HEAD, *THREE],
    "totals and signatures": [
        TITLE, UNIT, HEAD, THREE[0], ["小计", None, None, "1人"], [], THREE[1], THREE[2], ["巴彦镇小计", None, None, 2],
        ["总计", None, None, 3], [], ["注：本表一式三份。"], SIGNED,
    ],
    "header repeated on every page": [TITLE, UNIT, HEAD, THREE[0], HEAD, THREE[1], TITLE, UNIT, HEAD, THREE[2]],
    "header repeated in the first rows with a column more": [
        TITLE, HEAD, THREE[0], ["白音镇"], [*HEAD, "家庭住址"], [*THREE[1], "某处"], [*THREE[2], "某处"],
    ],
    "totals in other words, a landline under the numbers": [
        HEAD, *THREE, ["合计（3人）"], ["总 人 数：3"], [None, None, None, "共3人"], ["Total", *[None] * 13, 3000],
        ["填报人：王五", *[None] * 6, "0471-6923456"],
    ],
    "row of column numbers": [TITLE, HEAD, list(range(1, len(HEAD) + 1)), *THREE],
    "同上": [HEAD, THREE[0], person(2, 苏木乡镇="同上", 人员类别="〃"), THREE[2]],
    "other people's columns": [
        [*HEAD, "户主姓名", "户主证件号码", "紧急联系人电话"], *([*row, "李四", "150421196001019999", "12"] for row in THREE)
    ],
    "one column for both days": [
        [h for h in renamed(协议起="聘期") if h != "协议止"],
        *([("2025.1.1—2025.12.31" if h == "协议起" else v) for h, v in zip(HEAD, row, strict=True) if h != "协议止"] for row in THREE),
    ],
}  # fmt: skip


def test_a_good_roster_gives_no_alarm_whatever_its_layout(rows_book, report_of):
    for layout, rows in LAYOUTS.items():
        book = rows_book({"协管员": rows, "参数": SETTINGS, "嘎查村": VILLAGES}, name=f"{layout}.xlsx")
        assert (layout, alarms(report_of("check", book, *DAY))) == (layout, [])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_breach_is_found_at_its_cell_whatever_the_layout(rows_book, report_of, layout):
    rows = [["小学" if value == "初中" else value for value in row] for row in LAYOUTS[layout]]
    book = rows_book({"协管员": rows, "参数": SETTINGS, "嘎查村": VILLAGES})
    found = [f for f in report_of("check", book, *DAY)["findings"] if f["rule"] == "E4"]
    assert [f["subject"] for f in found] == ["张一", "张二", "张三"]
    for one in found:
        column, row = one["cell"][0], int(one["cell"][1:])
        assert rows[row - 1][ord(column) - 65] == "小学"


def test_merged_titles_and_villages_are_read(rows_book, report_of):
    rows = [TITLE, HEAD, person(1), person(2, 苏木乡镇=None, 户籍所在村=None), person(3, 苏木乡镇=None)]

    def dress(book):
        book["协管员"].merge_cells("A1:Z1")
        book["协管员"].merge_cells("B3:B5")

    report = report_of("check", rows_book({"协管员": rows, "参数": SETTINGS, "嘎查村": VILLAGES}, dress), *DAY)
    assert [one[:2] for one in alarms(report)] == [("E1", "J4")]
    assert any("合并" in note for note in report["notes"])


def test_hidden_rows_are_passed_over_and_counted(rows_book, report_of):
    def dress(book):
        book["协管员"].row_dimensions[3].hidden = True

    rows = [HEAD, THREE[0], person(2, 文化程度="小学"), THREE[2]]
    report = report_of("check", rows_book({"协管员": rows, "参数": SETTINGS, "嘎查村": VILLAGES}, dress), *DAY)
    assert alarms(report) == []
    assert [f["message"] for f in report["findings"] if f["rule"] == "K13"] == [
        "【行数】协管员共3行，读取2行，跳过1行（合计0、隐藏1、空行0）。"
    ]


def test_several_townships_are_one_roster_and_each_lacks_its_own_columns_once(rows_book, report_of):
    poor = [[v for h, v in zip(HEAD, row, strict=True) if h != "文化程度"] for row in (HEAD, person(2))]
    book = rows_book({
        "封面": [["乌兰旗村级就业帮扶协管员花名册"], ["2025年6月"]], "巴彦镇": [HEAD, person(1, 文化程度="小学")], "白音镇": poor,
        "参数": SETTINGS, "嘎查村": VILLAGES,
    })  # fmt: skip
    report = report_of("check", book, *DAY)
    assert [(f["rule"], f["sheet"], f["cell"]) for f in report["findings"] if f["severity"] == "错误"] == [
        ("E4", "巴彦镇", "I2")
    ]
    assert {"rule": "E4", "reason": "工作表“白音镇”缺列“文化程度”"} in report["not_run"]
    assert not [f for f in report["findings"] if f["rule"] == "E4" and f["severity"] == "待核"]


def test_a_copy_of_the_roster_is_passed_over_and_told(rows_book, report_of):
    report = report_of(
        "check",
        rows_book({"花名册": [HEAD, *THREE], "花名册 (2)": [HEAD, *THREE], "参数": SETTINGS, "嘎查村": VILLAGES}),
        *DAY,
    )
    assert alarms(report) == []
    assert "工作表“花名册 (2)”没有读取：是“花名册”的副本。" in report["notes"]


def test_sheets_with_people_that_are_not_read_are_told(rows_book, report_of):
    def dress(book):
        book["乌兰镇"].sheet_state = "hidden"

    strange = [["人名", "证件"], *([row[3], row[7]] for row in THREE)]
    sheets = {
        "花名册": [HEAD, *THREE[:2]], "花名册 (2)": [HEAD, THREE[0], THREE[2]], "乌兰镇": [HEAD, THREE[2]], "新来的": strange,
        "参数": SETTINGS, "嘎查村": VILLAGES,
    }  # fmt: skip
    report = report_of("check", rows_book(sheets, dress), *DAY)
    assert {
        "工作表“花名册 (2)”没有读取：是“花名册”的副本，另有1人不在“花名册”中。",
        "工作表“乌兰镇”没有读取：已隐藏。",
        "工作表“新来的”没有读取：有证件号，但认不出表头。",
    } <= {*report["notes"]}


def test_pay_sheets_of_two_months_are_no_copies(rows_book, report_of):
    pay = [["月份", "姓名", "身份证号", "合计", "支付方式"], ["2025-05", "张一", person(1)[7], 1000, "现金"]]
    june = [pay[0], ["2025-06", *pay[1][1:]]]
    report = report_of("check", rows_book({"发放": pay, "发放 (2)": june}), *DAY)
    assert [f["sheet"] for f in report["findings"] if f["rule"] == "P10"] == ["发放", "发放 (2)"]


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ([*HEAD, "姓名"], "“姓名”有不止一列，分不清用哪一列"),
        ([*HEAD, "身份证号"], "“身份证号”有不止一列，分不清用哪一列"),
        (renamed(身份证号="身份号"), "像是花名册，但没有找到“身份证号”列"),
    ],
)
def test_a_roster_that_cannot_be_read_never_passes(rows_book, xgy, report_of, header, why):
    book = rows_book({"协管员": [header, person(1)], "嘎查村": VILLAGES})
    assert xgy("check", book, *DAY)[0] == 1
    found = [f for f in report_of("check", book, *DAY)["findings"] if f["rule"] == "K13"]
    assert [(f["severity"], f["message"]) for f in found] == [("待核", f"【行数】工作表“协管员”没有读取：{why}。")]


def test_the_county_may_teach_a_header(rows_book, report_of):
    words = [["列名", "字段"], ["身份号", "身份证号"]]
    sheets = {"协管员": [renamed(身份证号="身份号"), *THREE], "列名对照": words, "参数": SETTINGS, "嘎查村": VILLAGES}
    assert alarms(report_of("check", rows_book(sheets), *DAY)) == []


@pytest.mark.parametrize(
    ("written", "rules"),
    [
        ("1985.03", []), ("1985.3", []), (1985.3, []), ("1985年3月", []), ("198503", []), (date(1985, 3, 1), []),
        (date(1985, 3, 2), []), ("1985.3.2", []), ("1985-04", ["K4"]), (date(1985, 3, 5), ["K4"]), ("1984.03", ["K4"]),
        ("1985年", ["K12"]), ("1985.13", ["K12"]),
    ],
)  # fmt: skip
def test_a_birth_by_year_and_month_is_enough_where_the_header_asks_for_no_more(rows_book, report_of, written, rules):
    book = rows_book({"协管员": [HEAD, person(1, 出生年月=written)], "参数": SETTINGS, "嘎查村": VILLAGES[:2]})
    assert [rule for rule, _, _ in alarms(report_of("check", book, *DAY))] == rules


def test_the_number_1985_1_may_be_january_or_october(rows_book, report_of):
    for i, birth in enumerate((date(1985, 1, 5), date(1985, 10, 5), date(1985, 2, 5))):
        first = f"150421{birth:%Y%m%d}999"
        one = person(1, 出生年月=1985.1, 身份证号=first + check_digit(first))
        book = rows_book({"协管员": [HEAD, one], "参数": SETTINGS, "嘎查村": VILLAGES[:2]}, name=f"{i}.xlsx")
        assert [rule for rule, _, _ in alarms(report_of("check", book, *DAY))] == ([] if i < 2 else ["K4"])


def test_under_a_header_that_asks_for_the_day_a_month_is_undecided(rows_book, report_of):
    book = rows_book({"协管员": [renamed(出生年月="出生日期"), person(1)], "参数": SETTINGS, "嘎查村": VILLAGES[:2]})
    assert [one[:2] for one in alarms(report_of("check", book, *DAY))] == [("K12", "G2")]


@pytest.mark.parametrize("status", ["在岗", "是", "在职", "聘用", "已上岗", "√", "在岗（续聘）"])
def test_a_person_at_work_is_counted_however_that_is_said(rows_book, report_of, status):
    book = rows_book({"协管员": [HEAD, person(1, 在岗情况=status)], "参数": SETTINGS, "嘎查村": VILLAGES[:2]})
    report = report_of("check", book, *DAY)
    assert alarms(report) == []
    assert "Q7" not in {f["rule"] for f in report["findings"]}


# -- csv ----------------------------------------------------------------------------------------------


def csv_text(rows, delimiter, guard):
    def cell(value):
        text = "" if value is None else str(value)
        if guard and text.isdigit() and len(text) > 11:
            return f'="{text}"'
        return f'"{text}"' if delimiter in text else text

    return "\r\n".join(delimiter.join(map(cell, row)) for row in rows)


@pytest.mark.parametrize(
    ("encoding", "delimiter", "guard"),
    [
        ("utf-8", ",", False), ("utf-8-sig", ",", True), ("gb18030", ",", False), ("gb18030", ",", True), ("utf-8", ";", True),
        ("gb18030", "\t", False), ("utf-16", "\t", True),
    ],
)  # fmt: skip
def test_a_csv_is_a_roster_too(tmp_path, report_of, encoding, delimiter, guard):
    path = tmp_path / "花名册.csv"
    path.write_bytes(csv_text([TITLE, UNIT, HEAD, *THREE, SIGNED], delimiter, guard).encode(encoding))
    report = report_of("check", path, *DAY)
    assert [rule for rule, _, _ in alarms(report)] == ["P2", "P3"]  # no sheet 参数 in a csv
    assert [f["message"] for f in report["findings"] if f["rule"] == "K13"] == [
        "【行数】花名册共4行，读取3行，跳过1行（合计0、隐藏0、空行0、说明1）。"
    ]


@pytest.mark.parametrize("written", ["150421198503020000", "1.50421E+17"])
def test_a_number_cut_before_it_came_into_the_csv_is_told(tmp_path, report_of, written):
    path = tmp_path / "花名册.csv"
    path.write_bytes(csv_text([HEAD, person(1, 身份证号=written)], ",", False).encode("gb18030"))
    found = [f for f in report_of("check", path, *DAY)["findings"] if f["rule"] == "K7"]
    assert [(f["severity"], f["field"]) for f in found] == [("错误", "身份证号")]


# -- books with little in them ------------------------------------------------------------------------------


def test_a_header_without_rows_is_said_to_be_empty(rows_book, report_of):
    report = report_of("check", rows_book({"花名册": [HEAD]}), *DAY)
    assert alarms(report) == []
    assert "花名册里一个人也没有读到。" in report["notes"]


def test_a_book_of_villages_only_is_checked_for_what_it_has(rows_book, report_of):
    report = report_of(
        "check", rows_book({"嘎查村": [VILLAGES[0], [*VILLAGES[1][:2], 28, 1, None, date(2025, 5, 31), 1]]}), *DAY
    )
    assert [one[:2] for one in alarms(report)] == [("Q1", "E2")]
    assert {"rule": "Q2", "reason": "没有工作表“花名册”"} in report["not_run"]


@pytest.mark.parametrize(
    "sheets", [{"封面": [["花名册"]]}, {"Sheet1": []}, {"名单": [["姓名", "电话"], ["张三", "1"]]}]
)
def test_a_book_without_a_roster_is_told_in_one_line(rows_book, xgy, sheets):
    status, out, err = xgy("check", rows_book(sheets), *DAY)
    assert (status, out) == (2, "")
    assert "没有找到花名册" in err


def test_no_message_has_an_empty_name_or_a_word_of_the_program(rows_book, report_of):
    nobody = person(1, **{**dict.fromkeys(HEAD), "文化程度": "小学"})
    wrong = person(
        2,
        姓名=None,
        嘎查村=None,
        身份证号="x",
        出生年月="?",
        协议起="不详",
        月报酬="面议",
        一卡通账号=6217000000000000123,
    )
    books = {"协管员": [HEAD, nobody, wrong], "嘎查村": [VILLAGES[0], [None] * 6 + [1]]}
    findings = report_of("check", rows_book(books), *DAY)["findings"]
    assert len(findings) > 10
    for one in findings:
        text = one["message"] + one["remedy"] + one["subject"]
        assert one["subject"]
        assert not set("{}[]<>") & set(text), text
        for word in ("None", "True", "False", "Decimal", "datetime", "nan", "“”"):
            assert word not in text, text

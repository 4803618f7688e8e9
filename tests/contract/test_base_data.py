"""Identity numbers, dates and the other base data through the command (K)."""

from datetime import date, datetime

import pytest

from xgy_excel.law.identity import check_digit

GOOD = "150421198503019997"


def id_of(birth, number="999", place="150421"):
    first = f"{place}{birth:%Y%m%d}{number}"
    return first + check_digit(first)


def with_id(written, **more):
    return {"身份证号": written, "出生日期": None, "性别": None, **more}


@pytest.mark.parametrize(
    "written",
    [
        GOOD, f"'{GOOD}", f" {GOOD}\u00a0", f"\u200b{GOOD}", f"{GOOD}\n", f"{GOOD[:6]} {GOOD[6:14]} {GOOD[14:]}",
        "".join(chr(ord(c) + 0xFEE0) for c in GOOD), "15042119850301001x",
    ],
)  # fmt: skip
def test_a_good_number_is_read_however_it_is_written(told, written):
    assert told(with_id(written), only="KE") == [("K9", "提示", "一卡通账号")]


@pytest.mark.parametrize(
    ("written", "rule", "level", "words"),
    [
        (GOOD[:17], "K1", "错误", "证件号为17位，应为18位。"),
        (f"{GOOD}4", "K1", "错误", "证件号为19位"),
        (f"张三{GOOD}", "K1", "错误", "写有“张三”"),
        ("待补", "K1", "错误", "写有“待补”"),
        (f"{GOOD[:10]}O{GOOD[11:]}", "K1", "错误", "第11位是“O”"),
        ("E12345678", "K1", "错误", "证件号为9位"),
        ("150421850301999", "K1", "提示", "推算为150421198503019997"),
        ("150421851301999", "K1", "错误", "证件号为15位"),
        (150421850301999, "K1", "提示", "推算为150421198503019997"),
        (f"{GOOD}42", "K1", "提示", "按前18位读取"),
        (f"{GOOD}42B1", "K1", "提示", "证件号为22位"),
        (f"{GOOD[:17]}1", "K2", "错误", "校验位应为“7”，实为“1”"),
        (id_of(date(2025, 7, 1)), "K3", "错误", "晚于核对日2025-06-30"),
        (id_of(date(1899, 12, 31)), "K3", "错误", "早于1900年"),
        ("15042119850230999X", "K3", "错误", "“19850230”不存在"),
        (id_of(date(1985, 3, 1), place="220421"), "K14", "提示", "前两位为22"),
    ],
)
def test_what_is_wrong_with_a_number_is_told(county, report_of, written, rule, level, words):
    report = report_of("check", county(with_id(written)), "--as-of", "2025-06-30", "--no-mark")
    (found,) = [f for f in report["findings"] if f["rule"] == rule]
    assert (found["severity"], found["field"], found["subject"]) == (level, "身份证号", "张三")
    assert words in found["message"]


@pytest.mark.parametrize(
    "written", [150421198503019997, "1.50421E+17", "1.50421198503019E+17", "150421198503019000", " 150421198503019000 "]
)
def test_a_number_excel_cut_is_an_error_that_cannot_be_repaired(county, report_of, written):
    report = report_of("check", county(with_id(written)), "--as-of", "2025-06-30", "--no-mark")
    (found,) = [f for f in report["findings"] if f["rule"] == "K7"]
    assert found["severity"] == "错误"
    assert found["message"] == "【证件号】第2行号码被存为数字，末尾已丢失，无法还原。"
    assert "文本" in found["remedy"]
    assert {f["severity"] for f in report["findings"] if f["rule"] in ("E2", "E3")} == {"待核"}
    assert "K2" not in {f["rule"] for f in report["findings"]}
    assert "e+17" not in "".join(f["message"] for f in report["findings"])


def test_an_account_kept_as_a_number_is_lost_too(told):
    assert ("K7", "错误", "一卡通账号") in told({"一卡通账号": 6217000000000000123}, only="K")


def test_two_people_with_one_number_are_told_at_both(said):
    message = "【证件号】张三与李四证件号相同（第2、3行）。"
    assert said("K6", {}, {"姓名": "李四", "户名": "李四", "协议编号": "2"}) == [message, message]


def test_two_people_with_one_number_on_two_sheets_are_told_with_their_sheets(rows_book, report_of):
    head = ["姓名", "身份证号", "服务嘎查村", "文化程度", "状态"]
    book = rows_book({
        "巴彦镇": [head, ["张三", GOOD, "红旗嘎查", "初中", "在岗"]],
        "白音镇": [head, ["李四", GOOD, "东升村", "初中", "离岗"]],
    })  # fmt: skip
    report = report_of("check", book, "--as-of", "2025-06-30", "--no-mark")
    messages = {f["message"] for f in report["findings"] if f["rule"] == "K6"}
    assert messages == {"【证件号】张三与李四证件号相同（“巴彦镇”第2行、“白音镇”第2行）。"}


def test_a_row_without_a_name_is_undecided_even_where_nothing_else_asks_for_it(told):
    assert ("K10", "待核", "姓名") in told({"姓名": None}, only="K")


# -- dates --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "2024.12.30", "2024/12/30", "2024-12-30", "20241230", 20241230, "2024年12月30日", 45656, "45656", "2024。12。30",
        "２０２４．１２．３０", "2024年12月30号", "2024.12.30 ", "2024-12-30 00:00:00", datetime(2024, 12, 30, 8, 30),
        "2024年 12月 30日", "2024\\12\\30", "2024.12.30（周一）",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(told, written):
    assert told({"签订日期": written}, only=("K12", "K15", "A1", "A6")) == []


@pytest.mark.parametrize(
    ("written", "rule", "level"),
    [
        ("2024.02.30", "K12", "错误"), ("2023年2月29日", "K12", "错误"), (20230229, "K12", "错误"), ("2024-13-01", "K12", "错误"),
        ("2024年5月", "K12", "待核"), ("2024.5", "K12", "待核"), (202405, "K12", "待核"), ("2024", "K12", "待核"),
        ("长期", "K12", "待核"), ("9999-12-31", "K12", "待核"), ("待定", "K12", "待核"), ("5/6/2024", "K12", "待核"),
        ("24.5.6", "K12", "待核"), ("同上", "K12", "待核"), ("#N/A", "K15", "待核"), ("=TODAY()", "K15", "待核"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_told_and_never_passes(told, written, rule, level):
    found = told({"签订日期": written}, only=("K12", "K15", "A1"))
    assert (rule, level, "签订日期") in found
    assert ("A1", "待核", "签订日期") in found


@pytest.mark.parametrize("written", ["/", "—", "无", "  "])
def test_a_stroke_is_an_empty_cell(told, written):
    assert told({"签订日期": written}, only=("K12", "K15", "A1")) == [("A1", "待核", "签订日期")]


def test_the_birth_and_sex_columns_must_agree_with_the_number(told):
    found = told({"出生日期": date(1985, 3, 2), "性别": "女"}, only=("K4", "K5"))
    assert found == [("K5", "待核", "性别"), ("K4", "待核", "出生日期")]


@pytest.mark.parametrize("written", [None, "男", "男性", " 男 "])
def test_the_sex_is_read_however_it_is_written(told, written):
    assert told({"性别": written}, only=("K5",)) == []


@pytest.mark.parametrize("field", ["备注", "序号"])
def test_an_error_value_where_nothing_depends_on_it_is_a_hint(told, field):
    assert told({field: "#REF!"}, only=("K15",)) == [("K15", "提示", field)]


# -- the sheet 参数 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("规则开关·E99", "最接近的是“规则开关·E"),
        ("规则开关·e4", "最接近的是“规则开关·E4”"),
        ("村级公示天", "最接近的是“村级公示天数”"),
        ("规则开关", "须按类别填写"),
    ],
)
def test_a_parameter_nobody_reads_is_told_with_the_nearest(said, name, words):
    (message,) = said("K16", settings=[{"参数": name, "值": "关"}])
    assert words in message


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ({"值": "关"}, []),
        ({"值": "开"}, ["E4"]),
        ({"值": "关", "生效日期": date(2025, 7, 1)}, ["E4"]),
        ({"值": "关", "失效日期": date(2025, 6, 29)}, ["E4"]),
        ({"值": "也许"}, ["E4"]),
    ],
)
def test_a_county_switches_a_rule_off_from_day_to_day(told, setting, expected):
    found = told({"文化程度": "小学"}, settings=[{"参数": "规则开关·E4", **setting}], only=("E4",))
    assert [rule for rule, _, _ in found] == expected

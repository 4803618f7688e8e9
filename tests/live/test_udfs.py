"""The worksheet functions, called through xlwings' own converters as Excel calls them."""

import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from xlwings import conversion

from xgy_excel import udfs
from xgy_excel.core import Setting
from xgy_excel.rows import Holiday, Pack, Village, VillageAlias
from xgy_excel.udfs import county

from .engine import excel

ROOT = Path(__file__).parents[2]
GOOD, BORN_2010 = "150421198503019997", "150421201001019991"
IDS = [GOOD, None, "15042119850301999X", 1.5e17, "#N/A", "1504"]


@pytest.fixture
def book(tmp_path):
    """A county's workbook with a sheet 算 whose columns hold what is asked about."""
    wb = openpyxl.Workbook()
    sheet = wb.active
    sheet.title = "算"
    for row, (people, number) in enumerate(zip([29, None, "三十", 200, 500.5, -1], IDS, strict=True), 1):
        sheet.cell(row, 1, people)
        sheet.cell(row, 2, number)
        sheet.cell(row, 3, date(2024, 2, 29) if row == 1 else "2025.5.1")
    sheet["B5"].data_type = "e"
    rows = {
        Setting: [("城镇公益性岗位补贴标准", "2140"), ("边界200", "上档"), ("公示证件号位数", "")],
        Pack: [("测试", "2022-01-01", "2099-12-31")],
        Village: [("红旗嘎查", 40), ("东升嘎查", 20)],
        VillageAlias: [("老红旗", "红旗嘎查")],
        Holiday: [("2027-10-01", "休"), ("2027-01-01", "休")],
    }
    heads = {
        Setting: ("参数", "值"),
        Pack: ("包名", "生效日期", "失效日期"),
        Village: ("嘎查村", "普通劳动力"),
        VillageAlias: ("原名", "规范名"),
        Holiday: ("日期", "类型"),
    }
    for kind, lines in rows.items():
        ws = wb.create_sheet(kind.SHEET)
        ws.append(heads[kind])
        for line in lines:
            ws.append(line)
    wb.save(tmp_path / "书.xlsx")
    return tmp_path / "书.xlsx"


@pytest.fixture
def ask(book):
    """Make calls as Excel would; what each shows in its cells."""

    def ask(*calls):
        command = [sys.executable, "-m", "tests.live.windows", str(book)]
        text = json.dumps(calls)
        run = subprocess.run(
            command, input=text, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False
        )
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)

    return ask


def test_a_column_comes_back_as_a_column_and_errors_in_their_own_cells(ask):
    quota, ids, ends = ask(["XGY_QUOTA", "算!A1:A6"], ["XGY_IDCHECK", "算!B1:B6"], ["XGY_ENDDATE", "算!C1:C2"])
    assert quota == [[0], [""], ["人数不是数字"], [2], ["人数不是整数"], ["人数是负数"]]
    assert ids == [
        ["正确"],
        [""],
        ["身份证号的校验位不对"],
        ["身份证号末尾数字已丢失"],
        ["身份证号是错误值"],
        ["身份证号应为18位，现为4位"],
    ]
    assert ends == [["2025-02-28"], ["2026-04-30"]]


def test_a_cell_gives_a_cell_a_row_a_row_and_a_constant_is_taken(ask):
    cell, row, constant, array = ask(
        ["XGY_QUOTA", "算!A1"], ["XGY_SEX", "算!B1:C1"], ["XGY_QUOTA", 501], ["XGY_QUOTA", [[30, 201], [501, 29]]]
    )
    assert cell == [[0]]
    assert row == [["男", "身份证号应为18位，现为10位"]]
    assert constant == [[3]]
    assert array == [[1, 2], [3, 0]]


def test_a_column_goes_with_one_cell_or_another_column_of_its_size(ask):
    one, two, wrong = ask(
        ["XGY_AGE", "算!B1:B2", "2025-06-30"], ["XGY_AGE", "算!B1:B2", "算!C1:C2"], ["XGY_AGE", "算!B1:B3", "算!C1:C2"]
    )
    assert one == [[40], [""]]
    assert two == [[38], [""]]
    assert wrong == [["几个区域的大小不同，应相同，或只用一个单元格"]]


def test_the_county_is_the_one_of_the_workbook_that_asks(ask):
    answers = ask(
        ["XGY_QUOTA", 200],
        ["XGY_PAYCAP", "missing"],
        ["XGY_WORKDAYS", "2027-01-01", "2027-01-04"],
        ["set", "参数", "B2", "2300"],
        ["set", "参数", "B3", "下档"],
        ["XGY_QUOTA", 200],
        ["later"],
        ["XGY_QUOTA", 200],
        ["XGY_PAYCAP", "2025-01-01"],
    )
    # A workbook is not read again within a moment: a thousand formulas would each read it.
    assert answers == [[[2]], [[2140]], [[1]], [[2]], [[1]], [[2300]]]


def test_policy_packs_that_contradict_each_other_are_told_in_the_cell(ask):
    lines = [["set", "政策包", f"{c}3", v] for c, v in zip("ABC", ("另", "2023-01-01", "2030-01-01"), strict=True)]
    [[[words]]] = ask(*lines, ["XGY_QUOTA", "算!A1"])
    assert "有效期重叠" in words


def test_words_and_masks(ask):
    answers = ask(
        ["XGY_RMB", 1980.5],
        ["XGY_RMB", "约一千"],
        ["XGY_MASK", GOOD],
        ["XGY_MASK", "6217 0000 0000 0000 001"],
        ["XGY_MASK", 13847612345],
        ["XGY_MASK", "张三"],
        ["XGY_BIRTH", "算!B1"],
        ["XGY_WORKDAYS", "2025-09-30", "2025-10-09"],
        ["XGY_WORKDAYS", "2028-01-01", "2028-01-09"],
        ["XGY_WORKDAYS", "2028-01-01", None],
    )
    assert [a[0][0] for a in answers] == [
        "壹仟玖佰捌拾元伍角",
        "金额不是数字",
        "**************9997",
        "***************0001",
        "138****2345",
        "不是身份证号、银行账号或电话",
        "1985-03-01",
        2,
        "2028年的节假日尚未登记，请在“节假日”表填写",
        "缺结束日期",
    ]


@pytest.mark.parametrize(
    ("person", "answer"),
    [
        ((GOOD, "初中", "是", "老红旗", "红旗嘎查", "2025-06-30"), "符合"),
        ((GOOD, "小学", "否", "东升嘎查", "红旗嘎查", "2025-06-30"), "不符合：文化程度不够、不是农牧民、不是本村"),
        ((GOOD, "初中", "是", "红旗嘎查", "红旗嘎查", "2045-06-30"), "需例外审批：超过55周岁"),
        ((GOOD, None, None, None, "红旗嘎查", "2025-06-30"), "待核：缺文化程度、缺是否农牧民、缺嘎查村"),
        (
            (GOOD, "初二", "是", "西山嘎查", "红旗嘎查", "2025-06-30"),
            "待核：文化程度“初二”不明、嘎查村表里没有“西山嘎查”",
        ),
        (("1504", "初中", "是", "红旗嘎查", "红旗嘎查", "2025-06-30"), "待核：身份证号应为18位，现为4位"),
        ((BORN_2010, None, "是", "红旗嘎查", "红旗嘎查", "2025-06-30"), "不符合：未满18周岁；待核：缺文化程度"),
        ((GOOD, "初中", "也许", "红旗嘎查", "红旗嘎查", "2025-06-30"), "是否农牧民不是“是”或“否”"),
        ((GOOD, "初中", "是", "红旗嘎查", "红旗嘎查", "2021-06-30"), "待核：2021-06-30没有有效政策包"),
        ((None, "初中", "是", "红旗嘎查", "红旗嘎查", "2025-06-30"), ""),
    ],
)
def test_the_conditions_of_article_7(person, answer, book):
    caller = excel().impl.open(book).sheets["算"].range("A1")
    assert udfs.XGY_ELIGIBLE(*person, caller) == answer


def test_missing_data_never_passes(book):
    caller = excel().impl.open(book).sheets["算"].range("A1")
    whole = (GOOD, "初中", "是", "红旗嘎查", "红旗嘎查", "2025-06-30")
    assert udfs.XGY_ELIGIBLE(*whole, caller) == "符合"
    for at in range(5):
        lacking = [None if n == at else value for n, value in enumerate(whole)]
        assert udfs.XGY_ELIGIBLE(*lacking, caller) != "符合"


def test_today_is_the_day_when_none_is_given(monkeypatch):
    class Day(date):
        @classmethod
        def today(cls):
            return cls(2025, 6, 30)

    monkeypatch.setattr(county, "date", Day)
    assert udfs.XGY_AGE(GOOD) == udfs.XGY_AGE(GOOD, "2025-06-30") == udfs.XGY_AGE(date(1985, 3, 1)) == 40
    assert udfs.XGY_AGE("明天") == "身份证号或出生日期不是日期"
    assert udfs.XGY_AGE("2026-01-01", "2025-06-30") == "参照日期早于出生日期"
    assert udfs.XGY_PAYCAP() == "参数表未设当日的城镇公益性岗位补贴标准"


def test_a_workbook_that_cannot_be_read_is_told_in_the_cell(book):
    xlbook = excel().impl.open(book)
    xlbook.app.impl.faults["used_range"] = RuntimeError("busy")
    assert "读不到本工作簿的参数表" in udfs.XGY_QUOTA(120, xlbook.sheets["算"].range("A1"))
    assert udfs.XGY_QUOTA(120, xlbook.sheets["算"].range("A1")) == 1


# -- what xlwings is told ------------------------------------------------------------------------------


def as_on_windows(code):
    start = "from tests.live.windows import with_decorators; with_decorators(); import xlwings as xw\n"
    return subprocess.run(
        [sys.executable, "-c", start + code], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False
    )


def test_the_net_catches_a_wrong_decorator():
    run = as_on_windows("@xw.func\n@xw.arg('typo', ndim=2)\ndef f(x): pass")
    assert "Invalid argument name 'typo'" in run.stderr
    assert as_on_windows("@xw.func\n@xw.arg('x', ndim=2)\ndef f(x): pass").returncode == 0
    # Off Windows they do nothing, so a test in this process would pass.
    assert xw.arg("typo", ndim=2)(len) is len


def test_xlwings_knows_every_function_as_it_is_meant():
    run = as_on_windows(
        "import json\nfrom xgy_excel import udfs\n"
        "print(json.dumps({n: getattr(udfs, n).__xlfunc__ for n in udfs.__all__}, default=str, ensure_ascii=False))"
    )
    assert run.returncode == 0, run.stderr
    known = json.loads(run.stdout)
    assert list(known) == udfs.__all__
    for name, info in known.items():
        assert info["name"] == name
        assert not info["volatile"]
        assert not info["sub"]
        assert len(info["ret"]["doc"]) <= 255
        assert not info["ret"]["doc"].isascii()
        *arguments, caller = info["args"]
        assert (caller["name"], caller["vararg"]) == ("caller", False)
        for argument in arguments:
            assert argument["options"] == {"ndim": 2, "err_to_str": True}
            assert argument["name"].isascii()
            assert not argument["vararg"]
            assert not argument["doc"].isascii()
    optional = {name for name, info in known.items() if any("optional" in a for a in info["args"][:-1])}
    assert optional == {"XGY_AGE", "XGY_PAYCAP", "XGY_ELIGIBLE"}


def test_ten_thousand_cells_take_ten_times_as_long_as_a_thousand():
    excel()

    def call(count):
        column = tuple((float(n % 700),) for n in range(count))
        asked = conversion.read(None, column, {"ndim": 2, "err_to_str": True}, engine_name="test")
        answer = conversion.write(udfs.XGY_QUOTA(asked), None, {}, engine_name="test")
        assert len(answer) == count
        assert answer[30] == [1]

    def seconds(count):
        taken = []
        for _ in range(5):
            start = time.process_time()
            call(count)
            taken.append(time.process_time() - start)
        return min(taken)

    seconds(1000)
    assert seconds(10_000) < 25 * max(seconds(1000), 0.0005)

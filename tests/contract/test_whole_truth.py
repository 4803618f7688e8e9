"""What is told is true of whom it is told: uncertain numbers, totals, days ahead, and what was not checked."""

from datetime import date

import openpyxl
import pytest

from xgy_excel.jobs import compare, opinions, register, rollover
from xgy_excel.rows import Coordinator, Disclosure, Payment
from xgy_excel.tables.choosing import ours

from ..conftest import SETTINGS
from .paper import DAY, change, reasons, text_of

PUBLISHED = {
    "嘎查村": "红旗嘎查", "职责任务": "五项职责", "上岗人员": "张三", "劳务报酬": "1000元/月", "评价办法": "乌农发〔2023〕1号",
    "监督电话": "0476-6923456",
}  # fmt: skip
OTHER = {
    "姓名": "李四",
    "户名": "李四",
    "身份证号": "150421198604029993",
    "出生日期": date(1986, 4, 2),
    "协议编号": "乌兰旗2025-002",
}


def test_a_count_that_is_not_certain_is_not_told_as_the_count(said):
    few = {"普通劳动力": 29, "技能劳动力": 0, "弱劳动力或半劳动力": 0, "劳动技能未填": 1}
    assert said("Q3", {}, OTHER, village=few) == [
        "【第四条·原则上1个】红旗嘎查脱贫劳动力29（待定人员计入后30）人（30—199人），原则上设1个岗位，现有2人在岗。"
    ]


def test_posts_of_a_village_entered_twice_are_not_counted_as_vacant(told, rows_book, county, report_of):
    book = county({}, village={"上次核定数": 2})
    change(book, lambda b: b["嘎查村"].append([cell.value for cell in b["嘎查村"][2]]))
    report = report_of("check", book, "--as-of", DAY)
    assert {f["rule"] for f in report["findings"]} & {"Q7", "Q7b", "Q10"} == {"Q10"}
    copy = openpyxl.load_workbook(report["files"][0])["嘎查村"]
    head = [cell.value for cell in copy[1]]
    assert [copy.cell(row, head.index("在岗人数") + 1).value for row in (2, 3)] == [None, None]


def test_a_wrong_total_is_told_of_the_sheet_and_holds_up_nobody(county, report_of):
    book = county({}, OTHER, village={"普通劳动力": 300, "上次核定数": 2})

    def total(b):
        sheet = b[Coordinator.SHEET]
        head = [cell.value for cell in sheet[1]]
        sheet.cell(sheet.max_row + 1, 1, "合计")
        sheet.cell(sheet.max_row, head.index("月劳务报酬") + 1, 2500)

    change(book, total)
    [told] = [f for f in report_of("check", book, "--as-of", DAY, "--no-mark")["findings"] if f["rule"] == "P14"]
    assert told["message"] == "【金额】合计2500元与逐行之和2000元相差500元。"
    assert (told["severity"], told["sheet"], told["subject"]) == ("错误", "花名册", "花名册")
    why = reasons(report_of("form", "D08", book, "--as-of", DAY))
    assert not [reason for reason in why.values() if "逐行之和" in reason]


def test_a_publication_of_a_day_to_come_is_no_publication(said):
    extra = {Disclosure: [{**PUBLISHED, "公开日期": date(2025, 7, 5)}]}
    assert said("D4", extra=extra) == ["【村务公开】红旗嘎查有协管员在岗，没有村务公开记录。"]


def test_a_source_not_told_apart_is_quoted_as_it_is_written(said):
    assert said("P7", {"资金来源": "扶贫项目资产收益"}) == [
        "【第十条·资金明细】张三资金来源只写“扶贫项目资产收益”，未注明是否为光伏帮扶电站收益。"
    ]


def test_the_birth_date_of_a_form_is_that_of_the_identity_number(county, report_of):
    [made] = report_of("form", "D02", county({"出生日期": None}), "--as-of", DAY)["files"]
    assert "1985年3月1日" in text_of(made)


def test_an_inspection_says_what_it_did_not_check(county, report_of, tmp_path):
    report = report_of("inspect", county(), "-o", tmp_path / "自查", "--as-of", DAY)
    listed, written = sorted(report["files"], key=lambda name: name.endswith(".docx"))
    cells = " ".join(str(c) for row in openpyxl.load_workbook(listed)["问题清单"].values for c in row if c)
    for told in (cells, text_of(written)):
        assert "截至2025年6月30日共" in told
        assert "没有核对、不在其内的规则" in told
        assert f"没有工作表“{Payment.SHEET}”" in told


@pytest.mark.parametrize(
    "sheet", [compare.SHEET, opinions.RESULT, register.LOG, rollover.SHEET, "总览", "人数核定", "重复人员"]
)
def test_what_the_program_writes_is_not_read_as_the_countys(sheet):
    assert ours(sheet)
    assert ours(f"{sheet} (2)")


@pytest.mark.parametrize("day", ["2025年7月5日", "2025.7.5", date(2025, 7, 5)])
def test_a_day_among_the_parameters_is_read_as_in_every_other_sheet(county, report_of, day):
    lines = [
        {"参数": name, "值": day, "生效日期": date(2022, 1, 1), "依据文号": "乌农发〔2022〕3号"}
        for name in ("报名起", "报名止")
    ]
    found = report_of("check", county(settings=(*SETTINGS, *lines)), "--as-of", DAY, "--no-mark")["findings"]
    assert "K16" not in {f["rule"] for f in found}

"""`xgy combine` and `xgy rollover` as the command line gives them: exit status, JSON, words, files."""

import csv
from datetime import date

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from xgy_excel.core import Pack
from xgy_excel.rows import Evaluation

ID = "150421198503019997"
OTHER = "150421198801039945"


@pytest.fixture
def towns(rows_book, tmp_path):
    """Three townships with headers of their own, a csv, a broken file."""
    rows_book(
        {
            "花名册": [
                ["巴彦镇村级就业帮扶协管员花名册"], ["填报单位：巴彦镇人民政府"], ["序号", "嘎查村", "姓名", "身份证号码", "聘期", "", "在岗情况"],
                [1, "红旗嘎查", "张三", ID, "2025.1.1", "2025.12.31", "在岗"], ["合计", "", "1人"],
            ]
        },
        dress=lambda book: book["花名册"].merge_cells("E3:F3"),
        name="1巴彦镇.xlsx",
    )  # fmt: skip
    rows_book(
        {
            "Sheet1": [
                ["苏木乡镇", "服务村", "协管员姓名", "公民身份号码", "上岗时间", "是否在岗", "健康"],
                ["白音苏木", "红星嘎查", "张三", ID, date(2024, 7, 1), "是", "良好"], ["〃", "〃", "萨仁", OTHER, "20240701", "是", ""],
            ]
        },
        name="2白音苏木.xlsx",
    )  # fmt: skip
    with (tmp_path / "3东升乡.csv").open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(
            [["姓名", "证件号码", "行政村", "状态"], ["赵六", f'="{OTHER[:-1]}X"', "民主村", "在岗"]]
        )
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    return tmp_path


def values(path, sheet):
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()


def test_rosters_with_other_headers_become_one_and_what_is_wrong_is_told(towns, report_of):
    files = sorted(towns.glob("[123坏]*"))
    report = report_of("combine", *files, "-o", towns / "总表.xlsx", "--as-of", "2025-06-30")
    assert (report["requested"], report["made"]) == (4, 3)
    assert report["requested"] == report["made"] + len(report["skipped"])
    assert [s["subject"] for s in report["skipped"]] == ["坏.xlsx"]
    assert (report["rows"], report["repeated"]) == ({"花名册": 4}, 1)
    assert {(f["rule"], f["severity"], f["subject"]) for f in report["findings"]} == {("E7", "错误", "张三")}
    header, *rows = values(towns / "总表.xlsx", "花名册")
    at = [header.index(name) for name in ("苏木乡镇", "服务嘎查村", "姓名", "身份证号", "来源文件", "健康")]
    assert [[row[n] for n in at] for row in rows] == [
        ["巴彦镇", "红旗嘎查", "张三", ID, "1巴彦镇.xlsx", ""],
        ["白音苏木", "红星嘎查", "张三", ID, "2白音苏木.xlsx", "良好"],
        ["白音苏木", "红星嘎查", "萨仁", OTHER, "2白音苏木.xlsx", ""],
        ["东升乡", "民主村", "赵六", f"{OTHER[:-1]}X", "3东升乡.csv", ""],
    ]
    assert any("健康" in str(row) and "没有对应字段" in str(row) for row in values(towns / "总表.xlsx", "对应关系"))


def test_the_result_is_a_roster_that_can_be_checked(towns, report_of):
    report_of("combine", towns, "-o", towns / "总表.xlsx", "--as-of", "2025-06-30")
    checked = report_of("check", towns / "总表.xlsx", "--no-mark", "--as-of", "2025-06-30")
    assert {f["subject"] for f in checked["findings"] if f["rule"] == "E7"} == {"张三"}
    assert not [note for note in checked["notes"] if "重复人员" in note or "合并情况" in note]


def test_the_clerk_is_told_in_words_and_by_the_exit_status(towns, xgy):
    status, out, err = xgy("combine", towns / "2*.xlsx", "-o", towns / "总表.xlsx", "--as-of", "2025-06-30")
    assert status == 0, err
    assert "应合并文件 1　已合并 1　未合并 0" in out
    status, out, _ = xgy("combine", towns, "-o", towns / "总表2.xlsx", "--as-of", "2025-06-30")
    assert status == 1
    assert "未合并 坏.xlsx" in out
    assert "错误 E7" in out
    status, out, err = xgy("combine", towns / "坏.xlsx", "-o", towns / "总表3.xlsx")
    assert (status, out, (towns / "总表3.xlsx").exists()) == (2, "", False)
    assert "文件不完整" in err
    assert "Traceback" not in err
    status, _, err = xgy("combine", towns, "-o", towns / "总表.xlsx")
    assert (status, "已存在" in err) == (2, True)


def test_a_mapping_given_once_is_used_again(towns, report_of):
    out = towns / "总表.xlsx"
    report_of("combine", towns / "2白音苏木.xlsx", "-o", out)
    book = openpyxl.load_workbook(out)
    book["列名对照"]["B2"] = "备注"
    book.save(out)
    report_of("combine", towns / "2白音苏木.xlsx", "-o", towns / "又.xlsx", "--mapping", out)
    header, first, _ = values(towns / "又.xlsx", "花名册")
    assert first[header.index("备注")] == "良好"


def test_rollover_makes_the_book_of_the_next_year(county, report_of, xgy, tmp_path):
    good = {
        "姓名": "张三",
        "身份证号": ID,
        "年度": "2025",
        "评价日期": date(2025, 12, 5),
        "等次": "合格",
        "岗位技能是否熟练": "是",
    }
    good["续聘程序日期"] = date(2025, 12, 10)
    packs = [{"包名": "接续", "生效日期": date(2022, 4, 29), "失效日期": date(2026, 12, 31)}]
    settings = [{"参数": "续聘程序步骤", "值": "公示"}, {"参数": "编号规则", "值": "NC{年}-{序号}"}]
    second = {"姓名": "李四", "户名": "李四", "身份证号": OTHER, "出生日期": date(1988, 1, 3), "协议编号": "旧-2"}
    book = county({}, second, settings=settings, extra={Evaluation: [good], Pack: packs})
    report = report_of("rollover", book, "-o", tmp_path / "新.xlsx", "--as-of", "2025-12-15")
    assert (report["requested"], report["made"], [s["subject"] for s in report["skipped"]]) == (2, 1, ["李四"])
    assert {f["rule"] for f in report["findings"]} == {"A10"}
    header, first, _ = values(tmp_path / "新.xlsx", "花名册")
    row = dict(zip(header, first, strict=True))
    assert [row[n] for n in ("协议编号", "签订日期", "协议起", "协议止", "是否续聘")] == [
        "NC2026-001", "", date(2026, 1, 1), date(2026, 12, 31), "是",
    ]  # fmt: skip
    status, out, _ = xgy("rollover", book, "-o", tmp_path / "又.xlsx", "--as-of", "2025-12-15")
    assert status == 1
    assert "在岗 2　续聘 1　未续聘 1" in out

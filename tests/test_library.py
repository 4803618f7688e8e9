"""The library as its page shows it, and tables in memory as a book."""

import doctest
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import xgy_excel
from xgy_excel import Stopped, check, open_book, open_frames

from .conftest import PERSON, VILLAGE

PAGE = Path(__file__).parents[1] / "docs" / "library.md"
DAY = date(2025, 6, 30)
WEAK = {**PERSON, "文化程度": "小学"}


def found(book):
    return {(f.rule.code, f.sheet, f.cell, f.message) for f in check(book, DAY).findings}


def test_the_examples_of_the_page_work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried.attempted > 30
    assert not tried.failed


def test_every_public_name_is_on_the_page():
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in xgy_excel.__all__ if f"`{name}" not in page and name != "__version__"] == []
    assert all(getattr(xgy_excel, name) for name in xgy_excel.__all__)


@pytest.mark.parametrize("table", [pd.DataFrame, list], ids=["frame", "dicts"])
def test_a_table_in_memory_is_judged_like_the_workbook_it_came_from(county, table):
    book = open_book(county({"文化程度": "小学"}, settings=()))
    assert found(open_frames({"花名册": table([WEAK]), "嘎查村": table([VILLAGE])})) >= {
        one for one in found(book) if one[1] == "花名册" and one[0] in ("E4", "P3", "A6")
    }


def test_cells_of_a_frame_mean_what_they_mean_in_a_workbook():
    frame = pd.DataFrame({
        "文字": ["一类", None],
        "日期": pd.to_datetime(["2025-01-02", None]),
        "时区": pd.to_datetime(["2025-01-02", None]).tz_localize("Asia/Shanghai"),
        "个数": pd.array([3, None], dtype="Int64"),
        "小数": [1000.5, float("nan")],
        "金额": [Decimal("1E+3"), None],
        "是否": [True, False],
        "月份": pd.PeriodIndex(["2025-06", None], freq="M"),
        "类别": pd.Categorical(["甲", None]),
    })  # fmt: skip
    day = datetime(2025, 1, 2)
    headers, first, second = open_frames({"表": frame}).read("表").rows
    assert headers == tuple(frame.columns)
    assert first == ("一类", day, day, 3, 1000.5, "1000", True, "2025-06", "甲")
    assert second == (None, None, None, None, None, None, False, None, None)
    assert {type(value) for value in (*first, *second)} == {str, datetime, int, float, bool, type(None)}


def test_an_id_that_came_as_a_number_is_never_taken_for_whole():
    frame = pd.DataFrame([{**PERSON, "身份证号": int(PERSON["身份证号"])}])
    report = check(open_frames({"花名册": frame}), DAY)
    assert ("K7", "错误", "H2") in {(f.rule.code, f.severity.value, f.cell) for f in report.findings}


def test_a_frame_can_be_saved_as_a_marked_workbook(tmp_path):
    book = open_frames({"花名册": pd.DataFrame([WEAK]), "嘎查村": pd.DataFrame([VILLAGE])})
    check(book, DAY)
    saved = openpyxl.load_workbook(book.save(tmp_path / "标好.xlsx"))
    assert "文化程度为“小学”" in saved["花名册"]["I2"].comment.text
    assert saved["花名册"]["H2"].value == PERSON["身份证号"]
    assert saved["核对结果"].max_row > 3


def test_tables_without_a_roster_are_told_by_the_books_name():
    with pytest.raises(Stopped, match=r"“人员\.xlsx”里没有找到花名册"):
        check(open_frames({"表": [{"甲": 1}]}, "人员.xlsx"), DAY)
    with pytest.raises(Stopped, match="没有找到花名册"):
        check(open_frames({"花名册": []}), DAY)

"""A workbook with about everything in it is marked, noted, written, given a sheet and cleared, and loses nothing."""

import re

import openpyxl
import pytest

from xgy_excel.books.file import FileBook
from xgy_excel.books.port import Link, Mark, OurSheet
from xgy_excel.core import Severity
from xgy_excel.opc import Package, same_stored

from .rich import loaded, members, values_of
from .torture import FEATURES, features, torture_book

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
OLD = torture_book()
HEADERS = ("级别", "单元格", "问题")
RESULT = OurSheet("核对结果", HEADERS, (("错误", Link("A2", "花名册", "A2"), "甲"),), (8, 8, 40), severity_column=0)
MARKS = [
    Mark("花名册", 2, 1, Severity.ERROR, "甲"),
    Mark("花名册", 6, 2, Severity.HINT, "乙"),
    Mark("花名册", 24, 3, Severity.UNKNOWN, "合并"),
    Mark("花名册", 3, 3, Severity.ERROR, "有批注"),
    Mark("花名册", 4, 4, Severity.ERROR, "有会话批注"),
    Mark("嘎查村", 2, 7, Severity.HINT, "表外"),
]
TOUCHED = {
    "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet2.xml.rels", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
    "xl/drawings/vmlDrawing3.vml",
}  # fmt: skip
NEW = {"xl/worksheets/sheet5.xml", "xl/comments2.xml"}


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "花名册.xlsm"
    file.write_bytes(OLD)
    return file


def changed(path, *, values=True):
    """Marked, noted, written and with a sheet of ours, in the file itself."""
    book = FileBook.open(path)
    refused = {(r.sheet, r.cell): r.reason for r in book.mark(MARKS)}
    if values:
        refused |= {(r.sheet, r.cell): r.reason for r in book.write("花名册", {(2, 4): 1, (9, 7): "=新", (2, 5): 2})}
    book.put(RESULT)
    book.save()
    return path.read_bytes(), refused


def test_there_are_at_least_forty_kinds_of_features_and_all_are_found():
    found = features(members(OLD))
    assert len(FEATURES) >= 40
    assert [feature for feature, count in found.items() if not count] == []


def test_every_part_that_need_not_change_is_the_same_stored_bytes(path):
    new, _ = changed(path)
    before, after = Package(OLD), Package(new)
    assert set(after.names) == set(before.names) | NEW
    assert after.names[: len(before.names)] == before.names
    assert same_stored(before, after, (n for n in before.names if n not in TOUCHED))
    assert {n for n in before.names if not same_stored(before, after, [n])} == TOUCHED


def test_no_feature_is_lost(path):
    new, refused = changed(path)
    assert features(members(new)) == features(members(OLD))
    assert refused == {
        ("花名册", "C3"): "单元格已有批注，未改动",
        ("花名册", "D4"): "单元格已有会话批注，未改动",
        ("花名册", "E2"): "单元格里有公式，未改动",
    }


def test_values_are_as_before_but_where_we_wrote(path):
    new, _ = changed(path)
    before, after = values_of(OLD), values_of(new)
    assert after.pop("核对结果") == [list(HEADERS), ["错误", "A2", "甲"]]
    assert (after["花名册"][1].pop(3), after["花名册"][8].pop(6)) == (1, "=新")
    assert (before["花名册"][1].pop(3), before["花名册"][8].pop(6)) == (1002.5, "")
    assert after == before
    cells = [{(s.title, c.coordinate): shown(c) for s in b for row in s.iter_rows() for c in row} for b in both(new)]
    differ = {at for at in cells[1] if cells[1][at] != cells[0].get(at)}
    assert differ == {("花名册", "D2"), ("花名册", "G9")}


def shown(cell):
    """What openpyxl says of a cell: of an array formula, its area and text."""
    return getattr(cell.value, "__dict__", cell.value)


def both(new):
    """The worksheets of the user's, before and after, as openpyxl reads them."""
    books = [loaded(OLD), loaded(new)]
    return [[book[name] for name in ("花名册", "嘎查村", "透视", "受保护")] for book in books]


def test_clearing_gives_back_every_part_but_the_formats(path):
    changed(path, values=False)
    book = FileBook.open(path)
    assert (book.mark(()), book.remove("核对结果", HEADERS)) == ([], "")
    book.save()
    before, after = members(OLD), members(path.read_bytes())
    assert list(after) == list(before)
    assert [name for name in after if after[name] != before[name]] == ["xl/styles.xml"]
    dxfs = re.compile(rb"<dxfs.*?</dxfs>", re.S)
    assert dxfs.search(after["xl/styles.xml"])[0] == dxfs.search(before["xl/styles.xml"])[0]


def test_marks_alone_are_cleared_without_a_trace_in_any_part(path):
    book = FileBook.open(path)
    book.mark(MARKS)
    book.save()
    assert members(path.read_bytes()) != members(OLD)
    book.mark(())
    book.save()
    assert members(path.read_bytes()) == members(OLD)


def test_a_check_in_place_and_its_clearing_leave_the_macros_and_everything_else(path, xgy):
    before = members(OLD)
    assert xgy("check", path, "--as-of", "2025-06-30", "--in-place")[0] == 1
    marked = members(path.read_bytes())
    assert marked["xl/vbaProject.bin"] == before["xl/vbaProject.bin"]
    assert b"xgy." in marked["xl/worksheets/sheet1.xml"]
    now = features(marked)  # 总览 adds charts, icons and page breaks of its own
    assert all(
        now[what] >= count if isinstance(count, int) else now[what] == count for what, count in features(before).items()
    )
    assert xgy("check", path, "--as-of", "2025-06-30", "--in-place", "--clear")[0] == 0
    after = members(path.read_bytes())
    assert {name for name in before | after if before.get(name) != after.get(name)} == {"xl/styles.xml"}


def test_a_formula_is_replaced_when_asked_for_and_the_order_of_computing_goes(path):
    book = FileBook.open(path)
    shared = {(20, 7): 1, (21, 7): 1, (20, 8): 1, (21, 8): 1, (20, 10): 1}
    refused = book.write("花名册", {(2, 5): 7, **shared}, over_formulas=True)
    assert {r.cell for r in refused} == {"G20", "G21", "H20", "H21", "J20"}
    book.save()
    new = members(path.read_bytes())
    assert "xl/calcChain.xml" not in new
    assert b"calcChain" not in new["[Content_Types].xml"] + new["xl/_rels/workbook.xml.rels"]
    assert openpyxl.load_workbook(path)["花名册"]["E2"].value == 7

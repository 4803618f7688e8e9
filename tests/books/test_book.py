"""One suite for every Book that needs no Excel: what a job may rely on, whatever holds the workbook."""

from datetime import date
from decimal import Decimal

import pytest

from xgy_excel.books.file import FileBook
from xgy_excel.books.memory import MemoryBook
from xgy_excel.books.port import Link, Mark, OurSheet, Refusal
from xgy_excel.core import Severity, Stopped
from xgy_excel.grid import Grid, Odd

from ..xlsx.rich import notes_of, plain_book, rewritten, rich_book, values_of

pytestmark = pytest.mark.filterwarnings("ignore:Conditional Formatting extension")
ROWS = [["姓名", "报酬"], ["张三", 1000], ["李四", 1200]]
PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
RESULT = OurSheet("核对结果", ("级别", "单元格"), (("错误", Link("B2", "花名册", "B2")),), (8, 10), severity_column=0)


def from_file(tmp_path):
    path = tmp_path / "书.xlsx"
    path.write_bytes(plain_book(ROWS))
    return FileBook.open(path)


def from_memory(_):
    return MemoryBook({"花名册": ROWS}, "书.xlsx")


@pytest.fixture(params=[from_file, from_memory])
def book(request, tmp_path):
    return request.param(tmp_path)


def values(book, sheet="花名册"):
    return [[None if value == "" else value for value in row] for row in book.read(sheet).rows]


def test_it_has_a_name_and_sheets_and_can_be_written(book):
    assert (book.name, book.sheets(), book.writable) == ("书.xlsx", ("花名册",), "")


def test_what_was_written_is_read_before_and_after_saving(book, tmp_path):
    assert book.write("花名册", {(2, 2): Decimal("1500.50"), (4, 1): "=王五", (4, 3): date(2025, 6, 30)}) == []
    expected = [
        ["姓名", "报酬", None],
        ["张三", 1500.5, None],
        ["李四", 1200, None],
        ["=王五", None, date(2025, 6, 30)],
    ]
    written = values(book)
    assert [row + [None] * (3 - len(row)) for row in written] == expected
    assert values(FileBook.open(book.save(tmp_path / "新.xlsx"))) == expected


def test_our_sheet_is_read_before_and_after_saving(book, tmp_path):
    assert book.put(RESULT) == "核对结果"
    assert book.put(RESULT) == "核对结果"
    assert book.sheets() == ("花名册", "核对结果")
    expected = [["级别", "单元格"], ["错误", "B2"]]
    assert values(book, "核对结果") == expected
    again = FileBook.open(book.save(tmp_path / "新.xlsx"))
    assert (again.sheets(), values(again, "核对结果")) == (("花名册", "核对结果"), expected)
    assert again.put(RESULT) == "核对结果"


def test_marks_replace_each_other_and_none_clears(book, tmp_path):
    book.mark([Mark("花名册", 2, 2, Severity.ERROR, "甲"), Mark("花名册", 2, 2, Severity.HINT, "乙")])
    new = book.save(tmp_path / "一.xlsx").read_bytes()
    assert notes_of(new, "花名册")["B2"].splitlines()[1:] == ["甲", "乙"]
    book.mark([Mark("花名册", 3, 1, Severity.HINT, "丙")])
    assert list(notes_of(book.save(tmp_path / "二.xlsx").read_bytes(), "花名册")) == ["A3"]
    book.mark([])
    assert notes_of(book.save(tmp_path / "三.xlsx").read_bytes(), "花名册") == {}


def test_what_cannot_be_done_is_told(book):
    assert book.mark([Mark("没有", 2, 2, Severity.ERROR, "x")]) == [Refusal("没有", "B2", "没有这个工作表")]
    assert book.write("花名册", {(1, 1): float("nan")}) == [Refusal("花名册", "A1", "不是有效的数字")]
    assert values(book) == ROWS
    with pytest.raises(Stopped, match="没有“没有”这个工作表"):
        book.read("没有")
    with pytest.raises(Stopped, match="没有“没有”这个工作表"):
        book.write("没有", {(1, 1): 1})


def test_a_book_in_memory_refuses_what_a_file_would():
    grid = Grid("花名册", ROWS, odd={(2, 2): Odd("formula")}, merges=((3, 1, 3, 2),))
    book = MemoryBook({"花名册": grid, "核对结果": [["我的"]]})
    refused = book.write("花名册", {(2, 2): 1, (3, 2): 1, (3, 1): "赵六"})
    assert [(r.cell, r.reason[-4:]) for r in refused] == [("B2", "，未改动"), ("B3", "是左上角")]
    assert book.put(RESULT) == "核对结果(2)"
    with pytest.raises(Stopped, match="只在内存"):
        book.save()


def test_a_saved_book_goes_on_from_what_it_saved(tmp_path):
    book = from_file(tmp_path)
    book.write("花名册", {(2, 2): 1})
    book.save()
    book.write("花名册", {(3, 2): 2})
    book.save()
    assert values_of((tmp_path / "书.xlsx").read_bytes())["花名册"] == [["姓名", "报酬"], ["张三", 1], ["李四", 2]]


def test_a_workbook_with_macros_keeps_its_extension(tmp_path):
    path = tmp_path / "书.xlsm"
    types = {"[Content_Types].xml": lambda xml: xml.replace(PLAIN_TYPE, MACRO_TYPE)}
    path.write_bytes(rewritten(plain_book(ROWS), **types))
    book = FileBook.open(path)
    with pytest.raises(Stopped, match=r"须以\.xlsm结尾"):
        book.save(tmp_path / "新.xlsx")
    assert book.save(tmp_path / "新.xlsm").exists()
    with pytest.raises(Stopped, match=r"须以\.xlsx结尾"):
        from_file(tmp_path).save(tmp_path / "另.xlsm")


def test_edits_of_all_kinds_go_into_one_save(tmp_path):
    path = tmp_path / "书.xlsx"
    path.write_bytes(rich_book())
    book = FileBook.open(path)
    refused = book.write("花名册", {(2, 4): 1500, (2, 5): 1})
    book.put(RESULT)
    refused += book.mark([Mark("花名册", 2, 4, Severity.ERROR, "x"), Mark("花名册", 3, 3, Severity.ERROR, "y")])
    book.save()
    assert [r.cell for r in refused] == ["E2", "C3"]
    new = path.read_bytes()
    assert values_of(new)["花名册"][1][3] == 1500
    assert set(notes_of(new, "花名册")) == {"C3", "D2"}


def test_a_file_that_is_no_xlsx_is_not_written(tmp_path):
    path = tmp_path / "书.csv"
    path.write_bytes(b"a,b\n1,2\n")
    book = FileBook.open(path)
    assert "另存为xlsx" in book.fixed == book.writable
    for action in (lambda: book.mark([]), lambda: book.put(RESULT), lambda: book.write("书", {}), book.save):
        with pytest.raises(Stopped):
            action()

"""One suite for every Book: what a job may rely on, whatever holds the workbook. Excel is that of tests/live."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from xgy_excel.books.file import FileBook
from xgy_excel.books.live import LiveBook
from xgy_excel.books.memory import MemoryBook
from xgy_excel.books.port import Link, Mark, OurSheet, Refusal
from xgy_excel.core import Severity, Stopped
from xgy_excel.grid import Grid, Odd

from ..live.engine import excel
from ..xlsx.rich import members, notes_of, plain_book, rewritten, rich_book, values_of

pytestmark = pytest.mark.filterwarnings("ignore:Conditional Formatting extension")
ROWS = [["姓名", "报酬"], ["张三", 1000], ["李四", 1200]]
PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
HEADERS = ("级别", "单元格")
RESULT = OurSheet("核对结果", HEADERS, (("错误", Link("B2", "花名册", "B2")),), (8, 10), severity_column=0)


def from_file(tmp_path):
    path = tmp_path / "书.xlsx"
    path.write_bytes(plain_book(ROWS))
    return FileBook.open(path)


def from_memory(_):
    return MemoryBook({"花名册": ROWS}, "书.xlsx")


def from_excel(tmp_path, add_in=True):
    return LiveBook(excel(add_in).impl.open(from_file(tmp_path).path))


def from_excel_alone(tmp_path):
    return from_excel(tmp_path, add_in=False)


@pytest.fixture(params=[from_file, from_memory, from_excel, from_excel_alone])
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


def test_our_sheet_is_taken_away_and_may_be_put_again(book, tmp_path):
    assert (book.own_name("核对结果", HEADERS), book.remove("核对结果", HEADERS)) == ("", "")
    book.put(RESULT)
    assert book.own_name("核对结果", HEADERS) == "核对结果"
    assert book.remove("核对结果", HEADERS) == ""
    assert (book.sheets(), book.own_name("核对结果", HEADERS)) == (("花名册",), "")
    with pytest.raises(Stopped, match="没有“核对结果”"):
        book.read("核对结果")
    assert FileBook.open(book.save(tmp_path / "新.xlsx")).sheets() == ("花名册",)
    assert book.put(RESULT) == "核对结果"
    assert values(book, "核对结果") == [["级别", "单元格"], ["错误", "B2"]]


@pytest.mark.parametrize("kind", [from_file, from_memory])
def test_our_sheet_without_its_hidden_name_is_known_by_its_header(kind, tmp_path):
    ours = [["《文号》"], ["级别", "单元格"], ["提示", "A1"]]
    if kind is from_memory:
        book = MemoryBook({"花名册": ROWS, "核对结果": ours})
    else:
        path = tmp_path / "书.xlsx"
        made = openpyxl.Workbook()
        made.active.title = "花名册"
        for row in ours:
            made.create_sheet("核对结果").append(row) if row is ours[0] else made["核对结果"].append(row)
        made.save(path)
        book = FileBook.open(path)
    assert book.own_name("核对结果", HEADERS) == "核对结果"
    assert book.own_name("核对结果", ("别的",)) == ""
    assert book.put(RESULT) == "核对结果"
    assert book.sheets() == ("花名册", "核对结果")
    assert values(book, "核对结果")[0] == ["级别", "单元格"]
    assert book.remove("核对结果", HEADERS) == ""
    assert book.sheets() == ("花名册",)


def test_a_formula_is_replaced_only_when_asked_for(tmp_path):
    path = tmp_path / "书.xlsx"
    path.write_bytes(rich_book())
    book = FileBook.open(path)
    assert [r.cell for r in book.write("花名册", {(2, 5): 1})] == ["E2"]
    assert book.write("花名册", {(2, 5): 1}, over_formulas=True) == []
    memory = MemoryBook({"花名册": Grid("花名册", ROWS, odd={(2, 2): Odd("formula")})})
    assert [r.cell for r in memory.write("花名册", {(2, 2): 1})] == ["B2"]
    assert memory.write("花名册", {(2, 2): 1}, over_formulas=True) == []


def test_a_template_becomes_a_workbook_and_says_so(tmp_path):
    path = tmp_path / "模板.xltx"
    types = {
        "[Content_Types].xml": lambda xml: xml.replace(PLAIN_TYPE, PLAIN_TYPE.replace(b"sheet.main", b"template.main"))
    }
    path.write_bytes(rewritten(plain_book(ROWS), **types))
    book = FileBook.open(path)
    book.mark([Mark("花名册", 2, 2, Severity.ERROR, "x")])
    assert PLAIN_TYPE in members(book.save(tmp_path / "新.xlsx").read_bytes())["[Content_Types].xml"]
    again = FileBook.open(path)
    again.mark([Mark("花名册", 2, 2, Severity.ERROR, "x")])
    again.save()
    assert PLAIN_TYPE not in members(path.read_bytes())["[Content_Types].xml"]


@pytest.mark.parametrize("name", ["新.xls", "新.csv", "新.xlsb", "新"])
def test_a_copy_is_never_given_the_name_of_another_format(name, tmp_path):
    with pytest.raises(Stopped, match=r"须以\.xlsx结尾"):
        from_file(tmp_path).save(tmp_path / name)
    assert not (tmp_path / name).exists()


def test_a_book_that_asks_for_a_password_before_changes_is_copied_and_not_written(tmp_path):
    path = tmp_path / "书.xlsx"
    lock = b'<fileSharing userName="a" algorithmName="SHA-512" hashValue="x"/><workbookPr'
    path.write_bytes(rewritten(plain_book(ROWS), **{"xl/workbook.xml": lambda xml: xml.replace(b"<workbookPr", lock)}))
    book = FileBook.open(path)
    assert (book.fixed, "修改密码" in book.writable) == ("", True)
    path.write_bytes(
        rewritten(
            path.read_bytes(),
            **{"xl/workbook.xml": lambda xml: xml.replace(lock, b'<fileSharing readOnlyRecommended="1"/><workbookPr')},
        )
    )
    assert FileBook.open(path).writable == ""


def test_damage_that_shows_only_when_writing_is_one_sentence(tmp_path):
    path = tmp_path / "书.xlsx"
    path.write_bytes(rewritten(rich_book(), **{"xl/comments/comment1.xml": b"<comments"}))
    book = FileBook.open(path)
    with pytest.raises(Stopped, match="有损坏的内容，不能写回"):
        book.mark([Mark("花名册", 2, 2, Severity.ERROR, "x")])


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
    assert "请用核对写出的xlsx" in book.fixed == book.writable
    for action in (lambda: book.mark([]), lambda: book.put(RESULT), lambda: book.write("书", {}), book.save):
        with pytest.raises(Stopped):
            action()

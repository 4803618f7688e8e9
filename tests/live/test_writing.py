"""What is written into an open workbook is what was meant, though Excel reads a text as typing."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, Protection
from openpyxl.worksheet.table import Table

from xgy_excel.books import excel_api, open_book
from xgy_excel.books.file import FileBook
from xgy_excel.books.live import LiveBook
from xgy_excel.books.port import Chart, Formula, Link, OurSheet, Refusal
from xgy_excel.core import Stopped
from xgy_excel.xlsx.tables import HEADER, TOTAL
from xgy_excel.xlsx.values import HAS_FORMULA, IN_MERGE

from ..xlsx.rich import plain_book, saved
from .engine import BUSY, REFUSED, ComError, excel

both_ways = pytest.mark.parametrize("add_in", [True, False], ids=["add-in", "alone"])
ROWS = [["姓名", "报酬"], ["张三", 1000], ["李四", 1200]]
RESULT = OurSheet(
    "核对结果",
    ("级别", "单元格", "处理意见"),
    (("错误", Link("B2", "花名册", "B2"), "-1"), ("提示", Link("A3", "花名册", "A3"), "")),
    (8, 10, 20),
    ("第一行" * 30,),
    severity_column=0,
    reply_column=2,
)


def live_book(tmp_path, change=lambda book: None, add_in=True, **options):
    book = load_workbook(BytesIO(plain_book(ROWS)))
    change(book)
    path = tmp_path / "书.xlsx"
    path.write_bytes(saved(book))
    return LiveBook(excel(add_in).impl.open(path, **options))


def cells(live, sheet="花名册"):
    return live._book.impl.wb[sheet]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return live_book(tmp_path_factory.mktemp("scratch"))


typed_like = st.sampled_from("0123456789.,-/:%年月日TRUEFALSEe+=@'# ¥元１上午")
texts = st.text(typed_like, min_size=1, max_size=9) | st.text(min_size=1, max_size=9).filter(str.isprintable)


@given(st.lists(texts, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_a_text_stays_the_text_it_is(scratch, words):
    scratch.write("花名册", {(9 + row, 3): word for row, word in enumerate(words)})
    for row, word in enumerate(words):
        cell = cells(scratch).cell(9 + row, 3)
        assert (cell.data_type, cell.value) == ("s", word)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (Decimal("1500.50"), 1500.5),
        (5, 5.0),
        (True, True),
        (date(2025, 6, 30), date(2025, 6, 30)),
        (datetime(2025, 6, 30, 8, 30), datetime(2025, 6, 30, 8, 30)),
        (timedelta(hours=36), 1.5),
        (time(12), 0.5),
        (None, None),
    ],
)
@both_ways
def test_a_value_is_read_back(tmp_path, value, read, add_in):
    live = live_book(tmp_path, lambda book: book.active.append(["x"]), add_in)
    assert live.write("花名册", {(4, 2): value}) == []
    assert live.read("花名册").rows[3][1] == read


def test_a_cell_keeps_a_format_that_fits_and_gets_one_that_does(tmp_path):
    def change(book):
        ws = book.active
        ws["C2"].number_format, ws["C3"].number_format, ws["D2"].number_format = "yyyy年m月d日", "@", "0.00"
        ws["D3"].number_format = "yyyy-mm-dd"

    live = live_book(tmp_path, change)
    day = date(2025, 1, 2)
    live.write("花名册", {(2, 3): day, (3, 3): day, (2, 4): 1, (3, 4): 2, (2, 5): "001", (3, 5): "甲"})
    ws = cells(live)
    assert [ws[c].number_format for c in ("C2", "C3")] == ["yyyy-mm-dd", "yyyy-mm-dd"]  # one block of two formats
    assert [ws[c].value for c in ("D2", "D3")] == [1, 2]
    assert [ws[c].number_format for c in ("D2", "D3")] == ["General", "General"]
    assert ws["E2"].number_format == "@"
    live.write("花名册", {(2, 4): 3})
    live.write("花名册", {(2, 3): date(2025, 2, 3)})
    assert (ws["D2"].number_format, ws["C2"].number_format) == ("General", "yyyy-mm-dd")


@both_ways
def test_formulas_merged_and_locked_cells_are_refused(tmp_path, add_in):
    def change(book):
        ws = book.active
        ws["C2"] = "=B2*2"
        ws.merge_cells("D2:E3")
        ws["B3"].protection = Protection(locked=False)

    live = live_book(tmp_path, change, add_in)
    refused = live.write("花名册", {(2, 3): 1, (2, 4): 1, (3, 5): 1, (2, 2): 1100})
    assert refused == [Refusal("花名册", "C2", HAS_FORMULA), Refusal("花名册", "E3", IN_MERGE)]
    assert live.write("花名册", {(2, 3): 7}, over_formulas=True) == []
    assert cells(live)["C2"].value == 7
    cells(live).protection.enable()
    live = LiveBook(live._book)
    assert live.write("花名册", {(2, 2): 1, (3, 2): 1300}) == [Refusal("花名册", "B2", "工作表受保护，单元格已锁定")]
    assert (cells(live)["B2"].value, cells(live)["B3"].value) == (1100, 1300)


@both_ways
def test_the_header_and_total_row_of_a_table_are_refused(tmp_path, add_in):
    def change(book):
        ws = book.active
        ws.append(["合计", 2200])
        table = Table(displayName="报酬表", ref="A1:B4", totalsRowCount=1)
        ws.add_table(table)

    live = live_book(tmp_path, change, add_in)
    refused = live.write("花名册", {(1, 1): "x", (2, 2): 1100, (4, 2): 1, (4, 3): "旁边"})
    assert refused == [Refusal("花名册", "A1", HEADER), Refusal("花名册", "B4", TOTAL)]
    assert [cells(live)[at].value for at in ("A1", "B2", "B4", "C4")] == ["姓名", 1100, 2200, "旁边"]
    closed = FileBook.open(tmp_path / "书.xlsx")
    assert closed.write("花名册", {(1, 1): "x", (4, 2): 1}) == refused


@both_ways
def test_a_formula_of_our_sheet_is_a_formula_in_excel_and_in_the_file(tmp_path, add_in):
    live = live_book(tmp_path, add_in=add_in)
    page = replace(RESULT, head=(Formula('="还有"&SUMPRODUCT((A3:A4="错误")*1)&"条"', "还有1条"),))
    assert live.put(page) == "核对结果"
    assert cells(live, "核对结果")["A1"].value == page.head[0].text
    closed = open_book(tmp_path / "书.xlsx")
    closed.put(page)
    saved = closed.save(tmp_path / "另.xlsx")
    assert load_workbook(saved)["核对结果"]["A1"].value == page.head[0].text
    assert load_workbook(saved, data_only=True)["核对结果"]["A1"].value == "还有1条"


@both_ways
def test_lists_below_each_other_are_framed_apart_and_charts_are_drawn_once(tmp_path, add_in):
    live = live_book(tmp_path, add_in=add_in)
    chart = Chart("图", (1, 4, 3, 8), 1, 2, 2, 1, (2,), ("2F75B5",))
    page = OurSheet(
        "总览", ("镇", "岗"), (("甲", 1), (), ("月", "份"), ("5", 2)), (8, 8), filtered=False,
        headers_again=frozenset({2}), charts=(chart,),
    )  # fmt: skip
    for _ in range(2):
        live.put(page)
    sheet = live._book.impl.sheets("总览")
    assert [(drawn.name, drawn.source) for drawn in sheet.drawn] == [("XGY图 1", "$A$1:$A$2,$B$1:$B$2")]
    ws = cells(live, "总览")
    assert [bool(ws[at].border.left.style) for at in ("A1", "A2", "A3", "A4", "B5")] == [True, True, False, True, True]
    assert (ws["A4"].font.b, ws["A5"].font.b, ws.auto_filter.ref, ws.freeze_panes) == (True, False, None, "A2")
    assert live.remove("总览", page.headers) == ""


def test_part_of_an_array_formula_is_refused_and_a_busy_excel_stops(tmp_path):
    live = live_book(tmp_path)
    live._app.impl.faults["set value"] = ComError(REFUSED, text="You can't change part of an array")
    assert live.write("花名册", {(2, 2): 1}) == [Refusal("花名册", "B2", "Excel没有接受，可能是数组公式的一部分")]
    live._app.impl.faults["set value"] = ComError(REFUSED, scode=-2146777998)
    with pytest.raises(Stopped, match="Excel正忙"):
        live.write("花名册", {(2, 2): 1})


def test_new_rows_look_like_the_row_they_are_to_resemble(tmp_path):
    def change(book):
        book.active["A3"].font, book.active["B3"].number_format = Font(bold=True), "0.00"

    live = live_book(tmp_path, change)
    live.write("花名册", {(4, 1): "王五", (4, 2): 900, (5, 1): "赵六"}, like=3)
    assert [cells(live)[f"A{n}"].font.bold for n in (4, 5)] == [True, True]
    assert cells(live)["B4"].number_format == "0.00"
    assert live.read("花名册").rows[3][:2] == ["王五", 900]


def test_a_block_of_one_kind_takes_one_call(tmp_path):
    live = live_book(tmp_path)
    engine = live._app.impl
    live.write("花名册", {(row, column): row * column for row in range(2, 200) for column in range(3, 7)})
    assert engine.calls["set value"] == 1


# -- our sheets ----------------------------------------------------------------------------------------


@both_ways
def test_our_sheet_looks_as_in_a_file(tmp_path, add_in):
    live = live_book(tmp_path, add_in=add_in)
    closed = open_book(live.path)
    assert live.put(RESULT) == closed.put(RESULT) == "核对结果"
    ours = load_workbook(live.save(tmp_path / "甲.xlsx"))["核对结果"]
    file = load_workbook(closed.save(tmp_path / "乙.xlsx"))["核对结果"]
    assert [[c.value for c in row] for row in ours] == [[c.value for c in row] for row in file]
    for what in ("freeze_panes", "auto_filter", "merged_cells"):
        assert str(getattr(ours, what)) == str(getattr(file, what)), what
    assert [c.coordinate for row in ours for c in row if c.hyperlink] == ["B3", "B4"]
    assert ours["B3"].hyperlink.location == file["B3"].hyperlink.location == "'花名册'!B2"
    for where in ("A3", "A4", "C2", "C3", "A2"):
        assert ours[where].fill.fgColor.rgb == file[where].fill.fgColor.rgb, where
    widths = [ours.column_dimensions[letter].width for letter in "ABC"]
    assert widths == [file.column_dimensions[letter].width for letter in "ABC"]


@both_ways
def test_our_sheet_is_written_anew_under_whatever_name_it_has(tmp_path, add_in):
    live = live_book(tmp_path, lambda book: book.create_sheet("核对结果"), add_in)
    assert live.put(RESULT) == "核对结果(2)"
    sheet = next(s for s in live._book.impl.tabs if s.name == "核对结果(2)")
    sheet.ws.title = "问题清单"
    name = live._book.impl.wb.defined_names["_XGY_核对结果"]
    assert name.hidden
    name.attr_text = "'问题清单'!$A$1"  # Excel follows
    sheet.ws.row_dimensions[3].hidden = True  # filtered
    live = LiveBook(live._book)
    assert live.own_name("核对结果", RESULT.headers) == "问题清单"
    shorter = OurSheet("核对结果", ("级别",), (("提示",),), (8,))
    assert live.put(shorter) == "问题清单"
    assert [[c.value for c in row] for row in cells(live, "问题清单") if row[0].value] == [
        ["级别", None, None],
        ["提示", None, None],
    ]
    assert not any(c.hyperlink for row in cells(live, "问题清单") for c in row)
    assert (sheet.ws.auto_filter.ref, sheet.ws.row_dimensions[3].hidden) == ("A1:A2", False)
    assert open_book(live.save(tmp_path / "副本.xlsx")).own_name("核对结果", ()) == "问题清单"


def test_the_clerk_keeps_looking_at_the_same_sheet(tmp_path):
    live = live_book(tmp_path)
    live.put(RESULT)
    assert live._book.impl.active.name == "花名册"


@both_ways
def test_our_sheet_goes_unless_something_of_the_clerks_is_on_it_or_leads_to_it(tmp_path, add_in):
    live = live_book(tmp_path, add_in=add_in)
    live.put(RESULT)
    assert live.remove("核对结果", RESULT.headers) == ""
    assert (live.sheets(), "_XGY_核对结果" in live._book.impl.wb.defined_names) == (("花名册",), False)
    assert live.remove("核对结果", RESULT.headers) == ""
    live.put(RESULT)
    cells(live, "核对结果")["C3"].comment = Comment("待办", "李主任")
    assert "批注或图形" in LiveBook(live._book).remove("核对结果", RESULT.headers)
    cells(live, "核对结果")["C3"].comment = None
    cells(live)["E1"] = "=COUNTA(核对结果!A:A)"
    assert "公式引用" in LiveBook(live._book).remove("核对结果", RESULT.headers)
    cells(live)["E1"] = None
    cells(live).sheet_state = "hidden"
    assert "别的可见工作表" in LiveBook(live._book).remove("核对结果", RESULT.headers)


# -- where it stands ----------------------------------------------------------------------------------


def test_a_book_that_has_no_place_on_this_computer_says_so(tmp_path):
    url = live_book(tmp_path, full_name="https://contoso-my.sharepoint.com/personal/x/书.xlsx")
    assert "OneDrive或SharePoint" in url.writable
    with pytest.raises(Stopped, match="另存为"):
        _ = url.path
    new = live_book(tmp_path, full_name="工作簿1")
    assert "还没有保存过" in new.writable
    with pytest.raises(Stopped, match="还没有保存过"):
        new.save()
    assert new.write("花名册", {(2, 2): 1}) == []


def test_a_read_only_or_locked_book_says_so(tmp_path):
    assert "只读方式" in live_book(tmp_path, read_only=True).writable
    locked = live_book(tmp_path, locked=True)
    assert "结构受保护" in locked.writable
    with pytest.raises(Stopped, match="结构受保护"):
        locked.put(RESULT)


def test_saving_goes_to_the_file_and_a_copy_leaves_it_alone(tmp_path):
    live = live_book(tmp_path)
    before = live.path.read_bytes()
    live.write("花名册", {(2, 2): 1})
    copy = live.save(tmp_path / "副本.xlsx")
    assert (load_workbook(copy).active["B2"].value, live.path.read_bytes()) == (1, before)
    assert live.save() == live.path
    assert load_workbook(live.path).active["B2"].value == 1
    with pytest.raises(Stopped, match=r"须以\.xlsx结尾"):
        live.save(tmp_path / "副本.xlsm")


def test_a_busy_excel_is_not_waited_for_for_ever(monkeypatch):
    class Windows:
        N_COM_ATTEMPTS = 0

    monkeypatch.setitem(excel_api.sys.modules, "xlwings._xlwindows", Windows)
    excel_api.be_patient()
    assert Windows.N_COM_ATTEMPTS == excel_api.ATTEMPTS > 0


def test_only_one_module_reaches_behind_xlwings():
    source = Path(excel_api.__file__).parents[1]
    inside = {p.name for p in source.rglob("*.py") if ".api" in p.read_text(encoding="utf-8").replace("excel_api", "")}
    assert inside == {"excel_api.py"}


def test_what_excel_says_is_told_in_words():
    assert excel_api.trouble(ComError(BUSY)) == excel_api.BUSY
    assert excel_api.trouble(ComError(REFUSED, scode=-2146777998)) == excel_api.BUSY
    assert excel_api.trouble(ComError(-2147023174)) == excel_api.GONE
    assert "受保护" in excel_api.trouble(ComError(REFUSED))
    assert excel_api.trouble(ValueError("x")) == ""

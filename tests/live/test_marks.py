"""Marks on an open workbook: the same overlay as in files, so that either clears the other's."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill

from xgy_excel.books import open_book
from xgy_excel.books.live import LiveBook
from xgy_excel.books.port import Mark, Refusal
from xgy_excel.core import Severity
from xgy_excel.xlsx.ours import COLOURS, FIRST_LINE, LINES, MOST_MARKS, is_untouched

from ..xlsx.rich import notes_of, plain_book, saved
from .engine import REFUSED, ComError, excel

pytestmark = pytest.mark.filterwarnings("ignore:Conditional Formatting extension")
both_ways = pytest.mark.parametrize("add_in", [True, False], ids=["add-in", "alone"])
ROWS = [["姓名", "报酬"], ["张三", 1000], ["李四", 1200], ["王五", 1300]]


def marks(*cells, severity=Severity.ERROR):
    return [Mark("花名册", row, column, severity, f"【第四条】{row}行{column}列") for row, column in cells]


@pytest.fixture
def started(tmp_path):
    """An open book with a note and a conditional format of the clerk's; made with the changes of the test."""

    def start(add_in, change=lambda ws: None):
        book = load_workbook(BytesIO(plain_book(ROWS)))
        ws = book.active
        ws["A4"].comment = Comment("本人确认", "李主任")
        ws.conditional_formatting.add(
            "B2:B4", CellIsRule("greaterThan", ["1250"], fill=PatternFill(bgColor="FF00FF00"))
        )
        change(ws)
        path = tmp_path / "书.xlsx"
        path.write_bytes(saved(book))
        return LiveBook(excel(add_in).impl.open(path))

    return start


def formulas_of(data, sheet="花名册"):
    """Conditional formats: area -> formula, and the fill of each of ours."""
    formatting = load_workbook(BytesIO(data))[sheet].conditional_formatting
    return {str(block.sqref): [rule.formula[0] for rule in block.rules] for block in formatting}


def copy_of(book, tmp_path):
    return book.save(tmp_path / "副本.xlsx").read_bytes()


@both_ways
def test_marks_are_those_of_a_file(started, tmp_path, add_in):
    wanted = [*marks((2, 2), (3, 2), (2, 1)), *marks((4, 2), severity=Severity.UNKNOWN)]
    live = started(add_in)
    closed = open_book(live.path)
    assert live.mark(wanted) == closed.mark(wanted) == []
    open_, file = copy_of(live, tmp_path), closed.save(tmp_path / "文件.xlsx").read_bytes()
    assert notes_of(open_, "花名册") == notes_of(file, "花名册")
    assert formulas_of(open_) == formulas_of(file)
    assert formulas_of(open_)["A2 B2:B3"] == ['N("xgy.E")=0']


@both_ways
def test_colours_are_those_of_a_file_and_give_way_to_the_clerks(started, tmp_path, add_in):
    live = started(add_in)
    live.mark([m for s in Severity for m in marks((2 + s.rank, 5), severity=s)])
    formatting = load_workbook(BytesIO(copy_of(live, tmp_path)))["花名册"].conditional_formatting
    fills = {r.formula[0]: r.dxf.fill.bgColor.rgb[2:] for block in formatting for r in block.rules}
    assert set(fills.values()) >= {fill for fill, _ in COLOURS.values()}
    if add_in:  # openpyxl alone has no line for what xlwings adds
        dxfs = [r.dxf for block in formatting for r in block.rules if r.dxf.border]
        assert {(d.border.left.style, bool(d.font and d.font.b)) for d in dxfs} == {*LINES.values()}
    by_priority = sorted((r.priority, r.formula[0]) for block in formatting for r in block.rules)
    assert by_priority[0][1] == "1250"


@both_ways
def test_either_mode_clears_the_others_marks(started, tmp_path, add_in):
    live = started(add_in)
    live.mark(marks((2, 2), (3, 1)))
    closed = open_book(live.save(tmp_path / "副本.xlsx"))
    assert closed.mark([]) == []
    cleared = closed.save(tmp_path / "清.xlsx").read_bytes()
    assert (notes_of(cleared, "花名册"), formulas_of(cleared)) == ({"A4": "本人确认"}, {"B2:B4": ["1250"]})
    closed.mark(marks((2, 2), (3, 1)))
    live = LiveBook(excel(add_in).impl.open(closed.save(tmp_path / "又.xlsx")))
    assert live.mark([]) == []
    cleared = copy_of(live, tmp_path)
    assert (notes_of(cleared, "花名册"), formulas_of(cleared)) == ({"A4": "本人确认"}, {"B2:B4": ["1250"]})


@both_ways
def test_a_second_run_shows_exactly_the_new_marks(started, tmp_path, add_in):
    live = started(add_in)
    live.mark(marks((2, 1), (2, 2)))
    live.mark(marks((3, 2), severity=Severity.HINT))
    data = copy_of(live, tmp_path)
    assert set(notes_of(data, "花名册")) == {"B3", "A4"}
    assert formulas_of(data) == {"B2:B4": ["1250"], "B3": ['N("xgy.H")=0']}


@both_ways
def test_the_clerks_notes_stay_whoever_began_them(started, tmp_path, add_in):
    live = started(add_in)
    assert live.mark(marks((4, 1))) == [Refusal("花名册", "A4", "单元格已有批注，未改动")]
    live.mark(marks((2, 1), (3, 1)))
    ws = live._book.impl.wb["花名册"]
    ws["A2"].comment = Comment(ws["A2"].comment.text + "\n已核实，属实", "李主任")
    live = LiveBook(live._book)
    refused = {r.cell: r.reason for r in live.mark(marks((2, 1)))}
    assert refused == {"A2": "批注里有人写过内容，未改动"}
    notes = notes_of(copy_of(live, tmp_path), "花名册")
    assert set(notes) == {"A2", "A4"}
    assert notes["A2"].endswith("已核实，属实")


@both_ways
def test_a_note_says_whose_it_is_and_is_known_by_it(started, add_in):
    live = started(add_in)
    live.mark(marks((2, 1)))
    text = live._book.impl.wb["花名册"]["A2"].comment.text
    assert text.startswith(FIRST_LINE)
    assert is_untouched(text)


@both_ways
def test_merged_cells_take_one_mark_at_their_first_cell(started, add_in):
    live = started(add_in, lambda ws: ws.merge_cells("C2:D4"))
    two = [Mark("花名册", 3, 4, Severity.HINT, "甲"), Mark("花名册", 4, 3, Severity.ERROR, "乙")]
    live.mark(two)
    ws = live._book.impl.wb["花名册"]
    assert ws["C2"].comment.text.splitlines()[1:] == ["甲", "乙"]
    assert 'N("xgy.E")=0' in formulas_of(saved(live._book.impl.wb))["C2"]


@both_ways
def test_a_protected_sheet_is_left_alone_and_told(started, tmp_path, add_in):
    def protect(ws):
        ws.protection.enable()

    live = started(add_in, protect)
    reasons = {r.reason for r in live.mark(marks((2, 1), (3, 1)))}
    assert reasons == {"工作表受保护，没有标记，请先撤销工作表保护"}
    assert formulas_of(copy_of(live, tmp_path)) == {"B2:B4": ["1250"]}


@both_ways
def test_what_excel_would_not_take_is_told_and_the_rest_done(started, add_in):
    live = started(add_in)
    live.sheets()
    live._see("花名册")
    live._book.impl.wb["花名册"]["A2"].comment = Comment("刚刚写的", "李主任")  # since we looked
    assert live.mark(marks((2, 1), (3, 1))) == [Refusal("花名册", "A2", "单元格已有批注，未改动")]
    assert live._book.impl.wb["花名册"]["A3"].comment


def test_a_hundred_marks_take_ten_calls(started):
    live = started(True)
    engine = live._app.impl
    wanted = [
        Mark("花名册", 2 + n, 1 + n % 7, list(Severity)[n % 5], f"第{n}处")
        for n in range(100)
        if (2 + n, 1 + n % 7) != (4, 1)
    ]
    assert live.mark(wanted) == []
    with live.at_work():
        engine.calls.clear()
        assert live.mark(wanted) == []
        assert engine.calls.total() <= 10
        assert len(live._book.impl.wb["花名册"].conditional_formatting) == 6


def test_thousands_of_marks_go_in_addresses_excel_can_take(started):
    for add_in in (True, False):  # the engine refuses addresses of more than 255 characters
        live = started(add_in)
        refused = live.mark(marks(*((2 * row, 3) for row in range(1, MOST_MARKS + 8))))
        assert len(refused) == 7
        assert {r.reason for r in refused} == {f"本表标记已满{MOST_MARKS}处，见核对结果"}


def test_without_the_add_in_the_marks_are_the_same(started, tmp_path):
    found = []
    for add_in in (True, False):
        live = started(add_in)
        live.mark([*marks((2, 2), (3, 2)), *marks((4, 2), severity=Severity.HINT)])
        data = copy_of(live, tmp_path)
        found.append((notes_of(data, "花名册"), formulas_of(data)))
    assert found[0] == found[1]


def test_an_add_in_that_fails_midway_is_not_taken_for_none(started):
    live = started(True)
    live._see("花名册")
    live._app.impl.faults["'xgy.xlam'!XgyDo"] = ComError(REFUSED)
    with pytest.raises(Exception, match="Excel没有接受这一步"):
        live.mark(marks((2, 1)))

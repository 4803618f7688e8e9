"""What is read of an open workbook: the same as from its file, in few calls."""

from datetime import datetime

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from xgy_excel.books import open_book
from xgy_excel.books.live import LiveBook
from xgy_excel.core import Stopped
from xgy_excel.grid import Odd
from xgy_excel.jobs.check import check
from xgy_excel.jobs.new import new
from xgy_excel.sample import SAMPLE_DAY

from ..xlsx.rich import plain_book, rich_book, saved
from .engine import BUSY, ComError, excel

pytestmark = pytest.mark.filterwarnings("ignore:Conditional Formatting extension", "ignore:Data Validation extension")
both_ways = pytest.mark.parametrize("add_in", [True, False], ids=["add-in", "alone"])


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return new(tmp_path_factory.mktemp("sample") / "样例.xlsx", sample=True)


def opened(data, tmp_path, add_in=True):
    path = tmp_path / "书.xlsx"
    path.write_bytes(data)
    app = excel(add_in)
    return LiveBook(app.impl.open(path)), open_book(path), app.impl


def grid_facts(grid):
    """Values from A1 to the last one, and what is odd, in one writing."""
    rows = [[None if value == "" else value for value in row] for row in grid.rows]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows, dict(grid.odd), grid.hidden, set(grid.merges), grid.visible


@both_ways
def test_a_sheet_is_read_as_from_its_file(tmp_path, add_in):
    live, closed, _ = opened(rich_book(), tmp_path, add_in)
    assert live.sheets() == closed.sheets()
    for sheet in closed.sheets():
        found, expected = grid_facts(live.read(sheet)), grid_facts(closed.read(sheet))
        assert found[0] == expected[0]
        # Excel has always calculated; a file may never have been opened by it.
        odd = {at: Odd("formula") if what.kind == "nocache" else what for at, what in expected[1].items()}
        assert found[1] == odd
        assert found[2:] == expected[2:]


@both_ways
def test_errors_long_numbers_times_and_hidden_rows_are_told(tmp_path, add_in):
    book = load_workbook(opened(plain_book([["a"]]), tmp_path)[1].path)
    ws = book.active
    for row in ([1.5e17, "#N/A", "=1/0"], [datetime(2025, 1, 2), datetime(2025, 1, 2, 3, 4), "=A1"], ["b"], ["c"]):
        ws.append(row)
    ws["B2"].data_type = "e"
    ws.row_dimensions[4].hidden = ws.row_dimensions[5].hidden = True
    ws.merge_cells("B4:C5")
    ws.sheet_state = "veryHidden"
    book.create_sheet("另")
    live, _, _ = opened(saved(book), tmp_path, add_in)
    grid = live.read("花名册")
    assert grid.odd[2, 1] == Odd("digits", "1.5E+17")
    assert grid.odd[2, 2] == Odd("error", "#N/A")
    assert {at for at, odd in grid.odd.items() if odd.kind == "formula"} == {(2, 3), (3, 3)}
    assert (grid.hidden, grid.merges, grid.visible) == ({4, 5}, ((4, 2, 5, 3),), False)
    assert [type(v).__name__ for v in grid.rows[2][:2]] == ["date", "datetime"]
    assert live.warnings == ("工作表“花名册”有2行被隐藏或筛选掉，没有读取。",)


@both_ways
def test_the_sample_county_has_the_same_findings_at_the_same_cells(sample, add_in):
    closed = check(open_book(sample), SAMPLE_DAY)
    app = excel(add_in)
    live = check(LiveBook(app.impl.open(sample)), SAMPLE_DAY)
    assert [f.to_json() for f in live.findings] == [f.to_json() for f in closed.findings]
    assert (live.not_run, live.notes) == (closed.not_run, closed.notes)
    assert len(live.findings) > 100


@both_ways
def test_a_roster_in_disorder_has_the_same_findings(sample, tmp_path, add_in):
    book = load_workbook(sample)
    roster, villages = book["花名册"], book["嘎查村"]
    for row in (5, 6, 12):
        roster.row_dimensions[row].hidden = True
    roster["H7"], roster["H8"], roster["G9"], roster["T10"] = 150421198503019997, "#REF!", "1985.1", "一千元"
    roster["H8"].data_type = "e"
    roster["G11"], roster["AB14"], roster["D15"] = 31107, "2025年5月", " 张　三\u200b"
    villages.merge_cells("A4:A9")
    villages["C5"], villages["D6"] = "无", True
    live, closed, _ = opened(saved(book), tmp_path, add_in)
    one, other = check(live, SAMPLE_DAY), check(closed, SAMPLE_DAY)
    assert [f.to_json() for f in one.findings] == [f.to_json() for f in other.findings]
    assert [note for note in one.notes if "批注没有写入" not in note] == other.notes


def test_a_sheet_takes_three_calls_and_with_the_add_in_one(sample):
    for add_in, most in ((True, 1), (False, 3)):
        live = LiveBook(excel(add_in).impl.open(sample))
        engine = live._app.impl
        engine.calls.clear()
        for sheet in live.sheets():
            live.read(sheet)
            live.read(sheet)
        moved = sum(engine.calls[name] for name in ("used_range", "get value", "get formula"))
        assert moved <= most * len(live.sheets())
    assert sum(engine.calls.values()) < 30 * len(live.sheets())


def test_a_format_far_out_does_not_make_a_sheet_large(tmp_path):
    book = load_workbook(opened(plain_book([["姓名"], ["张三"]]), tmp_path)[1].path)
    book.active["XFD90000"].font = Font(bold=True)
    for add_in in (True, False):
        live, _, engine = opened(saved(book), tmp_path, add_in)
        assert live.read("花名册").rows == [["姓名"], ["张三"]]
        assert engine.calls["get value"] == 1


def test_a_sheet_beyond_measure_is_refused(tmp_path):
    book = load_workbook(opened(plain_book([["姓名"]]), tmp_path)[1].path)
    book.active["XFD90000"] = 1
    live = opened(saved(book), tmp_path)[0]
    with pytest.raises(Stopped, match="远至第90000行、第16384列"):
        live.read("花名册")


@both_ways
def test_a_busy_excel_is_told_in_words(tmp_path, add_in):
    live, _, engine = opened(plain_book([["姓名"]]), tmp_path, add_in)
    name = "'xgy.xlam'!XgyLook" if add_in else "used_range"
    engine.faults[name] = ComError(BUSY)
    with pytest.raises(Stopped, match="Excel正忙，或有单元格正在编辑"):
        live.read("花名册")
    assert live.read("花名册").rows == [["姓名"]]


def test_a_sheet_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Stopped, match="没有“没有”这个工作表"):
        opened(plain_book([["姓名"]]), tmp_path)[0].read("没有")

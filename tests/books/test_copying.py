"""The copy of a book that cannot be edited is read as the book itself is."""

from dataclasses import dataclass
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xgy_excel.books.copying import values_only
from xgy_excel.books.reading import read_bytes
from xgy_excel.grid import Grid, Odd


@dataclass
class Fixed:
    """A book that is only read."""

    grids: list[Grid]

    def sheets(self):
        return tuple(grid.sheet for grid in self.grids)

    def read(self, sheet):
        return next(grid for grid in self.grids if grid.sheet == sheet)


def copied(*grids: Grid) -> list[Grid]:
    source = read_bytes(values_only(Fixed([*grids])), "书.xlsx")  # type: ignore[arg-type]
    return source.grids()


def test_what_decides_how_a_sheet_is_read_is_in_the_copy():
    rows = [
        ["姓名", "服务嘎查村", "月劳务报酬"],
        ["张三", "红旗嘎查", ""],
        ["李四", "", 1000],
        ["王五", "东风嘎查", 900],
    ]
    odd = {(2, 3): Odd("error", "#N/A"), (5, 4): Odd("error", "#REF!")}
    (grid,) = copied(Grid("花名册", [*rows, []], odd, frozenset({4}), ((2, 2, 3, 2),)))
    assert [list(row)[:3] for row in grid.rows][:4] == rows
    assert grid.odd == odd
    assert grid.hidden == {4}
    assert grid.merges == ((2, 2, 3, 2),)


@pytest.mark.parametrize(("first", "shown"), [(True, (True, False)), (False, (True, True))])
def test_a_hidden_sheet_stays_hidden_where_another_can_be_seen(first, shown):
    one, other = copied(Grid("花名册", [["甲"]], visible=first), Grid("旧", [["乙"]], visible=False))
    assert (one.visible, other.visible) == shown


def test_sheets_get_names_that_a_workbook_may_have():
    long = "一二三四五六七八九十" * 4
    names = [grid.sheet for grid in copied(Grid("名单[1]", [["甲"]]), Grid("名单_1_", [["乙"]]), Grid(long, [["丙"]]))]
    assert names == ["名单_1_", "名单_1_(2)", long[:31]]


def test_an_id_is_seen_whole_in_the_copy_and_a_title_makes_no_column_wide():
    rows = [
        ["样例旗村级就业帮扶协管员花名册", "", ""],
        ["姓名", "身份证号", "备注"],
        ["张三", "150421197105209993", "长" * 99],
    ]
    book = Fixed([Grid("花名册", rows, merges=((1, 1, 1, 3),))])
    sheet = openpyxl.load_workbook(BytesIO(values_only(book)))["花名册"]  # type: ignore[arg-type]
    assert [sheet.column_dimensions[column].width for column in "ABC"] == [9, 20, 40]


PLACES = st.tuples(st.integers(1, 6), st.integers(1, 4))


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(["", "甲", "=1", 5, 2.5, True]), min_size=4, max_size=4), min_size=6, max_size=6),
    st.dictionaries(PLACES, st.sampled_from(["#N/A", "#REF!", "#DIV/0!"]), max_size=4),
    st.frozensets(st.integers(1, 6), max_size=3),
)
def test_any_sheet_is_read_from_its_copy_as_it_was(rows, errors, hidden):
    shown = [["" if (r, c) in errors else v for c, v in enumerate(row, 1)] for r, row in enumerate(rows, 1)]
    (grid,) = copied(Grid("花名册", shown, {at: Odd("error", text) for at, text in errors.items()}, hidden))
    read = [[*row, "", "", "", ""][:4] for row in map(list, grid.rows)]
    assert read == shown[: len(read)]
    assert not any(map(any, shown[len(read) :]))
    assert {at: odd.text for at, odd in grid.odd.items() if odd.kind == "error"} == errors
    assert grid.hidden >= {row for row in hidden if row <= len(read)}

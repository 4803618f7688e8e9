"""A workbook is told which cell to show when it is opened; nothing else of it changes."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import Font

from xgy_excel.books import open_book


def made(tmp_path, freeze=None, active=0):
    workbook = openpyxl.Workbook()
    workbook.active.title = "一"
    for name in ("二", "三"):
        workbook.create_sheet(name)
    for sheet in workbook:
        for row in range(1, 60):
            sheet.append([f"{sheet.title}{row}{column}" for column in range(30)])
        sheet["A1"].font = Font(bold=True)
        sheet.freeze_panes = freeze
    workbook.active = active
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    return path


def views(data):
    """By sheet: the active cell, the part it lies in, the cell at the upper left, and whether the sheet is selected."""
    workbook = openpyxl.load_workbook(BytesIO(data))
    found = {}
    for sheet in workbook:
        view = sheet.sheet_view
        part = view.pane.activePane if view.pane else None
        chosen = next(s for s in view.selection if (s.pane or "topLeft") == (part or "topLeft"))
        top = view.pane.topLeftCell if view.pane else view.topLeftCell
        found[sheet.title] = (chosen.activeCell, part, top, bool(view.tabSelected))
    return workbook.active.title, found


@pytest.mark.parametrize(
    ("freeze", "cell", "part", "top"),
    [
        (None, "H40", None, "E35"),
        (None, "A1", None, "A1"),
        ("A2", "C50", "bottomLeft", "A45"),
        ("D3", "H40", "bottomRight", "E35"),
        ("D3", "H2", "topRight", "E3"),
        ("D3", "B40", "bottomLeft", "D35"),
        ("D3", "B2", "topLeft", "D3"),
        ("B1", "Z9", "topRight", "W4"),
    ],
)
def test_the_cell_is_chosen_and_in_sight(tmp_path, freeze, cell, part, top):
    path = made(tmp_path, freeze)
    book = open_book(path)
    assert book.look_at("二", cell)
    book.save()
    active, found = views(path.read_bytes())
    assert active == "二"
    assert found["二"] == (cell, part, top, True)
    assert [name for name, view in found.items() if view[3]] == ["二"]  # two selected sheets would be a group


def test_looked_at_again_the_last_wish_counts_and_values_stay(tmp_path):
    path = made(tmp_path, "A2", active=2)
    before = [[c.value for c in row] for sheet in openpyxl.load_workbook(path) for row in sheet]
    for sheet, cell in (("二", "C5"), ("三", "D6"), ("一", "E7")):
        book = open_book(path)
        assert book.look_at(sheet, cell)
        book.save()
    active, found = views(path.read_bytes())
    assert (active, found["一"][0]) == ("一", "E7")
    assert [name for name, view in found.items() if view[3]] == ["一"]
    assert [[c.value for c in row] for sheet in openpyxl.load_workbook(path) for row in sheet] == before


def test_a_sheet_that_is_hidden_or_not_there_is_not_shown(tmp_path):
    path = made(tmp_path)
    workbook = openpyxl.load_workbook(path)
    workbook["三"].sheet_state = "hidden"
    workbook.save(path)
    book = open_book(path)
    assert not book.look_at("三", "A1")
    assert not book.look_at("四", "A1")


@pytest.mark.parametrize("drop", ["sheetViews", "bookViews"])
def test_a_workbook_of_a_program_that_writes_no_views_gets_them(tmp_path, drop):
    import re
    import zipfile

    path, bare = made(tmp_path), tmp_path / "bare.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            data = re.sub(rb"<%b>.*?</%b>" % (drop.encode(), drop.encode()), b"", source.read(name), flags=re.S)
            target.writestr(name, data)
    book = open_book(bare)
    assert book.look_at("二", "C50")
    book.save()
    active, found = views(bare.read_bytes())
    assert (active, found["二"][0], found["二"][3]) == ("二", "C50", True)

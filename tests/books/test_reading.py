"""Workbooks as grids: right addresses, nothing hidden, every format, and no crash that reaches the clerk."""

import csv
import struct
import subprocess
import sys
import zipfile
from datetime import date, datetime, time
from io import BytesIO, StringIO
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xgy_excel.books import apart
from xgy_excel.books.reading import read_bytes, read_file
from xgy_excel.books.rows import csv_bytes, csv_rows
from xgy_excel.core import Stopped
from xgy_excel.grid import Grid, Odd

from .old import compound, old_book, record


def saved(book: openpyxl.Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def one_sheet(cells: dict[str, object], name: str = "花名册") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = name
    for address, value in cells.items():
        book.active[address] = value
    return saved(book)


def first(data: bytes, name: str = "书.xlsx") -> Grid:
    source = read_bytes(data, name)
    return source.grid(source.sheets[0])


def read_or_told(data: bytes, name: str) -> bool:
    """Are there grids, or one sentence that names the file? Anything else comes out as an exception."""
    try:
        return all(isinstance(grid, Grid) for grid in read_bytes(data, name).grids())
    except Stopped as stopped:
        return str(stopped).startswith(f"“{name}”") and str(stopped).endswith("。")


# -- xlsx --------------------------------------------------------------------------------------------------


def test_addresses_are_right_under_leading_empty_rows_and_columns():
    grid = first(one_sheet({"C5": "姓名", "D6": 30}))
    assert grid.rows[4][2] == "姓名"
    assert grid.rows[5][3] == 30
    assert [v for row in grid.rows[:4] for v in row if v != ""] == []


VALUES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.integers(-(10**9), 10**9).map(lambda n: n / 100),
    st.datetimes(datetime(1901, 1, 1), datetime(2099, 1, 1)),
)


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(1, 30), st.integers(1, 30)), VALUES, min_size=1, max_size=12))
def test_every_value_comes_back_at_its_address(cells):
    book = openpyxl.Workbook()
    for (row, column), value in cells.items():
        cell = book.active.cell(row, column, value)
        if isinstance(value, str):
            cell.data_type = "s"  # also what begins with =
    grid = first(saved(book))
    for (row, column), value in cells.items():
        found = grid.rows[row - 1][column - 1]
        if isinstance(value, datetime):
            seen = found if isinstance(found, datetime) else datetime.combine(found, time())
            assert abs((seen - value).total_seconds()) < 1
        else:
            assert found == value
            assert isinstance(found, bool) is isinstance(value, bool)


def test_what_calamine_hides_is_in_the_grid():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["A3"], sheet["A4"] = "#N/A", "=1+1", 150421197105209993, "x"
    sheet["A1"].data_type = "e"
    sheet.merge_cells("B2:B4")
    sheet.row_dimensions[4].hidden = True
    grid = first(saved(book))
    assert grid.odd[1, 1] == Odd("error", "#N/A")
    assert grid.odd[2, 1] == Odd("nocache")
    assert grid.odd[3, 1].kind == "digits"
    assert (grid.hidden, grid.merges, grid.text_only) == (frozenset({4}), ((2, 2, 4, 2),), False)


def test_without_oddities_only_the_values_are_read():
    source = read_bytes(one_sheet({"A1": "=1+1", "A2": "x"}), "书.xlsx")
    assert source.grid("花名册", oddities=False).odd == {}
    assert source.grid("花名册", oddities=False).rows == source.grid("花名册").rows


def test_dates_are_dates_also_counted_from_1904():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = date(2024, 5, 6)
    book.active["A2"] = 45418
    grid = first(saved(book))
    assert grid.rows[0][0] == date(2024, 5, 6)
    assert grid.rows[1][0] == 45418


def test_sheets_come_in_order_without_charts_and_say_whether_they_show():
    book = openpyxl.Workbook()
    book.active.title = "花名册"
    book.create_chartsheet("图")
    book.create_sheet("旧")["A1"] = 1
    book["旧"].sheet_state = "hidden"
    book.create_sheet("空")
    source = read_bytes(saved(book), "书.xlsx")
    assert source.sheets == ("花名册", "旧", "空")
    assert [source.grid(s).visible for s in source.sheets] == [True, False, True]
    assert source.grid("旧").rows == [[1]]
    assert source.grid("空").rows == []


def test_a_sheet_named_with_markup_is_found():
    data = one_sheet({"A1": "=1+1"}, "甲&乙<丙>\"丁'")
    assert first(data).odd == {(1, 1): Odd("nocache")}


def rewritten(data: bytes, part: str, change) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


def test_a_value_typed_far_out_is_told_and_not_read_into_memory():
    with pytest.raises(Stopped, match="第1048576行、第16384列，请删除多余的行列"):
        first(one_sheet({"A1": 1, "XFD1048576": 1}))
    with pytest.raises(Stopped, match="第900000行、第702列"):
        first(one_sheet({"A1": 1, "ZZ900000": 1}))
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"].number_format = "@"  # formatted, but empty
    assert first(saved(book)).rows == [[1]]


def test_entities_in_a_sheet_are_refused_when_it_is_read():
    data = rewritten(
        one_sheet({"A1": 1}), "xl/worksheets/sheet1.xml", lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml
    )
    with pytest.raises(Stopped, match=r"“书.xlsx”的工作表“花名册”：文件含不安全内容，已拒绝。"):
        first(data)


def test_a_damaged_sheet_is_told_by_its_name():
    data = bytearray(one_sheet({f"A{i}": f"文字{i}" for i in range(1, 500)}))
    with zipfile.ZipFile(BytesIO(bytes(data))) as package:
        at = package.getinfo("xl/worksheets/sheet1.xml").header_offset
    data[at + 200 : at + 210] = b"\0" * 10
    with pytest.raises(Stopped, match=r"“书.xlsx”的工作表“花名册”：文件已损坏"):
        first(bytes(data))


def test_broken_xml_inside_is_damage_and_no_traceback():
    data = rewritten(one_sheet({"A1": 1}), "xl/workbook.xml", lambda xml: xml[: len(xml) // 2])
    with pytest.raises(Stopped, match="文件已损坏"):
        first(data)


def test_a_part_larger_than_it_says_is_refused_before_it_is_read():
    content = b"<sst>" + Random(1).randbytes(1_200_000).hex().encode() + b"</sst>"
    file = BytesIO(one_sheet({"A1": 1}))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/sharedStrings.xml", content)
    data, size = bytearray(file.getvalue()), len(content)
    while (at := data.find(struct.pack("<L", size))) >= 0:
        data[at : at + 4] = struct.pack("<L", size // 2)
    with pytest.raises(Stopped, match=r"“书.xlsx”：文件已损坏"):
        read_bytes(bytes(data), "书.xlsx")


SMALL = one_sheet({"A1": "姓名", "B1": "=1+1", "C2": date(2024, 5, 6)})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_any_damage_is_a_sentence(changes):
    data = bytearray(SMALL)
    for at, byte in changes:
        data[at] = byte
    assert read_or_told(bytes(data), "书.xlsx")


def test_reading_a_workbook_loads_no_heavy_library(tmp_path):
    (tmp_path / "书.xlsx").write_bytes(SMALL)
    code = (
        "import sys; from pathlib import Path; from xgy_excel.books.reading import read_file;"
        f"read_file(Path({str(tmp_path / '书.xlsx')!r})).grid('花名册');"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'openpyxl', 'pandas', 'numpy', 'lxml', 'xlwings'}))"
    )
    run = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.strip() == "[]"


# -- csv ---------------------------------------------------------------------------------------------------

LINES = [["姓名", "身份证号", "备注"], ["张三", "150421197105209993", "甲,乙"], ["李四", "", '说"好"']]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_text_in_every_encoding_and_with_every_delimiter(encoding, delimiter):
    text = "\r\n".join(delimiter.join(f'"{v.replace(chr(34), chr(34) * 2)}"' for v in line) for line in LINES)
    grid = first(text.encode(encoding), "巴彦镇.csv")
    assert grid.rows == LINES
    assert (grid.sheet, grid.text_only) == ("巴彦镇", True)


def test_the_guard_of_numbers_in_a_csv_is_taken_off():
    assert first(b'="150421197105209993",=1+1,"=""0471"""\n', "a.csv").rows == [["150421197105209993", "=1+1", "0471"]]


def test_the_line_that_names_the_delimiter_is_no_row():
    assert first(b"sep=;\r\na;b,c\r\n", "a.csv").rows == [["a", "b,c"]]


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("名单[1].csv", "名单_1_"),
        ("花名册.csv", "花名册"),
        ("一二三四五六七八九十" * 4 + ".csv", "一二三四五六七八九十" * 3 + "一"),
    ],
)
def test_a_csv_is_a_sheet_of_its_name_as_far_as_a_workbook_takes_it(name, sheet):
    assert read_bytes("姓名,电话\n".encode(), name).sheets == (sheet,)


def test_a_csv_that_calls_itself_xls_is_read_with_a_warning():
    source = read_bytes("姓名\t电话\n张三\t1\n".encode("gb18030"), "导出.xls")
    assert source.kind == "csv"
    assert source.warnings == ("“导出.xls”的扩展名与内容不符：内容是csv格式，已按内容读取。",)
    assert source.grid(source.sheets[0]).rows == [["姓名", "电话"], ["张三", "1"]]


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="gb18030", exclude_characters="\r\0"), max_size=6), min_size=2, max_size=4
        ),
        min_size=1,
        max_size=5,
    )
)
def test_no_text_makes_a_csv_fail(rows):
    data = "\n".join(",".join(row) for row in rows).encode("gb18030")
    assert read_or_told(b"x,y\n" + data, "a.csv")


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=8)
RISKY = st.sampled_from(
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")', "2025-01", "150421197105209993", '="a"']
)


@given(st.lists(st.lists(st.one_of(TEXTS, RISKY), min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_we_write_as_csv_is_read_back_as_it_was_and_is_never_a_formula(rows):
    data = csv_bytes([["姓名", "备注"], *rows])
    assert csv_rows(data)[1:] == rows
    for line in csv.reader(StringIO(data.decode("utf-8-sig"), newline="")):
        assert [cell for cell in line if cell[:1] in tuple("=+-@\t\r") and not cell.startswith('="')] == []


# -- old formats -------------------------------------------------------------------------------------------


OLD = compound("Workbook", old_book())


def test_an_old_workbook_is_read_with_what_is_odd_in_it():
    source = read_bytes(OLD, "书.xls")
    assert (source.kind, source.sheets, source.warnings) == ("xls", ("花名册", "旧"), ())
    grid = source.grid("花名册")
    assert grid.rows[1][1] == "姓名"
    assert grid.rows[2][1:5] == ["张三", date(2024, 5, 6), 1980.5, 150421197105209993.0]
    assert grid.rows[3][2:5] == [True, "", 7]
    assert grid.odd == {(4, 2): Odd("error", "#REF!"), (4, 4): Odd("error", "#N/A"), (4, 5): Odd("formula")}
    assert (grid.hidden, grid.merges, grid.visible) == (frozenset({4}), ((3, 2, 4, 2),), True)
    assert (source.grid("旧").rows, source.grid("旧").visible) == ([[5]], False)


def test_an_encrypted_old_workbook_asks_for_the_password_to_be_taken_off():
    locked = record(0x0809, struct.pack("<4H2L", 0x0600, 5, 0, 0, 0, 0)) + record(0x2F, bytes(6)) + record(0x0A)
    with pytest.raises(Stopped, match=r"“书.xls”：文件有打开密码，请先取消密码。"):
        read_bytes(compound("Workbook", locked), "书.xls")


def test_a_workbook_of_wps_is_read_by_its_content():
    assert read_bytes(OLD, "书.et").warnings == ()
    assert read_bytes(OLD, "书.xlsx").warnings == ("“书.xlsx”的扩展名与内容不符：内容是xls格式，已按内容读取。",)


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.001)
    with pytest.raises(Stopped, match="用时过长"):
        read_bytes(OLD, "书.xls")


def test_a_reader_that_crashes_becomes_a_sentence(monkeypatch):
    aborted = subprocess.CompletedProcess([], -6, b"", b"thread panicked")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: aborted)
    with pytest.raises(Stopped, match=r"“书.xls”：文件已损坏或内容特殊，读不出来"):
        read_bytes(OLD, "书.xls")


def test_a_reader_that_wants_too_much_memory_becomes_a_sentence():
    code = "from xgy_excel.books import apart; apart.MEMORY = 64 << 20; apart._limit_memory(); print(len(bytes(256 << 20)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert run.returncode or sys.platform == "win32"  # which has no such limit


@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(st.integers(512, len(OLD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_any_damage_to_an_old_workbook_is_a_sentence(changes):
    data = bytearray(OLD)
    for index, byte in changes:
        data[index] = byte
    assert read_or_told(bytes(data), "书.xls")


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="花名册"><table:table-row/><table:table-row><table:table-cell/>
<table:table-cell office:value-type="string"><text:p>姓名</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""


def test_an_open_document_is_read_and_says_what_it_hides():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"></m:manifest>',
        )
        package.writestr("content.xml", ODS.replace("\n", ""))
    source = read_bytes(file.getvalue(), "书.ods")
    assert (source.kind, source.sheets) == ("ods", ("花名册",))
    assert source.grid("花名册").rows[1][1] == "姓名"
    assert "读不到公式的错误值和隐藏的行" in source.warnings[0]


# -- files -------------------------------------------------------------------------------------------------


def test_a_file_is_read_by_its_path(tmp_path):
    path = tmp_path / "书.xlsx"
    path.write_bytes(SMALL)
    source = read_file(path)
    assert (source.name, source.sheets) == ("书.xlsx", ("花名册",))


def test_a_file_that_is_not_there_or_a_folder(tmp_path):
    with pytest.raises(Stopped, match=r"找不到文件“没有.xlsx”"):
        read_file(tmp_path / "没有.xlsx")
    (tmp_path / "夹.xlsx").mkdir()
    with pytest.raises(Stopped, match=r"“夹.xlsx”是文件夹"):
        read_file(tmp_path / "夹.xlsx")
    with pytest.raises(Stopped, match=r"“\.”是文件夹"):
        read_file(Path())


@pytest.mark.parametrize(("error", "sentence"), [(PermissionError, "可能正在Excel或WPS中打开"), (OSError, "读取失败")])
def test_a_file_that_cannot_be_opened(tmp_path, monkeypatch, error, sentence):
    path = tmp_path / "书.xlsx"
    path.write_bytes(SMALL)

    def refuse(self):
        raise error

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(Stopped, match=rf"“书.xlsx”.*{sentence}"):
        read_file(path)


def test_a_file_too_large_is_not_read(tmp_path):
    path = tmp_path / "书.xlsx"
    with path.open("wb") as file:
        file.truncate(513 << 20)
    with pytest.raises(Stopped, match="过大"):
        read_file(path)

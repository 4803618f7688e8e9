"""Values go into cells as what they are; everything else about the sheet stays, and what may not be written is told."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Made
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.formula import ArrayFormula

from xgy_excel.core import Stopped
from xgy_excel.xlsx.proof import prove
from xgy_excel.xlsx.values import write
from xgy_excel.xlsx.workbook import Workbook

from .rich import loaded, members, part_of, plain_book, rewritten, rich_book, saved, values_of

pytestmark = pytest.mark.filterwarnings("ignore:Conditional Formatting extension")
SHEET = "花名册"
BELOW = b'<row r="5"><c r="A5"><v>1</v></c></row><row r="9">'


def written(data, values, sheet=SHEET, **more):
    book = Workbook(data)
    refused = write(book, book.sheets[sheet], values, **more)
    package = book.commit()
    new = package.to_bytes()
    prove(package, new, {s.part: s.new for s in book.sheets.values()}, book.styles_part)
    return new, refused


@pytest.mark.parametrize(
    ("value", "read", "number_format"),
    [
        ("文字 <&> \" '", "文字 <&> \" '", "General"),
        (" 两头空 \n第二行", " 两头空 \n第二行", "General"),
        ("15042119850301001X", "15042119850301001X", "@"),
        ("6217000000000000001", "6217000000000000001", "@"),
        ("=1+1", "=1+1", "@"),
        ("@SUM(A1)", "@SUM(A1)", "@"),
        ("-", "-", "@"),
        ("\t=1+1", "\t=1+1", "@"),
        ("2025-001", "2025-001", "@"),
        ("乌兰旗2025-001", "乌兰旗2025-001", "General"),
        (True, True, "General"),
        (7, 7, "General"),
        (0.1, 0.1, "General"),
        (Decimal("2140.50"), 2140.5, "General"),
        (date(2025, 6, 30), datetime(2025, 6, 30), "mm-dd-yy"),
        (datetime(2025, 6, 30, 12), datetime(2025, 6, 30, 12), "m/d/yy h:mm"),
        (date(1900, 1, 1), datetime(1900, 1, 1), "mm-dd-yy"),
        (date(1900, 3, 1), datetime(1900, 3, 1), "mm-dd-yy"),
        (time(6, 30), time(6, 30), "h:mm:ss"),
        (timedelta(hours=30), timedelta(hours=30), "[h]:mm:ss"),
        (None, None, "General"),
        ("", None, "General"),
    ],
)
def test_a_value_is_read_back_as_what_it_is(value, read, number_format):
    new, refused = written(plain_book(), {(1, 2): value, (9, 9): value})
    sheet = loaded(new)[SHEET]
    assert refused == {}
    for cell in (sheet["B1"], sheet["I9"]):
        if read is not None:
            assert (cell.value, cell.number_format) == (read, number_format)
            assert cell.data_type != "f"
        assert cell.value == read


def test_illegal_characters_and_lookalikes_survive():
    text = "a\x01b_x000D_\ud800"
    new, _ = written(plain_book(), {(1, 1): text, (1, 2): "甲\r\n乙\r丙"})
    assert values_of(new)[SHEET][0] == [
        "a\x01b_x000D_\ufffd",
        "甲\n乙\n丙",
    ] or b"_x0001_b_x005F_x000D__xD800_" in part_of(new)


def test_the_style_stays_and_only_the_number_format_is_changed_where_it_must():
    book = Made()
    sheet = book.active
    sheet.title = SHEET
    sheet["A1"] = "x"
    sheet["A1"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["A1"].alignment = Alignment(horizontal="right")
    sheet["B1"] = 1
    sheet["B1"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["C1"] = 1
    sheet["C1"].number_format = "0.00"
    new, _ = written(saved(book), {(1, 1): "150421198503010019", (1, 2): date(2025, 5, 1), (1, 3): date(2025, 5, 1)})
    sheet = loaded(new)[SHEET]
    assert (sheet["A1"].fill.fgColor.rgb, sheet["A1"].alignment.horizontal) == ("00FFFF00", "right")
    assert [sheet[at].number_format for at in ("A1", "B1", "C1")] == ["@", 'yyyy"年"m"月"d"日"', "mm-dd-yy"]
    more, _ = written(new, {(1, 1): "150421198503010027"})
    assert members(more)["xl/styles.xml"] == members(new)["xl/styles.xml"]


def test_a_new_cell_takes_the_style_of_its_row_or_its_column():
    book = Made()
    sheet = book.active
    sheet.title = SHEET
    sheet["A1"] = "x"
    sheet.column_dimensions["D"].number_format = "0.000"
    sheet.row_dimensions[3].number_format = "0.0"
    sheet["A3"] = "y"
    new, _ = written(saved(book), {(1, 4): 1, (3, 4): 1, (3, 5): 1, (1, 5): 1})
    sheet = loaded(new)[SHEET]
    assert [sheet[at].number_format for at in ("D1", "D3", "E3", "E1")] == ["0.000", "0.0", "0.0", "General"]


def register_sheet():
    """A table with borders under its header, then room."""
    book = Made()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(["编号", "日期", "备注", "金额"])
    sheet.append(["001", date(2025, 1, 1), None, 5])
    for column in range(1, 5):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.cell(2, column).border = Border(left=Side("thin"))
    sheet["B2"].number_format = "yyyy年m月"
    sheet["A2"].number_format = "@"
    sheet.row_dimensions[2].height = 33
    sheet.row_dimensions[2].hidden = True
    return saved(book)


def test_new_rows_look_like_the_row_named():
    values = {(3, 1): "002", (3, 2): date(2025, 2, 1), (3, 4): 6, (4, 1): "003"}
    new, refused = written(register_sheet(), values, like=2)
    sheet = loaded(new)[SHEET]
    assert refused == {}
    assert all(sheet.cell(row, column).border.left.style == "thin" for row in (3, 4) for column in range(1, 5))
    assert [sheet.cell(3, column).number_format for column in range(1, 5)] == ["@", "yyyy年m月", "General", "General"]
    assert [sheet.row_dimensions[row].height for row in (3, 4)] == [33, 33]
    assert not sheet.row_dimensions[3].hidden
    assert sheet["C3"].value is None


def test_rows_written_one_after_another_look_alike_and_cells_that_are_there_keep_their_look():
    book = Workbook(register_sheet())
    for row in (3, 4):
        assert write(book, book.sheets[SHEET], {(row, 1): "x", (2, 3): "y"}, like=row - 1) == {}
    sheet = loaded(book.commit().to_bytes())[SHEET]
    assert sheet["D4"].border.left.style == "thin"
    assert sheet["C2"].border.left.style == "thin"
    assert not sheet["A4"].font.b


def test_without_a_row_named_new_rows_are_plain():
    new, _ = written(register_sheet(), {(3, 1): "x"})
    assert loaded(new)[SHEET]["A3"].border.left.style is None


def test_nothing_but_the_cells_their_row_and_the_dimension_changes():
    old = rich_book()
    new, refused = written(old, {(3, 4): 5})
    assert refused == {}
    before, after = members(old), members(new)
    assert {n for n in after if before.get(n) != after[n]} == {"xl/worksheets/sheet1.xml"}
    put = re.compile(rb'<c r="D3"[^>]*><v>[^<]*</v></c>')
    assert put.sub(b"", part_of(new)) == put.sub(b"", part_of(old))


def test_new_rows_and_cells_stand_in_order_and_the_dimension_grows():
    new, _ = written(plain_book(), {(9, 3): 9, (5, 27): 5, (2, 1): 2, (1, 4): 4, (5, 1): 1})
    assert values_of(new)[SHEET] == [
        [1, "甲", "", 4] + [""] * 23,
        [2, "乙"] + [""] * 25,
        *[[""] * 27] * 2,
        [1] + [""] * 25 + [5],
        *[[""] * 27] * 3,
        ["", "", 9] + [""] * 24,
    ]
    assert b'<dimension ref="A1:AA9"/>' in part_of(new)


def test_spans_are_widened_only_when_a_cell_is_outside():
    def spanned(xml):
        return xml.replace(b'<row r="1">', b'<row r="1" spans="1:2" ht="20">').replace(
            b'<row r="2">', b'<row r="2" spans="1:9">'
        )

    old = rewritten(plain_book(), **{"xl/worksheets/sheet1.xml": spanned})
    rows = re.findall(rb"<row [^>]*>", part_of(written(old, {(1, 5): 1, (2, 5): 1})[0]))
    assert rows == [b'<row r="1" spans="1:5" ht="20">', b'<row r="2" spans="1:9">']


def test_an_empty_sheet_is_opened():
    empty = rewritten(
        plain_book(()),
        **{"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"<sheetData></sheetData>", b"<sheetData />")},
    )
    assert b"<sheetData />" in part_of(empty)
    assert values_of(written(empty, {(1, 1): "x"})[0])[SHEET] == [["x"]]


@pytest.mark.parametrize(
    ("sheet", "at", "why"),
    [
        (SHEET, (2, 5), "公式"),
        (SHEET, (17, 2), "合并"),
        ("嘎查村", (1, 1), "标题行"),
        ("受保护", (1, 1), "锁定"),
        ("受保护", (9, 9), "锁定"),
        (SHEET, (1, 16_385), "范围"),
        (SHEET, (1_048_577, 1), "范围"),
    ],
)
def test_a_cell_that_may_not_be_written_is_told_and_stays(sheet, at, why):
    old = rich_book()
    new, refused = written(old, {at: "x"}, sheet)
    assert list(refused) == [at]
    assert why in refused[at]
    assert members(new) == members(old)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (float("nan"), "有效"), (float("-inf"), "有效"), (Decimal("NaN"), "有效"), ("长" * 32_768, "32767"),
        (date(1899, 12, 31), "1900"), (10**15, "15位"),
    ],
)  # fmt: skip
def test_a_value_no_cell_can_hold_is_refused(value, why):
    refused = written(plain_book(), {(1, 1): value})[1]
    assert why in refused[1, 1]


def test_an_unlocked_cell_of_a_protected_sheet_is_written():
    new, refused = written(rich_book(), {(1, 2): "新"}, "受保护")
    assert (refused, values_of(new)["受保护"][0][1]) == ({}, "新")


def test_shared_and_array_formulas_and_all_cells_they_fill_are_refused():
    book = Made()
    sheet = book.active
    sheet.title = SHEET
    sheet["A1"] = ArrayFormula("A1:A3", "=B1:B3*2")
    sheet["A2"], sheet["A3"] = 1, 2
    shared = b'<c r="C1"><f t="shared" ref="C1:C2" si="0">B1</f><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="C2"><f t="shared" si="0"/><v>1</v></c>'
    old = rewritten(
        saved(book),
        **{
            "xl/worksheets/sheet1.xml": lambda xml: re.sub(
                rb'</row><row r="2"><c r="A2"[^>]*><v>1</v></c>', shared, xml
            )
        },
    )
    refused = written(old, dict.fromkeys([(1, 1), (2, 1), (3, 1), (4, 1), (1, 3), (2, 3)], 5))[1]
    assert set(refused) == {(1, 1), (2, 1), (3, 1), (1, 3), (2, 3)}


def test_a_table_takes_in_rows_written_directly_below_it():
    values = {(4, 1): "巴彦镇", (4, 2): "胜利嘎查", (5, 2): "光明嘎查", (7, 1): "离得远"}
    new, refused = written(rich_book(), values, "嘎查村")
    table = loaded(new)["嘎查村"].tables["村表"]
    assert (refused, table.ref, table.autoFilter.ref) == ({}, "A1:C5", "A1:C5")
    more, _ = written(new, {(6, 3): 1}, "嘎查村")
    assert loaded(more)["嘎查村"].tables["村表"].ref == "A1:C6"


def test_a_table_does_not_grow_over_what_stood_in_a_row_written_before():
    old = rewritten(rich_book(), **{"xl/worksheets/sheet2.xml": lambda xml: xml.replace(b'<row r="9">', BELOW)})
    book = Workbook(old)
    for values in ({(5, 2): "x"}, {(4, 1): "y"}):
        write(book, book.sheets["嘎查村"], values)
    assert loaded(book.commit().to_bytes())["嘎查村"].tables["村表"].ref == "A1:C4"


def test_a_table_does_not_take_in_a_row_that_held_something_or_its_total():
    book = Workbook(rich_book())
    write(book, book.sheets["嘎查村"], {(4, 3): 99})
    held = book.commit().to_bytes()
    apart = rewritten(held, **{"xl/tables/table1.xml": lambda xml: xml.replace(b"A1:C4", b"A1:C3")})
    assert loaded(written(apart, {(4, 1): "x"}, "嘎查村")[0])["嘎查村"].tables["村表"].ref == "A1:C3"
    total = rewritten(
        rich_book(), **{"xl/tables/table1.xml": lambda xml: xml.replace(b" ref=", b' totalsRowCount="1" ref=', 1)}
    )
    new, refused = written(total, {(3, 1): "x", (4, 1): "y"}, "嘎查村")
    assert refused == {(3, 1): "单元格是表格的汇总行，未改动"}
    assert loaded(new)["嘎查村"].tables["村表"].ref == "A1:C3"


def test_dates_are_counted_from_1904_where_the_book_does():
    book = Made()
    book.epoch = datetime(1904, 1, 1)
    book.active.title = SHEET
    new, _ = written(saved(book), {(1, 1): date(2025, 6, 30)})
    assert loaded(new)[SHEET]["A1"].value == datetime(2025, 6, 30)


def test_formulas_are_computed_anew_when_excel_opens_the_book():
    book = Workbook(rich_book())
    book.main.recalculate()
    book.main.recalculate()
    once = book.commit().to_bytes()
    assert loaded(once).calculation.fullCalcOnLoad
    bare = rewritten(once, **{"xl/workbook.xml": lambda xml: re.sub(rb"<calcPr[^>]*/>", b"", xml)})
    book = Workbook(bare)
    book.main.recalculate()
    assert loaded(book.commit().to_bytes()).calculation.fullCalcOnLoad


def test_a_sheet_without_addresses_is_written_in_place():
    def bare(xml):
        return re.sub(rb'<row r="\d+"', b"<row", re.sub(rb'<c r="[A-Z]+\d+"', b"<c", xml))

    old = rewritten(plain_book(), **{"xl/worksheets/sheet1.xml": bare})
    new, _ = written(old, {(2, 2): "丁", (3, 1): "戊"})
    assert values_of(new)[SHEET] == [[1, "甲"], [2, "丁"], ["戊", ""]]


def test_a_sheet_in_another_encoding_is_refused():
    old = rewritten(
        plain_book(), **{"xl/worksheets/sheet1.xml": lambda xml: b'<?xml version="1.0" encoding="gbk"?>' + xml}
    )
    with pytest.raises(Stopped, match="编码"):
        written(old, {(1, 1): 1})


def test_a_merge_that_means_nothing_stops_the_writing():
    old = rewritten(rich_book(), **{"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b'ref="A16:C17"', b'ref="?"')})
    with pytest.raises(Stopped, match="损坏"):
        written(old, {(1, 1): 1})


value = st.one_of(
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.text(st.characters(min_codepoint=32, max_codepoint=0xD7FF), min_size=1, max_size=12),
    st.dates(date(1901, 1, 1), date(2999, 12, 31)),
)
at = st.tuples(st.integers(1, 30), st.integers(1, 12))
RICH = rich_book()


def plain(found):
    if isinstance(found, Decimal):
        return float(found)
    if isinstance(found, date):
        return datetime(found.year, found.month, found.day)
    return found


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(at, value, max_size=25))
def test_any_values_are_there_and_all_others_are_as_before(values):
    new, refused = written(RICH, values)
    accepted = {k: v for k, v in values.items() if k not in refused}
    before, after = loaded(RICH)[SHEET], loaded(new)[SHEET]
    for row in after.iter_rows():
        for cell in row:
            here = (cell.row, cell.column)
            if here not in accepted:
                assert cell.value == before.cell(*here).value
            elif not isinstance(accepted[here], str) or "_x" not in accepted[here]:
                assert cell.value == plain(accepted[here])
    assert set(refused) == {
        k for k in values if (2 <= k[0] <= 13 and k[1] == 5) or (k[0] in (16, 17) and k[1] <= 3 and k != (16, 1))
    }

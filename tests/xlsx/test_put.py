"""Sheets of ours: made at the end, rewritten in place, never taken for the user's."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from xgy_excel.books.port import Link, OurSheet
from xgy_excel.core import Severity
from xgy_excel.xlsx.main import quoted
from xgy_excel.xlsx.marks import Shown, show
from xgy_excel.xlsx.ours import COLOURS
from xgy_excel.xlsx.proof import prove
from xgy_excel.xlsx.put import free_sheet_name, put, remove
from xgy_excel.xlsx.workbook import Workbook

from .rich import loaded, members, part_of, plain_book, relationship, rewritten, rich_book, values_of

pytestmark = pytest.mark.filterwarnings("ignore:Conditional Formatting extension")
NAME = "核对结果"


def result(*rows, **more):
    headers = ("级别", "单元格", "问题", "金额", "日期")
    return OurSheet(NAME, headers, rows, (8, 10, 60, 10, 12), severity_column=0, **more)


FIRST = result(
    ("错误", Link("D2", "花名册", "D2"), "=超过<上限>", Decimal("12.50"), date(2025, 6, 30)),
    ("提示", Link("B'7", "名'册", "B7"), "15042119850301001X", None, True),
)


def with_sheet(data, *sheets):
    book = Workbook(data)
    names = [put(book, sheet) for sheet in sheets]
    package = book.commit()
    new = package.to_bytes()
    prove(package, new)
    return new, names[-1]


def test_our_sheet_comes_last_and_reads_back():
    new, name = with_sheet(rich_book(), FIRST)
    book = loaded(new)
    assert name == NAME
    assert book.sheetnames == ["花名册", "嘎查村", "受保护", NAME]
    assert values_of(new)[NAME] == [
        ["级别", "单元格", "问题", "金额", "日期"],
        ["错误", "D2", "=超过<上限>", 12.5, date(2025, 6, 30)],
        ["提示", "B'7", "15042119850301001X", "", True],
    ]


def test_our_sheet_is_laid_out_for_reading():
    sheet = loaded(with_sheet(rich_book(), FIRST)[0])[NAME]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E3")
    assert [sheet.column_dimensions[c].width for c in "ABC"] == [8, 10, 60]
    assert sheet["A1"].font.b
    assert sheet["C2"].alignment.wrap_text
    assert [sheet[at].fill.fgColor.rgb[2:] for at in ("A2", "A3")] == [
        COLOURS[Severity.ERROR][0],
        COLOURS[Severity.HINT][0],
    ]
    assert [sheet[at].hyperlink.location for at in ("B2", "B3")] == ["'花名册'!D2", "'名''册'!B7"]
    assert [sheet[at].number_format for at in ("C2", "C3", "D2", "E2")] == ["@", "@", "General", "mm-dd-yy"]
    assert not sheet.sheet_view.tabSelected


def test_our_sheet_is_laid_out_for_printing():
    sheet = loaded(with_sheet(rich_book(), result(("错误", "x", "长" * 90), head=("标题",)))[0])[NAME]
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$2:$2"
    assert "&P" in sheet.oddFooter.center.text
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:E1"]
    assert all(cell.alignment.vertical == "center" for row in sheet.iter_rows() for cell in row if cell.value)


def test_a_row_is_as_high_as_its_text_needs_and_may_still_change():
    new, _ = with_sheet(plain_book(), result(("错误", "x", "长" * 90), ("提示", "y", "短")))
    rows = re.findall(rb"<row [^>]*>", part_of(new, 2))
    assert [b" ht=" in row for row in rows] == [True, True, False]
    assert float(re.search(rb'ht="([\d.]+)"', rows[1])[1]) > 3 * 13
    assert b"customHeight" not in b"".join(rows)


def test_the_column_the_clerk_writes_in_looks_different():
    sheet = loaded(with_sheet(plain_book(), replace(FIRST, reply_column=2))[0])[NAME]
    fills = {at: sheet[at].fill.fgColor.rgb for at in ("B1", "C1", "D2", "C2")}
    assert fills["C1"] != fills["B1"]
    assert fills["C2"] != fills["D2"]


def test_lines_above_the_header_push_it_down():
    sheet = loaded(with_sheet(plain_book(), result(("错误",), head=("花名册核对结果", "共1个问题")))[0])[NAME]
    assert [row[0].value for row in sheet.iter_rows()] == ["花名册核对结果", "共1个问题", "级别", "错误"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A4", "A3:E4")


def test_positions_and_names_of_the_users_sheets_stay():
    old = rich_book()
    before, after = loaded(old), loaded(with_sheet(old, FIRST)[0])
    assert after.active.title == before.active.title
    assert {n: d.attr_text for n, d in after["花名册"].defined_names.items()} == {"_本表": "花名册!$A$1"}
    assert after.defined_names["全部报酬"].attr_text == "花名册!$D$2:$D$13"


def test_a_second_run_rewrites_the_sheet_in_place():
    once, _ = with_sheet(rich_book(), FIRST)
    assert members(with_sheet(once, FIRST)[0]) == members(once)
    twice, name = with_sheet(once, result(("待核", "x", "y")))
    assert name == NAME
    assert list(members(twice)) == list(members(once))
    assert values_of(twice)[NAME][1:] == [["待核", "x", "y", "", ""]]
    assert loaded(twice)[NAME].auto_filter.ref == "A1:E2"
    names = members(twice)["xl/workbook.xml"]
    assert names.count(b"_xlnm._FilterDatabase") == 1
    assert b"$A$1:$E$2" in names


def test_a_sheet_of_the_user_with_our_name_is_never_touched():
    old = plain_book(sheet=NAME)
    new, name = with_sheet(old, FIRST)
    assert name == f"{NAME}(2)"
    assert values_of(new)[NAME] == values_of(old)[NAME]
    again, name = with_sheet(new, FIRST)
    assert (name, members(again)) == (f"{NAME}(2)", members(new))


def test_our_sheet_is_known_after_the_clerk_renamed_it_and_made_anew_after_its_removal():
    once, _ = with_sheet(plain_book(), FIRST)

    def renamed(xml):
        return xml.replace(f'name="{NAME}"'.encode(), 'name="旧&amp;结果"'.encode()).replace(
            f">'{NAME}'!".encode(), ">'旧&amp;结果'!".encode()
        )

    assert with_sheet(rewritten(once, **{"xl/workbook.xml": renamed}), FIRST)[1] == "旧&结果"
    gone = rewritten(once, **{"xl/workbook.xml": lambda xml: xml.replace(f">'{NAME}'!$A$1<".encode(), b">#REF!$A$1<")})
    assert with_sheet(gone, FIRST)[1] == f"{NAME}(2)"


def test_notes_and_page_setup_of_the_clerk_on_our_sheet_stay():
    once, _ = with_sheet(plain_book(), FIRST)
    book = Workbook(once)
    show(book, {NAME: {(2, 3): Shown(Severity.HINT, "x")}})
    noted = book.commit().to_bytes()
    number = len(values_of(noted))
    name = f"xl/worksheets/sheet{number}.xml"
    setup = b'<pageSetup orientation="landscape"/><legacyDrawing'
    noted = rewritten(noted, **{name: lambda xml: xml.replace(b"<legacyDrawing", setup)})
    new, _ = with_sheet(noted, result(("提示", "a", "b")))
    sheet = loaded(new)[NAME]
    assert sheet["C2"].comment is not None
    assert sheet.page_setup.orientation == "landscape"
    assert members(with_sheet(new, result(("提示", "a", "b")))[0]) == members(new)


def test_a_table_the_clerk_made_of_our_sheet_goes_with_its_rows():
    once, _ = with_sheet(plain_book(), FIRST)
    table = (
        b'<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="t" displayName="t" '
        b'ref="A1:B3"><tableColumns count="2"><tableColumn id="1" name="a"/><tableColumn id="2" name="b"/></tableColumns></table>'
    )
    rels = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    made = rewritten(
        once,
        **{
            "xl/tables/table1.xml": table,
            "xl/worksheets/_rels/sheet2.xml.rels": rels + relationship(1, "table", "../tables/table1.xml"),
            "xl/worksheets/sheet2.xml": lambda xml: xml.replace(
                b"</worksheet>", b'<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
            ),
        },
    )
    assert "t" in loaded(made)[NAME].tables
    new, _ = with_sheet(made, FIRST)
    assert "xl/tables/table1.xml" not in members(new)
    assert part_of(new, 2) == part_of(once, 2)


def removed(data, name=NAME):
    book = Workbook(data)
    why = remove(book, name)
    package = book.commit()
    new = package.to_bytes()
    prove(package, new)
    return new, why


def without_styles(data):
    """The parts but for the formats; an empty list of names, as openpyxl writes it, is none."""
    parts = {name: part for name, part in members(data).items() if name != "xl/styles.xml"}
    return parts | {"xl/workbook.xml": parts["xl/workbook.xml"].replace(b"<definedNames/>", b"")}


@pytest.mark.parametrize("old", [plain_book(), rich_book()])
def test_a_sheet_taken_away_leaves_no_trace_but_its_formats(old):
    once, _ = with_sheet(old, FIRST)
    new, why = removed(once)
    assert (why, without_styles(new)) == ("", without_styles(old))
    assert members(with_sheet(new, FIRST)[0])["xl/styles.xml"] == members(new)["xl/styles.xml"]


def test_sheets_behind_it_keep_their_names_and_areas():
    once, _ = with_sheet(rich_book(), FIRST, replace(FIRST, name="生成台账"))
    local = b'<definedName name="_xlnm.Print_Area" localSheetId="4">x!$A$1</definedName></definedNames>'
    once = rewritten(
        once,
        **{
            "xl/workbook.xml": lambda xml: re.sub(rb'(activeTab|firstSheet)="\d"', rb'\1="4"', xml).replace(
                b"</definedNames>", local
            )
        },
    )
    new, why = removed(once)
    xml = members(new)["xl/workbook.xml"]
    assert why == ""
    assert list(values_of(new)) == ["花名册", "嘎查村", "受保护", "生成台账"]
    assert re.findall(rb'(?:activeTab|firstSheet)="(\d)"', xml) == [b"3", b"3"]
    assert b'name="_xlnm.Print_Area" localSheetId="3"' in xml
    assert loaded(new)["生成台账"].auto_filter.ref == "A1:E3"
    assert loaded(new)["花名册"].defined_names["_本表"].attr_text == "花名册!$A$1"
    assert removed(new, "生成台账")[1] == ""


def test_the_sheet_that_was_open_gives_way_to_the_nearest_that_shows():
    once, _ = with_sheet(rich_book(), FIRST)
    name = "受保护".encode()
    hidden = rewritten(
        once,
        **{
            "xl/workbook.xml": lambda xml: re.sub(
                rb'activeTab="\d"',
                b'activeTab="3"',
                re.sub(b'<sheet ([^>]*name="' + name + b'"[^>]*)state="visible"', rb'<sheet \1state="hidden"', xml),
            )
        },
    )
    assert b'activeTab="1"' in members(removed(hidden)[0])["xl/workbook.xml"]


@pytest.mark.parametrize(
    "reference",
    [
        "核对结果!$C$2", "'核对结果'!C2", "SUM('花名册:核对结果'!A1)", "&#26680;&#x5BF9;&#32467;&#26524;!A1",
    ],
)  # fmt: skip
def test_a_sheet_that_a_formula_refers_to_stays(reference):
    once, _ = with_sheet(plain_book(), FIRST)
    formula = f'<row r="9"><c r="A9"><f>{reference}</f></c></row></sheetData>'.encode()
    used = rewritten(once, **{"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"</sheetData>", formula)})
    new, why = removed(used)
    assert "引用了“核对结果”，已保留" in why
    assert members(new) == members(used)


@pytest.mark.parametrize("other", ["旧核对结果!$C$2", "'[1]核对结果'!C2", '"核对结果"'])
def test_what_only_sounds_like_it_holds_nothing_up(other):
    once, _ = with_sheet(plain_book(), FIRST)
    formula = f'<row r="9"><c r="A9"><f>{other}</f></c></row></sheetData>'.encode()
    used = rewritten(once, **{"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"</sheetData>", formula)})
    assert removed(used)[1] == ""


def test_a_sheet_that_a_name_refers_to_or_that_the_clerk_drew_on_stays():
    once, _ = with_sheet(plain_book(), FIRST)
    book = Workbook(once)
    book.main.set_name("我的区域", "'核对结果'!$A$1:$B$2")
    assert "引用了" in removed(book.commit().to_bytes())[1]
    book = Workbook(once)
    show(book, {NAME: {(2, 3): Shown(Severity.HINT, "x")}})
    assert "您自己的批注或图形" in removed(book.commit().to_bytes())[1]


def test_the_last_sheet_that_shows_is_never_taken_away():
    once, _ = with_sheet(plain_book(), FIRST)
    hidden = rewritten(once, **{"xl/workbook.xml": lambda xml: xml.replace(b'state="visible"', b'state="hidden"', 1)})
    assert "没有别的可见工作表" in removed(hidden)[1]


def test_a_name_whose_sheet_the_clerk_deleted_goes_too():
    book = Workbook(plain_book())
    book.main.set_name(f"_XGY_{NAME}", "#REF!$A$1")
    lost = book.commit().to_bytes()
    assert b"_XGY_" in members(lost)["xl/workbook.xml"]
    assert without_styles(removed(lost)[0]) == without_styles(plain_book())


def test_settings_of_the_printer_go_with_the_sheet_unless_another_uses_them():
    once, _ = with_sheet(plain_book(), FIRST)
    rels = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    of = rels + relationship(1, "printerSettings", "../printerSettings/printerSettings1.bin")
    parts = {"xl/printerSettings/printerSettings1.bin": b"x", "xl/worksheets/_rels/sheet2.xml.rels": of}
    alone = rewritten(once, **parts)
    assert without_styles(removed(alone)[0]) == without_styles(plain_book())
    both = rewritten(once, **parts, **{"xl/worksheets/_rels/sheet1.xml.rels": of})
    assert "xl/printerSettings/printerSettings1.bin" in members(removed(both)[0])


def test_what_no_cell_can_hold_is_shown_as_text():
    new, _ = with_sheet(plain_book(), result((float("nan"), "x", date(1850, 1, 1), 10**20)))
    assert values_of(new)[NAME][1] == ["nan", "x", "1850-01-01", str(10**20), ""]


@pytest.mark.parametrize(
    ("wanted", "taken", "got"),
    [
        ("总览", [], "总览"),
        ("总览", ["总览", "总览(2)"], "总览(3)"),
        ("A", ["a"], "A(2)"),
        ("'x/y[z]:'", [], "x_y_z__"),
        ("长" * 40, ["长" * 31], "长" * 28 + "(2)"),
        ("'", [], "工作表"),
    ],
)
def test_a_name_excel_accepts(wanted, taken, got):
    assert free_sheet_name(wanted, taken) == got


def test_a_name_with_an_apostrophe_is_quoted_in_formulas():
    assert re.fullmatch(r"'(?:[^']|'')+'", quoted("名'册"))

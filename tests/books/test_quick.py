"""The quick reader says what the ordinary one says, or nothing: cell by cell, on files of every kind."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xgy_excel.books.quick import quick_grids
from xgy_excel.books.reading import read_bytes
from xgy_excel.core import Stopped, column_letters
from xgy_excel.grid import Coded, Grid

from ..xlsx.rich import rewritten, rich_book
from ..xlsx.torture import torture_book
from .bad import BAD, GOOD, SHARED, SHEET, STYLES

NAME = "书.xlsx"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CODES = (
    "yyyy&quot;年&quot;m&quot;月&quot;", "[$-804]yyyy/m/d;@", "#,##0.00;[Red]\\-#,##0.00", "0&quot;元&quot;", "[h]:mm", "aaaa",
    "_ * #,##0.00_ ;_ @_ ", "0人", "yyyy\\-mm\\-dd", "m月", "&quot;d&quot;0", "General",
)  # fmt: skip
FORMATS = (0, 14, 22, 31, 46, 49, *range(164, 164 + len(CODES)))


def workbook(rows: str, texts: str = "", tail: str = "", state: str = "") -> bytes:
    """A workbook of one sheet as Excel writes it, of the XML of its rows and of its shared texts."""
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(CODES))
    xfs = "".join(f'<xf numFmtId="{n}" xfId="0"/>' for n in FORMATS)
    related = {"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml", "sharedStrings": "sharedStrings.xml"}
    links = "".join(f'<Relationship Id="{n}" Type="{OFFICE}/{n}" Target="{target}"/>' for n, target in related.items())
    types = {"/xl/workbook.xml": "sheet.main", "/xl/worksheets/sheet1.xml": "worksheet", "/xl/styles.xml": "styles"}
    types["/xl/sharedStrings.xml"] = "sharedStrings"
    overrides = "".join(f'<Override PartName="{n}" ContentType="{KIND}.{k}+xml"/>' for n, k in types.items())
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="花名册" sheetId="1" {state}'
        'r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts><font/></fonts><fills><fill/></fills>'
        f"<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{xfs}</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{tail}</worksheet>',
    }
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, xml in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}')
    return data.getvalue()


def told(grid: Grid) -> tuple:
    """What matters of a grid: rows without empty cells at their ends."""
    rows = [list(row) for row in grid.rows]
    for row in rows:
        while row and row[-1] in ("", None):
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    typed = [[(type(value).__name__, value) for value in row] for row in rows]
    return grid.sheet, typed, dict(grid.odd), grid.hidden, grid.merges, grid.visible


def same(data: bytes) -> bool:
    """Are both readers of one mind? False where the quick one leaves it to the other."""
    quick = quick_grids(data, NAME)
    if quick is None:
        return False
    assert [told(grid) for grid in quick] == [told(grid) for grid in read_bytes(data, NAME).grids()]
    return True


def cells(*inner: str) -> str:
    """A row of cells, each given as what follows its address."""
    return (
        f'<row r="1">{"".join(f"<c r={chr(34)}{column_letters(n)}1{chr(34)}{c}" for n, c in enumerate(inner, 1))}</row>'
    )


TEXTS = (
    "<si><t>张三</t></si>", '<si><t xml:space="preserve"> 李 四 </t></si>', "<si><t>a&amp;b&#10;c</t></si>", "<si><t></t></si>",
    '<si><t>包银</t><phoneticPr fontId="1" type="noConversion"/></si>',
    '<si><r><t>红</t></r><r><rPr><b/></rPr><t xml:space="preserve">旗 </t></r><rPh sb="0" eb="1"><t>hong</t></rPh></si>',
)  # fmt: skip
ODD_TEXTS = (
    "<si><t> 无声明 </t></si>",
    "<si><t>行_x000D_</t></si>",
    "<si><t>甲\r\n乙</t></si>",
    "<si><!-- 注 --><t>甲</t></si>",
)
USUAL = (
    ' s="0"/>', "/>", ' s="1"></c>', "><v>5</v></c>", ' s="0" t="n"><v>1000.5</v></c>', ' s="1"><v>45658</v></c>',
    ' s="3"><v>45658</v></c>', ' s="6"><v>45658</v></c>', ' s="7"><v>61</v></c>', ' s="8"><v>-3.25</v></c>',
    ' s="9"><v>12</v></c>', ' s="15"><v>45658</v></c>', ' t="b"><v>1</v></c>', ' t="b"><v>0</v></c>',
    ' t="e"><v>#N/A</v></c>', ' t="str"><f>A1</f><v>甲&amp;乙</v></c>', ' s="0"><f>1+1</f><v>2</v></c>', "><f>1+1</f></c>",
    "><f>1+1</f><v/></c>", "><f>1+1</f><v></v></c>", ' t="str"><f>""</f><v></v></c>', ' t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    ' t="inlineStr"><is><t>乌云&lt;</t></is></c>', ' t="inlineStr"><is><t xml:space="preserve"> 乌 </t></is></c>',
    "><v>150421197105209990</v></c>", "><v>1.50421197105209E+17</v></c>", '><f t="shared" si="0"/><v>7</v></c>', "><v>0</v></c>",
    ' t="s"><v>0</v></c>', ' s="2" t="s"><v>1</v></c>', ' t="s"><v>2</v></c>', ' t="s"><v>3</v></c>', ' t="s"><v>4</v></c>',
    ' t="s"><v>5</v></c>',
)  # fmt: skip
ODD_CELLS = (
    ' s="1"><v>45658.5</v></c>', ' s="1"><v>59</v></c>', ' s="4"><v>1.5</v></c>', ' s="10"><v>1.5</v></c>', ' t="d"><v>2025-01-01</v></c>',
    "><v> 7 </v></c>", ' t="inlineStr"><is><t> 乌 </t></is></c>', ' t="inlineStr"><is><r><t>乌</t></r></is></c>', ' t="str"><v>_x000D_</v></c>',
    " t='s'><v>0</v></c>", "><!-- 注 --><v>5</v></c>", ' s="11"><v>5</v></c>', ' s="1"><v>3000000</v></c>', "><v>1_0</v></c>",
)  # fmt: skip


@pytest.mark.parametrize("cell", USUAL)
def test_a_cell_as_excel_writes_it_is_read_by_the_quick_reader(cell):
    assert same(workbook(cells(' t="s"><v>0</v></c>', cell, cell), "".join(TEXTS)))


@pytest.mark.parametrize("cell", ODD_CELLS)
def test_a_cell_that_is_no_plain_value_is_left_to_the_ordinary_reader(cell):
    data = workbook(cells(' t="s"><v>0</v></c>', cell), "".join(TEXTS))
    assert same(data) or quick_grids(data, NAME) is None


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_a_text_written_in_another_way_is_left_to_the_ordinary_reader(text):
    assert quick_grids(workbook(cells(' t="s"><v>0</v></c>'), text), NAME) is None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_sheets_of_any_cells_rows_and_gaps_read_the_same(data):
    rows, number = [], 0
    for _ in range(data.draw(st.integers(0, 12))):
        number += data.draw(st.sampled_from((1, 1, 1, 1, 3)))
        columns = data.draw(st.lists(st.integers(1, 30), unique=True, max_size=8).map(sorted))
        inner = "".join(
            f'<c r="{column_letters(c)}{number}"{data.draw(st.sampled_from((*USUAL, *ODD_CELLS[:2])))}' for c in columns
        )
        more = data.draw(st.sampled_from(("", ' hidden="1"', ' spans="1:9" ht="15"', ' hidden="0"')))
        rows.append(f'<row r="{number}"{more}>{inner}</row>' if inner else f'<row r="{number}"{more}/>')
    tail = data.draw(st.sampled_from(("", '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>')))
    same(workbook("".join(rows), "".join(TEXTS), tail))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1048576"><c r="ZZ1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>',
    ],
)
def test_rows_and_cells_out_of_order_or_far_away_are_left_to_the_ordinary_reader(rows):
    assert quick_grids(workbook(rows), NAME) is None


def test_a_hidden_sheet_is_told(tmp_path):
    assert same(workbook(cells("><v>1</v></c>"), state='state="hidden" '))


def test_dates_since_1904_are_left_to_the_ordinary_reader():
    data = rewritten(
        workbook(cells(' s="1"><v>45658</v></c>')),
        **{"xl/workbook.xml": lambda xml: xml.replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')},
    )
    assert quick_grids(data, NAME) is None


def test_a_column_that_repeats_itself_is_held_as_codes_and_read_alike():
    row = (
        '<row r="{0}"><c r="A{0}" t="s"><v>{1}</v></c><c r="B{0}" t="s"><v>{2}</v></c><c r="C{0}"><v>{0}</v></c></row>'
    )
    data = workbook("".join(row.format(n, n % 3, n % 5) for n in range(1, 3000)), "".join(TEXTS))
    assert same(data)
    (grid,) = quick_grids(data, NAME)
    assert [isinstance(grid.column(n, range(10)), Coded) for n in (1, 2, 3)] == [True, True, False]
    assert list(grid.column(1, [0, 2, 5])) == [grid.rows[n][0] for n in (0, 2, 5)]
    assert grid.column(9, [0, 1]) == [None, None]


@pytest.mark.parametrize("name", sorted(BAD))
def test_what_cannot_be_read_is_never_read_quickly(name):
    data = BAD[name][0]
    try:
        read_bytes(data, name).grids()
    except Stopped:
        assert quick_grids(data, name) is None
    else:
        same(data)


@pytest.mark.parametrize("data", [GOOD, rich_book(), torture_book()], ids=["good", "rich", "torture"])
def test_whole_books_read_the_same(data):
    same(data)


def test_books_of_openpyxl_with_every_type_read_the_same():
    book = openpyxl.Workbook()
    for n in range(50):
        book.active.append([n, f"人{n}", n % 2 == 0, n / 3, None, f"=A{n + 1}*2", "  空格  ", "甲\n乙"])
    data = BytesIO()
    book.save(data)
    assert same(data.getvalue())


@settings(max_examples=80, deadline=None)
@given(st.sampled_from((SHEET, SHARED, STYLES, "xl/workbook.xml")), st.data())
def test_a_book_with_some_bytes_changed_reads_the_same_or_is_left_alone(part, data):
    def spoil(xml: bytes) -> bytes:
        at = data.draw(st.integers(0, len(xml) - 1))
        new = data.draw(st.sampled_from((b"<", b">", b"&", b'"', b" ", b"/", b"0", b"\xff", b"", b"x", b"<v>1</v>")))
        return xml[:at] + new + xml[at + data.draw(st.integers(0, 3)) :]

    changed = rewritten(GOOD, **{part: spoil})
    try:
        read_bytes(changed, NAME).grids()
    except Stopped:
        return  # the ordinary reader sees the damage; what is read from such a file is not compared
    same(changed)

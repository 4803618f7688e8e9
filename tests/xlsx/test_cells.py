"""The cell scanner on every way of writing a sheet that real files have shown."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from xgy_excel.core import Stopped
from xgy_excel.grid import Odd
from xgy_excel.xlsx.cells import cells, lines, oddities, pieces

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(rows: str, tail: str = "", prefix: str = "") -> bytes:
    name = f"{prefix}:" if prefix else ""
    space = MAIN if not prefix else MAIN.replace("xmlns=", f"xmlns:{prefix}=")
    return (f"<{name}worksheet {space}><{name}sheetData>{rows}</{name}sheetData>{tail}</{name}worksheet>").encode()


def scan(xml: bytes, chunk: int = 1 << 20) -> list[tuple[int, int, str, str, str | None]]:
    found, last = [], 0
    for piece in pieces(xml[i : i + chunk] for i in range(0, len(xml), chunk)):
        if piece.kind == "rows":
            for line in lines(piece, last):
                last = line.number
                found += [(c.row, c.column, c.type, c.formula, c.value) for c in cells(piece, line)]
    return found


def test_a_cell_tells_type_formula_and_raw_value():
    rows = (
        '<row r="2"><c r="A2" s="3"><v>1.50</v></c><c r="C2" t="s"><v>7</v></c><c r="D2" s="1"/></row>'
        '<row r="4"><c r="B4"><f>A2*2</f><v>3</v></c><c r="AA4" t="str"><f t="shared" si="0"/><v>x &amp; y</v></c></row>'
    )
    assert scan(sheet(rows)) == [
        (2, 1, "n", "", "1.50"),
        (2, 3, "s", "", "7"),
        (2, 4, "n", "", None),
        (4, 2, "n", "plain", "3"),
        (4, 27, "str", "shared", "x & y"),
    ]


def test_a_missing_address_follows_the_cell_and_row_before():
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c r='B5'><v>3</v></c><c><v>4</v></c></row><row/>"
    assert [(r, c, v) for r, c, _, _, v in scan(sheet(rows))] == [(1, 1, "1"), (1, 2, "2"), (5, 2, "3"), (5, 3, "4")]


@pytest.mark.parametrize(
    "rows",
    [
        "<!-- <row r=\"1\"><c r=\"A1\"/></row> --><row r='3'>\n <c  t = 'n'\n r='B3' ><v><![CDATA[8]]></v></c>\n</row>",
        '<row spans="1:2" r="3"><!-- </row> --><c s="0" r="B3" cm="1"><v>8</v></c></row>',
        '<row r="3" ht="15"><c r="B3"><v>8</v><extLst><ext uri="x"/></extLst></c ></row>',
    ],
)
def test_unusual_writing_is_read_the_same(rows):
    assert [(r, c, v) for r, c, _, _, v in scan(sheet(rows))] == [(3, 2, "8")]


def test_a_prefixed_sheet_is_read_the_same():
    rows = '<x:row r="1" hidden="1"><x:c r="A1" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row>'
    odd, hidden, merges = oddities(sheet(rows, '<x:mergeCells><x:mergeCell ref="B2:C4"/></x:mergeCells>', "x"))
    assert (odd, hidden, merges) == ({(1, 1): Odd("error", "#DIV/0!")}, {1}, ((2, 2, 4, 3),))


def test_a_sheet_in_utf_16_and_merges_of_whole_columns_are_read():
    xml = sheet('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>', '<mergeCells><mergeCell ref="A:B"/></mergeCells>')
    assert oddities(xml.decode().encode("utf-16"))[0] == {(1, 1): Odd("error", "#N/A")}
    assert oddities(xml)[2] == ((1, 1, 1_048_576, 2),)


def test_what_a_plain_reader_hides_is_told():
    rows = (
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="s"><v>1504211971052099</v></c>'
        '<c r="C1"><v>150421197105209990</v></c><c r="D1"><v>1.5042119710520999E+17</v></c>'
        '<c r="E1"><v>1985.0999999999999</v></c><c r="F1" t="str"><f>A2</f><v>150421197105209990</v></c></row>'
        '<row r="2" hidden="true"><c r="A2"><f>B2</f><v></v></c><c r="B2"><f>C2</f></c><c r="C2"><f>1</f><v>1</v></c>'
        '<c r="D2" t="str"><f>""</f><v></v></c><c r="E2" t="inlineStr"><is><t>&lt;f></t></is></c></row>'
        '<row r="3" hidden="0"/>'
    )
    odd, hidden, merges = oddities(sheet(rows))
    assert odd == {
        (1, 1): Odd("error", "#N/A"),
        (1, 3): Odd("digits", "150421197105209990"),
        (1, 4): Odd("digits", "1.5042119710520999E+17"),
        (1, 6): Odd("formula"),
        (2, 1): Odd("nocache"),
        (2, 2): Odd("nocache"),
        (2, 3): Odd("formula"),
        (2, 4): Odd("formula"),
    }
    assert (hidden, merges) == ({2}, ())


@pytest.mark.parametrize("rows", ['<row r="2"/><row r="1"/>', '<row r="1"><c r="B1"/><c r="A1"/></row>', "<y:row/>"])
def test_a_disordered_sheet_is_refused(rows):
    with pytest.raises(Stopped, match="不正常"):
        scan(sheet(rows))


@pytest.mark.parametrize("xml", [b"", b"<worksheet/>", b"<worksheet><sheetData><row r='1'>", b"<worksheet><sheetData>"])
def test_a_sheet_that_ends_too_early_is_refused(xml):
    with pytest.raises(Stopped, match="不完整"):
        scan(xml)


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_an_end_tag_within_cdata_or_a_comment_ends_nothing(chunk):
    rows = '<row r="1"><c r="A1" t="str"><v><![CDATA[</row></sheetData>]]></v></c></row><!-- </sheetData> <row> -->'
    xml = sheet(rows, "<mergeCells/>").replace(b"<sheetData>", b"<!-- <sheetData> --><sheetData>", 1)
    assert scan(xml, chunk) == [(1, 1, "str", "", "</row></sheetData>")]


def test_a_sheet_without_rows_has_a_head_and_a_tail():
    kinds = [[p.kind for p in pieces([xml])] for xml in (b"<w><sheetData/></w>", sheet(""))]
    assert kinds == [["head", "close", "tail"]] * 2


values = st.one_of(
    st.none(),
    st.integers(-(10**20), 10**20),
    st.booleans(),
    st.text(st.characters(min_codepoint=32, blacklist_categories=("Cs",)), max_size=8),
    st.sampled_from(["=A1", "#N/A", "<row>", "</sheetData>", "]]>", "<!--", "<f>"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(values, min_size=1, max_size=5), min_size=1, max_size=8), st.integers(1, 300))
def test_pieces_join_to_the_part_and_chunks_change_nothing(rows, chunk):
    book = Workbook()
    for row in rows:
        book.active.append([v if not isinstance(v, str) or v.isprintable() else "" for v in row])
    data = BytesIO()
    book.save(data)
    xml = zipfile.ZipFile(data).read("xl/worksheets/sheet1.xml")
    parts = list(pieces(xml[i : i + chunk] for i in range(0, len(xml), chunk)))
    assert b"".join(p.xml for p in parts) == xml
    assert scan(xml, chunk) == scan(xml)
    formulas = {(c.row, c.column) for c in (c for r in book.active.iter_rows() for c in r) if c.data_type == "f"}
    assert {at for at, what in oddities(xml)[0].items() if what.kind == "nocache"} == formulas

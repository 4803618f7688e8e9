"""Small workbooks of every kind, whole and damaged: edited they lose nothing, damaged they end in one sentence."""

import re
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from xgy_excel.books.file import FileBook
from xgy_excel.books.port import Mark, OurSheet
from xgy_excel.core import Severity, Stopped
from xgy_excel.xlsx.marks import Shown, show
from xgy_excel.xlsx.proof import prove
from xgy_excel.xlsx.put import put
from xgy_excel.xlsx.refs import address
from xgy_excel.xlsx.values import write
from xgy_excel.xlsx.workbook import Workbook

from .rich import members, plain_book, rewritten, rich_book, values_of
from .torture import R, torture_book

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl", "ignore:Duplicate name")
SHEET, NAME = "xl/worksheets/sheet1.xml", "花名册"
RESULT = OurSheet("核对结果", ("级别", "问题"), (("错误", "=1+1"), ("提示", "@甲")), (8, 40), severity_column=0)
quiet = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# -- whole workbooks ---------------------------------------------------------------------------------------

words = st.text(st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_characters="<>&'\"\x7f"), max_size=6)
cell = st.one_of(
    st.none(),
    st.integers(-999, 10**9).map(lambda n: ("", f"<v>{n}</v>")),
    st.floats(-1e6, 1e6).map(lambda n: ("", f"<v>{n!r}</v>")),
    words.map(lambda t: ("inlineStr", f'<is><t xml:space="preserve">{t}</t></is>')),
    words.map(lambda t: ("inlineStr", f"<is><r><rPr><b/></rPr><t>{t}</t></r><r><t>尾</t></r></is>")),
    st.sampled_from([
        ("b", "<v>1</v>"), ("e", "<v>#N/A</v>"), ("str", "<f>A1&amp;\"x\"</f><v>x</v>"), ("", "<f>1+1</f><v>2</v>"),
        ("", "<f>1+1</f>"), ("", '<f t="shared" ref="A1:A2" si="0">1</f><v>1</v>'), ("", "<v/>"), ("", ""),
        ("inlineStr", "<is><t><![CDATA[<c r=\"Z9\">]]></t></is>"),
    ]),
)  # fmt: skip
rows = st.lists(st.lists(cell, max_size=6), max_size=8)
TAILS = (
    "", "<sheetProtection objects=\"1\"/>", '<autoFilter ref="A1:C3"/>', '<mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>',
    '<conditionalFormatting sqref="A1:A9"><cfRule type="cellIs" priority="1" operator="equal"><formula>1</formula></cfRule></conditionalFormatting>',
    '<dataValidations count="1"><dataValidation type="list" sqref="G1"><formula1>"a,b"</formula1></dataValidation></dataValidations>',
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><headerFooter/>',
)  # fmt: skip
WAYS = ("usual", "no addresses", "single quotes", "prefix", "spread out", "with comments")


@st.composite
def workbooks(draw):
    """A workbook with one sheet, as different programs would write it."""
    way, gaps = draw(st.sampled_from(WAYS)), draw(st.booleans())
    out, row = [], 0
    for cells in draw(rows):
        row += 2 if gaps and way != "no addresses" else 1
        inner = []
        for column, what in enumerate(cells, 1):
            if what is None and way != "no addresses":
                continue
            kind, xml = what or ("", "")
            if way == "no addresses" and "shared" in xml:  # openpyxl cannot read these without
                kind, xml = "", "<v>1</v>"
            style = draw(st.sampled_from(["", ' s="0"']))
            inner.append(
                f'<c r="{address(row, column)}"{style}{f" t={chr(34)}{kind}{chr(34)}" if kind else ""}>{xml}</c>'
            )
        out.append(f'<row r="{row}">{"".join(inner)}</row>')
    picked = draw(st.lists(st.sampled_from(range(len(TAILS))), max_size=3, unique=True))
    body = f"<sheetData>{''.join(out)}</sheetData>{''.join(TAILS[n] for n in sorted(picked))}"
    return rewritten(plain_book(()), **{SHEET: lambda _: written(body, way).encode()})


def written(body: str, way: str) -> str:
    head = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{R}">'
    if way == "no addresses":
        body = re.sub(r'<(row|c) r="[^"]*"', r"<\1", body)
    elif way == "single quotes":
        body = re.sub(r'(<(?:row|c)[^>]*) r="([^"]*)"', r"\1 r='\2'", body)
    elif way == "spread out":
        body = re.sub(r"(</(?:row|c)>)", r"\n  \1\n ", body).replace('<c r="', '<c\n   r="')
    elif way == "with comments":
        body = re.sub(r"(<row [^>]*>)", r'\1<!-- <c r="A1"><v>9</v></c> -->', body) + "<!-- </sheetData> -->"
    elif way == "prefix":
        body = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", body)
        return (
            f'<?xml version="1.0"?>\n{head.replace("<worksheet xmlns=", "<x:worksheet xmlns:x=")}{body}</x:worksheet>'
        )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{body}</worksheet>'


at = st.tuples(st.integers(1, 20), st.integers(1, 8))
value = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**9), 10**9), words, st.sampled_from(["=1+1", "+1", "-", "@a", "\t=1"])
)
marks = st.dictionaries(at, st.tuples(st.sampled_from(list(Severity)), words), max_size=6)


def seen_by_openpyxl(data: bytes) -> dict[tuple[int, int], object]:
    sheet = load_workbook(BytesIO(data))[NAME]
    return {(c.row, c.column): c.value for row in sheet.iter_rows() for c in row if c.value not in (None, "")}


def seen_by_calamine(data: bytes) -> dict[tuple[int, int], object]:
    rows = values_of(data)[NAME]
    return {(r, c): v for r, row in enumerate(rows, 1) for c, v in enumerate(row, 1) if v != ""}


def edited(old, shown, values=(), sheet=None):
    """The workbook marked, written and given a sheet of ours, proved; and the cells it refused."""
    book = Workbook(old)
    here = {at: Shown(severity, note) for at, (severity, note) in shown.items()}
    show(book, {NAME: here} if here else {})
    refused = write(book, book.sheets[NAME], dict(values))
    if sheet:
        put(book, sheet)
    package = book.commit()
    new = package.to_bytes()
    prove(package, new, {s.part: s.new for s in book.sheets.values() if s.base is None}, book.styles_part)
    return new, refused


@quiet
@given(workbooks(), marks, st.dictionaries(at, value, max_size=6))
def test_both_readers_see_the_same_before_and_after_but_where_we_wrote(old, shown, values):
    new, refused = edited(old, shown, values, RESULT)
    accepted = {at: v for at, v in values.items() if at not in refused}
    for see in (seen_by_calamine, seen_by_openpyxl):
        before, after = see(old), see(new)
        assert without(after, accepted) == without(before, accepted)
        assert {at: v for at, v in accepted.items() if v not in (None, "")} == {
            at: v for at, v in after.items() if at in accepted
        }
    formulas = re.compile(rb"<(?:x:)?f[ >].*?</(?:x:)?f>", re.S)
    assert formulas.findall(members(new)[SHEET]) == formulas.findall(members(old)[SHEET])


def without(cells, some):
    return {at: v for at, v in cells.items() if at not in some}


@quiet
@given(workbooks(), marks)
def test_what_was_marked_and_cleared_is_as_before_byte_for_byte(old, shown):
    after = members(edited(edited(old, shown)[0], {})[0])
    after["xl/styles.xml"] = after["xl/styles.xml"].replace(b'<dxfs count="0"/>', b"")  # an empty list may stay
    assert after == members(old)


# -- damaged ones ------------------------------------------------------------------------------------------

SOURCES = (rich_book(), torture_book(), plain_book())
BITS = (
    b"<",
    b">",
    b"/",
    b'"',
    b"&",
    b"\0",
    b"\xff",
    b"]]>",
    b"<!--",
    b"<![CDATA[",
    b"</sheetData>",
    b"<row>",
    b'r="XFD1048576"',
    b"<!DOCTYPE x>",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


def edited_or_told(data: bytes, folder: Path, name: str = "书.xlsm") -> bool:
    """Is it read, marked, written and proved, or told in one sentence? Anything else comes out as an exception."""
    (folder / name).unlink(missing_ok=True)
    try:
        book = FileBook(data, folder / "原来的.xlsm")
        for sheet in book.sheets():
            book.read(sheet)
        first = book.sheets()[0] if book.sheets() else NAME
        book.mark([Mark(first, 2, 2, Severity.ERROR, "甲")])
        book.write(first, {(2, 1): "乙", (30, 3): 1})
        book.put(RESULT)
        book.save(folder / name)
        book.mark([])
        book.remove(RESULT.name, RESULT.headers)
    except Stopped as stopped:
        return str(stopped).endswith("。")
    return True


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SOURCES), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_package_with_flipped_bytes_ends_in_a_result_or_a_sentence(folder, source, flips):
    data = bytearray(source)
    for where, byte in flips:
        data[int(where * (len(data) - 1))] = byte
    assert edited_or_told(bytes(data), folder)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9))
def test_parts_with_pieces_cut_out_doubled_or_put_in_end_in_a_result_or_a_sentence(folder, seed):
    random = Random(seed)
    source = random.choice(SOURCES)
    parts = members(source)
    of_xml = [n for n in parts if n.endswith((".xml", ".rels", ".vml")) and len(parts[n]) > 20]
    changes = {}
    for name in random.sample(of_xml, random.choice((1, 1, 2, 3))):
        xml = parts[name]
        start = random.randrange(len(xml))
        end = min(len(xml), start + random.choice((1, 3, 20, 300, len(xml))))
        new = random.choice((b"", xml[start:end] * 2, random.choice(BITS), random.randbytes(4)))
        changes[name] = xml[:start] + new + xml[end:]
    assert edited_or_told(rewritten(source, **changes), folder)

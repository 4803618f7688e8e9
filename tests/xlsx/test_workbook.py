"""What may be written and what not, and how the parts are found."""

import re

import pytest

from xgy_excel.core import Severity, Stopped
from xgy_excel.opc import Package
from xgy_excel.xlsx.marks import Shown, show
from xgy_excel.xlsx.parts import content_type, declare_extension, relate, relations, unrelate
from xgy_excel.xlsx.proof import prove
from xgy_excel.xlsx.styles import Styles
from xgy_excel.xlsx.workbook import Workbook

from .rich import loaded, members, plain_book, relationship, rewritten, rich_book

pytestmark = pytest.mark.filterwarnings("ignore:Conditional Formatting extension")
BOOK, STYLES, TYPES, RELS = "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"


def replaced(name, old, new):
    return rewritten(plain_book(), **{name: lambda xml: re.sub(old, new, xml)})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"sep=,\na,b", "不完整"),
        (replaced(TYPES, rb"spreadsheetml.sheet.main", b"wordprocessingml.document.main"), "不是xlsx"),
        (replaced(TYPES, rb"openxmlformats-officedocument.spreadsheetml.sheet.main\+xml", b"ms-excel.sheet.binary.macroEnabled.main"), "不是xlsx"),
        (replaced("_rels/.rels", rb"relationships/officeDocument", b"relationships/other"), "不是xlsx"),
        (rewritten(plain_book(), **{"_xmlsignatures/sig1.xml": b"<x/>"}), "签名"),
        (replaced(BOOK, rb"<workbookProtection", b'<workbookProtection lockStructure="1"'), "受保护"),
        (rewritten(replaced(RELS, rb"</Relationships>", relationship(99, "revisionHeaders", "revisions/r.xml")), **{"xl/revisions/r.xml": b"<x/>"}), "共享"),
        (replaced(BOOK, rb"http://schemas.openxmlformats.org/spreadsheetml/2006/main", STRICT), "严格"),
        (replaced(RELS, rb"relationships/styles", b"relationships/other"), "样式"),
        (replaced(STYLES, rb"<cellXfs.*</cellXfs>", b""), "样式"),
        (rewritten(plain_book(), **{STYLES: b""}), "样式"),
        (replaced(BOOK, rb"^(?:<\?xml[^>]*>)?", b'<?xml version="1.0" encoding="gb2312"?>'), "编码"),
        (rewritten(plain_book(), **{BOOK: lambda xml: b"<!DOCTYPE x>" + xml}), "编码"),
    ],
)  # fmt: skip
def test_a_workbook_that_must_not_be_written_says_why(data, why):
    with pytest.raises(Stopped, match=why):
        Workbook(data)


def test_structure_protection_that_is_off_forbids_nothing():
    data = replaced(BOOK, rb"<workbookProtection", b'<workbookProtection lockStructure="0" lockWindows="1"')
    assert list(Workbook(data).sheets) == ["花名册"]


@pytest.mark.parametrize(
    "target", ["/xl/worksheets/sheet1.xml", "../xl/./worksheets/sheet1.xml", "worksheets\\SHEET1.xml"]
)
def test_targets_may_be_absolute_relative_and_in_any_case(target):
    data = replaced(RELS, rb'Target="[^"]*sheet1.xml"', f'Target="{target}"'.encode().replace(b"\\", b"\\\\"))
    book = Workbook(data)
    show(book, {"花名册": {(1, 1): Shown(Severity.ERROR, "x")}})
    new = book.commit().to_bytes()
    prove(book.package, new)
    assert b"xgy.E" in members(new)["xl/worksheets/sheet1.xml"]


def test_a_relationship_is_added_and_removed_without_a_trace():
    package = Workbook(plain_book()).package
    sheet = "xl/worksheets/sheet1.xml"
    new = relate(package, sheet, "comments", "xl/comments1.xml")
    assert [(r.type, r.target) for r in relations(package, sheet)] == [("comments", "xl/comments1.xml")]
    assert b'Target="../comments1.xml"' in package.read("xl/worksheets/_rels/sheet1.xml.rels")
    unrelate(package, sheet, new)
    assert package.changed == []


def test_an_override_beats_a_default_and_names_compare_without_case():
    package = Workbook(plain_book()).package
    assert content_type(package, "XL/Workbook.xml").endswith("sheet.main+xml")
    assert content_type(package, "a.XML") == "application/xml"
    declare_extension(package, "a.vml", "t")
    declare_extension(package, "b.vml", "u")
    assert [content_type(package, part) for part in ("a.vml", "b.vml", "c.vml")] == ["t", "u", "t"]


@pytest.mark.parametrize("dxfs", [b"", b"<dxfs/>", b'<dxfs count="0"/>', b'<dxfs count="9"><dxf/></dxfs>'])
def test_differential_formats_are_appended_wherever_the_list_stands_or_lacks(dxfs):
    xml = re.sub(rb"<tableStyles", dxfs + b"<tableStyles", re.sub(rb"<dxfs.*?/>", b"", members(plain_book())[STYLES]))
    styles = Styles(xml)
    number = styles.add("dxfs", "<dxf><font><b/></font></dxf>")
    assert number == styles.add("dxfs", "<dxf><font><b/></font></dxf>") == dxfs.count(b"<dxf/>")
    again = Styles(styles.to_bytes())
    assert again.items("dxfs")[number] == b"<dxf><font><b/></font></dxf>"
    assert again.to_bytes() == styles.to_bytes()
    count = re.search(rb'<dxfs count="(\d+)"', styles.to_bytes())
    assert count is None or int(count[1]) == number + 1
    loaded(rewritten(plain_book(), **{STYLES: styles.to_bytes()}))


@pytest.mark.parametrize(
    ("code", "shows_date"),
    [
        ("yyyy-mm-dd", True), ('yyyy"年"m"月"', True), ("d/m", True), ("[$-804]yyyy", True), ("0.00", False),
        ('0"day"', False), ("[Red]0", False), ("General", False), ("@", False), ("h:mm", False), (r"0\d", False),
    ],
)  # fmt: skip
def test_a_number_format_shows_a_date_or_not(code, shows_date):
    quoted = code.replace('"', "&quot;").encode().replace(b"\\", b"\\\\")
    fmt = b'<numFmts count="1"><numFmt numFmtId="170" formatCode="%b"/></numFmts>' % quoted
    xml = re.sub(rb"<numFmts[^>]*/>", fmt, members(plain_book())[STYLES])
    assert Styles(re.sub(rb'(<cellXfs[^>]*><xf numFmtId=)"0"', rb'\1"170"', xml)).is_date(0) is shows_date


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<v>2</v>", b"<v>3</v>"),  # a value nobody asked to change
        (b'<c r="B2"', b'<c r="C2"'),  # a cell moved
        (b'<row r="2">', b'<row r="3">'),  # a row moved
        (b"</sheetData>", b'<row r="9"><c r="A9"><v>1</v></c></row></sheetData>'),  # a row nobody asked for
        (b'<c r="A2"', b'<c s="1" r="A2"'),  # a style
    ],
)
def test_a_cell_nobody_asked_for_that_changed_is_found(old, new):
    package = Package(plain_book())
    package.put(SHEET, package.read(SHEET).replace(b"<v>1</v>", b"<v>7</v>"))
    asked = {SHEET: {1: {1}}}
    prove(package, package.to_bytes(), asked)
    spoiled = package.read(SHEET)
    assert old in spoiled
    package.put(SHEET, spoiled.replace(old, new))
    with pytest.raises(Stopped, match="没有通过核对"):
        prove(package, package.to_bytes(), asked)


def test_a_row_that_is_gone_is_found():
    package = Package(plain_book())
    package.put(SHEET, re.sub(rb'<row r="2">.*?</row>', b"", package.read(SHEET)))
    with pytest.raises(Stopped, match="没有通过核对"):
        prove(package, package.to_bytes(), {SHEET: {}})


def test_formats_that_were_changed_and_not_only_added_are_found():
    package = Package(plain_book())
    more = re.sub(rb"</cellXfs>", b'<xf numFmtId="9"/></cellXfs>', package.read(STYLES))
    package.put(STYLES, more)
    prove(package, package.to_bytes(), styles=STYLES)
    package.put(STYLES, more.replace(b'numFmtId="0"', b'numFmtId="14"', 2))
    with pytest.raises(Stopped, match="没有通过核对"):
        prove(package, package.to_bytes(), styles=STYLES)


def test_written_packages_are_proved_before_they_count():
    book = Workbook(rich_book())
    package = book.package
    package.put("xl/workbook.xml", b"<a><b></a>")
    with pytest.raises(Stopped, match="没有通过核对"):
        prove(package, package.to_bytes())
    package.put("xl/workbook.xml", b"<a><x:b/></a>")
    with pytest.raises(Stopped, match="没有通过核对"):
        prove(package, package.to_bytes())
    package.restore("xl/workbook.xml")
    other = rewritten(rich_book(), **{"customXml/item1.xml": b"<changed/>"})
    with pytest.raises(Stopped, match="没有通过核对"):
        prove(package, other)

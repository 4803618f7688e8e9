"""Workbooks for the tests of the editor: one with nearly everything clerks' books hold, made with openpyxl and by hand."""

import re
import struct
import zipfile
import zlib
from datetime import date
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from python_calamine import CalamineWorkbook

PEOPLE = 12

_TIME = re.compile(rb">[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z<")


def saved(book) -> bytes:
    """The file, without the time of its making: two alike are the same bytes."""
    data = BytesIO()
    book.save(data)
    return rewritten(data.getvalue(), **{"docProps/core.xml": lambda xml: _TIME.sub(b">2025-01-01T00:00:00Z<", xml)})


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def rewritten(data: bytes, **changes: object) -> bytes:
    """The package with parts changed or added: `changes` maps a name with `/` and `.` to bytes or to old -> new."""
    parts = members(data)
    for name, change in changes.items():
        parts[name] = change(parts[name]) if callable(change) else change
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def values_of(data: bytes) -> dict[str, list[list[object]]]:
    """Every value as calamine reads it."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def loaded(data: bytes):
    return load_workbook(BytesIO(data))


def notes_of(data: bytes, sheet: str) -> dict[str, str]:
    return {c.coordinate: c.comment.text for row in loaded(data)[sheet].iter_rows() for c in row if c.comment}


def part_of(data: bytes, number: int = 1) -> bytes:
    return members(data)[f"xl/worksheets/sheet{number}.xml"]


def plain_book(rows=((1, "甲"), (2, "乙")), sheet: str = "花名册") -> bytes:
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    return saved(book)


def rich_book() -> bytes:
    book = Workbook()
    people = book.active
    people.title = "花名册"
    people.append(["序号", "姓名", "身份证号", "月报酬", "年报酬", "日期"])
    for n in range(1, PEOPLE + 1):
        people.append([n, f"人{n}", f"15042119850301{n:03d}X", 1000 + n, f"=D{n + 1}*12", date(2025, 1, n)])
    people["D3"].fill = PatternFill("solid", fgColor="FFFF00")
    people["C3"].comment = Comment("我自己的批注", "张三")
    people.merge_cells("A16:C17")
    people["A16"] = "填表人"
    people.row_dimensions[5].hidden = True
    people.conditional_formatting.add("D2:D13", CellIsRule("greaterThan", ["1005"], font=Font(bold=True)))
    people.conditional_formatting.add("A2:A13", ColorScaleRule("min", None, "FFFFFF", "max", None, "00FF00"))
    choices = DataValidation(type="list", formula1='"是,否"')
    choices.add("G2:G13")
    people.add_data_validation(choices)
    people.freeze_panes = "A2"
    chart = BarChart()
    chart.add_data(Reference(people, min_col=4, min_row=1, max_row=PEOPLE + 1), titles_from_data=True)
    people.add_chart(chart, "I2")

    villages = book.create_sheet("嘎查村")
    villages.append(["苏木乡镇", "嘎查村", "人数"])
    villages.append(["巴彦镇", "红旗嘎查", 90])
    villages.append(["巴彦镇", "东风嘎查", 30])
    villages.add_table(Table(displayName="村表", ref="A1:C3"))
    villages["E9"] = "说明"

    locked = book.create_sheet("受保护")
    locked["A1"], locked["B1"] = "锁定", "可改"
    locked["B1"].protection = Protection(locked=False)
    locked.protection.enable()

    book.defined_names["全部报酬"] = DefinedName("全部报酬", attr_text="花名册!$D$2:$D$13")
    people.defined_names["_本表"] = DefinedName("_本表", attr_text="花名册!$A$1")
    book.active = 1
    return _by_hand(saved(book))


_X14 = (
    b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
    b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
    b'<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    b'<x14:cfRule type="dataBar" priority="7" id="{A}"><x14:dataBar><x14:cfvo type="autoMin"/>'
    b'<x14:cfvo type="autoMax"/></x14:dataBar></x14:cfRule><xm:sqref>D2:D13</xm:sqref>'
    b"</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
)
_PICTURE = (
    b'<oneCellAnchor xmlns="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><from><col>0</col>'
    b'<colOff>0</colOff><row>20</row><rowOff>0</rowOff></from><ext cx="9525" cy="9525"/><pic><nvPicPr>'
    b'<cNvPr id="9" name="p"/><cNvPicPr/></nvPicPr><blipFill><a:blip '
    b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rId9"/></blipFill>'
    b"<spPr/></pic><clientData/></oneCellAnchor>"
)
_THREAD = (
    b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    b'<threadedComment ref="B2" dT="2025-01-01T00:00:00.00" personId="{B}" id="{C}"><text>x</text></threadedComment>'
    b"</ThreadedComments>"
)


def relationship(number: int, kind: str, target: str) -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{target}"/></Relationships>'.encode()


def _by_hand(data: bytes) -> bytes:
    """What openpyxl cannot write: a picture without PIL, an x14 rule, a threaded comment, custom XML, a folder."""
    end = b"</Relationships>"
    return rewritten(
        data,
        **{
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"</worksheet>", _X14 + b"</worksheet>"),
            "xl/worksheets/_rels/sheet2.xml.rels": lambda xml: xml.replace(
                end, relationship(8, "threadedComment", "../threadedComments/threadedComment1.xml")
            ),
            "xl/threadedComments/threadedComment1.xml": _THREAD,
            "xl/drawings/drawing1.xml": lambda xml: xml.replace(b"</wsDr>", _PICTURE + b"</wsDr>"),
            "xl/drawings/_rels/drawing1.xml.rels": lambda xml: xml.replace(
                end, relationship(9, "image", "../media/image1.png")
            ),
            "xl/media/image1.png": _dot(),
            "[Content_Types].xml": lambda xml: xml.replace(
                b"</Types>", b'<Default Extension="png" ContentType="image/png"/></Types>'
            ),
            "customXml/item1.xml": b"<wps:x xmlns:wps='urn:x'/>",
            "customXml/": b"",
        },
    )


def _dot() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")

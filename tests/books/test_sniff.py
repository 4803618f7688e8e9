"""Bad files: each is refused with one plain sentence, whatever it calls itself."""

import struct
import zipfile
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xgy_excel.books.ole import Ole
from xgy_excel.books.reading import read_bytes
from xgy_excel.books.sniff import misnamed, sniff
from xgy_excel.core import Stopped

from .old import compound


def xlsx(*sheets: str) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in sheets or ("花名册",):
        book.create_sheet(name).append(["姓名", "身份证号", "上岗日期"])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return file.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with bytes of one part replaced."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    assert old in members[part]
    return zipped(members | {part: members[part].replace(old, new, 1)})


BOOK = xlsx()
HALF = BOOK[: len(BOOK) // 2]
DOCX = zipped({
    "[Content_Types].xml": b'<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
                           b'officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": b'<Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": b"<w/>",
})  # fmt: skip
BOMB = zipped({"[Content_Types].xml": b"<Types/>", "xl/a.xml": bytes(65 << 20)})
DOCTYPE = changed(BOOK, "xl/workbook.xml", b"<workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook')
DOCTYPE16 = zipped({"[Content_Types].xml": "<!DOCTYPE x><Types/>".encode("utf-16"), "_rels/.rels": b"<x/>"})
XML2003 = b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook></Workbook>'


def locked(data: bytes) -> bytes:
    """A zip whose first member says it is encrypted."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 8] + bytes([data[at + 8] | 1]) + data[at + 9 :]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.xlsx", "文件为空"),
        (b"\0" * 4096, "a.xls", "文件为空"),
        (b" \r\n", "a.csv", "文件为空"),
        (BOOK, "~$花名册.xlsx", "这是Excel的临时文件，请选择原文件"),
        (b"user,pc", ".~lock.花名册.xlsx#", "这是Excel的临时文件，请选择原文件"),
        (HALF, "a.xlsx", "文件不完整，请重新复制或下载"),
        (b"PK\x03\x04", "a.xlsx", "文件不完整，请重新复制或下载"),
        (compound("EncryptedPackage", b""), "a.xlsx", "文件有打开密码，请先取消密码"),
        (locked(BOOK), "a.xlsx", "文件有打开密码，请先取消密码"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "a.xls", "这是网页（XML）格式，请用Excel另存为xlsx"),
        ("\ufeff <TABLE border=1>".encode(), "a.xls", "这是网页（XML）格式，请用Excel另存为xlsx"),
        ("<html>".encode("utf-16"), "a.xls", "这是网页（XML）格式，请用Excel另存为xlsx"),
        (XML2003, "a.xls", "这是网页（XML）格式，请用Excel另存为xlsx"),
        (b"MIME-Version: 1.0\n", "a.xls", "这是网页（XML）格式，请用Excel另存为xlsx"),
        (DOCX, "a.xlsx", "这不是表格文件"),
        (zipped({"a.txt": b"x"}), "a.xlsx", "这是压缩包，请先解压"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "a.ods", "这不是表格文件"),
        (compound("WordDocument", b""), "a.xls", "这不是表格文件（是Word文档）"),
        (b"%PDF-1.7", "a.xlsx", "这不是表格文件（是PDF文件）"),
        (b"\x89PNG\r\n", "a.xlsx", "这不是表格文件（是图片）"),
        (b"\xff\xd8\xff\xe0", "a.xls", "这不是表格文件（是图片）"),
        (b"MZ\x90\0", "a.xls", "这不是表格文件（是程序）"),
        (b"Rar!\x1a", "a.xlsx", "这不是表格文件（是压缩包）"),
        (b"\t\2\6\0\0\0\x10\0", "a.xls", "这是很早的Excel格式"),
        (b"abc\0def", "a.csv", "这不是表格文件"),
        (b"import os\n", "a.py", "这不是表格文件"),
        (BOMB, "a.xlsx", "文件展开后过大，已拒绝"),
        (DOCTYPE, "a.xlsx", "文件含不安全内容，已拒绝"),
        (DOCTYPE16, "a.xlsx", "文件含不安全内容，已拒绝"),
        (compound("Workbook", b"")[:1500], "a.xls", "文件"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "a.xls", "文件已损坏"),
        (b"\xff" * 100, "a.csv", "文件的文字编码认不出来"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_sentence(data, name, sentence):
    with pytest.raises(Stopped) as stopped:
        read_bytes(data, name)
    text = str(stopped.value)
    assert text.startswith(f"“{name}”：{sentence}")
    assert text.endswith("。")
    assert text.count("。") == 1


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (BOOK, "a.xlsx", "xlsx"), (BOOK, "a.xls", "xlsx"), (BOOK, "a.et", "xlsx"), (BOOK, "a", "xlsx"),
        (compound("Workbook", b""), "a.xls", "xls"), (compound("BOOK", b""), "a.xlsx", "xls"),
        ("姓名,电话\n".encode(), "a.csv", "csv"), ("姓名\t电话\n".encode("gb18030"), "a.xls", "csv"),
        ("姓名\t电话\n".encode("utf-16"), "a.txt", "csv"), (b"a<b,c\n", "a.csv", "csv"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "a.ods", "ods"),
    ],
)  # fmt: skip
def test_the_kind_is_told_by_the_bytes(data, name, kind):
    assert sniff(data, name) == kind


def test_a_name_that_does_not_fit_the_content_is_a_warning():
    assert misnamed("xlsx", "花名册.xls") == "“花名册.xls”的扩展名与内容不符：内容是xlsx格式，已按内容读取。"
    assert [
        misnamed(kind, name) for kind, name in (("xlsx", "A.XLSM"), ("xls", "a.et"), ("csv", "a.csv"), ("xls", "a"))
    ] == [""] * 4


def told(action) -> str:
    """The sentence an action stops with; empty when it does not."""
    try:
        action()
    except Stopped as stopped:
        return str(stopped)
    return ""


@given(st.binary(max_size=300), st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
def test_bytes_that_only_begin_like_a_workbook_are_refused(data, magic):
    assert told(lambda: sniff(magic + data, "a.xls")).endswith("。")


@given(st.binary(max_size=300))
def test_no_bytes_make_sniffing_fail(data):
    assert told(lambda: sniff(data, "a.xls")) or sniff(data, "a.xls") == "csv"


@settings(max_examples=50)
@given(st.data())
def test_a_damaged_compound_file_is_refused_or_read(data):
    whole = bytearray(compound("Workbook", bytes(5000)))
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(24, 1600))] = data.draw(st.integers(0, 255))

    def read():
        ole = Ole(bytes(whole))
        for name in ole.names:
            assert isinstance(ole.read(name), bytes)

    assert told(read) in ("", "文件已损坏，请打开修复后另存。", "文件不完整，请重新复制或下载。")


def test_a_small_stream_is_found_in_the_small_chain():
    whole = bytearray(compound("Workbook", b""))
    stream = bytes(range(100))
    whole[60:68] = struct.pack("<2L", 3, 1)  # the small table is the fourth sector
    whole[512:528] = struct.pack("<4L", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFE)
    whole[1024 + 116 : 1024 + 124] = struct.pack("<2L", 2, 512)  # the root holds the small streams, in the third
    whole[1152 + 116 : 1152 + 124] = struct.pack("<2L", 3, len(stream))  # ours begins at the fourth small sector
    whole[1536 + 192 : 1536 + 192 + 100] = stream
    whole[2048 : 2048 + 20] = struct.pack("<5L", 0, 0, 0, 4, 0xFFFFFFFE)
    assert Ole(bytes(whole)).read("workbook") == stream

"""Files a clerk may hand over and nobody can check: broken, locked, foreign or dangerous, each made here by hand.

`BAD` maps a file name to its bytes and to words of the sentence the clerk is told. `NOT_WRITABLE` can be read, but not written.
"""

import bz2
import gzip
import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

import openpyxl

from ..xlsx.rich import members, relationship, rewritten
from .old import compound, record

SHEET, BOOK, SHARED, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_M = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES, RELS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"


def roster(people: int = 40) -> bytes:
    """A good one; the word 姓名 stands in the shared texts, which openpyxl does not write."""
    book = openpyxl.Workbook()
    book.active.title = "花名册"
    book.active.append(["姓名", "身份证号", "服务嘎查村", "文化程度", "月劳务报酬"])
    for n in range(people):
        book.active.append([f"张{n}", f"15042119850301{n:03d}X", f"村{n}", "初中", 1000 + n])
    data = BytesIO()
    book.save(data)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/{SHARED}" ContentType="{kind}"/></Types>'.encode()
    first = re.compile(rb' t="inlineStr"><is><t>[^<]*</t></is>')
    return rewritten(
        data.getvalue(),
        **{
            SHARED: f'<sst xmlns="{_M}" count="1" uniqueCount="1"><si><t>姓名</t></si></sst>'.encode(),
            TYPES: lambda xml: xml.replace(b"</Types>", override),
            RELS: lambda xml: xml.replace(b"</Relationships>", relationship(77, "sharedStrings", "sharedStrings.xml")),
            SHEET: lambda xml: first.sub(b' t="s"><v>0</v>', xml, count=1),
        },
    )


GOOD = roster()


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return data.getvalue()


def without(name: str) -> bytes:
    return zipped({n: c for n, c in members(GOOD).items() if n != name})


def sheet(change: Callable[[bytes], bytes]) -> bytes:
    return rewritten(GOOD, **{SHEET: change})


def replaced(name: str, old: str, new: str) -> bytes:
    def change(xml: bytes) -> bytes:
        found, count = re.subn(old.encode(), new.encode(), xml, count=1, flags=re.S)
        assert count
        return found

    return rewritten(GOOD, **{name: change})


def span(name: str, data: bytes = GOOD) -> tuple[int, int]:
    """Where the stored bytes of a member lie."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        info = package.getinfo(name)
    start = info.header_offset + 30 + sum(struct.unpack_from("<HH", data, info.header_offset + 26))
    return start, start + info.compress_size


def spoiled(name: str, at: float = 0.5, new: bytes = b"\xff\0\xff\0") -> bytes:
    """The stored bytes of a member changed somewhere."""
    start, end = span(name)
    place = start + int((end - start - len(new)) * at)
    return GOOD[:place] + new + GOOD[place + len(new) :]


def directory(offset: int, form: str, value: int, entry: int = 0) -> bytes:
    """A number in one of the directory's records changed."""
    at = -1
    for _ in range(entry + 1):
        at = GOOD.index(b"PK\x01\x02", at + 1)
    return GOOD[: at + offset] + struct.pack(form, value) + GOOD[at + offset + struct.calcsize(form) :]


def twice() -> bytes:
    data = BytesIO(GOOD)
    with zipfile.ZipFile(data, "a") as package:
        package.writestr("XL/Workbook.xml", b"<workbook/>")
    return data.getvalue()


def office(main: str, kind: str) -> bytes:
    types = f'<Types xmlns="x"><Override PartName="/{main}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
    rels = f'<Relationships><Relationship Id="r" Type="x/officeDocument" Target="{main}"/></Relationships>'
    return zipped({TYPES: types.encode(), "_rels/.rels": rels.encode(), main: b"<x/>"})


def binary_workbook(content: bytes) -> bytes:
    types = '<Types xmlns="x"><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    rels = '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>'
    return zipped({TYPES: types.encode(), "_rels/.rels": rels.encode(), "xl/workbook.bin": content})


def shared_entities() -> bytes:
    bomb = (
        b'<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
    )
    return rewritten(GOOD, **{SHARED: lambda xml: bomb + xml.replace("姓名".encode(), b"&c;")})


def far(ref: str, row: int) -> bytes:
    return replaced(SHEET, "</sheetData>", f'<row r="{row}"><c r="{ref}{row}"><v>1</v></c></row></sheetData>')


def far16() -> bytes:
    """A cell far out in a part written in UTF-16."""
    xml = members(far("XFD", 1_048_576))[SHEET].decode()
    return rewritten(GOOD, **{SHEET: re.sub("^<\\?xml.*?\\?>", "", xml).encode("utf-16")})


def old_locked() -> bytes:
    begin = record(0x0809, struct.pack("<4H2L", 0x0600, 5, 0, 0, 0, 0))
    return compound("Workbook", begin + record(0x2F, bytes(6)) + record(0x0A))


def chart_only() -> bytes:
    book = openpyxl.Workbook()
    book.create_chartsheet("图")
    book.remove(book.active)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def table(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def ods(manifest: bytes, content: bytes) -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}, zipfile.ZIP_STORED)


NOISE = Random(7).randbytes(5000)
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"

BAD: dict[str, tuple[bytes, str]] = {
    # nothing, or half of something
    "空的.xlsx": (b"", "文件为空"),
    "只有空白.csv": (b" \r\n\t\r\n" * 9, "文件为空"),
    "全是零.xlsx": (bytes(9000), "文件为空"),
    "只剩开头.xlsx": (GOOD[:40], "不完整"),
    "只剩一半.xlsx": (GOOD[: len(GOOD) // 2], "不完整"),
    "缺目录.xlsx": (GOOD[: GOOD.index(b"PK\x01\x02")], "不完整"),
    "缺末尾.xlsx": (GOOD[:-30], "不完整"),
    "中间缺一段.xlsx": (GOOD[:600] + GOOD[900:], "损坏"),
    "目录乱了.xlsx": (GOOD.replace(b"PK\x01\x02", b"PK\x01\x03", 1), "不完整"),
    "只剩一半.xls": (compound("Workbook", NOISE)[:1500], "损坏"),
    "乱码.xls": (compound("Workbook", NOISE), "损坏"),
    "只有文件头.xls": (bytes.fromhex("D0CF11E0A1B11AE1"), "损坏"),
    # damaged members
    "表数据坏.xlsx": (spoiled(SHEET), "损坏"),
    "表数据坏在开头.xlsx": (spoiled(SHEET, 0.0), "损坏"),
    "校验不符.xlsx": (directory(16, "<L", 1, entry=3), "损坏"),
    "工作簿部件坏.xlsx": (spoiled(BOOK), "损坏"),
    "类型表坏.xlsx": (spoiled(TYPES), "损坏"),
    "长度说谎.xlsx": (directory(24, "<L", 7, entry=4), "损坏"),
    "头部坏.xlsx": (GOOD.replace(b"PK\x03\x04", b"PK\x03\x05", 2).replace(b"PK\x03\x05", b"PK\x03\x04", 1), "损坏"),
    "部件重叠.xlsx": (directory(42, "<L", 10, entry=1), "损坏"),
    # packages that are no workbook, or one that cannot be trusted
    "同名部件.xlsx": (twice(), "重名"),
    "加密压缩.xlsx": (directory(8, "<H", 1), "打开密码"),
    "特殊压缩.xlsx": (zipped(members(GOOD), zipfile.ZIP_LZMA), "压缩方式"),
    "特殊压缩2.xlsx": (zipped(members(GOOD), zipfile.ZIP_BZIP2), "压缩方式"),
    "压缩炸弹.xlsx": (rewritten(GOOD, **{SHEET: lambda xml: xml + bytes(65 << 20)}), "过大"),
    "声称极大.xlsx": (directory(24, "<L", 0xF0000000), "过大"),
    "部件太多.xlsx": (zipped({f"{n}": b"" for n in range(10_001)}), "过大"),
    "普通压缩包.xlsx": (zipped({"花名册.xlsx": GOOD}), "压缩包"),
    "文档.xlsx": (office("word/document.xml", "wordprocessingml.document"), "Word文档"),
    "演示.xlsx": (office("ppt/presentation.xml", "presentationml.presentation"), "演示文稿"),
    "绘图.xlsx": (office("visio/document.xml", "visio.drawing"), "绘图"),
    "文字.ods": (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "文字文档"),
    "电子书.xlsx": (zipped({"mimetype": b"application/epub+zip"}), "不是表格文件"),
    "缺类型表.xlsx": (without(TYPES), "损坏"),
    "缺总关系.xlsx": (without("_rels/.rels"), "损坏"),
    # workbooks with parts missing or broken
    "缺工作簿部件.xlsx": (without(BOOK), "损坏"),
    "缺关系.xlsx": (without(RELS), "损坏"),
    "缺工作表部件.xlsx": (without(SHEET), "内容缺失"),
    "缺文字部件.xlsx": (without(SHARED), "损坏"),
    "工作簿部件空.xlsx": (rewritten(GOOD, **{BOOK: b""}), "损坏"),
    "工作簿部件半截.xlsx": (rewritten(GOOD, **{BOOK: lambda xml: xml[: len(xml) // 2]}), "损坏"),
    "没有工作表.xlsx": (replaced(BOOK, "<sheets>.*</sheets>", "<sheets/>"), "没有"),
    "工作表空.xlsx": (sheet(lambda _: b""), "损坏"),
    "工作表半截.xlsx": (sheet(lambda xml: xml[: len(xml) // 2]), "损坏"),
    "工作表不是XML.xlsx": (sheet(lambda _: NOISE), "损坏"),
    "工作表缺数据.xlsx": (replaced(SHEET, "<sheetData>.*</sheetData>", ""), "损坏"),
    "工作表有零字节.xlsx": (sheet(lambda xml: xml.replace(b"<row", b"\0<row", 3)), "结构不正常"),
    "行次序乱.xlsx": (replaced(SHEET, '<row r="3"', '<row r="300"'), "次序"),
    "行号重复.xlsx": (replaced(SHEET, '<row r="3"', '<row r="2"'), "次序"),
    "文字序号越界.xlsx": (replaced(SHEET, "<v>0</v>", "<v>99999</v>"), "损坏"),
    "地址不成地址.xlsx": (replaced(SHEET, '<c r="A2"', '<c r="?2"'), "损坏"),
    "共享文字半截.xlsx": (rewritten(GOOD, **{SHARED: lambda xml: xml[: len(xml) // 2]}), "损坏"),
    "样式半截.xlsx": (rewritten(GOOD, **{STYLES: lambda xml: xml[: len(xml) // 2]}), "损坏"),
    "类型表半截.xlsx": (rewritten(GOOD, **{TYPES: lambda xml: xml[:60]}), "损坏"),
    # dangerous
    "工作表带实体.xlsx": (sheet(lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml), "不安全"),
    "工作簿带实体.xlsx": (rewritten(GOOD, **{BOOK: lambda xml: b"<!DOCTYPE a>" + xml}), "不安全"),
    "文字实体炸弹.xlsx": (shared_entities(), "不安全"),
    "外部实体.xlsx": (
        rewritten(GOOD, **{STYLES: lambda xml: b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + xml}),
        "不安全",
    ),
    "类型表带实体.xlsx": (rewritten(GOOD, **{TYPES: lambda xml: b"<!DOCTYPE a>" + xml}), "不安全"),
    "极远的单元格.xlsx": (far("XFD", 1_048_576), "请删除多余的行列"),
    "极远的单元格2.xlsx": (
        replaced(SHEET, "</sheetData>", "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>"),
        "请删除多余的行列",
    ),
    "极远的单元格16.xlsx": (far16(), "请删除多余的行列"),
    "没有地址的远行.xlsx": (
        replaced(SHEET, "</sheetData>", '<row r="1048576">' + "<c><v>1</v></c>" * 16_384 + "</row></sheetData>"),
        "请删除多余的行列",
    ),
    "极宽极长.xlsx": (far("ZZ", 900_000), "请删除多余的行列"),
    # locked
    "有密码.xlsx": (compound("EncryptedPackage", NOISE), "打开密码"),
    "有密码.xls": (old_locked(), "打开密码"),
    "有密码.ods": (
        ods(
            b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>',
            NOISE,
        ),
        "打开密码",
    ),
    "坏的.ods": (ods(b"<m/>", b"<office:document-content"), "损坏"),
    "坏的.xlsb": (binary_workbook(NOISE), "损坏"),
    "~$花名册.xlsx": (b"\x06" + "张三".encode("utf-16-le").ljust(164, b" "), "临时文件"),
    ".~花名册.xlsx": (GOOD, "临时文件"),
    # other kinds of files
    "扫描件.xlsx": (b"%PDF-1.7\n" + NOISE, "PDF文件"),
    "截图.xlsx": (b"\x89PNG\r\n\x1a\n" + NOISE, "图片"),
    "照片.xls": (b"\xff\xd8\xff\xe0" + NOISE, "图片"),
    "动图.xlsx": (b"GIF89a" + NOISE, "图片"),
    "位图.xlsx": (b"BM" + NOISE, "图片"),
    "传真.xlsx": (b"II*\0" + NOISE, "图片"),
    "录音.xlsx": (b"RIFF\0\0\0\0WAVE" + NOISE, "音视频"),
    "程序.xlsx": (b"MZ\x90\0" + NOISE, "程序"),
    "程序2.xlsx": (b"\x7fELF" + NOISE, "程序"),
    "压缩.xlsx": (b"Rar!\x1a\x07" + NOISE, "压缩包"),
    "压缩7.xlsx": (b"7z\xbc\xaf\x27\x1c" + NOISE, "压缩包"),
    "压缩gz.xlsx": (gzip.compress(GOOD, mtime=0), "压缩包"),
    "压缩bz.xlsx": (bz2.compress(GOOD), "不是表格文件"),
    "富文本.xls": (b"{\\rtf1\\ansi " + b"x" * 500 + b"}", "文字文档"),
    "老文档.xls": (compound("WordDocument", NOISE), "Word文档"),
    "邮件.xls": (compound("__properties_version1.0", NOISE), "邮件"),
    "网页.xls": ("<html><table><tr><td>姓名</td></tr></table></html>".encode(), "网页"),
    "网页16.xls": ("<html><table><tr><td>姓名</td></tr></table></html>".encode("utf-16"), "网页"),
    "单个网页.xls": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "网页"),
    "XML表.xls": (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "网页（XML）"),
    "很早的.xls": (b"\t\4\6\0\0\0\x10\0" + NOISE, "很早的Excel格式"),
    "数据库.xlsx": (b"SQLite format 3\0" + NOISE, "不是表格文件"),
    "噪声.xlsx": (NOISE, "不是表格文件"),
    "前面有垃圾.xlsx": (NOISE + GOOD, "不是表格文件"),
    "文章.md": ("# 说明\n这不是表格\n".encode(), "不是表格文件"),
    "认不出的编码.csv": (b"\x81\x20\xff\xff,\xfe\n" * 9, "编码"),
    # tables, but none of ours
    "别的表.xlsx": (table(("商品", "单价"), ("苹果", 3)), "没有找到花名册"),
    "只有表头之外.csv": ("商品,单价\n苹果,3\n".encode("gb18030"), "没有找到花名册"),
    "空工作表.xlsx": (table(), "没有找到花名册"),
    "只有图表.xlsx": (chart_only(), "没有"),
    "缺身份证列.xlsx": (table(("姓名", "电话"), ("张三", "1")), "没有找到花名册"),
}

_SIGNED = rewritten(GOOD, **{"_xmlsignatures/sig1.xml": b"<Signature/>"})
_REVISIONS = '<Relationship Id="rIdR" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/revisionHeaders" Target="revisions/revisionHeaders.xml"/></Relationships>'
_SHARED_BOOK = rewritten(
    replaced(RELS, "</Relationships>", _REVISIONS), **{"xl/revisions/revisionHeaders.xml": b"<headers/>"}
)

NOT_WRITABLE: dict[str, tuple[bytes, str]] = {
    "签名.xlsx": (_SIGNED, "数字签名"),
    "结构保护.xlsx": (replaced(BOOK, "<workbookProtection", '<workbookProtection lockStructure="1"'), "结构受保护"),
    "多人共享.xlsx": (_SHARED_BOOK, "共享"),
    "修改密码.xlsx": (replaced(BOOK, "<workbookPr", '<fileSharing userName="a" reservationPassword="CC1A"/><workbookPr'), "修改密码"),
    "严格格式.xlsx": (rewritten(GOOD, **{n: (lambda xml: xml.replace(_M.encode(), _STRICT.encode())) for n in (BOOK, SHEET, STYLES, SHARED)}), "严格Open XML"),
    "缺样式.xlsx": (without(STYLES), "样式"),
    "样式空.xlsx": (replaced(STYLES, "<cellXfs.*</cellXfs>", ""), "样式"),
    "别的编码.xlsx": (replaced(BOOK, "^", '<?xml version="1.0" encoding="gb2312"?>'), "编码"),
    "表格.csv": ("姓名,身份证号,服务嘎查村\n张三,150421198503010019,红旗嘎查\n".encode("gb18030"), "只能读取"),
}  # fmt: skip

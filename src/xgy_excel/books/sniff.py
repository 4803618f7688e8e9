"""What a file really is, told by its bytes and not by its name; what cannot be read is refused in one sentence."""

from __future__ import annotations

import re
from pathlib import PurePath

from ..core import Stopped
from ..opc import DAMAGED, Package
from ..xlsx import parts
from .ole import Ole

# kind -> the extensions it usually has
_EXTENSIONS = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam", ".et", ".ett"),
    "xls": (".xls", ".xlt", ".et", ".ett"),
    "xlsb": (".xlsb",),
    "ods": (".ods",),
    "html": (".html", ".htm"),
    "csv": (".csv", ".txt", ".tsv", ".prn"),
}
_BINARY = (
    (b"%PDF", "PDF文件"), (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"), (b"BM", "图片"),
    (b"II*\0", "图片"), (b"MM\0*", "图片"), (b"RIFF", "图片或音视频"), (b"MZ", "程序"), (b"\x7fELF", "程序"),
    (b"Rar!", "压缩包"), (b"7z\xbc\xaf", "压缩包"), (b"\x1f\x8b", "压缩包"), (b"{\\rtf", "文字文档"),
)  # fmt: skip
_DOCUMENTS = {"wordprocessingml": "Word文档", "presentationml": "演示文稿", "visio": "绘图", "ms-word": "Word文档"}
_STREAMS = {"worddocument": "Word文档", "powerpoint document": "演示文稿", "__properties_version1.0": "邮件"}
_MARKUP = re.compile(rb"<(?:!doctype|html|head|meta|style|body|table|div|\?xml|workbook|!--)", re.IGNORECASE)
_TABLE_ROW = re.compile(rb"<tr[\s>]", re.IGNORECASE)
_BARE = (b"\t\0\4\0", b"\t\0\6\0", b"\t\2\6\0", b"\t\4\6\0")  # the workbooks of Excel 2 to 4, without a compound file
_LETTERS = (b"MIME-Version:", b"From:")  # a page with its pictures in one file
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

EMPTY = "文件为空，请重新复制或下载。"
LOCK = "这是Excel的临时文件，请选择原文件。"
PASSWORD = "文件有打开密码，请先取消密码。"
WEB_PAGE = "这是网页（XML）格式，请用Excel另存为xlsx。"
OLDEST = "这是很早的Excel格式，请用Excel打开后另存为xlsx。"
NO_TABLE = "这不是表格文件，请选择Excel或csv文件。"
ARCHIVE = "这是压缩包，请先解压，再选择其中的表格文件。"
UNREADABLE = "文件已损坏或内容特殊，读不出来，请用Excel打开后另存为xlsx再试。"
PAGE_UNREADABLE = "网页里的表格读不全，请重新导出；或用浏览器打开，把表格复制到证件号列已设为文本格式的新工作簿里。"
UNSAFE = "文件含不安全内容，已拒绝。"


def sniff(data: bytes, name: str) -> str:
    """The kind of a file: xlsx, xls, xlsb, ods, html or csv. Raises Stopped for everything else, with the reason."""
    if PurePath(name).name.startswith(("~$", ".~")):
        raise Stopped(LOCK)
    if not data.strip(b"\0 \r\n\t"):
        raise Stopped(EMPTY)
    if data.startswith(b"PK"):
        return _in_zip(Package(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _in_ole(Ole(data))
    return _in_text(data, name)


def _in_text(data: bytes, name: str) -> str:
    """A csv or a web page with a table, when it is text at all."""
    if data.startswith(_BARE):
        raise Stopped(OLDEST)
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise Stopped(_not_a_table(what))
    head = data[: 1 << 16]
    if b"\0" in head and not data.startswith(_UTF16):
        raise Stopped(NO_TABLE)
    start = head.replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \r\n\t")
    page = _MARKUP.match(start)
    if start.startswith(_LETTERS) or (page and not _TABLE_ROW.search(data.replace(b"\0", b""))):
        raise Stopped(WEB_PAGE)
    if page:
        return "html"
    known = {"", *(extension for kind in _EXTENSIONS.values() for extension in kind)}
    if PurePath(name).suffix.lower() not in known:
        raise Stopped(NO_TABLE)
    return "csv"


def misnamed(kind: str, name: str) -> str:
    """The warning that a file's extension is not that of its content; empty when it is."""
    suffix = PurePath(name).suffix.lower()
    if not suffix or suffix in _EXTENSIONS[kind]:
        return ""
    return f"“{name}”的扩展名与内容不符：内容是{'网页' if kind == 'html' else kind}格式，已按内容读取。"


def _in_zip(package: Package) -> str:
    if package.has("mimetype"):
        kind = package.read("mimetype")
        if not kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            raise Stopped(_not_a_table("文字文档" if b"opendocument.text" in kind else ""))
        manifest = "META-INF/manifest.xml"
        if package.has(manifest) and b"encryption-data" in package.read(manifest):
            raise Stopped(PASSWORD)
        return "ods"
    if not package.has("[Content_Types].xml"):
        raise Stopped(DAMAGED if package.has("xl/workbook.xml") else ARCHIVE)
    for name in ("[Content_Types].xml", "_rels/.rels"):
        refuse_entities(package, name)
    main = parts.related(package, "", "officeDocument")
    content = parts.content_type(package, main).lower() if main else ""
    if "sheet.binary" in content:
        return "xlsb"
    if "spreadsheetml" in content or "ms-excel" in content:
        return "xlsx"
    if not main and b"spreadsheetml" in package.read("[Content_Types].xml"):
        raise Stopped(DAMAGED)
    raise Stopped(_not_a_table(next((what for word, what in _DOCUMENTS.items() if word in content), "")))


def _in_ole(ole: Ole) -> str:
    if "encryptedpackage" in ole.names:
        raise Stopped(PASSWORD)
    if "workbook" in ole.names or "book" in ole.names:
        return "xls"
    raise Stopped(_not_a_table(next((what for name, what in _STREAMS.items() if name in ole.names), "")))


def _not_a_table(what: str) -> str:
    return f"这不是表格文件（是{what}），请选择Excel或csv文件。" if what else NO_TABLE


def refuse_entities(package: Package, part: str) -> None:
    """Raise Stopped when a part declares a document type: no workbook needs one, and entities can blow up."""
    if package.has(part) and unsafe(next(iter(package.stream(part)), b"")):
        raise Stopped(UNSAFE)


def unsafe(head: bytes) -> bool:
    """Does XML that begins so declare a document type, in whatever encoding?"""
    plain = head.replace(b"\0", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain

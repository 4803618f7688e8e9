"""A workbook package open for editing: which sheets it has, what forbids writing, its names, new sheets."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import partial

from ..core import Stopped
from ..opc import Package, key
from . import parts
from . import xml as x
from .sheet import Sheet
from .styles import Styles

_MAIN_TYPES = ("sheet.main+xml", "sheet.macroenabled.main+xml", "template.main+xml", "template.macroenabled.main+xml")
_STRICT = "http://purl.oclc.org/ooxml/"
_AFTER_NAMES = (
    "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


class Workbook:
    """The parts of a workbook, found by relationship. Raises Stopped with the reason when it must not be written."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        self.main = parts.related(self.package, "", "officeDocument")
        kind = parts.content_type(self.package, self.main).lower() if self.main else ""
        if not kind.endswith(_MAIN_TYPES):
            raise Stopped("这不是xlsx格式的工作簿，不能写回，请在Excel中另存为xlsx。")
        self.macros = "macroenabled" in kind
        self._xml = self.package.read(self.main)
        self._check()
        self._relations = {r.id: r for r in parts.relations(self.package, self.main)}
        self._styles_part = parts.related(self.package, self.main, "styles")
        if not self._styles_part:
            raise Stopped("文件缺少样式部分，不能写回，请在Excel中打开后另存。")
        self.styles = Styles(self.package.read(self._styles_part))
        self.sheets = {sheet.name: sheet for sheet in self._find_sheets()}

    def _check(self) -> None:
        if not x.plain(self._xml):
            raise Stopped("工作簿的编码不受支持，不能写回，请在Excel中打开后另存。")
        try:
            top = x.root(self._xml)
        except ValueError:
            raise Stopped("工作簿内容已损坏，请在Excel中打开修复后另存。") from None
        if any(value.startswith(_STRICT) for value in x.namespaces(top.attributes).values()):
            raise Stopped("这是“严格Open XML”格式，不能写回，请在Excel中另存为普通的xlsx。")
        if any(key(name).startswith("_xmlsignatures/") for name in self.package.names):
            raise Stopped("工作簿有数字签名，写回会使签名失效，请先另存一份未签名的。")
        lock = self._element("workbookProtection")
        if lock and x.attributes(lock.attributes).get("lockStructure", "0") not in ("0", "false"):
            raise Stopped("工作簿的结构受保护，不能写回，请先在“审阅”中撤销保护工作簿。")

    # -- the workbook part ----------------------------------------------------------------------------

    @property
    def _elements(self) -> list[x.Element]:
        top = x.root(self._xml)
        return x.children(self._xml, top.inner, top.close)

    def _element(self, name: str) -> x.Element | None:
        return x.first(self._elements, name)

    def _inside(self, name: str) -> list[x.Element]:
        found = self._element(name)
        return x.children(self._xml, found.inner, found.close) if found else []

    def _find_sheets(self) -> Iterator[Sheet]:
        for element in self._inside("sheets"):
            a = x.attributes(element.attributes)
            relation = self._relations.get(next((v for k, v in a.items() if k.endswith(":id")), ""))
            if relation and relation.type == "worksheet" and self.package.has(relation.target):
                part = relation.target
                yield Sheet(a.get("name", ""), part, partial(self.package.original, part))

    @property
    def all_names(self) -> list[str]:
        """Every sheet's name in the order of the tabs, chart sheets included."""
        return [x.attributes(e.attributes).get("name", "") for e in self._inside("sheets")]

    @property
    def since_1904(self) -> bool:
        """Are dates counted from 1904?"""
        found = self._element("workbookPr")
        return found is not None and x.attributes(found.attributes).get("date1904", "0") in ("1", "true")

    def recalculate(self) -> None:
        """Have Excel compute every formula when it opens the book: their stored results may now be old."""
        found = self._element("calcPr")
        if found is None:
            self._insert(b"calcPr", b' fullCalcOnLoad="1"/>', _AFTER_NAMES[1:])
        else:
            tag = x.with_attribute(self._xml[found.start : found.inner], "fullCalcOnLoad", "1")
            self._put(self._xml[: found.start] + tag + self._xml[found.inner :])

    def name_target(self, name: str) -> str | None:
        """What a defined name of the whole workbook stands for; None when there is no such name."""
        found = self._name(name)
        return x.text_of(self._xml[found.inner : found.close]).strip() if found else None

    def set_name(self, name: str, target: str, position: int | None = None) -> None:
        """Make or change a hidden defined name, of the whole workbook or of the sheet at a position from 0."""
        found = self._name(name, position)
        if found and not found.empty:
            self._put(self._xml[: found.inner] + x.escape(target) + self._xml[found.close :])
            return
        prefix = x.prefix(self._xml, x.root(self._xml))
        scope = "" if position is None else f' localSheetId="{position}"'
        tag = f'definedName name="{name}"{scope} hidden="1">'.encode() + x.escape(target) + b"</"
        tag = b"<" + prefix + tag + prefix + b"definedName>"
        names = self._element("definedNames")
        if names:
            self._put(x.appended(self._xml, names, tag))
        else:
            self._insert(b"definedNames", b">" + tag + b"</" + prefix + b"definedNames>", _AFTER_NAMES)

    def _name(self, name: str, position: int | None = None) -> x.Element | None:
        scope = None if position is None else str(position)
        for element in self._inside("definedNames"):
            a = x.attributes(element.attributes)
            if a.get("name", "").lower() == name.lower() and a.get("localSheetId") == scope:
                return element
        return None

    def add_sheet(self, name: str, xml: bytes) -> Sheet:
        """A new sheet at the end, so that no sheet's position changes."""
        folder = posixpath.join(posixpath.dirname(self.main), "worksheets")
        part = parts.free_name(self.package, folder + "/sheet{}.xml")
        parts.declare(self.package, part, parts.TYPES["worksheet"])
        relation = parts.relate(self.package, self.main, "worksheet", part)
        sheets = self._element("sheets")
        if sheets is None:
            raise Stopped("工作簿内容已损坏，请在Excel中打开修复后另存。")
        ids = [
            int(n) for e in self._inside("sheets") if (n := x.attributes(e.attributes).get("sheetId", "")).isdecimal()
        ]
        prefix = x.prefix(self._xml, x.root(self._xml))
        spaces = x.namespaces(x.root(self._xml).attributes)
        r = next((k for k, v in spaces.items() if v == parts.OFFICE and k), "")
        link = f'{r}:id="{relation}"' if r else f'xmlns:r="{parts.OFFICE}" r:id="{relation}"'
        quoted = x.escape(name).replace(b'"', b"&quot;")
        tag = b'<%bsheet name="%b" sheetId="%d" %b/>' % (prefix, quoted, max(ids, default=0) + 1, link.encode())
        self._put(x.appended(self._xml, sheets, tag))
        sheet = Sheet(name, part, tuple)
        sheet.replace(xml)
        self.package.put(part, xml)
        self.sheets[name] = sheet
        return sheet

    def _insert(self, name: bytes, rest: bytes, before: Iterable[str]) -> None:
        top = x.root(self._xml)
        later = x.first(self._elements, *before)
        at = later.start if later else top.close
        self._put(self._xml[:at] + b"<" + x.prefix(self._xml, top) + name + rest + self._xml[at:])

    def _put(self, xml: bytes) -> None:
        self._xml = xml
        self.package.put(self.main, xml)

    # -- all of it --------------------------------------------------------------------------------------

    def commit(self) -> Package:
        """The package with every change in it, ready to be written."""
        self.package.put(self._styles_part, self.styles.to_bytes())
        for sheet in self.sheets.values():
            if sheet.changed:
                self.package.put(sheet.part, sheet.stream)
            elif sheet.base is not None:
                self.package.put(sheet.part, sheet.base)
            else:
                self.package.restore(sheet.part)
        return self.package


def quoted(name: str) -> str:
    """A sheet's name as formulas write it.

    >>> quoted("名'册")
    "'名''册'"
    """
    return "'" + name.replace("'", "''") + "'"


def sheet_of(target: str) -> str:
    """The sheet a reference such as `'名''册'!$A$1` leads to; empty when it is lost.

    >>> sheet_of("'名''册'!$A$1"), sheet_of("核对结果!A1"), sheet_of("#REF!$A$1")
    ("名'册", '核对结果', '')
    """
    found = re.fullmatch(r"=?(?:'((?:[^']|'')+)'|([^'!#]+))!\$?[A-Z]+\$?[0-9]+", target)
    return (found[1].replace("''", "'") if found[1] else found[2]) if found else ""

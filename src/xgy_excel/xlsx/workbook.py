"""A workbook package open for editing: what forbids writing, its sheets, its styles, new sheets."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from functools import partial

from ..core import Stopped
from ..opc import Package, key
from . import parts
from . import xml as x
from .main import Main
from .sheet import Sheet
from .styles import Styles

# Content type of the main part, and how the file name ends.
KINDS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ".xlsx",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml": ".xlsm",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": ".xltx",
    "application/vnd.ms-excel.template.macroenabled.main+xml": ".xltm",
}
_OF_A_TEMPLATE = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
}
_STRICT = "http://purl.oclc.org/ooxml/"
_ON = ("1", "true")
MOST_NAME = 31 * 8 + 10  # bytes of a reference to a sheet, each of its characters as &#12345;


class Workbook:
    """The parts of a workbook, found by relationship. Raises Stopped with the reason when it must not be written."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        part = parts.related(self.package, "", "officeDocument")
        self.kind = KINDS.get(parts.content_type(self.package, part).lower(), "") if part else ""
        if not self.kind:
            raise Stopped("这不是xlsx格式的工作簿，不能写回，请在Excel中另存为xlsx。")
        self.main = Main(self.package, part)
        self._check()
        self._relations = {r.id: r for r in parts.relations(self.package, part)}
        self.styles_part = parts.related(self.package, part, "styles")
        if not self.styles_part:
            raise Stopped("文件缺少样式部分，不能写回，请在Excel中打开后另存。")
        self.styles = Styles(self.package.read(self.styles_part))
        self.sheets = {sheet.name: sheet for sheet in self._find_sheets()}

    def _check(self) -> None:
        xml = self.main.xml
        if not x.plain(xml):
            raise Stopped("工作簿的编码不受支持，不能写回，请在Excel中打开后另存。")
        try:
            top = x.root(xml)
        except ValueError:
            raise Stopped("工作簿内容已损坏，请在Excel中打开修复后另存。") from None
        if any(value.startswith(_STRICT) for value in x.namespaces(top.attributes).values()):
            raise Stopped("这是“严格Open XML”格式，不能写回，请在Excel中另存为普通的xlsx。")
        if any(key(name).startswith("_xmlsignatures/") for name in self.package.names):
            raise Stopped("工作簿有数字签名，写回会使签名失效，请先另存一份未签名的。")
        if parts.related(self.package, self.main.name, "revisionHeaders"):
            raise Stopped("这是多人共享的工作簿，写回会弄乱修订记录，请先在“审阅”中取消共享工作簿。")
        if self.main.attributes("workbookProtection").get("lockStructure") in _ON:
            raise Stopped("工作簿的结构受保护，不能写回，请先在“审阅”中撤销保护工作簿。")

    @property
    def reserved(self) -> bool:
        """Does it ask for a password before changes are saved in it? A copy may be made all the same."""
        return bool({"reservationPassword", "hashValue"} & set(self.main.attributes("fileSharing")))

    @property
    def macros(self) -> bool:
        return self.kind in (".xlsm", ".xltm")

    def _find_sheets(self) -> Iterator[Sheet]:
        for a in self.main.sheets:
            relation = self._relations.get(next((v for k, v in a.items() if k.endswith(":id")), ""))
            if relation and relation.type == "worksheet" and self.package.has(relation.target):
                part = relation.target
                yield Sheet(a.get("name", ""), part, partial(self.package.original, part))

    @property
    def all_names(self) -> list[str]:
        """Every sheet's name in the order of the tabs, chart sheets included."""
        return [a.get("name", "") for a in self.main.sheets]

    @property
    def since_1904(self) -> bool:
        """Are dates counted from 1904?"""
        return self.main.attributes("workbookPr").get("date1904") in _ON

    def add_sheet(self, name: str, xml: bytes) -> Sheet:
        """A new sheet at the end, so that no sheet's position changes."""
        folder = posixpath.join(posixpath.dirname(self.main.name), "worksheets")
        part = parts.free_name(self.package, folder + "/sheet{}.xml")
        parts.declare(self.package, part, parts.TYPES["worksheet"])
        self.main.add_sheet(name, parts.relate(self.package, self.main.name, "worksheet", part))
        sheet = Sheet(name, part, tuple)
        sheet.replace(xml)
        self.package.put(part, xml)
        self.sheets[name] = sheet
        return sheet

    def remove_sheet(self, sheet: Sheet) -> None:
        """Take a sheet out with all that is its own. Nothing may refer to it: see `is_referred_to`."""
        for relation in parts.relations(self.package, sheet.part):
            parts.remove(self.package, relation.target, sheet.part, relation.id)
        self.main.remove_sheet(self.all_names.index(sheet.name))
        of_book = parts.relations(self.package, self.main.name)
        relation_id = next(r.id for r in of_book if key(r.target) == key(sheet.part))
        parts.remove(self.package, sheet.part, self.main.name, relation_id)
        del self.sheets[sheet.name]

    def is_referred_to(self, sheet: Sheet, apart_from: Collection[str] = ()) -> bool:
        """May a formula, a link, a chart or a pivot table of another part lead to this sheet?"""
        name = re.escape(x.escape(sheet.name))
        mention = re.compile(
            rb"(?<![\x80-\xffA-Za-z0-9_.\]])%b'?!|sheet=[\"']%b[\"']" % (name.replace(b"'", b"''"), name)
        )
        own = {key(sheet.part), key(self.main.name), "docprops/app.xml", *map(key, apart_from)}
        for part in self.package.names:
            if part.lower().endswith((".xml", ".vml")) and key(part) not in own:
                before = b""
                for chunk in self.package.stream(part):
                    if mention.search(x.spelled_out(before + chunk)):
                        return True
                    before = chunk[-MOST_NAME:]
        return False

    def drop_calculation_chain(self) -> None:
        """Excel makes the order of computing anew; an old one that names a formula no longer there would be damage."""
        for relation in parts.relations(self.package, self.main.name):
            if relation.type == "calcChain":
                parts.remove(self.package, relation.target, self.main.name, relation.id)

    def commit(self) -> Package:
        """The package with every change in it, ready to be written."""
        self.package.put(self.styles_part, self.styles.to_bytes())
        for sheet in self.sheets.values():
            if sheet.changed:
                self.package.put(sheet.part, sheet.stream)
            elif sheet.base is not None:
                self.package.put(sheet.part, sheet.base)
            else:
                self.package.restore(sheet.part)
        return self.package

    def become(self, suffix: str) -> None:
        """Made from a template, a workbook says what it is: Excel opens no template under the name of a workbook."""
        if self.kind in (".xltx", ".xltm") and suffix in _OF_A_TEMPLATE:
            parts.declare(self.package, self.main.name, _OF_A_TEMPLATE[suffix])

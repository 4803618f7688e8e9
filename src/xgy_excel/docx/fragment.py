"""The body of one document made ready to stand among others: its sections, its ids, and what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from lxml import etree

from ..core import Stopped
from .text import R, W

_WORD14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_OF_RECORD = ("header", "footer")

# Element or field -> what it is, in the clerk's words. In a merged file it would say something else than alone.
_MARKS = {
    "footnoteReference": "脚注", "endnoteReference": "尾注", "commentReference": "批注", "dataBinding": "与文档属性相连的内容控件",
    "altChunk": "嵌入的文件", "subDoc": "子文档",
}  # fmt: skip
_FIELDS = {
    "NUMPAGES": "总页数域（NUMPAGES）", "TOC": "目录", "INDEX": "索引", "SEQ": "自动编号域（SEQ）", "LISTNUM": "自动编号域（LISTNUM）",
    "AUTONUM": "自动编号域（AUTONUM）", "REF": "交叉引用", "PAGEREF": "交叉引用", "NOTEREF": "交叉引用", "TITLE": "文档属性域",
    "SUBJECT": "文档属性域", "AUTHOR": "文档属性域", "DOCPROPERTY": "文档属性域", "NUMWORDS": "字数域", "NUMCHARS": "字数域",
}  # fmt: skip
_FIELD = re.compile(rf"(?<![A-Z])({'|'.join(_FIELDS)})(?![A-Z])")
_QUOTED = re.compile('"[^"]*"')

# What comes before these in a w:sectPr and a w:pPr, by the schema.
_SECTION_BEFORE_TYPE = ("headerReference", "footerReference", "footnotePr", "endnotePr")
_SECTION_BEFORE_NUMBERS = (*_SECTION_BEFORE_TYPE, "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")
# A document that ends with a table gets a line of one point, as Word itself would add one.
_CLOSING = f"""<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>
<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>"""


class Fragment:
    """A document's body. `number` is its place among the others, from 1; with `odd` it begins on a front side."""

    def __init__(self, document: Any, number: int, odd: bool, ids: Iterator[int]) -> None:
        self.body = document.find(f"{W}body")
        if self.body is None:
            raise Stopped("不是Word文书（.docx），")
        self.number = number
        if self.body[-1].tag != f"{W}sectPr":
            etree.SubElement(self.body, f"{W}sectPr")
        last = self.body[-2] if len(self.body) > 1 else None
        if last is None or last.tag != f"{W}p" or last.find(f"{W}pPr/{W}sectPr") is not None:
            self.body.insert(len(self.body) - 1, etree.fromstring(_CLOSING))
        here = (self.body, *self.body.iter(f"{W}pPr"))
        self.sections = [s for s in self.body.iter(f"{W}sectPr") if s.getparent() in here]
        self._begin(self.sections[0], odd)
        self._renumber(ids)

    def check(self, around: Iterable[Any]) -> None:
        """Raise Stopped with the first thing that would print wrongly; `around` are the headers and footers."""
        for tree in (self.body, *around):
            for mark, words in _MARKS.items():
                if next(tree.iter(f"{W}{mark}"), None) is not None:
                    raise Stopped(f"有{words}，")
            for paragraph in tree.iter(f"{W}p"):
                said = "".join(node.text or "" for node in paragraph.iter(f"{W}instrText"))
                said += " ".join(["", *(node.get(f"{W}instr", "") for node in paragraph.iter(f"{W}fldSimple"))])
                if found := _FIELD.search(_QUOTED.sub("", said.upper())):
                    raise Stopped(f"有{_FIELDS[found[1]]}，")

    def references(self) -> Iterator[tuple[Any, str]]:
        """Every node and attribute that names a relationship."""
        for node in self.body.iter():
            for attribute in node.attrib:
                if attribute.startswith(R):
                    yield node, attribute

    def around(self, every: bool = False) -> set[tuple[str, str]]:
        """The kinds of headers and footers the first section has, or every one: (header, even)."""
        return {
            (word, node.get(f"{W}type", "default"))
            for section in (self.sections if every else self.sections[:1])
            for word in _OF_RECORD
            for node in section.findall(f"{W}{word}Reference")
        }

    def refer(self, word: str, kind: str, target: str) -> None:
        """Give the first section a header or footer."""
        self.sections[0].insert(0, etree.Element(f"{W}{word}Reference", {f"{W}type": kind, f"{R}id": target}))

    def close(self) -> None:
        """Let the last section end in the last paragraph, so that another can follow."""
        section, last = self.sections[-1], self.body[-2]
        properties = last.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            last.insert(0, properties)
        change = properties.find(f"{W}pPrChange")
        properties.insert(len(properties) if change is None else properties.index(change), section)

    def _begin(self, section: Any, odd: bool) -> None:
        """A new page, numbered 1 unless the template says otherwise."""
        kind = section.find(f"{W}type")
        if odd or (kind is not None and kind.get(f"{W}val") == "continuous"):
            if kind is None:
                kind = _put(section, "type", _SECTION_BEFORE_TYPE)
            kind.set(f"{W}val", "oddPage" if odd else "nextPage")
        numbers = section.find(f"{W}pgNumType")
        if numbers is None:
            numbers = _put(section, "pgNumType", _SECTION_BEFORE_NUMBERS)
        if numbers.get(f"{W}start") is None:
            numbers.set(f"{W}start", "1")
        lines = section.find(f"{W}lnNumType")
        if lines is not None and lines.get(f"{W}restart") == "continuous":
            lines.set(f"{W}restart", "newSection")

    def _renumber(self, ids: Iterator[int]) -> None:
        """What must be there once in a file: ids of marks and drawings, names of bookmarks, Word's own paragraph marks."""
        given: dict[str, str] = {}
        for node in self.body.iter():
            if (old := node.get(f"{W}id")) is not None:
                node.set(f"{W}id", given.setdefault(old, str(next(ids))))
            if node.tag == _DRAWING:
                node.set("id", str(next(ids)))
            if self.number == 1:
                continue
            if node.tag == f"{W}bookmarkStart":
                node.set(f"{W}name", self._named(node.get(f"{W}name", "")))
            elif (anchor := node.get(f"{W}anchor")) is not None:
                node.set(f"{W}anchor", self._named(anchor))
            for attribute in ("paraId", "textId"):
                node.attrib.pop(f"{_WORD14}{attribute}", None)

    def _named(self, bookmark: str) -> str:
        return f"{bookmark[:30]}_{self.number}"  # Word allows 40 characters


def _put(section: Any, tag: str, before: tuple[str, ...]) -> Any:
    """A new child after those the schema wants before it."""
    at = next((i for i, child in enumerate(section) if etree.QName(child).localname not in before), len(section))
    section.insert(at, etree.Element(f"{W}{tag}"))
    return section[at]


def ids() -> Iterator[int]:
    """Ids for the whole of a merged file."""
    return count(1)

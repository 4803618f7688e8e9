"""The text of a Word file, paragraph by paragraph, each with the place a clerk finds it at."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ..core import Stopped
from .package import members

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
W, R = f"{{{_MAIN}}}", f"{{{_OFFICE}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WHERE = {"default": "", "first": "首页", "even": "偶数页"}
_NOTES = {"footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
_PROPERTIES = {
    "title": "标题", "subject": "主题", "creator": "作者", "description": "备注", "keywords": "标记", "category": "类别",
    "lastModifiedBy": "最后修改者", "language": "语言", "identifier": "标识", "contentStatus": "状态",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `row` and `cell` number the table row and cell it stands in within its part, 0: in none."""

    place: str  # 段落3, 表1行2列3, 页眉, 首页页脚, 脚注2, 文档属性“标题”
    text: str  # as it would print, fields without their instructions
    part: str  # member of the package
    row: int = 0
    cell: int = 0
    instructions: str = ""  # of its fields: PAGE, NUMPAGES ...
    numbered: bool = False


def text_of(data: bytes, *, hidden: bool = False) -> str:
    """The text of a .docx as printed: body, headers, footers, notes; a line per paragraph, cells as paragraphs.

    With `hidden` also what is in the file and not on the page: hidden text, comments, unused headers, the properties. That
    is what a public document is searched in.
    """
    return "\n".join(p.text for p in paragraphs(data, hidden=hidden) if p.text.strip())


def paragraphs(data: bytes, *, hidden: bool = True, name: str = "文件") -> Iterator[Paragraph]:
    """Every paragraph of a .docx: the body, then headers, footers, notes, properties. Raises Stopped on what is none."""
    try:
        yield from _Reader(members(data, name), hidden).read()
    except (KeyError, etree.XMLSyntaxError):
        raise Stopped(f"“{name}”不是Word文书（.docx）或已损坏。") from None


class _Reader:
    """Walks the parts of one file, counting rows and cells."""

    def __init__(self, inside: dict[str, bytes], hidden: bool) -> None:
        self.inside, self.hidden = inside, hidden
        self.part = ""
        self.rows = self.cells = 0

    def read(self) -> Iterator[Paragraph]:
        root = self._links("")
        main = dict(root.values())[f"{_OFFICE}/officeDocument"]
        document = self._tree(main)
        body = document.find(f"{W}body")
        if body is None:  # an Office file of another kind: a workbook, a presentation
            raise KeyError(main)
        yield from self._blocks(body, "", main)
        links = self._links(main)
        yield from self._headers(document, links)
        for kind, target in sorted(links.values()):
            word = _NOTES.get(kind.rsplit("/", 1)[-1])
            if word and target in self.inside and (self.hidden or word != "批注"):
                for i, note in enumerate(_notes(self._tree(target)), 1):
                    yield from self._blocks(note, f"{word}{i}", target)
        if self.hidden:
            for kind, target in root.values():
                if kind == _CORE and target in self.inside:
                    yield from self._properties(target)

    def _tree(self, part: str) -> Any:
        return etree.fromstring(self.inside[part], etree.XMLParser(resolve_entities=False, huge_tree=True))

    def _links(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part, or of the package: id to kind and member."""
        folder, file = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self.inside:
            return {}
        return {
            link.get("Id", ""): (
                link.get("Type", ""), posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/"),
            )
            for link in self._tree(path)
            if link.get("TargetMode") != "External"
        }  # fmt: skip

    def _headers(self, document: Any, links: dict[str, tuple[str, str]]) -> Iterator[Paragraph]:
        seen: set[str] = set()
        even = b"evenAndOddHeaders" in self.inside.get("word/settings.xml", b"")
        for section in document.iter(f"{W}sectPr"):
            used = {"default": True, "first": section.find(f"{W}titlePg") is not None, "even": even}
            for tag, word in (("headerReference", "页眉"), ("footerReference", "页脚")):
                for reference in section.findall(f"{W}{tag}"):
                    kind = reference.get(f"{W}type", "default")
                    part = links.get(reference.get(f"{R}id"), ("", ""))[1]
                    if part in self.inside and part not in seen and (self.hidden or used.get(kind)):
                        seen.add(part)
                        yield from self._blocks(self._tree(part), f"{_WHERE.get(kind, '')}{word}", part)

    def _properties(self, part: str) -> Iterator[Paragraph]:
        for node in self._tree(part):
            word = _PROPERTIES.get(etree.QName(node).localname)
            if word and node.text:
                yield Paragraph(f"文档属性“{word}”", node.text, part)

    def _blocks(self, container: Any, place: str, part: str, row: int = 0, cell: int = 0) -> Iterator[Paragraph]:
        """The paragraphs of a body, header, note or cell; `place` names the container, empty for the body."""
        number = tables = 0
        for block in _flat(container):
            if block.tag == f"{W}p":
                number += 1
                yield from self._paragraph(block, place or f"段落{number}", part, row, cell)
            else:
                tables += 1
                yield from self._table(block, f"{place}表{tables}", part)

    def _table(self, table: Any, place: str, part: str) -> Iterator[Paragraph]:
        for r, row in enumerate(_nearest(table, "tr"), 1):
            self.rows += 1
            this = self.rows
            for c, cell in enumerate(_nearest(row, "tc"), 1):
                self.cells += 1
                yield from self._blocks(cell, f"{place}行{r}列{c}", part, this, self.cells)

    def _paragraph(self, node: Any, place: str, part: str, row: int, cell: int) -> Iterator[Paragraph]:
        own = _Own(self.hidden)
        own.take(node)
        numbered = node.find(f"{W}pPr/{W}numPr") is not None
        yield Paragraph(place, "".join(own.text), part, row, cell, "".join(own.instructions), numbered)
        for box in own.boxes:
            yield from self._blocks(box, f"{place}文本框", part)


class _Own:
    """The text of one paragraph without that of the text boxes anchored in it."""

    def __init__(self, hidden: bool) -> None:
        self.hidden = hidden
        self.text: list[str] = []
        self.instructions: list[str] = []
        self.boxes: list[Any] = []

    def take(self, node: Any) -> None:
        for child in node:
            if child.tag == f"{W}t":
                self.text.append(child.text or "")
            elif child.tag == f"{W}instrText":
                self.instructions.append(child.text or "")
            elif child.tag in _SIGNS:
                self.text.append(_SIGNS[child.tag])
            elif child.tag == f"{W}txbxContent":
                self.boxes.append(child)
            elif child.tag in _SKIPPED or (not self.hidden and _vanishes(child)):
                continue
            elif isinstance(child.tag, str):
                self.instructions.append(child.get(f"{W}instr", ""))
                self.take(child)


_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SKIPPED = {f"{W}pPr", f"{W}rPr", f"{W}del", f"{W}moveFrom", _FALLBACK}


def _vanishes(node: Any) -> bool:
    mark = node.find(f"{W}rPr/{W}vanish") if node.tag == f"{W}r" else None
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")


def _flat(container: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those in content controls."""
    for child in container:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}smartTag"):
            yield from _flat(child)


def _nearest(container: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, without those of a table within a cell."""
    for child in container:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _nearest(child, tag)


def _notes(tree: Any) -> list[Any]:
    """The notes people wrote; the first two of a part are the separating lines."""
    return [note for note in tree if note.get(f"{W}type", "normal") == "normal"]

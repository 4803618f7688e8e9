"""Many documents of one template as one, for who must edit before printing: every record in sections of its own.

Printing itself does not merge: each record is set alone (printing.py). What would print wrongly in a merged file is refused.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from itertools import chain, count
from typing import Any

from lxml import etree

from ..core import Stopped
from .fragment import Fragment, ids
from .lists import Lists
from .package import FIRST, Frame, members, pack
from .text import W

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_LINK = f"{{{_RELATIONS}}}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_MAIN, _CORE = "word/document.xml", "docProps/core.xml"
_STYLES, _SETTINGS, _NUMBERS = "word/styles.xml", "word/settings.xml", "word/numbering.xml"
_AROUND = ("header", "footer")
_BLANK = '<w:{0} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p/></w:{0}>'
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def merge(documents: Iterable[tuple[str, bytes]], title: str, *, odd: bool = False) -> bytes:
    """One .docx of (name, document) pairs, in their order. Every record has its own headers and starts at page 1.

    With `odd` every record begins on a front side. Raises Stopped, naming the record, where a merged file would print
    something else than the documents alone.
    """
    merged: _Merged | None = None
    numbers = ids()
    for number, (name, data) in enumerate(documents, 1):
        try:
            inside = members(data)
            if merged is None:
                merged = _Merged(inside, title)
            merged.add(Fragment(etree.fromstring(inside[_MAIN]), number, odd, numbers), inside)
        except KeyError:
            raise Stopped(f"{name}：不是Word文书（.docx），不能合并。") from None
        except Stopped as stop:
            raise Stopped(f"{name}：{stop}不能合并成一个文件，请用逐份的文书或PDF打印。") from None
    if merged is None:
        raise Stopped("没有可以合并的文书。")
    return merged.saved()


class _Merged:
    """The package that grows: the first document's, and what the others bring."""

    def __init__(self, inside: dict[str, bytes], title: str) -> None:
        self.parts = dict(inside)
        self.title = title
        self.document = etree.fromstring(inside[_MAIN])
        self.body = self.document.find(f"{W}body")
        self.body[:] = []
        self.types = etree.fromstring(inside[FIRST])
        self.links = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
        self.known: dict[tuple[Any, ...], str] = {}  # what a relationship leads to -> its id
        self.names: dict[tuple[Any, ...], str] = {}  # the same -> the name of the part
        self.lists = Lists(inside.get(_NUMBERS, b""), inside.get(_STYLES, b""))
        self.last: Fragment | None = None
        self.around: set[tuple[str, str]] = set()  # kinds of headers and footers that some section has
        for link in _relations(inside, _MAIN):  # styles, settings ...: the same for all
            self.known[_leads_to(inside, _MAIN, link)] = link.get("Id")
            self.links.append(link)
        self._know(inside, _MAIN)

    def _know(self, inside: dict[str, bytes], part: str) -> None:
        for link in _relations(inside, part):
            if link.get("TargetMode") != "External":
                self.names[_leads_to(inside, part, link)] = _target(part, link)
                self._know(inside, _target(part, link))

    def add(self, fragment: Fragment, inside: dict[str, bytes]) -> None:
        """Raises Stopped when the document is of another template or cannot stand in a merged file."""
        if any(inside.get(name) != self.parts.get(name) for name in (_STYLES, _SETTINGS, _NUMBERS)):
            raise Stopped("与前面的文书不是同一个模板生成的，")
        links = {link.get("Id"): link for link in _relations(inside, _MAIN)}
        kinds = {f"{_OFFICE}/{word}" for word in _AROUND}
        around = [link for link in links.values() if link.get("Type") in kinds]
        fragment.check(etree.fromstring(inside[_target(_MAIN, link)]) for link in around)
        for node, attribute in fragment.references():
            if (link := links.get(node.get(attribute))) is not None:
                node.set(attribute, self._linked(inside, link))
        for word, kind in sorted(self.around - fragment.around()):  # else it would print those of the one before
            fragment.refer(word, kind, self._blank(word))
        self.around |= fragment.around(every=True)
        if self.last is not None:
            self.lists.restart(fragment.body)
            self._end(self.last)
        self.last = fragment

    def _end(self, fragment: Fragment, closed: bool = True) -> None:
        if closed:
            fragment.close()
        self.body.extend(fragment.body)

    def saved(self) -> bytes:
        assert self.last is not None
        self._end(self.last, closed=False)
        self.parts[_MAIN], self.parts[_rels(_MAIN)] = _xml(self.document), _xml(self.links)
        self.parts[FIRST] = _xml(self.types)
        if self.lists.changed:
            self.parts[_NUMBERS] = self.lists.saved()
        if _CORE in self.parts:
            self.parts[_CORE] = _entitled(self.parts[_CORE], self.title)
        order = sorted(self.parts, key=lambda name: name != FIRST)
        return pack(Frame(), ((name, self.parts[name]) for name in order))

    # -- parts and relationships -----------------------------------------------------------------------------

    def _linked(self, inside: dict[str, bytes], link: Any) -> str:
        """The id, in the merged document, of a relationship of another."""
        leads = _leads_to(inside, _MAIN, link)
        if leads not in self.known:
            self.known[leads] = self._add(link.get("Type"), self._taken(inside, _MAIN, link), link.get("TargetMode"))
        return self.known[leads]

    def _add(self, kind: str, target: str, mode: str | None = None) -> str:
        made = etree.SubElement(self.links, _LINK, Id=f"rIdM{len(self.links)}", Type=kind, Target=target)
        if mode:
            made.set("TargetMode", mode)
        return str(made.get("Id"))

    def _taken(self, inside: dict[str, bytes], source: str, link: Any) -> str:
        """The target of a relationship: its part, copied under a free name where it is new, with all it leads to."""
        if link.get("TargetMode") == "External":
            return str(link.get("Target"))
        leads, part = _leads_to(inside, source, link), _target(source, link)
        if leads not in self.names:
            name = self.names[leads] = self._new(part, inside[part], _content_type(inside, part))
            links = _relations(inside, part)
            for inner in links:
                inner.set("Target", self._taken(inside, part, inner))
            if links:
                self.parts[_rels(name)] = _xml(links[0].getparent())
        return "/" + self.names[leads]

    def _new(self, like: str, data: bytes, content_type: str) -> str:
        """Add a part under a free name; returns the name."""
        stem, suffix = posixpath.splitext(like)
        free = (f"{stem.rstrip('0123456789')}{n}{suffix}" for n in count(1))
        name = next(name for name in free if name not in self.parts)
        self.parts[name] = data
        etree.SubElement(self.types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type)
        return name

    def _blank(self, word: str) -> str:
        """The id of a relationship to an empty header or footer."""
        kind = f"{_OFFICE}/{word}"
        if (kind,) not in self.known:
            data = _BLANK.format("hdr" if word == "header" else "ftr").encode()
            name = self._new(f"word/{word}.xml", data, _CONTENT.format(word))
            self.known[(kind,)] = self._add(kind, f"/{name}")
        return self.known[(kind,)]


def _relations(inside: dict[str, bytes], part: str) -> list[Any]:
    data = inside.get(_rels(part))
    return list(etree.fromstring(data)) if data else []


def _rels(part: str) -> str:
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _target(part: str, link: Any) -> str:
    joined = posixpath.join("/", posixpath.dirname(part), link.get("Target"))
    return posixpath.normpath(joined).lstrip("/")


def _leads_to(inside: dict[str, bytes], source: str, link: Any) -> tuple[Any, ...]:
    """What is at the end of a relationship: two with the same are one."""
    kind = link.get("Type")
    if link.get("TargetMode") == "External":
        return kind, link.get("Target")
    part = _target(source, link)
    inner = ((x.get("Id"), *_leads_to(inside, part, x)) for x in _relations(inside, part))
    return kind, posixpath.splitext(part)[1], inside.get(part, b""), *inner


def _content_type(inside: dict[str, bytes], part: str) -> str:
    types = etree.fromstring(inside[FIRST])
    own = (t for t in types.findall(f"{_TYPES}Override") if t.get("PartName") == f"/{part}")
    suffix = posixpath.splitext(part)[1].lstrip(".").lower()
    by_suffix = (t for t in types.findall(f"{_TYPES}Default") if t.get("Extension", "").lower() == suffix)
    return str(next(chain(own, by_suffix)).get("ContentType"))


def _entitled(core: bytes, title: str) -> bytes:
    """The properties of the whole: the title is ours, for the first record's may hold a name."""
    tree = etree.fromstring(core)
    for node in tree.findall(_TITLE):
        node.text = title
    return _xml(tree)


def _xml(tree: Any) -> bytes:
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)  # type: ignore[no-any-return]

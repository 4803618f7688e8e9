"""Notes in cells: the comments part and the drawing that goes with it. Only notes of ours are ever changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..opc import Package
from . import parts, vml
from . import xml as x
from .ours import AUTHOR, is_note, is_untouched, note_text
from .refs import address, place
from .sheet import Sheet

_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_AFTER_DRAWING = {
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent", "webPublishItems",
    "tableParts", "extLst",
}  # fmt: skip
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="%b"><authors/><commentList/></comments>' % _MAIN
)
_LONGEST = 30_000  # characters; Excel takes 32,767
At = tuple[int, int]


class Notes:
    """The notes of one sheet."""

    def __init__(self, package: Package, sheet: Sheet) -> None:
        self._package = package
        self._sheet = sheet
        self._relations = parts.relations(package, sheet.part)
        self._comments = self._target("comments")
        drawing = x.first(sheet.after(), "legacyDrawing") if self._relations else None
        drawing_id = next(iter(_ids(drawing)), "") if drawing else ""
        self._drawing = next((r.target for r in self._relations if r.id == drawing_id), "")

    def _target(self, kind: str) -> str:
        return next((r.target for r in self._relations if r.type == kind and self._package.has(r.target)), "")

    def clear(self) -> list[At]:
        """Take our notes away; returns the cells whose note of ours a user has written into, which stay."""
        if not self._comments:
            return []
        xml = self._package.read(self._comments)
        ours = [(at, c) for c, at, author in _comments(xml) if is_note(_text(xml, c), author)]
        gone = {at: c for at, c in ours if is_untouched(_text(xml, c))}
        if gone:
            xml = x.spliced(xml, ((c.start, c.end, b"") for c in gone.values()))
            self._package.put(self._comments, _without_author(xml))
            self._clear_drawing(gone)
            if not _comments(xml):
                self._remove("comments", self._comments)
        return [at for at, _ in ours if at not in gone]

    def _clear_drawing(self, cells: Collection[At]) -> None:
        if not self._drawing or not self._package.has(self._drawing):
            return
        xml = vml.without(self._package.read(self._drawing), cells)
        if vml.has_shapes(xml):
            self._package.put(self._drawing, xml)
            return
        self._remove("vmlDrawing", self._drawing)
        found = x.first(self._sheet.after(), "legacyDrawing")
        if found:
            self._sheet.tail = x.spliced(self._sheet.tail, [(found.start, found.end, b"")])

    def _remove(self, kind: str, part: str) -> None:
        for relation in self._relations:
            if relation.type == kind and relation.target == part:
                parts.remove(self._package, part, self._sheet.part, relation.id)

    def put(self, notes: Mapping[At, str]) -> dict[At, str]:
        """Set notes of ours; returns the cells refused, each with the reason."""
        refused = self._taken(notes)
        new = {
            at: note_text(text[:_LONGEST]) for at, text in sorted(notes.items()) if at not in refused and text.strip()
        }
        if not new:
            return refused
        drawing = self._package.read(self._drawing) if self._drawing and self._package.has(self._drawing) else vml.EMPTY
        if not vml.writable(drawing):
            return refused | dict.fromkeys(new, "工作表的批注图形部分不正常，批注未写入，见核对结果")
        blocks = set[int]()
        for name in self._package.names:
            if name.lower().endswith(".vml") and name != self._drawing:
                blocks |= vml.blocks(self._package.read(name))
        self._put_comments(new)
        self._put_drawing(vml.with_notes(drawing, new, blocks))
        return refused

    def _taken(self, cells: Mapping[At, str]) -> dict[At, str]:
        taken: dict[At, str] = {}
        if self._comments:
            xml = self._package.read(self._comments)
            for comment, at, author in _comments(xml):
                ours = is_note(_text(xml, comment), author)
                taken[at] = "批注里有人写过内容，未改动" if ours else "单元格已有批注，未改动"
        threads = self._target("threadedComment")
        if threads:
            xml = self._package.read(threads)
            for element in x.children(xml, x.root(xml).inner):
                at = place(x.attributes(element.attributes).get("ref", "A1"))
                taken[at] = "单元格已有会话批注，未改动"
        return {at: why for at, why in taken.items() if at in cells}

    def _put_comments(self, notes: Mapping[At, str]) -> None:
        new = not self._comments
        if new:
            self._comments = self._new_part("comments", "comments{}.xml")
            parts.declare(self._package, self._comments, parts.TYPES["comments"])
        xml = _EMPTY if new else self._package.read(self._comments)
        xml, author = _with_author(xml)
        top = x.root(xml)
        found = x.first(x.children(xml, top.inner, top.close), "commentList")
        p = x.prefix(xml, top)
        body = b"".join(_comment(address(*at), text, author, p) for at, text in notes.items())
        if found is None:
            xml = x.appended(xml, top, b"<%bcommentList>%b</%bcommentList>" % (p, body, p))
        else:
            xml = x.appended(xml, found, body)
        self._package.put(self._comments, xml)

    def _put_drawing(self, xml: bytes) -> None:
        if not self._drawing or not self._package.has(self._drawing):
            self._drawing = self._new_part("vmlDrawing", "drawings/vmlDrawing{}.vml")
            parts.declare_extension(self._package, self._drawing, parts.TYPES["vml"])
            relations = parts.relations(self._package, self._sheet.part)
            self._link(next(r.id for r in relations if r.target == self._drawing))
        self._package.put(self._drawing, xml)

    def _link(self, relation: str) -> None:
        sheet = self._sheet
        spaces = x.namespaces(x.opening(sheet.head).attributes)
        r = next((k for k, v in spaces.items() if v == parts.OFFICE and k), "")
        link = f'{r}:id="{relation}"' if r else f'xmlns:r="{parts.OFFICE}" r:id="{relation}"'
        tag = b"<%blegacyDrawing %b/>" % (sheet.prefix, link.encode())
        old = x.first(sheet.after(), "legacyDrawing")  # leads nowhere, or we would have used it
        if old:
            sheet.tail = x.spliced(sheet.tail, [(old.start, old.end, tag)])
            return
        at = next((e.start for e in sheet.after() if e.name in _AFTER_DRAWING), sheet.tail.rfind(b"</"))
        sheet.tail = sheet.tail[:at] + tag + sheet.tail[at:]

    def _new_part(self, kind: str, pattern: str) -> str:
        folder = self._sheet.part.rpartition("/")[0].rpartition("/")[0]
        part = parts.free_name(self._package, f"{folder}/{pattern}" if folder else pattern)
        parts.relate(self._package, self._sheet.part, kind, part)
        self._package.put(part, _EMPTY)
        return part


def _ids(element: x.Element) -> list[str]:
    return [v for k, v in x.attributes(element.attributes).items() if k.endswith(":id")]


def _lists(xml: bytes) -> tuple[x.Element | None, x.Element | None]:
    top = x.root(xml)
    inside = x.children(xml, top.inner, top.close)
    return x.first(inside, "authors"), x.first(inside, "commentList")


def _authors(xml: bytes) -> list[str]:
    authors, _ = _lists(xml)
    found = x.children(xml, authors.inner, authors.close) if authors else []
    return [x.text_of(xml[e.inner : e.close]) for e in found]


def _comments(xml: bytes) -> list[tuple[x.Element, At, str]]:
    """Every comment, its cell and its author."""
    authors = _authors(xml)
    _, listed = _lists(xml)
    found = []
    for element in x.children(xml, listed.inner, listed.close) if listed else ():
        a = x.attributes(element.attributes)
        number = int(a.get("authorId") or 0)
        try:
            at = place(a.get("ref", ""))
        except ValueError:
            continue
        found.append((element, at, authors[number] if number < len(authors) else ""))
    return found


def _text(xml: bytes, comment: x.Element) -> str:
    """The words of a comment, phonetic guides left out."""
    body = x.first(x.children(xml, comment.inner, comment.close), "text")
    words = []
    for part in x.children(xml, body.inner, body.close) if body else ():
        runs = [part] if part.name == "t" else x.children(xml, part.inner, part.close) if part.name == "r" else []
        words += [x.text_of(xml[e.inner : e.close]) for e in runs if e.name == "t"]
    return x.from_cell_text("".join(words))


def _comment(ref: str, text: str, author: int, p: bytes) -> bytes:
    words = b'<%br><%bt xml:space="preserve">%b</%bt></%br>' % (p, p, x.cell_text(text), p, p)
    tag = f'comment ref="{ref}" authorId="{author}" shapeId="0"'.encode()
    return b"<%b><%btext>%b</%btext></%bcomment>" % (p + tag, p, words, p, p)


def _with_author(xml: bytes) -> tuple[bytes, int]:
    authors = _authors(xml)
    if AUTHOR in authors:
        return xml, authors.index(AUTHOR)
    listed, _ = _lists(xml)
    top = x.root(xml)
    p = x.prefix(xml, top)
    tag = b"<%bauthor>%b</%bauthor>" % (p, AUTHOR.encode(), p)
    if listed is None:
        return xml[: top.inner] + b"<%bauthors>%b</%bauthors>" % (p, tag, p) + xml[top.inner :], 0
    return x.appended(xml, listed, tag), len(authors)


def _without_author(xml: bytes) -> bytes:
    """Our name out of the authors when it stands last and no note is left by it."""
    authors = _authors(xml)
    listed, _ = _lists(xml)
    if not authors or authors[-1] != AUTHOR or listed is None or any(a == AUTHOR for _, _, a in _comments(xml)):
        return xml
    ours = x.children(xml, listed.inner, listed.close)[-1]
    return x.spliced(xml, [(ours.start, ours.end, b"")])

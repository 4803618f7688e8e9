"""XML as bytes: found by regular expressions and changed by splicing, so that what we do not touch stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import unescape
from typing import NamedTuple

# Comments, CDATA and instructions: whatever stands in them is no markup.
_QUIET = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.S)
_TOKEN = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE[^>]*>"
    rb"|<(/?)([^\s/>!?]++)((?:[^>\"'/]++|\"[^\"]*+\"|'[^']*+'|/(?!>))*)(/?)>",
    re.S,
)
_ATTRIBUTE = re.compile(rb"""(?<=\s)([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENCODING = re.compile(rb"""(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)""")
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.S)
_TAG = re.compile(rb"<[^>]*>")
_NUMBERED = re.compile(rb"&#(?:x[0-9A-Fa-f]+|[0-9]+);")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class Element(NamedTuple):
    """One element: local name, where it begins and ends, where its content does, and its start tag's attributes."""

    name: str
    start: int
    end: int
    inner: int  # first byte after the start tag
    close: int  # first byte of the end tag; the same as `end` when self-closed
    attributes: bytes

    @property
    def empty(self) -> bool:
        """Is it self-closed?"""
        return self.close == self.end


def plain(xml: bytes) -> bool:
    """Can bytes of this part be spliced: UTF-8 and without a DOCTYPE?

    >>> plain(b'<?xml version="1.0" encoding="UTF-8"?><a/>'), plain("<a/>".encode("utf-16"))
    (True, False)
    """
    head = xml[:1000]
    encoding = _ENCODING.match(head)
    named = encoding[1].lower() if encoding else b"utf-8"
    return b"\0" not in head and b"<!DOCTYPE" not in head and named in (b"utf-8", b"utf8", b"us-ascii")


def quiet(xml: bytes) -> bytes:
    """The same bytes with comments, CDATA and instructions blanked out; every position stays."""
    if _is_quiet(xml):
        return xml
    return _QUIET.sub(lambda m: b" " * len(m[0]), xml)


def _is_quiet(xml: bytes) -> bool:
    # A search for one rare byte is ten times as fast as one for two of which the first is everywhere.
    return (b"!" not in xml or b"<!" not in xml) and (b"?" not in xml or b"<?" not in xml)


def children(xml: bytes, start: int = 0, end: int | None = None) -> list[Element]:
    """The elements directly within a stretch of XML, in order. An end tag without its start ends the stretch.

    >>> [e.name for e in children(b'<a/><x:b k="1"><c/></x:b><!-- <d/> -->')]
    ['a', 'b']
    """
    found: list[Element] = []
    depth, name, at, inner, attributes = 0, "", 0, 0, b""
    for token in _TOKEN.finditer(xml, start, len(xml) if end is None else end):
        if token[2] is None:
            continue
        if token[1]:
            depth -= 1
            if depth < 0:
                break
            if depth == 0:
                found.append(Element(name, at, token.end(), inner, token.start(), attributes))
            continue
        if depth == 0:
            name, at, inner, attributes = local(token[2]), token.start(), token.end(), token[3]
            if token[4]:
                found.append(Element(name, at, inner, inner, inner, attributes))
        depth += not token[4]
    return found


def root(xml: bytes) -> Element:
    """The document element. Raises ValueError when there is none."""
    found = children(xml)
    if not found:
        raise ValueError("no document element")
    return found[0]


def opening(xml: bytes) -> Element:
    """The start tag of the document element; `close` and `end` are where that tag ends. Raises ValueError on none."""
    for token in _TOKEN.finditer(xml):
        if token[2] is not None and not token[1]:
            return Element(local(token[2]), token.start(), token.end(), token.end(), token.end(), token[3])
    raise ValueError("no document element")


def first(elements: Iterable[Element], *names: str) -> Element | None:
    """The first of the elements that has one of the names."""
    return next((e for e in elements if e.name in names), None)


def local(name: bytes) -> str:
    """A name without its prefix."""
    return name.rpartition(b":")[2].decode("utf-8", "replace")


def prefix(xml: bytes, element: Element) -> bytes:
    """The prefix an element is written with, colon included; empty without one."""
    name = re.compile(rb"<([^\s/>]*:)?").match(xml, element.start)
    return (name[1] if name else None) or b""


def attributes(tag: bytes) -> dict[str, str]:
    r"""The attributes of a start tag, decoded.

    >>> attributes(b' r="A1" x:r=\'2\' name="a &amp; b"')
    {'r': 'A1', 'x:r': '2', 'name': 'a & b'}
    """
    return {
        m[1].decode("utf-8", "replace"): unescape((m[2] if m[2] is not None else m[3]).decode("utf-8", "replace"))
        for m in _ATTRIBUTE.finditer(tag)
    }


@cache
def _attribute(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"(\s" + re.escape(name.encode()) + rb"\s*=\s*)(?:\"([^\"]*)\"|'([^']*)')")


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """A start tag (`<a ...>` or `<a ... />`) in which an attribute has a value; everything else stays.

    >>> with_attribute(b'<row r="1"/>', "spans", "1:3"), with_attribute(b"<a n='1'>", "n", "2")
    (b'<row r="1" spans="1:3"/>', b'<a n="2">')
    """
    new = b'"' + escape(value).replace(b'"', b"&quot;") + b'"'
    found = _attribute(name).search(tag)
    if found:
        return tag[: found.end(1)] + new + tag[found.end() :]
    at = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:at].rstrip() + b" " + name.encode() + b"=" + new + tag[at:]


def text_of(xml: bytes) -> str:
    """The characters of an element's content: tags dropped, CDATA and entities decoded, _xHHHH_ as it is.

    >>> text_of(b"<r><t>a &lt; </t></r><r><t><![CDATA[<b>]]></t></r>")
    'a < <b>'
    """
    plain = _CDATA.sub(lambda m: escape(m[1].decode("utf-8", "replace")), xml)
    return unescape(_TAG.sub(b"", _QUIET.sub(b"", plain)).decode("utf-8", "replace"))


def spelled_out(xml: bytes) -> bytes:
    """The same XML with the characters that some programs write as numbers.

    >>> spelled_out("&#26680;&#x5BF9;&lt;".encode()).decode()
    '核对&lt;'
    """
    return _NUMBERED.sub(lambda m: unescape(m[0].decode()).encode(errors="replace"), xml) if b"&#" in xml else xml


def escape(text: str) -> bytes:
    """Characters as XML content."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode("utf-8")


def cell_text(text: str) -> bytes:
    r"""Text as it stands in a cell: line ends as \n, what XML cannot hold as _xHHHH_, a literal _xHHHH_ protected.

    >>> cell_text("a\r\nb & \x01 _x000D_")
    b'a\nb &amp; _x0001_ _x005F_x000D_'
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return escape(_ILLEGAL.sub(lambda m: f"_x{ord(m[0]):04X}_", plain))


def from_cell_text(text: str) -> str:
    r"""What a cell's text means: _xHHHH_ decoded.

    >>> from_cell_text("a_x000D__x005F_x000D_")
    'a\r_x000D_'
    """
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)


def appended(xml: bytes, element: Element, fragment: bytes) -> bytes:
    """The document with a fragment as the last content of an element, which is opened if it was self-closed."""
    if not element.empty:
        return xml[: element.close] + fragment + xml[element.close :]
    tag = xml[element.start : element.end]
    name = re.compile(rb"<([^\s/>]+)").match(tag)
    assert name is not None
    opened = tag.rstrip(b">").rstrip(b"/").rstrip() + b">"
    return xml[: element.start] + opened + fragment + b"</" + name[1] + b">" + xml[element.end :]


def spliced(xml: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """The document with stretches replaced. Stretches must not overlap.

    >>> spliced(b"abcdef", [(4, 5, b""), (0, 1, b"XY")])
    b'XYbcdf'
    """
    out, at = [], 0
    for start, end, new in sorted(edits):
        if start < at:
            raise ValueError("overlapping edits")
        out += [xml[at:start], new]
        at = end
    return b"".join([*out, xml[at:]])


def open_quiet(xml: bytes) -> bool:
    """Does a comment or CDATA begin in these bytes and not end?"""
    return not _is_quiet(xml) and any(
        xml.rfind(begin) > xml.rfind(end) for begin, end in ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>")) if begin in xml
    )


def namespaces(tag: bytes) -> dict[str, str]:
    """Namespace by prefix as a start tag declares them.

    >>> namespaces(b' xmlns="u" xmlns:r="v"')
    {'': 'u', 'r': 'v'}
    """
    return {
        name.partition(":")[2]: value
        for name, value in attributes(tag).items()
        if name == "xmlns" or name.startswith("xmlns:")
    }

"""The drawing of notes, in VML: bytes only, for some real files have VML that no XML reader accepts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from . import xml as x
from .refs import MAX_COLUMN, MAX_ROW

_SPACES = {
    b"v": b"urn:schemas-microsoft-com:vml",
    b"o": b"urn:schemas-microsoft-com:office:office",
    b"x": b"urn:schemas-microsoft-com:office:excel",
}
EMPTY = b'<xml xmlns:v="%b" xmlns:o="%b" xmlns:x="%b"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>' % tuple(_SPACES.values())  # fmt: skip
# Any prefix will do: openpyxl writes ns0:shape, and ns0 means another namespace in each shape.
_SHAPE = re.compile(rb"<((?:\w+:)?)shape\s.*?</\1shape>", re.S)
_ID = re.compile(rb"_x0000_s(\d+)")
_ROW, _COLUMN = (re.compile(rb"<(?:\w+:)?%b>\s*(\d+)\s*</" % name) for name in (b"Row", b"Column"))
_IDMAP = re.compile(rb"""(<(?:\w+:)?idmap\s[^>]*?\bdata\s*=\s*["'])([^"']*)(["'])""")
_TYPE = b'id="_x0000_t202"'
_SHAPE_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BLOCK = 1024  # shape ids are dealt out in blocks of so many
WIDE = 4  # columns a note is wide


def writable(xml: bytes) -> bool:
    """Can notes be added to this drawing?"""
    return x.plain(xml) and xml.rfind(b"</xml>") >= 0


def has_shapes(xml: bytes) -> bool:
    """Is anything drawn here at all?"""
    return re.search(rb"<(?:\w+:)?(?:shape|group|rect|roundrect|line|oval|image)[\s>/]", xml) is not None


def blocks(xml: bytes) -> set[int]:
    """The blocks of shape ids a drawing has reserved or uses."""
    found = {int(n) for m in _IDMAP.finditer(xml) for n in re.findall(rb"\d+", m[2])}
    return found | {int(n) // _BLOCK for n in _ID.findall(xml)}


def without(xml: bytes, cells: Collection[tuple[int, int]]) -> bytes:
    """The drawing without the notes of these cells, and without the blocks of ids only they used."""
    gone = [m for m in _SHAPE.finditer(xml) if _cell_of(m[0]) in cells]
    left = x.spliced(xml, ((m.start(), m.end(), b"") for m in gone))
    used = {int(n) // _BLOCK for n in _ID.findall(left)}
    freed = {int(n) // _BLOCK for m in gone for n in _ID.findall(m[0])} - used
    found = _IDMAP.search(left)
    if found and freed:
        kept = [n for n in found[2].split(b",") if not n.strip().isdigit() or int(n) not in freed]
        left = left[: found.start(2)] + b",".join(kept) + left[found.end(2) :]
    return left if b'"#_x0000_t202"' in left else left.replace(_SHAPE_TYPE, b"")


def _cell_of(shape: bytes) -> tuple[int, int] | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if row is None or column is None or not re.search(rb"ObjectType=[\"']Note[\"']", shape):
        return None
    return int(row[1]) + 1, int(column[1]) + 1


def with_notes(xml: bytes, notes: Mapping[tuple[int, int], str], taken: Collection[int]) -> bytes:
    """The drawing with a hidden note at each cell. Shape ids come from blocks no other drawing (`taken`) has."""
    ids = _free_ids(blocks(xml) | set(taken))
    opening = x.opening(xml).attributes
    missing = b"".join(b' xmlns:%b="%b"' % (p, uri) for p, uri in _SPACES.items() if b"xmlns:" + p not in opening)
    shapes = [] if _TYPE in xml else [_SHAPE_TYPE.replace(b" ", missing + b" ", 1)]
    used = set()
    for number, (at, text) in zip(ids, notes.items(), strict=False):
        used.add(number // _BLOCK)
        shapes.append(_shape(number, *at, text, missing))
    end = xml.rfind(b"</xml>")
    xml = xml[:end] + b"".join(shapes) + xml[end:]
    found = _IDMAP.search(xml)
    if found:
        data = b",".join(filter(None, [found[2].strip(), *(b"%d" % n for n in sorted(used))]))
        xml = xml[: found.start(2)] + data + xml[found.end(2) :]
    return xml


def _free_ids(taken: Collection[int]) -> Iterator[int]:
    block = 0
    while True:
        block += 1
        if block not in taken:
            yield from range(block * _BLOCK + 1, (block + 1) * _BLOCK)


def _shape(number: int, row: int, column: int, text: str, missing: bytes) -> bytes:
    lines = sum(1 + len(line) // 24 for line in text.split("\n"))
    high = min(max(4, lines), 24)
    left = column if column + WIDE < MAX_COLUMN else column - 1 - WIDE  # 0-based: the column right of the cell
    top = min(max(row - 2, 0), MAX_ROW - 1 - high)
    anchor = f"{left},12,{top},6,{left + WIDE},12,{top + high},6"
    return (
        f'<v:shape id="_x0000_s{number}"{missing.decode()} type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
        f"margin-top:2pt;width:240pt;height:{high * 15}pt;z-index:{number % _BLOCK};visibility:hidden"
        '" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row>"
        f"<x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    ).encode()

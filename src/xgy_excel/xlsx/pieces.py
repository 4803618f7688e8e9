"""A worksheet part cut into head, rows and tail while it streams by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..core import Stopped
from . import xml as x
from .refs import Area, area

CHUNK = 1 << 20
_SHEET_DATA = re.compile(rb"<((?:[^\s/>:]+:)?)sheetData(?:\s[^>]*?)?(/?)>")


_BROKEN = "工作表内容不完整或已损坏，请在Excel中打开修复后另存。"


class Piece(NamedTuple):
    """A stretch of a worksheet part.

    `head` ends with the tag that opens sheetData, `rows` holds whole rows, `close` is the tag that closes sheetData
    (nothing when it was self-closed), `tail` is what follows.
    """

    kind: str
    xml: bytes
    prefix: bytes = b""  # of the sheet's elements, colon included


def pieces(chunks: Iterable[bytes]) -> Iterator[Piece]:
    """A worksheet part cut into pieces as it streams by; joined again they are the part.

    Raises Stopped when the part has no sheetData or ends within it.
    """
    stream, buffer = iter(chunks), b""
    for chunk in stream:
        buffer += chunk
        begun = _SHEET_DATA.search(x.quiet(buffer))
        if begun and not x.open_quiet(buffer[: begun.start()]):
            break
    else:
        raise Stopped(_BROKEN)
    prefix = begun[1]
    yield Piece("head", buffer[: begun.end()], prefix)
    buffer = buffer[begun.end() :]
    if begun[2]:
        yield Piece("close", b"", prefix)
        yield Piece("tail", buffer + b"".join(stream), prefix)
        return
    last_row, last_data = b"</" + prefix + b"row>", b"</" + prefix + b"sheetData"
    while True:
        text = x.quiet(buffer)
        end = text.find(last_data)
        after = text.find(b">", end) + 1
        if end >= 0 and after and not x.open_quiet(buffer[:end]):
            if end:
                yield Piece("rows", buffer[:end], prefix)
            yield Piece("close", buffer[end:after], prefix)
            yield Piece("tail", buffer[after:] + b"".join(stream), prefix)
            return
        cut = text.rfind(last_row) + len(last_row)
        if cut >= len(last_row) and not x.open_quiet(buffer[:cut]):
            yield Piece("rows", buffer[:cut], prefix)
            buffer = buffer[cut:]
        chunk = next(stream, b"")
        if not chunk:
            raise Stopped(_BROKEN)
        buffer += chunk


def merged(tail: bytes) -> tuple[Area, ...]:
    """The merged areas a sheet's tail declares."""
    found = x.first(x.children(tail), "mergeCells")
    if found is None:
        return ()
    refs = (x.attributes(e.attributes).get("ref", "") for e in x.children(tail, found.inner, found.close))
    return tuple(sound_area(ref) for ref in refs if ref)


def sound_area(ref: str) -> Area:
    """An area a part declares. Raises Stopped when it is none: what it covers must be known before cells are written."""
    try:
        return area(ref)
    except ValueError:
        raise Stopped(_BROKEN) from None

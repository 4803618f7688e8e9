"""The drawings of the letters in an OpenType font with CFF outlines, to tell two forms of a letter from each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

_CHARSTRINGS = 17  # operator of the top dictionary
_ESCAPE, _REAL = 12, 30


def outlines(font: bytes) -> list[bytes]:
    """The charstring of every glyph, by its number; nothing for a font of another kind."""
    if not font.startswith(b"OTTO"):
        return []
    tables = (font[at : at + 16] for at in range(12, 12 + 16 * _number(font, 4, 2), 16))
    found = next((t for t in tables if t.startswith(b"CFF ")), None)
    if found is None:
        return []
    cff = font[_number(found, 8, 4) :]
    _, at = _index(cff, cff[2])  # names
    tops, _ = _index(cff, at)
    where = dict(_operators(tops[0])).get(_CHARSTRINGS)
    return _index(cff, where[-1])[0] if where else []


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")


def _index(cff: bytes, at: int) -> tuple[list[bytes], int]:
    """The entries of an index and where it ends."""
    count = _number(cff, at, 2)
    if not count:
        return [], at + 2
    size, first = cff[at + 2], at + 3
    offsets = [_number(cff, first + i * size, size) for i in range(count + 1)]
    base = first + (count + 1) * size - 1
    return [cff[base + a : base + b] for a, b in pairwise(offsets)], base + offsets[-1]


def _operators(data: bytes) -> Iterator[tuple[int, list[int]]]:
    """The operators of a dictionary, each with its whole numbers; those of two bytes come as 12xx."""
    numbers: list[int] = []
    at = 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte <= 21:
            if byte == _ESCAPE:
                byte, at = _ESCAPE * 100 + data[at], at + 1
            yield byte, numbers
            numbers = []
        elif byte == _REAL:  # nibbles, the last of them 15
            while data[at] & 15 != 15:
                at += 1
            at += 1
        elif byte in (28, 29):
            size = 2 if byte == 28 else 4
            numbers.append(int.from_bytes(data[at : at + size], "big", signed=True))
            at += size
        elif byte <= 246:
            numbers.append(byte - 139)
        else:
            far = byte - 247 if byte <= 250 else byte - 251
            numbers.append((far * 256 + data[at] + 108) * (1 if byte <= 250 else -1))
            at += 1

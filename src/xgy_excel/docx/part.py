"""One part of a document, row by row: Jinja's own pieces, most of them already bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count, islice
from types import CodeType
from typing import Any

from jinja2 import Template
from lxml import etree

from .context import ILLEGAL
from .outcome import Dropped, Unmade
from .sandbox import GAP_CLOSES, GAP_OPENS
from .source import BREAKS, ESCAPES, Source

MOST_PIECES = 3_000_000
MOST_CHARACTERS = 100_000_000

_CARE = re.compile("[\x00-\x1f\ufdd0\ufdd1\ufffe\uffff\ud800-\udfff]")
_GAP = re.compile(f"{GAP_OPENS}([^{GAP_CLOSES}]*){GAP_CLOSES}")
_UNPLACED = re.compile(f"[{GAP_OPENS}{GAP_CLOSES}]")
_DRAWING_ID = re.compile(rb'(<wp:docPr\b[^>]*?\bid=")\d+"')
_TARGET = re.compile(r'\br:(?:id|embed)="([^"]*)"')
_FIRST_DRAWING = 1001  # as docxtpl numbers them
TOO_LARGE = "文书过大，请检查这一行的数据和模板里的循环"


class NeedsCare(Exception):
    """A value of the row holds what the fast way does not handle."""


@dataclass(frozen=True, slots=True)
class Part:
    """A compiled part. `special`: its own text needs care in every row; `irregular`: its tables need docxtpl's repair."""

    source: Source
    template: Template
    known: Mapping[str, bytes]  # the template's own pieces of markup, encoded
    special: bool
    irregular: bool
    drawings: bool
    engine: Any

    def pieces(self, context: Mapping[str, Any]) -> list[str]:
        found = list(islice(self.template.generate(context), MOST_PIECES))
        if len(found) == MOST_PIECES:
            raise Unmade(TOO_LARGE)
        return found

    def quickly(self, context: Mapping[str, Any]) -> bytes:
        """The part as it is in a file. Raises NeedsCare."""
        pieces, known = self.pieces(context), self.known
        said = "".join([p for p in pieces if p not in known])
        if _CARE.search(said) or any(e in said for e in ESCAPES) or self._leads_nowhere(said):
            raise NeedsCare
        return self._finished(b"".join([known.get(p) or p.encode() for p in pieces]))

    def carefully(self, context: Mapping[str, Any], dropped: list[Dropped], gaps: list[str]) -> bytes:
        """The same for a context already cleaned: line breaks become markup, gaps are collected."""
        pieces, known = self.pieces(context), self.known
        said = "".join([p for p in pieces if p not in known])
        if self._leads_nowhere(said):
            raise Unmade("这一行含图片或链接，须由函数为每份文书单独给出，不能放在数据里")
        text = "".join(pieces)
        if len(text) > MOST_CHARACTERS:
            raise Unmade(TOO_LARGE)
        gaps += gaps_in(text)
        if bad := ILLEGAL.findall(_UNPLACED.sub("", said)):  # brought by an object the cleaning could not enter
            dropped.append(Dropped("", "".join(bad)))
            text = ILLEGAL.sub("", text)
        if self.source.breaks:
            text = _with_breaks(_unescaped(text), self.engine)
        return self._finished(text.encode())

    def _leads_nowhere(self, said: str) -> bool:
        """Does a value point to a picture or link the template does not have?"""
        if 'r:id="' not in said and 'r:embed="' not in said:
            return False
        return any(f'"{target}"' not in self.source.text for target in _TARGET.findall(said))

    def _finished(self, data: bytes) -> bytes:
        if len(data) > MOST_CHARACTERS:
            raise Unmade(TOO_LARGE)
        if self.irregular:
            tree = self.engine.fix_tables(data)
            data = etree.tostring(tree, encoding="UTF-8")
            data = data.split(b"?>\n", 1)[-1]
        if self.drawings:
            numbers = count(_FIRST_DRAWING)
            data = _DRAWING_ID.sub(lambda m: b'%b%d"' % (m[1], next(numbers)), data)
        return self.source.declaration.encode() + data


def compiled(source: Source, template: Template, engine: Any, body: bool, regular: bool) -> Part:
    """A part ready for rows. docxtpl repairs tables and numbers drawings in the body alone."""
    own = [text for text in _texts(template.root_render_func.__code__) if "<" in text]
    special = any(e in text for text in own for e in ESCAPES)
    special = special or (source.breaks and any(BREAKS.search(text) for text in own))
    return Part(
        source, template, {text: text.encode() for text in own}, special, body and not regular,
        body and "<wp:docPr" in source.text, engine,
    )  # fmt: skip


def gaps_in(text: str) -> list[str]:
    """The names of the values that are not there, in the order of the text."""
    if not _UNPLACED.search(text):
        return []
    return list(dict.fromkeys(name or "某一栏" for name in _GAP.findall(text) or [""]))


def _texts(code: CodeType) -> Iterator[str]:
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, CodeType):
            yield from _texts(constant)


def _unescaped(text: str) -> str:
    for escape, meant in zip(ESCAPES, ("{{", "}}", "{%", "%}"), strict=True):
        text = text.replace(escape, meant)
    return text


def _with_breaks(text: str, engine: Any) -> str:
    """Line breaks, tabs and pages as docxtpl makes them, in the paragraphs alone that have one.

    Nothing docxtpl does there reaches beyond an end of a paragraph, so the stretches between two ends are independent.
    """
    out: list[str] = []
    done, end = 0, "</w:p>"
    while found := BREAKS.search(text, done):
        before, after = text.rfind(end, done, found.start()), text.find(end, found.end())
        start = done if before < 0 else before + len(end)
        stop = len(text) if after < 0 else after + len(end)
        out += (text[done:start], engine.resolve_listing(text[start:stop]))
        done = stop
    return "".join((*out, text[done:]))

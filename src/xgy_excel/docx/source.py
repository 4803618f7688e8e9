"""What docxtpl makes of a template, once: the Jinja source of every part it renders, and the parts that stay.

docxtpl is called, never imitated: its `patch_xml` decides what a tag in Word means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import escape

from ..core import Stopped
from .package import members

if TYPE_CHECKING:
    from .sandbox import TemplateEnvironment

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_CORE_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"
TAG = re.compile(r"\{[{%#]")
ESCAPES = ("{_{", "}_}", "{_%", "%_}")  # how docxtpl lets a template print braces
BREAKS = re.compile(r"[\t\n\a\f]")  # what docxtpl turns into tabs, lines, paragraphs and pages
_DECLARATION = re.compile(r"\ufeff?<\?xml[^>]*\?>\s*")
_OURS = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_RENDERED_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_NO_DATE = datetime(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class Source:
    """One part to be rendered for each row. `breaks`: line breaks in it become markup (not in properties)."""

    name: str
    declaration: str
    text: str
    breaks: bool = True


@dataclass(frozen=True, slots=True)
class Material:
    """A template taken apart: the sources, the other members, and docxtpl's object for what it alone can do."""

    sources: tuple[Source, ...]
    constant: dict[str, bytes]
    engine: Any


def take_apart(data: bytes, name: str, env: TemplateEnvironment) -> Material:
    """Raises Stopped on what is no .docx."""
    members(data, name)  # the limits
    try:
        engine = DocxTemplate(BytesIO(data))
        engine.render_init()
    except (KeyError, ValueError, etree.XMLSyntaxError):
        raise Stopped(f"“{name}”不是Word文书（.docx）；模板（.dotx）、.doc请另存为.docx。") from None
    sources = [_body(engine), *_headers_and_footers(engine), *_footnotes(engine), _properties(engine, env)]
    saved = BytesIO()
    engine.docx.save(saved)
    constant = members(saved.getvalue())
    kept = {s.name: s for i, s in enumerate(sources) if i == 0 or _changes(s.text)}
    for part in kept:
        del constant[part]
    return Material(tuple(kept.values()), constant, engine)


def _changes(text: str) -> bool:
    return bool(TAG.search(text) or BREAKS.search(text) or any(e in text for e in ESCAPES))


def _member(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _body(engine: Any) -> Source:
    document = engine.docx.element
    whole = engine.xml_to_string(document)
    start, end = whole.index("<w:body"), whole.rindex("</w:body>")
    head, body, tail = _literal(whole[:start]), engine.patch_xml(whole[start:end]), _literal(whole[end:])
    return Source(_member(engine.docx.part), _OURS, head + body + tail)


def _headers_and_footers(engine: Any) -> Iterator[Source]:
    for uri in (engine.HEADER_URI, engine.FOOTER_URI):
        for _, part in engine.get_headers_footers(uri):
            yield Source(_member(part), _OURS, engine.patch_xml(engine.get_part_xml(part)))


def _footnotes(engine: Any) -> Iterator[Source]:
    for part in engine.docx.part.package.parts:
        if part.content_type == _FOOTNOTES:
            text = part.blob.decode("utf-8")
            head = _DECLARATION.match(text)
            size = head.end() if head else 0
            yield Source(_member(part), text[:size], engine.patch_xml(text[size:]))


def _properties(engine: Any, env: TemplateEnvironment) -> Source:
    """The properties as one part. docxtpl renders six of them and makes those that are absent."""
    package = engine.docx.part.package
    made_now = all(part.content_type != _CORE_PROPERTIES for part in package.parts)
    properties = engine.docx.core_properties
    if made_now:
        properties.modified = _NO_DATE
    texts = {name: getattr(properties, name) for name in _RENDERED_PROPERTIES}
    if any(len(text) > 255 for text in texts.values()):
        raise Stopped("模板的文档属性（标题、作者、备注等）超过255字，请在Word的“文件—信息”里缩短。")
    for name in _RENDERED_PROPERTIES:
        setattr(properties, name, f"\ufdd0{name}\ufdd1")
    part = next(part for part in package.parts if part.content_type == _CORE_PROPERTIES)
    pieces = re.split("\ufdd0|\ufdd1", part.blob.decode().removeprefix(_OURS))  # static, name, static, name ... static
    for name, text in texts.items():
        setattr(properties, name, text)
    source = "".join(_escaped(texts[p], env) if i % 2 else _literal(p) for i, p in enumerate(pieces))
    return Source(_member(part), _OURS, source, breaks=False)


def _escaped(text: str, env: TemplateEnvironment) -> str:
    """A text with tags as XML: what stands between the tags is escaped, the tags are not."""
    if not TAG.search(text):
        return str(escape(text))
    return "".join(str(escape(value)) if kind == "data" else value for _, kind, value in env.lex(text))


def _literal(text: str) -> str:
    return f"{{% raw %}}{text}{{% endraw %}}" if TAG.search(text) else text

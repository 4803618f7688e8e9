"""docxtpl's own rendering, for what the fast way leaves to it, and to compare with."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from io import BytesIO
from threading import Lock
from typing import Any

from docxtpl import DocxTemplate

from .context import cleaned, made_by_docxtpl, mapped
from .outcome import Dropped, Unmade
from .package import members, repack
from .part import gaps_in
from .sandbox import TemplateEnvironment

_MOST_REMEMBERED = 200  # texts; a template has one for each part
Context = Mapping[str, Any] | Callable[[DocxTemplate], Mapping[str, Any]]


class _Remembering(DocxTemplate):  # type: ignore[misc]
    """docxtpl, which asks `patch_xml` once per text and renders no part twice in one document.

    The second matters: docxtpl renders footnotes once per section, and would take a clerk's text for a template.
    """

    def __init__(self, template: BytesIO, patched: dict[str, str]) -> None:
        super().__init__(template)
        self._patched = patched
        self._rendered: list[Any] = []

    def patch_xml(self, src_xml: str) -> str:
        if (known := self._patched.get(src_xml)) is not None:
            return known
        patched: str = super().patch_xml(src_xml)
        if len(self._patched) < _MOST_REMEMBERED:
            self._patched[src_xml] = patched
        return patched

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        if any(part is seen for seen in self._rendered):
            return src_xml
        self._rendered.append(part)
        return super().render_xml_part(src_xml, part, context, jinja_env)  # type: ignore[no-any-return]


class Fallback:
    """A template as docxtpl renders it, with our environment; one document at a time."""

    def __init__(self, data: bytes, env: TemplateEnvironment) -> None:
        self._data, self._env = data, env
        self._patched: dict[str, str] = {}
        self._lock = Lock()

    def render(self, context: Context) -> tuple[bytes, tuple[Dropped, ...]]:
        """Raises Unmade when a value is not there, and what docxtpl and Jinja raise."""
        dropped: list[Dropped] = []
        with self._lock:
            document = _Remembering(BytesIO(self._data), self._patched)
            document.init_docx()
            values = context(document) if callable(context) else context
            values = mapped(cleaned(values, dropped), lambda value, _: _bound(value, document))
            document.render(values, self._env, autoescape=True)
            made = BytesIO()
            document.save(made)
        data = repack(made.getvalue())
        texts = (part.decode("utf-8", "replace") for name, part in members(data).items() if name.endswith(".xml"))
        if gaps := list(dict.fromkeys(name for text in texts for name in gaps_in(text))):
            raise Unmade.lacking(tuple(gaps))
        return data, tuple(dropped)


def _bound(value: Any, document: DocxTemplate) -> Any:
    """A picture belongs to the document it is drawn in; a subdocument was given its parts when it was made."""
    if made_by_docxtpl(value, ("InlineImage",)):
        twin = copy.copy(value)
        twin.tpl = document
        return twin
    if made_by_docxtpl(value, ("Subdoc",)) and value.tpl is not document:
        raise Unmade("子文档须由函数为每份文书单独给出，不能预先放在数据里")
    return value

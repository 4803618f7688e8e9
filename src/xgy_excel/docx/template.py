"""A template made ready once: `prepare(template)`, then `Prepared.render(row)` for each row.

What does not depend on the row is done here, by docxtpl and python-docx themselves; a row costs Jinja's own loop and one
deflate. Measured against the plain docxtpl loop: benchmarks/render.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from ..core import Stopped
from .context import bound_to_a_document, cleaned
from .fallback import Context, Fallback
from .outcome import Dropped, Filled, Unmade, reason
from .package import Frame, frame, pack
from .part import NeedsCare, Part, compiled
from .sandbox import TemplateEnvironment, names, row_names
from .skeleton import level, regular_tables, skeleton
from .source import take_apart


@dataclass(frozen=True)
class Recipe:
    """What `prepare` was given: enough to make the template ready in another process."""

    data: bytes
    blank: str | None
    any_jinja: bool
    filters: tuple[tuple[str, Callable[..., Any]], ...] = ()


@dataclass(frozen=True)
class Prepared:
    """A template ready for many rows; nothing in it changes, so threads may share it."""

    name: str
    fields: frozenset[str]  # the names it takes from a row, in whatever part
    row_fields: Mapping[str, frozenset[str]]  # the names it takes from the rows of each list
    slowly: str  # why docxtpl renders every row; empty: it does not
    parts: tuple[Part, ...] = field(repr=False)
    frame: Frame = field(repr=False)
    fallback: Fallback = field(repr=False)
    recipe: Recipe = field(repr=False)

    def render(self, context: Context) -> bytes:
        """The document of one row. Raises Unmade with the reason in Chinese; see `fill` for what was dropped."""
        return self.fill(context).data

    def fill(self, context: Context) -> Filled:
        """The document of one row and what had to be done for it. Raises Unmade.

        `context` is a mapping; or, where a row brings pictures, links or subdocuments, a function that is given this
        document's own DocxTemplate and returns the mapping. The same values give the same bytes.
        """
        if why := self.slowly or why_slowly(context):
            return self.by_docxtpl(context, why)
        assert not callable(context)
        try:
            return self._fast(context)
        except Exception as error:
            raise reason(error) from error

    def by_docxtpl(self, context: Context, why: str) -> Filled:
        """The document as docxtpl renders it. Raises Unmade."""
        try:
            return Filled(*self.fallback.render(context), why)
        except Exception as error:
            raise reason(error) from error

    def _fast(self, context: Mapping[str, Any]) -> Filled:
        dropped: list[Dropped] = []
        try:
            if any(part.special for part in self.parts):
                raise NeedsCare
            made = [(part.source.name, part.quickly(context)) for part in self.parts]
        except NeedsCare:
            gaps: list[str] = []
            values = cleaned(context, dropped)
            made = [(part.source.name, part.carefully(values, dropped, gaps)) for part in self.parts]
            if gaps:
                raise Unmade.lacking(tuple(dict.fromkeys(gaps))) from None
        return Filled(pack(self.frame, made), tuple(dropped))


def why_slowly(context: Context) -> str:
    """Why docxtpl has to make this row's document; empty where the fast way does."""
    if callable(context):
        return "这一行由函数给出图片、链接或子文档"
    return f"含{name}" if (name := bound_to_a_document(context)) else ""


def prepare(
    template: Path | str | bytes,
    *,
    blank: str | None = None,
    any_jinja: bool = False,
    filters: Mapping[str, Callable[..., Any]] | None = None,
) -> Prepared:
    """Make a template ready. Raises Stopped when it is no .docx, or has errors (`problems` tells them all).

    `blank` is printed for a value that is not there (＿＿＿＿ in forms filled by hand); without it such a row is not made.
    `any_jinja` allows everything Jinja's sandbox does, not only what a county's form needs, and prints as Jinja prints;
    without it dates, yes and no come out in Chinese. `filters` are the caller's own, by the names the template uses.
    """
    data, name = read(template)
    env = TemplateEnvironment(blank, any_jinja)
    env.filters |= dict(filters or {})
    try:
        material = take_apart(data, name, env)
        trees = [env.read(source.text) for source in material.sources]
        fields = {field for tree in trees for field in names(tree)}
        rows = _row_fields(trees)
        bones = [skeleton(source.text, env) for source in material.sources]
        parts = tuple(
            compiled(
                source,
                env.compiled(source.text, tree),
                material.engine,
                i == 0,
                bone is not None and regular_tables(bone),
            )
            for i, (source, tree, bone) in enumerate(zip(material.sources, trees, bones, strict=True))
        )
    except (TemplateError, Unmade) as error:
        raise Stopped(f"模板“{name}”有错误，未生成：{reason(error)}。请先检查模板。") from error
    slowly = _broken(bones)
    if slowly and not any_jinja:  # docxtpl would go on, and lose text without a word
        raise Stopped(f"模板“{name}”有错误，未生成：{slowly}。请先检查模板。")
    return Prepared(
        name, frozenset(fields), rows, slowly, parts, frame(material.constant), Fallback(data, env),
        Recipe(data, blank, any_jinja, tuple((filters or {}).items())),
    )  # fmt: skip


def _row_fields(trees: list[Any]) -> dict[str, frozenset[str]]:
    rows: dict[str, frozenset[str]] = {}
    for tree in trees:
        for key, used in row_names(tree).items():
            rows[key] = rows.get(key, frozenset()) | used
    return rows


def _broken(bones: list[Any]) -> str:
    """What in the structure of a template lets docxtpl's repair lose text; empty when nothing does."""
    if any(bone is None for bone in bones):
        return "有标签被修订、超链接或域拆开，请接受全部修订后重新输入这些标签"
    return "" if all(map(level, bones)) else "有判断或循环的开头和结尾不在同一层（例如一个在表格里，一个在表格外）"


def read(template: Path | str | bytes) -> tuple[bytes, str]:
    """The bytes and the name of a template. Raises Stopped."""
    if isinstance(template, bytes):
        return template, "模板"
    path = Path(template)
    try:
        return path.read_bytes(), path.name
    except OSError:
        raise Stopped(f"打不开模板“{path.name}”，请确认文件还在，并且没有被别的程序独占。") from None

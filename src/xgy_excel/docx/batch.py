"""Many rows through one template, a sample of them rendered by docxtpl too and compared; and into a folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from ..core import Report, Stopped
from ..files import safe_name, write_new
from .compare import difference
from .context import leaves_of
from .fallback import Context
from .outcome import Dropped, Filled, Unmade
from .sandbox import absent
from .template import Prepared, prepare

LOOKED_AT = 200  # rows from which the sample is taken
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Made(Generic[K]):
    """One row's document; or no data, and the reason in Chinese. `missing` names the fields that have no value."""

    key: K
    data: bytes = b""
    dropped: tuple[Dropped, ...] = ()
    reason: str = ""
    missing: tuple[str, ...] = ()


def render_batch(
    prepared: Prepared, rows: Iterable[tuple[K, Context]], notes: list[str] | None = None
) -> Iterator[Made[K]]:
    """A Made for every row, in order. Sentences about the whole batch are put into `notes` before the first is yielded.

    The first row, and rows with line breaks, < or &, and empty values, are rendered by docxtpl too; if one part of one
    document differs, docxtpl renders the whole batch.
    """
    notes = [] if notes is None else notes
    waiting = iter(rows)
    first = list(islice(waiting, LOOKED_AT))
    why = prepared.slowly or _difference(prepared, [context for _, context in first])
    if why:
        notes.append(f"本批改用较慢的方式生成，结果不受影响：{why}。")
    for key, context in chain(first, waiting):
        try:
            filled = prepared.by_docxtpl(context, why) if why else prepared.fill(context)
        except Unmade as error:
            yield Made(key, reason=str(error), missing=error.missing)
        else:
            yield Made(key, filled.data, filled.dropped)


_TELLING: tuple[Callable[[Any], bool], ...] = (
    lambda v: isinstance(v, str) and ("\n" in v or "\t" in v),
    lambda v: isinstance(v, str) and ("<" in v or "&" in v),
    lambda v: v == "" or absent(v),
    lambda v: isinstance(v, str) and ("{" in v or "'" in v or '"' in v),
    lambda v: hasattr(v, "__html__"),
)


def _difference(prepared: Prepared, contexts: list[Context]) -> str:
    """Where docxtpl's documents of the sample differ from ours; empty where they do not."""
    compared = 0
    for context in _sample(contexts):
        ours = _made(prepared.fill, context)
        if ours is None or ours.slowly:
            continue
        theirs = _made(lambda c: prepared.by_docxtpl(c, "对照"), context)
        where = difference(ours.data, theirs.data) if theirs else "整份文书"
        if where:
            return f"抽查的第{compared + 1}份在{where}与原方式不一致"
        compared += 1
    return ""


def _made(make: Callable[[Context], Filled], context: Context) -> Filled | None:
    try:
        return make(context)
    except Unmade:
        return None


def _sample(contexts: list[Context]) -> list[Mapping[str, Any]]:
    """The first row, and for each kind of telling value the first row that has one."""
    chosen: dict[int, Mapping[str, Any]] = {}
    open_kinds = set(range(len(_TELLING)))
    for i, context in enumerate(contexts):
        if callable(context):
            continue
        leaves = leaves_of(context)
        kinds = {k for k in open_kinds if any(_TELLING[k](leaf) for leaf in leaves)}
        if kinds or not chosen:
            open_kinds -= kinds
            chosen[i] = context
    return list(chosen.values())


def render(
    template: Path | str | bytes,
    rows: Iterable[Mapping[str, Any]],
    folder: Path | str,
    *,
    name: str | Callable[[Mapping[str, Any]], str] | None = None,
) -> Report:
    """One document per row from anyone's docxtpl template, into a folder; nothing there is overwritten.

    `name` names the files: a pattern such as `"{姓名}_协议"`, the name of a field, or a function of the row; without it the
    template's name and the number of the row. Values that are None or NaN stop their row: it stands in `skipped` with the reason, and
    requested = made + skipped. Raises Stopped when the template is none or the folder cannot be written.

    >>> render("没有.docx", [], "文书")
    Traceback (most recent call last):
    xgy_excel.core.report.Stopped: 打不开模板“没有.docx”，请确认文件还在，并且没有被别的程序独占。
    """
    prepared = prepare(template, any_jinja=True)
    target, report, taken = Path(folder), Report(), set[str]()
    stem = Path(prepared.name).stem
    try:
        target.mkdir(parents=True, exist_ok=True)
        for made in render_batch(prepared, _numbered(rows), report.notes):
            number, row = made.key
            report.requested += 1
            wish = _name(row, name) if name else f"{stem}_{number:03d}"
            subject = wish or f"第{number}行"
            if made.reason or not wish:
                report.skipped.append((subject, made.reason or "这一行缺少用作文件名的栏目"))
                continue
            path = write_new(target / safe_name(wish, taken, ".docx"), made.data)
            report.made += 1
            report.files.append(str(path))
            report.notes += [f"{subject}：{dropped}。" for dropped in made.dropped]
    except OSError as error:
        raise Stopped(
            f"无法写入文件夹“{target}”（磁盘已满、没有权限或路径过长）；已生成的{report.made}份保留。"
        ) from error
    return report


def _numbered(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[tuple[int, Mapping[str, Any]], Mapping[str, Any]]]:
    return (((i, row), row) for i, row in enumerate(rows, 1))


def _name(row: Mapping[str, Any], name: str | Callable[[Mapping[str, Any]], str]) -> str:
    """The name a row's file is to have; empty when the row lacks what it is made of."""
    if callable(name):
        return name(row)
    name = f"{{{name}}}" if name in row else name
    wanted = re.findall(r"\{([^{}]+)\}", name)
    if any(absent(row.get(field)) or row.get(field) == "" for field in wanted):
        return ""
    return re.sub(r"\{([^{}]+)\}", lambda m: str(row[m[1]]), name)

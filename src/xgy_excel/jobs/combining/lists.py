"""The county's own lists out of many workbooks: parameters, policy packs, names of villages and columns, holidays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...core import Pack, Row, Setting
from ...rows import HeaderAlias
from ...tables.words import header_key
from ...values import squash
from ..blank_columns import Line
from .township import LISTS, Aliases, Read


def united(books: Sequence[Read], aliases: Aliases, notes: list[str]) -> dict[type[Row], list[Row]]:
    """The rows of every list, each once. What two workbooks say differently is kept where it can be, and told."""
    found = {kind: _each_once(row for book in books for row in book.lists if type(row) is kind) for kind in LISTS}
    found[Setting] = _settings(found[Setting], notes)
    found[Pack] = _packs(found[Pack], notes)
    known = {(a.written, a.standard) for a in found[HeaderAlias] if isinstance(a, HeaderAlias)}
    more = [HeaderAlias(written=w, standard=s) for w, s in aliases if (w, s) not in known]
    said = {header_key(a.written or "") for a in (*found[HeaderAlias], *more) if isinstance(a, HeaderAlias)}
    unknown = {header_key(h): h for book in books for part in book.parts for h in part.others}
    open_ = [
        HeaderAlias(written=heading)
        for key, heading in unknown.items()
        if key not in said and "（无表头）" not in heading
    ]
    found[HeaderAlias] = [*found[HeaderAlias], *more, *open_]
    return {kind: rows for kind, rows in found.items() if rows}


def lines(rows: Iterable[Row]) -> list[Line]:
    """Rows as lines of a new sheet."""
    return [{n: v for n in row.columns() if (v := getattr(row, n)) is not None} for row in rows]


def _each_once(rows: Iterable[Row]) -> list[Row]:
    return list({tuple(getattr(row, name) for name in row.columns()): row for row in rows}.values())


def _settings(rows: Iterable[Row], notes: list[str]) -> list[Row]:
    """A parameter without a value gives way to one with a value; two values for the same days are told."""
    settings = [row for row in rows if isinstance(row, Setting) and row.name]
    filled = {squash(row.name or "") for row in settings if row.value}
    kept = [row for row in settings if row.value or squash(row.name or "") not in filled]
    values: dict[tuple[object, ...], dict[str, None]] = {}
    for row in kept:
        values.setdefault((squash(row.name or ""), row.start, row.county), {})[row.value or ""] = None
        if len(values[squash(row.name or ""), row.start, row.county]) == 2:
            notes.append(f"参数“{row.name}”在各文件中的值不同，都列在“参数”表，请核对后只留一行。")
    return [*kept]


def _packs(rows: Iterable[Row], notes: list[str]) -> list[Row]:
    """Of two packs of the same document the first."""
    packs = [row for row in rows if isinstance(row, Pack)]
    kept = {squash(pack.cited or ""): pack for pack in reversed(packs)}
    for pack in packs:
        other = kept[squash(pack.cited or "")]
        if other is not pack and (other.start, other.end, other.transition_end) != (
            pack.start,
            pack.end,
            pack.transition_end,
        ):
            notes.append(f"政策包“{pack.cited}”在各文件中的日期不同，采用最先读到的，请在“政策包”表核对。")
    return [pack for pack in packs if kept[squash(pack.cited or "")] is pack]

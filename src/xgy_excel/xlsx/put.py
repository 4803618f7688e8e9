"""Sheets of ours in a user's workbook: made once, rewritten in place, removed, never mistaken for the user's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

from ..grid import OurSheet
from . import charts, parts
from .main import quoted, sheet_of
from .page import KEPT, filter_area, header_row, worksheet
from .refs import absolute
from .sheet import Sheet
from .workbook import Workbook

_NOT_IN_A_NAME = re.compile(r"[:\\/?*\[\]\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_KEPT_RELATIONS = ("comments", "threadedComment", "vmlDrawing", "drawing", "printerSettings")
_FILTER, _TITLES = "_xlnm._FilterDatabase", "_xlnm.Print_Titles"  # names by which Excel knows what they say


def put(book: Workbook, page: OurSheet) -> str:
    """Make or rewrite our sheet of this name; returns the name it has in the book.

    Ours is known by a hidden defined name, which follows when the clerk renames the sheet.
    """
    owned = owned_sheet(book, page.name)
    kept = _kept(owned) if owned else {}
    if owned is None:
        name = free_sheet_name(page.name, book.all_names)
        owned = book.add_sheet(name, b"")  # its part follows, when what belongs to it is known
        claim(book, page.name, name)
    else:
        name = owned.name
        _drop_unused(book, owned)
        if "drawing" in kept and not charts.erase(book, owned.part):
            del kept["drawing"]
    if page.charts:
        kept["drawing"] = charts.draw(book, owned.part, name, page)
    xml = worksheet(book, page, kept)
    owned.replace(xml)
    book.package.put(owned.part, xml)
    if page.headers and page.filtered:
        at, top = book.all_names.index(name), header_row(page)
        book.main.set_name(_FILTER, f"{quoted(name)}!{absolute(filter_area(page))}", at)
        book.main.set_name(_TITLES, f"{quoted(name)}!${top}:${top}", at, hidden=False)
    return name


def remove(book: Workbook, wanted: str) -> str:
    """Take our sheet of this name away; returns the reason why it stays, empty when it is gone or never was."""
    owned = owned_sheet(book, wanted)
    if owned is None:
        book.main.drop_name(hidden_name(wanted))
        return ""
    if any(_is_the_clerks(book, relation) for relation in parts.relations(book.package, owned.part)):
        return f"“{owned.name}”里有您自己的批注或图形，已保留"
    others = [a for a in book.main.sheets if a.get("name") != owned.name and a.get("state", "visible") == "visible"]
    if not others:
        return f"工作簿里没有别的可见工作表，“{owned.name}”已保留"
    at = book.all_names.index(owned.name)
    names = book.main.targets(apart_from=(hidden_name(wanted),), position=at)
    if any(f"{quoted(owned.name)[1:]}!" in t or f"{owned.name}!" in t for t in names) or book.is_referred_to(
        owned, charts.own_parts(book, owned.part)
    ):
        return f"别的公式、链接或图表引用了“{owned.name}”，已保留"
    charts.erase(book, owned.part)
    book.remove_sheet(owned)
    book.main.drop_name(hidden_name(wanted))
    return ""


def claim(book: Workbook, wanted: str, name: str) -> None:
    """Say that a sheet is ours."""
    book.main.set_name(hidden_name(wanted), f"{quoted(name)}!$A$1")


def hidden_name(name: str) -> str:
    """The defined name by which our sheet is known, in files and in live Excel alike."""
    return "_XGY_" + re.sub(r"\W", "_", name)


def _is_the_clerks(book: Workbook, relation: parts.Relation) -> bool:
    """Notes and drawings are; a drawing with our charts or nothing in it, as LibreOffice gives every sheet, is not."""
    if relation.type == "drawing" and book.package.has(relation.target):
        return not charts.only_ours(book.package.read(relation.target))
    return relation.type not in ("printerSettings", "hyperlink", "table")


def owned_sheet(book: Workbook, name: str) -> Sheet | None:
    """Our sheet of this name, whatever the clerk has renamed it to; None when it is not there."""
    return book.sheets.get(sheet_of(book.main.name_target(hidden_name(name)) or ""))


def free_sheet_name(wanted: str, taken: Sequence[str]) -> str:
    """A name Excel accepts for a sheet and that no sheet has, case apart.

    >>> free_sheet_name("核对结果", ["花名册", "核对结果"]), free_sheet_name("a/b'", [])
    ('核对结果(2)', 'a_b')
    """
    plain = _NOT_IN_A_NAME.sub("_", wanted).strip("' ")[:31].strip("' ") or "工作表"
    used = {name.casefold() for name in taken}
    if plain.casefold() not in used and plain.casefold() != "history":
        return plain
    numbered = (f"{plain[: 31 - len(tail)]}{tail}" for tail in (f"({n})" for n in count(2)))
    return next(name for name in numbered if name.casefold() not in used)


def _kept(sheet: Sheet) -> dict[str, bytes]:
    """What the clerk may have set up or drawn on a sheet of ours and keeps when it is written anew."""
    if sheet.prefix:  # another program has rewritten it with a prefix: begin anew
        return {}
    kept = {e.name: sheet.tail[e.start : e.end] for e in sheet.after() if e.name in KEPT}
    return {
        name: re.sub(rb"\s\w+:id=", b" r:id=", re.sub(rb"\sxmlns:\w+=\"[^\"]*\"", b"", xml))
        for name, xml in kept.items()
    }


def _drop_unused(book: Workbook, sheet: Sheet) -> None:
    """Links and tables of the old version of the sheet go with it."""
    for relation in parts.relations(book.package, sheet.part):
        if relation.type == "table":
            parts.remove(book.package, relation.target, sheet.part, relation.id)
        elif relation.type not in _KEPT_RELATIONS:
            parts.unrelate(book.package, sheet.part, relation.id)

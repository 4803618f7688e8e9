"""Marks: a tagged conditional format over the cells, and a note in each. The user's own colours and notes stay.

Nothing is stored about what was marked: ours is known by its tag and removed by cutting out exactly what was put in,
so clearing gives back the sheet byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..core import Severity
from . import xml as x
from .notes import Notes
from .ours import COLOURS, LINES, MOST_MARKS, is_tag, tag
from .refs import runs, within
from .sheet import Sheet
from .workbook import Workbook

_BEFORE_FORMATS = {
    "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
}  # fmt: skip
_PRIORITY = re.compile(rb"""<(?:[^\s/>:]+:)?cfRule\s[^>]*?\bpriority=["'](\d+)["']""")
MOST_AREAS = 1_000  # of one block: how many Excel takes is not known
_DXF_ID = re.compile(rb"""[dD]xfId\s*=\s*["'](\d+)["']""")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be shown at one cell."""

    severity: Severity
    note: str


Refused = dict[tuple[str, int, int], str]  # sheet, row, column -> reason


def show(book: Workbook, wanted: Mapping[str, Mapping[tuple[int, int], Shown]]) -> Refused:
    """Show exactly these marks of ours, by sheet and (row, column), in the whole book; returns what could not be.

    Marks may have been pasted into other sheets, so every sheet is cleared first.
    """
    refused: Refused = {}
    for sheet in book.sheets.values():
        _clear_formats(sheet)
        notes = Notes(book.package, sheet)
        kept = notes.clear()
        refused |= {(sheet.name, *at): "我们的批注里有人写过内容，已保留" for at in kept}
    if not wanted:
        _drop_unused_formats(book)
    for name, marks in wanted.items():
        found = book.sheets.get(name)
        if found is None:
            refused |= {(name, *at): "没有这个工作表" for at in marks}
            continue
        at_anchor = _at_anchors(found, marks)
        chosen = sorted(at_anchor, key=lambda at: (at_anchor[at].severity.rank, at))
        refused |= {(name, *at): f"本表标记已满{MOST_MARKS}处，见核对结果" for at in chosen[MOST_MARKS:]}
        shown = {at: at_anchor[at] for at in chosen[:MOST_MARKS]}
        _put_formats(book, found, {at: mark.severity for at, mark in shown.items()})
        notes = Notes(book.package, found)
        refused |= {(name, *at): why for at, why in notes.put({at: m.note for at, m in shown.items()}).items()}
    return refused


def _at_anchors(sheet: Sheet, marks: Mapping[tuple[int, int], Shown]) -> dict[tuple[int, int], Shown]:
    """Marks within a merged area stand at its first cell; several there become one, of the gravest severity."""
    found: dict[tuple[int, int], Shown] = {}
    for (row, column), mark in sorted(marks.items()):
        merge = within(row, column, sheet.merges)
        at = merge[:2] if merge else (row, column)
        found[at] = joined(found[at], mark) if at in found else mark
    return found


def joined(one: Shown, other: Shown) -> Shown:
    """Two marks at one cell: the graver severity, both texts."""
    worst = min(one.severity, other.severity, key=lambda s: s.rank)
    return Shown(worst, "\n".join(dict.fromkeys((one.note, other.note))))


def _clear_formats(sheet: Sheet) -> None:
    if b"xgy" not in sheet.tail and b"XGY" not in sheet.tail:
        return
    edits: list[tuple[int, int, bytes]] = []
    for block in sheet.after():
        if block.name == "conditionalFormatting":
            rules = x.children(sheet.tail, block.inner, block.close)
            ours = [rule for rule in rules if _is_ours(sheet.tail, rule)]
            cut: Iterable[x.Element] = (block,) if ours and len(ours) == len(rules) else ours
            edits += [(e.start, e.end, b"") for e in cut]
    if edits:
        sheet.tail = x.spliced(sheet.tail, edits)


def _drop_unused_formats(book: Workbook) -> None:
    """Our differential formats go when no conditional format, table or filter uses them."""
    used = -1
    sheets = {sheet.part for sheet in book.sheets.values()}  # whose cells use none
    for name in book.package.names:
        if name.lower().endswith(".xml") and name not in sheets:
            used = max([used, *map(int, _DXF_ID.findall(book.package.read(name)))])
    for sheet in book.sheets.values():
        used = max([used, *map(int, _DXF_ID.findall(sheet.tail))])
    book.styles.trim_dxfs({book.styles.prefixed(dxf(severity)) for severity in Severity}, used)


def _is_ours(xml: bytes, rule: x.Element) -> bool:
    formulas = [e for e in x.children(xml, rule.inner, rule.close) if e.name == "formula"]
    return len(formulas) == 1 and is_tag(x.text_of(xml[formulas[0].inner : formulas[0].close]))


def _put_formats(book: Workbook, sheet: Sheet, cells: Mapping[tuple[int, int], Severity]) -> None:
    """A block or more for each severity, after the user's own: no rule of theirs changes its place."""
    priority = max(map(int, _PRIORITY.findall(sheet.tail)), default=0)
    blocks = []
    for severity in Severity:
        areas = runs(at for at, s in cells.items() if s is severity)
        for first in range(0, len(areas), MOST_AREAS):
            priority += 1
            where = " ".join(areas[first : first + MOST_AREAS])
            blocks.append(_block(sheet.prefix, where, book.styles.add("dxfs", dxf(severity)), priority, severity))
    at = next((e.start for e in sheet.after() if e.name not in _BEFORE_FORMATS), None)
    if at is None:
        at = sheet.tail.rfind(b"</")
    sheet.tail = sheet.tail[:at] + b"".join(blocks) + sheet.tail[at:]


def _block(p: bytes, where: str, format_number: int, priority: int, severity: Severity) -> bytes:
    formula = tag(severity).replace('"', "&quot;").encode()
    rule = b'<%bcfRule type="expression" dxfId="%d" priority="%d"><%bformula>%b</%bformula></%bcfRule>'
    inner = rule % (p, format_number, priority, p, formula, p, p)
    return b'<%bconditionalFormatting sqref="%b">%b</%bconditionalFormatting>' % (p, where.encode(), inner, p)


def dxf(severity: Severity) -> str:
    """Font, fill and border of a severity. In a differential format the fill's colour is bgColor."""
    (fill, line), (style, bold) = COLOURS[severity], LINES[severity]
    sides = "".join(
        f'<{side} style="{style}"><color rgb="FF{line}"/></{side}>' for side in ("left", "right", "top", "bottom")
    )
    font = "<font><b/></font>" if bold else ""
    return f'<dxf>{font}<fill><patternFill><bgColor rgb="FF{fill}"/></patternFill></fill><border>{sides}</border></dxf>'

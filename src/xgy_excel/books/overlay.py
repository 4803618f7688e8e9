"""Marks on an open workbook as steps: those of ours that are there go, the wanted ones come, the clerk's own stay.

They are the marks of files (xlsx/marks.py): the same tag, colours and first line, so that either clears the other's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil

from ..core import Severity
from ..xlsx.marks import Shown, joined
from ..xlsx.ours import COLOURS, LINES, MOST_MARKS, is_note, is_tag, is_untouched, note_text, tag
from ..xlsx.refs import address, area, within
from .looking import Seen, addresses
from .port import Mark
from .steps import Step, colour, framed

Refused = dict[tuple[str, int, int], str]  # sheet, row, column -> reason
At = tuple[int, int]
_LONGEST = 30_000  # characters of a note; Excel takes 32,767
_LINE, _PER_LINE, _HIGHEST = 15, 24, 400  # of a note 260 points wide: height of a line, Chinese characters in it

LOCKED = "工作表受保护，没有标记，请先撤销工作表保护"
KEPT = "我们的批注里有人写过内容，已保留"
_FAILED = {
    "note": "单元格已有批注，未改动",
    "format": "Excel没有接受标记的颜色，见核对结果",
    "unnote": "原来的批注没有清除",
    "unformat": "原来的标记颜色没有清除",
}


def plan(marks: Iterable[Mark], seen: Mapping[str, Seen]) -> tuple[list[Step], Refused]:
    """The steps that show just these marks in the whole book, and the cells that cannot be marked, with the reason."""
    wanted: dict[str, dict[At, Shown]] = {}
    refused: Refused = {}
    for mark in marks:
        if mark.sheet not in seen:
            refused[mark.sheet, mark.row, mark.column] = "没有这个工作表"
            continue
        merge = within(mark.row, mark.column, seen[mark.sheet].merges)
        at = merge[:2] if merge else (mark.row, mark.column)
        here = wanted.setdefault(mark.sheet, {})
        shown = Shown(mark.severity, mark.note)
        here[at] = joined(here[at], shown) if at in here else shown
    steps: list[Step] = []
    for sheet, there in seen.items():
        old, kept = _gone(sheet, there)
        here = wanted.get(sheet, {})
        if there.contents_locked:
            refused |= {(sheet, *at): LOCKED for at in here}
            if old:
                refused[sheet, 1, 1] = "工作表受保护，原来的标记没有清除，请先撤销工作表保护"
            continue
        refused |= {(sheet, *at): KEPT for at in kept}
        steps += old
        new, why = _shown(sheet, there, here, kept)
        steps += new
        refused |= {(sheet, *at): reason for at, reason in why.items()}
    return steps, refused


def _gone(sheet: str, seen: Seen) -> tuple[list[Step], set[At]]:
    """What takes our old marks away, and the cells whose note of ours somebody has written into."""
    ours = [note for note in seen.notes if is_note(note.text, note.author)]
    kept = {note.at for note in ours if not is_untouched(note.text)}
    steps = [Step("unnote", sheet, address(*note.at)) for note in ours if note.at not in kept]
    tagged = sorted((number for number, formula in seen.formats if is_tag(formula)), reverse=True)
    return [*steps, *(Step("unformat", sheet, str(number)) for number in tagged)], kept


def _shown(sheet: str, seen: Seen, marks: Mapping[At, Shown], kept: set[At]) -> tuple[list[Step], dict[At, str]]:
    chosen = sorted(marks, key=lambda at: (marks[at].severity.rank, at))
    refused = dict.fromkeys(chosen[MOST_MARKS:], f"本表标记已满{MOST_MARKS}处，见核对结果")
    chosen = chosen[:MOST_MARKS]
    steps = []
    for severity in Severity:
        if cells := [at for at in chosen if marks[at].severity is severity]:
            fill, line = COLOURS[severity]
            frame = framed(line, *LINES[severity])
            steps.append(Step("format", sheet, addresses(cells), f"={tag(severity)}", colour(fill), frame))
    theirs = {note.at for note in seen.notes if note.at in kept or not is_note(note.text, note.author)}
    for at in chosen:
        text = marks[at].note.strip()
        if at in theirs:
            refused[at] = "批注里有人写过内容，未改动" if at in kept else _FAILED["note"]
        elif seen.drawings_locked:
            refused[at] = "工作表受保护，批注没有写入"
        elif text:
            steps.append(Step("note", sheet, address(*at), note_text(text[:_LONGEST]), _height(text)))
    return steps, refused


def _height(text: str) -> int:
    lines = 1 + sum(max(1, ceil(len(line) / _PER_LINE)) for line in text.splitlines())
    return min(lines * _LINE + 8, _HIGHEST)


def not_done(step: Step) -> Refused:
    """The refusals of a step that Excel would not take, each at its first cell."""
    if step.what == "unformat":
        return {(step.sheet, 1, 1): _FAILED[step.what]}
    first = area(step.place.split()[0].split(",")[0])[:2]
    return {(step.sheet, *first): _FAILED[step.what]}

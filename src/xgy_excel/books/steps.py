"""Many small things done to an open workbook: by the add-in in one call, else one by one through xlwings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import islice
from typing import Any

from ..core import Stopped
from . import excel_api
from .looking import ADD_IN

AT_ONCE = 500  # steps in one call


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `place` is one address, or several parted by blanks; for `unformat` the condition's number.

    `what`: note (text, height in points) · unnote · format (formula, fill, see `framed`) · unformat · link (target as
    text) · formula (text) · fill (colour) · frame (colour) · bold · width (characters) · title (height in points).
    Colours are Excel's numbers, see `colour`.
    """

    what: str
    sheet: str
    place: str
    text: str = ""
    one: float = 0
    other: float = 0


Failed = list[tuple[Step, str]]  # with Excel's reason, in its own language


def colour(rgb: str) -> int:
    """A colour RRGGBB as Excel's number.

    >>> colour("FFC7CE") == 0xCEC7FF
    True
    """
    return int(rgb[4:] + rgb[2:4] + rgb[:2], 16)


_STYLES = {"thin": 1, "dashed": -4115, "dotted": -4118, "dashDot": 4}  # Excel's numbers
_LINES = tuple(_STYLES)
_ABOVE = 1 << 24  # a colour has 24 bits


def framed(rgb: str, line: str, bold: bool) -> int:
    """The colour of a line, its kind, and whether the text in it is bold, in the one number a step has for it."""
    return colour(rgb) + _ABOVE * (_LINES.index(line) + len(_LINES) * bold)


def do(book: Any, steps: Iterable[Step], *, by_add_in: bool) -> Failed:
    """Do the steps in their order; what failed is told, the others are done."""
    failed: Failed = []
    left = iter(steps)
    while batch := list(islice(left, AT_ONCE)):
        failed += _by_add_in(book, batch) if by_add_in else _one_by_one(book, batch)
    return failed


def _by_add_in(book: Any, steps: Sequence[Step]) -> Failed:
    rows = [astuple(step) for step in steps]
    failed = book.app.macro(f"'{ADD_IN}'!XgyDo")(book.name, rows)
    lines = (line.partition("\t") for line in str(failed or "").splitlines() if line)
    return [(steps[int(number)], why) for number, _, why in lines if number.isdecimal()]


def _one_by_one(book: Any, steps: Sequence[Step]) -> Failed:
    failed: Failed = []
    sheets: dict[str, Any] = {}
    for step in steps:
        try:
            if step.sheet not in sheets:
                sheets[step.sheet] = book.sheets[step.sheet]
            _one(sheets[step.sheet], step)
        except Exception as fault:
            if excel_api.trouble(fault) in (excel_api.BUSY, excel_api.GONE):
                raise Stopped(excel_api.trouble(fault)) from None
            failed.append((step, str(fault)))
    return failed


def _one(sheet: Any, step: Step) -> None:
    if step.what == "unformat":
        sheet.cells.conditional_formats[int(step.place) - 1].delete()
        return
    for place in step.place.split():
        _DOING[step.what](sheet.range(place), step)


def _format(cells: Any, step: Step) -> None:
    condition = cells.conditional_formats.add_custom(step.text, fill_color=_rgb(step.one))
    look, line = divmod(int(step.other), _ABOVE)
    excel_api.frame(condition, line, _STYLES[_LINES[look % len(_LINES)]], bold=look >= len(_LINES))


def _title(cells: Any, step: Step) -> None:
    cells.merge()
    cells.wrap_text, cells.font.bold, cells.row_height = True, True, step.one


def _frame(cells: Any, step: Step) -> None:
    cells.borders.set("all", line_style="continuous", color=_rgb(step.one))
    cells.wrap_text, cells.vertical_alignment = True, "center"


_DOING: Mapping[str, Callable[[Any, Step], object]] = {
    "note": lambda cells, step: cells.add_note(step.text),
    "unnote": lambda cells, step: cells.note.delete(),
    "format": _format,
    "link": lambda cells, step: cells.add_hyperlink(f"#{step.text}", str(cells.value), step.text),
    "formula": lambda cells, step: setattr(cells, "formula", step.text),
    "fill": lambda cells, step: setattr(cells, "color", _rgb(step.one)),
    "frame": _frame,
    "bold": lambda cells, step: setattr(cells.font, "bold", True),
    "title": _title,
    "width": lambda cells, step: setattr(cells, "column_width", step.one),
}


def _rgb(number: float) -> tuple[int, int, int]:
    whole = int(number)
    return whole & 255, whole >> 8 & 255, whole >> 16

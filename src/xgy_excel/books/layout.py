"""One of our sheets laid out on an open sheet, as xlsx/page.py lays it out in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from ..core import Severity
from ..grid import Chart, Formula, Link, OurSheet, Shown, Written, value_of
from ..xlsx.charts import FRAME
from ..xlsx.main import quoted
from ..xlsx.ours import COLOURS
from ..xlsx.page import filter_area, header_row
from ..xlsx.refs import address, area_text
from . import excel_api
from .looking import addresses
from .steps import Step, colour

_HEADER, _REPLY_HEADER, _REPLY, _LINE = (colour(rgb) for rgb in ("D9E1F2", "FFE699", "FFFBEF", "BFBFBF"))
_HEIGHT, _HIGHEST = 16, 400  # points: of a line of text, and of a row
_MOST_LINKS = 65_530
_SEVERITIES = {severity.value: severity for severity in Severity}


def cells(sheet: OurSheet) -> dict[tuple[int, int], Written]:
    """The values by (row, column) from 1."""
    return {at: value_of(shown) for at, shown in _shown(sheet)}


def _shown(sheet: OurSheet) -> Iterator[tuple[tuple[int, int], Shown]]:
    return (((number, at), shown) for number, row in enumerate(sheet.lines, 1) for at, shown in enumerate(row, 1))


def steps(sheet: OurSheet, name: str) -> Iterator[Step]:
    """What makes the sheet look as it should."""
    top, width = header_row(sheet), max(len(sheet.headers), 1)
    for number, line in enumerate(sheet.head, 1):
        where = area_text((number, 1, number, width))
        yield Step("title", name, where, one=_height(str(value_of(line)), sum(sheet.widths)))
    for place, shown in _shown(sheet):
        if isinstance(shown, Formula):
            yield Step("formula", name, address(*place), shown.text)
    for at, characters in enumerate(sheet.widths, 1):
        yield Step("width", name, address(1, at), one=characters)
    if not sheet.headers:
        return
    lines = sheet.lines
    for first, last in sheet.lists:
        widest = max(map(len, lines[first - 1 : last]))
        yield Step("frame", name, area_text((first, 1, last, widest)), one=_LINE)
    again = [(top + 1 + at, len(sheet.rows[at])) for at in sorted(sheet.headers_again)]
    for row, last in ((top, width), *again):
        yield Step("bold", name, area_text((row, 1, row, last)))
        yield Step("fill", name, area_text((row, 1, row, last)), one=_HEADER)
    if sheet.reply_column >= 0:
        reply, last = sheet.reply_column + 1, top + len(sheet.rows)
        yield Step("fill", name, address(top, reply), one=_REPLY_HEADER)
        if sheet.rows:
            yield Step("fill", name, area_text((top + 1, reply, last, reply)), one=_REPLY)
    yield from _severities(sheet, name, top)
    yield from _links(sheet, name, top)


def _severities(sheet: OurSheet, name: str, top: int) -> Iterator[Step]:
    places: dict[Severity, list[tuple[int, int]]] = {}
    for number, row in enumerate(sheet.rows, top + 1):
        word = str(row[sheet.severity_column]) if 0 <= sheet.severity_column < len(row) else ""
        if word in _SEVERITIES:
            places.setdefault(_SEVERITIES[word], []).append((number, sheet.severity_column + 1))
    for severity, found in places.items():
        yield Step("fill", name, addresses(found), one=colour(COLOURS[severity][0]))


def _links(sheet: OurSheet, name: str, top: int) -> Iterator[Step]:
    found = (
        Step("link", name, address(number, at), f"{quoted(value.sheet)}!{value.cell}")
        for number, row in enumerate(sheet.rows, top + 1)
        for at, value in enumerate(row, 1)
        if isinstance(value, Link)
    )
    yield from (step for _, step in zip(range(_MOST_LINKS), found, strict=False))


def _height(line: str, width: float) -> int:
    """Excel does not fit the height of merged cells to their text."""
    wide = sum(2 if east_asian_width(c) in "WFA" else 1 for c in line) * 1.1
    return min(max(1, ceil(wide / width) if width else 1) * _HEIGHT, _HIGHEST)


def empty(sheet: Any) -> None:
    """Nothing of an older version stays but the notes and drawings the clerk has put there."""
    excel_api.drop_links_and_filter(sheet)
    for chart in list(sheet.charts):
        if str(chart.name).startswith(FRAME):
            chart.delete()
    sheet.cells.unmerge()
    sheet.clear_contents()
    sheet.clear_formats()


def finish(sheet: Any, ours: OurSheet) -> None:
    """The header stays in view and has its filter; the charts stand beside their lists."""
    top, left, bottom, right = filter_area(ours)
    if ours.headers:
        sheet.activate()
        filtered = sheet.range((top, left), (bottom, right)) if ours.filtered else None
        excel_api.freeze_and_filter(sheet, header_row(ours), filtered)
    for number, chart in enumerate(ours.charts, 1):
        _draw(sheet, chart, f"{FRAME} {number}")


def _draw(sheet: Any, chart: Chart, name: str) -> None:
    top, left, bottom, right = chart.place
    place = sheet.range((top, left), (bottom, right))
    columns = (chart.label, *chart.columns)
    figures = ",".join(area_text((chart.head, column, chart.last, column)) for column in columns)
    drawn = sheet.charts.add(
        place.left, place.top + 2, place.width, place.height - 2, source=sheet.range(figures), plot_by="columns",
        chart_type="column_stacked" if chart.stacked else "column_clustered", name=name, style=None,
    )  # fmt: skip
    drawn.title = chart.title
    excel_api.dress(drawn, chart.about, [colour(rgb) for rgb in chart.colours])


def like_row(sheet: Any, like: int, last: tuple[int, int], values: Mapping[tuple[int, int], Written]) -> None:
    """Give the rows below the last one the formats of the row `like`."""
    new = [row for row, _ in values if row > last[0]]
    sheet.range((like, 1), (like, last[1])).copy()
    sheet.range((min(new), 1), (max(new), last[1])).paste("formats")
    with suppress(Exception):
        sheet.book.app.cut_copy_mode = False

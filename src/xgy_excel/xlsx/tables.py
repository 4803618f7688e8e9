"""The tables (ListObjects) of a sheet: their fixed rows are not written, and they grow with rows put directly below."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..opc import Package
from . import parts
from . import xml as x
from .pieces import sound_area
from .refs import Area, area_text

HEADER, TOTAL = "单元格是表格的标题行，未改动", "单元格是表格的汇总行，未改动"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its part, its whole area, how many header and total rows it has."""

    part: str
    area: Area
    headers: int
    totals: int


def tables_of(package: Package, sheet: str) -> list[Table]:
    """The tables of a worksheet part."""
    found = []
    for relation in parts.relations(package, sheet):
        if relation.type == "table" and package.has(relation.target):
            a = x.attributes(x.root(package.read(relation.target)).attributes)
            headers, totals = int(a.get("headerRowCount", 1)), int(a.get("totalsRowCount", 0))
            found.append(Table(relation.target, sound_area(a.get("ref", "")), headers, totals))
    return found


def refusal(tables: Collection[Table], row: int, column: int) -> str:
    """Why a cell of a table may not be written; empty when it may."""
    for table in tables:
        top, left, bottom, right = table.area
        if left <= column <= right:
            if top <= row < top + table.headers:
                return HEADER
            if bottom - table.totals < row <= bottom:
                return TOTAL
    return ""


def extend(
    package: Package,
    tables: Collection[Table],
    new: Mapping[int, Mapping[int, bytes]],
    filled: Collection[tuple[int, int]],
) -> None:
    """Let tables take in rows written directly below them, where nothing else stood there before."""
    for table in tables:
        top, left, bottom, right = table.area
        last = bottom
        while not table.totals and _joins(last + 1, (left, right), new, filled, tables):
            last += 1
        if last > bottom:
            _resize(package, table, (top, left, last, right))


def _joins(
    row: int,
    columns: tuple[int, int],
    new: Mapping[int, Mapping[int, bytes]],
    filled: Collection[tuple[int, int]],
    tables: Collection[Table],
) -> bool:
    span = range(columns[0], columns[1] + 1)
    written = new.get(row, {})
    free = all((row, column) not in filled for column in span)
    apart = not any(
        t.area[0] <= row <= t.area[2] and t.area[1] <= columns[1] and t.area[3] >= columns[0] for t in tables
    )
    return free and apart and any(column in written for column in span)


def _resize(package: Package, table: Table, to: Area) -> None:
    xml = package.read(table.part)
    top = x.root(xml)
    edits = [(top.start, top.inner, x.with_attribute(xml[top.start : top.inner], "ref", area_text(to)))]
    own = x.first(x.children(xml, top.inner, top.close), "autoFilter")
    if own:
        edits.append((own.start, own.inner, x.with_attribute(xml[own.start : own.inner], "ref", area_text(to))))
    package.put(table.part, x.spliced(xml, edits))

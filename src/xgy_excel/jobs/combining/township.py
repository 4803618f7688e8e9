"""One workbook read for the roster of all: what there is to tell of it, and its rows packed until their place is known."""

from __future__ import annotations

import hashlib
import pickle
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...books.quick import quick_grids
from ...books.reading import file_bytes, read_bytes
from ...cells import mean_themselves
from ...core import Pack, Row, Setting, Stopped, Unread
from ...core.row import LOST_DIGITS
from ...grid import Coded, Grid
from ...records import Table
from ...rows import Coordinator, HeaderAlias, Holiday, Village, VillageAlias
from ...tables import read_tables
from ...tables.reading import Lines
from ...values import person_key, squash
from ..loading import no_roster

Aliases = tuple[tuple[str, str], ...]
Column = Sequence[object]
Packed = bytes | list[object] | Coded  # texts that XML takes as they are, each with END behind it; else the cells
END = "~"
LISTS: tuple[type[Row], ...] = (Setting, Pack, VillageAlias, HeaderAlias, Holiday)  # of the county, not of its people

_SIGNS = ("&", "<", ">", "_")  # of XML; of _x000D_
_TOWNSHIP = re.compile(r"(?:.*[盟旗县市区年月度])?([^盟旗县市区年月度\W]{1,6}?(?:苏木|镇|乡(?!村)|街道))")
_NO_NAME = re.compile("(?:[各本全城村]|苏木|乡|镇)+(?:苏木|镇|乡|街道)|乡镇")


@dataclass(frozen=True)
class Heading:
    """A column of a sheet: as it is headed, and the standard header it was taken for; empty when none."""

    column: int
    written: str
    standard: str = ""
    empty: bool = False  # nothing stands in it


@dataclass(frozen=True)
class Part:
    """A sheet that gives rows to the result."""

    kind: type[Row]
    sheet: str
    header_row: int
    headings: tuple[Heading, ...]
    rows: int
    skipped: Mapping[str, int]
    filled: int  # cells filled down from merges or 同上
    fields: tuple[str, ...]  # in the order of the sheet
    others: tuple[str, ...]  # headings of the columns no field has, each once
    people: str = ""  # by line: what makes the person of each row the same as another
    lost: tuple[int, ...] = ()  # positions of the rows of which a number has lost its last digits
    township: str = ""  # put in for all rows, the sheet having no such column
    status: bool = False  # put in for all rows likewise: without such a column whoever has not left is in post
    villages: tuple[tuple[str, str], ...] = ()  # township and village


@dataclass(frozen=True)
class Read:
    """A workbook: the sheets that give rows, those that do not and why, and the county's lists in it."""

    name: str
    digest: str = ""
    parts: tuple[Part, ...] = ()
    kinds: frozenset[type[Row]] = frozenset()  # of all its sheets, those without rows too
    lists: tuple[Row, ...] = ()
    passed: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    why: str = ""  # why nothing of it is used; empty when it is


@dataclass(frozen=True)
class Rows:
    """The rows of a part by column: fields by name, other columns by heading. An empty cell is None, or an empty text."""

    columns: dict[str, Packed]
    others: dict[str, Packed]
    numbers: Sequence[int]  # of the rows in their sheet
    unread: Mapping[int, Mapping[str, Unread]] = field(default_factory=dict)  # by position; the cells as found


def read(path: Path, data: bytes, why: str, aliases: Aliases) -> tuple[Read, list[bytes]]:
    """A workbook, and the rows of each of its parts packed.

    Where it is read on another machine, `data` is what the file holds; `why` says that it could not be read at all.
    """
    name = path.name
    try:
        if why:
            raise Stopped(why)
        held = data or file_bytes(path)
        grids, warnings = _grids(held, name)
        records = read_tables(grids, aliases)
    except Stopped as stopped:
        return Read(name, why=str(stopped).removeprefix(f"“{name}”：")), []
    by_name = {grid.sheet: grid for grid in grids}
    made = [_part(table, by_name[table.sheet], name) for table in records.tables if table.kind not in LISTS]
    made = [pair for pair in made if pair[0].rows]
    why = "" if made else f"{no_roster(records, name)}。"
    lists = tuple(row for kind in LISTS for row in records.of(kind))
    digest = hashlib.sha256(held).hexdigest()
    kinds = frozenset(table.kind for table in records.tables)
    found = Read(name, digest, tuple(part for part, _ in made), kinds, lists, records.passed, warnings, why)
    return found, [pickle.dumps(rows, 5) for _, rows in made]


def _grids(data: bytes, name: str) -> tuple[list[Grid], tuple[str, ...]]:
    if quick := quick_grids(data, name):
        return quick, ()
    source = read_bytes(data, name)
    return source.grids(), source.warnings


def _part(table: Table, grid: Grid, name: str) -> tuple[Part, Rows]:
    lines = table.rows
    assert isinstance(lines, Lines)
    columns: dict[str, Column] = dict(lines.values)
    for position, cells in lines.unread.items():
        for field_name, unread in cells.items():  # such columns are lists
            cell = grid.column(table.columns[field_name], [lines.kept[position]])[0]
            columns[field_name][position] = unread.text if cell in (None, "") else cell  # type: ignore[index]
    no_status = table.kind is Coordinator and "status" not in table.columns
    if no_status:
        columns["status"] = ["离岗" if day else "在岗" for day in columns.get("leave_date") or [None] * len(lines)]
    others = _others(table, grid, lines.kept)
    fields: dict[int, str] = {}
    for field_name, number in table.columns.items():  # one column may hold a beginning and an end
        header = table.kind.columns()[field_name].header
        fields[number] = f"{fields[number]}、{header}" if number in fields else header
    empty = {number for number in table.headings if number not in fields and number not in others}
    headings = tuple(
        Heading(n, table.headings.get(n, ""), fields.get(n, ""), n in empty)
        for n in sorted({*table.headings, *fields, *others})
    )
    township = "" if "township" in table.columns else _township(table, grid, name)
    part = Part(
        kind=table.kind,
        sheet=table.sheet,
        header_row=table.header_row,
        headings=headings,
        rows=len(lines),
        skipped=table.skipped,
        filled=sum(table.filled.values()),
        fields=tuple(sorted(table.columns, key=table.columns.__getitem__)),
        others=tuple(heading for heading, _ in others.values()),
        people=_people(columns, lines) if table.kind is Coordinator else "",
        lost=_lost(lines) if table.kind is Coordinator else (),
        township=township,
        status=no_status,
        villages=_villages(columns, township) if table.kind is Village else (),
    )
    rows = Rows(
        {name: packed(cells) for name, cells in columns.items()},
        {heading: packed(cells) for heading, cells in others.values()},
        [index + 1 for index in lines.kept],
        lines.unread,
    )
    return part, rows


def packed(cells: Column) -> Packed:
    """A column as it travels."""
    if isinstance(cells, Coded):
        return cells
    kinds = set(map(type, cells))
    if not kinds <= {str, type(None)}:
        return list(cells)
    texts: Any = [cell or "" for cell in cells] if type(None) in kinds else cells
    text = END.join(texts) + END
    blanks = text.startswith(" ") or f" {END}" in text or f"{END} " in text  # they may get lost
    plain = text.isprintable() and text.count(END) == len(cells) and not blanks and not any(s in text for s in _SIGNS)
    return text.encode() if plain else list(cells)


def _others(table: Table, grid: Grid, kept: Sequence[int]) -> dict[int, tuple[str, Column]]:
    """The columns no field has and something stands in, by number: a heading that no other of the sheet has, and the cells."""
    used, taken = set(table.columns.values()), set[str]()
    found: dict[int, tuple[str, Column]] = {}
    for number in range(1, grid.width + 1):
        cells = grid.column(number, kept) if number not in used else ()
        if any(cell not in (None, "") for cell in cells):
            heading = table.headings.get(number) or f"第{number}列（无表头）"
            while squash(heading) in taken:
                heading += "（另一列）"
            taken.add(squash(heading))
            found[number] = heading, cells
    return found


def _people(columns: Mapping[str, Column], lines: Lines) -> str:
    numbers = columns.get("id_number") or [None] * len(lines)
    unread = {position for position, cells in lines.unread.items() if "id_number" in cells}
    if mean_themselves(numbers, "id"):  # type: ignore[arg-type] # then the keys are known without asking for each
        return "\n".join([number[:18] for number in numbers])  # type: ignore[index]
    return "\n".join([person_key(v) if isinstance(v, str) and i not in unread else "" for i, v in enumerate(numbers)])


def _lost(lines: Lines) -> tuple[int, ...]:
    unread = lines.unread.items()
    return tuple(i for i, cells in unread if any(cell.why == LOST_DIGITS for cell in cells.values()))


def _villages(columns: Mapping[str, Column], township: str) -> tuple[tuple[str, str], ...]:
    names = columns.get("village", ())
    towns = columns.get("township") or [township] * len(names)
    return tuple((str(town or ""), str(name)) for town, name in zip(towns, names, strict=True) if name)


def _township(table: Table, grid: Grid, name: str) -> str:
    """The township a roster without such a column is of, as the name of its sheet, its file or its title says; empty if none."""
    if table.kind not in (Coordinator, Village):
        return ""
    titles = [text for row in grid.rows[: table.header_row - 1] for text in row if isinstance(text, str)]
    return next((found for text in (table.sheet, Path(name).stem, *titles) if (found := township_in(text))), "")


def township_in(text: str) -> str:
    """The one township a text names; empty when it names none.

    >>> [township_in(t) for t in ("巴彦镇", "乌兰旗白音苏木协管员花名册", "2025年各乡镇汇总", "全旗乡村公益岗", "填报单位：东升乡政府")]
    ['巴彦镇', '白音苏木', '', '', '东升乡']
    """
    found = [m[1] for part in re.split(r"[^\u4e00-\u9fff]+", text) if (m := _TOWNSHIP.match(part))]
    names = dict.fromkeys(name for name in found if not _NO_NAME.fullmatch(name))
    return next(iter(names)) if len(names) == 1 else ""

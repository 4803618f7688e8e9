"""One export read: its sheets found by their headers, and of every row who it is and what it says, nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from ..books.reading import Source, read_file
from ..cells import text_of, was_number
from ..cells.text import read_id
from ..core import Stopped, Unread
from ..grid import Grid, Value
from ..tables.headers import Header, find_header
from ..tables.passing import BLANK, judge_of
from ..tables.words import Aliases, header_key
from ..values import clean, id_head
from .columns import BESIDE, BESIDE_NAMES, HOUSEHOLD, NEEDED, Person
from .kinds import Kind, day_in, kind_of

ROWS_SEARCHED = 20
_SHORTEST = 6  # characters of any number of a document


class Said(NamedTuple):
    """What a row says, as it is written."""

    township: str = ""
    village: str = ""
    school_status: str = ""
    labour_skill: str = ""
    household_type: str = ""
    monitor_type: str = ""
    policy_enjoyed: str = ""
    risk_removed: str = ""
    record_status: str = ""


@dataclass
class Export:
    """One sheet of one file. `who` and `said` go together row by row; `said` points into `sayings`."""

    file: str
    sheet: str
    header: Header
    headings: Mapping[str, str]  # field -> the heading as it is written
    kind: Kind
    day: date | None  # of the data, by the name of the file or the lines above the header
    hidden: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    who: list[str] = field(default_factory=list)
    said: list[int] = field(default_factory=list)
    sayings: list[Said] = field(default_factory=list)
    nameless: int = 0  # rows without a number of a document that can be read
    unused: tuple[str, ...] = ()  # other sheets of the file


class _Sheet(NamedTuple):
    name: str
    head: list[Sequence[Value]]
    rest: Iterator[Sequence[Value]]
    hidden: int
    header: Header


def read_exports(path: Path, aliases: Aliases = ()) -> tuple[list[Export], str]:
    """The exports in a file; none, and the reason, where it tells nothing of who is counted.

    Raises Stopped where the file cannot be read, or should tell and lacks a column.
    """
    source = read_file(path)
    sheets, best = _sheets(source, aliases)
    if not sheets:
        return [], _why_none(path.name, best)
    unused = tuple(name for name in source.sheets if all(sheet.name != name for sheet in sheets))
    return [_read(path, sheet, unused) for sheet in sheets], ""


def _sheets(source: Source, aliases: Aliases) -> tuple[list[_Sheet], Header | None]:
    """The sheets whose header has every needed column, those with most of our columns; else the best header found."""
    found: list[_Sheet] = []
    best: Header | None = None
    for name in source.sheets:
        rows, hidden = source.rows(name)
        head = list(islice(rows, ROWS_SEARCHED + 1))
        header = find_header(Grid(name, head), Person, aliases, named=False, within=ROWS_SEARCHED)
        if header is not None and (best is None or header.score > best.score):
            best = header
        if header is not None and all(column in header.columns for column in NEEDED):
            found.append(_Sheet(name, head, rows, hidden, header))
    most = max((sheet.header.score for sheet in found), default=0)
    return [sheet for sheet in found if sheet.header.score == most], best


def _why_none(name: str, header: Header | None) -> str:
    """Why a file is left aside. Raises Stopped where it is not one of those that may be."""
    headings = {header_key(text) for text in header.unknown} if header else set()
    if headings & BESIDE or any(word in name for word in BESIDE_NAMES):
        return f"“{name}”不是脱贫户或监测对象信息，与第四条的人数无关，没有读取。"
    if header is None:
        raise Stopped(
            f"“{name}”里没有找到人口表的表头（前{ROWS_SEARCHED}行内应有“行政村”“证件号码”“劳动技能”等列），"
            "请选择从系统导出的脱贫户信息或监测对象信息。"
        )
    if header.doubled:
        raise Stopped(f"“{name}”里“{'”“'.join(header.doubled)}”有不止一列，分不清用哪一列，请删去多余的一列。")
    lacking = "”“".join(words for column, words in NEEDED.items() if column not in header.columns)
    raise Stopped(
        f"“{name}”缺“{lacking}”列，不能核定人数，请重新导出；列名写法不同的，在工作簿的“列名对照”表登记后再试。"
    )


def _read(path: Path, sheet: _Sheet, unused: tuple[str, ...]) -> Export:
    header, name = sheet.header, f"“{path.name}”"
    above = " ".join(clean(text_of(v)) for row in sheet.head[: header.first - 1] for v in row if v not in (None, ""))
    export = Export(
        file=path.name,
        sheet=sheet.name,
        header=header,
        headings=_headings(sheet),
        kind=kind_of(path.stem, above, header.columns),
        day=day_in(path.stem) or day_in(above),
        hidden=sheet.hidden,
        unused=unused,
    )
    if not export.kind.name and not any(column in header.columns for column in HOUSEHOLD):
        raise Stopped(f"{name}没有“户类型”“监测对象类别”列，看不出是脱贫户还是监测对象，不能核定人数，请重新导出。")
    lost = _take(chain(sheet.head[header.last :], sheet.rest), sheet, export)
    if not export.who:
        raise Stopped(f"{name}里一个人也没有读到，请检查是不是空表。")
    if lost * 2 > len(export.who):
        raise Stopped(f"{name}的证件号码被存成了数字，末尾已丢失，分不清谁是谁，请从系统重新导出，不要另存。")
    return export


def _headings(sheet: _Sheet) -> dict[str, str]:
    """How the columns are headed: by the lowest of the header's rows in which something stands."""
    found = {}
    for column, at in sheet.header.columns.items():
        rows = reversed(sheet.head[sheet.header.first - 1 : sheet.header.last])
        texts = (re.sub(r"\s+", "", clean(text_of(row[at - 1]))) for row in rows if len(row) >= at)
        found[column] = next(filter(None, texts), Person.columns()[column].header)
    return found


def _take(rows: Iterable[Sequence[Value]], sheet: _Sheet, export: Export) -> int:
    """Every row of a person: who, and what it says. Returns how many numbers have lost their last digits."""
    header, why = sheet.header, judge_of(Grid(sheet.name, sheet.head), sheet.header)
    fields = [name for name in ("household_id", "person_id", *Said._fields) if name in header.columns]
    pick, width = itemgetter(*(header.columns[name] - 1 for name in fields)), max(header.columns.values())
    own = fields.index(next(name for name in fields if name in Said._fields))  # where what it says begins
    at, heard, sayings = header.columns["id_number"] - 1, dict[object, int](), dict[Said, int]()
    who, said, lost, blanks = export.who, export.said, 0, 0
    for number, row in enumerate(rows, header.last + 1):
        if len(row) < width:
            row = [*row, *[""] * (width - len(row))]  # of a csv, whose rows end where nothing more is written
        value = row[at]
        plain = type(value) is str and len(value) >= 15 and value.isascii() and value.isalnum()
        if not plain and (reason := why(row, number)):
            blanks += reason == BLANK
            if reason != BLANK:
                export.skipped[reason] += 1
            continue
        if blanks:
            export.skipped[BLANK], blanks = export.skipped[BLANK] + blanks, 0
        cells = pick(row)
        words = cells[own:]
        says = heard.get(words)
        if says is None:
            told = Said(**{name: text_of(v) for name, v in zip(fields[own:], words, strict=True)})
            says = heard[words] = sayings.setdefault(told, len(sayings))
        key = value.upper()[:18] if plain else _key(value)  # type: ignore[union-attr]
        lost += key == LOST or (key.endswith("000") and was_number(key))
        if len(key) < _SHORTEST or not key.isascii():
            export.nameless += 1
            key = "#" + "/".join(map(text_of, cells))  # the same line in two files is one person
        who.append(key)
        said.append(says)
    export.sayings = list(sayings)
    return lost


LOST = "…"


def _key(value: Value) -> str:
    """The first 18 characters of a number that is not plain text."""
    found = read_id(value)
    return LOST if isinstance(found, Unread) else id_head(str(found or ""))

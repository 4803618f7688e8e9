"""Where the header of a sheet stands, and which column holds which field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from itertools import zip_longest

from ..cells import text_of
from ..core import Row
from ..grid import Grid, Value
from ..rows import Coordinator, Village
from ..values import clean, squash
from .words import CONFIRMED, EXPORT_WORDS, GUARDED, Aliases, Claim, claim, claims, header_key

ROWS_SEARCHED = 10
MOST_COLUMNS = 500
_LONGEST = 60  # characters of a heading; what is longer is a title or a remark
_COUNTIES, _TOWNSHIPS = (
    frozenset(header_key(word) for word in Coordinator.columns()[name].words) for name in ("county", "township")
)


@dataclass(frozen=True)
class Header:
    """The header of a sheet read as one kind: its rows, and the column from 1 of every field."""

    kind: type[Row]
    first: int
    last: int
    columns: Mapping[str, int]
    periods: tuple[tuple[str, str], ...] = ()  # beginning and end that stand in one column
    unknown: tuple[str, ...] = ()  # headings no field claims
    headings: Mapping[int, str] = default(default_factory=dict)  # every column that has one, read or not
    doubled: tuple[str, ...] = ()  # headings that stand over two columns: neither is read
    months: frozenset[str] = frozenset()  # the fields whose heading asks for year and month only: 出生年月
    score: int = 0
    export: bool = False  # an export of people from the national system


@dataclass(frozen=True)
class _Heading:
    column: int
    text: str
    keys: tuple[str, ...]  # the likeliest first


def find_header(
    grid: Grid, kind: type[Row], aliases: Aliases = (), named: bool = True, within: int = ROWS_SEARCHED
) -> Header | None:
    """The header with the most fields in the first rows, of one row or of two; None when none has two.

    `named`: the sheet's own name says that it is of this kind.
    """
    search = _Search(grid, kind, claims(kind, aliases), named)  # type: ignore[arg-type] # classes are hashable
    rows = [[_text(v) for v in row[:MOST_COLUMNS]] for row in grid.rows[: within + 1]]
    single = [search.header(_single(row), at, at) for at, row in enumerate(rows, 1)]
    double = [
        search.header(_double(_reached(grid, rows, at), lower), at, at + 1)
        for at, lower in enumerate(rows[1:], 1)
        if single[at - 1].score >= 2 or single[at].score >= 2
    ]
    found = [header for header in (*single[:within], *double) if header.score >= 2]
    best = max(found, key=_score, default=None)  # the first of equals
    while best and (earlier := [h for h in found if h.last < best.last and _people_between(grid, h, best)]):
        best = max(earlier, key=_score)  # the other one repeats it further down, perhaps with a column more
    return best


def _score(header: Header) -> int:
    return header.score


def _people_between(grid: Grid, upper: Header, lower: Header) -> bool:
    at = upper.columns.get("id_number", 0) - 1
    return at >= 0 and any(like_id(row[at]) for row in grid.rows[upper.last : lower.last] if len(row) > at)


def like_id(value: Value) -> bool:
    """Might it be an identity number? Neither a phone, nor two of them, nor a day.

    >>> [like_id(v) for v in ("150421 19710520 9993", 150421197105209993, "0471-6923456", "2025-06-30 00:00:00")]
    [True, True, False, False]
    """
    if isinstance(value, str):
        text = squash(value) if len(value) >= 14 else ""
        return text[:6].isdigit() and 14 <= sum(map(str.isdigit, text)) <= 20
    return isinstance(value, float | int) and value >= 10**13


def _text(value: Value) -> str:
    return clean(value) if isinstance(value, str) and len(value) <= _LONGEST else ""


def _reached(grid: Grid, rows: Sequence[Sequence[str]], at: int) -> list[str]:
    """The upper row of two, with the words merged from above it down over both: a header of three rows."""
    upper = [*rows[at - 1], *[""] * (max(map(len, rows)) - len(rows[at - 1]))]
    for first, column, last, _ in grid.merges:
        if first < at < last and column <= len(rows[first - 1]):
            upper[column - 1] = rows[first - 1][column - 1]
    return upper


def _single(row: Sequence[str]) -> list[_Heading]:
    return [_Heading(i, text, (header_key(text),)) for i, text in enumerate(row, 1) if text]


def _double(upper: Sequence[str], lower: Sequence[str]) -> list[_Heading]:
    """Two rows joined: an upper word is carried over the columns to its right that have a lower word only."""
    found, above = [], ""
    for i, (high, low) in enumerate(zip_longest(upper, lower, fillvalue=""), 1):
        above = high or (above if low else "")
        if above or low:
            keys = (header_key(above + low), header_key(low)) if low else (header_key(above),)
            found.append(_Heading(i, above + low, keys))
    return found


@dataclass(frozen=True)
class _Search:
    grid: Grid
    kind: type[Row]
    known: Mapping[str, Claim]
    named: bool

    def header(self, headings: list[_Heading], first: int, last: int) -> Header:
        keys = {key for heading in headings for key in heading.keys}
        claimed = []
        for heading in headings:
            found = next((c for key in heading.keys if (c := claim(key, self.known))), None)
            if found and (found.word not in GUARDED or self.confirmed(found, heading, keys, last)):
                claimed.append((heading, found))
        columns, periods, doubled = self.assign(claimed, last)
        used = set(columns.values())
        return Header(
            self.kind,
            first,
            last,
            columns,
            periods,
            unknown=tuple(h.text for h in headings if h.column not in used and h.text not in doubled),
            headings={h.column: h.text for h in headings},
            doubled=doubled,
            months=frozenset(f for _, c in claimed for f in c.fields if c.word.endswith("年月") and f in columns),
            score=len(used & {h.column for h in headings}),
            export=bool(keys & EXPORT_WORDS),
        )

    def assign(
        self, claimed: list[tuple[_Heading, Claim]], row: int
    ) -> tuple[dict[str, int], tuple[tuple[str, str], ...], tuple[str, ...]]:
        """Every field to its best heading; a field that two columns claim with words as good gets none."""
        best: dict[str, int] = {}
        for _, found in claimed:
            for field in found.fields:
                best[field] = min(found.rank, best.get(field, found.rank))
        winners = [(h, c) for h, c in claimed if all(best[field] == c.rank for field in c.fields)]
        count = Counter(c.fields for _, c in winners)
        columns: dict[str, int] = {}
        periods = []
        for heading, found in winners:
            if count[found.fields] == 1:
                columns.update(dict.fromkeys(found.fields, heading.column))
                if len(found.fields) == 2:
                    periods.append((found.fields[0], found.fields[1]))
        for start, end in tuple(periods):  # one heading merged over two columns: the second holds the end
            at = columns[start]
            if (row, at, row, at + 1) in self.grid.merges:
                columns[end] = at + 1
                periods.remove((start, end))
        doubled = dict.fromkeys(h.text for h, c in winners if count[c.fields] > 1)
        return columns, tuple(periods), tuple(doubled)

    def confirmed(self, found: Claim, heading: _Heading, keys: set[str], last: int) -> bool:
        """May a word that says little by itself be taken here?"""
        if found.rank == CONFIRMED:
            return True
        if found.word == "村":
            return (self.named and self.kind is Village) or bool(keys & _COUNTIES and keys & _TOWNSHIPS)
        if self.named and found.word in heading.keys:  # what the brackets hold may say something else
            return True
        choices = {squash(choice) for choice in self.kind.columns()[found.fields[0]].choices}
        at = heading.column - 1
        cells = {squash(text_of(row[at])) for row in self.grid.rows[last:] if len(row) > at}
        cells = {cell for cell in cells if cell and header_key(cell) not in heading.keys}  # the header repeated
        return bool(cells) and cells <= choices

"""The sample county written in another way is judged the same, to the word.

Columns and rows in another order, other words in the header, other forms of dates, numbers and amounts, a title, a header
of two rows, gaps and subtotals, 同上, hidden rows of others, a sheet for each township, a copy of the values alone.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from random import Random

import pytest

from xgy_excel.books import FileBook, editable_copy, open_book
from xgy_excel.core import Pack
from xgy_excel.grid import Grid, Odd, Value
from xgy_excel.jobs.blank import make_roster
from xgy_excel.jobs.loading import law_of
from xgy_excel.law import judge, rules_of
from xgy_excel.records import Table
from xgy_excel.rows import Approval, Coordinator, HeaderAlias, Holiday, Setting, VillageAlias
from xgy_excel.sample import SAMPLE_DAY, county
from xgy_excel.tables import read_tables

LISTS = (Setting, Pack, Approval, Holiday, HeaderAlias, VillageAlias)  # of the county, not of its people
OWN = ("name", "number", "account_holder", "agreement_no", "county_file_no")  # nobody shares them with the row above
UNSURE = ("村",)  # a header the program does not take without asking
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
EPOCH = date(1899, 12, 30)


@dataclass
class Line:
    """One row of a sheet, by index from 0, with what its values alone do not tell."""

    cells: list[Value]
    odd: dict[int, Odd] = field(default_factory=dict)
    hidden: bool = False


def lines_of(grid: Grid) -> list[Line]:
    lines = [Line([*row, *[""] * (grid.width - len(row))]) for row in grid.rows]
    for (row, column), odd in grid.odd.items():
        lines[row - 1].odd[column - 1] = odd
    for row in grid.hidden:
        lines[row - 1].hidden = True
    return lines


def grid_of(name: str, lines: list[Line], merges: tuple = ()) -> Grid:
    odd = {(row, at + 1): odd for row, line in enumerate(lines, 1) for at, odd in line.odd.items()}
    hidden = frozenset(row for row, line in enumerate(lines, 1) if line.hidden)
    return Grid(name, [line.cells for line in lines], odd, hidden, merges)


Way = Callable[[list[Line], Table, Random], list[Line]]


def columns_shuffled(lines: list[Line], table: Table, chance: Random) -> list[Line]:
    order = chance.sample(range(len(lines[0].cells)), len(lines[0].cells))
    at = {old: new for new, old in enumerate(order)}
    return [Line([x.cells[i] for i in order], {at[i]: odd for i, odd in x.odd.items()}, x.hidden) for x in lines]


def rows_shuffled(lines: list[Line], table: Table, chance: Random) -> list[Line]:
    head, body = lines[: table.header_row], lines[table.header_row :]
    return [*head, *chance.sample(body, len(body))]


def other_headers(lines: list[Line], table: Table, chance: Random) -> list[Line]:
    for name, number in table.columns.items():
        words = [word for word in table.kind.columns()[name].words if word not in UNSURE]
        lines[table.header_row - 1].cells[number - 1] = chance.choice(words)
    return lines


def changed(lines: list[Line], table: Table, change: Callable[[Value, str], Value]) -> list[Line]:
    """Every cell below the header through `change`, which is told the kind of its column."""
    for name, number in table.columns.items():
        kind = table.kind.columns()[name].kind
        for line in lines[table.header_row :]:
            line.cells[number - 1] = change(line.cells[number - 1], kind)
    return lines


def other_dates(lines: list[Line], table: Table, chance: Random) -> list[Line]:
    def written(value: Value, kind: str) -> Value:
        if not isinstance(value, date):
            return value
        day = value.date() if isinstance(value, datetime) else value
        forms = (f"{day.year}.{day.month}.{day.day}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}")
        return chance.choice((*forms, f" {day:%Y/%m/%d}　", float((day - EPOCH).days), day))

    return changed(lines, table, written)


def other_texts(lines: list[Line], table: Table, chance: Random) -> list[Line]:
    def written(value: Value, kind: str) -> Value:
        if not isinstance(value, str) or not value:
            return value
        if kind in ("id", "account", "phone"):
            return chance.choice((f"'{value}", value.translate(WIDE), f" {value}\t", f"\u200b{value}", value))
        return chance.choice((value, f" {value}", f"{value}\xa0")) if kind == "text" else value

    return changed(lines, table, written)


def other_amounts(lines: list[Line], table: Table, chance: Random) -> list[Line]:
    def written(value: Value, kind: str) -> Value:
        if kind != "money" or isinstance(value, bool) or not isinstance(value, int | float):
            return value
        plain = f"{value:.10g}"
        exact = f"{value:,.2f}" if round(value, 2) == value else plain
        return chance.choice((plain, exact, f"{plain}元", f"￥{plain}", value))

    return changed(lines, table, written)


def gaps_and_subtotals(lines: list[Line], table: Table, chance: Random) -> list[Line]:
    found = []
    for number, line in enumerate(lines):
        if number > table.header_row and chance.random() < 0.1 and len(line.cells) > 2:
            found.append(Line([chance.choice(("", "小计")), *[""] * (len(line.cells) - 1)]))
        found.append(line)
    return found


def same_as_above(lines: list[Line], table: Table, chance: Random) -> list[Line]:
    for name, number in table.columns.items():
        if name in OWN or table.kind.columns()[name].kind in ("id", "account", "phone"):
            continue
        written = [line.cells[number - 1] for line in lines]
        for at in range(table.header_row + 1, len(lines)):
            here, above = written[at], written[at - 1]
            plain = not (
                lines[at].odd.keys() | lines[at - 1].odd.keys() | {lines[at].hidden, lines[at - 1].hidden} - {False}
            )
            if plain and here not in ("", None) and here == above and type(here) is type(above):
                lines[at].cells[number - 1] = chance.choice(("同上", "〃", '"'))
    return lines


def a_hidden_row_between(lines: list[Line], table: Table, chance: Random) -> list[Line]:
    """A row that a filter hides says nothing, whatever stands in it."""
    found = []
    for number, line in enumerate(lines):
        if number > table.header_row and number % 40 == 0:
            found.append(Line([chance.choice(("甲", "")) for _ in line.cells], hidden=True))
        found.append(line)
    return found


WAYS: tuple[Way, ...] = (
    columns_shuffled, rows_shuffled, other_headers, other_dates, other_texts, other_amounts, gaps_and_subtotals,
    same_as_above, a_hidden_row_between,
)  # fmt: skip


# -- what is compared -------------------------------------------------------------------------------------------------


def findings_of(grids: list[Grid]) -> Counter[tuple[str, ...]]:
    """What is found and about whom, in words, without the numbers of rows and without who of two is named first."""
    records = read_tables(grids)
    law = law_of(records, SAMPLE_DAY)
    found: Counter[tuple[str, ...]] = Counter()
    for finding in judge(records, law, rules_of(law)).findings:
        if finding.rule.code not in ("K13", "A9"):  # counts of rows; a number used twice is told at the second
            words = "".join(sorted(re.sub("(“[^“”]*”)?第[0-9、]+行", "行", finding.message)))
            found[finding.rule.code, finding.severity.value, words] += 1
    return found


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> FileBook:
    path = tmp_path_factory.mktemp("county") / "样例旗县.xlsx"
    make_roster(path, county())
    return open_book(path)


@pytest.fixture(scope="module")
def grids(book) -> list[Grid]:
    return [book.read(name) for name in book.sheets()]


@pytest.fixture(scope="module")
def tables(grids) -> dict[str, Table]:
    return {table.sheet: table for table in read_tables(grids).tables if table.kind not in LISTS}


@pytest.fixture(scope="module")
def expected(grids) -> Counter[tuple[str, ...]]:
    return findings_of(grids)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_county_written_in_another_way_is_judged_the_same(grids, tables, expected, way, seed):
    chance = Random(seed)
    written = [
        grid_of(grid.sheet, way(lines_of(grid), tables[grid.sheet], chance)) if grid.sheet in tables else grid
        for grid in grids
    ]
    assert [grid.rows for grid in written] != [grid.rows for grid in grids]
    assert findings_of(written) == expected


def test_a_title_and_a_header_of_two_rows_change_nothing(grids, tables, expected):
    def titled(grid: Grid) -> Grid:
        lines, head = lines_of(grid), tables[grid.sheet].header_row
        wide = len(lines[0].cells)
        blank = [""] * (wide - 1)
        lines.insert(head, Line(["", *blank]))
        lines = [Line([f"样例旗{grid.sheet}", *blank]), Line(["填报单位（盖章）：样例旗", *blank]), *lines]
        down = tuple((head + 2, column, head + 3, column) for column in range(1, wide + 1))
        return grid_of(grid.sheet, lines, ((1, 1, 1, wide), *down))

    assert findings_of([titled(grid) if grid.sheet in tables else grid for grid in grids]) == expected


def test_a_sheet_for_each_township_changes_nothing(grids, tables, expected):
    table = next(table for table in tables.values() if table.kind is Coordinator)
    roster = lines_of(next(grid for grid in grids if grid.sheet == table.sheet))
    head, body = roster[: table.header_row], roster[table.header_row :]
    at = table.columns["township"] - 1
    towns = dict.fromkeys(str(line.cells[at]) for line in body if any(line.cells))
    split = [
        grid_of(f"{town}花名册", [replace(line) for line in (*head, *[x for x in body if x.cells[at] == town])])
        for town in towns
    ]
    assert len(split) > 5
    assert findings_of([*split, *(grid for grid in grids if grid.sheet != table.sheet)]) == expected


def test_a_copy_of_the_values_alone_changes_nothing(book, expected):
    copy = editable_copy(book)
    assert findings_of([copy.read(name) for name in copy.sheets()]) == expected

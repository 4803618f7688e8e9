"""Whatever stands in a column, every rule can be asked and tells what it finds in words."""

from datetime import date

import pytest

from xgy_excel.books import open_book
from xgy_excel.grid import Grid
from xgy_excel.jobs.loading import law_of
from xgy_excel.jobs.new import new
from xgy_excel.law import judge, rules_of
from xgy_excel.rows import SHEETS
from xgy_excel.tables import read_tables

DAY = date(2025, 6, 30)
FEW = 3  # rows of a sheet


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    """The header and a few rows of every sheet of the sample county."""
    book = open_book(new(tmp_path_factory.mktemp("garbage") / "样例.xlsx", sample=True))
    return {name: book.read(name).rows[: FEW + 1] for name in book.sheets()}


def told(sheets) -> list[str]:
    records = read_tables([Grid(sheet=name, rows=rows) for name, rows in sheets.items()])
    law = law_of(records, DAY)
    return [f"{finding.message}{finding.remedy}" for finding in judge(records, law, rules_of(law)).findings]


@pytest.mark.parametrize("kind", SHEETS, ids=lambda kind: kind.SHEET)
@pytest.mark.parametrize("value", ["待补", "000000000000000000", -1, None, "2025-02-30"])
def test_no_value_of_a_column_stops_the_rules(sheets, kind, value):
    head, *rows = sheets[kind.SHEET]
    for at in range(len(head)):
        spoilt = [(*row[:at], value, *row[at + 1 :]) for row in rows]
        words = told({**sheets, kind.SHEET: [head, *spoilt]})
        assert all("{" not in one for one in words)

"""Head counts of the exports written into 嘎查村, and put beside the records as what rule Q10 asks about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ...books.port import Book, Written
from ...core import Place
from ...law.imported import HeadCount
from ...people import Count
from ...records import Records, Table
from ...rows import Village

COUNTS = {"labour_ordinary": "ordinary", "labour_skilled": "skilled", "labour_weak": "weak", "labour_unknown": "open"}
Values = dict[tuple[int, int], Written]


@dataclass(frozen=True)
class Home:
    """Where the count of a village stands: a row of a sheet 嘎查村, and what stood there before. Without one, nowhere."""

    count: Count
    sheet: str = ""
    row: int = 0
    before: Village | None = None


def write_counts(book: Book, records: Records, counts: Sequence[Count], day: date, notes: list[str]) -> list[Home]:
    """Write the counts of the villages that 嘎查村 has; into one that has no villages yet, all of them.

    A cell that holds the number already is left alone; one with a formula too, and that is told.
    """
    tables = [table for table in records.tables if table.kind is Village]
    homes = list(_new(tables[0], counts) if not records.of(Village) else _known(counts))
    for table in tables:
        values: Values = {}
        for home in homes:
            if home.sheet == table.sheet:
                values |= _values(table, home, day)
        refused = book.write(table.sheet, values, like=table.header_row + 1) if values else []
        notes += [f"{refusal.sheet}!{refusal.cell} 没有写入：{refusal.reason}。" for refusal in refused]
        columns = Village.columns()
        absent = [columns[name].header for name in (*COUNTS, "data_date") if name not in table.columns]
        if absent:
            notes.append(f"工作表“{table.sheet}”没有“{'”“'.join(absent)}”列，这些数没有写入，见“人数核定”。")
    return homes


def _known(counts: Sequence[Count]) -> Iterator[Home]:
    for count in counts:
        row = count.spot.row
        yield Home(count, row.place.sheet, row.place.row, row) if row is not None else Home(count)


def _new(table: Table, counts: Sequence[Count]) -> Iterator[Home]:
    """One row below the other from the header on, as the exports have them."""
    for number, count in enumerate(counts, table.header_row + 1):
        yield Home(count, table.sheet, number)


def _values(table: Table, home: Home, day: date) -> Values:
    wanted: dict[str, Written] = {name: getattr(home.count, count) for name, count in COUNTS.items()}
    wanted["data_date"] = day
    if home.before is None:
        wanted |= {"township": home.count.spot.township, "village": home.count.spot.village}
    found: Values = {}
    for name, value in wanted.items():
        if name in table.columns and (home.before is None or getattr(home.before, name) != value):
            found[home.row, table.columns[name]] = value
    return found


def with_counts(records: Records, homes: Sequence[Home], homeless: Iterable[tuple[str, int]] = ()) -> Records:
    """The records of the book as it is now, and beside them the villages as the exports have them.

    `homeless`: how many people have no village, by township.
    """
    seen = {(home.sheet, home.row): home.count for home in homes if home.row}
    rows = []
    for village in records.of(Village):
        count = seen.get((village.place.sheet, village.place.row))
        if village.village:
            people, unknown = (count.people, count.open) if count else (None, None)
            rows.append(
                HeadCount(
                    place=village.place,
                    township=village.township,
                    village=village.village,
                    people=people,
                    unknown=unknown,
                )
            )
    nowhere = Place(HeadCount.SHEET)
    rows += [HeadCount(place=nowhere, township=town or None, people=0, unknown=people) for town, people in homeless]
    for count in (home.count for home in homes if not home.row):
        spot = count.spot
        rows.append(
            HeadCount(
                place=nowhere, township=spot.township, village=spot.village, people=count.people, unknown=count.open
            )
        )
    columns = {name: number for number, name in enumerate(HeadCount.columns(), 1)}
    table = Table(kind=HeadCount, sheet=HeadCount.SHEET, columns=columns, rows=tuple(rows))
    return Records([*records.tables, table], records.passed, records.lost)

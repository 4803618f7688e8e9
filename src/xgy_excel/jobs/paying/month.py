"""One month of pay: the rows of 发放 it has, the people who were in post in it, and who of them has no row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...core import Row
from ...forms.where import chosen
from ...law.pay.paid import roster_row
from ...records import Records, on_post, person_of, status_of
from ...rows import Coordinator, Payment
from ...values import month_end, month_words, name_key


@dataclass(frozen=True)
class Month:
    """What the book holds about a month, as far as the clerk asked for it."""

    first: date
    records: Records  # the book's, of the sheet 发放 the rows of this month alone
    payments: tuple[Payment, ...]
    lacking: tuple[Coordinator, ...]  # in post, without a row
    undecided: tuple[Coordinator, ...]  # without a row, and the roster does not say whether they were in post
    undated: tuple[Payment, ...]  # rows of no month that can be read

    @property
    def last(self) -> date:
        return month_end(self.first)

    @property
    def stamp(self) -> str:
        """As file names have it: 2025-06."""
        return f"{self.first:%Y-%m}"

    @property
    def words(self) -> str:
        return month_words(self.first)


def month_of(records: Records, first: date, where: Sequence[str] = ()) -> Month:
    """The month that begins on a day. `where` are conditions on the roster; a payment to nobody there meets none.

    Raises Stopped on a condition that names no column.
    """
    here = keeping(records, lambda row: not isinstance(row, Payment) or _in(row, first))
    wanted = {id(row) for row in chosen(records, where, left_too=True)}
    payments = tuple(
        row for row in here.of(Payment) if not where or ((who := roster_row(row, here)) and id(who) in wanted)
    )
    without = [row for row in _once(records.of(Coordinator), first) if id(row) in wanted and not _has_row(row, here)]
    return Month(
        first,
        here,
        payments,
        tuple(row for row in without if in_post(row, first)),
        tuple(row for row in without if _is_undecided(row, first)),
        tuple(row for row in records.of(Payment) if row.pay_month is None),
    )


def keeping(records: Records, wanted: Callable[[Row], bool]) -> Records:
    """The same records with the wanted rows alone; totals that were written under all of them go too."""
    tables = []
    for table in records.tables:
        rows = tuple(row for row in table.rows if wanted(row))
        same = len(rows) == len(table.rows)
        tables.append(table if same else replace(table, rows=rows, written_total={}))
    return Records(tables, records.passed, records.lost)


def in_post(row: Coordinator, first: date) -> bool:
    """Was the coordinator in post on any day of the month?

    >>> left = Coordinator(status="离岗", onboard_date=date(2024, 7, 1), leave_date=date(2025, 6, 3))
    >>> in_post(left, date(2025, 6, 1)), in_post(left, date(2025, 7, 1))
    (True, False)
    >>> in_post(Coordinator(status="在岗", onboard_date=date(2025, 6, 20)), date(2025, 6, 1))
    True
    """
    days = {first, month_end(first), *(day for day in (row.onboard_date, row.leave_date) if day and _same(day, first))}
    return any(on_post(row, day) for day in days)


def _is_undecided(row: Coordinator, first: date) -> bool:
    """Neither in post nor surely not: no status, or gone without a day."""
    status = status_of(row)
    came = row.onboard_date is None or row.onboard_date <= month_end(first)
    return came and row.leave_date is None and not in_post(row, first) and status != "待上岗" and row.has("status")


def _in(row: Payment, first: date) -> bool:
    return row.pay_month is not None and _same(row.pay_month, first)


def _same(day: date, first: date) -> bool:
    return (day.year, day.month) == (first.year, first.month)


def _once(rows: Iterable[Coordinator], first: date) -> Iterable[Coordinator]:
    """Each person once: of several rows of one person the last one in post in the month, else the last."""
    people: dict[str, Coordinator] = {}
    for row in rows:
        key = person_of(row) or str(id(row))
        if key not in people or in_post(row, first) or not in_post(people[key], first):
            people[key] = row
    return people.values()


def _has_row(row: Coordinator, here: Records) -> bool:
    """Has the person a payment: by the identity number, or by the name where one of the two has none."""
    if here.of_person(Payment, row.id_number):
        return True
    same = here.by(Payment, _name).get(_name(row), ())
    return any(not person_of(row) or not person_of(one) for one in same)


def _name(row: Coordinator | Payment) -> str:
    return name_key(row.name)

"""The sample county as a book in memory: what a template is tried on where the clerk gives no book of his own."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from ..books.memory import MemoryBook
from ..core import Law
from ..forms.form import Form, Subject
from ..grid import Value
from ..law import Verdict
from ..records import Records
from ..sample import SAMPLE_DAY, county
from .check import judged

NAME = "样例旗县.xlsx"


def sample_book() -> MemoryBook:
    """Every sheet of the sample county, all of it invented."""
    sheets: dict[str, list[list[Value]]] = {}
    for kind, lines in county().items():
        columns = kind.columns()
        names = [name for name, column in columns.items() if not column.extra or any(name in line for line in lines)]
        rows = [[_value(line.get(name)) for name in names] for line in lines]
        sheets[kind.SHEET] = [[columns[name].header for name in names], *rows]
    return MemoryBook(sheets, NAME)


def _value(found: object) -> Value:
    """As Excel holds it: an amount is a number."""
    return float(found) if isinstance(found, Decimal) else found  # type: ignore[return-value]


def sampled(form: Form, book: MemoryBook) -> tuple[list[Subject], Records, Law, Verdict]:
    """Whom a form is about in the sample county, on the day it is made for; of pay, which is entered afterwards, a month before."""
    for day in (SAMPLE_DAY, _month_before(SAMPLE_DAY)):
        records, law, verdict = judged(book, day)
        if subjects := form.subjects(records, law, (), verdict):
            break
    return subjects, records, law, verdict


def _month_before(day: date) -> date:
    return day.replace(day=1) - timedelta(days=1)

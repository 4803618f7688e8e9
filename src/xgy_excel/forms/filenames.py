"""Names of the files: no identity number in them, and each tells whom the document is about."""

from __future__ import annotations

from collections.abc import Callable

from ..privacy import leaks
from .fields import stamp
from .form import BLANK, Subject, Values

Named = Callable[[Subject, Values], str]


def of_person(title: str) -> Named:
    """Agreement number, else the number in the roster, and name; a county that numbers by identity gets the place in it."""

    def name(subject: Subject, values: Values) -> str:
        if subject is BLANK:
            return f"{title}_{subject.label}"
        row = subject.row
        number = row.agreement_no or row.number or f"第{row.place.row}行"
        if leaks(number):
            number = f"第{row.place.row}行"
        return f"{number}_{row.name or '未填姓名'}_{title}"

    return name


def of_place(title: str, day: str = "落款日期") -> Named:
    """The village, the township or the county, and a day of the document: of several of one place each has its own."""

    def name(subject: Subject, values: Values) -> str:
        if subject is BLANK:
            return f"{title}_{subject.label}"
        return f"{title}_{subject.name}_{stamp(values.get(day))}"

    return name

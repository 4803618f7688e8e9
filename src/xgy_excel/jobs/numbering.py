"""Agreement numbers by the county's pattern: given once, never changed, never used again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..books.port import Book
from ..core import Law, Stopped
from ..law.documents import PATTERN
from ..law.pay.paid import COUNTY
from ..records import Records, same_agreement
from ..rows import Agreement, Coordinator
from ..values import number_key
from .register import logged

DIGITS = 3


def next_numbers(rows: Iterable[Coordinator], book: Book, records: Records, law: Law) -> dict[int, str]:
    """Numbers for the rows that have none, by their position, in order; the others keep theirs.

    An agreement that the register has already keeps the number it has there. A sequence goes on after the highest number
    that the roster, the register and 生成台账 know for the same pattern, so that a number once given to anybody is not given
    again. Stops on a pattern that cannot be read, and where the book has no column to remember a number in.
    """
    past = [line[3] for line in logged(book) if len(line) > 3]
    taken = {number_key(n) for n in (*known_numbers(records), *past, *written_numbers(book, records))}
    highest: dict[str, int] = {}
    given: dict[int, str] = {}
    for position, row in enumerate(rows):
        if row.agreement_no:
            continue
        if number := registered(row, records):
            given[position] = number
            continue
        if not row.has("agreement_no") and not records.has(Agreement, "agreement_no"):
            raise Stopped(f"工作表“{row.place.sheet}”没有“协议编号”列，编号无处登记，请先加上这一列。")
        head, tail = _around(row, law)
        if head not in highest:
            highest[head] = max((_sequence(n, head, tail) for n in taken), default=0)
        highest[head] += 1
        given[position] = f"{head}{highest[head]:0{DIGITS}d}{tail}"
    return given


def registered(row: Coordinator, records: Records) -> str | None:
    """The number the register has for the agreement of a row: for the same person and the same days."""
    if not row.agreement_start:
        return None
    register = records.of_person(Agreement, row.id_number)
    return next((one.agreement_no for one in register if one.agreement_no and same_agreement(one, row)), None)


def known_numbers(records: Records) -> list[str]:
    rows: list[Coordinator | Agreement] = [*records.of(Coordinator), *records.of(Agreement)]
    return [row.agreement_no for row in rows if row.agreement_no]


def written_numbers(book: Book, records: Records) -> list[str]:
    """Everything that stands in a column 协议编号, hidden rows and passed-over ones too: those numbers were given as well."""
    found = []
    for table in records.tables:
        if table.kind in (Coordinator, Agreement) and (column := table.columns.get("agreement_no")):
            cells = (row[column - 1] for row in book.read(table.sheet).rows[table.header_row :] if len(row) >= column)
            found += [str(cell) for cell in cells if cell not in (None, "")]
    return found


def _around(row: Coordinator, law: Law) -> tuple[str, str]:
    """What stands before and after the sequence. A pattern without {序号} gets it at the end."""
    pattern = law.get(PATTERN)
    if pattern is None:
        line = law.setting(PATTERN)
        raise Stopped(f"参数“编号规则”的值“{line.value if line else ''}”无法识别，没有编号。应填：{PATTERN.unit}。")
    if "{序号}" not in pattern:
        pattern += "-{序号}"
    year = (row.agreement_start or law.day).year
    places = {"{旗县}": row.county or law.get(COUNTY) or "", "{苏木乡镇}": row.township or "", "{年}": str(year)}
    for place, value in places.items():
        pattern = pattern.replace(place, value)
    head, _, tail = pattern.partition("{序号}")
    return head, tail


def _sequence(number: str, head: str, tail: str) -> int:
    found = re.fullmatch(re.escape(number_key(head)) + r"(\d{1,9})" + re.escape(number_key(tail)), number)
    return int(found[1]) if found else 0

"""Agreement numbers by the county's pattern: given once, never changed, never used again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ..core import Law
from ..law.documents import PATTERN
from ..law.pay.paid import COUNTY
from ..records import Records
from ..rows import Agreement, Coordinator
from ..values import squash

DIGITS = 3


def next_numbers(rows: Iterable[Coordinator], records: Records, law: Law, past: Iterable[str] = ()) -> dict[int, str]:
    """Numbers for the rows that have none, by their position, in order; the others keep theirs.

    A sequence goes on after the highest number that the roster, the register and `past` (生成台账) know for the same
    pattern, so that a number once given to anybody is not given again.
    """
    taken = {squash(n) for n in (*known_numbers(records), *past)}
    highest: dict[str, int] = {}
    given: dict[int, str] = {}
    for position, row in enumerate(rows):
        if row.agreement_no:
            continue
        head, tail = _around(row.agreement_start or law.day, row.county, law)
        if head not in highest:
            highest[head] = max((_sequence(n, head, tail) for n in taken), default=0)
        highest[head] += 1
        given[position] = f"{head}{highest[head]:0{DIGITS}d}{tail}"
    return given


def known_numbers(records: Records) -> list[str]:
    rows: list[Coordinator | Agreement] = [*records.of(Coordinator), *records.of(Agreement)]
    return [row.agreement_no for row in rows if row.agreement_no]


def _around(start: date, county: str | None, law: Law) -> tuple[str, str]:
    """What stands before and after the sequence. A pattern without {序号} gets it at the end."""
    pattern = law.get(PATTERN) or PATTERN.default or "{序号}"
    if "{序号}" not in pattern:
        pattern += "-{序号}"
    name = county or law.get(COUNTY) or ""
    filled = pattern.replace("{旗县}", name).replace("{年}", str(start.year))
    head, _, tail = filled.partition("{序号}")
    return head, tail


def _sequence(number: str, head: str, tail: str) -> int:
    found = re.fullmatch(re.escape(squash(head)) + r"(\d{1,9})" + re.escape(squash(tail)), number)
    return int(found[1]) if found else 0

"""The sums of a list: by township and by source of the money. Every sum is the sum of its rows, to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .lines import Line


@dataclass(frozen=True)
class Totals:
    """Yuan by (township, source), with the order of both; the people by township."""

    townships: tuple[str, ...]
    sources: tuple[str, ...]
    amounts: dict[tuple[str, str], Decimal]
    people: dict[str, int]

    def of_township(self, township: str) -> Decimal:
        return sum((self.amounts.get((township, source), Decimal(0)) for source in self.sources), Decimal(0))

    def of_source(self, source: str) -> Decimal:
        return sum((self.amounts.get((township, source), Decimal(0)) for township in self.townships), Decimal(0))

    @property
    def whole(self) -> Decimal:
        return sum(map(self.of_township, self.townships), Decimal(0))

    @property
    def head_count(self) -> int:
        return sum(self.people.values())


def totals(lines: Sequence[Line]) -> Totals:
    """The sums of the lines, townships and sources in the order they come."""
    amounts: dict[tuple[str, str], Decimal] = {}
    people: dict[str, set[int]] = {}
    for line in lines:
        people.setdefault(line.township, set()).add(id(line.person))
        for source, part in line.parts:
            amounts[line.township, source] = amounts.get((line.township, source), Decimal(0)) + part
    sources = dict.fromkeys(source for line in lines for source, _ in line.parts)
    return Totals(tuple(people), tuple(sources), amounts, {town: len(who) for town, who in people.items()})


def sum_of(lines: Iterable[Line]) -> Decimal:
    return sum((line.amount for line in lines), Decimal(0))

"""The lines of a county's sheets, found as a clerk finds them: by the row of the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..core import Row, Setting
from ..rows import Agreement, Coordinator, Disclosure, Village
from .people import make_id
from .posts import Line, Lines

FIRST = 2  # the row of the first line of a sheet


@dataclass(frozen=True)
class Ledgers:
    """The lines of a county, found as a clerk finds them."""

    lines: Lines

    def person(self, row: int) -> Line:
        return self.lines[Coordinator][row - FIRST]

    def of(self, kind: type[Row], row: int) -> list[Line]:
        """What another sheet says of the person in a row of the roster."""
        number = self.person(row)["id_number"]
        return [line for line in self.lines[kind] if line.get("id_number") == number]

    def setting(self, name: str, which: int = 0) -> Line:
        return [line for line in self.lines[Setting] if line["name"] == name][which]

    def village(self, row: int) -> Line:
        return self.lines[Village][row - FIRST]

    def published(self, village: str) -> list[Line]:
        """What a village published, the last at the end."""
        return [line for line in self.lines[Disclosure] if line["village"] == village]

    def count(self, row: int, people: int) -> None:
        """Give a village so many people, all of them 普通劳动力."""
        self.village(row).update(labour_ordinary=people, labour_skilled=0, labour_weak=0)

    def term(self, row: int, start: date, end: date) -> None:
        """Change the days of the current agreement, in the roster and in the register."""
        for line in (self.person(row), self.of(Agreement, row)[-1]):
            line.update(agreement_start=start, agreement_end=end)

    def rename(self, row: int, number: str, birth: date | None = None) -> None:
        """Another identity number, in every sheet."""
        person = self.person(row)
        old = person["id_number"]
        person["birth_date"] = birth or person["birth_date"]
        for lines in self.lines.values():
            for line in lines:
                if line.get("id_number") == old:
                    line["id_number"] = number

    def born(self, row: int, birth: date) -> None:
        """Another day of birth, in the number as well."""
        sequence = 993 if self.person(row)["sex"] == "男" else 994
        self.rename(row, make_id(birth, sequence), birth)

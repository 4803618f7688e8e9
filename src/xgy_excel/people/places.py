"""Which village of the book each place of the exports is."""

from __future__ import annotations

from dataclasses import dataclass

from ..law.headcount import meant
from ..records import Records
from ..rows import Village
from ..values import clean, township_key, village_key


@dataclass
class Spot:
    """One village: a row of 嘎查村 under its name there, or a place none is found for, by the first of its writings."""

    row: Village | None
    township: str
    village: str


class Places:
    """The villages met so far, numbered from 0; -1 is no village at all."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._known: dict[tuple[str, str], int] = {}
        self._number: dict[object, int] = {}
        self.spots: list[Spot] = []

    def number(self, township: str, village: str) -> int:
        """The number of the village a row of an export writes."""
        at = (township, village)
        if at not in self._known:
            self._known[at] = self._find(clean(township), clean(village))
        return self._known[at]

    def _find(self, township: str, village: str) -> int:
        if not village_key(village):
            return -1
        found = meant(village, township, self._records)
        row = found[0] if len(found) == 1 else None
        key: object = id(row) if row is not None else (township_key(township), village_key(village))
        if row is not None:
            township, village = row.township or "", row.village or ""
        if key not in self._number:
            self._number[key] = len(self.spots)
            self.spots.append(Spot(row, township, village))
        spot = self.spots[self._number[key]]
        spot.township, spot.village = min((spot.township, spot.village), (township, village))
        return self._number[key]

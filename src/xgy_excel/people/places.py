"""Which village of the book each place of the exports is."""

from __future__ import annotations

from dataclasses import dataclass

from ..law.imported import meant
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
    """The villages met so far, numbered from 0. Below it none is written: -1, or from -2 down those of one township."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._known: dict[tuple[str, str], int] = {}
        self._number: dict[object, int] = {}
        self.spots: list[Spot] = []
        self._towns: dict[str, str] = {}

    def number(self, township: str, village: str) -> int:
        """The number of the village a row of an export writes."""
        at = (township, village)
        if at not in self._known:
            self._known[at] = self._find(clean(township), clean(village))
        return self._known[at]

    def _find(self, township: str, village: str) -> int:
        if not village_key(village):
            return self._nowhere(township)
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

    def _nowhere(self, township: str) -> int:
        key = township_key(township)
        if not key:
            return -1
        self._towns[key] = min(self._towns.get(key, township), township)
        return -2 - list(self._towns).index(key)

    def town(self, number: int) -> str:
        """The township of a number below 0."""
        return list(self._towns.values())[-2 - number] if number < -1 else ""

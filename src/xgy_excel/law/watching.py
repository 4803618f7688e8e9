"""What a rule looks at while it is asked: the cells of which rows, and which parameters. Nobody is watched otherwise."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from ..core import Law, Pack, Param, Row, Setting
from ..records import Records

R = TypeVar("R", bound=Row)
T = TypeVar("T")
Reading = tuple[Row, str]  # a row, and the name of one of its columns
Use = tuple[Param[Any], str, str, date]  # a parameter, key, county, and the day of its value


@dataclass
class Seen:
    """What one question looked at, in the order it did. A row is known by itself, not by what it holds."""

    readings: dict[tuple[int, str], Reading] = field(default_factory=dict)
    shared: dict[tuple[int, str], Reading] = field(default_factory=dict)  # by a look-up made once for every row
    uses: dict[tuple[str, str, str, date], Use] = field(default_factory=dict)
    pack: bool = False  # the policy pack itself: Articles 5 and 16 ask for its dates

    def read(self, row: Row, name: str) -> None:
        self.readings.setdefault((id(row), name), (row, name))

    def own(self, rows: set[int]) -> Iterator[Reading]:
        """What was looked at in these rows, whoever asked for it."""
        return (reading for reading in (self.readings | self.shared).values() if id(reading[0]) in rows)

    def others(self, rows: set[int], asked: Row | None) -> Iterator[Reading]:
        """What was looked at elsewhere. A look-up made once for every row of a kind says nothing of one of them."""
        shared = [one for one in self.shared.values() if type(one[0]) is not type(asked)]
        return (reading for reading in (*self.readings.values(), *shared) if id(reading[0]) not in rows)

    def used(self, param: Param[Any], key: str, county: str, day: date) -> None:
        self.uses.setdefault((param.name, key, county, day), (param, key, county, day))

    def add(self, other: Seen) -> None:
        """What a look-up made once looked at counts for whoever uses it."""
        self.shared |= other.readings | other.shared
        for use in other.uses.values():
            self.used(*use)
        self.pack |= other.pack


class Watch:
    """Where what is looked at goes just now: into the Seen of the question being asked, or nowhere."""

    def __init__(self) -> None:
        self.seen: Seen | None = None

    @contextmanager
    def into(self, seen: Seen | None) -> Iterator[None]:
        outer, self.seen = self.seen, seen
        try:
            yield
        finally:
            self.seen = outer


class WatchedRecords(Records):
    """The same tables. What a remembered look-up looked at counts for everyone who uses it; finding rows by a key does not."""

    def __init__(self, records: Records, watch: Watch) -> None:
        super().__init__(records.tables, records.passed, records.lost)
        self._watch = watch
        self._looked: dict[Hashable, Seen] = {}

    def by(self, kind: type[R], key: Callable[[R], Hashable]) -> Mapping[Hashable, list[R]]:
        with self._watch.into(None):
            return super().by(kind, key)

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        if key not in self._looked:
            looked = self._looked[key] = Seen()
            with self._watch.into(looked):
                super().remember(key, make)
        if self._watch.seen is not None:
            self._watch.seen.add(self._looked[key])
        return super().remember(key, make)


class WatchedLaw(Law):
    """The same law, on whatever day."""

    _watch: Watch

    @classmethod
    def of(cls, law: Law, watch: Watch) -> WatchedLaw:
        watched = object.__new__(cls)
        watched.__dict__ = {**law.__dict__, "_watch": watch, "_values": {}, "_days": {}}
        watched._days[law.day] = watched
        return watched

    def setting(self, param: Param[Any], key: str = "", county: str = "") -> Setting | None:
        self._note(param, key, county)
        return super().setting(param, key, county)

    def get(self, param: Param[T], key: str = "", county: str = "") -> T | None:
        self._note(param, key, county)
        return super().get(param, key, county)

    @property
    def pack(self) -> Pack | None:
        if self._watch.seen is not None:
            self._watch.seen.pack = True
        return super().pack

    def _note(self, param: Param[Any], key: str, county: str) -> None:
        if self._watch.seen is not None:
            self._watch.seen.used(param, key, county, self.day)


@contextmanager
def watched(records: Records, law: Law) -> Iterator[tuple[Records, Law, Watch]]:
    """Records and law that note what is asked of them, as long as the block lasts.

    The rows stay what they are: their class looks on while the block lasts, so that judging pays nothing at other times.
    """
    watch = Watch()
    plain = object.__getattribute__
    columns = {kind: frozenset(kind.columns()) for kind in {table.kind for table in records.tables}}

    def look(row: Row, name: str) -> Any:
        if watch.seen is not None and name in columns.get(type(row), ()):
            watch.seen.read(row, name)
        return plain(row, name)

    Row.__getattribute__ = look  # type: ignore[method-assign,assignment]
    try:
        yield WatchedRecords(records, watch), WatchedLaw.of(law, watch), watch
    finally:
        del Row.__getattribute__

"""The exports united: every person once, and how many are counted in each village."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from ..core import Law
from ..law.counting import covered
from .answers import Answers, Facts, answers_of, facts_of, household_of, lists_enjoying
from .places import Places, Spot
from .reading import Export

if TYPE_CHECKING:
    from pandas import DataFrame, Series

OLD, GROWN = 60, 16  # years: who is older beside a counted class, and the children among the undecided, are shown
_FACTS = list(Facts._fields)
_CLASSES = ["ordinary", "skilled", "weak"]
WHY = {  # why a person is 待定: the first that holds
    "no_number": "没有可用的证件号码",
    "two_villages": "几份文件的村名不一致",
    "no_skill": "劳动技能未填或不一致",
    "disputed": "几份文件或文件名与表内的记载不一致",
    "no_cover": "享受政策或风险是否消除不明",
}


@dataclass(frozen=True)
class Count:
    """One village: who is certain, who is 待定 and why; and what looks odd, shown beside the count."""

    spot: Spot
    ordinary: int = 0
    skilled: int = 0
    weak: int = 0
    open: int = 0
    why: dict[str, int] = field(default_factory=dict)
    old: int = 0  # of the counted
    students: int = 0  # of the counted
    children: int = 0  # of the open

    @property
    def people(self) -> int:
        return self.ordinary + self.skilled + self.weak


@dataclass(frozen=True)
class United:
    """All villages, and what became of the rows."""

    counts: tuple[Count, ...]
    rows: int
    persons: int
    people: int
    open: int
    gone: int  # persons left out for 自然减少 or 注销
    disputed: int  # of the open, those of whom the files contradict each other or themselves
    two_classes: int  # counted persons with two classes: the first of the three is taken
    homeless: tuple[tuple[str, int], ...]  # counted or open persons without a village, by township

    @property
    def nowhere(self) -> int:
        return sum(people for _, people in self.homeless)


def unite(exports: Sequence[Export], places: Places, law: Law) -> United:
    """Count the people of some exports. Neither the order of files and rows nor what they repeat changes anything."""
    lines = _lines(exports, places).drop_duplicates()
    persons = _persons(lines, law, listed=lists_enjoying(exports))
    counted, undecided = persons["counted"], persons["open"]
    nowhere = Counter(persons["spot"][(counted | undecided) & (persons["spot"] < 0)])
    return United(
        counts=tuple(_counts(persons, lines, places.spots)),
        rows=sum(len(export.who) for export in exports),
        persons=len(persons),
        people=int(counted.sum()),
        open=int(undecided.sum()),
        gone=int((~persons["there"]).sum()),
        disputed=int((undecided & persons["disputed"]).sum()),
        two_classes=int((counted & (persons[_CLASSES].sum(axis=1) > 1)).sum()),
        homeless=tuple(sorted((places.town(spot), people) for spot, people in nowhere.items())),
    )


def _lines(exports: Sequence[Export], places: Places) -> DataFrame:
    """A line for every row: whom it is about, and its answers."""
    import pandas as pd

    parts = []
    for export in exports:
        answers = (facts_of(said, export.kind) + answers_of(said, places) for said in export.sayings)
        part = pd.DataFrame(answers, columns=[*_FACTS, *Answers._fields]).take(export.said).reset_index(drop=True)
        parts.append(part.assign(key=export.who))
    return pd.concat(parts, ignore_index=True)


def _persons(lines: DataFrame, law: Law, *, listed: bool) -> DataFrame:
    """A line for every person by key: counted, open (待定), or neither."""
    people = lines.groupby("key", sort=False)
    found = people[[*_FACTS, *Answers._fields]].max()
    lowest = lines[lines["spot"] >= 0].groupby("key", sort=False)["spot"].min()
    able = found[_CLASSES].any(axis=1)
    found["no_number"] = found.index.str.startswith("#")
    at_home = found["spot"] >= 0
    found["two_villages"] = at_home & (lowest.reindex(found.index, fill_value=-1) != found["spot"])
    found["spot"] = found["spot"].where(at_home | (people["spot"].min() == found["spot"]), -1)  # of two townships
    found["no_skill"] = able == found["unable"]  # neither is said, or both
    found[["covered", "no_cover", "disputed"]] = _covered(found, law, listed=listed)
    found["disputed"] = (found["disputed"] & found["no_cover"]) | found["gone"]
    possible = (found["covered"] | found["no_cover"]) & found["there"] & (able | ~found["unable"])
    found["open"] = possible & found[list(WHY)].any(axis=1)
    found["counted"] = possible & ~found["open"]
    born = _births(found)
    today = law.day.year * 10_000 + law.day.month * 100 + law.day.day
    found["old"] = found["counted"] & (born > 0) & (born <= today - OLD * 10_000)
    found["students"] = found["counted"] & found["student"]
    found["children"] = found["open"] & (born > today - GROWN * 10_000)
    return found


def _covered(persons: DataFrame, law: Law, *, listed: bool) -> list[tuple[bool, bool, bool]]:
    """Is each certainly covered; is it undecided; do the statements contradict each other?"""

    @cache
    def verdict(*stated: bool) -> tuple[bool, bool, bool]:
        facts = Facts(*stated)
        cover = covered(household_of(facts, listed=listed), law)
        return cover is True, cover is None, facts.disputed

    return [verdict(*stated) for stated in persons[_FACTS].itertuples(index=False, name=None)]


def _births(persons: DataFrame) -> Series:
    """The day of birth in the number, as YYYYMMDD; 0 where there is none."""
    import pandas as pd

    digits = persons.index.str.fullmatch(r"[0-9]{17}[0-9X]")
    born = pd.to_numeric(pd.Series(persons.index.str.slice(6, 14), persons.index), errors="coerce")
    return born.where(digits, 0).fillna(0)


def _counts(persons: DataFrame, lines: DataFrame, spots: Sequence[Spot]) -> Iterator[Count]:
    """The villages in the order they were met. A person two villages are written for is 待定 in each of them."""
    persons = persons[persons["counted"] | persons["open"]].copy()
    persons["ordinary"] &= persons["counted"]
    persons["skilled"] &= persons["counted"] & ~persons["ordinary"]
    persons["weak"] &= persons["counted"] & ~persons["ordinary"] & ~persons["skilled"]
    left = persons["open"]
    for why in WHY:
        persons[why] &= left
        left = left & ~persons[why]
    homes = lines[lines["spot"] >= 0][["key", "spot"]].drop_duplicates().set_index("key")["spot"]
    sums = [*_CLASSES, "open", *WHY, "old", "students", "children"]
    each = persons[sums].join(homes.rename("spot"), how="inner").groupby("spot").sum()
    table = each.reindex(range(len(spots)), fill_value=0).astype(int)
    for spot, row in zip(spots, table.to_dict("records"), strict=True):
        reasons = {name: number for name in WHY if (number := row.pop(name))}
        yield Count(spot, **row, why=reasons)

"""Records: the typed rows of one workbook with the look-ups that rules and forms need."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeVar

from .core import Row
from .rows import Agreement, Coordinator, Village, VillageAlias
from .values import name_key, number_key, person_key, squash, township_key, village_key, village_stem

R = TypeVar("R", bound=Row)
_LEFT = frozenset((
    "离岗", "已离岗", "否", "解聘", "已解聘", "离职", "已离职", "不在岗", "终止", "已终止", "解除", "已解除", "退出", "已退出",
    "辞职", "已辞职", "×",
))  # fmt: skip
_WAITING = frozenset(("待上岗", "拟聘", "待聘", "公示中"))
_AT_WORK = frozenset(("在岗", "在岗在职", "是", "在职", "在聘", "聘用中", "聘用", "已聘用", "上岗", "已上岗", "√", "✓"))
_TOWNSHIPS = ("镇", "乡", "苏木", "街道", "办事处", "农场", "牧场", "林场", "开发区", "园区", "管委会")


@dataclass(frozen=True, kw_only=True)
class Table:
    """One sheet as it was read: where its columns stand, its rows, and what was passed over and why."""

    kind: type[Row]
    sheet: str
    header_row: int = 1
    columns: Mapping[str, int] = field(default_factory=dict)  # field -> column number from 1
    rows: Sequence[Row] = ()
    skipped: Mapping[str, int] = field(default_factory=dict)  # 合计 隐藏 空行 说明 -> rows
    unknown: tuple[str, ...] = ()  # headers no field claims
    headings: Mapping[int, str] = field(default_factory=dict)  # column number -> header as written, read or not
    doubled: tuple[str, ...] = ()  # headers that stand over two columns: neither is read
    filled: Mapping[str, int] = field(default_factory=dict)  # field -> cells filled down from merges or 同上
    written_total: Mapping[str, str] = field(default_factory=dict)  # field -> what a 合计 row says


class Records:
    """The rows of a book by kind. Look-ups are built once, when first asked for."""

    def __init__(
        self,
        tables: Iterable[Table] = (),
        passed: Iterable[tuple[str, str]] = (),
        lost: Iterable[str] = (),
    ) -> None:
        """`passed`: the sheets that look like ours and were not read, with the reason; `lost`: those that should have been."""
        self.tables = tuple(tables)
        self.passed = tuple(passed)
        self.lost = frozenset(lost)
        self._rows: dict[type[Row], tuple[Row, ...]] = {}
        self._indexes: dict[Hashable, dict[Hashable, list[Row]]] = {}
        self._memo: dict[Hashable, object] = {}

    @classmethod
    def of_rows(cls, *rows: Row) -> Records:
        """Records made by hand, for the library, tests and doctests: every column is there."""
        kinds = dict.fromkeys(type(row) for row in rows)
        return cls(
            Table(
                kind=kind,
                sheet=kind.SHEET,
                columns={name: i for i, name in enumerate(kind.columns(), 1)},
                rows=tuple(row for row in rows if type(row) is kind),
            )
            for kind in kinds
        )

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """The rows of a kind, in the order of the book."""
        if kind not in self._rows:
            self._rows[kind] = tuple(row for table in self.tables if table.kind is kind for row in table.rows)
        return self._rows[kind]  # type: ignore[return-value]

    def has(self, kind: type[Row], name: str = "") -> bool:
        """Is there a sheet of this kind, and does one of them have the field's column?"""
        return any(t.kind is kind and (not name or name in t.columns) for t in self.tables)

    def by(self, kind: type[R], key: Callable[[R], Hashable]) -> Mapping[Hashable, list[R]]:
        """The rows of a kind by a key; rows whose key is empty are left out. `key` must be a named function."""
        index = self._indexes.get((kind, key))
        if index is None:
            index = self._indexes[kind, key] = {}
            for row in self.of(kind):
                if value := key(row):
                    index.setdefault(value, []).append(row)
        return index  # type: ignore[return-value]

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once: for a rule that needs a look-up of its own."""
        try:
            return self._memo[key]  # type: ignore[return-value]
        except KeyError:
            value = self._memo[key] = make()
        return value

    # -- people ---------------------------------------------------------------------------------------

    def of_person(self, kind: type[R], id_number: str | None) -> list[R]:
        """The rows of a kind about one person."""
        return list(self.by(kind, person_of).get(person_key(id_number), ())) if id_number else []

    def about(self, kind: type[R], row: Row) -> list[R]:
        """The rows of a kind about the person of a row: by number, and where one of the two has none by name.

        Many counties' lists of trainings and evaluations have names only. A name that may mean two people means nobody.
        """
        key, name = person_of(row), name_of(row)
        found = [*self.by(kind, person_of).get(key, ())] if key else []
        named = self.by(kind, _name_without_number if key else name_of).get(name, ()) if name else ()
        if named and _is_one((*named, *found)) and _is_one(self.by(Coordinator, name_of).get(name, ())):
            found += named
        return found

    def agreements(self, id_number: str | None) -> list[Agreement | Coordinator]:
        """A person's agreements, from the roster and the register, in order of their beginning.

        One that stands in both is given once, as the row of the roster. The list is the same each time: it is to be read only.
        """
        return self.remember(("agreements", person_key(id_number)), lambda: self._agreements(id_number))

    def _agreements(self, id_number: str | None) -> list[Agreement | Coordinator]:
        found: list[Agreement | Coordinator] = []
        rows: list[Agreement | Coordinator] = [*self.of_person(Coordinator, id_number)]
        rows += self.of_person(Agreement, id_number)
        for row in rows:
            if (row.agreement_start or row.agreement_end) and not any(same_agreement(row, other) for other in found):
                found.append(row)
        return sorted(found, key=lambda r: (r.agreement_start or date.min, r.agreement_end or date.max))

    # -- villages -------------------------------------------------------------------------------------

    def canonical(self, name: str | None, township: str | None = None) -> str:
        """A village's name as this book writes it: through 村名对照, without the township and what stands before it."""
        key = village_key(name)
        aliases = self.remember("aliases", self._aliases)
        key = aliases.get(key, key)
        head = township_key(township)
        if head.endswith(_TOWNSHIPS) and head in key:
            tail = key.rpartition(head)[2]
            key = aliases.get(tail, tail) if len(tail) > 1 else key
        return key

    def _aliases(self) -> dict[str, str]:
        return {village_key(a.written): village_key(a.standard) for a in self.of(VillageAlias) if a.written}

    def village(self, name: str | None, township: str | None = None) -> Village | None:
        """The row of 嘎查村 a name means. A name that two townships use needs its township; None when undecided."""
        found = self.villages(name, township)
        return found[0] if len(found) == 1 else None

    def villages(self, name: str | None, township: str | None = None) -> list[Village]:
        """The rows of 嘎查村 a name may mean: those of the township, else all that are so called."""
        key, town = self.canonical(name, township), township_key(township)
        if not key:
            return []
        index = self.remember("villages", self._villages)
        found = index.get(key) or index.get(f"~{village_stem(key)}")
        if not found:
            found = self.remember(("village", key), lambda: self._with_township(key))
        return [v for v in found if town and township_key(v.township) == town] or found

    def _villages(self) -> dict[str, list[Village]]:
        index: dict[str, list[Village]] = {}
        for row in self.of(Village):
            key = self.canonical(row.village, row.township)
            for way in {key, f"~{village_stem(key)}"}:
                index.setdefault(way, []).append(row)
        return index

    def _with_township(self, key: str) -> list[Village]:
        """The villages a name means that has the township before it, and perhaps county and league."""
        found = []
        for row in self.of(Village):
            town = township_key(row.township)
            if town and row.village and key.endswith(town + self.canonical(row.village, row.township)):
                found.append(row)
        return found

    def same_village(self, one: str | None, other: str | None, township: str | None = None) -> bool:
        """Do two names mean one village? 红旗 and 红旗嘎查 do, unless the book knows both as two villages."""
        a, b = self.canonical(one, township), self.canonical(other, township)
        if a == b:
            return bool(a)
        first, second = self.villages(one, township), self.villages(other, township)
        if first and second:
            return any(village is there for village in first for there in second)
        return bool(a and b) and village_stem(a) == village_stem(b)

    # -- posts ----------------------------------------------------------------------------------------

    def in_post(self, village: Village, day: date) -> list[Coordinator]:
        """The coordinators in post in a village on a day, each person once."""
        posts = self.remember(("posts", day), lambda: self._posts(day))
        return posts.get(id(village), [])

    def _posts(self, day: date) -> dict[int, list[Coordinator]]:
        posts: dict[int, dict[Hashable, Coordinator]] = {}
        for row in self.of(Coordinator):
            village = self.village(row.service_village, row.township) if on_post(row, day) else None
            if village is not None:
                person = person_key(row.id_number) or ("row", row.place.sheet, row.place.row, id(row))
                posts.setdefault(id(village), {}).setdefault(person, row)
        return {village: list(people.values()) for village, people in posts.items()}


T = TypeVar("T")


def person_of(row: Row) -> str:
    """The person a row is about."""
    return person_key(getattr(row, "id_number", None))


def name_of(row: Row) -> str:
    """The name of the person a row is about, for comparing."""
    return name_key(getattr(row, "name", None))


def _name_without_number(row: Row) -> str:
    return "" if person_of(row) else name_of(row)


def _is_one(rows: Iterable[Row]) -> bool:
    """Do rows of one name tell of no more than one person?"""
    return len({person_of(row) for row in rows} - {""}) < 2


def same_agreement(one: Agreement | Coordinator, other: Agreement | Coordinator) -> bool:
    """Are two rows of one person the same agreement: the same days, and not two different numbers?

    >>> same_agreement(Agreement(agreement_no="ＮＣ－1"), Coordinator(agreement_no="nc-1")), same_agreement(
    ...     Agreement(agreement_no="NC-1"), Coordinator(agreement_no="NC-2")
    ... )
    (True, False)
    """
    same_days = (one.agreement_start, one.agreement_end) == (other.agreement_start, other.agreement_end)
    numbers = {number_key(row.agreement_no) for row in (one, other) if row.agreement_no}
    return same_days and len(numbers) < 2


def status_of(row: Coordinator) -> str:
    """在岗, 离岗 or 待上岗 as the roster states it; empty when it does not say.

    >>> status_of(Coordinator(status="是")), status_of(Coordinator(leave_date=date(2025, 3, 1))), status_of(Coordinator())
    ('在岗', '离岗', '')
    """
    return _status(row.status or "") or ("离岗" if row.leave_date and not squash(row.status or "") else "")


@lru_cache(1 << 10)  # twenty rules ask it of every row
def _status(written: str) -> str:
    text = squash(written).partition("(")[0]
    if text in _LEFT:
        return "离岗"
    return "待上岗" if text in _WAITING else ("在岗" if text in _AT_WORK else "")


def says_both(row: Coordinator, day: date) -> bool:
    """Is somebody in post by 状态 and gone by 离岗日期? One of the two is wrong.

    >>> both = Coordinator(status="在岗", leave_date=date(2025, 5, 1))
    >>> says_both(both, date(2025, 6, 30)), says_both(both, date(2025, 4, 30))
    (True, False)
    """
    return row.leave_date is not None and row.leave_date < day and status_of(row) == "在岗"


def on_post(row: Coordinator, day: date) -> bool:
    """Was the coordinator in post on the day? The last day counts; a person who left before or came later was not.

    A row of a roster without a status column counts unless it says when the person left. Of somebody in post a day of
    leaving before the post began is that of an earlier one, and left standing.

    >>> c = Coordinator(status="离岗", onboard_date=date(2024, 7, 1), leave_date=date(2025, 3, 15))
    >>> on_post(c, date(2025, 3, 15)), on_post(c, date(2025, 3, 16)), on_post(c, date(2024, 6, 30))
    (True, False, False)
    """
    began = row.onboard_date is None or row.onboard_date <= day
    status, left = status_of(row), row.leave_date
    if status == "离岗":
        return began and left is not None and day <= left
    if status == "待上岗":
        return False
    if status == "在岗" and left and row.onboard_date and left < row.onboard_date:
        left = None
    stays = left is None or day <= left
    return began and stays and (status == "在岗" or not row.has("status"))

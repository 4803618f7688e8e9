"""The law as it stands on a day: the parameters, the county's own values, the policy packs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from .row import Column, Row

REGULATION = "内乡振发〔2022〕10号"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cite:
    """Where a rule or a value comes from. `in_text` is False where the regulation is silent."""

    article: str
    in_text: bool = True
    source: str = REGULATION

    def __str__(self) -> str:
        return self.article


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Setting(Row):
    """One line of the sheet 参数: a value the county has set, from and until when, by which document."""

    SHEET: ClassVar[str] = "参数"
    SUBJECT: ClassVar[str] = "name"
    name: Annotated[str | None, Column("参数", ("参数名",))] = None
    value: Annotated[str | None, Column("值", ("参数值",))] = None
    start: Annotated[date | None, Column("生效日期", ("生效日",))] = None
    end: Annotated[date | None, Column("失效日期", ("失效日",))] = None
    basis: Annotated[str | None, Column("依据文号", ("文号", "依据"))] = None
    county: Annotated[str | None, Column("旗县", ("旗县区", "旗县市区"), extra=True)] = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Pack(Row):
    """A policy pack: which document is in force on which days (Articles 5 and 16)."""

    SHEET: ClassVar[str] = "政策包"
    SUBJECT: ClassVar[str] = "name"
    name: Annotated[str | None, Column("包名", ("名称",))] = None
    doc_no: Annotated[str | None, Column("文号")] = None
    start: Annotated[date | None, Column("生效日期", ("生效日",))] = None
    end: Annotated[date | None, Column("失效日期", ("失效日",))] = None
    transition_end: Annotated[date | None, Column("过渡期止")] = None
    note: Annotated[str | None, Column("说明")] = None

    @property
    def last(self) -> date:
        """The last day in force: 失效日期, else the end of the transition, with which it lapses by itself (Article 16)."""
        return self.end or self.transition_end or date.max

    @property
    def cited(self) -> str | None:
        """How a document cites it: by its number, else by the name the county gave it."""
        return self.doc_no or self.name

    def covers(self, day: date) -> bool:
        return (self.start or date.min) <= day <= self.last


def cited(pack: Pack | None) -> str:
    """How a report cites the pack it judges by.

    >>> cited(SHIPPED_PACK), cited(None)
    ('内乡振发〔2022〕10号', '无有效政策包')
    """
    return (pack.cited or "") if pack else "无有效政策包"


SHIPPED_PACK = Pack(
    name=REGULATION,
    doc_no=REGULATION,
    start=date(2022, 4, 29),
    end=date(2025, 12, 31),
    transition_end=date(2025, 12, 31),
    note="第五条、第十六条；过渡期2021—2025年，以印发日为发布之日",
)


@dataclass(frozen=True)
class Param(Generic[T]):
    """A value the regulation leaves to a document or to the county. `default` is written as in the sheet."""

    name: str
    read: Callable[[str], T]  # raises ValueError on a value it cannot mean
    default: str | None
    unit: str
    why: str
    cite: Cite
    keyed: bool = False  # one line per key: 岗位报酬标准·一类


class Law:
    """The Params as they stand on a day, with the county's own values and the policy packs.

    `day` is the day a question is judged on, `checked` the as-of day of the whole run.
    """

    def __init__(
        self,
        day: date,
        packs: Iterable[Pack] = (SHIPPED_PACK,),
        settings: Iterable[Setting] = (),
        calendar: Mapping[date, bool] = MappingProxyType({}),
    ) -> None:
        """`calendar` says of the days a county knows whether they are worked; law/workdays has the rest."""
        self.day = self.checked = day
        self.packs = tuple(packs)
        self.fixed: Pack | None = None
        self.calendar = calendar
        self._settings: dict[str, list[Setting]] = {}
        for setting in settings:
            if setting.name:
                self._settings.setdefault(setting.name.replace(" ", ""), []).append(setting)
        self._values: dict[tuple[str, str, str, date], Any] = {}
        self._lines: dict[tuple[str, str, str, date], list[Setting]] = {}
        self._days: dict[date, Law] = {day: self}

    def at(self, day: date) -> Law:
        """The same law on another day."""
        if (known := self._days.get(day)) is not None:
            return known
        other = self._days[day] = object.__new__(type(self))
        other.__dict__ = {**self.__dict__, "day": day}
        other.__dict__.pop("pack", None)
        return other

    def under(self, pack: Pack) -> Law:
        """The same law with one pack fixed by hand: it governs every day, with the parameter values of its own time.

        `pack` still says whether it is in force on a day, for Articles 5 and 16 ask just that.
        """
        other = object.__new__(type(self))
        other.__dict__ = {**self.__dict__, "packs": (pack,), "fixed": pack, "_values": {}, "_days": {}}
        other.__dict__.pop("pack", None)
        other._days[self.day] = other
        return other

    @cached_property
    def pack(self) -> Pack | None:
        """The pack in force on the day."""
        return next((p for p in self.packs if p.covers(self.day)), None)

    @property
    def policy(self) -> str:
        """How a report cites the pack in force on the day."""
        return cited(self.pack)

    @property
    def governed(self) -> bool:
        """Is there a pack to judge by: one in force on the day, or the one fixed by hand?"""
        return self.fixed is not None or self.pack is not None

    @property
    def _value_day(self) -> date:
        """The day whose parameter values hold: under a fixed pack the nearest day on which it is in force."""
        return min(max(self.day, self.fixed.start or date.min), self.fixed.last) if self.fixed else self.day

    def setting(self, param: Param[Any], key: str = "", county: str = "") -> Setting | None:
        """The county's own line in force on the day: of several the one that began last.

        Where lines name counties: the line of `county`, else one that names none. While the county is not known, a line
        that names one stands for it unless others name another.
        """
        return next(iter(self._latest(param, key, county)), None)

    def _latest(self, param: Param[Any], key: str, county: str) -> list[Setting]:
        """The lines in force on the day that began last: more than one where a county has entered two for one day."""
        day = self._value_day
        at = (param.name, key, county, day)
        if at not in self._lines:
            self._lines[at] = self._in_force(param, key, county, day)
        return self._lines[at]

    def _in_force(self, param: Param[Any], key: str, county: str, day: date) -> list[Setting]:
        lines = [s for s in self._settings.get(f"{param.name}·{key}" if key else param.name, []) if s.value]
        if county or len({s.county for s in lines}) > 1:
            own = [s for s in lines if s.county and s.county == county]
            lines = own or [s for s in lines if not s.county]
        lines = [s for s in lines if (s.start or date.min) <= day <= (s.end or date.max)]
        last = max((s.start or date.min for s in lines), default=None)
        return [s for s in lines if (s.start or date.min) == last]

    def get(self, param: Param[T], key: str = "", county: str = "") -> T | None:
        """The value in force on the day; None when it is unset, cannot be read, or two lines differ (never the default then)."""
        at = (param.name, key, county, self.day)
        try:
            return self._values[at]  # type: ignore[no-any-return]
        except KeyError:  # asked forty times a row, and hardly ever for the first time
            value = self._values[at] = self._read(param, key, county)
        return value

    def candidates(self, param: Param[T], key: str = "", county: str = "") -> list[T]:
        """What the value in force may be: several where a county has entered as many for one day; none where it is unset."""
        values = []
        for text in self._texts(param, key, county):
            with suppress(ValueError):
                values.append(param.read(text))
        return values

    def _read(self, param: Param[T], key: str, county: str) -> T | None:
        texts = self._texts(param, key, county)
        try:
            return param.read(texts[0]) if len(texts) == 1 else None
        except ValueError:
            return None

    def _texts(self, param: Param[Any], key: str, county: str) -> list[str]:
        """What stands for the value in force, each writing once: the county's lines, else the default."""
        written = [line.value for line in self._latest(param, key, county)] or [param.default]
        return [*dict.fromkeys(text for text in written if text is not None)]

    def keys(self, param: Param[Any]) -> tuple[str, ...]:
        """The keys a county has set for a keyed parameter, in the order of the sheet."""
        head = f"{param.name}·"
        return tuple(name.removeprefix(head) for name in self._settings if name.startswith(head))

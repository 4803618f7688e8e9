"""A Rule is a question put to rows; a Finding is one rule broken, or unanswerable, at one cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from datetime import date
from enum import Enum
from typing import Any

from .law import Cite, Law, Param
from .row import Row
from .words import in_words


class Severity(Enum):
    """How grave a finding is; RULES 1.1 says what each does to documents."""

    ERROR = "错误"
    EXCEPTION = "需例外审批"
    UNKNOWN = "待核"
    HINT = "提示"
    APPROVED = "已批例外"

    @property
    def rank(self) -> int:
        """0 is the gravest."""
        return _ORDER.index(self)

    @property
    def open(self) -> bool:
        """Does it count for the exit status?"""
        return self in _ORDER[:3]


_ORDER = tuple(Severity)


MISSING, UNSET = "缺数据", "缺参数"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question says when it does not pass. `facts` fill the rule's words."""

    severity: Severity
    facts: Mapping[str, object]
    wording: str = ""  # which of the rule's messages
    field: str = ""  # where it is shown; empty: at the rule's own field
    once: bool = False  # the same words for many rows are said once, for the whole book


def error(wording: str = "", field: str = "", **facts: object) -> Answer:
    return Answer(Severity.ERROR, facts, wording, field)


def exception(wording: str = "", field: str = "", **facts: object) -> Answer:
    return Answer(Severity.EXCEPTION, facts, wording, field)


def unknown(wording: str = "", field: str = "", **facts: object) -> Answer:
    return Answer(Severity.UNKNOWN, facts, wording, field)


def hint(wording: str = "", field: str = "", **facts: object) -> Answer:
    return Answer(Severity.HINT, facts, wording, field)


def missing(name: str, **facts: object) -> Answer:
    """The row's field is empty or unreadable, so the rule cannot be decided (RULES 1.1, 2).

    `字段` names what is missing where it stands on another sheet; it is shown at the field all the same.
    """
    return Answer(Severity.UNKNOWN, facts, MISSING, name)


def unset(param: Param[Any], wording: str = UNSET, **facts: object) -> Answer:
    """The county has not set a parameter the rule needs: said once, not per person."""
    return Answer(Severity.UNKNOWN, {"参数": param.name, **facts}, wording, once=True)


_COMMON = {
    MISSING: "【{条款}·缺数据】{对象}缺“{字段}”，无法判定“{规则名}”。",
    "无法识别": "【{条款}·缺数据】{对象}的“{字段}”写作“{原文}”，无法识别，不能判定“{规则名}”。",
    UNSET: "【{条款}·缺参数】参数表未设“{参数}”，无法判定“{规则名}”。",
}
_COMMON_REMEDY = {UNSET: "请在参数表填写该参数、生效日期和依据文号后重新校验。"}


@dataclass(frozen=True, eq=False)
class Rule:
    """A question put to rows of one or more kinds, and how its answer is told.

    `ask(row, records, law)` yields Answers and nothing when the rule is kept. A rule about no kind of row is asked
    once, with None for the row. `day(row, records)` is the day it is judged on; without it, the as-of day.
    """

    code: str
    title: str
    cite: Cite
    severities: tuple[Severity, ...]
    about: tuple[type[Row], ...]
    ask: Callable[[Any, Any, Law], Iterator[Answer]]
    field: str
    logic: str
    message: str
    remedy: str
    wordings: Mapping[str, str] = default(default_factory=dict)  # the other messages, by wording
    remedies: Mapping[str, str] = default(default_factory=dict)  # where a wording needs another remedy
    params: tuple[Param[Any], ...] = ()
    needs: tuple[str, ...] = ()  # fields without whose column the rule cannot run
    sheets: tuple[type[Row], ...] = ()  # other sheets without which it cannot run
    instead: tuple[type[Row], str] | None = None  # a column that does for those sheets where a county has it
    day: Callable[[Any, Any], date | None] | None = None
    since: Callable[[Any, Any], date | None] | None = None  # a row that begins after the as-of day is not asked
    or_now: bool = False  # on a day no policy pack covers, judged on the as-of day
    default_on: bool = True
    turned_on_by: Param[Any] | None = None  # off by default, but on once the county sets this parameter
    without_pack: bool = False  # runs also on a day no policy pack covers

    def law_of(self, row: Row | None, records: Any, law: Law) -> Law:
        """The law as it stands on the day the rule judges a row on."""
        return self.law_on(self.day(row, records) if self.day else None, law)

    def law_on(self, day: date | None, law: Law) -> Law:
        """The law the rule judges by what is of a day; without one, that of the as-of day."""
        if day is None:
            return law
        then = law.at(day)
        return law if self.or_now and not then.governed else then

    def begins_later(self, row: Row | None, records: Any, law: Law) -> date | None:
        """The day on which what the row tells of began, if that was after the as-of day: nothing can be asked yet."""
        began = self.since(row, records) if self.since else None
        return began if began and began > law.checked else None

    def words(self, wording: str) -> str:
        return self.wordings.get(wording) or (_COMMON.get(wording, self.message) if wording else self.message)

    def help(self, wording: str) -> str:
        common = "请补填后重新校验。" if wording == MISSING else _COMMON_REMEDY.get(wording, self.remedy)
        return self.remedies.get(wording, common)


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """One rule broken or unanswerable at one cell. Its words are made when they are asked for."""

    rule: Rule
    answer: Answer
    severity: Severity
    row: Row | None = None
    sheet: str = ""
    cell: str = ""
    concerns: list[Row] = default(default_factory=list)  # of a finding said once: the rows that gave rise to it

    @property
    def field(self) -> str:
        """Header of the column concerned."""
        name = self.answer.field or self.rule.field
        column = type(self.row).columns().get(name) if self.row is not None else None
        return column.header if column else ""

    @property
    def subject(self) -> str:
        return self.row.subject if self.row is not None else self.sheet or "全县"

    @property
    def message(self) -> str:
        wording, unread = self.answer.wording, None
        if wording == MISSING and self.row is not None:
            unread = self.row.unread.get(self.answer.field)
        facts: dict[str, object] = {
            "条款": self.rule.cite.article,
            "对象": self.subject,
            "字段": self.field,
            "规则名": self.rule.title,
            "原文": unread.text if unread else "",
            **self.answer.facts,
        }
        text = self.rule.words("无法识别" if unread else wording)
        return text.format_map({key: in_words(value) for key, value in facts.items()})

    @property
    def remedy(self) -> str:
        facts = {key: in_words(value) for key, value in self.answer.facts.items()}
        return self.rule.help(self.answer.wording).format_map(facts)

    def to_json(self) -> dict[str, str]:
        return {
            "rule": self.rule.code,
            "severity": self.severity.value,
            "article": self.rule.cite.article,
            "sheet": self.sheet,
            "cell": self.cell,
            "field": self.field,
            "subject": self.subject,
            "message": self.message,
            "remedy": self.remedy,
        }

"""Article 8, the chain as a whole: the order of its steps, and that a replacement needs a chain of its own.

The text lists the steps and ends with 等程序. That the list is also the order is a reading, hence a parameter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ...core import Answer, Cite, Law, Param, Rule, Severity, error, hint, unknown, unset
from ...records import Records, status_of
from ...rows import Coordinator, Procedure
from ...values import id_head
from ..params import on_off, one_of
from .filing import S8
from .publicity import ART8, S5, S7
from .selection import STEP_DAYS, began, first_day, is_renewal, selection_of
from .steps import S1, S2, S3, S4, S6

ORDER_LEVEL = Param(
    "程序顺序级别",
    one_of("错误", "提示"),
    "错误",
    "错误 | 提示",
    "第八条列举各步骤，是否也规定先后是一种理解",
    ART8,
)
DAY_BETWEEN = Param(
    "步骤须隔日", on_off, "否", "是 | 否", "同一天办理两步是否可以，办法未规定", Cite("第八条", in_text=False)
)
PARAMS = (ORDER_LEVEL, DAY_BETWEEN)


@dataclass(frozen=True)
class Step:
    """A step with a day: a list that hangs out begins on its first day and is done on its last."""

    name: str
    begun: date
    done: date
    field: str


# Each step: the fields of its first and last day, and the steps it comes after. 审核及公示 are not ordered.
_CHAIN: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "公开条件": ("notice_date", "notice_date", ()),
    "书面申请": ("apply_date", "apply_date", ("公开条件",)),
    "两委核查": ("check_date", "check_date", ("书面申请",)),
    "评议": ("council_date", "council_date", ("两委核查",)),
    "村级公示": ("village_pub_start", "village_pub_end", ("评议",)),
    "乡镇审核": ("town_review_date", "town_review_date", ("村级公示",)),
    "乡镇公示": ("town_pub_start", "town_pub_end", ("村级公示",)),
    "旗县备案": ("county_file_date", "county_file_date", ("乡镇审核", "乡镇公示")),
    "上岗": ("", "", ("旗县备案",)),
    "协议起": ("", "", ("旗县备案",)),
}


def steps(row: Procedure, records: Records) -> dict[str, Step]:
    """The steps that have a day, by name; 上岗 and 协议起 come from the roster and the register."""
    found = {}
    for name, (first, last, _) in _CHAIN.items():
        days = [day for field in (first, last) if field and (day := getattr(row, field))]
        if days:
            found[name] = Step(name, days[0], days[-1], first)
    for name, day in _appointment(row, records).items():
        if day:
            found[name] = Step(name, day, day, "county_file_date")
    return found


def _appointment(row: Procedure, records: Records) -> dict[str, date | None]:
    """The first day in post and of the first agreement that go back to this selection.

    Of somebody whose agreement is renewed, days before this selection belong to an earlier one.
    """
    first = first_day(row) or date.min
    people = [c for c in records.of_person(Coordinator, row.id_number) if selection_of(c, records) is row]
    people = [c for c in people if c.leave_date is None or c.leave_date >= first]
    since = first if any(is_renewal(c, records) for c in people) else date.min
    agreements = [a for a in records.agreements(row.id_number) if selection_of(a, records) is row]
    running = [a.agreement_start for a in agreements if (a.agreement_end or date.max) >= first]
    onboard = [c.onboard_date for c in people]
    return {
        name: min((day for day in days if day and day >= since), default=None)
        for name, days in (("上岗", onboard), ("协议起", running))
    }


def _before(name: str, found: Mapping[str, Step]) -> list[Step]:
    """The nearest steps before one that have a day."""
    nearest: list[Step] = []
    for earlier in _CHAIN[name][2]:
        nearest += [found[earlier]] if earlier in found else _before(earlier, found)
    return nearest


def out_of_order(row: Procedure, records: Records, law: Law) -> Iterator[Answer]:
    level, apart = law.get(ORDER_LEVEL), law.get(DAY_BETWEEN)
    if level is None or apart is None:
        yield unset(ORDER_LEVEL if level is None else DAY_BETWEEN)
        return
    found = steps(row, records)
    for name, later in found.items():
        earlier = max(_before(name, found), key=lambda step: step.done, default=None)
        if earlier is None or (name, earlier.name) == ("协议起", "旗县备案"):  # A7 tells of the latter
            continue
        facts = {"后": name, "后日期": later.begun, "前": earlier.name, "前日期": earlier.done}
        if later.begun < earlier.done:
            yield (error if level == "错误" else hint)("", later.field, **facts)
        elif apart and later.begun == earlier.done:
            yield hint("同日", later.field, **facts)
    review, notice = found.get("乡镇审核"), found.get("乡镇公示")
    if review and notice and notice.begun < review.done:
        facts = {"后": notice.name, "后日期": notice.begun, "前": review.name, "前日期": review.done}
        yield hint("", notice.field, **facts)


# -- replacements -------------------------------------------------------------------------------------

_STEPS = (S1, S2, S3, S4, S5, S6, S7, S8)


def replaced(row: Procedure, records: Records, law: Law) -> Iterator[Answer]:
    if not row.is_replacement:
        return
    failed: list[str] = []
    open_steps: list[str] = []
    for rule in _STEPS:
        if not all(row.has(name) for name in rule.needs):
            continue
        answers = [a for a in rule.ask(row, records, rule.law_of(row, records, law.at(law.checked))) if not a.once]
        given = {answer.severity for answer in answers}
        if Severity.ERROR in given:
            failed.append(rule.title)
        elif Severity.UNKNOWN in given:
            open_steps.append(rule.title)
    if failed:
        yield error("未通过", 步骤="、".join(failed))
    if open_steps:
        yield unknown(步骤="、".join(open_steps))
    if other := _copied_from(row, records):
        yield unknown("照抄", 前任=other.subject)


def _days_of(row: Procedure) -> tuple[date | None, ...]:
    """The days of all steps, for comparing; empty when too few are filled to say anything."""
    days = tuple(getattr(row, name) for name in STEP_DAYS)
    return days if len(days) - days.count(None) >= 3 else ()


def _copied_from(row: Procedure, records: Records) -> Procedure | None:
    """A predecessor in the village whose chain has the very same days."""
    for other in records.by(Procedure, _days_of).get(_days_of(row), ()):
        posts = records.of_person(Coordinator, other.id_number)
        left = id_head(other.id_number) != id_head(row.id_number) and any(status_of(c) == "离岗" for c in posts)
        if left and records.same_village(other.service_village, row.service_village):
            return other
    return None


def _last_day(row: Procedure, records: Records) -> date | None:
    return max((day for name in STEP_DAYS if (day := getattr(row, name))), default=None)


S9 = Rule(
    code="S9",
    title="程序先后",
    cite=ART8,
    severities=(Severity.ERROR, Severity.HINT),
    about=(Procedure,),
    ask=out_of_order,
    field="county_file_date",
    logic="后一步的日期早于前一步（公示以最后一天为完成）；审核与乡镇公示之间只提示；同一天可以；协议起与备案的先后见A7",
    message="【第八条·顺序】{对象}“{后}”（{后日期}）早于“{前}”（{前日期}）。",
    wordings={"同日": "【第八条·顺序】{对象}“{后}”与“{前}”在同一天（{后日期}）。"},
    remedy="核对日期；确属倒置的应补办前一步并重新履行后续程序。",
    remedies={"同日": "核对日期；本县规定各步骤须隔日办理。"},
    params=(ORDER_LEVEL, DAY_BETWEEN),
    day=_last_day,
    since=began,
)
S12 = Rule(
    code="S12",
    title="补缺须按程序",
    cite=ART8,
    severities=(Severity.UNKNOWN, Severity.ERROR),
    about=(Procedure,),
    ask=replaced,
    field="is_replacement",
    logic="补缺人员自己的S1—S8各步：缺登记为待核，未通过为错误；各步日期与前任完全相同为待核",
    message="【第八条·补缺】{对象}为补缺人员，仍须按程序选聘，尚缺：{步骤}。",
    wordings={
        "未通过": "【第八条·补缺】{对象}为补缺人员，仍须按程序选聘，未通过：{步骤}。",
        "照抄": "【第八条·补缺】{对象}为补缺人员，各步日期与前任{前任}完全相同，请核对是否另行选聘。",
    },
    remedy="补办并登记所缺步骤。",
    needs=("is_replacement",),
    day=_last_day,
    since=began,
)

RULES = (S9, S12)

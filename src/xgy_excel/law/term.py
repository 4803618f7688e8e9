"""Articles 5 and 16: how long the regulation and its posts last, by the policy packs of the book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from ..core import Answer, Cite, Law, Pack, Rule, Severity, error, exception, hint, missing
from ..records import Records, status_of
from ..rows import Agreement, Coordinator
from .agreement.terms import Contract, start_day, told_here

_ONE_DAY = timedelta(days=1)


def lapses(pack: Pack) -> date:
    """The last day an agreement may reach by one pack alone: the end of the transition, or of the pack where that is sooner."""
    return min(pack.transition_end or pack.last, pack.last)


def policy_lasts(start: date, law: Law) -> date | None:
    """The last day that policy covers without a break from the day an agreement starts; None where no pack covers that day.

    A pack that goes on after its transition does not carry an agreement over it: for that a successor is needed.

    >>> packs = Pack(start=date(2026, 1, 1), end=date(2026, 6, 30)), Pack(start=date(2026, 7, 1), end=date(2027, 3, 31))
    >>> [policy_lasts(day, Law(day, packs)) for day in (date(2025, 12, 31), date(2026, 2, 1))]
    [None, datetime.date(2027, 3, 31)]
    """
    pack = law.at(start).pack
    if pack is None:
        return None
    end = lapses(pack) if start <= lapses(pack) else pack.last
    others = [other for other in law.packs if other is not pack]
    while further := [other.last for other in others if end < date.max and other.covers(end + _ONE_DAY)]:
        end = max(further)
    return end


def without_policy(row: Contract, records: Records, law: Law) -> Iterator[Answer]:
    start = row.agreement_start
    if not told_here(row, records):
        return
    if start is None:
        yield missing("agreement_start")
    elif law.pack is None:
        ends = [lapses(pack) for pack in law.packs if pack.last < start]
        if ends:
            yield error(过渡期止=max(ends), 起=start)


def beyond_transition(row: Contract, records: Records, law: Law) -> Iterator[Answer]:
    start, end, pack = row.agreement_start, row.agreement_end, law.pack
    if not told_here(row, records):
        return
    if start is None or end is None:
        yield from (missing(name) for name in ("agreement_start", "agreement_end") if getattr(row, name) is None)
    elif (lasts := policy_lasts(start, law)) and lasts < _last_day(row, end):
        in_force = "" if pack and lasts == pack.transition_end else "有效期"
        yield exception(in_force, 止=end, 过渡期止=lasts)


def _last_day(row: Contract, end: date) -> date:
    """The last day of an agreement: its end, or the day the person left before."""
    left = row.leave_date if isinstance(row, Coordinator) and status_of(row) == "离岗" else None
    return min(left or end, end)


def before_issue(row: Contract, records: Records, law: Law) -> Iterator[Answer]:
    start = row.agreement_start
    if start is None or law.pack is not None or not told_here(row, records):
        return
    issued = min((pack.start for pack in law.packs if pack.start), default=None)
    if issued and start < issued:
        yield hint(事项=f"{row.subject}协议起始", 日期=start, 发布日=issued)


def no_pack(row: None, records: Records, law: Law) -> Iterator[Answer]:
    if not law.governed:
        yield replace(error(日期=law.day, 表=Pack.SHEET), once=True)


_rule = partial(
    Rule, about=(Coordinator, Agreement), day=start_day, needs=("agreement_start",), without_pack=True
)  # fmt: skip

Y1 = _rule(
    code="Y1",
    title="失效后新签",
    cite=Cite("第五、十六条"),
    severities=(Severity.ERROR,),
    ask=without_policy,
    field="agreement_start",
    logic="协议起晚于过渡期止，且没有政策包在协议起当日有效",
    message="【第十六条·失效】本办法已随过渡期结束于{过渡期止}自然失效，{起}起的协议没有政策依据。",
    remedy="在“政策包”表登记接续文件后再签，或停止设岗。",
)
Y2 = _rule(
    code="Y2",
    title="协议跨过渡期止",
    cite=Cite("第五条"),
    severities=(Severity.EXCEPTION,),
    ask=beyond_transition,
    field="agreement_end",
    logic="协议起不晚于过渡期止、协议止晚于过渡期止（政策包未填过渡期止的，为失效日期），且没有接续的政策包覆盖其余日子，此前已离岗的除外；"
    "期限可由本县文件延续，故可经例外审批",
    message="【第五条·期限】{对象}协议止{止}晚于过渡期止{过渡期止}。",
    wordings={"有效期": "【第五条·期限】{对象}协议止{止}晚于政策包有效期的最后一天{过渡期止}。"},
    remedy="将止期改至{过渡期止}，或登记接续政策文号。",
    needs=("agreement_start", "agreement_end"),
)
Y3 = _rule(
    code="Y3",
    title="早于发布",
    cite=Cite("第十六条"),
    severities=(Severity.HINT,),
    ask=before_issue,
    field="agreement_start",
    logic="协议起早于最早的政策包（或只选定的那一个政策包）的生效日期，不适用该政策包",
    message="【第十六条】{事项}发生于{日期}，早于办法发布日{发布日}，不适用本政策包。",
    remedy="选择当时有效的政策包。",
)
Y4 = Rule(
    code="Y4",
    title="没有有效政策包",
    cite=Cite("第十六条"),
    severities=(Severity.ERROR,),
    about=(),
    ask=no_pack,
    field="",
    logic="没有政策包在核对日有效，全表只提出一次；按核对日判断的规则不运行，有自己日期的规则按其日期的政策包运行",
    message="【政策包】参照日期{日期}没有有效政策包。",
    remedy="在“政策包”表新增一行（名称、生效日期、失效日期）。",
    without_pack=True,
)

RULES = (Y1, Y2, Y3, Y4)
PARAMS = ()

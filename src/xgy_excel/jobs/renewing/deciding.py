"""Who may go on when an agreement ends, from when to when, and who may not and why (Article 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ...core import Finding, Law, Severity
from ...forms.putting import catalogue, put
from ...forms.renewal_notice import TERM, next_term
from ...law.agreement import max_end
from ...law.agreement.renewal import REMIND_DAYS, last_end
from ...law.dismissal.grounds import leaving_kind
from ...law.documents import LET_UNKNOWN_PASS
from ...law.judging import switched_on
from ...records import Records, on_post, status_of
from ...rows import Coordinator

RENEWED, REFUSED, APPROVAL, OPEN, OUTSIDE = (
    "续聘",
    "不续聘",
    Severity.EXCEPTION.value,
    Severity.UNKNOWN.value,
    "不在续聘之列",
)
NEW = ("A10", "E2", "E3", *TERM)  # asked of the next term
NOW = ("E7", "E11")  # asked of the row as it stands


@dataclass(frozen=True)
class Decision:
    """What becomes of one row of the roster."""

    row: Coordinator
    outcome: str
    reasons: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    group: str = ""  # of those not asked about: why, in short
    new: Coordinator | None = None  # the row of the next term, where there is to be one

    @property
    def asked(self) -> bool:
        """Was there anything to decide?"""
        return self.outcome != OUTSIDE


def decide(row: Coordinator, records: Records, law: Law) -> Decision:
    """Whether a person may be renewed as things stand on the law's day."""
    early = _without_question(row, law) or _not_yet_clear(row, records, law)
    if early:
        return early
    end = row.agreement_end
    assert end is not None
    start, last = next_term(end, law)
    if last < law.checked:
        why = f"协议已于{end}到期，下一期（{start}至{last}）也已届满，请先核实这段时间的协议。"
        return Decision(row, OPEN, (why,))
    new = replace(row, agreement_start=start, agreement_end=last, is_renewal=True, agreement_no=None, sign_date=None)
    asked = [code for code in NOW if switched_on(catalogue()[code], law)]
    findings = (*put(NEW, new, records, law), *put(asked, row, records, law))
    return _judged(row, new, findings, law)


def _without_question(row: Coordinator, law: Law) -> Decision | None:
    """Those of whom renewal is not to be asked."""
    state, day = status_of(row), law.checked
    if state == "离岗" or (row.leave_date and row.leave_date < day):
        return _outside(row, "已离岗")
    if state == "待上岗":
        return _outside(row, "待上岗")
    if row.onboard_date and row.onboard_date > day:
        return _outside(row, "尚未上岗", f"{row.onboard_date}才上岗。")
    if row.agreement_start and row.agreement_start > day:
        return _outside(row, "下一期协议已经登记", f"下一期协议（{row.agreement_start}起）已经登记。")
    left = (row.agreement_end - day).days if row.agreement_end else 0
    limit = law.get(REMIND_DAYS)
    if limit is not None and left > limit:
        words = f"协议{row.agreement_end}才到期，还有{left}天，未到续聘的时候（参数“{REMIND_DAYS.name}”为{limit}天）。"
        return _outside(row, "协议未到续聘的时候", words)
    return None


def _outside(row: Coordinator, group: str, words: str = "") -> Decision:
    return Decision(row, OUTSIDE, (words or f"{group}，原样保留。",), group=group)


def _not_yet_clear(row: Coordinator, records: Records, law: Law) -> Decision | None:
    """Those who leave, and those of whom the book does not say enough."""
    if row.leave_kind and (kind := leaving_kind(row, records)):
        return Decision(row, REFUSED, (f"离岗类型已填“{kind}”。",))
    if row.leave_date:
        return Decision(row, REFUSED, (f"已登记于{row.leave_date}离岗。",))
    if not on_post(row, law.checked):
        return Decision(row, OPEN, ("“状态”没有填写或无法识别，不能确定是否在岗。",), ("补填状态后重新办理。",))
    if row.agreement_start is None or row.agreement_end is None:
        why = "“协议起”“协议止”没有填写或无法识别，不能确定下一期。"
        return Decision(row, OPEN, (why,), ("补填本期协议的起止后重新办理。",))
    last = last_end(row, records)
    if last != row.agreement_end:
        why = f"另有{last}到期的协议，与本行的协议止{row.agreement_end}不一致。"
        return Decision(row, OPEN, (why,), ("核对花名册与协议台账后重新办理。",))
    return None


def _judged(row: Coordinator, new: Coordinator, findings: Iterable[Finding], law: Law) -> Decision:
    told = [f for f in findings if f.severity.open or f.severity is Severity.APPROVED]
    start, last = new.agreement_start, new.agreement_end
    assert start is not None
    by = {level: [f for f in told if f.severity is level] for level in Severity}
    for level, outcome in ((Severity.ERROR, REFUSED), (Severity.EXCEPTION, APPROVAL)):
        if by[level]:
            return _decision(row, outcome, [*by[level], *(by[Severity.UNKNOWN] if outcome == APPROVAL else ())])
    unknown = by[Severity.UNKNOWN]
    if not law.at(start).governed:
        why = f"{start}没有有效政策包，不能判断续聘条件。"
        return Decision(row, OPEN, (why,), ("在“政策包”表登记接续文件后重新办理。",))
    if unknown and not law.get(LET_UNKNOWN_PASS):
        return _decision(row, OPEN, unknown)
    words = [f"带待核续聘：{'、'.join(dict.fromkeys(f.rule.code for f in unknown))}。"] if unknown else []
    words += [f"已批例外：{f.message}" for f in by[Severity.APPROVED]]
    if start <= law.checked:
        words.append(f"新一期自{start}起，其中到{law.checked}的日子已过，补签前请核对这段时间的协议和发放。")
    if last != (most := max_end(start)):
        words.append(f"止期缩短到政策有效期内（满一年为{most}）。")
    return Decision(row, RENEWED, tuple(words), findings=tuple(unknown), new=new)


def _decision(row: Coordinator, outcome: str, findings: list[Finding]) -> Decision:
    reasons = dict.fromkeys(f.message for f in findings)
    remedies = dict.fromkeys(f.remedy for f in findings)
    return Decision(row, outcome, tuple(reasons), tuple(remedies), tuple(findings))

"""Puts every rule to every row it is about, each on its own day, and says what could not be asked and why."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date

from ..core import Answer, Cite, Finding, Law, Param, Row, Rule, Setting, Severity
from ..records import Records
from ..rows import Approval, Village
from ..values import person_key, squash
from .params import on_off

SWITCH = Param("规则开关", on_off, None, "开 | 关", "县里可以停用或启用一条规则", Cite("—", in_text=False), keyed=True)


@dataclass
class Verdict:
    """All findings, in the order of the book, and the rules that did not run with the reason."""

    findings: list[Finding] = field(default_factory=list)
    not_run: list[tuple[str, str]] = field(default_factory=list)


def judge(records: Records, law: Law, rules: Iterable[Rule]) -> Verdict:
    """Judge the records by the rules on the law's day, approved exceptions taken into account."""
    verdict = Verdict()
    for rule in rules:
        if _switched_on(rule, law):
            _put(rule, records, law, verdict)
    approvals = _approvals(records)
    verdict.findings = [_approved(f, records, approvals) for f in verdict.findings]
    order = {table.sheet: i for i, table in enumerate(records.tables)}
    verdict.findings.sort(key=lambda f: _position(f, order))
    return verdict


def _switched_on(rule: Rule, law: Law) -> bool:
    wish = law.get(SWITCH, rule.code)
    if wish is None:
        return rule.default_on or (rule.turned_on_by is not None and law.setting(rule.turned_on_by) is not None)
    return wish


def _put(rule: Rule, records: Records, law: Law, verdict: Verdict) -> None:
    reasons = [f"没有工作表“{kind.SHEET}”" for kind in rule.sheets if not records.has(kind)]
    kinds = [kind for kind in rule.about if records.has(kind)]
    if rule.about and not kinds:
        reasons.append(f"没有工作表“{rule.about[0].SHEET}”")
    if reasons:
        verdict.not_run.append((rule.code, "；".join(reasons)))
        return
    rows: list[Row | None] = [] if rule.about else [None]
    for kind in kinds:
        absent = [n for n in rule.needs if n in kind.columns() and not records.has(kind, n)]
        if absent:
            headers = "、".join(kind.columns()[n].header for n in absent)
            verdict.not_run.append((rule.code, f"工作表“{kind.SHEET}”缺列“{headers}”"))
        else:
            rows += records.of(kind)
    _ask(rule, rows, records, law, verdict)


def _ask(rule: Rule, rows: Iterable[Row | None], records: Records, law: Law, verdict: Verdict) -> None:
    """Put one rule to its rows. A row whose day no pack covers is left out, and the verdict says so."""
    no_pack: dict[date, None] = {}
    said: dict[Hashable, Finding] = {}
    question, day_of = rule.ask, rule.day
    for row in rows:
        day = day_of(row, records) if day_of else None
        then = law.at(day) if day else law
        if then.pack is None and not rule.without_pack:
            no_pack[then.day] = None
            continue
        for answer in question(row, records, then):
            if not answer.once:
                verdict.findings.append(found(rule, answer, row, records))
                continue
            key = (answer.wording, answer.field, tuple(answer.facts.items()))
            if key not in said:
                said[key] = found(rule, answer, None, records)
                verdict.findings.append(said[key])
            if row is not None:
                said[key].concerns.append(row)
    if no_pack:
        days = "、".join(day.isoformat() for day in sorted(no_pack)[:3])
        verdict.not_run.append((rule.code, f"{days}没有有效政策包"))


def found(rule: Rule, answer: Answer, row: Row | None, records: Records | None = None) -> Finding:
    """The finding of an answer, shown at the answer's field, else at the rule's.

    A general one is shown at its parameter (fact 参数), or told of the sheet it is about (fact 表).
    """
    if row is not None:
        return Finding(rule, answer, answer.severity, row, row.place.sheet, _cell(rule, answer, row))
    name = answer.facts.get("参数")
    settings = records.of(Setting) if records else ()
    line = next((s for s in settings if name and squash(s.name or "") == squash(str(name))), None)
    sheet = str(answer.facts.get("表") or Setting.SHEET)
    return Finding(rule, answer, answer.severity, None, sheet, line.place.cell("value") if line else "")


def _cell(rule: Rule, answer: Answer, row: Row) -> str:
    names = (answer.field, rule.field, type(row).SUBJECT)
    return next((cell for name in names if name and (cell := row.place.cell(name))), "")


def _approvals(records: Records) -> dict[tuple[str, str], Approval]:
    """The complete rows of 例外审批, by rule and by person or village."""
    approvals = {}
    for row in records.of(Approval):
        if row.rule and row.target and row.doc_no and row.body and row.date:
            code = squash(row.rule).upper()
            approvals[code, person_key(row.target)] = row
            approvals[code, records.canonical(row.target)] = row
    return approvals


def _approved(finding: Finding, records: Records, approvals: dict[tuple[str, str], Approval]) -> Finding:
    if finding.severity is not Severity.EXCEPTION or finding.row is None:
        return finding
    row, code = finding.row, finding.rule.code.upper()
    keys = [person_key(getattr(row, "id_number", None))]
    if isinstance(row, Village):
        keys = [records.canonical(row.village, row.township)]
        keys.append(records.canonical(f"{row.township or ''}{row.village or ''}"))
    if any(key and (code, key) in approvals for key in keys):
        answer = finding.answer
        return Finding(finding.rule, answer, Severity.APPROVED, row, finding.sheet, finding.cell)
    return finding


def _position(finding: Finding, order: dict[str, int]) -> tuple[int, int, int, int, str]:
    letters = finding.cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    row = int(finding.cell[len(letters) :] or 0)
    return order.get(finding.sheet, len(order)), row, column, finding.severity.rank, finding.rule.code

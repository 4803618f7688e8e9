"""Puts every rule to every row it is about, each on its own day, and says what could not be asked and why."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date

from ..core import Answer, Cite, Finding, Law, Param, Row, Rule, Setting, Severity
from ..records import Records, Table
from ..rows import Approval, Village
from ..values import person_key, squash
from .params import on_off

_CODE = re.compile("[A-Z][0-9]+[A-Z]?")  # in Q3、E3 or Q3（原则上1个）

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
        if switched_on(rule, law):
            _put(rule, records, law, verdict)
    approvals = approvals_of(records, law.checked)
    verdict.findings = [approved(f, approvals) for f in verdict.findings]
    order = {table.sheet: i for i, table in enumerate(records.tables)}
    verdict.findings.sort(key=lambda f: _position(f, order))
    return verdict


def switched_on(rule: Rule, law: Law) -> bool:
    """Is the rule asked: by its own default, unless the county has said otherwise?"""
    wish = law.get(SWITCH, rule.code)
    if wish is None:
        return rule.default_on or (rule.turned_on_by is not None and law.setting(rule.turned_on_by) is not None)
    return wish


def _put(rule: Rule, records: Records, law: Law, verdict: Verdict) -> None:
    if why := lacking_sheets(rule, records):
        verdict.not_run.append((rule.code, why))
        return
    rows: list[Row | None] = [] if rule.about else [None]
    for table in records.tables:
        if table.kind in rule.about:
            if why := lacking_columns(rule, table):
                verdict.not_run.append((rule.code, why))
            else:
                rows += table.rows
    _ask(rule, rows, records, law, verdict)


def lacking_sheets(rule: Rule, records: Records) -> str:
    """Which sheets a rule cannot do without are not there; empty when it can be put."""
    sheets = () if rule.instead and records.has(*rule.instead) else rule.sheets
    reasons = [why for kind in sheets if (why := _of_nobody(kind, records))]
    if rule.about and not any(records.has(kind) for kind in rule.about):
        reasons.append(f"没有工作表“{rule.about[0].SHEET}”")
    return "；".join(dict.fromkeys(reasons))


def _of_nobody(kind: type[Row], records: Records) -> str:
    """Why nothing can be found in the sheets of a kind: none is there, or none says whom its rows are about."""
    if not records.has(kind):
        return f"没有工作表“{kind.SHEET}”"
    whom = [name for name in ("id_number", "name", "village") if name in kind.columns()]
    if not whom or any(records.has(kind, name) for name in whom):
        return ""
    return f"工作表“{kind.SHEET}”缺列“{kind.columns()[whom[0]].header}”"


def lacking_columns(rule: Rule, table: Table) -> str:
    """Which columns a rule needs a sheet does not have; empty when it can be put to its rows."""
    columns = table.kind.columns()
    absent = [columns[n].header for n in rule.needs if n in columns and n not in table.columns]
    return f"工作表“{table.sheet}”缺列“{'、'.join(absent)}”" if absent else ""


class _Laws(dict[date | None, Law | None]):
    """By day the law a rule judges by, worked out once for all rows of the day; None where no policy pack governs it."""

    def __init__(self, rule: Rule, law: Law) -> None:
        self._rule, self._law = rule, law
        self.ungoverned: set[date] = set()

    def __missing__(self, day: date | None) -> Law | None:
        then = self._rule.law_on(day, self._law)
        governed = self._rule.without_pack or then.governed
        if not governed:
            self.ungoverned.add(then.day)
        return self.setdefault(day, then if governed else None)


def _ask(rule: Rule, rows: Iterable[Row | None], records: Records, law: Law, verdict: Verdict) -> None:
    """Put one rule to its rows. Rows it cannot be put to are left out, and the verdict says why."""
    laws = _Laws(rule, law)
    later: list[date] = []
    said: dict[Hashable, Finding] = {}
    # What holds for every row stands before the loop, which turns a million times for 20,000 people.
    question, day_of, starts = rule.ask, rule.day, rule.since is not None
    for row in rows:
        then = laws[day_of(row, records) if day_of else None]
        if then is None:
            continue
        if starts and (begins := rule.begins_later(row, records, law)):
            later.append(begins)
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
    if laws.ungoverned:
        days = "、".join(map(str, sorted(laws.ungoverned)[:3]))
        verdict.not_run.append((rule.code, f"{days}没有有效政策包"))
    if later:
        verdict.not_run.append((rule.code, f"{len(later)}行在{min(later)}以后才开始，参照日期时还没有"))


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


Approvals = set[tuple[str, Hashable]]  # rule, and the person or village


def approvals_of(records: Records, day: date) -> Approvals:
    """What the complete rows of 例外审批 approve, as far as they were given by the day.

    A village whose name others bear too is approved only with its township before the name.
    """
    approvals: Approvals = set()
    for row in records.of(Approval):
        if row.doc_no and row.body and row.date and row.date <= day:
            approvals |= approval_keys(row, records)
    return approvals


def approval_keys(row: Approval, records: Records) -> Approvals:
    """What a row of 例外审批 is about, whether or not it is complete."""
    if not (row.rule and row.target):
        return set()
    villages = records.villages(row.target)
    target: Hashable = id(villages[0]) if len(villages) == 1 else person_key(row.target)
    return {(code, target) for code in _CODE.findall(squash(row.rule).upper())}


def key_of(finding: Finding) -> tuple[str, Hashable] | None:
    """What a row of 例外审批 would have to be about to approve a finding."""
    row = finding.row
    target = id(row) if isinstance(row, Village) else person_key(getattr(row, "id_number", None))
    return (finding.rule.code.upper(), target) if target else None


def approved(finding: Finding, approvals: Approvals) -> Finding:
    """The finding as 已批例外 where it is an exception that was approved, else as it is."""
    if finding.severity is Severity.EXCEPTION and finding.row is not None and key_of(finding) in approvals:
        return Finding(finding.rule, finding.answer, Severity.APPROVED, finding.row, finding.sheet, finding.cell)
    return finding


def _position(finding: Finding, order: dict[str, int]) -> tuple[int, int, int, int, str]:
    letters = finding.cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    row = int(finding.cell[len(letters) :] or 0)
    return order.get(finding.sheet, len(order)), row, column, finding.severity.rank, finding.rule.code

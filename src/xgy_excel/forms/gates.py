"""Why a document must not be made (FORMS 4): what blocks, in the clerk's words, and what would have to be known first.

Every 错误 and every open 需例外审批 on the person or the village blocks every document but the exempt ones. The rules a form
names as its gate must have been asked and answered: 待核 is not enough, and neither is a rule that could not run.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..core import Finding, Law, Pack, Row, Rule, Severity
from ..law import RULES, Verdict
from ..law.documents import LET_UNKNOWN_PASS
from ..law.judging import SWITCH
from ..records import Records, person_of
from ..rows import Disclosure, Village
from .asking import is_asked, rows_about, unasked
from .form import Form, Subject

BLOCKING = (Severity.ERROR, Severity.EXCEPTION)
ELIGIBILITY = tuple(rule.code for rule in RULES if rule.code.startswith("E"))  # for `cures` of what ends a bad state


def reasons(
    form: Form, subject: Subject, verdict: Verdict, records: Records, law: Law, rules: Iterable[Rule] = RULES
) -> list[str]:
    """Why this document must not be made; empty when it may. What shuts the form for everybody is told in short."""
    found = form.refuse(subject, records, law)
    found += [f"{why}。" for why in _unset(form, law)]
    codes = form.gate(subject, records)
    index = _index(verdict, records)
    found += [_told(f) for f in index.about(subject, records) if _blocks(f, form)]
    general = [f for f in _general(index, codes, law) if _concerns(f, form, subject, records, law)]
    found += [f"{f.severity.value}：{f.message}" for f in general]
    found += [_told(f) for f in index.about(subject, records) if _in_gate(f, codes, law) and not _beside(f, form)]
    found += [_told(f) for f in form.ask(subject, records, law) if _stops(f, law)]
    found += _not_asked(codes, subject, records, law, rules)
    return list(dict.fromkeys(found))


def shut(form: Form, subjects: Sequence[Subject], verdict: Verdict, records: Records, law: Law) -> list[str]:
    """What shuts the form for everybody, or for all who need a rule: said once, naming the parameter to fill in."""
    found = [f"{why}，{form.title}都不能生成。请填写该参数、生效日期和依据文号后再做。" for why in _unset(form, law)]
    gates = [(subject, form.gate(subject, records)) for subject in subjects]
    told: dict[str, int] = {}
    for finding in _general(_index(verdict, records), tuple({code for _, codes in gates for code in codes}), law):
        needing = [s for s, codes in gates if finding.rule.code in codes and _concerns(finding, form, s, records, law)]
        if needing:
            text = f"{finding.message}→ {finding.remedy}"
            told[text] = max(told.get(text, 0), len(needing))
    return found + [f"{text}因此有{number}份{form.title}不能生成。" for text, number in told.items()]


def waived(form: Form, subject: Subject, verdict: Verdict, records: Records, law: Law) -> list[str]:
    """The rules in 待核 that the county lets pass by 待核放行: the document is logged with them."""
    if not law.get(LET_UNKNOWN_PASS):
        return []
    index, codes = _index(verdict, records), form.gate(subject, records)
    own = [f for f in index.about(subject, records) if not _beside(f, form)]
    own += [f for f in index.general if _concerns(f, form, subject, records, law)]
    told = [f for f in own if f.rule.code in codes] + form.ask(subject, records, law)
    return list(dict.fromkeys(f"{f.rule.code} {f.rule.title}" for f in told if f.severity is Severity.UNKNOWN))


def sifted(
    form: Form, subject: Subject, verdict: Verdict, records: Records, law: Law
) -> tuple[Subject, list[tuple[str, str]]]:
    """Of the people of a list: the subject with those who may stand in it, and by name why the others may not."""
    fit, out = [], []
    for row in subject.rows:
        one = subject.of_one(row)
        if why := reasons(form, one, verdict, records, law):
            out.append((one.label, " ".join(why)))
        else:
            fit.append(row)
    return replace(subject, rows=tuple(fit)), out


def _unset(form: Form, law: Law) -> list[str]:
    """The parameters without which no document of the form can be made."""
    lines = [(param, law.setting(param)) for param in form.params if law.get(param) is None]
    return [
        f"参数“{param.name}”的值“{line.value}”无法识别" if line else f"参数表未设“{param.name}”"
        for param, line in lines
    ]


def _beside(finding: Finding, form: Form) -> bool:
    return finding.severity is Severity.UNKNOWN and isinstance(finding.row, form.beside)


def _blocks(finding: Finding, form: Form) -> bool:
    return finding.severity in BLOCKING and not form.exempt and finding.rule.code not in form.cures


def _in_gate(finding: Finding, codes: tuple[str, ...], law: Law) -> bool:
    """Does a finding keep a gate shut? What blocks anyway is told there."""
    if finding.rule.code not in codes:
        return False
    if finding.row is None and finding.severity in BLOCKING:
        return True
    return finding.severity is Severity.UNKNOWN and not law.get(LET_UNKNOWN_PASS)


def _stops(finding: Finding, law: Law) -> bool:
    """Does an answer about the document itself keep it from being made?"""
    return finding.severity in BLOCKING or (finding.severity is Severity.UNKNOWN and not law.get(LET_UNKNOWN_PASS))


def _told(finding: Finding) -> str:
    return f"{finding.severity.value}：{finding.message}→ {finding.remedy}"


def _general(index: _Findings, codes: tuple[str, ...], law: Law) -> list[Finding]:
    return [finding for finding in index.general if _in_gate(finding, codes, law)]


def _concerns(finding: Finding, form: Form, subject: Subject, records: Records, law: Law) -> bool:
    """Is what was said once for the whole book true of this subject? The rule is asked again of the rows concerned."""
    rule = finding.rule
    return not rule.about or any(
        answer == finding.answer
        for kind in rule.about
        if finding.severity in BLOCKING or kind not in form.beside
        for person in subject.rows or (None,)
        for row in rows_about(kind, person, subject, records)
        if is_asked(rule, row, records, law)
        for answer in rule.ask(row, records, rule.law_of(row, records, law))
    )


# -- which findings concern whom ------------------------------------------------------------------------------


@dataclass
class _Findings:
    """The findings of a verdict by the row, the person and the village they concern."""

    verdict: Verdict
    by: dict[Hashable, list[Finding]] = field(default_factory=dict)
    general: list[Finding] = field(default_factory=list)

    def about(self, subject: Subject, records: Records) -> Iterator[Finding]:
        """Those on the people of a subject, in whatever sheet, and on their village, each once."""
        seen: set[int] = set()
        villages = [subject.village, *subject.villages]
        if subject.village is None:
            villages += [records.village(row.service_village, row.township) for row in subject.rows]
        keys: list[Hashable] = [("village", id(village)) for village in villages if village]
        for row in subject.rows:
            keys += [_place(row), ("person", person_of(row))]
        for key in keys:
            for finding in self.by.get(key, ()):
                if id(finding) not in seen:
                    seen.add(id(finding))
                    yield finding


def _index(verdict: Verdict, records: Records) -> _Findings:
    """Made once for a verdict; it holds the verdict, so that its identity cannot pass to another one."""
    return records.remember(("findings", id(verdict)), lambda: _sorted_out(verdict, records))


def _sorted_out(verdict: Verdict, records: Records) -> _Findings:
    index = _Findings(verdict)
    for finding in verdict.findings:
        row = finding.row
        if row is None or isinstance(row, Pack):
            index.general.append(finding)
            continue
        keys: list[Hashable] = [_place(row)]
        if person := person_of(row):
            keys.append(("person", person))
        if isinstance(row, Village):
            keys.append(("village", id(row)))
        elif isinstance(row, Disclosure) and (village := records.village(row.village)):
            keys.append(("village", id(village)))
        for key in keys:
            index.by.setdefault(key, []).append(finding)
    return index


def _place(row: Row) -> Hashable:
    return ("row", row.place.sheet, row.place.row) if row.place.sheet else ("row", id(row))


# -- rules that were not asked --------------------------------------------------------------------------------


def _not_asked(
    codes: tuple[str, ...], subject: Subject, records: Records, law: Law, rules: Iterable[Rule]
) -> list[str]:
    """One sentence for each reason why rules of the gate were never put to this person or village."""
    catalogue = {rule.code: rule for rule in rules}
    why: dict[str, list[str]] = {}
    for code in codes:
        rule = catalogue.get(code)
        if rule is None:
            why.setdefault("程序里没有这条规则", []).append(code)
        elif rule.about and law.get(SWITCH, code) is not False:
            for person in subject.rows or (None,):
                if reason := unasked(rule, person, subject, records, law):
                    who = f"{person.name or '此人'}：" if person and len(subject.rows) > 1 else ""
                    why.setdefault(who + reason, []).append(code)
    return [f"{reason}，{'、'.join(dict.fromkeys(which))}没有核对。" for reason, which in why.items()]

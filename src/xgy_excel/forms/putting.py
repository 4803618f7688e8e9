"""Rules put to what a document itself is going to say, before any sheet holds it: a new term, a board, a dismissal ahead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from ..core import Finding, Law, Row, Rule
from ..law import RULES
from ..law.judging import SWITCH, approvals_of, approved, found
from ..records import Records


@cache
def catalogue() -> Mapping[str, Rule]:
    """The rules by their codes."""
    return {rule.code: rule for rule in RULES}


def put(codes: Iterable[str], row: Row, records: Records, law: Law) -> list[Finding]:
    """What the rules say of a row, be it in the book or not, and whether its day has come or not.

    A rule that is switched off, is about other rows, or would be judged on a day no policy governs, says nothing.
    """
    approvals = records.remember(("approvals", law.checked), lambda: approvals_of(records, law.checked))
    findings = []
    for code in codes:
        rule = catalogue().get(code)
        if rule is None or type(row) not in rule.about or law.get(SWITCH, code) is False:
            continue
        then = rule.law_of(row, records, law)
        if rule.without_pack or then.governed:
            findings += [approved(found(rule, answer, row), approvals) for answer in rule.ask(row, records, then)]
    return findings

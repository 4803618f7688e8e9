"""A pytest plugin that notes, while the law's tests run, which rules were kept, which broken, and what was said.

    python -m pytest tests/law -p seen --seen FILE        with tests/law on PYTHONPATH

A rule counts as kept when it said nothing of a row in which every field it needs is filled, as broken when it said
more than that something is missing. Whatever is said is put into words at once, so that no message lacks a fact.
"""

import json
from collections import defaultdict
from pathlib import Path

from xgy_excel.core import MISSING, UNSET, Finding
from xgy_excel.law import RULES

seen = defaultdict(set)
wordless = set()


def pytest_addoption(parser):
    parser.addoption("--seen", type=Path, required=True, metavar="FILE")


def pytest_configure(config):
    for rule in RULES:
        object.__setattr__(rule, "ask", watched(rule))


def pytest_sessionfinish(session):
    report = {"seen": {code: sorted(words) for code, words in seen.items()}, "wordless": sorted(wordless)}
    session.config.getoption("--seen").write_text(json.dumps(report), encoding="utf-8")


def watched(rule):
    question = rule.ask

    def ask(row, records, law):
        answers = list(question(row, records, law))
        for answer in answers:
            if answer.wording not in (MISSING, UNSET):
                seen[rule.code].add("broken")
            seen[rule.code].add(answer.severity.value)
            note_words(Finding(rule, answer, answer.severity, row))
        if not answers and all(getattr(row, name, True) is not None for name in rule.needs):
            seen[rule.code].add("kept")
        yield from answers

    return ask


def note_words(finding):
    try:
        if not finding.message or not finding.remedy:
            wordless.add(f"{finding.rule.code} {finding.answer.wording}: empty")
    except (KeyError, ValueError, IndexError) as fault:
        wordless.add(f"{finding.rule.code} {finding.answer.wording}: {fault!r}")

"""The catalogue is complete and honest: every rule is listed, cited, worded, and proved by a case kept and one broken."""

import json
import os
import pkgutil
import re
import subprocess
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import xgy_excel
from xgy_excel import catalogue, law
from xgy_excel.core import Param, Rule, Severity
from xgy_excel.law import PARAMS, RULES

ROOT = Path(__file__).parents[1]
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)

# What the regulation does not say is never an error, except where two records cannot both be true (A9, D5, P14), where
# a public file would show a full number (D2), where a county rules so itself (E11, P11), and in base data (all of K).
CERTAIN_WITHOUT_TEXT = {"A9", "D2", "D5", "E11", "P11", "P14"}


def modules(package):
    """Every module of a package, imported; but for those that run the program when they are."""
    names = [m.name for m in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
    return [import_module(name) for name in names if not name.endswith("__main__")]


def objects(kind, of):
    """The objects of a kind that the modules hold, by themselves or in a tuple."""
    found = set()
    for module in of:
        for value in vars(module).values():
            found |= {one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, kind)}
    return found


def texts(rule: Rule) -> list[str]:
    return [rule.message, rule.remedy, *rule.wordings.values(), *rule.remedies.values()]


def test_every_rule_in_the_law_is_listed():
    found = objects(Rule, [law, *modules(law)])
    assert sorted(rule.code for rule in found) == sorted(rule.code for rule in RULES)
    assert found == set(RULES)


def test_every_parameter_in_the_program_is_listed():
    listed = {param.name: param for param in PARAMS}
    assert len(listed) == len(PARAMS)
    assert {param.name for param in objects(Param, modules(xgy_excel))} == set(listed)


def test_a_code_is_the_letter_of_its_chapter_and_a_number_and_given_once():
    codes = [rule.code for rule in RULES]
    assert len({code.upper() for code in codes}) == len(codes)
    assert [code for code in codes if not re.fullmatch(r"[A-Z]\d{1,2}[a-z]?", code)] == []
    assert {code[0] for code in codes} <= set(catalogue.CHAPTERS)


@each_rule
def test_a_rule_says_what_it_asks_and_where_it_comes_from(rule):
    assert all([rule.title, rule.logic, rule.cite.article, rule.cite.source, rule.severities, *texts(rule)])
    assert Severity.APPROVED not in rule.severities
    assert {param.name for param in rule.params} <= {param.name for param in PARAMS}


@each_rule
def test_a_rule_speaks_of_columns_its_sheets_have(rule):
    columns = {name for kind in rule.about for name in kind.columns()}
    wanted = {rule.field, *rule.needs} if rule.about else set()
    assert wanted <= columns


@each_rule
def test_what_the_regulation_does_not_say_is_no_error(rule):
    free = rule.code in CERTAIN_WITHOUT_TEXT or rule.code.startswith("K")
    assert rule.cite.in_text or free or {Severity.ERROR, Severity.EXCEPTION}.isdisjoint(rule.severities)


@each_rule
def test_the_words_of_a_rule_are_plain_sentences_with_named_facts(rule):
    for text in texts(rule):
        for _, name, form, conversion in Formatter().parse(text):
            assert name is None or (name.isidentifier() and not form and not conversion), text
        assert text == text.strip()
        assert text.endswith(("。", "？", "！")), text
    for text in (rule.message, *rule.wordings.values()):
        assert text.startswith("【"), text
        assert len(text) <= 200, text


# -- every rule is seen kept and broken ---------------------------------------------------------------


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What tests/law/seen.py noted in a run of the law's tests of its own."""
    file = tmp_path_factory.mktemp("seen") / "seen.json"
    paths = os.pathsep.join(map(str, (ROOT / "tests" / "law", ROOT / "src")))  # of this tree, whatever is installed
    here = {**os.environ, "PYTHONPATH": paths}
    command = [sys.executable, "-m", "pytest", "tests/law", "-p", "seen", "--seen", str(file), "-p", "no:cacheprovider"]
    run = subprocess.run(command, cwd=ROOT, env=here, capture_output=True, text=True, encoding="utf-8", check=False)
    assert file.exists(), run.stdout[-2000:] + run.stderr[-2000:]
    return json.loads(file.read_text(encoding="utf-8"))


@each_rule
def test_a_rule_has_a_case_that_keeps_it_and_one_that_breaks_it(rule, seen):
    assert {"kept", "broken"} <= set(seen["seen"].get(rule.code, ()))


@each_rule
def test_a_rule_gives_every_severity_it_names_and_no_other(rule, seen):
    given = set(seen["seen"].get(rule.code, ())) - {"kept", "broken"}
    named = {severity.value for severity in rule.severities}
    assert named <= given <= named | {Severity.UNKNOWN.value}  # what is missing is 待核 for every rule


def test_whatever_a_rule_said_in_its_tests_had_all_its_facts(seen):
    assert seen["wordless"] == []


# -- the sample county --------------------------------------------------------------------------------


def test_every_finding_in_the_sample_county_can_be_told(tmp_path):
    from xgy_excel.jobs.check import check_file
    from xgy_excel.jobs.new import new

    book = new(tmp_path / "样例.xlsx", sample=True)
    findings = check_file(book, date(2025, 6, 30)).findings
    assert findings
    for finding in findings:
        told = finding.to_json()
        assert all(told[key] for key in ("rule", "severity", "article", "sheet", "subject", "message", "remedy")), told
        assert not set("{}") & set(told["message"] + told["remedy"]), told
        assert "None" not in told["message"]


# -- the JSON of `xgy rules` --------------------------------------------------------------------------


def test_the_json_has_what_other_programs_rely_on():
    rules = json.loads(json.dumps(catalogue.rules_json(), ensure_ascii=False))
    assert [rule["rule"] for rule in rules] == [rule.code for rule in RULES]
    wanted = {"rule", "article", "severity", "title", "logic", "message", "remedy", "params", "default_on"}
    assert all(wanted <= set(rule) for rule in rules)
    assert {rule["severity"] for rule in rules} <= {s.value for s in Severity}

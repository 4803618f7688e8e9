"""The sample county: clean before the faults are put in, and found out to the cell afterwards."""

import runpy
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from xgy_excel.books import open_book
from xgy_excel.core import Severity
from xgy_excel.jobs.blank import make_roster
from xgy_excel.jobs.check import judged
from xgy_excel.law import RULES
from xgy_excel.law.identity.numbers import is_valid_id
from xgy_excel.rows import Coordinator, Payment, Village
from xgy_excel.sample import SAMPLE_DAY, clean_county, county

KEY = runpy.run_path(str(Path(__file__).with_name("sample_key.py")))
OPEN, HINTS, ELSEWHERE = KEY["OPEN"], KEY["HINTS"], KEY["ELSEWHERE"]
HINT = Severity.HINT.value


def judged_county(folder, lines, day=SAMPLE_DAY):
    path = folder / "样例旗县.xlsx"
    make_roster(path, lines)
    return judged(open_book(path), day)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    return judged_county(tmp_path_factory.mktemp("faulty"), county())


@pytest.fixture(scope="module")
def found(faulty):
    return {(f.sheet, f.cell, f.rule.code, f.severity.value) for f in faulty[2].findings}


def test_the_clean_county_gives_no_alarm(tmp_path):
    _, _, verdict = judged_county(tmp_path, clean_county())
    assert [(f.rule.code, f.cell, f.message) for f in verdict.findings if f.severity is not Severity.HINT] == []


def test_every_fault_is_found_at_its_cell(found):
    assert found >= OPEN | HINTS, sorted((OPEN | HINTS) - found)


def test_nothing_but_the_faults_is_found(found):
    others = {finding for finding in found if finding[3] != HINT} - OPEN
    assert others == set()


def test_every_rule_has_its_fault():
    seeded = {rule for _, _, rule, _ in OPEN | HINTS}
    assert {rule.code for rule in RULES} - seeded == set(ELSEWHERE)


def test_rules_off_by_default_are_the_only_ones_left_out_as_such():
    off = {code for code, why in ELSEWHERE.items() if why == "off by default"}
    assert off == {rule.code for rule in RULES if not rule.default_on}


def test_about_a_fifth_of_the_coordinators_are_concerned(faulty):
    records, _, verdict = faulty
    people = {row.id_number for row in records.of(Coordinator)}
    concerned = {
        row.id_number
        for f in verdict.findings
        if f.severity.open and (row := f.row) is not None and getattr(row, "id_number", None) in people
    }
    assert 0.15 < len(concerned) / len(people) < 0.25


def test_the_county_has_the_size_of_a_real_one(faulty):
    records, _, _ = faulty
    assert len({row.township for row in records.of(Village)}) >= 8
    assert len(records.of(Village)) >= 90
    assert len({row.id_number for row in records.of(Coordinator) if row.status == "在岗"}) >= 80
    assert Counter(row.pay_month for row in records.of(Payment)).keys() >= {date(2025, 4, 1), date(2025, 5, 1)}


def test_everybody_is_invented():
    numbers = [str(line["id_number"]) for line in clean_county()[Coordinator]]
    assert all(is_valid_id(number, SAMPLE_DAY) and number[14:16] == "99" for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_a_day_no_pack_covers_is_said_once(tmp_path):
    _, _, verdict = judged_county(tmp_path, clean_county(), date(2026, 3, 1))
    assert [(f.rule.code, f.severity.value) for f in verdict.findings if f.rule.code == "Y4"] == [("Y4", "错误")]


def test_the_county_is_the_same_every_time_and_each_call_gives_its_own():
    one, other = county(), county()
    assert one == other
    one[Coordinator][0]["name"] = "别人"
    assert one != other

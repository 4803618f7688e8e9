"""Which rows of the book a rule was asked of for one person or village, and why it was asked of none."""

from __future__ import annotations

from collections.abc import Iterable

from ..core import Law, Row, Rule
from ..records import Records
from ..rows import Coordinator, Disclosure, Village
from .form import Subject

_OF_VILLAGES: tuple[type[Row], ...] = (Village, Disclosure)


def unasked(rule: Rule, person: Coordinator | None, subject: Subject, records: Records, law: Law) -> str:
    """Why a rule was not put to a person or the village, told of the first kind of row it is about; empty when it was."""
    absent = [kind.SHEET for kind in rule.sheets if not records.has(kind)]
    if absent:
        return f"没有工作表“{'”“'.join(absent)}”"
    found = []
    for kind in rule.about:
        rows = list(rows_about(kind, person, subject, records))
        needs = [n for n in rule.needs if n in kind.columns()]
        lacking = [n for n in needs if not records.has(kind, n) or (rows and not any(row.has(n) for row in rows))]
        if not records.has(kind):
            found.append(f"没有工作表“{kind.SHEET}”")
        elif lacking:
            found.append(f"工作表“{kind.SHEET}”缺列“{'”“'.join(kind.columns()[n].header for n in lacking)}”")
        elif not rows:
            found.append(f"“{kind.SHEET}”表没有{'该嘎查村' if kind in _OF_VILLAGES else '此人'}的记录")
        elif any(is_asked(rule, row, records, law) for row in rows):
            return ""
        elif begins := rule.begins_later(rows[0], records, law):
            found.append(f"“{kind.SHEET}”表的记录{begins.isoformat()}才开始")
        else:
            found.append(f"{rule.law_of(rows[0], records, law).day.isoformat()}没有有效政策包")
    return found[0]


def is_asked(rule: Rule, row: Row, records: Records, law: Law) -> bool:
    covered = rule.without_pack or rule.law_of(row, records, law).governed
    return covered and not rule.begins_later(row, records, law)


def rows_about(kind: type[Row], person: Coordinator | None, subject: Subject, records: Records) -> Iterable[Row]:
    """The rows of a kind about one person of a subject, or about the village."""
    if kind in _OF_VILLAGES:
        village = subject.village
        if village is None and person:
            village = records.village(person.service_village, person.township)
        if village is None or kind is Village:
            return [village] if village else []
        return records.remember("disclosures", lambda: _disclosures(records)).get(id(village), [])
    if person is None:
        return []
    return [person] if kind is Coordinator else records.of_person(kind, person.id_number)


def _disclosures(records: Records) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in records.of(Disclosure):
        if village := records.village(row.village):
            found.setdefault(id(village), []).append(row)
    return found

"""One identity number, two people; one entry, two rows: records that cannot both be true."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any

from ...core import Answer, Law, Row, Rule, Severity, error, hint, lines
from ...records import Records
from ...rows import Coordinator, Dismissal, Evaluation, Procedure, Training
from ...values import name_key, squash, village_key
from ..eligibility.double_posts import days_in_both
from .numbers import BASE_DATA, PERSON_SHEETS, Person, readable

# What makes two rows of one person the same entry, if every part is filled. In the other sheets a person may stand
# often, and other rules know when too often: E7 the roster, A4 and A9 the register of agreements, P13 the payments.
_Entry = Callable[[Any], tuple[object, ...]]
_ENTRY: Mapping[type[Row], _Entry] = {
    Procedure: lambda p: (village_key(p.service_village), p.notice_date, p.apply_date),
    Evaluation: lambda e: (squash(e.eval_year or ""), e.eval_date),
    Training: lambda t: (t.training_date, squash(t.training_kind or ""), squash(t.training_topics or "")),
    Dismissal: lambda d: (d.dismiss_date,),
}


def _same_entry(row: Person, other: Person) -> bool:
    entry = _ENTRY.get(type(row))
    return entry is not None and all(entry(row)) and entry(row) == entry(other)


def _told_by_e7(row: Person, other: Person, records: Records, law: Law) -> bool:
    if not (isinstance(row, Coordinator) and isinstance(other, Coordinator)):
        return False
    return days_in_both(row, other, records, law) > 0


def _contradict(row: Person, other: Person, records: Records, law: Law) -> bool:
    """Can two rows of one number not both be true?"""
    if other is row or not (row.name and other.name):
        return False
    if name_key(row.name) == name_key(other.name):
        return _same_entry(row, other)
    return not _told_by_e7(row, other, records, law)


def same_number(row: Person, records: Records, law: Law) -> Iterator[Answer]:
    rows: list[Person] = records.of_person(type(row), row.id_number)
    other = next((one for one in rows if _contradict(row, one, records, law)), None)
    if other is not None:
        first, second = sorted((row, other), key=lambda one: (one.place.sheet, one.place.row))
        wording = "" if name_key(row.name) != name_key(other.name) else "同一人"
        yield error(wording, 甲=first.name, 乙=second.name, 行=lines(first, second))
    if isinstance(row, Coordinator):
        yield from _same_name(row, records)


def _name_of(row: Coordinator) -> Hashable:
    return name_key(row.name)


def _same_name(row: Coordinator, records: Records) -> Iterator[Answer]:
    """The second of two people of one name on the roster; told at the second, once."""
    alike = records.by(Coordinator, _name_of).get(_name_of(row), ())
    first = next((one for one in alike if one.id_number), row)
    if row.id_number and readable(first.id_number) != readable(row.id_number):
        yield hint("同名", 行=lines(first, row))


K6 = Rule(
    code="K6",
    title="证件号重复",
    cite=BASE_DATA,
    severities=(Severity.ERROR, Severity.HINT),
    about=PERSON_SHEETS,
    ask=same_number,
    field="id_number",
    logic="同一工作表中两人证件号相同，或同一人的同一事项登记了两行（花名册的一人两行见E7）；花名册中同名而证件号不同为提示",
    message="【证件号】{甲}与{乙}证件号相同（{行}）。",
    wordings={
        "同一人": "【证件号】{对象}的同一事项登记了两行（{行}），证件号相同。",
        "同名": "【证件号】花名册{行}都是{对象}，证件号不同。",
    },
    remedy="核对后更正；同一人只留一行。",
    remedies={"同名": "同名的两个人无须处理；同一人的核对后更正证件号。"},
    needs=("id_number", "name"),
    without_pack=True,
)

RULES = (K6,)
PARAMS = ()

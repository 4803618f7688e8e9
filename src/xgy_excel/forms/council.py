"""D04 评议记录: the meeting of villagers' representatives on the candidates of one village (Article 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..core import Law
from ..law import Verdict
from ..law.procedure.selection import selection_of
from ..records import Records
from ..rows import Coordinator, Procedure
from .choosing import each_village, waiting
from .fields import list_values, shown
from .filenames import of_place
from .form import BLANK, HAND_DATE, Form, Subject, Values
from .printed import committee

EMPTY_LINES = 5  # of a form that is filled by hand


def choose(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """The villages of a selection, each meeting apart; with the candidates who were not chosen and so stand in no roster."""
    subjects = each_village(waiting(records, where), records, _meeting)
    return [replace(one, rows=(*one.rows, *_others(one, records))) for one in subjects]


def _meeting(row: Coordinator, records: Records) -> date | None:
    selection = selection_of(row, records)
    return selection.council_date if selection else None


def _others(subject: Subject, records: Records) -> list[Coordinator]:
    """The candidates of the same meeting who are in no roster, as far as 选聘程序 knows them."""
    row = subject.row
    day = _meeting(row, records)
    return [
        Coordinator(
            name=one.name, id_number=one.id_number, township=row.township, service_village=row.service_village,
            priority_class=one.priority_class, place=one.place,
        )
        for one in records.of(Procedure)
        if day and one.council_date == day
        and records.same_village(one.service_village, row.service_village, row.township)
        and not records.of_person(Coordinator, one.id_number)
    ]  # fmt: skip


def fill(subject: Subject, records: Records, law: Law) -> Values:
    values = list_values(subject, records, law, law.day)
    if subject is BLANK:
        values["名单"] = [dict.fromkeys(values["名单"][0])] * EMPTY_LINES
    for line in values["名单"]:
        line |= {"反对票数": line.get("反对票数"), "弃权票数": line.get("弃权票数")}
    body = committee(values["嘎查村"])
    return values | {"落款单位": body, "候选人数": shown(len(subject.rows) or None)}


COUNCIL = Form(
    code="D04",
    name="council-record",
    title="评议记录",
    article="第八条",
    public=False,
    template="council-record.docx",
    choose=choose,
    fill=fill,
    file_name=of_place("评议记录", "评议日期"),
    blanks={"评议日期": HAND_DATE},
    cures=("S4",),
    by_hand=True,
    leaves_out=True,
)

"""D05 嘎查村公示: one public page for the people of one village whose lists hang out together (Article 8)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..core import Law
from ..law.documents import HOTLINE
from ..law.procedure.selection import selection_of
from ..records import Records, status_of
from ..rows import Coordinator
from ..values import village_key
from .fields import person_values, shown
from .form import Form, Subject, Values
from .printed import committee, policy_words, township_body
from .where import chosen

GATE = ("S2", "S3", "S4")


def choose(records: Records, law: Law, where: Sequence[str]) -> list[Subject]:
    """The villages in the order of their first person; people with other days of publication get another page.

    Without a condition: those who wait to begin, for it is they who are published; where nobody waits, everybody in post,
    for notices asked for later.
    """
    rows = chosen(records, where)
    waiting = tuple(row for row in rows if status_of(row) == "待上岗")
    together: dict[tuple[object, ...], list[Coordinator]] = {}
    for row in (waiting or rows) if not where else rows:
        village = records.village(row.service_village, row.township)
        place = id(village) if village else (row.township, village_key(row.service_village))
        selection = selection_of(row, records)
        days = (selection.village_pub_start, selection.village_pub_end) if selection else (None, None)
        together.setdefault((place, *days), []).append(row)
    return [_subject(people, records) for people in together.values()]


def _subject(people: list[Coordinator], records: Records) -> Subject:
    first = people[0]
    village = records.village(first.service_village, first.township)
    return Subject(tuple(people), village, (village.village if village else first.service_village) or "未填嘎查村")


def refuse(subject: Subject, records: Records, law: Law) -> list[str]:
    selection = selection_of(subject.row, records)
    if selection is None:
        return []  # the gate tells it of every person
    empty = [
        column.header
        for name, column in type(selection).columns().items()
        if name in ("village_pub_start", "village_pub_end") and getattr(selection, name) is None
    ]
    return [f"“{'”“'.join(empty)}”没有填写或无法识别，公示上不能写明起止日期，请补填。"] if empty else []


def gate(subject: Subject, records: Records) -> tuple[str, ...]:
    return GATE


def fill(subject: Subject, records: Records, law: Law) -> Values:
    selection = selection_of(subject.row, records)
    day = (selection.village_pub_start if selection else None) or law.day
    people = [person_values(subject, row, records, law) for row in subject.rows]
    common = {key: value for key, value in people[0].items() if all(other[key] == value for other in people)}
    policy = law.at(day).pack
    return {
        **dict.fromkeys(people[0]),
        **common,
        "依据文号": policy.cited if policy else None,
        "政策依据": policy_words(policy),
        "苏木乡镇政府": township_body(people[0]["苏木乡镇"]),
        "落款单位": committee(people[0]["嘎查村"]),
        "落款日期": shown(selection.village_pub_start) if selection else None,
        "名单": people,
    }


def file_name(subject: Subject, values: Values) -> str:
    day = re.findall(r"\d+", values.get("落款日期") or "")
    stamp = "".join(part.zfill(2) for part in day) or "未填日期"
    return f"{NOTICE.title}_{subject.label}_{stamp}"


NOTICE = Form(
    code="D05",
    name="village-notice",
    title="嘎查村公示",
    article="第八条",
    public=True,
    template="village-notice.docx",
    choose=choose,
    fill=fill,
    refuse=refuse,
    gate=gate,
    file_name=file_name,
    params=(HOTLINE,),
    contacts=(HOTLINE,),
)

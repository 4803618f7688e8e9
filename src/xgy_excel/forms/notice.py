"""D05 嘎查村公示: one public page for the people of one village whose lists hang out together (Article 8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..core import Law
from ..law import Verdict
from ..law.documents import HOTLINE
from ..law.procedure.selection import selection_of
from ..records import Records
from ..rows import Coordinator
from .choosing import each_village, waiting
from .fields import list_values, shown
from .filenames import of_place
from .form import Form, Subject, Values
from .lacking import undated
from .printed import committee, township_body

GATE = ("S2", "S3", "S4")


def choose(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """The villages in the order of their first person; people with other days of publication get another page."""
    return each_village(waiting(records, where), records, _days)


def _days(row: Coordinator, records: Records) -> tuple[date | None, date | None]:
    selection = selection_of(row, records)
    return (selection.village_pub_start, selection.village_pub_end) if selection else (None, None)


def refuse(subject: Subject, records: Records, law: Law) -> list[str]:
    return undated(subject, records, "village_pub_start", "village_pub_end")


def fill(subject: Subject, records: Records, law: Law) -> Values:
    selection = selection_of(subject.row, records)
    start = selection.village_pub_start if selection else None
    values = list_values(subject, records, law, start or law.day)
    return values | {
        "苏木乡镇政府": township_body(values["名单"][0]["苏木乡镇"]),
        "落款单位": committee(values["名单"][0]["嘎查村"]),
        "落款日期": shown(start),
    }


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
    gate=lambda subject, records: GATE,
    file_name=of_place("嘎查村公示"),
    params=(HOTLINE,),
    contacts=(HOTLINE,),
)

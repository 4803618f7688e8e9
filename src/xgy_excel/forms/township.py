"""D06: the review by the township, a form for its file, and the public notice of the township (Article 8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..core import Law
from ..law import Verdict
from ..law.documents import HOTLINE
from ..law.procedure.selection import selection_of
from ..records import Records
from ..rows import Coordinator
from .choosing import each_township, waiting
from .fields import list_values, shown
from .filenames import of_place
from .form import BLANK, HAND_DATE, Form, Subject, Values
from .lacking import undated
from .printed import township_body

EMPTY_LINES = 6


def choose_reviewed(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """The people of each township who are reviewed on one day."""
    return each_township(waiting(records, where), records, lambda row, _: _day(row, records, "town_review_date"))


def choose_published(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """The people of each township whose names hang out on the same days."""
    return each_township(
        waiting(records, where),
        records,
        lambda row, _: (_day(row, records, "town_pub_start"), _day(row, records, "town_pub_end")),
    )


def _day(row: Coordinator, records: Records, name: str) -> date | None:
    selection = selection_of(row, records)
    day: date | None = getattr(selection, name) if selection else None
    return day


def fill_review(subject: Subject, records: Records, law: Law) -> Values:
    values = list_values(subject, records, law, law.day)
    if subject is BLANK:
        values["名单"] = [dict.fromkeys(values["名单"][0])] * EMPTY_LINES
    return values | _of_town(subject) | {"人数": shown(len(subject.rows) or None)}


def refuse_notice(subject: Subject, records: Records, law: Law) -> list[str]:
    return undated(subject, records, "town_pub_start", "town_pub_end")


def fill_notice(subject: Subject, records: Records, law: Law) -> Values:
    start = _day(subject.row, records, "town_pub_start")
    values = list_values(subject, records, law, start or law.day)
    return values | _of_town(subject) | {"落款日期": shown(start)}


def _of_town(subject: Subject) -> Values:
    town = subject.row.township
    return {"苏木乡镇": town, "落款单位": township_body(town) if town else None}


REVIEW = Form(
    code="D06",
    name="township-review",
    title="苏木乡镇审核表",
    article="第八条",
    public=False,
    template="township-review.docx",
    choose=choose_reviewed,
    fill=fill_review,
    file_name=of_place("苏木乡镇审核表", "乡镇审核日期"),
    blanks={"乡镇审核日期": HAND_DATE},
    by_hand=True,
    leaves_out=True,
)
TOWN_NOTICE = Form(
    code="D06b",
    name="township-notice",
    title="苏木乡镇公示",
    article="第八条",
    public=True,
    template="township-notice.docx",
    choose=choose_published,
    fill=fill_notice,
    refuse=refuse_notice,
    gate=lambda subject, records: ("S2", "S3", "S4", "S5", "S6"),
    file_name=of_place("苏木乡镇公示"),
    params=(HOTLINE,),
    contacts=(HOTLINE,),
    leaves_out=True,
)

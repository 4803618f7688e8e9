"""D09 岗前培训通知 and 签到表: the training before the post, of a township or of the whole county (Article 11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..core import Law
from ..law import Verdict
from ..law.documents import CONTACT, OFFICE_PHONE, TRAINER, TRAINING_AT, TRAINING_DAY, TRAINING_ON, of_township
from ..law.training import before_post
from ..records import Records, on_post, status_of
from ..rows import Coordinator, Training
from .choosing import each_township, the_county
from .fields import list_values, shown
from .filenames import of_place
from .form import BLANK, Form, Subject, Values, never
from .printed import basis_words, township_body
from .where import chosen

EMPTY_LINES = 12


def untrained(row: Coordinator, records: Records, law: Law) -> bool:
    """Is somebody still to be trained before the post: waiting to begin, or in post without a training on record?

    >>> from datetime import date
    >>> law = Law(date(2025, 6, 30))
    >>> untrained(Coordinator(status="待上岗"), Records(), law), untrained(Coordinator(status="离岗"), Records(), law)
    (True, False)
    """
    trained = [one for one in records.of_person(Training, row.id_number) if before_post(one)]
    wanted = status_of(row) == "待上岗" or on_post(row, law.checked)
    return wanted and not (row.training_date or any(one.training_date for one in trained))


def choose(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """Who is still to be trained, by township; all together where one body trains the county. Whoever else is asked for."""
    rows = [row for row in chosen(records, where) if where or untrained(row, records, law)]
    return the_county(rows, law) if law.get(TRAINER) else each_township(rows, records)


def refuse(subject: Subject, records: Records, law: Law) -> list[str]:
    town = None if law.get(TRAINER) else subject.row.township
    unset = [param.name for param in (TRAINING_DAY, TRAINING_AT) if not of_township(param, town, law)]
    names = "、".join(f"“{name}·{town or '其他'}”" for name in unset)
    return [f"参数表未设{names}，通知上不能写明，请填写参数和生效日期后再做。"] if unset else []


def _signed(subject: Subject, records: Records, law: Law) -> Values:
    """An empty sheet has lines for whoever comes."""
    values = fill(subject, records, law)
    return values if subject.rows else values | {"名单": values["名单"] * EMPTY_LINES}


def fill(subject: Subject, records: Records, law: Law) -> Values:
    trainer = law.get(TRAINER)
    town = None if trainer else subject.row.township
    return list_values(subject, records, law, law.checked) | {
        "条款依据": basis_words("第十一条", law),
        "培训范围": subject.label if subject is not BLANK else None,
        "培训日期": of_township(TRAINING_DAY, town, law),
        "培训地点": of_township(TRAINING_AT, town, law),
        "培训内容": law.get(TRAINING_ON),
        "人数": str(len(subject.rows)) if subject.rows else None,
        "联系人": of_township(CONTACT, town, law),
        "办公电话": of_township(OFFICE_PHONE, town, law),
        "落款单位": trainer or (township_body(town) if town else None),
        "落款日期": shown(law.checked),
    }


TRAINING_NOTICE = Form(
    code="D09",
    name="training-notice",
    title="岗前培训通知",
    article="第十一条",
    public=False,
    template="training-notice.docx",
    choose=choose,
    fill=fill,
    refuse=refuse,
    file_name=of_place("岗前培训通知"),
    optional=("联系人", "办公电话"),
    leaves_out=True,
)
SIGN_IN = replace(
    TRAINING_NOTICE,
    code="D09b",
    name="sign-in",
    title="培训签到表",
    template="sign-in.docx",
    fill=_signed,
    refuse=never,
    file_name=of_place("培训签到表"),
    by_hand=True,
)

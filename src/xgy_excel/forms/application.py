"""D02 申请表: the written application of one person (Article 8), or an empty one for whoever comes."""

from __future__ import annotations

from ..core import Law
from ..records import Records
from .choosing import whoever_waits
from .fields import person_values
from .filenames import of_person
from .form import HAND_DATE, Form, Subject, Values


def fill(subject: Subject, records: Records, law: Law) -> Values:
    return person_values(subject, subject.row, records, law)


APPLICATION = Form(
    code="D02",
    name="application",
    title="申请表",
    article="第八条",
    public=False,
    template="application.docx",
    choose=whoever_waits,
    fill=fill,
    file_name=of_person("申请表"),
    blanks={"申请日期": HAND_DATE},
    by_hand=True,
)

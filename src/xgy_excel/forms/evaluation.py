"""D10 年度考核表 and 群众满意度测评票: the yearly evaluation of one person, and what the people served say (Article 12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..core import Law
from ..law import Verdict
from ..law.agreement.renewal import evaluated_year
from ..law.evaluation.years import YEAR
from ..records import Records, on_post, status_of
from ..rows import Coordinator, Evaluation
from .choosing import each_person
from .fields import person_values, shown
from .filenames import of_person
from .form import Form, Subject, Values
from .where import chosen

CURES = ("V1", "V2")  # a year without evaluation, an evaluation without the people served
_LATE = timedelta(days=90)  # an agreement is evaluated around its end


def choose(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """Everybody in post on the as-of day; who left in its year when asked for by 状态=离岗."""
    rows = chosen(records, where)
    return each_person((row for row in rows if where or on_post(row, law.checked)), records)


def refuse(subject: Subject, records: Records, law: Law) -> list[str]:
    row = subject.row
    if on_post(row, law.checked) or (row.leave_date and row.leave_date.year == law.checked.year):
        return []
    status = status_of(row) or row.status or "未填"
    left = f"，离岗日期{row.leave_date}" if row.leave_date else ""
    return [
        f"参照日期{law.checked}不在岗（状态：{status}{left}），没有本年度的考核；考核往年的用 --as-of 写明那一年的日期。"
    ]


def evaluated(row: Coordinator, records: Records, law: Law) -> tuple[str | None, Evaluation | None]:
    """The year evaluated, in words, and what is on record of it: the year of the as-of day, or the term of the agreement.

    >>> evaluated(Coordinator(), Records(), Law(date(2025, 6, 30)))
    ('2025', None)
    """
    known = records.of_person(Evaluation, row.id_number)
    start, end = row.agreement_start, row.agreement_end
    if law.get(YEAR) == "协议年" and start and end:
        one = next((e for e in known if e.eval_date and start <= e.eval_date <= end + _LATE), None)
        return (str(start.year) if start.year == end.year else f"{start.year}—{end.year}"), one
    year = law.checked.year
    return str(year), next((e for e in known if (evaluated_year(e) or _year(e.eval_date)) == year), None)


def _year(day: date | None) -> int:
    return day.year if day else 0


def fill(subject: Subject, records: Records, law: Law) -> Values:
    year, known = evaluated(subject.row, records, law)
    return person_values(subject, subject.row, records, law) | {
        "年度": year if subject.rows else None,
        "评价日期": shown(known.eval_date) if known else None,
        "等次": known.eval_grade if known else None,
        "参评服务对象人数": shown(known.eval_clients) if known else None,
        "满意度": known.satisfaction if known else None,
    }


EVALUATION = Form(
    code="D10",
    name="evaluation",
    title="年度考核表",
    article="第十二条",
    public=False,
    template="evaluation.docx",
    choose=choose,
    fill=fill,
    refuse=refuse,
    file_name=of_person("年度考核表"),
    cures=CURES,
    by_hand=True,
)
BALLOT = replace(
    EVALUATION,
    code="D10b",
    name="ballot",
    title="群众满意度测评票",
    template="ballot.docx",
    file_name=of_person("群众满意度测评票"),
)

"""D11 续聘通知书: who may go on when an agreement ends, from when to when, and where to sign (Article 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..core import Finding, Law
from ..law import Verdict
from ..law.agreement import max_end
from ..law.agreement.renewal import REMIND_DAYS, covers, evaluated_year
from ..law.dismissal.grounds import leaving_kind
from ..law.documents import CONTACT, OFFICE_PHONE, RENEW_AT, of_township
from ..law.procedure.selection import is_renewal
from ..law.term import policy_lasts
from ..records import Records, on_post, status_of
from ..rows import Coordinator, Evaluation, Payment
from .agreement import RENEWAL
from .choosing import distinct, the_row
from .fields import person_values, shown
from .filenames import of_person
from .form import Form, Subject, Values
from .printed import basis_words
from .putting import put
from .where import chosen

TERM = ("A3", "Y1", "Y2")  # what a new term must keep besides
_ONE_DAY = timedelta(days=1)


def next_term(end: date, law: Law) -> tuple[date, date]:
    """The term after an agreement that ends on a day: a year, but no longer than the policy in force lasts.

    >>> [day.isoformat() for day in next_term(date(2023, 12, 31), Law(date(2023, 12, 1)))]
    ['2024-01-01', '2024-12-31']
    >>> [day.isoformat() for day in next_term(date(2025, 6, 30), Law(date(2025, 6, 1)))]
    ['2025-07-01', '2025-12-31']
    """
    start = end + _ONE_DAY
    return start, min(max_end(start), policy_lasts(start, law) or date.max)


def choose(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """Whose agreement ends within the county's days of reminding, with the next term, and whose next one stands already."""
    rows = (row for row in chosen(records, where) if where or _due(row, law) or _ahead(row, records, law))
    return distinct([_renewed(row, records, law) for row in rows])


def _days_left(row: Coordinator, law: Law) -> int | None:
    return (row.agreement_end - law.checked).days if row.agreement_end else None


def _due(row: Coordinator, law: Law) -> bool:
    left, limit = _days_left(row, law), law.get(REMIND_DAYS)
    return left is not None and limit is not None and 0 <= left <= limit and on_post(row, law.checked)


def _ahead(row: Coordinator, records: Records, law: Law) -> bool:
    """Has the clerk entered the next term already, and it has not begun?"""
    return bool(row.agreement_start and row.agreement_start > law.checked and is_renewal(row, records))


def _renewed(row: Coordinator, records: Records, law: Law) -> Subject:
    """A person with the next term in the row, the row as it stands being the record; or with the row alone."""
    subject, left = the_row(row, records), _days_left(row, law)
    if row.agreement_end is None or left is None or _ahead(row, records, law):
        return subject
    if left > (law.get(REMIND_DAYS) or 0):
        return subject
    start, end = next_term(row.agreement_end, law)
    renewed = replace(row, is_renewal=True, agreement_start=start, agreement_end=end, agreement_no=None, sign_date=None)
    return replace(subject, rows=(renewed,), record=row)


def refuse(subject: Subject, records: Records, law: Law) -> list[str]:
    row, left = subject.row, _days_left(subject.row, law)
    if status_of(row) == "离岗":
        return ["已离岗，不续聘。"]
    if row.leave_kind and (kind := leaving_kind(row, records)):
        return [f"离岗类型已填“{kind}”，不续聘的请生成《聘用协议终止通知书》（ending-notice）。"]
    if row.agreement_start is None or left is None:
        return ["“协议起”“协议止”没有填写或无法识别，不能确定续聘期限，请补填。"]
    if subject.record is None and not _ahead(row, records, law):
        limit = law.get(REMIND_DAYS)
        return [f"协议{row.agreement_end}才到期，还有{left}天，未到续聘的时候（参数“到期提醒天数”为{limit}天）。"]
    return []


def gate(subject: Subject, records: Records) -> tuple[str, ...]:
    """The rules of a renewal; of a term that stands in no sheet yet they are put to the term itself."""
    return () if subject.record else RENEWAL


def ask(subject: Subject, records: Records, law: Law) -> list[Finding]:
    return put((*RENEWAL, *TERM), subject.row, records, law) if subject.record else []


def evaluation_of(row: Coordinator, records: Records) -> Evaluation | None:
    """The last evaluation of the agreement before the one in the row, on which the renewal rests."""
    start = row.agreement_start
    starts = [one.agreement_start for one in records.agreements(row.id_number)]
    before = max((day for day in starts if day and start and day < start), default=None)
    if start is None or before is None:
        return None
    covering = [one for one in records.of_person(Evaluation, row.id_number) if covers(one, before, start)]
    return max(covering, key=lambda one: one.eval_date or date(evaluated_year(one) or 1, 12, 31), default=None)


def fill(subject: Subject, records: Records, law: Law) -> Values:
    row = subject.row
    values = person_values(subject, row, records, law)
    known = evaluation_of(row, records)
    year = (evaluated_year(known) or (known.eval_date.year if known.eval_date else 0)) if known else 0
    return values | {
        "条款依据": basis_words("第九条", law.at(row.agreement_start or law.day)),
        "年度": str(year) if year else None,
        "等次": known.eval_grade if known else None,
        "续签地点": of_township(RENEW_AT, row.township, law) or values["甲方"],
        "联系人": of_township(CONTACT, row.township, law),
        "办公电话": of_township(OFFICE_PHONE, row.township, law),
        "落款单位": values["甲方"],
        "落款日期": shown(law.checked),
    }


RENEWAL_NOTICE = Form(
    code="D11",
    name="renewal-notice",
    title="续聘通知书",
    article="第九条",
    public=False,
    template="renewal-notice.docx",
    choose=choose,
    fill=fill,
    refuse=refuse,
    gate=gate,
    ask=ask,
    file_name=of_person("续聘通知书"),
    optional=("联系人", "办公电话"),
    cures=("A12",),
    beside=(Payment,),
)

"""Articles 8 and 14: what is still to be done after somebody has left, in one list.

The breaches themselves are told by S11, P12 and Q7; this is a hint, and it counts no money.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...core import Answer, Cite, Law, Rule, Severity, hint
from ...records import Records, status_of
from ...rows import Coordinator, Payment, Procedure
from ...values import month_words
from ..pay.paid import gross
from ..pay.receipts import failed
from ..procedure.selection import selection_of
from .grounds import left_on


def still_to_do(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    left = row.leave_date
    if status_of(row) != "离岗" or left is None or left > law.checked:
        return
    selection = selection_of(row, records)
    open_items = []
    if records.has(Procedure, "change_file_date") and not (selection and selection.change_file_date):
        open_items.append("变动备案")
    if months := _paid_after(row, records):
        open_items.append(f"停发报酬（{'、'.join(months)}仍有发放）")
    if _vacant(row, records, law):
        open_items.append("补缺或核减岗位")
    if open_items:
        yield hint(项="、".join(open_items))


def _paid_after(row: Coordinator, records: Records) -> list[str]:
    """The months after that of leaving for which the person was paid, unless in post again."""
    left = row.leave_date
    if left is None or any(
        one is not row and not one.leave_date for one in records.of_person(Coordinator, row.id_number)
    ):
        return []
    paid = {
        one.pay_month.replace(day=1)
        for one in records.of_person(Payment, row.id_number)
        if one.pay_month and gross(one) and not failed(one)
    }
    return [month_words(month) for month in sorted(paid) if month > left]


def _vacant(row: Coordinator, records: Records, law: Law) -> bool:
    """Is the post free: the village has fewer people in post than posts, and nobody came since?"""
    village = records.village(row.service_village, row.township)
    if village is None or village.posts_set is None or row.leave_date is None:
        return False
    people = records.in_post(village, law.checked)
    came = any(one.onboard_date and one.onboard_date > row.leave_date for one in people)
    return len(people) < village.posts_set and not came


X9 = Rule(
    code="X9",
    title="离岗后续",
    cite=Cite("第八、十四条"),
    severities=(Severity.HINT,),
    about=(Coordinator,),
    ask=still_to_do,
    field="leave_date",
    logic="离岗后变动备案、停发报酬、补缺或核减岗位中尚未完成的，合为一条；各项本身由S11、P12、Q7提出，这里不计金额",
    message="【离岗后续】{对象}离岗后尚未完成：{项}。",
    remedy="按清单逐项办理。",
    needs=("leave_date",),
    day=left_on,
    since=left_on,
)

RULES = (X9,)

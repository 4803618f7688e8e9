"""What one person gets for one month: in the roster as agreed, in the pay sheet as paid. The rules of Article 10 ask it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ...core import Answer, Cite, Law, Param, missing
from ...core.row import NEGATIVE
from ...records import Records, on_post, status_of
from ...rows import Coordinator, Dismissal, Payment
from ...values import month_end, month_words, person_key
from ..params import text
from .receipts import failed

COUNTY = Param("旗县", text, None, "旗县名", "用于编号、落款和资金标准", Cite("—", in_text=False))
ITEMS = {"base_pay": "基本报酬", "merit_pay": "绩效", "other_amount": "其他项目"}
AMOUNTS = (*ITEMS, "amount")


class Paid(NamedTuple):  # made for every row by every rule of pay: a frozen dataclass takes three times as long
    """One row's pay, and all the person gets for the same month, in yuan before deductions.

    `total` is what is known of the month; `complete` says whether nothing of it is empty or unreadable, and `taken_back`
    whether an amount below zero stands in it, so that less may have been paid than the total says.
    """

    row: Coordinator | Payment
    person: Coordinator | None  # the person's row of the roster
    month: date  # its first day
    own: Decimal | None
    total: Decimal
    complete: bool
    taken_back: bool
    first: bool  # the first of the person's rows for the month: what is true of the month is told there

    @property
    def field(self) -> str:
        return "amount" if isinstance(self.row, Payment) else "pay_monthly"

    @property
    def when(self) -> str:
        return month_words(self.month)

    def county(self, law: Law) -> str:
        return (self.person.county if self.person else None) or law.get(COUNTY) or ""


def paid_month(row: Coordinator | Payment, records: Records) -> date | None:
    """The day a payment is judged on: the first of its month. None for the roster, judged on the as-of day."""
    month = getattr(row, "pay_month", None)
    return month.replace(day=1) if month else None


def paid(row: Coordinator | Payment, records: Records, law: Law) -> Paid | None:
    """The pay of a row; None where there is none to judge: a payment without month, a person not in post.

    The monthly pay of the roster is judged for the month of the as-of day. Who waits to begin, or whose status is not
    known, is judged with those in post: the agreement to be made would state that pay.
    """
    if isinstance(row, Coordinator):
        if not _concerned(row, law.checked):
            return None
        pay = row.pay_monthly
        return Paid(row, row, law.checked.replace(day=1), pay, pay or Decimal(0), pay is not None, False, True)
    known = records.remember("paid", lambda: {id(one): _payment(one, records) for one in records.of(Payment)})
    return known[id(row)] if id(row) in known else _payment(row, records)


def _concerned(row: Coordinator, day: date) -> bool:
    if on_post(row, day):
        return True
    status = status_of(row)
    open_status = status == "待上岗" or (not status and row.has("status"))
    return open_status and (row.leave_date is None or row.leave_date >= day)


def _payment(row: Payment, records: Records) -> Paid | None:
    month = paid_month(row, records)
    if month is None:
        return None
    rows = month_rows(row, records)
    amounts = [gross(one) for one in rows]
    known = [amount for amount in amounts if amount is not None]
    total = sum(known, Decimal(0))
    taken_back = any(map(below_zero, rows))
    complete = len(known) == len(rows) and not taken_back
    return Paid(row, roster_row(row, records), month, gross(row), total, complete, taken_back, rows[0] is row)


def person_month(row: Payment) -> tuple[str, date] | None:
    """The person and month of a payment, None when either is unknown."""
    key = person_key(row.id_number)
    return (key, row.pay_month.replace(day=1)) if key and row.pay_month else None


def month_rows(row: Payment, records: Records) -> Sequence[Payment]:
    """All the person's payments of the month, without what the bank sent back and another row was made for."""
    rows = records.by(Payment, person_month).get(person_month(row), [row])
    return [one for one in rows if not failed(one)] or rows[-1:]


def gross(row: Payment) -> Decimal | None:
    """What a row pays before deductions: the sum of its items or its total, the larger; None when neither is known."""
    items = [amount for name in ITEMS if (amount := getattr(row, name)) is not None]
    amounts = [row.amount] if row.amount is not None else []
    if items and not row.unread.keys() & ITEMS:
        amounts.append(sum(items, Decimal(0)))
    return max(amounts, default=None)


def below_zero(row: Payment) -> bool:
    """Is an amount of the row written as less than zero?"""
    return any(name in row.unread and row.unread[name].why == NEGATIVE for name in AMOUNTS)


def incomplete(view: Paid) -> Answer:
    """Something of the month's pay is empty, unreadable or taken back: in the row itself, or in another one of the month."""
    if view.own is None:
        return missing(view.field)
    return missing(view.field, 字段=f"{view.when}另一笔发放的金额")


def roster_row(row: Payment, records: Records) -> Coordinator | None:
    """The person's row of the roster: of several the one whose time in post touches the month."""
    rows, month = records.of_person(Coordinator, row.id_number), paid_month(row, records)
    if month:
        for one in rows:
            if (one.onboard_date or month) <= month_end(month) and (one.leave_date or month) >= month:
                return one
    return rows[0] if rows else None


def unknown_person(view: Paid) -> Answer:
    """The roster does not tell who was paid, so what it knows of the person cannot be asked."""
    empty = not getattr(view.row, "id_number", None)
    return missing("id_number") if empty else missing("id_number", 字段="花名册中的本人记录")


def first_payment(row: Coordinator | Payment, records: Records) -> bool:
    """Is this the person's first payment? What the roster lacks is told there, not once a month."""
    if isinstance(row, Coordinator) or not row.id_number:
        return True
    return next(iter(records.of_person(Payment, row.id_number)), row) is row  # a number that is nobody's has no rows


def served_days(id_number: str | None, month: date, records: Records) -> tuple[int, int]:
    """On how many days of a month the person was in post under an agreement: surely, and at the most.

    The two differ where an agreement or the roster lacks a day, no agreement is on record, or 解聘 has a day before which
    the agreement should have ended.

    >>> from xgy_excel.rows import Agreement
    >>> year = Agreement(id_number="150421198503150014", agreement_start=date(2024, 7, 1), agreement_end=date(2025, 6, 30))
    >>> left = Coordinator(id_number="150421198503150014", status="离岗", onboard_date=date(2024, 7, 1), leave_date=date(2025, 3, 15))
    >>> records = Records.of_rows(year, left)
    >>> [served_days("150421198503150014", date(2025, m, 1), records) for m in (2, 3, 4)]
    [(28, 28), (15, 15), (0, 0)]
    """
    agreements = records.agreements(id_number)
    posts = records.of_person(Coordinator, id_number)
    spans = [(p.onboard_date, p.leave_date, _dated(p)) for p in posts]
    spans = spans or [(None, None, True)]  # of somebody in the register only the agreements are known
    terms = [(a.agreement_start, a.agreement_end) for a in agreements]
    stated = _days_of(month, [(start, end) for start, end, known in spans if known])
    ended = dismissals(id_number, records)
    agreed = _days_of(month, [(start, _cut(start, end, ended) or end) for start, end in terms if start and end])
    there = _days_of(month, [(start, end) for start, end, _ in spans])
    possible = there & _days_of(month, terms) if agreements else there
    return len(stated & agreed), len(possible)


def _dated(row: Coordinator) -> bool:
    """Does the roster say from when, and of who has left until when, the person was in post?"""
    came = row.onboard_date is not None or not row.has("onboard_date")
    return came and (row.leave_date is not None or status_of(row) != "离岗")


def dismissals(id_number: str | None, records: Records) -> list[date]:
    """The days on which 解聘 has an agreement of the person ended."""
    return [one.dismiss_date for one in records.of_person(Dismissal, id_number) if one.dismiss_date]


def dismissed_before(id_number: str | None, month: date, records: Records) -> date | None:
    """The day of 解聘 after which days of the month lie that an agreement would still cover."""
    ended = dismissals(id_number, records)
    terms = [(a.agreement_start, a.agreement_end) for a in records.agreements(id_number)]
    cuts = [(_cut(start, end, ended), end) for start, end in terms if start and end]
    return min((day for day, end in cuts if day and day < month_end(month) and end >= month), default=None)


def _cut(start: date, end: date, ended: Iterable[date]) -> date | None:
    """The first day on which an agreement was ended before its time."""
    return min((day for day in ended if start <= day < end), default=None)


def _days_of(month: date, spans: Iterable[tuple[date | None, date | None]]) -> set[int]:
    """The days of a month that lie in one of the spans."""
    first, last = month.replace(day=1), month_end(month)
    days: set[int] = set()
    for start, end in spans:
        begin, until = max(start or first, first), min(end or last, last)
        if begin <= until:
            days.update(range(begin.day, until.day + 1))
    return days

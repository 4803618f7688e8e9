"""D16 一卡通发放: who may stand in the month's list (Articles 10 and 15), and the public list of it (Article 13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from ..core import Law
from ..law import RULES, Verdict
from ..law.documents import HOTLINE
from ..law.pay.lists import NOTICE_DAYS
from ..law.pay.paid import gross, paid_month, roster_row
from ..law.procedure.publicity import publicity_days
from ..records import Records
from ..rows import Coordinator, Payment
from ..values import cents, date_words, money_text, money_words, month_words
from .choosing import each_township
from .fields import list_values, stamp
from .form import HAND_DATE, Form, Subject, Values
from .printed import township_body
from .where import chosen

# Beside the rules of FORMS for a row of the list, P8: without the parts of the sources the totals would not add up.
ROW_GATE = ("K2", "K7", "P2", "P6", "P7", "P8", "P10", "P11")
_SHORT_DATE = "　　　年　月　日"  # two of them stand in one line
NOTICE_GATE = tuple(rule.code for rule in RULES if rule.code in ("D1", "D2", "D3"))


def amount_of(row: Payment) -> Decimal | None:
    """What a row pays: its total, else the sum of its items, to the cent. None where neither is known.

    >>> amount_of(Payment(base_pay=Decimal(1000), merit_pay=Decimal("100.5"))), amount_of(Payment())
    (Decimal('1100.50'), None)
    """
    amount = row.amount if row.amount is not None else gross(row)
    return None if amount is None else cents(amount)


def payments_of(row: Coordinator, records: Records, law: Law) -> list[Payment]:
    """A person's payments for the month of the law's day."""
    first = law.day.replace(day=1)
    return [one for one in records.of_person(Payment, row.id_number) if paid_month(one, records) == first]


def choose(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """The people of each township who are paid for the month of the as-of day; who has left meanwhile too."""
    first = law.day.replace(day=1)
    paid = (row for row in records.of(Payment) if paid_month(row, records) == first and amount_of(row))
    people = {id(roster_row(row, records)) for row in paid}
    return each_township((row for row in chosen(records, where, left_too=True) if id(row) in people), records)


def fill(subject: Subject, records: Records, law: Law) -> Values:
    values = list_values(subject, records, law, law.day)
    whole = Decimal(0)
    for line, row in zip(values["名单"], subject.rows or (subject.row,), strict=True):
        rows = payments_of(row, records, law)
        amount = sum((amount_of(one) or Decimal(0) for one in rows), Decimal(0))
        days = {one.days_actual for one in rows if one.days_actual is not None}
        line["实发金额"] = money_text(amount) if amount else None
        line["出勤天数"] = str(days.pop()) if len(days) == 1 else ""
        whole += amount
    start, end = _hung_out(law)
    return values | {
        "发放月份": month_words(law.day),
        "人数": str(len(subject.rows)),
        "合计金额": money_text(whole),
        "合计大写": money_words(whole),
        "公示起": date_words(start) if start else None,
        "公示止": date_words(end) if end else None,
        "公示天数": str(law.get(NOTICE_DAYS)) if end else None,
        "落款单位": township_body(subject.row.township),
        "落款日期": date_words(start) if start else None,
    }


def _hung_out(law: Law) -> tuple[date | None, date | None]:
    """First and last day of the notice, beginning on the as-of day; nothing while the county has set no days."""
    days, start = law.get(NOTICE_DAYS), law.checked
    if not days:
        return None, None
    for ahead in range(4 * days + 30):  # days of rest lie between
        end = start + timedelta(days=ahead)
        counted = publicity_days(start, end, law)
        if counted is None:
            return None, None
        if counted >= days:
            return start, end
    return None, None


def file_name(subject: Subject, values: Values) -> str:
    return f"{PAYMENT_NOTICE.title}_{subject.label}_{stamp(values['发放月份'])}"


PAYMENT_NOTICE = Form(
    code="D16",
    name="payment-notice",
    title="发放公示表",
    article="第十、十三条",
    public=True,
    template="payment-notice.docx",
    choose=choose,
    fill=fill,
    gate=lambda subject, records: NOTICE_GATE,
    file_name=file_name,
    blanks={"公示起": _SHORT_DATE, "公示止": _SHORT_DATE, "落款日期": HAND_DATE},
    params=(HOTLINE,),
    contacts=(HOTLINE,),
    leaves_out=True,
)

"""What is due to a person for a month: the agreed pay, by the county's 折算方式."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...core import Law
from ...law.pay.limits import PAY_DAYS, PRORATING, prorated
from ...law.pay.outside import agreed_pay
from ...law.pay.paid import paid, served_days
from ...records import Records
from ...rows import Coordinator, Payment
from ...values import cents, date_words, money_text, month_end

BY_ATTENDANCE = "按出勤"


@dataclass(frozen=True)
class Due:
    """An amount in yuan to the cent, None where it cannot be told; and what the clerk should know about it."""

    amount: Decimal | None
    told: str = ""


def due(row: Payment, person: Coordinator, records: Records, law: Law) -> Due:
    """What a row of 发放 should pay; `law` is that of the month.

    >>> from xgy_excel.rows import Agreement
    >>> month, who = date(2025, 6, 1), {"name": "张三", "id_number": "150421198503150014"}
    >>> term = Agreement(agreement_start=date(2025, 6, 11), agreement_end=date(2026, 6, 10), pay_monthly=Decimal(900), **who)
    >>> row, person = Payment(pay_month=month, **who), Coordinator(status="在岗", onboard_date=date(2025, 6, 11), **who)
    >>> due(row, person, Records.of_rows(term, person), Law(month))
    Due(amount=Decimal('900.00'), told='2025年6月11日上岗，本月在岗20天，本县不折算，按整月900.00元预填')
    """
    view = paid(row, records, law)
    full = agreed_pay(view, records, law) if view else None
    way = law.get(PRORATING)
    if view is None or not full or way is None:
        return Due(None, "参数“折算方式”无法识别" if way is None else "没有月劳务报酬")
    sure, possible = served_days(row.id_number, view.month, records) if row.id_number else (0, 0)
    part = _part(person, view.month, possible)
    if sure < possible:
        return Due(None, "协议起止、上岗或离岗日期不全，或与解聘表不一致，算不出本月在岗天数")
    if not possible:
        return Due(None, "没有一天既在协议期又在岗期内")
    if way == "不折算":
        return Due(cents(full), f"{part}，本县不折算，按整月{money_text(full)}元预填" if part else "")
    attended = {"required": row.days_required, "actual": row.days_actual}
    amount = prorated(full, view.month, law, served=possible, **attended)
    if amount is None:
        return Due(None, part)
    return Due(amount, f"{part}，{way}折算为{money_text(amount)}元" if part else "")


def days_required(law: Law) -> int | None:
    """What is filled in as 规定出勤: only where the county pays by it."""
    return law.get(PAY_DAYS) if law.get(PRORATING) == BY_ATTENDANCE else None


def _part(person: Coordinator, month: date, served: int) -> str:
    """That somebody was in post, under an agreement, on some days of the month only."""
    if served == month_end(month).day:
        return ""
    came, left = person.onboard_date, person.leave_date
    why = [f"{date_words(came)}上岗"] if came and came > month else []
    why += [f"{date_words(left)}离岗"] if left and left < month_end(month) else []
    return f"{'、'.join(why) or '协议期不满整月'}，本月在岗{served}天"

"""Articles 9 and 15: money paid for days on which nobody was in post under an agreement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ...core import Answer, Cite, Law, Rule, Severity, error, hint, missing, unknown, unset
from ...records import Records
from ...rows import Agreement, Coordinator, Payment
from ...values import month_end
from .limits import PAY_DAYS, PRORATING, class_standard, prorated
from .paid import Paid, dismissed_before, gross, incomplete, month_rows, paid, paid_month, served_days
from .receipts import Outcome, failed, outcome


def outside_agreement(row: Payment, records: Records, law: Law) -> Iterator[Answer]:
    view = paid(row, records, law)
    if view is None or not row.id_number:
        yield missing("id_number" if view else "pay_month")
    elif view.first and view.total and not view.taken_back:
        yield from _outside(view, row, records, law)
    elif view.first and not view.complete:
        yield incomplete(view)


def _outside(view: Paid, row: Payment, records: Records, law: Law) -> Iterator[Answer]:
    if view.person is None and not records.of_person(Agreement, row.id_number):
        yield unknown("查无此人", 年月=view.when, 发=_sent(row), x=view.total)
        return
    sure, possible = served_days(row.id_number, view.month, records)
    if not possible:
        yield (
            error("未发成", x=view.total, 年月=view.when)
            if failed(row)
            else error(年月=view.when, 发=_sent(row), x=view.total, 金额=view.total)
        )
    elif sure < possible:
        yield from _unsure(view, row, records)
    elif sure < month_end(view.month).day:
        yield from _part_month(view, row, sure, records, law)


def _sent(row: Payment) -> str:
    """How the money is spoken of. An empty 回单状态 does not say that anything was paid yet."""
    if failed(row):
        return "银行未发成"
    return "已发" if outcome(row.receipt) is Outcome.PAID or not row.has("receipt") else "发放表列"


def _unsure(view: Paid, row: Payment, records: Records) -> Iterator[Answer]:
    """What is lacking is told at the first month it leaves open; a dismissal the roster does not know, at every one."""
    if ended := dismissed_before(row.id_number, view.month, records):
        yield unknown("已解聘", 年月=view.when, 日期=ended, 发=_sent(row), x=view.total)
        return
    for one in records.of_person(Payment, row.id_number):
        month = paid_month(one, records)
        if month and gross(one) and month_rows(one, records)[0] is one:
            sure, possible = served_days(row.id_number, month, records)
            if sure < possible and not dismissed_before(row.id_number, month, records):
                if one is row:
                    yield missing("amount", 字段="协议起止日期或上岗、离岗日期")
                return


def _part_month(view: Paid, row: Payment, served: int, records: Records, law: Law) -> Iterator[Answer]:
    facts = {"年月": view.when, "天数": str(served), "发": _sent(row)}
    way = law.get(PRORATING)
    if way == "不折算":
        yield hint("部分月", x=view.total, **facts)
        return
    full = agreed_pay(view, records, law)
    due = (
        prorated(full, view.month, law, served=served, required=row.days_required, actual=row.days_actual)
        if full
        else None
    )
    if way is None:
        yield unset(PRORATING)
    elif full is None:
        yield missing("amount", 字段="月劳务报酬")
    elif due is None:
        yield missing("days_actual")
    elif view.total > due:
        yield error("超折算", x=view.total, 应发=due, 超=view.total - due, 金额=view.total - due, **facts)
    elif not view.complete:
        yield incomplete(view)


def agreed_pay(view: Paid, records: Records, law: Law) -> Decimal | None:
    """The full monthly pay agreed for the month: by the agreement that covers it, the roster, or the class of the post."""
    for one in records.agreements(view.row.id_number):
        starts, ends = one.agreement_start or date.max, one.agreement_end or date.min
        if one.pay_monthly and starts <= month_end(view.month) and ends >= view.month:
            return one.pay_monthly
    if view.person is None:
        return None
    category = view.person.post_category
    return view.person.pay_monthly or (
        class_standard(category, view.month, law, view.county(law)) if category else None
    )


P12 = Rule(
    code="P12",
    title="协议外发放",
    cite=Cite("第九、十五条"),
    severities=(Severity.ERROR, Severity.HINT, Severity.UNKNOWN),
    about=(Payment,),
    ask=outside_agreement,
    field="amount",
    logic="发放月没有一天既在协议期又在岗期内为错误；只有部分日子的按折算方式：超过应发为错误，不折算的为提示；协议、上岗或离岗日期不全，或解聘表登记的解除日期更早，为待核。银行退回而另有一笔的不计",
    message="【第十五条·协议外发放】{对象}{年月}不在协议期（在岗期）内，{发}{x}元。",
    remedy="核对协议和离岗日期；属实的停发并列入资金问题线索清单，由旗县财政、审计部门认定。",
    wordings={
        "部分月": "【第十五条·协议外发放】{对象}{年月}只有{天数}天在协议期（在岗期）内，{发}{x}元，本县不折算。",
        "超折算": "【第十五条·协议外发放】{对象}{年月}只有{天数}天在协议期（在岗期）内，应发{应发}元，{发}{x}元，多{超}元。",
        "查无此人": "【第十五条·协议外发放】花名册和协议台账都没有{对象}（按身份证号），{年月}{发}{x}元。",
        "未发成": "【第十五条·协议外发放】{对象}{年月}不在协议期（在岗期）内，银行未发成{x}元。",
        "已解聘": "【第十五条·协议外发放】{对象}已于{日期}解聘（解聘表），花名册和协议没有截止到这一天，{年月}{发}{x}元。",
    },
    remedies={
        "部分月": "核对上岗、离岗和协议日期；需要折算的，在参数“折算方式”中设定。",
        "未发成": "核对协议和离岗日期；属实的不要重发，并登记银行退回的处理。",
        "已解聘": "核对解除日期和花名册的离岗日期；确已解聘的停发，多发的列入资金问题线索清单。",
        "查无此人": "核对身份证号；确有协议的补登花名册或协议台账，没有的停发并按协议外发放处理。",
    },
    params=(PRORATING, PAY_DAYS),
    needs=("pay_month", "id_number"),
    without_pack=True,  # the records contradict each other, whatever policy is in force
    sheets=(Coordinator,),
    day=paid_month,
)

RULES = (P12,)
PARAMS = ()

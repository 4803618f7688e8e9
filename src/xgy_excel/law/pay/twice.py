"""Article 15: the same month paid twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...core import Answer, Cite, Law, Rule, Severity, error, missing, unknown
from ...records import Records
from ...rows import Payment
from ...values import month_words, squash
from .outside import agreed_pay
from .paid import below_zero, month_rows, paid, paid_month
from .sources import parse_funds


def paid_twice(row: Payment, records: Records, law: Law) -> Iterator[Answer]:
    if row.pay_month is None or not row.id_number:
        yield missing("id_number" if row.pay_month else "pay_month")
        return
    rows = month_rows(row, records)
    if len(rows) < 2:
        return
    if any(map(below_zero, rows)):
        if rows[1] is row:
            yield unknown("有退回", 年月=month_words(row.pay_month), n=str(len(rows)))
        return
    for item in _items(row):
        same = [one for one in rows if item in _items(one)]
        if len(same) > 1 and same[1] is row:  # told once, at the second
            amounts = [_items(one)[item] for one in same]
            yield _repeated(same, item, amounts, records, law)
    if len({"" in items for one in rows if (items := _items(one))}) > 1 and rows[1] is row:
        yield unknown("有无明细", 年月=month_words(row.pay_month))


def _items(row: Payment) -> dict[str, Decimal]:
    """What a row pays, item by item; under an empty name where it states its total only."""
    named = {"base_pay": "基本报酬", "merit_pay": "绩效", "other_amount": squash(row.other_item or "其他项目")}
    items = {item: amount for name, item in named.items() if (amount := getattr(row, name))}
    return items or ({"": row.amount} if row.amount else {})


def _repeated(rows: list[Payment], item: str, amounts: list[Decimal], records: Records, law: Law) -> Answer:
    """Two rows from different sources that together do not exceed the agreed pay may be one pay that was split."""
    view = paid(rows[0], records, law)
    total = sum(amounts, Decimal(0))
    facts = {"年月": view.when if view else "", "项目": item or "报酬", "n": str(len(rows))}
    funds = {tuple(source.code or source.name for source in parse_funds(row.fund or "")) for row in rows}
    agreed = agreed_pay(view, records, law) if view else None
    if len(funds) == len(rows) and () not in funds and view and agreed and view.total <= agreed:
        return unknown("分来源", x=total, **facts)
    return error(x=total, 金额=total - amounts[0], **facts)


P13 = Rule(
    code="P13",
    title="重复发放",
    cite=Cite("第十五条"),
    severities=(Severity.ERROR, Severity.UNKNOWN),
    about=(Payment,),
    ask=paid_twice,
    field="amount",
    logic="同一身份证号、同一月份、同一项目有两笔以上（不同文件也算，银行退回的不算）；来源不同且当月合计不超过约定报酬的，可能是分来源发放，为待核",
    message="【第十五条·重复发放】{对象}{年月}“{项目}”重复{n}笔，共{x}元。",
    remedy="保留一笔，其余退回并登记。",
    wordings={
        "分来源": "【第十五条·重复发放】{对象}{年月}“{项目}”分{n}笔，共{x}元，资金来源不同，是否重复待核。",
        "有退回": "【第十五条·重复发放】{对象}{年月}有{n}笔发放，其中有小于零的，是否重复而已退回待核。",
        "有无明细": "【第十五条·重复发放】{对象}{年月}有几笔发放，有的有明细、有的只有合计，是否重复待核。",
    },
    remedies={
        "分来源": "属一份报酬分来源列支的，合为一行，资金来源写作“F5:600；F2:400”；属重复的退回并登记。",
        "有退回": "核对各笔；重复而已退回的，删去抵消的两笔并另行登记。",
        "有无明细": "补填各笔的项目；属重复的退回并登记。",
    },
    needs=("pay_month", "id_number"),
    day=paid_month,
    without_pack=True,  # the records contradict each other, whatever policy is in force
)

RULES = (P13,)
PARAMS = ()

"""Money in the county's records must be whole cents and add up (no article: it is the records that must agree)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ...core import Answer, Cite, Law, Rule, Severity, error, hint, missing, unknown
from ...core.row import NEGATIVE
from ...records import Records, Table
from ...rows import Coordinator, Payment
from ...values import CENT
from ..params import money
from . import paid
from .paid import ITEMS, paid_month

AMOUNTS = (*paid.AMOUNTS, "pay_monthly")


def too_fine(amount: Decimal) -> bool:
    """Does an amount in yuan go beyond the cent?

    >>> [too_fine(Decimal(text)) for text in ("954.55", "954.5500", "954.545")]
    [False, False, True]
    """
    exponent = amount.normalize().as_tuple().exponent
    return not isinstance(exponent, int) or exponent < -2


def sums(row: Coordinator | Payment, records: Records, law: Law) -> Iterator[Answer]:
    for name in (name for name in AMOUNTS if hasattr(row, name)):
        amount = getattr(row, name)
        unread = row.unread.get(name)
        if unread and unread.why != NEGATIVE:
            yield missing(name)
        elif unread or (amount is not None and amount < 0):
            yield unknown("负数", name, x=unread.text if unread else amount)
        elif amount is not None and too_fine(amount):
            yield error("小数", name, x=amount)
    if isinstance(row, Payment):
        yield from _row_sum(row)
    for table in records.tables:
        if table.rows and table.rows[0] is row:  # a total is asked with the first row and is about nobody
            for answer in _written_totals(table):
                header = table.kind.columns()[answer.field].header
                yield replace(answer, facts={**answer.facts, "表": table.sheet, "字段": header}, once=True)


def _row_sum(row: Payment) -> Iterator[Answer]:
    items = [amount for name in ITEMS if (amount := getattr(row, name)) is not None]
    if row.unread.keys() & AMOUNTS:
        return
    if row.amount is None and not items:
        yield missing("amount")
    elif row.amount is not None and items:
        yield from _difference("本行", "amount", row.amount, sum(items, Decimal(0)), len(items))


def _written_totals(table: Table) -> Iterator[Answer]:
    for name, text in table.written_total.items():
        if name not in AMOUNTS or any(name in row.unread for row in table.rows):
            continue
        amounts = [amount for row in table.rows if (amount := getattr(row, name, None)) is not None]
        try:
            written = money(text)
        except ValueError:
            yield unknown("合计不明", name, 原合计=text)
            continue
        added = sum(amounts, Decimal(0))
        if table.skipped.get("隐藏") and written > added:  # the rest may stand in the rows that are not read
            yield unknown("有隐藏行", name, a=written, b=added, c=written - added, 行数=table.skipped["隐藏"])
        else:
            yield from _difference("", name, written, added, len(amounts))


def _difference(wording: str, field: str, written: Decimal, added: Decimal, count: int) -> Iterator[Answer]:
    off = abs(written - added)
    if off:
        answer = hint if off <= CENT * count else error
        yield answer(wording, field, a=written, b=added, c=off)


P14 = Rule(
    code="P14",
    title="金额与合计",
    cite=Cite("第十条", in_text=False),
    severities=(Severity.ERROR, Severity.HINT, Severity.UNKNOWN),
    about=(Coordinator, Payment),
    day=paid_month,
    ask=sums,
    field="amount",
    logic="金额多于两位小数为错误；合计与逐项、逐行之和相差不超过每行0.01元为提示，超过为错误；负数或无法识别为待核",
    message="【金额】合计{a}元与逐行之和{b}元相差{c}元。",
    remedy="核对各项金额，改正合计；只差几分的，各行四舍五入到分后重新合计。",
    wordings={
        "本行": "【金额】{对象}合计{a}元与各项之和{b}元相差{c}元。",
        "小数": "【金额】{对象}{x}元多于两位小数。",
        "负数": "【金额】{对象}“{字段}”为“{x}”，小于零。",
        "有隐藏行": "【金额】“{字段}”的合计{a}元比逐行之和{b}元多{c}元；表中隐藏（或筛选掉）的{行数}行没有读取，不能核对。",
        "合计不明": "【金额】“{字段}”的合计写作“{原合计}”，无法识别，不能与逐行之和核对。",
    },
    without_pack=True,
    remedies={
        "负数": "核对金额；退回、扣回另行登记。",
        "有隐藏行": "取消隐藏或筛选后重新校验。",
        "合计不明": "改写为数字后重新校验。",
    },
)

RULES = (P14,)
PARAMS = ()

"""预填: rows for those in post who have none, amounts for rows without one: into the book, and then the clerk looks at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...books.port import Book, Written
from ...core import Law, Stopped
from ...law.pay.limits import PRORATING
from ...law.pay.paid import ITEMS, roster_row
from ...records import Records, Table
from ...rows import Coordinator, Payment
from ..register import append
from .due import BY_ATTENDANCE, Due, days_required, due
from .month import Month

_FROM_ROSTER = ("name", "id_number", "fund", "pay_method", "account_holder", "account_no")
_AMOUNTS = ("base_pay", "amount")
MOST_NAMES = 10  # told in one sentence


@dataclass
class Filled:
    """What was put into the sheet 发放, and what the clerk should look at."""

    added: int = 0
    computed: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        return bool(self.added or self.computed)


def prefill(book: Book, records: Records, month: Month, law: Law) -> Filled:
    """Write what the month lacks into the open book; saving is the caller's. Stops where the sheet cannot take it."""
    table = _table(records, month)
    filled = Filled()
    drafts = [(person, *_draft(person, month, law)) for person in month.lacking]
    amounts = [(row, due(row, person, month.records, law)) for row, person in _without_amount(month)]
    computed = [(row, amount) for row, found in amounts if (amount := found.amount) is not None]
    if drafts:
        lines = [dict(_cells(row)) for _, row, _ in drafts]
        filled.notes += append(book, table, lines, f"预填的{len(lines)}行")
        filled.added = len(lines)
    for sheet in dict.fromkeys(row.place.sheet for row, _ in computed):
        cells: dict[tuple[int, int], Written] = {
            (row.place.row, row.place.columns[name]): amount
            for row, amount in computed
            for name in _AMOUNTS
            if name in row.place.columns and row.place.sheet == sheet
        }
        for refusal in book.write(sheet, cells):
            raise Stopped(f"{refusal.sheet}!{refusal.cell} 不能写入金额：{refusal.reason}。")
    filled.computed = len(computed)
    filled.notes += _told(table, filled, [found for *_, found in drafts], law)
    told = [(row.subject, found.told) for row, found in (*((row, d) for _, row, d in drafts), *amounts)]
    filled.notes += [f"{name}：{words}。" for name, words in told if words]
    return filled


def _table(records: Records, month: Month) -> Table:
    """The sheet the new rows go to: of several the one that has the month already, else the last."""
    tables = [table for table in records.tables if table.kind is Payment]
    if not tables:
        raise Stopped(
            f"工作簿里没有“{Payment.SHEET}”表。请用“xgy new”新建一个空白花名册，把其中的“{Payment.SHEET}”表复制到本工作簿后再做。"
        )
    sheets = {row.place.sheet for row in month.records.of(Payment)}
    table = next((table for table in tables if table.sheet in sheets), tables[-1])
    if absent := [name for name in ("pay_month", "name", "id_number", "amount") if name not in table.columns]:
        headers = "”“".join(Payment.columns()[name].header for name in absent)
        raise Stopped(f"工作表“{table.sheet}”没有“{headers}”列，不能登记发放，请先加上。")
    return table


def _draft(person: Coordinator, month: Month, law: Law) -> tuple[Payment, Due]:
    row = Payment(
        pay_month=month.first, days_required=days_required(law), **{n: getattr(person, n) for n in _FROM_ROSTER}
    )
    found = due(row, person, month.records, law)
    return replace(row, base_pay=found.amount, amount=found.amount), found


def _cells(row: Payment) -> Iterator[tuple[str, Written]]:
    for name in ("pay_month", *_FROM_ROSTER, *_AMOUNTS, "days_required"):
        if (value := getattr(row, name)) is not None:
            yield name, value


def _without_amount(month: Month) -> Iterator[tuple[Payment, Coordinator]]:
    """The rows in which nobody has written an amount, with the person."""
    for row in month.payments:
        empty = all(getattr(row, name) is None and name not in row.unread for name in (*ITEMS, "amount"))
        if empty and (person := roster_row(row, month.records)):
            yield row, person


def _told(table: Table, filled: Filled, drafts: Sequence[Due], law: Law) -> Iterator[str]:
    if filled.added:
        yield (
            f"“{table.sheet}”原来没有本月发放行的{filled.added}人已按花名册预填。没有生成发放文件：请核对金额、填写出勤，"
            "有绩效等项目的一并填好，保存后再运行一次。本月不发的，把该行“合计”改为0，不要删行。"
        )
    if filled.computed:
        yield f"“{table.sheet}”有{filled.computed}行没有金额，已按标准和出勤算出填入。没有生成发放文件：请核对后再运行一次。"
    waiting = sum(found.amount is None for found in drafts)
    if waiting and law.get(PRORATING) == BY_ATTENDANCE:
        yield f"本县按出勤折算，{waiting}人的金额没有预填：填好“实际出勤”后再运行一次，由程序算出。"
    elif waiting:
        yield f"{waiting}人的金额没有预填，请逐人填写。"


def names(rows: Iterable[Coordinator | Payment]) -> str:
    """Who they are, the first of them by name.

    >>> names([Coordinator(name=str(n)) for n in range(12)])
    '0、1、2、3、4、5、6、7、8、9等12人'
    """
    people = [row.subject for row in rows]
    more = f"等{len(people)}人" if len(people) > MOST_NAMES else ""
    return "、".join(people[:MOST_NAMES]) + more


def records_note(records: Records) -> Iterator[str]:
    """Rows that are hidden in the roster are left alone; in 发放 they would be paid or filled in twice."""
    for table in records.tables:
        hidden = table.skipped.get("隐藏", 0)
        if hidden and table.kind is Payment:
            raise Stopped(
                f"“{table.sheet}”表有{hidden}行隐藏（或被筛选掉），看不全已有的发放行；请取消隐藏和筛选后再做。"
            )
        if hidden and table.kind is Coordinator:
            yield f"“{table.sheet}”隐藏（或筛选掉）的{hidden}行没有处理；要处理的取消隐藏后再做。"

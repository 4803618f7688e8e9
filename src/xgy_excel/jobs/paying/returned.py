"""导入回单: what the bank answered goes into 回单状态 of the book; failures and what fits no row are listed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ...books.port import Book, Written
from ...core import Report, Stopped
from ...files import write_new
from ...forms.payment import amount_of
from ...law.pay.receipts import Outcome
from ...privacy import mask_account
from ...records import Records
from ...rows import Payment
from .. import batch
from ..printed_lists import Cell, Col, Page, workbook
from .matching import Matched, match
from .month import Month
from .prefill import names
from .reply import Reply, read_replies

_COLUMNS = (
    Col("类别", 14), Col("姓名", 16), Col("账号", 26), Col("金额（元）", 14, "money"), Col("银行结果", 18, "words"),
    Col("说明", 60, "words"), Col("位置", 24, "words"),
)  # fmt: skip


def read_back(
    book: Book, records: Records, month: Month, answer: Path, folder: Path | None, now: datetime, report: Report
) -> Report:
    """Write what is beyond doubt; `requested` are the payments the bank speaks of, `made` those it has paid."""
    if not records.has(Payment, "receipt"):
        raise Stopped(f"“{Payment.SHEET}”表没有“回单状态”列，请先加上这一列再导入回单。")
    if not month.payments:
        raise Stopped(f"“{Payment.SHEET}”表里没有{month.words}的发放行，不能导入回单；请核对“--month”。")
    replies = read_replies(answer)
    found = match(month.payments, replies)
    _write(book, found, now, report)
    failed = [(row, reply) for row, reply in found.pairs if reply.result is Outcome.FAILED]
    report.job = "pay-return"
    report.requested, report.made = len(replies), len(found.pairs) - len(failed)
    report.skipped = [(row.subject, f"{reply.state}（已登记）") for row, reply in failed]
    report.skipped += [
        (reply.name or reply.place, f"没有登记：{why}（{reply.place}）。") for reply, why in found.unmatched
    ]
    if found.silent:
        report.notes.append(
            f"发放表里有{len(found.silent)}笔没有对上回单（回单没有提到、与回单不符或当时没有列入），"
            f"回单状态没有改动：{names(found.silent)}。"
        )
    if failed or found.unmatched or found.silent:
        page = Page(
            "回单核对",
            _COLUMNS,
            _rows(failed, found),
            f"{month.words}银行回单核对表",
            (f"回单：{answer.name}", "单位：元"),
        )
        place = folder or book.path.parent
        place.mkdir(parents=True, exist_ok=True)
        target = place / f"回单核对_{month.stamp}_{now:%Y%m%d-%H%M%S}.xlsx"
        report.files.append(str(write_new(target, workbook([page], page.title))))
    return report


def _write(book: Book, found: Matched, now: datetime, report: Report) -> None:
    """回单状态 of every row answered for that does not say so already; backup first, then the book as a whole."""
    new = [(row, reply.state) for row, reply in found.pairs if row.receipt != reply.state]
    for sheet in dict.fromkeys(row.place.sheet for row, _ in new):
        cells: dict[tuple[int, int], Written] = {
            (row.place.row, row.place.columns["receipt"]): state for row, state in new if row.place.sheet == sheet
        }
        for refusal in book.write(sheet, cells):
            raise Stopped(f"{refusal.sheet}!{refusal.cell} 不能写入回单状态：{refusal.reason}。")
    if new:
        batch.back_up(book.path, now)
        report.files.append(str(book.save()))
    report.notes.append(f"“{Payment.SHEET}”表登记了{len(new)}笔回单状态。" if new else "没有需要登记的回单状态。")


def _rows(failed: Sequence[tuple[Payment, Reply]], found: Matched) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = [
        (
            "发放失败",
            row.subject,
            mask_account(row.account_no or ""),
            amount_of(row),
            reply.words,
            reply.state,
            reply.place,
        )
        for row, reply in failed
    ]
    rows += [
        ("对不上", reply.name, mask_account(reply.account), reply.amount, reply.words, why, reply.place)
        for reply, why in found.unmatched
    ]
    rows += [
        ("没有对上回单", row.subject, mask_account(row.account_no or ""), amount_of(row), "", "没有与这一笔相符的回单（可能当时没有列入），回单状态没有改动",
         f"“{row.place.sheet}”第{row.place.row}行")
        for row in found.silent
    ]  # fmt: skip
    return rows

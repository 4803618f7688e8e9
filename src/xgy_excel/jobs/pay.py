"""发放: the month's list, the bank's file and the public list, made only from rows the clerk has seen in the book.

A run that fills anything into the sheet 发放 (people in post without a row, rows without an amount) makes no files: the
clerk looks at the rows and runs it again. So no amount is ever paid that stood nowhere before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ..books import Book, open_book
from ..core import Finding, Law, Report, Stopped
from ..files import write_many
from ..law import Verdict, judge, rules_of
from ..law.judging import approvals_of, approved
from ..rows import Payment
from ..values import month_end, month_words
from . import batch
from .check import report_of
from .job import Progress
from .loading import load
from .paying import bank
from .paying.lines import Sorted, sort_out
from .paying.month import Month, month_of
from .paying.notices import Made, notices
from .paying.prefill import names, prefill, records_note
from .paying.returned import read_back
from .paying.table import pay_table
from .register import Entry, digest, logged, write_log

TITLE, BANK = "一卡通发放", "银行代发"


@dataclass(frozen=True)
class Wish:
    """What the clerk asked for. `today` is the day it is done on; `day` the day of law, else the month's last day or today."""

    month: date
    today: date
    now: datetime
    day: date | None = None
    folder: Path | None = None
    answer: Path | None = None
    where: tuple[str, ...] = ()

    @property
    def judged_on(self) -> date:
        return self.day or min(self.today, month_end(self.month))


def pay_file(path: Path, wish: Wish, progress: Progress) -> Report:
    """Pay from a closed workbook."""
    return pay(open_book(path), wish, progress)


def pay(book: Book, wish: Wish, progress: Progress) -> Report:
    """Prefill, or make the files of the month, or read the bank's answer back: what the clerk asked for and the book is ready for."""
    first = wish.month.replace(day=1)
    if first > wish.today:
        raise Stopped(f"{month_words(first)}还没有到，不能发放；请核对“--month”。")
    if wish.folder and wish.folder.is_file():
        raise Stopped(f"“{wish.folder}”是一个文件，不能当作文件夹，请换一个位置。")
    if stop := book.writable:
        raise Stopped(stop)
    records, law = load(book, wish.judged_on)
    report = report_of(book, law, Verdict())
    report.job = "pay"
    report.notes += records_note(records)
    month = month_of(records, first, wish.where)
    if wish.answer:
        return read_back(book, records, month, wish.answer, wish.folder, wish.now, report)
    report.notes += _not_seen(month)
    filled = prefill(book, records, month, law.at(month.last))
    if filled.anything:
        report.job = "prefill"
        report.notes = [*filled.notes, *report.notes]
        report.more = {"prefilled": filled.added, "computed": filled.computed}
        batch.back_up(book.path, wish.now)
        report.files.append(str(book.save()))
        return report
    return _made(book, month, law, wish, report, progress)


def _not_seen(month: Month) -> Iterator[str]:
    """What stands in the book and belongs to no month, or may belong to this one."""
    if month.undated:
        rows = "、".join(str(row.place.row) for row in month.undated[:10])
        yield f"“{Payment.SHEET}”表第{rows}行等{len(month.undated)}行的“月份”没有填写或无法识别，没有算入任何月份。"
    if month.undecided:
        yield f"{names(month.undecided)}：状态没有填写，或已离岗而没有离岗日期，不能确定本月是否在岗，没有预填。"


def _made(book: Book, month: Month, law: Law, wish: Wish, report: Report, progress: Progress) -> Report:
    """The files of what may be paid; the rest by name and reason."""
    bank.ready(law)
    then = law.at(month.last)
    verdict = judge(month.records, law, rules_of(law))
    approvals = approvals_of(month.records, wish.day or wish.today)  # an exception granted after the month counts
    verdict.findings = [approved(finding, approvals) for finding in verdict.findings]
    found = sort_out(month, verdict, then)
    report.findings = told = _told_of(verdict.findings, found)
    report.not_run = [(code, why) for code, why in verdict.not_run if code[0] == "P"]
    report.requested = found.requested
    report.skipped = list(
        zip(_called([row for row, _ in found.out]), (" ".join(why) for _, why in found.out), strict=True)
    )
    report.notes += found.passed
    if found.paid:
        report.notes.append(f"另有{len(found.paid)}笔回单状态为“成功”，已经发放，不再列入。")
    if not month.payments:
        report.notes.append(f"“{Payment.SHEET}”表里没有{month.words}的发放行，也没有在岗人员可以预填。")
    if not found.lines:
        return report
    made = [*_files(month, found, _beside(told, found), then), *notices(month, found, verdict, then, report, progress)]
    report.notes += _made_before(book, month)
    folder = _remembered(book, made, month, law, wish)
    for one, written in zip(made, write_many(((folder / one.path, one.data) for one in made), batch.put), strict=True):
        if written:
            report.files.append(str(folder / one.path))
        else:
            report.notes.append(f"“{one.path}”已存在而内容不同，没有覆盖。")
    report.made = len(found.lines)
    return report


def _called(rows: Sequence[Payment]) -> list[str]:
    """How the rows are told of: by the name, and where two have the same one by the row as well."""
    times = Counter(row.subject for row in rows)
    return [f"{row.subject}（第{row.place.row}行）" if times[row.subject] > 1 else row.subject for row in rows]


def _remembered(book: Book, made: Sequence[Made], month: Month, law: Law, wish: Wish) -> Path:
    """The lines of 生成台账 in the book, which is saved before any file appears; returns the folder the files go into."""
    pack = law.at(month.first).pack
    policy = pack.cited or "" if pack else ""
    write_log(
        book,
        [Entry(wish.now, one.form, one.subject, "", one.path.as_posix(), digest(one.data), policy) for one in made],
    )
    folder = batch.new_folder(wish.folder, book.path, f"{TITLE}_{month.stamp}_{wish.now:%Y%m%d-%H%M%S}")
    try:
        batch.back_up(book.path, wish.now)
        book.save()
    except BaseException:
        with suppress(OSError):
            folder.rmdir()
        raise
    batch.warn(folder, personal=True)
    return folder


def _files(month: Month, found: Sorted, told: Sequence[Finding], law: Law) -> Iterator[Made]:
    """The list and the bank's file, whole before any of them appears."""
    subject = f"{month.words}{len(found.lines)}笔"
    yield Made("一卡通发放表", subject, Path(f"发放表_{month.stamp}.xlsx"), pay_table(month, found, told, law))
    yield Made(BANK, subject, Path(f"{BANK}_{month.stamp}.xlsx"), bank.bank_xlsx(found.lines, law))
    yield Made(BANK, subject, Path(f"{BANK}_{month.stamp}.csv"), bank.bank_csv(found.lines, law))


def _told_of(findings: Sequence[Finding], found: Sorted) -> list[Finding]:
    """Those of this list: on a payment not made before, or said of pay for the whole book."""
    paid = {id(row) for row in found.paid}
    return [
        finding
        for finding in findings
        if (finding.row is None and finding.rule.code[0] == "P")
        or (isinstance(finding.row, Payment) and id(finding.row) not in paid)
    ]


def _beside(told: Sequence[Finding], found: Sorted) -> list[Finding]:
    """What is told of the rows that are paid all the same."""
    paid = {id(line.payment) for line in found.lines}
    return [finding for finding in told if finding.row is None or id(finding.row) in paid]


def _made_before(book: Book, month: Month) -> Iterator[str]:
    """That a file for the bank was made before: sent twice, it would pay twice."""
    times = [line[0] for line in logged(book) if line[1] == BANK and line[2].startswith(month.words)]
    if times:
        yield (
            f"{month.words}此前已生成过银行代发文件（最近一次{times[-1]}）。请确认只把一份送银行；"
            "已送的，先用“--return”导入回单，发放成功的就不会再列入。"
        )

"""What is done a few times a year: why somebody is judged so, renewals, many rosters into one, policies compared, the bank's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..books.port import Book
from ..core import Report, Stopped
from ..files import safe_name
from ..jobs import Asked, Job
from ..jobs.job import Progress
from ..jobs.outputs import free
from . import closed
from .closed import Who
from .desk import Desk
from .outcome import Outcome, outcome_of

ANSWER, EXPLAIN, ROLLOVER, COMBINE, COMPARE = "读入银行回单", "说明", "续聘", "合并", "政策比较"


def explain(desk: Desk, who: Who) -> None:
    """Every rule for one person or village, to be read at once and as a Word file beside the workbook."""
    book, day = desk.in_hand, desk.day
    page = free(book.with_name(safe_name(f"{book.stem}-说明-{who.name}", suffix=".docx")))

    def work(progress: Progress) -> Outcome:
        from ..jobs.explain import explain_file
        from ..jobs.explaining.words import text

        explained = explain_file(book, who.row, day, page, progress)
        counts = "　".join(f"{word} {count}" for word, count in explained.counts.items() if count)
        headline = f"{EXPLAIN}：{explained.subject}　{counts}"
        return Outcome(EXPLAIN, headline, text=text(explained), files=[page])

    desk.work(EXPLAIN, work)


def roll_over(desk: Desk, out: Path) -> None:
    """The workbook of the next agreement year; the one in hand stays as it is."""
    from ..jobs.rollover import rollover_file

    book, day = desk.in_hand, desk.day
    desk.work(ROLLOVER, lambda progress: _new(ROLLOVER, rollover_file(book, out, day, progress), out))


def combine(desk: Desk, books: Sequence[Path], out: Path) -> None:
    """Many rosters as one workbook; needs none in hand."""
    from ..jobs.combine import Wish
    from ..jobs.combine import combine as combined

    if len(books) < 2:
        raise Stopped("只选了一个工作簿，没有可合并的。在选文件的对话框里按住 Ctrl 可以一次选几个。")
    wish = Wish(out, desk.day)
    desk.work(COMBINE, lambda progress: _new(COMBINE, combined(books, wish, progress), out))


def compare(desk: Desk, one: str, other: str) -> None:
    """The check, and the rows whose verdict is another one under another policy pack; always in a copy."""
    from ..jobs.check import check

    def run(book: Book, asked: Asked) -> Report:
        return check(book, asked.day, compare=(one, other), overview=True)

    job = Job("compare", COMPARE, "", "", run)
    book, day, now = desk.in_hand, desk.day, desk.now

    def work(progress: Progress) -> Outcome:
        report, copy = closed.do(job, book, Asked(day, now, progress))
        return outcome_of(COMPARE, report, copy)

    desk.work(COMPARE, work)


def read_answer(desk: Desk, month: date, answer: Path) -> None:
    """Read the bank's answer back into the workbook, which is backed up first."""
    from ..jobs.pay import Wish, pay_file

    book, wish = desk.in_hand, Wish(month, desk.day, desk.now, answer=answer)
    desk.work(ANSWER, lambda progress: outcome_of(ANSWER, pay_file(book, wish, progress)))


def _new(title: str, report: Report, out: Path) -> Outcome:
    return replace(outcome_of(title, report, out), book=out)

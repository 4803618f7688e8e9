"""核对: judge a roster article by article and show in the cells what breaks which article."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ..books import FileBook, open_book
from ..books.port import Book
from ..core import Law, Report
from ..law import Verdict, judge, rules_of
from ..law.citing import numbers_note
from ..records import Records
from ..rows import Coordinator
from .compare import compare as compare_packs
from .loading import idle_packs, load
from .outputs import target_of, to_edit
from .overview import put_overview
from .showing import clear as clear_marks
from .showing import show, write_computed

CHECKED, CLEARED = "核对", "清除标记"  # how the name of the copy ends


def check(
    book: Book, day: date, *, marks: bool = True, compare: tuple[str, str] | None = None, overview: bool = False
) -> Report:
    """Judge the book on a day and show the findings in it; saving is the caller's.

    `compare` names two policy packs: what changes from one to the other is shown too. `overview` puts 总览 besides.
    """
    records, law = load(book, day)
    report = report_of(book, law, judge(records, law, rules_of(law)))
    report.notes += _notes(records, law)
    if compare:
        book.put(compare_packs(records, law, compare, report))
    write_computed(book, records, law, report)
    show(book, report, marks=marks)
    if overview:
        put_overview(book, records, law, report)
    return report


def check_file(
    path: Path,
    day: date,
    *,
    copy: Path | None = None,
    in_place: bool = False,
    marks: bool = True,
    clear: bool = False,
    compare: tuple[str, str] | None = None,
) -> Report:
    """Check a closed workbook and write the marked copy, or the book itself. Without marks nothing need be written."""
    book = open_book(path)
    if not (marks or clear or copy or in_place):
        return _only_told(book, day, compare)
    target = target_of(book, CLEARED if clear else CHECKED, copy=copy, in_place=in_place)
    book, notes = to_edit(book, "核对结果写在新的工作簿里，")
    if clear:
        report = Report(book.name, day, job="clear")
        clear_marks(book, report)
    else:
        report = check(book, day, marks=marks, compare=compare, overview=True)
    report.notes += notes
    report.files.append(str(book.save(target)))
    return report


def _only_told(book: FileBook, day: date, compare: tuple[str, str] | None) -> Report:
    records, law, verdict = judged(book, day)
    report = report_of(book, law, verdict)
    report.notes += _notes(records, law)
    if compare:
        compare_packs(records, law, compare, report)
    report.notes += book.warnings
    return report


def judged(book: Book, day: date) -> tuple[Records, Law, Verdict]:
    """The book's records, its law and the verdict, nothing written: where every job that makes documents begins."""
    records, law = load(book, day)
    return records, law, judge(records, law, rules_of(law))


def report_of(book: Book, law: Law, verdict: Verdict) -> Report:
    return Report(book.name, law.day, law.policy, findings=verdict.findings, not_run=verdict.not_run)


def _notes(records: Records, law: Law) -> list[str]:
    """What the clerk should know about the policy of the day, and about how the sheets were read."""
    notes = [
        f"政策包“{pack.name or pack.doc_no or pack.subject}”没有采用：{why}。" for pack, why in idle_packs(records)
    ]
    if note := numbers_note(law.pack):
        notes.append(note)
    past = [pack.last for pack in law.packs if pack.last < law.day]
    if law.pack is None and past:
        notes.append(
            f"{law.day}没有有效政策包，按当日判断的规则没有运行。核对过去的情况，请用 --as-of 指定当时的日期，"
            f"如 --as-of {max(past)}。"
        )
    if records.has(Coordinator) and not records.of(Coordinator):
        notes.append("花名册里一个人也没有读到。")
    for table in records.tables:
        if table.unknown:
            notes.append(f"工作表“{table.sheet}”的这些列没有对应字段，未使用：{'、'.join(table.unknown)}。")
        if table.filled:
            cells = sum(table.filled.values())
            notes.append(f"工作表“{table.sheet}”有{cells}个合并或“同上”的单元格按上一行的内容读取。")
        if table.doubled:
            notes.append(f"工作表“{table.sheet}”有两列同名：{'、'.join(table.doubled)}，分不清用哪一列，都没有读取。")
    notes += [f"工作表“{sheet}”没有读取：{why}。" for sheet, why in records.passed if sheet not in records.lost]
    return notes

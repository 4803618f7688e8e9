"""核定岗位: head counts from exports of the national system into 嘎查村, and the posts of every village by Article 4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ..books import open_book
from ..books.port import Book
from ..core import Report, Stopped
from ..law import headcount, judge, quota
from ..rows import Village
from . import batch
from .check import report_of
from .job import Progress
from .loading import load
from .outputs import target_of, to_edit
from .showing import write_computed

TAIL = "核定"  # how the name of the copy ends
RULES = (*quota.RULES, *headcount.RULES)


@dataclass(frozen=True)
class Wish:
    """What the clerk asked for. `people`: the exports; none: the counts that stand in the book. `data_date`: of the exports."""

    day: date
    now: datetime
    people: tuple[Path, ...] = ()
    data_date: date | None = None


def determine(book: Book, wish: Wish, progress: Progress) -> Report:
    """Count, write, judge; saving is the caller's. Only 嘎查村 and our own sheets are written."""
    if wish.people:
        return _imported(book, wish, progress)
    records, law = load(book, wish.day)
    report = report_of(book, law, judge(records, law, RULES))
    write_computed(book, records, law, report)
    return report


def determine_file(
    path: Path, wish: Wish, progress: Progress, *, copy: Path | None = None, in_place: bool = False
) -> Report:
    """The same for a closed workbook: into a copy, or into the book itself with a dated backup beside it."""
    book = open_book(path)
    target = target_of(book, TAIL, copy=copy, in_place=in_place)
    book, notes = to_edit(book)
    report = determine(book, wish, progress)
    report.notes += notes
    if target is None:
        report.notes.append(f"写入前的工作簿已备份为“{batch.back_up(path, wish.now).name}”。")
    report.files.append(str(book.save(target)))
    return report


def _imported(book: Book, wish: Wish, progress: Progress) -> Report:
    from ..people import count_people
    from .counting.lines import village_lines
    from .counting.sheets import mapping_sheet, report_sheet
    from .counting.words import notes_of, totals
    from .counting.writing import with_counts, write_counts

    records, law = load(book, wish.day)
    if not records.has(Village):
        raise Stopped(
            f"“{book.name}”里没有“嘎查村”表，人数没有地方写；请用“xgy new”新建空白工作簿，把其中的“嘎查村”表复制过来。"
        )
    imported = count_people(wish.people, records, law, progress, day=wish.data_date)
    written: list[str] = []
    homes = write_counts(book, records, imported.united.counts, imported.day, written)
    records, law = load(book, wish.day)
    records = with_counts(records, homes, imported.united.homeless)
    report = report_of(book, law, judge(records, law, RULES))
    write_computed(book, records, law, report)
    lines = village_lines(records, homes, law)
    report.notes = [*notes_of(imported, lines), *written, *report.notes]
    report.more = {"people": totals(imported), "villages": [line.to_json() for line in lines]}
    book.put(report_sheet(lines, imported, law))
    book.put(mapping_sheet(imported))
    return report

"""总览 of a closed workbook: in a copy of it or in the book itself, and as Word, PDF and pictures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ..books import editable_copy, open_book
from ..core import Report, Stopped
from ..files import write_whole
from .check import judged, report_of
from .outputs import copy_beside, untaken
from .overview import OVERVIEW, overview_sheet


def overview_file(
    path: Path, day: date, *, copy: Path | None = None, in_place: bool = False, papers: Path | None = None
) -> Report:
    """Put the sheet into a copy beside the book unless told where; `papers` is a new folder for Word, PDF and pictures."""
    book = open_book(path)
    if in_place and book.writable:
        raise Stopped(book.writable)
    target = None if in_place else untaken(copy) if copy else copy_beside(path, OVERVIEW)
    if papers and papers.exists() and (not papers.is_dir() or any(papers.iterdir())):
        raise Stopped(f"“{papers}”里已经有内容，请换一个新的文件夹。")
    records, law, verdict = judged(book, day)
    report = report_of(book, law, verdict)
    report.job = "overview"
    sheet = overview_sheet(records, law, verdict.findings, report.policy)
    if target and book.fixed:
        book = editable_copy(book)
    book.put(sheet)
    report.files.append(str(book.save(target)))
    if papers:
        from ..docx.charted import paper

        data, pdf, pictures = paper(sheet)
        papers.mkdir(parents=True, exist_ok=True)
        named = {f"{OVERVIEW}.docx": data, f"{OVERVIEW}.pdf": pdf}
        named |= {f"{OVERVIEW}-{number}.png": picture for number, picture in enumerate(pictures, 1)}
        for name, content in named.items():
            write_whole(papers / name, content)
            report.files.append(str(papers / name))
    return report

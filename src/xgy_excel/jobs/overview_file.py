"""总览 of a closed workbook: in a copy of it or in the book itself, and as Word, PDF and pictures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ..books import open_book
from ..core import Report, Stopped
from ..files import write_whole
from .check import judged, report_of
from .outputs import target_of, to_edit
from .overview import OVERVIEW, overview_sheet


def overview_file(
    path: Path, day: date, *, copy: Path | None = None, in_place: bool = False, papers: Path | None = None
) -> Report:
    """Put the sheet into a copy beside the book unless told where; `papers` is a new folder for Word, PDF and pictures."""
    book = open_book(path)
    target = target_of(book, OVERVIEW, copy=copy, in_place=in_place)
    if papers and papers.exists() and (not papers.is_dir() or any(papers.iterdir())):
        raise Stopped(f"“{papers}”里已经有内容，请换一个新的文件夹。")
    records, law, verdict = judged(book, day)
    report = report_of(book, law, verdict)
    report.job = "overview"
    sheet = overview_sheet(records, law, verdict.findings, report.policy)
    book, notes = to_edit(book)
    report.notes += notes
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

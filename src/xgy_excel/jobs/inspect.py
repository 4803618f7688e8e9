"""自查: all of Article 15 as of a day, as a workbook to be worked through and a report to be handed in. The book is only read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ..assets import template_path
from ..books import open_book
from ..books.port import Book
from ..core import Finding, Report
from ..files import safe_name, write_new
from ..forms.inspection import INSPECTION, LISTS, LOG
from ..law.inspection import exceptions, head_words, issues, leads, leads_words
from . import batch
from .check import judged, report_of
from .inspecting.book import inspection_book
from .inspecting.log import doubts
from .opinions import match, read_lines

FOLDER, LIST = "自查", "自查清单"


def inspect(book: Book, day: date, now: datetime, folder: Path | None = None, documents: Sequence[Path] = ()) -> Report:
    """Make the workbook and the report of a day in a new folder. `documents`: where else documents were put."""
    from ..docx import prepare

    place = book.path  # where there is none, that is told first
    records, law, verdict = judged(book, day)
    report = report_of(book, law, verdict)
    report.job = "inspect"
    (subject,) = INSPECTION.subjects(records, law, (), verdict)
    report.findings = findings = list(subject.findings)
    values = INSPECTION.fields(subject, records, law)
    _bring_opinions(values, findings, book)
    number, doubtful = doubts(book, documents)
    lines = [{"时间": d.time, "表单": d.form, "对象": d.subject, "文件": d.file, "情况": d.state} for d in doubtful]
    if lines:
        values |= {LOG: lines, f"有{LOG}": "是"}
    made = prepare(template_path(INSPECTION.template)).render(values)
    listed = inspection_book(values, lines, number)
    target = batch.new_folder(folder, place, f"{FOLDER}_{now:%Y%m%d-%H%M%S}")
    batch.warn(target, personal=True)
    for title, data, suffix in ((LIST, listed, ".xlsx"), (INSPECTION.title, made, ".docx")):
        name = safe_name(f"{title}_{subject.label}_{day:%Y%m%d}", suffix=suffix)
        report.files.append(str(write_new(target / name, data)))
    money = leads(findings)
    report.notes += [head_words(day, findings), leads_words(money)]
    report.notes += [doubt.message for doubt in doubtful]
    report.more = {
        "classes": {line["类别"]: {key: int(n) for key, n in line.items() if key != "类别"} for line in values["分类"]},
        "leads": _money(values),
        "exceptions": [
            {"state": e.state, "rule": e.rule, "subject": e.subject} for e in exceptions(findings, records, day)
        ],
        "documents": {"logged": number, "doubts": [{"file": d.file, "state": d.state} for d in doubtful]},
    }
    return report


def inspect_file(
    path: Path, day: date, now: datetime, folder: Path | None = None, documents: Sequence[Path] = ()
) -> Report:
    """Inspect a closed workbook."""
    book = open_book(path)
    report = inspect(book, day, now, folder, documents)
    report.notes += book.warnings
    return report


def _bring_opinions(values: dict[str, Any], findings: Sequence[Finding], book: Book) -> None:
    """Put what the clerk wrote in 核对结果 beside the same findings."""
    opinions, _ = match(findings, read_lines(book))
    said = {id(finding): opinion for finding, opinion in zip(findings, opinions, strict=True)}
    found = issues(findings)
    for name, which in LISTS.items():
        for line, finding in zip(values[name], found[which], strict=False):  # without findings there is one empty line
            line["处理意见"] = said[id(finding)]


def _money(values: dict[str, Any]) -> dict[str, Any]:
    """The leads for other programs: amounts as text, to the cent."""
    lines = values["线索"] if values["有线索"] else []
    return {
        "total": values["合计金额"],
        "payment": values["期间不符金额"],
        "source": values["渠道不符金额"],
        "lines": [
            {
                "subject": line["对象"],
                "month": line["月份"],
                "total": line["合计金额"],
                "payment": line["期间不符金额"],
                "source": line["渠道不符金额"],
                "rules": line["规则"].split("、"),
            }
            for line in lines
        ],
    }

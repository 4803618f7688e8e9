"""续聘: from last year's book the book of the next agreement year. The old one stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..books import open_book
from ..books.port import Book
from ..core import Law, Report, Stopped
from ..grid import Link, OurSheet, Shown, Written
from ..law import Verdict
from ..records import Records, Table
from ..rows import Agreement, Coordinator
from .admitting import hidden_rows
from .check import report_of
from .job import Progress, unseen
from .loading import load
from .numbering import next_numbers
from .outputs import to_edit, untaken
from .register import register
from .renewing.deciding import OUTSIDE, RENEWED, Decision, decide
from .showing import clear

SHEET = "续聘核定"
HEADERS = (
    "结论", "姓名", "苏木乡镇", "服务嘎查村", "位置", "原协议编号", "原协议起", "原协议止", "协议编号", "协议起", "协议止",
    "依据和原因", "处理办法",
)  # fmt: skip
_WIDTHS = (12, 12, 14, 16, 8, 18, 12, 12, 18, 12, 12, 52, 34)
_DAYS = ("agreement_start", "agreement_end")


def rollover_file(path: Path, out: Path, day: date, progress: Progress = unseen) -> Report:
    """Make the new book from a closed one."""
    target = untaken(out)
    with progress("读取工作簿", 0):
        book, notes = to_edit(open_book(path), "新一年的工作簿")
    with progress("逐人核定", 0):
        report = rollover(book, day)
    report.notes = [*notes, *report.notes]
    with progress("写入新工作簿", 0):
        report.files.append(str(book.save(target)))
    return report


def rollover(book: Book, day: date) -> Report:
    """Decide on everybody and write the next terms into the book; saving it under a new name is the caller's.

    Whoever may not be renewed, has left or waits stays as he is. The agreements that end are kept in 协议台账.
    """
    records, law = load(book, day)
    if not records.of(Coordinator):
        raise Stopped(f"“{book.name}”的花名册里一个人也没有读到，没有可续聘的。")
    _check_columns(records)
    decisions = _numbered([decide(row, records, law) for row in records.of(Coordinator)], book, records, law)
    renewed = [d for d in decisions if d.outcome == RENEWED]
    report = report_of(book, law, Verdict([f for d in decisions for f in d.findings if d.outcome != RENEWED], []))
    report.job = "rollover"
    report.requested, report.made = sum(d.asked for d in decisions), len(renewed)
    report.skipped = [(d.row.subject, _why(d)) for d in decisions if d.asked and d.outcome != RENEWED]
    if renewed:
        report.notes += register(book, records, [d.row for d in renewed])
        report.notes += _write(book, records, renewed)
    clear(book, cleared := Report())
    report.notes += [note for note in cleared.notes if "处理意见" in note]
    book.put(_sheet(decisions, law))
    report.notes += [*_notes(decisions), *hidden_rows(records)]
    if renewed and not records.has(Agreement):
        report.notes.append(f"没有“{Agreement.SHEET}”表，原来的协议只记在“{SHEET}”里，请保留好旧的工作簿。")
    return report


def _check_columns(records: Records) -> None:
    for table in records.tables:
        if table.kind is Coordinator and table.rows:
            absent = [Coordinator.columns()[name].header for name in _DAYS if name not in table.columns]
            if absent:
                raise Stopped(f"工作表“{table.sheet}”没有“{'”“'.join(absent)}”列，不能写入下一期协议，请先加上这一列。")


def _numbered(decisions: Sequence[Decision], book: Book, records: Records, law: Law) -> list[Decision]:
    """The next terms with their numbers by the county's pattern, where the roster has a column to remember them in."""
    rows = [d.new for d in decisions if d.new and d.row.has("agreement_no")]
    given = next_numbers(rows, book, records, law)
    numbers = iter([given[at] for at in range(len(rows))])
    return [
        replace(d, new=replace(d.new, agreement_no=next(numbers))) if d.new and d.row.has("agreement_no") else d
        for d in decisions
    ]


def _write(book: Book, records: Records, renewed: Iterable[Decision]) -> list[str]:
    """The next terms into the roster; returns what the sheets would not take."""
    wanted = {(d.row.place.sheet, d.row.place.row): d.new for d in renewed}
    notes = []
    for table in records.tables:
        values: dict[tuple[int, int], Written] = {}
        for (sheet, row), new in wanted.items():
            if table.kind is Coordinator and sheet == table.sheet and new:
                values |= {(row, column): value for column, value in _cells(new, table).items()}
        for refusal in book.write(table.sheet, values) if values else ():
            notes.append(f"{refusal.sheet}!{refusal.cell} 没有写入：{refusal.reason}，请按“{SHEET}”核对。")
    return notes


def _cells(new: Coordinator, table: Table) -> Mapping[int, Written]:
    """What changes in the row of a person, by column."""
    columns = table.columns
    values: dict[int, Written] = {columns[name]: getattr(new, name) for name in _DAYS}
    if columns[_DAYS[0]] == columns[_DAYS[1]]:
        values[columns[_DAYS[0]]] = f"{new.agreement_start}至{new.agreement_end}"
    others: dict[str, Written] = {"is_renewal": "是", "agreement_no": new.agreement_no, "sign_date": None}
    return values | {columns[name]: value for name, value in others.items() if name in columns}


def _why(decision: Decision) -> str:
    return "".join((f"{decision.outcome}：", *decision.reasons))


def _sheet(decisions: Sequence[Decision], law: Law) -> OurSheet:
    rows: list[tuple[Shown, ...]] = []
    for decision in decisions:
        row, new = decision.row, decision.new
        link = Link(f"第{row.place.row}行", row.place.sheet, row.place.cell("name") or f"A{row.place.row}")
        old_term = (row.agreement_no, row.agreement_start, row.agreement_end)
        new_term = (new.agreement_no, new.agreement_start, new.agreement_end) if new else (None, None, None)
        words = ("\n".join(decision.reasons), "\n".join(decision.remedies))
        rows.append((decision.outcome, row.name, row.township, row.service_village, link, *old_term, *new_term, *words))
    counts = Counter(decision.outcome for decision in decisions)
    told = "　".join(f"{outcome} {number} 人" for outcome, number in counts.items())
    head = (f"续聘核定　参照日期 {law.checked}　{told}",)
    return OurSheet(SHEET, HEADERS, tuple(rows), _WIDTHS, head, severity_column=0)


def _notes(decisions: Sequence[Decision]) -> list[str]:
    outside = Counter(decision.group for decision in decisions if decision.outcome == OUTSIDE)
    found = [f"{number}人{group}，不在续聘之列，原样保留。" for group, number in outside.items()]
    if any(d.new and d.new.agreement_no for d in decisions):
        found.append("新一期的协议编号已按编号规则给出，写在新工作簿里；以后请用新工作簿办理，不要再用旧的。")
    found.append(f"逐人的结论、原协议和原因列在“{SHEET}”。")
    return found

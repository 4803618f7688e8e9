"""说明: every rule for one person or village with its outcome, the values it saw, the parameters and their 文号."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ..assets import template_path
from ..books import open_book
from ..books.port import Book
from ..core import Finding, Law, Pack, Row, cited, in_words
from ..files import write_whole
from ..grid import Grid, Value
from ..law import rules_of
from ..law.citing import numbers_note
from ..law.documents import MASKING
from ..law.explaining import WORDS, Asked, Outcome
from ..law.explaining import explain as outcomes_of
from ..law.watching import Use
from ..privacy import mask_account, mask_id, mask_phone
from .explaining.subject import matter_of
from .job import Progress, unseen
from .loading import load
from .outputs import untaken

TEMPLATE = "explanation.docx"
OPEN = WORDS[:3]


@dataclass(frozen=True)
class Cell:
    """A value a rule saw, as it stands in the workbook; of numbers of people only the last figures."""

    field: str
    value: str
    sheet: str
    cell: str


@dataclass(frozen=True)
class Used:
    """A parameter a rule used: its value, since when, by which document. `default`: the county has set none."""

    name: str
    value: str
    since: str
    basis: str
    default: bool


@dataclass(frozen=True)
class Compared:
    """Rows of others that were looked through: how many, and which columns."""

    sheet: str
    rows: int
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """What a rule found."""

    severity: str
    message: str
    remedy: str
    sheet: str
    cell: str


@dataclass(frozen=True)
class Put:
    """A rule put to one row, or to the whole book, on a day and under the pack of that day."""

    sheet: str
    where: str
    day: str
    policy: str
    outcome: str
    findings: tuple[Said, ...]
    values: tuple[Cell, ...]
    params: tuple[Used, ...]
    compared: tuple[Compared, ...]


@dataclass(frozen=True)
class Told:
    """One rule: its outcome, why it was not asked, and each time it was."""

    rule: str
    title: str
    article: str
    in_text: bool
    logic: str
    outcome: str
    reason: str
    asked: tuple[Put, ...]


@dataclass(frozen=True)
class Explained:
    """The whole explanation of one person or village."""

    book: str
    as_of: str
    policy: str
    subject: str
    kind: str
    where: tuple[str, ...]  # the rows it is about
    rules: tuple[Told, ...]
    note: str = ""  # on the article numbers, where another policy is in force

    @property
    def counts(self) -> dict[str, int]:
        return {word: sum(told.outcome == word for told in self.rules) for word in WORDS}

    @property
    def exit_code(self) -> int:
        return int(any(told.outcome in OPEN for told in self.rules))

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "counts": self.counts}


def explain(book: Book, subject: str, day: date) -> Explained:
    """Explain one person or village of a book on a day. Stops when the words name none, or more than one."""
    records, law = load(book, day)
    matter = matter_of(subject, records)
    writer = _Writer(book, law)
    return Explained(
        book.name,
        day.isoformat(),
        law.policy,
        matter.label,
        "人员" if matter.is_person else "嘎查村",
        tuple(dict.fromkeys(_where(row) for row in matter.rows)),
        tuple(writer.told(outcome) for outcome in outcomes_of(matter, records, law, rules_of(law))),
        numbers_note(law.pack),
    )


def explain_file(
    path: Path, subject: str, day: date, page_to: Path | None = None, progress: Progress = unseen
) -> Explained:
    """Explain from a closed workbook; `page_to` is the new Word file for the file, if one is wanted."""
    target = untaken(page_to) if page_to else None
    with progress("读取工作簿", 0):
        book = open_book(path)
    with progress("逐条核对", 0):
        explained = explain(book, subject, day)
    if target:
        from ..docx import prepare
        from .explaining.words import page

        with progress("存成Word", 0):
            write_whole(target, prepare(template_path(TEMPLATE)).render(page(explained)))
    return explained


def _where(row: Row | None) -> str:
    return f"{row.place.sheet}第{row.place.row}行" if row is not None else "全县"


class _Writer:
    """Puts outcomes into words, with the cells as they stand in the book."""

    def __init__(self, book: Book, law: Law) -> None:
        self.book, self.law = book, law
        self.level = law.get(MASKING) or MASKING.default or ""
        self.grids: dict[str, Grid] = {}

    def told(self, outcome: Outcome) -> Told:
        rule = outcome.rule
        return Told(
            rule.code,
            rule.title,
            rule.cite.article,
            rule.cite.in_text,
            rule.logic,
            outcome.word,
            "；".join(outcome.why),
            tuple(self.put(asked) for asked in outcome.asked),
        )

    def put(self, asked: Asked) -> Put:
        return Put(
            asked.row.place.sheet if asked.row is not None else "",
            _where(asked.row),
            asked.day.isoformat(),
            cited(asked.pack),
            asked.word,
            tuple(map(_said, asked.findings)),
            tuple(self.cell(row, name) for row, name in asked.readings if row.place.cell(name)),
            (*map(self.used, asked.uses), *([_pack(asked.pack)] if asked.pack_asked else [])),
            tuple(Compared(sheet, rows, fields) for sheet, (rows, fields) in asked.others.items()),
        )

    def cell(self, row: Row, name: str) -> Cell:
        column, place = row.columns()[name], row.place
        if place.sheet not in self.grids:
            self.grids[place.sheet] = self.book.read(place.sheet)
        lines = self.grids[place.sheet].rows
        line = lines[place.row - 1] if place.row <= len(lines) else ()
        at = place.columns[name]
        stands: Value = line[at - 1] if at <= len(line) else None
        value = getattr(row, name) if stands in (None, "") else stands  # filled down from a merged cell, or 同上
        return Cell(column.header, self.masked(_shown(value), column.kind), place.sheet, place.cell(name))

    def masked(self, text: str, kind: str) -> str:
        masks = {"id": lambda t: mask_id(t, self.level), "account": mask_account, "phone": mask_phone}
        return masks[kind](text) if kind in masks and any(c.isdigit() for c in text) else text

    def used(self, use: Use) -> Used:
        param, key, county, day = use
        line = self.law.at(day).setting(param, key, county)
        name = f"{param.name}·{key}" if key else param.name
        as_listed = line and line.value == param.default and not line.start and not line.basis  # the template lists all
        if line and not as_listed:
            since = line.start.isoformat() if line.start else ""
            return Used(name, line.value or "", since, line.basis or "", default=False)
        return Used(name, param.default or "", "", "", default=True)


def _pack(pack: Pack | None) -> Used:
    """The policy pack as a rule of Articles 5 and 16 uses it: by its dates."""
    if pack is None:
        return Used("政策包", "当日没有有效的", "", "", default=False)
    ends = f"过渡期止{pack.transition_end}" if pack.transition_end else "没有写过渡期止"
    return Used("政策包", f"{pack.cited}，{ends}", f"{pack.start}", pack.doc_no or "", default=False)


def _shown(value: object) -> str:
    """A cell as it is read: a day without an hour, a whole number without a point."""
    if isinstance(value, datetime):
        value = value.date() if (value.hour, value.minute) == (0, 0) else value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else in_words(value)


def _said(finding: Finding) -> Said:
    return Said(finding.severity.value, finding.message, finding.remedy, finding.sheet, finding.cell)

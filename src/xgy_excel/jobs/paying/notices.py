"""发放公示表: the public list of every township, masked, and scanned before it may exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...assets import template_path
from ...core import Law, Report
from ...files import safe_name
from ...forms.form import Subject
from ...forms.gates import sifted
from ...forms.payment import PAYMENT_NOTICE
from ...law import Verdict
from ...rows import Payment
from ..admitting import left_out, withheld
from ..job import Progress
from .lines import Sorted
from .month import Month, keeping

FOLDER = "公示"


@dataclass(frozen=True)
class Made:
    """One finished file before it has a place: for 生成台账, and where it goes in the folder."""

    form: str
    subject: str
    path: Path
    data: bytes


def notices(
    month: Month, found: Sorted, verdict: Verdict, law: Law, report: Report, progress: Progress
) -> Iterator[Made]:
    """The public lists of the payments that are made. Why one of them cannot be is told in the report's notes."""
    from ...docx import prepare, render_batch

    form = PAYMENT_NOTICE
    listed = {id(line.payment) for line in found.lines}
    records = keeping(month.records, lambda row: not isinstance(row, Payment) or id(row) in listed)
    wanted = []
    for subject in form.subjects(records, law):
        fit, out = _sifted(subject, verdict, month, law)
        report.notes += left_out(form, subject, out)
        if fit.rows:
            wanted.append((fit, form.fields(fit, records, law)))
    rows = ((pair, pair[1]) for pair in wanted)
    taken: set[str] = set()
    prepared = prepare(template_path(form.template).read_bytes())
    with progress(form.title, len(wanted)) as advance:
        for done, made in enumerate(render_batch(prepared, rows, report.notes), 1):
            subject, values = made.key
            if why := withheld(form, made, records, law):
                report.notes.append(f"“{subject.label}”的{form.title}没有生成：{why}")
            else:
                name = safe_name(form.file_name(subject, values), taken, ".docx")
                yield Made(form.title, f"{month.words}{subject.label}", Path(FOLDER) / name, made.data)
            advance(done)


def _sifted(subject: Subject, verdict: Verdict, month: Month, law: Law) -> tuple[Subject, list[tuple[str, str]]]:
    """Those of a township who may be published, and the others by name and reason.

    All of them have passed the gate of the pay list, so only the rules of publication are asked.
    """
    disclosure = Verdict([f for f in verdict.findings if f.rule.code[0] == "D"], verdict.not_run)
    return sifted(PAYMENT_NOTICE, subject, disclosure, month.records, law)

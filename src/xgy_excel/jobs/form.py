"""文书: one document for each subject of a form, from the roster's rows; what may not be signed is left out by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ..assets import template_path
from ..books import Book, open_book
from ..core import Law, Report, Stopped
from ..docx.cluster import cluster
from ..files import safe_name, write_many
from ..forms import find
from ..forms.form import HAND_SPACE, Form, Subject
from ..records import Records
from ..rows import Coordinator
from . import batch
from .admitting import admitted, withheld
from .batch import Journal
from .check import judged, report_of
from .job import Progress
from .numbering import next_numbers
from .paper import Paper, put_on_paper
from .register import Entry, all_logged, digest, register, write_log, write_numbers
from .template import look
from .unmade import put_unmade


@dataclass(frozen=True)
class Wish:
    """What the clerk asked for. `now` names the folder and stands in 生成台账; `day` is the day of law."""

    name: str
    day: date
    now: datetime
    folder: Path | None = None
    template: Path | None = None
    where: tuple[str, ...] = ()
    copies: int = 1
    to_print: bool = False
    pdf: bool = False
    merged: bool = False
    duplex: bool = False
    engine: str = "embedded"
    print_to: str = ""
    cluster: str = ""
    resume: bool = False
    blank: bool = False

    @property
    def paper(self) -> Paper:
        """What of it goes on paper."""
        to_print = self.to_print or bool(self.print_to)
        return Paper(to_print, self.pdf, self.merged, self.copies, self.duplex, self.engine, self.print_to)


@dataclass(frozen=True)
class Document:
    """One finished document before it has a place."""

    subject: Subject
    path: Path  # inside the batch's folder
    data: bytes


def make_file(path: Path, wish: Wish, progress: Progress) -> Report:
    """Make the documents from a closed workbook."""
    find(wish.name)  # a wrong name is told before a large book is opened
    return make(open_book(path), wish, progress)


def make(book: Book, wish: Wish, progress: Progress) -> Report:
    """Make the documents: refuse, number, fill, remember in the book, then let the files appear (decisions/0005)."""
    form = find(wish.name)
    if wish.blank and not form.by_hand:
        raise Stopped(f"“{form.title}”不是手填的表，没有空白表。")
    wish.paper.ready()
    if stop := book.writable:
        raise Stopped(stop)
    begun = None
    if wish.resume:
        begun, wish = _resumed(form, book, wish)
    template = read_template(form, wish.template)
    if begun and begun[1].template != digest(template):
        raise Stopped("模板在中断之后改过，接着做会使同一批文书不一致；请去掉“--resume”重新生成。")
    records, law, verdict = judged(book, wish.day)
    report = report_of(book, law, verdict)
    report.job = "form"
    wanted, let_pass = admitted(form, wish.where, verdict, records, law, report, blank=wish.blank)
    if form.numbers:
        wanted = numbered(wanted, book, records, law)
    with cluster(wish.cluster) if wish.cluster else nullcontext(0) as parallel:
        documents = list(rendered(form, template, wanted, records, law, parallel, report, progress))
    if not documents:
        return report
    folder, journal = begun or _begun(form, book, wish, digest(template))
    let_pass = {d.subject.label: said for d in documents if (said := let_pass.get(d.subject.label))}
    report.notes += [f"{label}{said}。" for label, said in let_pass.items()]
    report.notes += _remember(form, documents, book, records, law, wish, let_pass, bool(begun))
    _appear(folder, documents, report, progress)
    put_unmade(folder, form.title, report)
    try:
        papers = [(d.subject.label, d.path, d.data) for d in documents]
        put_on_paper(folder, form.title, papers, wish.paper, report, progress)
    except Stopped as stop:  # the documents are there, and a batch that is not ended can be taken up again
        report.notes.append(f"打印文件没有做成：{stop}文书已经生成，处理后加“--resume”可接着做打印文件。")
    else:
        batch.end(folder, journal)
    return report


def read_template(form: Form, own: Path | None) -> bytes:
    """The template's bytes. Stops with every mistake in it: nothing is made from a broken template."""
    looked = look(own or template_path(form.template), form)
    if wrong := [str(problem) for problem in looked.errors]:
        raise Stopped(f"模板“{looked.template}”有{len(wrong)}处错误，未生成任何文书：" + "；".join(wrong))
    return looked.data


def _begun(form: Form, book: Book, wish: Wish, template: str) -> tuple[Path, Journal]:
    journal = Journal(
        form.code, book.name, wish.day.isoformat(), wish.now.isoformat(), wish.where, template,
        wish.copies, wish.paper.to_print, wish.pdf, wish.merged, wish.duplex, wish.engine, wish.blank,
        str(wish.template.absolute()) if wish.template else "",
    )  # fmt: skip
    return batch.begin(wish.folder, book.path, form.title, journal, personal=not form.public), journal


def _resumed(form: Form, book: Book, wish: Wish) -> tuple[tuple[Path, Journal] | None, Wish]:
    """The batch that was cut off, and the wish as it was when that began; what is wished for besides is done too."""
    found = batch.resume(wish.folder, book.path, form.title, personal=not form.public)
    if found is None:
        return None, wish
    folder, journal = found
    if journal.form != form.code or journal.book != book.name:
        raise Stopped(f"“{folder.name}”里中断的是另一批文书，不能接着做“{form.title}”。")
    own = wish.template or (Path(journal.own) if journal.own else None)
    if own and not own.is_file():
        raise Stopped(
            f"这一批用的是自己的模板“{own.name}”，它已经不在“{own.parent}”。请把它放回去再接着做，或重新生成一批。"
        )
    return found, replace(
        wish, template=own, day=date.fromisoformat(journal.day), now=datetime.fromisoformat(journal.began), where=journal.where,
        copies=journal.copies if journal.to_print else wish.copies, to_print=journal.to_print or wish.to_print,
        pdf=journal.pdf or wish.pdf, merged=journal.merged or wish.merged, duplex=journal.duplex or wish.duplex,
        engine=journal.engine if wish.engine == "embedded" else wish.engine, blank=journal.blank,
    )  # fmt: skip


def numbered(subjects: list[Subject], book: Book, records: Records, law: Law) -> list[Subject]:
    """The subjects with their agreement numbers: those that have one keep it, the others get the next."""
    given = next_numbers([s.row for s in subjects], book, records, law)
    return [s.numbered(given[i]) if i in given else s for i, s in enumerate(subjects)]


def rendered(
    form: Form,
    template: bytes,
    subjects: Sequence[Subject],
    records: Records,
    law: Law,
    parallel: Executor | int,
    report: Report,
    progress: Progress,
) -> Iterator[Document]:
    """The documents that can be filled, in order; why another cannot is told in the report."""
    from ..docx import prepare, render_batch

    prepared = prepare(template, blank=HAND_SPACE if form.by_hand else None)
    taken: dict[Path, set[str]] = {}
    filled = [(s, form.fields(s, records, law)) for s in subjects]
    rows = ((pair, pair[1]) for pair in filled)
    with progress(form.title, len(subjects)) as advance:
        for done, made in enumerate(render_batch(prepared, rows, report.notes, parallel), 1):
            subject, values = made.key
            if why := withheld(form, made, records, law):
                report.skipped.append((subject.label, why))
            else:
                place = Path(safe_name(subject.township)) if subject.township else Path()
                wish = form.file_name(subject, values)
                name = safe_name(wish, taken.setdefault(place, set()), ".docx")
                report.notes += [f"{subject.label}：{dropped}。" for dropped in made.dropped]
                yield Document(subject, place / name, made.data)
            advance(done)


def _remember(
    form: Form,
    documents: Sequence[Document],
    book: Book,
    records: Records,
    law: Law,
    wish: Wish,
    let_pass: Mapping[str, str],
    resumed: bool,
) -> list[str]:
    """Write numbers, register and log into the book, with a dated backup beside it, before any document appears.

    `let_pass`: by label what was 待核 in a document made all the same.
    """
    made = [d.subject.row for d in documents] if form.numbers else []
    policy = law.pack.cited or "" if law.pack else ""
    entries = [
        Entry(
            wish.now, form.title, d.subject.label, "" if form.public else d.subject.number,
            d.path.as_posix(), digest(d.data), "；".join(filter(None, (policy, let_pass.get(d.subject.label)))),
        )
        for d in documents
    ]  # fmt: skip
    old = {(r.place.sheet, r.place.row): r.agreement_no for r in records.of(Coordinator)}
    new = {(r.place.sheet, r.place.row): r.agreement_no or "" for r in made}
    numbers = {at: number for at, number in new.items() if old.get(at) != number}
    if resumed and not numbers and all_logged(book, entries):  # a book is saved whole: all of it is there
        return []
    notes: list[str] = []
    if form.numbers:
        write_numbers(book, records, numbers)
        notes = register(book, records, made)
    write_log(book, entries)
    batch.back_up(book.path, wish.now)
    book.save()
    return notes


def _appear(folder: Path, documents: Sequence[Document], report: Report, progress: Progress) -> None:
    files = ((folder / document.path, document.data) for document in documents)
    with progress("写入文件", len(documents)) as advance:
        for done, (document, written) in enumerate(zip(documents, write_many(files, batch.put), strict=True), 1):
            if written:
                report.made += 1
                report.files.append(str(folder / document.path))
            else:
                report.skipped.append((document.subject.label, f"“{document.path}”已存在而内容不同，没有覆盖。"))
            advance(done)

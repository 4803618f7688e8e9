"""文书: one document for each subject of a form, from the roster's rows; what may not be signed is left out by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ..assets import template_path
from ..books import Book, open_book
from ..core import Law, Report, Severity, Stopped, nearest
from ..files import safe_name
from ..forms import FORMS
from ..forms.form import Form, Subject
from ..forms.gates import reasons, shut, waived
from ..forms.privacy import leaks
from ..law.agreement.contents import missing_blocks
from ..records import Records
from ..rows import Coordinator
from . import batch
from .check import judged, report_of
from .numbering import next_numbers
from .register import Entry, digest, logged, register, write_log, write_numbers

Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]


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
    engine: str = "embedded"
    resume: bool = False


@dataclass(frozen=True)
class Document:
    """One finished document before it has a place."""

    subject: Subject
    path: Path  # inside the batch's folder
    data: bytes


def find(name: str) -> Form:
    """A form by its code or name."""
    words = {word.casefold(): form for form in FORMS for word in (form.code, form.name, form.title)}
    if name.casefold() not in words:
        close = nearest(name.casefold(), words)
        raise Stopped(f"没有叫“{name}”的文书{f'，最接近的是“{close}”' if close else ''}。用 xgy forms 查看全部。")
    return words[name.casefold()]


def make_file(path: Path, wish: Wish, progress: Progress) -> Report:
    """Make the documents from a closed workbook."""
    find(wish.name)  # a wrong name is told before a large book is opened
    return make(open_book(path), wish, progress)


def make(book: Book, wish: Wish, progress: Progress) -> Report:
    """Make the documents: refuse, number, fill, remember in the book, then let the files appear (decisions/0005)."""
    form = find(wish.name)
    template = _template(form, wish.template)
    if book.writable:
        raise Stopped(book.writable)
    folder = None
    if wish.resume:
        folder, wish = _resumed(form, book, wish, digest(template))
    records, law, verdict = judged(book, wish.day)
    report = report_of(book, law, verdict)
    subjects = form.subjects(records, law, wish.where)
    report.requested = len(subjects)
    report.notes += shut(form, subjects, verdict, records, law)
    wanted = []
    for subject in subjects:
        if why := reasons(form, subject, verdict, records, law):
            report.skipped.append((subject.label, " ".join(why)))
        else:
            wanted.append(subject)
            if let := waived(form, subject, verdict, records, law):
                report.notes.append(f"{subject.label}带待核生成：{'、'.join(let)}。")
    if not form.public:
        wanted = _numbered(wanted, book, records, law)
    documents = list(_rendered(form, template, wanted, records, law, report, progress))
    if not documents:
        return report
    folder = folder or _begun(form, book, wish, digest(template))
    _remember(form, documents, book, records, law, wish)
    _appear(folder, documents, report, progress)
    _print(form, folder, documents, wish, report, progress)
    batch.end(folder, form.public)
    return report


def _template(form: Form, own: Path | None) -> bytes:
    """The template's bytes. Stops with every mistake in it: nothing is made from a broken template."""
    from ..docx import blocks, problems

    path = own or template_path(form.template)
    if not path.is_file():
        raise Stopped(f"找不到模板“{path}”。")
    data = path.read_bytes()
    wrong = [str(p) for p in problems(data, form.names()) if p.severity is Severity.ERROR]
    if form.code == "D08":
        wrong += [f"模板缺“{block}”内容（第九条），不能批量生成" for block in missing_blocks(blocks(data))]
    if wrong:
        raise Stopped(f"模板“{path.name}”有{len(wrong)}处错误，未生成任何文书：" + "；".join(wrong))
    return data


def _begun(form: Form, book: Book, wish: Wish, template: str) -> Path:
    journal = batch.Journal(form.code, book.name, wish.day.isoformat(), wish.now.isoformat(), wish.where, template)
    return batch.begin(wish.folder, book.path, form.title, journal)


def _resumed(form: Form, book: Book, wish: Wish, template: str) -> tuple[Path, Wish]:
    """The folder of the batch that was cut off, and the wish with the day and the choice it began with."""
    folder, journal = batch.resume(wish.folder, book.path, form.title)
    if journal.form != form.code or journal.book != book.name:
        raise Stopped(f"“{folder.name}”里中断的是另一批文书，不能接着做“{form.title}”。")
    if journal.template != template:
        raise Stopped("模板在中断之后改过，接着做会使同一批文书不一致；请去掉“--resume”重新生成。")
    return folder, replace(wish, day=date.fromisoformat(journal.day), where=journal.where)


def _numbered(subjects: list[Subject], book: Book, records: Records, law: Law) -> list[Subject]:
    """The subjects with their agreement numbers: those that have one keep it, the others get the next."""
    past = [line[3] for line in logged(book) if len(line) > 3]
    given = next_numbers([s.row for s in subjects], records, law, past)
    return [s.numbered(given[i]) if i in given else s for i, s in enumerate(subjects)]


def _rendered(
    form: Form,
    template: bytes,
    subjects: Sequence[Subject],
    records: Records,
    law: Law,
    report: Report,
    progress: Progress,
) -> Iterator[Document]:
    from ..docx import prepare, render_batch, text_of

    prepared = prepare(template)
    taken: dict[Path, set[str]] = {}
    rows = ((s, form.fields(s, records, law)) for s in subjects)
    with progress(form.title, len(subjects)) as advance:
        for done, made in enumerate(render_batch(prepared, rows, report.notes), 1):
            subject: Subject = made.key
            why = made.reason
            if not why and form.public and (shown := leaks(text_of(made.data, hidden=True), form.allowed_phones(law))):
                why = f"【个人信息】公开文件含完整证件号、银行账号或手机号（{'、'.join(shown)}），已停止生成。"
            if why:
                report.skipped.append((subject.label, why))
            else:
                place = Path(safe_name(subject.township)) if subject.township else Path()
                wish = form.file_name(subject, form.fields(subject, records, law))
                name = safe_name(wish, taken.setdefault(place, set()), ".docx")
                report.notes += [f"{subject.label}：{dropped}。" for dropped in made.dropped]
                yield Document(subject, place / name, made.data)
            advance(done)


def _remember(form: Form, documents: Sequence[Document], book: Book, records: Records, law: Law, wish: Wish) -> None:
    """Write numbers, register and log into the book, with a dated backup beside it, before any document appears."""
    made = [d.subject.row for d in documents]
    if not form.public:
        old = {(r.place.sheet, r.place.row): r.agreement_no for r in records.of(Coordinator)}
        new = {(r.place.sheet, r.place.row): r.agreement_no or "" for r in made}
        write_numbers(book, records, {at: number for at, number in new.items() if old.get(at) != number})
        register(book, records, made)
    policy = (law.pack.doc_no or law.pack.name or "") if law.pack else ""
    write_log(
        book,
        [
            Entry(
                wish.now, form.title, d.subject.label, "" if form.public else d.subject.row.agreement_no or "",
                d.path.as_posix(), digest(d.data), policy,
            )
            for d in documents
        ],
    )  # fmt: skip
    batch.back_up(book.path, wish.now)
    book.save()


def _appear(folder: Path, documents: Sequence[Document], report: Report, progress: Progress) -> None:
    with progress("写入文件", len(documents)) as advance:
        for done, document in enumerate(documents, 1):
            target = folder / document.path
            if batch.put(target, document.data):
                report.made += 1
                report.files.append(str(target))
            else:
                report.skipped.append((document.subject.label, f"“{document.path}”已存在而内容不同，没有覆盖。"))
            advance(done)


def _print(
    form: Form, folder: Path, documents: Sequence[Document], wish: Wish, report: Report, progress: Progress
) -> None:
    if not (wish.to_print or wish.pdf):
        return
    from ..docx.pdf import engine
    from ..docx.printing import print_file

    press = engine(wish.engine)
    if wish.pdf:
        with progress("转为PDF", len(documents)) as advance:
            for done, document in enumerate(documents, 1):
                target = (folder / document.path).with_suffix(".pdf")
                if not target.exists():
                    print_file([(document.subject.label, document.data)], target, engine=press)
                report.files.append(str(target))
                advance(done)
    if wish.to_print:
        target = folder / f"{form.title}_合并打印_{len(documents) * wish.copies}份.pdf"
        if not target.exists():
            with progress("合并打印文件", len(documents)) as advance:
                pairs = ((d.subject.label, d.data) for d in documents)
                print_file(pairs, target, copies=wish.copies, engine=press, progress=advance)
        report.files.append(str(target))

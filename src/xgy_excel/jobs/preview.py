"""预览: the first document, the last, the longest-named and one random one side by side, before any is made.

Nothing is written into the book: agreement numbers are shown as they would be given, and forgotten.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..books import Book, open_book
from ..core import Report, Stopped
from ..files import safe_name, write_whole
from ..forms import BLANK, Form, Subject, find
from .admitting import admitted
from .check import judged, report_of
from .form import Document, Wish, numbered, read_template, rendered
from .job import Progress
from .outputs import free, untaken
from .register import digest
from .sampled import sample_book, sampled

FIRST, LAST, LONGEST, LONGEST_PLACE, RANDOM, ONLY = "首份", "末份", "姓名最长", "名称最长", "随机", "唯一的一份"
NEXT = "看过无误后去掉“--preview”正式生成，加“--print”做打印文件；打印文件核对无误，才用“--print-to 打印机名”送去打印。"


def preview_file(path: Path, wish: Wish, progress: Progress) -> Report:
    """What `form.make_file` would do with a closed workbook, looked at first."""
    find(wish.name)
    return preview(open_book(path), wish, progress)


def preview(book: Book, wish: Wish, progress: Progress) -> Report:
    """How many documents can be made, why others cannot, and four of them to look at. `wish.folder` may name the PDF."""
    form = find(wish.name)
    _only_looks(form, wish)
    place = _Place.of(form, book, wish.day, wish.folder, "含个人信息，看过请删除，请勿外发")
    template = read_template(form, wish.template)
    records, law, verdict = judged(book, wish.day)
    report = report_of(book, law, verdict)
    report.job = "preview"
    wanted, let_pass = admitted(form, wish.where, verdict, records, law, report, blank=wish.blank)
    if form.numbers:
        wanted = numbered(wanted, book, records, law)
    documents = list(rendered(form, template, wanted, records, law, 0, report, progress))
    report.notes += [f"{d.subject.label}{said}。" for d in documents if (said := let_pass.get(d.subject.label))]
    _show(documents, place, wish.engine, report, progress)
    if documents and form.numbers:
        report.notes.append("协议编号是正式生成时将给出的编号，工作簿没有改动。")
    report.notes += [NEXT] if documents else []
    return report


def try_template(
    form: Form,
    template: Path | None,
    book: Book | None,
    day: date,
    where: Sequence[str],
    out: Path | None,
    progress: Progress,
) -> Report:
    """A template filled for everybody a form is about in a book, or in the sample county, whatever the rules say of them."""
    if book:
        place = _Place.of(form, book, day, out, "含个人信息，看过请删除，请勿外发")
        records, law, verdict = judged(book, day)
        subjects = form.subjects(records, law, where, verdict)
    else:
        book = sample_book()
        subjects, records, law, verdict = sampled(form, book)
        place = _Place.of(form, book, law.day, out, "样例旗县，全部虚构", template or Path(form.template))
    report = Report(book.name, law.day, law.policy, job="try")
    if not subjects and form.by_hand:
        subjects = [BLANK]
    report.requested = len(subjects)
    if form.numbers:
        subjects = numbered(subjects, book, records, law)
    documents = list(rendered(form, read_template(form, template), subjects, records, law, 0, report, progress))
    _show(documents, place, "embedded", report, progress)
    report.notes.append(
        "这里只看模板填得怎样，不看规则是否通过；能不能正式生成，用“xgy form 文书 工作簿 --preview”查看。"
    )
    return report


def _only_looks(form: Form, wish: Wish) -> None:
    done = {
        "--print": wish.to_print, "--print-to": wish.print_to, "--pdf": wish.pdf, "--merged": wish.merged,
        "--resume": wish.resume, "--cluster": wish.cluster,
    }  # fmt: skip
    if given := [word for word, asked in done.items() if asked]:
        raise Stopped(f"“--preview”只看不生成，不能与“{'”“'.join(given)}”同用；看过以后去掉“--preview”再做。")
    if wish.blank and not form.by_hand:
        raise Stopped(f"“{form.title}”不是手填的表，没有空白表。")


# -- which documents are shown --------------------------------------------------------------------------------


def picked(documents: Sequence[Document], seed: str) -> list[tuple[str, Document]]:
    """Up to four documents, each with why it is shown; the same documents and seed give the same ones."""
    if len(documents) < 2:
        return [(ONLY, document) for document in documents]
    everybody = range(len(documents))
    longest = max(everybody, key=lambda number: _longest(documents[number].subject))
    kinds: dict[int, list[str]] = {0: [FIRST], everybody[-1]: [LAST]}
    kinds.setdefault(longest, []).append(LONGEST if documents[longest].subject.rows else LONGEST_PLACE)
    if others := [number for number in everybody if number not in kinds]:
        kinds[random.Random(seed).choice(others)] = [RANDOM]
    return [(f"{'、'.join(words)}（第{number + 1}份）", documents[number]) for number, words in kinds.items()]


def _longest(subject: Subject) -> int:
    """The letters of the longest name in a document: of a person, or of the place where it is about nobody."""
    return max((len(row.name or "") for row in subject.rows), default=len(subject.name))


# -- the page they stand on -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    """Where the preview goes, and what it says of itself."""

    path: Path
    title: str
    head: str
    seed: str

    @classmethod
    def of(
        cls, form: Form, book: Book, day: date, out: Path | None, warning: str, beside: Path | None = None
    ) -> _Place:
        """Beside the book, or where the clerk said: a PDF, or a folder. Raises Stopped where it cannot go."""
        personal = not form.public and beside is None
        told = warning if personal or beside else "公开文书，不含完整号码"
        name = safe_name(
            f"{(beside or book.path).stem}_{form.title}_预览{'_含个人信息' if personal else ''}", suffix=".pdf"
        )
        path = _where(out, (beside or book.path).with_name(name))
        seed = digest(book.path.read_bytes()) if book.path.is_file() else book.name
        head = f"{form.title}　预览，不作正式文书　{book.name}　参照日期{day}　{told}"
        return cls(path, f"{form.title}预览", head, seed)


def _where(out: Path | None, default: Path) -> Path:
    if out is None:
        return free(default)
    if out.suffix.lower() == ".pdf" and not out.is_dir():
        return untaken(out)
    if out.exists() and not out.is_dir():
        raise Stopped(f"“{out.name}”不是文件夹；预览存为PDF，请写一个以 .pdf 结尾的文件名或一个文件夹。")
    return free(out / default.name)


def _show(documents: Sequence[Document], place: _Place, engine: str, report: Report, progress: Progress) -> None:
    """Set the documents that are picked, and write them side by side."""
    from ..docx.pdf import engine as engine_of
    from ..docx.spread import Panel, spread

    report.made = len(documents)
    if not documents:
        report.notes.append("没有一份可以预览。")
        return
    chosen = picked(documents, place.seed)
    panels = []
    with closing(engine_of(engine)) as press, progress("排版预览", len(chosen)) as advance:
        for done, (kind, document) in enumerate(chosen, 1):
            about = (f"{kind}　{document.subject.label}", document.path.as_posix())
            try:
                panels.append(Panel(*about, press.to_pdf(document.data)))
            except Stopped as stop:
                panels.append(Panel(*about, why=str(stop)))
            advance(done)
    data = spread(panels, place.title, place.head)
    place.path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place.path, data)
    report.files.append(str(place.path))
    report.more["shown"] = [
        {"kind": kind, "subject": one.subject.label, "file": one.path.as_posix()} for kind, one in chosen
    ]
    if any(kind.startswith(RANDOM) for kind, _ in chosen):
        report.notes.append("随机的一份由工作簿的内容定出：工作簿不变，每次都是同一份。")

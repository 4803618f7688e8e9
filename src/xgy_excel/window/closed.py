"""The jobs of the ribbon on a closed file, and a look into one. The clerk's own workbook changes only as decision 0005 says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..books import FileBook, open_book
from ..books.copying import values_only
from ..books.port import Mark, OurSheet, Refusal, Written
from ..core import Report, Stopped
from ..jobs import Asked, Job
from ..jobs.batch import Journal, back_up, cut_off
from ..jobs.check import CHECKED, CLEARED
from ..jobs.outputs import copy_beside, values_alone
from ..jobs.quota import TAIL
from ..records import status_of
from ..rows import Coordinator, Village

COPIES = {"check": CHECKED, "clear": CLEARED, "quota": TAIL}  # how the name of a copy ends where not as its button says


class Watched(FileBook):
    """A closed file that knows whether a job has left something unsaved. `fixed_by`: why it is only a copy of values."""

    unsaved = False
    fixed_by = ""

    @property
    def writable(self) -> str:
        return self.fixed_by or super().writable

    def write(
        self, sheet: str, values: Mapping[tuple[int, int], Written], *, like: int = 0, over_formulas: bool = False
    ) -> list[Refusal]:
        self.unsaved = True
        return super().write(sheet, values, like=like, over_formulas=over_formulas)

    def put(self, sheet: OurSheet) -> str:
        self.unsaved = True
        return super().put(sheet)

    def remove(self, sheet: str, headers: Sequence[str]) -> str:
        self.unsaved = True
        return super().remove(sheet, headers)

    def mark(self, marks: Iterable[Mark]) -> list[Refusal]:
        self.unsaved = True
        return super().mark(marks)

    def save(self, path: Path | None = None) -> Path:
        if path is None and self.fixed_by:
            raise Stopped(self.fixed_by)
        saved = super().save(path)
        self.unsaved = False
        return saved


def do(job: Job, path: Path, asked: Asked, *, in_place: bool = False) -> tuple[Report, Path | None]:
    """Do a job on a closed file. What it leaves unsaved goes into a copy beside it, or into the file with `in_place`.

    Returns the report and the workbook that was written so, if any. A file that cannot be edited (.xls and the like) is worked on as a copy of its values.
    """
    with asked.progress("读取工作簿", 0):
        book = source = Watched.open(path)
    if book.fixed:
        book = Watched(values_only(source), path)
        book.fixed_by = source.fixed
    elif in_place and book.writable:
        raise Stopped(book.writable)
    with asked.progress(job.label, 0):
        report = job.run(book, asked)
    report.notes += source.warnings
    written = None
    if book.unsaved:
        with asked.progress("保存", 0):
            if in_place and not book.fixed_by:
                report.notes.append(f"写入前的工作簿已备份为“{back_up(path, asked.now).name}”。")
                written = book.save()
            else:
                written = book.save(copy_beside(path, COPIES.get(job.name, job.label)))
        report.files.append(str(written))
        if book.fixed_by:
            report.notes.append(values_alone(book.fixed_by))
    return report, written


@dataclass(frozen=True)
class Who:
    """Somebody, or a village, of the workbook. `row` is where it stands; `numbers` can be searched and are not shown."""

    name: str
    place: str
    row: str
    numbers: str = ""

    def has(self, words: Iterable[str]) -> bool:
        return all(word in f"{self.name} {self.place} {self.row} {self.numbers}" for word in words)


@dataclass(frozen=True)
class Seen:
    """What stands in a workbook, for the clerk to see that it is the right one."""

    people: int
    in_post: int
    townships: Mapping[str, int]  # people in each, in the order of the book
    hidden: int = 0  # rows of the roster that will be left alone
    left: tuple[Path, Journal] | None = None  # the last batch of documents, if it was cut off
    subjects: tuple[Who, ...] = ()  # whom an explanation can be about
    packs: tuple[str, ...] = ()  # the policy packs that can be compared

    @property
    def words(self) -> str:
        hidden = f"，隐藏或筛选掉{self.hidden}行不处理" if self.hidden else ""
        return f"花名册{self.people}人，在岗{self.in_post}人，{len(self.townships)}个苏木乡镇{hidden}"


def look(path: Path) -> Seen:
    """Open a workbook and count. Raises Stopped where no roster is in it."""
    from ..jobs.compare import names_of
    from ..tables import read_tables

    book = open_book(path)
    records = read_tables([book.read(name) for name in book.sheets()])
    people = records.of(Coordinator)
    if not records.tables:
        raise Stopped(f"“{path.name}”里没有找到花名册，请检查表头。")
    return Seen(
        people=len(people),
        in_post=sum(status_of(row) == "在岗" for row in people),
        townships=Counter(row.township for row in people if row.township),
        hidden=sum(table.skipped.get("隐藏", 0) for table in records.tables if table.kind is Coordinator),
        left=cut_off(path),
        subjects=(*map(_person, people), *(_village(row) for row in records.of(Village) if row.village)),
        packs=names_of(records),
    )


def _person(row: Coordinator) -> Who:
    place = "".join(filter(None, (row.township, row.service_village)))
    numbers = " ".join(filter(None, (row.id_number, row.agreement_no)))
    return Who(row.name or "（没有姓名）", place, f"{row.place.sheet}!{row.place.row}", numbers)


def _village(row: Village) -> Who:
    return Who(row.village or "", row.township or "", f"{row.place.sheet}!{row.place.row}")

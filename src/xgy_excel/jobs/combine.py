"""合并: the rosters of many townships as one workbook, with what was taken for what, and who stands in it twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from ..books import open_book
from ..books.reading import file_bytes
from ..books.saving import replace_file
from ..core import Law, Report, Row, Stopped
from ..opc import MOST_BYTES, directory
from ..records import Records, Table
from ..rows import SHEETS, Coordinator, HeaderAlias
from ..tables import read_tables
from ..tables.choosing import by_name
from ..xlsx.packed import Spool
from ..xlsx.put import put
from ..xlsx.view import choose
from .combining import lists as county
from .combining import repeats, telling
from .combining.carrying import ahead_of, carrier, in_order
from .combining.plan import MOST_ROWS, Plan, plans
from .combining.skeleton import Skeleton
from .combining.township import LISTS, Aliases, Read, read
from .combining.writing import Asked, Order, write
from .job import Progress
from .loading import law_of
from .outputs import untaken

SMALL = 50_000  # rows: no more are packed as small as it gets
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".csv", ".ods", ".xlsb")
Place = tuple[int, int]  # in the store: where, how many bytes


@dataclass(frozen=True)
class Wish:
    """What the clerk asked for. `mapping` is a workbook whose 列名对照 is heard, `cluster` the address of one."""

    out: Path
    day: date
    mapping: Path | None = None
    cluster: str = ""
    most_rows: int = MOST_ROWS  # of a sheet


def combine(paths: Sequence[Path], wish: Wish, progress: Progress) -> Report:
    """Make one workbook of many. A file that cannot be used is told in the report, and the others are combined."""
    target = untaken(wish.out)
    if target.suffix.lower() != ".xlsx":
        raise Stopped(f"合并的结果是xlsx工作簿，文件名须以.xlsx结尾，“{target.name}”没有写入。")
    aliases = remembered(wish.mapping) if wish.mapping else ()
    report = Report(target.name, wish.day, requested=len(paths), job="combine")
    size = sum(path.stat().st_size for path in paths if path.is_file())
    with carrier(wish.cluster, size) as executor, TemporaryFile() as store, Spool() as spool:
        work = _Work(wish, aliases, executor, store, report, progress)
        work.read(paths)
        package = work.write(spool)
        names = [member.name for member in directory(package)]
        report.files.append(str(replace_file(target, lambda f: spool.write(f, package), lambda d: _whole(d, names))))
        if spool.size > MOST_BYTES:
            report.notes.append("总表很大，展开后超过1GB，本程序不能再打开它核对；需要核对的，请分几批合并。")
    return report


def workbooks(paths: Iterable[Path]) -> list[Path]:
    """The files that are meant: those of a folder, those a pattern such as *.xlsx fits, where the system has not put them in."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith(("~$", "."))
            )
        elif not path.exists() and set(path.name) & set("*?"):
            found += sorted(path.parent.glob(path.name)) or [path]
        else:
            found.append(path)
    return found


def remembered(path: Path) -> Aliases:
    """What the sheet 列名对照 of a workbook says."""
    book = open_book(path)
    records = read_tables(book.read(name) for name in book.sheets() if by_name(name) is HeaderAlias)
    found = tuple((a.written, a.standard) for a in records.of(HeaderAlias) if a.written and a.standard)
    if not found:
        raise Stopped(f"“{path.name}”的“列名对照”表里没有填好的对应（列名、字段），请填写后再用。")
    return found


class _Work:
    """A combination under way: the workbooks read, their rows in a store, what is to be told."""

    def __init__(
        self,
        wish: Wish,
        aliases: Aliases,
        executor: Executor | None,
        store: BinaryIO,
        report: Report,
        progress: Progress,
    ) -> None:
        self.wish, self.aliases, self.executor, self.store = wish, aliases, executor, store
        self.report, self.progress = report, progress
        self.books: list[Read] = []
        self.people = repeats.People()
        self.places: dict[tuple[int, int], Place] = {}  # by workbook and part

    def read(self, paths: Sequence[Path]) -> None:
        """Read every workbook. A file given twice counts once. Stops when none can be used."""
        seen: dict[str, str] = {}
        pieces = ((*self._sent(path), self.aliases) for path in paths)
        with self.progress("读取工作簿", len(paths)) as advance:
            for found, rows in in_order(self.executor, read, pieces, ahead_of(self.executor), self.report.notes):
                book = found
                if not book.why and book.digest in seen:
                    book = replace(book, why=f"与“{seen[book.digest]}”内容相同，只合并一次。")
                if book.why:
                    self.report.skipped.append((book.name, book.why))
                else:
                    seen[book.digest] = book.name
                    self.people.add(len(self.books), book)
                    for part, data in enumerate(rows):
                        self.places[len(self.books), part] = (self.store.seek(0, 2), self.store.write(data))
                self.books.append(book)
                advance(len(self.books))
        self.report.made = len(paths) - len(self.report.skipped)
        if not self.report.made:
            told = [why if name in why else f"“{name}”：{why}" for name, why in self.report.skipped[:3]]
            raise Stopped(f"没有可以合并的工作簿。{' '.join(told)}")

    def _sent(self, path: Path) -> tuple[Path, bytes, str]:
        """A file as it goes to whoever reads it: by its path on this machine, by its bytes to another."""
        if not self.wish.cluster:
            return path, b"", ""
        try:
            return Path(path.name), file_bytes(path), ""
        except Stopped as stopped:
            return Path(path.name), b"", str(stopped)

    def write(self, spool: Spool) -> bytes:
        """Put the rows into the spool; returns the package they belong in, with the sheets that tell of them."""
        used = [Read(book.name, why=book.why) if book.why else book for book in self.books]
        wanted = plans(used, self.wish.most_rows)
        lists = county.united(used, self.aliases, self.report.notes)
        absent = {*SHEETS} - {*LISTS} - {kind for book in used for kind in book.kinds}
        skeleton = Skeleton(wanted, {kind: county.lines(rows) for kind, rows in lists.items()}, absent)
        groups = self.people.groups()
        skeleton.begin(spool)
        asked = self._rows(wanted, skeleton, repeats.to_ask(groups, used), spool)
        skeleton.end(spool)
        roster = next((plan for plan in wanted if plan.kind is Coordinator), None)
        entries = repeats.entries(asked, used, roster) if roster else {}
        law = self._law(lists)
        found, not_run = repeats.judged(groups, entries, used, [row for rows in lists.values() for row in rows], law)
        self.report.findings, self.report.not_run = found, not_run
        self.report.policy = law.policy
        for sheet in (
            telling.overview(self.books, wanted),
            telling.mapping(used),
            telling.people(groups, entries, found),
        ):
            put(skeleton.book, sheet)
        choose(skeleton.book, skeleton.book.sheets[telling.OVERVIEW], 3, 1)
        self.report.notes += telling.notes(used, groups, self.people.unknown)
        self.report.more["rows"] = {plan.kind.SHEET: sum(plan.rows.values()) for plan in wanted}
        self.report.more["repeated"] = len(groups)
        return skeleton.book.commit().to_bytes()

    def _rows(
        self, wanted: Sequence[Plan], skeleton: Skeleton, ask: Mapping[tuple[int, int], tuple[int, ...]], spool: Spool
    ) -> dict[tuple[int, int], list[tuple[int, Asked]]]:
        """Write the rows of every plan into the spool; returns those asked for, with their positions."""
        level = 6 if sum(sum(plan.rows.values()) for plan in wanted) <= SMALL else 1
        orders = [*self._orders(wanted, skeleton, ask, level)]
        pieces = ((self._stored(at), order) for at, order in orders)
        asked: dict[tuple[int, int], list[tuple[int, Asked]]] = {}
        with self.progress("写入总表", len(orders)) as advance:
            made = in_order(self.executor, write, pieces, ahead_of(self.executor), self.report.notes)
            for done, ((at, order), (stretches, rows)) in enumerate(zip(orders, made, strict=True), 1):
                for segment, stretch in zip(order.segments, stretches, strict=True):
                    spool.add(skeleton.part(segment.title), stretch)
                if rows:
                    asked[at] = [*zip(order.asked, rows, strict=True)]
                advance(done)
        return asked

    def _orders(
        self, wanted: Sequence[Plan], skeleton: Skeleton, ask: Mapping[tuple[int, int], tuple[int, ...]], level: int
    ) -> Iterator[tuple[tuple[int, int], Order]]:
        for plan in wanted:
            targets = skeleton.targets(plan)
            for (workbook, number), segments in plan.segments.items():
                book, at = self.books[workbook], (workbook, number)
                part = book.parts[number]
                yield at, Order(book.name, part.sheet, part.township, targets, tuple(segments), ask.get(at, ()), level)

    def _stored(self, at: tuple[int, int]) -> bytes:
        where, length = self.places[at]
        self.store.seek(where)
        return self.store.read(length)

    def _law(self, lists: Mapping[type[Row], Sequence[Row]]) -> Law:
        """The law of the day with the parameters and packs of all workbooks, as far as they agree."""
        records = Records(Table(kind=kind, sheet=kind.SHEET, rows=tuple(rows)) for kind, rows in lists.items())
        try:
            return law_of(records, self.wish.day)
        except Stopped as stopped:
            self.report.notes.append(str(stopped))
            return Law(self.wish.day)


def _whole(data: bytes, names: Iterable[str]) -> None:
    """Does a file just written have all its members?"""
    if [member.name for member in directory(data)] != list(names):
        raise Stopped("总表没有写完整，请重新运行。")

"""A workbook that is a closed file: read by `reading`, edited by `xlsx/` without losing anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..core import Stopped
from ..grid import Grid
from ..xlsx import marks as overlay
from ..xlsx import values as cell_values
from ..xlsx.proof import prove
from ..xlsx.put import put
from ..xlsx.refs import address
from ..xlsx.workbook import Workbook
from . import reading, saving
from .pending import Pending
from .port import Mark, OurSheet, Refusal, Written


class FileBook:
    """A Book on a closed file. Changes are kept until `save`; what is read shows them already."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._path = path
        self._load(data)

    def _load(self, data: bytes) -> None:
        self._data = data
        self._read: reading.Source | None = None
        self._grids: dict[str, Grid] = {}
        self._book: Workbook | None = None
        self._pending = Pending()

    @classmethod
    def open(cls, path: Path) -> FileBook:
        """The workbook as it is now. Raises Stopped when the file cannot be read at all."""
        book = cls(reading.file_bytes(path), path)
        book.sheets()
        return book

    @property
    def name(self) -> str:
        return self._path.name

    @property
    def path(self) -> Path:
        """Where it came from."""
        return self._path

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the clerk should know about the file."""
        return self._source.warnings

    @property
    def fixed(self) -> str:
        """Why what the file holds cannot be edited wherever it stands (.xls, signed, protected); empty when it can."""
        try:
            self._editor()
        except Stopped as stopped:
            return str(stopped)
        return ""

    @property
    def writable(self) -> str:
        return self.fixed or saving.writable_reason(self._path)

    def sheets(self) -> tuple[str, ...]:
        there = self._source.sheets
        return (*there, *(name for name in self._pending.sheets if name not in there))

    def read(self, sheet: str) -> Grid:
        if sheet not in self._grids and sheet in self._source.sheets:
            self._grids[sheet] = self._source.grid(sheet)
        return self._pending.over(sheet, self._grids.get(sheet))

    @property
    def _source(self) -> reading.Source:
        if self._read is None:
            self._read = reading.read_bytes(self._data, self.name)
        return self._read

    def _editor(self) -> Workbook:
        """The book open for editing. Raises Stopped with the reason when it must not be."""
        if self._source.kind != "xlsx":
            raise Stopped(f"“{self.name}”不是xlsx格式，只能读取；要写回请先在Excel中另存为xlsx。")
        if self._book is None:
            self._book = Workbook(self._data)
        return self._book

    def write(self, sheet: str, values: Mapping[tuple[int, int], Written]) -> list[Refusal]:
        book = self._editor()
        if sheet not in book.sheets:
            raise Stopped(f"工作簿里没有“{sheet}”这个工作表。")
        refused = cell_values.write(book, book.sheets[sheet], values)
        accepted = {at: value for at, value in values.items() if at not in refused}
        if accepted:
            book.recalculate()
            self._pending.write(sheet, accepted)
        return [Refusal(sheet, address(*at), why) for at, why in sorted(refused.items())]

    def put(self, sheet: OurSheet) -> str:
        name = put(self._editor(), sheet)
        self._pending.put(name, sheet)
        return name

    def mark(self, marks: Iterable[Mark]) -> list[Refusal]:
        wanted: dict[str, dict[tuple[int, int], overlay.Shown]] = {}
        for mark in marks:
            here = wanted.setdefault(mark.sheet, {})
            shown = overlay.Shown(mark.severity, mark.note)
            at = (mark.row, mark.column)
            here[at] = overlay.joined(here[at], shown) if at in here else shown
        refused = overlay.show(self._editor(), wanted)
        return [Refusal(sheet, address(row, column), why) for (sheet, row, column), why in sorted(refused.items())]

    def save(self, path: Path | None = None) -> Path:
        book, target = self._editor(), path or self._path
        suffix = ".xlsm" if book.macros else ".xlsx"
        if target.suffix.lower() in {".xlsx", ".xlsm"} - {suffix}:  # Excel opens no workbook under the other name
            raise Stopped(
                f"工作簿{'含有' if book.macros else '不含'}宏，文件名须以{suffix}结尾，“{target.name}”没有写入。"
            )
        package = book.commit()
        own = target.resolve() == self._path.resolve()
        new = b""

        def check(written: bytes) -> None:
            nonlocal new
            prove(package, written)
            new = written

        saved = saving.replace_file(target, package.write, check, self._data if own else None)
        if own:
            self._load(new)
        return saved

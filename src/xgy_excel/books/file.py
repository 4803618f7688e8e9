"""A workbook that is a closed file: read by `reading`, edited by `xlsx/` without losing anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Self

from ..core import Stopped
from ..grid import Grid
from ..xlsx import marks as overlay
from ..xlsx import values as cell_values
from ..xlsx.proof import prove
from ..xlsx.put import claim, owned_sheet, put, remove
from ..xlsx.refs import address, place
from ..xlsx.view import choose
from ..xlsx.workbook import KINDS, Workbook
from . import reading, saving
from .damage import told
from .pending import Pending, has_header
from .port import Mark, OurSheet, Refusal, Written

BROKEN = "工作簿里有损坏的内容，不能写回，请在Excel中打开修复后另存。"


def _only_read(source: reading.Source) -> str:
    if source.text_only:  # Excel makes numbers of the IDs in a text, and keeps 15 digits of them
        return f"“{source.name}”不是xlsx格式，只能读取；不要用Excel另存，证件号的末尾数字会丢失，要写回请用核对写出的xlsx。"
    return f"“{source.name}”不是xlsx格式，只能读取；要写回请先在Excel中另存为xlsx。"


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
    def open(cls, path: Path) -> Self:
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
        if self.fixed:
            return self.fixed
        if self._editor().reserved:
            return f"“{self.name}”设了修改密码，不能写回，请先取消修改密码，或不写回、只另存副本。"
        return saving.writable_reason(self._path)

    def sheets(self) -> tuple[str, ...]:
        there = self._source.sheets
        new = (name for name in self._pending.sheets if name not in there)
        return (*(name for name in there if name not in self._pending.gone), *new)

    def read(self, sheet: str) -> Grid:
        if sheet not in self._grids and sheet in self._source.sheets:
            self._grids[sheet] = self._source.grid(sheet)
        return self._pending.over(sheet, self._grids.get(sheet))

    @property
    def _source(self) -> reading.Source:
        if self._read is None:
            self._read = reading.read_bytes(self._data, self.name)
        return self._read

    @told(BROKEN)
    def _editor(self) -> Workbook:
        """The book open for editing. Raises Stopped with the reason when it must not be."""
        if self._source.kind != "xlsx":
            raise Stopped(_only_read(self._source))
        if self._book is None:
            self._book = Workbook(self._data)
        return self._book

    @told(BROKEN)
    def write(
        self,
        sheet: str,
        values: Mapping[tuple[int, int], Written],
        *,
        like: int = 0,
        over_formulas: bool = False,
    ) -> list[Refusal]:
        book = self._editor()
        if sheet not in book.sheets:
            raise Stopped(f"工作簿里没有“{sheet}”这个工作表。")
        refused = cell_values.write(book, book.sheets[sheet], values, like=like, over_formulas=over_formulas)
        accepted = {at: value for at, value in values.items() if at not in refused}
        if accepted:
            book.main.recalculate()
            self._pending.write(sheet, accepted)
        return [Refusal(sheet, address(*at), why) for at, why in sorted(refused.items())]

    def own_name(self, sheet: str, headers: Sequence[str]) -> str:
        owned = None if self.fixed else owned_sheet(self._editor(), sheet)
        if owned:
            return owned.name
        return sheet if sheet in self.sheets() and has_header(self.read(sheet), headers) else ""

    @told(BROKEN)
    def put(self, sheet: OurSheet) -> str:
        book = self._editor()
        if owned := self.own_name(sheet.name, sheet.headers):
            claim(book, sheet.name, owned)
        name = put(book, sheet)
        self._pending.put(name, sheet)
        return name

    @told(BROKEN)
    def remove(self, sheet: str, headers: Sequence[str]) -> str:
        book, owned = self._editor(), self.own_name(sheet, headers)
        if owned:
            claim(book, sheet, owned)
        reason = remove(book, sheet)
        if owned and not reason:
            self._pending.remove(owned)
        return reason

    @told(BROKEN)
    def mark(self, marks: Iterable[Mark]) -> list[Refusal]:
        wanted: dict[str, dict[tuple[int, int], overlay.Shown]] = {}
        for mark in marks:
            here = wanted.setdefault(mark.sheet, {})
            shown = overlay.Shown(mark.severity, mark.note)
            at = (mark.row, mark.column)
            here[at] = overlay.joined(here[at], shown) if at in here else shown
        refused = overlay.show(self._editor(), wanted)
        return [Refusal(sheet, address(row, column), why) for (sheet, row, column), why in sorted(refused.items())]

    @told(BROKEN)
    def look_at(self, sheet: str, cell: str) -> bool:
        """Have the book open on a cell. False where there is no such sheet to be seen."""
        book = self._editor()
        return sheet in book.sheets and choose(book, book.sheets[sheet], *place(cell))

    @told(BROKEN)
    def save(self, path: Path | None = None) -> Path:
        book, target = self._editor(), path or self._path
        own = target.resolve() == self._path.resolve()
        suffix = target.suffix.lower()
        wanted = ".xlsm" if book.macros else ".xlsx"
        if suffix not in (wanted, book.kind) and (not own or suffix in KINDS.values()):
            raise Stopped(  # Excel opens no workbook under another kind's name
                f"工作簿{'含有' if book.macros else '不含'}宏，文件名须以{wanted}结尾，“{target.name}”没有写入。"
            )
        book.become(suffix)
        package = book.commit()
        requested = {sheet.part: sheet.new for sheet in book.sheets.values() if sheet.base is None}
        new = b""

        def check(written: bytes) -> None:
            nonlocal new
            prove(package, written, requested, book.styles_part)
            new = written

        saved = saving.replace_file(target, package.write, check, self._data if own else None, self._path)
        if own:
            self._load(new)
        return saved

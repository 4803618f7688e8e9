"""A workbook that is a closed file: read by `reading`, edited by `xlsx/` without losing anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..core import Stopped
from ..grid import Grid
from ..xlsx import marks as overlay
from ..xlsx import put, values
from ..xlsx.proof import prove
from ..xlsx.refs import address
from ..xlsx.workbook import Workbook
from . import pending, saving
from .port import Mark, OurSheet, Refusal, Written


class FileBook:
    """A Book on a closed file. Changes are kept until `save`; what is read shows them already."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._path = path
        self._load(data)

    def _load(self, data: bytes) -> None:
        self._data = data
        self._grids: dict[str, Grid] | None = None
        self._pending = pending.Pending()
        self._book: Workbook | None = None
        self._reason = ""
        try:
            self._book = Workbook(data)
        except Stopped as stopped:
            self._reason = str(stopped)

    @classmethod
    def open(cls, path: Path) -> FileBook:
        """The workbook as it is now. Raises Stopped when the file cannot be read at all."""
        try:
            return cls(path.read_bytes(), path)
        except FileNotFoundError:
            raise Stopped(f"找不到文件“{path.name}”。") from None
        except PermissionError:
            raise Stopped(f"“{path.name}”打不开：可能正被其他程序占用，或没有读取权限。") from None
        except OSError:
            raise Stopped(f"“{path.name}”打不开，请检查它是不是一个文件、磁盘或网络是否正常。") from None

    @property
    def name(self) -> str:
        return self._path.name

    @property
    def path(self) -> Path:
        """Where it came from."""
        return self._path

    @property
    def fixed(self) -> str:
        """Empty when a copy of the book can be edited; else the sentence that says why not, as for a .xls or a .csv."""
        return self._reason

    @property
    def writable(self) -> str:
        return self._reason or saving.writable_reason(self._path)

    def _read(self) -> dict[str, Grid]:
        if self._grids is None:
            from . import reading

            self._grids = {grid.sheet: grid for grid in reading.read_sheets(self._data, self.name)}
        return self._grids

    def sheets(self) -> tuple[str, ...]:
        return (*self._read(), *(name for name in self._pending.sheets if name not in self._read()))

    def read(self, sheet: str) -> Grid:
        return self._pending.over(sheet, self._read().get(sheet))

    def _editor(self) -> Workbook:
        if self._book is None:
            raise Stopped(self._reason)
        return self._book

    def write(self, sheet: str, values_: Mapping[tuple[int, int], Written]) -> list[Refusal]:
        book = self._editor()
        if sheet not in book.sheets:
            raise Stopped(f"工作簿里没有“{sheet}”这个工作表。")
        refused = values.write(book, book.sheets[sheet], values_)
        accepted = {at: value for at, value in values_.items() if at not in refused}
        if accepted:
            book.recalculate()
            self._pending.write(sheet, accepted)
        return [Refusal(sheet, address(*at), why) for at, why in sorted(refused.items())]

    def put(self, sheet: OurSheet) -> str:
        name = put.put(self._editor(), sheet)
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
        package = self._editor().commit()
        target = path or self._path
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

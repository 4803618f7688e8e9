"""A workbook that is only in memory: for tests, and for who uses the library without a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from ..core import Stopped
from ..grid import Grid, Value
from ..xlsx.content import content
from ..xlsx.put import free_sheet_name
from ..xlsx.refs import address, within
from ..xlsx.values import HAS_FORMULA, IN_MERGE
from .pending import Pending, has_header
from .port import Mark, OurSheet, Refusal, Written


class MemoryBook:
    """A Book made of grids, or of plain rows. `marks` are the marks now shown, `ours` our sheets by their name here."""

    def __init__(self, sheets: Mapping[str, Grid | Sequence[Sequence[Value]]], name: str = "内存.xlsx") -> None:
        self._name = name
        self._grids = {s: rows if isinstance(rows, Grid) else Grid(s, rows) for s, rows in sheets.items()}
        self._pending = Pending()
        self._names: dict[str, str] = {}  # the name a sheet of ours was asked for -> the one it got
        self.marks: tuple[Mark, ...] = ()
        self.ours: dict[str, OurSheet] = {}

    @property
    def name(self) -> str:
        return self._name

    @property
    def path(self) -> Path:
        return Path(self.name)

    @property
    def writable(self) -> str:
        return ""

    def sheets(self) -> tuple[str, ...]:
        return (*self._grids, *self.ours)

    def read(self, sheet: str) -> Grid:
        return self._pending.over(sheet, self._grids.get(sheet))

    def write(
        self,
        sheet: str,
        values: Mapping[tuple[int, int], Written],
        *,
        like: int = 0,
        over_formulas: bool = False,
    ) -> list[Refusal]:
        grid = self.read(sheet)
        refused = {at: why for at, value in values.items() if (why := _refusal(grid, *at, value, over_formulas))}
        self._pending.write(sheet, {at: value for at, value in values.items() if at not in refused})
        return [Refusal(sheet, address(*at), why) for at, why in sorted(refused.items())]

    def own_name(self, sheet: str, headers: Sequence[str]) -> str:
        if sheet in self._names:
            return self._names[sheet]
        return sheet if sheet in self._grids and has_header(self._grids[sheet], headers) else ""

    def put(self, sheet: OurSheet) -> str:
        name = self.own_name(sheet.name, sheet.headers) or free_sheet_name(sheet.name, self.sheets())
        self._names[sheet.name] = name
        self._grids.pop(name, None)
        self.ours[name] = sheet
        self._pending.put(name, sheet)
        return name

    def remove(self, sheet: str, headers: Sequence[str]) -> str:
        name = self.own_name(sheet, headers)
        self._names.pop(sheet, None)
        self._grids.pop(name, None)
        self.ours.pop(name, None)
        self._pending.remove(name)
        return ""

    def mark(self, marks: Iterable[Mark]) -> list[Refusal]:
        wanted = tuple(marks)
        self.marks = tuple(mark for mark in wanted if mark.sheet in self.sheets())
        lost = (mark for mark in wanted if mark.sheet not in self.sheets())
        return [Refusal(mark.sheet, address(mark.row, mark.column), "没有这个工作表") for mark in lost]

    def save(self, path: Path | None = None) -> Path:
        """As an .xlsx file. Raises Stopped without a path: there is no place it came from."""
        if path is None:
            raise Stopped("这个工作簿只在内存里，保存时须给出文件名。")
        from .file import FileBook

        book = FileBook(_blank(tuple(self._grids)), path.with_name(f".xgy-{self.name}"))
        for sheet in self._grids:
            rows = self.read(sheet).rows
            filled = {
                (r, c): value for r, row in enumerate(rows, 1) for c, value in enumerate(row, 1) if value is not None
            }
            book.write(sheet, filled)
        for ours in self.ours.values():
            book.put(ours)
        book.mark(self.marks)
        return book.save(path)


def _refusal(grid: Grid, row: int, column: int, value: Written, over_formulas: bool) -> str:
    held = content(value)
    if isinstance(held, str):
        return held
    odd = grid.odd.get((row, column))
    if odd and odd.kind in ("formula", "nocache") and not over_formulas:
        return HAS_FORMULA
    merge = within(row, column, grid.merges)
    return IN_MERGE if merge and (row, column) != merge[:2] else ""


def _blank(names: Sequence[str]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = names[0] if names else "Sheet1"
    for name in names[1:]:
        book.create_sheet(name)
    data = BytesIO()
    book.save(data)
    return data.getvalue()

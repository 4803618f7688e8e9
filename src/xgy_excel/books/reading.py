"""Any file of tables as Grids: its sheets are named at once, and each is read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ..core import Stopped
from ..grid import Grid, Value
from ..opc import DAMAGED
from ..xlsx.put import free_sheet_name
from .apart import read_apart
from .damage import told
from .rows import csv_rows
from .sheets import XlsxSheets
from .sniff import misnamed, sniff

MOST_BYTES = 512 << 20  # of the file
Load = Callable[[str, bool], Grid]


@dataclass(frozen=True)
class Source:
    """A file that can be read: its sheets in order, and what the clerk should know about it."""

    name: str
    kind: str  # xlsx xls xlsb ods html csv
    sheets: tuple[str, ...]
    warnings: tuple[str, ...]
    load: Load

    @property
    def text_only(self) -> bool:
        """Is it text, in which Excel would take an ID for a number?"""
        return self.kind in ("csv", "html")

    def grid(self, sheet: str, oddities: bool = True) -> Grid:
        """One sheet, read now. Without `oddities` errors look like empty cells: for large exports of plain values."""
        with _named(f"“{self.name}”的工作表“{sheet}”"):
            return self.load(sheet, oddities)

    def grids(self) -> list[Grid]:
        """Every sheet at once."""
        return [self.grid(sheet) for sheet in self.sheets]

    def rows(self, sheet: str) -> tuple[Iterator[Sequence[Value]], int]:
        """The rows of a large sheet of plain values one by one from A1 on, and how many of them are hidden."""
        with _named(f"“{self.name}”的工作表“{sheet}”"):
            if isinstance(self.load, XlsxSheets):
                return self.load.rows(sheet)
            grid = self.load(sheet, False)
            return iter(grid.rows), len(grid.hidden)


def read_file(path: Path) -> Source:
    """A file by its path. Raises Stopped with one sentence when it is not there, not ours, or not readable."""
    return read_bytes(file_bytes(path), path.name)


def file_bytes(path: Path) -> bytes:
    """What a file holds. Raises Stopped with one sentence when it cannot be read."""
    name = path.name or str(path)  # “.” has no name of its own
    try:
        if path.is_dir():
            raise Stopped(f"“{name}”是文件夹，请选择其中的文件。")
        if path.stat().st_size > MOST_BYTES:
            raise Stopped(f"“{name}”过大（超过512MB），请拆分后再试。")
        return path.read_bytes()
    except FileNotFoundError:
        raise Stopped(f"找不到文件“{name}”，请检查路径和文件名。") from None
    except PermissionError:
        raise Stopped(f"“{name}”打不开：可能正在Excel或WPS中打开，或没有读取权限，请关闭后再试。") from None
    except OSError:
        raise Stopped(f"“{name}”读取失败，请检查磁盘、U盘或网络是否正常。") from None


def read_bytes(data: bytes, name: str) -> Source:
    """A file by its bytes; the name is for messages and to tell a misnamed file. Raises Stopped like `read_file`."""
    with _named(f"“{name}”"):
        kind = sniff(data, name)
        sheets, load = _open(data, name, kind)
    warnings = [misnamed(kind, name)]
    if kind in ("xlsb", "ods"):
        warnings.append(f"“{name}”是{kind}格式，读不到公式的错误值和隐藏的行，如有请另存为xlsx后再核对。")
    return Source(name, kind, sheets, tuple(filter(None, warnings)), load)


def _open(data: bytes, name: str, kind: str) -> tuple[tuple[str, ...], Load]:
    if kind == "xlsx":
        book = XlsxSheets(data)
        return book.sheets, book
    if kind == "csv":
        grid = Grid(_sheet_of(name), csv_rows(data), text_only=True)
        return (grid.sheet,), lambda _sheet, _oddities: grid
    found = read_apart(data, kind)
    if kind == "html":
        found = [replace(grid, sheet=_sheet_of(name)) for grid in found]
    grids = {grid.sheet: grid for grid in found}
    return tuple(grids), lambda sheet, _oddities: grids[sheet]


def _sheet_of(name: str) -> str:
    """The name of the only sheet of a file of one table, such as 名单[1].csv: one that a workbook may have."""
    return free_sheet_name(Path(name).stem, ())


@contextmanager
def _named(what: str) -> Iterator[None]:
    try:
        with told(DAMAGED):
            yield
    except Stopped as stopped:
        raise Stopped(f"{what}：{stopped}") from None

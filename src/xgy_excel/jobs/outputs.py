"""Where results go: beside the book, under a name nobody has yet."""

from __future__ import annotations

from pathlib import Path

from ..core import Stopped


def copy_beside(book: Path, tail: str) -> Path:
    """花名册.xlsx -> 花名册-核对.xlsx beside it, with a number when that name is taken. A .xls or .csv becomes .xlsx."""
    suffix = book.suffix if book.suffix.lower() in (".xlsx", ".xlsm") else ".xlsx"
    stem = book.stem.removesuffix(f"-{tail}")
    return free(book.with_name(f"{stem}-{tail}{suffix}"))


def free(path: Path) -> Path:
    """The path itself, or with (2), (3) ... before the suffix.

    >>> free(Path("no-such-file.xlsx")).name
    'no-such-file.xlsx'
    """
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}({number}){path.suffix}")
    return found


def untaken(path: Path) -> Path:
    """A path the clerk named. Stops when something stands there: nothing is overwritten."""
    if path.exists():
        raise Stopped(f"“{path.name}”已存在，为免覆盖没有写入，请换一个文件名。")
    if not path.parent.is_dir():
        raise Stopped(f"文件夹“{path.parent}”不存在，请先建立。")
    return path

"""Where results go: into the book itself, or beside it under a name nobody has yet."""

from __future__ import annotations

from pathlib import Path

from ..books import FileBook, editable_copy
from ..core import Stopped


def target_of(book: FileBook, tail: str, *, copy: Path | None = None, in_place: bool = False) -> Path | None:
    """The file a job writes its result to: the copy the clerk named, the book itself (None), or a new copy beside it.

    Stops where the clerk's wish cannot be met, so before anything is worked out.
    """
    if in_place and book.writable:
        raise Stopped(book.writable)
    if copy:
        return untaken(copy)
    return None if in_place else copy_beside(book.path, tail)


def to_edit(book: FileBook, result: str = "结果写在新的工作簿里，") -> tuple[FileBook, list[str]]:
    """The book, or one of its values where it cannot be edited; and what the clerk should know of either."""
    if not book.fixed:
        return book, [*book.warnings]
    return editable_copy(book), [values_alone(book.fixed, result), *book.warnings]


def values_alone(why: str, result: str = "结果写在新的工作簿里，") -> str:
    """That the result has lost the looks of the book, which cannot be edited."""
    return f"{why}{result}只有数值，没有原来的格式。"


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

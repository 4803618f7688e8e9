"""Workbooks behind one port."""

from __future__ import annotations

from pathlib import Path

from .file import FileBook
from .port import Book

__all__ = ["Book", "FileBook", "editable_copy", "open_book"]


def open_book(path: Path | str) -> FileBook:
    """A workbook by its path: .xlsx and .xlsm to read and edit, .xls .csv and the like to read."""
    return FileBook.open(Path(path))


def editable_copy(book: FileBook) -> FileBook:
    """The values of a book that cannot be edited, as a new workbook of the same sheets and addresses."""
    from .copying import values_only

    return FileBook(values_only(book), book.path)

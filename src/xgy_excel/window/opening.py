"""Files and folders in the programs they belong to; a workbook on a cell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ..books import open_book
from ..core import Stopped


def open_path(path: Path) -> None:
    """A file in its own program, a folder in the file manager. Raises Stopped where that cannot be."""
    if not path.exists():
        raise Stopped(f"“{path.name}”已经不在原处，可能被移走或删除。")
    if sys.platform == "win32":
        try:
            os.startfile(path)
        except OSError:
            raise Stopped(f"没有能打开“{path.name}”的程序，请从“{path.parent}”里打开。") from None
        return
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if not opener:
        raise Stopped(f"这台电脑不知道用什么程序打开“{path.name}”，它在：{path.parent}")
    subprocess.Popen(
        [opener, str(path)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def open_at(path: Path, sheet: str, cell: str, *, ours: bool) -> str:
    """Open a workbook on a cell; returns what the clerk has to do by hand where that cannot be.

    No program but Excel can be told from outside which cell to show, so a copy of `ours` is told before it is opened. The
    clerk's own workbook is not written into for that, nor what is open already.
    """
    told = not cell or (ours and _tell(path, sheet, cell))
    open_path(path)
    return "" if told else f"请在打开的工作簿里转到“{sheet}”：在名称框里输入 {cell} 回车。"


def _tell(path: Path, sheet: str, cell: str) -> bool:
    """Write into a workbook where it is to open. False where that cannot be."""
    try:
        book = open_book(path)
        if book.writable or not book.look_at(sheet, cell):
            return False
        book.save()
    except Stopped:
        return False
    return True

"""The desktop window for work on closed files: where macros do not run, and in WPS.

`desk` and what it stands on know nothing of Tk; the modules that import tkinter only show the desk and pass clicks on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ..core import Stopped

_NO_TK = (
    "这个 Python 不带窗口部件（tkinter），打不开窗口。Debian、Ubuntu 请安装 python3-tk；Windows 请重新运行 Python "
    "的安装程序，选“Modify”，勾上“tcl/tk and IDLE”。命令 xgy check、xgy form 照常可用。"
)


def open_window(books: Sequence[Path], day: date) -> None:
    """Open the window and return when it is closed. Raises Stopped where there is no Tk, or no screen."""
    try:
        import tkinter
    except ImportError:
        raise Stopped(_NO_TK) from None
    from .app import run

    try:
        run(books, day)
    except tkinter.TclError as fault:
        if "display" not in str(fault):
            raise
        raise Stopped("这里没有图形桌面，打不开窗口。命令 xgy check、xgy form 照常可用。") from None

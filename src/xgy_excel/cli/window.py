"""`xgy window`: the same work with buttons, for who would rather not type commands."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

from ..core import Stopped
from ..core.faults import unforeseen
from .parsing import day


def add_to(commands: Any) -> None:
    window = commands.add_parser("window", help="打开窗口：点按钮核对、出文书、打印，WPS 也能用")
    window.add_argument(
        "books", nargs="*", type=Path, metavar="工作簿", help="一开始就打开这一本；写几本的，问要不要合并"
    )
    window.add_argument("--as-of", type=day, metavar="年-月-日", help="参照日期，默认今天，窗口里可以改")
    window.set_defaults(run=_window)


def _window(args: argparse.Namespace) -> int:
    from ..window import open_window
    from ..windows.dropped import LINE, dropped

    books = args.books or dropped(os.environ.get(LINE, ""))
    try:
        open_window(books, args.as_of or date.today())
    except Exception as fault:
        if sys.stderr is not None:
            raise
        _say(str(fault) if isinstance(fault, Stopped) else unforeseen(fault))
        return 2
    return 0


def _say(words: str) -> None:
    """Started without a console (打开窗口.cmd), there is nowhere else to say it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, words, "协管员", 0x30)

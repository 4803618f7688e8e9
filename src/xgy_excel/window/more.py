"""The menu 更多: what its entries ask for, and then begin."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path
from tkinter import filedialog
from typing import NamedTuple

from ..core import Stopped
from . import rarely
from .asking import ask_month, ask_packs, ask_subject
from .choosing import BOOKS
from .closed import Seen
from .desk import Desk
from .look import Look

WORKBOOK = [("工作簿", "*.xlsx")]


class Entry(NamedTuple):
    """One line of the menu, which has no room for a tip: the label says what it does."""

    label: str
    act: Callable[[], None]
    needs_book: bool = True


class More:
    """`attempt` begins something and tells what keeps it from beginning."""

    def __init__(self, root: tk.Tk, style: Look, desk: Desk, attempt: Callable[[Callable[[], None]], None]) -> None:
        self._root, self._style, self._desk, self._try = root, style, desk, attempt

    @property
    def entries(self) -> tuple[Entry, ...]:
        return (
            Entry("说明：一个人、一个嘎查村为什么这样判…", self.explain),
            Entry("续聘：做出下一协议年度的工作簿…", self.roll_over),
            Entry("合并：各苏木乡镇的花名册合成一本…", self.combine, needs_book=False),
            Entry("政策比较：换一个政策包，哪些结论会变…", self.compare),
            Entry(f"{rarely.ANSWER}…", self.read_answer),
        )

    def explain(self) -> None:
        """Choose whom, from the workbook as it is now."""

        def ask(seen: Seen) -> None:
            who = ask_subject(self._root, self._style, rarely.EXPLAIN, seen.subjects)
            if who:
                self._try(lambda: rarely.explain(self._desk, who))

        self._from_book(ask)

    def compare(self) -> None:
        """Choose two of the packs there are."""

        def ask(seen: Seen) -> None:
            if len(seen.packs) < 2:
                self._try(lambda: _stop(f"只有一个政策包“{seen.packs[0]}”，没有可比较的。{NEW_PACK}"))
            elif packs := ask_packs(self._root, self._style, rarely.COMPARE, seen.packs):
                self._try(lambda: rarely.compare(self._desk, *packs))

        self._from_book(ask)

    def _from_book(self, ask: Callable[[Seen], None]) -> None:
        if self._able:  # the dialog comes when the window has taken in that the reading has ended
            self._try(lambda: self._desk.look_again(lambda seen: self._soon(ask, seen)))

    def _soon(self, ask: Callable[[Seen], None], seen: Seen) -> None:
        self._root.after(1, ask, seen)

    def roll_over(self) -> None:
        """Choose where the new workbook goes."""
        if self._able and (book := self._desk.book):
            out = self._save(rarely.ROLLOVER, book.parent, f"{book.stem}-续聘.xlsx")
            if out:
                self._try(lambda: rarely.roll_over(self._desk, out))

    def combine(self, books: Sequence[Path] = ()) -> None:
        """Choose the rosters, unless they were dropped, and where the new workbook goes."""
        if self._desk.at:
            return
        chosen = books or tuple(map(Path, self._open(f"{rarely.COMBINE}：选各苏木乡镇的花名册（按住 Ctrl 选几个）")))
        if len(chosen) == 1:
            self._try(lambda: rarely.combine(self._desk, chosen, chosen[0]))
        elif chosen and (out := self._save(rarely.COMBINE, chosen[0].parent, "全县花名册.xlsx")):
            self._try(lambda: rarely.combine(self._desk, chosen, out))

    def read_answer(self) -> None:
        """What the bank has sent back for a month."""
        if not self._able or (month := ask_month(self._root, self._style, rarely.ANSWER, self._desk.day_text)) is None:
            return
        chosen = filedialog.askopenfilename(
            parent=self._root, title=f"{rarely.ANSWER}：选择回单", filetypes=BOOKS, initialdir=self._desk.memory.folder
        )
        if chosen:
            self._try(lambda: rarely.read_answer(self._desk, month, Path(chosen)))

    @property
    def _able(self) -> bool:
        return self._desk.at is None and self._desk.book is not None

    def _open(self, title: str) -> Sequence[str]:
        return filedialog.askopenfilenames(
            parent=self._root, title=title, filetypes=BOOKS, initialdir=self._desk.memory.folder
        ) or ()  # fmt: skip

    def _save(self, title: str, folder: Path, name: str) -> Path | None:
        chosen = filedialog.asksaveasfilename(
            parent=self._root, title=f"{title}：存成哪个新工作簿", defaultextension=".xlsx", filetypes=WORKBOOK,
            initialdir=folder, initialfile=name, confirmoverwrite=False,
        )  # fmt: skip
        if not chosen:
            return None
        self._desk.memory.went_to(Path(chosen).parent)
        return Path(chosen)


NEW_PACK = "请先在“政策包”表里加一行新的政策（包名、文号、生效日期等），存盘，再来比较。"


def _stop(words: str) -> None:
    raise Stopped(words)

"""The tab of findings: a button for every level, a field to search in, the list."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from .listing import Item, Listing
from .look import Look
from .outcome import LEVELS, Line, Outcome, chosen

COLUMNS = (("级别", 84, False), ("位置", 120, False), ("对象", 96, False), ("问题", 430, True), ("处理办法", 230, True))


class Findings(ttk.Frame):
    """`open_at` is told the sheet and the cell of the line that is opened."""

    def __init__(self, parent: tk.Misc, style: Look, open_at: Callable[[str, str], None]) -> None:
        super().__init__(parent, padding=style.px(8))
        self._open_at = open_at
        self._lines: list[Line] = []
        self.level = tk.StringVar(self, "")
        self.words = tk.StringVar(self, "")
        row = ttk.Frame(self, name="row")
        self._buttons = {}
        for number, level in enumerate(("", *LEVELS)):
            button = ttk.Radiobutton(
                row, value=level, variable=self.level, style="Toggle.TButton", command=self._fill, name=f"level{number}"
            )
            button.pack(side="left", padx=(0, style.px(4)))
            self._buttons[level] = button
        entry = ttk.Entry(row, textvariable=self.words, width=16, name="words")
        entry.pack(side="right")
        ttk.Label(row, text="查找").pack(side="right", padx=style.px(6))
        entry.bind("<KeyRelease>", lambda event: self._fill())
        row.pack(fill="x", pady=(0, style.px(6)))
        self.listing = Listing(self, style, COLUMNS, verb="打开，转到这一格")
        self.listing.pack(fill="both", expand=True)

    def show(self, outcome: Outcome) -> None:
        """The findings of a job, from the gravest on."""
        self._lines = list(outcome.lines)
        for level, button in self._buttons.items():
            count = outcome.counts.get(level, 0) if level else len(self._lines)
            button.configure(text=f"{level or '全部'} {count}", state="normal" if count or not level else "disabled")
        self.level.set("")
        self.words.set("")
        self._fill()

    def _fill(self) -> None:
        lines = chosen(self._lines, self.level.get(), self.words.get())
        self.listing.fill([self._item(line) for line in lines], "见副本里的“核对结果”")

    def _item(self, line: Line) -> Item:
        where = "　".join(filter(None, (line.level, line.rule, line.article, line.place, line.subject)))
        return Item(
            cells=(line.level, line.place, line.subject, line.problem, line.remedy),
            text=f"{where}\n{line.problem}\n→ {line.remedy}",
            level=line.level,
            open=lambda: self._open_at(line.sheet, line.cell),
        )

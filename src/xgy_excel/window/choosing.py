"""The upper part: which workbook, as of which day, for whom."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from tkinter import filedialog, ttk

from .desk import EVERYBODY, Desk
from .look import Look

BOOKS = [("工作簿", "*.xlsx *.xlsm *.xls *.et *.xlsb *.ods *.csv"), ("全部文件", "*")]

MOST_OF_A_FOLDER = 36  # characters


class Choosing(ttk.Frame):
    """`changed` is called after another workbook has been taken in hand."""

    def __init__(self, parent: tk.Misc, style: Look, desk: Desk, changed: Callable[[], None]) -> None:
        super().__init__(parent, padding=(style.px(12), style.px(10), style.px(12), style.px(8)))
        self._desk, self._changed = desk, changed
        px = style.px
        self.columnconfigure(1, weight=1)
        left = ttk.Frame(self, name="left")
        self.opener = ttk.Button(left, text="打开…", style="Accent.TButton", command=self.open, name="open")
        self.opener.pack(side="left")
        self._menu = tk.Menu(self, tearoff=False)
        self.recent = ttk.Menubutton(left, text="最近　", menu=self._menu, name="recent")
        self._menu.configure(postcommand=self._list_recent)
        self.recent.pack(side="left", padx=px(6))
        left.grid(row=0, column=0, rowspan=2, sticky="w")

        self.name = ttk.Label(self, style="Subtitle.TLabel")
        self.name.grid(row=0, column=1, sticky="w", padx=px(12))
        self.about = ttk.Label(self, style="Quiet.TLabel")
        self.about.grid(row=1, column=1, sticky="w", padx=px(12))

        right = ttk.Frame(self, name="right")
        self.day = tk.StringVar(self, desk.day_text)
        self.where = tk.StringVar(self, desk.where_text)
        ttk.Label(right, text="参照日期").grid(row=0, column=0, sticky="e", padx=px(6))
        self.day_field = ttk.Entry(right, textvariable=self.day, width=14, name="day")
        self.day_field.grid(row=0, column=1, sticky="ew")
        today = ttk.Button(right, text="今天", command=lambda: self.day.set(date.today().isoformat()), name="today")
        today.grid(row=0, column=2, sticky="ew", padx=(px(6), 0))
        ttk.Label(right, text="文书只做").grid(row=1, column=0, sticky="e", padx=px(6), pady=(px(6), 0))
        self.where_field = ttk.Combobox(right, textvariable=self.where, width=22, values=[EVERYBODY], name="where")
        self.where_field.grid(row=1, column=1, columnspan=2, sticky="ew", pady=(px(6), 0))
        right.grid(row=0, column=2, rowspan=2, sticky="e")
        for variable in (self.day, self.where):
            variable.trace_add("write", lambda *event: self._typed())
        self.show()

    def show(self) -> None:
        """What the desk has in hand."""
        desk = self._desk
        for button in (self.opener, self.recent):
            button.configure(state="normal" if desk.at is None else "disabled")
        if desk.book:
            self.name.configure(text=desk.book.name)
            folder = _short(desk.book.parent)
            self.about.configure(text=f"{desk.seen.words}　　{folder}" if desk.seen else folder)
        else:
            self.name.configure(text="还没有打开花名册")
            self.about.configure(text="点“打开…”选一个工作簿")
        if self.day.get() != desk.day_text:
            self.day.set(desk.day_text)
        if self.where.get() != desk.where_text:
            self.where.set(desk.where_text)
        self.where_field.configure(values=[EVERYBODY, *(desk.seen.townships if desk.seen else ())])

    def open(self) -> None:
        """Ask which workbook, beginning where the last one was."""
        chosen = filedialog.askopenfilename(
            parent=self.winfo_toplevel(), title="打开花名册", filetypes=BOOKS, initialdir=self._desk.memory.folder
        )
        if chosen:
            self._take(Path(chosen))

    def _list_recent(self) -> None:
        self._menu.delete(0, "end")
        for path in self._desk.memory.recent:
            words = f"{path.name}　　{path.parent}"
            self._menu.add_command(label=words, command=partial(self._take, path))
        if not self._desk.memory.recent:
            self._menu.add_command(label="还没有", state="disabled")

    def _take(self, path: Path) -> None:
        self._desk.open(path)
        self._changed()

    def _typed(self) -> None:
        self._desk.day_text, self._desk.where_text = self.day.get(), self.where.get()


def _short(folder: Path) -> str:
    """A folder in little room: of a long one the end."""
    text = str(folder)
    return text if len(text) <= MOST_OF_A_FOLDER else f"…{text[-MOST_OF_A_FOLDER:]}"

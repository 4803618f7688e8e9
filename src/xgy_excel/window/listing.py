"""A list with the whole text of the chosen line under it: findings, what was not made, files and notes."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from tkinter import ttk

from . import look

AT_ONCE = 200  # lines put in before the window is drawn again
MOST = 5_000  # lines: Tk is slow with more


@dataclass(frozen=True)
class Item:
    """One line: what stands in the columns, the whole text, and what opening it does."""

    cells: tuple[str, ...]
    text: str = ""
    level: str = ""
    open: Callable[[], None] | None = None


class Listing(ttk.Frame):
    """`columns` are (title, width in pixels of an ordinary screen, whether it grows); `verb` names the button that opens."""

    def __init__(
        self,
        parent: tk.Misc,
        style: look.Look,
        columns: Sequence[tuple[str, int, bool]],
        lines: int = 4,
        verb: str = "",
    ) -> None:
        super().__init__(parent)
        self._items: list[Item] = []
        self._waiting: str | None = None
        names = [f"c{n}" for n in range(len(columns))]
        self.tree = ttk.Treeview(self, columns=names, show="headings", selectmode="browse", name="tree")
        for name, (title, width, grows) in zip(names, columns, strict=True):
            self.tree.heading(name, text=title, anchor="w")
            self.tree.column(name, width=style.px(width), minwidth=style.px(40), stretch=grows, anchor="w")
        for level, fill in look.FILLS.items():
            self.tree.tag_configure(level, background=fill)
        bar = ttk.Scrollbar(self, command=self.tree.yview)
        self.tree.configure(yscrollcommand=bar.set)
        below = ttk.Frame(self, name="below")
        self.opener = ttk.Button(below, text=verb, command=self.open, name="open")
        if verb:
            self.opener.pack(side="right", padx=(style.px(8), 0), anchor="n")
        self.detail = tk.Text(
            below, height=lines, wrap="char", relief="flat", background=look.PAPER, foreground=look.INK, name="detail",
            font=style.body, padx=style.px(8), pady=style.px(6), highlightthickness=1, takefocus=0,
            highlightbackground=look.LINE, highlightcolor=look.LINE, spacing2=style.px(2), cursor="arrow",
        )  # fmt: skip
        self.columnconfigure(0, weight=1)
        self.rowconfigure(0, weight=1)
        self.tree.grid(row=0, column=0, sticky="nsew")
        bar.grid(row=0, column=1, sticky="ns")
        self.detail.pack(side="left", fill="x", expand=True)
        below.grid(row=1, column=0, columnspan=2, sticky="ew", pady=(style.px(6), 0))
        self.tree.bind("<<TreeviewSelect>>", lambda event: self._chosen())
        self.tree.bind("<Double-1>", self._double)
        self.tree.bind("<Return>", lambda event: self.open())
        self.tree.bind("<Control-c>", lambda event: self._copy())
        self._say("")

    def fill(self, items: Sequence[Item], beyond: str = "") -> None:
        """Show these lines and no others, from the top. `beyond` is where the rest can be read if there are too many."""
        if self._waiting:
            self.after_cancel(self._waiting)
            self._waiting = None
        self.tree.delete(*self.tree.get_children())
        self._items = list(items[:MOST])
        if len(items) > MOST:
            words = f"……另有{len(items) - MOST}条，{beyond}"
            self._items.append(Item(("", *[""] * (len(self.tree["columns"]) - 2), words), words))
        self._say("")
        self._put(0)

    def _put(self, start: int) -> None:
        self._waiting = None
        for number, item in zip(count(start), self._items[start : start + AT_ONCE], strict=False):
            tags = (item.level,) if item.level else ()
            self.tree.insert("", "end", iid=str(number), values=item.cells, tags=tags)
        if start == 0 and self._items:
            self.tree.selection_set("0")
            self.tree.focus("0")
        if start + AT_ONCE < len(self._items):
            self._waiting = self.after(1, lambda: self._put(start + AT_ONCE))

    @property
    def chosen(self) -> Item | None:
        """The line that is selected."""
        selected = self.tree.selection()
        return self._items[int(selected[0])] if selected else None

    def open(self) -> None:
        """What a double click on the chosen line does."""
        item = self.chosen
        if item and item.open:
            item.open()

    def _double(self, event: tk.Event[ttk.Treeview]) -> None:
        if self.tree.identify_row(event.y):
            self.open()

    def _chosen(self) -> None:
        item = self.chosen
        self._say(item.text if item else "")
        self.opener.configure(state="normal" if item and item.open else "disabled")

    def _copy(self) -> None:
        if item := self.chosen:
            self.clipboard_clear()
            self.clipboard_append(item.text)

    def _say(self, words: str) -> None:
        self.detail.configure(state="normal")
        self.detail.delete("1.0", "end")
        self.detail.insert("1.0", words)
        self.detail.configure(state="disabled")


class Reading(ttk.Frame):
    """A long text to be read and copied from."""

    def __init__(self, parent: tk.Misc, style: look.Look) -> None:
        super().__init__(parent, padding=style.px(8))
        self.text = tk.Text(
            self, wrap="char", relief="flat", background=look.PAPER, foreground=look.INK, name="text", font=style.body,
            padx=style.px(10), pady=style.px(8), spacing2=style.px(2), spacing3=style.px(2), cursor="arrow",
        )  # fmt: skip
        bar = ttk.Scrollbar(self, command=self.text.yview)
        self.text.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        self.text.pack(side="left", fill="both", expand=True)

    def show(self, words: str) -> None:
        """From the top."""
        self.text.configure(state="normal")
        self.text.delete("1.0", "end")
        self.text.insert("1.0", words)
        self.text.configure(state="disabled")
        self.text.yview_moveto(0)

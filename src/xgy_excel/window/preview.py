"""The tab before printing: the counts, the pages of the first, the last and a random document; only then the printer."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from functools import partial
from tkinter import ttk

from . import look
from .outcome import Outcome
from .samples import FIRST, KINDS, RANDOM, Samples, pages
from .worker import Worker

BY_HAND = "在阅读器里打印"
EVERY = 40  # milliseconds between two looks at the worker
DPI = 96


class Preview(ttk.Frame):
    """`print_on` is told the printer, or nothing to open the file in a reader."""

    def __init__(self, parent: tk.Misc, style: look.Look, print_on: Callable[[str], None]) -> None:
        super().__init__(parent, padding=style.px(8))
        self._style, self._print_on = style, print_on
        self._worker, self._wanted = Worker(), ""
        self._samples = Samples(())
        self._pages: list[tk.PhotoImage] = []
        self._page = 0
        self._outcome: Outcome | None = None
        self.kinds: dict[str, ttk.Button] = {}
        self._build()

    def _build(self) -> None:
        px = self._style.px
        top = ttk.Frame(self, name="top")
        for number, kind in enumerate(KINDS):
            self.kinds[kind] = ttk.Button(top, text=kind, command=partial(self.look_at, kind), name=f"kind{number}")
            self.kinds[kind].pack(side="left", padx=(0, px(4)))
        self.back = ttk.Button(top, text="上一页", command=lambda: self._turn(-1), name="back")
        self.next = ttk.Button(top, text="下一页", command=lambda: self._turn(1), name="next")
        self.where = ttk.Label(top, style="Quiet.TLabel")
        self.next.pack(side="right")
        self.back.pack(side="right", padx=px(4))
        self.where.pack(side="right", padx=px(8))
        top.pack(fill="x", pady=(0, px(6)))

        bottom = ttk.Frame(self, name="bottom")
        self.still = ttk.Label(bottom)
        self.still.pack(side="left")
        self.print = ttk.Button(bottom, text="打印", style="Accent.TButton", command=self._print, name="print")
        self.print.pack(side="right")
        self.printer = ttk.Combobox(bottom, state="readonly", width=22, name="printer")
        self.printer.pack(side="right", padx=px(8))
        bottom.pack(side="bottom", fill="x", pady=(px(6), 0))

        middle = ttk.Frame(self)
        self.canvas = tk.Canvas(middle, background="#8a8f98", highlightthickness=0, takefocus=1, name="page")
        bar = ttk.Scrollbar(middle, command=self.canvas.yview)
        self.canvas.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        self.canvas.pack(side="left", fill="both", expand=True)
        middle.pack(fill="both", expand=True)
        self.canvas.bind("<Configure>", lambda event: self._draw())
        for keys, step in (("<Prior>", -1), ("<Left>", -1), ("<Next>", 1), ("<Right>", 1)):
            self.canvas.bind(keys, partial(self._turned, step))
        self.canvas.bind("<Button-1>", lambda event: self.canvas.focus_set())
        for wheel, lines in (("<Button-4>", -3), ("<Button-5>", 3)):
            self.canvas.bind(wheel, partial(self._rolled, lines))
        self.canvas.bind("<MouseWheel>", lambda event: self._rolled(-event.delta // 40))

    def show(self, outcome: Outcome, printers: list[str]) -> None:
        """The documents of a job; nothing of them has been looked at yet."""
        self._outcome, self._samples, self._pages = outcome, Samples(outcome.documents), []
        self.printer.configure(values=[BY_HAND, *printers])
        self.printer.set(BY_HAND)
        for kind, button in self.kinds.items():
            button.configure(state="normal" if kind in self._samples.wanted else "disabled")
        self._tell()
        self._draw()

    def look_at_first(self) -> None:
        """When the tab is opened and nothing has been looked at."""
        if self._samples.documents and not self._pages and self._worker.at is None:
            self.look_at(FIRST)

    def look_at(self, kind: str) -> None:
        """Show one of the documents from its first page."""
        if self._worker.at is None and kind in self._samples.wanted:
            self._wanted, document = kind, self._samples.pick(kind)
            self.where.configure(text="正在排版……")
            self._worker.start("预览", lambda progress: pages(document, DPI * self._style.scale))
            self.after(EVERY, self._poll, self._samples)

    def _poll(self, asked: Samples) -> None:
        end = self._worker.end()
        if end is None:
            self.after(EVERY, self._poll, asked)
        elif asked is not self._samples:  # another job has ended meanwhile
            self.look_at_first()
        elif end.trouble:
            self.where.configure(text=end.trouble)
        else:
            self._samples.shown(self._wanted)
            self._pages = [tk.PhotoImage(master=self, data=page) for page in end.result]
            self._page = 0
            self._tell()
            self._draw()

    def _turn(self, step: int) -> None:
        if 0 <= self._page + step < len(self._pages):
            self._page += step
            self._draw()

    def _turned(self, step: int, event: object) -> None:
        self._turn(step)

    def _rolled(self, lines: int, event: object = None) -> None:
        self.canvas.yview_scroll(lines, "units")

    def _draw(self) -> None:
        canvas = self.canvas
        canvas.delete("all")
        for button, there in ((self.back, self._page > 0), (self.next, self._page + 1 < len(self._pages))):
            button.configure(state="normal" if there else "disabled")
        if not self._pages:
            return
        picture, edge = self._pages[self._page], self._style.px(12)
        width = max(canvas.winfo_width(), picture.width() + 2 * edge)
        canvas.create_image(width // 2, edge, image=picture, anchor="n")
        canvas.configure(scrollregion=(0, 0, width, picture.height() + 2 * edge))
        canvas.yview_moveto(0)
        document = self._samples.documents[self._samples.number]
        total = len(self._samples.documents)
        at = f"第{self._samples.number + 1}份，共{total}份　第{self._page + 1}页，共{len(self._pages)}页"
        self.where.configure(text=f"{document.stem}　{at}")

    def _tell(self) -> None:
        """What is still to be looked at; nothing can be printed before."""
        missing = self._samples.missing
        for kind, button in self.kinds.items():
            button.configure(text=f"{kind} ✓" if kind in self._samples.looked_at and kind != RANDOM else kind)
        ready = bool(self._outcome and self._outcome.print_file and not missing)
        self.print.configure(state="normal" if ready else "disabled")
        if self._outcome and not self._outcome.print_file:
            words = "没有打印文件；要打印请按左边的“打印”。"
        elif missing:
            words = f"打印前请先看过：{'、'.join(missing)}"
        else:
            words = "看过了，可以打印。"
        self.still.configure(text=words)

    def _print(self) -> None:
        chosen = self.printer.get()
        self._print_on("" if chosen == BY_HAND else chosen)

"""What stands around the results: a sentence that must be seen, the first page, the lower edge with the progress."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from . import look
from .desk import Desk

_COLOURS = {  # fill and ink, by kind
    "bad": ("#fde7e9", "#a4262c"),
    "ask": ("#fff4ce", "#5c4400"),
    "good": ("#e8f3ec", "#0b5a33"),
}


class Banner(tk.Frame):
    """One sentence that must be seen, with what can be done about it."""

    def __init__(self, parent: tk.Misc, style: look.Look) -> None:
        super().__init__(parent, name="banner", padx=style.px(10), pady=style.px(6))
        self._px = style.px
        self.words = tk.Label(self, justify="left", anchor="w", font=style.body, name="words")
        self.words.pack(side="left", fill="x", expand=True)
        self.bind("<Configure>", lambda event: self.words.configure(wraplength=max(200, event.width - style.px(230))))
        self._buttons: list[ttk.Button] = []

    def show(self, kind: str, words: str, *buttons: tuple[str, Callable[[], None]]) -> None:
        """A sentence in the colours of its kind, and buttons beside it."""
        fill, ink = _COLOURS[kind]
        self.configure(background=fill)
        self.words.configure(text=words, background=fill, foreground=ink)
        for button in self._buttons:
            button.destroy()
        self._buttons = [
            ttk.Button(self, text=text, command=act, name=f"act{number}") for number, (text, act) in enumerate(buttons)
        ]
        for button in reversed(self._buttons):
            button.pack(side="right", padx=(self._px(6), 0))


class Welcome(ttk.Frame):
    """What stands in the middle before anything was done."""

    def __init__(
        self, parent: tk.Misc, style: look.Look, open_: Callable[[], None], new: Callable[[bool], None]
    ) -> None:
        super().__init__(parent)
        inner = ttk.Frame(self, name="inner")
        inner.place(relx=0.5, rely=0.42, anchor="center")
        self.title = ttk.Label(inner, style="Title.TLabel")
        self.words = ttk.Label(inner, style="Quiet.TLabel", justify="center")
        self.title.pack(pady=(0, style.px(10)))
        self.words.pack(pady=(0, style.px(16)))
        self.row = ttk.Frame(inner, name="row")
        for name, text, act in (
            ("open", "打开花名册…", open_), ("blank", "新建空白花名册…", lambda: new(False)), ("sample", "建一本样例试试…", lambda: new(True)),
        ):  # fmt: skip
            ttk.Button(self.row, text=text, command=act, name=name).pack(side="left", padx=style.px(4))

    def show(self, has_book: bool) -> None:
        """With a workbook in hand, what comes next; without one, how to get one."""
        self.row.pack_forget()
        if has_book:
            self.title.configure(text="点左边的按钮开始")
            self.words.configure(
                text="先“校验”，看结果，改好再出文书。\n原工作簿不会被改动，写回编号和台账的除外，写之前先存备份。"
            )
        else:
            self.title.configure(text="打开花名册工作簿")
            self.words.configure(
                text="Excel 和 WPS 存的表都可以。也可以把工作簿拖到“打开窗口.cmd”的图标上。\n全部在本机处理，不联网。"
            )
            self.row.pack()


class Bar(ttk.Frame):
    """The lower edge: how far the work is and the button to stop it; else what the thing under the pointer does."""

    def __init__(self, parent: tk.Misc, style: look.Look, cancel: Callable[[], None]) -> None:
        super().__init__(parent, padding=(style.px(12), style.px(6), style.px(12), style.px(8)), name="bar")
        self.tip, self._gap = "", style.px(12)
        self._moving = False
        self.words = ttk.Label(self, style="Quiet.TLabel", name="words")
        self.words.pack(side="left", fill="x", expand=True)
        self.cancel = ttk.Button(self, text="取消", command=cancel, name="cancel")
        self.progress = ttk.Progressbar(self, length=style.px(320), name="progress")
        self.bind("<Configure>", lambda event: self.words.configure(wraplength=max(200, event.width - style.px(40))))

    def show(self, desk: Desk) -> None:
        at = desk.at
        if at is None:
            self.words.configure(text=f"{self.tip}\n", anchor="w")
            self._still()
            self.cancel.pack_forget()
            self.progress.pack_forget()
            return
        count = f" {at.done}/{at.total}" if at.total else ""
        words = "正在停下，等手头这一份做完……" if desk.stopping else f"{at.what}{count}……"
        self.words.configure(text=words, anchor="e")
        self.cancel.configure(state="disabled" if desk.stopping else "normal")
        if not self.cancel.winfo_ismapped():
            self.cancel.pack(side="right")
            self.progress.pack(side="right", padx=self._gap)
        if at.total:
            self._still()
            self.progress.configure(mode="determinate", maximum=at.total, value=at.done)
        elif not self._moving:
            self._moving = True
            self.progress.configure(mode="indeterminate", maximum=100)
            self.progress.start(30)

    def _still(self) -> None:
        if self._moving:
            self._moving = False
            self.progress.stop()

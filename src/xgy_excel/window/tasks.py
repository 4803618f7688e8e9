"""The left part: a button for every job of the ribbon, and all the other documents in a list."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk

from ..forms import FORMS
from ..forms.form import Form
from ..jobs import JOBS, Job
from .look import Look
from .more import Entry

OTHERS = "其他文书"
MOST = 16  # documents in a column of the menu
OWN = "用自己的模板…"
MORE = "更多…"
MORE_TIP = "说明一个人或嘎查村、续聘、合并、政策比较，都不动原工作簿。读入银行回单会写进工作簿的“回单状态”，写之前先存备份；请先在 Excel、WPS 里关闭它。"
OTHERS_TIP = "选一种文书，按花名册逐份生成，另做一个可直接打印的 PDF。"
IN_PLACE_TIP = "不勾：标记和算出的数写在旁边的副本里，原工作簿不动。勾上：直接写进原工作簿，写之前先存备份；请先在 Excel、WPS 里关闭它。"


class Tasks(ttk.Frame):
    """`tell` shows what the thing under the pointer or the focus does."""

    def __init__(
        self,
        parent: tk.Misc,
        style: Look,
        do: Callable[[Job], None],
        make: Callable[[Form], None],
        own: Callable[[Form], None],
        more: Sequence[Entry],
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(parent, padding=(style.px(12), 0, style.px(8), style.px(8)))
        self._tell = tell
        self.buttons: dict[str, ttk.Button] = {}
        for number, job in enumerate(JOBS, 1):
            button = ttk.Button(
                self, text=job.label, style="Job.TButton", command=partial(do, job), name=job.name, width=12
            )  # fmt: skip
            key = f"（Alt+{number}）" if number < 10 else ""
            self._explained(button, f"{job.label}{key}：{job.tip}")
            self.buttons[job.name] = button
            button.pack(fill="x", pady=(0, style.px(4)))
        menu = tk.Menu(self, tearoff=False)
        for number, form in enumerate(FORMS):
            turn = number > 0 and number % MOST == 0  # the next column: the menu must not be higher than the screen
            menu.add_command(label=f"{form.code}　{form.title}", command=partial(make, form), columnbreak=turn)
        mine = tk.Menu(menu, tearoff=False)
        for number, form in enumerate(FORMS):
            turn = number > 0 and number % MOST == 0
            mine.add_command(label=f"{form.code}　{form.title}", command=partial(own, form), columnbreak=turn)
        menu.add_cascade(label=OWN, menu=mine)
        self.others = ttk.Menubutton(self, text=OTHERS, menu=menu, name="others")
        self._explained(self.others, OTHERS_TIP)
        self.others.pack(fill="x", pady=(style.px(4), 0))
        rest = tk.Menu(self, tearoff=False)
        for entry in more:
            rest.add_command(label=entry.label, command=entry.act)
        self._rest, self._entries = rest, more
        self.more = ttk.Menubutton(self, text=MORE, menu=rest, name="more")
        self._explained(self.more, MORE_TIP)
        self.more.pack(fill="x", pady=(style.px(4), 0))
        self.in_place = tk.BooleanVar(self, False)
        box = ttk.Checkbutton(self, text="直接写进原表", variable=self.in_place, name="in_place")
        self._explained(box, IN_PLACE_TIP)
        box.pack(fill="x", pady=(style.px(10), 0))
        self.box = box

    def enable(self, idle: bool, has_book: bool) -> None:
        """Whether anything can be begun now; most of it needs a workbook in hand."""
        for widget in (*self.buttons.values(), self.others, self.box):
            widget.configure(state="normal" if idle and has_book else "disabled")  # type: ignore[call-arg]
        self.more.configure(state="normal" if idle else "disabled")
        for number, entry in enumerate(self._entries):
            self._rest.entryconfigure(number, state="normal" if has_book or not entry.needs_book else "disabled")

    def _explained(self, widget: tk.Misc, words: str) -> None:
        for event in ("<Enter>", "<FocusIn>"):
            widget.bind(event, lambda event: self._tell(words))
        for event in ("<Leave>", "<FocusOut>"):
            widget.bind(event, lambda event: self._tell(""))

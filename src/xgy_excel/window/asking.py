"""What a job asks for before it begins, in a small dialog."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from datetime import date
from tkinter import ttk
from typing import TypeVar

from ..cells.dates import read_date, typed_month
from .closed import Who
from .look import Look

T = TypeVar("T")
MOST = 200  # lines of a list to choose from: more are found by typing


class Box:
    """A dialog: what is asked goes into `body`, 确定 and 取消 under it."""

    def __init__(self, root: tk.Tk, style: Look, title: str, question: str) -> None:
        self.root, self.px = root, style.px
        self.top = tk.Toplevel(root, name="asking")
        self.top.title(title)
        self.top.transient(root)
        self.top.resizable(False, False)
        self.top.configure(background=ttk.Style(root).lookup(".", "background"))
        self.body = ttk.Frame(self.top, padding=self.px(16), name="body")
        self.body.pack(fill="both", expand=True)
        ttk.Label(self.body, text=question, justify="left").pack(anchor="w", pady=(0, self.px(8)))
        self.wrong = ttk.Label(self.body, foreground="#a4262c", name="wrong")
        self._found: list[object] = []
        self._answer: Callable[[], object] = lambda: None
        self._why = ""

    def take(self) -> None:
        """End with the answer, if there is one."""
        answer = self._answer()
        if answer is None:
            self.wrong.configure(text=self._why)
        else:
            self._found.append(answer)
            self.top.destroy()

    def ask(self, answer: Callable[[], T | None], why: str, focus: ttk.Entry) -> T | None:
        """Show it until it is answered or closed. `why` is said while there is no answer."""
        self._answer, self._why, top = answer, why, self.top
        self.wrong.pack(anchor="w")
        row = ttk.Frame(self.body, name="row")
        ttk.Button(row, text="取消", command=top.destroy, name="cancel").pack(side="right", padx=(self.px(8), 0))
        ttk.Button(row, text="确定", style="Accent.TButton", command=self.take, name="ok").pack(side="right")
        row.pack(fill="x", pady=(self.px(8), 0))
        top.bind("<Return>", lambda event: self.take())
        top.bind("<Escape>", lambda event: top.destroy())
        top.update_idletasks()
        root = self.root
        across, down = root.winfo_width() - top.winfo_reqwidth(), root.winfo_height() - top.winfo_reqheight()
        top.geometry(f"+{root.winfo_rootx() + across // 2}+{root.winfo_rooty() + down // 3}")
        top.wait_visibility()
        top.grab_set()
        focus.focus_set()
        focus.select_range(0, "end")
        root.wait_window(top)
        return self._found[0] if self._found else None  # type: ignore[return-value]


def ask_month(root: tk.Tk, style: Look, title: str, day_text: str) -> date | None:
    """The first day of a month; that of the day of law is proposed. None when the clerk thinks better of it."""
    box = Box(root, style, title, f"“{title}”做哪个月？")
    day = read_date(day_text.strip())
    text = tk.StringVar(box.top, f"{day if isinstance(day, date) else date.today():%Y-%m}")
    field = ttk.Entry(box.body, textvariable=text, width=24, name="month")
    field.pack(fill="x")
    return box.ask(lambda: typed_month(text.get()), "认不出来，应写成 2025-06 的样子。", field)


def ask_packs(root: tk.Tk, style: Look, title: str, packs: Sequence[str]) -> tuple[str, str] | None:
    """Two different policy packs; the one before the last and the last are proposed."""
    box = Box(root, style, title, "按两个政策包各核对一遍，列出结论不同的地方。")
    chosen = []
    for number, (label, pack) in enumerate((("从", packs[0]), ("换成", packs[1]))):
        line = ttk.Frame(box.body, name=f"line{number}")
        ttk.Label(line, text=label, width=5).pack(side="left")
        field = ttk.Combobox(line, values=list(packs), state="readonly", width=34, name="pack")
        field.set(pack)
        field.pack(side="left", fill="x", expand=True)
        line.pack(fill="x", pady=(0, box.px(6)))
        chosen.append(field)

    def answer() -> tuple[str, str] | None:
        one, other = (field.get() for field in chosen)
        return (one, other) if one != other else None

    return box.ask(answer, "两个是同一个政策包，请选不同的。", chosen[0])


def ask_subject(root: tk.Tk, style: Look, title: str, subjects: Sequence[Who]) -> Who | None:
    """One person or village of the workbook, found by typing or in the list."""
    box = Box(root, style, title, "要说明谁？写姓名、嘎查村或证件号的一部分，从下面选一个。")
    words = tk.StringVar(box.top, "")
    field = ttk.Entry(box.body, textvariable=words, width=44, name="words")
    field.pack(fill="x", pady=(0, box.px(6)))
    lines = ttk.Frame(box.body, name="lines")
    tree = ttk.Treeview(
        lines, columns=("who", "place", "row"), show="headings", selectmode="browse", height=10, name="tree"
    )
    for column, heading, width in (
        ("who", "姓名或嘎查村", 150),
        ("place", "苏木乡镇、嘎查村", 220),
        ("row", "在哪一行", 130),
    ):
        tree.heading(column, text=heading, anchor="w")
        tree.column(column, width=style.px(width), anchor="w")
    bar = ttk.Scrollbar(lines, command=tree.yview)
    tree.configure(yscrollcommand=bar.set)
    tree.pack(side="left", fill="both", expand=True)
    bar.pack(side="right", fill="y")
    lines.pack(fill="both", expand=True)
    found: list[Who] = []

    def fill(*event: str) -> None:
        wanted = words.get().split()
        found[:] = [who for who in subjects if who.has(wanted)]
        tree.delete(*tree.get_children())
        for number, who in enumerate(found[:MOST]):
            tree.insert("", "end", iid=str(number), values=(who.name, who.place, who.row.replace("!", "第") + "行"))
        if found:
            tree.selection_set("0")
        more = f"共{len(found)}个，先列{MOST}个，请再写几个字。" if len(found) > MOST else ""
        box.wrong.configure(text=more if found else "没有找到。")

    words.trace_add("write", fill)
    fill()
    tree.bind("<Double-1>", lambda event: box.take() if tree.identify_row(event.y) else None)
    for key, step in (("<Down>", 1), ("<Up>", -1)):
        field.bind(key, lambda event, step=step: _step(tree, step))  # type: ignore[misc]
    return box.ask(lambda: found[int(tree.selection()[0])] if tree.selection() else None, "请先选一个。", field)


def _step(tree: ttk.Treeview, step: int) -> None:
    """The line above or below, while the words are being typed."""
    selected = tree.selection()
    number = str(int(selected[0]) + step) if selected else "0"
    if tree.exists(number):
        tree.selection_set(number)
        tree.see(number)

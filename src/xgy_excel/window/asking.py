"""What a job asks for before it begins."""

from __future__ import annotations

import tkinter as tk
from datetime import date
from tkinter import ttk

from ..cells.dates import typed_month
from .look import Look


def ask_month(root: tk.Tk, style: Look, title: str, proposed: date) -> date | None:
    """The first day of a month; that of a day is proposed. None when the clerk thinks better of it."""
    top, px = tk.Toplevel(root), style.px
    top.title(title)
    top.transient(root)
    top.resizable(False, False)
    top.configure(background=ttk.Style(root).lookup(".", "background"))
    text, found = tk.StringVar(top, f"{proposed:%Y-%m}"), []
    body = ttk.Frame(top, padding=px(16), name="body")
    body.pack()
    ttk.Label(body, text=f"“{title}”做哪个月？").grid(row=0, column=0, columnspan=3, sticky="w")
    field = ttk.Entry(body, textvariable=text, width=14, name="month")
    field.grid(row=1, column=0, columnspan=3, sticky="ew", pady=px(8))
    wrong = ttk.Label(body, foreground="#a4262c")
    wrong.grid(row=2, column=0, columnspan=3, sticky="w")

    def take() -> None:
        if month := typed_month(text.get()):
            found.append(month)
            top.destroy()
        else:
            wrong.configure(text="认不出来，应写成 2025-06 的样子。")

    ttk.Button(body, text="确定", style="Accent.TButton", command=take, name="ok").grid(
        row=3, column=1, padx=px(4), pady=(px(8), 0)
    )
    ttk.Button(body, text="取消", command=top.destroy, name="cancel").grid(row=3, column=2, pady=(px(8), 0))
    top.bind("<Return>", lambda event: take())
    top.bind("<Escape>", lambda event: top.destroy())
    top.update_idletasks()
    across, down = root.winfo_width() - top.winfo_reqwidth(), root.winfo_height() - top.winfo_reqheight()
    top.geometry(f"+{root.winfo_rootx() + across // 2}+{root.winfo_rooty() + down // 3}")
    top.wait_visibility()
    top.grab_set()
    field.focus_set()
    field.select_range(0, "end")
    root.wait_window(top)
    return found[0] if found else None

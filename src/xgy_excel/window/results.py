"""The middle: how the last job went, in tabs. A tab that has nothing to show is not there."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path
from tkinter import messagebox, ttk

from ..jobs import printer
from .desk import Desk
from .findings import Findings
from .listing import Item, Listing, Reading
from .look import Look
from .outcome import Line, Outcome
from .preview import Preview

TITLE = "协管员"
CHANGES = (("改前 → 改后", 170, False), ("位置", 120, False), ("对象", 96, False), ("问题", 500, True))


class Results(ttk.Notebook):
    """The tabs: findings, what was not made, the pages before printing, files, notes."""

    def __init__(self, parent: tk.Misc, style: Look, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        edge = style.px(8)
        self.findings = Findings(self, style, desk.show_cell)
        self.text = Reading(self, style)
        self.changes = Listing(self, style, CHANGES, verb="打开，转到这一格")
        self.skipped = Listing(self, style, (("对象", 140, False), ("原因和办法", 700, True)))
        self.preview = Preview(self, style, self._print)
        self.files = Listing(self, style, (("文件", 420, True), ("文件夹", 420, True)), lines=2, verb="打开")
        self.notes = Listing(self, style, (("说明", 860, True),), lines=5)
        for listing in (self.changes, self.skipped, self.files, self.notes):
            listing.configure(padding=edge)
        self.preview.bind("<Map>", lambda event: self.preview.look_at_first())
        self._there: list[ttk.Frame] = []

    def show(self, outcome: Outcome) -> None:
        """A job has ended."""
        for page in self._there:
            self.forget(page)
        self._there = []
        silent = not (outcome.counts or outcome.documents or outcome.text or outcome.changes)
        if silent:
            self._tab(self.notes, "说明", len(outcome.notes))
        if outcome.text:
            self.text.show(outcome.text)
            self._tab(self.text, "逐条说明", 0)
        self.changes.fill([self._change(line) for line in outcome.changes])
        self._tab(self.changes, "结论变化", len(outcome.changes))
        if outcome.counts or not (outcome.skipped or outcome.files or outcome.notes):
            self._tab(self.findings, "问题", len(outcome.lines))
        self.findings.show(outcome)
        if outcome.documents:
            self.preview.show(outcome, printer.names() if outcome.print_file else [])
            self._tab(self.preview, "打印前核对", 0)
        self.skipped.fill([_skipped(*one) for one in outcome.skipped])
        self._tab(self.skipped, outcome.counted[2], len(outcome.skipped))
        self.files.fill(self._of_files(outcome))
        self._tab(self.files, "文件", len(outcome.files))
        self.notes.fill([Item((note,), note) for note in outcome.notes])
        if not silent:
            self._tab(self.notes, "说明", len(outcome.notes))
        self.after_idle(self._look)

    def _look(self) -> None:
        if self.preview.winfo_ismapped():
            self.preview.look_at_first()

    def _tab(self, page: ttk.Frame, words: str, count: int) -> None:
        if count or page in (self.findings, self.preview, self.text):
            self.add(page, text=f"{words} {count}" if count else words)
            self._there.append(page)

    def _of_files(self, outcome: Outcome) -> list[Item]:
        folders = dict.fromkeys(file.parent for file in outcome.files)
        paths = [*(file for file in outcome.files if file.suffix != ".docx"), *folders]
        paths += [file for file in outcome.files if file.suffix == ".docx"]
        return [self._file(path) for path in paths]

    def _file(self, path: Path) -> Item:
        return Item((path.name, str(path.parent)), str(path), open=lambda: self._desk.show(path))

    def _change(self, line: Line) -> Item:
        where = "　".join(filter(None, (line.rule, line.article, line.place, line.subject)))
        return Item(
            (line.level, line.place, line.subject, line.problem),
            f"{line.level}　{where}\n{line.problem}\n→ {line.remedy}",
            line.level.rpartition(" ")[2],
            open=lambda: self._desk.show_cell(line.sheet, line.cell),
        )

    def _print(self, name: str) -> None:
        outcome = self._desk.outcome
        if outcome is None:
            return
        left = len(outcome.skipped)
        where = f"送到打印机“{name}”" if name else "打开打印文件"
        words = f"应生成{outcome.requested}份，成功{outcome.made}份，未生成{left}份。\n\n现在{where}，打印这{outcome.made}份吗？"
        if messagebox.askyesno(TITLE, words, parent=self.winfo_toplevel()):
            self._desk.print(name)


def _skipped(subject: str, reason: str) -> Item:
    return Item((subject, reason), f"{subject}\n{reason}")

"""The window: puts its parts together, hands clicks to the desk, and shows what has become of them."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tkinter import filedialog, messagebox, ttk

from ..core import Stopped
from ..core.faults import unforeseen
from ..forms import find
from ..forms.form import Form
from ..jobs import JOBS, Job
from ..jobs.job import FILES
from . import look
from .asking import ask_month
from .choosing import BOOKS, Choosing
from .desk import Desk
from .memory import Memory
from .more import More
from .panels import Banner, Bar, Welcome
from .results import TITLE, Results
from .tasks import Tasks

EVERY = 60  # milliseconds between two looks at the work
MOST = 6  # names of files in a sentence
SIZE, LEAST = (1120, 720), 880  # pixels of an ordinary screen


class App:
    """`root` is the window. Everything a test or a person can reach is an attribute of its part."""

    def __init__(self, desk: Desk) -> None:
        look.sharp()
        self.root = tk.Tk(className="xgy")
        self.root.withdraw()  # until everything is in its place
        self.desk = desk
        self.style = look.Look(self.root)
        self._closing = False
        self._build()
        self.root.protocol("WM_DELETE_WINDOW", self.close)
        self.root.report_callback_exception = self._fault
        self._keys()
        self.refresh()
        self.root.deiconify()
        self._poll()

    def _build(self) -> None:
        root, style, px = self.root, self.style, self.style.px
        root.title("村级就业帮扶协管员花名册")
        width, height = (
            min(px(size), most)
            for size, most in zip(SIZE, (root.winfo_screenwidth(), root.winfo_screenheight()), strict=True)
        )
        root.geometry(f"{width}x{height}")
        root.columnconfigure(1, weight=1)
        root.rowconfigure(1, weight=1)
        self.choosing = Choosing(root, style, self.desk, self.refresh)
        self.choosing.grid(row=0, column=0, columnspan=2, sticky="ew")
        self.more = More(root, style, self.desk, self._try)
        self.tasks = Tasks(root, style, self.do, self.make, self.make_own, self.more.entries, self._tip)
        self.tasks.grid(row=1, column=0, sticky="ns")
        self.middle = ttk.Frame(root, padding=(0, 0, px(12), 0))
        self.middle.grid(row=1, column=1, sticky="nsew")
        self.banner = Banner(self.middle, style)
        self.headline = ttk.Label(self.middle, style="BodyLarge.TLabel", name="headline")
        self.results = Results(self.middle, style, self.desk)
        self.welcome = Welcome(self.middle, style, self.choosing.open, self._new)
        self.bar = Bar(root, style, self.desk.cancel)
        self.bar.grid(row=2, column=0, columnspan=2, sticky="ew")
        root.update_idletasks()
        needed = sum(part.winfo_reqheight() for part in (self.choosing, self.tasks, self.bar))
        root.minsize(min(px(LEAST), width), min(needed, height))

    def _keys(self) -> None:
        self.root.bind("<Control-o>", lambda event: self.choosing.open())
        self.root.bind("<Escape>", lambda event: self.desk.cancel())
        for number, job in enumerate(JOBS[:9], 1):
            self.root.bind(f"<Alt-Key-{number}>", partial(self._pressed, job))

    # -- what a person does ---------------------------------------------------------------------------------------

    def open(self, book: Path) -> None:
        """Take a workbook in hand."""
        self._try(lambda: self.desk.open(book))

    def take(self, books: Sequence[Path]) -> None:
        """What the window was started with: one workbook is opened, of several the clerk says what is to become."""
        if len(books) == 1:
            self.open(books[0])
        else:
            self.desk.dropped = tuple(books)
            self.refresh()

    def do(self, job: Job) -> None:
        """A button of a job: what the job asks for is asked first."""
        if self.desk.at or not self.desk.book:
            return
        month: date | None = None
        files: tuple[Path, ...] = ()
        if "month" in job.asks:
            month = ask_month(self.root, self.style, job.label, self.desk.day_text)
            if month is None:
                return
        if "files" in job.asks:
            answer = messagebox.askyesnocancel(TITLE, FILES.format(job.label), parent=self.root)
            files = self._files(job.label) if answer else ()
            if answer is None or (answer and not files):
                return
        self.desk.in_place = self.tasks.in_place.get()
        self._try(lambda: self.desk.do(job, month=month, files=files))

    def _pressed(self, job: Job, event: object) -> None:
        self.do(job)

    def make(self, form: Form) -> None:
        """One of the other documents."""
        if not self.desk.at and self.desk.book:
            self._try(lambda: self.desk.make(form))

    def make_own(self, form: Form) -> None:
        """One of the documents from the county's own template, which is looked over first."""
        if self.desk.at or not self.desk.book:
            return
        chosen = filedialog.askopenfilename(
            parent=self.root, title=f"{form.title}：选择自己的 Word 模板", filetypes=[("Word 文档", "*.docx")],
            initialdir=self.desk.memory.folder,
        )  # fmt: skip
        if chosen:
            self._try(lambda: self.desk.look_over(form, Path(chosen)))

    def _files(self, title: str) -> tuple[Path, ...]:
        chosen = filedialog.askopenfilenames(
            parent=self.root,
            title=f"{title}：选择文件（可以多选）",
            filetypes=BOOKS,
            initialdir=self.desk.memory.folder,
        )
        if chosen:
            self.desk.memory.went_to(Path(chosen[0]).parent)
        return tuple(map(Path, chosen))

    def _new(self, sample: bool) -> None:
        chosen = filedialog.asksaveasfilename(
            parent=self.root, title="新建花名册", defaultextension=".xlsx", filetypes=[("工作簿", "*.xlsx")],
            initialdir=self.desk.memory.folder, initialfile="样例花名册.xlsx" if sample else "花名册.xlsx",
        )  # fmt: skip
        if chosen:
            self._try(lambda: self.desk.new(Path(chosen), sample=sample))

    def _try(self, act: Callable[[], None]) -> None:
        """Begin something; what cannot be begun is told."""
        try:
            act()
        except Stopped as stop:
            self.desk.trouble = str(stop)
        self.refresh()

    def close(self) -> None:
        """Close the window. Work that goes on is asked to stop, and is waited for."""
        if self.desk.at is None:
            self.root.destroy()
        elif messagebox.askyesno(
            TITLE, f"正在{self.desk.at.what}，停下并关闭吗？\n\n做完的文件都会保留。", parent=self.root
        ):
            self._closing = True  # it goes when the work has ended
            self.desk.cancel()

    # -- what is shown --------------------------------------------------------------------------------------------

    def _poll(self) -> None:
        before = self.desk.outcome
        ended = self.desk.poll()
        if self._closing and self.desk.at is None:
            self.root.destroy()
            return
        if ended:
            if self.desk.outcome is not before and self.desk.outcome:
                self.results.show(self.desk.outcome)
            self.refresh()
        self.bar.show(self.desk)
        self.root.after(EVERY, self._poll)

    def refresh(self) -> None:
        """Everything that depends on the desk, but for the tabs."""
        desk = self.desk
        self.choosing.show()
        self.tasks.enable(desk.at is None, desk.book is not None)
        for widget in (self.banner, self.headline, self.results, self.welcome):
            widget.pack_forget()
        px = self.style.px
        if self._tell():
            self.banner.pack(fill="x", pady=(0, px(8)))
        if desk.outcome:
            self.headline.configure(text=desk.outcome.headline)
            self.headline.pack(fill="x", pady=(0, px(6)))
            self.results.pack(fill="both", expand=True)
        else:
            self.welcome.show(desk.book is not None)
            self.welcome.pack(fill="both", expand=True)
        self.bar.show(desk)

    def _tell(self) -> bool:
        """The banner: what stopped the last wish, or what waits to be taken up. False when there is nothing to say."""
        desk = self.desk
        if desk.trouble:
            self.banner.show("bad", f"没有做成：{desk.trouble}")
        elif desk.own and desk.own.usable:
            self.banner.show("ask", desk.own.words, ("用它生成", lambda: self._try(desk.make_own)))
        elif desk.own:
            self.banner.show("bad", desk.own.words)
        elif desk.seen and desk.seen.left and desk.at is None:
            folder, journal = desk.seen.left
            words = f"“{find(journal.form).title}”有一批没有做完（{folder.name}）。"
            self.banner.show(
                "ask", f"{desk.said}{words}", ("接着做", lambda: self._try(desk.take_up)),
                ("打开文件夹", lambda: self._try(lambda: desk.show(folder))),
            )  # fmt: skip
        elif desk.dropped:
            names = "、".join(path.name for path in desk.dropped[:MOST])
            words = f"拖来{len(desk.dropped)}个工作簿：{names}{'等' if len(desk.dropped) > MOST else ''}。"
            self.banner.show(
                "ask", words, ("合并成一本…", lambda: self.more.combine(desk.dropped)),
                ("只打开第一个", lambda: self._try(lambda: desk.open(desk.dropped[0]))),
            )  # fmt: skip
        elif desk.said:
            self.banner.show("good", desk.said)
        elif desk.outcome and (new := desk.outcome.book) and new != desk.book:
            self.banner.show(
                "good", f"新工作簿已做好：{new.name}", ("在这里打开它", lambda: self._try(lambda: desk.open(new)))
            )
        else:
            return False
        return True

    def _tip(self, words: str) -> None:
        self.bar.tip = words
        self.bar.show(self.desk)

    def _fault(self, kind: type[BaseException], fault: BaseException, trace: object) -> None:
        self.desk.trouble = str(fault) if isinstance(fault, Stopped) else unforeseen(fault)
        self.refresh()


def run(books: Sequence[Path], day: date) -> None:
    """Show the window until it is closed."""
    app = App(Desk(Memory(), day))
    app.take(books)
    app.root.mainloop()

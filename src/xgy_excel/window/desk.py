"""What the window shows and does, without a window: the workbook in hand, the work going on, how the last job went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ..cells.dates import read_date
from ..core import Stopped
from ..forms import find
from ..forms.form import Form
from ..jobs import Asked, Job
from ..jobs.batch import cut_off
from ..jobs.job import Progress
from . import closed, opening
from .closed import Seen
from .memory import Memory
from .outcome import Outcome, in_window, outcome_of
from .own import Own, looked_over
from .worker import At, End, Worker

EVERYBODY = "全部"


def day_of(text: str) -> date:
    """The day a person has typed, in any of the ways a roster may write it.

    >>> day_of("2025.6.30"), day_of("20250630") == day_of("2025年6月30日")
    (datetime.date(2025, 6, 30), True)
    """
    day = read_date(text.strip())
    if not isinstance(day, date):
        raise Stopped(f"参照日期“{text.strip()}”认不出来，应写成 2025-06-30 的样子。")
    return day


def conditions(text: str) -> tuple[str, ...]:
    """The rows a person wants, such as 苏木乡镇=青穗镇 姓名=张三; none for everybody.

    >>> conditions("全部"), conditions("苏木乡镇=青穗镇；状态=在岗"), conditions("青穗镇")
    ((), ('苏木乡镇=青穗镇', '状态=在岗'), ('苏木乡镇=青穗镇',))
    """
    words = text.replace("；", " ").replace(";", " ").replace("＝", "=").split()
    if words in ([], [EVERYBODY]):
        return ()
    return tuple(word if "=" in word else f"苏木乡镇={word}" for word in words)


class Desk:
    """All of it belongs to the thread of the window, which calls `poll` again and again."""

    def __init__(self, memory: Memory, day: date, clock: Callable[[], datetime] = datetime.now) -> None:
        self.memory = memory
        self.day_text = day.isoformat()
        self.where_text = EVERYBODY
        self.in_place = False
        self.book: Path | None = None
        self.seen: Seen | None = None
        self.outcome: Outcome | None = None
        self.trouble = ""  # the sentence that stopped what was wanted last
        self.said = ""  # how what was wanted last went, where there is no outcome
        self.own: Own | None = None  # the template looked over last, while documents may be made from it
        self.dropped: tuple[Path, ...] = ()  # several workbooks, of which the clerk has to say what is to become
        self._clock = clock
        self._worker = Worker()
        self._then: Callable[[Any], None] = lambda result: None

    # -- what is going on -------------------------------------------------------------------------------------

    @property
    def at(self) -> At | None:
        """How far the work is; None when there is none."""
        return self._worker.at

    @property
    def day(self) -> date:
        """The day of law, as the clerk has typed it. Raises Stopped where it cannot be read."""
        return day_of(self.day_text)

    @property
    def stopping(self) -> bool:
        return self._worker.stopping

    def cancel(self) -> None:
        self._worker.cancel()

    def poll(self) -> bool:
        """Take in what the work has come to. True when it has ended."""
        end = self._worker.end()
        if end is None:
            return False
        self._ended(end)
        return True

    def _begin(self, what: str, work: Callable[[Progress], object], then: Callable[[Any], None]) -> None:
        if self.at is None:
            self.trouble = self.said = ""
            self.own = None
            self.dropped = ()
            self._then = then
            self._worker.start(what, work)

    def _ended(self, end: End) -> None:
        self.trouble = in_window(end.trouble)
        if end.cancelled:
            self.said = "已停下。做完的文件都是完整的，没有留下半个文件。"
        elif not end.trouble:
            self._then(end.result)
        if self.book and self.seen:  # a batch may have been cut off, or taken up again
            self.seen = replace(self.seen, left=cut_off(self.book))

    def work(self, title: str, work: Callable[[Progress], Outcome]) -> None:
        """Do something, and show what has come of it."""
        self._begin(title, work, self._keep)

    # -- what a person can do ---------------------------------------------------------------------------------

    def open(self, book: Path) -> None:
        """Take a workbook in hand."""

        def saw(seen: Seen) -> None:
            self.seen = seen

        if self.at is None:
            self.book, self.seen, self.outcome = book.absolute(), None, None
            self.where_text = EVERYBODY
            self.memory.opened(self.book)
            self._begin("读取工作簿", lambda progress: closed.look(book), saw)

    def look_again(self, then: Callable[[Seen], None]) -> None:
        """Read the workbook anew before the clerk chooses from what stands in it."""
        book = self.in_hand

        def saw(seen: Seen) -> None:
            self.seen = seen
            then(seen)

        self._begin("读取工作簿", lambda progress: closed.look(book), saw)

    def do(self, job: Job, *, month: date | None = None, files: tuple[Path, ...] = ()) -> None:
        """Do a job of the ribbon on the workbook. Raises Stopped on a day or a choice that cannot be read."""
        book, day, where, in_place = self.in_hand, self.day, conditions(self.where_text), self.in_place

        def work(progress: Progress) -> Outcome:
            asked = Asked(day, self.now, progress, where, month, files)
            return outcome_of(job.label, *closed.do(job, book, asked, in_place=in_place))

        self._begin(job.label, work, self._keep)

    def make(self, form: Form, *, to_print: bool = True) -> None:
        """Make the documents of any form, with a file for the printer."""
        self._make(form.name, form.title, self.day, conditions(self.where_text), to_print=to_print)

    def look_over(self, form: Form, template: Path) -> None:
        """Look the county's own template over for a form. Nothing is made before the clerk has seen what is found."""

        def keep(own: Own) -> None:
            self.own, self.outcome = own, own.outcome

        self._begin("检查模板", lambda progress: looked_over(form, template), keep)

    def make_own(self) -> None:
        """Make the documents from the template that has just been looked over."""
        if self.own and self.own.usable:
            form, path = self.own.form, self.own.path
            day, where = self.day, conditions(self.where_text)
            self._make(form.name, form.title, day, where, to_print=True, template=path)

    def take_up(self) -> None:
        """Go on with the batch that was cut off, as it was begun."""
        if self.seen and self.seen.left:
            folder, journal = self.seen.left
            title = find(journal.form).title
            self._make(journal.form, title, self.day, (), folder=folder, resume=True)

    def _make(self, name: str, title: str, day: date, where: tuple[str, ...], **more: Any) -> None:
        from ..jobs.form import Wish, make_file

        book = self.in_hand
        wish = Wish(name, day, self.now, where=where, **more)
        self._begin(title, lambda progress: outcome_of(title, make_file(book, wish, progress)), self._keep)

    def new(self, path: Path, *, sample: bool = False) -> None:
        """Make a blank workbook, or one with the sample county, and take it in hand."""
        from ..jobs.new import new
        from ..sample import SAMPLE_DAY

        if sample:
            self.day_text = SAMPLE_DAY.isoformat()
        self.memory.went_to(path.parent)
        self._begin("新建工作簿", lambda progress: new(path, sample=sample), self.open)

    def show(self, path: Path) -> None:
        """Open a file or a folder in its own program."""
        self._begin("打开", lambda progress: opening.open_path(path), lambda result: None)

    def show_cell(self, sheet: str, cell: str) -> None:
        """Open the workbook in which the findings are marked, on a cell; the clerk's own is opened as it is."""
        copy = self.outcome.copy if self.outcome else None
        book = copy or self.in_hand
        self._begin("打开", lambda progress: opening.open_at(book, sheet, cell, ours=copy is not None), self._say)

    def print(self, printer: str, *, duplex: bool = False) -> None:
        """Send the print file to a printer; without a name open it in its own program, to be printed from there."""
        from ..jobs.printer import send

        file = self.outcome.print_file if self.outcome else None
        if file and printer:
            words = f"已把“{file.name}”送到打印机“{printer}”。印完请数一数份数。"
            self._begin("打印", lambda progress: send(file, printer, duplex=duplex), lambda result: self._say(words))
        elif file:
            words = "打印文件已在阅读器里打开，请从那里打印。印完请数一数份数。"
            self._begin("打开", lambda progress: opening.open_path(file), lambda result: self._say(words))

    @property
    def in_hand(self) -> Path:
        """The workbook. Raises Stopped without one."""
        if self.book is None:
            raise Stopped("请先打开花名册工作簿。")
        return self.book

    @property
    def now(self) -> datetime:
        """The time of a wish, to the second."""
        return self._clock().replace(microsecond=0)

    def _keep(self, outcome: Outcome) -> None:
        self.outcome = outcome

    def _say(self, words: str) -> None:
        self.said = words

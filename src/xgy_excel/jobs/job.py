"""Job: what a person can ask for on an open book. One entry makes a ribbon button and a command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ..books.port import Book
from ..core import Report

Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]


@contextmanager
def unseen(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Progress that nobody watches."""
    yield lambda done: None


# How a clerk is asked for files, with the label of the job.
FILES = "{}：要从别的文件（如系统导出的表）读入数据吗？\n\n是：选择文件，可以多选　否：用表里现有的"


def now() -> datetime:
    """The moment a job is asked for, to the second: so it stands in the names of folders and in 生成台账."""
    return datetime.now().replace(microsecond=0)


@dataclass(frozen=True)
class Asked:
    """What goes with the wish: `day` is the day of law, `now` names folders, `where` chooses rows (forms/where.py).

    `month` (its first day) and `files` are for the jobs that ask for them.
    """

    day: date
    now: datetime
    progress: Progress
    where: tuple[str, ...] = ()
    month: date | None = None
    files: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Job:
    """`run(book, asked)` does it on an open book, closed file or live Excel alike, and does not save a check."""

    name: str
    label: str  # on the button
    tip: str  # what the button does, for the screentip
    icon: str  # an Office picture (imageMso)
    run: Callable[[Book, Asked], Report]
    of_rows: bool = False  # can be done for some rows of the roster alone
    asks: tuple[str, ...] = ()  # what the clerk is asked for first: "month", "files"

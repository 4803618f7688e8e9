"""One piece of work at a time in a thread of its own, so that the window stays alive; it can be asked to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from ..core import Stopped
from ..core.faults import unforeseen
from ..jobs.job import Progress


class Cancelled(BaseException):
    """The clerk has thought better of it. No Exception, so that no job takes it for a fault of one document."""


@dataclass(frozen=True)
class At:
    """How far the work is; a total of 0 when nobody can say."""

    what: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class End:
    """How the work ended: with a result, with the sentence that stopped it, or cancelled."""

    result: Any = None
    trouble: str = ""
    cancelled: bool = False


class Worker:
    """Started, asked how far it is, cancelled: all by the thread of the window."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._ends: SimpleQueue[End] = SimpleQueue()
        self.at: At | None = None  # None when nothing is being done

    def start(self, what: str, work: Callable[[Progress], object]) -> None:
        """Begin. What `work` is given shows how far it is, and raises Cancelled where it may stop."""
        if self.at is not None:
            raise RuntimeError("one at a time")
        self._stop.clear()
        self.at = At(what)
        threading.Thread(target=self._run, args=(work,), daemon=True, name="xgy-work").start()

    def cancel(self) -> None:
        """Ask the work to stop at the next document, or before the next step."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Has it been asked to stop, and has not yet?"""
        return self.at is not None and self._stop.is_set()

    def end(self) -> End | None:
        """How the work ended, once; None while it goes on."""
        try:
            end = self._ends.get_nowait()
        except Empty:
            return None
        self.at = None
        return end

    def _run(self, work: Callable[[Progress], object]) -> None:
        try:
            end = End(work(self._progress))
        except Cancelled:
            end = End(cancelled=True)
        except Stopped as stop:
            end = End(trouble=str(stop))
        except BaseException as fault:  # nobody else is there to tell it
            end = End(trouble=unforeseen(fault))
        self._ends.put(end)

    @contextmanager
    def _progress(self, what: str, total: int) -> Iterator[Callable[[int], None]]:
        def advance(done: int) -> None:
            if self._stop.is_set():
                raise Cancelled
            self.at = At(what, done, total)

        advance(0)
        yield advance

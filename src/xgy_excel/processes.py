"""Processes of this machine that carry pieces of work, and what becomes of a piece when one of them is lost."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from typing import Any, TypeVar

T = TypeVar("T")


def cores() -> int:
    """How many processes can work at once; 1 where the system does not say."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def forks() -> bool:
    """Can this process be doubled as it is?"""
    return sys.platform == "linux" and "fork" in get_all_start_methods() and threading.active_count() == 1


def pool(workers: int, start: str | None = None) -> ProcessPoolExecutor:
    """Processes that begin by `fork`, `spawn`, or as the system has it, and none of which can take this one along.

    When one is lost while a piece larger than the pipe is on its way to it, Python 3.11.2 waits for ever for the rest of
    the piece to be taken. The pool is told not to wait for that.
    """
    made = ProcessPoolExecutor(workers, get_context(start))
    made._call_queue.cancel_join_thread()  # type: ignore[attr-defined]
    return made


def submit(executor: Executor, work: Callable[..., T], *piece: Any) -> Future[T]:
    """The work on a piece; of a pool that is broken or was shut down a future that says so."""
    try:
        return executor.submit(work, *piece)
    except RuntimeError as closed:
        future: Future[T] = Future()
        future.set_exception(closed)
        return future

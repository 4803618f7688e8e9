"""Work of many pieces, carried by several processes of this machine or by a cluster, told in the order it was given."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

from ...docx.cluster import cluster
from ...processes import cores, forks, pool, submit

T = TypeVar("T")
AHEAD = 3  # pieces on their way for each process of this machine
AHEAD_AWAY = 32  # pieces on their way to a cluster
PAYS_FROM = 2 << 20  # bytes of workbooks: to start a process costs as much as to read a few hundred people


def carrier(address: str, size: int) -> AbstractContextManager[Executor | None]:
    """Who carries work on workbooks of so many bytes: the cluster at an address, processes of this machine, or None: this one."""
    if address:
        return cluster(address)
    if cores() < 2 or size < PAYS_FROM or not forks():
        return nullcontext()
    made = pool(cores(), "fork")
    made.submit(int).result()  # all processes begin now: later there may be threads, which do not survive it
    return made


def ahead_of(executor: Executor | None) -> int:
    """How many pieces are to be on their way: what is waiting is in memory."""
    return AHEAD * cores() if isinstance(executor, ProcessPoolExecutor) else AHEAD_AWAY


def in_order(
    executor: Executor | None, work: Callable[..., T], pieces: Iterable[tuple[Any, ...]], ahead: int, notes: list[str]
) -> Iterator[T]:
    """What `work` gives for each piece, in order. What keeps a piece from coming (a process or a machine lost): done here."""
    waiting: deque[tuple[tuple[Any, ...], Future[T]]] = deque()
    for piece in pieces:
        if executor is None:
            yield work(*piece)
            continue
        waiting.append((piece, submit(executor, work, *piece)))
        if len(waiting) >= ahead:
            yield _done(work, *waiting.popleft(), notes)
    while waiting:
        yield _done(work, *waiting.popleft(), notes)


def _done(work: Callable[..., T], piece: tuple[Any, ...], future: Future[T], notes: list[str]) -> T:
    try:
        return future.result()
    except Exception:
        note = "并行处理没有成功的部分已改在本机处理，结果不受影响。"
        notes += [] if note in notes else [note]
        return work(*piece)

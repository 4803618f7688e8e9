"""A batch carried by several processes: of this machine, or whatever a concurrent.futures.Executor reaches.

Chunks of rows go out, chunks of documents come back, in order. What an executor fails to do is done here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from ..processes import cores, forks, pool, submit
from .fallback import Context
from .outcome import Filled, Unmade
from .template import Prepared, Recipe, prepare

CHUNK = 128  # rows in one piece of work: with 32 a second process gained a tenth, with 128 it doubled the speed
AHEAD = 8  # pieces on their way
PAYS_FROM = 500  # rows that docxtpl makes, 6 ms each
K = TypeVar("K")
Outcome = Filled | Unmade


def here(prepared: Prepared, context: Context, why: str = "") -> Outcome:
    """One row's document, or why there is none. With `why` docxtpl makes it."""
    try:
        return prepared.by_docxtpl(context, why) if why else prepared.fill(context)
    except Unmade as error:
        return error


def carried(
    prepared: Prepared, rows: Iterable[tuple[K, Context]], why: str, executor: Executor, notes: list[str]
) -> Iterator[tuple[K, Outcome]]:
    """What `here` gives for every row, in order, by the executor. The keys of the rows stay here."""
    waiting: deque[tuple[list[tuple[K, Context]], Future[list[Outcome]]]] = deque()
    source = iter(rows)
    more = True
    while more or waiting:
        chunk = list(islice(source, CHUNK)) if more else []
        more = bool(chunk)
        if chunk:
            contexts = [context for _, context in chunk]
            waiting.append((chunk, submit(executor, work, prepared.recipe, why, contexts)))
        if waiting and (not more or len(waiting) >= AHEAD):
            sent, future = waiting.popleft()
            yield from zip([key for key, _ in sent], _outcomes(prepared, sent, why, future, notes), strict=True)


def _outcomes(
    prepared: Prepared, sent: list[tuple[K, Context]], why: str, future: Future[list[Outcome]], notes: list[str]
) -> Iterator[Outcome]:
    """The outcomes of a chunk. Whatever kept them from coming (rows that cannot travel, a worker lost): made here."""
    try:
        yield from future.result()
    except Exception:
        note = "并行生成没有成功的部分已改在本机逐份生成，结果不受影响。"
        notes += [] if note in notes else [note]
        yield from (here(prepared, context, why) for _, context in sent)


def work(recipe: Recipe, why: str, contexts: list[Context]) -> list[Outcome]:
    """What a worker does: the template is made ready once in each process."""
    prepared = _prepared(recipe)
    return [here(prepared, context, why) for context in contexts]


@lru_cache(maxsize=4)
def _prepared(recipe: Recipe) -> Prepared:
    return prepare(recipe.data, blank=recipe.blank, any_jinja=recipe.any_jinja, filters=dict(recipe.filters))


def processes(parallel: Executor | int | None, slow: bool) -> AbstractContextManager[Executor | None]:
    """The executor a batch is carried by; None: this process alone.

    `parallel` is one, or a number of processes; None leaves it to what pays: a slow batch, two cores, and a system that
    forks. Elsewhere new processes run the caller's script again, which only its author can know to be harmless. The fast
    way is bound by writing: a second process gained from nothing to a half (20,000 agreements, two busy cores).
    """
    if isinstance(parallel, Executor):
        return nullcontext(parallel)
    if parallel is not None:
        return pool(parallel) if parallel > 1 else nullcontext()
    if slow and cores() > 1 and forks():
        return pool(cores(), "fork")
    return nullcontext()

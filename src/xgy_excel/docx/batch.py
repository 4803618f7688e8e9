"""Many rows through one template: a sample of them is rendered by docxtpl too and compared, then all of them are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Generic, TypeVar

from .carrying import PAYS_FROM, carried, here, processes
from .compare import difference
from .context import leaves_of
from .fallback import Context
from .outcome import Dropped, Filled, Unmade
from .sandbox import absent
from .template import Prepared, why_slowly

LOOKED_AT = 60  # rows from which the sample is taken
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Made(Generic[K]):
    """One row's document; or no data, and the reason in Chinese. `missing` names the fields that have no value."""

    key: K
    data: bytes = b""
    dropped: tuple[Dropped, ...] = ()
    reason: str = ""
    missing: tuple[str, ...] = ()


def render_batch(
    prepared: Prepared,
    rows: Iterable[tuple[K, Context]],
    notes: list[str] | None = None,
    parallel: Executor | int | None = 0,
) -> Iterator[Made[K]]:
    """A Made for every row, in order. Sentences about the whole batch are put into `notes`.

    The first row, and rows with line breaks, < or &, and empty values, are rendered by docxtpl too; if one part of one
    document differs, docxtpl renders the whole batch. `parallel`: an executor, a number of processes, or None: as it pays.
    """
    notes = [] if notes is None else notes
    waiting = iter(rows)
    first = list(islice(waiting, LOOKED_AT))
    why = prepared.slowly or _difference(prepared, [context for _, context in first])
    if why:
        notes.append(f"本批改用较慢的方式生成，结果不受影响：{why}。")
    slow = bool(first) and not callable(first[0][1]) and bool(why or why_slowly(first[0][1]))
    if slow and parallel is None:
        first += islice(waiting, max(0, PAYS_FROM - len(first)))
    everything = chain(first, waiting)
    with processes(parallel, slow and len(first) >= PAYS_FROM) as executor:
        if executor is None:
            outcomes: Iterator[tuple[K, Filled | Unmade]] = ((k, here(prepared, c, why)) for k, c in everything)
        else:
            outcomes = carried(prepared, everything, why, executor, notes)
        slowly: Counter[str] = Counter()
        for key, outcome in outcomes:
            if isinstance(outcome, Unmade):
                yield Made(key, reason=str(outcome), missing=outcome.missing)
                continue
            slowly[outcome.slowly] += 1
            yield Made(key, outcome.data, outcome.dropped)
    notes += [
        f"其中{n}份{reason}，改用较慢的方式生成，结果不受影响。"
        for reason, n in slowly.items()
        if reason not in ("", why)
    ]


_TELLING: tuple[Callable[[Any], bool], ...] = (
    lambda v: isinstance(v, str) and ("\n" in v or "\t" in v),
    lambda v: isinstance(v, str) and ("<" in v or "&" in v),
    lambda v: v == "" or absent(v),
    lambda v: isinstance(v, str) and ("{" in v or "'" in v or '"' in v),
    lambda v: hasattr(v, "__html__"),
)


def _difference(prepared: Prepared, contexts: list[Context]) -> str:
    """Where docxtpl's documents of the sample differ from ours; empty where they do not."""
    compared = 0
    for context in _sample(contexts):
        ours = _made(prepared.fill, context)
        if ours is None or ours.slowly:
            continue
        theirs = _made(lambda c: prepared.by_docxtpl(c, "对照"), context)
        where = difference(ours.data, theirs.data) if theirs else "整份文书"
        if where:
            return f"抽查的第{compared + 1}份在{where}与原方式不一致"
        compared += 1
    return ""


def _made(make: Callable[[Context], Filled], context: Context) -> Filled | None:
    try:
        return make(context)
    except Unmade:
        return None


def _sample(contexts: list[Context]) -> list[Mapping[str, Any]]:
    """The first row, and for each kind of telling value the first row that has one."""
    chosen: dict[int, Mapping[str, Any]] = {}
    open_kinds = set(range(len(_TELLING)))
    for i, context in enumerate(contexts):
        if callable(context):
            continue
        leaves = leaves_of(context)
        kinds = {k for k in open_kinds if any(_TELLING[k](leaf) for leaf in leaves)}
        if kinds or not chosen:
            open_kinds -= kinds
            chosen[i] = context
    return list(chosen.values())

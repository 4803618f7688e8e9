"""From the files a clerk has chosen to the head counts of the villages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..core import Law, Stopped
from ..records import Records
from ..rows import HeaderAlias
from .places import Places
from .reading import Export, read_exports
from .union import United, unite

Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]


@dataclass(frozen=True)
class Imported:
    """What the files came to. `day`: the day of the data, and whether it had to be assumed."""

    united: United
    exports: tuple[Export, ...]
    aside: tuple[str, ...]  # files that say nothing of who is counted, each with the reason
    day: date
    assumed: bool


def count_people(
    files: Sequence[Path], records: Records, law: Law, progress: Progress, *, day: date | None = None
) -> Imported:
    """Read the exports and count. `day`: of the data, by the clerk; else the earliest the files name, else that of the law."""
    aliases = tuple((a.written, a.standard) for a in records.of(HeaderAlias) if a.written and a.standard)
    exports: list[Export] = []
    aside = []
    chosen = dict.fromkeys(path.resolve() for path in files)
    with progress("读取人口表", len(chosen)) as advance:
        for done, path in enumerate(chosen, 1):
            found, why = read_exports(path, aliases)
            exports += found
            aside += [why] if why else []
            advance(done)
    if not exports:
        raise Stopped(f"没有可用的人口表：{''.join(aside)}请选择从系统导出的脱贫户信息和监测对象信息。")
    named = [export.day for export in exports if export.day]
    then = day or min(named, default=law.day)
    united = unite(exports, Places(records), law.at(then))
    return Imported(united, tuple(exports), tuple(aside), then, assumed=not (day or named))

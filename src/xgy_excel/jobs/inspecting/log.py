"""Are the documents of 生成台账 still as they were made (Article 15, I4)? By the digest each had, wherever its folder stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ...books.port import Book
from ..batch import JOURNAL
from ..register import digest, logged

CHANGED, GONE = "生成后被修改", "生成后被移走、改名或删除"
BATCH_GONE = "整批生成后被移走，或当时存到了别处（用“--documents”指明）"
REMEDY = "确认以哪一份为准；需要时重新生成。"
_STAMP = re.compile(r"_(\d{8}-\d{6})(?:\(\d+\))?$")


@dataclass(frozen=True)
class Doubt:
    """A document of 生成台账 that is not there any more as it was made."""

    time: str
    form: str
    subject: str
    file: str
    state: str

    @property
    def message(self) -> str:
        return f"【生成台账】文件“{self.file}”{self.state}。→ {REMEDY}"


def doubts(book: Book, places: Sequence[Path] = ()) -> tuple[int, list[Doubt]]:
    """How many documents 生成台账 tells of, and those in doubt. They are looked for beside the book and in `places`.

    A batch of which nothing is left is told in one line.
    """
    lines = [(*line, "", "", "", "", "", "")[:6] for line in logged(book)]
    folders = _folders((book.path.parent, *places)) if lines else {}
    found: dict[tuple[str, str], list[Doubt | None]] = {}
    for time, form, subject, _, file, mark in lines:
        state = _state(folders.get(_moment(time), ()), file, mark)
        found.setdefault((time, form), []).append(Doubt(time, form, subject, file, state) if state else None)
    return len(lines), [doubt for batch in found.values() for doubt in _told(batch)]


def _told(batch: list[Doubt | None]) -> Iterator[Doubt]:
    lost = [doubt for doubt in batch if doubt and doubt.state == GONE]
    if len(lost) == len(batch) > 1:
        first = lost[0]
        yield Doubt(first.time, first.form, "", f"{first.form}（整批{len(lost)}份）", BATCH_GONE)
    else:
        yield from filter(None, batch)


def _state(folders: Iterable[Path], file: str, mark: str) -> str:
    """What is wrong with a document; empty when one of the folders holds it as it was."""
    there = [path for folder in folders if (path := folder / file).is_file()]
    if not there:
        return GONE
    return "" if any(digest(path.read_bytes()) == mark for path in there) else CHANGED


def _moment(time: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.fromisoformat(time)
    return None


def _folders(places: Iterable[Path]) -> dict[datetime | None, list[Path]]:
    """The folders of batches by the moment they were begun: in the places, in their folders and in those of these."""
    found: dict[datetime | None, list[Path]] = {}
    for place in dict.fromkeys(places):
        for folder in (place, *place.glob("*/"), *place.glob("*/*/")):
            if folder.is_dir() and (began := _began(folder)):
                found.setdefault(began, []).append(folder)
    return found


def _began(folder: Path) -> datetime | None:
    """When the batch of a folder was begun: by its journal, else by its name."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return datetime.fromisoformat(json.loads((folder / JOURNAL).read_text(encoding="utf-8"))["began"])
    stamp = _STAMP.search(folder.name)
    with suppress(ValueError):
        return datetime.strptime(stamp[1], "%Y%m%d-%H%M%S") if stamp else None
    return None

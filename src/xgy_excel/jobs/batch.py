"""A batch of documents in its own folder: begun, cut off, resumed, ended in the same files."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from ..core import Stopped
from ..files import clear_leftovers, write_whole
from .outputs import free

JOURNAL = ".xgy-批次.json"
WARNING = "含个人信息-请勿外发.txt"


@dataclass(frozen=True)
class Journal:
    """What a batch needs to end as it began, after being cut off at any moment."""

    form: str
    book: str
    day: str
    began: str
    where: tuple[str, ...]
    template: str  # digest of the template
    copies: int = 1
    to_print: bool = False
    pdf: bool = False
    merged: bool = False
    duplex: bool = False
    engine: str = "embedded"
    blank: bool = False
    own: str = ""  # where the clerk's own template stood; empty for the program's
    done: bool = False


def begin(folder: Path | None, book: Path, title: str, journal: Journal, *, personal: bool) -> Path:
    """A new folder for the batch: the one asked for if it is new or empty, else one of its own inside it.

    One that will hold personal data says so.
    """
    target = new_folder(folder, book, f"{title}_{datetime.fromisoformat(journal.began):%Y%m%d-%H%M%S}")
    write_whole(target / JOURNAL, _written(journal))
    warn(target, personal)
    return target


def new_folder(folder: Path | None, book: Path, name: str) -> Path:
    """The folder asked for if it is new or empty, else one of the name inside it; without one, beside the book."""
    target = folder or free(book.with_name(name))
    if target.exists() and not target.is_dir():
        raise Stopped(f"“{target}”是一个文件，不能当作文件夹，请换一个位置。")
    if not _empty(target):
        target = free(target / name)
    target.mkdir(parents=True, exist_ok=True)
    clear_leftovers(target)
    return target


def resume(folder: Path | None, book: Path, title: str, *, personal: bool) -> tuple[Path, Journal] | None:
    """The folder and journal of the last batch that was cut off, here or in the folder named; None where that is empty.

    Where no batch was cut off, the last one that is complete: run once more it ends in the same files. Raises Stopped
    when there is none at all.
    """
    places = [folder] if folder else sorted(book.parent.glob(f"{title}_*"), reverse=True)
    found = [(place, _read(place / JOURNAL)) for place in places if (place / JOURNAL).is_file()]
    if found:
        place, journal = next((pair for pair in found if not pair[1].done), found[0])
        clear_leftovers(place)
        warn(place, personal)
        return place, journal
    if folder and _empty(folder):  # cut off before there was anything to remember
        return None
    raise Stopped("没有找到中断的批次：要么上次已经做完，要么文件夹已移走。去掉“--resume”重新生成即可。")


def cut_off(book: Path) -> tuple[Path, Journal] | None:
    """The folder and journal of the last batch beside a book that was cut off and not made anew since; None without one."""
    last: dict[str, tuple[Path, Journal]] = {}
    for path in book.parent.glob(f"*/{JOURNAL}"):
        with suppress(OSError, ValueError, TypeError, KeyError):  # a journal of another version is none of ours
            journal = _read(path)
            if journal.book == book.name and (journal.form not in last or journal.began > last[journal.form][1].began):
                last[journal.form] = path.parent, journal
    return max((pair for pair in last.values() if not pair[1].done), key=lambda pair: pair[1].began, default=None)


def _read(path: Path) -> Journal:
    data = json.loads(path.read_text(encoding="utf-8"))
    return Journal(**{**data, "where": tuple(data["where"])})


def _empty(folder: Path) -> bool:
    """Is a folder not there yet, or holds it only what a run left that was killed as it began?"""
    return not folder.exists() or all(path.name.startswith(".~") for path in folder.iterdir())


def _written(journal: Journal) -> bytes:
    return json.dumps(asdict(journal), ensure_ascii=False).encode(errors="backslashreplace")  # a name not in UTF-8


def warn(folder: Path, personal: bool) -> None:
    """A folder that holds personal data says so."""
    if personal:
        words = "本文件夹的文书含姓名、身份证号、银行账号等个人信息，请勿外发，用后妥善保管。\n"
        _keep_or_write(folder / WARNING, words.encode())


def put(path: Path, data: bytes) -> bool:
    """Write a finished document whole. One of the same bytes that stands there is kept; another one is never replaced.

    Returns False when a different file stands there.
    """
    return _keep_or_write(path, data)


def _keep_or_write(path: Path, data: bytes) -> bool:
    if path.exists():
        return path.read_bytes() == data
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)
    return True


def back_up(book: Path, now: datetime) -> Path:
    """A copy of the book beside it before the program writes into it, by its date: 花名册-备份20251220-143005.xlsx."""
    data, target = book.read_bytes(), book.with_name(f"{book.stem}-备份{now:%Y%m%d-%H%M%S}{book.suffix}")
    clear_leftovers(book.parent, of=target)
    if not _keep_or_write(target, data):  # the same second, another state of the book
        target = free(target)
        write_whole(target, data)
    return target


def end(folder: Path, journal: Journal) -> None:
    """The batch is complete, and its journal says so: resumed by mistake it is known, and nothing is made twice."""
    if not journal.done:
        write_whole(folder / JOURNAL, _written(replace(journal, done=True)), over=True)

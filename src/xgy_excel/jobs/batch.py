"""A batch of documents in its own folder: begun, cut off, resumed, ended in the same files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from ..core import Stopped
from ..files import write_whole
from .outputs import free

JOURNAL = ".xgy-批次.json"
WARNING = "含个人信息-请勿外发.txt"


@dataclass(frozen=True)
class Journal:
    """What a cut-off batch needs to end as it began. No personal data stands here."""

    form: str
    book: str
    day: str
    began: str
    where: tuple[str, ...]
    template: str  # digest of the template


def begin(folder: Path | None, book: Path, title: str, journal: Journal) -> Path:
    """A new folder for the batch: the one asked for if it is new or empty, else one of its own inside it."""
    name = f"{title}_{datetime.fromisoformat(journal.began):%Y%m%d-%H%M%S}"
    target = folder or free(book.with_name(name))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        if not target.is_dir():
            raise Stopped(f"“{target}”是一个文件，不能当作文件夹，请换一个位置。")
        target = free(target / name)
    target.mkdir(parents=True, exist_ok=True)
    (target / JOURNAL).write_text(json.dumps(asdict(journal), ensure_ascii=False), encoding="utf-8")
    return target


def resume(folder: Path | None, book: Path, title: str) -> tuple[Path, Journal]:
    """The folder and journal of the batch that was cut off last, here or in the folder named."""
    places = [folder] if folder else sorted(book.parent.glob(f"{title}_*"), reverse=True)
    for place in places:
        if place and (place / JOURNAL).is_file():
            data = json.loads((place / JOURNAL).read_text(encoding="utf-8"))
            return place, Journal(**{**data, "where": tuple(data["where"])})
    raise Stopped("没有找到中断的批次：要么上次已经做完，要么文件夹已移走。去掉“--resume”重新生成即可。")


def put(path: Path, data: bytes) -> bool:
    """Write a finished document whole. One of the same bytes that stands there is kept; another one is never replaced.

    Returns False when a different file stands there.
    """
    if path.exists():
        return path.read_bytes() == data
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)
    return True


def back_up(book: Path, now: datetime) -> Path:
    """A copy of the book beside it before the program writes into it, by its date: 花名册-备份20251220-143005.xlsx."""
    target = free(book.with_name(f"{book.stem}-备份{now:%Y%m%d-%H%M%S}{book.suffix}"))
    write_whole(target, book.read_bytes())
    return target


def end(folder: Path, public: bool) -> None:
    """The batch is complete: its journal goes, and a folder with personal data says so."""
    if not public:
        note = folder / WARNING
        note.write_text(
            "本文件夹的文书含姓名、身份证号、银行账号等个人信息，请勿外发，用后妥善保管。\n", encoding="utf-8"
        )
    (folder / JOURNAL).unlink(missing_ok=True)

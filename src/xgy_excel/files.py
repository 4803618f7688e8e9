"""Names and files that are safe on Windows, and written whole or not at all; nothing is ever overwritten."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")

MOST_CHARACTERS = 80  # of one name; a path on Windows has about 240 in all
MOST_BYTES = 220  # of one name in UTF-8; Linux allows 255 and the temporary name is longer
AT_ONCE, AHEAD = 8, 64  # files being synced, and documents waiting for it

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]')
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]")
_TEMPORARY = re.compile(r"\.~[0-9a-f]{16}\.tmp")
_BLANKS = re.compile(r"\s+")
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)


def safe_name(text: str, taken: set[str] | None = None, suffix: str = "") -> str:
    r"""A file or folder name Windows and Linux both take, ending in `suffix`, and not one of `taken`.

    `taken` collects the names given so far in one folder, folded for comparing; the new name is added to it.

    >>> safe_name("a/b:c?.", suffix=".docx"), safe_name("con"), safe_name(" "), safe_name("~$张三")
    ('a_b_c_.docx', '_con', '未命名', '_$张三')
    >>> taken = set()
    >>> [safe_name("张三", taken, ".docx") for _ in range(3)]
    ['张三.docx', '张三_2.docx', '张三_3.docx']
    """
    stem = _BLANKS.sub(" ", _FORBIDDEN.sub("_", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))))
    stem = _trimmed(stem) or "未命名"
    if stem.startswith("~"):  # Word takes ~$name for a lock file and hides it
        stem = "_" + stem[1:]
    if _RESERVED.match(stem):
        stem = "_" + stem
    for name in _numbered(stem, suffix):
        key = folded(name)
        if taken is None or key not in taken:
            if taken is not None:
                taken.add(key)
            return name
    raise AssertionError("unreachable")


def folded(name: str) -> str:
    """A name as a file system that ignores case compares it."""
    return unicodedata.normalize("NFC", name).casefold()


def _trimmed(stem: str) -> str:
    return stem.strip(" .")


def _numbered(stem: str, suffix: str) -> Iterator[str]:
    """The name itself, then with _2, _3 ..., each short enough."""
    number = 1
    while True:
        tail = suffix if number == 1 else f"_{number}{suffix}"
        yield _short(stem, tail) + tail
        number += 1


def _short(stem: str, tail: str) -> str:
    """As much of the stem as leaves room for the tail."""
    stem = stem[: MOST_CHARACTERS - len(tail)]
    while len((stem + tail).encode()) > MOST_BYTES:
        stem = stem[:-1]
    return _trimmed(stem) or "_"


@contextmanager
def appearing(path: Path, *, over: bool = False) -> Iterator[BinaryIO]:
    """A new file to be written: under a temporary name beside it, to the disk, then renamed; gone if anything fails.

    Raises FileExistsError when the name is taken: nothing is overwritten, but for a file of our own with `over`.
    """
    temporary = path.with_name(f".~{_mark(path)}{os.urandom(4).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if over:
            temporary.replace(path)
        else:
            rename_new(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _mark(path: Path) -> str:
    """What the temporary names of one file have in common."""
    return hashlib.sha256(path.name.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def write_whole(path: Path, data: bytes, *, over: bool = False) -> None:
    """Write a new file whole or not at all. Raises FileExistsError when the name is taken."""
    with appearing(path, over=over) as file:
        file.write(data)


def write_new(path: Path, data: bytes) -> Path:
    """Like `write_whole`, under the next free name with a number when the name is taken; returns the path."""
    for name in _numbered(path.stem, path.suffix):
        free = path.with_name(name)
        with suppress(FileExistsError):
            write_whole(free, data)
            return free
    raise AssertionError("unreachable")


def write_many(files: Iterable[tuple[Path, bytes]], write: Callable[[Path, bytes], T]) -> Iterator[T]:
    """What `write` returns for every file, in order; several are written at a time.

    Waiting for the disk is most of the work: 280 files a second one by one, 6,000 so (measured on ext4).
    """
    from concurrent.futures import ThreadPoolExecutor

    waiting: deque[Future[T]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            for path, data in files:
                waiting.append(pool.submit(write, path, data))
                if len(waiting) >= AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def clear_leftovers(folder: Path, of: Path | None = None) -> None:
    """Remove what a run that was killed left half written: in a folder and below it, or of one file beside it."""
    for path in folder.glob(f".~{_mark(of)}????????.tmp") if of else folder.rglob(".~*.tmp"):
        if _TEMPORARY.fullmatch(path.name):
            path.unlink(missing_ok=True)


def rename_new(temporary: Path, path: Path) -> None:
    """Rename without overwriting: raises FileExistsError. Windows refuses by itself; elsewhere a hard link does, where the disk has them."""
    if os.name == "nt":
        temporary.rename(path)
        return
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a USB stick or a share without hard links
        if path.exists():
            raise FileExistsError(path) from None
        temporary.rename(path)

"""A lock against two runs that write one file. The system holds it, so it ends with the run, however that ends."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from hashlib import sha256
from pathlib import Path

from ..core import Stopped

TRIES = 100  # to lock a file that the run before us is just removing
_LEFTOVER = re.compile(r"(\.xgy-[0-9a-f]{12})(?:-[0-9a-f]{8}(?:\.\w+)?|\.lock)")


class Held(Enum):
    """Who holds a lock."""

    OURS = "ours"
    OTHERS = "others"
    NOBODYS = "nobody's"  # this disk knows no locks


def our_name(target: Path) -> str:
    """How the names begin of what we put beside a file: short whatever its name, and the same at every run."""
    return f".xgy-{sha256(target.name.casefold().encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """While this lasts no other run writes the target. Raises Stopped when another one does now."""
    with _holding(target.with_name(f"{our_name(target)}.lock")) as held:
        if held is Held.OTHERS:
            raise Stopped(f"“{target.name}”正由另一次运行写入，请稍后再试。")
        yield


def clear_leftovers(folder: Path) -> None:
    """Remove what runs that were killed left in a folder: what lies there while nobody holds its lock."""
    with contextlib.suppress(OSError):
        left = [(found[1], path) for path in folder.iterdir() if (found := _LEFTOVER.fullmatch(path.name))]
        for name in {name for name, _ in left}:
            with _holding(folder / f"{name}.lock") as held:
                if held is Held.OURS:
                    for of, path in left:
                        if of == name and path.suffix != ".lock":
                            path.unlink(missing_ok=True)


@contextmanager
def _holding(path: Path) -> Iterator[Held]:
    """Hold the lock of this name, if it is free; the file goes when the lock ends."""
    held, handle = Held.OTHERS, -1
    for _ in range(TRIES):
        handle = os.open(path, os.O_CREAT | os.O_RDONLY, 0o666)
        held = _take(handle)
        if held is not Held.OURS or _is(handle, path):
            break
        os.close(handle)  # the run before us has removed it just now
        held, handle = Held.OTHERS, -1
    try:
        yield held
    finally:
        # Removed while it is still ours. Windows does not remove what is open, nor what a later run has opened.
        if sys.platform == "win32" and handle >= 0:
            os.close(handle)
        if held is not Held.OTHERS:
            with contextlib.suppress(OSError):
                path.unlink()
        if sys.platform != "win32" and handle >= 0:
            os.close(handle)


def _is(handle: int, path: Path) -> bool:
    """Is the file we hold still the one of this name?"""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _take(handle: int) -> Held:
    """Take the lock of an open file, without waiting."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        taken = problem.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EAGAIN, errno.EDEADLK)
        return Held.OTHERS if taken else Held.NOBODYS
    return Held.OURS

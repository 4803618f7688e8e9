"""A file written whole or not at all: beside its target first, read back and checked, then put in its place."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ..core import Stopped
from ..files import rename_new
from .locking import clear_leftovers, locked, our_name


def replace_file(
    target: Path,
    write: Callable[[BinaryIO], None],
    check: Callable[[bytes], None],
    expected: bytes | None = None,
    source: Path | None = None,
) -> Path:
    """Write a file beside `target`, read it back, have it checked, and put it in the target's place.

    `expected` are the bytes the target must still hold; without it there must be no target yet, and whoever may not
    read `source` may not read the new file either. Returns the resolved path. Raises Stopped with one sentence, and then nothing has changed: the target holds the same bytes and the
    temporary file is gone. After a kill it may stay behind; the next run that writes into the folder takes it away.
    """
    target = target.resolve()
    clear_leftovers(target.parent)
    with _plain_words(target), locked(target):
        new = target.with_name(f"{our_name(target)}-{os.urandom(4).hex()}{target.suffix}")
        try:
            with new.open("xb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            check(new.read_bytes())
            if expected is None:
                if source:
                    with contextlib.suppress(OSError):
                        new.chmod(source.stat().st_mode | stat.S_IWUSR)
                rename_new(new, target)
            else:
                if target.read_bytes() != expected:
                    raise Stopped(f"“{target.name}”在处理期间被改动过，没有写入，请重新运行。")
                shutil.copymode(target, new)
                new.replace(target)
            _sync_folder(target.parent)
        finally:
            new.unlink(missing_ok=True)
    return target


def writable_reason(path: Path) -> str:
    """Why a file cannot be written where it is; empty when it can. It is opened for writing, not written."""
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if lock.exists():
            return (
                f"“{path.name}”正在Excel或WPS中打开（旁边有“{lock.name}”），请先关闭；"
                f"确认没有打开的，删除这个临时文件后再试。"
            )
    try:
        if not path.stat().st_mode & 0o222:
            return f"“{path.name}”是只读文件，不能写入。"
        with path.open("r+b"):
            return "" if os.access(path.parent, os.W_OK) else f"“{path.parent.name}”文件夹是只读的，不能写回。"
    except PermissionError:
        return f"“{path.name}”不能写入：可能正在Excel或WPS中打开，或者是只读文件。"
    except OSError:
        return f"“{path.name}”不能写入，请检查文件是否还在原处。"


@contextmanager
def _plain_words(target: Path) -> Iterator[None]:
    """Turns what the system says into one sentence."""
    try:
        yield
    except FileExistsError:
        raise Stopped(f"“{target.name}”已存在，为免覆盖没有写入，请换一个文件名。") from None
    except PermissionError:
        raise Stopped(f"“{target.name}”不能写入：可能正在Excel或WPS中打开，或者是只读的。请关闭后再试。") from None
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            raise Stopped(f"磁盘空间不足，“{target.name}”没有写入。") from None
        if problem.errno == errno.ENOENT:
            raise Stopped(f"找不到“{target.parent.name}”文件夹或其中的文件，“{target.name}”没有写入。") from None
        if problem.errno == errno.ENAMETOOLONG:
            raise Stopped(f"文件名过长，“{target.name}”没有写入，请改短后再试。") from None
        raise Stopped(f"“{target.name}”没有写入：磁盘或网络位置出错，请换个位置再试。") from None


def _sync_folder(folder: Path) -> None:
    """The new name on disk too, where the system can do that."""
    if hasattr(os, "O_DIRECTORY"):
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

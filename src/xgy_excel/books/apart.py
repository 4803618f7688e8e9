"""Old and rare formats are read in a process of their own: on some files the reader aborts, which no handler stops."""

from __future__ import annotations

import pickle
import sys
from contextlib import suppress
from io import BytesIO

from ..core import Stopped
from ..grid import Grid
from .rows import merges_of, values_of
from .sniff import PAGE_UNREADABLE, PASSWORD, UNREADABLE
from .webpage import page_grid

SECONDS = 60
MEMORY = 2 << 30  # bytes; not enforced on Windows, which has no such limit for one process

_UNREADABLE = {"html": PAGE_UNREADABLE}
_SLOW = "内容过多，读取用时过长，请拆成几个文件后再试。"


def read_apart(data: bytes, kind: str) -> list[Grid]:
    """The sheets of an .xls, .xlsb, .ods or web page. Raises Stopped when it cannot be read in the limits, whatever happens there."""
    import subprocess

    command = [
        sys.executable,
        "-P",
        "-X",
        "utf8",
        "-m",
        __name__,
        kind,
    ]  # -P: nothing is imported from the folder we are in
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        run = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS, creationflags=flags, check=False
        )
    except subprocess.TimeoutExpired:
        raise Stopped(_SLOW) from None
    try:
        found = pickle.loads(run.stdout)
    except Exception:
        raise Stopped(_UNREADABLE.get(kind, UNREADABLE)) from None
    if isinstance(found, str):
        raise Stopped(found)
    grids: list[Grid] = found
    return grids


def _limit_memory() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _read(data: bytes, kind: str) -> list[Grid] | str:
    """The sheets, or the sentence that says why not."""
    import python_calamine as calamine

    try:
        return [page_grid(data)] if kind == "html" else _sheets(data, kind)
    except calamine.PasswordError:
        return PASSWORD
    except Stopped as stopped:
        return str(stopped)
    except Exception:
        return _UNREADABLE.get(kind, UNREADABLE)


def _sheets(data: bytes, kind: str) -> list[Grid]:
    import python_calamine as calamine

    from .biff import hidden_in
    from .ole import Ole

    hidden = hidden_in(Ole(data)) if kind == "xls" else []
    book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    grids = []
    for at, meta in enumerate(book.sheets_metadata):
        if meta.typ == calamine.SheetTypeEnum.WorkSheet:
            odd, rows = hidden[at] if at < len(hidden) else ({}, frozenset[int]())
            visible = meta.visible == calamine.SheetVisibleEnum.Visible
            sheet = book.get_sheet_by_index(at)
            grids.append(Grid(meta.name, values_of(sheet), odd, rows, merges_of(sheet), visible=visible))
    return grids


if __name__ == "__main__":
    _limit_memory()
    sys.stdout.buffer.write(pickle.dumps(_read(sys.stdin.buffer.read(), sys.argv[1])))

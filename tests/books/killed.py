"""Runs that are killed: at a given step of saving, or after a while. A book must stay whole whatever happens.

python killed.py STEP COMMAND...      kills itself at that step, counted from 1; 0: never, and tells how many there were
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

STEPS = (
    "xgy_excel.opc:Writer.copy", "xgy_excel.opc:Writer.add", "xgy_excel.opc:Writer.finish", "os:fsync",
    "xgy_excel.books.file:prove", "os:open", "os:close", "os:link", "os:rename", "os:replace", "os:unlink",
    "xgy_excel.books.saving:_sync_folder", "xgy_excel.books.locking:_take",
)  # fmt: skip


def die() -> None:
    """At once, without a chance to clean up."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def main(step: int, words: list[str]) -> int:
    """Run a command of xgy; die before or after the step-th of the calls that matter."""
    from xgy_excel import cli
    from xgy_excel.books import file, saving  # noqa: F401  what is watched must be there

    made = [0]

    def tick() -> None:
        made[0] += 1
        if made[0] == step:
            die()

    def watched(function):
        def run(*args, **more):
            tick()
            result = function(*args, **more)
            tick()
            return result

        return run

    for place in STEPS:
        module, _, name = place.partition(":")
        owner = import_module(module)
        *path, name = name.split(".")
        for part in path:
            owner = getattr(owner, part)
        setattr(owner, name, watched(getattr(owner, name)))
    status = cli.main(words)
    print(made[0], file=sys.stderr)
    return status


def command(step: int, *words: object) -> list[str]:
    return [sys.executable, str(Path(__file__)), str(step), *map(str, words)]


def run(step: int, *words: object) -> subprocess.CompletedProcess[str]:
    """Run to the end or to the kill."""
    return subprocess.run(command(step, *words), capture_output=True, encoding="utf-8", check=False)


def damage(
    folder: Path, book: Path, good: set[bytes], copy: Path | None = None, copies: set[bytes] = frozenset()
) -> str:
    """What is wrong in a folder after a kill; empty when all is whole.

    The book holds one of the `good` contents, a copy is not there or holds one of `copies`, and nothing else lies about
    but files that the next run takes away.
    """
    if not book.exists() or book.read_bytes() not in good:
        return "the book is missing or damaged"
    for file in folder.iterdir():
        if file == copy:
            if file.read_bytes() not in copies:
                return "half a copy"
        elif file != book and not file.name.startswith(".xgy-"):
            return f"left behind: {file.name}"
    return ""


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))

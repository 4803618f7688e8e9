"""The command line. The program itself is in `program`, imported inside `main`: it can be interrupted from the first moment on."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, and say so in one sentence when it is interrupted."""
    try:
        from .program import run

        return run(argv)
    except KeyboardInterrupt:
        print("已中断。已完成的文件保留，未完成的没有留下半个文件。", file=sys.stderr)
        return 2

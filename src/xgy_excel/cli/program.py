"""The program behind `xgy`: parse, call a job, show its report. Exit status: 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from ..addin.commands import add_to as add_addin
from ..console import open_output
from ..core import Stopped
from ..core.faults import unforeseen
from . import checking, combine, explaining, making, overview, pay, quota, starting, templates, window
from .parsing import Parser, Version

COMMANDS = (starting, checking, explaining, overview, quota, making, templates, pay, combine, window)


def build_parser() -> argparse.ArgumentParser:
    """The grammar of `xgy`. Each command carries the function that runs it."""
    parser = Parser(
        prog="xgy", description="村级就业帮扶协管员花名册：逐条核对、在单元格标出问题、批量生成协议和公示。"
    )
    parser.add_argument("--version", action=Version, nargs=0, help="显示名称和版本")
    commands = parser.add_subparsers(title="命令", metavar="命令", dest="command")
    for group in COMMANDS:
        group.add_to(commands)
    add_addin(commands, run)
    return parser


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command. Whatever stops it is told in one plain sentence on stderr."""
    open_output()
    gc.set_threshold(100_000, 50, 50)  # many small rows live long: judging 20,000 takes 4 s so, 11 s at the usual 700
    parser = build_parser()
    try:
        args = parser.parse_args(argv)
        if args.command:
            return int(args.run(args))
        parser.print_help()
        return 0
    except Stopped as stop:
        print(stop, file=sys.stderr)
    except BrokenPipeError:
        return 0
    except Exception as fault:
        if os.environ.get("XGY_DEBUG"):
            raise
        print(unforeseen(fault), file=sys.stderr)
    return 2

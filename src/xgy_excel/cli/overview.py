"""`xgy overview`: the county on one sheet, and as a paper for a report."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .parsing import add_common, today, told


def add_to(commands: Any) -> None:
    parser = commands.add_parser("overview", help="把全县情况汇总成带图表的“总览”表，也可另做 Word、PDF 和图片")
    parser.add_argument("book", type=Path, metavar="工作簿")
    target = parser.add_mutually_exclusive_group()
    target.add_argument("-o", dest="copy", type=Path, metavar="副本", help="副本的文件名，默认“原名-总览.xlsx”")
    target.add_argument("--in-place", action="store_true", help="直接写在原工作簿里")
    parser.add_argument(
        "--report", type=Path, metavar="文件夹", help="另把总览做成 Word、PDF 和图片，放在这个新文件夹里"
    )
    add_common(parser)
    parser.set_defaults(run=_overview)


def _overview(args: argparse.Namespace) -> int:
    from ..jobs.overview_file import overview_file

    report = overview_file(args.book, today(args), copy=args.copy, in_place=args.in_place, papers=args.report)
    return told(report, args.json)

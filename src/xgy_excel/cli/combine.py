"""`xgy combine` and `xgy rollover`: from many workbooks to one, from one year to the next."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .parsing import add_common, today, told


def add_to(commands: Any) -> None:
    combine = commands.add_parser("combine", help="把各苏木乡镇的花名册合并成一张总表，查出重复人员")
    combine.add_argument("books", nargs="+", type=Path, metavar="工作簿", help="各苏木乡镇的花名册，或放着它们的文件夹")
    combine.add_argument("-o", dest="out", type=Path, required=True, metavar="总表", help="合并成的新工作簿")
    combine.add_argument("--mapping", type=Path, metavar="工作簿", help="按这个工作簿“列名对照”表的对应关系认列")
    combine.add_argument("--cluster", default="", metavar="地址", help="由 dask 集群处理；个人信息会送到集群的机器上")
    add_common(combine)
    combine.set_defaults(run=_combine)

    rollover = commands.add_parser("rollover", help="续聘：由上年的工作簿做出下一协议年度的，逐人核定能否续聘")
    rollover.add_argument("book", type=Path, metavar="工作簿")
    rollover.add_argument("-o", dest="out", type=Path, required=True, metavar="新工作簿", help="原工作簿不改动")
    add_common(rollover)
    rollover.set_defaults(run=_rollover)


def _combine(args: argparse.Namespace) -> int:
    from ..console import progress
    from ..jobs.combine import Wish, combine, workbooks

    wish = Wish(args.out, today(args), args.mapping, args.cluster)
    return told(combine(workbooks(args.books), wish, progress), args.json)


def _rollover(args: argparse.Namespace) -> int:
    from ..jobs.rollover import rollover_file

    return told(rollover_file(args.book, args.out, today(args)), args.json)

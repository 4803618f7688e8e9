"""`xgy quota`: head counts from exports of the national system, and the posts of every village."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .parsing import add_common, day, today, told


def add_to(commands: Any) -> None:
    quota = commands.add_parser("quota", help="由系统导出的人口表核定各村人数和岗位数")
    quota.add_argument("book", type=Path, metavar="工作簿")
    quota.add_argument(
        "--people", type=Path, nargs="+", default=[], metavar="导出文件",
        help="脱贫户信息、监测对象信息，可写多份；不写时按“嘎查村”表已填的人数核定",
    )  # fmt: skip
    target = quota.add_mutually_exclusive_group()
    target.add_argument("-o", dest="copy", type=Path, metavar="副本", help="副本的文件名，默认“原名-核定.xlsx”")
    target.add_argument("--in-place", action="store_true", help="直接写入原工作簿，旁边留一份备份")
    quota.add_argument("--data-date", type=day, metavar="年-月-日", help="人口数据的日期，默认按文件名或表头上方所写")
    add_common(quota)
    quota.set_defaults(run=_quota)


def _quota(args: argparse.Namespace) -> int:
    from ..console import progress
    from ..jobs import now
    from ..jobs.quota import Wish, determine_file

    wish = Wish(today(args), now(), tuple(args.people), args.data_date)
    return told(determine_file(args.book, wish, progress, copy=args.copy, in_place=args.in_place), args.json)

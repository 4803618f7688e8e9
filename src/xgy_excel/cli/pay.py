"""`xgy pay`: the month's list, the bank's file, the public list; and the bank's answer read back."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Any

from .parsing import add_json, day, told


def add_to(commands: Any) -> None:
    pay = commands.add_parser("pay", help="月度一卡通发放：预填、发放表、银行文件、公示表，导入银行回单")
    pay.add_argument("book", type=Path, metavar="工作簿")
    pay.add_argument("--month", type=month, required=True, metavar="年-月", help="发放哪个月，如 2025-06")
    pay.add_argument("-o", dest="dir", type=Path, metavar="文件夹", help="结果放在这里，默认在工作簿旁新建")
    pay.add_argument(
        "--return", dest="answer", type=Path, metavar="回单", help="导入银行回单，把成功和失败写入“回单状态”"
    )
    pay.add_argument(
        "--where", action="append", default=[], metavar="列=值", help="只发这些人，如 苏木乡镇=巴彦镇，可写多次"
    )
    pay.add_argument("--as-of", type=day, metavar="年-月-日", help="参照日期，默认该月最后一天，没到月底的为今天")
    add_json(pay)
    pay.set_defaults(run=_pay)


def month(text: str) -> date:
    """The first day of a month written as 2025-06.

    >>> month("2025-6"), month("202506")
    (datetime.date(2025, 6, 1), datetime.date(2025, 6, 1))
    """
    parts = re.fullmatch(r"(20\d\d)[-./年]?(\d{1,2})月?", text.strip())
    if not parts or not 1 <= int(parts[2]) <= 12:
        raise argparse.ArgumentTypeError(f"“{text}”认不出来，应写成 2025-06 的样子")
    return date(int(parts[1]), int(parts[2]), 1)


def _pay(args: argparse.Namespace) -> int:
    from ..console import progress
    from ..jobs import now
    from ..jobs.pay import Wish, pay_file

    wish = Wish(
        month=args.month,
        today=args.as_of or date.today(),
        now=now(),
        day=args.as_of,
        folder=args.dir,
        answer=args.answer,
        where=tuple(args.where),
    )
    return told(pay_file(args.book, wish, progress), args.json)

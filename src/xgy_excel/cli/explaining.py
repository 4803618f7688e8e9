"""`xgy explain` and `xgy inspect`: why the program says what it says, and all of it for an inspection."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..console import write_json
from .parsing import add_common, today, told


def add_to(commands: Any) -> None:
    explain = commands.add_parser("explain", help="逐条说明一个人或一个嘎查村的核对结论、依据的数据和参数")
    explain.add_argument("book", type=Path, metavar="工作簿")
    explain.add_argument("subject", metavar="对象", help="姓名、身份证号、协议编号或嘎查村；同名的写成 嘎查村/姓名")
    explain.add_argument("--docx", type=Path, metavar="文件", help="另存为存档用的 Word 文件")
    add_common(explain)
    explain.set_defaults(run=_explain)

    inspect = commands.add_parser("inspect", help="自查：按第十五条分类列出问题、资金线索和例外，生成清单和报告")
    inspect.add_argument("book", type=Path, metavar="工作簿")
    inspect.add_argument("-o", dest="dir", type=Path, metavar="文件夹", help="结果放在这里，默认在工作簿旁新建")
    inspect.add_argument(
        "--documents", type=Path, action="append", default=[], metavar="文件夹", help="文书另存过的文件夹，可写多次"
    )
    add_common(inspect)
    inspect.set_defaults(run=_inspect)


def _explain(args: argparse.Namespace) -> int:
    from ..jobs.explain import explain_file
    from ..jobs.explaining.words import text

    explained = explain_file(args.book, args.subject, today(args), args.docx)
    if args.json:
        write_json(explained.to_json(), args.json)
    if args.json != "-":
        print(text(explained))
        if args.docx:
            print(f"结果：{args.docx}")
    return explained.exit_code


def _inspect(args: argparse.Namespace) -> int:
    from ..jobs import now
    from ..jobs.inspect import inspect_file

    return told(inspect_file(args.book, today(args), now(), args.dir, args.documents), args.json)

"""`xgy form` and `xgy forms`: documents from the roster."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .parsing import add_common, today, told


def add_to(commands: Any) -> None:
    form = commands.add_parser("form", help="由花名册批量生成文书，如 xgy form contract 花名册.xlsx")
    form.add_argument("name", metavar="文书", help="代号或名称，xgy forms 列出全部")
    form.add_argument("book", type=Path, metavar="工作簿")
    form.add_argument("-o", dest="dir", type=Path, metavar="文件夹", help="结果放在这里，默认在工作簿旁新建")
    form.add_argument("--template", type=Path, metavar="模板", help="用自己的 Word 模板")
    form.add_argument("--where", action="append", default=[], metavar="列=值", help="只做这些行，可写多次")
    form.add_argument(
        "--preview",
        action="store_true",
        help="只看不生成：应生成、可生成、不生成各几份和原因，首份、末份、姓名最长和随机一份并排存成PDF（-o 指定）。不改工作簿",
    )
    form.add_argument("--blank", action="store_true", help="只做一份空白表，供手填（限手填的表）")
    form.add_argument("--copies", type=int, default=1, metavar="份数", help="打印文件中每份重复几次")
    form.add_argument("--print", dest="to_print", action="store_true", help="另做一个合并打印的 PDF")
    form.add_argument("--duplex", action="store_true", help="双面打印：每份从正面开始")
    form.add_argument("--merged", action="store_true", help="另做一个合并的 Word 文件，供打印前再改")
    form.add_argument(
        "--print-to",
        default="",
        metavar="打印机",
        help="打印文件做好、逐页核对无误后才送到这台打印机；先用 --preview 看过",
    )
    form.add_argument("--pdf", action="store_true", help="每份文书另存 PDF")
    form.add_argument("--engine", choices=("embedded", "libreoffice", "word"), default="embedded", help="做 PDF 的引擎")
    form.add_argument("--cluster", default="", metavar="地址", help="由 dask 集群生成；个人信息会送到集群的机器上")
    form.add_argument("--resume", action="store_true", help="接着做上次中断的一批")
    add_common(form)
    form.set_defaults(run=_form)

    commands.add_parser("forms", help="列出可以生成的文书").set_defaults(run=_forms)


def _form(args: argparse.Namespace) -> int:
    from ..console import progress
    from ..jobs import now
    from ..jobs.form import Wish, make_file
    from ..jobs.preview import preview_file

    wish = Wish(
        name=args.name,
        day=today(args),
        now=now(),
        folder=args.dir,
        template=args.template,
        where=tuple(args.where),
        copies=args.copies,
        to_print=args.to_print,
        pdf=args.pdf,
        merged=args.merged,
        duplex=args.duplex,
        engine=args.engine,
        print_to=args.print_to,
        cluster=args.cluster,
        resume=args.resume,
        blank=args.blank,
    )
    return told((preview_file if args.preview else make_file)(args.book, wish, progress), args.json)


def _forms(args: argparse.Namespace) -> int:
    from ..forms import FORMS

    for form in FORMS:
        print(f"{form.code}\t{form.name}\t{form.title}\t{'公开' if form.public else '内部'}")
    return 0

"""`xgy template`: a Word template looked over, the fields it may use, and what it looks like when it is filled."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..console import write_json
from ..core import Stopped
from .parsing import add_json, day, today, told

SAMPLE = Path()  # --preview without a book: the sample county


def add_to(commands: Any) -> None:
    template = commands.add_parser(
        "template", help="检查 Word 模板，一次列出全部问题；也可列出可用栏目（--fields）、填好并排预览（--preview）"
    )
    template.add_argument("docx", type=Path, nargs="?", metavar="模板", help="不写时用程序自带的这种文书的模板")
    template.add_argument("--form", metavar="文书", help="按这种文书的栏目检查；不写时按全部文书")
    template.add_argument("--fields", action="store_true", help="列出这种文书的全部栏目：写法、例子、来源")
    template.add_argument(
        "--preview",
        type=Path,
        nargs="?",
        const=SAMPLE,
        metavar="工作簿",
        help="用工作簿的人员填好首份、末份、姓名最长和随机一份，并排存成一个PDF；不写工作簿时用样例旗县。不改工作簿",
    )
    template.add_argument("-o", dest="out", type=Path, metavar="文件", help="预览的PDF或放它的文件夹，默认在工作簿旁")
    template.add_argument("--where", action="append", default=[], metavar="列=值", help="预览只用这些行，可写多次")
    template.add_argument("--as-of", type=day, metavar="年-月-日", help="预览的参照日期，默认今天")
    add_json(template, "写成 JSON，- 为标准输出")
    template.set_defaults(run=_template)


def _template(args: argparse.Namespace) -> int:
    from ..assets import template_path
    from ..console import print_looked
    from ..forms import find
    from ..jobs.template import look

    if args.docx is None and args.preview and args.preview.suffix.lower() == ".docx":  # --preview 本县.docx
        args.docx, args.preview = args.preview, SAMPLE
    form = find(args.form) if args.form else None
    if form is None and (args.fields or args.preview is not None or args.docx is None):
        raise Stopped("请写明是哪种文书，如 --form contract；xgy forms 列出全部文书。")
    if args.fields:
        return _fields(args, form)
    looked = look(args.docx or template_path(form.template), form)  # type: ignore[union-attr]
    if args.preview is not None and not looked.errors:
        return _preview(args, form)
    if args.json:
        write_json(looked.to_json(), args.json)
    if args.json != "-":
        print_looked(looked)
    return looked.exit_code


def _fields(args: argparse.Namespace, form: Any) -> int:
    from ..jobs.fields import offered, told

    offer = offered(form, args.docx)
    if args.json:
        write_json(offer.to_json(), args.json)
    if args.json != "-":
        print("\n".join(told(offer)))
    return 0


def _preview(args: argparse.Namespace, form: Any) -> int:
    from ..books import open_book
    from ..console import progress
    from ..jobs.preview import try_template

    book = None if args.preview == SAMPLE else open_book(args.preview)
    return told(try_template(form, args.docx, book, today(args), tuple(args.where), args.out, progress), args.json)

"""The command line: parse, call a job, show its report. Exit status: 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from .addin.commands import add_to as add_addin
from .console import open_output, print_report, write_json
from .core import Report, Stopped
from .core.faults import unforeseen


class _Parser(argparse.ArgumentParser):
    """argparse that speaks to a clerk."""

    def error(self, message: str) -> NoReturn:
        words = message.split(": ", 1)[-1] if message.isascii() is False else ""
        self.exit(2, f"命令写法不对{f'（{words}）' if words else ''}，用 {self.prog} --help 查看写法。\n")

    def format_help(self) -> str:
        text = super().format_help()
        for english, chinese in (("usage:", "用法："), ("positional arguments:", "参数："), ("options:", "选项：")):
            text = text.replace(english, chinese)
        return text.replace("show this help message and exit", "显示本说明")


def build_parser() -> argparse.ArgumentParser:
    """The grammar of `xgy`. Each command carries the function that runs it."""
    parser = _Parser(
        prog="xgy", description="村级就业帮扶协管员花名册：逐条核对、在单元格标出问题、批量生成协议和公示。"
    )
    commands = parser.add_subparsers(title="命令", metavar="命令", dest="command")

    demo = commands.add_parser("demo", help="用样例旗县演示：核对、协议、公示、打印文件")
    demo.add_argument("dir", nargs="?", type=Path, metavar="文件夹", help="结果放在这里，默认“xgy-演示”")
    demo.set_defaults(run=_demo)

    new = commands.add_parser("new", help="新建空白花名册工作簿，或带样例数据的")
    new.add_argument("book", type=Path, metavar="工作簿")
    new.add_argument("--sample", action="store_true", help="写入样例旗县（虚构数据）")
    new.set_defaults(run=_new)

    check = commands.add_parser("check", help="核对花名册，生成标好问题的副本")
    check.add_argument("book", type=Path, metavar="工作簿")
    target = check.add_mutually_exclusive_group()
    target.add_argument("-o", dest="copy", type=Path, metavar="副本", help="副本的文件名，默认“原名-核对.xlsx”")
    target.add_argument("--in-place", action="store_true", help="直接标在原工作簿里")
    check.add_argument("--no-mark", action="store_true", help="不标单元格；不另写副本")
    check.add_argument("--clear", action="store_true", help="只清除本程序的标记")
    _add_common(check)
    check.set_defaults(run=_check)

    form = commands.add_parser("form", help="由花名册批量生成文书，如 xgy form contract 花名册.xlsx")
    form.add_argument("name", metavar="文书", help="代号或名称，xgy forms 列出全部")
    form.add_argument("book", type=Path, metavar="工作簿")
    form.add_argument("-o", dest="dir", type=Path, metavar="文件夹", help="结果放在这里，默认在工作簿旁新建")
    form.add_argument("--template", type=Path, metavar="模板", help="用自己的 Word 模板")
    form.add_argument("--where", action="append", default=[], metavar="列=值", help="只做这些行，可写多次")
    form.add_argument("--copies", type=int, default=1, metavar="份数", help="打印文件中每份重复几次")
    form.add_argument("--print", dest="to_print", action="store_true", help="另做一个合并打印的 PDF")
    form.add_argument("--duplex", action="store_true", help="双面打印：每份从正面开始")
    form.add_argument("--merged", action="store_true", help="另做一个合并的 Word 文件，供打印前再改")
    form.add_argument("--print-to", default="", metavar="打印机", help="打印文件做好后送到这台打印机")
    form.add_argument("--pdf", action="store_true", help="每份文书另存 PDF")
    form.add_argument("--engine", choices=("embedded", "libreoffice", "word"), default="embedded", help="做 PDF 的引擎")
    form.add_argument("--cluster", default="", metavar="地址", help="由 dask 集群生成；个人信息会送到集群的机器上")
    form.add_argument("--resume", action="store_true", help="接着做上次中断的一批")
    _add_common(form)
    form.set_defaults(run=_form)

    commands.add_parser("forms", help="列出可以生成的文书").set_defaults(run=_forms)

    template = commands.add_parser("template", help="检查 Word 模板，一次列出全部问题")
    template.add_argument("docx", type=Path, metavar="模板")
    template.add_argument("--form", metavar="文书", help="按这种文书的栏目检查；不写时按全部文书")
    template.add_argument("--json", metavar="文件", help="写成 JSON，- 为标准输出")
    template.set_defaults(run=_template)

    rules = commands.add_parser("rules", help="列出全部规则")
    rules.add_argument("--json", metavar="文件", help="写成 JSON，- 为标准输出")
    rules.set_defaults(run=_rules)

    add_addin(commands, main)
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", type=_day, metavar="年-月-日", help="参照日期，默认今天")
    parser.add_argument("--json", metavar="文件", help="把报告写成 JSON，- 为标准输出")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期: “{text}”应写成 2025-06-30 的样子") from None


def _today(args: argparse.Namespace) -> date:
    return args.as_of or date.today()


def _check(args: argparse.Namespace) -> int:
    from .jobs.check import check_file

    report = check_file(
        args.book,
        _today(args),
        copy=args.copy,
        in_place=args.in_place,
        marks=not args.no_mark,
        clear=args.clear,
    )
    return _told(report, args.json)


def _form(args: argparse.Namespace) -> int:
    from .console import progress
    from .jobs.form import Wish, make_file

    wish = Wish(
        name=args.name,
        day=_today(args),
        now=datetime.now().replace(microsecond=0),
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
    )
    return _told(make_file(args.book, wish, progress), args.json)


def _told(report: Report, json_to: str | None) -> int:
    if json_to:
        write_json(report.to_json(), json_to)
    if json_to != "-":
        print_report(report)
    return report.exit_code


def _new(args: argparse.Namespace) -> int:
    from .jobs.new import new

    print(f"已建立：{new(args.book, sample=args.sample)}")
    return 0


def _demo(args: argparse.Namespace) -> int:
    from .console import print_demo, progress
    from .jobs.demo import demo

    began = time.perf_counter()
    shown = demo(args.dir or Path("xgy-演示"), datetime.now().replace(microsecond=0), progress, print)
    print_demo(shown)
    print(f"用时 {time.perf_counter() - began:.1f} 秒")
    return 0


def _forms(args: argparse.Namespace) -> int:
    from .forms import FORMS

    for form in FORMS:
        print(f"{form.code}\t{form.name}\t{form.title}\t{'公开' if form.public else '内部'}")
    return 0


def _template(args: argparse.Namespace) -> int:
    from .console import print_looked
    from .forms import find
    from .jobs.template import look

    looked = look(args.docx, find(args.form) if args.form else None)
    if args.json:
        write_json(looked.to_json(), args.json)
    if args.json != "-":
        print_looked(looked)
    return looked.exit_code


def _rules(args: argparse.Namespace) -> int:
    from .catalogue import rules_json
    from .law import RULES

    if args.json:
        write_json(rules_json(), args.json)
    if args.json != "-":
        for rule in RULES:
            state = "" if rule.default_on else "（默认关闭）"
            print(f"{rule.code}\t{rule.severities[0].value}\t{rule.cite}\t{rule.title}{state}")
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Whatever stops it is told in one plain sentence on stderr."""
    open_output()
    gc.set_threshold(100_000, 50, 50)  # many small rows live long: judging 20,000 takes 4 s so, 11 s at the usual 700
    parser = build_parser()
    args = parser.parse_args(argv)
    if not args.command:
        parser.print_help()
        return 0
    try:
        return int(args.run(args))
    except Stopped as stop:
        print(stop, file=sys.stderr)
    except KeyboardInterrupt:
        print("已中断。已完成的文件保留，未完成的没有留下半个文件。", file=sys.stderr)
    except BrokenPipeError:
        return 0
    except Exception as fault:
        if os.environ.get("XGY_DEBUG"):
            raise
        print(unforeseen(fault), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())

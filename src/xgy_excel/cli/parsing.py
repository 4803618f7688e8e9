"""What the commands share: a parser that speaks to a clerk, common options, how a report is told."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from ..console import print_report, write_json
from ..core import Report, Stopped

# What argparse says, and what a clerk is told instead; whatever else is in English is not told.
_SAID = (
    (r".*required: (.+)", "缺少{}"),
    (r"unrecognized arguments: (.+)", "不认得“{}”"),
    (r".*invalid choice: '?(.+?)'? \(choose from .+\)", "没有“{}”这一项"),
    (r".*invalid \w+ value: '?(.+?)'?", "“{}”应写成整数"),
    (r"argument (\S+): expected .+", "{}后面没有写内容，或个数不对"),
    (r"argument (\S+): not allowed with argument \S+", "{}不能与前面的选项同用"),
)


def in_chinese(message: str) -> str:
    """What a clerk is told of a message of argparse; empty where there is nothing to tell.

    >>> in_chinese("the following arguments are required: 工作簿"), in_chinese("argument --as-of: expected one argument")
    ('缺少工作簿', '--as-of后面没有写内容，或个数不对')
    """
    for said, told in _SAID:
        if found := re.fullmatch(said, message):
            return told.format(found[1])
    return "" if message.isascii() else message.split(": ", 1)[-1]


class Parser(argparse.ArgumentParser):
    """argparse that speaks to a clerk."""

    def error(self, message: str) -> NoReturn:
        words = in_chinese(message)
        self.exit(2, f"命令写法不对{f'（{words}）' if words else ''}，用 {self.prog} --help 查看写法。\n")

    def format_help(self) -> str:
        text = super().format_help()
        for english, chinese in (
            ("usage:", "用法："),
            ("positional arguments:", "参数："),
            ("options:", "选项："),
            ("命令:", "命令："),
        ):
            text = text.replace(english, chinese)
        return text.replace("show this help message and exit", "显示本说明")


class Version(argparse.Action):
    """Name and version, and nothing else is done."""

    def __call__(self, parser: argparse.ArgumentParser, *values: Any) -> NoReturn:
        from importlib.metadata import version

        print(f"xgy-excel {version('xgy-excel')}")
        parser.exit()


def add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", type=day, metavar="年-月-日", help="参照日期，默认今天")
    add_json(parser)


def add_json(parser: argparse.ArgumentParser, what: str = "把报告写成 JSON，- 为标准输出") -> None:
    parser.add_argument("--json", type=json_file, metavar="文件", help=what)


def json_file(text: str) -> str:
    """Where JSON may go, looked at before anything is done: no other file is overwritten, and the folder is there."""
    path = Path(text)
    if text == "-":
        return text
    if path.is_dir() or not path.parent.is_dir():
        raise Stopped(f"报告不能写到“{text}”：没有这个文件夹，或者它就是文件夹。什么也没有做，请换一个文件名。")
    if path.exists() and path.read_bytes()[:1] not in (b"", b"{", b"["):
        raise Stopped(f"报告不能写到“{path.name}”：它已经存在，而且不是JSON文件，没有覆盖。请换一个文件名。")
    return text


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”认不出来，应写成 2025-06-30 的样子") from None


def today(args: argparse.Namespace) -> date:
    return args.as_of or date.today()


def told(report: Report, json_to: str | None) -> int:
    if json_to:
        write_json(report.to_json(), json_to)
    if json_to != "-":
        print_report(report)
    return report.exit_code

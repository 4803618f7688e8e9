"""`xgy check` and `xgy rules`: the roster against the regulation."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..console import write_json
from ..core import Stopped
from .parsing import add_common, add_json, today, told

if TYPE_CHECKING:
    from ..law.extra import RulePackage


def add_to(commands: Any) -> None:
    check = commands.add_parser("check", help="核对花名册，生成标好问题的副本")
    check.add_argument("book", type=Path, metavar="工作簿")
    target = check.add_mutually_exclusive_group()
    target.add_argument("-o", dest="copy", type=Path, metavar="副本", help="副本的文件名，默认“原名-核对.xlsx”")
    target.add_argument("--in-place", action="store_true", help="直接标在原工作簿里")
    check.add_argument("--no-mark", action="store_true", help="不标单元格；不另写副本")
    instead = check.add_mutually_exclusive_group()
    instead.add_argument("--clear", action="store_true", help="只清除本程序的标记")
    instead.add_argument(
        "--compare", nargs=2, metavar=("包名", "包名"), help="再按两个政策包（包名或文号）各核对一遍，列出结论变化的行"
    )
    add_common(check)
    check.set_defaults(run=_check)

    rules = commands.add_parser("rules", help="列出全部规则")
    add_json(rules, "写成 JSON，- 为标准输出")
    rules.set_defaults(run=_rules)


def _check(args: argparse.Namespace) -> int:
    from ..jobs.check import check_file

    report = check_file(
        args.book,
        today(args),
        copy=args.copy,
        in_place=args.in_place,
        marks=not args.no_mark,
        clear=args.clear,
        compare=tuple(args.compare) if args.compare else None,
    )
    return told(report, args.json)


def _rules(args: argparse.Namespace) -> int:
    from ..catalogue import rules_json
    from ..law import RULES

    groups = [("", RULES), *((package.name, package.rules) for package in _packages())]
    if args.json:
        write_json([line for name, rules in groups for line in rules_json(rules, name)], args.json)
    if args.json != "-":
        for name, rules in groups:
            if name:
                print(f"规则包“{name}”，在“参数”表的“附加规则”写上这个名称才核对：")
            for rule in rules:
                state = "" if rule.default_on else "（默认关闭）"
                print(f"{rule.code}\t{rule.severities[0].value}\t{rule.cite}\t{rule.title}{state}")
    return 0


def _packages() -> Iterator[RulePackage]:
    """The rule packages installed on this machine; what keeps one from being used is told on stderr."""
    from ..law import PARAMS, RULES
    from ..law.extra import compatible, installed, package

    for name in installed():
        try:
            found = package(name)
            compatible([found], RULES, PARAMS)
        except Stopped as stop:
            print(stop, file=sys.stderr)
        else:
            yield found

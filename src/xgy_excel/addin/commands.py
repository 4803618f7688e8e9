"""`xgy addin`: its grammar, and what each verb shows."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Main = Callable[[Sequence[str]], int]
EXCEL = "Excel.Application"
WORK = {"check": ["check"], "contract": ["form", "contract", "--print"]}  # what is done with a dropped workbook


def add_to(commands: Any, main: Main) -> None:
    """Add the command to those of the program; `main` runs another command, for each file that was dropped."""
    addin = commands.add_parser("addin", help="Excel 加载宏：安装、卸载、自检、构建")
    verbs = addin.add_subparsers(title="命令", metavar="命令", dest="verb", required=True)

    build = verbs.add_parser("build", help="由源文件生成加载宏，供开发者用")
    build.add_argument("-o", dest="xlam", type=Path, default=Path("xgy.xlam"), metavar="加载宏", help="默认 xgy.xlam")
    build.set_defaults(run=_build)

    verbs.add_parser("install", help="装进本人的 Excel，不需要管理员").set_defaults(run=_install)
    verbs.add_parser("uninstall", help="从本人的 Excel 中取出").set_defaults(run=_uninstall)
    verbs.add_parser("doctor", help="自检：加载宏为什么用不了，怎么办").set_defaults(run=_doctor)

    press = verbs.add_parser(
        "press", help="对最前面打开的工作簿做功能区按钮的事；没有功能区的 WPS 也可以试试，不作保证"
    )
    press.add_argument("job", metavar="按钮", help="名称或按钮上的字，如 check 或 校验")
    press.add_argument(
        "--program", default=EXCEL, metavar="程序", help=f"程序的 COM 名称，默认 {EXCEL}；WPS 是 Ket.Application"
    )
    press.set_defaults(run=_press)

    drop = verbs.add_parser("drop", help="处理拖到“校验.cmd”“生成协议.cmd”上的工作簿")
    drop.add_argument("work", choices=WORK)
    drop.set_defaults(run=lambda args: _drop(args, main))


def _build(args: argparse.Namespace) -> int:
    from .building import build

    print(f"已生成：{build(args.xlam)}")
    return 0


def _install(args: argparse.Namespace) -> int:
    from ..windows.installing import install
    from ..windows.machine import this_machine

    print(*install(this_machine()), sep="\n")
    return 0


def _uninstall(args: argparse.Namespace) -> int:
    from ..windows.installing import uninstall
    from ..windows.machine import this_machine

    print(*uninstall(this_machine()), sep="\n")
    return 0


def _doctor(args: argparse.Namespace) -> int:
    from ..windows.doctor import doctor
    from ..windows.machine import this_machine

    checks = doctor(this_machine())
    print(*checks, sep="\n")
    return int(not all(check.good for check in checks))


def _press(args: argparse.Namespace) -> int:
    from ..books.running import in_front
    from ..ribbon import BUTTONS, run

    tag = next((job.name for job in BUTTONS if args.job in (job.name, job.label)), args.job)
    run(tag, in_front(args.program))
    return 0


def _drop(args: argparse.Namespace, main: Main) -> int:
    from ..windows.dropped import LINE, dropped

    paths = dropped(os.environ.get(LINE, ""))
    if not paths:
        print("请把花名册工作簿拖到这个文件的图标上。")
        return 2
    return max(main([*WORK[args.work], str(path)]) for path in paths)

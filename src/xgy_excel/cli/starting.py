"""`xgy demo` and `xgy new`: where a newcomer begins."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any


def add_to(commands: Any) -> None:
    demo = commands.add_parser("demo", help="用样例旗县演示：核对、协议、公示、打印文件")
    demo.add_argument("dir", nargs="?", type=Path, metavar="文件夹", help="结果放在这里，默认“xgy-演示”")
    demo.set_defaults(run=_demo)

    new = commands.add_parser("new", help="新建空白花名册工作簿，或带样例数据的")
    new.add_argument("book", type=Path, metavar="工作簿")
    new.add_argument("--sample", action="store_true", help="写入样例旗县（虚构数据）")
    new.set_defaults(run=_new)


def _new(args: argparse.Namespace) -> int:
    from ..jobs.new import new

    print(f"已建立：{new(args.book, sample=args.sample)}")
    return 0


def _demo(args: argparse.Namespace) -> int:
    from ..console import print_demo, progress
    from ..jobs import now
    from ..jobs.demo import demo

    began = time.perf_counter()
    shown = demo(args.dir or Path("xgy-演示"), now(), progress, print)
    print_demo(shown)
    print(f"用时 {time.perf_counter() - began:.1f} 秒")
    return 0

"""演示: the main job on the sample county, from a roster to agreements ready for the printer."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from ..console import progress
from ..core import Report, Stopped
from .check import check_file
from .form import Wish, make
from .new import new
from .outputs import free

BOOK = "样例花名册.xlsx"


def demo(folder: Path, now: datetime) -> int:
    """Make the sample county in a new folder and do the three jobs on it; print what was found and where the files are."""
    from ..sample import SAMPLE_DAY

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        folder = free(folder)
    folder.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    book = new(folder / BOOK, sample=True)
    print(f"样例旗县（全部虚构）：{book}　参照日期 {SAMPLE_DAY}")
    checked = check_file(book, SAMPLE_DAY)
    agreements = make(book, Wish("contract", SAMPLE_DAY, now, folder / "聘用协议", to_print=True), progress)
    notices = make(book, Wish("village-notice", SAMPLE_DAY, now, folder / "嘎查村公示"), progress)
    _table(checked, agreements, notices)
    print(f"标好问题的副本：{checked.files[0]}")
    print(f"协议和打印文件：{folder / '聘用协议'}")
    print(f"嘎查村公示：{folder / '嘎查村公示'}")
    print(f"用时 {time.perf_counter() - began:.1f} 秒")
    if not agreements.made:
        raise Stopped("样例没有生成一份协议，安装可能不完整。")
    return 0


def _table(checked: Report, agreements: Report, notices: Report) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(width=100)
    findings = Table(title="核对结果", title_justify="left")
    for heading in ("级别", "条数", "例"):
        findings.add_column(heading)
    for level, count in checked.count().items():
        example = next((f for f in checked.findings if f.severity.value == level), None)
        findings.add_row(level, str(count), f"{example.sheet}!{example.cell} {example.message}" if example else "")
    console.print(findings)
    documents = Table(title="文书", title_justify="left")
    for heading in ("文书", "应生成", "成功", "未生成", "未生成的一例"):
        documents.add_column(heading)
    for title, report in (("聘用协议", agreements), ("嘎查村公示", notices)):
        why = f"{report.skipped[0][0]}：{report.skipped[0][1]}" if report.skipped else ""
        documents.add_row(title, str(report.requested), str(report.made), str(len(report.skipped)), why)
    console.print(documents)

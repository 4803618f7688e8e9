"""The list of what a batch did not make, and why: for the clerk to work through after the window is closed."""

from __future__ import annotations

import re
from pathlib import Path

from ..core import Report, Severity
from ..files import write_whole
from .printed_lists import Col, Page, workbook

NAME = "未生成名单（内部）.xlsx"

_COLUMNS = (Col("序号", 6, "count"), Col("对象", 24), Col("原因和办法", 100, "words"), Col("处理情况", 20))
_NEXT = re.compile(rf" (?=(?:{'|'.join(severity.value for severity in Severity)})：)")  # another reason begins


def put_unmade(folder: Path, title: str, report: Report) -> None:
    """Put the list into the batch's folder and say so; where everything was made, none of an earlier run stays."""
    target = folder / NAME
    try:
        if report.skipped:
            write_whole(target, _listed(title, report), over=True)
            report.notes.append(f"没有生成的{len(report.skipped)}个对象和原因，列在同一文件夹的“{NAME}”里。")
        else:
            target.unlink(missing_ok=True)
    except PermissionError:  # on Windows, of a list of before that is open
        report.notes.append(f"“{NAME}”正在打开，还是上一次的内容；关闭后加“--resume”再做一次。")


def _listed(title: str, report: Report) -> bytes:
    counts = "　".join(f"{word}{count}" for word, count in report.tally)
    page = Page(
        name="未生成",
        columns=_COLUMNS,
        rows=[(number, subject, _NEXT.sub("\n", why), "") for number, (subject, why) in enumerate(report.skipped, 1)],
        title=f"{title}未生成名单",
        under=(f"{report.book}　参照日期{report.as_of}　{counts}", ""),
    )
    return workbook([page], page.title)

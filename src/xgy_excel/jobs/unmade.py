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
    if not report.skipped:
        (folder / NAME).unlink(missing_ok=True)
        return
    told = zip(report.counted, (report.requested, report.made, len(report.skipped)), strict=True)
    counts = "　".join(f"{word}{count}" for word, count in told)
    page = Page(
        name="未生成",
        columns=_COLUMNS,
        rows=[
            (number, subject, _NEXT.sub("\n", reason), "") for number, (subject, reason) in enumerate(report.skipped, 1)
        ],
        title=f"{title}未生成名单",
        under=(f"{report.book}　参照日期{report.as_of}　{counts}", ""),
    )
    write_whole(folder / NAME, workbook([page], page.title), over=True)
    report.notes.append(f"没有生成的{len(report.skipped)}个对象和原因，列在同一文件夹的“{NAME}”里。")

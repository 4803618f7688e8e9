"""演示: the main job on the sample county, from a roster to agreements ready for the printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ..core import Report, Stopped
from .check import check_file
from .form import Wish, make_file
from .job import Progress
from .new import new
from .outputs import free

BOOK = "样例花名册.xlsx"


@dataclass(frozen=True)
class Shown:
    """What the demo made: the folder, and the reports of its three jobs."""

    folder: Path
    day: date
    checked: Report
    agreements: Report
    notices: Report


def demo(folder: Path, now: datetime, progress: Progress, say: Callable[[str], None]) -> Shown:
    """Make the sample county in a new folder and do the three jobs of a clerk on it. `say` is told what begins."""
    from ..sample import SAMPLE_DAY

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        folder = free(folder)
    folder.mkdir(parents=True, exist_ok=True)
    say("建立样例旗县（全部虚构）……")
    book = new(folder / BOOK, sample=True)
    say("逐条核对……")
    checked = check_file(book, SAMPLE_DAY)
    say("生成聘用协议和打印文件……")
    agreements = make_file(book, Wish("contract", SAMPLE_DAY, now, folder / "聘用协议", to_print=True), progress)
    say("生成嘎查村公示……")
    notices = make_file(book, Wish("village-notice", SAMPLE_DAY, now, folder / "嘎查村公示"), progress)
    if not agreements.made or not notices.made:
        raise Stopped("样例没有生成一份文书，安装可能不完整，请重新安装。")
    return Shown(folder, SAMPLE_DAY, checked, agreements, notices)

"""演示: a clerk's year on the sample county, from the population exports to the agreements ready for the printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ..core import Report, Stopped
from ..files import write_whole
from .check import check_file
from .form import Wish, make_file
from .job import Progress
from .new import new
from .outputs import free

BOOK = "样例花名册.xlsx"
MONTH = date(2025, 6, 1)  # for which the sample county has not paid yet


@dataclass(frozen=True)
class Shown:
    """What the demo made: the folder, the check, and by its title a report of each thing made from the book."""

    folder: Path
    day: date
    checked: Report
    made: dict[str, Report]
    print_file: Path


def demo(folder: Path, now: datetime, progress: Progress, say: Callable[[str], None]) -> Shown:
    """Make the sample county in a new folder and do a clerk's year on it. `say` is told what begins."""
    from ..sample import SAMPLE_DAY

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        folder = free(folder)
    folder.mkdir(parents=True, exist_ok=True)
    say("建立样例旗县（全部虚构）……")
    book = new(folder / BOOK, sample=True)
    say("逐条核对……")
    checked = check_file(book, SAMPLE_DAY)
    made: dict[str, Report] = {}

    def form(name: str, title: str, day: date = SAMPLE_DAY, *, to_print: bool = False) -> None:
        say(f"生成{title}……")
        made[title] = make_file(book, Wish(name, day, now, folder / title, to_print=to_print), progress)

    form("contract", "聘用协议", to_print=True)
    form("village-notice", "嘎查村公示")
    form("renewal-notice", "续聘通知书", date(2024, 12, 23))  # evaluated, with the agreements of 2024 about to end
    form("village-affairs", "村务公开栏")
    made["发放"] = _paid(book, folder, now, progress, say)
    say("自查、总览、由人口导出表核定岗位……")
    _shown(book, folder, SAMPLE_DAY, now, progress)
    if not made["聘用协议"].made or not made["嘎查村公示"].made:
        raise Stopped("样例没有生成一份文书，安装可能不完整，请重新安装。")
    return Shown(folder, SAMPLE_DAY, checked, made, Path(made["聘用协议"].files[-1]))


def _paid(book: Path, folder: Path, now: datetime, progress: Progress, say: Callable[[str], None]) -> Report:
    """The month is filled in first; the second run, after the clerk has looked, makes the list and the bank's file."""
    from .pay import Wish as Month
    from .pay import pay_file

    say("预填并生成2025年6月的发放表、银行文件和公示……")
    wish = Month(MONTH, now.date(), now, folder=folder / "发放")
    pay_file(book, wish, progress)
    return pay_file(book, wish, progress)


def _shown(book: Path, folder: Path, day: date, now: datetime, progress: Progress) -> None:
    """What only shows the county: the inspection, the overview, and the head counts from exports of the national system."""
    from ..rows import Village
    from ..sample import clean_county
    from ..sample.exports import sample_exports
    from .inspect import inspect_file
    from .overview_file import overview_file
    from .quota import Wish as Count
    from .quota import determine_file

    inspect_file(book, day, now, folder / "自查")
    overview_file(book, day, papers=folder / "总览")
    exports = folder / "人口导出表"
    exports.mkdir()
    for name, data in sample_exports(clean_county()[Village]).items():
        write_whole(exports / name, data)
    determine_file(book, Count(day, now, tuple(sorted(exports.iterdir()))), progress)

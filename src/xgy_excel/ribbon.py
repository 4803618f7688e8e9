"""The ribbon: every button comes here with the name of its job, which is done on the workbook in front."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from .books import excel_api
from .books.atwork import say, status_progress
from .books.live import LiveBook
from .books.port import Book
from .cells.dates import typed_month
from .core import Report, Setting, Stopped
from .core.faults import unforeseen
from .jobs import JOBS, Asked, Job, now
from .jobs.job import FILES
from .rows import Coordinator

TITLE = "协管员"
MOST_LINES = 5  # of reasons and of notes in a message
LONG_LINE = 120
LONGEST = 1500  # characters of a message
KINDS = "工作簿,*.xlsx;*.xlsm;*.xls;*.et;*.xlsb;*.ods;*.csv,全部文件,*.*"  # as Excel's dialog wants it

Open = Callable[[Path], None]


def run(tag: str, book: Any = None) -> None:
    """Do what the button of this name stands for, and tell how it went. Never raises: this is Excel's to call.

    `book` is xlwings' workbook where no ribbon was pressed.
    """
    app = None
    gc.set_threshold(100_000, 50, 50)  # as on the command line: many small rows live long
    try:
        book = book or _in_front()
        app = book.app
        job = next((job for job in BUTTONS if job.name == tag), None)
        if job is None:
            raise Stopped(f"没有叫“{tag}”的功能，加载项与程序的版本可能不一致，请重新安装。")
        live = LiveBook(book)
        asked = _asked(live, app, job)
        if asked is None:
            _tell(app, f"{job.label}：已取消，什么也没有做。")
            return
        with live.at_work():
            say(app, f"{job.label}……")
            warnings = live.warnings if job in JOBS else ()
            report = job.run(live, asked)
            report.notes += warnings
        _tell_of(app, job, report)
    except Exception as fault:
        _tell(app, _sentence(fault), "critical")


def _sentence(fault: Exception) -> str:
    return str(fault) if isinstance(fault, Stopped) else excel_api.trouble(fault) or unforeseen(fault)


def _in_front() -> Any:
    """The workbook whose ribbon was pressed, which the add-in tells; else the active one."""
    import xlwings as xw

    try:
        return xw.Book.caller()
    except Exception:
        pass
    try:
        book = xw.books.active
        names = [other.name for app in xw.apps for other in app.books]
    except Exception:
        book, names = None, []
    if book is None:
        raise Stopped("没有打开的工作簿。请先打开花名册；在受保护的视图里，先点“启用编辑”。")
    if names.count(book.name) > 1:
        raise Stopped(f"有两个Excel都打开了“{book.name}”，分不清是哪一个，请关闭其中一个后再试。")
    return book


def _asked(live: LiveBook, app: Any, job: Job) -> Asked | None:
    """The wish with all that the job asks for; None when the clerk thinks better of it."""
    asked = Asked(date.today(), now(), status_progress(app))
    if (where := _where(live, app, job)) is None:
        return None
    asked = replace(asked, where=where)
    if "month" in job.asks:
        asked = replace(asked, month=_month(app, job, asked.day))
        if asked.month is None:
            return None
    if "files" in job.asks:
        files = _files(app, job)
        return None if files is None else replace(asked, files=files)
    return asked


def _month(app: Any, job: Job, day: date) -> date | None:
    """The month to be done, that of the day proposed; asked for again until it can be read."""
    question = f"{job.label}：做哪个月？"
    proposed = f"{day:%Y-%m}"
    while (text := excel_api.typed(app, question, TITLE, proposed)) is not None:
        if month := typed_month(text):
            return month
        question, proposed = f"“{text}”认不出来，应写成 {day:%Y-%m} 的样子。\n{job.label}：做哪个月？", text
    return None


def _files(app: Any, job: Job) -> tuple[Path, ...] | None:
    """The files to be read in; none where what stands in the sheets is enough."""
    answer = app.alert(FILES.format(job.label), TITLE, "yes_no_cancel", "info")
    if answer != "yes":
        return () if answer == "no" else None
    return excel_api.chosen_files(app, f"{job.label}：选择文件（可以多选）", KINDS) or None


def _where(live: LiveBook, app: Any, job: Job) -> tuple[str, ...] | None:
    """The rows the clerk has selected, if only they are wanted; None when the clerk thinks better of it."""
    if not job.of_rows:
        return ()
    sheet, rows = live.selected_rows()
    if not rows or not _is_roster(live, sheet):
        return ()
    count = sum(last - first + 1 for first, last in rows)
    question = f"“{sheet}”里选中了{count}行。只做选中的行吗？\n\n是：只做选中的行　否：做全部的行"
    answer = app.alert(question, TITLE, "yes_no_cancel", "info")
    if answer == "yes":
        return tuple(f"行={sheet}!{first}-{last}" for first, last in rows)
    return () if answer == "no" else None


def _is_roster(live: LiveBook, sheet: str) -> bool:
    from .tables import read_tables

    return read_tables([live.read(sheet)]).has(Coordinator)


def _tell_of(app: Any, job: Job, report: Report) -> None:
    """Counts, reasons, notes; and the folder, if files were made, to open."""
    words = message(job, report)
    if not report.files:
        if words:
            _tell(app, words)
        return
    folder = Path(os.path.commonpath([Path(file).parent for file in report.files]))
    if app.alert(f"{words}\n\n文件在：{folder}\n现在打开这个文件夹吗？", TITLE, "yes_no", "info") == "yes":
        open_folder(folder)


def message(job: Job, report: Report) -> str:
    """How a job went, in a few lines; empty when there is nothing to say."""
    lines = []
    if report.requested:
        unit = "份" if report.job == "form" else "笔"
        lines.append(f"{job.label}：" + "，".join(f"{word}{count}{unit}" for word, count in report.tally) + "。")
        lines += _first([f"{subject}：{reason}" for subject, reason in report.skipped])
    elif report.policy and report.job not in ("pay", "prefill"):
        counts = [f"{level} {n}" for level, n in report.count().items() if n]
        lines.append(f"{job.label}完成，参照日期{report.as_of}。" + ("　".join(counts) or "没有发现问题") + "。")
    if report.not_run:
        lines.append(f"有{len(report.not_run)}条规则没有运行，原因见“核对结果”。")
    lines += _first(report.notes)
    text = "\n".join(lines)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……"


def _first(lines: list[str]) -> list[str]:
    more = len(lines) - MOST_LINES
    short = [line if len(line) <= LONG_LINE else f"{line[:LONG_LINE]}……" for line in lines[:MOST_LINES]]
    return [*short, *([f"……另有{more}条。"] if more > 0 else [])]


def _tell(app: Any, words: str, mode: str = "info") -> None:
    if app is None:
        print(words, file=sys.stderr)
        return
    try:
        app.alert(words, TITLE, "ok", mode)
    except Exception:
        print(words, file=sys.stderr)


def open_folder(folder: Path) -> None:
    if sys.platform == "win32":
        os.startfile(folder)


# -- two buttons that do nothing to a workbook -------------------------------------------------------


def _show_settings(book: Book, asked: Asked) -> Report:
    from .tables.choosing import by_name

    sheet = next((name for name in book.sheets() if by_name(name) is Setting), "")
    if not sheet:
        raise Stopped(f"“{book.name}”里没有“参数”表。可以用“xgy new”新建一个空白花名册，把其中的“参数”表复制过来。")
    assert isinstance(book, LiveBook)
    book.show(sheet)
    return Report(book.name, asked.day)


def _self_check(book: Book, asked: Asked) -> Report:
    """What a maintainer would ask about this installation, and whether this workbook can be worked on."""
    import platform
    from importlib.metadata import version

    import xlwings as xw

    from .assets import template_path
    from .windows.selftest import run as selftest

    assert isinstance(book, LiveBook)
    missing = [f for f in ("contract.docx", "roster.xlsx") if not template_path(f).is_file()]
    lines = [
        f"协管员 {version('xgy-excel')}　xlwings {xw.__version__}　Python {platform.python_version()}　{sys.executable}",
        f"加载项的快速通道：{'正常' if book.by_add_in else '没有应答，改用较慢的办法，结果相同'}",
        f"模板：{'缺' + '、'.join(missing) if missing else '齐全'}",
        f"工作簿“{book.name}”：{book.writable or '可以核对、标记和生成文书'}",
    ]
    report = selftest(book.app, asked.now, lines)
    report.book, report.as_of = book.name, asked.day
    report.notes.append("使用说明见安装文件夹里的《使用手册》。")
    return report


SETTINGS = Job("settings", "参数", "转到“参数”表：旗县自己的标准、口径和依据文号。", "PropertySheet", _show_settings)
HELP = Job("help", "自检", "检查安装是否完整、当前工作簿能否核对和写回，结果可以念给维护人员。", "Help", _self_check)
BUTTONS = (*JOBS, SETTINGS, HELP)

"""自检 in Excel: the clerk's work done on the sample county in a workbook of its own, and a report of how it went."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..books.live import LiveBook
from ..core import Report, Stopped
from .doctor import Check, doctor
from .machine import Machine, this_machine

REPORT = "自检报告.txt"
AGAIN = "请把这份报告交给维护人员"


def selftest(machine: Machine, open_in_excel: Callable[[Path], Any]) -> list[Check]:
    """Look at the PC, then check, clear and print the sample county in Excel; what fails is a check, never an error.

    `open_in_excel` opens a file in the running Excel and gives xlwings' book. The clerk's own books are not touched.
    """
    checks = doctor(machine)
    with TemporaryDirectory(prefix="xgy-", ignore_cleanup_errors=True) as folder:
        try:
            checks += _work(Path(folder), open_in_excel)
        except Exception as fault:
            checks.append(
                Check("在 Excel 中试做", f"没有做完：{fault if isinstance(fault, Stopped) else repr(fault)}。{AGAIN}")
            )
    return checks


def _work(folder: Path, open_in_excel: Callable[[Path], Any]) -> Iterator[Check]:
    from ..jobs.check import check_file
    from ..jobs.new import new
    from ..sample import SAMPLE_DAY

    path = new(folder / "xgy-sample.xlsx", sample=True)
    expected = check_file(path, SAMPLE_DAY, marks=False)
    book = open_in_excel(path)
    try:
        live = LiveBook(book)
        yield from _checked(live, expected, SAMPLE_DAY)
        yield from _cleared(live, SAMPLE_DAY)
        yield from _made(live, SAMPLE_DAY)
    finally:
        book.close()


def _checked(live: LiveBook, expected: Report, day: date) -> Iterator[Check]:
    from ..jobs.check import check

    began = time.perf_counter()
    with live.at_work():
        report = check(live, day)
    seconds = time.perf_counter() - began
    same = _places(report) == _places(expected)
    title = f"校验样例：{len(report.findings)}条，{seconds:.1f}秒"
    yield Check(title, "" if same else f"在 Excel 中与在文件中查出的不一样（文件{len(expected.findings)}条）。{AGAIN}")
    refused = [note for note in report.notes if "没有写入" in note]
    yield Check("标记和批注", f"{refused[0]}{AGAIN}" if refused else "")
    yield Check(
        "加载宏的快速通道", "" if live.by_add_in else "没有应答，校验会慢一些，结果相同。请运行 install.cmd 重新安装。"
    )


def _places(report: Report) -> set[tuple[str, str, str, str]]:
    return {(f.rule.code, f.severity.value, f.sheet, f.cell) for f in report.findings}


def _cleared(live: LiveBook, day: date) -> Iterator[Check]:
    from ..jobs.opinions import RESULT
    from ..jobs.showing import clear

    report = Report(live.name, day)
    with live.at_work():
        clear(live, report)
    yield Check("清除标记", "" if RESULT not in live.sheets() else f"“{RESULT}”还在：{'；'.join(report.notes)}")


def _made(live: LiveBook, day: date) -> Iterator[Check]:
    from contextlib import nullcontext

    from ..jobs.form import Wish, make

    wish = Wish("contract", day, datetime.combine(day, datetime.min.time()), where=("行=花名册!2-6",), to_print=True)
    with live.at_work():
        report = make(live, wish, lambda what, total: nullcontext(lambda done: None))
    made = report.made and any(file.endswith(".pdf") for file in report.files)
    yield Check(
        f"生成协议：{report.made}份", "" if made else f"没有生成：{report.skipped[:1] or report.notes[:1]}。{AGAIN}"
    )


def run(app: Any, now: datetime, about: list[str]) -> Report:
    """The self-test in a running Excel, given by xlwings. The installed program keeps the report in its folder."""
    machine = this_machine()
    checks = selftest(machine, lambda path: app.books.open(str(path)))
    wrong = [str(check) for check in checks if not check.good]
    files = [str(write(checks, machine.home, now, about))] if machine.xlam.is_file() else []
    return Report(notes=[*about, *(wrong or [f"{len(checks)}项检查都正常。"])], files=files)


def write(checks: list[Check], folder: Path, now: datetime, about: list[str]) -> Path:
    """The report as a text file in a folder, over the one before. `about` are lines that stand first."""
    path = folder / REPORT
    lines = [f"协管员程序自检报告　{now:%Y-%m-%d %H:%M}", *about, "", *map(str, checks)]
    path.write_text("\ufeff" + "\n".join(lines) + "\n", encoding="utf-8", newline="\r\n")
    return path

"""What a person sees in the terminal: reports, progress, JSON. Output never fails for want of a character."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from .core import Finding, Report, by_reason

if TYPE_CHECKING:
    from .jobs.demo import Shown
    from .jobs.template import Looked

MOST_LINES = 20


def open_output() -> None:
    """Let a console of another code page show what it can instead of stopping the program.

    A Chinese one (code page 936) lacks some characters of names, which become question marks. A pipe of an English system
    lacks them all, and is given UTF-8.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", encoding=stream.encoding if _is_chinese(stream.encoding) else "utf-8")


def _is_chinese(encoding: str) -> bool:
    """Can an encoding say what the program says?"""
    try:
        "核对花名册".encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def write_json(data: object, to: str) -> None:
    """Write JSON to a file, or as UTF-8 to standard output for `-`.

    A file name that is not UTF-8, as one unpacked on Linux may be, holds halves of characters: JSON escapes say them.
    """
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    whole = text.encode(errors="backslashreplace")
    if to != "-":
        Path(to).write_bytes(whole)
    elif hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(whole)
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(text)


def print_report(report: Report) -> None:
    """Print the report for a person: what was judged, the counts, the gravest findings, where the files are."""
    judged = f"　参照日期 {report.as_of}　依据 {report.policy}" if report.job != "clear" else ""
    print(f"{report.book}{judged}")
    if report.one_each:
        _print_counts(report)
    if report.job in ("check", "inspect", "overview"):
        print("　".join(f"{level} {n}" for level, n in report.count().items()))
    if report.job in ("check", "combine"):
        _print_gravest(report.findings)
    if "changes" in report.more:
        _print_changes(report.more["compared"], report.more["changes"])
    for note in report.notes:
        print(f"  注意 {note}")
    for why, codes in by_reason(report.not_run).items():
        print(f"  未运行 {'、'.join(codes)}：{why}")
    for file in sorted(report.files, key=lambda file: not file.endswith(".pdf"))[:3]:  # what is to be printed first
        print(f"结果：{file}")
    if len(report.files) > 3:
        print(f"  …… 共{len(report.files)}个文件")


def _print_counts(report: Report) -> None:
    print("　".join(f"{word} {count}" for word, count in report.tally))
    not_made = report.counted[-1]
    told = report.skipped[:MOST_LINES] if report.files else report.skipped  # without a file they stand nowhere else
    for subject, reason in told:
        print(f"  {not_made} {subject}：{reason}")
    _more(len(report.skipped), len(told))


def _print_gravest(findings: Iterable[Finding]) -> None:
    gravest = sorted((f for f in findings if f.severity.open), key=lambda f: f.severity.rank)
    for finding in gravest[:MOST_LINES]:
        print(f"  {finding.severity.value} {finding.rule.code} {_place(finding)} {finding.message}")
    _more(len(gravest))


def _print_changes(packs: list[str], changes: list[dict[str, str]]) -> None:
    """What changes from one policy pack to another, a line each."""
    print(f"政策对比 {packs[0]} → {packs[1]}：结论变化 {len(changes)}处")
    for change in changes[:MOST_LINES]:
        place = "!".join(filter(None, (change["sheet"], change["cell"])))
        print(f"  {change['before']} → {change['after']}　{change['rule']} {place} {change['message']}")
    _more(len(changes))


def _place(finding: Finding) -> str:
    return "!".join(filter(None, (finding.sheet, finding.cell)))


def _more(count: int, told: int = MOST_LINES) -> None:
    if count > told:
        print(f"  …… 另有{count - told}条")


def print_looked(looked: Looked) -> None:
    """Print what is wrong with a template, everything at once."""
    errors = len(looked.errors)
    print(f"模板 {looked.template}　错误 {errors}　提示 {len(looked.problems) - errors}")
    for problem in looked.problems:
        print(f"  {problem.severity.value} {problem}")
    for face, instead in looked.fonts.items():
        print(f"  提示 本机没有字体“{face}”，内置引擎打印时用“{instead}”代替，版面可能略有不同。")
    print("请改正后再批量生成。" if errors else "可以批量生成。")


def print_demo(shown: Shown) -> None:
    """Print two tables, findings and documents, and where everything is."""
    from rich.console import Console
    from rich.table import Table

    console = Console(width=100)
    findings = Table("级别", "条数", "例", title=f"核对结果（参照日期 {shown.day}）", title_justify="left")
    for level, count in shown.checked.count().items():
        of_people = [f for f in shown.checked.findings if f.severity.value == level and f.row is not None]
        example = next(iter(of_people), None)
        findings.add_row(level, str(count), f"{_place(example)} {example.message}" if example else "")
    documents = Table("文书", "应生成", "成功", "未生成", "未生成的一例", title="文书", title_justify="left")
    for title, report in shown.made.items():
        why = "：".join(report.skipped[0]) if report.skipped else ""
        documents.add_row(title, str(report.requested), str(report.made), str(len(report.skipped)), why)
    console.print(findings)
    console.print(documents)
    print(f"标好问题的副本：{shown.checked.files[0]}")
    print(f"打印文件：{shown.print_file}")
    print(f"全部结果：{shown.folder}")


class Advance(Protocol):
    """Called as work goes on, with how many are done."""

    def __call__(self, done: int) -> None: ...


@contextmanager
def progress(what: str, total: int, to: TextIO | None = None) -> Iterator[Advance]:
    """Show how many of a total are done: a bar in a terminal, a line for every quarter elsewhere."""
    stream = to or sys.stderr
    if stream.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(file=stream)) as bar:
            task = bar.add_task(what, total=total)
            yield lambda done: bar.update(task, completed=done)
        return
    steps = {max(1, total * part // 4) for part in (1, 2, 3, 4)} if total else set()

    def line(done: int) -> None:
        if done in steps:
            steps.discard(done)
            print(f"{what} {done}/{total}", file=stream, flush=True)

    yield line

"""How a job went, as the window shows it: findings by level, what was not made and why, files, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..core import Finding, Report, Severity, by_reason

LEVELS = tuple(severity.value for severity in Severity)
UNITS = {"form": "份", "combine": "本", "rollover": "人"}
SILENT = ("clear", "prefill")  # jobs that are not about findings: what they have to say stands in the notes


@dataclass(frozen=True)
class Line:
    """One finding. `sheet` and `cell` say where; both may be empty."""

    level: str
    rule: str
    article: str
    sheet: str
    cell: str
    subject: str
    problem: str
    remedy: str

    @property
    def place(self) -> str:
        return "!".join(filter(None, (self.sheet, self.cell)))

    @classmethod
    def of(cls, finding: Finding) -> Line:
        rule = finding.rule
        return cls(
            finding.severity.value, rule.code, rule.cite.article, finding.sheet, finding.cell,
            finding.subject, finding.message, finding.remedy,
        )  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """Made from a Report. `copy` is the workbook the findings are marked in, if they are."""

    title: str
    headline: str
    counts: dict[str, int] = field(default_factory=dict)
    lines: Sequence[Line] = ()  # the gravest first
    requested: int = 0
    made: int = 0
    counted: tuple[str, str, str] = Report(job="form").counted
    skipped: Sequence[tuple[str, str]] = ()
    files: Sequence[Path] = ()
    notes: Sequence[str] = ()
    copy: Path | None = None
    changes: Sequence[Line] = ()  # from one policy pack to another; the level is what was and what is
    text: str = ""  # to be read as it stands
    book: Path | None = None  # a new workbook to go on with

    @property
    def documents(self) -> list[Path]:
        """The Word documents, one for each subject, in the order of the roster."""
        words = [file for file in self.files if file.suffix.lower() == ".docx"]
        return words[: self.made] if self.made else []

    @property
    def print_file(self) -> Path | None:
        """What goes to the printer."""
        return next((file for file in self.files if file.suffix.lower() == ".pdf" and "合并打印" in file.name), None)


def outcome_of(title: str, report: Report, copy: Path | None = None) -> Outcome:
    """What a report says to a person at the window."""
    changes = report.more.get("changes")
    findings = [] if report.job in ("form", *SILENT) or changes is not None else report.findings
    lines = sorted(findings, key=lambda finding: finding.severity.rank)
    return Outcome(
        title=title,
        headline=_headline(title, report),
        counts=report.count() if findings else {},
        lines=[Line.of(finding) for finding in lines],
        requested=report.requested,
        made=report.made,
        counted=report.counted,
        skipped=[(subject, in_window(reason)) for subject, reason in report.skipped],
        files=[Path(file) for file in report.files],
        notes=[in_window(note) for note in (*report.notes, *_not_run(report))],
        copy=copy,
        changes=[_change(change) for change in changes or ()],
    )


def _headline(title: str, report: Report) -> str:
    if report.requested or report.job == "form":
        unit = UNITS.get(report.job, "笔")
        return f"{title}：" + "，".join(f"{word} {count} {unit}" for word, count in report.tally)
    if report.job in SILENT:
        return f"{title}完成"
    if "changes" in report.more:
        one, other = report.more["compared"]
        return f"{title}：{one} → {other}，结论变化 {len(report.more['changes'])} 处　参照日期 {report.as_of}"
    found = f"{len(report.findings)} 处" if report.findings else "没有发现问题"
    return f"{title}完成：{found}　参照日期 {report.as_of}　依据 {report.policy}"


def _change(told: dict[str, str]) -> Line:
    """What the report of a comparison says of one cell."""
    where = (told[key] for key in ("rule", "article", "sheet", "cell", "subject", "message", "remedy"))
    return Line(f"{told['before']} → {told['after']}", *where)


def _not_run(report: Report) -> Iterable[str]:
    reasons = by_reason(report.not_run)
    return (f"{why}，这些规则没有核对：{'、'.join(rules)}。" for why, rules in reasons.items())


def in_window(text: str) -> str:
    """A sentence that names an option of the command line, with the word that stands in the window.

    >>> in_window("请用 --as-of 写明当时的日期；去掉“--resume”，如 --as-of 2025-12-31。")
    '请用“参照日期”写明当时的日期；去掉“接着做”，如“参照日期”2025-12-31。'
    """
    return _OPTION.sub(lambda found: f"“{_OPTIONS[found[1]]}”" if found[1] in _OPTIONS else found[0], text)


_OPTION = re.compile(r" ?“?--([a-z-]+)”? ?")
_OPTIONS = {"as-of": "参照日期", "month": "月份", "where": "文书只做", "resume": "接着做"}


def chosen(lines: Sequence[Line], level: str = "", words: str = "") -> list[Line]:
    """The lines of one level, or of all, in which every one of some words stands.

    >>> lines = [Line("错误", "E2", "第七条", "花名册", "G7", "张三", "超龄", ""), Line("提示", "K1", "", "", "", "李四", "", "")]
    >>> [line.subject for line in chosen(lines, "错误")], [line.subject for line in chosen(lines, words="花名册 张")]
    (['张三'], ['张三'])
    """
    wanted = words.split()

    def has(line: Line) -> bool:
        text = " ".join((line.level, line.rule, line.article, line.place, line.subject, line.problem, line.remedy))
        return all(word in text for word in wanted)

    return [line for line in lines if (not level or line.level == level) and (not wanted or has(line))]

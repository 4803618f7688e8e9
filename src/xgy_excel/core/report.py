"""What a job did, and what stopped it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .rule import Finding, Severity


class Stopped(Exception):
    """What stopped a job. Its text is one plain sentence for the clerk."""


_COUNTED = {  # of the jobs that make one thing for each asked for
    "form": ("应生成", "成功", "未生成"),
    "pay": ("应发放", "列入", "未列入"),
    "pay-return": ("回单", "发放成功", "失败或对不上"),
    "combine": ("应合并文件", "已合并", "未合并"),
    "rollover": ("在岗", "续聘", "未续聘"),
    "preview": ("应生成", "可生成", "不生成"),
    "try": ("应填写", "能填写", "不能填写"),
}


@dataclass
class Report:
    """What a job did: findings, files, counts. `requested = made + len(skipped)` always."""

    book: str = ""
    as_of: date | None = None
    policy: str = ""
    findings: list[Finding] = field(default_factory=list)
    not_run: list[tuple[str, str]] = field(default_factory=list)  # rule, why
    requested: int = 0
    made: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)  # subject, reason
    files: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # sentences for the clerk
    job: str = "check"  # check, form, clear, pay ...: what a person is told of it
    more: dict[str, Any] = field(default_factory=dict)  # what a job tells beside this, by its JSON name

    def count(self) -> dict[str, int]:
        counts = dict.fromkeys((s.value for s in Severity), 0)
        for finding in self.findings:
            counts[finding.severity.value] += 1
        return counts

    @property
    def counted(self) -> tuple[str, str, str]:
        """The words for what was asked for, what was made, and what was not."""
        return _COUNTED.get(self.job, _COUNTED["form"])

    @property
    def tally(self) -> list[tuple[str, int]]:
        """The same words, each with its number: 应生成 86, 成功 84, 未生成 2."""
        return list(zip(self.counted, (self.requested, self.made, len(self.skipped)), strict=True))

    @property
    def one_each(self) -> bool:
        """Does the job make one thing for each asked for, so that it is told by their numbers?"""
        return self.job in _COUNTED

    @property
    def exit_code(self) -> int:
        return int(any(f.severity.open for f in self.findings) or bool(self.skipped))

    def to_json(self) -> dict[str, Any]:
        return {
            "book": self.book,
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "policy": self.policy,
            "counts": self.count(),
            "findings": [f.to_json() for f in self.findings],
            "not_run": [{"rule": rule, "reason": why} for rule, why in self.not_run],
            "requested": self.requested,
            "made": self.made,
            "skipped": [{"subject": subject, "reason": reason} for subject, reason in self.skipped],
            "files": self.files,
            "notes": self.notes,
            **self.more,
        }

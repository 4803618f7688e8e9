"""What an export is and what it says of all its rows at once: by its name, the lines above the header, its columns."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ..law.counting import enjoys_policy, is_removed

POOR, MONITORED = "脱贫户", "监测对象"
_DAY = re.compile(
    r"(?<![0-9])(20[0-9]{2})(?:([01][0-9])([0-3][0-9])(?![0-9])|[-_./年]([01]?[0-9])[-_./月]([0-3]?[0-9])(?![0-9]))"
)


@dataclass(frozen=True)
class Kind:
    """`name`: 脱贫户 or 监测对象; empty where only the rows can tell. None: the file as a whole says nothing of it."""

    name: str = ""
    enjoys: bool | None = None  # 继续享受政策 or not
    removed: bool | None = None  # 风险已消除 or not

    @property
    def words(self) -> str:
        """For the clerk."""
        enjoys = {True: "继续享受政策", False: "不享受政策", None: ""}[self.enjoys]
        removed = {True: "风险已消除", False: "风险未消除", None: ""}[self.removed]
        return "，".join(filter(None, (self.name or "脱贫户和监测对象", enjoys, removed)))


def kind_of(name: str, above: str, columns: Collection[str]) -> Kind:
    """The kind of an export by the words of its name, else by those above its header, else by its columns.

    >>> kind_of("脱贫户信息_20250531-继续享受政策", "", ()).words, kind_of("导出(2)", "监测对象信息（风险已消除）", ()).words
    ('脱贫户，继续享受政策', '监测对象，风险已消除')
    """
    words = f"{name} {above}"
    by_columns = MONITORED if "monitor_type" in columns and "household_type" not in columns else ""
    kind = _named(name) or _named(words) or by_columns
    asks, removal = any(word in words for word in ("是否", "享受政策情况")), "未消除" in words and "已消除" in words
    mixed = asks or ("继续享受" in words and "不享受" in words)  # the rows differ
    enjoys = enjoys_policy(words) if kind != MONITORED and not mixed else None
    return Kind(kind, enjoys, is_removed(words) if kind != POOR and not removal else None)


def _named(words: str) -> str:
    poor, monitored = "脱贫" in words.replace("脱贫不稳定", ""), "监测对象" in words
    return (POOR if poor else MONITORED) if poor != monitored else ""


def day_in(words: str) -> date | None:
    """The first day that is written in a name or a title.

    >>> day_in("脱贫户信息_20250531-继续享受政策"), day_in("导出时间：2025年6月1日"), day_in("监测对象信息 (22)")
    (datetime.date(2025, 5, 31), datetime.date(2025, 6, 1), None)
    """
    for year, *rest in _DAY.findall(words):
        month, day = (int(rest[0] or rest[2]), int(rest[1] or rest[3]))
        try:
            return date(int(year), month, day)
        except ValueError:
            continue
    return None

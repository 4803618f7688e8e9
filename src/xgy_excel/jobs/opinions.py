"""处理意见: what the clerk wrote beside the findings of one run, brought to the findings of the next."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from ..books.port import Book
from ..core import Finding

RESULT = "核对结果"
HEADERS = ("级别", "规则", "条款", "工作表", "单元格", "对象", "问题", "处理办法", "处理意见")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of 核对结果; the opinion may be empty."""

    rule: str
    sheet: str
    subject: str
    problem: str
    cell: str
    opinion: str = ""


def read_lines(book: Book) -> list[Line]:
    """The lines of an earlier run."""
    name = book.own_name(RESULT, HEADERS)
    rows = book.read(name).rows if name else ()
    header = next((i for i, row in enumerate(rows) if tuple(row[: len(HEADERS)]) == HEADERS), len(rows))
    at = [HEADERS.index(name) for name in ("规则", "工作表", "对象", "问题", "单元格", "处理意见")]
    return [Line(*(_text(row[i]) if i < len(row) else "" for i in at)) for row in rows[header + 1 :]]


def match(findings: Sequence[Finding], lines: Sequence[Line]) -> tuple[list[str], list[Line]]:
    """The opinion on every finding, and the lines with an opinion whose finding is gone.

    A line belongs to the same problem at the same cell; else to the same problem of the same subject, in order, for
    rows move; else to the only other problem of the same rule and subject, whose words or numbers have changed.
    """
    asked = [Line(f.rule.code, f.sheet, f.subject, f.message, f.cell) for f in findings]
    opinions: dict[int, str] = {}
    left = _take(asked, opinions, lines, lambda n: (n.rule, n.sheet, n.subject, n.problem, n.cell))
    left = _take(asked, opinions, left, lambda n: (n.rule, n.sheet, n.subject, n.problem))
    left = [line for line in left if line.opinion]
    left = _take(asked, opinions, left, lambda n: (n.rule, n.sheet, n.subject), alone=True)
    return [opinions.get(at, "") for at in range(len(asked))], left


def _take(
    asked: Sequence[Line],
    opinions: dict[int, str],
    lines: Sequence[Line],
    key: Callable[[Line], Hashable],
    *,
    alone: bool = False,
) -> list[Line]:
    """Give the findings that have none yet the opinions of lines with the same key; returns the lines left over."""
    groups: dict[Hashable, list[Line]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    for at, question in enumerate(asked):
        group = groups.get(key(question), ())
        if at not in opinions and group and (len(group) == 1 or not alone):
            opinions[at] = groups[key(question)].pop(0).opinion
    return [line for group in groups.values() for line in group]


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():  # a number the clerk typed
        value = int(value)
    return "" if value is None else str(value)

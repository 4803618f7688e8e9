"""Shows findings in a book: marks and notes at the cells, the sheet 核对结果, the computed columns of 嘎查村."""

from __future__ import annotations

from collections.abc import Sequence

from ..books.port import Book, Link, Mark, OurSheet, Written
from ..core import Finding, Law, Report
from ..law.quota import counted, quota
from ..records import Records
from ..rows import Coordinator, Village

RESULT = "核对结果"
HEADERS = ("级别", "规则", "条款", "工作表", "单元格", "对象", "问题", "处理办法", "处理意见")
WIDTHS = (12, 7, 14, 12, 9, 16, 60, 44, 24)
GONE = "已消除"
MOST_MARKS = 2000  # a sheet; the rest stand in 核对结果 only


def show(book: Book, report: Report, *, marks: bool = True) -> None:
    """Put the result sheet and, unless told not to, the marks. What the book refuses is said in the report."""
    opinions = read_opinions(book)
    if marks:
        for refusal in book.mark(_marks(report.findings, report)):
            report.notes.append(f"{refusal.sheet}!{refusal.cell} 的批注没有写入：{refusal.reason}，内容见“{RESULT}”。")
    book.put(result_sheet(report, opinions))


def _marks(findings: Sequence[Finding], report: Report) -> list[Mark]:
    cells: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.sheet and finding.cell:
            cells.setdefault((finding.sheet, finding.cell), []).append(finding)
    marks: list[Mark] = []
    made: dict[str, int] = {}
    worst_first = sorted(cells.items(), key=lambda kv: min(f.severity.rank for f in kv[1]))
    for (sheet, cell), here in worst_first:
        made[sheet] = made.get(sheet, 0) + 1
        if made[sheet] <= MOST_MARKS:
            here.sort(key=lambda f: f.severity.rank)
            row, column = place_of(cell)
            marks.append(Mark(sheet, row, column, here[0].severity, "\n".join(map(_note, here))))
    for sheet, count in made.items():
        if count > MOST_MARKS:
            report.notes.append(
                f"工作表“{sheet}”有{count}个单元格需要标记，只标出最重的{MOST_MARKS}个，全部列在“{RESULT}”。"
            )
    return marks


def _note(finding: Finding) -> str:
    return f"{finding.severity.value} {finding.rule.code}：{finding.message}\n→ {finding.remedy}"


def place_of(cell: str) -> tuple[int, int]:
    """Row and column from 1 of an address.

    >>> place_of("AB12")
    (12, 28)
    """
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]), column


Key = tuple[str, str, str, str]  # rule, sheet, subject, problem


def result_sheet(report: Report, opinions: dict[Key, str]) -> OurSheet:
    """核对结果: a line for each finding, with the clerk's opinion of the run before; handled ones stay at the end."""
    left = dict(opinions)
    rows: list[tuple[Written | Link, ...]] = []
    for finding in report.findings:
        link = Link(finding.cell, finding.sheet, finding.cell) if finding.cell else ""
        key = (finding.rule.code, finding.sheet, finding.subject, finding.message)
        opinion = _take(left, key)
        place = (finding.rule.cite.article, finding.sheet, link, finding.subject)
        rows.append((finding.severity.value, finding.rule.code, *place, finding.message, finding.remedy, opinion))
    for (rule, sheet, subject, problem), opinion in left.items():
        rows.append((GONE, rule, "", sheet, "", subject, problem, "", opinion))
    counts = "　".join(f"{level} {n}" for level, n in report.count().items())
    head = [f"《{report.policy}》核对结果　参照日期 {report.as_of}　{counts}"]
    if report.not_run:
        head.append("以下规则未运行：" + "；".join(f"{why}（{'、'.join(codes)}）" for why, codes in _by_reason(report)))
    return OurSheet(RESULT, HEADERS, tuple(rows), WIDTHS, tuple(head), severity_column=0)


def _take(left: dict[Key, str], key: Key) -> str:
    """The opinion on this very finding, else the only one on the same rule, sheet and subject."""
    if key in left:
        return left.pop(key)
    alike = [k for k in left if k[:3] == key[:3]]
    return left.pop(alike[0]) if len(alike) == 1 else ""


def _by_reason(report: Report) -> list[tuple[str, list[str]]]:
    reasons: dict[str, list[str]] = {}
    for rule, why in report.not_run:
        reasons.setdefault(why, []).append(rule)
    return list(reasons.items())


def read_opinions(book: Book) -> dict[Key, str]:
    """What the clerk wrote in 处理意见 beside the findings of an earlier run."""
    if RESULT not in book.sheets():
        return {}
    grid = book.read(RESULT)
    header = next((i for i, row in enumerate(grid.rows) if tuple(map(_text, row[: len(HEADERS)])) == HEADERS), None)
    if header is None:
        return {}
    at = {name: HEADERS.index(name) for name in ("规则", "工作表", "对象", "问题", "处理意见")}
    found: dict[Key, str] = {}
    for row in grid.rows[header + 1 :]:
        cells = [_text(row[i]) if i < len(row) else "" for i in at.values()]
        if cells[-1]:
            found[cells[0], cells[1], cells[2], cells[3]] = cells[-1]
    return found


def _text(value: object) -> str:
    return "" if value is None else str(value)


def write_computed(book: Book, records: Records, law: Law, report: Report) -> None:
    """Fill the computed columns of 嘎查村 that the sheet has. Cells that hold a formula are left to it."""
    for table in records.tables:
        if table.kind is not Village:
            continue
        values: dict[tuple[int, int], Written] = {}
        for row in table.rows:
            if isinstance(row, Village):
                for name, value in computed(row, records, law).items():
                    if column := table.columns.get(name):
                        values[row.place.row, column] = value
        for refusal in book.write(table.sheet, values) if values else ():
            report.notes.append(f"{refusal.sheet}!{refusal.cell} 没有写入：{refusal.reason}。")


def computed(village: Village, records: Records, law: Law) -> dict[str, int | None]:
    """The four numbers of Article 4; None where a count is missing. Posts are counted only if there is a roster."""
    people = counted(village)
    limit = None if people is None else quota(people, law.at(village.data_date or law.day))
    posts = len(records.in_post(village, law.checked)) if records.has(Coordinator) else None
    have = limit if village.posts_set is None else village.posts_set
    vacancy = None if have is None or posts is None else max(have - posts, 0)
    return {"labour_total": people, "quota": limit, "posts_filled": posts, "vacancy": vacancy}

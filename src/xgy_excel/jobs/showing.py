"""Shows findings in a book: marks and notes at the cells, the sheet 核对结果, the computed columns of 嘎查村."""

from __future__ import annotations

from collections.abc import Sequence

from ..books.port import Book, Formula, Link, Mark, OurSheet, Shown, Written
from ..core import Finding, Law, Report, Severity, by_reason
from ..law.quota import counted, posts_known, quota
from ..records import Records
from ..rows import Coordinator, Village
from ..xlsx.ours import MOST_MARKS
from ..xlsx.refs import area_text, place
from .opinions import HEADERS, RESULT, Line, match, read_lines

WIDTHS = (11, 6, 11, 10, 8, 13, 46, 36, 20)
REPLY = HEADERS.index("处理意见")
MOST_LINES = 100_000  # of 核对结果
GONE, NOT_RUN = "已消除", "未运行"  # what stands under 级别 beside the severities


def show(book: Book, report: Report, *, marks: bool = True) -> None:
    """Put the result sheet and, unless told not to, the marks. What the book refuses is said in the report."""
    lines = read_lines(book)
    if marks:
        for refusal in book.mark(_marks(report.findings, report)):
            report.notes.append(f"{refusal.sheet}!{refusal.cell} 的批注没有写入：{refusal.reason}，内容见“{RESULT}”。")
    book.put(result_sheet(report, lines))


def clear(book: Book, report: Report) -> None:
    """Take away our marks, and 核对结果 unless the clerk has written into it; what stays is said in the report."""
    from . import compare, overview  # which counts what this module computes

    for refusal in book.mark(()):
        report.notes.append(f"{refusal.sheet}!{refusal.cell}：{refusal.reason}。")
    if opinions := sum(bool(line.opinion) for line in read_lines(book)):
        stays = f"“{RESULT}”里有{opinions}条处理意见，已保留这个工作表；不再需要时请在Excel中删除它"
    else:
        stays = book.remove(RESULT, HEADERS)
    for sheet, headers in ((overview.OVERVIEW, overview.HEADERS), (compare.SHEET, compare.HEADERS)):
        if kept := book.remove(sheet, headers):
            report.notes.append(f"{kept}。")
    report.notes.append(f"已清除本程序的标记和批注。{stays}。" if stays else f"已清除本程序的标记、批注和“{RESULT}”。")


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
            row, column = place(cell)
            marks.append(Mark(sheet, row, column, here[0].severity, "\n".join(map(_note, here))))
    for sheet, count in made.items():
        if count > MOST_MARKS:
            report.notes.append(
                f"工作表“{sheet}”有{count}个单元格需要标记，只标出最重的{MOST_MARKS}个，全部列在“{RESULT}”。"
            )
    return marks


def _note(finding: Finding) -> str:
    return f"{finding.severity.value} {finding.rule.code}：{finding.message}\n→ {finding.remedy}"


def result_sheet(report: Report, before: Sequence[Line]) -> OurSheet:
    """核对结果: a line for each finding, with the clerk's opinion of the run before; handled ones come after them.

    At the end stand the rules that could not be asked, and why.
    """
    findings = _gravest(report)
    opinions, left = match(findings, before)
    rows: list[tuple[Shown, ...]] = []
    for finding, opinion in zip(findings, opinions, strict=True):
        link = Link(finding.cell, finding.sheet, finding.cell) if finding.cell else ""
        where = (finding.rule.cite.article, finding.sheet, link, finding.subject)
        rows.append((finding.severity.value, finding.rule.code, *where, finding.message, finding.remedy, opinion))
    on_rules = {line.problem: line.opinion for line in left if not line.rule}
    not_run = [f"{why}，这些规则没有核对：{'、'.join(codes)}" for why, codes in by_reason(report.not_run).items()]
    for line in left:
        if line.problem not in not_run:
            rows.append((GONE, line.rule, "", line.sheet, "", line.subject, line.problem, "", line.opinion))
    rows += [(NOT_RUN, "", "", "", "", "", why, "", on_rules.get(why, "")) for why in not_run]
    counts = "　".join(f"{level} {n}" for level, n in report.count().items())
    head = (f"《{report.policy}》核对结果　参照日期 {report.as_of}　{counts}", _to_do(rows))
    return OurSheet(RESULT, HEADERS, tuple(rows), WIDTHS, head, severity_column=0, reply_column=REPLY)


def _to_do(rows: Sequence[Sequence[Shown]]) -> Formula:
    """How many are still to be dealt with: it falls as the clerk writes his opinions."""
    grave = [severity.value for severity in Severity if severity.open]
    top, last = 4, max(len(rows) + 3, 4)  # below two lines of head and the header
    levels, opinions = (area_text((top, at + 1, last, at + 1)) for at in (0, REPLY))
    graves = "+".join(f'({levels}="{word}")' for word in grave)
    left, done = (f'SUMPRODUCT(({graves})*(TRIM({opinions}){sign}""))' for sign in ("=", "<>"))
    counts = [sum(row[0] in grave and bool(row[REPLY]) is answered for row in rows) for answered in (False, True)]
    words = f"{'、'.join(grave)}中没有填写处理意见的", "条，已填写的", "条"
    text = f'="{words[0]}"&{left}&"{words[1]}"&{done}&"{words[2]}"'
    return Formula(text, f"{words[0]}{counts[0]}{words[1]}{counts[1]}{words[2]}")


def _gravest(report: Report) -> list[Finding]:
    """The findings in their order; of more than the list holds, the gravest."""
    if len(report.findings) <= MOST_LINES:
        return report.findings
    report.notes.append(f"共发现{len(report.findings)}处问题，“{RESULT}”只列出最重的{MOST_LINES}处。")
    chosen = sorted(range(len(report.findings)), key=lambda n: (report.findings[n].severity.rank, n))[:MOST_LINES]
    return [report.findings[n] for n in sorted(chosen)]


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
    posts = posts_known(village, records, law) if records.has(Coordinator) else None
    have = limit if village.posts_set is None else village.posts_set
    vacancy = None if have is None or posts is None else max(have - posts, 0)
    return {"labour_total": people, "quota": limit, "posts_filled": posts, "vacancy": vacancy}

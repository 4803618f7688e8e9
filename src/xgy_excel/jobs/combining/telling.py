"""The sheets that tell how the result came about: 合并情况, 对应关系, 重复人员."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...core import Finding
from ...grid import Link, OurSheet, Written
from ...values import township_key, village_key
from ...xlsx.refs import address
from .plan import Plan
from .repeats import At, Entry, how
from .township import Part, Read

OVERVIEW = "合并情况"
MOST_LINES = 100_000
_SKIPPED = ("合计", "隐藏", "空行", "说明")


def overview(books: Sequence[Read], plans: Sequence[Plan]) -> OurSheet:
    """合并情况: what became of every sheet of every workbook."""
    rows: list[tuple[Written | Link, ...]] = []
    of_kind = {plan.kind: plan for plan in plans}
    for workbook, book in enumerate(books):
        if book.why:
            rows.append((book.name, "", "", "未合并", "", *("",) * len(_SKIPPED), "", book.why))
            continue
        for number, part in enumerate(book.parts):
            segments = of_kind[part.kind].segments[workbook, number]
            first, last = segments[0], segments[-1]
            link = Link(f"第{first.row}行", first.title, address(first.row, 1))
            words = [f"至“{last.title}”第{last.row + last.count - 1}行", *_words(part)]
            skipped = [part.skipped.get(why, 0) for why in _SKIPPED]
            rows.append((book.name, part.sheet, part.kind.SHEET, "已合并", part.rows, *skipped, link, "；".join(words)))
        rows += [
            (book.name, sheet, "", "未读取", "", *("",) * len(_SKIPPED), "", f"{why}。") for sheet, why in book.passed
        ]
    headers = (
        "来源文件",
        "来源工作表",
        "种类",
        "结果",
        "读取行数",
        *(f"跳过{why}" for why in _SKIPPED),
        "总表位置",
        "说明",
    )
    head = (f"合并情况　文件 {len(books)} 个，合并 {sum(not b.why for b in books)} 个　" + _counts(plans),)
    return OurSheet(OVERVIEW, headers, tuple(rows), (24, 16, 12, 9, 10, 9, 9, 9, 9, 11, 56), head)


def _counts(plans: Sequence[Plan]) -> str:
    return "　".join(f"{plan.kind.SHEET} {sum(plan.rows.values())} 行" for plan in plans)


def _words(part: Part) -> list[str]:
    found = []
    if part.township:
        found.append(f"原表没有苏木乡镇列，按工作表名、文件名或表题填为“{part.township}”")
    if part.status:
        found.append("原表没有状态列，没有离岗日期的按在岗填写")
    if part.filled:
        found.append(f"{part.filled}个合并或“同上”的单元格已按上一行填写")
    if part.lost:
        found.append(f"{len(part.lost)}行的号码被存为数字，末尾已丢失，无法还原")
    if hidden := part.skipped.get("隐藏"):
        found.append(f"隐藏（或筛选掉）的{hidden}行没有合并")
    if part.others:
        found.append(f"{len(part.others)}列没有对应字段，原样放在右侧")
    return found


def mapping(books: Sequence[Read]) -> OurSheet:
    """对应关系: which column was taken for which field, and where the others went."""
    rows: list[tuple[Written | Link, ...]] = []
    for book in books:
        for part in book.parts:
            for heading in part.headings:
                what = "空列，没有合并" if heading.empty else "" if heading.standard else "没有对应字段，原样放在右侧"
                where = (
                    book.name,
                    part.sheet,
                    part.kind.SHEET,
                    part.header_row,
                    address(1, heading.column).rstrip("1"),
                )
                rows.append((*where, heading.written or "（无表头）", heading.standard, what))
    head = (
        "对应关系　没有对应字段的列，可在“列名对照”表的“字段”列填上标准表头，"
        "再次合并时用 --mapping 指定本工作簿，即按此对应。",
    )
    headers = ("来源文件", "来源工作表", "种类", "表头行", "列", "表头原文", "对应字段", "说明")
    return OurSheet("对应关系", headers, tuple(rows[:MOST_LINES]), (24, 16, 12, 8, 6, 24, 18, 30), head)


def people(groups: Sequence[Sequence[At]], found: Mapping[At, Entry], findings: Sequence[Finding]) -> OurSheet:
    """重复人员: everybody who stands in the result more than once, with what the rules say."""
    said: dict[int, list[str]] = {}
    for finding in findings:
        said.setdefault(id(finding.row), []).append(f"{finding.rule.code} {finding.severity.value}：{finding.message}")
    rows = tuple(row for _, row in zip(range(MOST_LINES), _lines(groups, found, said), strict=False))
    head = (f"重复人员　同一证件号登记了不止一行的共 {len(groups)} 人。期间不重叠的可以是先后任职，请逐人核实。",)
    headers = (
        "类别", "姓名", "身份证号", "苏木乡镇", "服务嘎查村", "状态", "上岗日期", "离岗日期", "协议起", "协议止",
        "来源文件", "来源工作表", "来源行", "总表位置", "核对",
    )  # fmt: skip
    widths = (12, 12, 21, 14, 16, 8, 12, 12, 12, 12, 24, 14, 8, 12, 50)
    return OurSheet("重复人员", headers, rows, widths, head)


def _lines(
    groups: Sequence[Sequence[At]], found: Mapping[At, Entry], said: Mapping[int, Sequence[str]]
) -> Iterator[tuple[Written | Link, ...]]:
    for group in groups:
        some = [found[at] for at in group if at in found]
        kind = how(some) if some else ""
        for entry in some:
            row = entry.row
            facts = (row.name, row.id_number, row.township, row.service_village, row.status)
            days = (row.onboard_date, row.leave_date, row.agreement_start, row.agreement_end)
            link = Link(f"第{row.place.row}行", row.place.sheet, address(row.place.row, 1))
            yield (
                kind, *facts, *days, entry.book, entry.sheet, entry.number, link, "\n".join(said.get(id(row), ())),
            )  # fmt: skip


def notes(books: Sequence[Read], groups: Sequence[Sequence[At]], unknown: int) -> list[str]:
    """What the clerk should know besides, in sentences."""
    found = [f"“{book.name}”：{warning}" for book in books for warning in book.warnings]
    found += [f"“{book.name}”的工作表“{sheet}”没有读取：{why}。" for book in books for sheet, why in book.passed]
    for book in books:
        for part in book.parts:
            found += [f"“{book.name}”的工作表“{part.sheet}”：{words}。" for words in _words(part)]
    if groups:
        found.append(f"有{len(groups)}人登记了不止一行，列在“重复人员”，请逐人核实。")
    if unknown:
        found.append(f"有{unknown}行没有可以比对的身份证号，没有查重。")
    found.append("合并只查重复登记的人，没有逐条核对；请再核对合并后的工作簿。")
    if twice := _twice(books):
        found.append(f"“嘎查村”表有{len(twice)}个村不止一行，人数会重复计算，请核对：{'、'.join(twice[:5])}。")
    return found


def _twice(books: Sequence[Read]) -> list[str]:
    """Villages that more than one line is about."""
    seen: dict[tuple[str, str], int] = {}
    for village in (village for book in books for part in book.parts for village in part.villages):
        key = township_key(village[0]), village_key(village[1])
        seen[key] = seen.get(key, 0) + 1
    return [town + village for (town, village), times in seen.items() if times > 1]

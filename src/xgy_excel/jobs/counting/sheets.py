"""The sheets of an import: 人数核定, what every village came to, and 人口表对应, what was read and as what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...books.port import Link, OurSheet, Shown
from ...core import Law, column_letters
from ...law.counting import SCOPE
from ...people import Imported
from ...people.columns import Person
from ...people.reading import Export
from .lines import VillageLine

COUNTED, MAPPED = "人数核定", "人口表对应"
_COLUMNS: dict[str, float] = {
    "苏木乡镇": 12, "嘎查村": 14, "普通": 7, "技能": 7, "弱半": 7, "合计": 7, "原合计": 8, "待定": 7, "上限": 7, "原上限": 8,
    "补填后": 8, "设岗": 7, "在岗": 7, "空岗": 7, "60岁以上": 9, "在校生": 8, "写入的变化": 24, "待定的影响": 40,
}  # fmt: skip
_MAPPING: dict[str, float] = {"文件": 36, "工作表": 12, "列": 6, "列名": 24, "用作": 16, "说明": 60}
MOST_FILES = 6  # told above the table

Line = tuple[Shown, ...]


def report_sheet(lines: Sequence[VillageLine], imported: Imported, law: Law) -> OurSheet:
    """人数核定: the villages, their numbers before and after, and what the open cases could change."""
    rows = [_row(line) for line in lines]
    rows.append(_total(lines))
    scope = law.at(imported.day).get(SCOPE) or "无法识别"
    title = f"人数核定　数据截止日期 {imported.day}　监测对象口径 {scope}　参照日期 {law.checked}"
    told = [told_of(export) for export in imported.exports]
    more = [f"……共{len(told)}份，见“{MAPPED}”。"] if len(told) > MOST_FILES else []
    if nowhere := imported.united.nowhere:
        more.append(f"有{nowhere}人没有写明行政村，没有计入任何村，也不在各村的待定里；查明属于哪个村后重新核定。")
    return OurSheet(COUNTED, tuple(_COLUMNS), tuple(rows), tuple(_COLUMNS.values()), (title, *told[:MOST_FILES], *more))


def _row(line: VillageLine) -> Line:
    count, row = line.count, line.row
    at = row.place.cell("village") if row else ""
    name: Shown = Link(line.village, row.place.sheet, at) if row and at else line.village
    numbers = (count.ordinary, count.skilled, count.weak) if count else (None, None, None)
    beside = (count.open or None, count.old or None, count.students or None) if count else (None, None, None)
    return (
        line.township, name, *numbers, line.people, line.people_before, beside[0], line.limit, line.limit_before,
        line.limit_then, row.posts_set if row else None, line.posts_filled, line.vacancy, *beside[1:], line.changes,
        line.sensitivity,
    )  # fmt: skip


def _total(lines: Sequence[VillageLine]) -> Line:
    """The sums of the villages written: those the book lacks, or the exports, are not among them."""
    rows = [_row(line) for line in lines if line.row and line.count]
    sums: list[Shown] = []
    for at, name in enumerate(_COLUMNS):
        numbers = [row[at] for row in rows if isinstance(row[at], int)]
        sums.append(sum(numbers) if numbers and name not in ("苏木乡镇", "嘎查村") else None)  # type: ignore[arg-type]
    return ("合计", f"{len(rows)}个村", *sums[2:])


def told_of(export: Export) -> str:
    """A file in one line: what it is, where its header stands, how many rows."""
    skipped = "、".join(f"{why}{rows}" for why, rows in sorted(export.skipped.items()))
    rows = f"读取{len(export.who)}行" + (f"，跳过{sum(export.skipped.values())}行（{skipped}）" if skipped else "")
    hidden = f"，其中隐藏或筛选掉的{export.hidden}行也计入" if export.hidden else ""
    return f"“{export.file}”：{export.kind.words}；工作表“{export.sheet}”，表头在第{export.header.last}行；{rows}{hidden}。"


def mapping_sheet(imported: Imported) -> OurSheet:
    """人口表对应: file by file, which column was read as what, and which columns of use are not there."""
    rows = [row for export in imported.exports for row in _mapping(export)]
    rows += [("", "", "", "", "", why) for why in imported.aside]
    united = imported.united
    head = (
        f"人口表对应　共{united.rows}行，{united.persons}人（同一人重复的{united.rows - united.persons}行只算一次）",
        "只读取下列各列，其余各列没有读取。列名写法不同的，在“列名对照”表登记后重新核定。",
    )
    return OurSheet(MAPPED, tuple(_MAPPING), tuple(rows), tuple(_MAPPING.values()), head)


def _mapping(export: Export) -> Iterator[Line]:
    unread = f"另有{len(export.header.unknown)}列与人数无关，没有读取。" if export.header.unknown else ""
    yield (export.file, export.sheet, "", "", "（整份文件）", told_of(export) + unread)
    for name, column in Person.columns().items():
        if number := export.header.columns.get(name):
            yield (export.file, export.sheet, column_letters(number), export.headings[name], column.header, "")
    for name, column in Person.columns().items():
        if name not in export.header.columns:
            yield (export.file, export.sheet, "", "", column.header, "没有这一列")
    for sheet in export.unused:
        yield (export.file, sheet, "", "", "", "没有读取：表头不如读取的工作表齐全")

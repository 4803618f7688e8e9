"""What an import tells the clerk in sentences, and other programs in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...people import Imported
from ...people.answers import against_file
from ...people.kinds import POOR
from .lines import VillageLine
from .sheets import COUNTED, told_of

_MOST_NAMES = 10


def totals(imported: Imported) -> dict[str, Any]:
    """The whole of an import for other programs."""
    united = imported.united
    return {
        "data_date": imported.day.isoformat(),
        "files": len(imported.exports),
        "rows": united.rows,
        "persons": united.persons,
        "people": united.people,
        "open": united.open,
    }


def notes_of(imported: Imported, lines: Sequence[VillageLine]) -> Iterator[str]:
    """What was read, what it came to, what changed, and what the clerk should look at."""
    united = imported.united
    yield from (told_of(export) for export in imported.exports)
    yield from imported.aside
    yield (
        f"共{united.rows}行，{united.persons}人（重复的{united.rows - united.persons}行只算一次）："
        f"计入{united.people}人，待定{united.open}人；各村见“{COUNTED}”。"
    )
    yield from _changed(lines)
    yield from _doubts(imported)
    yield from _of_the_day(imported, lines)


def _changed(lines: Sequence[VillageLine]) -> Iterator[str]:
    written = [line for line in lines if line.count and line.row]
    moved = [line for line in written if line.limit_changed]
    names = "、".join(f"{line.name}{line.limit_before}→{line.limit}" for line in moved[:_MOST_NAMES])
    more = "等" if len(moved) > _MOST_NAMES else ""
    yield f"写入{len(written)}个嘎查村的人数；岗位上限变化的有{len(moved)}个" + (
        f"：{names}{more}。" if moved else "。"
    )
    unsure = sum(line.limit != line.limit_then for line in written)
    if unsure:
        yield f"有{unsure}个嘎查村的岗位上限取决于待定人员，补填后重新导出再核定。"
    small = [line for line in lines if line.count and not line.row]
    if small:
        people = sum(line.count.people for line in small if line.count)
        yield f"人口表中有{len(small)}个村（计入{people}人）在“嘎查村”表中找不到，没有写入，列在“{COUNTED}”最后。"


def _doubts(imported: Imported) -> Iterator[str]:
    united = imported.united
    for export in imported.exports:
        if export.kind.name == POOR and export.kind.enjoys is None and "policy_enjoyed" not in export.header.columns:
            yield (
                f"“{export.file}”看不出是否继续享受政策，其中的脱贫户都记为待定；请在文件名里写明“继续享受政策”或“不享受政策”后重新核定。"
            )
        if export.nameless:
            yield f"“{export.file}”有{export.nameless}行没有可用的证件号码，无法与其他行比对，符合条件的记为待定。"
        if against := against_file(export):
            yield (
                f"“{export.file}”有{against}行表内所写的与文件名（或表头上方的说明）不一致："
                "户类型、监测对象类别、是否享受政策或风险是否消除；不能由别的记载确定的记为待定，请核对。"
            )
    if united.disputed:
        yield (
            f"有{united.disputed}人在几份文件（或文件名与表内）的记载不一致：是否脱贫户、是否享受政策、风险是否消除，"
            "或一份写自然减少而另一份仍有；不能由别的记载确定，记为待定。"
        )
    if united.two_classes:
        yield f"有{united.two_classes}人在几份文件里的劳动技能不同而都应计入，按普通、技能、弱半的先后取一个。"
    if united.gone:
        yield f"有{united.gone}人已自然减少或注销，没有计入。"
    if united.nowhere:
        yield f"有{united.nowhere}人没有写明行政村，没有计入任何村；加上他们才可能够得上在岗人数的村列为待核，请在系统中补填后重新导出。"
    if not any(export.kind.name != POOR for export in imported.exports):
        yield "没有监测对象信息文件，只在监测对象信息里的人没有计入；请一并导出后重新核定。"


def _of_the_day(imported: Imported, lines: Sequence[VillageLine]) -> Iterator[str]:
    if imported.assumed:
        yield f"文件里没有写明数据日期，按参照日期{imported.day}登记；不对的请用“--data-date”写明后重新核定。"
    days = sorted({export.day for export in imported.exports if export.day})
    if len(days) > 1:
        yield f"几份文件的日期不同（{'、'.join(map(str, days))}），按最早的{days[0]}登记；最好用同一天导出的文件。"
    newer = sum(
        bool(line.before and line.before.data_date and line.before.data_date > imported.day)
        for line in lines
        if line.count and line.row
    )
    if newer:
        yield f"有{newer}个嘎查村原来的人数比这些文件更新，已改为{imported.day}的人数，请核对是否用错了文件。"

"""Which rows of the roster, or which villages, a clerk asked for: conditions such as 苏木乡镇=巴彦镇 or 行=3-10."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from ..core import Row, Stopped, nearest
from ..records import Records, status_of
from ..rows import Coordinator, Village
from ..values import name_key, person_key, squash, township_key

ROWS = "行"
_ALSO = ("嘎查村", "村", "服务嘎查村", "village")
_VILLAGE = ("service_village", "village")
R = TypeVar("R", bound=Row)


def chosen(records: Records, where: Sequence[str], *, left_too: bool = False) -> tuple[Coordinator, ...]:
    """The rows that meet every condition; of several about one column one is enough.

    Without a condition about 状态, who has left is not asked for. Raises Stopped on what is no condition.

    >>> people = Records.of_rows(Coordinator(name="甲", township="巴彦镇"), Coordinator(name="乙", township="东风镇"))
    >>> [row.name for row in chosen(people, ["苏木乡镇=东风镇"])]
    ['乙']
    """
    wishes = _wishes(records, where, Coordinator)
    left_too = left_too or "status" in wishes
    return tuple(row for row in _meeting(records, wishes, Coordinator) if left_too or status_of(row) != "离岗")


def chosen_villages(records: Records, where: Sequence[str]) -> tuple[Village, ...]:
    """The villages that meet every condition. Raises Stopped as `chosen`.

    >>> [v.village for v in chosen_villages(Records.of_rows(Village(village="红旗嘎查")), ["嘎查村=红旗"])]
    ['红旗嘎查']
    """
    return _meeting(records, _wishes(records, where, Village), Village)


Wishes = dict[str, list[str]]


def _wishes(records: Records, where: Sequence[str], kind: type[Row]) -> Wishes:
    wishes: Wishes = {}
    for condition in where:
        name, wish = _parsed(condition, records, kind)
        wishes.setdefault(name, []).append(wish)
    return wishes


def _meeting(records: Records, wishes: Wishes, kind: type[R]) -> tuple[R, ...]:
    return tuple(
        row
        for row in records.of(kind)
        if all(any(_meets(row, name, wish, records) for wish in any_of) for name, any_of in wishes.items())
    )


def _parsed(condition: str, records: Records, kind: type[Row]) -> tuple[str, str]:
    column, found, wish = condition.replace("＝", "=", 1).partition("=")
    if not found or not column.strip():
        raise Stopped(f"筛选条件“{condition}”写法不对，应写成“列=值”，如 苏木乡镇=巴彦镇。")
    if squash(column) == ROWS:
        _rows(wish)
        return ROWS, wish.strip()
    words = {squash(word): name for name, c in kind.columns().items() for word in c.words}
    words |= {squash(word): name for name in _VILLAGE if name in kind.columns() for word in _ALSO}
    name = words.get(squash(column), "")
    if not name:
        close = nearest(squash(column), words)
        header = kind.columns()[words[close]].header if close else ""
        raise Stopped(f"{kind.SHEET}没有“{column.strip()}”这一列" + (f"，最接近的是“{header}”。" if header else "。"))
    if records.has(kind) and not records.has(kind, name):
        raise Stopped(f"{kind.SHEET}里没有“{kind.columns()[name].header}”列，不能按它筛选。")
    return name, wish.strip()


def _meets(row: Row, name: str, wish: str, records: Records) -> bool:
    if name == ROWS:
        sheet, first, last = _rows(wish)
        return first <= row.place.row <= last and sheet in ("", row.place.sheet)
    value = getattr(row, name)
    if isinstance(row, Coordinator) and name == "status" and wish in ("在岗", "离岗", "待上岗"):
        return status_of(row) == wish
    if name in row.unread:
        return squash(row.unread[name].text) == squash(wish)
    if value is None:
        return wish in ("", "空")
    if name in (*_VILLAGE, "hukou_village", "live_village"):
        return records.same_village(value, wish, getattr(row, "township", None))
    if isinstance(value, bool):
        return ("是" if value else "否") == wish
    if isinstance(value, date):
        return _on(value, wish)
    if isinstance(value, Decimal | int):
        return _number(wish) == value
    key = {"township": township_key, "name": name_key, "id_number": person_key}.get(name, squash)
    return key(value) == key(wish)


def _rows(wish: str) -> tuple[str, int, int]:
    """Rows by the numbers they have in the sheet, as 3, 3-10 or 花名册!3-10.

    >>> _rows("3"), _rows("巴彦镇!3-10")
    (('', 3, 3), ('巴彦镇', 3, 10))
    """
    sheet, _, numbers = wish.strip().rpartition("!")
    found = re.fullmatch(r"(\d{1,7})(?:[-－~—](\d{1,7}))?", numbers.strip())
    if not found:
        raise Stopped(f"行号“{wish.strip()}”写法不对，应写成 行=3、行=3-10 或 行=花名册!3-10。")
    return sheet, int(found[1]), int(found[2] or found[1])


def _on(day: date, wish: str) -> bool:
    """Is it the day, or does it lie in the month or the year, that was written?

    >>> [_on(date(2025, 2, 1), wish) for wish in ("2025.2.1", "20250201", "2025年2月", "2025", "2025-03", "去年")]
    [True, True, True, True, False, False]
    """
    parts = re.findall(r"\d+", unicodedata.normalize("NFKC", wish))
    if len(parts) == 1 and len(parts[0]) == 8:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    wanted = [int(part) for part in parts]
    return bool(wanted) and [day.year, day.month, day.day][: len(wanted)] == wanted


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(squash(text).replace(",", "").removesuffix("元"))
    except InvalidOperation:
        return None

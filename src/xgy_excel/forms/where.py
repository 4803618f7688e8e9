"""Which rows of the roster a clerk asked for: conditions such as 苏木乡镇=巴彦镇."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from ..core import Stopped, nearest
from ..records import Records, status_of
from ..rows import Coordinator
from ..values import name_key, person_key, squash, township_key

_ALSO = {"嘎查村": "service_village", "村": "service_village", "village": "service_village"}


def chosen(records: Records, where: Sequence[str]) -> tuple[Coordinator, ...]:
    """The rows that meet every condition; of several about one column one is enough.

    Without a condition about 状态, who has left is not asked for. Raises Stopped on what is no condition.

    >>> people = Records.of_rows(Coordinator(name="甲", township="巴彦镇"), Coordinator(name="乙", township="东风镇"))
    >>> [row.name for row in chosen(people, ["苏木乡镇=东风镇"])]
    ['乙']
    """
    wishes: dict[str, list[str]] = {}
    for condition in where:
        name, wish = _parsed(condition, records)
        wishes.setdefault(name, []).append(wish)
    return tuple(
        row
        for row in records.of(Coordinator)
        if all(any(_meets(row, name, wish, records) for wish in any_of) for name, any_of in wishes.items())
        and ("status" in wishes or status_of(row) != "离岗")
    )


def _parsed(condition: str, records: Records) -> tuple[str, str]:
    column, found, wish = condition.replace("＝", "=", 1).partition("=")
    if not found or not column.strip():
        raise Stopped(f"筛选条件“{condition}”写法不对，应写成“列=值”，如 苏木乡镇=巴彦镇。")
    words = {squash(word): name for name, c in Coordinator.columns().items() for word in c.words} | {
        squash(word): name for word, name in _ALSO.items()
    }
    name = words.get(squash(column), "")
    if not name:
        close = nearest(squash(column), words)
        header = Coordinator.columns()[words[close]].header if close else ""
        raise Stopped(f"花名册没有“{column.strip()}”这一列" + (f"，最接近的是“{header}”。" if header else "。"))
    if records.has(Coordinator) and not records.has(Coordinator, name):
        raise Stopped(f"花名册里没有“{Coordinator.columns()[name].header}”列，不能按它筛选。")
    return name, wish.strip()


def _meets(row: Coordinator, name: str, wish: str, records: Records) -> bool:
    value = getattr(row, name)
    if name == "status" and wish in ("在岗", "离岗", "待上岗"):
        return status_of(row) == wish
    if value is None:
        return wish in ("", "空")
    if name in ("service_village", "hukou_village", "live_village"):
        return records.same_village(value, wish, row.township)
    if isinstance(value, bool):
        return ("是" if value else "否") == wish
    if isinstance(value, date):
        return [value.year, value.month, value.day] == [int(part) for part in re.findall(r"\d+", wish)]
    if isinstance(value, Decimal | int):
        return _number(wish) == value
    key = {"township": township_key, "name": name_key, "id_number": person_key}.get(name, squash)
    return key(value) == key(wish)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(squash(text).replace(",", "").removesuffix("元"))
    except InvalidOperation:
        return None

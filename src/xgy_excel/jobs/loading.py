"""From a workbook to what the rules are asked about: its records, and the law as its county has set it."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from ..books.port import Book
from ..core import SHIPPED_PACK, Law, Pack, Setting, Stopped
from ..records import Records
from ..rows import Coordinator, Holiday, Payment, Village
from ..tables import read_tables


def load(book: Book, day: date) -> tuple[Records, Law]:
    """Read every sheet the program knows. Stops when none of them is a roster, a village list or a pay list."""
    records = read_tables([book.read(name) for name in book.sheets()])
    if not any(records.of(kind) or records.has(kind) for kind in (Coordinator, Village, Payment)):
        raise Stopped(f"“{book.name}”里没有找到花名册：没有哪个工作表同时有“姓名”和“身份证号”两列，请检查表头。")
    return records, law_of(records, day)


def law_of(records: Records, day: date) -> Law:
    """The law on a day with the county's parameters, policy packs and holidays."""
    calendar = {h.day: h.kind == "班" for h in records.of(Holiday) if h.day and h.kind in ("休", "班")}
    return Law(day, _packs(records), records.of(Setting), calendar)


def _packs(records: Records) -> tuple[Pack, ...]:
    """The packs of the book, or the one the program ships. A pack with an unreadable date covers nothing."""
    rows = [p for p in records.of(Pack) if p.name and not {"start", "end"} & set(p.unread)]
    for one, other in combinations(rows, 2):
        if (one.start or date.min) <= (other.end or date.max) and (other.start or date.min) <= (one.end or date.max):
            raise Stopped(f"“政策包”表里“{one.name}”与“{other.name}”的有效期重叠，无法判断适用哪一个，请改正日期。")
    return tuple(rows) or (SHIPPED_PACK,)

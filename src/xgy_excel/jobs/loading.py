"""From a workbook to what the rules are asked about: its records, and the law as its county has set it."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from ..books.port import Book
from ..core import SHIPPED_PACK, Law, Pack, Setting, Stopped
from ..law import kinds_of
from ..records import Records
from ..rows import Coordinator, Holiday, Payment, Village
from ..tables import read_tables


def load(book: Book, day: date) -> tuple[Records, Law]:
    """Read every sheet the program knows, and those the county's other rules know.

    Stops when none of them is a roster, a village list or a pay list, or a list such rules are about.
    """
    grids = [book.read(name) for name in book.sheets()]
    records = read_tables(grids)
    law = law_of(records, day)
    if more := kinds_of(law):
        records = read_tables(grids, more=more)
    if not any(records.of(kind) or records.has(kind) for kind in (Coordinator, Village, Payment, *more)):
        raise Stopped(f"{no_roster(records, book.name)}。请检查表头。")
    return records, law


def no_roster(records: Records, name: str) -> str:
    """That a workbook of this name holds no roster, and what is wrong with its sheets."""
    why = "；".join(f"工作表“{sheet}”{reason}" for sheet, reason in records.passed[:3])
    return f"“{name}”里没有找到花名册：{why or '没有哪个工作表有“姓名”“身份证号”“服务嘎查村”等花名册的表头'}"


def law_of(records: Records, day: date) -> Law:
    """The law on a day with the county's parameters, policy packs and holidays."""
    calendar = {h.day: h.kind == "班" for h in records.of(Holiday) if h.day and h.kind in ("休", "班")}
    return Law(day, _packs(records), records.of(Setting), calendar)


def idle_packs(records: Records) -> list[tuple[Pack, str]]:
    """The packs of the book that cannot be used, with the reason."""
    found = []
    for pack in records.of(Pack):
        unread = [Pack.columns()[name].header for name in ("start", "end") if name in pack.unread]
        if unread:
            found.append((pack, f"{'、'.join(unread)}无法识别"))
        elif not (pack.name or pack.doc_no):
            found.append((pack, "没有填包名"))
        elif pack.start is None:
            found.append((pack, "没有填生效日期"))
        elif pack.last < pack.start:
            found.append((pack, "失效日期早于生效日期"))
    return found


def _packs(records: Records) -> tuple[Pack, ...]:
    """The packs of the book, or the one the program ships."""
    idle = {id(pack) for pack, _ in idle_packs(records)}
    rows = [pack for pack in records.of(Pack) if id(pack) not in idle]
    for one, other in combinations(rows, 2):
        if (one.start or date.min) <= other.last and (other.start or date.min) <= one.last:
            raise Stopped(
                f"“政策包”表里“{one.name or one.doc_no}”与“{other.name or other.doc_no}”的有效期重叠，"
                "无法判断适用哪一个，请改正日期。"
            )
    return tuple(rows) or (SHIPPED_PACK,)

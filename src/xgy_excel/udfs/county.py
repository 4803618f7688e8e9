"""The law as the workbook that asks has set it. Excel asks for every formula, so what was read is kept for a moment."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..core import Law, Pack, Setting, Stopped
from ..grid import Grid
from ..jobs.loading import law_of
from ..records import Records
from ..rows import Holiday, Village, VillageAlias
from ..tables import read_tables
from ..tables.choosing import by_name

MOMENT = 2.0  # seconds for which a workbook is not read again
_KINDS = (Setting, Pack, Holiday, Village, VillageAlias)
_UNREADABLE = "读不到本工作簿的参数表，请稍后按Ctrl+Alt+F9重新计算"

Contents = dict[str, Any]  # sheet -> its values


@dataclass(frozen=True)
class County:
    """What a function may ask: the law on today, and the villages with the other names they are written by."""

    law: Law
    records: Records = field(default_factory=Records)


@dataclass
class _Kept:
    read: float  # by the clock of `time.monotonic`
    contents: Contents
    county: County


_kept: dict[str, _Kept] = {}  # by process and workbook; no object of Excel's is kept


def county_of(caller: Any) -> County:
    """The law of the workbook in which `caller` is a cell; without one the law as it is shipped.

    Raises Stopped when the workbook cannot be read or its policy packs contradict each other.
    """
    today = date.today()
    if caller is None:
        return County(Law(today))
    now = time.monotonic()
    try:
        book = caller.sheet.book
        name = f"{book.app.pid} {book.name}"
        kept = _kept.get(name)
        if kept and now - kept.read < MOMENT and kept.county.law.day == today:
            return kept.county
        contents = _contents(book)
    except Exception:
        raise Stopped(_UNREADABLE) from None
    if kept and kept.contents == contents and kept.county.law.day == today:
        kept.read = now
        return kept.county
    records = read_tables([Grid(sheet, values) for sheet, values in contents.items()])
    county = County(law_of(records, today), records)
    _kept[name] = _Kept(now, contents, county)
    return county


def _contents(book: Any) -> Contents:
    sheets = [sheet for sheet in book.sheets if by_name(sheet.name) in _KINDS]
    return {sheet.name: sheet.used_range.options(ndim=2, err_to_str=True).value for sheet in sheets}

"""Article 13: the five things a village publishes, and how long ago it last did.

Only what a village shows now is judged: its last publication, and lines without a day, which are still to be published.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from datetime import date

from ...core import Answer, Cite, Law, Param, Rule, Severity, error, hint, missing, unknown, unset
from ...records import Records
from ...rows import Coordinator, Disclosure, Village
from ..params import whole

ART13 = Cite("第十三条")
OTHER_LAW = Cite("村民委员会组织法", in_text=False)
CYCLE = Param("村务公开周期天数", whole, "92", "天", "多久公开一次出自村民委员会组织法，至少每季度一次", OTHER_LAW)
PARAMS = (CYCLE,)

FIVE = ("publish_duties", "publish_names", "publish_pay", "publish_method", "publish_phone")


def published_on(row: Disclosure, records: Records) -> date | None:
    return row.publish_date


def of_village(row: Disclosure, records: Records) -> Hashable:
    """The village a line is about: its line of 嘎查村, else its name."""
    village = records.village(row.village)
    return id(village) if village else records.canonical(row.village)


def _by_village(records: Records) -> dict[Hashable, list[Disclosure]]:
    index: dict[Hashable, list[Disclosure]] = {}
    for row in records.of(Disclosure):
        index.setdefault(of_village(row, records), []).append(row)
    return index


def publications(key: Hashable, records: Records) -> list[Disclosure]:
    """All lines about a village."""
    return records.remember("publications", lambda: _by_village(records)).get(key, [])


def is_shown(row: Disclosure, records: Records, law: Law) -> bool:
    """Is this what the village shows on the as-of day, or is going to show?"""
    if row.publish_date is None or not row.village:
        return True
    days = [one.publish_date for one in publications(of_village(row, records), records) if one.publish_date]
    return row.publish_date >= max((day for day in days if day <= law.checked), default=date.min)


def lacking_items(row: Disclosure, records: Records, law: Law) -> Iterator[Answer]:
    if not is_shown(row, records, law):
        return
    unread = [name for name in FIVE if name in row.unread]
    empty = [name for name in FIVE if getattr(row, name) is None and name not in unread]
    yield from map(missing, unread)
    if empty:
        headers = "、".join(Disclosure.columns()[name].header for name in empty)
        yield error("", empty[0], 村=row.subject, 项=headers)


def long_ago(row: Disclosure | Village, records: Records, law: Law) -> Iterator[Answer]:
    """Told at the last publication of a village with somebody in post, or at the village that has none."""
    village = row if isinstance(row, Village) else records.village(row.village)
    if village is not None and not records.in_post(village, law.checked):
        return
    key = of_village(row, records) if isinstance(row, Disclosure) else id(row)
    rows, limit = publications(key, records), law.get(CYCLE)
    days = [one.publish_date for one in rows if one.publish_date and one.publish_date <= law.checked]
    if isinstance(row, Village):
        if not days and all(one.publish_date for one in rows):  # a line without a day is told of itself
            yield _never(row, records)
    elif not days:
        if row.publish_date is None:
            yield missing("publish_date")
    elif limit is None:
        yield unset(CYCLE)
    elif row.publish_date == max(days) and (passed := (law.checked - max(days)).days) > limit:
        yield hint("", "publish_date", 村=row.subject, d=passed)


def _never(village: Village, records: Records) -> Answer:
    if records.of(Disclosure):
        return unknown("没有", "village", 村=village.subject)
    return replace(unknown("都没有", 表=Disclosure.SHEET), once=True)


D1 = Rule(
    code="D1",
    title="公开内容五项",
    cite=ART13,
    severities=(Severity.ERROR,),
    about=(Disclosure,),
    ask=lacking_items,
    field="publish_duties",
    logic="最近一次公开或尚未公开的一行，职责任务、上岗人员、劳务报酬、评价办法、监督电话有空项；无法识别的为待核",
    message="【第十三条·公开内容】{村}村务公开缺：{项}。",
    remedy="在参数表或花名册补填后重新生成。",
    needs=FIVE,
    day=published_on,
    since=published_on,
)
D4 = Rule(
    code="D4",
    title="公开周期",
    cite=OTHER_LAW,
    severities=(Severity.HINT, Severity.UNKNOWN),
    about=(Disclosure, Village),
    ask=long_ago,
    field="village",
    logic="有人在岗的嘎查村，距最近一次公开超过村务公开周期天数为提示；没有公开记录为待核，整张表没有记录的只提出一次",
    message="【村务公开】{村}距上次公开已{d}天。",
    wordings={
        "没有": "【村务公开】{村}有协管员在岗，没有村务公开记录。",
        "都没有": "【村务公开】公开表没有一条记录，不能判定各嘎查村是否已公开。",
    },
    remedy="更新公开栏并登记日期。",
    remedies={
        "没有": "公开后登记日期和五项内容；已公开的补录。",
        "都没有": "按嘎查村补录最近一次公开的日期和五项内容。",
    },
    params=(CYCLE,),
    needs=("publish_date",),
    sheets=(Disclosure, Coordinator),
)

RULES = (D1, D4)

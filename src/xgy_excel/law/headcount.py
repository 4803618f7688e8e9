"""Article 4, what the posts are measured by: how old the head count is, and whether the roster's village is in it."""

from __future__ import annotations

from collections.abc import Iterator

from ..core import Answer, Cite, Law, Param, Rule, Severity, hint, lines, missing, nearest, unknown
from ..records import Records
from ..rows import Coordinator, Village
from ..values import village_key, village_stem
from .params import whole
from .quota import ART4, day_of_count

SILENT = Cite("第四条", in_text=False)

STALE_DAYS = Param("人数时效天数", whole, "183", "天", "人口数据多久须重新导出，办法未规定", SILENT)
PARAMS = (STALE_DAYS,)


def stale_count(village: Village, records: Records, law: Law) -> Iterator[Answer]:
    limit = law.get(STALE_DAYS)
    if village.data_date is None:
        yield missing("data_date")
    elif village.data_date > law.checked:
        yield hint("晚于", 村=village.subject, 日期=village.data_date, 核对日=law.checked)
    elif limit is not None and (age := (law.checked - village.data_date).days) > limit:
        yield hint(村=village.subject, 日期=village.data_date, d=age, D=limit)


def unknown_village(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    if not row.service_village:
        yield missing("service_village")
        return
    meant = records.villages(row.service_village, row.township)
    if len(meant) > 1:
        yield _one_of_several(row, meant)
    elif not meant:
        close = _nearest(row.service_village, records)
        yield unknown("" if close else "没有相近", 村=row.service_village, 候选=close)


def _one_of_several(row: Coordinator, meant: list[Village]) -> Answer:
    """The name means more than one row: villages of several townships, or one entered twice."""
    towns = dict.fromkeys(village.township or "未填苏木乡镇" for village in meant)
    if len(towns) > 1:
        return unknown("重名", 村=row.service_village, 乡镇="、".join(towns))
    return unknown("两行", 村=row.service_village, 行=lines(*meant))


def _nearest(name: str, records: Records) -> str:
    known = {village_key(v.village): v.village for v in records.of(Village) if v.village}
    same_stem = (key for key in known if village_stem(key) == village_stem(name))
    return known.get(next(same_stem, "") or nearest(village_key(name), known), "")


Q9 = Rule(
    code="Q9",
    title="数据时点",
    cite=SILENT,
    severities=(Severity.HINT, Severity.UNKNOWN),
    about=(Village,),
    ask=stale_count,
    day=day_of_count,
    or_now=True,
    field="data_date",
    logic="核对日减数据截止日期超过人数时效天数，或数据截止日期晚于核对日；办法未规定",
    message="【第四条·数据时点】{村}人数取自{日期}，距今{d}天，超过{D}天。",
    wordings={"晚于": "【第四条·数据时点】{村}人数取自{日期}，晚于核对日{核对日}。"},
    remedy="从系统重新导出后再核定。",
    remedies={"晚于": "核对日期；核对以前的情况，请用当时的人口数据。"},
    params=(STALE_DAYS,),
    needs=("data_date",),
)
Q10 = Rule(
    code="Q10",
    title="村名对不上",
    cite=ART4,
    severities=(Severity.UNKNOWN,),
    about=(Coordinator,),
    ask=unknown_village,
    field="service_village",
    logic="花名册中的服务嘎查村经村名对照仍不在“嘎查村”表中，或不止一行与它同名而分不清",
    message="【第四条·村名】花名册中的“{村}”在人口表中找不到，最接近的是“{候选}”。",
    wordings={
        "没有相近": "【第四条·村名】花名册中的“{村}”在人口表中找不到，也没有相近的村名。",
        "重名": "【第四条·村名】{乡镇}都有“{村}”，花名册没有写明是哪一个。",
        "两行": "【第四条·村名】“{村}”在“嘎查村”表中登记了不止一行（{行}），分不清用哪一行。",
    },
    remedy="在“村名对照”表登记对应关系；不要直接改动系统导出的原表。",
    remedies={
        "重名": "在花名册补填“苏木乡镇”，写法与“嘎查村”表一致。",
        "两行": "核对后删去重复的一行。",
    },
    needs=("service_village",),
    sheets=(Village,),
)

RULES = (Q9, Q10)

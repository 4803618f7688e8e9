"""Article 4, what the posts are measured by: how old the head count is, and whether its villages are those of the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..core import Answer, Cite, Law, Param, Rule, Severity, hint, lines, missing, nearest, unknown, unset
from ..records import Records
from ..rows import Coordinator, Village
from ..values import township_key, village_key, village_stem
from .imported import HeadCount, several
from .params import whole
from .quota import ART4, day_of_count

SILENT = Cite("第四条", in_text=False)

STALE_DAYS = Param("人数时效天数", whole, "183", "天", "人口数据多久须重新导出，办法未规定", SILENT)
PARAMS = (STALE_DAYS,)

FEWEST = 30  # people who give a village a post: with fewer, one that the book lacks is not asked for


def stale_count(village: Village, records: Records, law: Law) -> Iterator[Answer]:
    limit = law.get(STALE_DAYS)
    if village.data_date is None:
        yield missing("data_date")
    elif village.data_date > law.checked:
        yield hint("晚于", 村=village.subject, 日期=village.data_date, 核对日=law.checked)
    elif limit is None:
        yield unset(STALE_DAYS)
    elif (age := (law.checked - village.data_date).days) > limit:
        yield hint(村=village.subject, 日期=village.data_date, d=age, D=limit)


def unknown_village(row: Coordinator | HeadCount | Village, records: Records, law: Law) -> Iterator[Answer]:
    if isinstance(row, HeadCount):
        yield from _of_count(row, records)
    elif isinstance(row, Village):
        yield from _of_list(row, records)
    elif not row.service_village:
        yield missing("service_village")
    else:
        found = records.villages(row.service_village, row.township)
        if len(found) > 1:
            yield _one_of_several(row.service_village, found)
        elif not found:
            close = _nearest(row.service_village, ((v.village, v.village) for v in records.of(Village)))
            yield unknown("" if close else "没有相近", 村=row.service_village, 候选=close)


def _of_list(row: Village, records: Records) -> Iterator[Answer]:
    """A row of 嘎查村 without a name, or of a village another row has too that nobody of the roster or an import asks for."""
    if not row.village:
        yield missing("village")
        return
    found = [] if records.of(HeadCount) else records.villages(row.village, row.township)
    if len(found) > 1 and found[0] is not row and len({township_key(one.township) for one in found}) == 1:
        people = records.of(Coordinator)
        if not any(row in records.villages(one.service_village, one.township) for one in people):
            yield unknown("两行", "village", 村=row.village, 行=lines(*found))


def _of_count(row: HeadCount, records: Records) -> Iterator[Answer]:
    """A village of the book of which the files know nobody, or one of theirs that the book lacks."""
    homeless = [c for c in records.of(HeadCount) if c.people is not None and not c.place.row]
    if row.people is None:
        undecided = records.remember("undecided", lambda: _places(v for c in homeless for v in several(c, records)))
        if (row.place.sheet, row.place.row) not in undecided:  # else told of the people who may live there
            close = _nearest(row.village, ((c.village, c.full_name) for c in homeless))
            yield unknown("没有人口" if close else "没有人口和相近", "village", 村=row.village, 候选=close)
    elif not row.place.row and row.village:
        if found := several(row, records):
            yield _one_of_several(row.full_name, found, "人口表重名")
        elif row.people + (row.unknown or 0) >= FEWEST:
            close = _nearest(row.village, ((v.village, f"{v.township or ''}{v.village}") for v in records.of(Village)))
            facts = {"村": row.full_name, "n": row.people, "k": row.unknown or 0, "候选": close}
            yield unknown("表中没有" if close else "表中没有和相近", "village", **facts)


def _places(villages: Iterable[Village]) -> set[tuple[str, int]]:
    return {(village.place.sheet, village.place.row) for village in villages}


def _one_of_several(name: str, found: list[Village], alike: str = "重名") -> Answer:
    """The name means more than one row: villages of several townships, or one entered twice."""
    towns = dict.fromkeys(village.township or "未填苏木乡镇" for village in found)
    if len(towns) > 1:
        return unknown(alike, 村=name, 乡镇="、".join(towns))
    return unknown("两行", 村=name, 行=lines(*found))


def _nearest(name: str | None, known: Iterable[tuple[str | None, str | None]]) -> str:
    """Of villages, by name and as they are told, the one most like this name."""
    told = {village_key(village): words for village, words in known if village and words}
    same_stem = (key for key in told if village_stem(key) == village_stem(name))
    return told.get(next(same_stem, "") or nearest(village_key(name), told), "")


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
    about=(Coordinator, HeadCount, Village),
    ask=unknown_village,
    field="service_village",
    logic="花名册中的服务嘎查村经村名对照仍不在“嘎查村”表中，或不止一行与它同名而分不清；导入人口表时，“嘎查村”表中的村在人口表里没有人，"
    "或人口表中30人以上（含待定）的村不在“嘎查村”表中；“嘎查村”表中没有村名的行，或两行写的是一个村",
    message="【第四条·村名】花名册中的“{村}”在人口表中找不到，最接近的是“{候选}”。",
    wordings={
        "没有相近": "【第四条·村名】花名册中的“{村}”在人口表中找不到，也没有相近的村名。",
        "重名": "【第四条·村名】{乡镇}都有“{村}”，花名册没有写明是哪一个。",
        "人口表重名": "【第四条·村名】{乡镇}都有“{村}”，人口表没有写明是哪一个。",
        "两行": "【第四条·村名】“{村}”在“嘎查村”表中登记了不止一行（{行}），分不清用哪一行。",
        "没有人口": "【第四条·村名】“嘎查村”表中的“{村}”在人口表中找不到，没有对上的村中最接近的是“{候选}”。",
        "没有人口和相近": "【第四条·村名】“嘎查村”表中的“{村}”在人口表中找不到，也没有相近的村名。",
        "表中没有": "【第四条·村名】人口表中的“{村}”（{n}人，待定{k}人）在“嘎查村”表中找不到，最接近的是“{候选}”。",
        "表中没有和相近": "【第四条·村名】人口表中的“{村}”（{n}人，待定{k}人）在“嘎查村”表中找不到，也没有相近的村名。",
    },
    remedy="在“村名对照”表登记对应关系；不要直接改动系统导出的原表。",
    remedies={
        "重名": "在花名册补填“苏木乡镇”，写法与“嘎查村”表一致。",
        "人口表重名": "从系统重新导出带乡镇列的表；“嘎查村”表的“苏木乡镇”也要填写。",
        "两行": "核对后删去重复的一行。",
        "没有人口": "是同一个村的，在“村名对照”表登记；这个村的人数没有改动。",
        "没有人口和相近": "核对导出文件是否包括这个村；这个村的人数没有改动。",
        "表中没有": "是同一个村的，在“村名对照”表登记（乡镇名也不同的，写作“乡镇名+村名”）；是另一个村的，在“嘎查村”表添一行。",
        "表中没有和相近": "在“嘎查村”表添一行，再核定一次。",
    },
    needs=("service_village",),
    sheets=(Village,),
)

RULES = (Q9, Q10)

"""D19 岗位核定表: the posts of every village after Article 4, one table of the county or of what was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from ..core import Law
from ..law import Verdict
from ..law.documents import COUNT_BASIS
from ..law.quota import counted, quota
from ..records import Records
from ..rows import Village
from .choosing import the_county
from .fields import county_values, shown, village_values
from .filenames import of_place
from .form import Form, Subject, Values
from .printed import basis_words
from .where import chosen_villages

OPEN = "待核"  # a number that is not known is never a nought
_SUMS = (
    "普通劳动力",
    "技能劳动力",
    "弱劳动力或半劳动力",
    "劳动力合计",
    "劳动技能未填",
    "核定岗位数",
    "上次核定数",
    "在岗人数",
    "空岗数",
)


def choose(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    return the_county((), law, chosen_villages(records, where))


def ceiling(village: Village, law: Law) -> str | None:
    """The posts Article 4 allows; both ends where people of no known class decide.

    >>> from datetime import date
    >>> village = Village(labour_ordinary=28, labour_skilled=0, labour_weak=0, labour_unknown=3)
    >>> ceiling(village, Law(date(2025, 6, 30)))
    '0～1'
    """
    people = counted(village)
    if people is None or "labour_unknown" in village.unread:
        return None
    then = law.at(village.data_date or law.day)
    least, most = quota(people, then), quota(people + (village.labour_unknown or 0), then)
    return str(least) if least == most else f"{least}～{most}"


def fill(subject: Subject, records: Records, law: Law) -> Values:
    lines = [_line(village, records, law) for village in subject.villages]
    return {
        **county_values(subject.row, law.day, law),
        "条款依据": basis_words("第四条", law),
        "名单": [
            {name: value or OPEN for name, value in line.items()} | {"备注": line["备注"] or ""} for line in lines
        ],
        "合计": {name: _sum(lines, name) for name in _SUMS},
        "村数": shown(len(lines)),
        "待核村数": shown(
            sum(None in [line[n] for n in _SUMS] or "～" in (line["核定岗位数"] or "") for line in lines)
        ),
        "人数口径": law.get(COUNT_BASIS),
        "数据截止日期": _dates(subject.villages),
        "参照日期": shown(law.checked),
        "落款日期": shown(law.checked),
    }


def _line(village: Village, records: Records, law: Law) -> dict[str, str | None]:
    values = village_values(village, records, law)
    unknown = "0" if village.labour_unknown is None and "labour_unknown" not in village.unread else None
    return values | {"核定岗位数": ceiling(village, law), "劳动技能未填": values["劳动技能未填"] or unknown}


def _sum(lines: Sequence[dict[str, str | None]], name: str) -> str:
    """The sum of a column; of ceilings that are open both ends; 待核 where a village has no number."""
    values = [line[name] for line in lines]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return OPEN
    least, most = (sum(int(value.split("～")[end]) for value in known) for end in (0, -1))
    return str(least) if least == most else f"{least}～{most}"


def _dates(villages: Sequence[Village]) -> str:
    """From when the numbers are: a day, or the first and the last, and how many villages do not say."""
    days = sorted(village.data_date for village in villages if village.data_date)
    silent = len(villages) - len(days)
    told = "至".join(dict.fromkeys(str(shown(day)) for day in (days[0], days[-1]))) if days else "未登记"
    return told + (f"（{silent}个嘎查村未登记）" if days and silent else "")


QUOTA_TABLE = Form(
    code="D19",
    name="quota-table",
    title="岗位核定表",
    article="第四条",
    public=False,
    template="quota-table.docx",
    choose=choose,
    fill=fill,
    file_name=of_place("岗位核定表"),
    exempt=True,
)

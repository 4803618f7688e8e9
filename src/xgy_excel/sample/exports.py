"""Exports of the sample county's people, as the national system writes them: 115 columns, header on row 3, all text.

The sheet's own extent is wrong (A1), the title is merged, numbers are texts. Nobody in them exists. Counted by Article 4
they give the numbers of 嘎查村, the people whose 劳动技能 is not filled in included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from .exported import COLUMNS, package
from .people import make_id
from .posts import Line
from .villages import COUNTED, COUNTY, LEAGUE

POOR_FILE = f"脱贫户信息_{COUNTED:%Y%m%d}-继续享受政策.xlsx"
MONITORED_FILE = f"防止返贫致贫监测对象信息_{COUNTED:%Y%m%d}-风险未消除.xlsx"
_UNABLE = ("无劳动力", "无劳动力", "丧失劳动力")
_OTHER_FACTS = ("否", "否", "是", "0", "0", "1", "12", "0.00", "1500.00", "其他", "良好", "")


@dataclass(frozen=True)
class Someone:
    """One person of a household; `monitored` and `poor` say in which of the two files the household stands."""

    village: Line
    household: int
    number: int
    id_number: str
    skill: str
    school: str
    poor: bool
    monitored: str


def sample_exports(villages: Iterable[Line]) -> dict[str, bytes]:
    """The two files of these lines of 嘎查村, by name: 脱贫户 that enjoy the policies, and 监测对象 at risk."""
    people = [*_people(villages, Random(20250531))]
    poor = (_told(one) for one in people if one.poor)
    monitored = (_told(one) | _certificate(one) for one in people if one.monitored)
    return {
        POOR_FILE: package("脱贫户信息", COLUMNS["脱贫户"], _rows(poor, COLUMNS["脱贫户"])),
        MONITORED_FILE: package("防止返贫致贫监测对象信息", COLUMNS["监测对象"], _rows(monitored, COLUMNS["监测对象"])),
    }


def _people(villages: Iterable[Line], rng: Random) -> Iterator[Someone]:
    """Households of four; one in twenty is 监测对象 too, one in fifty nothing else."""
    numbers, households, births = count(1), count(1), _births()
    for village in villages:
        if not village.get("village"):
            continue
        skills = [
            skill
            for name, skill in (
                ("labour_ordinary", "普通劳动力"), ("labour_skilled", "技能劳动力"), ("labour_weak", "弱劳动力或半劳动力"),
                ("labour_unknown", ""),
            )
            for _ in range(int(str(village.get(name) or 0)))
        ]  # fmt: skip
        skills += [rng.choice(_UNABLE) for _ in range(len(skills) * 2 // 5)]
        rng.shuffle(skills)
        for at in range(0, len(skills), 4):
            household, lot = next(households), rng.random()
            monitored = "边缘易致贫户" if lot < 0.02 else ("脱贫不稳定户" if lot < 0.07 else "")
            for skill in skills[at : at + 4]:
                school = "高中一年级" if skill == "普通劳动力" and rng.random() < 0.01 else "非在校生"
                number, id_number = next(numbers), next(births)
                yield Someone(village, household, number, id_number, skill, school, lot >= 0.02, monitored)


def _births() -> Iterator[str]:
    """Identity numbers, each once: born 1964 to 2006, sequences 990 to 999."""
    days = 42 * 365
    for sequence in range(990, 1000):
        for n in range(days):  # a prime step: neighbours are of all ages, and nobody comes twice
            yield make_id(date(1964, 7, 1) + timedelta(days=n * 6947 % days), sequence)


def _rows(people: Iterable[Mapping[str, str]], columns: tuple[str, ...]) -> Iterator[list[str]]:
    rng = Random(1)
    for told in people:
        others = rng.choices(_OTHER_FACTS, k=len(columns))  # at once: two million cells, and the demo waits for them
        yield [told.get(name, other) for name, other in zip(columns, others, strict=True)]


def _told(one: Someone) -> dict[str, str]:
    """What an export says of a person, by heading; both files' words for a thing."""
    town, village = str(one.village["township"]), str(one.village["village"])
    return {
        "省": "内蒙古自治区", "市": LEAGUE, "县(市、区、旗)": COUNTY, "县": COUNTY, "乡(镇)": town, "乡": town, "行政村": village,
        "村": village, "自然村": f"{one.household % 4 + 1}组", "户编号": f"1504990{one.household:09d}",
        "人编号": f"15049901{one.number:010d}", "姓名": f"样例{one.number}", "证件类型": "居民身份证", "证件号码": one.id_number,
        "出生日期": one.id_number[6:14], "劳动技能": one.skill, "在校生状况": one.school,
        "户类型": "脱贫户" if one.poor else "普通农户", "易返贫致贫户(监测对象)类型": one.monitored, "监测对象类别": one.monitored,
        "风险是否消除": "否" if one.monitored else "", "风险是否已消除": "否", "户联系电话": "19900000000",
        "家庭成员联系电话": "19900000000",
    }  # fmt: skip


def _certificate(one: Someone) -> dict[str, str]:
    """Some are entered by the number of their disability certificate: the identity number, category and grade."""
    return {"证件类型": "残疾人证", "证件号码": one.id_number + "42"} if one.number % 9 == 0 else {}

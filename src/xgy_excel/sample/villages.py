"""An invented county: townships, villages and how many people of working age they have."""

from __future__ import annotations

from datetime import date
from random import Random

COUNTY = "巴彦河旗"
LEAGUE = "云中盟"
TOWNS = ("青穗镇", "朝霞镇", "星河镇", "白桦岭镇", "云杉岭乡")
SUMS = ("月牙湖苏木", "金露梅苏木", "风铃草苏木", "萨仁湖苏木")
COUNTED = date(2025, 5, 31)  # the day the head counts were exported

_HAN = [f"{colour}{tree}" for tree in "榆杏柳桦枫菊莲麦荞栗" for colour in "青白红金银紫"]
_MONGOL = [
    f"{first}{last}"
    for last in ("塔拉", "布拉格", "陶勒盖", "淖尔")
    for first in ("敖登", "萨仁", "苏布德", "塔娜", "托娅", "其木格", "娜荷芽", "索龙嘎", "木兰", "高娃")
]


def villages(rng: Random) -> list[dict[str, object]]:
    """Lines of the sheet 嘎查村: 11 villages in each town, 10 in each 苏木, over all bands of Article 4."""
    lines: list[dict[str, object]] = []
    han, mongol = iter(_HAN), iter(_MONGOL)
    bands = _bands(rng)
    for town in TOWNS:
        names = [f"{next(han)}村" for _ in range(11)]
        if town.endswith("镇"):
            names[-1] = names[-1].removesuffix("村") + "社区"
        lines += [_village(town, name, bands.pop(), rng) for name in names]
    for town in SUMS:
        lines += [_village(town, f"{next(mongol)}嘎查", bands.pop(), rng) for _ in range(10)]
    return lines


def _bands(rng: Random) -> list[tuple[int, int, int]]:
    """Fewest people, most people and posts the county has set, one for each village."""
    bands = [(6, 28, 0)] * 12 + [(36, 190, 1)] * 58 + [(40, 150, 0)] * 4 + [(215, 480, 2)] * 15 + [(520, 700, 3)] * 6
    rng.shuffle(bands)
    return bands


def _village(town: str, name: str, band: tuple[int, int, int], rng: Random) -> dict[str, object]:
    fewest, most, posts = band
    total = rng.randint(fewest, most)
    skilled = total * rng.randint(10, 30) // 100
    weak = total * rng.randint(15, 35) // 100
    return {
        "township": town,
        "village": name,
        "labour_ordinary": total - skilled - weak,
        "labour_skilled": skilled,
        "labour_weak": weak,
        "labour_unknown": 0,
        "data_date": COUNTED,
        "posts_set": posts,
    }

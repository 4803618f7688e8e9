"""Invented people: names, identity numbers with a right check character and sequence 99x, accounts, telephones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ..law.identity.numbers import check_digit
from ..law.identity.particulars import luhn

NOWHERE = "150499"  # no county of the region has this code

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = (  # a man's and a woman's by turns
    "志远 秀兰 建国 玉梅 海峰 春燕 永强 桂英 文博 丽华 国栋 晓红 立新 凤霞 振宇 雪梅 庆丰 亚楠 宝山 翠萍 "
    "长河 慧敏 铁柱 金花 学军 艳秋 占奎 淑珍 向东 小燕 福来 月娥 广田 巧云 继业 素琴 明亮 红霞 守义 佳宁"
)
_MEN = (
    "巴图 孟和 朝鲁 苏和 达来 哈斯 布和 那顺 额尔敦 宝音 "
    "阿古拉 特木尔 吉日嘎拉 呼格吉勒 乌力吉 青格乐 毕力格 照日格图 巴雅尔 敖特根"
)
_WOMEN = (
    "其其格 高娃 娜仁 萨仁 乌云 托娅 斯琴 格日勒 阿拉坦花 苏布德 "
    "塔娜 图雅 其木格 通拉嘎 乌日娜 萨日娜 海棠 白音花 敖登 莎林"
)
_FIRST = ("斯琴", "乌云", "娜仁", "萨仁", "阿拉坦", "孟根", "哈斯", "宝力德", "赛音", "敖登")


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    name: str
    sex: str
    ethnicity: str
    birth: date
    id_number: str
    phone: str
    account: str


def make_id(birth: date, sequence: int, place: str = NOWHERE) -> str:
    """An identity number of 18 characters with its check character (GB 11643).

    >>> make_id(date(1971, 5, 20), 999, "150421")
    '150421197105209993'
    """
    head = f"{place}{birth:%Y%m%d}{sequence:03d}"
    return head + check_digit(head)


def make_account(number: int) -> str:
    """A card number of 19 digits that satisfies Luhn.

    >>> make_account(1)
    '6299000000000000010'
    """
    head = f"6299{number:014d}"
    return next(head + last for last in "0123456789" if luhn(head + last))


def people(rng: Random) -> Iterator[Person]:
    """Different people without end, 24 to 51 years old in the middle of 2025; four in ten bear Mongolian names."""
    names: set[str] = set()
    births: set[date] = set()
    number = 0
    while True:
        sex = rng.choice("男女")
        mongol = rng.random() < 0.4
        name = (
            _mongol_name(rng, sex) if mongol else rng.choice(_SURNAMES) + rng.choice(_GIVEN.split()[sex == "女" :: 2])
        )
        birth = date(1973, 9, 1) + timedelta(days=rng.randrange(27 * 365))
        if name in names or birth in births:
            continue
        names.add(name)
        births.add(birth)
        number += 1
        sequence = rng.choice((991, 993, 995, 997, 999) if sex == "男" else (990, 992, 994, 996, 998))
        yield Person(
            name=name,
            sex=sex,
            ethnicity="蒙古族" if mongol else rng.choice(("汉族",) * 8 + ("满族", "回族")),
            birth=birth,
            id_number=make_id(birth, sequence),
            phone=f"1990000{number:04d}",
            account=make_account(20250000 + number),
        )


def _mongol_name(rng: Random, sex: str) -> str:
    name = rng.choice((_MEN if sex == "男" else _WOMEN).split())
    first = rng.choice(_FIRST)
    return name if rng.random() < 0.3 or first == name else f"{first}·{name}"

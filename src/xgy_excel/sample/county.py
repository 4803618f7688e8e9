"""The sample county as its books stand before anything goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from random import Random

from ..core import Pack, Setting
from ..rows import SHEETS, Coordinator, Disclosure, HeaderAlias, Village, VillageAlias
from .people import people
from .posts import AUTUMN_2024, CLASSES, FIRST_2022, WINTER_2023, WINTER_2024, Cohort, Line, Lines, Post, write_post
from .settings import settings
from .villages import COUNTY, villages

SEED = 20220429
DUTIES = "宣传就业帮扶政策、摸清就业帮扶底数、就业指导和岗位推送、更新系统数据、接受指导和参加培训"
PHONE = "0470-8123456"
METHOD = "巴彦河旗村级就业帮扶协管员绩效管理评价办法"


def clean_county() -> Lines:
    """The lines of every sheet, without a fault: new dictionaries on every call."""
    rng = Random(SEED)
    lines: Lines = {kind: [] for kind in SHEETS}
    del lines[Pack]  # the shipped pack is in the blank workbook
    lines[Setting] = settings()
    lines[Village] = villages(rng)
    posts = [*_posts(lines[Village], rng)]
    for post in _numbered(posts):
        write_post(lines, post)
    lines[Disclosure] = [_disclosure(village, lines[Coordinator]) for village in _served(lines)]
    lines[VillageAlias] = [{"written": "老榆树村", "standard": lines[Coordinator][0]["service_village"]}]
    lines[HeaderAlias] = [{"written": "手机号码", "standard": "联系电话"}]
    lines[Coordinator][0]["hukou_village"] = "老榆树村"
    return lines


def _posts(towns: list[Line], rng: Random) -> Iterator[Post]:
    """Who serves where: all posts are filled but every ninth second one; five people left and were replaced."""
    strangers = people(rng)
    cohorts: list[Cohort] = [FIRST_2022] * 10 + [WINTER_2023] * 36 + [AUTUMN_2024] * 18 + [WINTER_2024] * 36
    rng.shuffle(cohorts)
    ways, turn = _LEAVING.copy(), count()
    for village in towns:
        posts_set = village["posts_set"]
        assert isinstance(posts_set, int)
        for place in range(posts_set):
            at = next(turn)
            if place == 1 and at % 9 == 0:
                continue
            cohort = cohorts[at % len(cohorts)]
            if ways and at % 12 == 5:
                left, leave_kind, reason = ways.pop()
                first = Post(
                    next(strangers), village, WINTER_2023, left=left, leave_kind=leave_kind, leave_reason=reason
                )
                yield _with_means(first, rng)
                yield _with_means(Post(next(strangers), village, WINTER_2024, replaces=True), rng)
                continue
            weeks = 0 if cohort is FIRST_2022 else rng.choice((0, 1))
            yield _with_means(Post(next(strangers), village, cohort.later(weeks)), rng)


_LEAVING: list[tuple[date, str, str]] = [
    (date(2024, 12, 31), "协议期满不再续聘", "协议期满，本人外出务工不再续聘"),
    (date(2024, 12, 31), "协议期满不再续聘", "协议期满不再续聘"),
    (date(2024, 10, 18), "解聘（第十四条）", "自愿申请解除协议"),
    (date(2024, 10, 25), "解聘（第十四条）", "经评价不能胜任岗位职责"),
    (date(2024, 9, 20), "解聘（第十四条）", "自愿申请解除协议"),
]


def _with_means(post: Post, rng: Random) -> Post:
    """Identity, source of the money, class of the post and schooling that go together under Article 10."""
    identity = rng.choice(("脱贫人口",) * 7 + ("监测对象（未消除）", "一般农户", "一般农户"))
    funds = ("F4", "F5") if identity == "一般农户" else ("F1", "F1", "F1", "F2", "F2", "F3", "F4")
    education = rng.choice(("初中",) * 4 + ("高中", "高中", "大专", "本科及以上"))
    post_class = rng.choice(tuple(CLASSES))
    return replace(post, identity=identity, fund=rng.choice(funds), education=education, post_class=post_class)


def _numbered(posts: list[Post]) -> Iterator[Post]:
    """Agreement numbers run within a year, in the order of the roster."""
    taken: dict[int, int] = {}
    for post in posts:
        numbers: dict[date, str] = {}
        for start, _ in post.terms:
            taken[start.year] = taken.get(start.year, 0) + 1
            numbers[start] = f"{COUNTY}{start.year}-{taken[start.year]:03d}"
        yield replace(post, numbers=numbers)


def _served(lines: Lines) -> list[Line]:
    """The villages where somebody is in post."""
    served = {(line["township"], line["service_village"]) for line in lines[Coordinator] if line["status"] == "在岗"}
    return [village for village in lines[Village] if (village["township"], village["village"]) in served]


def _disclosure(village: Line, roster: list[Line]) -> Line:
    here = [line for line in roster if line["service_village"] == village["village"] and line["status"] == "在岗"]
    pay = sorted({str(line["pay_monthly"]) for line in here})
    return {
        "village": village["village"],
        "publish_date": date(2025, 5, 20),
        "publish_duties": DUTIES,
        "publish_names": "、".join(str(line["name"]) for line in here),
        "publish_pay": "、".join(f"{amount}元/月" for amount in pay),
        "publish_method": METHOD,
        "publish_phone": PHONE,
    }

"""The sample county as its books stand before anything goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from random import Random

from ..core import Pack, Setting
from ..rows import SHEETS, Coordinator, Disclosure, HeaderAlias, Payment, Village, VillageAlias
from .leaving import EARLIER, REPLACED
from .people import people
from .posts import AUTUMN_2024, CLASSES, FIRST_2022, WINTER_2023, WINTER_2024, Cohort, Line, Lines, Post, write_post
from .settings import settings
from .villages import COUNTY, villages

SEED = 20220429
DUTIES = "宣传就业帮扶政策、摸清就业帮扶底数、就业指导和岗位推送、更新系统数据、接受指导和参加培训"
PHONE = "0470-8123456"
PUBLISHED = (date(2024, 8, 20), date(2024, 11, 20), date(2025, 2, 20), date(2025, 5, 20))  # once a quarter
METHOD = "巴彦河旗村级就业帮扶协管员绩效管理评价办法"


def clean_county() -> Lines:
    """The lines of every sheet, without a fault: new dictionaries on every call."""
    rng = Random(SEED)
    lines: Lines = {kind: [] for kind in SHEETS}
    del lines[Pack]  # the shipped pack is in the blank workbook
    lines[Setting] = settings()
    lines[Village] = villages(rng)
    posts = [*_numbered([*_posts(lines[Village], rng)])]
    for post in posts:
        write_post(lines, post)
    lines[Payment].sort(key=lambda line: str(line["pay_month"]))  # entered month by month
    lines[Disclosure] = [*_disclosures(lines[Village], posts)]
    lines[VillageAlias] = [{"written": "老榆树村", "standard": lines[Coordinator][0]["service_village"]}]
    lines[HeaderAlias] = [{"written": "手机号码", "standard": "联系电话"}]
    lines[Coordinator][0]["hukou_village"] = "老榆树村"
    return lines


def _posts(towns: list[Line], rng: Random) -> Iterator[Post]:
    """Who serves where: all posts are filled but every ninth second one; five people left and were replaced, five left
    before the people now in post were chosen.
    """
    strangers = people(rng)
    cohorts: list[Cohort] = [FIRST_2022] * 10 + [WINTER_2023] * 36 + [AUTUMN_2024] * 18 + [WINTER_2024] * 36
    rng.shuffle(cohorts)
    ways, turn = [*REPLACED], count()
    for village in towns:
        posts_set = village["posts_set"]
        assert isinstance(posts_set, int)
        for place in range(posts_set):
            at = next(turn)
            if place == 1 and at % 9 == 0:
                continue
            cohort = cohorts[at % len(cohorts)]
            if ways and at % 12 == 5:
                yield _with_means(Post(next(strangers), village, WINTER_2023, leaving=ways.pop()), rng)
                yield _with_means(Post(next(strangers), village, WINTER_2024, replaces=True), rng)
                continue
            weeks = 0 if cohort is FIRST_2022 else rng.choice((0, 1))
            yield _with_means(Post(next(strangers), village, cohort.later(weeks)), rng)
    named = {village["village"]: village for village in towns}
    for name, leaving in EARLIER:
        yield _with_means(Post(next(strangers), named[name], FIRST_2022, leaving=leaving), rng)


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


def _disclosures(towns: list[Line], posts: list[Post]) -> Iterator[Line]:
    """What the villages with somebody in post published, quarter by quarter."""
    for day in PUBLISHED:
        for village in towns:
            here = [post for post in posts if post.village is village and post.serves(day, day)]
            if here:
                yield _disclosure(village, day, here)


def _disclosure(village: Line, day: date, here: list[Post]) -> Line:
    return {
        "village": village["village"],
        "publish_date": day,
        "publish_duties": DUTIES,
        "publish_names": "、".join(post.person.name for post in here),
        "publish_pay": "、".join(f"{amount}元/月" for amount in sorted({post.pay for post in here})),
        "publish_method": METHOD,
        "publish_phone": PHONE,
    }

"""How people, villages and the policy in force are named on paper."""

from __future__ import annotations

import re

from ..core import REGULATION, Law, Pack
from ..law.citing import article_words, is_regulation
from ..law.documents import RED_HEAD
from ..rows import Coordinator, Village
from ..values import DOTS, squash, village_stem


def printed_name(name: str | None) -> str | None:
    """A name as documents print it: as it was typed, with one kind of dot between its parts.

    >>> printed_name("斯琴•巴图"), printed_name("斯琴 . 巴图"), printed_name("张三")
    ('斯琴·巴图', '斯琴·巴图', '张三')
    """
    return re.sub(rf"(?<=\w)\s*{DOTS}+\s*(?=\w)", "·", name) if name else None


def served_village(row: Coordinator, village: Village | None) -> str | None:
    """The village as the roster names it, without the township before it; 红旗 in full where the book knows 红旗嘎查.

    >>> served_village(Coordinator(township="巴彦镇", service_village="巴彦镇红旗"), Village(village="红旗嘎查"))
    '红旗嘎查'
    """
    name, known = (
        _without_township(text, row.township) for text in (row.service_village, village.village if village else None)
    )
    return known if name and known and known.startswith(name) else name


def _without_township(name: str | None, township: str | None) -> str | None:
    head = (township or "").strip()
    short = name.strip().removeprefix(head).strip() if name else ""
    return short if len(short) > 1 else name


def policy_words(pack: Pack | None) -> str | None:
    """How a document cites the policy in force: the regulation by its name, a successor by the name and number it has.

    >>> policy_words(Pack(name=REGULATION)), policy_words(Pack(name="接续", doc_no="内农发〔2026〕1号"))
    ('《内蒙古自治区村级就业帮扶协管员管理办法》（内乡振发〔2022〕10号）', '内农发〔2026〕1号文件')
    >>> policy_words(Pack(name="《就业帮扶岗位管理办法》", doc_no="内农发〔2026〕1号"))
    '《就业帮扶岗位管理办法》（内农发〔2026〕1号）'
    """
    number = pack.cited if pack else None
    if not pack or not number:
        return None
    if is_regulation(number):
        return f"《内蒙古自治区村级就业帮扶协管员管理办法》（{REGULATION}）"
    named = pack.name and "《" in pack.name and pack.name != number
    return f"{pack.name}（{number}）" if named else f"{number}文件"


def basis_words(article: str, law: Law) -> str | None:
    """What a document rests on: the policy in force, with the article as far as its number is known.

    >>> from datetime import date
    >>> later = Law(date(2026, 3, 1), (Pack(doc_no="内农发〔2026〕1号"),))
    >>> [basis_words("第九条", law) for law in (Law(date(2025, 6, 30)), later, Law(date(2026, 3, 1)))]
    ['《内蒙古自治区村级就业帮扶协管员管理办法》（内乡振发〔2022〕10号）第九条', '内农发〔2026〕1号文件', None]
    """
    policy = policy_words(law.pack)
    return policy and policy + article_words(article, law)


def committee(village: str | None) -> str | None:
    """The body that signs for a village.

    >>> committee("红旗嘎查"), committee("东升村"), committee("新城社区"), committee("红旗嘎查村")
    ('红旗嘎查村民委员会', '东升村村民委员会', '新城社区居民委员会', '红旗嘎查村民委员会')
    """
    if not village or village.endswith("委员会"):
        return village
    if village.endswith("嘎查村"):
        return f"{village}民委员会"
    if village.endswith("社区"):
        return f"{village}居民委员会"
    return f"{village}村民委员会"


def township_body(township: str | None) -> str:
    """The body above a village, by its own name where it is known.

    >>> township_body("巴彦镇"), township_body("新城街道"), township_body("巴彦镇人民政府"), township_body(None)
    ('巴彦镇人民政府', '新城街道办事处', '巴彦镇人民政府', '苏木乡镇人民政府')
    """
    name = township or "苏木乡镇"
    if name.endswith(("政府", "办事处")):
        return name
    return name + ("办事处" if name.endswith("街道") else "人民政府")


def red_head(body: str | None, law: Law) -> str:
    """The name that stands in red above a letter, where the county wants one; a village has no red head.

    >>> from datetime import date
    >>> from ..core import Setting
    >>> law = Law(date(2025, 6, 30), settings=[Setting(name="套红", value="是")])
    >>> red_head("巴彦镇人民政府", law), red_head("红旗嘎查村民委员会", law), red_head("巴彦镇人民政府", Law(law.day))
    ('巴彦镇人民政府', '', '')
    """
    of_village = body is None or body.endswith(("村民委员会", "居民委员会"))
    return body if law.get(RED_HEAD) and body and not of_village else ""


def printed_party(name: str | None, village: Village | None) -> str | None:
    """The body that hires, as a party to an agreement: a place is not one, its government or committee is.

    >>> [printed_party(name, Village(village="红旗嘎查")) for name in ("巴彦镇", "红旗", "某旗人社局", "巴彦镇人民政府")]
    ['巴彦镇人民政府', '红旗嘎查村民委员会', '某旗人社局', '巴彦镇人民政府']
    """
    if not name:
        return None
    if village and village.village and squash(name) in (squash(village.village), village_stem(village.village)):
        return committee(village.village)
    if name.endswith(("嘎查", "嘎查村", "村", "社区")):
        return committee(name)
    return township_body(name) if name.endswith(("苏木", "乡", "镇", "街道")) else name

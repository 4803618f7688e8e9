"""Levels of education as people and systems write them, ranked for Article 7 (初中以上文化程度)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...core import Cite, Law, Param
from ...values import squash
from ..params import one_of

ART7 = Cite("第七条")

_WORDS: Mapping[int, str] = {
    0: "文盲 半文盲 文盲或半文盲 文盲半文盲 文盲或识字很少 不识字 未上过学",
    1: "小学 初小 高小 完小 初级小学 高级小学",
    2: "初中 初级中学 普通初中 九年义务教育",
    3: "高中 普通高中 中专 中师 技校 职高 中职 中技 职业高中 职业高级中学 中等专科 中等职业教育 中等职业学校 技工学校 中等专业学校 中专技校",
    4: "大专 专科 大学专科 高职 高职高专",
    5: "本科 大学 大学本科 学士",
    6: "研究生 硕士 硕士研究生 博士 博士研究生",
}
_RANKS = {word: rank for rank, words in _WORDS.items() for word in words.split()}
# GB/T 4658-2006; 90 其他 means nothing certain.
_CODES = {"10": 6, "20": 5, "30": 4, "40": 3, "60": 3, "70": 2, "80": 1}
_TAILS = re.compile("(毕业|学历|文化程度|文化|程度|及以上|以上)+$")
_UNFINISHED = re.compile("(肄业|结业|未毕业|没毕业|没有毕业|在读|辍学|未读完)$")
_BRACKETS = re.compile(r"\([^()]*\)")
_WAYS = re.compile(
    "^(?:全日制|在职|函授|自考|成人|成教|业余|夜大|电大|网络教育|国家开放大学|开放大学|普通)(?=[高中大专本研])"
)


def _known(word: str) -> int:
    """The rank of a level; raises ValueError for a word that is none."""
    rank = _RANKS.get(_TAILS.sub("", squash(word)))
    if rank is None:
        raise ValueError(word)
    return rank


def _level(value: str) -> str:
    _known(value)
    return squash(value)


LEAST = Param("最低文化程度", _level, "初中", "文化程度", "接续政策可能调整", ART7)
CODE_TABLE = Param(
    "文化程度代码表", one_of("GB/T 4658-2006"), None, "GB/T 4658-2006", "只写代码的，须先登记所用的代码表", ART7
)
PARAMS = (LEAST, CODE_TABLE)


def rank(written: str, law: Law) -> int | None:
    """0 (illiterate) to 6 (postgraduate); None where the text decides nothing. Bare codes need the declared table.

    >>> from datetime import date
    >>> law = Law(date(2025, 6, 30))
    >>> [rank(text, law) for text in ("小学", "初中毕业", "中专", "大专", "本科及以上", "初二", "初中肄业", "70")]
    [1, 2, 3, 4, 5, None, None, None]
    """
    text = squash(written)
    if text.isdigit():
        return _CODES.get(text) if law.get(CODE_TABLE) else None
    if _UNFINISHED.search(_BRACKETS.sub("", text)) or _UNFINISHED.search(text.rstrip(")")):
        return None
    return _RANKS.get(_WAYS.sub("", _TAILS.sub("", _BRACKETS.sub("", text))))


def is_enough(written: str, law: Law) -> bool | None:
    """Does an education reach the least one asked for? None where the text does not decide it.

    A level begun and not finished is at most that level: 小学肄业 falls short of 初中, 初中肄业 decides nothing.

    >>> from datetime import date
    >>> law = Law(date(2025, 6, 30))
    >>> [is_enough(text, law) for text in ("初中", "小学", "小学肄业", "初中肄业")]
    [True, False, False, None]
    """
    level = law.get(LEAST)
    if level is None:
        return None
    least, found = _known(level), rank(written, law)
    if found is not None:
        return found >= least
    begun = _RANKS.get(_UNFINISHED.sub("", squash(written)))
    return False if begun is not None and begun < least else None

"""Article 4, who is counted: 享受帮扶政策的脱贫人口 of three labour classes; by Article 2 the 监测对象 are among them.

A question the record does not answer is None, never 否: the person is then 待定.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..core import Cite, Law, Param
from ..values import squash
from .params import one_of

ORDINARY, SKILLED, WEAK = "普通劳动力", "技能劳动力", "弱劳动力或半劳动力"
UNABLE = "丧失劳动力或无劳动力"

SCOPE = Param(
    "监测对象口径",
    one_of("仅未消除", "未消除及已消除脱贫户", "全部"),
    "仅未消除",
    "仅未消除 | 未消除及已消除脱贫户 | 全部",
    "监测对象是否“享受帮扶政策”，办法没有写明",
    Cite("第二条、第四条"),
)

_CLASSES = {
    ORDINARY: (ORDINARY, "普通"),
    SKILLED: (SKILLED, "技能"),
    WEAK: (WEAK, "弱劳动力", "半劳动力", "弱劳动力和半劳动力", "弱半劳动力", "弱劳动力、半劳动力"),
    UNABLE: ("丧失劳动力", "无劳动力", "丧失劳动能力", "无劳动能力"),
}
_CLASS_OF = {squash(word): name for name, words in _CLASSES.items() for word in words}
_POOR = ("脱贫户", "建档立卡", "贫困户")
_OTHER = ("普通农户", "一般农户", "非脱贫户", "非建档立卡", "非贫困户")
_UNSTABLE, _KINDS = "脱贫不稳定", ("脱贫不稳定", "边缘易致贫", "突发严重困难")
_NOT_MONITORED = frozenset(("", "否", "无", "非监测对象", "不是", "-", "/", "—"))


@dataclass(frozen=True)
class Household:
    """What one record says of the household; None where it does not say."""

    poor: bool | None = None  # 脱贫户
    enjoys: bool | None = None  # 享受帮扶政策
    monitored: bool | None = False  # 监测对象, the risk still there or removed
    removed: bool | None = None  # 风险已消除


def labour_class(written: str) -> str:
    """The class of 劳动技能; empty where nothing is written, or nothing that is on the list.

    >>> labour_class("弱劳动力、半劳动力"), labour_class("无劳动力"), labour_class("3")
    ('弱劳动力或半劳动力', '丧失劳动力或无劳动力', '')
    """
    return _CLASS_OF.get(squash(written), "")


def is_poor(household: str, monitored_as: str = "") -> bool | None:
    """Is a household 脱贫户, by 户类型 and the kind of 监测对象?

    >>> is_poor("低保脱贫户"), is_poor("普通农户"), is_poor("", "脱贫不稳定户"), is_poor("", "突发严重困难户")
    (True, False, True, None)
    """
    text, kind = squash(household), squash(monitored_as)
    if any(word in text for word in _OTHER):
        return False
    if any(word in text for word in _POOR) or _UNSTABLE in text + kind:
        return True
    return False if "边缘易致贫" in text + kind else None


def is_monitored(written: str) -> bool | None:
    """Is the household 监测对象, by its kind?

    >>> is_monitored("边缘易致贫户"), is_monitored("非监测对象"), is_monitored("其他")
    (True, False, None)
    """
    text = squash(written)
    if text in _NOT_MONITORED:
        return False
    return True if any(kind in text for kind in _KINDS) or text in ("是", "监测对象") else None


def is_removed(written: str) -> bool | None:
    """风险是否已消除.

    >>> is_removed("已消除"), is_removed("风险未消除"), is_removed("否"), is_removed("")
    (True, False, False, None)
    """
    text = squash(written)
    if "未消除" in text or text in ("否", "没有"):
        return False
    return True if "消除" in text or text == "是" else None


def enjoys_policy(written: str) -> bool | None:
    """是否享受政策: of a cell, or of the name of a file.

    >>> enjoys_policy("脱贫户信息_20250531-继续享受政策"), enjoys_policy("不享受"), enjoys_policy("脱贫户信息")
    (True, False, None)
    """
    text = squash(written)
    if "不享受" in text or "不再享受" in text or text == "否":
        return False
    return True if "享受" in text or text == "是" else None


def is_gone(written: str) -> bool:
    """Has the person left the register: 自然减少, 注销?

    >>> is_gone("自然减少"), is_gone("已注销"), is_gone("自然增加"), is_gone("")
    (True, True, False, False)
    """
    return any(word in squash(written) for word in ("减少", "注销", "死亡"))


def covered(household: Household, law: Law) -> bool | None:
    """Does the household count: 脱贫户 that enjoys the policies, or 监测对象 within 监测对象口径? None: undecided.

    >>> from datetime import date
    >>> law = Law(date(2025, 6, 30))
    >>> covered(Household(poor=True, enjoys=True), law), covered(Household(poor=True, enjoys=False), law)
    (True, False)
    >>> [covered(Household(poor=False, monitored=True, removed=gone), law) for gone in (False, True, None)]
    [True, False, None]
    """
    return _either(_both(household.poor, household.enjoys), _both(household.monitored, _in_scope(household, law)))


def _in_scope(household: Household, law: Law) -> bool | None:
    """Is 监测对象 of this kind counted?"""
    scope = law.get(SCOPE)
    if household.removed is False or scope == "全部":
        return True
    if scope is None:
        return None
    wide = household.poor if scope == "未消除及已消除脱贫户" else False  # what holds once the risk is removed
    return wide if household.removed else _either(None, wide)


def _both(one: bool | None, other: bool | None) -> bool | None:
    return False if one is False or other is False else (None if one is None or other is None else True)


def _either(one: bool | None, other: bool | None) -> bool | None:
    return True if one or other else (None if one is None or other is None else False)

"""How people of the sample county left, and what 解聘 holds of those who were dismissed under Article 14."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DISMISSED, NOT_RENEWED = "解聘（第十四条）", "协议期满不再续聘"


@dataclass(frozen=True)
class Leaving:
    """The day somebody left, how the roster tells of it, and of a dismissal its case with the evidence."""

    day: date
    reason: str
    case: str = ""  # empty: the agreement had ended
    evidence: str = ""
    steps: str = "告知本人、集体研究、书面通知、报备均已完成"

    @property
    def kind(self) -> str:
        return DISMISSED if self.case else NOT_RENEWED

    @property
    def unfit(self) -> bool:
        return self.case.startswith("3")

    @property
    def by_death(self) -> bool:
        return self.case.startswith("2")


def _resigned(day: date) -> Leaving:
    return Leaving(day, "自愿申请解除协议", "1 自愿申请", f"本人书面申请（{day - timedelta(days=15)}）")


# Those whose post was filled again on 1 January 2025; the last of the list comes first in the roster.
REPLACED: tuple[Leaving, ...] = (
    Leaving(date(2024, 12, 31), "协议期满，本人外出务工不再续聘"),
    Leaving(date(2024, 12, 31), "协议期满不再续聘"),
    _resigned(date(2024, 10, 18)),
    Leaving(date(2024, 10, 25), "经评价不能胜任岗位职责", "3 经评价不能胜任", "年度评价结果及集体研究记录"),
    _resigned(date(2024, 9, 20)),
)

# Those who left before the people now in post were chosen, with the village they served.
EARLIER: tuple[tuple[str, Leaving], ...] = (
    (
        "银莲村",
        Leaving(date(2024, 5, 6), "因病去世", "2 死亡", "2024-05-06去世，居民死亡医学证明书", "终止登记、报备已完成"),
    ),
    (
        "紫麦村",
        Leaving(
            date(2024, 6, 14),
            "长期脱岗，严重违反岗位管理制度",
            "4 严重违反岗位管理制度",
            "违反《协管员日常管理制度》第六条，考勤记录和谈话笔录（2024-05-30）",
        ),
    ),
    (
        "敖登塔拉嘎查",
        Leaving(
            date(2024, 3, 29), "被依法追究刑事责任", "5 被依法追究刑事责任", "（2024）内0499刑初18号刑事判决书，已生效"
        ),
    ),
    (
        "白麦社区",
        Leaving(
            date(2024, 8, 30), "政策调整取消岗位", "6 政策调整减少或取消岗位", "巴农牧发〔2024〕22号，取消本社区岗位"
        ),
    ),
    (
        "木兰塔拉嘎查",
        Leaving(
            date(2024, 9, 13),
            "长期在外务工，无法到岗履职",
            "7 其他情形",
            "长期在外务工，无法到岗履职；苏木党委会议研究记录（2024-09-06）",
        ),
    ),
)

"""Article 10: what a bank says of one payment, in its own words: paid, failed, or nothing that can be told."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from ...rows import Payment
from ...values import squash


class Outcome(Enum):
    """What became of a payment."""

    PAID = "成功"
    FAILED = "失败"
    UNKNOWN = "不明"


_FAILED = re.compile(
    "失败|不成功|未成功|没有成功|退回|退票|退汇|拒绝|错误|有误|未入账|未发放|未到账|冲正|撤销|异常|不符|不存在|销户"
)
_PAID = re.compile(
    "(?:交易|处理|发放|代发|入账|转账|记账|付款|支付|代付)?(?:已)?成功(?:[(:,].*|[0-9][0-9./:年月日-]*)?|已?入账|已?到账|已发放|已支付|已付款|全部成功"
)


@lru_cache(1 << 10)  # the same few words in every row
def outcome(text: str | None) -> Outcome:
    """What a word of the bank means. A word that speaks of both, or of neither, tells nothing.

    >>> [outcome(word).value for word in ("交易成功", "失败：账号已销户", "未成功", "处理中", "", "部分成功", "已入账", "成功 2025-07-03")]
    ['成功', '失败', '失败', '不明', '不明', '不明', '成功', '成功']
    """
    plain = squash(text or "")
    if _FAILED.search(plain):
        return Outcome.FAILED
    return Outcome.PAID if _PAID.fullmatch(plain) else Outcome.UNKNOWN


def failed(row: Payment) -> bool:
    """Did the bank send the payment back?"""
    return outcome(row.receipt) is Outcome.FAILED

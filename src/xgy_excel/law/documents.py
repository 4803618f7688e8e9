"""What a county may set about its documents."""

from __future__ import annotations

from ..core import Cite, Param
from .params import on_off, one_of, text, whole

PLACES = ("{旗县}", "{苏木乡镇}", "{年}", "{序号}")


def copies(value: str) -> int:
    """How many copies of an agreement are signed: each side keeps one.

    >>> copies("3份")
    3
    """
    number = whole(value.strip().removesuffix("份"))
    if number < 2:
        raise ValueError(value)
    return number


def number_pattern(value: str) -> str:
    """The pattern of agreement numbers: each of its places at most once, and no braces but theirs.

    >>> number_pattern("{旗县}{年}-{序号}")
    '{旗县}{年}-{序号}'
    """
    pattern, rest = text(value), value
    for place in PLACES:
        rest = rest.replace(place, "", 1)
    if set("{}｛｝") & set(rest):
        raise ValueError(value)
    return pattern


NOT_IN_TEXT = Cite("—", in_text=False)

LET_UNKNOWN_PASS = Param("待核放行", on_off, "否", "是 | 否", "待核不再挡住文书，文书登记为带待核生成", NOT_IN_TEXT)
MASKING = Param(
    "脱敏级别", one_of("后4位", "前6后4"), "后4位", "后4位 | 前6后4", "公开文件中证件号码留几位", Cite("第十三条", in_text=False)
)  # fmt: skip
COPIES = Param("协议份数", copies, "3", "份，至少2份", "协议一式几份由各旗县自定", Cite("第九条", in_text=False))
PATTERN = Param(
    "编号规则",
    number_pattern,
    "{旗县}{年}-{序号}",
    "文字，可含{旗县}{苏木乡镇}{年}{序号}各一次",
    "协议编号由各旗县自定",
    Cite("第九条", in_text=False),
)
HOTLINE = Param("监督举报电话", text, None, "电话", "村务公开的重点内容之一，公示上须写明", Cite("第十三条"))
LEAGUE = Param("盟市", text, None, "盟市名", "用于文书中的地名", NOT_IN_TEXT)
HOW_TO_OBJECT = Param(
    "受理方式", text, "来电、来信或者来访", "文字", "公示上写明群众怎样反映意见", Cite("第八条", in_text=False)
)

PARAMS = (LET_UNKNOWN_PASS, MASKING, COPIES, PATTERN, HOTLINE, LEAGUE, HOW_TO_OBJECT)

"""What a county may set about its documents."""

from __future__ import annotations

from ..core import Cite, Param
from .params import on_off, one_of, text, whole

NOT_IN_TEXT = Cite("—", in_text=False)

LET_UNKNOWN_PASS = Param("待核放行", on_off, "否", "是 | 否", "待核不再挡住文书，文书登记为带待核生成", NOT_IN_TEXT)
MASKING = Param(
    "脱敏级别", one_of("后4位", "前6后4"), "后4位", "后4位 | 前6后4", "公开文件中证件号码留几位", Cite("第十三条", in_text=False)
)  # fmt: skip
COPIES = Param("协议份数", whole, "3", "份", "协议一式几份由各旗县自定", Cite("第九条", in_text=False))
PATTERN = Param(
    "编号规则",
    text,
    "{旗县}{年}-{序号}",
    "含{旗县}{年}{序号}的文字",
    "协议编号由各旗县自定",
    Cite("第九条", in_text=False),
)
HOTLINE = Param("监督举报电话", text, None, "电话", "村务公开的重点内容之一，公示上须写明", Cite("第十三条"))
LEAGUE = Param("盟市", text, None, "盟市名", "用于文书中的地名", NOT_IN_TEXT)
HOW_TO_OBJECT = Param(
    "受理方式", text, "来电、来信或者来访", "文字", "公示上写明群众怎样反映意见", Cite("第八条", in_text=False)
)

PARAMS = (LET_UNKNOWN_PASS, MASKING, COPIES, PATTERN, HOTLINE, LEAGUE, HOW_TO_OBJECT)

"""Article 13: the telephone by which people can report, in the publications and in the county's own parameter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ...core import Answer, Law, Rule, Setting, Severity, error, hint
from ...records import Records
from ...rows import Disclosure
from ...values import squash
from ..documents import HOTLINE
from .items import ART13, is_shown

_NUMBER = re.compile(r"\d(?:[\d-]*\d)?")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_PHONE = re.compile(r"(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?|[19]\d{4}|[48]00\d{7}")
_UPWARDS = "012345678901234567890"


def phone_kind(text: str) -> str:
    """What a telephone for reports looks like: 号码, 手机, 无效 (certainly none), 不明.

    >>> [phone_kind(text) for text in ("0471-6923456", "12345", "12345678", "13800000000", "11111111111", "待定", "692345")]
    ['号码', '号码', '无效', '手机', '无效', '无效', '不明']
    >>> phone_kind("旗农牧局 0470-8123456、13800000000")
    '号码'
    """
    plain = re.sub("[()（）—－–]+", "-", squash(text)).replace("--", "-")
    kinds = [_kind(number) for number in _NUMBER.findall(plain)]
    return next((kind for kind in ("号码", "手机", "不明") if kind in kinds), "无效")


def _kind(number: str) -> str:
    digits = number.replace("-", "")
    if number == "12345":
        return "号码"
    if len(digits) > 4 and (len(set(digits)) == 1 or digits in _UPWARDS):
        return "无效"
    if _MOBILE.fullmatch(digits):
        return "手机"
    return "号码" if _PHONE.fullmatch(number) or _PHONE.fullmatch(digits) else "不明"


def no_phone(row: Disclosure | Setting, records: Records, law: Law) -> Iterator[Answer]:
    """An empty one is D1's to tell, or the document's that wants it."""
    if isinstance(row, Setting):
        if row is law.setting(HOTLINE) and row.value and (answer := _told(row.value, "value")):
            yield replace(answer, facts={**answer.facts, "参数": HOTLINE.name}, once=True)
    elif row.publish_phone and is_shown(row, records, law) and (answer := _told(row.publish_phone, "publish_phone")):
        yield answer


def _published_on(row: Disclosure | Setting, records: Records) -> date | None:
    return row.publish_date if isinstance(row, Disclosure) else None


def _told(text: str, field: str) -> Answer | None:
    kind = phone_kind(text)
    if kind == "号码":
        return None
    return error("", field, v=text) if kind == "无效" else hint(kind, field, v=text)


D3 = Rule(
    code="D3",
    title="举报电话",
    cite=ART13,
    severities=(Severity.ERROR, Severity.HINT),
    about=(Disclosure, Setting),
    ask=no_phone,
    field="publish_phone",
    logic="公开的监督电话或参数“监督举报电话”是占位的号码（12345678、各位相同）或没有号码为错误；只有手机号、不像电话号码的为提示；"
    "为空由D1提出",
    message="【第十三条·举报电话】“{v}”不是有效的监督举报电话。",
    wordings={
        "手机": "【第十三条·举报电话】“{v}”为手机号，公开前请确认是否为单位监督电话。",
        "不明": "【第十三条·举报电话】“{v}”不像完整的电话号码，公开前请核对。",
    },
    remedy="填写单位固定电话或热线。",
    params=(HOTLINE,),
    day=_published_on,
    since=_published_on,
)

RULES = (D3,)

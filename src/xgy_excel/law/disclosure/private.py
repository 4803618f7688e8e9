"""What a village publishes shows no full identity, account or mobile number (personal information; not in Article 13)."""

from __future__ import annotations

from collections.abc import Iterator

from ...core import Answer, Cite, Law, Rule, Severity, error
from ...privacy import known_numbers, leaks
from ...records import Records
from ...rows import Coordinator, Disclosure
from ..documents import HOTLINE
from .items import FIVE, published_on


def shows_numbers(row: Disclosure, records: Records, law: Law) -> Iterator[Answer]:
    """The telephone of supervision may be a mobile number: D3 asks for that."""
    people = records.remember("numbers of people", lambda: _numbers(records))
    phones = [phone for phone in (row.publish_phone, law.get(HOTLINE)) if phone]
    for name in FIVE:
        text = getattr(row, name) or (row.unread[name].text if name in row.unread else "")
        if text and leaks(text, phones, people):
            yield error("", name, 文件=f"{row.place.sheet or row.SHEET}·{row.subject}")


def _numbers(records: Records) -> frozenset[str]:
    return known_numbers(
        number for row in records.of(Coordinator) for number in (row.id_number, row.account_no, row.phone)
    )


D2 = Rule(
    code="D2",
    title="公开文件含完整证件号",
    cite=Cite("个人信息保护", in_text=False),
    severities=(Severity.ERROR,),
    about=(Disclosure,),
    ask=shows_numbers,
    field="publish_names",
    logic="公开的文字含完整证件号、银行账号（15位以上的号码或花名册中的号码）或监督电话以外的手机号；生成公开文书时对成稿同样检查",
    message="【个人信息】公开文件“{文件}”含完整证件号、银行账号或手机号，已停止生成。",
    remedy="使用脱敏字段（如“身份证号脱敏”），或删除该列。",
    params=(HOTLINE,),
    day=published_on,
    since=published_on,
)

RULES = (D2,)

"""A value as a cell holds it: type, XML, the number format it needs. Text is written as text, whatever it begins with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from ..grid import Written
from . import styles as formats
from . import xml as x
from .refs import address

MOST_TEXT = 32_767
# Text that Excel would take for a number, a date or a formula once somebody presses Enter in its cell.
TAKEN = re.compile(r"[=+\-@\t\r].*|[0-9.,\-/:%年月日时分秒\s]*[0-9][0-9.,\-/:%年月日时分秒\s]*|[0-9]{17}[Xx]", re.S)
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class Content:
    """A value as a cell holds it: type, XML within the cell, and the number format it needs (-1: any)."""

    type: str
    xml: bytes
    format: int = -1


def content(value: Written, prefix: bytes = b"", since_1904: bool = False) -> Content | str:
    """A value as a cell holds it, or the plain reason why none can.

    >>> content(Decimal("2140.50")), content("=1+1").format, content(float("nan"))
    (Content(type='', xml=b'<v>2140.50</v>', format=0), 49, '不是有效的数字')
    """
    if value is None or value == "":
        return Content("", b"")
    if isinstance(value, bool):
        return Content("b", _v(str(int(value)), prefix))
    if isinstance(value, str):
        return _text(value, prefix)
    if isinstance(value, int | float | Decimal):
        return _number(value, prefix)
    serial = _serial(value, since_1904)
    if serial is None:
        return "1900年以前的日期，Excel不能表示"
    return Content("", _v(serial, prefix), _format_of(value))


def _v(text: str, prefix: bytes) -> bytes:
    return b"<%bv>%b</%bv>" % (prefix, text.encode(), prefix)


@lru_cache(1 << 12)  # of the cells of a long list of findings two in three say what others say
def _text(text: str, p: bytes) -> Content | str:
    if len(text) * 2 > MOST_TEXT and len(text.encode("utf-16-le", "surrogatepass")) // 2 > MOST_TEXT:
        return "文字超过32767个字符，Excel放不下"
    xml = b'<%bis><%bt xml:space="preserve">%b</%bt></%bis>' % (p, p, x.cell_text(text), p, p)
    return Content("inlineStr", xml, formats.TEXT if TAKEN.fullmatch(text) else -1)


def _number(number: float | Decimal, prefix: bytes) -> Content | str:
    if number != number or abs(number) == float("inf"):
        return "不是有效的数字"
    if isinstance(number, int) and abs(number) >= 10**15:
        return "超过15位的数字Excel会改动末几位，须按文本写入"
    text = f"{number:f}" if isinstance(number, Decimal) else repr(number)
    return Content("", _v(text, prefix), formats.GENERAL)


def _serial(value: date | time | timedelta, since_1904: bool) -> str | None:
    if isinstance(value, timedelta):
        days: float = value / timedelta(days=1)
    elif isinstance(value, time):
        days = (datetime.combine(_EPOCH, value.replace(tzinfo=None)) - _EPOCH) / timedelta(days=1)
    else:
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        days = (moment.replace(tzinfo=None) - (_EPOCH_1904 if since_1904 else _EPOCH)) / timedelta(days=1)
        if not since_1904 and days < 61:
            days -= 1  # Excel counts a 29 February 1900
        if days < (0 if since_1904 else 1):
            return None
    return str(int(days)) if days == int(days) else repr(days)


def _format_of(value: date | time | timedelta) -> int:
    if isinstance(value, datetime):
        return formats.MOMENT if value.time() != time() else formats.DAY
    if isinstance(value, date):
        return formats.DAY
    return formats.CLOCK if isinstance(value, time) else formats.DURATION


def cell_xml(row: int, column: int, style: int, held: Content, prefix: bytes = b"") -> bytes:
    """A cell as XML."""
    styled = f' s="{style}"' if style else ""
    typed = f' t="{held.type}"' if held.type else ""
    tag = f'c r="{address(row, column)}"{styled}{typed}'.encode()
    return b"<%b%b>%b</%bc>" % (prefix, tag, held.xml, prefix) if held.xml else b"<%b%b/>" % (prefix, tag)

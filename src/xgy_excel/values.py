"""Text, names, money and dates as people write them: made comparable, and put into words."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f]")
_BLANKS = re.compile(r"\s+")
DOTS = "[·•‧・．⋅∙᛫﹒.]"  # how the dot of Mongolian names is typed
_DASHES = re.compile("[‐‑‒–—―−－]+")
CENT = Decimal("0.01")


def clean(text: str) -> str:
    """Text without invisible characters and outer blanks, otherwise as it was typed.

    >>> clean(" 张\u200b三\u00a0")
    '张三'
    """
    return _INVISIBLE.sub("", text).strip()


@lru_cache(1 << 16)  # a roster repeats its words in every row and every rule: checking 20,000 rows takes half the time
def squash(text: str) -> str:
    """Text for comparing: full width made half, every blank and invisible character gone, letters in one case.

    >>> squash("ＮＣ２０２４－００１ ") == squash("nc2024-001")
    True
    """
    return _BLANKS.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))).casefold()


@lru_cache(1 << 16)
def id_text(text: str) -> str:
    """An identity number as it should stand: no blanks, no apostrophe, x as X.

    >>> id_text("'１５０４２１ 19710520999x")
    '15042119710520999X'
    """
    return squash(text).lstrip("'‘’`").upper()


def id_head(id_number: str | None) -> str:
    """The identity number in a number as it was typed: its first 18 characters, for a disability number carries more.

    >>> id_head("1504 2119 7105 2099 9342")
    '150421197105209993'
    """
    return id_text(id_number)[:18] if id_number else ""


_MONTH_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_OF_SOMEBODY = re.compile(f"[0-9]{{6}}(?:19|20)[0-9]{{2}}{_MONTH_DAY}[0-9]{{3}}[0-9X]|[0-9]{{8}}{_MONTH_DAY}[0-9]{{3}}")


@lru_cache(1 << 16)
def person_key(id_number: str | None) -> str:
    """What makes two rows the same person: the identity number; empty for what can be nobody's (待补, 000…, 17 digits).

    The check character is not asked for: whoever copied a wrong one copied it into every sheet.

    >>> person_key("15042119710520999342"), person_key("待补"), person_key("000000000000000000")
    ('150421197105209993', '', '')
    """
    number = id_head(id_number)
    return number if _OF_SOMEBODY.fullmatch(number) else ""


@lru_cache(1 << 16)
def name_key(name: str | None) -> str:
    """A name without blanks and without the dot of Mongolian names, for comparing.

    >>> name_key("斯琴 · 巴图") == name_key("斯琴巴图")
    True
    """
    return re.sub(DOTS, "", squash(name)) if name else ""


def number_key(number: str | None) -> str:
    """The number of an agreement or a document for comparing: width, blanks, case and the kind of dash do not count.

    >>> number_key("ＮＣ２０２５—００１") == number_key("nc2025-001")
    True
    """
    return _DASHES.sub("-", squash(number)) if number else ""


_GROUP = re.compile("(嘎查|..村|社区)第?[一二三四五六七八九十0-9]+(?:村民小组|小组|组|社|队)$")


@lru_cache(1 << 14)
def village_key(name: str | None) -> str:
    """A village's name in one writing: 村民委员会 and the like dropped, and the group in it; 噶查 as 嘎查.

    >>> [village_key(name) for name in ("红旗嘎查村民委员会", "红旗噶查", "东升村委会", "红旗嘎查三组")]
    ['红旗嘎查', '红旗嘎查', '东升村', '红旗嘎查']
    """
    if not name:
        return ""
    text = _GROUP.sub(r"\1", squash(name).replace("噶查", "嘎查"))
    for tail in ("村民委员会", "居民委员会", "民委员会", "村委会", "居委会"):
        if text.endswith(tail) and len(text) > len(tail):
            text = text.removesuffix(tail)
            text += "" if text.endswith(("嘎查", "社区", "村")) else ("社区" if tail.startswith("居") else "村")
            break
    return text.removesuffix("村") if text.endswith("嘎查村") else text


@lru_cache(1 << 14)
def village_stem(name: str | None) -> str:
    """The name without its kind: what 红旗, 红旗嘎查 and 红旗村 have in common.

    >>> village_stem("红旗嘎查"), village_stem("红旗社区"), village_stem("新村")
    ('红旗', '红旗', '新村')
    """
    key = village_key(name)
    for tail in ("嘎查", "社区", "村"):
        if key.endswith(tail) and len(key) - len(tail) >= 2:
            return key.removesuffix(tail)
    return key


@lru_cache(1 << 14)
def township_key(name: str | None) -> str:
    """A township's name without 人民政府.

    >>> township_key("巴彦镇人民政府")
    '巴彦镇'
    """
    return squash(name).removesuffix("人民政府").removesuffix("政府") if name else ""


def cents(amount: Decimal) -> Decimal:
    """Rounded half up to 0.01 yuan.

    >>> cents(Decimal(1000) / 22 * 21)
    Decimal('954.55')
    """
    return amount.quantize(CENT, ROUND_HALF_UP)


def money_text(amount: Decimal) -> str:
    """An amount in yuan for a document.

    >>> money_text(Decimal("2140"))
    '2140.00'
    """
    return f"{cents(amount):.2f}"


_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def money_words(amount: Decimal) -> str:
    """An amount in capitals, rounded half up to 分. Not negative, below 10**16 yuan.

    >>> [money_words(Decimal(x)) for x in ("0", "10.05", "10.5", "1980", "100010", "0.07")]
    ['零元整', '壹拾元零伍分', '壹拾元伍角', '壹仟玖佰捌拾元整', '壹拾万零壹拾元整', '柒分']
    """
    if amount.is_nan() or not 0 <= amount < 10**16:
        raise ValueError("金额须不小于零且小于一亿亿元")
    yuan, fen = divmod(int(cents(amount) * 100), 100)
    words = _whole_words(yuan) + "元" if yuan else ""
    jiao, rest = divmod(fen, 10)
    if not fen:
        return (words or "零元") + "整"
    if jiao:
        words += _DIGITS[jiao] + "角"
    elif yuan:
        words += "零"
    return words + (_DIGITS[rest] + "分" if rest else "")


def _whole_words(number: int) -> str:
    words, gap = "", False
    groups = [int(g) for g in re.findall(".{4}", f"{number:016d}")]
    for group, unit in zip(groups, ("万亿", "亿", "万", ""), strict=True):
        if group:
            words += ("零" if words and (gap or group < 1000) else "") + _four_words(group) + unit
        gap = not group
    return words


def _four_words(number: int) -> str:
    words, zero = "", False
    for digit, unit in zip(f"{number:04d}", ("仟", "佰", "拾", ""), strict=True):
        if digit == "0":
            zero = bool(words)
        else:
            words += ("零" if zero else "") + _DIGITS[int(digit)] + unit
            zero = False
    return words


def date_words(day: date) -> str:
    """A date for a document.

    >>> date_words(date(2025, 5, 1))
    '2025年5月1日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def month_words(day: date) -> str:
    """The month of a day.

    >>> month_words(date(2025, 5, 1))
    '2025年5月'
    """
    return f"{day.year}年{day.month}月"


def add_years(day: date, years: int, leap: str = "2月28日") -> date:
    """The same day some years on; from 29 February in a common year the day `leap` names.

    >>> add_years(date(2008, 2, 29), 18), add_years(date(2008, 2, 29), 18, "3月1日")
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 1))
    """
    year = day.year + years
    if (day.month, day.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 3, 1) if leap == "3月1日" else date(year, 2, 28)
    return day.replace(year=year)


def month_end(day: date) -> date:
    """The last day of the month.

    >>> month_end(date(2024, 2, 1))
    datetime.date(2024, 2, 29)
    """
    return day.replace(day=monthrange(day.year, day.month)[1])

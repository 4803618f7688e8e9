"""Identity numbers (GB 11643): length, check character, date of birth and sex, and the columns they must agree with.

The first six digits name the place of first registration, often one long abolished: they decide nothing but a hint.
No article asks for this; a number that fails here is unreadable for every rule that needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache, partial
from operator import mul

from ...core import Answer, Cite, Law, Rule, Severity, error, hint, missing, unknown
from ...core.row import LOST_DIGITS, MONTH_WANTED
from ...records import Records
from ...rows import Agreement, Coordinator, Dismissal, Evaluation, Payment, Procedure, Training
from ...values import id_text, squash

BASE_DATA = Cite("基础数据", in_text=False)
Person = Coordinator | Procedure | Agreement | Evaluation | Training | Payment | Dismissal
PERSON_SHEETS = (Coordinator, Procedure, Agreement, Evaluation, Training, Payment, Dismissal)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FIRST17 = re.compile("[0-9]{17}")
_SHAPE = re.compile("[0-9]{17}[0-9X]")
_NOT_OF_A_NUMBER = re.compile("[0-9A-Z]+")
LENGTH, CHARACTERS, BIRTH, CHECK = "位数", "字符", "出生日期", "校验位"


def check_digit(first17: str) -> str:
    """The 18th character that belongs to the first 17 digits. Raises ValueError unless they are 17 digits.

    >>> check_digit("15042119710520999"), check_digit("15042119700229999")
    ('3', 'X')
    """
    if not _FIRST17.fullmatch(first17):
        raise ValueError("须为17位数字")
    return _CHECKS[sum(map(mul, _WEIGHTS, map(int, first17))) % 11]


def readable(id_number: str | None) -> str:
    """The number cleaned; of a disability certificate (20 or 22 characters) the identity number at its head.

    >>> readable("'１５０４２１１９７１０５２０９９９３"), readable("15042119710520999342")
    ('150421197105209993', '150421197105209993')
    """
    text = id_text(id_number or "")
    return text[:18] if len(text) in (20, 22) and _SHAPE.fullmatch(text[:18]) else text


@lru_cache(1 << 16)
def birth_of(id_number: str | None) -> date | None:
    """The day of birth an 18-character number states; None when it states no real day. Its check is not tested.

    >>> birth_of("150421200802299976"), birth_of("15042119700229999X")
    (datetime.date(2008, 2, 29), None)
    """
    text = readable(id_number)
    return _real_day(text[6:14]) if _SHAPE.fullmatch(text) else None


def _real_day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def sex_of(id_number: str | None) -> str | None:
    """男 or 女 by the 17th digit of an 18-character number; None of anything else. Its check is not tested.

    >>> sex_of("150421197105209993"), sex_of("150421200802299976"), sex_of("1504")
    ('男', '男', None)
    """
    text = readable(id_number)
    return ("女", "男")[int(text[16]) % 2] if _SHAPE.fullmatch(text) else None


@lru_cache(1 << 16)  # several rules ask it of every row
def id_problem(id_number: str | None, day: date) -> str:
    """What is wrong with a number as of a day: 位数, 字符, 出生日期 or 校验位; empty when nothing is.

    >>> day = date(2025, 6, 30)
    >>> [id_problem(n, day) for n in ("150421197105209993", "1504", "15042119710520999X", "15042119700229999X")]
    ['', '位数', '校验位', '出生日期']
    """
    text = readable(id_number)
    if len(text) != 18:
        return LENGTH
    if not _SHAPE.fullmatch(text):
        return CHARACTERS
    born = birth_of(text)
    if born is None or not date(1900, 1, 1) <= born <= day:
        return BIRTH
    return CHECK if check_digit(text[:17]) != text[17] else ""


def is_valid_id(id_number: str | None, day: date) -> bool:
    """Has a number 18 characters, a right check character and a day of birth from 1900 to `day`?

    >>> is_valid_id("150421197105209993", date(2025, 6, 30)), is_valid_id(None, date(2025, 6, 30))
    (True, False)
    """
    return not id_problem(id_number, day)


def is_cut(id_number: str | None) -> bool:
    """Did the number lose its last three digits when it was a number: do they read 000, against the check?

    >>> is_cut("150421197105209000"), is_cut("150421197105209993")
    (True, False)
    """
    text = readable(id_number)
    cut = bool(_SHAPE.fullmatch(text)) and text.endswith("000")
    return cut and check_digit(text[:17]) != "0"


def _in_18(old: str) -> str:
    """The number of 18 characters a number of 15 digits became; empty when it states no real day."""
    first17 = f"{old[:6]}19{old[6:]}"
    real = re.fullmatch("[0-9]{15}", old) and _real_day(first17[6:14])
    return first17 + check_digit(first17) if real else ""


# -- the questions ------------------------------------------------------------------------------------


def wrong_length(row: Person, records: Records, law: Law) -> Iterator[Answer]:
    text = id_text(row.id_number or "")
    if not text or _SHAPE.fullmatch(text):
        return
    if len(text) == 18:
        at = next(i for i, c in enumerate(text) if not (c.isdigit() and c.isascii()) and (i < 17 or c != "X"))
        yield error("字符", 位=at + 1, 字=text[at])
    elif words := _NOT_OF_A_NUMBER.sub("", text):
        yield error("文字", 字=words)
    elif len(text) == 15 and (suggested := _in_18(text)):
        yield hint("旧号", n=15, v=suggested)
    elif readable(text) != text:
        yield hint("残疾人证", n=len(text))
    else:
        yield error(n=len(text))


def wrong_check(row: Person, records: Records, law: Law) -> Iterator[Answer]:
    if row.id_number is None:
        unread = row.unread.get("id_number")
        if unread is None or unread.why != LOST_DIGITS:  # K7 speaks of lost digits
            yield missing("id_number")
        return
    text = readable(row.id_number)
    if _SHAPE.fullmatch(text) and not is_cut(text) and (right := check_digit(text[:17])) != text[17]:
        yield error(c=right, d=text[17])


def wrong_birth(row: Person, records: Records, law: Law) -> Iterator[Answer]:
    text = readable(row.id_number)
    if not _SHAPE.fullmatch(text):
        return
    born = birth_of(text)
    if born is None:
        yield error(v=text[6:14])
    elif born.year < 1900 or born > law.checked:
        yield error("不可能", v=text[6:14], 核对日=law.checked)


def other_birth(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    born = birth_of(row.id_number) if is_valid_id(row.id_number, law.checked) else None
    if born is None:
        return
    unread = row.unread.get("birth_date")
    if row.birth_date and row.birth_date != born:
        yield unknown(a=row.birth_date, b=born)
    elif unread and unread.why == MONTH_WANTED and not _in_month(born, unread.text):
        yield unknown(a=unread.text, b=born)


def _in_month(born: date, written: str) -> bool:
    """Does a year and a month as written mean the month of birth? The number 1985.1 may be typed for 1985.10."""
    parts = re.match(r"([0-9]{4})[^0-9]*([0-9]{1,2})", squash(written))
    months = {int(parts[2]), 10 if squash(written).endswith(".1") else 0} if parts else set()
    return parts is not None and int(parts[1]) == born.year and born.month in months


def other_sex(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    written = squash(row.sex or "").removesuffix("性")
    if written and is_valid_id(row.id_number, law.checked) and written != sex_of(row.id_number):
        yield unknown(a=row.sex, b=sex_of(row.id_number))


def first_registered_elsewhere(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    text = readable(row.id_number)
    if is_valid_id(text, law.checked) and not text.startswith("15"):
        yield hint(v=text[:2])


_rule = partial(Rule, cite=BASE_DATA, about=PERSON_SHEETS, needs=("id_number",), field="id_number", without_pack=True)
_roster = partial(_rule, about=(Coordinator,))

K1 = _rule(
    code="K1",
    title="身份证号长度",
    severities=(Severity.ERROR, Severity.HINT),
    ask=wrong_length,
    logic="去掉空格等以后不是18位；15位旧号给出18位的建议；残疾人证号（20或22位）按前18位读取",
    message="【证件号】{对象}证件号为{n}位，应为18位。",
    wordings={
        "字符": "【证件号】{对象}证件号第{位}位是“{字}”，不是数字。",
        "文字": "【证件号】{对象}的证件号单元格写有“{字}”，应只填18位号码。",
        "旧号": "【证件号】{对象}证件号为{n}位，应为18位（按规则推算为{v}，请核对）。",
        "残疾人证": "【证件号】{对象}证件号为{n}位，应为18位（现按前18位读取）。",
    },
    remedy="对照身份证重新录入；残疾人证号请另列。",
)
K2 = _rule(
    code="K2",
    title="校验位",
    severities=(Severity.ERROR,),
    ask=wrong_check,
    logic="第18位不等于按GB 11643由前17位算出的校验位（末三位为000的见K7）；没有证件号为待核",
    message="【证件号】{对象}身份证号校验位应为“{c}”，实为“{d}”。",
    remedy="逐位核对，多为一两位录错。",
)
K3 = _rule(
    code="K3",
    title="出生日期段",
    severities=(Severity.ERROR,),
    ask=wrong_birth,
    logic="第7至14位不是真实日期，早于1900年，或晚于核对日",
    message="【证件号】{对象}身份证号中的出生日期“{v}”不存在。",
    wordings={"不可能": "【证件号】{对象}身份证号中的出生日期“{v}”早于1900年或晚于核对日{核对日}。"},
    remedy="对照身份证更正。",
)
K4 = _roster(
    code="K4",
    title="出生日期列不符",
    severities=(Severity.UNKNOWN,),
    ask=other_birth,
    field="birth_date",
    needs=("id_number", "birth_date"),
    logic="出生日期列与身份证号第7至14位不同；表头为“出生年月”的，只写年月也可以，与第7至12位不同为待核",
    message="【证件号】{对象}出生日期列为{a}，身份证号为{b}。",
    remedy="核对后更正其中一处。",
)
K5 = _roster(
    code="K5",
    title="性别列不符",
    severities=(Severity.UNKNOWN,),
    ask=other_sex,
    field="sex",
    needs=("id_number", "sex"),
    logic="性别列与身份证号第17位不同（奇数为男）",
    message="【证件号】{对象}性别列为“{a}”，身份证号对应“{b}”。",
    remedy="核对后更正其中一处。",
)
K14 = _roster(
    code="K14",
    title="证件号地区",
    severities=(Severity.HINT,),
    ask=first_registered_elsewhere,
    logic="身份证号前两位不是15；只说明初次登记地，不影响选聘条件",
    message="【证件号】{对象}身份证号前两位为{v}，非本区初始登记地。",
    remedy="迁入、婚入属正常，无须处理。",
)

RULES = (K1, K2, K3, K4, K5, K14)
PARAMS = ()

"""Telephone, account, name and nationality as written (no article): hints, since each has lawful odd forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from ...core import Answer, Law, Rule, Severity, hint, missing, unknown
from ...records import Records
from ...rows import Coordinator, Payment
from ...values import name_key, squash
from .numbers import BASE_DATA

_SEVERAL = re.compile(r"[、,，;；/\s]+")
_MOBILE = re.compile("(?:[+]?86-?)?1[3-9][0-9]{9}")
_LANDLINE = re.compile("0[0-9]{2,3}-?[0-9]{7,8}(?:-[0-9]+)?")

# GB/T 3304-1991.
_LIST = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
_NATIONS = frozenset(_LIST.split())


def is_phone(text: str) -> bool:
    """A mobile number of the mainland, or a landline with its area code.

    >>> is_phone("13812345678"), is_phone("0471-6923456"), is_phone("6923456"), is_phone("12812345678")
    (True, True, False, False)
    """
    plain = squash(text).replace("(", "").replace(")", "-")
    return bool(_MOBILE.fullmatch(plain.replace("-", "")) or _LANDLINE.fullmatch(plain))


def luhn(digits: str) -> bool:
    """Does the last digit satisfy ISO/IEC 7812? Passbook accounts need not.

    >>> luhn("79927398713"), luhn("79927398714")
    (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + place % 2)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def nation_of(text: str) -> str:
    """The full name of a nationality; empty when it is not one of the 56.

    >>> nation_of("蒙"), nation_of("汉"), nation_of("鄂温克族"), nation_of("外星")
    ('蒙古族', '汉族', '鄂温克族', '')
    """
    stem = squash(text).removesuffix("族")
    stem = "蒙古" if stem == "蒙" else stem
    return f"{stem}族" if stem in _NATIONS else ""


def odd_phone(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    numbers = [part for part in _SEVERAL.split(row.phone or "") if part]
    if not all(map(is_phone, numbers)):
        yield hint(v=row.phone)


def odd_account(row: Coordinator | Payment, records: Records, law: Law) -> Iterator[Answer]:
    account = _account(row)
    if not account or (account.isdigit() and 12 <= len(account) <= 19 and luhn(account)):
        return
    told = [*records.by(Coordinator, _account).get(account, ()), *records.by(Payment, _account).get(account, ())]
    if not isinstance(row, Payment) or next(iter(told), row) is row:  # not again for every month
        yield hint(v=account[-4:])


def _account(row: Coordinator | Payment) -> str:
    return squash(row.account_no or "").replace("-", "")


def odd_name(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    if row.name is None:
        yield missing("name")
    elif name_key(row.name) != row.name.replace("·", "").casefold():
        yield hint(v=name_key(row.name))


def unknown_nation(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    if row.ethnicity and not nation_of(row.ethnicity):
        yield unknown(v=row.ethnicity)


_rule = partial(Rule, cite=BASE_DATA, severities=(Severity.HINT,), about=(Coordinator,), without_pack=True)

K8 = _rule(
    code="K8",
    title="手机号",
    ask=odd_phone,
    field="phone",
    logic="不是1[3—9]开头的11位手机号，也不是带区号的固定电话",
    message="【电话】{对象}手机号“{v}”格式不符。",
    remedy="核对号码；固定电话请写区号。",
    needs=("phone",),
)
K9 = _rule(
    code="K9",
    title="银行账号",
    about=(Coordinator, Payment),
    ask=odd_account,
    field="account_no",
    logic="不是12至19位数字，或银行卡校验位不符；存折账号可以不符，以银行回单为准",
    message="【账号】{对象}账号“末四位{v}”长度或校验位异常。",
    remedy="核对卡号；如为存折账号请忽略。",
    needs=("account_no",),
)
K10 = _rule(
    code="K10",
    title="姓名写法",
    ask=odd_name,
    field="name",
    logic="姓名含空格、全角字符或“·”以外的间隔号，打印时按原样；没有姓名为待核",
    message="【姓名】{对象}含空格或间隔号变体，匹配时按“{v}”处理。",
    remedy="如与身份证不同请更正。",
    needs=("name",),
)
K11 = _rule(
    code="K11",
    title="民族",
    severities=(Severity.UNKNOWN,),
    ask=unknown_nation,
    field="ethnicity",
    logic="不在56个民族名称（GB/T 3304）内，带不带“族”字都可以，“蒙”作蒙古族",
    message="【民族】{对象}民族“{v}”不在民族名称表内。",
    remedy="改为规范名称，如“蒙古族”。",
    needs=("ethnicity",),
)

RULES = (K8, K9, K10, K11)
PARAMS = ()

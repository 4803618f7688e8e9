"""Article 10, “劳务报酬通过‘一卡通’支付”: what a county sets about the month's list, the bank's file and the public list.

The columns a bank wants are data: a line such as 序号、户名、账号、金额、摘要. A column is one of `FIELDS`; with another
heading it is written 收款账号=账号, with the same text in every row 币种=“人民币”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...core import Cite, Param
from ..params import on_off, one_of, text, whole

SILENT = Cite("第十条", in_text=False)

FIELDS = (
    "序号", "户名", "姓名", "身份证号", "账号", "开户行", "金额", "金额分", "摘要", "月份", "苏木乡镇", "嘎查村", "资金来源", "联系电话",
)  # fmt: skip
AMOUNTS = ("金额", "金额分")  # in yuan with two decimals, in whole cents
ALL, PAY_ONLY = "全部", "报酬和号码"
GUARDED, AS_IS = "防改写", "原样"
PLACES = ("{年月}", "{旗县}", "{苏木乡镇}", "{嘎查村}")

_BETWEEN = re.compile("[、,，;；\n](?=(?:[^“”]*“[^“”]*”)*[^“”]*$)")
_QUOTED = re.compile('[“"](.*)[”"]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class BankColumn:
    """One column of the bank's file: its heading, and the field it holds, or the text that stands in every row."""

    header: str
    field: str = ""
    constant: str = ""


def bank_columns(value: str) -> tuple[BankColumn, ...]:
    """The columns of the bank's file. ValueError on an unknown field, and without account, amount and name.

    >>> [(c.header, c.field or c.constant) for c in bank_columns("序号、收款户名=户名、账号、金额、币种=“人民币”")]
    [('序号', '序号'), ('收款户名', '户名'), ('账号', '账号'), ('金额', '金额'), ('币种', '人民币')]
    """
    columns = tuple(_column(part) for part in _BETWEEN.split(value) if part.strip())
    held = {column.field for column in columns}
    if not ("账号" in held and held & {"户名", "姓名"} and held & set(AMOUNTS)):
        raise ValueError(value)
    return columns


def _column(part: str) -> BankColumn:
    header, given, meant = (word.strip() for word in part.replace("＝", "=").partition("="))
    if quoted := _QUOTED.fullmatch(meant):
        return BankColumn(header, constant=quoted[1])
    field = meant if given else header
    if field not in FIELDS or not header:
        raise ValueError(part)
    return BankColumn(header, field)


def summary(value: str) -> str:
    """The words that go with a payment.

    >>> summary("{年月}协管员报酬")
    '{年月}协管员报酬'
    """
    plain = text(value)
    for place in PLACES:
        plain = plain.replace(place, "")
    if set("{}｛｝") & set(plain):
        raise ValueError(value)
    return text(value)


HELD_BACK = Param(
    "发放核对范围",
    one_of(ALL, PAY_ONLY),
    ALL,
    f"{ALL} | {PAY_ONLY}",
    f"办法未写明哪些问题须暂缓发放：“{ALL}”，本人或嘎查村有错误、未批例外的不列入；“{PAY_ONLY}”，只看报酬、资金和证件账号",
    SILENT,
)
BANK_COLUMNS = Param(
    "银行文件列",
    bank_columns,
    "序号、户名、账号、金额、摘要",
    f"列名以、分隔，可写作 收款账号=账号、币种=“人民币”；可用：{'、'.join(FIELDS)}；须有账号、金额和户名",
    "各地代发银行的导入格式不同",
    SILENT,
)
BANK_HEADER = Param("银行文件表头", on_off, "是", "是 | 否", "有的银行不要表头行", SILENT)
BANK_SUMMARY = Param(
    "银行文件摘要",
    summary,
    "{年月}协管员劳务报酬",
    "文字，可含" + "".join(PLACES),
    "银行流水上显示的摘要",
    SILENT,
)
BANK_ENCODING = Param(
    "银行文件编码", one_of("GB18030", "UTF-8"), "GB18030", "GB18030 | UTF-8", "银行文件csv的文字编码", SILENT
)
BANK_DIGITS = Param(
    "银行文件号码写法",
    one_of(GUARDED, AS_IS),
    GUARDED,
    f"{GUARDED} | {AS_IS}",
    f'csv中的账号：“{GUARDED}”写作="…"，用Excel打开不丢末位；银行系统不认的改为“{AS_IS}”，不要用Excel打开再存',
    SILENT,
)
NOTICE_DAYS = Param(
    "发放公示天数", whole, None, "天数", "办法未规定；不设的，公示表的起止日期留空由人填写", Cite("第十三条", in_text=False)
)  # fmt: skip

PARAMS = (HELD_BACK, BANK_COLUMNS, BANK_HEADER, BANK_SUMMARY, BANK_ENCODING, BANK_DIGITS, NOTICE_DAYS)

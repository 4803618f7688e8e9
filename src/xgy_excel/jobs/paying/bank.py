"""The bank's file, as an xlsx and as a csv: the columns are the county's (law/pay/lists.py), every number is a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from ...books.rows import csv_bytes
from ...core import Law, Param, Stopped
from ...forms.printed import printed_name
from ...law.pay.lists import AS_IS, BANK_COLUMNS, BANK_DIGITS, BANK_ENCODING, BANK_HEADER, BANK_SUMMARY, BankColumn
from ...law.pay.paid import COUNTY
from ...values import clean, id_text, month_words
from ...xlsx.content import TAKEN
from ..printed_lists import Col, Page, workbook
from .lines import Line

Cell = str | Decimal | int
T = TypeVar("T")
_FORMULA = re.compile(r"[=+\-@\t\r].*", re.DOTALL)  # never left to Excel, however the bank wants its numbers
_BLANKS = re.compile(r"\s+")
_KINDS = {"序号": "count", "金额": "money", "金额分": "count"}
_WIDTHS = {"序号": 6, "户名": 14, "姓名": 14, "身份证号": 22, "账号": 24, "开户行": 26, "摘要": 28}


def ready(law: Law) -> None:
    """Raise Stopped, before anything is made, where the county's layout cannot be read."""
    layout: tuple[Param[Any], ...] = (BANK_COLUMNS, BANK_HEADER, BANK_SUMMARY, BANK_ENCODING, BANK_DIGITS)
    for param in layout:
        _set(param, law)


def _set(param: Param[T], law: Law) -> T:
    value = law.get(param)
    if value is None:
        line = law.setting(param)
        raise Stopped(f"参数“{param.name}”的值“{line.value if line else ''}”无法识别，没有发放。应填：{param.unit}。")
    return value


def bank_rows(lines: Sequence[Line], law: Law) -> list[list[Cell]]:
    """The rows the bank is given, without the header: numbers that are names as text, an amount as a number."""
    columns, words = _set(BANK_COLUMNS, law), _set(BANK_SUMMARY, law)
    return [[_cell(column, number, line, words, law) for column in columns] for number, line in enumerate(lines, 1)]


def _cell(column: BankColumn, number: int, line: Line, words: str, law: Law) -> Cell:
    row, person = line.payment, line.person
    month = row.pay_month or law.day
    if not column.field:
        return column.constant
    if column.field == "序号":
        return number
    if column.field == "金额":
        return line.amount
    if column.field == "金额分":
        return int(line.amount * 100)
    texts: dict[str, Callable[[], str | None]] = {
        "户名": lambda: row.account_holder,
        "姓名": lambda: printed_name(row.name),
        "身份证号": lambda: id_text(row.id_number or "")[:18],
        "账号": lambda: id_text(row.account_no or ""),
        "开户行": lambda: person.bank,
        "摘要": lambda: _summary(words, line, law),
        "月份": lambda: f"{month:%Y-%m}",
        "苏木乡镇": lambda: line.township,
        "嘎查村": lambda: line.village,
        "资金来源": lambda: "、".join(name for name, _ in line.parts),
        "联系电话": lambda: person.phone,
    }
    return one_line(texts[column.field]() or "")


def _summary(words: str, line: Line, law: Law) -> str:
    month, person = line.payment.pay_month or law.day, line.person
    places = {
        "{年月}": month_words(month),
        "{旗县}": person.county or law.get(COUNTY) or "",
        "{苏木乡镇}": line.township,
        "{嘎查村}": line.village,
    }
    for place, value in places.items():
        words = words.replace(place, value)
    return words


def one_line(text: str) -> str:
    r"""A text as a bank's program takes it: one line, no invisible characters.

    >>> one_line(" 张\n三\u200b ")
    '张 三'
    """
    return clean(_BLANKS.sub(" ", text))


def _headers(law: Law) -> list[str]:
    return [column.header for column in _set(BANK_COLUMNS, law)]


def bank_csv(lines: Sequence[Line], law: Law) -> bytes:
    """The file as a csv in the county's encoding. Amounts have two decimals; what begins like a formula is never one."""
    guard = _FORMULA if _set(BANK_DIGITS, law) == AS_IS else TAKEN
    head: list[list[Cell]] = [[*_headers(law)]] if _set(BANK_HEADER, law) else []
    encoding = "gb18030" if _set(BANK_ENCODING, law) == "GB18030" else "utf-8-sig"
    return csv_bytes([*head, *bank_rows(lines, law)], encoding, guard=guard)


def bank_xlsx(lines: Sequence[Line], law: Law) -> bytes:
    """The file as an xlsx: header in row 1, every number that is a name a text, amounts as numbers."""
    columns = tuple(
        Col(column.header, _WIDTHS.get(column.field, 14), _KINDS.get(column.field, "text"))
        for column in _set(BANK_COLUMNS, law)
    )
    page = Page("银行代发", columns, bank_rows(lines, law), plain=True, header=bool(_set(BANK_HEADER, law)))
    return workbook([page], "银行代发文件")

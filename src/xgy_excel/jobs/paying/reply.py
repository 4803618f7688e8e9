"""The bank's answer as it comes: any table file, its own headings; one `Reply` for each payment it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from ...books.reading import read_file
from ...cells import text_of
from ...cells.numbers import read_money
from ...cells.text import read_id
from ...core import Stopped, Unread
from ...grid import Grid, Value
from ...law.pay.receipts import Outcome, outcome
from ...values import cents, clean, squash

ROWS_SEARCHED = 20
# What a clerk may rename a heading to.
WORDS = {"account": "账号", "name": "户名", "amount": "金额", "result": "处理结果"}

_WHOSE = "(?:收款人?|收款方|入账|对方|客户|代发|领款人?|银行|个人|借记)?"
# The headings of each field, the better pattern first.
_HEADINGS = {
    "account": (
        "账号", f"{_WHOSE}(?:一卡通|社保|社会保障|惠农)?(?:银行)?(?:账号|卡号|卡账号|账卡号|账户号码)", f"{_WHOSE}(?:账户|卡折号)",
    ),
    "name": ("户名", f"{_WHOSE}(?:户名|账户名称?|名称)", f"{_WHOSE}姓名|收款人|领款人"),
    "amount": ("金额", "(?:交易|代发|发放|应发|应付|转账|申请)金额", "(?:收款|入账|实发|实付)金额|发生额"),
    "result": (
        "处理结果|交易结果|发放结果|代发结果|入账结果|回单状态", "(?:处理|交易|发放|代发|入账|支付)状态|是否成功|成功标志", "结果|状态",
    ),
    "reason": ("失败原因|退回原因|错误原因", "(?:错误|返回|失败|处理|响应|结果)(?:信息|说明|描述)|原因"),
    "remark": ("备注|说明",),
}  # fmt: skip
_BRACKETS = re.compile(r"[(\[（【].*?[)\]）】]")
_FAILED_WORDS = re.compile(r"^(?:(?:交易|处理|发放|代发|入账)?失败|不成功|未成功)[:：,，\s]*")


@dataclass(frozen=True)
class Reply:
    """What the bank says of one payment, and why it cannot be used, if so."""

    account: str
    name: str
    amount: Decimal | None
    result: Outcome
    words: str  # the bank's, of the result
    reason: str = ""  # the bank's, of a failure
    place: str = ""
    fault: str = ""

    @property
    def state(self) -> str:
        """What is written into 回单状态."""
        if self.result is Outcome.PAID:
            return Outcome.PAID.value
        return f"{Outcome.FAILED.value}：{self.reason or '银行未写明原因'}"


def read_replies(path: Path) -> list[Reply]:
    """Every payment the file speaks of, in its order. Raises Stopped when its table is not understood."""
    source = read_file(path)
    replies: list[Reply] = []
    seen: list[str] = []
    for sheet in source.sheets:
        grid = source.grid(sheet)
        found, headings = _header(grid)
        seen = max(seen, headings, key=len)
        if found:
            at, columns = found
            replies += _replies(grid, at, columns)
    if not replies:
        lacking = "”“".join(WORDS.values())
        shown = f"；看到的列名是：{'、'.join(seen[:20])}" if seen else ""
        raise Stopped(
            f"“{path.name}”里没有找到回单：须有“{lacking}”各一列{shown}。请把对应的列名改成这几个词、逐笔写明成功或失败后再导入。"
        )
    return replies


def _header(grid: Grid) -> tuple[tuple[int, dict[str, int]] | None, list[str]]:
    """The row of the headings from 0, and the column of each field; and the headings of the likeliest row."""
    likeliest: list[str] = []
    for at, row in enumerate(grid.rows[:ROWS_SEARCHED]):
        columns = {field: column for field in _HEADINGS if (column := _column(field, row)) is not None}
        if all(field in columns for field in WORDS):
            return (at, columns), []
        headings = [clean(value) for value in row if isinstance(value, str) and clean(value)]
        if len(columns) >= 2:
            likeliest = max(likeliest, headings, key=len)
    return None, likeliest


def _column(field: str, row: Sequence[Value]) -> int | None:
    """The one column of a field by the best of its headings; None where there is none, or two as good."""
    keys = [_key(value) for value in row]
    for pattern in _HEADINGS[field]:
        found = [at for at, key in enumerate(keys) if key and re.fullmatch(pattern, key)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _key(value: Value) -> str:
    return _BRACKETS.sub("", squash(value)).replace("帐", "账").rstrip(":*") if isinstance(value, str) else ""


def _replies(grid: Grid, at: int, columns: dict[str, int]) -> Iterator[Reply]:
    whether = "是否" in _key(grid.rows[at][columns["result"]])
    for number, row in enumerate(grid.rows[at + 1 :], at + 2):
        cells = {field: row[column] if column < len(row) else None for field, column in columns.items()}
        account, amount = read_id(cells["account"]), read_money(cells["amount"])
        odd = grid.odd.get((number, columns["account"] + 1))
        if account is None and not odd:
            continue  # a total, a remark, an empty row
        reply = _reply(cells, amount, f"“{grid.sheet}”第{number}行", whether)
        if isinstance(account, str) and not (odd and odd.kind == "digits"):
            yield replace(reply, account=account)
        else:
            yield replace(reply, fault="账号被存为数字，末位已丢失，请向银行要文本格式的回单")


def _reply(cells: dict[str, Value], amount: object, place: str, whether: bool) -> Reply:
    words = clean(text_of(cells["result"]))
    result = {"是": Outcome.PAID, "否": Outcome.FAILED}.get(words, outcome(words)) if whether else outcome(words)
    said = (clean(text_of(cells.get("reason"))), _FAILED_WORDS.sub("", words), clean(text_of(cells.get("remark"))))
    reason = next(filter(None, said), "")
    known = isinstance(amount, Decimal)
    fault = ""
    if result is Outcome.UNKNOWN:
        fault = f"处理结果写作“{words}”，看不出成功还是失败" if words else "没有处理结果"
    elif not known:
        fault = f"金额“{amount.text if isinstance(amount, Unread) else ''}”无法识别"
    name = clean(text_of(cells["name"]))
    return Reply(
        "", name, cents(amount) if isinstance(amount, Decimal) else None, result, words, reason[:60], place, fault
    )

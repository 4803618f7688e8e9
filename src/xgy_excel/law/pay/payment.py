"""Article 10: how the money was paid: by 一卡通, to the person, on the account the roster has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from ...core import Answer, Cite, Law, Param, Rule, Severity, error, hint, missing, unknown, unset
from ...records import Records
from ...rows import Coordinator, Payment
from ...values import id_text, name_key, squash
from ..params import one_of, words
from .limits import ART10
from .paid import paid, paid_month, roster_row

SILENT = Cite("第十条", in_text=False)

CARD_WORDS = Param(
    "支付方式同义词", words, "一卡通、社会保障卡、社保卡、惠农一卡通", "名称，以、分隔", "“一卡通”的各地叫法", ART10
)
HOLDER_LEVEL = Param("户名不一致级别", one_of("待核", "错误"), "待核", "级别", "办法未规定须本人账户", SILENT)

PARAMS = (CARD_WORDS, HOLDER_LEVEL)

_QUOTES = re.compile("[“”‘’「」\"']")
_PARTS = re.compile(r"[、,，;；/+\n]")
_NOT_CARD = ("非", "不", "未", "无", "没", "现金", "微信", "支付宝", "转账", "存折", "银行卡", "代领", "代收")


def by_card(way: str, cards: Iterable[str]) -> bool:
    """Is a way of paying the card: one of the county's names for it, or in other words what says 一卡通 and nothing else?

    >>> [by_card(way, ["一卡通", "社保卡"]) for way in ("惠农“一卡通”", "社保卡", "一卡通（社保卡）", "现金", "未办一卡通")]
    [True, True, True, False, False]
    """
    plain = _QUOTES.sub("", squash(way))
    if plain in {squash(word) for word in cards}:
        return True
    return "一卡通" in plain and not any(word in plain for word in _NOT_CARD)


def not_by_card(row: Coordinator | Payment, records: Records, law: Law) -> Iterator[Answer]:
    cards = law.get(CARD_WORDS)
    if isinstance(row, Coordinator) and paid(row, records, law) is None:
        return
    if row.pay_method is None:
        yield missing("pay_method")
    elif cards is None:
        yield unset(CARD_WORDS)
    elif not all(by_card(part, cards) for part in _PARTS.split(row.pay_method) if squash(part)):
        yield error(方式=row.pay_method)


def other_holder(row: Coordinator | Payment, records: Records, law: Law) -> Iterator[Answer]:
    if isinstance(row, Coordinator) and paid(row, records, law) is None:
        return
    if isinstance(row, Payment):
        yield from _other_account(row, records)
    empty = [name for name in ("account_holder", "name") if getattr(row, name) is None]
    yield from map(missing, empty)
    if empty or squash(row.account_holder or "") == squash(row.name or ""):
        return
    if name_key(row.account_holder) == name_key(row.name):
        yield hint("间隔号", 户名=row.account_holder)
    else:
        answer = error if law.get(HOLDER_LEVEL) == "错误" else unknown
        yield answer(户名=row.account_holder)


def _other_account(row: Payment, records: Records) -> Iterator[Answer]:
    """Not the account of the roster. Only the last month is compared: who has a new card was paid to the old one before."""
    person = roster_row(row, records)
    kept, used = id_text(person.account_no or "") if person else "", id_text(row.account_no or "")
    months = [one.pay_month for one in records.of_person(Payment, row.id_number) if one.pay_month]
    if kept and used and kept != used and row.pay_month and row.pay_month.replace(day=1) >= max(months).replace(day=1):
        yield unknown("账号", "account_no", 发放=used[-4:], 登记=kept[-4:])


_rule = partial(Rule, cite=ART10, day=paid_month)

P10 = _rule(
    code="P10",
    title="一卡通支付",
    severities=(Severity.ERROR,),
    about=(Coordinator, Payment),
    ask=not_by_card,
    field="pay_method",
    logic="支付方式不是一卡通，也不是参数“支付方式同义词”中的叫法，为错误；写作“惠农‘一卡通’”“一卡通发放”等的按一卡通；空为待核",
    message="【第十条·一卡通】{对象}支付方式为“{方式}”，应通过“一卡通”支付。",
    remedy="改为本人一卡通账户发放。",
    params=(CARD_WORDS,),
    needs=("pay_method",),
)
P11 = _rule(
    code="P11",
    title="户名与本人",
    cite=SILENT,
    severities=(Severity.UNKNOWN, Severity.HINT, Severity.ERROR),
    about=(Coordinator, Payment),
    ask=other_holder,
    field="account_holder",
    logic="户名去空格后与姓名不同为待核（按参数“户名不一致级别”可为错误），只差间隔号的为提示；本人最近一个月的发放账号与"
    "花名册的一卡通账号不同为待核；办法未规定",
    message="【一卡通·户名】{对象}一卡通户名为“{户名}”，与本人姓名不一致。",
    remedy="核实后改为本人账户。",
    wordings={
        "间隔号": "【一卡通·户名】{对象}一卡通户名为“{户名}”，与姓名只差间隔号。",
        "账号": "【一卡通·账号】{对象}发放的账号（末四位{发放}）不是花名册登记的账号（末四位{登记}）。",
    },
    remedies={
        "账号": "核实哪一个是本人现用账号，更正另一处后再发放。",
        "间隔号": "以身份证和开户信息为准，写法宜一致。",
    },
    params=(HOLDER_LEVEL,),
    needs=("account_holder", "name"),
)

RULES = (P10, P11)

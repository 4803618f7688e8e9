"""Articles 10 and 15: how the money was paid: by 一卡通, to the person, within the agreement, and only once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from ...core import Answer, Cite, Law, Param, Rule, Severity, error, hint, missing, unknown, unset
from ...records import Records
from ...rows import Agreement, Coordinator, Payment
from ...values import month_end, month_words, name_key, squash
from ..params import one_of, words
from .limits import ART10, PAY_DAYS, PRORATING, class_standard, prorated
from .paid import Paid, below_zero, first_payment, incomplete, paid, paid_month, person_month, served_days
from .sources import parse_funds

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
    empty = [name for name in ("account_holder", "name") if getattr(row, name) is None]
    yield from map(missing, empty)
    if empty or squash(row.account_holder or "") == squash(row.name or ""):
        return
    if name_key(row.account_holder) == name_key(row.name):
        yield hint("间隔号", 户名=row.account_holder)
    else:
        answer = error if law.get(HOLDER_LEVEL) == "错误" else unknown
        yield answer(户名=row.account_holder)


def outside_agreement(row: Payment, records: Records, law: Law) -> Iterator[Answer]:
    view = paid(row, records, law)
    if view is None or not row.id_number:
        yield missing("id_number" if view else "pay_month")
    elif view.first and view.total and not view.taken_back:
        yield from _outside(view, row, records, law)
    elif view.first and not view.complete:
        yield incomplete(view)


def _outside(view: Paid, row: Payment, records: Records, law: Law) -> Iterator[Answer]:
    if view.person is None and not records.of_person(Agreement, row.id_number):
        yield unknown("查无此人", 年月=view.when, x=view.total)
        return
    sure, possible = served_days(row.id_number, view.month, records)
    if not possible:
        yield error(年月=view.when, x=view.total, 金额=view.total)
    elif sure < possible:
        if first_payment(row, records):
            yield missing("amount", 字段="协议起止日期或离岗日期")
    elif sure < month_end(view.month).day:
        yield from _part_month(view, row, sure, records, law)


def _part_month(view: Paid, row: Payment, served: int, records: Records, law: Law) -> Iterator[Answer]:
    facts = {"年月": view.when, "天数": str(served)}
    way = law.get(PRORATING)
    if way == "不折算":
        yield hint("部分月", x=view.total, **facts)
        return
    full = agreed_pay(view, records, law)
    due = (
        prorated(full, view.month, law, served=served, required=row.days_required, actual=row.days_actual)
        if full
        else None
    )
    if way is None:
        yield unset(PRORATING)
    elif full is None:
        yield missing("amount", 字段="月劳务报酬")
    elif due is None:
        yield missing("days_actual")
    elif view.total > due:
        yield error("超折算", x=view.total, 应发=due, 超=view.total - due, 金额=view.total - due, **facts)
    elif not view.complete:
        yield incomplete(view)


def agreed_pay(view: Paid, records: Records, law: Law) -> Decimal | None:
    """The full monthly pay agreed for the month: by the agreement that covers it, the roster, or the class of the post."""
    for one in records.agreements(view.row.id_number):
        starts, ends = one.agreement_start or date.max, one.agreement_end or date.min
        if one.pay_monthly and starts <= month_end(view.month) and ends >= view.month:
            return one.pay_monthly
    if view.person is None:
        return None
    category = view.person.post_category
    return view.person.pay_monthly or (
        class_standard(category, view.month, law, view.county(law)) if category else None
    )


def paid_twice(row: Payment, records: Records, law: Law) -> Iterator[Answer]:
    if row.pay_month is None or not row.id_number:
        yield missing("id_number" if row.pay_month else "pay_month")
        return
    rows = records.by(Payment, person_month).get(person_month(row), [])
    if len(rows) < 2:
        return
    if any(map(below_zero, rows)):
        if rows[1] is row:
            yield unknown("有退回", 年月=month_words(row.pay_month), n=str(len(rows)))
        return
    for item in _items(row):
        same = [one for one in rows if item in _items(one)]
        if len(same) > 1 and same[1] is row:  # told once, at the second
            amounts = [_items(one)[item] for one in same]
            yield _repeated(same, item, amounts, records, law)
    if len({"" in items for one in rows if (items := _items(one))}) > 1 and rows[1] is row:
        yield unknown("有无明细", 年月=month_words(row.pay_month))


def _items(row: Payment) -> dict[str, Decimal]:
    """What a row pays, item by item; under an empty name where it states its total only."""
    named = {"base_pay": "基本报酬", "merit_pay": "绩效", "other_amount": squash(row.other_item or "其他项目")}
    items = {item: amount for name, item in named.items() if (amount := getattr(row, name))}
    return items or ({"": row.amount} if row.amount else {})


def _repeated(rows: list[Payment], item: str, amounts: list[Decimal], records: Records, law: Law) -> Answer:
    """Two rows from different sources that together do not exceed the agreed pay may be one pay that was split."""
    view = paid(rows[0], records, law)
    total = sum(amounts, Decimal(0))
    facts = {"年月": view.when if view else "", "项目": item or "报酬", "n": str(len(rows))}
    funds = {tuple(source.code or source.name for source in parse_funds(row.fund or "")) for row in rows}
    agreed = agreed_pay(view, records, law) if view else None
    if len(funds) == len(rows) and () not in funds and view and agreed and view.total <= agreed:
        return unknown("分来源", x=total, **facts)
    return error(x=total, 金额=total - amounts[0], **facts)


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
    logic="户名去空格后与姓名不同为待核（按参数“户名不一致级别”可为错误），只差间隔号的为提示；办法未规定",
    message="【一卡通·户名】{对象}一卡通户名为“{户名}”，与本人姓名不一致。",
    remedy="核实后改为本人账户。",
    wordings={"间隔号": "【一卡通·户名】{对象}一卡通户名为“{户名}”，与姓名只差间隔号。"},
    remedies={"间隔号": "以身份证和开户信息为准，写法宜一致。"},
    params=(HOLDER_LEVEL,),
    needs=("account_holder", "name"),
)
P12 = _rule(
    code="P12",
    title="协议外发放",
    cite=Cite("第九、十五条"),
    severities=(Severity.ERROR, Severity.HINT, Severity.UNKNOWN),
    about=(Payment,),
    ask=outside_agreement,
    field="amount",
    logic="发放月没有一天既在协议期又在岗期内为错误；只有部分日子的按折算方式：超过应发为错误，不折算的为提示；协议日期不全为待核",
    message="【第十五条·协议外发放】{对象}{年月}不在协议期（在岗期）内，已发{x}元。",
    remedy="核对协议和离岗日期；属实的停发并列入资金问题线索清单，由旗县财政、审计部门认定。",
    wordings={
        "部分月": "【第十五条·协议外发放】{对象}{年月}只有{天数}天在协议期（在岗期）内，已发{x}元，本县不折算。",
        "超折算": "【第十五条·协议外发放】{对象}{年月}只有{天数}天在协议期（在岗期）内，应发{应发}元，已发{x}元，多发{超}元。",
        "查无此人": "【第十五条·协议外发放】花名册和协议台账都没有{对象}（按身份证号），{年月}已发{x}元。",
    },
    remedies={
        "部分月": "核对上岗、离岗和协议日期；需要折算的，在参数“折算方式”中设定。",
        "查无此人": "核对身份证号；确有协议的补登花名册或协议台账，没有的停发并按协议外发放处理。",
    },
    params=(PRORATING, PAY_DAYS),
    needs=("pay_month", "id_number"),
    without_pack=True,  # the records contradict each other, whatever policy is in force
    sheets=(Coordinator,),
)
P13 = _rule(
    code="P13",
    title="重复发放",
    cite=Cite("第十五条"),
    severities=(Severity.ERROR, Severity.UNKNOWN),
    about=(Payment,),
    ask=paid_twice,
    field="amount",
    logic="同一身份证号、同一月份、同一项目有两笔以上（不同文件也算）；来源不同且当月合计不超过约定报酬的，可能是分来源发放，为待核",
    message="【第十五条·重复发放】{对象}{年月}“{项目}”重复{n}笔，共{x}元。",
    remedy="保留一笔，其余退回并登记。",
    wordings={
        "分来源": "【第十五条·重复发放】{对象}{年月}“{项目}”分{n}笔，共{x}元，资金来源不同，是否重复待核。",
        "有退回": "【第十五条·重复发放】{对象}{年月}有{n}笔发放，其中有小于零的，是否重复而已退回待核。",
        "有无明细": "【第十五条·重复发放】{对象}{年月}有几笔发放，有的有明细、有的只有合计，是否重复待核。",
    },
    remedies={
        "分来源": "属一份报酬分来源列支的，合为一行，资金来源写作“F5:600；F2:400”；属重复的退回并登记。",
        "有退回": "核对各笔；重复而已退回的，删去抵消的两笔并另行登记。",
        "有无明细": "补填各笔的项目；属重复的退回并登记。",
    },
    needs=("pay_month", "id_number"),
    without_pack=True,  # the records contradict each other, whatever policy is in force
)
RULES = (P10, P11, P12, P13)

"""The bank's answer brought to the rows of 发放: by account, name and amount together, never by order, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ...forms.payment import amount_of
from ...law.pay.receipts import Outcome, outcome
from ...rows import Payment
from ...values import id_text, money_text, name_key
from .reply import Reply


@dataclass
class Matched:
    """What the bank said of which row; the answers that fit no row, with the reason; the rows it says nothing of."""

    pairs: list[tuple[Payment, Reply]] = field(default_factory=list)
    unmatched: list[tuple[Reply, str]] = field(default_factory=list)
    silent: list[Payment] = field(default_factory=list)


def match(payments: Sequence[Payment], replies: Iterable[Reply]) -> Matched:
    """Every answer with its row, where there is no doubt.

    Several answers that fit the same rows are told apart by nothing: they count only when they are as many and say the same.
    """
    found = Matched()
    accounts: dict[str, list[Payment]] = {}
    for row in payments:
        accounts.setdefault(id_text(row.account_no or ""), []).append(row)
    together: dict[tuple[int, ...], tuple[list[Payment], list[Reply]]] = {}
    for reply in replies:
        same_account = accounts.get(reply.account, []) if reply.account else []
        rows = [row for row in same_account if _fits(row, reply)]
        if reply.fault or not rows:
            found.unmatched.append((reply, reply.fault or _why_none(reply, same_account)))
        else:
            together.setdefault(tuple(map(id, rows)), (rows, []))[1].append(reply)
    for rows, answers in together.values():
        if why := _doubt(rows, answers):
            found.unmatched += [(reply, why) for reply in answers]
        else:
            found.pairs += zip(rows, answers, strict=True)
    answered = {id(row) for row, _ in found.pairs}
    found.silent = [row for row in payments if id(row) not in answered and _awaited(row)]
    return found


def _fits(row: Payment, reply: Reply) -> bool:
    names = {name_key(row.account_holder), name_key(row.name)} - {""}
    return name_key(reply.name) in names and amount_of(row) == reply.amount


def _why_none(reply: Reply, rows: Sequence[Payment]) -> str:
    if not rows:
        return "回单遮盖了账号，不能核对" if "*" in reply.account else "本月的发放行里没有这个账号"
    amounts = "、".join(money_text(amount) for row in rows if (amount := amount_of(row)) is not None)
    if any(name_key(reply.name) in (name_key(row.account_holder), name_key(row.name)) for row in rows):
        told = money_text(reply.amount) if reply.amount is not None else ""
        return f"金额不符：回单{told}元，发放表{amounts or '没有金额'}元"
    return f"户名不符：回单“{reply.name}”，发放表“{rows[0].account_holder or ''}”"


def _doubt(rows: Sequence[Payment], answers: Sequence[Reply]) -> str:
    """Why the answers cannot be given to these rows; empty where they can."""
    if len(answers) != len(rows):
        return f"账号、户名、金额相同的，回单有{len(answers)}笔，发放表有{len(rows)}笔，分不清哪一笔"
    if len({reply.state for reply in answers}) > 1:
        return f"账号、户名、金额相同的{len(rows)}笔结果不一样，分不清哪一笔"
    if answers[0].result is Outcome.FAILED and any(outcome(row.receipt) is Outcome.PAID for row in rows):
        return f"发放表已登记为“成功”，回单为“{answers[0].state}”，没有改动；确已退回的请手工改为失败"
    return ""


def _awaited(row: Payment) -> bool:
    return outcome(row.receipt) is not Outcome.PAID and bool(amount_of(row))

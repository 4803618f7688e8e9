"""Who is paid: the rows of the month that nothing speaks against, and the others by name and reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ...core import Finding, Law
from ...forms.choosing import the_row
from ...forms.gates import reasons, waived
from ...forms.payment import PAYMENT_NOTICE, ROW_GATE, amount_of
from ...forms.printed import served_village
from ...law import Verdict
from ...law.pay.funds import sources_of
from ...law.pay.lists import ALL, HELD_BACK
from ...law.pay.paid import AMOUNTS, month_rows, paid, roster_row
from ...law.pay.receipts import Outcome, outcome
from ...law.pay.sources import source_name
from ...records import Records
from ...rows import Coordinator, Payment
from ...values import squash
from .month import Month

NOT_SPLIT = "来源未分清"
_NEEDED = ("name", "id_number", "account_holder", "account_no")

# The list itself, for the gates: it is a workbook, made by this job alone.
PAYLIST = replace(PAYMENT_NOTICE, title="一卡通发放表", public=False, params=(), gate=lambda subject, records: ROW_GATE)


@dataclass(frozen=True)
class Line:
    """One payment of the list: yuan to the cent, and the part of every source."""

    payment: Payment
    person: Coordinator
    village: str
    township: str
    amount: Decimal
    parts: tuple[tuple[str, Decimal], ...]


@dataclass
class Sorted:
    """The payments of a month: to be made, not made and why, made before; and what is 待核 and passes all the same."""

    lines: list[Line] = field(default_factory=list)
    out: list[tuple[Payment, list[str]]] = field(default_factory=list)
    paid: list[Payment] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)

    @property
    def requested(self) -> int:
        return len(self.lines) + len(self.out)


def sort_out(month: Month, verdict: Verdict, law: Law) -> Sorted:
    """Every payment of the month, made or told; `law` is that of the month's last day."""
    found, records = Sorted(), month.records
    verdict = about_pay(verdict, law)
    shared = _shared_accounts(records.of(Payment))
    blocked: dict[int, list[str]] = {}
    for row in month.payments:
        if outcome(row.receipt) is Outcome.PAID:
            found.paid.append(row)
            continue
        person = roster_row(row, records)
        why = [*_made_again(row, records), *_never(row, person), *_of_two(row, shared)]
        if person and not why:
            if id(person) not in blocked:
                blocked[id(person)] = reasons(PAYLIST, the_row(person, records), verdict, records, law)
            why = blocked[id(person)]
        if why or person is None:
            found.out.append((row, why))
            continue
        found.lines.append(line_of(row, person, records, law))
        if let := waived(PAYLIST, the_row(person, records), verdict, records, law):
            found.passed.append(f"{row.subject}带待核列入：{'、'.join(let)}。")
    found.lines = _in_order(found.lines, records)
    return found


def about_pay(verdict: Verdict, law: Law) -> Verdict:
    """The findings that may hold up a payment, as the county has set it: all, or those on pay, money and numbers."""
    if law.get(HELD_BACK) == ALL:
        return verdict
    return replace(verdict, findings=[finding for finding in verdict.findings if _on_pay(finding)])


def _on_pay(finding: Finding) -> bool:
    chapter = finding.rule.code[0]
    return chapter == "P" or (chapter == "K" and isinstance(finding.row, Payment | Coordinator))


def _made_again(row: Payment, records: Records) -> Iterator[str]:
    """That the bank sent a row back and another one of the month was made for it: both would pay twice."""
    instead = month_rows(row, records)
    if not any(one is row for one in instead):
        others = "、".join(str(one.place.row) for one in instead)
        yield f"回单为失败，本月另有第{others}行发放，这一行不再列入。"


def _never(row: Payment, person: Coordinator | None) -> Iterator[str]:
    """Why a row cannot be paid whatever the rules say."""
    if row.receipt and outcome(row.receipt) is not Outcome.FAILED:
        yield f"回单状态写作“{row.receipt}”，看不出是否已经发放；没有发放的请清空，已发放的填“成功”。"
    amount = amount_of(row)
    if amount == 0 and not row.unread.keys() & AMOUNTS:
        yield "合计为0元，本月不发放。"
        return
    unsure = [name for name in AMOUNTS if name in row.unread] or (["amount"] if amount is None or amount < 0 else [])
    empty = [*unsure, *(name for name in _NEEDED if getattr(row, name) is None)]
    if empty:
        headers = "”“".join(Payment.columns()[name].header for name in empty)
        yield f"“{headers}”没有填写或无法识别，请补填。"
    if person is None:
        yield "花名册里没有此人（按身份证号），不能确定岗位和苏木乡镇；请核对身份证号或补登花名册。"


def _shared_accounts(rows: Iterable[Payment]) -> dict[str, list[Payment]]:
    """The accounts that several people are to be paid on."""
    accounts: dict[str, list[Payment]] = {}
    for row in rows:
        if row.account_no:
            accounts.setdefault(squash(row.account_no), []).append(row)
    return {account: rows for account, rows in accounts.items() if len({one.id_number for one in rows}) > 1}


def _of_two(row: Payment, shared: dict[str, list[Payment]]) -> Iterator[str]:
    others = [one.subject for one in shared.get(squash(row.account_no or ""), ()) if one.id_number != row.id_number]
    if others:
        yield f"一卡通账号与{'、'.join(dict.fromkeys(others))}的相同，请核对各人账号。"


def line_of(row: Payment, person: Coordinator, records: Records, law: Law) -> Line:
    """A payment with its amount and the part of every source. The parts add up to the amount."""
    amount = amount_of(row) or Decimal(0)
    view, village = paid(row, records, law), records.village(person.service_village, person.township)
    sources = sources_of(view, records, law) if view else ()
    parts: dict[str, Decimal] = {}
    for source in sources:
        name = source_name(source, law.day, law)
        parts[name] = parts.get(name, Decimal(0)) + (amount if len(sources) == 1 else source.amount or Decimal(0))
    if sum(parts.values(), Decimal(0)) != amount:
        parts = {NOT_SPLIT: amount}
    township = person.township or (village.township if village else None) or "未填苏木乡镇"
    return Line(row, person, served_village(person, village) or "", township, amount, tuple(parts.items()))


def _in_order(lines: list[Line], records: Records) -> list[Line]:
    """By township and person as the roster has them."""
    place = {id(row): at for at, row in enumerate(records.of(Coordinator))}
    towns: dict[str, int] = {}
    lines = sorted(lines, key=lambda line: place[id(line.person)])
    for line in lines:
        towns.setdefault(line.township, len(towns))
    return sorted(lines, key=lambda line: towns[line.township])

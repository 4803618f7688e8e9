"""政策对比: the rows whose verdict is another one under another policy pack (Articles 5 and 16)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from ..books.port import Link, OurSheet, Written
from ..core import SHIPPED_PACK, Finding, Law, Pack, Report, Rule, Stopped, nearest
from ..law import RULES, judge, rules_of
from ..law.judging import switched_on
from ..records import Records
from ..values import number_key
from .loading import idle_packs

SHEET = "政策对比"
HEADERS = ("对象", "规则", "条款", "工作表", "单元格", "改前结论", "改后结论", "问题", "处理办法")
WIDTHS = (13, 6, 11, 10, 8, 11, 11, 46, 36)
KEPT, OFF = "通过", "未启用"


@dataclass(frozen=True)
class Change:
    """One rule at one cell: what it says under one pack, and under the other."""

    rule: Rule
    before: Finding | None
    after: Finding | None
    words: tuple[str, str]

    @property
    def shown(self) -> Finding:
        """The finding that tells where and what: the one under the later pack, else the one that goes away."""
        finding = self.after or self.before
        assert finding is not None
        return finding

    def to_json(self) -> dict[str, str]:
        told = self.shown.to_json()
        del told["severity"]
        return {**told, "before": self.words[0], "after": self.words[1]}


def compare(records: Records, law: Law, names: tuple[str, str], report: Report) -> OurSheet:
    """Tell in the report what changes from one pack to the other; returns the sheet that shows it."""
    one, other = packs_named(names, records, law)
    changed = changes(records, law, one, other, rules_of(law))
    report.more["compared"] = [one.name or one.cited, other.name or other.cited]
    report.more["changes"] = [change.to_json() for change in changed]
    return _sheet(one, other, changed, law)


def names_of(records: Records) -> tuple[str, ...]:
    """What the packs are called that can be compared: the book's in their order, and the one the program ships."""
    idle = {id(pack) for pack, _ in idle_packs(records)}
    named: dict[str, str] = {}
    for pack in (*(pack for pack in records.of(Pack) if id(pack) not in idle), SHIPPED_PACK):
        keys = [number_key(name) for name in (pack.doc_no, pack.name) if name]
        if not named.keys() & {*keys}:
            named |= dict.fromkeys(keys, pack.name or pack.cited or "")
    return tuple(dict.fromkeys(named.values()))


def packs_named(names: tuple[str, str], records: Records, law: Law) -> tuple[Pack, Pack]:
    """The packs by 包名 or 文号, of the book's and the one the program ships. Stops with why one cannot be used."""
    known = {number_key(name): pack for pack in (SHIPPED_PACK, *law.packs) for name in (pack.doc_no, pack.name) if name}
    idle = {number_key(name): why for pack, why in idle_packs(records) for name in (pack.doc_no, pack.name) if name}
    found = []
    for name in names:
        pack = known.get(number_key(name))
        if pack is None:
            if why := idle.get(number_key(name)):
                raise Stopped(f"政策包“{name}”不能用来对比：{why}。")
            close = nearest(number_key(name), known)
            there = "、".join(f"“{one.name or one.cited}”" for one in dict.fromkeys(known.values()))
            raise Stopped(
                f"“政策包”表里没有“{name}”{f'，最接近的是“{known[close].name}”' if close else ''}。现有：{there}。"
            )
        found.append(pack)
    if found[0] is found[1]:
        raise Stopped(f"“{names[0]}”和“{names[1]}”是同一个政策包，没有可对比的。")
    return found[0], found[1]


def changes(records: Records, law: Law, one: Pack, other: Pack, rules: Iterable[Rule] = RULES) -> list[Change]:
    """What every rule says of every cell under two packs, where it is not the same: the gravest first.

    Each pack is fixed by hand for every day, with the parameter values of its own time (Law.under).
    """
    rules = tuple(rules)
    catalogue = {rule.code: at for at, rule in enumerate(rules)}
    laws = law.under(one), law.under(other)
    said = [_gravest(judge(records, fixed, rules).findings) for fixed in laws]
    found = []
    for key in dict.fromkeys([*said[0], *said[1]]):
        before, after = said[0].get(key), said[1].get(key)
        rule = (after or before).rule  # type: ignore[union-attr]
        words = _word(rule, before, laws[0]), _word(rule, after, laws[1])
        if words[0] != words[1]:
            found.append(Change(rule, before, after, words))
    sheets = {table.sheet: at for at, table in enumerate(records.tables)}

    def position(change: Change) -> tuple[int, int, int, int]:
        shown, row = change.shown, change.shown.row
        rank = min(finding.severity.rank for finding in (change.before, change.after) if finding)
        return rank, sheets.get(shown.sheet, -1), row.place.row if row else 0, catalogue[change.rule.code]

    return sorted(found, key=position)


def _gravest(findings: Iterable[Finding]) -> dict[Hashable, Finding]:
    """By rule and cell the gravest of what was found."""
    found: dict[Hashable, Finding] = {}
    for finding in findings:
        where = id(finding.row) if finding.row is not None else finding.sheet
        key = (finding.rule.code, where, finding.cell or finding.answer.field)
        if key not in found or finding.severity.rank < found[key].severity.rank:
            found[key] = finding
    return found


def _word(rule: Rule, finding: Finding | None, law: Law) -> str:
    if finding is not None:
        return finding.severity.value
    return KEPT if switched_on(rule, law) else OFF


def _sheet(one: Pack, other: Pack, changed: list[Change], law: Law) -> OurSheet:
    names = [pack.name or pack.cited or "" for pack in (one, other)]
    rows: list[tuple[Written | Link, ...]] = []
    for change in changed:
        shown = change.shown
        link = Link(shown.cell, shown.sheet, shown.cell) if shown.cell else ""
        where = (shown.subject, change.rule.code, change.rule.cite.article, shown.sheet, link)
        rows.append((*where, *change.words, shown.message, shown.remedy))
    head = (
        f"改前：{names[0]}（{_dates(one)}）　改后：{names[1]}（{_dates(other)}）　参照日期 {law.day}　结论变化 {len(changed)}处",
        "两次核对都把所选的政策包当作始终有效，参数取各自有效期内的值；“问题”一栏是改后的，改后通过的是改前的。",
    )
    return OurSheet(SHEET, HEADERS, tuple(rows), WIDTHS, head, severity_column=6)


def _dates(pack: Pack) -> str:
    end = pack.end or pack.transition_end
    return f"{pack.start}起" + (f"至{end}" if end else "")

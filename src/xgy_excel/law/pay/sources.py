"""Article 10: the sources of the money, and how people write them in a cell.

Three are restricted: 就业补助资金, 衔接资金 and 光伏帮扶电站收益. The income of solar stations is also income of the village's
poverty-relief assets, so a bare “村集体经济” or “资产收益” does not say whether it is restricted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from ...core import Law, Param
from ...values import clean, squash
from ..params import words
from .limits import ART10

NAMES = {
    "F1": "就业补助资金", "F2": "衔接资金", "F3": "光伏帮扶电站收益", "F4": "扶贫项目资产收益（非光伏）",
    "F5": "村集体经济其他收入", "F9": "其他资金",
}  # fmt: skip
RESTRICTED = ("F1", "F2", "F3")
F2_RENAMED = date(2026, 1, 1)  # 衔接资金 is called 常态化帮扶资金 from then on


def source_line(value: str) -> tuple[str, bool]:
    """A county's own line 资金来源·F6: the name of the source and whether it is restricted.

    >>> source_line("京蒙协作资金、不受限")
    ('京蒙协作资金', False)
    """
    name, *rest = words(value)
    if rest not in (["受限"], ["不受限"]):
        raise ValueError(value)
    return name, rest == ["受限"]


SOURCES = Param(
    "资金来源", source_line, None, "名称、受限 | 名称、不受限", "来源名称逐年变化；F6—F8供各县登记", ART10, keyed=True
)


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a pay: its code (empty while the text does not decide it), as written, its part in yuan, its basis."""

    code: str
    name: str
    amount: Decimal | None = None
    basis: str = ""

    @property
    def of_village(self) -> bool:
        return not self.code and any(word in self.name for word in ("集体", "资产收益"))


_BETWEEN = re.compile(r"[;,、/+\n](?![^(]*\))")
_BRACKETS = re.compile(r"\(([^)]*)\)?")
_AMOUNT = re.compile(r"[:=\s]*(?<![fF\d.])(\d+(?:\.\d+)?)\s*元?$")
_NOT_SOLAR = re.compile("非光伏|不含光伏|除光伏")


@lru_cache(maxsize=4096)  # a book writes few sources many times: a third of the time of all pay rules
def parse_funds(text: str, day: date = F2_RENAMED) -> tuple[Source, ...]:
    """The sources a cell names, as the names stand on a day.

    >>> parse_funds("F5:600；F2:400")
    (Source(code='F5', name='F5', amount=Decimal('600'), basis=''), Source(code='F2', name='F2', amount=Decimal('400'), basis=''))
    >>> [s.code for s in parse_funds("光伏收益、村集体经济（非光伏）、常态化帮扶资金、村集体经济")]
    ['F3', 'F5', 'F2', '']
    >>> parse_funds("F9（乌财〔2024〕3号）")
    (Source(code='F9', name='F9', amount=None, basis='乌财〔2024〕3号'),)
    """
    plain = unicodedata.normalize("NFKC", clean(text)).replace("/月", "")
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", plain)
    found: list[Source] = []
    for part in _BETWEEN.split(plain):
        pieces = [_source(piece, day) for piece in re.split("[和及与]", part) if piece.strip()]
        sure = len(pieces) > 1 and all(piece.code or piece.of_village for piece in pieces)
        found += pieces if sure else [_source(part, day)] if part.strip() else []
    return tuple(found)


def _source(part: str, day: date) -> Source:
    brackets = "".join(_BRACKETS.findall(part)).strip()
    name = _BRACKETS.sub("", part).strip()
    amount = _AMOUNT.search(name)
    if amount is None and (inside := _AMOUNT.fullmatch(brackets)):
        amount, brackets = inside, ""
    elif amount:
        name = name[: amount.start()].strip()
    code = _code(name, name + brackets, day)
    shown = name if code else name + (f"（{brackets}）" if brackets else "")
    return Source(code, shown, Decimal(amount[1]) if amount else None, brackets)


def _code(name: str, whole: str, day: date) -> str:
    """The code a name means. A restricted source is looked for first: a text that names it too is restricted."""
    if code := re.match(r"[fF]\s*(\d)(?!\d)", name):
        return f"F{code[1]}"
    solar_excluded = _NOT_SOLAR.search(whole)
    if "就业补助" in whole:
        return "F1"
    if "衔接" in whole or ("常态化帮扶" in whole and day >= F2_RENAMED):
        return "F2"
    if "光伏" in whole and not solar_excluded:
        return "F3"
    if "资产收益" in whole:
        return "F4" if solar_excluded else ""
    if "集体" in whole:
        return "F5" if solar_excluded or "其他" in whole else ""
    return "F9" if name.startswith("其他") else ""


def restricted(source: Source, day: date, law: Law) -> bool | None:
    """Does Article 10 tie the source to a post and a person? None where the source is not decided.

    >>> law = Law(date(2025, 6, 30))
    >>> [restricted(parse_funds(text)[0], law.day, law) for text in ("F3", "F5", "村集体经济", "F7")]
    [True, False, None, None]
    """
    line = _line(source, day, law)
    if line:
        return line[1]
    return source.code in RESTRICTED if source.code in NAMES else None


def source_name(source: Source, day: date, law: Law) -> str:
    """What a source is called on a day: in the county's own line, in the regulation, else as it was written.

    >>> law = Law(date(2025, 6, 30))
    >>> [source_name(parse_funds("F2")[0], day, law) for day in (date(2025, 12, 31), F2_RENAMED)]
    ['衔接资金', '常态化帮扶资金']
    """
    line = _line(source, day, law)
    if line:
        return line[0]
    if source.code == "F2" and day >= F2_RENAMED and "衔接" not in source.name:
        return "常态化帮扶资金"
    return NAMES.get(source.code, source.name)


def registered(source: Source, day: date, law: Law) -> str:
    """The code for which the county has registered just this name; empty where there is none.

    >>> from xgy_excel.core import Setting
    >>> law = Law(date(2025, 6, 30), settings=[Setting(name="资金来源·F6", value="京蒙协作资金、不受限")])
    >>> [registered(parse_funds(text)[0], law.day, law) for text in ("京蒙协作资金", "京蒙协作资金：400", "协作资金")]
    ['F6', 'F6', '']
    """
    lines = ((code, law.at(day).get(SOURCES, code)) for code in law.keys(SOURCES))
    return next((code for code, line in lines if line and squash(line[0]) == squash(source.name)), "")


def _line(source: Source, day: date, law: Law) -> tuple[str, bool] | None:
    return law.at(day).get(SOURCES, source.code) if source.code else None

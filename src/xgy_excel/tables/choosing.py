"""Which sheet is what: by its name, else by its header."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..core import Row
from ..grid import Grid
from ..rows import (
    READ,
    SHEET_ALIASES,
    Coordinator,
    Disclosure,
    Dismissal,
    Evaluation,
    Payment,
    Procedure,
    Training,
    Village,
)
from ..values import squash
from .headers import Header, find_header
from .words import Aliases

_OURS = re.compile(r"(?:核对结果|生成台账|总览|说明)(?:\(\d+\))?")
_WHEN = re.compile(r"\(.*?\)|[0-9]+(?:年度?|月份?|季度)?|[-_.]")

# A sheet with a name of its own is of one of these kinds when its header has every field of the first group and two of
# the second: those no other kind has. A roster may have some of them too, so the more fields decide.
_BY_HEADER: dict[type[Row], tuple[tuple[str, ...], tuple[str, ...]]] = {
    Village: (("village",), ("labour_ordinary", "labour_skilled", "labour_weak", "labour_total", "quota", "posts_set")),
    Payment: (
        ("name",),
        ("pay_month", "base_pay", "merit_pay", "other_amount", "amount", "days_required", "days_actual", "receipt"),
    ),
    Evaluation: (("name",), ("eval_year", "eval_date", "eval_grade", "eval_clients", "satisfaction", "skill_ok")),
    Training: (("name",), ("training_date", "training_kind", "training_topics")),
    Procedure: (
        ("name",),
        ("apply_date", "check_date", "council_date", "village_pub_start", "town_review_date", "town_pub_start",
         "county_file_date", "council_agree"),
    ),
    Dismissal: (("name",), ("dismiss_date", "dismiss_code", "dismiss_evidence", "dismiss_steps")),
    Disclosure: (
        ("village",),
        ("publish_date", "publish_duties", "publish_names", "publish_pay", "publish_method", "publish_phone"),
    ),
}  # fmt: skip
_PERSON = ("name", "id_number")
# What only a roster says of a person; every list may have sex, phone or bank.
_ROSTER = frozenset((
    "service_village", "education", "hukou_village", "live_village", "is_farmer", "person_class", "priority_class",
    "hiring_body", "post_category", "is_rural_pwp", "onboard_date", "agreement_start", "agreement_end", "is_renewal",
    "status", "leave_date", "leave_reason", "pay_monthly",
))  # fmt: skip
_LIST = frozenset(("name", "id_number", "number", "remark"))


def ours(sheet: str) -> bool:
    """Is it one of the sheets the program writes, or the help sheet?"""
    return _OURS.fullmatch(squash(sheet)) is not None


def by_name(sheet: str) -> type[Row] | None:
    """The kind a sheet's name says: the standard name, an alias, or either with a year or month.

    >>> by_name("2024年度考核表"), by_name("巴彦镇")
    (<class 'xgy_excel.rows.Evaluation'>, None)
    """
    names = {squash(kind.SHEET): kind for kind in READ}
    aliases = {squash(alias): kind for kind, words in SHEET_ALIASES.items() for alias in words}
    name = squash(sheet)
    dateless = _WHEN.sub("", name)
    return names.get(name) or aliases.get(name) or names.get(dateless) or aliases.get(dateless)


def by_header(grid: Grid, aliases: Aliases) -> Header | str | None:
    """The header of a sheet whose name says nothing; a reason where people are listed in it and it cannot be read."""
    roster = find_header(grid, Coordinator, aliases, named=False)
    people = roster is not None and all(field in roster.columns for field in _PERSON)
    found = [(len(_marks(header)), header) for header in _others(grid, aliases)]
    most = max((marks for marks, _ in found), default=0)
    if roster and people and not roster.export:
        told = len(_ROSTER & roster.columns.keys())
        if told > most or (not found and len(roster.columns.keys() - _LIST) >= 2):
            return roster
    best = [header for marks, header in found if marks == most]
    if len(best) == 1:
        return best[0]
    if not people or (roster and roster.score < 3):
        return None
    return "像是全国系统导出的人口表" if roster and roster.export else "看不出是哪一种表"


def _others(grid: Grid, aliases: Aliases) -> Iterator[Header]:
    for kind, (required, _) in _BY_HEADER.items():
        header = find_header(grid, kind, aliases, named=False)
        if header and all(field in header.columns for field in required) and len(_marks(header)) >= 2:
            yield header


def _marks(header: Header) -> set[str]:
    return set(_BY_HEADER[header.kind][1]) & header.columns.keys()

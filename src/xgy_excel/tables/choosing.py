"""Which sheet is what: by its name, else by its header."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ..cells import text_of
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
from ..values import person_key, squash
from .headers import MOST_COLUMNS, Header, find_header, like_id
from .words import Aliases, header_key

_OURS = re.compile(
    r"(?:核对结果|生成台账|总览|说明|人数核定|人口表对应|合并情况|对应关系|重复人员|续聘核定|政策对比)(?:\(\d+\))?"
)
_COPY = re.compile(r"(.+?)(?:\([0-9]{1,2}\)|-?副本(?:\([0-9]{1,2}\)|[0-9]{1,2})?)")
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
_PERSON_WORDS = frozenset(header_key(word) for name in _PERSON for word in Coordinator.columns()[name].words)
# What only a roster says of a person; every list may have sex, phone or bank.
_ROSTER = frozenset((
    "service_village", "education", "hukou_village", "live_village", "is_farmer", "person_class", "priority_class",
    "hiring_body", "post_category", "is_rural_pwp", "onboard_date", "agreement_start", "agreement_end", "is_renewal",
    "status", "leave_date", "leave_reason", "pay_monthly",
))  # fmt: skip
_POST = _ROSTER & {
    "hiring_body", "post_category", "onboard_date", "agreement_start", "agreement_end", "is_renewal", "status", "leave_date",
    "leave_reason", "pay_monthly",
}  # fmt: skip
_LIST = frozenset(("name", "id_number", "number", "remark"))


def ours(sheet: str) -> bool:
    """Is it one of the sheets the program writes, or the help sheet?"""
    return _OURS.fullmatch(squash(sheet)) is not None


def copied_from(sheet: str, sheets: Collection[str]) -> str:
    """The sheet of the book that this one was copied from, as Excel and WPS name copies; empty when it is none.

    >>> copied_from("花名册 (2)", ["花名册", "花名册 (2)"]), copied_from("花名册（2024）", ["花名册"])
    ('花名册', '')
    """
    found = _COPY.fullmatch(squash(sheet))
    return next((other for other in sheets if found and other != sheet and squash(other) == found[1]), "")


def by_name(sheet: str, more: Iterable[type[Row]] = ()) -> type[Row] | None:
    """The kind a sheet's name says: the standard name, an alias, or either with a year or month.

    `more` are kinds beside those of the roster workbook.

    >>> by_name("2024年度考核表"), by_name("巴彦镇")
    (<class 'xgy_excel.rows.Evaluation'>, None)
    """
    names = {squash(kind.SHEET): kind for kind in (*more, *READ)}
    aliases = {squash(alias): kind for kind, words in SHEET_ALIASES.items() for alias in words}
    name = squash(sheet)
    dateless = _WHEN.sub("", name)
    return names.get(name) or aliases.get(name) or names.get(dateless) or aliases.get(dateless)


@dataclass(frozen=True)
class Undecided:
    """Why a sheet of people that should be read cannot be."""

    why: str


def by_header(grid: Grid, aliases: Aliases) -> Header | Undecided | str | None:
    """The header of a sheet whose name says nothing; a reason where people are listed in it and it is not read."""
    roster = find_header(grid, Coordinator, aliases, named=False)
    people = roster is not None and all(field in roster.columns for field in _PERSON)
    found = [(len(_marks(header)), header) for header in _others(grid, aliases)]
    most = max((marks for marks, _ in found), default=0)
    told = len(_ROSTER & roster.columns.keys()) if roster else 0
    exported = roster is not None and roster.export and len(_POST & roster.columns.keys()) < 2
    if roster and people and not exported and (told > most or (not found and len(roster.columns.keys() - _LIST) >= 2)):
        return roster
    best = [header for marks, header in found if marks == most]
    if len(best) == 1:
        return best[0]
    if roster is None or roster.score < 3:
        return None
    if not people:
        return _without_person(roster, told)
    return "像是全国系统导出的人口表" if exported else "看不出是哪一种表"


def lists_people(grid: Grid) -> bool:
    """Has a column identity numbers in more than one row, whatever its heading?"""
    rows = range(len(grid.rows))
    columns = (grid.column(number, rows) for number in range(1, min(grid.width, MOST_COLUMNS) + 1))
    return any(sum(like_id(v) and person_key(text_of(v)) != "" for v in column) > 1 for column in columns)


def _without_person(roster: Header, told: int) -> Undecided | None:
    """A sheet without a column of names or of IDs that can be read: a roster if it says enough of a post."""
    twice = [text for text in roster.doubled if header_key(text) in _PERSON_WORDS]
    if twice:
        return Undecided(f"“{'”“'.join(twice)}”有不止一列，分不清用哪一列")
    lacking = [Coordinator.columns()[name].header for name in _PERSON if name not in roster.columns]
    return Undecided(f"像是花名册，但没有找到“{'”“'.join(lacking)}”列") if len(lacking) == 1 and told >= 4 else None


def _others(grid: Grid, aliases: Aliases) -> Iterator[Header]:
    for kind, (required, _) in _BY_HEADER.items():
        header = find_header(grid, kind, aliases, named=False)
        if header and all(field in header.columns for field in required) and len(_marks(header)) >= 2:
            yield header


def _marks(header: Header) -> set[str]:
    return set(_BY_HEADER[header.kind][1]) & header.columns.keys()

"""What a row of an export answers to the questions of Article 4: village, household, labour class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..core import Law
from ..law.counting import (
    ORDINARY,
    SKILLED,
    UNABLE,
    WEAK,
    Household,
    covered,
    enjoys_policy,
    is_gone,
    is_monitored,
    is_poor,
    is_removed,
    labour_class,
)
from ..values import squash
from .kinds import MONITORED, POOR
from .places import Places
from .reading import Export, Said

_NOT_AT_SCHOOL = ("非", "不", "无", "辍", "失学", "毕业", "学龄前")


class Answers(NamedTuple):
    """Numbers, so that many rows are put together quickly."""

    spot: int  # the village; -1: none is written
    cover: int  # 0 not covered, 1 undecided, 2 covered
    ordinary: bool
    skilled: bool
    weak: bool
    unable: bool
    student: bool
    there: bool  # in the register: neither 自然减少 nor 注销


def lists_enjoying(exports: Sequence[Export]) -> bool:
    """Does one of them list the 脱贫户 that enjoy the policies, so that who is missing there does not?"""
    lists = (export for export in exports if export.kind.name != MONITORED)
    return any(e.kind.enjoys or any(enjoys_policy(said.policy_enjoyed) for said in e.sayings) for e in lists)


def answers_of(said: Said, export: Export, places: Places, law: Law, *, listed: bool) -> Answers:
    cover = covered(household_of(said, export, listed=listed), law)
    skill, school = labour_class(said.labour_skill), squash(said.school_status)
    return Answers(
        spot=places.number(said.township, said.village),
        cover=1 if cover is None else 2 * cover,
        ordinary=skill == ORDINARY,
        skilled=skill == SKILLED,
        weak=skill == WEAK,
        unable=skill == UNABLE,
        student=bool(school) and not any(word in school for word in _NOT_AT_SCHOOL),
        there=not is_gone(said.record_status),
    )


def household_of(said: Said, export: Export, *, listed: bool) -> Household:
    """What a row says of the household; where its cells are silent, what the file says of all its rows.

    `listed`: another file lists who enjoys the policies, so a row that does not say it adds nothing to that.
    """
    kind = export.kind
    poor, monitored = is_poor(said.household_type, said.monitor_type), is_monitored(said.monitor_type)
    enjoys, removed = enjoys_policy(said.policy_enjoyed), is_removed(said.risk_removed)
    if kind.name == POOR and poor is None and not squash(said.household_type):
        poor = True
    if kind.name == MONITORED:
        monitored = True
    if enjoys is None:
        enjoys = False if listed and kind.name != POOR else kind.enjoys
    return Household(poor, enjoys, monitored, kind.removed if removed is None else removed)

"""What a row of an export answers to the questions of Article 4: village, household, labour class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..law.counting import (
    ORDINARY,
    SKILLED,
    UNABLE,
    WEAK,
    Household,
    enjoys_policy,
    is_gone,
    is_monitored,
    is_poor,
    is_removed,
    labour_class,
)
from ..values import squash
from .kinds import MONITORED, POOR, Kind
from .places import Places
from .reading import Export, Said

_NOT_AT_SCHOOL = ("非", "不", "无", "辍", "失学", "毕业", "学龄前")


class Facts(NamedTuple):
    """What is stated of a household, by a row or by all rows of a person. Yes and no at once: they contradict each other.

    What merely follows from a file a person is missing in is no statement.
    """

    poor: bool
    not_poor: bool
    enjoys: bool
    not_enjoys: bool
    enjoys_unsaid: bool  # in a file of 脱贫户 that does not tell
    monitored: bool
    perhaps_monitored: bool
    removed: bool
    not_removed: bool

    @property
    def disputed(self) -> bool:
        return (self.poor and self.not_poor) or (self.enjoys and self.not_enjoys) or (self.removed and self.not_removed)


class Answers(NamedTuple):
    """The other answers: numbers, so that many rows are put together quickly."""

    spot: int  # the village; below 0: none is written
    ordinary: bool
    skilled: bool
    weak: bool
    unable: bool
    student: bool
    there: bool  # in the register
    gone: bool  # 自然减少 or 注销


def lists_enjoying(exports: Sequence[Export]) -> bool:
    """Does one of them list the 脱贫户 that enjoy the policies, so that who is missing there does not?"""
    lists = (export for export in exports if export.kind.name != MONITORED)
    return any(e.kind.enjoys or any(enjoys_policy(said.policy_enjoyed) for said in e.sayings) for e in lists)


def answers_of(said: Said, places: Places) -> Answers:
    skill, school = labour_class(said.labour_skill), squash(said.school_status)
    gone = is_gone(said.record_status)
    return Answers(
        spot=places.number(said.township, said.village),
        ordinary=skill == ORDINARY,
        skilled=skill == SKILLED,
        weak=skill == WEAK,
        unable=skill == UNABLE,
        student=bool(school) and not any(word in school for word in _NOT_AT_SCHOOL),
        there=not gone,
        gone=gone,
    )


def facts_of(said: Said, kind: Kind) -> Facts:
    """What a row states of the household, by its cells and by what its file says of all its rows."""
    poor, monitored = is_poor(said.household_type, said.monitor_type), is_monitored(said.monitor_type)
    told = kind.name == POOR and (poor is not None or not squash(said.household_type))  # by the file, that it is 脱贫户
    enjoys = _stated(enjoys_policy(said.policy_enjoyed), kind.enjoys)
    if kind.name == MONITORED:
        denied = monitored is False and squash(said.monitor_type).strip("-/—")
        monitored = None if denied else True
    removed = (False, False) if monitored is False else _stated(is_removed(said.risk_removed), kind.removed)
    return Facts(
        *_stated(poor, True if told else None),
        *enjoys,
        kind.name == POOR and not any(enjoys),
        monitored is True,
        monitored is None,
        *removed,
    )


def _stated(cell: bool | None, file: bool | None) -> tuple[bool, bool]:
    """Is yes stated, is no?"""
    return True in (cell, file), False in (cell, file)


def household_of(facts: Facts, *, listed: bool) -> Household:
    """The household of a person by all that is stated of it; None where that is nothing, or contradicts itself.

    `listed`: a file lists who enjoys the policies, so whoever nothing states it of does not.
    """
    enjoys = _one(facts.enjoys, facts.not_enjoys)
    if listed and not (facts.enjoys or facts.not_enjoys or facts.enjoys_unsaid):
        enjoys = False
    return Household(
        poor=_one(facts.poor, facts.not_poor),
        enjoys=enjoys,
        monitored=facts.monitored or (None if facts.perhaps_monitored else False),
        removed=_one(facts.removed, facts.not_removed),
    )


def _one(yes: bool, no: bool) -> bool | None:
    return None if yes == no else yes


def against_file(export: Export) -> int:
    """The rows whose cells contradict what the file says of all its rows."""
    kind = export.kind
    stated = [facts_of(said, kind) for said in export.sayings]
    against = [f.disputed or (kind.name == MONITORED and f.perhaps_monitored) for f in stated]
    return sum(against[number] for number in export.said)

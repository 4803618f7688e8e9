"""Who left and who came for them: the changes of people that Article 8 wants reported."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date

from ..law.dismissal.grounds import leaving_kind
from ..law.procedure.selection import selection_of
from ..records import Records, status_of
from ..rows import Coordinator
from ..values import id_head, village_key
from .leaving import last_day

REPLACED, OTHER = "补缺", "变动"


@dataclass(frozen=True)
class Change:
    """One change: its kind and day, who left and who came, as far as there is either."""

    kind: str
    day: date | None
    left: Coordinator | None = None
    came: Coordinator | None = None


def change_of(row: Coordinator, records: Records) -> Change | None:
    """The change a person stands for: a leaving, the filling of a post, or what 选聘程序 notes as a change."""
    left, came = _pairs(records).get(id(row), (None, None))
    if status_of(row) == "离岗":
        return Change(leaving_kind(row, records), last_day(row, records), row, came if left is row else None)
    selection = selection_of(row, records)
    if selection is None or not (selection.change_date or selection.is_replacement):
        return None
    kind = REPLACED if selection.is_replacement else OTHER
    return Change(kind, selection.change_date or row.onboard_date, left, row)


def _pairs(records: Records) -> dict[int, tuple[Coordinator, Coordinator]]:
    return records.remember("who came for whom", lambda: dict(_paired(records)))


def _paired(records: Records) -> Iterator[tuple[int, tuple[Coordinator, Coordinator]]]:
    """Who left and who came for them, under either of both.

    In each village those who left, in the order of their days, each with the next who came after.
    """
    villages: dict[Hashable, list[Coordinator]] = {}
    for row in records.of(Coordinator):
        village = records.village(row.service_village, row.township)
        villages.setdefault(id(village) if village else village_key(row.service_village), []).append(row)
    for people in villages.values():
        taken: set[int] = set()
        for left in sorted((one for one in people if status_of(one) == "离岗" and one.leave_date), key=_left):
            after = [one for one in people if id(one) not in taken and _came_for(one, left, records)]
            if came := min(after, key=_began, default=None):
                taken.add(id(came))
                yield id(left), (left, came)
                yield id(came), (left, came)


def _left(row: Coordinator) -> date:
    return row.leave_date or date.max


def _began(row: Coordinator) -> date:
    return row.onboard_date or date.max


def _came_for(row: Coordinator, left: Coordinator, records: Records) -> bool:
    """Did somebody of the village come after another had left, to take the post: begun since, or waiting to begin?"""
    selection = selection_of(row, records)
    if id_head(row.id_number) == id_head(left.id_number) or (selection and selection.is_replacement is False):
        return False
    return row.onboard_date > _left(left) if row.onboard_date else status_of(row) == "待上岗"

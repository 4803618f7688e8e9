"""Which selection (Article 8) stands behind a row of the roster or an agreement, and which agreements are renewals."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from ...core import Row
from ...records import Records
from ...rows import Agreement, Coordinator, Procedure
from ...values import squash

# The days of a selection in the order of Article 8.
STEP_DAYS = (
    "notice_date", "apply_date", "check_date", "council_date", "village_pub_start", "village_pub_end",
    "town_review_date", "town_pub_start", "town_pub_end", "county_file_date",
)  # fmt: skip


def on_day(name: str) -> Callable[[Procedure, Records], date | None]:
    """The day a step is judged on: the one it records in this field."""

    def day(row: Procedure, records: Records) -> date | None:
        found: date | None = getattr(row, name)
        return found

    return day


def first_day(row: Procedure) -> date | None:
    """The earliest day the row records."""
    return min((day for name in STEP_DAYS if (day := getattr(row, name))), default=None)


def began(row: Row, records: Records) -> date | None:
    """The day a selection began: on an earlier day nothing can be asked of it."""
    return first_day(row) if isinstance(row, Procedure) else None


def selection_of(row: Coordinator | Agreement, records: Records) -> Procedure | None:
    """The selection that led to a post or an agreement: the person's last one for the village that began before it.

    Where none began before, the first one recorded; None when the sheet has no row of the person for the village.
    """
    town = row.township if isinstance(row, Coordinator) else None
    rows = [
        p
        for p in records.of_person(Procedure, row.id_number)
        if not (p.service_village and row.service_village)
        or records.same_village(p.service_village, row.service_village, town)
    ]
    began = row.agreement_start or (row.onboard_date if isinstance(row, Coordinator) else None)
    in_order = sorted(rows, key=lambda p: first_day(p) or date.max)
    before = [p for p in in_order if began and (first_day(p) or date.max) <= began]
    return before[-1] if before else next(iter(in_order), None)


def is_renewal(row: Coordinator, records: Records) -> bool:
    """Is the agreement of the row a renewal: the roster says so, or an earlier agreement of the person is known?

    >>> is_renewal(Coordinator(is_renewal=True), Records()), is_renewal(Coordinator(), Records())
    (True, False)
    """
    if row.is_renewal:
        return True
    starts = [day for one in records.agreements(row.id_number) if one is not row and (day := one.agreement_start)]
    if row.agreement_start is None:
        return len(starts) > 1  # one of them may be the row's own
    return any(day < row.agreement_start for day in starts)


_NO = re.compile(
    "不(符合|合格|通过|同意|予|具备|成立|可|行)|未(通过|获|能|予|同意|备案)|没有?(通过|同意|符合|获|备案)|^(不|未|否|无|反对)"
)
_NONE_UNFIT = re.compile("^(经[^不]{0,6})?(没有|无|未发现)不(符合|合格)[^,。;]*")
_OPEN = re.compile(
    "(?<!大)部分|有条件|基本(?!条件)|拟(同意|通过|备案|符合)|(?<!优)待(?!遇)|缺(?!席)|暂(?!住)"
)  # not yet a yes
_YES = re.compile("符合|合格|通过|同意|^(是|准予|予以|已备案|备案)")


def favourable(conclusion: str | None) -> bool | None:
    """Does a conclusion of a step say yes or no? None when it is empty, says neither, or says yes with a reserve.

    >>> [favourable(text) for text in ("符合", "经审核，同意", "不予备案", "没有通过", "待定", "部分符合")]
    [True, True, False, False, None, None]
    """
    text = _NONE_UNFIT.sub("", squash(conclusion or ""))
    if _NO.search(text):
        return False
    if _OPEN.search(text):
        return None
    return True if _YES.search(text) else None

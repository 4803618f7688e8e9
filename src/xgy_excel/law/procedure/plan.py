"""The notice that issues the regulation, part two: the county's plan, and first selections done by the end of June 2022."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...core import REGULATION, Answer, Cite, Law, Param, Rule, Severity, hint
from ...records import Records
from ...rows import Procedure
from ..params import text
from .selection import began, on_day

NOTICE = Cite("通知二")
PLAN = Param("选聘方案文号", text, None, "文号", "公告与协议中的“依据”", NOTICE)
PARAMS = (PLAN,)

_FIRST_BY = date(2022, 6, 30)


def no_plan(_: None, records: Records, law: Law) -> Iterator[Answer]:
    if law.get(PLAN) is None:
        yield Answer(Severity.HINT, {"参数": PLAN.name}, once=True)


def first_selection_late(row: Procedure, records: Records, law: Law) -> Iterator[Answer]:
    """The first selection of a village under the regulation, if it was in 2022."""
    filed, pack = row.county_file_date, law.pack
    if filed is None or row.is_replacement or pack is None or REGULATION not in (pack.name, pack.doc_no):
        return
    if filed.year == _FIRST_BY.year and filed > _FIRST_BY and _first_of_village(row, records):
        yield hint(日期=filed)


def _first_of_village(row: Procedure, records: Records) -> bool:
    firsts = records.remember("first filings", lambda: _first_filings(records))
    return firsts.get(records.canonical(row.service_village)) is row


def _first_filings(records: Records) -> dict[str, Procedure]:
    """The selection filed first in each village."""
    filed = [p for p in records.of(Procedure) if p.county_file_date]
    firsts: dict[str, Procedure] = {}
    for row in sorted(filed, key=lambda p: p.county_file_date or date.max):
        firsts.setdefault(records.canonical(row.service_village), row)
    return firsts


S0 = Rule(
    code="S0",
    title="县选聘方案",
    cite=NOTICE,
    severities=(Severity.HINT,),
    about=(),
    ask=no_plan,
    field="",
    logic="参数“选聘方案文号”未填写",
    message="【通知二】未登记本县协管员选聘工作方案文号，公告与协议中的“依据”将留空。",
    remedy="在参数表填写方案文号和日期。",
    params=(PLAN,),
)
S13 = Rule(
    code="S13",
    title="首次选聘期限",
    cite=NOTICE,
    severities=(Severity.HINT,),
    about=(Procedure,),
    ask=first_selection_late,
    field="county_file_date",
    logic="2022年按内乡振发〔2022〕10号进行的本村首次选聘，备案晚于2022年6月30日；只用于核查历史",
    message="【通知二】初次选聘完成于{日期}，晚于2022年6月底。",
    remedy="留存说明材料即可。",
    needs=("county_file_date",),
    day=on_day("county_file_date"),
    since=began,
)

RULES = (S0, S13)

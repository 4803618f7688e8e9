"""Article 8, filing: a selection with the county before the person takes up the post, a change with three departments.

及时 has no number: the limit in working days is the county's, and lateness is a hint unless the county says more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from ...core import Answer, Cite, Law, Param, Rule, Severity, error, hint, missing, unknown, unset
from ...records import Records, on_post, status_of
from ...rows import Coordinator, Procedure
from ..params import one_of, whole
from .publicity import ART8, still_up
from .selection import began, favourable, is_renewal, selection_of
from .steps import UNCLEAR, UNCLEAR_REMEDY
from .workdays import unpublished, weekdays, workdays

LIMIT = Param("变动备案时限", whole, "10", "个工作日", "“及时”没有天数", Cite("第八条", in_text=False))
LATE_LEVEL = Param(
    "变动备案超期级别",
    one_of("提示", "待核", "错误"),
    "提示",
    "提示 | 待核 | 错误",
    "“及时”没有天数，超期默认只提示",
    Cite("第八条", in_text=False),
)
PARAMS = (LIMIT, LATE_LEVEL)

_LEVELS = {"提示": hint, "待核": unknown, "错误": error}
_DEPARTMENTS: Mapping[str, str] = {"filed_revitalisation": "乡村振兴", "filed_hr": "人社", "filed_finance": "财政"}
_ONE_DAY = timedelta(days=1)


def unfiled(row: Procedure | Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    if isinstance(row, Coordinator):
        yield from _without_selection(row, records, law)
    elif favourable(row.county_file_result) is False:
        yield error("否", "county_file_result", v=row.county_file_result)
    elif row.county_file_date is None:
        yield unknown()
    elif row.county_file_result is None and row.has("county_file_result"):
        yield missing("county_file_result")
    elif row.county_file_result and favourable(row.county_file_result) is None:
        yield unknown("不明", "county_file_result", v=row.county_file_result)
    elif still_up(row.town_pub_end, law):
        yield unknown("公示未满", 公示="乡镇", 止=row.town_pub_end)
    elif still_up(row.village_pub_end, law):
        yield unknown("公示未满", 公示="村级", 止=row.village_pub_end)


def _without_selection(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    """A first agreement with no line in 选聘程序: said once for all steps, here."""
    wanted = on_post(row, law.checked) or status_of(row) == "待上岗"
    if wanted and not is_renewal(row, records) and selection_of(row, records) is None:
        yield unknown("无登记", "name") if row.id_number else missing("id_number")


def _filed_on(row: Procedure | Coordinator, records: Records) -> date | None:
    return row.county_file_date if isinstance(row, Procedure) else row.agreement_start or row.onboard_date


# -- changes ------------------------------------------------------------------------------------------


def change_unfiled(row: Procedure | Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    """A change stands in 选聘程序; a person who left without one there is told at the roster."""
    chain = row if isinstance(row, Procedure) else selection_of(row, records)
    if isinstance(row, Coordinator) and (
        (chain and chain.change_date) or not records.has(Procedure, "change_file_date")
    ):
        return
    changed = _changed_on(row, records)
    if changed is None:
        if isinstance(row, Coordinator) and status_of(row) == "离岗":
            yield missing("leave_date")
    elif changed <= law.checked:
        yield from _late(changed, chain, {"变动": _kind(row, records), "日期": changed}, law)


def _changed_on(row: Procedure | Coordinator, records: Records) -> date | None:
    return row.change_date if isinstance(row, Procedure) else row.leave_date


def _kind(row: Procedure | Coordinator, records: Records) -> str:
    people = [row] if isinstance(row, Coordinator) else records.of_person(Coordinator, row.id_number)
    if any(status_of(person) == "离岗" for person in people):
        return "离岗"
    return "补缺" if isinstance(row, Procedure) and row.is_replacement else "变动"


def _late(changed: date, chain: Procedure | None, facts: dict[str, Any], law: Law) -> Iterator[Answer]:
    limit, level = law.get(LIMIT), law.get(LATE_LEVEL)
    filed = chain.change_file_date if chain else None
    if limit is None or level is None:
        yield unset(LIMIT if limit is None else LATE_LEVEL)
        return
    until = filed or law.checked
    days = workdays(changed + _ONE_DAY, until, law)
    in_time_anyway = filed is not None and (filed - changed).days <= limit
    if days is None and not in_time_anyway:
        guess = weekdays(changed + _ONE_DAY, until)
        yield unknown("推算", **facts, d=guess, 年=unpublished(changed, until, law))
    elif filed and days is not None and days > limit:
        yield _LEVELS[level](**facts, d=days, D=limit)
    elif not filed and days is not None:
        late = days > limit
        departments = "、".join(_DEPARTMENTS.values())
        yield unknown("未报", **facts, d=days, 部门=departments) if late else hint("时限内", **facts, 余=limit - days)
    if chain and filed and (lacking := _lacking(chain)):
        since = workdays(changed + _ONE_DAY, law.checked, law)
        yield unknown("缺部门" if since is None else "未报", **facts, d=since, 部门=lacking)


def _lacking(chain: Procedure) -> str:
    """The departments not ticked; without any tick and without the columns the day stands for all three."""
    ticks = {name: getattr(chain, name) for name in _DEPARTMENTS}
    if all(tick is None for tick in ticks.values()) and not ticks.keys() & chain.place.columns.keys():
        return ""
    return "、".join(_DEPARTMENTS[name] for name, tick in ticks.items() if not tick)


_rule = partial(Rule, cite=ART8, about=(Procedure, Coordinator), sheets=(Procedure,), since=began)

S8 = _rule(
    code="S8",
    title="旗县备案",
    severities=(Severity.UNKNOWN, Severity.ERROR),
    ask=unfiled,
    field="county_file_date",
    logic="备案结论为不予备案，为错误；备案日期或结论未填、公示尚未期满，或首次聘用的在岗人员在选聘程序表中没有登记，为待核",
    message="【第八条·备案】{对象}尚未登记旗县备案日期，不能确定上岗。",
    wordings={
        **UNCLEAR,
        "否": "【第八条·备案】{对象}旗县备案结论为“{v}”。",
        "公示未满": "【第八条·备案】{对象}{公示}公示至{止}尚未期满，不能认定备案完成。",
        "无登记": "【第八条·备案】{对象}尚未登记旗县备案日期，不能确定上岗；选聘程序表没有此人，书面申请等步骤也无从核对。",
    },
    remedy="报旗县备案后登记日期；不予备案的不得上岗。",
    remedies={
        **UNCLEAR_REMEDY,
        "公示未满": "公示期满后再报旗县备案。",
        "无登记": "在“选聘程序”表补登此人从公开条件到旗县备案的各步；属续聘的在“是否续聘”填“是”。",
    },
    needs=("county_file_date",),
    day=_filed_on,
)
S11 = _rule(
    code="S11",
    title="变动备案",
    severities=(Severity.HINT, Severity.UNKNOWN, Severity.ERROR),
    ask=change_unfiled,
    field="change_file_date",
    logic="变动次日起至备案日超过时限的，按超期级别；未备案而已过时限，或三部门有未勾选的，为待核；未备案而在时限内为提示",
    message="【第八条·变动备案】{对象}{变动}于{日期}，{d}个工作日后才备案（本县时限{D}个工作日）。",
    wordings={
        "未报": "【第八条·变动备案】{对象}{变动}于{日期}，已{d}个工作日，未登记{部门}备案。",
        "缺部门": "【第八条·变动备案】{对象}{变动}于{日期}，未登记{部门}备案。",
        "时限内": "【第八条·变动备案】{对象}{变动}于{日期}，尚未备案，还剩{余}个工作日。",
        "推算": "【第八条·变动备案】{对象}{变动}于{日期}，{年}年节假日安排未收录，按周末推算为{d}个工作日，请核对。",
    },
    remedy="立即报乡村振兴、人社、财政三部门备案并登记日期。",
    remedies={"推算": "在“节假日”表补录该年全年的放假和调休安排后重新校验。"},
    params=(LIMIT, LATE_LEVEL),
    needs=("change_file_date",),
    day=_changed_on,
)

RULES = (S8, S11)

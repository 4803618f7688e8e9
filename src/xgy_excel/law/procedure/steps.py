"""Article 8, the steps of one selection: notice, application, check, council, review, objections.

The chain belongs to one selection of one person; a renewal does not repeat it. The lists that hang out stand in
publicity.py, filing with the county in filing.py, the chain as a whole in chain.py, the county's plan in plan.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from ...core import Answer, Cite, Law, Param, Rule, Severity, error, hint, missing, unknown
from ...records import Records
from ...rows import Procedure
from ...values import squash
from ..params import one_of
from .publicity import ART8, publicity_days, still_up
from .selection import began, favourable, on_day
from .selection import selection_of as of

__all__ = ["PARAMS", "RULES", "of", "publicity_days"]
Question = Callable[[Procedure, Records, Law], Iterator[Answer]]

COUNCIL_CHECK = Param(
    "评议人数核对",
    one_of("关", "提示"),
    "提示",
    "关 | 提示",
    "到会和同意人数出自村民委员会组织法，不是办法的要求",
    Cite("村民委员会组织法", in_text=False),
)
PARAMS = (COUNCIL_CHECK,)


def not_made_public(row: Procedure, records: Records, law: Law) -> Iterator[Answer]:
    names = [name for name in ("notice_date", "notice_form") if getattr(row, name) is None]
    unread = row.unread.get("notice_date")
    said = {squash(text) for text in (row.notice_form, unread.text if unread else None) if text}
    place = row.service_village or row.subject
    if said & {"未公开", "没有公开", "不公开", "否", "无"}:
        yield error("未公开", "notice_form", 村=place)
    elif names:
        lacking = "、".join(Procedure.columns()[name].header for name in names)
        yield unknown("", names[0], 村=place, 缺项=lacking)


def unwritten(row: Procedure, records: Records, law: Law) -> Iterator[Answer]:
    if row.apply_written is False:
        yield error()
    else:
        yield from (missing(name) for name in ("apply_written", "apply_date") if getattr(row, name) is None)


def step(day_field: str, result_field: str) -> Question:
    """The question of a step that has a day and a conclusion."""

    def ask(row: Procedure, records: Records, law: Law) -> Iterator[Answer]:
        result: str | None = getattr(row, result_field)
        verdict = favourable(result)
        if verdict is False:
            yield error(field=result_field, v=result)
            return
        yield from (missing(name) for name in (day_field, result_field) if getattr(row, name) is None)
        if result is not None and verdict is None:
            yield unknown("不明", result_field, v=result)

    return ask


_council = step("council_date", "council_result")
_review = step("town_review_date", "town_review_result")


def council(row: Procedure, records: Records, law: Law) -> Iterator[Answer]:
    """Without a column 评议结论, the day and the votes decide."""
    if row.has("council_result"):
        yield from _council(row, records, law)
    elif row.council_agree == 0:
        yield error(v="同意0人", field="council_agree")
    else:
        yield from (missing(name) for name in ("council_date", "council_agree") if getattr(row, name) is None)


def too_few_voices(row: Procedure, records: Records, law: Law) -> Iterator[Answer]:
    should, present, agree = row.council_should, row.council_present, row.council_agree
    if should is None or present is None or agree is None or law.get(COUNCIL_CHECK) != "提示":
        return
    facts: dict[str, Any] = {"村": row.service_village or row.subject, "a": should, "b": present, "c": agree}
    if present > should or agree > present:
        yield unknown("矛盾", **facts)
    elif 3 * present < 2 * should or 2 * agree <= present:
        yield hint(**facts)


def town_review(row: Procedure, records: Records, law: Law) -> Iterator[Answer]:
    answers = tuple(_review(row, records, law))
    yield from answers
    if not answers and still_up(row.village_pub_end, law):
        yield unknown("公示未满", "town_review_date", 公示="村级", 止=row.village_pub_end)


_UPHELD = re.compile("成立|属实|查实")
_REJECTED = re.compile(
    "不成立|不属实|[不失]实|未查实|查无|不存在|与事实不符|[无没]有?(此事|问题|依据)|撤回|不影响|(?<!不)符合(条件|规定|要求)"
)


def objections(row: Procedure, records: Records, law: Law) -> Iterator[Answer]:
    result, count = squash(row.objection_result or ""), row.objection_count
    upheld = _UPHELD.search(_REJECTED.sub("", result))
    if count is None:
        yield missing("objection_count")
    elif count > 0 and not result:
        yield unknown("", "objection_result", n=count)
    elif upheld and (favourable(row.check_result) or favourable(row.town_review_result)):
        yield unknown("成立", "objection_result")
    elif count > 0 and result in ("无异议", "没有异议"):
        yield unknown("不符", "objection_result", n=count, v=row.objection_result)
    elif count > 0 and not upheld and not _REJECTED.search(result):
        yield unknown("不明", "objection_result", v=row.objection_result)


UNCLEAR: Mapping[str, str] = {"不明": "【第八条·程序】{对象}“{字段}”写作“{v}”，看不出是否通过。"}
UNCLEAR_REMEDY: Mapping[str, str] = {"不明": "按下拉选项重新填写结论。"}
_rule = partial(Rule, cite=ART8, about=(Procedure,), severities=(Severity.ERROR, Severity.UNKNOWN), since=began)

S1 = _rule(
    code="S1",
    title="公开选聘条件",
    severities=(Severity.UNKNOWN, Severity.ERROR),
    ask=not_made_public,
    field="notice_date",
    logic="公开日期、公开形式缺一项为待核；写明未公开为错误",
    message="【第八条·公开条件】{村}缺选聘条件公开记录（{缺项}）。",
    wordings={"未公开": "【第八条·公开条件】{村}登记为未公开选聘条件。"},
    remedy="补填公开形式和日期；未公开的应先公开再受理申请。",
    needs=("notice_date", "notice_form"),
    day=on_day("notice_date"),
)
S2 = _rule(
    code="S2",
    title="书面申请",
    ask=unwritten,
    field="apply_written",
    logic="是否书面申请为“否”；是否或日期未填为待核。组织推荐不能代替本人书面申请",
    message="【第八条·书面申请】{对象}登记为无书面申请。",
    remedy="由本人补交书面申请；不愿申请的不得选聘。",
    needs=("apply_written", "apply_date"),
    day=on_day("apply_date"),
)
S3 = _rule(
    code="S3",
    title="两委核查",
    ask=step("check_date", "check_result"),
    field="check_result",
    logic="核查结论为不符合；日期或结论未填为待核",
    message="【第八条·两委核查】{对象}核查结论为“{v}”，不能进入评议。",
    wordings=UNCLEAR,
    remedies=UNCLEAR_REMEDY,
    remedy="更正结论并说明依据，或终止本次选聘。",
    needs=("check_date", "check_result"),
    day=on_day("check_date"),
)
S4 = _rule(
    code="S4",
    title="村民代表会议评议",
    ask=council,
    field="council_result",
    logic="评议结论为未通过；日期或结论未填为待核。没有评议结论列的，看评议日期和同意人数，0人为错误",
    message="【第八条·评议】{对象}村民代表会议评议结论为“{v}”。",
    wordings=UNCLEAR,
    remedies=UNCLEAR_REMEDY,
    remedy="评议未通过的不得选聘；如录入有误请更正。",
    needs=("council_date",),
    day=on_day("council_date"),
)
S4B = _rule(
    code="S4b",
    title="评议人数",
    cite=Cite("村民委员会组织法", in_text=False),
    severities=(Severity.HINT, Severity.UNKNOWN),
    ask=too_few_voices,
    field="council_agree",
    logic="三个人数都填写时：实到不足应到的三分之二，或同意不过实到的半数，为提示；人数前后矛盾为待核",
    message="【评议人数】{村}应到{a}人、实到{b}人、同意{c}人，未达到三分之二到会或到会过半数同意。",
    wordings={"矛盾": "【评议人数】{村}应到{a}人、实到{b}人、同意{c}人，人数前后矛盾。"},
    remedy="核对会议记录；确未达到的建议重新召开。",
    remedies={"矛盾": "核对会议记录后更正人数。"},
    params=(COUNCIL_CHECK,),
    needs=("council_should", "council_present", "council_agree"),
    day=on_day("council_date"),
)
S6 = _rule(
    code="S6",
    title="苏木乡镇审核",
    ask=town_review,
    field="town_review_result",
    logic="审核结论为不同意；日期或结论未填，或村级公示尚未期满，为待核",
    message="【第八条·乡镇审核】{对象}苏木乡镇审核结论为“{v}”。",
    wordings={**UNCLEAR, "公示未满": "【第八条·乡镇审核】{对象}{公示}公示至{止}尚未期满，不能认定审核完成。"},
    remedy="按审核意见补充材料后重新报审，或终止选聘。",
    remedies={**UNCLEAR_REMEDY, "公示未满": "公示期满后再审核。"},
    needs=("town_review_date", "town_review_result"),
    day=on_day("town_review_date"),
)
S10 = _rule(
    code="S10",
    title="公示异议",
    cite=Cite("第八条", in_text=False),
    severities=(Severity.UNKNOWN,),
    ask=objections,
    field="objection_count",
    logic="异议件数未填，有异议而未登记处理结果、看不出是否成立，或异议成立而核查、审核结论未改；如何处理办法未规定",
    message="【第八条·异议】{对象}公示期收到异议{n}件，未登记处理结果。",
    wordings={
        "成立": "【第八条·异议】{对象}异议成立，但核查或审核结论仍为符合、同意。",
        "不符": "【第八条·异议】{对象}公示期收到异议{n}件，处理结果却填“{v}”。",
        "不明": "【第八条·异议】{对象}异议处理结果写作“{v}”，看不出异议是否成立。",
    },
    remedy="调查处理并登记结果后再进入下一步。",
    remedies={"不明": "写明异议成立或不成立；还在处理的，办结前不进入下一步。"},
    needs=("objection_count", "objection_result"),
    day=on_day("village_pub_end"),
)

RULES = (S1, S2, S3, S4, S4B, S6, S10)

"""Article 14, cases 1 to 7: what shows that the case is given.

The article names no evidence; whatever is lacking leaves the case open. All of it may stand in one column 依据材料, which is
read for the words without which it cannot be what the case needs. Only case 3 can contradict the records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from ...core import Answer, Cite, Law, Rule, Severity, error, missing, unknown, unset
from ...records import Records
from ...rows import Coordinator, Dismissal, Evaluation
from ...values import squash
from ..agreement.renewal import PASSING_GRADES, evaluated_year
from ..evaluation.record import year_words
from .grounds import left_on, reason

Question = Callable[[Dismissal, Records, Law], Iterator[Answer]]

_DAY = r"(?:19|20)\d\d(?:[年./-]\d{1,2}|\d{4})"
_APPLIED = re.compile("申请|辞职|辞聘|辞呈")
_DEATH = re.compile("证明|注销|火化|殡葬|医学|死亡登记")
_CLAUSE = re.compile("制度|办法|规定|规章|守则|细则|[0-9一二三四五六七八九十]条|条款")
_NAMED = re.compile("《.*?》|[^，。；、,;]{0,8}(制度|办法|规定|规章|守则|细则)")
_FACTS = re.compile("记录|认定|调查|材料|核实|核查|决定|通报|证明|笔录|检查|签到|考勤|照片|报告|举报|会议")
_JUDGMENT = re.compile(r"(判|裁|刑).*\d+号|刑[初终再].*号")
_DOC_NO = re.compile(r"(?:19|20)\d\d[^0-9]{0,8}\d+号|[^0-9]\d+号")
_MEETING = re.compile("研究|会议|党组|班子|村委会|讨论|表决")
_FORMULA = re.compile("不适宜继续(担任|从事|工作)?(工作|岗位)?的?|其他情形|第?7项?|第?十四条|第?七项?|解聘|解除协议")


def _said(row: Dismissal) -> str:
    return squash(row.dismiss_evidence or "")


def _resigned(row: Dismissal, records: Records) -> bool:
    return bool(row.resign_date or (_APPLIED.search(_said(row)) and re.search(_DAY, _said(row))))


def _died(row: Dismissal, records: Records) -> bool:
    return bool((row.death_date or re.search(_DAY, _said(row))) and _DEATH.search(_said(row)))


def _broke_rules(row: Dismissal, records: Records) -> bool:
    return bool((row.breached_rule or _CLAUSE.search(_said(row))) and _FACTS.search(_NAMED.sub("", _said(row))))


def _convicted(row: Dismissal, records: Records) -> bool:
    return bool(row.judgment_no or _JUDGMENT.search(_said(row)))


def _policy_changed(row: Dismissal, records: Records) -> bool:
    return bool(row.policy_no or _DOC_NO.search(_said(row)))


def _described(row: Dismissal, records: Records) -> bool:
    people = records.about(Coordinator, row)
    texts = (row.dismiss_code, row.dismiss_evidence, *(one.leave_reason for one in people))
    longest = max(len(_FORMULA.sub("", squash(text or ""))) for text in texts)
    met = row.meeting_record or _MEETING.search(_said(row) + squash(row.dismiss_steps or ""))
    return longest >= 10 and bool(met)


def unproved(case: int, proved: Callable[[Dismissal, Records], bool]) -> Question:
    """The question of a case whose evidence may be lacking."""

    def ask(row: Dismissal, records: Records, law: Law) -> Iterator[Answer]:
        if reason(row) == case and not proved(row, records):
            yield unknown()

    return ask


def evaluated_well(row: Dismissal, records: Records, law: Law) -> Iterator[Answer]:
    if reason(row) != 3:
        return
    last = _last(row, records)
    passing = law.get(PASSING_GRADES)
    grades = {squash(one.eval_grade) for one in last if one.eval_grade}
    passed = {squash(word) for word in passing or ()}
    if not last:
        yield unknown("没有") if row.id_number else missing("id_number")
    elif passing is None:
        yield unset(PASSING_GRADES)
    elif not grades:
        yield missing("dismiss_code", 字段=f"{year_words(last[0])}考核的等次")
    elif "不合格" not in grades - passed:
        facts = {"年度": year_words(last[0]), "v": "、".join(sorted(grades))}
        yield error(**facts) if grades <= passed else unknown("基本合格", **facts)


def _last(row: Dismissal, records: Records) -> list[Evaluation]:
    """The last evaluation before the dismissal; all those of its year of which no day says which was the last."""
    until = left_on(row, records) or date.max
    known = [
        one
        for one in records.about(Evaluation, row)
        if (one.eval_date or date(evaluated_year(one) or 1, 1, 1)) <= until
    ]
    if not known:
        return []
    latest = max(map(_of_year, known))
    same = [one for one in known if _of_year(one) == latest]
    if all(one.eval_date for one in same):
        return [max(same, key=lambda one: one.eval_date or date.min)]
    return same


def _of_year(one: Evaluation) -> int:
    return evaluated_year(one) or (one.eval_date.year if one.eval_date else 0)


_rule = partial(
    Rule,
    severities=(Severity.UNKNOWN,),
    about=(Dismissal,),
    field="dismiss_evidence",
    needs=("dismiss_code", "dismiss_evidence"),
    day=left_on,
    since=left_on,
)

X1 = _rule(
    code="X1",
    title="自愿申请",
    cite=Cite("第十四条1"),
    ask=unproved(1, _resigned),
    logic="理由为第1项，没有书面申请日期（单列，或写在依据材料中的申请和日期）",
    message="【第十四条1】{对象}解聘理由为本人自愿申请，缺书面申请日期。",
    remedy="补交并登记本人书面申请。",
)
X2 = _rule(
    code="X2",
    title="死亡",
    cite=Cite("第十四条2"),
    ask=unproved(2, _died),
    logic="理由为第2项，缺死亡日期（单列或写在依据材料中）或证明材料",
    message="【第十四条2】{对象}缺死亡日期或证明材料；不生成解聘通知书，改为生成《终止登记表》。",
    remedy="登记死亡日期和证明名称。",
)
X3 = _rule(
    code="X3",
    title="不能胜任",
    cite=Cite("第十四条3"),
    severities=(Severity.ERROR, Severity.UNKNOWN),
    ask=evaluated_well,
    field="dismiss_code",
    logic="理由为第3项，而解除前最近一次评价在合格等次内为错误；基本合格等其他等次，或没有评价，为待核；不合格为通过",
    message="【第十四条3】{对象}解聘理由为经评价不能胜任，但{年度}评价为“{v}”。",
    wordings={
        "没有": "【第十四条3】{对象}解聘理由为经评价不能胜任，考核表没有解除前的评价记录。",
        "基本合格": "【第十四条3】{对象}解聘理由为经评价不能胜任，{年度}评价为“{v}”，是否属于不能胜任由选聘主体认定。",
    },
    remedy="改用其他情形，或按办法重新评价；不得以此项解聘评价合格人员。",
    remedies={
        "没有": "补登评价结果；没有评价的不得以此项解聘。",
        "基本合格": "由选聘主体按评价办法认定并写入依据材料，或改用其他情形。",
    },
    params=(PASSING_GRADES,),
    needs=("dismiss_code",),
    sheets=(Evaluation,),
)
X4 = _rule(
    code="X4",
    title="严重违反制度",
    cite=Cite("第十四条4"),
    ask=unproved(4, _broke_rules),
    logic="理由为第4项，缺制度条款（单列或写在依据材料中）或事实认定材料",
    message="【第十四条4】{对象}缺所违反的制度条款或事实认定材料。",
    remedy="补填制度名称、条款和认定材料。",
)
X5 = _rule(
    code="X5",
    title="追究刑事责任",
    cite=Cite("第十四条5"),
    ask=unproved(5, _convicted),
    logic="理由为第5项，没有生效裁判文书文号（单列或写在依据材料中）；拘留、立案不是追究刑事责任",
    message="【第十四条5】{对象}缺生效裁判文书文号；仅被拘留或立案的尚不属于本项。",
    remedy="登记生效裁判文书文号，或暂不以本项解聘。",
)
X6 = _rule(
    code="X6",
    title="政策调整",
    cite=Cite("第十四条6"),
    ask=unproved(6, _policy_changed),
    logic="理由为第6项，没有政策文号（单列或写在依据材料中）；人数减少本身不是政策调整",
    message="【第十四条6】{对象}缺减少或取消岗位的政策依据文号。",
    remedy="登记政策文号和核减决定。",
)
X7 = _rule(
    code="X7",
    title="其他情形",
    cite=Cite("第十四条7"),
    ask=unproved(7, _described),
    logic="理由为第7项，具体情形的文字（理由项、依据材料、离岗原因中最长的）不足10个字，或没有集体研究记录",
    message="【第十四条7】{对象}须写明不适宜继续工作的具体情形，并附集体研究记录。",
    remedy="补写情形和会议记录日期。",
)

RULES = (X1, X2, X3, X4, X5, X6, X7)

"""Article 11: training before the post, training in every agreement year, and what it must be about (T).

The text lays the duty on the departments and makes training no condition of the post: what is late or lacking is a hint.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from ..core import Answer, Cite, Law, Param, Rule, Severity, hint, missing, unknown, unset
from ..records import Records, on_post
from ..rows import Agreement, Coordinator, Training
from ..values import squash
from .agreement.terms import DATES, Contract, told_here
from .params import whole

ART11 = Cite("第十一条")
GRACE = Param("岗前培训宽限天数", whole, "0", "天", "岗前培训最晚可在上岗后多少天", Cite("第十一条", in_text=False))
PARAMS = (GRACE,)

# The four subjects of the article, and the words by which a list of topics is seen to cover one.
SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "稳岗就业相关政策": ("政策", "文件"),
    "岗位职责": ("职责", "任务"),
    "工作技能": ("技能", "业务", "操作", "系统", "信息"),
    "绩效管理": ("绩效", "考核", "评价"),
}


def uncovered(topics: str) -> list[str]:
    """The subjects of Article 11 that a list of topics does not cover.

    >>> uncovered("稳岗就业相关政策、岗位职责、工作技能、绩效管理"), uncovered("就业政策解读、系统操作")
    ([], ['岗位职责', '绩效管理'])
    """
    text = squash(topics)
    return [subject for subject, words in SUBJECTS.items() if not any(word in text for word in words)]


def before_post(row: Training) -> bool:
    """Is it training before the post, not in it?"""
    return "岗前" in squash(row.training_kind or "")


def untrained(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    if not on_post(row, law.checked):
        return
    trainings = [one for one in records.about(Training, row) if before_post(one)]
    days = [day for day in (row.training_date, *(one.training_date for one in trainings)) if day]
    grace = law.get(GRACE)
    if not days and not row.id_number and records.has(Training):
        yield missing("id_number")
    elif not days and (trainings or "training_date" in row.unread):
        yield missing("training_date")
    elif not days:
        yield unknown()
    elif row.onboard_date is None:
        yield missing("onboard_date")
    elif grace is None:
        yield unset(GRACE)
    elif (first := min(days)) > row.onboard_date + timedelta(days=grace):
        yield hint("晚", 培训日=first, 上岗日=row.onboard_date)


def _onboard(row: Coordinator, records: Records) -> date | None:
    return row.onboard_date


def no_training(row: Contract, records: Records, law: Law) -> Iterator[Answer]:
    """Only of an agreement that has run its full term; its dates are A3's to ask for."""
    start, end = row.agreement_start, row.agreement_end
    if not (start and end and start <= end < law.checked and law.at(end).governed and told_here(row, records)):
        return
    if isinstance(row, Coordinator) and row.leave_date and row.leave_date < end:
        return
    own = [one for one in records.about(Training, row) if not before_post(one)]
    if any(one.training_date and start <= one.training_date <= end for one in own):
        return
    if not row.id_number:
        yield missing("id_number")
    elif any(one.training_date is None for one in own):
        yield missing("agreement_end", 字段="业务培训的培训日期")
    elif _held(start, end, records):
        yield hint(起=start, 止=end)
    else:
        yield replace(hint("全县", 起=start, 止=end, 表=Training.SHEET), once=True)


def _held(start: date, end: date, records: Records) -> bool:
    """Did anybody have training in these days, other than before the post?"""
    days = records.remember("training days", lambda: _days(records))
    at = bisect_left(days, start)
    return at < len(days) and days[at] <= end


def _days(records: Records) -> list[date]:
    return sorted({one.training_date for one in records.of(Training) if one.training_date and not before_post(one)})


def lacking_topics(row: Training, records: Records, law: Law) -> Iterator[Answer]:
    """Told once for a year, after it has ended, from all that was taught in it."""
    if row.training_date is None:  # K12 and T1 speak of the day
        return
    year = row.training_date.year
    same = records.by(Training, _year).get(year, [row])
    if same[0] is not row or date(year, 12, 31) >= law.checked:
        return
    lacking = uncovered("、".join({one.training_topics for one in same if one.training_topics}))
    empty = sum(one.training_topics is None for one in same)
    facts = {"年度": f"{year}年", "项": "、".join(lacking), "表": Training.SHEET}
    if lacking:
        yield replace(unknown("未填", n=str(empty), **facts) if empty else hint(**facts), once=True)


def _year(row: Training) -> int:
    return row.training_date.year if row.training_date else 0


def _year_end(row: Training, records: Records) -> date | None:
    return date(row.training_date.year, 12, 31) if row.training_date else None


T1 = Rule(
    code="T1",
    title="岗前培训",
    cite=ART11,
    severities=(Severity.UNKNOWN, Severity.HINT),
    about=(Coordinator,),
    ask=untrained,
    field="onboard_date",
    logic="在岗人员没有岗前培训日期（培训表中类别为岗前培训的，或花名册的“岗前培训日期”列）为待核；"
    "最早一次晚于上岗日加宽限天数为提示，办法没有把培训作为上岗的条件",
    message="【第十一条·岗前培训】{对象}没有登记岗前培训日期。",
    wordings={"晚": "【第十一条·岗前培训】{对象}岗前培训日{培训日}晚于上岗日{上岗日}。"},
    remedy="补登培训日期；未培训的尽快安排。",
    params=(GRACE,),
    needs=("onboard_date",),
    sheets=(Training,),
    instead=(Coordinator, "training_date"),
    day=_onboard,
)
T2 = Rule(
    code="T2",
    title="业务培训",
    cite=ART11,
    severities=(Severity.HINT,),
    about=(Coordinator, Agreement),
    ask=no_training,
    field="agreement_end",
    logic="一份协议期满后，期内没有岗前培训以外的培训；期满前离岗的不查，全县该期都没有登记的只提出一次",
    message="【第十一条·业务培训】{对象}{起}至{止}未登记业务培训。",
    wordings={"全县": "【第十一条·业务培训】{起}至{止}培训表没有登记任何业务培训。"},
    remedy="补登记录或安排培训。",
    needs=DATES,
    sheets=(Training,),
    without_pack=True,  # each agreement is judged under the policy of its own last day
)
T3 = Rule(
    code="T3",
    title="培训内容",
    cite=ART11,
    severities=(Severity.HINT, Severity.UNKNOWN),
    about=(Training,),
    ask=lacking_topics,
    field="training_topics",
    logic="一个已结束的年度，培训内容合起来没有稳岗就业相关政策、岗位职责、工作技能、绩效管理中的某项；有内容未填的为待核",
    message="【第十一条·培训内容】{年度}培训内容缺：{项}。",
    wordings={"未填": "【第十一条·培训内容】{年度}已填的培训内容缺：{项}，另有{n}行内容未填。"},
    remedy="下次培训补充，或补登课程。",
    remedies={"未填": "补填“内容”列；没有讲到的，下次培训补充。"},
    needs=("training_date", "training_topics"),
    day=_year_end,
)

RULES = (T1, T2, T3)

"""One person, one post: 专职 (Article 4) is broken by a second post as a coordinator; other posts are a county's affair."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...core import Answer, Cite, Law, Rule, Severity, error, hint, lines, missing
from ...records import Records, on_post, person_of, status_of
from ...rows import Coordinator, OtherPost
from ...values import name_key, squash, township_key, village_key

Period = tuple[date, date]


def in_post(row: Coordinator, day: date) -> Period | None:
    """The first and last day a row certainly was in post, as far as it is known on a day; None when it was not.

    >>> in_post(Coordinator(status="在岗", onboard_date=date(2024, 7, 1)), date(2025, 6, 30))
    (datetime.date(2024, 7, 1), datetime.date(2025, 6, 30))
    """
    state = status_of(row)
    if state == "待上岗" or (state != "离岗" and not on_post(row, day) and row.leave_date is None):
        return None
    end = min(row.leave_date or day, day) if state != "离岗" else row.leave_date
    start = row.onboard_date or row.agreement_start or end
    return (start, end) if start and end and start <= end else None


def shared_days(one: Period | None, other: Period | None) -> int:
    """Days two periods share, both ends counted.

    >>> shared_days((date(2024, 1, 1), date(2024, 3, 15)), (date(2024, 3, 15), date(2024, 12, 31)))
    1
    """
    if one is None or other is None:
        return 0
    return max((min(one[1], other[1]) - max(one[0], other[0])).days + 1, 0)


def same_place(one: Coordinator, other: Coordinator, records: Records) -> bool:
    """Do two rows serve one village? Villages of one name in two townships are two."""
    here, there = (records.village(row.service_village, row.township) for row in (one, other))
    if here and there:
        return here is there
    towns = {township_key(one.township), township_key(other.township)} - {""}
    return len(towns) < 2 and records.same_village(one.service_village, other.service_village, one.township)


def days_in_both(one: Coordinator, other: Coordinator, records: Records, law: Law) -> int:
    """Days on which two rows of one ID are posts in two villages; 0 when they are not."""
    if not (one.service_village and other.service_village) or same_place(one, other, records):
        return 0
    return shared_days(in_post(one, law.checked), in_post(other, law.checked))


def _entered_twice(one: Coordinator, other: Coordinator, records: Records, law: Law) -> bool:
    both = on_post(one, law.checked) and on_post(other, law.checked)
    number = squash(one.agreement_no or "") == squash(other.agreement_no or "")
    return both and number and same_place(one, other, records)


def _unsaid(row: Coordinator, other: Coordinator, records: Records, law: Law) -> str:
    """The field of a row that would have to be filled to tell whether the two posts met; empty when none."""
    if same_place(row, other, records):
        return ""
    if not status_of(row):
        return "status" if row.has("status") else ""
    there, began = in_post(other, law.checked), row.onboard_date or row.agreement_start
    left = status_of(row) == "离岗" and row.leave_date is None and row.has("leave_date")
    return "leave_date" if left and there and (began is None or began <= there[1]) else ""


def _village(row: Coordinator, other: Coordinator) -> str:
    """The village of a row, with its township where the other's has the same name."""
    alike = village_key(row.service_village) == village_key(other.service_village)
    return f"{row.township or ''}{row.service_village}" if alike else str(row.service_village)


def two_posts(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    if not person_of(row):
        yield missing("id_number")
        return
    for other in records.of_person(Coordinator, row.id_number):
        if other is row:
            continue
        same_name = name_key(row.name) == name_key(other.name)
        if days := days_in_both(row, other, records, law):
            here, there = _village(row, other), _village(other, row)
            yield error("" if same_name else "异名", 村A=here, 村B=there, d=days, 另一人=other.name)
            return
        if same_name and _entered_twice(row, other, records, law):
            yield error("重复", 村A=row.service_village, 行=lines(row, other))
            return
        unsaid = _unsaid(row, other, records, law)
        if unsaid:
            yield missing(unsaid)
            return


def also_elsewhere(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    here = in_post(row, law.checked)
    for post in records.of_person(OtherPost, row.id_number):
        if shared_days(here, (post.start or date.min, post.end or date.max)):
            yield hint(岗位=post.post_name or "其他公益性岗位", 起=post.start or "起始未填", 止=post.end or "今")


E7 = Rule(
    code="E7",
    title="一人多岗",
    cite=Cite("第四条"),
    severities=(Severity.ERROR,),
    about=(Coordinator,),
    ask=two_posts,
    field="service_village",
    logic="同一身份证号在不同嘎查村的上岗至离岗期间有共同的日子（都在过去也算）；或同村两行在岗而协议编号相同或都没有；离岗日期未填而无法判断的为待核",
    message="【第四条·专职】{对象}同时登记在{村A}、{村B}两个专职岗位（重叠{d}天）。",
    wordings={
        "异名": "【第四条·专职】{对象}与{另一人}证件号相同，同时登记在{村A}、{村B}两个专职岗位（重叠{d}天）。",
        "重复": "【第四条·专职】{对象}在{村A}登记了两行在岗（{行}），协议编号相同或都没有。",
    },
    remedy="核对后保留一个，另一行办理离岗或删除。",
    remedies={"异名": "核对两人证件号；确为一人的保留一个，另一行办理离岗或删除。"},
    needs=("id_number", "service_village"),
)
E8 = Rule(
    code="E8",
    title="与其他公益性岗位重复",
    cite=Cite("本县规定", in_text=False),
    severities=(Severity.HINT,),
    about=(Coordinator,),
    ask=also_elsewhere,
    field="id_number",
    logic="身份证号在公益性岗位花名册中，且两个岗位的期间有共同的日子；办法没有这一条，由本县决定是否启用",
    message="【重复岗位】{对象}已在“{岗位}”领取岗位补贴（{起}至{止}）。",
    remedy="核实是否重复享受，只保留一处。",
    needs=("id_number",),
    sheets=(OtherPost,),
    default_on=False,
)

RULES = (E7, E8)
PARAMS = ()

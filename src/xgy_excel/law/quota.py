"""Article 4: how many posts a village may have.

原则上 gives way to a written exception; 可设置 and 最多 are permissions, so the number is a ceiling, not a target.
Exactly 200 and exactly 500 fall in no band of the text: the county decides, and until it does the lower band holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from ..core import Answer, Cite, Law, Param, Rule, Severity, error, exception, hint, missing, unknown, unset
from ..records import Records, on_post
from ..rows import Coordinator, Village
from .counting import SCOPE
from .imported import strays
from .params import one_of, text

ART4 = Cite("第四条")
Question = Callable[[Village, Records, Law], Iterator[Answer]]
ERROR, EXCEPTION, UNKNOWN, HINT = Severity.ERROR, Severity.EXCEPTION, Severity.UNKNOWN, Severity.HINT

EDGE_200 = Param("边界200", one_of("下档", "上档"), "下档", "下档 | 上档", "恰为200人不在任何一档内", ART4)
EDGE_500 = Param("边界500", one_of("下档", "上档"), "下档", "下档 | 上档", "恰为500人不在任何一档内", ART4)
EDGE_BASIS = Param("边界口径文号", text, None, "文号", "恰为200人、500人时引用的本县口径", ART4)
TOO_FEW_LEVEL = Param(
    "少设级别", one_of("提示", "需例外审批"), "提示", "提示 | 需例外审批", "“原则上设置1个”是否也约束少设", ART4
)

PARAMS = (EDGE_200, EDGE_500, EDGE_BASIS, SCOPE, TOO_FEW_LEVEL)


def quota(people: int, law: Law) -> int:
    """The most posts a village of so many counted people may have, 0 to 3.

    `people` are 脱贫人口（含监测对象） of the three labour classes. Raises ValueError unless a whole number ≥ 0.

    >>> law = Law(date(2025, 6, 30))
    >>> [quota(n, law) for n in (0, 29, 30, 199, 200, 201, 499, 500, 501)]
    [0, 0, 1, 1, 1, 2, 2, 2, 3]
    """
    if isinstance(people, bool) or not isinstance(people, int) or people < 0:
        raise ValueError("人数须为非负整数")
    bands = (people >= 30) + (people >= 200) + (people >= 500)
    return bands - _at_lower_edge(people, law)


def counted(village: Village) -> int | None:
    """The people counted: the three labour classes together; None when a class is empty or unreadable."""
    classes = (village.labour_ordinary, village.labour_skilled, village.labour_weak)
    known = [n for n in classes if n is not None]
    return sum(known) if len(known) == len(classes) else None


_TOP = 501  # from here on nothing changes any more


def _range(village: Village, more: int) -> range:
    """Every count the village may have, from the certain people to all whose class is still empty, and so many more."""
    people = counted(village) or 0
    last = people + (village.labour_unknown or 0) + more
    return range(people, max(people, min(last, _TOP)) + 1)


def _undecided(village: Village) -> Iterator[Answer]:
    for name in ("labour_ordinary", "labour_skilled", "labour_weak"):
        if getattr(village, name) is None:
            yield missing(name)


def _at_lower_edge(people: int, law: Law) -> bool:
    """Does the lower band decide this very count? Not where the county's choice cannot be read: Q6 asks for it then."""
    return (people == 200 and law.get(EDGE_200) == "下档") or (people == 500 and law.get(EDGE_500) == "下档")


def _band(people: int, posts: int, law: Law) -> str:
    """The rule that `posts` people in post break in a village of `people`; empty when none."""
    if people < 30:
        return "Q2" if posts else ""
    if posts > 3:
        return "Q5"
    if _at_lower_edge(people, law) and posts == quota(people, law) + 1:
        return "Q6b"
    if people < 200:
        return "Q3" if posts >= 2 else ""
    return "Q4" if people < 500 and posts == 3 else ""


_MILD = ("Q3", "Q6b")


def broken_band(village: Village, records: Records, law: Law) -> tuple[str, int, int]:
    """Rule broken by the number of people in post (empty: none), the count it is told with, and that number.

    A breach counts only if it holds for every possible count, with those of an import who may live there too; where some
    are E and some W, the milder is told.

    >>> law = Law(date(2025, 6, 30))
    >>> broken_band(Village(labour_ordinary=29, labour_skilled=0, labour_weak=0), Records(), law)
    ('', 29, 0)
    """
    people = counted(village)
    posts = len(records.in_post(village, law.checked))
    if people is None or not posts:
        return "", people or 0, posts
    possible = _range(village, strays(village, records))
    broken = [_band(n, posts, law) for n in possible]
    if not all(broken):
        return "", people, posts
    mild = [(code, n) for code, n in zip(broken, possible, strict=True) if code in _MILD]
    code, at = mild[0] if mild and broken[0] not in _MILD else (broken[0], people)
    return code, at, posts


def people_uncertain(village: Village, records: Records, law: Law) -> Iterator[Answer]:
    people, open_cases = counted(village), village.labour_unknown or 0
    if people is None:
        yield from _undecided(village)
    elif "labour_unknown" in village.unread:
        yield missing("labour_unknown")
    else:
        low, high = quota(people, law), quota(people + open_cases, law)
        posts, more = len(records.in_post(village, law.checked)), strays(village, records)
        if low != high:
            yield unknown(村=village.subject, n=people, k=open_cases, q1=low, q2=high)
        elif more and _surely(village, 0, posts, law) and not _surely(village, more, posts, law):
            most = quota(people + open_cases + more, law)
            yield unknown("无村", 村=village.subject, n=people, m=posts, k=more, q1=low, q2=most)
        elif open_cases:
            yield hint("不变", 村=village.subject, n=people, k=open_cases, q1=low, q2=high)


def _surely(village: Village, more: int, posts: int, law: Law) -> bool:
    """Are so many posts a breach whatever the count of the village, with so many more who may live in it?"""
    return all(_band(n, posts, law) for n in _range(village, more))


def too_many(code: str) -> Question:
    """The question of Q2, Q3, Q4, Q5 and Q6b: they share one count and exclude each other."""
    answer = exception if code in _MILD else error

    def ask(village: Village, records: Records, law: Law) -> Iterator[Answer]:
        broken, people, posts = broken_band(village, records, law)
        if broken == code:
            limit, sure = quota(people, law), counted(village)
            more = (
                f"{people}（其中待定{people - (sure or 0)}）" if code == "Q6b" else f"{sure}（待定人员计入后{people}）"
            )
            told = str(people) if people == sure else more
            yield answer(村=village.subject, n=told, m=posts, q=limit)

    return ask


def at_the_edge(village: Village, records: Records, law: Law) -> Iterator[Answer]:
    people = counted(village)
    if people in (200, 500) and not village.labour_unknown:
        edge = EDGE_200 if people == 200 else EDGE_500
        band, basis = law.get(edge), law.get(EDGE_BASIS)
        if band is None:
            yield unset(edge)
        else:
            yield hint(村=village.subject, n=people, 档=band, q=quota(people, law), 文号=basis or "未登记")


def posts_known(village: Village, records: Records, law: Law) -> int | None:
    """How many are in post; None where somebody in post may belong to another row of the same name (Q10 tells it)."""
    if len(records.villages(village.village, village.township)) > 1:
        people = (one for one in records.of(Coordinator) if on_post(one, law.checked))
        if any(village in records.villages(one.service_village, one.township) for one in people):
            return None
    return len(records.in_post(village, law.checked))


def vacant(village: Village, records: Records, law: Law) -> Iterator[Answer]:
    posts = posts_known(village, records, law)
    if posts is not None and village.posts_set is not None and village.posts_set > posts:
        yield hint(村=village.subject, s=village.posts_set, m=posts, 空=village.posts_set - posts)


def could_have_more(village: Village, records: Records, law: Law) -> Iterator[Answer]:
    people, posts = counted(village), posts_known(village, records, law)
    if people is None or people < 30 or posts is None:
        return
    limit = quota(people, law)
    have = village.posts_set if village.posts_set is not None else posts
    if have < limit:
        strict = law.get(TOO_FEW_LEVEL) == "需例外审批" and people < 200 and have == 0
        registered = "未登记" if village.posts_set is None else village.posts_set
        answer = partial(exception, "原则上") if strict else hint
        yield answer(村=village.subject, n=people, q=limit, s=registered, m=posts)


def fewer_people_now(village: Village, records: Records, law: Law) -> Iterator[Answer]:
    people = counted(village)
    if people is not None and village.posts_set is not None and quota(people, law) < village.posts_set:
        yield hint(村=village.subject, n=people, q=quota(people, law), s=village.posts_set)


def day_of_count(village: Village, records: Records) -> date | None:
    """The day the posts of a village are judged on: that of its head count."""
    return village.data_date


_LABOUR = ("labour_ordinary", "labour_skilled", "labour_weak")
# A village is judged on the day of its head count; under the policy of the as-of day if none was in force then.
_rule = partial(Rule, cite=ART4, about=(Village,), day=day_of_count, or_now=True)

Q1 = _rule(
    code="Q1",
    title="人数不确定",
    severities=(UNKNOWN, HINT),
    ask=people_uncertain,
    field="labour_unknown",
    logic="有k人待定时，比较n人与n+k人的岗位上限：不同为待核，相同且k大于0为提示；导入人口表时，"
    "在岗人数超过上限，而没有写明行政村或村名分不清的人计入后可能不超过的，为待核",
    message="【第四条·人数】{村}可确认劳动力{n}人，另有{k}人“劳动技能”“享受政策”或“风险是否消除”未填，"
    "岗位上限可能由{q1}个变为{q2}个。",
    wordings={
        "不变": "【第四条·人数】{村}可确认劳动力{n}人，另有{k}人“劳动技能”“享受政策”或“风险是否消除”未填，"
        "岗位上限仍为{q1}个。",
        "无村": "【第四条·人数】{村}可确认劳动力{n}人，现有{m}人在岗；人口表中另有{k}人没有写明行政村或村名分不清，可能属于这个村，"
        "岗位上限可能由{q1}个变为{q2}个。",
    },
    remedy="先在系统中补填并重新导出，再核定岗位数。",
    remedies={"无村": "查明这些人属于哪个村，在系统中补填行政村并重新导出，再核定岗位数。"},
    params=(EDGE_200, EDGE_500, SCOPE),
    needs=_LABOUR,
)
Q2 = _rule(
    code="Q2",
    title="不足30人不专设",
    severities=(ERROR,),
    ask=too_many("Q2"),
    field="posts_filled",
    logic="人数少于30而有人在岗",
    message="【第四条·不专设】{村}脱贫劳动力{n}人，少于30人，不专设协管员岗位，现有{m}人在岗。",
    remedy="核对人数；属实的，就业帮扶工作由嘎查村劳动保障协理员承担，按程序核减岗位。",
    needs=_LABOUR,
    sheets=(Coordinator,),
)
Q3 = _rule(
    code="Q3",
    title="30—199人超过1个",
    severities=(EXCEPTION,),
    ask=too_many("Q3"),
    field="posts_filled",
    logic="人数30至199而在岗2人或3人（超过3人见Q5）",
    message="【第四条·原则上1个】{村}脱贫劳动力{n}人（30—199人），原则上设1个岗位，现有{m}人在岗。",
    remedy="核减为1个；确需增设的，填写例外审批文号、批准单位和批准日期。",
    needs=_LABOUR,
    sheets=(Coordinator,),
)
Q4 = _rule(
    code="Q4",
    title="201—499人超过2个",
    severities=(ERROR,),
    ask=too_many("Q4"),
    field="posts_filled",
    logic="人数200至499而在岗3人",
    message="【第四条·可设2个】{村}脱贫劳动力{n}人，最多可设2个岗位，现有{m}人在岗。",
    remedy="核减1个岗位，或核对人数。",
    params=(EDGE_200,),
    needs=_LABOUR,
    sheets=(Coordinator,),
)
Q5 = _rule(
    code="Q5",
    title="超过3个",
    severities=(ERROR,),
    ask=too_many("Q5"),
    field="posts_filled",
    logic="人数30以上而在岗超过3人",
    message="【第四条·最多3个】{村}脱贫劳动力{n}人，任何情况下最多设3个岗位，现有{m}人在岗。",
    remedy="核减到规定个数。",
    needs=_LABOUR,
    sheets=(Coordinator,),
)
Q6 = _rule(
    code="Q6",
    title="恰在边界",
    severities=(HINT, UNKNOWN),
    ask=at_the_edge,
    field="labour_total",
    logic="人数恰为200或500且无待定人员，说明按哪一档核定；参数不能识别的为待核",
    message="【第四条·边界】{村}脱贫劳动力恰为{n}人，文件未写明归哪一档，现按“{档}”核定上限{q}个。依据：{文号}。",
    remedy="如本县另有口径，在参数表修改“边界{n}”并填写口径文号。",
    params=(EDGE_200, EDGE_500, EDGE_BASIS),
    needs=_LABOUR,
)
Q6B = _rule(
    code="Q6b",
    title="边界按上档设岗",
    severities=(EXCEPTION,),
    ask=too_many("Q6b"),
    field="posts_filled",
    logic="人数恰为200或500、口径为下档，而在岗人数等于上档的上限",
    message="【第四条·边界】{村}恰为{n}人，按下档上限{q}个，现有{m}人在岗。",
    remedy="有本县口径文件的填写文号（视为例外审批），或将口径改为“上档”；否则核减。",
    params=(EDGE_200, EDGE_500),
    needs=_LABOUR,
    sheets=(Coordinator,),
)
Q7 = _rule(
    code="Q7",
    title="空岗",
    severities=(HINT,),
    ask=vacant,
    field="vacancy",
    logic="设岗数（上次核定数）大于在岗人数",
    message="【第四条·空岗】{村}设岗{s}个，在岗{m}人，空岗{空}个。",
    remedy="按第八条程序补缺，或核减设岗数。",
    needs=("posts_set",),
    sheets=(Coordinator,),
)
Q7B = _rule(
    code="Q7b",
    title="未设或少设",
    severities=(HINT, EXCEPTION),
    ask=could_have_more,
    field="posts_set",
    logic="人数30以上，设岗数（未登记时为在岗人数）小于岗位上限",
    message="【第四条·可设岗】{村}脱贫劳动力{n}人，岗位上限{q}个，设岗数{s}，在岗{m}人。",
    wordings={"原则上": "【第四条·可设岗】{村}脱贫劳动力{n}人，原则上设1个岗位，现未设岗（设岗数{s}，在岗{m}人）。"},
    remedy="如需设岗，由旗县核定后登记设岗数；不需要的无须处理。",
    remedies={"原则上": "由旗县核定后设岗并登记设岗数；确不设岗的，填写例外审批文号、批准单位和批准日期。"},
    params=(TOO_FEW_LEVEL,),
    needs=_LABOUR,
    sheets=(Coordinator,),
)
Q8 = _rule(
    code="Q8",
    title="人数变动跨档",
    severities=(HINT,),
    ask=fewer_people_now,
    field="posts_set",
    logic="岗位上限小于上次核定数；重新核定不是办法的要求",
    message="【第四条·人数变动】{村}脱贫劳动力现为{n}人，岗位上限{q}个，低于上次核定的{s}个。",
    remedy="重新核定；人数减少本身不是第十四条第6项的“政策调整”，在岗人员可待协议期满再核减。",
    needs=(*_LABOUR, "posts_set"),
)
RULES = (Q1, Q2, Q3, Q4, Q5, Q6, Q6B, Q7, Q7B, Q8)

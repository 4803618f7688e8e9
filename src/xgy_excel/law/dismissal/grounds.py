"""Article 14: of what kind a leaving is, and which of the seven cases a dismissal rests on.

Leaving is not always dismissal: an agreement may end and not be renewed, and the posts themselves end (Article 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from ...core import Answer, Cite, Law, Rule, Severity, error, hint, missing, unknown
from ...records import Records, status_of
from ...rows import Coordinator, Dismissal
from ...values import squash

ART14 = Cite("第十四条")
DISMISSED, NOT_RENEWED, POSTS_ENDED = "解聘", "期满不再续聘", "岗位期限届满"

_NUMBER = re.compile(r"^(?:第?十四条)?第?[(]?([0-9]+(?![0-9年月日天个次岁])|[一二三四五六七八九十]+(?=$|[)、.项款]))")
_ANOTHER = re.compile(
    r"项?[)]?[、,/和及]第?[(]?([0-9]+(?![0-9年月日天个次岁])|[一二三四五六七八九十]+(?=$|[)、.项款,]))"
)
_NUMERALS = "零一二三四五六七八九十"
_CASES: Mapping[int, re.Pattern[str]] = {
    1: re.compile("自愿|本人申请|个人申请|主动申请|辞职|辞聘|辞去"),
    2: re.compile("死亡|去世|病故|身故|病逝"),
    3: re.compile("不能?胜任|无法胜任|难以胜任"),
    4: re.compile("违反.*(制度|规定|管理|纪律)|违纪|违规"),
    5: re.compile("刑事|判刑|获刑"),
    6: re.compile("政策调整|政策变化|(减少|取消|核减|撤销|撤并)岗位|岗位(减少|取消|核减|撤销)"),
    7: re.compile("不适宜|其他情形"),
}
_ENDED = re.compile("期满|届满|到期|不再?续")


def kind_of(text: str) -> str:
    """The kind of a leaving as 离岗类型 writes it: 解聘, 期满不再续聘, 岗位期限届满; empty when it says none of them.

    >>> [kind_of(t) for t in ("解聘（第十四条）", "协议期满不再续聘", "岗位期限届满（第五条）", "外出")]
    ['解聘', '期满不再续聘', '岗位期限届满', '']
    """
    plain = squash(text)
    if "解聘" in plain or "解除" in plain or "辞退" in plain:
        return DISMISSED
    if "岗位期限" in plain or "过渡期" in plain or "第五条" in plain:
        return POSTS_ENDED
    return NOT_RENEWED if _ENDED.search(plain) else ""


def case_of(text: str) -> int | None:
    """Which of the seven cases a text states: by its number, else by its words. 0: certainly none; None: unclear.

    >>> [case_of(t) for t in ("1 自愿申请", "第3项", "（五）", "本人自愿", "病故", "8", "协议到期", "2 自愿申请", "旷工", "3、4")]
    [1, 3, 5, 1, 2, 0, 0, None, None, None]
    """
    plain = squash(text)
    said = _NUMBER.match(plain)
    by_words = [case for case, words in _CASES.items() if words.search(plain)]
    if said:
        if _ANOTHER.match(plain, said.end()):
            return None
        number = _number(said[1])
        if number not in _CASES:
            return 0
        return number if not by_words or number in by_words else None
    if len(by_words) == 1:
        return by_words[0]
    return 0 if not by_words and _ENDED.search(plain) else None


def _number(text: str) -> int:
    if text.isascii():
        return int(text)
    return _NUMERALS.index(text) if len(text) == 1 else 99


def says_death(text: str) -> bool:
    """Does a text say that somebody died, be it among other things: by the words of the second case, or by its number?

    >>> [says_death(t) for t in ("病逝", "第2项", "2024年5月去世，此前已申请辞职", "2 自愿申请", "因病离岗")]
    [True, True, True, False, False]
    """
    return case_of(text) == 2 or bool(_CASES[2].search(squash(text)))


def reason(row: Dismissal) -> int | None:
    """The case of Article 14 a line of 解聘 names; None where it names none clearly."""
    return case_of(row.dismiss_code) or None if row.dismiss_code else None


def leaving_kind(row: Coordinator, records: Records) -> str:
    """The kind of a leaving: by 离岗类型, or without that column by 解聘 and 离岗原因."""
    if row.has("leave_kind"):
        return kind_of(row.leave_kind or "")
    if records.about(Dismissal, row):
        return DISMISSED
    said = row.leave_reason or ""
    return kind_of(said) or (DISMISSED if case_of(said) else "")


def without_reason(row: Coordinator | Dismissal, records: Records, law: Law) -> Iterator[Answer]:
    if isinstance(row, Dismissal):
        yield from _entered(row, records)
        yield from _still_there(row, records, law)
    elif status_of(row) == "离岗" and (row.leave_date is None or row.leave_date <= law.checked):
        yield from _left(row, records)


def _entered(row: Dismissal, records: Records) -> Iterator[Answer]:
    """A line of 解聘. Of somebody whose agreement ended and was not renewed, no reason is wanted."""
    people = [one for one in records.about(Coordinator, row) if status_of(one) == "离岗"]
    stated = next((one.leave_kind for one in people if one.leave_kind), "")
    kind = kind_of(stated)
    if row.dismiss_code is None:
        if kind in ("", DISMISSED):
            yield missing("dismiss_code")
    elif kind in (NOT_RENEWED, POSTS_ENDED):
        yield hint("不是解聘", "dismiss_code", v=row.dismiss_code, 类型=stated)
    else:
        yield from _named(row.dismiss_code, "dismiss_code")


def _still_there(row: Dismissal, records: Records, law: Law) -> Iterator[Answer]:
    """A dismissal that the roster does not know of, or dates later. Who was hired again since is another matter."""
    ended = row.dismiss_date
    if ended is None or ended >= law.checked:
        return
    for one in records.about(Coordinator, row):
        began = one.agreement_start or one.onboard_date
        stays = one.leave_date > ended if one.leave_date else status_of(one) == "在岗"
        if stays and not (began and began > ended):
            roster = f"离岗日期为{one.leave_date}" if one.leave_date else "仍为在岗"
            yield unknown("不一致", "dismiss_date", 日期=ended, 花名册=roster)
            return


def _named(text: str, field: str) -> Iterator[Answer]:
    case = case_of(text)
    if case is None:
        yield unknown("不明", field, v=text)
    elif not case:
        yield error("", field, v=text)


def _left(row: Coordinator, records: Records) -> Iterator[Answer]:
    kind, said, has_kind = leaving_kind(row, records), row.leave_reason, row.has("leave_kind")
    if has_kind and row.leave_kind is None:
        yield missing("leave_kind")
    elif has_kind and not kind:
        yield unknown("类型不明", "leave_kind", v=row.leave_kind)
    elif not kind:
        yield _without_column(row)
    elif kind == DISMISSED:
        if not records.about(Dismissal, row):
            yield from _not_entered(row, records)
    elif said and case_of(said) and not _ENDED.search(squash(said)):
        yield hint("不是解聘", "leave_reason", v=said, 类型=row.leave_kind or kind)


def _without_column(row: Coordinator) -> Answer:
    if row.leave_reason:
        return unknown("不明", "leave_reason", v=row.leave_reason)
    if row.has("leave_reason"):
        return missing("leave_reason")
    return replace(unknown("缺列", 表=row.place.sheet), once=True)


def _not_entered(row: Coordinator, records: Records) -> Iterator[Answer]:
    """A dismissal of which the sheet 解聘 knows nothing; without that sheet the roster's 离岗原因 must do."""
    if records.has(Dismissal):
        yield missing("leave_kind", 字段="解聘表中的记录") if row.id_number else missing("id_number")
    elif row.leave_reason is None:
        yield missing("leave_reason")
    else:
        yield from _named(row.leave_reason, "leave_reason")


def left_on(row: Coordinator | Dismissal, records: Records) -> date | None:
    """The day of leaving, on which all of this is judged."""
    if isinstance(row, Coordinator):
        return row.leave_date
    people = records.about(Coordinator, row)
    return row.dismiss_date or next((one.leave_date for one in people if one.leave_date), None)


X10 = Rule(
    code="X10",
    title="离岗类型与理由",
    cite=ART14,
    severities=(Severity.ERROR, Severity.UNKNOWN, Severity.HINT),
    about=(Coordinator, Dismissal),
    ask=without_reason,
    field="leave_kind",
    logic="离岗而离岗类型为空，解聘而理由为空、看不出属于哪一项，或解聘表没有登记、解除日期早于花名册的离岗日期（或仍在岗），为待核；理由不是第十四条七种情形为错误；"
    "期满不再续聘而填了解聘理由为提示。没有“离岗类型”列的，有解聘表记录的按解聘，否则看离岗原因",
    message="【第十四条·理由】{对象}解聘理由“{v}”不是第十四条的七种情形。",
    wordings={
        "不明": "【第十四条·理由】{对象}解聘理由“{v}”看不出属于第十四条的哪一项。",
        "类型不明": "【第十四条·理由】{对象}离岗类型写作“{v}”，看不出是解聘、期满不再续聘还是岗位期限届满。",
        "不是解聘": "【第十四条·理由】{对象}离岗类型为“{类型}”，不是解聘，却填了解聘理由“{v}”。",
        "不一致": "【第十四条·理由】解聘表登记{对象}于{日期}解除，花名册{花名册}，两处不一致。",
        "缺列": "【第十四条·理由】花名册没有“离岗类型”“离岗原因”列，不能判定离岗人员是解聘还是期满不再续聘。",
    },
    remedy="从七种情形中选择；协议期满不再续聘的，离岗类型选“协议期满不再续聘”。",
    remedies={
        "不一致": "核对后更正花名册的状态和离岗日期，或解聘表的解除日期。",
        "缺列": "在花名册增加“离岗类型”列并填写；属解聘的在“解聘”表登记。",
    },
    day=left_on,
    since=left_on,
)

RULES = (X10,)

"""What the documents about somebody who leaves have in common: kind, day, case and facts of the leaving (Articles 9 and 14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..core import Law
from ..law import RULES
from ..law.dismissal.grounds import case_of, leaving_kind, reason
from ..law.documents import CONTACT, HANDOVER, OFFICE_PHONE, of_township
from ..records import Records, same_agreement
from ..rows import Agreement, Coordinator, Dismissal
from .fields import county_values, person_values, shown
from .form import Subject, Values
from .printed import basis_words

DEATH = 2
CASES = {  # Article 14
    1: "自愿申请解除聘用协议的",
    2: "死亡的",
    3: "经评价不能胜任岗位职责的",
    4: "严重违反岗位管理制度的",
    5: "被依法追究刑事责任的",
    6: "因政策调整需要减少或取消岗位的",
    7: "不适宜继续工作的其他情形",
}
# What ends with the post: more posts than there may be (Q), a person who may not hold it (E), a faulty selection (S), no
# policy (Y), no evaluation (V), an agreement that ran out, was not written or may not be renewed.
ENDED = tuple(rule.code for rule in RULES if rule.code[0] in "QESYV" or rule.code in ("A1", "A10", "A12"))


def dismissal_of(row: Coordinator, records: Records) -> Dismissal | None:
    """The last line of 解聘 about a post: of somebody with several, the line is about the last one begun by its day."""
    lines = [one for one in records.of_person(Dismissal, row.id_number) if post_of(one, records) is row]
    return max(lines, key=lambda one: one.dismiss_date or date.min, default=None)


def post_of(line: Dismissal, records: Records) -> Coordinator | None:
    """The row of the roster a line of 解聘 is about; None where the roster does not know the person."""
    rows, day = records.of_person(Coordinator, line.id_number), line.dismiss_date or date.max
    begun = [row for row in rows if (row.onboard_date or date.min) <= day]
    return max(begun or rows, key=lambda row: row.onboard_date or date.min, default=None)


def case_about(row: Coordinator, records: Records) -> int | None:
    """The case of Article 14 somebody leaves by: as 解聘 says, else as 离岗原因 does; None where neither says one."""
    line = dismissal_of(row, records)
    if line and line.dismiss_code:
        return reason(line)
    return case_of(row.leave_reason) or None if row.leave_reason else None


def last_day(row: Coordinator, records: Records) -> date | None:
    """The day of leaving: 离岗日期, else the day of the dismissal."""
    line = dismissal_of(row, records)
    return row.leave_date or (line.dismiss_date if line else None)


def evidence(line: Dismissal | None) -> str | None:
    """The facts and papers of a dismissal, those in columns of a county's own after the others.

    >>> evidence(Dismissal(dismiss_evidence="本人书面申请", resign_date=date(2025, 5, 6)))
    '本人书面申请；书面申请日期：2025年5月6日'
    """
    if line is None:
        return None
    own = ("resign_date", "death_date", "breached_rule", "judgment_no", "policy_no", "meeting_record")
    return "；".join(_parts(line, own)).rstrip("。；") or None


def _parts(line: Dismissal, own: tuple[str, ...]) -> Iterator[str]:
    if line.dismiss_evidence:
        yield line.dismiss_evidence.rstrip("。；")
    for name in own:
        if value := shown(getattr(line, name)):
            yield f"{Dismissal.columns()[name].header}：{value}"


def number_of(row: Coordinator, records: Records) -> str | None:
    """The number of the agreement in the row, also where the register alone has it."""
    register = records.of_person(Agreement, row.id_number)
    return row.agreement_no or next((one.agreement_no for one in register if same_agreement(one, row)), None)


def governing(row: Coordinator, records: Records, law: Law) -> Law:
    """The law a leaving rests on: that of its day; where no policy is in force then, that of the agreement."""
    then = law.at(last_day(row, records) or law.day)
    return then if then.pack or row.agreement_start is None else law.at(row.agreement_start)


def leaving_values(subject: Subject, records: Records, law: Law) -> Values:
    """Everything about a person, and about the leaving."""
    row = subject.row
    values = person_values(subject, row, records, law)
    case, day = case_about(row, records), shown(last_day(row, records))
    then = governing(row, records, law)
    return values | {
        **county_values(row, then.day, law),
        "条款依据": basis_words(f"第十四条第{case}项" if case else "第十四条", then),
        "协议编号": number_of(row, records),
        "离岗日期": day,
        "离岗类型": leaving_kind(row, records) or row.leave_kind,
        "理由项": str(case) if case else None,
        "解聘理由": CASES.get(case or 0),
        "依据材料": evidence(dismissal_of(row, records)),
        "结算至": day,
        "交接内容": law.get(HANDOVER),
        "联系人": of_township(CONTACT, row.township, law),
        "办公电话": of_township(OFFICE_PHONE, row.township, law),
        "落款单位": values["甲方"],
        "落款日期": shown(law.checked),
    }

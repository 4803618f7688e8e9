"""D13 解聘通知书 and D13b 终止登记表: an agreement ended by one of the cases of Article 14; of the dead nobody is notified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..core import Finding, Law
from ..law import Verdict
from ..law.agreement.hiring import of_body
from ..law.dismissal.grounds import DISMISSED, leaving_kind, reason
from ..law.dismissal.steps import STEPS, open_steps
from ..records import Records
from ..rows import Coordinator, Dismissal
from .choosing import distinct, the_row
from .filenames import of_person
from .form import Form, Subject
from .leaving import DEATH, ENDED, case_about, dismissal_of, leaving_values, post_of
from .putting import put
from .where import chosen

_NOTICE = (
    "通知",
    "送达",
    "解聘书",
    "告知书",
)  # a step that this document itself is; what comes after it cannot be done yet


def _subject(row: Coordinator, records: Records) -> Subject:
    return replace(the_row(row, records), record=dismissal_of(row, records))


def _leavers(records: Records, where: Sequence[str]) -> Iterator[Coordinator]:
    """Who stands in 解聘 or has the 离岗类型 解聘, left already or not yet; whoever else is asked for."""
    for row in chosen(records, where, left_too=True):
        if where or dismissal_of(row, records) or leaving_kind(row, records) == DISMISSED:
            yield row


def _strangers(records: Records, where: Sequence[str]) -> list[Subject]:
    """The lines of 解聘 about people the roster does not know, told by name when everybody is asked for."""
    lines = (line for line in records.of(Dismissal) if not where and post_of(line, records) is None)
    return [Subject(label=line.subject, record=line, place="") for line in lines]


def choose(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    return distinct([*(_subject(row, records) for row in _leavers(records, where)), *_strangers(records, where)])


def the_dead(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    everybody = choose(records, law, where, verdict)
    return [one for one in everybody if where or _case(one, records) == DEATH]


def _case(subject: Subject, records: Records) -> int | None:
    line = subject.record
    if not subject.rows and isinstance(line, Dismissal):
        return reason(line)
    return case_about(subject.row, records)


def _unknown(subject: Subject) -> list[str]:
    return [] if subject.rows else [f"“解聘”表有{subject.label}，花名册里按身份证号找不到此人，请核对身份证号。"]


def refuse(subject: Subject, records: Records, law: Law) -> list[str]:
    row, line = subject.row, subject.record
    kind = leaving_kind(row, records)
    if unknown := _unknown(subject):
        return unknown
    if case_about(row, records) == DEATH:
        return ["解聘理由为第2项（死亡），不生成解聘通知书，请生成《终止登记表》（ending-record）。"]
    if kind and kind != DISMISSED:
        return [f"离岗类型为{kind}，不是解聘，请生成《聘用协议终止通知书》（ending-notice）。"]
    if not isinstance(line, Dismissal):
        return ["“解聘”表没有此人的记录，不知道解聘理由和依据，请先登记。"]
    return _days(row, line)


def _days(row: Coordinator, line: Dismissal) -> list[str]:
    one, other = line.dismiss_date, row.leave_date
    if one and other and one != other:
        return [f"“解聘”表的解除日期{one}与花名册的离岗日期{other}不一致，通知书上不能写明解除日期，请更正。"]
    if not one and not other:
        return ["“解除日期”“离岗日期”都没有填写或无法识别，请补填。"]
    return []


def ask(subject: Subject, records: Records, law: Law) -> list[Finding]:
    """The evidence of the case, the procedure and the reason, also of a dismissal that is still to come."""
    row, line = subject.row, subject.record
    if not subject.rows or not isinstance(line, Dismissal) or (case := case_about(row, records)) == DEATH:
        return []
    found = [*put((f"X{case}", "X10"), line, records, law), *put(("X10",), row, records, law)]
    return [*found, *_procedure(row, line, records, law)]


def _procedure(row: Coordinator, line: Dismissal, records: Records, law: Law) -> list[Finding]:
    """What X8 says, but for the steps that only follow the notice: they can be done when it is there."""
    _, steps = of_body(STEPS, row.hiring_body or "", law)
    first = next((at for at, step in enumerate(steps or ()) if any(word in step for word in _NOTICE)), len(steps or ()))
    found = []
    for finding in put(("X8",), line, records, law):
        if "步骤" in finding.answer.facts:
            left = open_steps(line.dismiss_steps or "", (steps or ())[:first])
            if not left:
                continue
            finding = replace(finding, answer=replace(finding.answer, facts={"步骤": "、".join(left)}))
        found.append(finding)
    return found


def not_dead(subject: Subject, records: Records, law: Law) -> list[str]:
    if _case(subject, records) == DEATH:
        return _unknown(subject)
    return ["解聘理由不是第2项（死亡），不用《终止登记表》；解聘的请生成《解聘通知书》（dismissal-notice）。"]


DISMISSAL_NOTICE = Form(
    code="D13",
    name="dismissal-notice",
    title="解聘通知书",
    article="第十四条",
    public=False,
    template="dismissal-notice.docx",
    choose=choose,
    fill=leaving_values,
    refuse=refuse,
    ask=ask,
    file_name=of_person("解聘通知书"),
    cures=ENDED,
)
ENDING_RECORD = replace(
    DISMISSAL_NOTICE,
    code="D13b",
    name="ending-record",
    title="终止登记表",
    template="ending-record.docx",
    choose=the_dead,
    refuse=not_dead,
    ask=lambda subject, records, law: [],
    file_name=of_person("终止登记表"),
    optional=("依据材料",),
)

"""D08 聘用协议: one agreement for one person (Articles 6, 9, 10, 12, 14)."""

from __future__ import annotations

from ..core import Law
from ..law.agreement import overlap_days
from ..law.documents import COPIES
from ..law.procedure.selection import is_renewal
from ..records import Records, says_both, status_of
from ..rows import Agreement, Coordinator, Payment
from ..values import number_key
from .choosing import everybody
from .fields import person_values, shown
from .filenames import of_person
from .form import HAND_DATE, HAND_LINE, Form, Subject, Values

_EVERY = ("A2", "A8", "P1", "P2", "P3", "P5", "P6", "P7")
_QUALIFIED = ("E1", "E1b", "E2", "E3", "E4", "E5")
_SELECTED = ("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S10")
FIRST = (*_QUALIFIED, *_SELECTED, *_EVERY)
RENEWAL = ("E2", "E3", "A10", *_EVERY)


def refuse(subject: Subject, records: Records, law: Law) -> list[str]:
    row = subject.row
    if status_of(row) == "离岗":
        return ["已离岗，不再签订协议。"]
    if says_both(row, law.checked):
        return [f"状态为“在岗”，离岗日期却是{row.leave_date}，请更正其中一处。"]
    empty = [
        column.header
        for name, column in type(row).columns().items()
        if name in ("agreement_start", "agreement_end") and getattr(row, name) is None
    ]
    found = [f"“{'”“'.join(empty)}”没有填写或无法识别，不能确定协议期限，请补填。"] if empty else []
    if row.agreement_end and row.agreement_end < law.checked:
        found.append(
            f"协议已于{row.agreement_end}期满（参照日期{law.checked}）；要补印当时的协议，请用 --as-of 写明当时的日期。"
        )
    if not row.name:
        found.append("“姓名”没有填写或无法识别，请补填。")
    if row.pay_monthly == 0:
        found.append("“月劳务报酬”为0元，不能签订协议，请更正。")
    return found + _number_of_another(row, records)


def _number_of_another(row: Coordinator, records: Records) -> list[str]:
    """A renewed row that still carries the number of the agreement before it: that number stays where it is."""
    start, end = row.agreement_start, row.agreement_end
    for other in records.of_person(Agreement, row.id_number):
        before, after = other.agreement_start, other.agreement_end
        same = row.agreement_no and number_key(row.agreement_no) == number_key(other.agreement_no)
        if same and start and end and before and after and not overlap_days(start, end, before, after):
            return [f"协议编号{row.agreement_no}已用于{before}至{after}的协议，请清空本行的编号，由程序另编。"]
    return []


def gate(subject: Subject, records: Records) -> tuple[str, ...]:
    """The rules an agreement waits for. A row that says it is no renewal, of a person with earlier ones, answers to both."""
    row = subject.row
    if not is_renewal(row, records):
        return FIRST
    return (*FIRST, "A10") if row.is_renewal is False else RENEWAL


def fill(subject: Subject, records: Records, law: Law) -> Values:
    row = subject.row
    values = person_values(subject, row, records, law)
    return values | {
        "甲方负责人": None,
        "签订日期": shown(row.sign_date),
        "落款单位": values["甲方"],
        "落款日期": shown(row.sign_date),
    }


CONTRACT = Form(
    code="D08",
    name="contract",
    title="聘用协议",
    article="第六、九、十、十二、十四条",
    public=False,
    template="contract.docx",
    choose=everybody,
    fill=fill,
    refuse=refuse,
    gate=gate,
    file_name=of_person("聘用协议"),
    blanks={"签订日期": HAND_DATE, "落款日期": HAND_DATE, "甲方负责人": HAND_LINE, "联系电话": HAND_LINE},
    numbers=True,
    cures=("A1",),
    params=(COPIES,),
    beside=(Payment,),  # an old month that cannot be judged does not hold up the next agreement; an error in it does
)

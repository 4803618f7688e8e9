"""D12 到期不续聘（终止）通知: an agreement that ends with its term, or with the posts (Articles 9 and 5). It is no dismissal."""

from __future__ import annotations

from collections.abc import Sequence

from ..core import Law
from ..law import Verdict
from ..law.dismissal.grounds import DISMISSED, NOT_RENEWED, POSTS_ENDED, leaving_kind
from ..records import Records
from ..rows import Coordinator
from ..values import date_words
from .choosing import each_person
from .fields import shown
from .filenames import of_person
from .form import Form, Subject, Values
from .leaving import ENDED, governing, leaving_values
from .printed import basis_words
from .where import chosen

_ENDINGS = (NOT_RENEWED, POSTS_ENDED)


def choose(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """Whose 离岗类型 says that the agreement ends and is not renewed, left already or not yet; whoever else is asked for."""
    rows = chosen(records, where, left_too=True)
    return each_person((row for row in rows if where or leaving_kind(row, records) in _ENDINGS), records)


def refuse(subject: Subject, records: Records, law: Law) -> list[str]:
    row = subject.row
    kind, end, left = leaving_kind(row, records), row.agreement_end, row.leave_date
    if kind == DISMISSED:
        return ["离岗类型为解聘，不是期满终止，请生成《解聘通知书》（dismissal-notice）。"]
    if not kind:
        return ["“离岗类型”没有填写或看不出是哪一种；期满不再续聘的填“协议期满不再续聘”后再做。"]
    if end is None:
        return ["“协议止”没有填写或无法识别，不能写明终止日期，请补填。"]
    if kind == NOT_RENEWED and left and left < end:
        return [f"离岗日期{left}早于协议止{end}，不是协议期满；请更正日期，属于解聘的把“离岗类型”改为解聘。"]
    return []


def _why(row: Coordinator, kind: str) -> str | None:
    """What has come to an end, in neutral words."""
    if row.agreement_end is None or not kind:
        return None
    if kind == POSTS_ENDED:
        return "因村级就业帮扶协管员岗位设置期限届满而终止"
    return f"于{date_words(row.agreement_end)}期满，期满后不再续签"


def fill(subject: Subject, records: Records, law: Law) -> Values:
    row, values = subject.row, leaving_values(subject, records, law)
    day = values["离岗日期"] or shown(row.agreement_end)
    return values | {
        "条款依据": basis_words("第十四条", governing(row, records, law)),  # which it is not ended by
        "终止说明": _why(row, leaving_kind(row, records)),
        "终止日期": day,
        "结算至": day,
    }


ENDING_NOTICE = Form(
    code="D12",
    name="ending-notice",
    title="聘用协议终止通知书",
    article="第九、五条",
    public=False,
    template="ending-notice.docx",
    choose=choose,
    fill=fill,
    refuse=refuse,
    file_name=of_person("聘用协议终止通知书"),
    optional=("联系人", "办公电话"),
    cures=ENDED,
)

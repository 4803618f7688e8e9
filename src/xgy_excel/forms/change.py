"""D14 变动备案表 and 变动备案函: who left, who came, reported to the three departments (Article 8)."""

from __future__ import annotations

from collections.abc import Sequence

from ..core import Law
from ..law import Verdict
from ..law.dismissal.grounds import DISMISSED, leaving_kind
from ..law.documents import CONTACT, DEPARTMENTS, DOC_NUMBER, OFFICE_PHONE, of_township
from ..law.procedure.selection import selection_of
from ..records import Records, status_of
from ..rows import Coordinator, Procedure
from ..values import id_head
from .choosing import distinct, the_row
from .fields import list_values, person_values, shown
from .filenames import of_person, of_place
from .form import Form, Subject, Values
from .leaving import CASES, ENDED, case_about, last_day, number_of
from .printed import basis_words, printed_name, printed_party, red_head
from .succession import Change, change_of
from .where import chosen

_THREE = ("乡村振兴", "人社", "财政")
_LETTER = "变动备案函"


def changed(records: Records, law: Law, where: Sequence[str]) -> list[Coordinator]:
    """Those whose change is not filed yet; one who came for somebody among them is told of there. Whoever else is asked for."""
    rows = [row for row in chosen(records, where, left_too=True) if where or _open(row, records, law)]
    told = {
        id(came) for row in rows if (change := change_of(row, records)) and change.left is row and (came := change.came)
    }
    return [row for row in rows if id(row) not in told]


def _open(row: Coordinator, records: Records, law: Law) -> bool:
    """Is a change that has happened still to be filed? A selection is filed as such; with a day of change it is a change too."""
    selection = selection_of(row, records)
    if status_of(row) != "离岗" and not (selection and selection.change_date):
        return False
    change = change_of(row, records)
    filed = selection and selection.change_file_date
    return change is not None and not filed and (change.day is None or change.day <= law.checked)


def choose(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    return distinct([the_row(row, records) for row in changed(records, law, where)])


def refuse(subject: Subject, records: Records, law: Law) -> list[str]:
    change = change_of(subject.row, records)
    if change is None:
        return ["没有登记变动：既没有离岗，“选聘程序”表也没有变动日期、没有注明是补缺。"]
    found = []
    if change.day is None:
        found.append(f"“{'离岗日期' if change.left is subject.row else '变动日期'}”没有填写或无法识别，请补填。")
    if not change.kind:
        found.append("“离岗类型”没有填写或看不出是哪一种，请补填。")
    return found


def _change_values(row: Coordinator, records: Records, law: Law) -> Values:
    change = change_of(row, records) or Change("", None)
    left, came = change.left, change.came
    village = records.village(row.service_village, row.township)
    selection: Procedure | None = selection_of(came, records) if came else None
    case = case_about(left, records) if left and change.kind == DISMISSED else None
    who = left or came
    return {
        "变动类型": change.kind or None,
        "变动日期": shown(change.day),
        "变动人员": printed_name(who.name) if who else None,
        "离岗姓名": printed_name(left.name) if left else None,
        "离岗身份证号": (id_head(left.id_number) or None) if left else None,
        "离岗日期": shown(last_day(left, records)) if left else None,
        "离岗协议编号": number_of(left, records) if left else None,
        "离岗类型": (leaving_kind(left, records) or left.leave_kind) if left else None,
        "解聘理由": CASES.get(case or 0),
        "接任姓名": printed_name(came.name) if came else None,
        "接任身份证号": (id_head(came.id_number) or None) if came else None,
        "接任上岗日期": shown(came.onboard_date) if came else None,
        "接任备案编号": selection.county_file_no if selection else None,
        "落款单位": printed_party(row.party_a or row.hiring_body, village),
        "落款日期": shown(law.checked),
    }


def fill(subject: Subject, records: Records, law: Law) -> Values:
    return person_values(subject, subject.row, records, law) | _change_values(subject.row, records, law)


CHANGE_FORM = Form(
    code="D14",
    name="change-form",
    title="变动备案表",
    article="第八条",
    public=False,
    template="change-form.docx",
    choose=choose,
    fill=fill,
    refuse=refuse,
    file_name=of_person("变动备案表"),
    cures=ENDED,
)


# -- the letter -----------------------------------------------------------------------------------------------


def _by_body(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """The changes of each hiring body together."""
    bodies: dict[str, list[Coordinator]] = {}
    for row in changed(records, law, where):
        village = records.village(row.service_village, row.township)
        bodies.setdefault(printed_party(row.party_a or row.hiring_body, village) or "未填选聘主体", []).append(row)
    return [Subject(tuple(rows), label=body, place=rows[0].township) for body, rows in bodies.items()]


def _refuse_letter(subject: Subject, records: Records, law: Law) -> list[str]:
    unset = "、".join(f"“{DEPARTMENTS.name}·{key}”" for key in _THREE if not law.get(DEPARTMENTS, key))
    found = [f"参数表未设{unset}，备案函不知道报给哪个部门，请填写参数、生效日期和依据文号后再做。"] if unset else []
    return found + (refuse(subject, records, law) if len(subject.rows) == 1 else [])


def _fill_letter(subject: Subject, records: Records, law: Law) -> Values:
    values = list_values(subject, records, law, law.checked)
    lines = [
        line | _change_values(row, records, law)
        for line, row in zip(values["名单"], subject.rows or (subject.row,), strict=True)
    ]
    return values | {
        "名单": lines,
        "人数": str(len(subject.rows)) if subject.rows else None,
        "条款依据": basis_words("第八条", law),
        "发文字号": law.get(DOC_NUMBER, _LETTER),
        "联系人": of_township(CONTACT, subject.row.township, law),
        "办公电话": of_township(OFFICE_PHONE, subject.row.township, law),
        "落款单位": lines[0]["落款单位"],
        "红头": red_head(lines[0]["落款单位"], law),
        "落款日期": shown(law.checked),
    }


CHANGE_LETTER = Form(
    code="D14b",
    name="change-letter",
    title=_LETTER,
    article="第八条",
    public=False,
    template="change-letter.docx",
    choose=_by_body,
    fill=_fill_letter,
    refuse=_refuse_letter,
    file_name=of_place(_LETTER),
    optional=("发文字号", "联系人", "办公电话"),
    cures=ENDED,
    leaves_out=True,
)

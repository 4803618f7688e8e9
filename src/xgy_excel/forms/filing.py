"""D07: the filing with the county (Article 8): a form for each person, the roster of the batch and the letter that goes with it.

A batch is what one hiring body files together. A first selection is filed 旗县级; the text names no department, so the
county says who receives it and who signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..core import Law
from ..law import Verdict
from ..law.documents import CONTACT, DOC_NUMBER, FILING_BODY, FILING_OPINIONS, OFFICE_PHONE, of_township
from ..law.procedure.selection import selection_of
from ..records import Records, status_of
from ..rows import Coordinator
from .choosing import distinct, each_person, waiting
from .fields import list_values, person_values, shown
from .filenames import of_person, of_place
from .form import Form, Subject, Values
from .printed import printed_party, red_head

GATE = ("E1", "E1b", "E2", "E3", "E4", "E5", "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S10")
LETTER_TITLE = "备案函"


def _filed(row: Coordinator, records: Records) -> date | None:
    selection = selection_of(row, records)
    return selection.county_file_date if selection else None


def _to_file(records: Records, law: Law, where: Sequence[str]) -> tuple[Coordinator, ...]:
    """The people of a selection who are not filed yet on the as-of day; where all are, all of them."""
    rows = waiting(records, where)
    still = tuple(row for row in rows if _is_open(row, records, law))
    return rows if where else still or rows


def _is_open(row: Coordinator, records: Records, law: Law) -> bool:
    """Is the person still to be filed? Of one long in post whose selection nobody recorded that cannot be said."""
    if selection_of(row, records) is None:
        return status_of(row) == "待上岗"
    return (_filed(row, records) or date.max) > law.checked


def choose_people(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    return each_person(_to_file(records, law, where), records)


def choose_batches(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """The people whom one hiring body files together: those still to be filed, and those filed on one day."""
    batches: dict[tuple[str, date | None], list[Coordinator]] = {}
    for row in _to_file(records, law, where):
        day = _filed(row, records)
        batches.setdefault((_body(row, records) or "", day if day and day <= law.checked else None), []).append(row)
    return distinct(
        [
            Subject(tuple(rows), label=body or "未填选聘主体", place=_one_town(rows))
            for (body, _), rows in batches.items()
        ]
    )


def _body(row: Coordinator, records: Records) -> str | None:
    village = records.village(row.service_village, row.township)
    return printed_party(row.hiring_body or row.party_a, village)


def _one_town(rows: Sequence[Coordinator]) -> str:
    """The township of all of them; empty where a body hires in several."""
    towns = {row.township or "" for row in rows}
    return towns.pop() if len(towns) == 1 else ""


def fill_form(subject: Subject, records: Records, law: Law) -> Values:
    values = person_values(subject, subject.row, records, law)
    opinions = law.get(FILING_OPINIONS) or ()
    return values | {"选聘主体": _body(subject.row, records), "备案意见栏": [{"栏名": name} for name in opinions]}


def fill_batch(subject: Subject, records: Records, law: Law) -> Values:
    row = subject.row
    towns, villages = ({getattr(one, name) for one in subject.rows} for name in ("township", "service_village"))
    return {
        **list_values(subject, records, law, law.day),
        "备案机关": law.get(FILING_BODY),
        "发文字号": law.get(DOC_NUMBER, LETTER_TITLE),
        "人数": shown(len(subject.rows)),
        "乡镇数": shown(len(towns)),
        "村数": shown(len(villages)),
        "异议情况": _objections(subject.rows, records),
        "联系人": of_township(CONTACT, row.township, law),
        "办公电话": of_township(OFFICE_PHONE, row.township, law),
        "落款单位": _body(row, records),
        "红头": red_head(_body(row, records), law),
        "落款日期": shown(law.checked),
    }


def _objections(rows: Sequence[Coordinator], records: Records) -> str | None:
    """What became of the two notices; None where it is not known of somebody."""
    chains = [selection_of(row, records) for row in rows]
    counts = [chain.objection_count for chain in chains if chain and chain.objection_count is not None]
    if len(counts) < len(rows):
        return None
    total = sum(counts)
    return f"公示期间收到异议{total}件，均已调查处理" if total else "公示期间未收到异议"


def refuse_letter(subject: Subject, records: Records, law: Law) -> list[str]:
    """A letter is dated on the as-of day, which lies between the last notice and the filing."""
    found = []
    if (filed := _filed(subject.row, records)) and filed < law.checked:
        found.append(
            f"已于{filed}备案，备案函的日期（参照日期{law.checked}）不能晚于备案日期；补印的请用 --as-of 写明当时的日期。"
        )
    ends = [chain.town_pub_end for row in subject.rows if (chain := selection_of(row, records)) and chain.town_pub_end]
    if ends and max(ends) > law.checked:
        found.append(f"苏木乡镇公示至{max(ends)}才期满，期满后再报备案。")
    return found


FILING_FORM = Form(
    code="D07",
    name="filing-form",
    title="备案表",
    article="第八条",
    public=False,
    template="filing-form.docx",
    choose=choose_people,
    fill=fill_form,
    file_name=of_person("备案表"),
    gate=lambda subject, records: GATE,
    optional=("政治面貌", "优先类别", "备案编号", "备案结论", "备案日期"),
)
FILING_ROSTER = Form(
    code="D07b",
    name="filing-roster",
    title="备案花名册",
    article="第八条",
    public=False,
    template="filing-roster.docx",
    choose=choose_batches,
    fill=fill_batch,
    file_name=of_place("备案花名册"),
    gate=lambda subject, records: GATE,
    leaves_out=True,
)
FILING_LETTER = Form(
    code="D07c",
    name="filing-letter",
    title=LETTER_TITLE,
    article="第八条",
    public=False,
    template="filing-letter.docx",
    choose=choose_batches,
    fill=fill_batch,
    file_name=of_place(LETTER_TITLE),
    refuse=refuse_letter,
    gate=lambda subject, records: GATE,
    optional=("发文字号", "联系人", "办公电话"),
    params=(FILING_BODY,),
    leaves_out=True,
)

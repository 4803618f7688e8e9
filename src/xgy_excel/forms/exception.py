"""D17 例外审批单: what 原则上 leaves open and only a written decision can close, one paper for a rule and a person or village."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import replace

from ..core import REGULATION, Finding, Law, Row, Rule, Severity, Stopped
from ..law import Verdict
from ..law.citing import article_words
from ..records import Records, person_of
from ..rows import Coordinator, Village
from .choosing import distinct, the_row
from .fields import person_values, shown
from .form import HAND_DATE, HAND_LINE, Form, Subject, Values
from .printed import basis_words, printed_party
from .vacancy import hiring_body
from .where import chosen, chosen_villages


def choose(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """The open 需例外审批 by rule and person or village, in the order of the book; 规则=E3 chooses among them too."""
    rules = {w.partition("=")[2].strip().upper() for w in where if w.replace("＝", "=").startswith("规则=")}
    others = [w for w in where if not w.replace("＝", "=").startswith("规则=")]
    people, villages = _asked_for(records, others)
    papers: dict[tuple[str, Hashable], Subject] = {}
    for finding in verdict.findings:
        code = finding.rule.code
        subject = _about(finding, people, villages, records)
        if finding.severity is not Severity.EXCEPTION or subject is None or (rules and code.upper() not in rules):
            continue
        key = (code, _key(subject.row) if subject.rows else id(subject.village))
        known = papers.setdefault(key, replace(subject, label=f"{subject.label}（{code}）"))
        papers[key] = replace(known, findings=(*known.findings, finding))
    return distinct(list(papers.values()))


def _asked_for(records: Records, where: Sequence[str]) -> tuple[dict[Hashable, Coordinator], list[Village]]:
    """The people by identity and the villages that meet the conditions. Raises Stopped when no sheet knows a column."""
    people: dict[Hashable, Coordinator] = {}
    villages: list[Village] = []
    stops = []
    try:
        for row in chosen(records, where, left_too=True):
            people.setdefault(_key(row), row)
    except Stopped as stop:
        stops.append(stop)
    try:
        villages = list(chosen_villages(records, where))
    except Stopped as stop:
        stops.append(stop)
    if len(stops) > 1:
        raise stops[0]
    return people, villages


def _about(
    finding: Finding, people: dict[Hashable, Coordinator], villages: list[Village], records: Records
) -> Subject | None:
    """The person or village a finding is about, if it was asked for."""
    row = finding.row
    if isinstance(row, Village):
        return Subject((), row, row.subject) if any(row is one for one in villages) else None
    if row is None:
        return None
    person = people.get(_key(row))
    return the_row(person, records) if person else None


def _key(row: Row) -> Hashable:
    """The person a row is about, or the row itself."""
    return person_of(row) or (row.place.sheet, row.place.row)


def fill(subject: Subject, records: Records, law: Law) -> Values:
    values = person_values(subject, subject.row, records, law)
    rule = subject.findings[0].rule if subject.findings else None
    facts = dict.fromkeys(re.sub("^【[^】]*】", "", finding.message) for finding in subject.findings)
    village, row = subject.village or Village(), subject.row
    return values | {
        "对象": values["姓名"] if subject.rows else village.village,
        "对象类别": "人员" if subject.rows else "嘎查村",
        "规则": rule.code if rule else None,
        "规则名": rule.title if rule else None,
        **_cited(rule, law),
        "事实": "\n　".join(facts) or None,
        "办理办法": next((finding.remedy for finding in subject.findings), None),
        "选聘主体": printed_party(row.hiring_body, village) or hiring_body(village, records, law),
        "填表日期": shown(law.checked),
        **dict.fromkeys(("例外审批文号", "批准单位", "批准日期")),
    }


def _cited(rule: Rule | None, law: Law) -> dict[str, str | None]:
    """The article of a rule as the policy in force numbers it, and with that policy; of another regulation as its package says."""
    if rule is None:
        return dict.fromkeys(("条款", "条款依据"))
    cite = rule.cite
    if cite.source != REGULATION:
        return {"条款": cite.article, "条款依据": f"{cite.source}　{cite.article}"}
    if not cite.article.startswith("第"):
        return {"条款": cite.article, "条款依据": cite.article}  # 本县规定
    return {"条款": article_words(cite.article, law), "条款依据": basis_words(cite.article, law)}


def file_name(subject: Subject, values: Values) -> str:
    return f"{EXCEPTION.title}_{values['规则']}_{subject.label.partition('（')[0]}"


EXCEPTION = Form(
    code="D17",
    name="exception-request",
    title="例外审批单",
    article="第四、五、七、十条",
    public=False,
    template="exception-request.docx",
    choose=choose,
    fill=fill,
    file_name=file_name,
    blanks={"例外审批文号": HAND_LINE, "批准单位": HAND_LINE, "批准日期": HAND_DATE},
    optional=("条款", "条款依据", "身份证号脱敏", "选聘主体", "苏木乡镇", "嘎查村"),
    exempt=True,
)

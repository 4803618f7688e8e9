"""D03 两委核查表: what the village committees look into (Articles 7 and 8), with what the book says of it beside each line.

The program's results are for reference; the conclusion is the committees' own and is never printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..core import Law, Severity
from ..law import RULES
from ..law.eligibility.age import OLDEST, YOUNGEST
from ..law.eligibility.education import LEAST
from ..law.judging import SWITCH, found
from ..records import Records
from ..rows import Coordinator
from ..values import date_words
from .asking import is_asked, unasked
from .choosing import whoever_waits
from .fields import person_values
from .filenames import of_person
from .form import BLANK, HAND_DATE, Form, Subject, Values

_LABELS = {"户籍嘎查村": "户籍：", "常住嘎查村": "常住：", "优先类别": "优先类别："}
FIT = ("□符合", "□不符合")


@dataclass(frozen=True)
class Line:
    """One line of the form: what is asked, what the law says of it, which columns answer, which rules looked at it."""

    item: str
    demand: str
    columns: tuple[str, ...]
    rules: tuple[str, ...]
    ticks: tuple[str, str] = FIT


def _lines(law: Law) -> tuple[Line, ...]:
    young, old, school = law.get(YOUNGEST), law.get(OLDEST), law.get(LEAST)
    return (
        Line("本村人员", "服务对象所在嘎查村（社区）", ("户籍嘎查村", "常住嘎查村"), ("E1",)),
        Line("农牧民", "在农牧民中选聘", ("是否农牧民",), ("E1b",)),
        Line("年龄", f"年满{young}周岁，原则上不超过{old}周岁", ("出生日期",), ("E2", "E3")),
        Line("文化程度", f"{school}以上", ("文化程度",), ("E4",)),
        Line("劳动能力", "有一定的工作能力", ("劳动技能",), ("E10",)),
        Line("人员身份", "符合条件的可以优先选聘", ("人员身份", "优先类别"), (), ("□优先", "□非优先")),
    )


def fill(subject: Subject, records: Records, law: Law) -> Values:
    values = person_values(subject, subject.row, records, law)
    blank = subject is BLANK
    lines = [
        {
            "项目": line.item,
            "条件": line.demand,
            "登记情况": None if blank else _recorded(line, values),
            "勾选一": line.ticks[0],
            "勾选二": line.ticks[1],
            "参考": None if blank or not line.rules else _reference(line, subject, records, law),
        }
        for line in _lines(law)
    ]
    return values | {"核查项": lines, "核对日期": date_words(law.checked)}


def _recorded(line: Line, values: Values) -> str:
    return "\n".join(_LABELS.get(name, "") + values[name] for name in line.columns if values.get(name)) or "未登记"


def _reference(line: Line, subject: Subject, records: Records, law: Law) -> str:
    """What the rules say of the person: what they found, or that they found nothing, never that the person fits."""
    said = [words for code in line.rules for words in _said(code, subject, records, law)]
    return "；".join(dict.fromkeys(said)) or "未发现不符"


def _said(code: str, subject: Subject, records: Records, law: Law) -> list[str]:
    rule = next(rule for rule in RULES if rule.code == code)
    row: Coordinator = subject.row
    if law.get(SWITCH, code) is False:
        return ["本县未启用此项核对"]
    if why := unasked(rule, row, subject, records, law):
        return [f"未能核对：{why}"]
    answers = rule.ask(row, records, rule.law_of(row, records, law)) if is_asked(rule, row, records, law) else ()
    told = (found(rule, answer, row) for answer in answers if answer.severity is not Severity.HINT)
    return [re.sub("^【[^】]*】", "", finding.message).rstrip("。") for finding in told]


COMMITTEE = Form(
    code="D03",
    name="committee-check",
    title="两委核查表",
    article="第七、八条",
    public=False,
    template="committee-check.docx",
    choose=whoever_waits,
    fill=fill,
    file_name=of_person("两委核查表"),
    blanks={"两委核查日期": HAND_DATE},
    exempt=True,
    by_hand=True,
)

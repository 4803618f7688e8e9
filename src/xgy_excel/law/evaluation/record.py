"""Article 12: one evaluation: the people served took part, they may have been asked, and its grade is one of the county's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from ...core import Answer, Cite, Law, Param, Rule, Severity, error, hint, missing, unknown, unset
from ...records import Records
from ...rows import Evaluation
from ...values import squash
from ..agreement.renewal import evaluated_year
from ..params import whole, words

ART12 = Cite("第十二条")
GRADES = Param("等次表", words, "优秀、合格、基本合格、不合格", "等次，以、分隔", "评价分哪几等由各县自定", ART12)
LEAST_CLIENTS = Param("最少参评人数", whole, "1", "人", "“须有被服务对象参与”没有人数", ART12)
PARAMS = (GRADES, LEAST_CLIENTS)


def year_words(row: Evaluation) -> str:
    """The year of an evaluation for a clerk.

    >>> year_words(Evaluation(eval_year="2024")), year_words(Evaluation(eval_date=date(2024, 12, 10))), year_words(Evaluation())
    ('2024年度', '2024年', '')
    """
    if evaluated_year(row):
        return f"{evaluated_year(row)}年度"
    return row.eval_year or (f"{row.eval_date.year}年" if row.eval_date else "")


def year_end(row: Evaluation, records: Records) -> date | None:
    """The last day of the year evaluated, on which it is judged."""
    year = evaluated_year(row)
    return date(year, 12, 31) if year else row.eval_date


def _began(row: Evaluation, records: Records) -> date | None:
    return row.eval_date or (date(year, 1, 1) if (year := evaluated_year(row)) else None)


def without_clients(row: Evaluation, records: Records, law: Law) -> Iterator[Answer]:
    least = law.get(LEAST_CLIENTS)
    if row.eval_clients is None:
        yield missing("eval_clients")
    elif least is None:
        yield unset(LEAST_CLIENTS)
    elif row.eval_clients < least:
        yield error(年度=year_words(row), n=str(row.eval_clients))


def unsurveyed(row: Evaluation, records: Records, law: Law) -> Iterator[Answer]:
    """Where nobody of several was asked in a year, it is said once."""
    if row.satisfaction is not None:
        return
    same = records.by(Evaluation, year_words).get(year_words(row), [row])
    if len(same) > 1 and all(one.satisfaction is None for one in same):
        yield replace(hint("全年", 年度=year_words(row), n=str(len(same)), 表=Evaluation.SHEET), once=True)
    else:
        yield hint(年度=year_words(row))


def unknown_grade(row: Evaluation, records: Records, law: Law) -> Iterator[Answer]:
    grades = law.get(GRADES)
    if row.eval_grade is None:
        yield missing("eval_grade")
    elif grades is None:
        yield unset(GRADES)
    elif squash(row.eval_grade) not in {squash(grade) for grade in grades}:
        yield unknown(年度=year_words(row), v=row.eval_grade)


_rule = partial(Rule, cite=ART12, about=(Evaluation,), day=year_end, since=_began)

V2 = _rule(
    code="V2",
    title="被服务对象参与",
    severities=(Severity.ERROR,),
    ask=without_clients,
    field="eval_clients",
    logic="参评服务对象人数少于最少参评人数为错误；未填为待核",
    message="【第十二条·服务对象参与】{对象}{年度}评价的被服务对象参与人数为{n}。",
    remedy="组织被服务对象参与后重新评价，或补登人数。",
    params=(LEAST_CLIENTS,),
    needs=("eval_clients",),
)
V3 = _rule(
    code="V3",
    title="群众满意度",
    severities=(Severity.HINT,),
    ask=unsurveyed,
    field="satisfaction",
    logic="满意度未填；一个年度都没有填的只提出一次",
    message="【第十二条·满意度】{对象}{年度}未填写群众满意度（鼓励开展）。",
    wordings={"全年": "【第十二条·满意度】{年度}{n}份评价都没有填写群众满意度（鼓励开展）。"},
    remedy="有条件的开展测评并登记。",
    needs=("satisfaction",),
)
V5 = _rule(
    code="V5",
    title="等次",
    severities=(Severity.UNKNOWN,),
    ask=unknown_grade,
    field="eval_grade",
    logic="评价等次不在等次表内，或未填",
    message="【第十二条·等次】{对象}{年度}评价等次“{v}”不在等次表内。",
    remedy="更正等次，或在参数表增加。",
    params=(GRADES,),
    needs=("eval_grade",),
)

RULES = (V2, V3, V5)

"""Article 12: the hiring body lays down how it evaluates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...core import Answer, Law, Param, Rule, Severity, error, unknown
from ...records import Records, on_post, status_of
from ...rows import Coordinator
from ...values import squash
from ..agreement.hiring import of_body
from ..params import text
from .record import ART12

METHOD = Param(
    "绩效评价办法文号",
    text,
    None,
    "文号，每个选聘主体一行；同类主体可合为一行，类别写旗县、苏木乡镇或嘎查村",
    "选聘主体应当制定绩效管理评价办法",
    ART12,
    keyed=True,
)
PARAMS = (METHOD,)
_NONE = ("未制定", "没有制定", "尚未制定", "无", "没有", "暂无", "否")


_NOTHING = Answer(Severity.UNKNOWN, {"参数": METHOD.name}, "都没有", once=True)


def no_method(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    """Said once for a hiring body of somebody in post or waiting; the body itself is A8's to ask for."""
    body = row.hiring_body
    if body is None:
        return
    keys = law.keys(METHOD)
    line, number = of_body(METHOD, body, law) if keys else ("", None)
    sure = number is not None and squash(number) not in _NONE
    if sure or not (on_post(row, law.checked) or status_of(row) == "待上岗"):
        return
    if not keys:
        yield _NOTHING
    elif number is None:
        yield replace(unknown(主体=body, 参数=line), once=True)
    else:
        yield replace(error("否", 主体=body, 参数=line), once=True)


V4 = Rule(
    code="V4",
    title="评价办法",
    cite=ART12,
    severities=(Severity.ERROR, Severity.UNKNOWN),
    about=(Coordinator,),
    ask=no_method,
    field="hiring_body",
    logic="有人在岗的选聘主体，参数“绩效评价办法文号”写明未制定为错误，未登记为待核；每个主体只提出一次，选聘主体为空由A8提出",
    message="【第十二条·评价办法】{主体}未登记绩效管理评价办法文号。",
    wordings={
        "否": "【第十二条·评价办法】{主体}登记为未制定绩效管理评价办法。",
        "都没有": "【第十二条·评价办法】参数表没有登记任何选聘主体的绩效管理评价办法文号。",
    },
    remedy="制定并登记文号、日期。",
    remedies={"都没有": "在参数表按选聘主体各写一行，如“绩效评价办法文号·某某镇人民政府”，填写文号、生效日期。"},
    params=(METHOD,),
    needs=("hiring_body",),
)

RULES = (V4,)

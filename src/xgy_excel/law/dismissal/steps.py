"""Article 14: the procedure of a dismissal, which the hiring body lays down itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...core import Answer, Law, Param, Rule, Severity, missing, unknown
from ...records import Records
from ...rows import Coordinator, Dismissal
from ...values import squash
from ..agreement.hiring import of_body
from ..params import words
from .grounds import ART14, left_on, reason

STEPS = Param(
    "解聘程序步骤",
    words,
    None,
    "步骤，以、分隔，每个选聘主体一行；同类主体可合为一行，类别写旗县、苏木乡镇或嘎查村",
    "具体程序由选聘主体自行确定",
    ART14,
    keyed=True,
)
PARAMS = (STEPS,)

_PARTS = re.compile("[、，,;；。\n]+")
_NOT_YET = re.compile("未|尚|待|没有|缺|暂|(?<!是)否|:无$")
_ALL_DONE = re.compile("(均|都|全部|各步骤).{0,2}(完成|办结|履行|到位)|已按程序(完成|办理|办结)")


def open_steps(done: str, steps: tuple[str, ...]) -> list[str]:
    """The steps a text does not say to be done. Each must be named, unless the text says that all were done.

    >>> steps = ("告知本人", "集体研究", "书面通知")
    >>> open_steps("告知本人2025-03-01、集体研究2025-03-05，书面通知未送达", steps), open_steps("各步骤均已完成", steps)
    (['书面通知'], [])
    """
    parts = [squash(part) for part in _PARTS.split(done)]
    undone = any(_NOT_YET.search(part) for part in parts)
    if _ALL_DONE.search(squash(done)) and not undone:
        return []
    return [
        step
        for step in steps
        if not any(squash(step) in part and not _NOT_YET.search(part.replace(squash(step), "")) for part in parts)
    ]


def without_procedure(row: Dismissal, records: Records, law: Law) -> Iterator[Answer]:
    """Nobody is notified of a dismissal that death has made."""
    if reason(row) == 2:
        return
    people = records.about(Coordinator, row)
    body = next((one.hiring_body for one in people if one.hiring_body), None)
    if body is None:
        yield missing("dismiss_steps", 字段="选聘主体") if row.id_number else missing("id_number")
        return
    line, steps = of_body(STEPS, body, law)
    if steps is None:
        yield replace(unknown("未定程序", 主体=body, 参数=line), once=True)
    elif lacking := open_steps(row.dismiss_steps or "", steps):
        yield unknown("", 步骤="、".join(lacking))


X8 = Rule(
    code="X8",
    title="解聘程序",
    cite=ART14,
    severities=(Severity.UNKNOWN,),
    about=(Dismissal,),
    ask=without_procedure,
    field="dismiss_steps",
    logic="参数没有登记选聘主体的解聘程序步骤，或程序完成情况没有写明某一步已完成；死亡的除外",
    message="【第十四条·程序】{对象}解聘程序缺步骤：{步骤}。",
    wordings={"未定程序": "【第十四条·程序】{主体}未登记解聘程序。"},
    remedy="由选聘主体确定程序并逐步登记。",
    params=(STEPS,),
    needs=("dismiss_steps",),
    day=left_on,
    since=left_on,
)

RULES = (X8,)

"""The sheet 参数 itself (no article): a name nobody reads, a value that means nothing, two lines for one day."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ...core import Answer, Law, Param, Rule, Setting, Severity, error, hint, missing
from ...core.words import nearest
from ...records import Records
from ...values import squash
from ..pay.limits import CAP
from .numbers import BASE_DATA

NO_KEYS: Mapping[str, Collection[str]] = MappingProxyType({})


def parameter_rule(params: Iterable[Param[Any]], keys: Mapping[str, Collection[str]] = NO_KEYS) -> Rule:
    """K16 for a program that reads these parameters; `keys` says of a keyed one which keys there are, if not any."""
    known = {param.name: param for param in params}

    def ask(row: Setting, records: Records, law: Law) -> Iterator[Answer]:
        if row.name is None:
            if row.value is not None:
                yield missing("name")
            return
        param = _param(row.name, known)
        if param is None:
            yield _unknown(row, known)
        elif param.name in keys and (key := _written(row.name).partition("·")[2]) not in keys[param.name]:
            yield hint("", "name", r=row.place.row, 名=row.name, 候选=f"{param.name}·{_likely(key, keys[param.name])}")
        elif row.value is not None and not _readable(param, row.value):
            yield error("值", "value", 名=row.name, v=row.value, 填法=_writing(param))
        yield from _repeated(row, records)

    return Rule(
        code="K16",
        title="参数值无效",
        cite=BASE_DATA,
        severities=(Severity.ERROR, Severity.HINT),
        about=(Setting,),
        ask=ask,
        field="value",
        logic="参数名不在参数目录内为提示；值不是该参数的填法，或同一参数两行生效日期相同，为错误",
        message="【参数】第{r}行的参数名“{名}”不在参数目录内，最接近的是“{候选}”。",
        wordings={
            "没有相近": "【参数】第{r}行的参数名“{名}”不在参数目录内，也没有相近的名称。",
            "缺类别": "【参数】第{r}行的参数“{名}”须按类别填写，写作“{名}·类别”。",
            "值": "【参数】参数“{名}”的值“{v}”无法识别，应填：{填法}。",
            "重复": "【参数】参数“{名}”有两行生效日期相同（第{r1}、{r2}行），无法判断用哪一行。",
        },
        remedy="按参数目录改正参数名；确属本县另作他用的无须处理。",
        remedies={
            "值": "按填法改正；改正前用到该参数的规则为待核。",
            "重复": "删去一行，或改正其中一行的生效日期。",
        },
        needs=("name", "value"),
        without_pack=True,
    )


def _writing(param: Param[Any]) -> str:
    """How its value is written: of a bare unit, a number with an example."""
    if len(param.unit) > 2 or not (param.default or "").isdigit():
        return param.unit
    return f"数字（{param.unit}），如{param.default}"


def _likely(key: str, keys: Collection[str]) -> str:
    """The key that was meant, as far as one can tell."""
    likely = next((k for k in keys if squash(k) == squash(key)), "") or nearest(key, keys)
    return likely or ("、".join(keys) if len(keys) < 5 else "规则编号")


def _written(name: str | None) -> str:
    """A name as Law looks it up."""
    return (name or "").replace(" ", "")


def _param(name: str, known: Mapping[str, Param[Any]]) -> Param[Any] | None:
    """The parameter a line sets; a keyed one is written with its key: 岗位报酬标准·一类."""
    head, _, key = _written(name).partition("·")
    param = known.get(head if key else _written(name))
    return param if param and param.keyed == bool(key) else None


def _unknown(row: Setting, known: Mapping[str, Param[Any]]) -> Answer:
    param = known.get(_written(row.name))
    if param:  # known, but keyed
        return hint("缺类别", "name", r=row.place.row, 名=param.name)
    head = squash(row.name or "").partition("·")[0]
    close = nearest(squash(row.name or ""), known) or nearest(head, known)
    if not close:
        return hint("没有相近", "name", r=row.place.row, 名=row.name)
    candidate = known[close].name + ("·类别" if known[close].keyed else "")
    return hint("", "name", r=row.place.row, 名=row.name, 候选=candidate)


def _readable(param: Param[Any], value: str) -> bool:
    try:
        param.read(value)
    except ValueError:
        return False
    return True


def _line(row: Setting) -> Hashable:
    """What two lines must not share: county, name and first day. A line without a value sets nothing."""
    return (squash(row.county or ""), _written(row.name), row.start) if row.name and row.value else None


def _repeated(row: Setting, records: Records) -> Iterator[Answer]:
    """Told at every line but the first. A day that could not be read is for K12 to tell, the pay ceiling for P2."""
    if _written(row.name) == CAP.name:
        return
    lines = records.by(Setting, _line).get(_line(row), [row])
    if lines[0] is not row and not {"start"} & (lines[0].unread.keys() | row.unread.keys()):
        yield error("重复", "start", 名=row.name, r1=lines[0].place.row, r2=row.place.row)

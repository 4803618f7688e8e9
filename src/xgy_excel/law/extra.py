"""Rules of other packages: what a county, or a regulation of another kind of post, asks beside the sixteen articles.

A package offers a module with RULES and PARAMS under the entry point group GROUP. Nobody looks for one until the sheet 参数
names it: looking through what is installed takes longer than reading a small roster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from ..core import Cite, Law, Param, Row, Rule, Stopped
from ..rows import READ
from .params import words

GROUP = "xgy_excel.rules"
_NONE = "无"
_CODE = re.compile("[A-Z][0-9]{1,2}[a-z]?")


def _names(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in words(value) if name != _NONE))


EXTRA = Param(
    "附加规则",
    _names,
    _NONE,
    "无 | 已安装的规则包名称，多个用、分开",
    "本县另有规定的事项、另一类岗位的办法，规则装在单独的规则包里",
    Cite("—", in_text=False),
)


@dataclass(frozen=True)
class RulePackage:
    """The rules and parameters of one package, by the name the county calls it."""

    name: str
    rules: tuple[Rule, ...]
    params: tuple[Param[Any], ...] = ()

    @property
    def kinds(self) -> tuple[type[Row], ...]:
        """The sheets it knows and the program does not."""
        asked = (kind for rule in self.rules for kind in (*rule.about, *rule.sheets))
        return tuple(dict.fromkeys(kind for kind in asked if kind not in READ))


def installed() -> tuple[str, ...]:
    """The names of the packages on this machine."""
    from importlib.metadata import entry_points

    return tuple(sorted(entry_points(group=GROUP).names))


def packages_of(law: Law) -> tuple[RulePackage, ...]:
    """The packages the county asks for on the day. Raises Stopped when one cannot be had: no rule is left out in silence."""
    names = law.get(EXTRA)
    if names is None:
        raise Stopped(f"参数“{EXTRA.name}”的值无法识别，应填：{EXTRA.unit}。")
    return tuple(package(name) for name in names)


def package(name: str) -> RulePackage:
    """An installed package by its name. Raises Stopped when there is none, or it cannot be used."""
    from importlib.metadata import entry_points

    entries = entry_points(group=GROUP, name=name)
    if not entries:
        others = f"（已安装的有：{'、'.join(there)}）" if (there := installed()) else ""
        raise Stopped(
            f"“{EXTRA.name}”中的“{name}”在这台电脑上没有安装，缺了它的规则不能核对。请安装这个规则包{others}；"
            f"不需要的，在“参数”表把“{EXTRA.name}”改为“{_NONE}”。"
        )
    if len({entry.value for entry in entries}) > 1:
        raise _unusable(name, "装了两个同名的")
    try:
        home = next(iter(entries)).load()
        found = RulePackage(name, tuple(dict.fromkeys(home.RULES)), tuple(getattr(home, "PARAMS", ())))
    except Exception as fault:
        raise _unusable(name, f"打开时出错，{type(fault).__name__}") from fault
    if not found.rules:
        raise _unusable(name, "里面没有规则")
    if not all(isinstance(one, Rule) for one in found.rules) or not all(isinstance(one, Param) for one in found.params):
        raise _unusable(name, "里面有不是规则或参数的内容")
    return found


def compatible(packages: Iterable[RulePackage], rules: Iterable[Rule], params: Iterable[Param[Any]]) -> None:
    """Raises Stopped where a package gets in the way of the program's own `rules` and `params`, or of another package."""
    own = RulePackage("", tuple(rules), tuple(params))
    letters = {rule.code[0] for rule in own.rules}
    taken = {**dict(_names_of(own)), **{("工作表", kind.SHEET): kind for kind in READ}}
    for package in packages:
        for rule in package.rules:
            if not _CODE.fullmatch(rule.code) or rule.code[0] in letters:
                free = "".join(letter for letter in ascii_uppercase if letter not in letters)
                raise _unusable(package.name, f"规则编号“{rule.code}”不是{free}中的一个字母和一至两位数字")
        for (what, name), thing in _names_of(package):
            if taken.setdefault((what, name), thing) is not thing:
                raise _unusable(package.name, f"{what}“{name}”别处已在使用")


def _names_of(package: RulePackage) -> Iterator[tuple[tuple[str, str], object]]:
    """Every name a package takes, and what bears it."""
    for rule in package.rules:
        yield ("规则编号", rule.code.upper()), rule
    for param in package.params:
        yield ("参数", param.name), param
    for kind in package.kinds:
        yield ("工作表", kind.SHEET), kind


def _unusable(name: str, why: str) -> Stopped:
    return Stopped(f"规则包“{name}”不能使用：{why}。请联系提供它的人，或在“参数”表的“{EXTRA.name}”中去掉它。")

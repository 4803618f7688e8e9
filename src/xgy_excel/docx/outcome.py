"""What became of one row: a document, what had to be dropped from its text, or why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass


class Unmade(Exception):
    """Why a row has no document: one plain Chinese sentence. `missing` names the fields that have no value."""

    def __init__(self, reason: str, missing: tuple[str, ...] = ()) -> None:
        super().__init__(reason, missing)  # both: so it can travel between processes
        self.missing = missing

    def __str__(self) -> str:
        return str(self.args[0])

    @classmethod
    def lacking(cls, names: tuple[str, ...]) -> Unmade:
        return cls("缺" + "".join(f"“{name}”" for name in names) + "，请补填后重新生成", names)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Characters Word cannot hold, taken out of one value; `field` is empty where the value has no name."""

    field: str
    characters: str

    def __str__(self) -> str:
        codes = "、".join(f"U+{ord(c):04X}" for c in dict.fromkeys(self.characters))
        return f"“{self.field or '文字'}”中有{len(self.characters)}个看不见的非法字符（{codes}），已去掉"


@dataclass(frozen=True, slots=True)
class Filled:
    """A document. `slowly` says why docxtpl made it; empty: the fast way."""

    data: bytes
    dropped: tuple[Dropped, ...] = ()
    slowly: str = ""


def reason(error: Exception) -> Unmade:
    """An error met while a row was rendered, as the clerk is told it."""
    from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError

    if isinstance(error, Unmade):
        return error
    if isinstance(error, UndefinedError):
        name = re.search(r"'([^']+)'(?: is undefined)?$", str(error))
        return Unmade.lacking((name[1],)) if name else Unmade("模板用到了没有的栏目，请先检查模板")
    if isinstance(error, SecurityError):
        return Unmade("模板里有不允许的写法，请先检查模板")
    if isinstance(error, TemplateSyntaxError):
        return Unmade("模板有语法错误，请先检查模板")
    if isinstance(error, TypeError | ValueError | ArithmeticError):
        return Unmade("模板里的判断或计算与这一行的数据对不上（例如文字与数字相比），请检查模板和这一行")
    return Unmade("这一行无法填入模板，请检查模板和这一行")

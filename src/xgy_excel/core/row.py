"""A Row is one typed line of a sheet; its annotations carry the header words."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import ClassVar, get_args, get_type_hints


@dataclass(frozen=True, slots=True)
class Column:
    """The header words of one field of a Row, and how its cells are read."""

    header: str
    aliases: tuple[str, ...] = ()
    kind: str = ""  # text paper date month money count yesno id account phone; empty: by the field's type
    choices: tuple[str, ...] = ()
    computed: bool = False  # written by the program
    extra: bool = False  # not in the standard workbook; used where a county has it
    hint: str = ""  # what the clerk is told on entering the cell

    @property
    def words(self) -> tuple[str, ...]:
        return (self.header, *self.aliases)


_KINDS = {str: "text", date: "date", Decimal: "money", int: "count", bool: "yesno"}


# Why a cell is unreadable, where a rule tells one reason from another. The other words stand in cells/why.py.
LOST_DIGITS = "末尾数字已丢失"  # an ID or account of more than 15 digits that is or was a number
NO_SUCH_DAY = "没有这一天"  # 2024.02.30
MONTH_WANTED = "按表头只写年月"  # 1985.03 under 出生年月
ERROR_CELL = "是错误值"  # #N/A and the like
NEGATIVE = "是负数"  # an amount taken back: less was paid than the other rows say
NO_CACHE = "公式没有计算结果"  # the book was never saved by Excel


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that holds something its column cannot mean. `why` is one of the words above or of cells/why.py."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: sheet, row number from 1, and the column number from 1 of each field."""

    sheet: str = ""
    row: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)

    def cell(self, name: str) -> str:
        """Address such as G7; empty when the sheet has no column for the field."""
        number = self.columns.get(name, 0)
        return f"{column_letters(number)}{self.row}" if number and self.row else ""


@cache
def column_letters(number: int) -> str:
    """Column number from 1 to letters.

    >>> column_letters(1), column_letters(27), column_letters(16384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Row:
    """One typed line of a sheet. Empty cells are None; unreadable ones are None and stand in `unread`."""

    SHEET: ClassVar[str] = ""
    SUBJECT: ClassVar[str] = ""  # the field that names the row to a clerk
    place: Place = field(default_factory=Place)
    unread: Mapping[str, Unread] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Where it stands, and nothing personal: a Row may end up in a log."""
        return f"<{type(self).__name__} {self.place.sheet}:{self.place.row}>"

    @property
    def subject(self) -> str:
        return str(getattr(self, self.SUBJECT, None) or f"第{self.place.row}行")

    def has(self, name: str) -> bool:
        """Does the sheet have this column? A row made by hand has them all."""
        return not self.place.sheet or name in self.place.columns

    @classmethod
    @cache
    def columns(cls) -> Mapping[str, Column]:
        """The columns by field name, in the order of the standard sheet, the extra ones last."""
        found: dict[str, Column] = {}
        own = inspect.get_annotations(cls)
        if any(isinstance(hint, str) for hint in own.values()):  # slow: rows.py has them as they are, and saves 15 ms
            own = get_type_hints(cls, include_extras=True)
        for name, hint in own.items():
            column = next((a for a in getattr(hint, "__metadata__", ()) if isinstance(a, Column)), None)
            if column is not None:
                plain = next(t for t in (*get_args(hint.__origin__), hint.__origin__) if t in _KINDS)
                found[name] = column if column.kind else replace(column, kind=_KINDS[plain])
        order = {f.name: i for i, f in enumerate(fields(cls))}
        return MappingProxyType(dict(sorted(found.items(), key=lambda kv: (kv[1].extra, order[kv[0]]))))


def lines(*rows: Row) -> str:
    """Where rows stand, for a clerk: 第2、7行 of one sheet, else each with its sheet.

    >>> one, other = Row(place=Place("巴彦镇", 4)), Row(place=Place("白音镇", 4))
    >>> lines(one, other), lines(Row(place=Place("花名册", 7)), Row(place=Place("花名册", 2)))
    ('“巴彦镇”第4行、“白音镇”第4行', '第2、7行')
    """
    sheets = dict.fromkeys(row.place.sheet for row in rows)
    if len(sheets) > 1:
        return "、".join(f"“{row.place.sheet}”第{row.place.row}行" for row in rows)
    return f"第{'、'.join(str(number) for number in sorted(row.place.row for row in rows))}行"

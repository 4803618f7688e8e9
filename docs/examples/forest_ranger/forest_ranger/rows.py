"""The sheet 生态护林员: one line for each forest ranger. Its header words are the annotations."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from xgy_excel.core import Column, Row
from xgy_excel.rows import ID, NAME, VILLAGE


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Ranger(Row):
    """One forest ranger.

    By `id_number` the program knows the rows of one person in every sheet, by `township` where a finding counts in 总览.
    A field `village` would say that a row is about a village and nobody in it.
    """

    SHEET: ClassVar[str] = "生态护林员"
    SUBJECT: ClassVar[str] = "name"
    service_village: Annotated[str | None, VILLAGE] = None
    name: Annotated[str | None, NAME] = None
    id_number: Annotated[str | None, ID] = None
    area: Annotated[Decimal | None, Column("管护面积", ("责任区面积",))] = None  # in 亩
    patrols: Annotated[int | None, Column("月巡护次数", ("巡护次数",))] = None
    leave_date: Annotated[date | None, Column("离岗日期", ("离岗时间",))] = None

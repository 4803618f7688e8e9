"""What is read of an export of the national system: the columns the count of Article 4 needs, and no others.

An export has more than a hundred: health, income, telephone numbers. They are dropped as the rows go by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from ..core import Column, Row
from ..rows import ID, TOWNSHIP, VILLAGE

Text = str | None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Person(Row):
    """One line of an export: what it says of a person and of the household. For its headers; no row is ever made."""

    SHEET: ClassVar[str] = "人口表"
    SUBJECT: ClassVar[str] = "village"
    township: Annotated[Text, TOWNSHIP] = None
    village: Annotated[Text, VILLAGE] = None
    household_id: Annotated[Text, Column("户编号", ("户编码",))] = None
    person_id: Annotated[Text, Column("人编号", ("人口编号",))] = None
    id_number: Annotated[Text, ID] = None
    school_status: Annotated[Text, Column("在校生状况", ("在校生情况", "在校生状态"))] = None
    labour_skill: Annotated[Text, Column("劳动技能", ("劳动能力", "劳动力类型"))] = None
    household_type: Annotated[Text, Column("户类型", ("户属性", "脱贫属性", "贫困户属性"))] = None
    monitor_type: Annotated[
        Text,
        Column("监测对象类别", ("监测对象类型", "易返贫致贫户(监测对象)类型", "易返贫致贫户类型", "监测户类型")),
    ] = None
    policy_enjoyed: Annotated[
        Text, Column("是否享受政策", ("享受政策情况", "是否继续享受政策", "是否享受帮扶政策", "享受政策"))
    ] = None
    risk_removed: Annotated[Text, Column("风险是否已消除", ("风险是否消除", "风险消除情况"))] = None
    record_status: Annotated[Text, Column("增减标识", ("自然增减", "人员状态", "人员增减"))] = None


# Without these nobody can be counted. As they are told: the field's word in 列名对照, and what the system calls it.
NEEDED = {"village": "嘎查村（行政村）", "id_number": "身份证号（证件号码）", "labour_skill": "劳动技能"}
HOUSEHOLD = ("household_type", "monitor_type", "policy_enjoyed", "risk_removed")
# Headings of exports that say nothing of who is counted, and words of their names.
BESIDE = frozenset(("是否已务工", "是否计划务工", "务工企业名称", "变更类型", "变更时间", "增减原因"))
BESIDE_NAMES = ("务工", "自然变更", "自然增", "自然减", "行政村信息")

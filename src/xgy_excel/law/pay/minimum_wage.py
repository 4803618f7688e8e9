"""The minimum wage: not in the regulation, and off until a county says that the post is full-time employment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...core import UNSET, Answer, Cite, Law, Param, Rule, Severity, hint, unset
from ...records import Records
from ...rows import Coordinator, Payment
from ..params import money
from .paid import incomplete, paid, paid_month

SILENT = Cite("第十条", in_text=False)

MIN_WAGE = Param("最低工资标准", money, None, "元/月", "只在县里认定为全日制用工时比对，不是第十条的限度", SILENT)
PARAMS = (MIN_WAGE,)

# The region's monthly minimum wage by class of county, shown beside an empty parameter, never used as a limit.
MIN_WAGES: dict[date, dict[str, int]] = {
    date(2024, 12, 1): {"一类": 2270, "二类": 2200, "三类": 2140},
    date(2021, 12, 1): {"一类": 1980, "二类": 1910, "三类": 1850},
    date(2017, 8, 1): {"一类": 1760, "二类": 1660, "三类": 1560, "四类": 1460},
}


def below_minimum_wage(row: Coordinator | Payment, records: Records, law: Law) -> Iterator[Answer]:
    view = paid(row, records, law)
    if view is None or not view.first:
        return
    county = view.county(law)
    limit = law.at(view.month).get(MIN_WAGE, county=county)
    if limit is None:
        yield unset(MIN_WAGE)
    elif not view.complete:
        yield incomplete(view)
    elif view.total < limit:
        yield hint("", view.field, 年月=view.when, x=view.total, 旗县=county or "本旗县", m=limit)


P15 = Rule(
    code="P15",
    title="低于最低工资",
    cite=SILENT,
    about=(Coordinator, Payment),
    day=paid_month,
    field="pay_monthly",
    severities=(Severity.HINT,),
    ask=below_minimum_wage,
    logic="当月报酬低于最低工资标准；只在县里把本岗位认定为全日制用工时启用，办法未规定",
    message="【最低工资】{对象}{年月}报酬{x}元，低于{旗县}最低工资{m}元。",
    remedy="由本县按用工性质认定。",
    remedies={
        UNSET: "按本地类别填写参数“最低工资标准”。自治区标准（元/月）供参考："
        + "；".join(
            f"{day}起" + "、".join(f"{kind}{amount}" for kind, amount in amounts.items())
            for day, amounts in MIN_WAGES.items()
        )
        + "。"
    },
    params=(MIN_WAGE,),
    needs=("pay_monthly", "pay_month"),
    default_on=False,
)

RULES = (P15,)

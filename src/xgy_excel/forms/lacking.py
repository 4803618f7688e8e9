"""What a clerk must fill in for the variables of a template that have no value."""

from __future__ import annotations

from collections.abc import Iterable

from ..law.documents import COPIES, HOTLINE, HOW_TO_OBJECT, LEAGUE
from ..law.pay.paid import COUNTY
from ..law.procedure.plan import PLAN
from .form import Values

# Variables that are no column: what has to be filled in for them to be known.
_COMES_FROM = {
    "乙方": "姓名", "甲方": "选聘主体", "年龄": "出生日期", "出生年": "出生日期", "报酬标准": "岗位类别", "月劳务报酬大写": "月劳务报酬",
    "身份证号脱敏": "身份证号", "联系电话脱敏": "联系电话", "一卡通账号脱敏": "一卡通账号", "协议月数": "协议止",
    "村公示天数": "村公示止", "乡镇公示天数": "乡镇公示止", "份数分配": "协议份数", "方案文号": PLAN.name, "嘎查村": "服务嘎查村",
}  # fmt: skip
_SET = {param.name for param in (LEAGUE, COUNTY, PLAN, HOTLINE, HOW_TO_OBJECT, COPIES)}


def lacking(names: Iterable[str], values: Values) -> str:
    """The sentence for the clerk: columns by their header, parameters as such, and of a list whose value it is.

    >>> lacking(["乙方", "开户行", "方案文号"], {})
    '缺“姓名”“开户行”，参数表缺“选聘方案文号”，请补填后重新生成。'
    >>> lacking(["行.人员身份"], {"名单": [{"姓名": "张三", "人员身份": "脱贫人口"}, {"姓名": "李四", "人员身份": None}]})
    '缺“人员身份”（李四），请补填后重新生成。'
    """
    found = {}
    for name in names:
        column = name.rpartition(".")[2]
        people = [str(row["姓名"]) for row in values.get("名单", ()) if "." in name and row.get(column) is None]
        found[_COMES_FROM.get(column, column)] = f"（{'、'.join(people)}）" if people else ""
    words = list(found)
    cells = "".join(f"“{word}”{found[word]}" for word in words if word not in _SET)
    params = "".join(f"“{word}”" for word in words if word in _SET)
    parts = [f"缺{cells}"] * bool(cells) + [f"参数表缺{params}"] * bool(params)
    return "，".join((*parts, "请补填后重新生成。"))

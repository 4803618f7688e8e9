"""What a clerk must fill in: for a notice's days, and for the variables of a template that have no value."""

from __future__ import annotations

from collections.abc import Iterable

from ..law.documents import COPIES, ENROL_AT, FILING_BODY, HOTLINE, HOW_TO_OBJECT, LEAGUE, OFFICE_PHONE, OTHERS
from ..law.pay.paid import COUNTY
from ..law.procedure.plan import PLAN
from ..law.procedure.selection import selection_of
from ..records import Records
from ..rows import Procedure
from .form import Subject, Values

# Variables that are no column: what has to be filled in for them to be known.
_COMES_FROM = {
    "乙方": "姓名", "甲方": "选聘主体", "年龄": "出生日期", "出生年": "出生日期", "报酬标准": "岗位类别", "月劳务报酬大写": "月劳务报酬",
    "身份证号脱敏": "身份证号", "联系电话脱敏": "联系电话", "一卡通账号脱敏": "一卡通账号", "协议月数": "协议止",
    "村公示天数": "村公示止", "乡镇公示天数": "乡镇公示止", "份数分配": "协议份数", "方案文号": PLAN.name, "嘎查村": "服务嘎查村",
    "名额": "上次核定数", "异议情况": "异议件数", "落款单位": "选聘主体", "政策依据": "政策包", "条款依据": "政策包", "依据文号": "政策包",
    "上期协议编号": "协议编号", "上期协议止": "协议止", "终止日期": "协议止", "结算至": "离岗日期", "解聘理由": "理由项",
    "报名地点": f"{ENROL_AT.name}·{OTHERS}", "办公电话": f"{OFFICE_PHONE.name}·{OTHERS}",
}  # fmt: skip
_SET = {param.name for param in (LEAGUE, COUNTY, PLAN, HOTLINE, HOW_TO_OBJECT, COPIES, FILING_BODY)}
_SET |= {f"{param.name}·{OTHERS}" for param in (ENROL_AT, OFFICE_PHONE)}


def comes_from(name: str) -> str:
    """What has to be filled in for a variable to be known: itself, or what it follows from.

    >>> comes_from("乙方"), comes_from("开户行")
    ('姓名', '开户行')
    """
    return _COMES_FROM.get(name, name)


def undated(subject: Subject, records: Records, *days: str) -> list[str]:
    """What a notice lacks that says from when to when it hangs out; `days` are fields of 选聘程序."""
    selection = selection_of(subject.row, records)
    if selection is None:
        return []  # the gate tells it of every person
    empty = [Procedure.columns()[name].header for name in days if getattr(selection, name) is None]
    return [f"“{'”“'.join(empty)}”没有填写或无法识别，公示上不能写明起止日期，请补填。"] if empty else []


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
        found[comes_from(column)] = f"（{'、'.join(people)}）" if people else ""
    words = list(found)
    cells = "".join(f"“{word}”{found[word]}" for word in words if word not in _SET)
    params = "".join(f"“{word}”" for word in words if word in _SET)
    parts = [f"缺{cells}"] * bool(cells) + [f"参数表缺{params}"] * bool(params)
    return "，".join((*parts, "请补填后重新生成。"))

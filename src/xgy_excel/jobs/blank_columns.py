"""How a column of the roster workbook looks, what may be entered in it, and what the clerk is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..core import Column, Param
from ..law import PARAMS
from ..law.eligibility.age import EXIT_AGE
from ..law.eligibility.education import CODE_TABLE
from ..law.pay.lists import NOTICE_DAYS
from ..law.pay.minimum_wage import MIN_WAGE
from ..law.quota import EDGE_BASIS
from ..values import squash

Line = Mapping[str, object]  # field -> value

_FORMATS = {"date": "yyyy-mm-dd", "month": "yyyy-mm", "money": "0.00", "count": "0"}
_FORMATS |= dict.fromkeys(("id", "account", "phone"), "@")
_AS_TEXT = ("值", "协议编号", "文号", "依据文号", "备案编号", "满意度", "年度", "规则", "监督电话")
_WIDTHS = {
    "paper": 16,
    "id": 21,
    "account": 22,
    "phone": 14,
    "date": 12,
    "month": 9,
    "money": 11,
    "count": 10,
    "yesno": 9,
    "text": 14,
}
_WIDE = {  # headers whose cells want another width than their kind
    **dict.fromkeys(("序号", "性别"), 6),
    **dict.fromkeys(("民族", "等次", "类型"), 10),
    **dict.fromkeys(("姓名", "核查结论", "评议结论", "审核结论", "备案结论"), 13),
    **dict.fromkeys(("嘎查村", "服务嘎查村", "户籍嘎查村", "常住嘎查村"), 18),
    **dict.fromkeys(("协议编号", "离岗类型", "人员身份", "名称"), 18),
    **dict.fromkeys(("备注", "离岗原因", "优先类别"), 20),
    "来源文件": 26,
    **dict.fromkeys(("劳务报酬", "列名", "字段", "原名", "规范名", "理由项"), 22),
    **dict.fromkeys(("依据文号", "包名", "文号", "选聘主体", "甲方", "开户行", "批准单位"), 25),
    **dict.fromkeys(("参数", "值", "评价办法", "上岗人员"), 30),
    **dict.fromkeys(("依据材料", "程序完成情况", "职责任务"), 40),
    **dict.fromkeys(("说明", "内容"), 56),
}
_OPTIONAL = (EDGE_BASIS, EXIT_AGE, CODE_TABLE, MIN_WAGE, NOTICE_DAYS)  # empty: the county has no such document or rule
_PROMPTS = {
    "date": "按 2025-05-01 这样填写。",
    "month": "按 2025-05 这样填写。",
    "money": "单位：元，最多两位小数。",
    "yesno": "填“是”或“否”；空着表示还不清楚。",
    "account": "本列已设为文本，请勿改为数字。",
    "phone": "手机号11位；固定电话写区号，如 0470-1234567。",
}


def width(column: Column) -> float:
    return _WIDE.get(column.header, _WIDTHS[column.kind])


def number_format(column: Column) -> str:
    return "@" if column.header in _AS_TEXT else _FORMATS.get(column.kind, "General")


def alignment(column: Column) -> Any:
    from openpyxl.styles import Alignment

    if column.kind == "money":
        return Alignment("right", "center", indent=1)
    spoken = column.kind in ("text", "paper", "id", "account", "phone") and column.header not in ("序号", "年度")
    if column.choices or not spoken:
        return Alignment("center", "center")
    return Alignment("left", "center", indent=1, wrap_text=wraps(column))


def wraps(column: Column) -> bool:
    """Does the column hold sentences?"""
    return width(column) >= 30


def validate(sheet: Any, column: Column, where: str) -> None:
    """What may be entered and what the clerk is told; only 是/否 and the sexes are closed lists, the rest warns."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule: dict[str, Any] = {}
    wrong = ""
    if column.choices:
        rule = {"type": "list", "formula1": f'"{",".join(column.choices)}"'}
        wrong = f"通常填：{'、'.join(column.choices)}。"
    elif column.kind in ("date", "month"):
        rule = {"type": "date", "operator": "greaterThan", "formula1": "1"}
        wrong = _PROMPTS[column.kind]
    elif column.kind == "money":
        rule = {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"}
        wrong = "请填数字，不写“元”字。"
    elif column.kind == "count":
        rule = {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"}
        wrong = "请填不小于零的整数。"
    prompt = _prompt(column)
    if not rule and not prompt:
        return
    if wrong:
        rule |= {"showErrorMessage": True, "errorTitle": column.header[:32], "error": wrong[:255]}
        rule["errorStyle"] = "stop" if column.choices in (("是", "否"), ("男", "女")) else "warning"
    if prompt:
        rule |= {"showInputMessage": True, "promptTitle": column.header[:32], "prompt": prompt[:255]}
    check = DataValidation(allow_blank=True, **rule)
    check.add(where)
    sheet.add_data_validation(check)


def _prompt(column: Column) -> str:
    if column.computed:
        return "本列由程序计算填写，请勿手工录入。"
    hint = f"{column.hint.rstrip('。')}。" if column.hint else ""
    return hint + _PROMPTS.get(column.kind, "")


def explain_parameters(sheet: Any, lines: Sequence[Line]) -> None:
    """Each line of 参数 tells what it is for; a parameter of few words offers them."""
    from openpyxl.worksheet.datavalidation import DataValidation

    known = {squash(param.name): param for param in listed()}
    sheet.data_validations.dataValidation = [
        check for check in sheet.data_validations.dataValidation if not re.match("[AB]2:", str(check.sqref))
    ]
    for row, line in enumerate(lines, 2):
        param = known.get(squash(str(line["name"])))
        if param is None:
            continue
        told = f"{param.why}。\n填法：{param.unit}。\n{_default(param)}（{param.cite.article}）"
        choices: tuple[str, ...] = getattr(param.read, "choices", ())
        for where in (f"A{row}", f"B{row}"):
            rule: dict[str, Any] = {}
            if choices and where[0] == "B":
                rule = {"type": "list", "formula1": f'"{",".join(choices)}"', "showErrorMessage": True}
                rule |= {"errorStyle": "warning", "error": f"只能填：{'、'.join(choices)}。"[:255]}
            check = DataValidation(
                allow_blank=True, showInputMessage=True, promptTitle=param.name[:32], prompt=told[:255], **rule
            )
            check.add(where)
            sheet.add_data_validation(check)


def _default(param: Param[Any]) -> str:
    if param.default is not None:
        return f"不改即按“{param.default}”。"
    return "可以不填。" if param in _OPTIONAL else "没有默认值，由本县填写；空着的，有关规则只能给“待核”。"


def listed() -> list[Param[Any]]:
    """The parameters of one line, each once: those the county must set, those it may leave, those with a default."""
    once = {param.name: param for param in PARAMS if not param.keyed}
    return sorted(once.values(), key=lambda param: (param.default is not None, param in _OPTIONAL))

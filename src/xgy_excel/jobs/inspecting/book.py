"""The workbook of a self-inspection: 问题清单, 资金线索, 例外审批, 汇总, and the documents in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ...forms.inspection import LEVELS, LISTS, LOG
from ..printed_lists import Col, Page, workbook

Line = dict[str, str]


def inspection_book(values: dict[str, Any], doubts: Sequence[Line], documents: int) -> bytes:
    """The pages of what fills the report, as an .xlsx."""
    under = (f"截至{values['截止日期']}", f"政策依据：{values['政策包']}")
    pages = [_issues(values, under), _leads(values, under), _exceptions(values, under), _summary(values, under)]
    pages.append(_log(doubts, documents, under))
    return workbook(pages, f"{values['旗县']}协管员管理自查")


def _page(
    name: str, columns: Sequence[Col], lines: Sequence[Sequence[Any]], under: tuple[str, str], **more: Any
) -> Page:
    return Page(name, tuple(columns), lines, title=f"协管员管理自查　{name}", under=under, **more)


def _words(name: str, width: float) -> Col:
    return Col(name, width, "words")


def _issues(values: dict[str, Any], under: tuple[str, str]) -> Page:
    columns = (
        Col("序号", 6, "count"), _words("类别", 14), Col("级别", 11), Col("规则", 7), Col("条款", 12), _words("对象", 13),
        _words("嘎查村", 14), _words("苏木乡镇", 13), Col("工作表", 10), Col("单元格", 9), _words("问题", 48), _words("处理办法", 34),
        _words("处理意见", 22),
    )  # fmt: skip
    names = ("级别", "规则", "条款", "对象", "嘎查村", "苏木乡镇", "工作表", "单元格", "问题", "怎么改", "处理意见")
    lines = [(which, line) for name, which in LISTS.items() if values[f"有{name}"] for line in values[name]]
    rows = [(number, which, *(line[n] for n in names)) for number, (which, line) in enumerate(lines, 1)]
    return _page("问题清单", columns, rows, under, foot=(values["自查句"], "逐条处理并填写处理意见。"))


def _leads(values: dict[str, Any], under: tuple[str, str]) -> Page:
    columns = (
        Col("序号", 6, "count"), _words("对象", 13), _words("嘎查村", 14), Col("月份", 12), Col("发放对象或期间不符", 16, "money"),
        Col("列支渠道不符", 14, "money"), Col("合计", 13, "money"), Col("规则", 10), _words("单元格", 20), _words("事实", 60),
    )  # fmt: skip
    lines = values["线索"] if values["有线索"] else []
    money = ("期间不符金额", "渠道不符金额", "合计金额")
    rows = [
        (n, line["对象"], line["嘎查村"], line["月份"], *(Decimal(line[name]) for name in money), line["规则"], line["位置"], line["事实"])
        for n, line in enumerate(lines, 1)
    ]  # fmt: skip
    total = ("合计", "", "", "", *(Decimal(values[name]) for name in money), "", "", "同一人同一月份只计一次")
    return _page("资金线索", columns, rows, under, total=total, foot=(values["线索句"],))


def _exceptions(values: dict[str, Any], under: tuple[str, str]) -> Page:
    names = ("状态", "规则", "对象", "文号", "批准单位", "批准日期", "事实")
    columns = [_words(name, width) for name, width in zip(names, (22, 8, 16, 26, 30, 13, 60), strict=True)]
    lines = values["例外"] if values["有例外"] else []
    return _page("例外审批", columns, [[line[name] for name in names] for line in lines], under)


def _summary(values: dict[str, Any], under: tuple[str, str]) -> Page:
    names = [*(level.value for level in LEVELS), "合计"]
    columns = (_words("类别", 34), *(Col(name, 14, "count") for name in names))
    rows = [(line["类别"], *(int(line[name]) for name in names)) for line in values["分类"]]
    told = tuple(f"{sentence}。" for sentence in values["线索句"].split("。") if sentence)
    return _page("汇总", columns, rows[:-1], under, total=rows[-1], foot=told, upright=True)


def _log(doubts: Sequence[Line], documents: int, under: tuple[str, str]) -> Page:
    names = ("时间", "表单", "对象", "文件", "情况")
    columns = [_words(name, width) for name, width in zip(names, (21, 18, 18, 60, 44), strict=True)]
    told = f"生成台账登记文书{documents}份，其中{len(doubts)}条与生成时不一致。"
    return _page(LOG, columns, [[line[name] for name in names] for line in doubts], under, foot=(told,))

"""The sheet 说明 of the roster workbook: what a clerk reads first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

from ..core import REGULATION, Pack, Row, Setting, Severity
from ..rows import (
    SHEETS,
    Agreement,
    Approval,
    Coordinator,
    Disclosure,
    Dismissal,
    Evaluation,
    HeaderAlias,
    Holiday,
    Payment,
    Procedure,
    Training,
    Village,
    VillageAlias,
)
from ..xlsx.ours import COLOURS

TITLE = "村级就业帮扶协管员花名册"
SUBTITLE = f"依据《内蒙古自治区村级就业帮扶协管员管理办法》（{REGULATION}）"

ABOUT: Mapping[type[Row], tuple[str, str]] = {  # what one line is, and what to mind
    Setting: ("本县的一项口径或标准", "先填这张表，点参数名可看填法。分类的一类一行，如“岗位报酬标准·一类”"),
    Pack: ("一份政策文件的有效期", "已填好现行办法；有接续文件时复制一行再改，日期不要重叠"),
    Village: ("一个嘎查村（社区）", "劳动力人数取自系统导出表；灰色列由程序计算"),
    Coordinator: ("一名协管员的一个岗位", "离岗的不删行，改“状态”并填离岗日期和类型"),
    Procedure: ("一个人的一次选聘", "按办理先后逐步填日期和结论；续聘不重复填"),
    Agreement: ("一份聘用协议", "历年协议都留在这里；生成协议时由程序补行"),
    Evaluation: ("一个人一个年度的评价", "须有被服务对象参与；续聘的填“续聘程序日期”"),
    Training: ("一个人参加的一次培训", "岗前培训、业务培训各填一行"),
    Payment: ("一个人一个月的报酬", "各项金额分开填，合计与分项要一致"),
    Disclosure: ("一个嘎查村的一次公开", "五项内容都要有；只写姓名，不写证件号"),
    Dismissal: ("一次解除协议", "只登记第十四条的解聘；期满不续聘的不填"),
    Approval: ("一件经批准的例外", "文号、批准单位、批准日期齐全才算数"),
    VillageAlias: ("一个村名的另一种写法", "合并村旧名、简称登记在这里，不改系统导出的原表"),
    HeaderAlias: ("一个表头的另一种叫法", "本县自用的列名登记在这里，“字段”写标准表头"),
    Holiday: ("一个节假日或调休上班日", "程序已带国家公布的安排，这里只填本地增加或更正的日子"),
}

LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "违反“应当、须、严禁、最多”等明确要求，或记录自相矛盾。改正前不能生成此人、此村的文件。",
    Severity.EXCEPTION: "突破了“原则上”的规定。在“例外审批”表登记文号、批准单位、批准日期后转为“已批例外”。",
    Severity.UNKNOWN: "缺数据、看不懂或互相矛盾，程序不能判定，也不当作通过。补齐后再校验。",
    Severity.HINT: "提醒核对，或文件未作硬性要求的事项，不影响生成文件。",
}

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "一、这本工作簿做什么",
        (
            "登记嘎查村岗位、协管员、选聘程序、协议、考核、报酬和公开情况，每县一本，也可每个苏木乡镇一本。",
            "程序对照管理办法逐条核对，在出问题的单元格写明违反哪一条、怎么改，并由本簿生成聘用协议和嘎查村公示。",
        ),
    ),
    (
        "二、先做三件事",
        (
            "1. 填“参数”表中空着的值：公示天数、公益性岗位补贴标准、举报电话等。空着的，有关规则只能给“待核”。",
            "2. 填“嘎查村”表，每村一行。",
            "3. 填“花名册”表，每人一行；再按身份证号补“选聘程序”“考核”“发放”等表。",
        ),
    ),
    ("三、各表填什么（点表名可跳转）", ()),
    (
        "四、填写约定",
        (
            "日期写作 2025-05-01，月份写作 2025-05，不写“长期”，不只写年月。",
            "身份证号、账号、电话、协议编号、文号各列已设为文本：先有格式再录入，不要改成数字，也不要从数字格式的表里粘贴。",
            "一行一个人、一个村：不合并单元格，不写“同上”。可以增加自己的列、调整列的顺序，但不要改表头的字。",
            "表头深蓝的列由您填写；表头灰色的列由程序写入，填了也会被重新计算。可以筛选、隐藏行，被隐藏的行会计数并提示。",
        ),
    ),
    (
        "五、怎样核对",
        (
            "在 Excel 中：点功能区〔校验〕。用 WPS 或不打开表格时：在命令行运行 xgy check 花名册.xlsx。",
            "结果写在另存的“-核对”副本里：有问题的单元格着色并带批注，“核对结果”表逐条列出，可跳转、可填处理意见。",
            "核对以一个参照日期为准，可用 --as-of 2024-12-31 核对过去的情况。",
        ),
    ),
    ("六、四个级别是什么意思", ()),
    (
        "七、程序从不做的事",
        (
            "不联网、不上传；不改动系统导出表；核对不改本簿，只在生成协议时写回编号和台账，并先留备份。",
            "不覆盖已有文件；不动您自己的颜色和批注。",
            "不把缺少的数据当作通过；不代替“两委”、旗县和财政、审计部门下结论；不代签名、不加盖电子印章。",
            "协议编号一经给出不再改动，也不重复使用。",
        ),
    ),
    (
        "八、个人信息",
        (
            "本簿含身份证号、银行账号等敏感个人信息，仅限工作需要的人员使用：加密保存，不外发，不放网盘和聊天群，用完的副本及时删除。",
            "对外张贴、公开只用程序生成的脱敏文件，不直接打印本簿。",
        ),
    ),
)
_NAVY, _GREY, _LINE = "1F4E79", "595959", "BFCCD9"
_FACE = "微软雅黑"
_FONTS: Mapping[str, Mapping[str, Any]] = {  # of the first cell, by kind of line
    "title": {"size": 18, "bold": True, "color": _NAVY},
    "subtitle": {"size": 10.5, "color": _GREY},
    "part": {"size": 12, "bold": True, "color": _NAVY},
    "head": {"size": 10, "bold": True, "color": "FFFFFF"},
    "sheet": {"size": 10.5, "color": "0563C1", "underline": "single"},
}
_HEIGHTS = {"title": 34, "part": 30, "gap": 8}
_ROOM = {"text": 107, "sheet": 68, "level": 92}  # widths of a digit the last text of a line has


def write_guide(sheet: Any) -> None:
    """Fill the sheet 说明, set out for reading on the screen and for one upright page."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.worksheet.hyperlink import Hyperlink

    under = {
        "part": Border(bottom=Side("medium", color=_NAVY)),
        "sheet": Border(bottom=Side("thin", color=_LINE)),
        "level": Border(bottom=Side("thin", color=_LINE)),
    }
    first = {"title": Alignment(vertical="center"), "part": Alignment(vertical="bottom")}
    first["level"] = Alignment("center", "center")
    body, wrap = Font(name=_FACE, size=10.5), Alignment(vertical="center", wrap_text=True)
    for letter, width in zip("ABCD", (2, 15, 24, 68), strict=True):
        sheet.column_dimensions[letter].width = width
    for number, (kind, texts) in enumerate(_lines(), 1):
        sheet.row_dimensions[number].height = _HEIGHTS.get(kind, 19 * _rows_high(kind, texts))
        for column in range(2, 5) if texts else ():
            cell = sheet.cell(number, column, texts[column - 2] if column - 2 < len(texts) else None)
            cell.font = Font(name=_FACE, **_FONTS[kind]) if kind in _FONTS and (column == 2 or kind == "head") else body
            cell.alignment = first.get(kind, wrap) if column == 2 else wrap
            cell.border = under.get(kind, Border())
            if kind == "head":
                cell.fill = PatternFill("solid", fgColor=_NAVY)
        if kind == "sheet":
            leads = sheet.cell(number, 2)
            leads.hyperlink = Hyperlink(leads.coordinate, location=f"'{texts[0]}'!A1")
            leads.font = Font(name=_FACE, **_FONTS[kind])  # instead of the style a link brings along
        if kind == "level":
            sheet.cell(number, 2).fill = PatternFill("solid", fgColor=COLOURS[Severity(texts[0])][0])
        if kind in ("title", "subtitle", "part", "text", "level"):
            sheet.merge_cells(start_row=number, end_row=number, start_column=2 + (kind == "level"), end_column=4)
    sheet.sheet_view.showGridLines = False


def _lines() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "title", (TITLE,)
    yield "subtitle", (SUBTITLE,)
    for head, texts in PARTS:
        yield "part", (head,)
        if head.startswith("三"):
            yield "head", ("工作表", "一行是", "说明")
            for row in SHEETS:
                yield "sheet", (row.SHEET, *ABOUT[row])
        if head.startswith("六"):
            yield from (("level", (level.value, meaning)) for level, meaning in LEVELS.items())
        for text in texts:
            yield "text", (text,)
        yield "gap", ()


def _rows_high(kind: str, texts: tuple[str, ...]) -> int:
    """How many lines of print the row needs: a Chinese character is as wide as 14/8 digits of the columns."""
    wide = sum(1.75 if ord(c) > 255 else 1 for c in texts[-1]) if texts else 1
    return ceil(wide / (_ROOM.get(kind, 107) - 2))

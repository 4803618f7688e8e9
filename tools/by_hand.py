"""What a clerk does by hand between two commands of the manual: its tests and its pictures do it so, on the sample county.

Every step works in the current folder, on the workbook 花名册.xlsx. `HANDS` has them by the words of the manual.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook

from xgy_excel.books import open_book
from xgy_excel.jobs.blank import make_roster
from xgy_excel.rows import Coordinator, Dismissal, Evaluation, Pack, Procedure, Setting, Village
from xgy_excel.sample import county
from xgy_excel.sample.exports import sample_exports

ROSTER = Path("花名册.xlsx")
TEMPLATES = Path(__file__).parents[1] / "templates"
Line = Mapping[str, object]

NEWCOMER = "白云霞"


# -- cells ------------------------------------------------------------------------------------------------------


def rows_of(book: Any, sheet: str) -> list[dict[str, Any]]:
    """The lines of a sheet by header, each with its row number as 行."""
    head, *rows = book.read(sheet).rows
    return [{"行": number, **dict(zip(head, row, strict=True))} for number, row in enumerate(rows, 2) if any(row)]


def change(book: Any, sheet: str, of: Line, **values: object) -> None:
    """Write into the line in which `of` stands."""
    [row] = [line["行"] for line in rows_of(book, sheet) if all(line[header] == value for header, value in of.items())]
    head = book.read(sheet).rows[0]
    assert book.write(sheet, {(row, head.index(header) + 1): value for header, value in values.items()}) == []


def add(book: Any, sheet: str, *lines: Line) -> None:
    """Write lines below the last one of a sheet."""
    rows = book.read(sheet).rows
    last = max(number for number, row in enumerate(rows, 1) if any(row))
    values = {(last + n, rows[0].index(h) + 1): v for n, line in enumerate(lines, 1) for h, v in line.items()}
    assert book.write(sheet, values) == []


def person(book: Any, name: str) -> dict[str, Any]:
    return next(row for row in rows_of(book, Coordinator.SHEET) if row["姓名"] == name)


def by_hand(step: Callable[[Any], None]) -> Callable[[], None]:
    """A step in the roster, which is saved afterwards."""

    def done() -> None:
        book = open_book(ROSTER)
        step(book)
        book.save()

    return done


# -- steps in the roster ----------------------------------------------------------------------------------------


def correct(book: Any) -> None:
    """Three cells that were wrong; an opinion on one that stays so, and on one that was mended."""
    change(book, Setting.SHEET, {"参数": "计发天数"}, 值="30")
    change(book, Setting.SHEET, {"参数": "城镇公益性岗位补贴标准", "值": "1750"}, 生效日期=date(2025, 7, 1))
    change(book, Coordinator.SHEET, {"姓名": "吴淑珍"}, 协议止=date(2025, 9, 30))
    for text in ("宝力德·巴雅尔文化程度为“小学”", "吴淑珍协议2024-10-01至2025-10-05超过一年"):
        rows = book.read("核对结果").rows
        at = next(i for i, row in enumerate(rows, 1) if text in str(row[6]))
        assert book.write("核对结果", {(at, 9): f"意见：{text}"}) == []


def approve(book: Any) -> None:
    line = {"规则": "E3", "对象": person(book, "敖登·高娃")["身份证号"], "文号": "巴人社发〔2025〕8号"}
    body = {"批准单位": "巴彦河旗人力资源和社会保障局", "批准日期": date(2025, 2, 20)}
    add(book, "例外审批", line | body)


def successor(book: Any) -> None:
    line = {
        "包名": "接续办法",
        "文号": "内农发〔2026〕5号",
        "生效日期": date(2026, 1, 1),
        "失效日期": date(2030, 12, 31),
    }
    add(book, Pack.SHEET, line)
    limit = {"参数": "年龄上限", "值": "50", "生效日期": date(2026, 1, 1), "依据文号": "内农发〔2026〕5号"}
    add(book, Setting.SHEET, limit)


def evaluated(book: Any) -> None:
    """The evaluations of 2025 of all in post, and that they stay on."""
    good = next(row for row in rows_of(book, Evaluation.SHEET) if row["等次"] == "合格" and row["续聘程序日期"])
    this_year = {"年度": "2025", "评价日期": date(2025, 12, 10), "续聘程序日期": date(2025, 12, 20)}
    people = [row for row in rows_of(book, Coordinator.SHEET) if row["状态"] == "在岗"]
    lines = ({**good, **this_year, "姓名": row["姓名"], "身份证号": row["身份证号"]} for row in people)
    add(
        book, Evaluation.SHEET, *({header: value for header, value in line.items() if header != "行"} for line in lines)
    )


def newcomer(book: Any) -> None:
    """Somebody chosen for a vacancy; everything is done but the filing with the county."""
    neighbour = next(r for r in rows_of(book, Coordinator.SHEET) if r["服务嘎查村"] == "托娅布拉格嘎查")
    village, number = neighbour["服务嘎查村"], "150499199003099964"
    same = ("苏木乡镇", "服务嘎查村", "户籍嘎查村", "常住嘎查村", "是否农牧民", "人员身份", "选聘主体", "岗位类别")
    same += ("是否乡村公益性岗位", "公益岗开发日期", "月劳务报酬", "资金来源", "支付方式", "开户行")
    line = {header: neighbour[header] for header in same} | {
        "姓名": NEWCOMER, "性别": "女", "民族": "汉族", "出生日期": date(1990, 3, 9), "身份证号": number, "文化程度": "高中",
        "户籍嘎查村": village, "常住嘎查村": village, "户名": NEWCOMER, "一卡通账号": "6217990000000009967",
        "联系电话": "19900009967", "状态": "待上岗", "是否续聘": "否", "上岗日期": date(2025, 7, 1),
        "协议起": date(2025, 7, 1), "协议止": date(2025, 12, 31),
    }  # fmt: skip
    add(book, Coordinator.SHEET, line)
    steps = {
        "姓名": NEWCOMER, "身份证号": number, "服务嘎查村": village, "选聘方式": "推荐", "公开日期": date(2025, 5, 26),
        "公开形式": "公示公告", "申请日期": date(2025, 5, 29), "是否书面申请": "是", "两委核查日期": date(2025, 6, 3),
        "核查结论": "符合", "责任心": "是", "群众基础": "是", "敬业精神": "是", "工作能力": "是", "计算机操作基础": "是",
        "评议日期": date(2025, 6, 5), "评议结论": "通过", "应到人数": 30, "实到人数": 26, "同意人数": 25,
        "村公示起": date(2025, 6, 6), "村公示止": date(2025, 6, 12), "乡镇审核日期": date(2025, 6, 13), "审核结论": "同意",
        "乡镇公示起": date(2025, 6, 16), "乡镇公示止": date(2025, 6, 20), "异议件数": 0, "异议处理结果": "无异议", "是否补缺": "是",
    }  # fmt: skip
    head = book.read(Procedure.SHEET).rows[0]
    add(book, Procedure.SHEET, {header: value for header, value in steps.items() if header in head})


def filed(book: Any) -> None:
    filing = {"备案日期": date(2025, 6, 26), "备案结论": "同意备案", "备案编号": "巴农牧备〔2025〕21号"}
    change(book, Procedure.SHEET, {"姓名": NEWCOMER}, **filing)


def training(book: Any) -> None:
    add(
        book, Setting.SHEET,
        {"参数": "培训日期·其他", "值": "2025-07-03"}, {"参数": "培训地点·其他", "值": "苏木乡镇党群服务中心二楼会议室"},
    )  # fmt: skip


def dismissal(book: Any) -> None:
    change(book, Dismissal.SHEET, {"姓名": "张金花"}, 依据材料="本人书面申请（2024-09-10）")


# -- other files ------------------------------------------------------------------------------------------------

OWN = (
    ("巴彦河旗2025年村级协管员名单",),
    ("序号", "乡镇", "村", "协管员姓名", "身份证号码", "手机号码", "聘用开始时间", "聘用结束时间", "月补贴标准"),
    (1, "青穗镇", "青榆村", "朱丽华", "150499199906029967", "19900000004", "2025.1.1", "2025.12.31", "1500元"),
    (2, "青穗镇", "同上", "许铁柱", "150499198501019973", "19900000005", "2025.1.1", "2025年12月31日", "1300元"),
    ("合计", 2),
)


def own_layout(*, alias: bool = False) -> None:
    """A county's own list, with a column that is not known; with `alias` it says what that is."""
    book = Workbook()
    book.active.title = "2025年名单"
    for line in OWN:
        book.active.append(line)
    if alias:
        book.create_sheet("列名对照").append(("列名", "字段"))
        book["列名对照"].append(("村", "服务嘎查村"))
    book.save("本县名单.xlsx")


def own_template(name: str = "本县协议.docx", old: str = "争议解决", new: str = "争议的解决") -> None:
    document = Document(str(TEMPLATES / "contract.docx"))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text]
    assert runs
    for run in runs:
        run.text = run.text.replace(old, new)
    document.save(name)


def bank_answer() -> None:
    """The bank's file comes back with a result behind each payment; the first has failed."""
    [sent] = Path().glob("一卡通发放_*/银行代发_*.csv")
    lines = list(csv.reader(sent.read_text(encoding="gb18030").splitlines()))
    book = Workbook()
    for number, line in enumerate(lines):
        book.active.append([re.sub('^="?|"$|^\t', "", text) for text in line] + _result(number))
    book.save("银行回单.xlsx")


def _result(number: int) -> list[str]:
    return ["处理结果", "失败原因"] if number == 0 else ["失败", "户名不符"] if number == 1 else ["成功", ""]


def exports(townships: Sequence[str] = ("青穗镇",)) -> None:
    """The exports of the national system; of few villages, for they are large."""
    villages = [line for line in county()[Village] if line.get("township") in townships]
    for name, data in sample_exports(villages).items():
        Path(name).write_bytes(data)


def townships(names: Sequence[str] = ("青穗镇", "星河镇")) -> None:
    """The workbooks of two townships; one calls its columns otherwise and has one more."""
    from openpyxl import load_workbook

    lines = county()
    for name in names:
        own = {kind: [row for row in lines[kind] if row.get("township") == name] for kind in (Village, Coordinator)}
        make_roster(Path(f"{name}.xlsx"), own)
    book = load_workbook(f"{name}.xlsx")
    head, first = book[Coordinator.SHEET][1:2]
    for cell, below in zip(head, first, strict=True):
        if cell.value == "备注":
            cell.value, below.value = "家庭住址", "一组"
        cell.value = {"服务嘎查村": "行政村", "联系电话": "手机号码"}.get(cell.value, cell.value)
    book.save(f"{name}.xlsx")


HANDS: dict[str, Callable[[], None]] = {
    "改正几处并写处理意见": by_hand(correct),
    "登记例外审批": by_hand(approve),
    "登记接续文件": by_hand(successor),
    "登记2025年度考核": by_hand(evaluated),
    "登记拟聘人员和选聘各步": by_hand(newcomer),
    "登记旗县备案": by_hand(filed),
    "填写培训日期和地点": by_hand(training),
    "补填解聘依据": by_hand(dismissal),
    "本县自己的名单": own_layout,
    "加列名对照": lambda: own_layout(alias=True),
    "本县协议模板": own_template,
    "模板里写错一个标签": lambda: own_template("写错的协议.docx", "{{乙方}}", "{{性名}}"),
    "银行退回回单": bank_answer,
    "导出人口表": exports,
    "乡镇报来的花名册": townships,
}

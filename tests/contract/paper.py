"""A small county whose people may all sign, and how its papers and its book are read back."""

import zipfile
from datetime import date

import openpyxl
from docx import Document

from xgy_excel.law.identity import check_digit
from xgy_excel.rows import Coordinator

DAY = "2025-06-30"
SELECTION = {
    "选聘方式": "公开选聘", "公开日期": date(2024, 11, 1), "公开形式": "公示公告", "申请日期": date(2024, 11, 8), "是否书面申请": "是",
    "两委核查日期": date(2024, 11, 12), "核查结论": "符合", "责任心": "是", "群众基础": "是", "敬业精神": "是", "工作能力": "是",
    "计算机操作基础": "是", "评议日期": date(2024, 11, 15), "评议结论": "通过", "应到人数": 30, "实到人数": 28, "同意人数": 25,
    "村公示起": date(2024, 11, 18), "村公示止": date(2024, 11, 27), "乡镇审核日期": date(2024, 12, 2), "审核结论": "同意",
    "乡镇公示起": date(2024, 12, 3), "乡镇公示止": date(2024, 12, 12), "备案日期": date(2024, 12, 20), "备案结论": "同意备案",
    "备案编号": "1", "异议件数": 0, "异议处理结果": "无异议", "是否补缺": "否",
}  # fmt: skip
VILLAGE = {"苏木乡镇": "巴彦镇", "普通劳动力": 60, "技能劳动力": 0, "弱劳动力或半劳动力": 0, "劳动技能未填": 0,
           "数据截止日期": date(2025, 5, 31), "上次核定数": 1}  # fmt: skip
NAMES = ("张一", "李二", "王三", "赵四", "钱五", "孙六")
PARAMS = {
    "旗县": "乌兰旗", "城镇公益性岗位补贴标准": 2140, "岗位报酬标准·一类": 1000, "村级公示天数": 7, "乡镇公示天数": 7,
    "公示天数单位": "自然日", "公示首日计入": "是", "监督举报电话": "0476-6923456", "续聘程序步骤": "申请、考核",
}  # fmt: skip


def person(i, **changes):
    """A good coordinator, waiting for the first agreement, one in a village."""
    birth = date(1980 + i, 3, 1)
    first = f"150421{birth:%Y%m%d}99{i}"
    row = {
        "序号": i + 1, "姓名": NAMES[i], "户名": NAMES[i], "出生日期": birth, "身份证号": first + check_digit(first),
        "性别": "男" if i % 2 else "女", "一卡通账号": f"621700000000000010{i}", "联系电话": f"1990000000{i}",
        "服务嘎查村": f"村{i}嘎查", "户籍嘎查村": f"村{i}嘎查", "常住嘎查村": f"村{i}嘎查", "协议编号": None, "签订日期": None, "状态": "待上岗",
    }  # fmt: skip
    return {**row, **changes}


def text_of(path):
    document = Document(path)
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def column(path, header="协议编号", sheet=Coordinator.SHEET):
    rows = list(openpyxl.load_workbook(path)[sheet].values)
    at = rows[0].index(header)
    return [row[at] for row in rows[1:]]


def change(path, edit):
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)


def reasons(report):
    return {skipped["subject"]: skipped["reason"] for skipped in report["skipped"]}


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}

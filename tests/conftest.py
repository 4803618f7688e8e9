"""Workbooks made for tests with openpyxl, and the command line run in this process."""

import json
from datetime import date

import openpyxl
import pytest

from xgy_excel import cli
from xgy_excel.rows import Agreement, Coordinator, Pack, Procedure, Setting, Village

PERSON = {
    "序号": 1, "苏木乡镇": "巴彦镇", "服务嘎查村": "红旗嘎查", "姓名": "张三", "性别": "男", "民族": "蒙古族",
    "出生日期": date(1985, 3, 1), "身份证号": "150421198503019997", "文化程度": "初中", "户籍嘎查村": "红旗嘎查",
    "常住嘎查村": "红旗嘎查", "是否农牧民": "是", "人员身份": "脱贫人口", "选聘主体": "巴彦镇人民政府", "岗位类别": "一类",
    "是否乡村公益性岗位": "是", "公益岗开发日期": date(2024, 1, 1), "月劳务报酬": 1000, "资金来源": "F2",
    "支付方式": "一卡通", "户名": "张三", "开户行": "农商银行", "一卡通账号": "6217000000000000001",
    "上岗日期": date(2025, 1, 1), "协议编号": "乌兰旗2025-001", "签订日期": date(2024, 12, 30),
    "协议起": date(2025, 1, 1), "协议止": date(2025, 12, 31), "是否续聘": "否", "状态": "在岗",
}  # fmt: skip
VILLAGE = {
    "苏木乡镇": "巴彦镇", "嘎查村": "红旗嘎查", "普通劳动力": 60, "技能劳动力": 20, "弱劳动力或半劳动力": 10,
    "劳动技能未填": 0, "数据截止日期": date(2025, 5, 31), "上次核定数": 1,
}  # fmt: skip
SETTINGS = (
    {"参数": "城镇公益性岗位补贴标准", "值": 2140, "生效日期": date(2024, 12, 1), "依据文号": "乌人社〔2024〕9号"},
    {"参数": "岗位报酬标准·一类", "值": 1000, "生效日期": date(2022, 1, 1), "依据文号": "乌人社〔2024〕9号"},
)


def write_book(path, sheets):
    """`sheets`: Row type -> list of {header: value}. Every standard header stands; returns the path."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for kind, rows in sheets.items():
        sheet = book.create_sheet(kind.SHEET)
        headers = [c.header for c in kind.columns().values() if not c.extra]
        headers += [h for row in rows for h in row if h not in headers]
        sheet.append(list(dict.fromkeys(headers)))
        for row in rows:
            sheet.append([row.get(h) for h in dict.fromkeys(headers)])
    book.save(path)
    return path


@pytest.fixture
def county(tmp_path):
    """A factory of small counties: one village, one good coordinator, each changed by the test."""

    def make(*people, village=None, name="花名册.xlsx", settings=SETTINGS, extra=None):
        sheets = {Setting: list(settings), Pack: [], Village: [{**VILLAGE, **(village or {})}]}
        sheets[Coordinator] = [{**PERSON, **person} for person in people or ({},)]
        sheets |= {Procedure: [], Agreement: [], **(extra or {})}
        return write_book(tmp_path / name, sheets)

    return make


@pytest.fixture
def xgy(capfdbinary):
    """Run a command; returns exit status, standard output and standard error as text."""

    def run(*words):
        capfdbinary.readouterr()
        try:
            status = cli.main([str(w) for w in words])
        except SystemExit as end:
            status = end.code
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


@pytest.fixture
def report_of(xgy):
    """Run a command with `--json -` and return its report."""

    def run(*words):
        _, out, err = xgy(*words, "--json", "-")
        assert out, err
        return json.loads(out)

    return run

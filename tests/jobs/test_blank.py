"""The blank workbook: what a county is handed. The contract is the table of sheets and headers in DESIGN section 4."""

from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from xgy_excel.core import Pack, Setting
from xgy_excel.jobs.blank import LAST_ROW, make_roster
from xgy_excel.law import PARAMS
from xgy_excel.rows import SHEETS, Coordinator, Disclosure, Payment

ROOT = Path(__file__).parents[2]
HEADERS = {
    "参数": "参数 值 生效日期 失效日期 依据文号",
    "政策包": "包名 文号 生效日期 失效日期 过渡期止 说明",
    "嘎查村": "苏木乡镇 嘎查村 普通劳动力 技能劳动力 弱劳动力或半劳动力 劳动技能未填 数据截止日期 上次核定数 劳动力合计 核定岗位数 "
    "在岗人数 空岗数 备注",
    "花名册": "序号 苏木乡镇 服务嘎查村 姓名 性别 民族 出生日期 身份证号 文化程度 户籍嘎查村 常住嘎查村 是否农牧民 人员身份 优先类别 "
    "联系电话 选聘主体 岗位类别 是否乡村公益性岗位 公益岗开发日期 月劳务报酬 资金来源 支付方式 户名 开户行 一卡通账号 上岗日期 协议编号 "
    "签订日期 协议起 协议止 是否续聘 状态 离岗日期 离岗类型 离岗原因 备注",
    "选聘程序": "姓名 身份证号 服务嘎查村 选聘方式 公开日期 公开形式 申请日期 是否书面申请 两委核查日期 核查结论 责任心 群众基础 敬业精神 "
    "工作能力 计算机操作基础 评议日期 评议结论 应到人数 实到人数 同意人数 村公示起 村公示止 乡镇审核日期 审核结论 乡镇公示起 乡镇公示止 "
    "备案日期 备案结论 备案编号 异议件数 异议处理结果 变动日期 变动备案日期 是否补缺",
    "协议台账": "协议编号 姓名 身份证号 服务嘎查村 甲方 签订日期 协议起 协议止 月劳务报酬 资金来源 备注",
    "考核": "姓名 身份证号 年度 评价日期 等次 参评服务对象人数 满意度 岗位技能是否熟练 续聘程序日期",
    "培训": "姓名 身份证号 培训日期 类别 内容",
    "发放": "月份 姓名 身份证号 基本报酬 绩效 其他项目 其他金额 合计 资金来源 支付方式 户名 一卡通账号 规定出勤 实际出勤 回单状态",
    "公开": "嘎查村 公开日期 职责任务 上岗人员 劳务报酬 评价办法 监督电话",
    "解聘": "姓名 身份证号 解除日期 理由项 依据材料 程序完成情况",
    "例外审批": "规则 对象 文号 批准单位 批准日期 说明",
    "村名对照": "原名 规范名",
    "列名对照": "列名 字段",
    "节假日": "日期 类型 名称",
}
DATA_SHEETS = pytest.mark.parametrize("name", HEADERS)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    path = tmp_path_factory.mktemp("blank") / "roster.xlsx"
    make_roster(path)
    return path


@pytest.fixture(scope="module")
def book(fresh):
    return load_workbook(fresh)


def members(path):
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def checks(sheet):
    """The validations of a sheet by the header of their column, those of whole columns only."""
    found = {}
    for check in sheet.data_validations.dataValidation:
        for area in check.sqref.ranges:
            if area.max_row > area.min_row:
                found[sheet.cell(1, area.min_col).value] = check
    return found


def test_the_committed_template_is_the_one_the_rows_make(fresh):
    assert members(ROOT / "templates" / "roster.xlsx") == members(fresh)


def test_the_same_rows_give_the_same_bytes(fresh, tmp_path):
    make_roster(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == fresh.read_bytes()


def test_a_workbook_that_is_there_stays(tmp_path):
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        make_roster(path)
    assert path.read_bytes() == b"mine"


def test_the_sheets_and_headers_are_the_contract(book):
    assert book.sheetnames == ["说明", *HEADERS]
    for name, headers in HEADERS.items():
        assert [cell.value for cell in book[name][1]] == headers.split()


def test_only_the_parameters_and_the_shipped_pack_are_filled_in(book):
    filled = {name for name in HEADERS if book[name].max_row > 1}
    assert filled == {"参数", "政策包"}
    pack = [cell.value for cell in book["政策包"][2]]
    assert pack[:2] == ["内乡振发〔2022〕10号"] * 2
    assert pack[2:5] == [datetime(2022, 4, 29), datetime(2025, 12, 31), datetime(2025, 12, 31)]


def test_numbers_that_are_names_are_text_before_anyone_types(book):
    text = set()
    for name in HEADERS:
        sheet = book[name]
        for column, cell in enumerate(sheet[1], 1):
            if sheet.column_dimensions[get_column_letter(column)].number_format == "@":
                text.add((name, cell.value))
    assert text >= {(name, "身份证号") for name in ("花名册", "选聘程序", "协议台账", "考核", "培训", "发放", "解聘")}
    assert text >= {("花名册", h) for h in ("联系电话", "一卡通账号", "协议编号")}
    assert text >= {("发放", "一卡通账号"), ("协议台账", "协议编号"), ("选聘程序", "备案编号"), ("公开", "监督电话")}
    assert text >= {
        ("参数", "值"),
        ("参数", "依据文号"),
        ("政策包", "文号"),
        ("例外审批", "对象"),
        ("例外审批", "文号"),
    }
    assert ("花名册", "姓名") not in text  # a clerk may look names up with a formula


def test_dates_months_and_money_have_their_formats(book):
    def form(name, header):
        column = HEADERS[name].split().index(header) + 1
        return book[name].column_dimensions[get_column_letter(column)].number_format

    assert {form("花名册", h) for h in ("出生日期", "协议起", "协议止", "离岗日期")} == {"yyyy-mm-dd"}
    assert form("发放", "月份") == "yyyy-mm"
    assert {form("发放", h) for h in ("基本报酬", "绩效", "其他金额", "合计")} == {"0.00"}


def test_every_column_with_known_words_offers_them(book):
    for kind in SHEETS:
        offered = checks(book[kind.SHEET])
        for column in kind.columns().values():
            if column.choices and not column.extra:
                assert offered[column.header].formula1 == f'"{",".join(column.choices)}"'
                assert str(offered[column.header].sqref).endswith(str(LAST_ROW))


def test_only_yes_or_no_and_the_sexes_shut_other_words_out(book):
    shut = set()
    for name in HEADERS:
        for check in checks(book[name]).values():
            assert check.errorStyle in (None, "stop", "warning")
            if check.showErrorMessage and check.errorStyle in (None, "stop"):
                shut.add(check.formula1)
    assert shut == {'"是,否"', '"男,女"'}


@DATA_SHEETS
def test_what_the_clerk_is_told_fits_excel(book, name):
    told = book[name].data_validations.dataValidation
    assert len({str(check.sqref) for check in told}) == len(told)
    for check in told:
        assert check.prompt or check.type
        for title, text in ((check.promptTitle, check.prompt), (check.errorTitle, check.error)):
            assert len(title or "") <= 32
            assert len(text or "") <= 255
        assert len(check.formula1 or "") <= 255


def test_the_programs_own_columns_say_so(book):
    grey = {"劳动力合计", "核定岗位数", "在岗人数", "空岗数"}
    told = checks(book["嘎查村"])
    assert {header for header, check in told.items() if "程序计算" in (check.prompt or "")} == grey
    fills = {cell.value: cell.fill.fgColor.rgb for cell in book["嘎查村"][1]}
    assert len({fills[header] for header in grey}) == 1
    assert fills["劳动力合计"] != fills["普通劳动力"]


@DATA_SHEETS
def test_a_sheet_prints_with_its_header_and_page_numbers_and_keeps_it_in_sight(book, name):
    sheet = book[name]
    assert sheet.freeze_panes.endswith("2")
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&P" in sheet.oddFooter.center.text
    assert "&N" in sheet.oddFooter.center.text
    assert ("含个人信息" in (sheet.oddHeader.right.text or "")) == ("身份证号" in HEADERS[name].split())


def test_every_parameter_of_one_line_is_listed_with_its_default_and_explained(book):
    sheet = book["参数"]
    lines = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2)}
    assert {p.name: p.default for p in PARAMS if not p.keyed}.items() <= lines.items()
    assert not [name for name in lines if "·" in name]
    told = {str(check.sqref): check for check in sheet.data_validations.dataValidation}
    for row in range(2, sheet.max_row + 1):
        assert told[f"A{row}"].prompt
        assert told[f"B{row}"].prompt
    edge = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "边界200")
    assert told[f"B{edge}"].formula1 == '"下档,上档"'


def test_what_the_county_must_set_comes_first(book):
    values = [row[1].value for row in book["参数"].iter_rows(min_row=2)]
    empty = [value is None for value in values]
    assert empty == sorted(empty, reverse=True)


def test_the_guide_leads_to_every_sheet_and_explains_the_levels(book):
    guide = book["说明"]
    links = [cell.hyperlink.location for row in guide for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in HEADERS]
    words = "\n".join(str(cell.value) for row in guide for cell in row if cell.value)
    for word in ("错误", "需例外审批", "待核", "提示", "xgy check", "校验", "个人信息", "不联网"):
        assert word in words


def test_no_green_corners_where_numbers_are_meant_as_text(fresh):
    sheets = [data for name, data in members(fresh).items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(HEADERS) + 1
    assert all(b"numberStoredAsText" in data for data in sheets)


def test_lines_are_filled_in_with_a_countys_own_columns_at_the_end(tmp_path):
    roster = [{"name": "=巴图", "id_number": "150499198501299913", "is_farmer": True, "labour_skill": "普通劳动力"}]
    paid = [{"pay_month": date(2025, 5, 1), "name": "巴图", "base_pay": 1200}]
    make_roster(tmp_path / "b.xlsx", {Coordinator: roster, Payment: paid})
    book = load_workbook(tmp_path / "b.xlsx")
    sheet = book["花名册"]
    assert [c.value for c in sheet[1]] == [*HEADERS["花名册"].split(), "劳动技能"]
    line = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (line["姓名"].value, line["姓名"].data_type) == ("=巴图", "s")
    assert (line["身份证号"].value, line["身份证号"].number_format) == ("150499198501299913", "@")
    assert line["是否农牧民"].value == "是"
    assert line["劳动技能"].value == "普通劳动力"
    pay = {head.value: cell for head, cell in zip(book["发放"][1], book["发放"][2], strict=True)}
    assert (pay["月份"].value, pay["月份"].number_format) == (datetime(2025, 5, 1), "yyyy-mm")


def test_a_countys_own_parameters_take_the_place_of_the_defaults(tmp_path):
    own = [{"name": "边界200", "value": "上档"}, {"name": "岗位报酬标准·一类", "value": "1500"}]
    make_roster(tmp_path / "b.xlsx", {Setting: own})
    lines = [(row[0].value, row[1].value) for row in load_workbook(tmp_path / "b.xlsx")["参数"].iter_rows(min_row=2)]
    assert lines[:2] == [("边界200", "上档"), ("岗位报酬标准·一类", "1500")]
    assert [name for name, _ in lines].count("边界200") == 1
    assert ("边界500", "下档") in lines


def test_a_county_may_replace_the_shipped_pack(tmp_path):
    make_roster(tmp_path / "b.xlsx", {Pack: [{"name": "接续文件"}]})
    assert load_workbook(tmp_path / "b.xlsx")["政策包"]["A2"].value == "接续文件"


def test_long_texts_get_the_height_to_be_read(tmp_path):
    make_roster(tmp_path / "b.xlsx", {Disclosure: [{"village": "青榆村", "publish_duties": "宣传就业政策，" * 12}]})
    sheet = load_workbook(tmp_path / "b.xlsx")["公开"]
    assert sheet.row_dimensions[2].height > 60

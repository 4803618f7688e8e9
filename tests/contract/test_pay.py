"""`xgy pay` through the command, as a clerk does a month: prefill, look, pay, read the bank's answer back."""

import os
import re
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from docx import Document

from xgy_excel.books.file import FileBook
from xgy_excel.books.rows import csv_rows
from xgy_excel.core import Stopped
from xgy_excel.law.identity import check_digit
from xgy_excel.rows import Approval, Disclosure, Payment, Village

DAY = ("--as-of", "2025-06-30")
NAMES = ("张一", "李二", "王三", "赵四", "钱五")
PARAMS = {
    "旗县": "乌兰旗", "城镇公益性岗位补贴标准": 2140, "岗位报酬标准·一类": 1000, "监督举报电话": "0476-6923456",
}  # fmt: skip
VILLAGE = {"苏木乡镇": "巴彦镇", "普通劳动力": 60, "技能劳动力": 0, "弱劳动力或半劳动力": 0, "劳动技能未填": 0,
           "数据截止日期": date(2025, 5, 31), "上次核定数": 1}  # fmt: skip
PUBLISHED = {
    "公开日期": date(2025, 6, 2),
    "职责任务": "就业帮扶",
    "劳务报酬": "1000元/月",
    "评价办法": "办法",
    "监督电话": "0476-6923456",
}


def person(i, **changes):
    birth = date(1980 + i, 3, 1)
    first = f"150421{birth:%Y%m%d}99{i}"
    row = {
        "序号": i + 1, "姓名": NAMES[i], "户名": NAMES[i], "出生日期": birth, "身份证号": first + check_digit(first),
        "性别": "男" if i % 2 else "女", "一卡通账号": f"621700000000000010{i}", "联系电话": f"1990000000{i}", "协议编号": f"号-{i}",
        "服务嘎查村": f"村{i}嘎查", "户籍嘎查村": f"村{i}嘎查", "常住嘎查村": f"村{i}嘎查",
    }  # fmt: skip
    return {**row, **changes}


def payment(who, month="2025-06", amount=1000, **changes):
    row = {h: who[h] for h in ("姓名", "身份证号", "户名", "一卡通账号")}
    pay = {
        "月份": month,
        "基本报酬": amount,
        "合计": amount,
        "资金来源": who.get("资金来源", "F2"),
        "支付方式": "一卡通",
    }
    return {**row, **pay, **changes}


@pytest.fixture
def book(county):
    """A small county whose people may all be paid."""

    def make(*people, payments=(), params=None, extra=None, **more):
        values = {**PARAMS, **(params or {})}
        settings = [{"参数": k, "值": v, "生效日期": date(2022, 1, 1)} for k, v in values.items() if v is not None]
        places = {p["服务嘎查村"]: p.get("苏木乡镇", "巴彦镇") for p in people}
        sheets = {
            Village: [{**VILLAGE, "嘎查村": village, "苏木乡镇": town} for village, town in places.items()],
            Payment: list(payments),
            Disclosure: [{**PUBLISHED, "嘎查村": p["服务嘎查村"], "上岗人员": p["姓名"]} for p in people],
        }
        return county(*people, settings=settings, extra={**sheets, **(extra or {})}, **more)

    return make


@pytest.fixture
def pay(report_of, tmp_path):
    """Pay a month: the report, and the folder with its files."""
    count = iter(range(99))

    def run(path, *words, month="2025-06"):
        folder = tmp_path / f"发{next(count)}"
        report = report_of(
            "pay", path, "--month", month, "-o", folder, *(words if "--as-of" in words else (*DAY, *words))
        )
        assert report["requested"] == report["made"] + len(report["skipped"])
        return report, folder

    return run


def rows_of(path, sheet="发放"):
    header, *rows = openpyxl.load_workbook(path)[sheet].values
    return [dict(zip(header, row, strict=True)) for row in rows]


def change(path, edit):
    workbook = openpyxl.load_workbook(path)
    edit(workbook)
    workbook.save(path)


def put(path, row, **values):
    def edit(workbook):
        sheet = workbook["发放"]
        headers = [cell.value for cell in sheet[1]]
        for header, value in values.items():
            sheet.cell(row, headers.index(header) + 1).value = value

    change(path, edit)


def register_account(sheet, row, number):
    sheet.cell(row, [cell.value for cell in sheet[1]].index("一卡通账号") + 1).value = number


def bank(folder, name="银行代发_2025-06.csv"):
    return csv_rows((folder / name).read_bytes())[1:]


def pages(folder):
    workbook = openpyxl.load_workbook(folder / "发放表_2025-06.xlsx")
    return {sheet.title: [list(row) for row in sheet.values] for sheet in workbook}


def notice(folder):
    [path] = (folder / "公示").glob("*.docx")
    document = Document(path)
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def reasons(report):
    return {skipped["subject"]: skipped["reason"] for skipped in report["skipped"]}


# -- the first run fills in, the second pays -------------------------------------------------------------------


def test_people_in_post_are_prefilled_and_nothing_is_paid_before_the_clerk_has_looked(book, pay):
    path = book(person(0), person(1, 状态="离岗", 离岗日期=date(2025, 5, 31), 离岗类型="协议期满不再续聘"))
    old = path.read_bytes()
    report, folder = pay(path)
    assert not folder.exists()
    assert (report["made"], report["prefilled"], report["files"]) == (0, 1, [str(path)])
    assert "张一" not in "".join(report["notes"])
    assert "1人已按花名册预填。没有生成发放文件" in report["notes"][0]
    [row] = rows_of(path)
    filled = {
        h: row[h]
        for h in ("姓名", "身份证号", "基本报酬", "合计", "资金来源", "支付方式", "户名", "一卡通账号", "实际出勤")
    }
    assert filled == {
        "姓名": "张一", "身份证号": person(0)["身份证号"], "基本报酬": 1000, "合计": 1000, "资金来源": "F2", "支付方式": "一卡通",
        "户名": "张一", "一卡通账号": "6217000000000000100", "实际出勤": None,
    }  # fmt: skip
    assert row["月份"].date() == date(2025, 6, 1)
    [backup] = path.parent.glob("*备份*")
    assert backup.read_bytes() == old


def test_the_second_run_pays_what_stands_in_the_book(book, pay):
    path = book(person(0), person(1))
    pay(path)
    put(path, 3, 基本报酬=900, 合计=900, 实际出勤=20)
    report, folder = pay(path)
    assert (report["requested"], report["made"], report["skipped"]) == (2, 2, [])
    assert bank(folder) == [
        ["1", "张一", "6217000000000000100", "1000.00", "2025年6月协管员劳务报酬"],
        ["2", "李二", "6217000000000000101", "900.00", "2025年6月协管员劳务报酬"],
    ]
    assert sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.*")) == sorted(
        ["发放表_2025-06.xlsx", "银行代发_2025-06.xlsx", "银行代发_2025-06.csv", "公示/发放公示表_巴彦镇_202506.docx",
         "含个人信息-请勿外发.txt"]
    )  # fmt: skip
    assert len(rows_of(path)) == 2
    assert any("低于标准" in f["message"] for f in report["findings"])


def test_a_row_that_was_deleted_comes_back_and_one_of_zero_is_not_paid(book, pay):
    path = book(person(0), person(1))
    pay(path)
    change(path, lambda workbook: workbook["发放"].delete_rows(3))
    assert pay(path)[0]["prefilled"] == 1
    put(path, 3, 基本报酬=0, 合计=0)
    report, folder = pay(path)
    assert reasons(report) == {"李二": "合计为0元，本月不发放。"}
    assert [row[1] for row in bank(folder)] == ["张一"]


@pytest.mark.parametrize(
    ("way", "amount", "words"),
    [
        ("不折算", 1000, "2025年6月11日上岗，本月在岗20天，本县不折算，按整月1000.00元预填"),
        ("按自然日", 666.67, "2025年6月11日上岗，本月在岗20天，按自然日折算为666.67元"),
        ("按出勤", None, "2025年6月11日上岗，本月在岗20天"),
    ],
)
def test_who_began_within_the_month_is_told_of(book, pay, way, amount, words):
    path = book(person(0, 上岗日期=date(2025, 6, 11)), params={"折算方式": way})
    report, _ = pay(path)
    assert f"张一：{words}。" in report["notes"]
    assert rows_of(path)[0]["合计"] == amount


def test_by_attendance_the_amount_follows_the_days_the_clerk_enters_and_is_seen_before_it_is_paid(book, pay):
    path = book(person(0), params={"折算方式": "按出勤", "计发天数": "22"})
    assert any("填好“实际出勤”后再运行一次" in note for note in pay(path)[0]["notes"])
    assert rows_of(path)[0]["规定出勤"] == 22
    assert reasons(pay(path)[0]) == {"张一": "“合计”没有填写或无法识别，请补填。"}
    put(path, 2, 实际出勤=21)
    report, folder = pay(path)
    assert (report["computed"], report["made"], folder.exists()) == (1, 0, False)
    assert rows_of(path)[0]["合计"] == 954.55
    report, folder = pay(path)
    assert report["made"] == 1
    assert bank(folder)[0][3] == "954.55"


def test_somebody_whose_time_in_post_is_not_known_is_told_of_and_not_filled_in(book, pay):
    report, _ = pay(book(person(0), person(1, 状态=None)))
    assert report["prefilled"] == 1
    assert any(note.startswith("李二：状态没有填写") for note in report["notes"])


def test_a_row_without_a_month_is_told_of(book, pay):
    people = [person(0), person(1)]
    report, _ = pay(book(*people, payments=[payment(people[0]), payment(people[1], month="六月")]))
    assert any("第3行等1行的“月份”没有填写或无法识别" in note for note in report["notes"])


# -- who is not paid -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "who", "params", "why"),
    [
        ({"支付方式": "现金"}, {}, {}, "支付方式为“现金”，应通过“一卡通”支付"),
        ({"支付方式": None}, {}, {}, "张一缺“支付方式”"),
        ({"户名": "李四"}, {}, {}, "户名为“李四”，与本人姓名不一致"),
        ({"资金来源": "村集体经济"}, {}, {}, "未注明是否为光伏帮扶电站收益"),
        ({"资金来源": "F5；F2"}, {}, {}, "未逐项写明金额"),
        ({"资金来源": "F5:600；F2:300"}, {}, {}, "各来源合计900元，与报酬1000元不符"),
        ({}, {"人员身份": "一般农户"}, {}, "不能从衔接资金列支"),
        ({}, {"是否乡村公益性岗位": "否"}, {}, "未开发为乡村公益性岗位"),
        ({}, {}, {"城镇公益性岗位补贴标准": None}, "没有乌兰旗2025年6月的城镇公益性岗位补贴标准"),
        ({"基本报酬": 1000.01, "合计": 1000.01}, {}, {}, "高于标准0.01元"),
        ({"合计": 1100}, {}, {}, "合计1100元与各项之和1000元相差100元"),
        ({"基本报酬": 1000.005, "合计": 1000.005}, {}, {}, "多于两位小数"),
        ({"合计": "一千"}, {}, {}, "“合计”没有填写或无法识别"),
        ({"合计": -5, "基本报酬": None}, {}, {}, "“合计”没有填写或无法识别"),
        ({"其他项目": "过节费", "其他金额": 100, "合计": 1100}, {}, {}, "“过节费”100元不在本县允许发放项目内"),
        ({"一卡通账号": 6217000000000000100}, {}, {}, "“一卡通账号”没有填写或无法识别"),
        ({"户名": None}, {}, {}, "“户名”没有填写或无法识别"),
        ({"回单状态": "处理中"}, {}, {}, "看不出是否已经发放"),
        ({}, {"身份证号": "150421198003019900"}, {}, "身份证号校验位应为"),
        ({}, {"出生日期": date(2010, 1, 1), "身份证号": "150421201001019908"}, {}, "未满18周岁"),
        ({}, {"协议止": date(2025, 5, 31)}, {}, "2025年6月不在协议期（在岗期）内"),
    ],
)  # fmt: skip
def test_a_row_that_may_not_be_paid_is_listed_with_the_reason_and_stands_in_no_file(book, pay, row, who, params, why):
    first, second = person(0, **who), person(1)
    path = book(first, second, payments=[payment(first, **row), payment(second, 资金来源="F5")], params=params)
    if params:  # without a standard nobody is paid
        report, folder = pay(path)
        assert why in reasons(report)["李二"]
        assert not folder.exists()
        return
    report, folder = pay(path)
    assert why in reasons(report)["张一"]
    assert [cells[1] for cells in bank(folder)] == ["李二"]
    assert [row[2] for row in pages(folder)["未列入"][3:]] == ["张一"]
    assert why in pages(folder)["未列入"][3][4]
    assert "张一" not in notice(folder)


def test_somebody_who_is_on_no_roster_is_not_paid(book, pay):
    people = [person(0), person(1)]
    report, folder = pay(book(people[0], payments=map(payment, people)))
    assert "花名册里没有此人（按身份证号）" in reasons(report)["李二"]
    assert [row[1] for row in bank(folder)] == ["张一"]


def test_paid_twice_for_a_month_means_paid_neither_time(book, pay):
    one = person(0)
    report, folder = pay(book(one, payments=[payment(one), payment(one)]))
    assert (report["requested"], report["made"]) == (2, 0)
    assert [skipped["subject"] for skipped in report["skipped"]] == ["张一（第2行）", "张一（第3行）"]
    assert all("重复2笔" in skipped["reason"] for skipped in report["skipped"])
    assert not folder.exists()


def test_two_people_on_one_account_are_both_told_of(book, pay):
    people = [person(0), person(1, 一卡通账号="6217000000000000100", 苏木乡镇="东风镇"), person(2)]
    path = book(*people, payments=map(payment, people))
    report, folder = pay(path)
    assert reasons(report) == {
        "张一": "一卡通账号与李二的相同，请核对各人账号。", "李二": "一卡通账号与张一的相同，请核对各人账号。"
    }  # fmt: skip
    assert len(bank(folder)) == 1
    assert pay(path, "--where", "苏木乡镇=东风镇")[0]["made"] == 0


def test_an_old_month_does_not_hold_up_this_one(book, pay):
    one = person(0)
    report, _ = pay(book(one, payments=[payment(one, month="2024-03", 支付方式="现金"), payment(one)]))
    assert (report["made"], report["requested"]) == (1, 1)


def test_what_has_nothing_to_do_with_pay_holds_nobody_up_where_the_county_says_so(book, pay):
    one = person(0, 文化程度="小学")
    assert "文化程度为“小学”" in reasons(pay(book(one, payments=[payment(one)]))[0])["张一"]
    report, folder = pay(book(one, payments=[payment(one)], params={"发放核对范围": "报酬和号码"}))
    assert report["made"] == 1
    assert "张一" in notice(folder)
    bad = payment(one, 支付方式="现金")
    assert pay(book(one, payments=[bad], params={"发放核对范围": "报酬和号码"}))[0]["made"] == 0


def test_an_exception_granted_after_the_month_counts_on_the_day_of_paying(book, xgy):
    one = person(0)
    approval = {
        "规则": "P1",
        "对象": one["身份证号"],
        "文号": "乌人社〔2025〕7号",
        "批准单位": "乌兰旗人社局",
        "批准日期": date(2025, 7, 2),
    }
    params = {"城镇公益性岗位补贴标准": 900}
    path = book(one, payments=[payment(one)], params=params, extra={Approval: [approval]})
    status, out, _ = xgy("pay", path, "--month", "2025-06", *DAY)
    assert status == 1
    assert "高于本地城镇公益性岗位补贴标准" in out
    status, out, _ = xgy("pay", path, "--month", "2025-06")  # today, long after
    assert (status, "列入 1" in out) == (0, True)


def test_what_is_unknown_passes_where_the_county_lets_it_and_is_told(book, pay):
    one = person(0, 户名="别名")
    report, _ = pay(book(one, payments=[payment(one)], params={"待核放行": "是"}))
    assert report["made"] == 1
    assert any("张一带待核列入：P11" in note for note in report["notes"])


# -- the files -------------------------------------------------------------------------------------------------


@pytest.fixture
def three(book, pay):
    """Three people of two townships, paid from two sources, one of them from both."""
    people = [person(0), person(1, 苏木乡镇="东风镇"), person(2)]
    payments = [
        payment(people[0], 资金来源="F5:600；F2:400"),
        payment(people[1], amount=999.99),
        payment(people[2], 资金来源="F5", 实际出勤=21),
    ]
    path = book(*people, payments=payments)
    report, folder = pay(path)
    assert report["made"] == 3
    return path, report, folder


def test_the_sums_by_source_and_township_add_up_and_stand_in_capitals(three):
    _, _, folder = three
    sheet = pages(folder)["汇总"]
    assert sheet[2] == ["苏木乡镇", "人数", "村集体经济其他收入", "衔接资金", "合计（元）"]
    assert sheet[3:6] == [
        ["巴彦镇", 2, 1600, 400, 2000], ["东风镇", 1, None, 999.99, 999.99], ["合计", 3, 1600, 1399.99, 2999.99],
    ]  # fmt: skip
    assert sheet[6][0] == "合计（大写）：贰仟玖佰玖拾玖元玖角玖分"
    assert "应发放3笔，列入3笔，未列入0笔" in sheet[7][0]


def test_each_township_has_its_sheet_to_sign(three):
    _, _, folder = three
    found = pages(folder)
    assert list(found) == ["汇总", "巴彦镇", "东风镇", "提示"]
    title, under, header, *rows, total, capitals, signatures = found["巴彦镇"]
    assert title[0] == "乌兰旗巴彦镇村级就业帮扶协管员劳务报酬一卡通发放表"
    assert under[0] == "发放月份：2025年6月"
    assert header == [
        "序号",
        "姓名",
        "身份证号",
        "嘎查村",
        "岗位类别",
        "出勤（天）",
        "金额（元）",
        "资金来源",
        "开户行",
        "一卡通账号",
        "户名",
    ]
    assert rows[0] == [
        1, "张一", person(0)["身份证号"], "村0嘎查", "一类", None, 1000, "村集体经济其他收入 600.00；衔接资金 400.00", "农商银行",
        "6217000000000000100", "张一",
    ]  # fmt: skip
    assert rows[1][5] == "21"
    assert total[6] == 2000
    assert capitals[0] == "合计（大写）：贰仟元整"
    assert all(word in signatures[0] for word in ("制表人", "审核人", "负责人（盖章）"))


def test_the_list_prints_on_a4_across_with_its_header_on_every_page(three):
    _, _, folder = three
    sheet = openpyxl.load_workbook(folder / "发放表_2025-06.xlsx")["巴彦镇"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (
        "landscape",
        9,
        1,
    )
    assert sheet.print_title_rows == "$1:$3"
    assert sheet.oddFooter.center.text == "第 &P 页　共 &N 页"
    assert {sheet.cell(4, column).number_format for column in (3, 10)} == {"@"}


def test_the_banks_file_is_a_table_from_its_first_cell_with_accounts_as_text(three):
    _, _, folder = three
    sheet = openpyxl.load_workbook(folder / "银行代发_2025-06.xlsx").active
    rows = list(sheet.values)
    assert rows[0] == ("序号", "户名", "账号", "金额", "摘要")
    assert rows[1][:4] == (1, "张一", "6217000000000000100", 1000)
    assert sheet["C2"].number_format == "@"
    assert sum(Decimal(str(row[3])) for row in rows[1:]) == Decimal("2999.99")
    assert [list(map(str, row[1:3])) for row in rows[1:]] == [row[1:3] for row in bank(folder)]


def test_the_public_list_shows_names_and_amounts_and_no_full_number(book, pay):
    people = [person(0), person(1)]
    _, folder = pay(book(*people, payments=[payment(people[0], 实际出勤=22), payment(people[1])]))
    text = notice(folder)
    for words in (
        "巴彦镇",
        "2025年6月",
        "张一",
        "村1嘎查",
        "1000.00",
        "22",
        "合计：2人，2000.00元（大写：贰仟元整）",
        "0476-6923456",
    ):
        assert words in text
    assert f"**************{people[0]['身份证号'][-4:]}" in text
    assert not re.search(r"\d{11}", text)


def test_the_public_list_says_from_when_to_when_where_the_county_has_set_the_days(book, pay):
    one = person(0)
    days = {"发放公示天数": 7, "公示天数单位": "自然日", "公示首日计入": "是"}
    _, folder = pay(book(one, payments=[payment(one)], params=days))
    assert "公示时间：2025年6月30日至2025年7月6日。" in notice(folder)
    assert "公示时间：　　　年　月　日至　　　年　月　日。" in notice(pay(book(one, payments=[payment(one)]))[1])


def test_a_public_list_that_would_show_a_number_is_not_made_and_the_others_are(book, pay):
    one = person(0, 服务嘎查村="村13800138000", 户籍嘎查村="村13800138000")
    report, folder = pay(book(one, payments=[payment(one)]))
    assert any("发放公示表没有生成：【个人信息】" in note for note in report["notes"])
    assert not list(folder.rglob("*.docx"))
    assert len(bank(folder)) == 1


def test_without_a_phone_for_complaints_nothing_is_published_and_the_rest_is_made(book, pay):
    one = person(0)
    report, folder = pay(book(one, payments=[payment(one)], params={"监督举报电话": None}))
    assert any("参数表未设“监督举报电话”" in note for note in report["notes"])
    assert report["made"] == 1
    assert not list(folder.rglob("*.docx"))


def test_the_public_list_is_a_form_like_the_others(book, report_of, tmp_path):
    people = [person(0), person(1)]
    path = book(*people, payments=[payment(people[0]), payment(people[1], month="2025-05")])
    report = report_of("form", "payment-notice", path, *DAY, "-o", tmp_path / "公")
    assert [name for name in ("发放公示表_巴彦镇_202506.docx",) if any(name in file for file in report["files"])]
    text = "\n".join(c.text for t in Document(report["files"][0]).tables for r in t.rows for c in r.cells)
    assert ("张一" in text, "李二" in text) == (True, False)


def test_every_file_is_in_the_log_and_a_second_one_for_the_bank_warns(three, pay):
    path, _, _ = three
    logged = [(row["表单"], row["对象"], row["文件"]) for row in rows_of(path, "生成台账")]
    assert logged[:3] == [
        ("一卡通发放表", "2025年6月3笔", "发放表_2025-06.xlsx"),
        ("银行代发", "2025年6月3笔", "银行代发_2025-06.xlsx"),
        ("银行代发", "2025年6月3笔", "银行代发_2025-06.csv"),
    ]
    assert {(form, subject) for form, subject, _ in logged[3:]} == {
        ("发放公示表", "2025年6月巴彦镇"),
        ("发放公示表", "2025年6月东风镇"),
    }
    report, _ = pay(path)
    assert any("此前已生成过银行代发文件" in note for note in report["notes"])


def test_the_same_book_gives_the_same_files(three, pay):
    path, _, first = three
    _, second = pay(path)
    for file in first.rglob("*.*"):
        assert file.read_bytes() == (second / file.relative_to(first)).read_bytes()


def test_nothing_is_overwritten(three, report_of):
    path, _, folder = three
    before = {file: file.read_bytes() for file in folder.rglob("*.*")}
    report = report_of("pay", path, "--month", "2025-06", "-o", folder, *DAY)
    assert all(file.read_bytes() == data for file, data in before.items())
    assert all(folder in type(path)(file).parents and type(path)(file) not in before for file in report["files"])


def test_without_a_folder_named_the_files_stand_beside_the_book(three, report_of):
    path, _, _ = three
    report = report_of("pay", path, "--month", "2025-06", *DAY)
    folder = type(path)(report["files"][0]).parent
    assert folder.parent == path.parent
    assert re.fullmatch(r"一卡通发放_2025-06_\d{8}-\d{6}", folder.name)


def test_one_township_can_be_paid_alone(book, pay):
    people = [person(0), person(1, 苏木乡镇="东风镇"), person(2, 苏木乡镇="东风镇")]
    path = book(*people, payments=[payment(people[0]), payment(people[1])])
    assert pay(path, "--where", "苏木乡镇=东风镇")[0]["prefilled"] == 1
    report, folder = pay(path, "--where", "苏木乡镇=东风镇")
    assert report["requested"] == 2
    assert [row[1] for row in bank(folder)] == ["李二", "王三"]


def test_hostile_text_stays_text_in_every_file(book, pay):
    evil = '+HYPERLINK("http://x","y")'
    one = person(0, 姓名=evil, 户名=evil, 开户行="@SUM(1)\n+1", 服务嘎查村="村,0'嘎查")
    report, folder = pay(book(one, payments=[payment(one)], params={"银行文件列": "户名、账号、金额、开户行、嘎查村"}))
    assert report["made"] == 1
    assert bank(folder) == [[evil, "6217000000000000100", "1000.00", "@SUM(1) +1", "村,0'嘎查"]]
    assert b'"=""+HYPERLINK' in (folder / "银行代发_2025-06.csv").read_bytes()
    for name in ("发放表_2025-06.xlsx", "银行代发_2025-06.xlsx"):
        with zipfile.ZipFile(folder / name) as package:
            assert not any(b"<f>" in package.read(member) for member in package.namelist())


# -- what stops it ---------------------------------------------------------------------------------------------


def stop(xgy, path, *words):
    """The sentence a run ends with that may not begin; the book and its folder stay as they were."""
    before, there = path.read_bytes(), sorted(path.parent.iterdir())
    status, out, err = xgy("pay", path, *words)
    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == (before, there)
    return err


def test_a_month_that_has_not_come_is_not_paid(book, xgy):
    assert "2025年7月还没有到" in stop(xgy, book(person(0)), "--month", "2025-07", *DAY)


@pytest.mark.parametrize("month", ["2025-13", "六月", "2025"])
def test_a_month_must_be_a_month(book, xgy, month):
    assert "应写成 2025-06 的样子" in stop(xgy, book(person(0)), "--month", month)


def test_rows_out_of_sight_stop_the_job(book, xgy):
    path = book(person(0), payments=[payment(person(0))])

    def hide(workbook):
        workbook["发放"].row_dimensions[2].hidden = True

    change(path, hide)
    assert "有1行隐藏（或被筛选掉）" in stop(xgy, path, "--month", "2025-06", *DAY)


def test_a_book_without_the_sheet_is_told_where_to_get_it(book, xgy):
    path = book(person(0))
    change(path, lambda workbook: workbook.remove(workbook["发放"]))
    assert "工作簿里没有“发放”表。请用“xgy new”新建" in stop(xgy, path, "--month", "2025-06", *DAY)


def test_a_layout_that_cannot_be_read_stops_before_anything_is_written(book, xgy):
    path = book(person(0), payments=[payment(person(0))], params={"银行文件列": "户名、金额"})
    assert "参数“银行文件列”的值“户名、金额”无法识别" in stop(xgy, path, "--month", "2025-06", *DAY)


def test_a_book_that_cannot_be_written_stops_the_job(book, xgy):
    path = book(person(0))
    path.chmod(0o444)
    if os.geteuid() == 0 or not os.access(path, os.W_OK):
        assert "只读" in stop(xgy, path, "--month", "2025-06", *DAY)


def test_a_book_that_will_not_be_saved_leaves_no_folder_behind(book, xgy, monkeypatch):
    def refuse(self, path=None):
        raise Stopped("磁盘空间不足，“花名册.xlsx”没有写入。")

    path = book(person(0), payments=[payment(person(0))])
    monkeypatch.setattr(FileBook, "save", refuse)
    status, _, err = xgy("pay", path, "--month", "2025-06", *DAY)
    assert (status, err.strip().splitlines()[-1]) == (2, "磁盘空间不足，“花名册.xlsx”没有写入。")
    assert not [one for one in path.parent.iterdir() if one.is_dir()]


def test_where_there_is_nothing_to_pay_it_says_so(book, pay):
    report, folder = pay(book(person(0)), month="2024-01")
    assert (report["requested"], report["made"], folder.exists()) == (0, 0, False)
    assert any("没有2024年1月的发放行" in note for note in report["notes"])


# -- the bank's answer -----------------------------------------------------------------------------------------


@pytest.fixture
def paid(book):
    people = [person(i) for i in range(4)]
    return book(*people, payments=map(payment, people))


def answer(path, *rows, headings=("流水号", "收款人户名", "收款人账号", "交易金额", "交易状态", "失败原因")):
    workbook = openpyxl.Workbook()
    for row in (("代发结果",), headings, *rows):
        workbook.active.append(row)
    target = path.with_name("回单.xlsx")
    workbook.save(target)
    return target


def line(i, state="成功", why=None, amount="1,000.00", name=None):
    return (f"7{i}", name or NAMES[i], f"621700000000000010{i}", amount, state, why)


def states(path):
    return [row["回单状态"] for row in rows_of(path)]


def test_what_the_bank_says_is_written_to_each_row_in_whatever_order_it_comes(paid, pay):
    rows = [line(3), line(1, "失败", "账号已销户"), line(0), line(2)]
    report, folder = pay(paid, "--return", answer(paid, *rows))
    assert states(paid) == ["成功", "失败：账号已销户", "成功", "成功"]
    assert (report["requested"], report["made"]) == (4, 3)
    assert reasons(report) == {"李二": "失败：账号已销户（已登记）"}
    [listed] = folder.glob("回单核对_2025-06_*.xlsx")
    cells = [list(row) for row in openpyxl.load_workbook(listed).active.values]
    assert cells[3][:6] == ["发放失败", "李二", "***************0101", 1000, "失败", "失败：账号已销户"]


def test_what_fits_no_row_is_listed_and_nothing_is_guessed(paid, pay):
    rows = [
        line(0, amount="999.00"),
        line(1, name="李四"),
        line(2, "处理中"),
        ("9", "外人", "6228480000000000000", 1000, "成功", None),
    ]
    report, folder = pay(paid, "--return", answer(paid, *rows))
    assert states(paid) == [None] * 4
    assert report["made"] == 0
    told = reasons(report)
    assert "金额不符：回单999.00元，发放表1000.00元" in told["张一"]
    assert "户名不符：回单“李四”，发放表“李二”" in told["李四"]
    assert "“处理中”，看不出成功还是失败" in told["王三"]
    assert "没有这个账号" in told["外人"]
    assert any("4笔没有对上回单" in note for note in report["notes"])  # 回单 speaks of three of them
    assert len(list(folder.glob("*.xlsx"))) == 1


def test_after_the_answer_only_what_failed_is_paid_again(paid, pay):
    pay(paid, "--return", answer(paid, line(0), line(1, "失败", "账号已销户"), line(2), line(3)))
    put(paid, 3, 一卡通账号="6217000000000000999")
    report, folder = pay(paid)
    assert (report["made"], folder.exists()) == (0, False)
    assert "不是花名册登记的账号（末四位0101）" in reasons(report)["李二"]
    change(paid, lambda workbook: register_account(workbook["花名册"], 3, "6217000000000000999"))
    report, folder = pay(paid)
    assert (report["requested"], report["made"]) == (1, 1)
    assert any("另有3笔回单状态为“成功”" in note for note in report["notes"])
    assert [row[1:3] for row in bank(folder)] == [["李二", "6217000000000000999"]]


@pytest.mark.parametrize(("again", "made"), [("成功", 0), (None, 1)])
def test_what_was_made_again_after_a_failure_is_not_paid_twice(paid, pay, again, made):
    def copied(workbook):
        sheet = workbook["发放"]
        sheet.append([cell.value for cell in sheet[3]])

    change(paid, copied)
    put(paid, 3, 回单状态="失败：账号已销户")
    put(paid, 6, 回单状态=again)
    report, _ = pay(paid, "--where", "姓名=李二")
    assert report["made"] == made
    assert "本月另有第6行发放，这一行不再列入" in " ".join(reasons(report).values())
    assert not [f for f in report["findings"] if f["rule"] in ("P3", "P13")]


def test_reading_an_old_answer_again_undoes_nothing(paid, pay):
    first = answer(paid, line(0, "失败", "销户"), line(1), line(2), line(3))
    pay(paid, "--return", first)
    put(paid, 2, 回单状态="成功")
    before = states(paid)
    report, _ = pay(paid, "--return", first)
    assert states(paid) == before
    assert "已登记为“成功”，回单为“失败：销户”，没有改动" in reasons(report)["张一"]


def test_when_all_is_paid_there_is_no_list_of_problems(paid, pay):
    report, folder = pay(paid, "--return", answer(paid, *(line(i) for i in range(4))))
    assert (report["made"], report["skipped"], report["files"]) == (4, [], [str(paid)])
    assert not folder.exists()
    assert len(list(paid.parent.glob("*备份*"))) == 1


def test_an_answer_that_is_not_understood_changes_nothing(paid, xgy):
    broken = answer(paid, (1, 2), headings=("账号", "户名", "金额"))
    assert "须有“账号”“户名”“金额”“处理结果”各一列；看到的列名是：账号、户名、金额" in stop(
        xgy, paid, "--month", "2025-06", "--return", broken, *DAY
    )
    assert "找不到文件" in stop(xgy, paid, "--month", "2025-06", "--return", paid.with_name("无.xlsx"), *DAY)


def test_an_answer_needs_its_column(paid, xgy):
    reply = answer(paid, line(0))

    def drop(workbook):
        sheet = workbook["发放"]
        sheet.delete_cols([cell.value for cell in sheet[1]].index("回单状态") + 1)

    change(paid, drop)
    assert "没有“回单状态”列" in stop(xgy, paid, "--month", "2025-06", "--return", reply, *DAY)


def test_the_terminal_tells_counts_and_names(paid, xgy):
    status, out, _ = xgy("pay", paid, "--month", "2025-06", *DAY)
    assert status == 0
    assert "应发放 4　列入 4　未列入 0" in out
    _, out, _ = xgy("pay", paid, "--month", "2025-06", "--return", answer(paid, line(0), line(1, "失败", "销户")), *DAY)
    assert "回单 2　发放成功 1　失败或对不上 1" in out
    assert "失败或对不上 李二：失败：销户（已登记）" in out


def test_where_nothing_is_made_everybody_left_out_is_named(book, xgy):
    numbers = [f"15042119800301{n:03d}" for n in range(100, 124)]
    people = [person(0, 姓名=f"张{n}", 身份证号=n + check_digit(n), 支付方式="现金") for n in numbers]
    path = book(*people)
    words = ("pay", path, "--month", "2025-06", "--as-of", "2025-06-30")
    xgy(*words)  # fills in
    status, out, _ = xgy(*words)
    assert status == 1
    assert all(f"未列入 {one['姓名']}" in out for one in people)
    assert "另有" not in out

"""Documents from the roster: who gets one, who does not and why, numbers, the log, interruption and resuming."""

import re
from datetime import date

import openpyxl
import pytest
from docx import Document

from xgy_excel.assets import template_path
from xgy_excel.core import Severity
from xgy_excel.rows import Agreement, Coordinator, Procedure, Setting

DAY = ("--as-of", "2025-06-30")
SECOND = {
    "姓名": "李四", "身份证号": "150421197105209993", "出生日期": date(1971, 5, 20), "户名": "李四", "性别": "男",
    "一卡通账号": "6217000000000000019", "服务嘎查村": "东风嘎查", "户籍嘎查村": "东风嘎查", "常住嘎查村": "东风嘎查",
    "协议编号": None, "签订日期": None,
}  # fmt: skip
SELECTION = {
    "姓名": "张三", "身份证号": "150421198503019997", "服务嘎查村": "红旗嘎查", "选聘方式": "公开选聘",
    "公开日期": date(2024, 11, 1), "公开形式": "公示公告", "申请日期": date(2024, 11, 8), "是否书面申请": "是",
    "两委核查日期": date(2024, 11, 12), "核查结论": "符合", "责任心": "是", "群众基础": "是", "敬业精神": "是",
    "工作能力": "是", "计算机操作基础": "是", "评议日期": date(2024, 11, 15), "评议结论": "通过", "应到人数": 30,
    "实到人数": 28, "同意人数": 25, "村公示起": date(2024, 11, 18), "村公示止": date(2024, 11, 27),
    "乡镇审核日期": date(2024, 12, 2), "审核结论": "同意", "乡镇公示起": date(2024, 12, 3), "乡镇公示止": date(2024, 12, 12),
    "备案日期": date(2024, 12, 20), "备案结论": "同意备案", "备案编号": "1", "异议件数": 0, "异议处理结果": "无异议",
    "是否补缺": "否",
}  # fmt: skip
SETTINGS = [
    {"参数": name, "值": value, "生效日期": date(2022, 1, 1)}
    for name, value in (
        ("旗县", "乌兰旗"), ("城镇公益性岗位补贴标准", 2140), ("岗位报酬标准·一类", 1000), ("村级公示天数", 7),
        ("乡镇公示天数", 7), ("公示天数单位", "自然日"), ("公示首日计入", "是"), ("监督举报电话", "0476-6923456"),
    )
]  # fmt: skip


@pytest.fixture
def two(county):
    """Two good coordinators in two villages; the second has no agreement number yet."""

    def make(**second):
        from xgy_excel.rows import Village

        village = {"苏木乡镇": "巴彦镇", "嘎查村": "东风嘎查", "普通劳动力": 60, "技能劳动力": 0,
                   "弱劳动力或半劳动力": 0, "劳动技能未填": 0, "数据截止日期": date(2025, 5, 31), "上次核定数": 1}  # fmt: skip
        red = {**village, "嘎查村": "红旗嘎查"}
        other = {**SELECTION, "姓名": "李四", "身份证号": SECOND["身份证号"], "服务嘎查村": "东风嘎查"}
        return county(
            {}, {**SECOND, **second}, settings=SETTINGS, extra={Village: [red, village], Procedure: [SELECTION, other]}
        )  # fmt: skip

    return make


def words(path):
    document = Document(path)
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def documents(folder):
    return sorted(p for p in folder.rglob("*.docx"))


def test_each_person_gets_an_agreement_of_their_own(two, xgy, report_of, tmp_path):
    report = report_of("form", "contract", two(), *DAY, "-o", tmp_path / "批")
    assert (report["requested"], report["made"], report["skipped"]) == (2, 2, [])
    files = documents(tmp_path / "批")
    assert [p.name for p in files] == ["乌兰旗2025-001_张三_聘用协议.docx", "乌兰旗2025-002_李四_聘用协议.docx"]
    first, second = map(words, files)
    assert "张三" in first
    assert "李四" not in first
    assert "150421198503019997" in first
    assert "李四" in second
    assert "张三" not in second
    assert "壹仟元整" in second


def test_a_given_number_is_written_into_the_book_and_never_given_again(two, xgy, report_of, tmp_path):
    book = two()
    report_of("form", "contract", book, *DAY, "-o", tmp_path / "一")
    roster = openpyxl.load_workbook(book)
    column = {c.value: c.column for c in roster[Coordinator.SHEET][1]}["协议编号"]
    assert [roster[Coordinator.SHEET].cell(row, column).value for row in (2, 3)] == ["乌兰旗2025-001", "乌兰旗2025-002"]
    assert [row[0].value for row in roster[Agreement.SHEET].iter_rows(min_row=2)] == [
        "乌兰旗2025-001",
        "乌兰旗2025-002",
    ]
    log = [[c.value for c in row] for row in roster["生成台账"].iter_rows(min_row=2)]
    assert [(line[1], line[2], line[3]) for line in log] == [
        ("聘用协议", "张三", "乌兰旗2025-001"), ("聘用协议", "李四", "乌兰旗2025-002"),
    ]  # fmt: skip
    report_of("form", "contract", book, *DAY, "-o", tmp_path / "二")
    assert [p.name for p in documents(tmp_path / "二")] == [p.name for p in documents(tmp_path / "一")]
    assert len(list(openpyxl.load_workbook(book)[Agreement.SHEET].iter_rows(min_row=2))) == 2


def test_the_book_is_backed_up_before_it_is_written(two, report_of, tmp_path):
    book = two()
    before = book.read_bytes()
    report_of("form", "contract", book, *DAY, "-o", tmp_path / "批")
    (backup,) = tmp_path.glob("花名册-备份*.xlsx")
    assert backup.read_bytes() == before


def unmade(folder):
    """The rows of the list of what was not made; None without one."""
    lists = list(folder.glob("未生成名单*.xlsx"))
    if not lists:
        return None
    rows = [list(row) for row in openpyxl.load_workbook(lists[0]).active.iter_rows(values_only=True)]
    return rows[[row[0] for row in rows].index("序号") + 1 :]


def test_who_was_left_out_stands_in_a_list_beside_the_documents_with_every_reason(two, report_of, tmp_path):
    report = report_of("form", "contract", two(文化程度="小学", 支付方式="现金"), *DAY, "-o", tmp_path / "批")
    (row,) = unmade(tmp_path / "批")
    ((_, reason),) = [(one["subject"], one["reason"]) for one in report["skipped"]]
    assert row[:2] == [1, "李四"]
    assert row[2].replace("\n", " ") == reason
    assert [line[:3] for line in row[2].split("\n")] == ["错误："] * 2
    assert "没有生成的1个对象和原因，列在同一文件夹的“未生成名单（内部）.xlsx”里。" in report["notes"]
    assert all(file.endswith(".docx") for file in report["files"])


def test_there_is_no_such_list_where_everybody_got_a_document(two, report_of, tmp_path):
    report_of("form", "contract", two(), *DAY, "-o", tmp_path / "批")
    assert unmade(tmp_path / "批") is None


def test_a_batch_resumed_after_the_roster_was_put_right_keeps_no_list_of_before(two, report_of, tmp_path):
    book = two(文化程度="小学")
    report_of("form", "contract", book, *DAY, "-o", tmp_path / "批")
    assert unmade(tmp_path / "批")
    roster = openpyxl.load_workbook(book)
    sheet = roster[Coordinator.SHEET]
    sheet.cell(3, {c.value: c.column for c in sheet[1]}["文化程度"]).value = "高中"
    roster.save(book)
    assert report_of("form", "contract", book, "--resume", "-o", tmp_path / "批")["made"] == 2
    assert unmade(tmp_path / "批") is None


def test_a_list_that_is_open_elsewhere_does_not_stop_the_documents(two, report_of, tmp_path, monkeypatch):
    from xgy_excel.jobs import unmade as lists

    def refused(*_, **__):
        raise PermissionError

    monkeypatch.setattr(lists, "write_whole", refused)
    report = report_of("form", "contract", two(文化程度="小学"), *DAY, "-o", tmp_path / "批")
    assert report["made"] == 1
    assert "“未生成名单（内部）.xlsx”正在打开，还是上一次的内容；关闭后加“--resume”再做一次。" in report["notes"]


def test_who_must_not_sign_is_left_out_by_name_with_the_reason(two, report_of, tmp_path):
    report = report_of("form", "contract", two(文化程度="小学"), *DAY, "-o", tmp_path / "批")
    assert (report["requested"], report["made"]) == (2, 1)
    (skipped,) = report["skipped"]
    assert skipped["subject"] == "李四"
    assert "低于初中" in skipped["reason"]
    assert [p.name for p in documents(tmp_path / "批")] == ["乌兰旗2025-001_张三_聘用协议.docx"]


def test_a_second_run_never_overwrites(two, report_of, tmp_path):
    book = two()
    report_of("form", "contract", book, *DAY, "-o", tmp_path / "批")
    before = {p: p.read_bytes() for p in documents(tmp_path / "批")}
    report_of("form", "contract", book, *DAY, "-o", tmp_path / "批")
    assert {p: p.read_bytes() for p in before} == before
    assert len(documents(tmp_path / "批")) == 4


def test_a_batch_cut_off_is_resumed_into_the_same_files(two, xgy, report_of, tmp_path, monkeypatch):
    from xgy_excel.jobs import batch

    book = two()
    put, calls = batch.put, []

    def cut_off(path, data):
        calls.append(path)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return put(path, data)

    monkeypatch.setattr(batch, "put", cut_off)
    assert xgy("form", "contract", book, *DAY)[0] == 2
    monkeypatch.undo()
    (folder,) = tmp_path.glob("聘用协议_*")
    assert len(documents(folder)) == 1
    report = report_of("form", "contract", book, "--as-of", "2025-07-15", "--resume")
    assert (report["as_of"], report["made"]) == ("2025-06-30", 2)
    assert [p.name for p in documents(folder)] == [
        "乌兰旗2025-001_张三_聘用协议.docx",
        "乌兰旗2025-002_李四_聘用协议.docx",
    ]
    assert list(tmp_path.glob("聘用协议_*")) == [folder]
    log = list(openpyxl.load_workbook(book)["生成台账"].iter_rows(min_row=2))
    assert len(log) == 2


def test_a_batch_from_an_own_template_is_resumed_without_naming_it_again(two, xgy, report_of, tmp_path, monkeypatch):
    from xgy_excel.jobs import form

    own = tmp_path / "本旗.docx"
    own.write_bytes(template_path("contract.docx").read_bytes())
    book = two()
    with monkeypatch.context() as broken:
        broken.setattr(form, "_appear", lambda *args: (_ for _ in ()).throw(KeyboardInterrupt))
        assert xgy("form", "contract", book, *DAY, "--template", own)[0] == 2
    own.rename(tmp_path / "别处.docx")
    assert "放回去再接着做" in xgy("form", "contract", book, "--resume")[2]
    (tmp_path / "别处.docx").rename(own)
    assert report_of("form", "contract", book, "--resume")["made"] == 2


def test_nothing_to_resume_is_said(two, xgy):
    status, _, err = xgy("form", "contract", two(), *DAY, "--resume")
    assert status == 2
    assert "没有找到中断的批次" in err


def test_where_chooses_rows(two, report_of, tmp_path):
    report = report_of("form", "contract", two(), *DAY, "-o", tmp_path / "批", "--where", "姓名=李四")
    assert (report["requested"], report["made"]) == (1, 1)


def test_a_broken_template_makes_nothing_and_says_where(two, xgy, tmp_path):
    document = Document()
    document.add_paragraph("甲方：{{甲方}，乙方：{{姓 名}}")
    document.save(tmp_path / "坏.docx")
    book = two()
    before = book.read_bytes()
    status, _, err = xgy("form", "contract", book, *DAY, "--template", tmp_path / "坏.docx", "-o", tmp_path / "批")
    assert status == 2
    assert "坏.docx" in err
    assert book.read_bytes() == before
    assert not (tmp_path / "批").exists()


def test_an_unknown_form_names_the_nearest(two, xgy):
    status, _, err = xgy("form", "contrat", two(), *DAY)
    assert status == 2
    assert "contract" in err


def test_a_book_that_cannot_be_written_stops_the_job_before_it_begins(two, xgy, tmp_path):
    csv = tmp_path / "名册.csv"
    csv.write_text("姓名,身份证号,服务嘎查村,文化程度\n张三,150421198503019997,红旗嘎查,初中\n", encoding="utf-8")
    status, _, err = xgy("form", "contract", csv, *DAY, "-o", tmp_path / "批")
    assert status == 2
    assert err.strip()
    assert not (tmp_path / "批").exists()


def test_a_notice_is_masked(two, report_of, tmp_path):
    report = report_of(
        "form", "D05", two(协议编号="乌兰旗2025-002", 签订日期=date(2025, 1, 1)), *DAY, "-o", tmp_path / "公示"
    )
    assert report["made"] == 2
    for path in documents(tmp_path / "公示"):
        text = words(path)
        assert not re.search(r"\d{15}", text)
        assert "0476-6923456" in text


def test_the_print_file_holds_every_record_in_order(two, report_of, tmp_path):
    from pypdf import PdfReader

    report_of("form", "contract", two(), *DAY, "-o", tmp_path / "批", "--print")
    (pdf,) = (tmp_path / "批").glob("*.pdf")
    titles = [entry.title for entry in PdfReader(pdf).outline]
    assert titles == ["张三", "李四"]


def test_severity_names_are_those_of_the_contract():
    assert [s.value for s in Severity] == ["错误", "需例外审批", "待核", "提示", "已批例外"]
    assert Setting.SHEET == "参数"


def test_an_agreement_that_has_run_out_is_not_made_unless_its_day_is_named(two, report_of, tmp_path):
    book = two()
    late = report_of("form", "contract", book, "--as-of", "2026-11-24", "-o", tmp_path / "晚")
    assert (late["requested"], late["made"]) == (2, 0)
    assert all("2025-12-31期满" in s["reason"] and "--as-of" in s["reason"] for s in late["skipped"])
    assert report_of("form", "contract", book, "--as-of", "2025-12-31", "-o", tmp_path / "当时")["made"] == 2


def test_a_condition_nobody_meets_is_said_and_nothing_else(two, xgy):
    status, out, _ = xgy("form", "contract", two(), *DAY, "--where", "姓名=无此人")
    assert "没有符合“姓名=无此人”的人员" in out
    assert "应生成 0" in out
    assert "错误 " not in out
    assert status in (0, 1)

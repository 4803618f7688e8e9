"""What the clerk wrote beside a finding stays with it, however the roster changes between two runs."""

from types import SimpleNamespace

import openpyxl
import pytest

from xgy_excel.jobs.opinions import Line, match

DAY = ("--as-of", "2025-06-30")


def rows_of(path):
    """The lines of 核对结果 below its header, by header."""
    lines = [[c.value for c in row] for row in openpyxl.load_workbook(path)["核对结果"].iter_rows()]
    top = next(i for i, line in enumerate(lines) if line[0] == "级别")
    return [dict(zip(lines[top], line, strict=True)) for line in lines[top + 1 :]]


def write_opinion(path, text, **where):
    """Into 处理意见 of the only line where these headers hold these values."""
    book = openpyxl.load_workbook(path)
    sheet = book["核对结果"]
    lines = list(sheet.iter_rows())
    top = next(i for i, line in enumerate(lines) if line[0].value == "级别")
    headers = [c.value for c in lines[top]]
    (found,) = [line for line in lines[top + 1 :] if all(line[headers.index(h)].value == v for h, v in where.items())]
    found[headers.index("处理意见")].value = text
    book.save(path)


def change(path, cell, value, sheet="花名册"):
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def opinions(path, **where):
    return [r["处理意见"] for r in rows_of(path) if all(r[h] == v for h, v in where.items())]


@pytest.fixture
def checked(county, xgy):
    """A roster of two who break the same rule, checked in place."""
    other = {"姓名": "李四", "身份证号": "15042119850301001X", "户名": "李四", "文化程度": "小学"}
    book = county({"文化程度": "小学"}, other)
    assert xgy("check", book, *DAY, "--in-place")[0] == 1
    return book


def test_an_opinion_stays_when_the_book_is_checked_again(checked, xgy):
    write_opinion(checked, "已约谈", 规则="E4", 对象="李四")
    xgy("check", checked, *DAY, "--in-place")
    assert opinions(checked, 规则="E4", 对象="李四") == ["已约谈"]
    assert opinions(checked, 规则="E4", 对象="张三") == [None]


def test_marks_are_those_of_the_second_run_and_handled_findings_are_kept_with_their_opinion(checked, xgy):
    write_opinion(checked, "学历证已补", 规则="E4", 对象="李四")
    change(checked, "I3", "初中")
    xgy("check", checked, *DAY, "--in-place")
    sheet = openpyxl.load_workbook(checked)["花名册"]
    assert "E4" in sheet["I2"].comment.text
    assert sheet["I3"].comment is None
    assert [(r["级别"], r["处理意见"]) for r in rows_of(checked) if r["对象"] == "李四" and r["规则"] == "E4"] == [
        ("已消除", "学历证已补")
    ]
    change(checked, "I3", "小学")
    xgy("check", checked, *DAY, "--in-place")
    assert opinions(checked, 规则="E4", 对象="李四") == ["学历证已补"]
    assert "E4" in openpyxl.load_workbook(checked)["花名册"]["I3"].comment.text


def test_an_opinion_follows_a_sheet_the_clerk_renamed(checked, xgy):
    write_opinion(checked, "已约谈", 规则="E4", 对象="李四")
    book = openpyxl.load_workbook(checked)
    book["核对结果"].title = "六月核对"
    for name in list(book.defined_names.values()):
        name.attr_text = name.attr_text.replace("核对结果", "六月核对")
    book.save(checked)
    xgy("check", checked, *DAY, "--in-place")
    again = openpyxl.load_workbook(checked)
    assert "核对结果" not in again.sheetnames
    again["六月核对"].title = "核对结果"
    again.save(checked)
    assert opinions(checked, 规则="E4", 对象="李四") == ["已约谈"]


def test_clearing_leaves_the_book_as_it_was_but_for_the_computed_columns(county, xgy):
    book = county({"文化程度": "小学"})
    before = {s.title: [[c.value for c in row] for row in s] for s in openpyxl.load_workbook(book)}
    xgy("check", book, *DAY, "--in-place")
    status, out, _ = xgy("check", book, *DAY, "--in-place", "--clear")
    assert status == 0
    assert "已清除本程序的标记、批注和“核对结果”" in out
    after = openpyxl.load_workbook(book)
    assert [c.comment for row in after["花名册"] for c in row if c.comment] == []
    assert list(after["花名册"].conditional_formatting) == []
    assert after.sheetnames == list(before)
    assert {s.title: [[c.value for c in row] for row in s] for s in after if s.title != "嘎查村"} == {
        name: rows for name, rows in before.items() if name != "嘎查村"
    }


def test_clearing_keeps_a_list_the_clerk_has_written_into_and_says_so(checked, xgy):
    write_opinion(checked, "已约谈", 规则="E4", 对象="李四")
    status, out, _ = xgy("check", checked, *DAY, "--in-place", "--clear")
    assert status == 0
    assert "里有1条处理意见，已保留这个工作表" in out
    assert opinions(checked, 规则="E4", 对象="李四") == ["已约谈"]
    assert [c.comment for row in openpyxl.load_workbook(checked)["花名册"] for c in row if c.comment] == []


def test_rules_that_did_not_run_stand_at_the_end_with_the_reason(county, xgy, tmp_path):
    xgy("check", county(), *DAY)
    last = rows_of(tmp_path / "花名册-核对.xlsx")[-1]
    assert last["级别"] == "未运行"
    assert "没有核对" in last["问题"]


def finding(subject, message, cell, rule="E4"):
    return SimpleNamespace(rule=SimpleNamespace(code=rule), sheet="花名册", subject=subject, message=message, cell=cell)


def line(subject, problem, cell, opinion="", rule="E4"):
    return Line(rule, "花名册", subject, problem, cell, opinion)


def test_two_persons_of_one_name_are_told_apart_by_their_cells():
    lines = [line("王芳", "低", "I2", "甲的"), line("王芳", "低", "I7", "乙的")]
    assert match([finding("王芳", "低", "I7"), finding("王芳", "低", "I2")], lines) == (["乙的", "甲的"], [])


def test_rows_that_moved_keep_their_opinions_in_order():
    lines = [line("王芳", "低", "I2"), line("王芳", "低", "I7", "乙的")]
    assert match([finding("王芳", "低", "I12"), finding("王芳", "低", "I17")], lines) == (["", "乙的"], [])


def test_a_finding_whose_numbers_changed_keeps_its_opinion_when_there_is_only_one():
    assert match([finding("张三", "差200元", "T2")], [line("张三", "差300元", "T2", "在办")]) == (["在办"], [])
    two = [line("张三", "差300元", "T2", "甲"), line("张三", "差1元", "T3", "乙")]
    assert match([finding("张三", "差200元", "T2")], two) == ([""], two)


def test_an_opinion_whose_finding_is_gone_is_left_over_and_an_empty_line_is_not():
    lines = [line("张三", "低", "I2", "在办"), line("李四", "低", "I3")]
    assert match([], lines) == ([], lines[:1])
    assert match([finding("张三", "低", "I2", rule="E5")], lines) == ([""], lines[:1])

"""What the window does, without a window: workbooks, jobs, what stops them, and going on where a batch was cut off."""

import time
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from xgy_excel.core import Stopped
from xgy_excel.forms import FORMS
from xgy_excel.jobs import JOBS
from xgy_excel.window import closed
from xgy_excel.window.desk import Desk
from xgy_excel.window.memory import Memory

DAY = date(2025, 6, 30)
JOB = {job.name: job for job in JOBS}


def rest(desk):
    """Wait until what goes on has ended."""
    end = time.monotonic() + 60
    while not desk.poll():
        assert time.monotonic() < end
        time.sleep(0.005)
    return desk


@pytest.fixture
def desk(tmp_path_factory):
    """A desk, and `rest`: wait until what goes on has ended."""
    clock = iter(datetime(2025, 6, 30, 9, minute) for minute in range(60))
    desk = Desk(Memory(tmp_path_factory.mktemp("memory") / "window.json"), DAY, clock=lambda: next(clock))
    desk.rest = lambda: rest(desk)
    return desk


def opened(desk, book):
    desk.open(book)
    return desk.rest()


def test_a_workbook_taken_in_hand_is_counted_and_remembered(desk, county):
    book = county({}, {"姓名": "李四", "状态": "离岗"})
    opened(desk, book)
    assert (desk.seen.people, desk.seen.in_post, dict(desk.seen.townships)) == (2, 1, {"巴彦镇": 2})
    assert desk.memory.recent == [book]


@pytest.mark.parametrize(
    ("job", "copy"),
    [("check", "花名册-核对.xlsx"), ("clear", "花名册-清除标记.xlsx"), ("quota", "花名册-核定.xlsx")],
)
def test_what_only_shows_goes_into_a_copy(desk, county, job, copy):
    book = county()
    before = book.read_bytes()
    opened(desk, book)
    desk.do(JOB[job])
    desk.rest()
    assert desk.trouble == ""
    assert desk.outcome.copy == book.with_name(copy)
    assert book.read_bytes() == before


def test_with_in_place_the_book_itself_is_marked(desk, county):
    book = county({"文化程度": "小学"})
    before = book.read_bytes()
    opened(desk, book).in_place = True
    desk.do(JOB["check"])
    desk.rest()
    (backup,) = book.parent.glob("花名册-备份*.xlsx")
    assert backup.read_bytes() == before
    assert backup.name in "".join(desk.outcome.notes)
    assert desk.outcome.files == [book]
    assert "核对结果" in openpyxl.load_workbook(book).sheetnames


def test_a_book_that_is_open_elsewhere_is_not_marked_in_place(desk, county):
    book = county()
    book.with_name(f"~${book.name}").write_text("")
    opened(desk, book).in_place = True
    desk.do(JOB["check"])
    desk.rest()
    assert "请先关闭" in desk.trouble
    assert desk.outcome is None


def test_documents_are_made_for_those_who_are_wanted(desk, ready):
    opened(desk, ready(2)).where_text = "姓名=李二"
    desk.do(JOB["contract"])
    desk.rest()
    assert (desk.outcome.requested, desk.outcome.made) == (1, 1)
    assert desk.outcome.headline == "生成协议：应生成 1 份，成功 1 份，未生成 0 份"
    assert desk.outcome.lines == []  # of a batch the reasons are told, not the findings of the whole book


def test_any_form_can_be_made_with_its_print_file(desk, ready):
    opened(desk, ready())
    desk.make(next(form for form in FORMS if form.name == "contract"))
    desk.rest()
    assert desk.outcome.made == 1
    assert desk.outcome.print_file.is_file()
    assert [path.suffix for path in desk.outcome.documents] == [".docx"]


def test_values_of_an_old_workbook_are_checked_in_a_new_one_but_nothing_is_numbered(desk, county, tmp_path):
    old = tmp_path / "名单.csv"
    rows = openpyxl.load_workbook(county())["花名册"].iter_rows(values_only=True)
    old.write_text("\n".join(",".join("" if v is None else str(v) for v in row) for row in rows), encoding="utf-8")
    before = old.read_bytes()
    opened(desk, old)
    desk.do(JOB["check"])
    desk.rest()
    assert desk.outcome.copy.name == "名单-核对.xlsx"
    assert any("只有数值" in note for note in desk.outcome.notes)
    desk.do(JOB["contract"])
    desk.rest()
    assert "不是xlsx格式" in desk.trouble
    assert old.read_bytes() == before


def test_a_batch_that_was_cut_off_is_offered_and_taken_up(desk, ready, monkeypatch):
    book = ready()
    opened(desk, book)
    from xgy_excel.jobs import form

    def fail(*args):
        raise Stopped("磁盘空间不足。")

    monkeypatch.setattr(form, "_appear", fail)
    desk.do(JOB["contract"])
    desk.rest()
    assert desk.trouble == "磁盘空间不足。"
    folder, journal = desk.seen.left
    assert (folder.parent, journal.done) == (book.parent, False)
    monkeypatch.undo()
    desk.take_up()
    desk.rest()
    assert desk.outcome.made == 1
    assert list(folder.rglob("*.docx")) == desk.outcome.documents
    assert desk.seen.left is None


def test_work_is_cancelled_before_anything_is_written(desk, county, monkeypatch):
    book = county()
    opened(desk, book)
    run = JOB["check"].run

    def slowly(book, asked):
        report = run(book, asked)
        desk.cancel()
        return report

    monkeypatch.setattr(closed, "copy_beside", None)  # not reached
    from dataclasses import replace

    desk.do(replace(JOB["check"], run=slowly))
    desk.rest()
    assert "已停下" in desk.said
    assert [path.name for path in book.parent.iterdir()] == [book.name]


@pytest.mark.parametrize(
    ("field", "text", "said"), [("day_text", "昨天", "参照日期"), ("where_text", "没有这一列=1", "没有这一列")]
)
def test_what_cannot_be_read_is_said_and_nothing_begins(desk, county, field, text, said):
    opened(desk, county())
    setattr(desk, field, text)
    if field == "day_text":
        with pytest.raises(Stopped, match=said):
            desk.do(JOB["contract"])
        assert desk.at is None
    else:
        desk.do(JOB["contract"])
        assert said in desk.rest().trouble


def test_a_file_that_is_no_workbook_is_said_in_a_sentence(desk, tmp_path):
    book = tmp_path / "a.xlsx"
    book.write_text("no")
    assert opened(desk, book).trouble
    assert desk.seen is None


def test_an_error_nobody_foresaw_is_a_sentence_too(desk, county, monkeypatch):
    opened(desk, county())
    monkeypatch.setattr(closed, "do", lambda *args, **more: 1 / 0)
    desk.do(JOB["check"])
    assert "ZeroDivisionError" in desk.rest().trouble


def test_a_new_workbook_is_taken_in_hand_at_once(desk, tmp_path):
    desk.new(tmp_path / "样例.xlsx", sample=True)
    desk.rest()
    desk.rest()  # it is looked into as well
    assert desk.book == tmp_path / "样例.xlsx"
    assert desk.seen.people > 50
    assert desk.day_text == "2025-06-30"


def test_the_findings_lead_into_the_copy(desk, county, monkeypatch):
    from xgy_excel.window import opening

    shown = []
    monkeypatch.setattr(opening, "open_path", shown.append)
    opened(desk, county({"文化程度": "小学"}))
    desk.do(JOB["check"])
    desk.rest()
    line = next(line for line in desk.outcome.lines if line.cell)
    desk.show_cell(line.sheet, line.cell)
    desk.rest()
    copy = desk.outcome.copy
    assert (shown, desk.said) == ([copy], "")
    workbook = openpyxl.load_workbook(copy)
    assert workbook.active.title == line.sheet
    assert [sheet.title for sheet in workbook if sheet.sheet_view.tabSelected] == [line.sheet]


def test_printing_goes_to_the_printer_named_or_to_the_reader(desk, ready, monkeypatch):
    from xgy_excel.jobs import printer
    from xgy_excel.window import opening

    sent, shown = [], []
    monkeypatch.setattr(printer, "send", lambda file, name, duplex=False: sent.append((file, name)))
    monkeypatch.setattr(opening, "open_path", shown.append)
    opened(desk, ready())
    desk.do(JOB["print"])
    desk.rest()
    file = desk.outcome.print_file
    desk.print("科室打印机")
    assert "数一数份数" in desk.rest().said
    desk.print("")
    assert "阅读器" in desk.rest().said
    assert (sent, shown) == ([(file, "科室打印机")], [file])
    assert isinstance(file, Path)

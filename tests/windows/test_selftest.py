"""The self-test does the clerk's work on the sample county in Excel and reports each step, whatever goes wrong."""

from datetime import datetime
from pathlib import Path

import pytest

from xgy_excel.core import Stopped
from xgy_excel.windows.doctor import Check
from xgy_excel.windows.selftest import run, selftest, write

from ..live.engine import REFUSED, ComError, excel
from .pc import installed

pytestmark = pytest.mark.filterwarnings("ignore:Conditional Formatting extension", "ignore:Data Validation extension")


@pytest.fixture
def pc(tmp_path):
    return installed(tmp_path / "XGY")


@pytest.fixture
def opener():
    """Opens files in a made-up Excel and notes what was opened and closed."""

    class Opener:
        def __init__(self, add_in=True):
            self.app, self.opened, self.closed = excel(add_in), [], []

        def __call__(self, path):
            book = self.app.impl.open(path)
            self.opened.append(Path(path))
            book.impl.close = lambda: self.closed.append(book.name)
            return book

    return Opener


def failed(checks):
    return [str(check) for check in checks if not check.good]


def test_where_all_is_well_every_step_is_and_the_workbook_it_worked_in_is_gone(pc, opener):
    excel_ = opener()
    checks = selftest(pc, excel_)
    assert failed(checks) == []
    steps = [check.title for check in checks]
    for said in ("校验样例：", "标记和批注", "清除标记", "生成协议："):
        assert any(step.startswith(said) for step in steps), said
    assert len(excel_.opened) == len(excel_.closed) == 1
    assert not excel_.opened[0].parent.exists()


def test_an_add_in_that_does_not_answer_is_told(pc, opener):
    (only,) = failed(selftest(pc, opener(add_in=False)))
    assert "快速通道" in only


def test_an_excel_that_refuses_is_told_and_its_workbook_closed(pc, opener):
    excel_ = opener()
    excel_.app.impl.faults["add sheet"] = ComError(REFUSED)
    checks = selftest(pc, excel_)
    assert len(failed(checks)) == 1
    assert "在 Excel 中试做" in failed(checks)[0]
    assert len(excel_.closed) == 1


def test_an_excel_that_does_not_open_the_file_is_told(pc):
    def refuse(path):
        raise Stopped("打不开。")

    (only,) = failed(selftest(pc, refuse))
    assert "打不开" in only


def test_the_report_is_written_over_the_one_before(tmp_path):
    for advice in ("先前的问题", ""):
        path = write([Check("Excel", advice), Check("pywin32")], tmp_path, datetime(2025, 6, 30, 9, 5), ["版本 1"])
    text = path.read_text(encoding="utf-8-sig")
    assert "2025-06-30 09:05" in text
    assert "正常　Excel" in text
    assert "先前的问题" not in text
    assert [p.name for p in tmp_path.iterdir()] == ["自检报告.txt"]


def test_on_the_button_the_report_lies_in_the_folder_of_the_program(pc, opener, monkeypatch):
    excel_ = opener()
    app = type("App", (), {"books": type("Books", (), {"open": lambda self, path: excel_(path)})()})()
    monkeypatch.setattr("xgy_excel.windows.selftest.this_machine", lambda: pc)
    report = run(app, datetime(2025, 6, 30), ["版本 1"])
    assert report.files == [str(pc.home / "自检报告.txt")]
    assert report.notes[1].endswith("项检查都正常。")

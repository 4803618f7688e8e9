"""The buttons, pressed: what is done, what is told, and that Excel is afterwards as it was, whatever happened."""

import sys
from datetime import date
from types import ModuleType

import pytest
import xlwings as xw
from openpyxl import load_workbook

from xgy_excel import ribbon
from xgy_excel.books import atwork, open_book
from xgy_excel.books.atwork import at_work
from xgy_excel.core import Report, Stopped
from xgy_excel.jobs import JOBS
from xgy_excel.jobs.check import check
from xgy_excel.jobs.new import new

from ..conftest import PERSON
from ..people.exporting import POOR, crowd, export
from ..xlsx.rich import plain_book
from .engine import BUSY, REFUSED, ComError, excel

BEFORE = {"screen_updating": True, "enable_events": True, "calculation": "automatic", "status_bar": False}


class Day(date):
    @classmethod
    def today(cls):
        return cls(2025, 6, 30)


@pytest.fixture(autouse=True)
def in_2025(monkeypatch):
    monkeypatch.setattr(ribbon, "date", Day)
    monkeypatch.setattr(atwork, "_PAUSES", (0, 0))


@pytest.fixture
def press(monkeypatch):
    """Open a workbook in Excel and press a button; returns the engine's app and book."""
    opened = []
    monkeypatch.setattr(ribbon, "open_folder", opened.append)

    def press(path, tag, add_in=True, answers=(), prepare=lambda app: None, **options):
        app = excel(add_in).impl
        app.answers += answers
        book = app.open(path, **options)
        prepare(app)
        monkeypatch.setattr(xw.Book, "_mock_caller", book, raising=False)
        ribbon.run(tag)
        app.opened = opened
        assert state(app) == BEFORE
        return app, book.impl

    return press


def state(app):
    return {name: app.settings[name] for name in BEFORE}


def test_a_check_tells_the_counts_and_leaves_the_file_alone(county, press):
    path = county({"出生日期": date(2010, 1, 1)})
    before = path.read_bytes()
    app, book = press(path, "check")
    [(words, title, buttons, mode)] = app.alerts
    assert (title, buttons, mode) == ("协管员", "ok", "info")
    counts = check(open_book(path), Day.today()).count()
    assert words.startswith("校验完成，参照日期2025-06-30。" + "　".join(f"{k} {n}" for k, n in counts.items() if n))
    assert "核对结果" in [tab.name for tab in book.tabs]
    assert (path.read_bytes(), book.saved) == (before, 0)
    assert ("screen_updating", False) in app.history
    assert ("calculation", "manual") in app.history


def test_clearing_takes_all_of_it_back(county, press):
    app, book = press(county({"出生日期": date(2010, 1, 1)}), "check")
    ribbon.run("clear")
    assert "已清除本程序的标记" in app.alerts[-1][0]
    assert "核对结果" not in [tab.name for tab in book.tabs]
    assert not any(cell.comment for tab in book.tabs for cell in tab.ws._cells.values())


def test_posts_are_computed_into_the_sheet_of_villages(county, press):
    app, book = press(county(), "quota")
    ws = book.wb["嘎查村"]
    filled = {ws.cell(1, c).value: ws.cell(2, c).value for c in range(1, ws.max_column + 1)}
    assert [filled[h] for h in ("劳动力合计", "核定岗位数", "在岗人数", "空岗数")] == [90, 1, 1, 0]
    assert app.alerts[-1][0].startswith("核定岗位完成")


def test_posts_are_counted_from_the_exports_that_are_chosen(county, press, tmp_path):
    file = export(tmp_path / POOR, *crowd(31))

    def choose(app):
        app.chosen.append((str(file),))

    app, book = press(county(), "quota", answers=["yes"], prepare=choose)
    [(kinds, title, several)] = app.dialogs
    assert ("*.xlsx" in kinds, "*.csv" in kinds, several) == (True, True, True)
    assert title == "核定岗位：选择文件（可以多选）"
    ws = book.wb["嘎查村"]
    filled = {ws.cell(1, c).value: ws.cell(2, c).value for c in range(1, ws.max_column + 1)}
    assert filled["普通劳动力"] == 31


@pytest.mark.parametrize(("job", "answers"), [("pay", []), ("quota", ["cancel"]), ("quota", ["yes"])])
def test_cancelled_in_a_dialog_nothing_is_done_and_that_is_said(county, press, tmp_path, job, answers):
    path = county()
    before = {p: p.read_bytes() for p in tmp_path.iterdir()}
    app, live = press(path, job, answers=answers, prepare=lambda app: app.typed.append(False))
    assert app.alerts[-1][0].endswith("：已取消，什么也没有做。")
    assert (live.saved, {p: p.read_bytes() for p in tmp_path.iterdir()}) == (0, before)
    assert not any(name == "screen_updating" for name, _ in app.history)  # no work was begun


def test_agreements_are_made_beside_the_book_and_the_folder_is_offered(press, tmp_path):
    path = new(tmp_path / "样例.xlsx", sample=True)
    app, book = press(path, "contract", answers=["yes"])
    [(words, _, buttons, _)] = app.alerts
    assert buttons == "yes_no"
    folder = next(p for p in tmp_path.iterdir() if p.name.startswith("聘用协议_"))
    made = len(list(folder.rglob("*.docx")))
    assert words.startswith("生成协议：应生成")
    assert f"成功{made}份" in words
    assert f"文件在：{folder}" in words
    assert app.opened == [folder]
    assert (book.saved, made > 50) == (1, True)
    assert "生成台账" in load_workbook(path).sheetnames
    assert any(name == "status_bar" and f"聘用协议 {made}/" in str(value) for name, value in app.history)
    assert max(map(len, words.splitlines())) <= 130


@pytest.fixture
def ket(monkeypatch):
    """A program that is no Excel runs, called ket.Application, and pywin32 with xlwings' Windows side is there."""
    app = excel(add_in=False)
    com, windows = ModuleType("win32com.client"), ModuleType("xlwings._xlwindows")

    def running(name):
        if name != "Ket.Application":
            raise ComError(-2147221021, text="Operation unavailable")
        return app.impl

    com.GetActiveObject = running
    windows.App, windows.COMRetryObjectWrapper = (lambda xl: xl), (lambda found: found)
    monkeypatch.setitem(sys.modules, "win32com", ModuleType("win32com"))
    monkeypatch.setitem(sys.modules, "win32com.client", com)
    monkeypatch.setitem(sys.modules, "xlwings._xlwindows", windows)
    monkeypatch.setattr(xw, "_xlwindows", windows, raising=False)
    return app.impl


def test_a_button_is_done_in_another_program_that_answers_as_excel_does(county, ket, xgy):
    path = county({"出生日期": date(2010, 1, 1)})
    ket.open(path)
    assert xgy("addin", "press", "校验", "--program", "Ket.Application")[0] == 0
    [(words, *_)] = ket.alerts
    assert words.startswith("校验完成")
    assert "核对结果" in [tab.name for tab in ket.active_book.tabs]


def test_a_program_that_does_not_run_and_one_without_a_workbook_are_told(ket, xgy):
    for program, words in (("Ket.Application", "没有打开的工作簿"), ("Excel.Application", "没有找到正在运行的")):
        status, _, err = xgy("addin", "press", "校验", "--program", program)
        assert (status, words in err) == (2, True)


def people(count):
    return [
        {"姓名": f"人{n}", "身份证号": PERSON["身份证号"] if n == 0 else None, "协议编号": f"号-{n}"}
        for n in range(count)
    ]


@pytest.mark.parametrize(("answer", "asked_for"), [("yes", 2), ("no", 4), ("cancel", None)])
def test_selected_rows_can_be_done_alone(county, press, answer, asked_for):
    def choose(app):
        sheet = app.active_book.sheets("花名册")
        app.selection = sheet.range("A2:C3,B4")
        sheet.ws.row_dimensions[3].hidden = True

    app, _ = press(county(*people(5)), "contract", answers=[answer], prepare=choose)
    question, _, buttons, _ = app.alerts[0]
    assert "选中了2行" in question
    assert buttons == "yes_no_cancel"
    told = [words for words, *_ in app.alerts[1:]]
    assert len(told) == 1
    if asked_for is None:
        assert told == ["生成协议：已取消，什么也没有做。"]
    else:
        assert f"应生成{asked_for}份" in told[0]
        assert "1行被隐藏或筛选掉，没有读取" in told[0]


@pytest.mark.parametrize(
    ("sheet", "first", "last"),
    [("花名册", (3, 2), (3, 2)), ("花名册", (1, 1), (1048576, 3)), ("嘎查村", (1, 1), (2, 2))],
)
def test_a_cell_a_column_or_another_sheet_is_no_selection_of_rows(county, press, sheet, first, last):
    def choose(app):
        app.selection = app.active_book.sheets(sheet).range(first, last)

    app, _ = press(county(*people(2)), "contract", prepare=choose)
    assert not any("选中了" in words for words, *_ in app.alerts)


def test_settings_are_brought_into_view_and_nothing_is_said(county, press):
    app, book = press(county(), "settings")
    assert (book.active.name, app.alerts) == ("参数", [])


def test_the_self_check_tells_what_a_maintainer_asks(county, press):
    words = press(county(), "help")[0].alerts[0][0]
    assert "加载项的快速通道：正常" in words
    assert "可以核对、标记和生成文书" in words
    words = press(county(), "help", add_in=False, read_only=True)[0].alerts[0][0]
    assert "没有应答" in words
    assert "只读方式" in words


def test_the_print_button_makes_one_pdf_of_the_selected_rows(press, tmp_path):
    def choose(app):
        app.selection = app.active_book.sheets("花名册").range((10, 1), (14, 3))

    app, _ = press(new(tmp_path / "样例.xlsx", sample=True), "print", answers=["yes", "no"], prepare=choose)
    assert len(list(tmp_path.rglob("*合并打印*.pdf"))) == 1
    assert app.opened == []


def test_notices_are_made_from_the_open_book(press, tmp_path):
    app, _ = press(new(tmp_path / "样例.xlsx", sample=True), "village-notice")
    assert app.alerts[0][0].startswith("生成公示：应生成")
    assert list(tmp_path.rglob("*.docx"))


def test_buttons_have_plain_names_and_words_for_the_clerk():
    assert len({job.name for job in ribbon.BUTTONS}) == len(ribbon.BUTTONS)
    for job in ribbon.BUTTONS:
        assert job.name.isascii()
        assert job.name.replace("-", "").isalpha()
        assert job.icon.isalnum()
        assert 2 <= len(job.label) <= 4
        assert job.tip.endswith("。")


# -- what goes wrong ----------------------------------------------------------------------------------


def test_what_stops_a_job_is_one_sentence(press, tmp_path):
    path = tmp_path / "别的.xlsx"
    path.write_bytes(plain_book([["甲", "乙"], [1, 2]]))
    app, _ = press(path, "check")
    assert [(mode, "没有找到花名册" in words) for words, _, _, mode in app.alerts] == [("critical", True)]


def test_a_book_without_a_place_is_checked_but_makes_no_agreements(county, press):
    url = "https://contoso.sharepoint.com/花名册.xlsx"
    assert press(county(), "check", full_name=url)[0].alerts[0][3] == "info"
    words, _, _, mode = press(county(), "contract", full_name=url)[0].alerts[0]
    assert (mode, "OneDrive或SharePoint" in words) == ("critical", True)


def test_an_error_of_ours_is_told_without_a_traceback(county, press, monkeypatch):
    def broken(book, asked):
        raise KeyError("张三 150421198503019997")

    jobs = tuple(job if job.name != "check" else type(job)(**{**vars(job), "run": broken}) for job in ribbon.BUTTONS)
    monkeypatch.setattr(ribbon, "BUTTONS", jobs)
    [(words, _, _, mode)] = press(county(), "check")[0].alerts
    assert (mode, words.startswith("程序遇到没有料到的情况（KeyError，")) == ("critical", True)
    assert "张三" not in words
    assert "Traceback" not in words


def test_an_unknown_button_is_told(county, press):
    assert "没有叫“nothing”的功能" in press(county(), "nothing")[0].alerts[0][0]


def test_without_a_workbook_or_with_two_of_one_name_it_says_so(county, capsys, monkeypatch):
    monkeypatch.delattr(xw.Book, "_mock_caller", raising=False)
    app = excel().impl
    ribbon.run("check")
    assert "没有打开的工作簿" in capsys.readouterr().err
    path = county()
    app.open(path)
    ribbon.run("quota")
    assert app.alerts
    other = type(app)(app.engine, False)
    other.open(path)
    ribbon.run("quota")
    assert "有两个Excel都打开了“花名册.xlsx”" in capsys.readouterr().err


@pytest.mark.parametrize("add_in", [True, False], ids=["add-in", "alone"])
def test_excel_is_as_it_was_whichever_call_fails(county, press, add_in):
    path = county({"出生日期": date(2010, 1, 1)})
    calm, _ = press(path, "check", add_in)
    total = calm.calls.total()
    assert total > 30
    for number in range(1, total + 1, 1 if add_in else 7):
        fault = ComError(BUSY) if number % 2 else ComError(REFUSED)
        app, _ = press(path, "check", add_in, prepare=lambda app, n=number, f=fault: app.faults.update({n: f}))
        assert len(app.alerts) == 1
        assert "Traceback" not in app.alerts[0][0]


def test_a_setting_excel_will_not_change_stops_nothing(county, press):
    app, book = press(county(), "check", prepare=lambda app: app.stubborn.add("calculation"))
    assert app.alerts[0][3] == "info"
    assert "核对结果" in [tab.name for tab in book.tabs]


def test_what_another_program_had_set_is_set_again():
    app = excel()
    app.impl.settings |= {"calculation": "manual", "enable_events": False, "status_bar": "别的程序的话"}
    before = dict(app.impl.settings)

    def work():
        with at_work(app):
            app.status_bar = "进度"
            raise Stopped("停")

    with pytest.raises(Stopped):
        work()
    assert app.impl.settings == before


def test_a_message_stays_short():
    job = JOBS[0]
    report = Report("书", date(2025, 6, 30), "政策", notes=[f"第{n}条" + "长" * 400 for n in range(40)])
    report.not_run = [("A1", "缺表")]
    words = ribbon.message(job, report)
    assert len(words) < 1600
    assert "有1条规则没有运行" in words
    short = ribbon.message(job, Report("书", date(2025, 6, 30), "政策", notes=[str(n) for n in range(8)]))
    assert short.endswith("……另有3条。")
    assert "没有发现问题" in short


def test_no_personal_data_is_left_in_the_journal(county, press, tmp_path):
    press(county(*people(3)), "contract")
    for journal in tmp_path.rglob(".xgy-*.json"):
        assert PERSON["身份证号"] not in journal.read_text(encoding="utf-8")

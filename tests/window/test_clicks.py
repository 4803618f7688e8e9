"""The window used as a clerk uses it: real clicks and keys on a virtual screen, at two sharpnesses."""

from pathlib import Path

import openpyxl
import pytest
from PIL import ImageChops

from xgy_excel.window.outcome import LEVELS

from .screen import Screen

TREE = "app.results.findings.listing.tree"
JOB = "app.tasks.buttons['{}']"
SOME = "青穗镇 星河镇 朝霞镇"  # enough for processes of their own, whose start leaves time for a click


def checked(window, book):
    shown = window(book)
    shown.do("check")
    return shown


def test_a_workbook_is_checked_and_its_findings_are_listed_the_gravest_first(window, book, tmp_path):
    before = Path(book).read_bytes()
    shown = checked(window, book)
    copy = tmp_path / "花名册-核对.xlsx"
    assert shown.ask("app.choosing.name.cget('text')") == "花名册.xlsx"
    assert f"花名册{shown.ask('app.desk.seen.people')}人" in shown.ask("app.choosing.about.cget('text')")
    listed = openpyxl.load_workbook(copy)["核对结果"]
    levels = [row[0].value for row in listed.iter_rows() if row[0].value in LEVELS]
    assert shown.ask("app.headline.cget('text')").startswith(f"校验完成：{len(levels)} 处")
    assert shown.ask(f"{TREE}.set('0', 'c0')") == "错误"
    shown.until(f"len({TREE}.get_children()) == {len(levels)}")
    assert Path(book).read_bytes() == before

    shown.click("app.results.findings._buttons['提示']")
    shown.until(f"len({TREE}.get_children()) == {levels.count('提示')}")
    assert shown.ask(f"{{{TREE}.set(i, 'c0') for i in {TREE}.get_children()}} == {{'提示'}}")

    shown.click("app.results.findings._buttons['']")
    shown.click("app.results.findings.nametowidget('row.words')")
    shown.type("K16")
    shown.until(f"0 < len({TREE}.get_children()) < {len(levels)}")
    assert shown.ask("'K16' in app.results.findings.listing.detail.get('1.0', 'end')")


def test_a_double_click_opens_the_copy_on_the_cell(window, book, tmp_path):
    shown = checked(window, book)
    shown.click("app.results.findings._buttons['需例外审批']")
    place = shown.ask(f"{TREE}.set({TREE}.get_children()[1], 'c1')")
    shown.click(f"row({TREE}, 1)", times=2)
    shown.until("app.desk.at is None")
    copy = tmp_path / "花名册-核对.xlsx"
    assert shown.opened == [str(copy)]
    workbook = openpyxl.load_workbook(copy)
    view = workbook.active.sheet_view
    cell = next(s.activeCell for s in view.selection if s.pane == (view.pane.activePane if view.pane else None))
    assert f"{workbook.active.title}!{cell}" == place

    (tmp_path / ".~lock.花名册-核对.xlsx#").write_text("")  # as LibreOffice says that it has the file open
    shown.click(f"row({TREE}, 0)", times=2)
    shown.until("'名称框' in app.banner.words.cget('text')")
    assert shown.opened == [str(copy)] * 2


def test_documents_are_looked_at_before_they_can_be_printed(window, book):
    shown = window(book)
    shown.ask("app.choosing.where.set('青穗镇')")  # a Chinese word cannot be typed without an input method
    shown.do("print")
    made, left = shown.ask("(app.desk.outcome.made, len(app.desk.outcome.skipped))")
    assert made > 2
    assert shown.ask("app.headline.cget('text')") == f"打印：应生成 {made + left} 份，成功 {made} 份，未生成 {left} 份"
    preview = "app.results.preview"
    for kind in ("第一份", "最后一份", "随机一份"):
        assert shown.ask(f"str({preview}.print.cget('state'))") == "disabled"
        shown.click(f"{preview}.kinds['{kind}']")
        shown.until(f"'{kind}' in {preview}._samples.looked_at")
    assert f"共{made}份" in shown.ask(f"{preview}.where.cget('text')")
    shown.click(f"{preview}.next")
    assert "第2页" in shown.ask(f"{preview}.where.cget('text')")
    shown.click(f"{preview}.print", into_dialog=True)
    shown.answer(".__tk__messagebox", "no")
    shown.until("app.root.grab_current() is None")
    assert shown.opened == []
    shown.click(f"{preview}.print", into_dialog=True)
    shown.answer(".__tk__messagebox", "yes")
    shown.until("'阅读器' in app.banner.words.cget('text')")
    assert [Path(path).name for path in shown.opened] == [f"聘用协议_合并打印_{made}份.pdf"]


def test_reasons_for_what_was_not_made_are_listed(window, book):
    shown = window(book)
    shown.ask("app.choosing.where.set('青穗镇')")
    shown.do("contract")
    shown.click("tab(app.results, '未生成')")
    tree = "app.results.skipped.tree"
    assert shown.ask(f"len({tree}.get_children()) == len(app.desk.outcome.skipped) > 0")
    shown.click(f"row({tree}, 1)")
    assert shown.ask("'→' in app.results.skipped.detail.get('1.0', 'end')")
    shown.click("tab(app.results, '文件')")
    shown.click("row(app.results.files.tree, 0)", times=2)
    shown.rest()
    assert Path(shown.opened[0]).exists()


def test_a_batch_is_stopped_and_taken_up_again(window, book, tmp_path):
    shown = window(book)
    shown.ask(f"app.choosing.where.set('{SOME}')")
    shown.click(JOB.format("print"))
    shown.until("app.desk.at is not None and app.desk.at.what.startswith('合并')")
    shown.until("app.bar.words.cget('text').startswith('合并打印文件 0/')")
    shown.click("app.bar.cancel")
    shown.rest()
    assert "已停下" in shown.ask("app.banner.words.cget('text')")
    (folder,) = tmp_path.glob("聘用协议_*/")
    documents = sorted(folder.rglob("*.docx"))
    assert documents
    assert not list(tmp_path.rglob("*.pdf"))
    assert not list(tmp_path.rglob("*.tmp"))
    bytes_before = [path.read_bytes() for path in documents]

    shown.click("app.banner.nametowidget('act0')")  # 接着做
    shown.until("app.desk.outcome is not None and app.desk.at is None")
    assert shown.ask("app.desk.outcome.made") == len(documents)
    assert [path.read_bytes() for path in sorted(folder.rglob("*.docx"))] == bytes_before
    assert len(list(folder.glob("*合并打印*.pdf"))) == 1
    assert not shown.ask("app.banner.winfo_ismapped()")


def test_what_stops_a_job_is_one_sentence_and_the_window_lives_on(window, book, tmp_path):
    (tmp_path / "不是.xlsx").write_text("hello")
    shown = window(tmp_path / "不是.xlsx")
    assert shown.ask("app.banner.words.cget('text')").startswith("没有做成：")
    shown.ask("app.open(__import__('pathlib').Path(" + repr(str(book)) + "))")
    shown.rest()
    assert not shown.ask("app.banner.winfo_ismapped()")
    shown.click("app.choosing.day_field", times=3)  # chooses all of it
    shown.type("2025-13-01")
    shown.do("check")
    assert "参照日期“2025-13-01”认不出来" in shown.ask("app.banner.words.cget('text')")
    assert not list(tmp_path.glob("*-核对*"))


def test_a_workbook_is_chosen_in_a_dialog_and_remembered(window, book, tmp_path):
    (tmp_path / "roster.xlsx").write_bytes(Path(book).read_bytes())
    shown = window()
    assert shown.ask("str(app.tasks.buttons['check'].cget('state'))") == "disabled"
    shown.ask(f"app.desk.memory.went_to(__import__('pathlib').Path({str(tmp_path)!r}))")
    shown.click("app.choosing.opener", into_dialog=True)
    shown.answer(".__tk_filedialog.contents.f2", "ent")
    shown.type("roster.xlsx")
    shown.keys("Return")
    shown.until("app.desk.seen is not None")
    assert shown.ask("app.choosing.name.cget('text')") == "roster.xlsx"
    again = window()
    again.ask("app.choosing._list_recent()")
    assert again.ask("app.desk.memory.recent") == []  # a memory of its own
    assert shown.ask("[str(p) for p in app.desk.memory.recent]") == [str(tmp_path / "roster.xlsx")]


def test_the_keyboard_does_what_the_mouse_does(window, book):
    shown = window(book)
    shown.click("app.choosing.day_field")
    shown.keys("alt+1")
    shown.until("app.desk.outcome is not None")
    shown.click(f"row({TREE}, 0)")
    shown.keys("Down")
    assert shown.ask(f"{TREE}.selection()") == ["1"]
    shown.keys("Return")
    shown.rest()
    assert len(shown.opened) == 1


def test_a_job_asks_first_for_the_month_or_for_files(window, book):
    shown = window(book)
    shown.ask("setattr(app.desk, 'do', lambda job, **more: setattr(app.desk, 'asked', more['month'].isoformat()))")
    shown.click(JOB.format("pay"), into_dialog=True)
    shown.answer(".asking.body", "month")
    shown.keys("ctrl+End")
    for _ in range(7):
        shown.keys("BackSpace")
    shown.type("2025.5")
    shown.answer(".asking.body.row", "ok")
    shown.until("getattr(app.desk, 'asked', '') == '2025-05-01'")
    shown.ask("delattr(app.desk, 'do')")
    shown.click(JOB.format("quota"), into_dialog=True)
    shown.answer(".__tk__messagebox", "no")
    shown.until("app.desk.outcome is not None and app.desk.outcome.title == '核定岗位'")


def test_closed_during_work_the_window_asks_and_goes(window, book, tmp_path):
    shown = window(book)
    shown.ask(f"app.choosing.where.set('{SOME}')")
    shown.click(JOB.format("print"))
    shown.until("app.desk.at is not None and app.desk.at.what.startswith('合并')")
    shown.ask("app.root.after(1, app.close)")
    shown.answer(".__tk__messagebox", "yes")
    assert shown.wait_gone() == 0
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize(("dpi", "width", "height"), [(96, 1130, 740), (144, 1700, 1100)])
def test_nothing_is_cut_off_at_any_sharpness(window, book, dpi, width, height):
    sharp = Screen(width, height, dpi)
    try:
        shown = window(book, on=sharp)
        assert abs(shown.ask("app.style.scale") - dpi / 96) < 0.02
        assert shown.ask("cut_off(app.root)") == []
        shown.click(JOB.format("check"))
        shown.rest()
        assert shown.ask("cut_off(app.root)") == []
        picture = sharp.picture().convert("RGB")
        red = ImageChops.difference(picture, picture.point([0] * 768)).getcolors(1 << 24)
        assert any(colour == (255, 227, 230) for _, colour in red)  # lines of errors
    finally:
        sharp.close()

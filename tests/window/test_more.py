"""The menu 更多, used with real clicks: why somebody is judged so, renewals, many rosters into one, policies compared."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from xgy_excel.core import Pack, Stopped
from xgy_excel.window import rarely
from xgy_excel.window.closed import Who

from .test_desk import desk, opened  # noqa: F401

EXPLAIN, ROLLOVER, COMBINE, COMPARE, ANSWER = range(1, 6)  # lines of the menu


def choose(shown, line):
    shown.click("app.tasks.more", into_dialog=True)
    shown.until("bool(app.tasks._rest.winfo_ismapped())")
    shown.screen.input("key", *["Down"] * line, "Return")


def press(shown, *keys):
    """Keys for a dialog that closes with them."""
    shown.screen.input("key", *keys)


def there(shown, path):
    shown.until(f"bool(app.root.tk.call('winfo', 'exists', '{path}')) and bool(app.root.tk.call('grab', 'current'))")


def ended(shown, title):
    shown.until(f"app.desk.at is None and app.desk.outcome is not None and app.desk.outcome.title == '{title}'")
    assert shown.ask("app.desk.trouble") == ""


def test_a_person_is_found_by_a_number_and_explained_as_text_and_as_word(window, book, tmp_path):
    before = Path(book).read_bytes()
    shown = window(book)
    choose(shown, EXPLAIN)
    there(shown, ".asking.body.words")
    number = shown.ask("app.desk.seen.subjects[7].numbers.split()[0]")
    name = shown.ask("app.desk.seen.subjects[7].name")
    shown.type(number)
    shown.answer(".asking.body.row", "ok")
    ended(shown, "说明")
    text = shown.ask("app.results.text.text.get('1.0', 'end')")
    assert text.startswith(f"{name}（人员）")
    assert "第九条" in text
    assert number not in text
    (page,) = tmp_path.glob("花名册-说明-*.docx")
    assert name in "".join(element.text or "" for element in Document(page).element.body.iter())
    shown.click("tab(app.results, '文件')")
    shown.click("row(app.results.files.tree, 1)", times=2)
    shown.rest()
    assert shown.opened == [str(page)]
    assert Path(book).read_bytes() == before


def test_closing_the_dialog_begins_nothing(window, book, tmp_path):
    shown = window(book)
    choose(shown, EXPLAIN)
    there(shown, ".asking.body.words")
    press(shown, "Escape")
    shown.until("not app.root.tk.call('grab', 'current')")
    assert shown.ask("(app.desk.at, app.desk.outcome)") == [None, None]
    assert [path.name for path in tmp_path.iterdir()] == ["花名册.xlsx"]


def test_renewals_go_into_a_new_workbook_that_can_be_taken_in_hand(window, book, tmp_path):
    before = Path(book).read_bytes()
    shown = window(book)
    choose(shown, ROLLOVER)
    there(shown, ".__tk_filedialog.contents.f2.ent")
    press(shown, "Return")
    ended(shown, "续聘")
    new = tmp_path / "花名册-续聘.xlsx"
    assert "续聘核定" in openpyxl.load_workbook(new, read_only=True).sheetnames
    assert shown.ask("app.headline.cget('text')").startswith("续聘：在岗 ")
    assert Path(book).read_bytes() == before
    shown.click("app.banner.nametowidget('act0')")  # 在这里打开它
    shown.until("app.desk.at is None and app.choosing.name.cget('text') == '花名册-续聘.xlsx'")


def test_rosters_are_combined_without_a_workbook_in_hand(window, book, tmp_path):
    for name in ("qing.xlsx", "xing.xlsx"):
        shutil.copy(book, tmp_path / name)
    other = openpyxl.load_workbook(tmp_path / "xing.xlsx")
    other["花名册"].delete_rows(6, 40)
    other.save(tmp_path / "xing.xlsx")
    shown = window()
    assert shown.ask("[app.tasks._rest.entrycget(n, 'state') for n in range(5)]").count("disabled") == 4
    shown.ask(f"app.desk.memory.went_to(__import__('pathlib').Path({str(tmp_path)!r}))")
    choose(shown, 1)  # the only one that can be chosen
    shown.answer(".__tk_filedialog.contents.f2", "ent")
    shown.type('"qing.xlsx" "xing.xlsx"')
    press(shown, "Return")
    shown.until("app.root.tk.call('wm', 'title', '.__tk_filedialog').startswith('合并：存成')")
    there(shown, ".__tk_filedialog.contents.f2.ent")
    press(shown, "Return")
    ended(shown, "合并")
    assert shown.ask("app.headline.cget('text')") == "合并：应合并文件 2 本，已合并 2 本，未合并 0 本"
    total = tmp_path / "全县花名册.xlsx"
    shown.click("row(app.results.findings.listing.tree, 0)", times=2)
    shown.rest()
    assert shown.opened == [str(total)]
    shown.click("app.banner.nametowidget('act0')")
    shown.until("app.desk.at is None and app.choosing.name.cget('text') == '全县花名册.xlsx'")


def test_several_workbooks_that_were_dropped_are_combined_or_the_first_is_opened(window, book, tmp_path):
    other = shutil.copy(book, tmp_path / "另一本.xlsx")
    shown = window()
    paths = f"[__import__('pathlib').Path(p) for p in ({str(book)!r}, {str(other)!r})]"
    shown.ask(f"app.take({paths})")
    assert shown.ask("app.banner.words.cget('text')") == "拖来2个工作簿：花名册.xlsx、另一本.xlsx。"
    shown.click("app.banner.nametowidget('act0')", into_dialog=True)
    there(shown, ".__tk_filedialog.contents.f2.ent")
    press(shown, "Escape")
    shown.until("not app.root.tk.call('grab', 'current')")
    shown.click("app.banner.nametowidget('act1')")
    shown.until("app.desk.at is None and app.choosing.name.cget('text') == '花名册.xlsx'")


def with_next_pack(book):
    workbook = openpyxl.load_workbook(book)
    workbook[Pack.SHEET].append(["接续办法", "某发〔2026〕1号", "2026-01-01"])
    workbook.save(book)


def test_two_policies_are_compared_and_the_changes_lead_into_the_copy(window, book, tmp_path):
    with_next_pack(book)
    before = Path(book).read_bytes()
    shown = window(book)
    choose(shown, COMPARE)
    there(shown, ".asking.body.line0.pack")
    shown.answer(".asking.body.row", "ok")
    ended(shown, "政策比较")
    count = shown.ask("len(app.desk.outcome.changes)")
    assert shown.ask("app.headline.cget('text')").startswith(
        f"政策比较：内乡振发〔2022〕10号 → 接续办法，结论变化 {count} 处"
    )
    shown.until(f"len(app.results.changes.tree.get_children()) == {count}")
    assert " → " in shown.ask("app.results.changes.tree.set('0', 'c0')")
    shown.click("row(app.results.changes.tree, 0)", times=2)
    shown.rest()
    copy = tmp_path / "花名册-政策比较.xlsx"
    assert shown.opened == [str(copy)]
    assert "政策对比" in openpyxl.load_workbook(copy, read_only=True).sheetnames
    assert Path(book).read_bytes() == before


def test_with_one_policy_alone_it_says_where_the_next_is_written(window, book):
    shown = window(book)
    choose(shown, COMPARE)
    shown.until("'只有一个政策包' in app.banner.words.cget('text')")
    assert "“政策包”表里加一行" in shown.ask("app.banner.words.cget('text')")


# -- without a window -------------------------------------------------------------------------------------------------


def test_the_workbook_is_looked_at_anew_before_somebody_is_chosen(desk, county):  # noqa: F811
    book = county({}, {"姓名": "李四"})
    opened(desk, book)
    workbook = openpyxl.load_workbook(book)
    workbook["花名册"].insert_rows(2)
    workbook.save(book)
    seen = []
    desk.look_again(seen.append)
    desk.rest()
    who = next(who for who in seen[0].subjects if who.name == "李四")
    assert who.row == "花名册!4"
    assert who.has(["李四", "4"])
    assert not who.has(["李四", "没有"])
    rarely.explain(desk, who)
    desk.rest()
    assert desk.outcome.headline.startswith("说明：李四")
    assert [path.is_file() for path in desk.outcome.files] == [True]


def test_a_village_is_explained_too(desk, county):  # noqa: F811
    opened(desk, county())
    village = next(who for who in desk.seen.subjects if who.row.startswith("嘎查村!"))
    rarely.explain(desk, village)
    desk.rest()
    assert (desk.trouble, village.name in desk.outcome.text) == ("", True)


def test_somebody_who_has_gone_meanwhile_is_said_and_nothing_is_written(desk, county):  # noqa: F811
    book = county()
    opened(desk, book)
    rarely.explain(desk, Who("王五", "巴彦镇", "花名册!99"))
    desk.rest()
    assert "没有找到" in desk.trouble
    assert [path.name for path in book.parent.iterdir()] == [book.name]


def test_cancelled_a_renewal_writes_no_workbook(desk, county, monkeypatch):  # noqa: F811
    from xgy_excel.jobs import rollover

    book = county()
    opened(desk, book)
    whole = rollover.rollover

    def slowly(*args):
        report = whole(*args)
        desk.cancel()
        return report

    monkeypatch.setattr(rollover, "rollover", slowly)
    rarely.roll_over(desk, book.with_name("新.xlsx"))
    desk.rest()
    assert "已停下" in desk.said
    assert [path.name for path in book.parent.iterdir()] == [book.name]


def test_one_roster_alone_is_not_combined(desk, county):  # noqa: F811
    with pytest.raises(Stopped, match="按住 Ctrl"):
        rarely.combine(desk, [county()], Path("总.xlsx"))


def test_a_name_that_is_taken_is_not_written_over(desk, county):  # noqa: F811
    book = county()
    opened(desk, book)
    rarely.roll_over(desk, book)
    desk.rest()
    assert "已存在" in desk.trouble

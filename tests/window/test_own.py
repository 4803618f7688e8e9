"""The county's own template at the window: what is found is told first, and only then are documents made."""

import shutil
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from xgy_excel.assets import template_path
from xgy_excel.core import Stopped
from xgy_excel.forms import find
from xgy_excel.jobs.new import new
from xgy_excel.jobs.pay import Wish, pay_file
from xgy_excel.window.desk import Desk
from xgy_excel.window.memory import Memory
from xgy_excel.window.rarely import read_answer

from .test_desk import DAY, desk, opened, rest  # noqa: F401

FORM = find("D08")


@pytest.fixture
def template(tmp_path):
    return Path(shutil.copy(template_path(FORM.template), tmp_path / "本旗协议.docx"))


def test_a_template_is_looked_over_before_anything_is_made(desk, ready, template):  # noqa: F811
    book = ready()
    opened(desk, book)
    before = sorted(book.parent.iterdir())
    desk.look_over(FORM, template)
    desk.rest()
    assert desk.own.usable
    assert "本旗协议.docx" in desk.own.words
    assert sorted(book.parent.iterdir()) == before
    desk.make_own()
    desk.rest()
    assert (desk.trouble, desk.outcome.made, desk.own) == ("", 1, None)


def test_a_template_with_a_wrong_name_is_refused_with_the_name_and_makes_nothing(desk, ready, template):  # noqa: F811
    paper = Document(template)
    paper.add_paragraph("{{ 没有这一栏 }}")
    paper.save(template)
    opened(desk, ready())
    desk.look_over(FORM, template)
    desk.rest()
    assert not desk.own.usable
    assert any("没有这一栏" in note for note in desk.outcome.notes)
    outcome = desk.outcome
    desk.make_own()
    assert (desk.at, desk.outcome) == (None, outcome)


@pytest.fixture
def cut_off(desk, ready, template, monkeypatch):  # noqa: F811
    """A batch from the county's own template was cut off, and the window closed; opens another one on the book."""
    from xgy_excel.jobs import form

    paper = Document(template)
    paper.add_paragraph("本旗补充约定")
    paper.save(template)
    book = ready()
    opened(desk, book)
    desk.look_over(FORM, template)
    desk.rest()
    with monkeypatch.context() as broken:
        broken.setattr(form, "_appear", lambda *args: (_ for _ in ()).throw(Stopped("磁盘空间不足。")))
        desk.make_own()
        desk.rest()
    assert desk.trouble == "磁盘空间不足。"
    again = Desk(Memory(book.with_name("memory.json")), DAY, clock=lambda: datetime(2025, 7, 1, 9))
    again.rest = lambda: rest(again)
    return opened(again, book)


def test_a_batch_from_it_is_taken_up_after_the_window_was_closed(cut_off):
    cut_off.take_up()
    cut_off.rest()
    assert (cut_off.trouble, cut_off.outcome.made, cut_off.seen.left) == ("", 1, None)
    (made,) = cut_off.outcome.documents
    assert any("本旗补充约定" in paragraph.text for paragraph in Document(made).paragraphs)


def test_where_it_has_gone_from_its_place_that_is_said_and_what_to_do(cut_off, template):
    template.rename(template.with_name("改名.docx"))
    cut_off.take_up()
    cut_off.rest()
    assert f"自己的模板“本旗协议.docx”，它已经不在“{template.parent}”" in cut_off.trouble
    assert "放回去再接着做，或重新生成一批。" in cut_off.trouble
    template.with_name("改名.docx").rename(template)
    cut_off.take_up()
    cut_off.rest()
    assert (cut_off.trouble, cut_off.outcome.made) == ("", 1)


def test_where_it_was_changed_since_the_batch_is_not_taken_up(cut_off, template):
    paper = Document(template)
    paper.add_paragraph("又改了一句")
    paper.save(template)
    cut_off.take_up()
    cut_off.rest()
    assert cut_off.trouble.startswith("模板在中断之后改过")


def test_a_file_that_is_no_word_document_is_told_in_one_sentence(desk, ready, tmp_path):  # noqa: F811
    opened(desk, ready())
    wrong = tmp_path / "模板.docx"
    wrong.write_bytes(b"no zip")
    desk.look_over(FORM, wrong)
    desk.rest()
    assert desk.trouble.endswith("。")
    assert desk.own is None


def test_an_answer_of_the_bank_for_a_month_to_come_is_refused_in_the_words_of_the_window(desk, ready, template):  # noqa: F811
    opened(desk, ready())
    read_answer(desk, date(2025, 7, 1), template)
    desk.rest()
    assert "还没有到" in desk.trouble
    assert "--month" not in desk.trouble


def test_an_answer_of_the_bank_is_written_into_the_book_which_is_backed_up_first(desk, tmp_path):  # noqa: F811
    book = new(tmp_path / "样例.xlsx", sample=True)
    month = Wish(date(2025, 6, 1), date(2025, 7, 3), datetime(2025, 7, 3, 9))
    for _ in range(2):  # filled in, then made
        pay_file(book, month, lambda what, total: nullcontext(lambda done: None))
    (asked,) = tmp_path.rglob("银行代发_*.xlsx")
    answer = openpyxl.load_workbook(asked)
    for number, row in enumerate(answer.active.iter_rows(min_row=1), 1):
        row[-1].offset(column=1).value = "处理结果" if number == 1 else "成功"
    answer.save(tmp_path / "回单.xlsx")
    opened(desk, book)
    before = {*tmp_path.glob("*-备份*.xlsx")}
    desk.day_text = "2025-07-03"
    read_answer(desk, date(2025, 6, 1), tmp_path / "回单.xlsx")
    desk.rest()
    assert (desk.trouble, desk.outcome.made > 50) == ("", True)
    assert len({*tmp_path.glob("*-备份*.xlsx")} - before) == 1
    sheet = openpyxl.load_workbook(book, read_only=True)["发放"]
    assert sum("成功" in str(row[-1]) for row in sheet.iter_rows(values_only=True)) >= desk.outcome.made

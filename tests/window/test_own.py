"""The county's own template at the window: what is found is told first, and only then are documents made."""

import shutil
from contextlib import nullcontext
from datetime import date, datetime

import openpyxl
import pytest
from docx import Document

from xgy_excel.assets import template_path
from xgy_excel.forms import find
from xgy_excel.jobs.new import new
from xgy_excel.jobs.pay import Wish, pay_file

from .test_desk import desk, opened  # noqa: F401

FORM = find("D08")


@pytest.fixture
def template(tmp_path):
    return shutil.copy(template_path(FORM.template), tmp_path / "本旗协议.docx")


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
    desk.read_answer(date(2025, 7, 1), template)
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
    desk.read_answer(date(2025, 6, 1), tmp_path / "回单.xlsx")
    desk.rest()
    assert (desk.trouble, desk.outcome.made > 50) == ("", True)
    assert len({*tmp_path.glob("*-备份*.xlsx")} - before) == 1
    sheet = openpyxl.load_workbook(book, read_only=True)["发放"]
    assert sum("成功" in str(row[-1]) for row in sheet.iter_rows(values_only=True)) >= desk.outcome.made

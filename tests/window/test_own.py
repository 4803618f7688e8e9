"""The county's own template at the window: what is found is told first, and only then are documents made."""

import shutil
from datetime import date

import pytest
from docx import Document

from xgy_excel.assets import template_path
from xgy_excel.forms import find

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

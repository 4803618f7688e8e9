"""Documents side by side on one sheet: every page is there, whole, apart from the others and under its own words."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from xgy_excel.core import Stopped
from xgy_excel.docx.pdf import Embedded
from xgy_excel.docx.spread import HEIGHT, MM, WIDTH, Panel, _plan, spread

from .pressed import agreement, notice

SIZES = st.sampled_from(((210.0, 297.0), (297.0, 210.0), (148.0, 210.0)))


@pytest.fixture(scope="module")
def sheet():
    """Two agreements, a notice, and one that could not be made."""
    press = Embedded()
    panels = [
        Panel("首份　张三", "巴彦镇/1.docx", press.to_pdf(agreement(乙方="张三"))),
        Panel("末份　李四", "巴彦镇/2.docx", press.to_pdf(agreement(乙方="李四"))),
        Panel("公示", "公示.docx", press.to_pdf(notice())),
        Panel("随机　王五", "巴彦镇/3.docx", why="王五：缺“开户行”。"),
    ]
    return PdfReader(io.BytesIO(spread(panels, "聘用协议预览", "聘用协议　预览　含个人信息")))


def test_the_pages_of_all_stand_on_the_same_sheets_with_their_words(sheet):
    assert [(round(float(p.mediabox.width) / MM), round(float(p.mediabox.height) / MM)) for p in sheet.pages] == [
        (420, 297)
    ] * 3
    texts = [page.extract_text() for page in sheet.pages]
    for words in (
        "首份　张三",
        "末份　李四",
        "共5页　巴彦镇/1.docx",
        "王五：缺“开户行”。",
        "乙方（受聘人）：张三",
        "拟聘人员公示",
    ):
        assert words in texts[0]
    assert [f"第{n}张，共3张" in text for n, text in enumerate(texts, 1)] == [True] * 3
    assert all("含个人信息" in text for text in texts)
    assert sum(text.count("村级就业帮扶协管员聘用协议") for text in texts) == 2


def test_letters_stay_letters_and_a_program_that_reads_aloud_is_told_the_title_and_the_language(sheet):
    assert not any(page.images for page in sheet.pages)
    assert sheet.metadata.title == "聘用协议预览"
    assert sheet.trailer["/Root"]["/Lang"] == "zh-CN"


def test_pages_that_lie_on_their_side_stand_two_by_two():
    wide = [[PageObject.create_blank_page(width=297 * MM, height=210 * MM)]] * 4
    assert (_plan(wide).columns, _plan(wide).bands) == (2, 2)
    high = [[PageObject.create_blank_page(width=210 * MM, height=297 * MM)]] * 4
    assert (_plan(high).columns, _plan(high).bands) == (4, 1)


@given(st.lists(st.tuples(SIZES, st.integers(0, 9)), min_size=1, max_size=4))
def test_every_page_is_drawn_once_inside_the_sheet_and_apart_from_the_others(documents):
    pages = [
        [PageObject.create_blank_page(width=width * MM, height=height * MM) for _ in range(count)]
        for (width, height), count in documents
    ]
    plan = _plan(pages)
    drawn = []
    for number in range(plan.sheets):
        places = list(plan.of_sheet(pages, number))
        boxes = []
        for place in places:
            width, height = (float(side) / MM * place.scale for side in place.page.mediabox[2:])
            assert place.left >= 0
            assert place.left + width <= WIDTH
            assert place.bottom >= 0
            assert place.bottom + height <= HEIGHT
            boxes.append((place.left, place.bottom, place.left + width, place.bottom + height))
        for at, (left, bottom, right, top) in enumerate(boxes):
            for other in boxes[at + 1 :]:
                assert right <= other[0] or other[2] <= left or top <= other[1] or other[3] <= bottom
        drawn += [id(place.page) for place in places]
    assert sorted(drawn) == sorted(id(page) for found in pages for page in found)


def test_what_cannot_be_set_is_told_plainly(monkeypatch):
    from xgy_excel.docx import pdf

    monkeypatch.setattr(pdf, "replaced", lambda *_: b"PK no package")
    with pytest.raises(Stopped, match="内置排版引擎无法处理"):
        spread([Panel("首份", "1.docx", why="无")], "预览", "预览")

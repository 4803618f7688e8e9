"""The Word templates: rebuilt from their builder, on the page of GB/T 9704, and saying what the regulation says."""

import importlib
import io
import re
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from xgy_excel.docx import blocks, prepare, problems, text_of
from xgy_excel.forms import FORMS
from xgy_excel.law.agreement.contents import BLOCKS, missing_duties

ROOT = Path(__file__).parents[1]
NAMES = tuple(form.template for form in FORMS)
each_template = pytest.mark.parametrize("name", NAMES)

DUTIES = (
    "宣传并协助落实党和国家就业帮扶政策",
    "全面掌握脱贫人口就业帮扶底数，包括脱贫人口外出务工情况、就业和职业技能培训需求意愿、掌握技能等相关情况",
    "为有服务需求的脱贫人口提供就业指导、岗位推送、技能培训等服务，配合做好脱贫人口外出务工组织工作",
    "及时掌握脱贫人口就业帮扶动态并更新信息管理系统数据",
    "自觉接受管理部门业务指导，按要求参加相关业务培训",
)
ENDINGS = (
    "自愿申请解除聘用协议的", "死亡的", "经评价不能胜任岗位职责的", "严重违反岗位管理制度的", "被依法追究刑事责任的",
    "因政策调整需要减少或取消岗位的", "不适宜继续工作的其他情形",
)  # fmt: skip


@pytest.fixture(scope="module")
def builder():
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        yield importlib.import_module("make_templates")
    finally:
        sys.path.remove(str(ROOT / "tools"))


def data(name):
    return (ROOT / "templates" / name).read_bytes()


def contents(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        return {info.filename: file.read(info) for info in file.infolist()}


@each_template
def test_the_committed_template_is_what_the_builder_makes(builder, name):
    assert contents(builder.build(builder.TEMPLATES[name])) == contents(data(name)), "run: tools/make_templates.py"


LETTERS = ("filing-letter.docx", "change-letter.docx")


@each_template
def test_only_letters_can_have_a_red_head_as_the_standard_has_it(name):
    """35 mm to the name, two lines to the number, a line as wide as the text 4 mm below it, two lines to the title."""
    red = "红头" in text_of(data(name))
    assert red == (name in LETTERS)
    if not red:
        return
    room, head, *two, number, one, other, end = Document(io.BytesIO(data(name))).paragraphs[1:9]
    assert abs(room.paragraph_format.line_spacing - Mm(33)) < Mm(0.1)
    assert (head.text, str(head.runs[0].font.color.rgb), head.alignment) == ("{{红头}}", "FF0000", 1)
    assert head.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    assert [p.text for p in (*two, one, other)] == [""] * 4
    assert (number.text, number.alignment, end.text) == ("{{发文字号|可空}}", 1, "{%p endif %}")
    (border,) = number._p.pPr.find(qn("w:pBdr"))
    assert (border.tag, border.get(qn("w:space")), border.get(qn("w:color"))) == (qn("w:bottom"), "11", "FF0000")


@each_template
def test_no_template_writes_the_number_of_an_article_itself(name):
    """A policy that follows the regulation numbers its articles otherwise: 条款依据 knows which number may stand there."""
    assert not re.search("第[一二三四五六七八九十]+条", text_of(data(name)))


def test_every_template_the_builder_makes_belongs_to_a_form(builder):
    assert set(builder.TEMPLATES) == {form.template for form in FORMS}


@each_template
def test_building_twice_gives_the_same_bytes(builder, name):
    make = builder.TEMPLATES[name]
    assert builder.build(make) == builder.build(make)


def on_its_side(name):
    section = Document(io.BytesIO(data(name))).sections[0]
    return section.page_width > section.page_height


@each_template
def test_the_page_is_that_of_the_standard(name):
    (section,) = Document(io.BytesIO(data(name))).sections
    size = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    wanted = (297, 210, 28, 26, 35, 37) if on_its_side(name) else (210, 297, 37, 35, 28, 26)
    near = [abs(a - b) < Mm(0.1) for a, b in zip((*size, *margins), map(Mm, wanted), strict=True)]
    assert all(near)


@each_template
def test_every_run_names_its_east_asian_face_and_lines_are_22_to_a_page(name):
    document = Document(io.BytesIO(data(name)))
    runs = [r for r in document.element.body.iter(qn("w:r")) if r.find(qn("w:t")) is not None]
    assert runs
    faces = [r.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:eastAsia")) for r in runs]
    assert set(faces) <= {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"}
    sized = [(p.runs[0].font.size, p) for p in document.paragraphs if p.runs and p.runs[0].font.size]
    body = [p for size, p in sized if Pt(16) <= size <= Pt(22)]  # a red head is larger
    assert {p.paragraph_format.line_spacing for p in body} == {Pt(28.95)}


@each_template
def test_the_page_number_stands_where_the_standard_wants_it(name):
    (section,) = Document(io.BytesIO(data(name))).sections
    if on_its_side(name):
        (paragraph,) = section.footer.paragraphs
        assert (paragraph.text, paragraph.alignment.name) == ("第1页　共1页", "CENTER")
        assert all(field in paragraph._p.xml for field in (" PAGE ", " NUMPAGES "))
        return
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert (paragraph.text, paragraph.alignment.name.lower()) == ("— 1 —", side)
        assert " PAGE " in paragraph._p.xml
    assert Document(io.BytesIO(data(name))).settings.odd_and_even_pages_header_footer


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_fills_every_name_its_template_uses(form):
    path = ROOT / "templates" / form.template
    told = [str(problem) for problem in problems(path, form.names())]
    assert [words for words in told if "NUMPAGES" not in words] == []  # 共2页 is meant
    prepared = prepare(path)
    assert prepared.slowly == ""
    assert prepared.fields <= form.names()


def lists(name):
    """The tables of a template that repeat a line, each with its rows."""
    tables = Document(io.BytesIO(data(name))).tables
    return [table for table in tables if any("{%tr for" in cell.text for row in table.rows for cell in row.cells)]


@each_template
def test_a_list_of_more_than_seven_columns_lies_on_its_side(name):
    assert on_its_side(name) or all(len(table.columns) <= 7 for table in lists(name))


@each_template
def test_no_row_of_a_table_breaks_over_pages(name):
    rows = [row for table in Document(io.BytesIO(data(name))).tables for row in table.rows]
    assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


@pytest.mark.parametrize(
    "name", ["village-notice", "township-review", "township-notice", "filing-roster", "quota-table", "council-record"]
)
def test_the_head_of_a_list_is_repeated_on_every_page(name):
    (table,) = lists(f"{name}.docx")
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


@pytest.mark.parametrize("form", [form for form in FORMS if form.public], ids=lambda form: form.name)
def test_a_public_template_asks_for_no_full_number(form):
    used = prepare(data(form.template))
    names = used.fields | {name for rows in used.row_fields.values() for name in rows}
    assert not names & {"身份证号", "一卡通账号", "联系电话"}


SEALED = ("application", "committee-check", "council-record", "township-review", "filing-form", "exception-request")


@pytest.mark.parametrize("name", SEALED)
def test_where_a_seal_is_set_there_is_room_for_one(name):
    """A seal is about 42 mm; a body signs that prints （盖章）."""
    cells = [c for table in Document(io.BytesIO(data(f"{name}.docx"))).tables for c in table._cells if "盖章" in c.text]
    assert cells
    for cell in cells:
        room = sum(p.paragraph_format.space_before or 0 for p in cell.paragraphs)
        assert room + len(cell.paragraphs) * Pt(17) >= Mm(45)


def test_the_agreement_marks_the_four_contents_of_article_9_and_states_the_five_duties():
    text = text_of(data("contract.docx"))
    assert set(blocks(data("contract.docx"))) == set(BLOCKS)
    duties = text[text.index("块:职责任务") : text.index("块:劳务报酬")]
    assert missing_duties(duties) == ()
    assert [duty for duty in DUTIES if duty not in duties] == []


def test_the_agreement_names_the_seven_endings_in_their_order():
    text = text_of(data("contract.docx"))
    found = [re.search(rf"{number}\.(?:乙方)?{words}", text) for number, words in enumerate(ENDINGS, 1)]
    assert all(found)
    assert [match.start() for match in found] == sorted(match.start() for match in found)


def test_both_parties_have_columns_of_equal_width_and_room_for_a_seal_in_one_row():
    table = Document(io.BytesIO(data("contract.docx"))).tables[-1]
    (row,) = table.rows
    assert row.cells[0].width == row.cells[1].width
    assert row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    room = max(p.paragraph_format.space_before or 0 for p in row.cells[0].paragraphs)
    assert room >= Mm(45)


def test_a_single_village_on_the_notice_loops_over_its_people():
    assert prepare(data("village-notice.docx")).row_fields == {"名单": {"姓名", "性别", "出生年", "嘎查村", "人员身份"}}

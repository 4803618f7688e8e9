"""The text of a document: what is printed, and what is only in the file."""

import io

import pytest
from docx import Document
from docx.oxml import parse_xml

from xgy_excel.core import Stopped
from xgy_excel.docx import text_of
from xgy_excel.docx.text import paragraphs

from .word_samples import W, footnotes, saved, table


def made(more) -> bytes:
    document = Document()
    more(document)
    return saved(document)


def everything(document):
    document.add_paragraph("第一段\t甲")
    outer = table(document, [["a", "b"], ["c", ""]])
    outer.rows[1].cells[1].add_table(rows=1, cols=1).rows[0].cells[0].text = "内"
    section = document.sections[0]
    section.header.paragraphs[0].text = "页眉字"
    section.footer.paragraphs[0].text = "页脚字"
    footnotes(document, "注")


def test_all_that_is_printed_has_its_place():
    found = [(p.place, p.text) for p in paragraphs(made(everything)) if p.text.strip()]
    assert found[:5] == [
        ("段落1", "第一段\t甲"),
        ("表1行1列1", "a"),
        ("表1行1列2", "b"),
        ("表1行2列1", "c"),
        ("表1行2列2表1行1列1", "内"),
    ]
    assert ("页眉", "页眉字") in found
    assert ("页脚", "页脚字") in found
    assert ("脚注1", "注") in found


def test_rows_and_cells_are_told_apart():
    found = {p.text: p for p in paragraphs(made(everything))}
    assert found["a"].row == found["b"].row != found["c"].row
    assert found["a"].cell != found["b"].cell
    assert found["第一段\t甲"].row == 0
    assert len({found[t].row for t in ("a", "c", "内")}) == 3


def hidden(document):
    document.add_paragraph("看得见").add_run("藏着的").font.hidden = True
    document.core_properties.title = "150421198503019990"
    section = document.sections[0]
    section.first_page_header.paragraphs[0].text = "没用上的首页"


def test_what_is_not_printed_is_found_only_when_asked_for():
    data = made(hidden)
    assert text_of(data) == "看得见"
    whole = text_of(data, hidden=True)
    for text in ("看得见藏着的", "150421198503019990", "没用上的首页"):
        assert text in whole


def test_a_first_page_header_counts_when_the_section_has_one():
    def more(document):
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_header.paragraphs[0].text = "首页"

    assert [p.place for p in paragraphs(made(more), hidden=False) if p.text == "首页"] == ["首页页眉"]


def test_fields_boxes_and_deleted_text():
    field = (
        f'<w:p {W}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NUMPAGES </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>4</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    simple = f'<w:p {W}><w:fldSimple w:instr="SECTIONPAGES"><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>'
    change = (
        f"<w:p {W}><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>"
    )
    box = (
        f'<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><w:t>外</w:t></w:r><w:r>'
        "<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>里</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>里</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )

    def more(document):
        for xml in reversed((field, simple, change, box)):
            document.element.body.insert(0, parse_xml(xml))

    found = [p for p in paragraphs(made(more)) if p.text]
    assert [(p.place, p.text) for p in found[:5]] == [
        ("段落1", "4"), ("段落2", "2"), ("段落3", "新"), ("段落4", "外"), ("段落4文本框", "里"),
    ]  # fmt: skip
    assert found[0].instructions.strip() == "NUMPAGES"
    assert found[1].instructions == "SECTIONPAGES"


def test_what_is_no_document_is_told_so():
    with pytest.raises(Stopped, match=r"“公示\.docx”"):
        list(paragraphs(b"no zip", name="公示.docx"))
    packed = io.BytesIO()
    from zipfile import ZipFile

    with ZipFile(packed, "w") as file:
        file.writestr("a", "b")
    with pytest.raises(Stopped, match="不是Word文书"):
        list(paragraphs(packed.getvalue()))

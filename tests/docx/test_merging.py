"""One document of many: every record prints as it does alone, or it is refused."""

import io
import re
import shutil
import subprocess

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import InlineImage
from lxml import etree
from pypdf import PdfReader

from xgy_excel.core import Stopped
from xgy_excel.docx import prepare
from xgy_excel.docx.merging import merge
from xgy_excel.docx.package import members
from xgy_excel.docx.pages import squeezed

from .pressed import agreement, notice, page_break, page_field
from .test_features import PIXEL
from .word_samples import W, footnotes, saved, table, template

NAMES = ("张三", "李四", "王五")


def letter(document):
    """A header with a name, a first page of its own, a second page, a numbered list and page numbers."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "首页{{姓名}}"
    section.header.paragraphs[0].text = "页眉{{姓名}}"
    page_field(section.footer.paragraphs[0])
    page_field(section.first_page_footer.paragraphs[0])
    for text in ("甲", "乙"):
        document.add_paragraph(f"第{text}项", style="List Number")
    page_break(document)
    document.add_paragraph("第丙项", style="List Number")


def two_sections(document):
    """The second section alone has a header."""
    document.add_paragraph("前{{姓名}}")
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "页眉{{姓名}}"
    document.add_paragraph("后{{姓名}}")


def continuous(document):
    document.sections[0].start_type = WD_SECTION.CONTINUOUS
    document.add_paragraph("{{姓名}}")


def table_at_the_end(document):
    table(document, [["{{姓名}}", "乙"]])


def direct_list(document):
    """A list at the paragraphs themselves, three levels."""
    for level in (0, 1, 1, 0):
        paragraph = document.add_paragraph("{{姓名}}")
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')
        )


KINDS = {f.__name__: f for f in (letter, two_sections, continuous, table_at_the_end, direct_list)}


def records(more, names=NAMES):
    prepared = prepare(template(more=more))
    return [(name, prepared.render({"姓名": name})) for name in names]


def agreements():
    return [(name, agreement(乙方=name, 协议编号=f"NC-{name}")) for name in NAMES]


def notices():
    return [(name, notice(嘎查村=name)) for name in NAMES]


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory):
    """What LibreOffice makes of every kind, merged and one by one: the words of its pages."""
    folder = tmp_path_factory.mktemp("merged")
    batches = {kind: records(more) for kind, more in KINDS.items()} | {"协议": agreements(), "公示": notices()}
    for kind, documents in batches.items():
        (folder / f"{kind}.docx").write_bytes(merge(documents, "合并"))
        for i, (_, data) in enumerate(documents):
            (folder / f"{kind}-{i}.docx").write_bytes(data)
    command = [shutil.which("soffice"), f"-env:UserInstallation={(folder / 'p').as_uri()}", "--headless"]
    options = ["--convert-to", "pdf", "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))]
    subprocess.run([*command, *options], capture_output=True, check=True, timeout=170)

    def pages(name):
        return [squeezed(page.extract_text()) for page in PdfReader(folder / f"{name}.pdf").pages]

    return {kind: (pages(kind), [pages(f"{kind}-{i}") for i in range(len(NAMES))]) for kind in batches}


@pytest.mark.parametrize("kind", [*KINDS, "公示"])
def test_the_pages_are_those_of_the_documents_alone(pdfs, kind):
    together, alone = pdfs[kind]
    assert together == [page for pages in alone for page in pages]


def test_agreements_have_as_many_pages_together_as_alone_and_their_own_numbers(pdfs):
    together, alone = pdfs["协议"]
    assert len(together) == sum(map(len, alone)) == 15
    assert [page[-3:] for page in together] == [f"—{n}—" for n in range(1, 6)] * 3
    assert ["NC-" + name in page for name, page in zip(NAMES, together[::5], strict=True)] == [True] * 3


def test_the_letters_headers_and_lists_are_what_they_should_be(pdfs):
    together, _ = pdfs["letter"]
    assert [page.replace("", "") for page in together] == [
        text for name in NAMES for text in (f"首页{name}1.第甲项2.第乙项1", f"页眉{name}3.第丙项2")
    ]


def test_a_section_without_a_header_does_not_take_that_of_the_record_before(pdfs):
    together, _ = pdfs["two_sections"]
    assert together == [text for name in NAMES for text in (f"前{name}", f"页眉{name}后{name}")]


# -- what stands in the file -------------------------------------------------------------------------------------


def sections(data):
    return list(etree.fromstring(members(data)["word/document.xml"]).iter(qn("w:sectPr")))


def test_word_opens_it_and_the_text_is_that_of_all():
    document = Document(io.BytesIO(merge(records(letter), "合并")))
    assert [p.text for p in document.paragraphs if p.text.strip()] == ["第甲项", "第乙项", "第丙项"] * 3
    assert [s.header.paragraphs[0].text for s in document.sections] == [f"页眉{name}" for name in NAMES]
    assert document.core_properties.title == "合并"


def test_one_document_is_itself():
    ((_, data),) = records(letter, NAMES[:1])
    document = Document(io.BytesIO(merge([("张三", data)], "合并")))
    assert [p.text for p in document.paragraphs] == [p.text for p in Document(io.BytesIO(data)).paragraphs]
    assert len(document.sections) == 1


def test_every_record_starts_at_page_1_on_a_new_page():
    for section in sections(merge(records(continuous), "x")):
        assert section.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.find(qn("w:type")).get(qn("w:val")) == "nextPage"
        order = [etree.QName(child).localname for child in section]
        assert order.index("type") < order.index("pgSz") < order.index("pgMar") < order.index("pgNumType")


def test_a_start_the_template_gives_stays():
    def more(document):
        document.sections[0]._sectPr.append(parse_xml(f'<w:pgNumType {W} w:start="7" w:fmt="decimal"/>'))

    starts = [s.find(qn("w:pgNumType")).get(qn("w:start")) for s in sections(merge(records(more), "x"))]
    assert starts == ["7"] * 3


def test_on_both_sides_every_record_begins_on_a_front_side():
    kinds = [s.find(qn("w:type")).get(qn("w:val")) for s in sections(merge(records(letter), "x", odd=True))]
    assert kinds == ["oddPage"] * 3


def test_a_shared_header_is_kept_once_and_one_with_a_name_three_times():
    def more(document):
        letter(document)
        document.sections[0].header.paragraphs[0].text = "同一页眉"

    def headers(data):
        return [n for n in members(data) if re.match(r"word/header\d*\.xml", n)]

    assert len(headers(merge(records(letter), "x"))) == 6
    assert len(headers(merge(records(more), "x"))) == 4


def test_what_must_be_there_once_is_renumbered():
    def more(document):
        for _ in range(2):
            document.add_picture(io.BytesIO(PIXEL))
        document.add_paragraph()._p.append(parse_xml(f'<w:bookmarkStart {W} w:id="0" w:name="此处"/>'))
        document.paragraphs[-1]._p.append(parse_xml(f'<w:bookmarkEnd {W} w:id="0"/>'))
        document.paragraphs[-1]._p.append(
            parse_xml(f'<w:hyperlink {W} w:anchor="此处"><w:r><w:t>见</w:t></w:r></w:hyperlink>')
        )

    tree = etree.fromstring(members(merge(records(more), "x"))["word/document.xml"])
    drawings = [node.get("id") for node in tree.iter(qn("wp:docPr"))]
    assert len(set(drawings)) == 6
    marks = list(tree.iter(qn("w:bookmarkStart")))
    assert [m.get(qn("w:name")) for m in marks] == ["此处", "此处_2", "此处_3"]
    assert [link.get(qn("w:anchor")) for link in tree.iter(qn("w:hyperlink"))] == ["此处", "此处_2", "此处_3"]
    assert [m.get(qn("w:id")) for m in marks] == [m.get(qn("w:id")) for m in tree.iter(qn("w:bookmarkEnd"))]
    assert len({m.get(qn("w:id")) for m in marks}) == 3


def test_pictures_and_links_of_a_record_stay_with_it():
    other = PIXEL + b"\0"
    prepared = prepare(template("{{图}}", "{{r 链}}"))

    def row(picture, address):
        from docxtpl import RichText

        def fill(document):
            link = RichText("网址", url_id=document.build_url_id(address))
            return {"图": InlineImage(document, io.BytesIO(picture)), "链": link}

        return fill

    rows = [
        row(PIXEL, "https://example.org/a"),
        row(other, "https://example.org/b"),
        row(PIXEL, "https://example.org/a"),
    ]
    data = merge([(str(i), prepared.render(r)) for i, r in enumerate(rows)], "x")
    document = Document(io.BytesIO(data))
    ids = [blip.get(qn("r:embed")) for blip in document.element.iter(qn("a:blip"))]
    assert [document.part.related_parts[i].blob for i in ids] == [PIXEL, other, PIXEL]
    links = [link.get(qn("r:id")) for link in document.element.iter(qn("w:hyperlink"))]
    targets = [document.part.rels[i].target_ref for i in links]
    assert targets == ["https://example.org/a", "https://example.org/b", "https://example.org/a"]
    assert len([n for n in members(data) if n.startswith("word/media/")]) == 2


def test_the_same_records_give_the_same_file():
    assert merge(records(letter), "x") == merge(records(letter), "x")


# -- what is refused ---------------------------------------------------------------------------------------------


def field(words):
    def more(document):
        quoted = words.replace('"', "&quot;")
        xml = f'<w:fldSimple {W} w:instr=" {quoted} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        document.sections[0].footer.paragraphs[0]._p.append(parse_xml(xml))
        document.add_paragraph("{{姓名}}")

    return more


def torn_field(document):
    runs = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (" NUM", "PAGES "))
    document.add_paragraph("{{姓名}}")._p.extend(parse_xml(f"<w:p {W}>{runs}</w:p>"))


def note(document):
    footnotes(document, "注")
    document.add_paragraph("{{姓名}}")._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))


HAZARDS = {
    "总页数": field("NUMPAGES"), "目录": field("TOC \\o"), "交叉引用": field("PAGEREF 此处 \\h"), "文档属性": field("TITLE"),
    "自动编号域": field("SEQ 表"), "（NUMPAGES）": torn_field, "脚注": note,
}  # fmt: skip


@pytest.mark.parametrize("words", HAZARDS)
def test_what_would_print_wrongly_is_refused_in_one_sentence(words):
    with pytest.raises(Stopped, match=f"^张三：有.*{words}.*，不能合并成一个文件，请用逐份的文书或PDF打印。$"):
        merge(records(HAZARDS[words]), "x")


@pytest.mark.parametrize("words", ["PAGE", "SECTIONPAGES", 'HYPERLINK "https://example.org/TITLE"', "DATE"])
def test_fields_that_say_the_same_are_not_refused(words):
    assert merge(records(field(words)), "x")


def test_documents_of_different_templates_are_refused():
    def more(document):
        document.styles["Normal"].font.name = "Arial"
        document.add_paragraph("{{姓名}}")

    with pytest.raises(Stopped, match=r"^李四：与前面的文书不是同一个模板生成的"):
        merge([*records(letter, NAMES[:1]), *records(more, NAMES[1:2])], "x")


@pytest.mark.parametrize("data", [b"", b"PK", saved(Document())[:500]])
def test_what_is_no_document_is_refused(data):
    with pytest.raises(Stopped):
        merge([("张三", data)], "x")


def test_nothing_is_told_as_nothing():
    with pytest.raises(Stopped, match="没有可以合并的文书"):
        merge([], "x")

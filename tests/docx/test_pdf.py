"""A document as PDF: nothing counts before its pages say what the document says."""

import io
import shutil
import sys
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from xgy_excel.core import Stopped
from xgy_excel.docx import fonts, pdf
from xgy_excel.docx.fonts import Faces, faces_for, families, family_names
from xgy_excel.docx.pages import Wanted, check, difference, squeezed, wanted
from xgy_excel.docx.pdf import Embedded, engine, mended
from xgy_excel.docx.pdftext import quick_text, slow_text
from xgy_excel.docx.soffice import LibreOffice

from .pressed import AGREEMENT, PERSON, agreement, notice, page_field
from .word_samples import saved, table, template


def pages(data: bytes) -> list[str]:
    return [squeezed(text) for text in slow_text(PdfReader(io.BytesIO(data)))]


@pytest.fixture(scope="module")
def contract() -> bytes:
    return agreement()


@pytest.fixture(scope="module")
def contract_pdf(contract) -> bytes:
    return engine().to_pdf(contract)


# -- the embedded engine ---------------------------------------------------------------------------------------


def test_an_agreement_has_five_pages_numbered_from_one(contract_pdf):
    texts = pages(contract_pdf)
    assert [text[-3:] for text in texts] == [f"—{number}—" for number in range(1, 6)]
    assert AGREEMENT["身份证号"] in texts[0]
    assert AGREEMENT["月劳务报酬大写"] in texts[1]


@pytest.mark.parametrize("lines", [0, 2, 4, 6, 8])
def test_the_signatures_never_stand_alone_on_a_page(lines):
    made = Embedded().to_pdf(agreement(甲方="巴彦镇人民政府" * (1 + 4 * lines)))
    last = pages(made)[-1]
    assert "甲方（盖章）" in last
    assert "经双方签字、盖章后生效" in last


def test_the_same_document_gives_the_same_pdf(contract, contract_pdf):
    assert Embedded().to_pdf(contract) == contract_pdf


def test_a_notice_is_one_page_and_names_everybody():
    people = [{**PERSON, "姓名": name} for name in ("张三", "斯琴·巴图", "㛃日嘎拉", "镕兰", "张四", "张五")]
    (page,) = pages(Embedded().to_pdf(notice(名单=people)))
    assert all(person["姓名"] in page for person in people)


def test_a_field_of_the_page_is_computed_not_copied():
    document = Document()
    document.add_paragraph("正文")
    page_field(document.sections[0].footer.paragraphs[0])
    (page,) = pages(Embedded().to_pdf(saved(document)))
    assert page == "正文1"


def across(pdf, page):
    """Where the letters of the page number and of the dashes around it stand, from left to right, in points."""
    found = []

    def visit(text, _, matrix, *__):
        found.extend([(matrix[4], text.strip())] if text.strip() else [])

    PdfReader(io.BytesIO(pdf)).pages[page].extract_text(visitor_text=visit)
    return found[-3:]


def test_a_page_number_stands_as_close_to_one_dash_as_to_the_other(contract_pdf):
    (_, dash), (middle, number), (last, other) = across(contract_pdf, 0)
    assert (dash, number, other) == ("—", "1", "—")
    assert last - middle < 13, "one digit of 8 pt and a blank of 3 pt, not two digits"


def test_page_ten_has_room_for_its_two_digits():
    long = Document(io.BytesIO(agreement()))
    for _ in range(90):
        long.add_paragraph("为有服务需求的脱贫人口提供就业指导、岗位推送、技能培训等服务。" * 4)
    pdf = Embedded().to_pdf(saved(long))
    (_, _), (middle, number), (last, _) = across(pdf, 9)
    assert number == "10"
    assert last - middle > 14


def test_the_pages_say_that_they_are_chinese(contract_pdf):
    assert PdfReader(io.BytesIO(contract_pdf)).trailer["/Root"]["/Lang"] == "zh-CN"


def test_what_is_no_document_is_told_plainly():
    with pytest.raises(Stopped, match="不是Word文书"):
        Embedded().to_pdf(b"PK no package")
    hollow = io.BytesIO()
    with zipfile.ZipFile(hollow, "w") as package:
        package.writestr("word/document.xml", "<w:document/>")
    with pytest.raises(Stopped, match="内置排版引擎无法处理这份文书"):
        Embedded().to_pdf(hollow.getvalue())


def test_a_letter_no_font_has_stops_instead_of_printing_an_empty_box():
    with pytest.raises(Stopped, match="“\U0001fbff”在本机的字体里没有字形"):
        Embedded().to_pdf(agreement(乙方="张三\U0001fbff"))


def test_what_an_engine_complains_of_does_not_count(monkeypatch, contract):
    import rdocx

    class Grumbling:
        def to_pdf_with_diagnostics(self, **_):
            return b"%PDF", ("dropped an image",)

    class Document:
        from_bytes = staticmethod(lambda data: Grumbling())

    monkeypatch.setattr(rdocx, "Document", Document)
    with pytest.raises(Stopped, match="没有排全"):
        Embedded().to_pdf(contract)


def test_engines_have_names():
    assert isinstance(engine("embedded"), Embedded)
    with pytest.raises(Stopped, match="没有名为“wps”的排版引擎，可用：embedded、libreoffice、word"):
        engine("wps")


# -- the fonts of the PDF --------------------------------------------------------------------------------------


def fonts_in(data: bytes):
    for obj in PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"].values():
        yield obj.get_object()["/DescendantFonts"][0].get_object()


def test_fonts_with_cff_outlines_are_declared_as_what_they_are(contract, monkeypatch):
    monkeypatch.setattr(pdf, "faces_for", lambda names: faces_for(names, frozenset()))
    found = list(fonts_in(Embedded().to_pdf(contract)))
    assert found
    for font in found:
        program = font["/FontDescriptor"]["/FontFile3"]
        assert program.get_data().startswith(b"OTTO")
        assert (font["/Subtype"], program["/Subtype"]) == ("/CIDFontType0", "/OpenType")
        assert "/FontFile2" not in font["/FontDescriptor"]
        assert "/CIDToGIDMap" not in font


def test_mending_moves_no_byte_and_does_nothing_twice(contract, monkeypatch):
    raw = []
    monkeypatch.setattr(pdf, "mended", lambda data: raw.append(data) or data)
    monkeypatch.setattr(pdf, "faces_for", lambda names: faces_for(names, frozenset()))
    Embedded().to_pdf(contract)
    once = mended(raw[0])
    assert once != raw[0]
    assert len(once) == len(raw[0])
    assert mended(once) == once
    assert pages(once) == pages(raw[0])


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 /FontFile2 7 0 R", b"\n7 0 obj\n<<\n  /Length 3\n>>\nstream\n"])
def test_a_pdf_of_another_make_stays_as_it_is(data):
    assert mended(data) == data


# -- which faces ----------------------------------------------------------------------------------------------

NAMED = frozenset({"仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"})


def test_without_any_of_the_faces_two_files_of_the_pack_do_for_all():
    faces = faces_for(NAMED, frozenset())
    assert {name: faces.renamed[name] for name in NAMED} == {
        "仿宋_GB2312": "Noto Serif SC",
        "楷体_GB2312": "Noto Serif SC",
        "方正小标宋简体": "Noto Serif SC",
        "宋体": "Noto Serif SC",
        "黑体": "Noto Sans SC",
    }
    assert sorted(name for name, _ in faces.data) == ["Noto Sans SC", "Noto Serif SC"]


def test_faces_of_windows_stand_in_and_nothing_is_passed():
    windows = frozenset({"仿宋", "FangSong", "楷体", "黑体", "宋体", "SimSun"})
    faces = faces_for(NAMED, windows)
    assert faces.renamed == {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "方正小标宋简体": "宋体"}
    assert faces.data == []


def test_installed_faces_of_the_standard_are_used_as_they_are():
    assert faces_for(NAMED, NAMED) == Faces({}, ())


def test_a_document_that_names_no_face_still_gets_one():
    assert [name for name, _ in faces_for(frozenset(), frozenset()).data] == ["Noto Serif SC"]
    made = Embedded().to_pdf(template("聘用协议", "张三"))
    assert pages(made) == ["聘用协议张三"]


def test_the_names_of_an_installed_font_are_read_in_every_language():
    name, path = faces_for(frozenset({"黑体"}), frozenset()).files[0]
    with path.open("rb") as file:
        names = set(family_names(file))
    assert name in names
    assert "思源黑体" in "".join(names) or "Noto Sans SC" in names


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"OTTO\0\x01"])
def test_a_file_that_is_no_font_is_passed_over(data, tmp_path, monkeypatch):
    (tmp_path / "broken.ttf").write_bytes(data)
    monkeypatch.setattr(fonts, "folders", lambda: (tmp_path, tmp_path / "missing"))
    families.cache_clear()
    try:
        assert families() == frozenset()
    finally:
        families.cache_clear()


# -- the check --------------------------------------------------------------------------------------------------


def test_the_pages_of_another_persons_agreement_are_found_out(contract_pdf):
    with pytest.raises(Stopped, match="排版后的页面与文书不一致：有2段文字没有排出来"):
        check(agreement(身份证号="150499199003070000", 月劳务报酬="2104.00"), contract_pdf)


def test_a_lost_page_is_found_out(contract, contract_pdf):
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(contract_pdf)).pages[:4]:
        writer.add_page(page)
    short = io.BytesIO()
    writer.write(short)
    with pytest.raises(Stopped, match="没有排出来或不完整"):
        check(contract, short.getvalue())


def test_text_that_is_not_in_the_document_is_found_out(contract_pdf):
    document = Document(io.BytesIO(agreement()))
    document.paragraphs[-2]._p.getparent().remove(document.paragraphs[-2]._p)
    with pytest.raises(Stopped, match=r"多出\d+个字"):
        check(saved(document), contract_pdf)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"no pdf at all"])
def test_what_is_no_pdf_is_told_plainly(contract, data):
    with pytest.raises(Stopped, match="打不开或没有页"):
        check(contract, data)


def test_a_pdf_without_pages_does_not_count(contract):
    empty = io.BytesIO()
    PdfWriter().write(empty)
    with pytest.raises(Stopped, match="打不开或没有页"):
        check(contract, empty.getvalue())


def test_the_quick_reader_reads_what_pypdf_reads(contract_pdf):
    reader = PdfReader(io.BytesIO(contract_pdf))
    assert [squeezed(text) for text in quick_text(reader)] == [squeezed(text) for text in slow_text(reader)]


def test_a_table_over_two_pages_may_repeat_its_header():
    def more(document):
        from docx.oxml import OxmlElement

        made = table(document, [["姓名", "金额"], *([f"张{i}", str(i)] for i in range(80))])
        made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    data = template("发放表", more=more)
    assert len(pages(Embedded().to_pdf(data))) > 1


def test_list_numbers_are_no_foreign_text():
    def more(document):
        document.add_paragraph("第一", style="List Number")
        document.add_paragraph("第二", style="List Number")

    assert "第二" in pages(Embedded().to_pdf(template("清单", more=more)))[0]


def test_hidden_text_need_not_be_printed():
    def more(document):
        document.add_paragraph().add_run("不印").font.hidden = True

    assert pages(Embedded().to_pdf(template("正文", more=more))) == ["正文"]


def test_headers_and_footers_are_told_from_the_text():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "乌兰旗2025"
    page_field(document.sections[0].footer.paragraphs[0])
    document.add_paragraph("2025")
    want = wanted(saved(document))
    assert (want.paragraphs, want.automatic) == (("2025",), False)
    assert difference(want, ["乌兰旗2025 2025 1"]) == ""
    assert difference(want, ["乌兰旗2025 1"]) != ""


def test_a_paragraph_may_run_over_the_foot_of_any_page():
    want = Wanted(("甲乙丙" * 12,), ("—\ufdd2—",))
    flow = ["甲乙丙甲乙丙" if i % 2 else "" for i in range(12)]
    assert difference(want, [f"{text}—{i}—" for i, text in enumerate(flow, 1)]) == ""


words = st.text("协议甲乙方一二三1234（）、。", min_size=1, max_size=12)


@settings(max_examples=60)
@given(st.lists(words, min_size=1, max_size=6), st.data())
def test_no_letter_can_be_lost_or_added_unseen(paragraphs, data):
    want, flow = Wanted(tuple(paragraphs)), "".join(paragraphs)
    assert difference(want, [flow]) == ""
    at = data.draw(st.integers(0, len(flow) - 1))
    assert difference(want, [flow[:at] + flow[at + 1 :]])
    assert difference(want, [flow[:at] + "丙" + flow[at:]])
    cut = data.draw(st.integers(0, len(flow)))
    assert difference(want, [flow[:cut], flow[cut:]]) == ""


# -- LibreOffice -------------------------------------------------------------------------------------------------

FAKE = """
import sys, time, pathlib
time.sleep({sleep})
source = pathlib.Path(sys.argv[-1])
made = pathlib.Path({made!r})
if made.is_file():
    source.with_suffix(".pdf").write_bytes(made.read_bytes())
assert [a for a in sys.argv if a.startswith("-env:UserInstallation=file://")]
"""


@pytest.fixture
def office(tmp_path):
    """A program that behaves as LibreOffice does on the command line, giving the PDF it is told to give."""

    def make(made: bytes = b"", sleep: float = 0, seconds: float = 20):
        result, program = tmp_path / "result", tmp_path / "soffice.py"
        if made:
            result.write_bytes(made)
        program.write_text(FAKE.format(sleep=sleep, made=str(result)), encoding="utf-8")
        return LibreOffice((sys.executable, str(program)), seconds)

    return make


def test_the_second_engine_stands_behind_the_same_port(office, contract, contract_pdf):
    assert office(contract_pdf).to_pdf(contract) == contract_pdf


def test_the_second_engines_pages_are_checked_too(office, contract_pdf):
    with pytest.raises(Stopped, match="排版后的页面与文书不一致"):
        office(contract_pdf).to_pdf(agreement(乙方="另一个人"))


def test_an_engine_that_gives_nothing_is_told(office, contract):
    with pytest.raises(Stopped, match="LibreOffice没有生成PDF"):
        office().to_pdf(contract)


def test_an_engine_that_hangs_is_ended(office, contract, contract_pdf):
    began = time.monotonic()
    with pytest.raises(Stopped, match=r"LibreOffice在0\.5秒内没有完成"):
        office(contract_pdf, sleep=60, seconds=0.5).to_pdf(contract)
    assert time.monotonic() - began < 20


def test_nothing_of_a_document_stays_on_the_disk(office, contract, contract_pdf):
    press = office(contract_pdf)
    press.to_pdf(contract)
    home = Path(press._home.name)
    assert [path for path in home.rglob("*") if path.is_file() and path.suffix in (".docx", ".pdf")] == []
    press.close()
    assert not home.exists()


def test_without_libreoffice_the_clerk_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setenv("PROGRAMFILES", "")
    monkeypatch.setenv("PROGRAMFILES(X86)", "")
    with pytest.raises(Stopped, match="没有找到LibreOffice"):
        engine("libreoffice")

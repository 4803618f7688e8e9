"""Every feature docxtpl documents, rendered by us and by plain docxtpl, and compared part by part."""

import base64
import io
import re
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml import parse_xml
from docxtpl import InlineImage, Listing, RichText, RichTextParagraph

from xgy_excel.core import Stopped
from xgy_excel.docx import Unmade, prepare, problems, render, text_of
from xgy_excel.docx.compare import difference

from .word_samples import W, body, by_docxtpl, footnotes, runs, table, template

PEOPLE = [{"姓名": "斯琴", "金额": "2140.00"}, {"姓名": "巴图", "金额": "1980.00"}, {"姓名": "乌云", "金额": "0.00"}]


def rows(document):
    table(
        document,
        [["姓名", "金额"], ["{%tr for 行 in 名单 %}", ""], ["{{行.姓名}}", "{{行.金额}}"], ["{%tr endfor %}", ""]],
    )


def columns(document):
    table(document, [["表头", "{%tc for 行 in 名单 %}", "{{行.姓名}}", "{%tc endfor %}"], ["合计", "a", "b", "c"]])


def vertical_merge(document):
    table(document, [["{%tr for 行 in 名单 %}", ""], ["同一组{% vm %}", "{{行.姓名}}"], ["{%tr endfor %}", ""]])


def horizontal_merge(document):
    table(document, [["{%tc for 行 in 名单 %}", "合并{% hm %}", "{%tc endfor %}"],
                     ["{%tc for 行 in 名单 %}", "{{行.姓名}}", "{%tc endfor %}"]])  # fmt: skip


def horizontal_merge_of_wide_cells(document):
    made = table(document, [["{%tc for 行 in 名单 %}", "合并{% hm %}", "x", "{%tc endfor %}"], ["a", "b", "c", "d"]])
    made.rows[0].cells[1].merge(made.rows[0].cells[2])


def nested_table(document):
    outer = table(document, [["外", ""]])
    inner = outer.rows[0].cells[1].add_table(rows=3, cols=1)
    for row, text in zip(inner.rows, ("{%tr for 行 in 名单 %}", "{{行.姓名}}", "{%tr endfor %}"), strict=True):
        row.cells[0].text = text


def headers(document):
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "编号 {{编号}}"
    section.footer.paragraphs[0].text = "{% if 姓名 %}{{姓名}}{% else %}无{% endif %}"
    section.first_page_header.paragraphs[0].text = "首页 {{编号}}"
    section.even_page_footer.paragraphs[0].text = "静态页脚"


def two_sections(document):
    document.add_section()
    document.sections[0].header.paragraphs[0].text = "一 {{编号}}"
    document.sections[1].header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "二 {{姓名}}"


def properties(document):
    p = document.core_properties
    p.title, p.subject, p.author, p.comments = "协议 {{姓名}}", "R&D", "{{编号}}", "{% if 姓名 == 'x' %}a{% endif %}"
    p.keywords = "{{不填}}"


def smart_quotes(document):
    document.add_paragraph("{% if 编号 == “NC-1” %}是{% else %}否{% endif %}")


def hyperlink_in_template(document):
    link = document.part.relate_to(
        "https://example.org",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    xml = f'<w:hyperlink {W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{link}"><w:r><w:t>{{{{姓名}}}}</w:t></w:r></w:hyperlink>'
    document.add_paragraph()._p.append(parse_xml(xml))


def text_box(document):
    xml = f"""<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>
        <w:p><w:r><w:t>框里 {{{{姓名}}}}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"""
    document.add_paragraph("框外 {{编号}}")._p.append(parse_xml(xml))


def pictures(document):
    for _ in range(2):
        document.add_picture(io.BytesIO(PIXEL))
    document.add_paragraph("{{姓名}}")


def picture_in_a_header(document):
    header = document.sections[0].header.paragraphs[0]
    header.text = "{{编号}}"
    header.add_run().add_picture(io.BytesIO(PIXEL))


def words_about_a_picture(document):
    document.add_picture(io.BytesIO(PIXEL))
    document.inline_shapes[0]._inline.docPr.set("descr", "{{姓名}}的照片")


def widest_row_left_out(document):
    made = table(document, [["{%tr if 空 %}", ""], ["a", "b"], ["{%tr endif %}", ""], ["{{姓名}}", ""]])
    made.rows[3]._tr.remove(made.rows[3]._tr.tc_lst[1])


def loop_in_a_loop(document):
    table(document, [["{%tr for 组 in 组们 %}", ""], ["{{组.名}}", "{{组.人|length}}"], ["{%tr for 行 in 组.人 %}", ""],
                     ["{{行.姓名}}", "{{loop.index}}"], ["{%tr endfor %}", ""], ["{%tr endfor %}", ""]])  # fmt: skip


def tab_and_page_in_the_template(document):
    document.add_paragraph().add_run("甲\t{{姓名}}\n乙")


def content_control(document):
    xml = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>{{{{姓名}}}}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(xml))


def numbered_list(document):
    for text in ("{%p for 行 in 名单 %}", "{{行.姓名}}", "{%p endfor %}"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("{{姓名}}", style="List Bullet")


def rows_or_others(document):
    cells = ["{%tr if 数 > 9 %}", "大 {{姓名}}", "{%tr else %}", "小 {{编号}}", "{%tr endif %}"]
    table(document, [[text, ""] for text in cells])


def cells_if(document):
    table(document, [["甲", "{%tc if 空 %}", "{{姓名}}", "{%tc endif %}", "乙"], list("abcde")])


def every_rich_text():
    rich = RichText("甲", style="Strong", color="#00ff00", highlight="ffff00", size=28, font="eastAsia:黑体", rtl=False)
    for look in ("subscript", "superscript", "bold", "italic", "strike"):
        rich.add(look, **{look: True})
    rich.add("下划线", underline="dotted", lang="zh-CN")
    rich.add(RichText("里面"))
    return rich


PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

FEATURES = {
    "text": (["甲方：{{编号}}，乙方：{{姓名}}。"], None),
    "blanks around a tag": (["  {{ 姓名 }}  与  {{编号}} "], None),
    "an empty value": (["[{{空}}]"], None),
    "numbers": (["{{数}} {{钱}} {{整}}"], None),
    "attribute, item, index": (["{{名单[0].姓名}} {{名单[1]['姓名']}} {{人.姓名}}"], None),
    "if, elif, else in a line": (["{% if 数 > 9 %}大{% elif 数 == 3 %}三{% else %}小{% endif %}"], None),
    "and, or, not, in": (["{% if 姓名 and not 空 or 编号 in ['a'] %}是{% endif %}"], None),
    "if over paragraphs": (["{%p if 姓名 %}", "有 {{姓名}}", "{%p else %}", "无", "{%p endif %}"], None),
    "loop over paragraphs": (["{%p for 行 in 名单 %}", "{{loop.index}}. {{行.姓名}}", "{%p endfor %}"], None),
    "loop in a line": (["{% for 行 in 名单 %}{{行.姓名}}{% if not loop.last %}、{% endif %}{% endfor %}"], None),
    "empty loop with else": (["{% for x in 无 %}{{x}}{% else %}没有{% endfor %}"], None),
    "choice": (["{{'男' if 数 == 3 else '女'}}"], None),
    "run tag in a loop": (["{%r for 行 in 名单 %}{{行.姓名}}{%r endfor %}"], None),
    "trimmed tags": (["上段", "{%- if 姓名 %}", "中段", "{% endif -%}", "下段"], None),
    "comment": (["前{# 这里是说明 #}后"], None),
    "paragraph comment": (["前", "{#p 这一段不印 #}", "后"], None),
    "filters": (["{{姓名|upper}} {{名单|length}} {{钱|round(1)}} {{空|default('无', true)}} {{名单|join('、', attribute='姓名')}}"], None),
    "literal braces": (["{_{ 姓名 }_} {_% if %_}"], None),
    "table rows": ([], rows),
    "table columns": ([], columns),
    "nested table": ([], nested_table),
    "colspan": ([], lambda d: table(d, [["{% colspan 数 %}{{姓名}}", "", ""], ["a", "b", "c"]])),
    "cellbg": ([], lambda d: table(d, [["{% cellbg 色 %}{{姓名}}", "b"]])),
    "vertical merge": ([], vertical_merge),
    "horizontal merge": ([], horizontal_merge),
    "horizontal merge of wide cells": ([], horizontal_merge_of_wide_cells),
    "numbered list": ([], numbered_list),
    "rows chosen": ([], rows_or_others),
    "cells chosen": ([], cells_if),
    "rich text of every kind": (["备注{{r 各式}}完"], None),
    "split runs": ([], lambda d: runs(d, "甲", "{", "{姓", "名}", "}乙{%", " if 数 %", "}丙{% endif %}")),
    "headers and footers": ([], headers),
    "two sections": ([], two_sections),
    "properties": (["{{姓名}}"], properties),
    "footnotes": (["{{姓名}}"], lambda d: footnotes(d, "注：{{姓名}}", "静态")),
    "smart quotes": ([], smart_quotes),
    "hyperlink in the template": ([], hyperlink_in_template),
    "text box": ([], text_box),
    "drawings are numbered": ([], pictures),
    "picture in a header": ([], picture_in_a_header),
    "words about a picture": ([], words_about_a_picture),
    "widest row left out": ([], widest_row_left_out),
    "loop in a loop": ([], loop_in_a_loop),
    "tab and break in the template": ([], tab_and_page_in_the_template),
    "content control": ([], content_control),
    "no tag at all": (["只有文字"], None),
    "rich text": (["备注{{r 富}}完"], None),
    "rich paragraph": (["{{p 富段}}"], None),
    "listing": (["{{列}}"], None),
    "lines in a value": (["一 {{多行}} 二"], lambda d: runs(d, "甲", "{{多行}}")),
    "entities": (["A&B <甲> {{姓名}} \"引号\" '单引号'"], None),
}  # fmt: skip

ROW = {
    "姓名": "张三", "编号": "NC-1", "空": "", "数": 3, "整": 0, "钱": Decimal("2140.00"), "名单": PEOPLE, "无": [],
    "人": {"姓名": "李四"}, "色": "ff0000", "富": RichText("红", color="ff0000", bold=True), "各式": every_rich_text(), "列": Listing("一\n二\a三\f四\t五"),
    "组们": [{"名": "一", "人": PEOPLE}, {"名": "二", "人": PEOPLE[:1]}],
    "富段": RichTextParagraph("新的一段"), "多行": "一\n二\t三\n\n四\a五\f六",
}  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "more"), FEATURES.values(), ids=FEATURES)
def test_every_part_is_what_docxtpl_makes(paragraphs, more):
    data = template(*paragraphs, more=more)
    prepared = prepare(data)
    made = prepared.fill(ROW)
    assert made.slowly == ""
    assert difference(made.data, by_docxtpl(data, ROW)) == ""


@pytest.mark.parametrize(("paragraphs", "more"), FEATURES.values(), ids=FEATURES)
def test_special_characters_in_every_value_come_out_as_docxtpl_makes_them(paragraphs, more):
    data = template(*paragraphs, more=more)
    row = {
        **ROW,
        "姓名": "A&B <张三> \"双\" '单' }} {%",
        "编号": "一\n二\t三",
        "名单": [{"姓名": "<&>\n\t", "金额": "'"}] * 4,
    }
    made = prepare(data).fill(row)
    assert made.slowly == ""
    assert difference(made.data, by_docxtpl(data, row)) == ""


def test_the_callers_own_filters_work_as_with_docxtpl(tmp_path):
    import jinja2

    def masked(text):
        return f"{text[:1]}**"

    data = template("{{姓名|遮盖}} {% for 行 in 名单 %}{{行.姓名|遮盖}}{% endfor %}")
    env = jinja2.Environment(autoescape=True)
    env.filters["遮盖"] = masked
    made = prepare(data, any_jinja=True, filters={"遮盖": masked}).fill(ROW)
    assert made.slowly == ""
    assert difference(made.data, by_docxtpl(data, ROW, env)) == ""
    report = render(data, [ROW] * 3, tmp_path / "x", filters={"遮盖": masked}, parallel=2)
    assert report.made == 3, "a filter that cannot travel costs no document"


def test_a_line_break_in_a_property_stays_what_it_is():
    """Markup for a new line would be read as text there."""
    data = template("x", more=lambda d: setattr(d.core_properties, "title", "标题 {{多行}}"))
    row = {"多行": "一\n二\t三"}
    made = prepare(data).fill(row)
    assert made.slowly == ""
    assert difference(made.data, by_docxtpl(data, row)) == ""
    assert Document(io.BytesIO(made.data)).core_properties.title == "标题 一\n二\t三"


ANY_JINJA = {
    "macro": ["{% macro 称呼(x) %}{{x}}同志{% endmacro %}{{称呼(姓名)}}，{{称呼(编号)}}"],
    "set": ["{% set x = 姓名 %}{{x}}{{x}}"],
    "namespace": ["{% set n = namespace(s=0) %}{% for 行 in 名单 %}{% set n.s = n.s + 1 %}{% endfor %}{{n.s}}"],
    "filter block": ["{% filter trim %} abc {{姓名}} {% endfilter %}"],
    "arithmetic": ["{{数 * 2 + 1}} {{姓名 ~ 编号}}"],
    "method": ["{{姓名.center(9)}} {{ '%s号'|format(编号) }}"],
    "safe": ["{{'<w:br/>'|safe}}"],
    "raw": ["{% raw %}{{姓名}}{% endraw %}{{编号}}"],
    "with": ["{% with x=姓名 %}{{x}}{% endwith %}"],
}


@pytest.mark.parametrize("paragraphs", ANY_JINJA.values(), ids=ANY_JINJA)
def test_anyones_template_may_use_all_of_jinja(paragraphs):
    data = template(*paragraphs)
    for row in (ROW, {**ROW, "姓名": "<&>\n二"}):
        made = prepare(data, any_jinja=True).fill(row)
        assert made.slowly == ""
        assert difference(made.data, by_docxtpl(data, row)) == ""


def test_pictures_of_a_row_are_left_to_docxtpl_and_the_result_says_so():
    data = template("{{照片}}")
    prepared = prepare(data)
    made = prepared.fill({"照片": InlineImage(None, io.BytesIO(PIXEL))})
    assert made.slowly == "含InlineImage"
    assert "r:embed=" in body(made.data)
    again = prepared.fill({"照片": InlineImage(None, io.BytesIO(PIXEL))})
    assert again.data == made.data, "the same data, the same bytes"


def test_a_function_gets_the_documents_own_docxtpl():
    prepared = prepare(template("{{r 链接}}"))

    def row(document):
        link = RichText()
        link.add("网址", url_id=document.build_url_id("https://example.org/a"))
        return {"链接": link}

    made = prepared.fill(row)
    assert made.slowly
    assert b"https://example.org/a" in made_rels(made.data)
    assert b"https://example.org/a" not in made_rels(prepared.render({"链接": "无"})), "nothing stays of another row"


def made_rels(data: bytes) -> bytes:
    from xgy_excel.docx.package import members

    return members(data)["word/_rels/document.xml.rels"]


def test_a_link_that_leads_nowhere_is_no_document():
    link = RichText()
    link.add("网址", url_id="rId99")
    with pytest.raises(Unmade, match="图片或链接"):
        prepare(template("{{r 链接}}")).render({"链接": link})


def test_a_replaced_picture_is_left_to_docxtpl():
    def more(document):
        document.add_picture(io.BytesIO(PIXEL))

    other = PIXEL + b"other"

    def row(document):
        document.replace_media(io.BytesIO(PIXEL), io.BytesIO(other))
        return {}

    made = prepare(template(more=more)).fill(row)
    from xgy_excel.docx.package import members

    assert other in members(made.data).values()


@pytest.mark.parametrize(("how", "what"), [("replace_pic", "图片一"), ("replace_zipname", "word/media/image1.png")])
def test_what_docxtpl_replaces_in_a_document_is_left_to_docxtpl(how, what, tmp_path):
    from xgy_excel.docx.package import members

    def more(document):
        document.add_picture(io.BytesIO(PIXEL))
        inline = document.inline_shapes[0]._inline
        inline.docPr.set("name", "图片一")
        inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", "图片一")

    (tmp_path / "other.png").write_bytes(PIXEL + b"other")

    def row(document):
        getattr(document, how)(what, str(tmp_path / "other.png"))
        return {"姓名": "张三"}

    made = prepare(template("{{姓名}}", more=more)).fill(row)
    assert made.slowly
    assert PIXEL + b"other" in members(made.data).values()
    assert "张三" in body(made.data)


class Subdoc:
    """As docxtpl's own, which needs a library besides."""

    def __init__(self, tpl=None):
        self.tpl = tpl

    def __html__(self):
        return "<w:p><w:r><w:t>子文档</w:t></w:r></w:p>"


Subdoc.__module__ = "docxtpl.subdoc"


def test_a_subdocument_is_left_to_docxtpl_and_the_result_says_so():
    data = template("{{p 子}}")
    made = prepare(data).fill(lambda document: {"子": Subdoc(document)})
    assert made.slowly
    assert "子文档" in text_of(made.data)
    with pytest.raises(Unmade, match="子文档须由函数为每份文书单独给出"):
        prepare(data).fill({"名单": [{"子": Subdoc()}], "子": Subdoc()})


def test_plain_text_where_rich_text_belongs_is_kept():
    """Docxtpl alone puts it between the runs, where Word does not show it."""
    made = prepare(template("备注{{r 备注}}完", "{{p 段}}")).render({"备注": "A<B", "段": "另起"})
    assert text_of(made) == "备注A<B完\n另起"


def test_a_block_that_begins_in_one_cell_and_ends_in_another_is_left_to_docxtpl():
    data = template("{% if 姓名 %}", more=lambda d: table(d, [["{% endif %}"]]))
    prepared = prepare(data, any_jinja=True)
    assert "不在同一层" in prepared.slowly
    assert prepared.fill(ROW).slowly
    with pytest.raises(Stopped, match="不在同一层"):
        prepare(data)


def test_a_tag_torn_by_a_tracked_change_is_told():
    def more(document):
        xml = f'<w:ins {W} w:id="1" w:author="a"><w:r><w:t>名}}}}</w:t></w:r></w:ins>'
        document.add_paragraph("{{姓")._p.append(parse_xml(xml))

    data = template(more=more)
    with pytest.raises(Stopped, match="被修订"):
        prepare(data)
    assert ["被修订" in p.what for p in problems(data)] == [True]


def test_an_unchanged_template_gives_one_document_forever():
    data = template("{{姓名}}", more=headers)
    assert prepare(data).render(ROW) == prepare(data).render(dict(ROW))


def test_properties_are_escaped_once():
    data = template("x", more=lambda d: setattr(d.core_properties, "title", "{{姓名}}"))
    made = prepare(data).render({"姓名": "A&B"})
    from docx import Document

    assert Document(io.BytesIO(made)).core_properties.title == "A&B"


def test_a_template_without_properties_gets_no_date_of_today():
    from zipfile import ZipFile

    whole, bare = io.BytesIO(template("{{姓名}}")), io.BytesIO()
    with ZipFile(whole) as old, ZipFile(bare, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "_rels/.rels":
                content = re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", content)
            if name != "docProps/core.xml":
                new.writestr(name, content)
    made = prepare(bare.getvalue()).render({"姓名": "张三"})
    from docx import Document

    assert Document(io.BytesIO(made)).core_properties.modified.year == 1980


def test_the_fields_of_a_template_are_known():
    def more(document):
        headers(document)
        rows(document)
        document.core_properties.title = "{{标题名}}"
        footnotes(document, "{{注}}")

    prepared = prepare(template("{{甲.乙}}{% if 丙 == 1 %}{% endif %}", more=more))
    assert prepared.fields == {"甲", "丙", "编号", "姓名", "名单", "标题名", "注"}
    assert prepared.row_fields == {"名单": {"姓名", "金额"}}


def test_a_field_marked_as_optional_may_be_empty():
    data = template("{{姓名|可空}}|{{缺|可空('无')}}")
    assert text_of(prepare(data).render({"姓名": None, "缺": float("nan")})) == "|无"


def test_saved_is_what_word_opens():
    from docx import Document

    document = Document(io.BytesIO(prepare(template("{{姓名}}", more=rows)).render(ROW)))
    assert [c.text for c in document.tables[0].rows[2].cells] == ["巴图", "1980.00"]

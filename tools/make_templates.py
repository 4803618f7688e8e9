"""Builds the Word templates of the documents. Run it, look at the pages, commit the result.

    python tools/make_templates.py [FOLDER]

Page and type follow GB/T 9704-2012 without the red head (FORMS 1): A4, 22 lines of 28 characters, 仿宋 16 pt, title 小标宋
22 pt, 一、 in 黑体, （一） in 楷体, page number — 1 — outside. The same input gives the same bytes.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TITLE, BODY, HEAD, LEAD, NUMBER = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
SIZE, TITLE_SIZE, NUMBER_SIZE, TABLE_SIZE = 16, 22, 14, 14
LINE = Pt(28.95)  # 22 lines in 225 mm
SEAL = Mm(46)  # a round seal is about 42 mm
CENTER, RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
MADE = datetime(2025, 1, 1)

# -- page and type ------------------------------------------------------------------------------------------


def blank_page(title: str) -> Doc:
    """An empty A4 document with the margins, the grid, the body type and the page number of GB/T 9704."""
    doc = Document()
    section = doc.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(25.5)
    grid = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")
    normal = doc.styles["Normal"]
    normal.font.size = Pt(SIZE)
    _faces(normal.element.get_or_add_rPr(), BODY)
    closer = OxmlElement("w:spacing")  # 28 characters of 16 pt in 156 mm; charSpace of the grid misleads some engines
    closer.set(qn("w:val"), "-5")
    normal.element.rPr.insert_element_before(closer, "w:sz", "w:szCs", "w:lang")
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.widow_control = False
    doc.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], right=True)
    _page_number(section.even_page_footer.paragraphs[0], right=False)
    core = doc.core_properties
    core.title, core.author, core.last_modified_by, core.comments = title, "xgy_excel", "xgy_excel", ""
    core.created = core.modified = MADE
    core.revision, core.language = 1, "zh-CN"
    _plain_styles(doc)
    _plain_settings(doc)
    _drop(doc.part, "stylesWithEffects", "numbering", "customXml", "fontTable", "webSettings", "theme")
    _drop(doc.part.package, "thumbnail", "extended-properties")
    return doc


def _drop(owner: Part | OpcPackage, *kinds: str) -> None:
    """Parts of python-docx's stock that our documents do not use."""
    for key, relation in list(owner.rels.items()):
        if relation.reltype.rsplit("/", 1)[-1] in kinds:
            del owner.rels[key]


def _plain_settings(doc: Doc) -> None:
    """Odd and even footers, and the layout of today's Word; the rest of the stock goes."""
    settings = doc.settings.element
    for child in list(settings):
        if child.tag not in (qn("w:evenAndOddHeaders"), qn("w:compat"), qn("w:themeFontLang")):
            settings.remove(child)
    for option in settings.iter(qn("w:compatSetting")):
        if option.get(qn("w:name")) == "compatibilityMode":
            option.set(qn("w:val"), "15")
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")


def _plain_styles(doc: Doc) -> None:
    """Only the styles in use stay: the stock of python-docx names fonts no office has."""
    keep = {"Normal", "Footer", "Header", "Default Paragraph Font", "Normal Table", "Table Grid", "No List"}
    for style in list(doc.styles):
        if style.name not in keep:
            style.delete()
    fonts = doc.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}")
    fonts.attrib.clear()
    _name_faces(fonts, BODY)
    for language in doc.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _faces(properties: object, face: str) -> None:
    fonts = properties.find(qn("w:rFonts"))  # type: ignore[attr-defined]
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)  # type: ignore[attr-defined]
    _name_faces(fonts, face)


def _name_faces(fonts: object, face: str) -> None:
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), face)  # type: ignore[attr-defined]
    fonts.set(qn("w:hint"), "eastAsia")  # type: ignore[attr-defined]


def run(paragraph: Paragraph, text: str, face: str = BODY, size: float = SIZE) -> Run:
    made = paragraph.add_run(text)
    made.font.size, made.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
    _faces(made._r.get_or_add_rPr(), face)
    return made


def _page_number(paragraph: Paragraph, right: bool) -> None:
    """— 1 — one character in from the outer edge."""
    side = "right" if right else "left"
    paragraph.alignment = RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    setattr(paragraph.paragraph_format, f"{side}_indent", Pt(NUMBER_SIZE))
    run(paragraph, "— ", NUMBER, NUMBER_SIZE)
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), (None, "1"), ("end", "")):
        piece = run(paragraph, text if kind is None else "", NUMBER, NUMBER_SIZE)
        if kind is None:
            continue
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        piece._r.append(mark)
    run(paragraph, " —", NUMBER, NUMBER_SIZE)


# -- paragraphs -----------------------------------------------------------------------------------------------


def shape(paragraph: Paragraph, indent: bool = True, align: WD_ALIGN_PARAGRAPH = JUSTIFY) -> Paragraph:
    """Fixed line height, first line two characters in."""
    form = paragraph.paragraph_format
    form.alignment, form.line_spacing_rule, form.line_spacing = align, WD_LINE_SPACING.EXACTLY, LINE
    if indent:
        ind = paragraph._p.get_or_add_pPr().get_or_add_ind()
        ind.set(qn("w:firstLineChars"), "200")
        ind.set(qn("w:firstLine"), str(2 * SIZE * 20))
    return paragraph


def title(doc: Doc, text: str) -> None:
    paragraph = shape(doc.add_paragraph(), indent=False, align=CENTER)
    off = OxmlElement("w:snapToGrid")  # 22 pt would take two lines of the grid
    off.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(off, "w:spacing", "w:ind", "w:jc")
    run(paragraph, text, TITLE, TITLE_SIZE)


def heading(doc: Doc, text: str, block: str = "", below_table: bool = False) -> None:
    """一、 in 黑体, kept with what follows; `block` marks where one of the four parts of Article 9 begins."""
    paragraph = shape(doc.add_paragraph())
    if below_table:
        paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.keep_with_next = True
    if block:
        run(paragraph, f"{{# 块:{block} #}}", HEAD)
    run(paragraph, text, HEAD)


def clause(doc: Doc, text: str, keep: bool = False) -> Paragraph:
    """A paragraph of the body; what stands between ［ and ］ is set in 楷体."""
    paragraph = shape(doc.add_paragraph())
    paragraph.paragraph_format.keep_with_next = keep
    for part in re.split("(［.*?］)", text):
        if part:
            run(paragraph, part.strip("［］"), LEAD if part[0] == "［" else BODY)
    return paragraph


def line(doc: Doc, text: str = "", align: WD_ALIGN_PARAGRAPH = JUSTIFY, indent: bool = False) -> Paragraph:
    paragraph = shape(doc.add_paragraph(), indent=indent, align=align)
    run(paragraph, text)
    return paragraph


# -- tables ---------------------------------------------------------------------------------------------------


def table(doc: Doc, widths: Iterable[float], rows: int, bordered: bool = True) -> Table:
    """A centred table of fixed column widths in mm; its rows do not break across pages."""
    widths = list(widths)
    made = doc.add_table(rows, len(widths), style="Table Grid" if bordered else "Normal Table")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for row in made.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        row.height, row.height_rule = LINE, WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width, cell.vertical_alignment = Mm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    return made


def cell_text(cell: _Cell, text: str, face: str = BODY, size: float = SIZE, align: WD_ALIGN_PARAGRAPH = CENTER) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment, paragraph.paragraph_format.line_spacing = align, 1.0
    run(paragraph, text, face, size)


# -- the documents --------------------------------------------------------------------------------------------


def contract() -> Doc:
    """D08: the agreement of Article 9, with its four parts, the five duties of Article 6 and the seven cases of Article 14."""
    doc = blank_page("村级就业帮扶协管员聘用协议")
    title(doc, "村级就业帮扶协管员聘用协议")
    line(doc, "协议编号：{{协议编号}}", CENTER)
    line(doc)
    for text in (
        "甲方（选聘主体）：{{甲方}}",
        "负责人：{{甲方负责人}}",
        "乙方（受聘人）：{{乙方}}",
        "身份证号：{{身份证号}}",
        "联系电话：{{联系电话}}",
    ):
        clause(doc, text)
    clause(
        doc,
        "根据{{政策依据}}等有关规定，甲乙双方在平等自愿、协商一致的基础上，就甲方聘用乙方担任村级就业帮扶协管员事宜签订"
        "本协议，共同遵守。",
    )
    heading(doc, "一、协议期限和服务区域")
    clause(
        doc,
        "［（一）协议期限。］自{{协议起}}起至{{协议止}}止。本协议一年一签订，期满即行终止，不自动顺延。",
    )
    clause(
        doc,
        "［（二）岗位和服务区域。］乙方担任村级就业帮扶协管员（岗位类别：{{岗位类别}}），服务{{苏木乡镇}}{{服务嘎查村}}的脱贫人口"
        "（含监测对象，以下同）。",
    )
    heading(doc, "二、职责任务", "职责任务")
    clause(doc, "乙方承担以下职责：", keep=True)
    for text in (
        "（一）宣传并协助落实党和国家就业帮扶政策；",
        "（二）全面掌握脱贫人口就业帮扶底数，包括脱贫人口外出务工情况、就业和职业技能培训需求意愿、掌握技能等相关情况；",
        "（三）为有服务需求的脱贫人口提供就业指导、岗位推送、技能培训等服务，配合做好脱贫人口外出务工组织工作；",
        "（四）及时掌握脱贫人口就业帮扶动态并更新信息管理系统数据；",
        "（五）自觉接受管理部门业务指导，按要求参加相关业务培训。",
    ):
        clause(doc, text)
    heading(doc, "三、劳务报酬", "劳务报酬")
    clause(
        doc,
        "［（一）报酬标准。］每月人民币{{月劳务报酬}}元（大写：{{月劳务报酬大写}}）。协议期内本地标准依规调整的，双方书面确认后按"
        "调整后的标准执行。除上述报酬外，甲方不另行发放津补贴。",
    )
    clause(doc, "［（二）资金来源。］劳务报酬从{{资金来源}}中列支。")
    clause(doc, "［（三）支付方式。］劳务报酬按月通过“一卡通”支付到乙方本人的以下账户：", keep=True)
    account = table(doc, (36, 112), 3)
    for row, (name, value) in zip(
        account.rows,
        (("户名", "{{户名}}"), ("开户行", "{{开户行}}"), ("账号", "{{一卡通账号}}")),
        strict=True,
    ):
        cell_text(row.cells[0], name)
        cell_text(row.cells[1], value)
    _keep_rows(account)
    heading(doc, "四、业务培训", below_table=True)
    clause(
        doc,
        "甲方组织乙方参加岗前培训和业务培训，重点是稳岗就业相关政策、岗位职责、工作技能、绩效管理等内容。乙方应当按要求参加。",
    )
    heading(doc, "五、绩效管理", "绩效管理")
    for text in (
        "（一）甲方制定绩效管理评价办法，明确监督评价的指标标准，并告知乙方。",
        "（二）甲方每年至少开展一次考核评价，评价须有被服务对象参与，可以引入群众满意度调查。",
        "（三）甲方将评价结果告知乙方，乙方有异议的可以申请复核。评价结果作为续聘和判断乙方能否胜任岗位的依据。",
    ):
        clause(doc, text)
    heading(doc, "六、双方权利义务", "权利义务")
    for head, items in (
        (
            "［（一）甲方的权利和义务］",
            (
                "1.负责对乙方的日常管理、业务指导、监督和考核评价；",
                "2.提供履行职责所需的政策资料、工作条件和系统权限；",
                "3.按照本协议约定支付劳务报酬，不得拖欠、截留；",
                "4.依照规定将有关内容纳入村务公开，接受社会监督。",
            ),
        ),
        (
            "［（二）乙方的权利和义务］",
            (
                "1.按照本协议取得劳务报酬、参加业务培训、了解本人评价结果；",
                "2.遵守法律法规和岗位管理制度，本人到岗履职，不得由他人顶替；",
                "3.如实采集、填报和更新信息，不得虚报、瞒报；",
                "4.不得利用岗位便利谋取私利，不得向服务对象收取费用；",
                "5.接受甲方和有关部门的管理、监督检查以及群众监督。",
            ),
        ),
    ):
        clause(doc, head, keep=True)
        for text in items:
            clause(doc, text)
    clause(
        doc,
        "［（三）用工性质和保险。］用工性质以及社会保险、意外伤害保险等事项，依照有关法律法规和当地规定执行。",
    )
    heading(doc, "七、续聘")
    clause(
        doc,
        "协议期满，乙方考核合格且已熟练掌握岗位技能的，甲方可以按程序续聘，双方另行签订书面协议；不再续聘的，甲方在期满前告知"
        "乙方。",
    )
    heading(doc, "八、协议的解除和终止")
    clause(doc, "（一）有下列情形之一的，可以按程序解除本协议：", keep=True)
    for text in (
        "1.乙方自愿申请解除聘用协议的；",
        "2.乙方死亡的；",
        "3.乙方经评价不能胜任岗位职责的；",
        "4.乙方严重违反岗位管理制度的；",
        "5.乙方被依法追究刑事责任的；",
        "6.因政策调整需要减少或取消岗位的；",
        "7.乙方不适宜继续工作的其他情形。",
    ):
        clause(doc, text)
    for text in (
        "（二）解除协议的具体程序由甲方确定，并事先告知乙方。",
        "（三）协议期满，或者岗位设置期限届满、所依据的政策失效且没有接续政策的，本协议终止。",
        "（四）协议解除或者终止的，乙方应当交接工作资料和系统账号，甲方应当据实结算劳务报酬。",
    ):
        clause(doc, text)
    heading(doc, "九、个人信息保护")
    clause(
        doc,
        "甲方处理乙方的个人信息，限于选聘、备案、发放报酬、公开和监督检查所必需，不对外公开乙方完整的证件号码、银行账号。乙方对"
        "履职中知悉的服务对象个人信息应当保密，不得泄露、出售或者挪作他用；本协议结束后，保密义务继续有效。",
    )
    heading(doc, "十、争议解决")
    clause(
        doc,
        "双方发生争议的，应当协商解决；协商不成的，可以向旗县主管部门申请调解，也可以依法通过其他途径解决。",
    )
    heading(doc, "十一、其他")
    clause(doc, "（一）未尽事宜依照有关规定执行，双方可以书面补充。")
    clause(
        doc,
        "（二）本协议一式{{协议份数}}份，{{份数分配}}，具有同等效力，经双方签字、盖章后生效。",
        keep=True,
    )
    spacer = line(doc)
    spacer.paragraph_format.keep_with_next = True
    _signatures(doc)
    return doc


def _keep_rows(made: Table) -> None:
    for row in made.rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _signatures(doc: Doc) -> None:
    """Two columns of equal width with room for the seal, in one row so that nothing parts them."""
    made = table(doc, (78, 78), 1, bordered=False)
    sides = (("甲方（盖章）：", "负责人（签字）："), ("乙方（签字、捺印）：", ""))
    for cell, (head, signer) in zip(made.rows[0].cells, sides, strict=True):
        cell_text(cell, head, align=WD_ALIGN_PARAGRAPH.LEFT)
        for text in (signer, "{{签订日期}}"):
            paragraph = cell.add_paragraph()
            paragraph.paragraph_format.line_spacing = 1.0
            paragraph.paragraph_format.space_before = Pt(0) if text == "{{签订日期}}" else SEAL
            run(paragraph, text)


def village_notice() -> Doc:
    """D05: the publication in the village (Article 8). Public: no identity, account or phone number of a person."""
    doc = blank_page("村级就业帮扶协管员拟聘人员公示")
    title(doc, "{{嘎查村}}")
    title(doc, "村级就业帮扶协管员拟聘人员公示")
    line(doc)
    clause(
        doc,
        "根据{{政策依据}}规定，经本人书面申请、“两委”核查、村民代表会议评议，拟聘用以下人员为村级就业帮扶协管员，现予公示。",
    )
    names = ("姓名", "性别", "出生年", "嘎查村", "人员身份")
    people = table(doc, (28, 16, 24, 38, 50), 4)
    header, start, middle, end = people.rows
    header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    cell_text(start.cells[0], "{%tr for 行 in 名单 %}", size=TABLE_SIZE)
    cell_text(end.cells[0], "{%tr endfor %}", size=TABLE_SIZE)
    for column, name in enumerate(names):
        cell_text(header.cells[column], name, HEAD, TABLE_SIZE)
        cell_text(middle.cells[column], f"{{{{行.{name}}}}}", size=TABLE_SIZE)
    clause(doc, "公示时间：{{村公示起}}至{{村公示止}}。").paragraph_format.space_before = Pt(12)
    clause(
        doc,
        "公示期间，对拟聘人员有异议的，可以{{受理方式}}向{{落款单位}}或者{{苏木乡镇政府}}如实反映。",
    )
    clause(doc, "监督举报电话：{{监督举报电话}}", keep=True)
    line(doc).paragraph_format.keep_with_next = True
    _sign_off(doc)
    return doc


def _sign_off(doc: Doc) -> None:
    """The body centred over its date, the date about four characters in from the right: room for a seal, or none."""
    cell = table(doc, (77, 79), 1, bordered=False).rows[0].cells[1]
    cell_text(cell, "{{落款单位}}")
    run(shape(cell.add_paragraph(), indent=False, align=CENTER), "{{落款日期}}")


TEMPLATES: dict[str, Callable[[], Doc]] = {"contract.docx": contract, "village-notice.docx": village_notice}


def build(make: Callable[[], Doc]) -> bytes:
    """The package with members in a fixed order and without the hour of its making."""
    raw, out = BytesIO(), BytesIO()
    make().save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n))
        for name in names:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return out.getvalue()


def main(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, make in TEMPLATES.items():
        (folder / name).write_bytes(build(make))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "templates")

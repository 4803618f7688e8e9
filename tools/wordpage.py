"""What the Word templates are made of: the page of GB/T 9704-2012, its type, paragraphs, tables, forms and signatures.

A4, 22 lines of 28 characters, 仿宋 16 pt, title 小标宋 22 pt, 一、 in 黑体, （一） in 楷体, page number — 1 — outside; lists on
A4 landscape with 第1页 共2页. A red head only above a letter, and only where the county wants it. The same input gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
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
RED, RED_SIZE = RGBColor(255, 0, 0), 30  # fourteen characters in 156 mm
LINE = Pt(28.95)  # 22 lines in 225 mm
SEAL = Mm(46)  # a round seal is about 42 mm
CENTER, RIGHT, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY
MADE = datetime(2025, 1, 1)

# -- page and type ------------------------------------------------------------------------------------------


def blank_page(title: str, *, landscape: bool = False, grid: bool = True) -> Doc:
    """An empty A4 document with the margins, the grid, the body type and the page number of GB/T 9704.

    A list of more than seven columns lies on its side; its pages are numbered 第1页 共2页. A form has no `grid`: the lines of
    small type in its cells would stand as far apart as those of the body.
    """
    doc = Document()
    section = doc.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(25.5)
    if landscape:  # turned, so that the head of a table stands at the binding
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(28), Mm(26)
        section.left_margin, section.right_margin = Mm(35), Mm(37)
        section.footer_distance = Mm(15)
    lines = section._sectPr.find(qn("w:docGrid"))
    if grid and not landscape:
        lines.set(qn("w:type"), "lines")
    lines.set(qn("w:linePitch"), "579")
    normal = doc.styles["Normal"]
    normal.font.size = Pt(SIZE)
    _faces(normal.element.get_or_add_rPr(), BODY)
    closer = OxmlElement("w:spacing")  # 28 characters of 16 pt in 156 mm; charSpace of the grid misleads some engines
    closer.set(qn("w:val"), "-5")
    normal.element.rPr.insert_element_before(closer, "w:sz", "w:szCs", "w:lang")
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.widow_control = False
    if landscape:
        _page_of_pages(section.footer.paragraphs[0])
    else:
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
    paragraph.alignment = RIGHT if right else LEFT
    setattr(paragraph.paragraph_format, f"{side}_indent", Pt(NUMBER_SIZE))
    run(paragraph, "— ", NUMBER, NUMBER_SIZE)
    _field(paragraph, "PAGE")
    run(paragraph, " —", NUMBER, NUMBER_SIZE)


def _page_of_pages(paragraph: Paragraph) -> None:
    """第1页 共2页 in the middle."""
    paragraph.alignment = CENTER
    for before, name in (("第", "PAGE"), ("页　共", "NUMPAGES")):
        run(paragraph, before, NUMBER, NUMBER_SIZE)
        _field(paragraph, name)
    run(paragraph, "页", NUMBER, NUMBER_SIZE)


def _field(paragraph: Paragraph, name: str) -> None:
    for kind, text in (("begin", ""), ("", f" {name} "), ("separate", ""), (None, "1"), ("end", "")):
        piece = run(paragraph, text if kind is None else "", NUMBER, NUMBER_SIZE)
        if kind is None:
            continue
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        piece._r.append(mark)


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
    off_grid(paragraph)  # 22 pt would take two lines of the grid
    run(paragraph, text, TITLE, TITLE_SIZE)


def red_head(doc: Doc) -> None:
    """The head of a letter, printed while 红头 has a value: the body in red with its top 35 mm below the upper edge of the text,
    two lines below it the number, 4 mm below that a red line as wide as the text, two lines below that the title.
    """
    line(doc, "{%p if 红头 %}")
    room = shape(doc.add_paragraph(), indent=False)
    off_grid(room)
    room.paragraph_format.line_spacing = Mm(33)  # the type stands 2 mm below the top of its line
    name = shape(doc.add_paragraph(), indent=False, align=CENTER)
    off_grid(name)
    name.paragraph_format.line_spacing = Pt(42)
    run(name, "{{红头}}", TITLE, RED_SIZE).font.color.rgb = RED
    line(doc)
    line(doc)
    number = line(doc, "{{发文字号|可空}}", CENTER)
    borders, below = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "18"), ("space", "11"), ("color", str(RED))):
        below.set(qn(f"w:{key}"), value)
    borders.append(below)
    number._p.get_or_add_pPr().insert_element_before(borders, "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")
    line(doc)
    line(doc)
    line(doc, "{%p endif %}")


def numbered(doc: Doc) -> None:
    """The number of a letter below its title, where no red head has it; then the blank line above the addressee."""
    line(doc, "{%p if 发文字号 and not 红头 %}")
    line(doc, "{{发文字号}}", CENTER)
    line(doc, "{%p endif %}")
    line(doc)


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


def compact(paragraph: Paragraph, size: float) -> Paragraph:
    """Lines as high as their own type asks, off the grid of the page: in tables and small print."""
    paragraph.paragraph_format.line_spacing = 1.0
    off_grid(paragraph)
    mark, height = OxmlElement("w:rPr"), OxmlElement("w:sz")  # the mark at its end is as high as the body otherwise
    height.set(qn("w:val"), str(round(size * 2)))
    mark.append(height)
    paragraph._p.get_or_add_pPr().append(mark)
    return paragraph


def off_grid(paragraph: Paragraph) -> None:
    off = OxmlElement("w:snapToGrid")
    off.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(off, "w:spacing", "w:ind", "w:jc")


def small(doc: Doc, text: str, size: float = 12, align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT) -> Paragraph:
    """Small print above or below a table."""
    paragraph = compact(doc.add_paragraph(), size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(4)
    run(paragraph, text, size=size)
    return paragraph


def above(doc: Doc, text: str, size: float = 12, align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT) -> None:
    """Small print above a table, kept with it."""
    small(doc, text, size, align).paragraph_format.keep_with_next = True


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


def close_cells(made: Table) -> None:
    """Small type stands 1 mm from the lines of its cell."""
    cell_margins(made, side=57, edge=28)


def cell_margins(made: Table, *, side: int, edge: int) -> None:
    """How far what stands in a cell keeps from its lines, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for where in ("top", "left", "bottom", "right"):
        margin = OxmlElement(f"w:{where}")
        margin.set(qn("w:w"), str(side if where in ("left", "right") else edge))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = made._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    look.addprevious(margins) if look is not None else properties.append(margins)


def gap(doc: Doc) -> None:
    """A little room between two tables, which Word would join otherwise."""
    shape(doc.add_paragraph(), indent=False).paragraph_format.line_spacing = Pt(8)


def keep_together(made: Table) -> None:
    """Its rows stay on one page, as far as they fit."""
    for row in made.rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def list_table(
    doc: Doc, columns: Sequence[tuple[str, str, float]], *, of: str = "名单", size: float = TABLE_SIZE, total: str = ""
) -> Table:
    """A list: (header, what stands in a line, width in mm) for each column; the line is printed for each of `of`.

    The line is called 行, its number is {{loop.index}}. The header is repeated on every page. `total` ends the list.
    """
    made = table(doc, [width for _, _, width in columns], 4 + bool(total))
    if size < TABLE_SIZE:
        close_cells(made)
        for row in made.rows:
            row.height = Mm(8)
    header, start, middle, end = made.rows[:4]
    header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in header.cells:  # never alone at the foot of a page
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    cell_text(start.cells[0], f"{{%tr for 行 in {of} %}}", size=size)
    cell_text(end.cells[0], "{%tr endfor %}", size=size)
    for column, (name, value, _) in enumerate(columns):
        cell_text(header.cells[column], name, HEAD, size)
        cell_text(middle.cells[column], value, size=size)
        if size < TABLE_SIZE:
            compact(header.cells[column].paragraphs[0], size)
            compact(middle.cells[column].paragraphs[0], size)
    if total:
        cell_text(made.rows[4].cells[0].merge(made.rows[4].cells[-1]), total, HEAD, size, LEFT)
    return made


Cell = str | tuple[str, int]  # what stands in it, and over how many columns


def form_table(
    doc: Doc,
    widths: Sequence[float],
    rows: Iterable[Sequence[Cell]],
    *,
    size: float = TABLE_SIZE,
    least: float = 9,
    heads: int = 0,
) -> Table:
    """A form to be filled: every row gives its cells, those over several columns as (text, number of columns).

    A text of several lines, or one that begins with a blank, stands at the left. A line with # is in 黑体 in the middle, one with
    ^ in the middle, one with → at the right, as for a signature; `↕45` keeps 45 mm free, as for a seal. `least` is the height of a row in mm; the
    first `heads` rows are repeated on every page.
    """
    rows = list(rows)
    made = table(doc, widths, len(rows))
    close_cells(made)
    for number, (specs, row) in enumerate(zip(rows, made.rows, strict=True)):
        row.height, at = Mm(least), 0
        if number < heads:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        cells = row.cells
        for spec in specs:
            text, span = spec if isinstance(spec, tuple) else (spec, 1)
            box_text(cells[at].merge(cells[at + span - 1]) if span > 1 else cells[at], text, size)
            at += span
        assert at == len(widths), f"a row of the form has {at} columns, not {len(widths)}: {specs}"
    return made


def box_text(cell: _Cell, text: str, size: float = TABLE_SIZE) -> None:
    """What stands in a cell of a form, as `form_table` writes it."""
    lines = text.split("\n")
    left = len(lines) > 1 or text.startswith("　")
    room, first = 0.0, True
    for words in lines:
        if words.startswith("↕"):
            room = float(words[1:])
            continue
        paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
        first = False
        middle = words.startswith(("#", "^")) or not left
        paragraph.alignment = RIGHT if words.startswith("→") else CENTER if middle else LEFT
        compact(paragraph, size)
        if room:
            paragraph.paragraph_format.space_before, room = Mm(room), 0.0
        run(paragraph, words.lstrip("→#^"), HEAD if words.startswith("#") else BODY, size)


def seal_columns(doc: Doc, *sides: Sequence[str]) -> Table:
    """Columns of equal width for those who sign, each of several lines; before the second there is room for a seal.

    In one row, so that nothing parts them.
    """
    made = table(doc, [156 / len(sides)] * len(sides), 1, bordered=False)
    for cell, (head, *lines) in zip(made.rows[0].cells, sides, strict=True):
        cell_text(cell, head, align=LEFT)
        for number, text in enumerate(lines):
            paragraph = cell.add_paragraph()
            paragraph.paragraph_format.line_spacing = 1.0
            paragraph.paragraph_format.space_before = Pt(0) if number else SEAL
            run(paragraph, text)
    return made


def sign_off(doc: Doc, body: str = "{{落款单位}}", day: str = "{{落款日期}}", *, width: float = 156) -> None:
    """The body centred over its date, the date about four characters in from the right: room for a seal, or none."""
    made = table(doc, (width - 85, 85), 1, bordered=False)
    cell_margins(made, side=0, edge=0)  # fifteen characters in a line
    cell = made.rows[0].cells[1]
    cell_text(cell, body)
    run(shape(cell.add_paragraph(), indent=False, align=CENTER), day)


def contact_note(doc: Doc) -> None:
    """Whom to ask, in brackets below the date, where the county has named somebody."""
    line(doc, "{%p if 办公电话 %}")
    clause(doc, "（{% if 联系人 %}联系人：{{联系人}}，{% endif %}电话：{{办公电话}}）")
    line(doc, "{%p endif %}")


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

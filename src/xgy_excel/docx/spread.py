"""Several documents side by side on sheets of A3: a column for each, its pages one below the other, all of it vector.

The words on a sheet are set by the embedded engine like a document of its own; the pages are drawn into the room it leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from .pdf import laid_out

MM = 72 / 25.4
WIDTH, HEIGHT = 420.0, 297.0  # of a sheet in mm, as all that follows
EDGE, HEAD, LABEL, GAP = 10.0, 8.0, 19.0, 2.0
FACE = "黑体"


@dataclass(frozen=True)
class Panel:
    """One document: what it is called, whose it is, its PDF; without one, `why` stands in its place."""

    label: str
    about: str
    pdf: bytes = b""
    why: str = ""


def spread(panels: Sequence[Panel], title: str, head: str) -> bytes:
    """A PDF of the documents side by side; `head` stands on every sheet. Raises Stopped when the words cannot be set."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, TextStringObject

    pages = [list(PdfReader(BytesIO(panel.pdf)).pages) if panel.pdf else [] for panel in panels]
    plan = _plan(pages)
    writer = PdfWriter()
    writer.append(BytesIO(laid_out(_words(panels, pages, head, plan))), import_outline=False)
    for number, sheet in enumerate(writer.pages):
        _draw(writer, sheet, plan.of_sheet(pages, number))
    writer.add_metadata({"/Title": title, "/Producer": "xgy_excel"})
    writer.root_object[NameObject("/Lang")] = TextStringObject("zh-CN")
    writer.compress_identical_objects()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


# -- where the pages stand ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    """A page, the place of its lower left corner in mm, and how large it is made."""

    page: Any
    left: float
    bottom: float
    scale: float


@dataclass(frozen=True)
class _Plan:
    """How documents are shared out: bands of so many columns, in each column `rows` pages one below the other."""

    columns: int
    bands: int
    rows: int
    scale: float
    sheets: int

    @property
    def column(self) -> float:
        return (WIDTH - 2 * EDGE) / self.columns

    @property
    def room(self) -> float:
        """For the pages of a band, below its words."""
        return (HEIGHT - 2 * EDGE - HEAD) / self.bands - LABEL

    def of_sheet(self, pages: Sequence[Sequence[Any]], number: int) -> Iterator[_Place]:
        for at, found in enumerate(pages):
            band, column = divmod(at, self.columns)
            head = HEIGHT - EDGE - HEAD - (band + 1) * LABEL - band * self.room
            for row, page in enumerate(found[number * self.rows : (number + 1) * self.rows]):
                top = head - row * self.room / self.rows - GAP
                yield _Place(page, EDGE + column * self.column, top - _size(page)[1] * self.scale, self.scale)


def _plan(pages: Sequence[Sequence[Any]]) -> _Plan:
    """In one band or two, whichever lets the pages be larger."""
    return max((_in_bands(pages, bands) for bands in (1, 2)), key=lambda plan: plan.scale)


def _in_bands(pages: Sequence[Sequence[Any]], bands: int) -> _Plan:
    """As large as the columns allow, in as many rows as fit then, a little smaller where that saves a row."""
    plan = _Plan(-(-len(pages) // bands), bands, 1, 1.0, 1)
    sizes = [_size(page) for found in pages for page in found] or [(210.0, 297.0)]
    width, height = (max(sides) for sides in zip(*sizes, strict=True))
    most = max(1, *map(len, pages))
    wide = (plan.column - 2 * GAP) / width
    rows = min(most, max(1, round(plan.room / (height * wide + 2 * GAP))))
    scale = min(wide, (plan.room / rows - 2 * GAP) / height, 1.0)
    return replace(plan, rows=rows, scale=scale, sheets=-(-most // rows))


def _size(page: Any) -> tuple[float, float]:
    return float(page.mediabox.width) / MM, float(page.mediabox.height) / MM


def _draw(writer: Any, sheet: Any, places: Iterator[_Place]) -> None:
    """Draw pages into a sheet, each in a thin frame: as objects of their own, whose content is not read."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    drawn, operators = DictionaryObject(), ["Q 0.6 G 0.5 w"]
    for number, place in enumerate(places):
        drawn[NameObject(f"/Page{number}")] = _as_object(writer, place.page)
        width, height = (side * place.scale * MM for side in _size(place.page))
        left, bottom = place.left * MM, place.bottom * MM
        operators.append(f"q {place.scale:.5f} 0 0 {place.scale:.5f} {left:.3f} {bottom:.3f} cm /Page{number} Do Q")
        operators.append(f"{left:.3f} {bottom:.3f} {width:.3f} {height:.3f} re S")
    resources = sheet["/Resources"]
    resources[NameObject("/XObject")] = drawn
    before, after = (_stream(writer, text) for text in ("q", "\n".join(operators)))
    own = sheet["/Contents"]
    own = own if isinstance(own, ArrayObject) else [sheet.raw_get("/Contents")]
    sheet[NameObject("/Contents")] = ArrayObject([before, *own, after])


def _as_object(writer: Any, page: Any) -> Any:
    from pypdf.generic import DecodedStreamObject, NameObject, RectangleObject

    drawing = DecodedStreamObject()
    drawing.set_data(page.get_contents().get_data())
    packed = drawing.flate_encode()
    packed[NameObject("/Type")], packed[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    packed[NameObject("/BBox")] = RectangleObject(page.mediabox)
    packed[NameObject("/Resources")] = page["/Resources"].clone(writer)
    return writer._add_object(packed)


def _stream(writer: Any, text: str) -> Any:
    from pypdf.generic import DecodedStreamObject

    stream = DecodedStreamObject()
    stream.set_data(text.encode())
    return writer._add_object(stream)


# -- the words ------------------------------------------------------------------------------------------------


def _words(panels: Sequence[Panel], pages: Sequence[Sequence[Any]], head: str, plan: _Plan) -> bytes:
    """A document of the sheets with the head and, over every column, what stands in it."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = Mm(EDGE)
    section.bottom_margin = Mm(EDGE / 2)
    told = [(p, f"{f'共{len(found)}页　' if found else ''}{p.about}") for p, found in zip(panels, pages, strict=True)]
    for number in range(1, plan.sheets + 1):
        _line(document.add_paragraph(), f"{head}　第{number}张，共{plan.sheets}张", 11, HEAD)
        document.paragraphs[-1].paragraph_format.page_break_before = number > 1
        table = document.add_table(2 * plan.bands, plan.columns)
        table.autofit = False
        for at, row in enumerate(table.rows):
            _shape(row, plan.room if at % 2 else LABEL, plan.column)
        for at, (panel, about) in enumerate(told):
            band, column = divmod(at, plan.columns)
            label, below = (table.rows[2 * band + more].cells[column] for more in (0, 1))
            _line(label.paragraphs[0], panel.label, 11, 5.4)
            _line(label.add_paragraph(), about, 8.5, 4)
            if number == 1:
                _line(below.paragraphs[0], panel.why, 11, 5.4)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _shape(row: Any, height: float, width: float) -> None:
    """A row of a fixed height, its cells of a fixed width, in mm."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm

    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY
    for cell in row.cells:
        cell.width = Mm(width)


def _line(paragraph: Any, text: str, size: float, height: float) -> None:
    """Text in lines of a fixed height in mm."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Mm(height)
    form.space_before = form.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FACE)

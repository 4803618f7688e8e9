"""One of our sheets as a paper: its lists and charts in a Word document, a PDF and pictures of its pages."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from ..grid import Chart, OurSheet, value_of
from .pdf import laid_out
from .picturing import pictures

_FACE, _TITLE = "宋体", "黑体"
_WIDE, _HIGH, _EDGE, _CHART = 297, 210, 15, 62  # millimetres, A4 across; the height of a chart
_SMALL, _BODY, _HEADING = 9, 10.5, 16  # points
DPI = 110


def paper(page: OurSheet) -> tuple[bytes, bytes, list[bytes]]:
    """The document (.docx), its PDF, and a PNG of each page. Raises Stopped where the embedded engine cannot set it."""
    data = _with_charts(_written(page), page)
    return data, laid_out(data), pictures(data, DPI)


def _written(page: OurSheet) -> bytes:
    """The head and the lists, and a title where each chart belongs."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    document: Any = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(_WIDE), Mm(_HIGH)
    section.top_margin = section.bottom_margin = section.left_margin = section.right_margin = Mm(_EDGE)
    for number, line in enumerate(page.head):
        size, face = (_BODY, _FACE) if number else (_HEADING, _TITLE)
        _text(document.add_paragraph(), str(value_of(line)), size, face)
    charts = {chart.head: chart for chart in page.charts}
    for first, last in page.lists:
        rows = page.lines[first - 1 : last]
        if first > len(page.head) + 1:
            document.add_page_break()
        table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for line, row in zip(table.rows, rows, strict=True):
            for cell, value in zip(line.cells, row, strict=False):
                face = _TITLE if row is rows[0] else _FACE
                _text(cell.paragraphs[0], "" if value is None else str(value_of(value)), _SMALL, face)
        if chart := charts.get(first):
            title = document.add_paragraph()
            title.paragraph_format.keep_with_next = True
            _text(title, chart.title, _BODY, _TITLE)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _with_charts(data: bytes, page: OurSheet) -> bytes:
    """The document with a chart below each title."""
    import rdocx

    document = rdocx.Document.from_bytes(data)
    for chart in page.charts:
        title = next(p for p in document.paragraphs if p.text == chart.title)
        wide = rdocx.Mm(_WIDE - 2 * _EDGE - 10)
        document.add_chart(
            rdocx.XL_CHART_TYPE.COLUMN_CLUSTERED, _figures(chart, page), wide, rdocx.Mm(_CHART), after=title
        )
    return bytes(document.to_bytes())


def _figures(chart: Chart, page: OurSheet) -> Any:
    from rdocx import CategoryChartData

    lines = page.lines[chart.first - 1 : chart.last]
    data = CategoryChartData()
    data.categories = [str(value_of(line[chart.label - 1])) for line in lines]
    for column in chart.columns:
        name = str(value_of(page.lines[chart.head - 1][column - 1]))
        data.add_series(name, [float(str(value_of(line[column - 1]) or 0)) for line in lines])
    return data


def _text(paragraph: Any, text: str, size: float, face: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), face
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)

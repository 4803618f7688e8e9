"""Charts on a sheet of ours: native ones, which Excel and WPS draw from the cells beside them.

Ours are known by the name of their frame; what the clerk has drawn on the sheet stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..grid import Chart, OurSheet, value_of
from . import parts
from . import xml as x
from .main import quoted
from .refs import absolute
from .workbook import Workbook

FRAME = "XGY图"  # what the names of our frames begin with
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_D = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_GAP = 25_400  # EMU (2 points) between the edge of a row and a chart: on it the frame would show on the page before
_DRAWING = "application/vnd.openxmlformats-officedocument.drawing+xml"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def draw(book: Workbook, part: str, name: str, page: OurSheet) -> bytes:
    """Put the charts of a page on its sheet; returns the element that belongs into the sheet's part."""
    package = book.package
    drawing = parts.related(package, part, "drawing")
    if drawing:
        relation = next(r.id for r in parts.relations(package, part) if r.target == drawing)
        xml = package.read(drawing)
    else:
        drawing = parts.free_name(package, "xl/drawings/drawing{}.xml")
        xml = _HEAD + f'<xdr:wsDr xmlns:xdr="{_D}" xmlns:a="{_A}"/>'.encode()
        package.put(drawing, xml)
        parts.declare(package, drawing, _DRAWING)
        relation = parts.relate(package, part, "drawing", drawing)
    for number, chart in enumerate(page.charts, 1):
        target = parts.free_name(package, "xl/charts/chart{}.xml")
        package.put(target, _chart(chart, page, name))
        parts.declare(package, target, _CHART)
        anchor = _anchor(chart, number, parts.relate(package, drawing, "chart", target))
        xml = x.appended(xml, x.root(xml), anchor)
    package.put(drawing, xml)
    return f'<drawing r:id="{relation}"/>'.encode()


def erase(book: Workbook, part: str) -> bool:
    """Take our charts off a sheet; returns whether the clerk has drawn something there too, which stays."""
    package = book.package
    drawing = parts.related(package, part, "drawing")
    if not drawing:
        return False
    xml = package.read(drawing)
    top = x.root(xml)
    anchors = x.children(xml, top.inner, top.close)
    ours = [a for a in anchors if _is_ours(xml[a.start : a.end])]
    used = b"".join(xml[a.start : a.end] for a in anchors if a not in ours)
    for relation in parts.relations(package, drawing):
        if relation.type == "chart" and b'"%b"' % relation.id.encode() not in used:
            parts.remove(package, relation.target, drawing, relation.id)
    if len(ours) < len(anchors):
        package.put(drawing, x.spliced(xml, [(a.start, a.end, b"") for a in ours]))
        return True
    owner = next(r.id for r in parts.relations(package, part) if r.target == drawing)
    parts.remove(package, drawing, part, owner)
    return False


def own_parts(book: Workbook, part: str) -> list[str]:
    """The charts that a drawing of ours leads to; only asked of a sheet with nothing else drawn on it."""
    drawing = parts.related(book.package, part, "drawing")
    return [r.target for r in parts.relations(book.package, drawing) if r.type == "chart"] if drawing else []


def only_ours(xml: bytes) -> bool:
    """Does a drawing hold nothing but our charts?"""
    top = x.root(xml)
    return all(_is_ours(xml[a.start : a.end]) for a in x.children(xml, top.inner, top.close))


def _is_ours(anchor: bytes) -> bool:
    return f'name="{FRAME}'.encode() in anchor


def _anchor(chart: Chart, number: int, relation: str) -> bytes:
    top, left, bottom, right = chart.place
    corner = "<xdr:{0}><xdr:col>{1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{2}</xdr:row><xdr:rowOff>{3}</xdr:rowOff></xdr:{0}>"
    ends = corner.format("from", left - 1, top - 1, _GAP) + corner.format("to", right, bottom, 0)
    about = x.escape(chart.about or chart.title).decode().replace('"', "&quot;")
    known = f'<xdr:cNvPr id="{number + 1}" name="{FRAME} {number}" descr="{about}"/><xdr:cNvGraphicFramePr/>'
    none = '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
    inside = f'<c:chart xmlns:c="{_C}" xmlns:r="{parts.OFFICE}" r:id="{relation}"/>'
    return (
        f'<xdr:twoCellAnchor xmlns:xdr="{_D}" xmlns:a="{_A}">{ends}<xdr:graphicFrame macro="">'
        f"<xdr:nvGraphicFramePr>{known}</xdr:nvGraphicFramePr>{none}"
        f'<a:graphic><a:graphicData uri="{_C}">{inside}</a:graphicData></a:graphic>'
        f"</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>"
    ).encode()


def _chart(chart: Chart, page: OurSheet, name: str) -> bytes:
    cells = _Cells(page, name)
    series = "".join(_series(chart, cells, number) for number in range(len(chart.columns)))
    grouping, overlap = ("stacked", '<c:overlap val="100"/>') if chart.stacked else ("clustered", "")
    axes = (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill>'
        '</a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx>'
    )
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if len(chart.columns) > 1 else ""
    small = '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    return (
        _HEAD
        + (
            f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{parts.OFFICE}"><c:roundedCorners val="0"/><c:chart>'
            f'<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1100" b="1"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="1100" b="1"/>'
            f'<a:t>{x.escape(chart.title).decode()}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
            f'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="{grouping}"/>'
            f'<c:varyColors val="0"/>{series}<c:gapWidth val="60"/>{overlap}<c:axId val="1"/><c:axId val="2"/></c:barChart>{axes}'
            f'</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{small}</c:chartSpace>'
        ).encode()
    )


class _Cells:
    """The cells of a page by place, as a chart refers to them: with what they hold, for programs that do not compute."""

    def __init__(self, page: OurSheet, name: str) -> None:
        self._rows = page.lines
        self._sheet = x.escape(quoted(name)).decode()

    def reference(self, first: int, last: int, column: int, kind: str) -> str:
        where = f"{self._sheet}!{absolute((first, column, last, column))}"
        held = (self._value(row, column) for row in range(first, last + 1))
        points = "".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(held) if v)
        code = "<c:formatCode>General</c:formatCode>" if kind == "num" else ""
        cache = f'<c:{kind}Cache>{code}<c:ptCount val="{last - first + 1}"/>{points}</c:{kind}Cache>'
        return f"<c:{kind}Ref><c:f>{where}</c:f>{cache}</c:{kind}Ref>"

    def _value(self, row: int, column: int) -> str:
        line: Sequence[object] = [value_of(shown) for shown in self._rows[row - 1]]
        value = line[column - 1] if column <= len(line) else None
        return "" if value is None else x.escape(str(value)).decode()


def _series(chart: Chart, cells: _Cells, number: int) -> str:
    column = chart.columns[number]
    fill = f'<c:spPr><a:solidFill><a:srgbClr val="{chart.colours[number]}"/></a:solidFill></c:spPr>'
    shown = "".join(
        f'<c:{what} val="{int(what == "showVal" and not chart.stacked)}"/>'
        for what in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx>{cells.reference(chart.head, chart.head, column, "str")}</c:tx>'
        f'{fill}<c:invertIfNegative val="0"/><c:dLbls>{shown}</c:dLbls>'
        f"<c:cat>{cells.reference(chart.first, chart.last, chart.label, 'str')}</c:cat>"
        f"<c:val>{cells.reference(chart.first, chart.last, column, 'num')}</c:val></c:ser>"
    )

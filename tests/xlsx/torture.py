"""A macro workbook with about everything Excel and WPS put into one, its parts written by hand.

Whether Excel opens it is not the point; that every part has its place in the package is. `FEATURES` counts what it holds.
"""

import re
import struct
import zipfile
import zlib
from io import BytesIO

M = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006"
MS = "http://schemas.microsoft.com/office"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SML, DML = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.",
    "application/vnd.openxmlformats-officedocument.",
)
PEOPLE = 8


def dot(colour: int = 0) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes([0, colour, 0, 0]))) + chunk(b"IEND", b"")


def _cell(ref: str, value: str, kind: str = "", more: str = "", formula: str = "") -> str:
    return f'<c r="{ref}"{more}{f" t={chr(34)}{kind}{chr(34)}" if kind else ""}>{formula}<v>{value}</v></c>'


def _people() -> str:
    rows = []
    for n in range(2, PEOPLE + 2):
        cells = [
            _cell(f"A{n}", str(n - 1), more=' s="2"'),
            _cell(f"B{n}", str(6 + n % 2), "s"),
            f'<c r="C{n}" s="1" t="inlineStr"><is><t>15042119850301{n:03d}X</t></is></c>',
            _cell(f"D{n}", f"{1000 + n}.5", more=' s="3"'),
            _cell(f"E{n}", str(12012 + 12 * n), formula=f"<f>D{n}*12</f>"),
            _cell(f"F{n}", str(45000 + n), more=' s="4"'),
        ]
        extra = ' hidden="1"' if n == 5 else ' outlineLevel="1" ht="30" customHeight="1"' if n == 6 else ""
        rows.append(f'<row r="{n}" spans="1:20"{extra}>{"".join(cells)}</row>')
    return "".join(rows)


_ODD = f"""<row r="20" s="2" customFormat="1"><c r="A20" t="inlineStr"><is><r><rPr><b/></rPr><t>粗</t></r><r><t>细</t></r></is></c>
{_cell("B20", "8", "s")}{_cell("C20", "9", "s")}{_cell("D20", "#N/A", "e", formula="<f>NA()</f>")}{_cell("E20", "1", "b")}
{_cell("F20", "2025-01-01T00:00:00", "d", ' s="4"')}{_cell("G20", "3", formula='<f t="shared" ref="G20:G21" si="0">A2+1</f>')}
{_cell("H20", "4", formula='<f t="array" ref="H20:H21">A2:A3*2</f>')}{_cell("I20", "5", more=' cm="1"', formula='<f t="array" ref="I20:I21">_xlfn._xlws.SORT(A2:A3)</f>')}
{_cell("J20", "6", formula='<f t="dataTable" ref="J20:J21" dt2D="0" dtr="0" r1="A2"/>')}{_cell("K20", "#VALUE!", "e", ' vm="1"')}
{_cell("L20", "结果", "str", formula="<f>B2&amp;[1]外部!$A$1</f>")}<c r="M20" s="5"/><c r="N20" t="b"><f>TRUE()</f><v>1</v></c></row>
<row r="21">{_cell("G21", "4", formula='<f t="shared" si="0"/>')}{_cell("H21", "6")}{_cell("I21", "5")}{_cell("J21", "7")}</row>
<row r="23"><c r="A23" t="inlineStr"><is><t>填表人</t></is></c></row>"""

_X14 = f"""<extLst>
<ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" xmlns:x14="{MS}/spreadsheetml/2009/9/main"><x14:conditionalFormattings>
<x14:conditionalFormatting xmlns:xm="{MS}/excel/2006/main"><x14:cfRule type="dataBar" id="{{A0000000-0000-0000-0000-000000000001}}">
<x14:dataBar minLength="0" maxLength="100" gradient="0"><x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/><x14:negativeFillColor rgb="FFFF0000"/></x14:dataBar></x14:cfRule><xm:sqref>D2:D9</xm:sqref></x14:conditionalFormatting>
<x14:conditionalFormatting xmlns:xm="{MS}/excel/2006/main"><x14:cfRule type="iconSet" priority="9" id="{{A0000000-0000-0000-0000-000000000002}}"><x14:iconSet iconSet="3Triangles"><x14:cfvo type="percent"><xm:f>0</xm:f></x14:cfvo><x14:cfvo type="percent"><xm:f>33</xm:f></x14:cfvo><x14:cfvo type="percent"><xm:f>67</xm:f></x14:cfvo></x14:iconSet></x14:cfRule><xm:sqref>E2:E9</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>
<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{MS}/spreadsheetml/2009/9/main"><x14:dataValidations count="1" xmlns:xm="{MS}/excel/2006/main"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>嘎查村!$B$2:$B$4</xm:f></x14:formula1><xm:sqref>M2:M9</xm:sqref></x14:dataValidation></x14:dataValidations></ext>
<ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}" xmlns:x14="{MS}/spreadsheetml/2009/9/main"><x14:sparklineGroups xmlns:xm="{MS}/excel/2006/main"><x14:sparklineGroup displayEmptyCellsAs="gap"><x14:colorSeries rgb="FF376092"/><x14:sparklines><x14:sparkline><xm:f>花名册!D2:D9</xm:f><xm:sqref>N2</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext>
<ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" xmlns:x15="{MS}/spreadsheetml/2010/11/main"><x15:timelineRefs><x15:timelineRef r:id="rId21"/></x15:timelineRefs></ext>
<ext uri="{{A8765BA9-456A-4dab-B4F3-ACF838C121DE}}" xmlns:x14="{MS}/spreadsheetml/2009/9/main"><x14:slicerList><x14:slicer r:id="rId22"/></x14:slicerList></ext>
<ext uri="{{FC87AEE6-9EDD-4A0A-B7FB-166176984837}}" xmlns:x14="{MS}/spreadsheetml/2009/9/main"><x14:protectedRanges><x14:protectedRange name="范围一" sqref="B2:B9"/></x14:protectedRanges></ext></extLst>"""

_CONTROLS = f"""<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x14"><oleObjects><mc:AlternateContent><mc:Choice Requires="x14"><oleObject progId="Word.Document.12" shapeId="1030" r:id="rId9"><objectPr defaultSize="0" r:id="rId10"><anchor moveWithCells="1"/></objectPr></oleObject></mc:Choice></mc:AlternateContent></oleObjects></mc:Choice></mc:AlternateContent>
<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x14"><controls><mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="1031" r:id="rId11" name="按钮 1"><controlPr defaultSize="0" print="0" autoFill="0" autoPict="0" macro="[0]!核对"><anchor moveWithCells="1"/></controlPr></control></mc:Choice></mc:AlternateContent><mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="1032" r:id="rId12" name="TextBox1"/></mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>"""

SHEET1 = f"""{HEAD}<worksheet xmlns="{M}" xmlns:r="{R}" xmlns:mc="{MC}" mc:Ignorable="x14ac xr" xmlns:x14ac="{MS}/spreadsheetml/2009/9/ac" xmlns:xr="{MS}/spreadsheetml/2014/revision" xr:uid="{{00000000-0001-0000-0000-000000000000}}"><sheetPr codeName="Sheet1" filterMode="1"><tabColor rgb="FFFF0000"/><outlinePr summaryBelow="0"/><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:N23"/><sheetViews><sheetView showGridLines="0" tabSelected="1" zoomScale="85" workbookViewId="0"><pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/><selection pane="bottomRight" activeCell="D3" sqref="D3 E4"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="13.5" x14ac:dyDescent="0.15"/><cols><col min="1" max="1" width="6" customWidth="1"/><col min="3" max="3" width="22" style="1" customWidth="1"/><col min="8" max="9" width="9" hidden="1" outlineLevel="1"/></cols><sheetData>
<row r="1" spans="1:20" s="2" customFormat="1" ht="27" customHeight="1" x14ac:dyDescent="0.15">{"".join(_cell(f"{c}1", str(n), "s", ' s="2"') for n, c in enumerate("ABCDEF"))}</row><!-- <c r="Z9"><f>1+1</f></c> -->
{_people()}{_ODD}</sheetData><sheetCalcPr fullCalcOnLoad="0"/><protectedRanges><protectedRange name="范围二" sqref="D2:D9"/></protectedRanges><scenarios current="0"><scenario name="方案" count="1" user="张三"><inputCells r="A2" val="9"/></scenario></scenarios><autoFilter ref="A1:F9"><filterColumn colId="3"><colorFilter dxfId="1"/></filterColumn><sortState ref="A2:F9"><sortCondition ref="A2:A9"/></sortState></autoFilter><customSheetViews><customSheetView guid="{{11111111-0000-0000-0000-000000000000}}" scale="75"/></customSheetViews><mergeCells count="2"><mergeCell ref="A23:C24"/><mergeCell ref="E23:F23"/></mergeCells><phoneticPr fontId="1" type="noConversion"/><conditionalFormatting sqref="D2:D9"><cfRule type="cellIs" dxfId="0" priority="2" stopIfTrue="1" operator="greaterThan"><formula>1005</formula></cfRule></conditionalFormatting><conditionalFormatting sqref="A2:A9"><cfRule type="colorScale" priority="3"><colorScale><cfvo type="min"/><cfvo type="max"/><color rgb="FFFFFFFF"/><color rgb="FF00FF00"/></colorScale></cfRule></conditionalFormatting><conditionalFormatting sqref="D2:D9"><cfRule type="dataBar" priority="4"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar><extLst><ext uri="{{B025F937-C7B1-47D3-B67F-A62EFF666E3E}}" xmlns:x14="{MS}/spreadsheetml/2009/9/main"><x14:id>{{A0000000-0000-0000-0000-000000000001}}</x14:id></ext></extLst></cfRule></conditionalFormatting><conditionalFormatting sqref="E2:E9"><cfRule type="iconSet" priority="5"><iconSet iconSet="3Arrows"><cfvo type="percent" val="0"/><cfvo type="percent" val="33"/><cfvo type="percent" val="67"/></iconSet></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" promptTitle="性别" prompt="请选择" sqref="G2:G9"><formula1>"男,女"</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="B2" r:id="rId1" tooltip="网站"/><hyperlink ref="B3" location="嘎查村!A1" display="嘎查村"/></hyperlinks><printOptions horizontalCentered="1"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" scale="62" orientation="landscape" r:id="rId2"/><headerFooter><oddHeader>&amp;L&amp;G&amp;C花名册</oddHeader></headerFooter><rowBreaks count="1" manualBreakCount="1"><brk id="9" max="16383" man="1"/></rowBreaks><colBreaks count="1" manualBreakCount="1"><brk id="6" max="1048575" man="1"/></colBreaks><customProperties><customPr name="属性" r:id="rId3"/></customProperties><cellWatches><cellWatch r="E2"/></cellWatches><ignoredErrors><ignoredError sqref="C2:C9" numberStoredAsText="1"/></ignoredErrors><smartTags><cellSmartTags r="A1"><cellSmartTag type="0"/></cellSmartTags></smartTags><drawing r:id="rId4"/><legacyDrawing r:id="rId5"/><legacyDrawingHF r:id="rId7"/><picture r:id="rId8"/>{_CONTROLS}<webPublishItems count="1"><webPublishItem id="1" divId="d" sourceType="sheet" destinationFile="a.htm"/></webPublishItems>{_X14}</worksheet>"""

SHEET2 = f"""{HEAD}<worksheet xmlns="{M}" xmlns:r="{R}"><dimension ref="A1:D5"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetData><row r="1">{"".join(_cell(f"{c}1", str(n), "s") for c, n in (("A", 10), ("B", 11), ("C", 12), ("D", 13)))}</row>{"".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>巴彦镇</t></is></c><c r="B{n}" t="inlineStr"><is><t>村{n}</t></is></c><c r="C{n}"><v>{n * 30}</v></c><c r="D{n}"><f>村表[[#This Row],[人数]]*2</f><v>{n * 60}</v></c></row>' for n in (2, 3, 4))}<row r="5"><c r="A5" t="inlineStr"><is><t>汇总</t></is></c><c r="C5"><f>SUBTOTAL(109,村表[人数])</f><v>270</v></c></row></sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><legacyDrawing r:id="rId3"/><tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>"""

SHEET3 = f"""{HEAD}<worksheet xmlns="{M}" xmlns:r="{R}"><dimension ref="A3:B5"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetData><row r="3"><c r="A3" t="inlineStr"><is><t>行标签</t></is></c><c r="B3" t="inlineStr"><is><t>求和项:人数</t></is></c></row><row r="4"><c r="A4" t="inlineStr"><is><t>巴彦镇</t></is></c><c r="B4"><v>270</v></c></row></sheetData></worksheet>"""

SHEET4 = f"""{HEAD}<worksheet xmlns="{M}" xmlns:r="{R}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>锁定</t></is></c></row></sheetData><sheetProtection algorithmName="SHA-512" hashValue="AAAA" saltValue="BBBB" spinCount="100000" sheet="1" objects="1" scenarios="1"/></worksheet>"""

CHARTSHEET = f"""{HEAD}<chartsheet xmlns="{M}" xmlns:r="{R}"><sheetPr/><sheetViews><sheetView workbookViewId="0"/></sheetViews><drawing r:id="rId1"/></chartsheet>"""

_WAY = "<xdr:from><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>12</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
_FORM = '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'


def _anchored(inside: str) -> str:
    return f"<xdr:twoCellAnchor>{_WAY}{inside}<xdr:clientData/></xdr:twoCellAnchor>"


def _frame(number: int, uri: str, inside: str) -> str:
    return f'<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{number}" name="框{number}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="{uri}">{inside}</a:graphicData></a:graphic></xdr:graphicFrame>'


def _chart_frame(number: int, relation: str) -> str:
    return _frame(number, C, f'<c:chart xmlns:c="{C}" xmlns:r="{R}" r:id="{relation}"/>')


def _shape(number: int, box: str = "") -> str:
    return f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" name="形状{number}"/><xdr:cNvSpPr{box}/></xdr:nvSpPr>{_FORM}<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>文字</a:t></a:r></a:p></xdr:txBody></xdr:sp>'


_PICTURE = f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="图片"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="{R}" r:embed="rId2"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip xmlns:asvg="{MS}/drawing/2016/SVG/main" r:embed="rId3"/></a:ext></a:extLst></a:blip></xdr:blipFill>{_FORM}</xdr:pic>'
_CONNECTOR = f'<xdr:cxnSp macro=""><xdr:nvCxnSpPr><xdr:cNvPr id="5" name="连线"/><xdr:cNvCxnSpPr/></xdr:nvCxnSpPr>{_FORM}</xdr:cxnSp>'
_GROUP = f'<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="6" name="组"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr><xdr:grpSpPr/>{_shape(7)}</xdr:grpSp>'
_SMART = _frame(
    8,
    f"{A.replace('/main', '/diagram')}",
    f'<dgm:relIds xmlns:dgm="{A.replace("/main", "/diagram")}" xmlns:r="{R}" r:dm="rId5" r:lo="rId6" r:qs="rId7" r:cs="rId8"/>',
)
_SLICER = f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:a14="{MS}/drawing/2010/main" Requires="a14">{_frame(9, MS + "/drawing/2010/slicer", f"<sle:slicer xmlns:sle={chr(34)}{MS}/drawing/2010/slicer{chr(34)} name={chr(34)}苏木{chr(34)}/>")}</mc:Choice><mc:Fallback>{_shape(10)}</mc:Fallback></mc:AlternateContent>'
_INK = f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:xdr14="{MS}/excel/2010/spreadsheetDrawing" Requires="xdr14"><xdr:contentPart xmlns:r="{R}" r:id="rId9"/></mc:Choice></mc:AlternateContent>'
_CHART_EX = f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:cx1="{MS}/drawing/2015/9/8/chartex" Requires="cx1">{_frame(11, MS + "/drawing/2014/chartex", f"<cx:chart xmlns:cx={chr(34)}{MS}/drawing/2014/chartex{chr(34)} xmlns:r={chr(34)}{R}{chr(34)} r:id={chr(34)}rId4{chr(34)}/>")}</mc:Choice></mc:AlternateContent>'

DRAWING1 = f'{HEAD}<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="{A}">{"".join(map(_anchored, (_PICTURE, _chart_frame(3, "rId1"), _shape(4, " txBox=" + chr(34) + "1" + chr(34)), _shape(12), _CONNECTOR, _GROUP, _SMART, _SLICER, _CHART_EX, _INK)))}</xdr:wsDr>'
DRAWING2 = f'{HEAD}<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="{A}"><xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9525" cy="9525"/>{_chart_frame(2, "rId1")}<xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>'


def _chart(kind: str) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{1002.5 + n}</c:v></c:pt>' for n in range(PEOPLE))
    series = f'<c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>花名册!$D$2:$D$9</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{PEOPLE}"/>{points}</c:numCache></c:numRef></c:val></c:ser>'
    axes = '<c:axId val="1"/><c:axId val="2"/>'
    plot = f'<c:{kind}Chart><c:barDir val="col"/><c:grouping val="clustered"/>{series}{axes}</c:{kind}Chart><c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx>'
    return f'{HEAD}<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:chart><c:plotArea><c:layout/>{plot}</c:plotArea><c:plotVisOnly val="1"/></c:chart></c:chartSpace>'


STYLES = f"""{HEAD}<styleSheet xmlns="{M}" xmlns:mc="{MC}" mc:Ignorable="x14ac" xmlns:x14ac="{MS}/spreadsheetml/2009/9/ac"><numFmts count="2"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="177" formatCode="[Red]#,##0.00_ "/></numFmts><fonts count="2" x14ac:knownFonts="1"><font><sz val="11"/><color theme="1"/><name val="宋体"/><charset val="134"/><scheme val="minor"/></font><font><b/><sz val="9"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><gradientFill degree="90"><stop position="0"><color rgb="FFFFFFFF"/></stop><stop position="1"><color rgb="FFFFFF00"/></stop></gradientFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border diagonalUp="1"><left style="thin"><color auto="1"/></left><right/><top/><bottom/><diagonal style="thin"><color auto="1"/></diagonal></border></borders><cellStyleXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="1" applyAlignment="1"><alignment horizontal="center" vertical="center" textRotation="255"/></xf><xf numFmtId="177" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="176" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"><protection locked="0"/><extLst><ext uri="{{C7286773-470A-42A8-94C5-96B5CB345126}}" xmlns:xfpb="{MS}/spreadsheetml/2022/featurepropertybag"><xfpb:xfComplement i="0"/></ext></extLst></xf></cellXfs><cellStyles count="2"><cellStyle name="常规" xfId="0" builtinId="0"/><cellStyle name="好" xfId="1" builtinId="26"/></cellStyles><dxfs count="3"><dxf><font><b/></font></dxf><dxf><fill><patternFill><bgColor rgb="FFFFFF00"/></patternFill></fill></dxf><dxf><font><color rgb="FF0000FF"/></font></dxf></dxfs><tableStyles count="1" defaultTableStyle="TableStyleMedium9"><tableStyle name="我的表" pivot="0" count="1"><tableStyleElement type="headerRow" dxfId="2"/></tableStyle></tableStyles><colors><indexedColors><rgbColor rgb="FF000000"/></indexedColors><mruColors><color rgb="FF00B050"/></mruColors></colors><extLst><ext uri="{{EB79DEF2-80B8-43e5-95BD-54CBDDF9020C}}" xmlns:x14="{MS}/spreadsheetml/2009/9/main"><x14:slicerStyles defaultSlicerStyle="SlicerStyleLight1"/></ext></extLst></styleSheet>"""

_STRINGS = ("序号", "姓名", "身份证号", "月报酬", "年报酬", "日期", "张三", "李四")
SHARED = f"""{HEAD}<sst xmlns="{M}" count="40" uniqueCount="14">{"".join(f"<si><t>{s}</t></si>" for s in _STRINGS)}<si><r><rPr><b/><color rgb="FFFF0000"/></rPr><t>红字</t></r><r><t xml:space="preserve"> 黑字 _x000D_</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si><si><t>苏木乡镇</t></si><si><t>嘎查村</t></si><si><t>人数</t></si><si><t>两倍</t></si></sst>"""

WORKBOOK = f"""{HEAD}<workbook xmlns="{M}" xmlns:r="{R}" xmlns:mc="{MC}" mc:Ignorable="x15" xmlns:x15="{MS}/spreadsheetml/2010/11/main"><fileVersion appName="xl" lastEdited="7"/><fileSharing readOnlyRecommended="1"/><workbookPr codeName="ThisWorkbook" defaultThemeVersion="124226"/><mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="D:\\\\资料\\\\" xmlns:x15ac="{MS}/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent><workbookProtection lockWindows="1"/><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="20000" windowHeight="9000" firstSheet="0" activeTab="1"/></bookViews><sheets><sheet name="花名册" sheetId="1" r:id="rId1"/><sheet name="嘎查村" sheetId="4" r:id="rId2"/><sheet name="透视" sheetId="7" state="hidden" r:id="rId3"/><sheet name="图表" sheetId="8" r:id="rId5"/><sheet name="受保护" sheetId="9" state="veryHidden" r:id="rId4"/></sheets><functionGroups/><externalReferences><externalReference r:id="rId10"/><externalReference r:id="rId11"/></externalReferences><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">花名册!$A$1:$F$9</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">花名册!$A$1:$F$24</definedName><definedName name="_xlnm.Print_Titles" localSheetId="0">花名册!$1:$1</definedName><definedName name="全部报酬">花名册!$D$2:$D$9</definedName><definedName name="切片器_苏木">#N/A</definedName><definedName name="一成">_xlfn.LAMBDA(_xlpm.x,_xlpm.x*0.1)</definedName></definedNames><calcPr calcId="191029" calcMode="auto"/><customWorkbookViews><customWorkbookView name="视图" guid="{{11111111-0000-0000-0000-000000000000}}" windowWidth="1" windowHeight="1" activeSheetId="4"/></customWorkbookViews><pivotCaches><pivotCache cacheId="0" r:id="rId12"/></pivotCaches><webPublishing codePage="936"/><fileRecoveryPr repairLoad="0"/><extLst><ext uri="{{BBE1A952-AA13-448e-AADC-164F8A28A991}}" xmlns:x14="{MS}/spreadsheetml/2009/9/main"><x14:slicerCaches><x14:slicerCache r:id="rId13"/></x14:slicerCaches></ext><ext uri="{{D0CA8CA8-9F24-4464-BF8E-62219DCF47F9}}"><x15:timelineCacheRefs><x15:timelineCacheRef r:id="rId14"/></x15:timelineCacheRefs></ext></extLst></workbook>"""

COMMENTS = f"""{HEAD}<comments xmlns="{M}" xmlns:mc="{MC}" mc:Ignorable="xr" xmlns:xr="{MS}/spreadsheetml/2014/revision"><authors><author>张三</author><author>tc={{22222222-0000-0000-0000-000000000000}}</author></authors><commentList><comment ref="C3" authorId="0" shapeId="0"><text><r><rPr><b/><sz val="9"/></rPr><t>张三:</t></r><r><t xml:space="preserve">
核实过</t></r></text></comment><comment ref="D4" authorId="1" shapeId="0" xr:uid="{{22222222-0000-0000-0000-000000000000}}"><text><t>[线程批注] 请看</t></text></comment></commentList></comments>"""

_V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"'


def _note(number: int, row: int, column: int) -> str:
    return f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:160pt;margin-top:7pt;width:333pt;height:111pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>3,15,1,10,9,31,9,9</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>'


VML1 = f'<xml {_V}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>{_note(1025, 2, 2)}{_note(1026, 3, 3)}<v:shape id="_x0000_s1031" type="#_x0000_t201" style="position:absolute"><x:ClientData ObjectType="Button"><x:FmlaMacro>[0]!核对</x:FmlaMacro></x:ClientData></v:shape><v:shape id="_x0000_s1030" type="#_x0000_t75"><x:ClientData ObjectType="Pict"/></v:shape></xml>'
VML2 = f'<xml {_V}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="2"/></o:shapelayout><v:shape id="LH" o:spid="_x0000_s2049" type="#_x0000_t75"><v:imagedata o:relid="rId1" o:title="标志"/></v:shape></xml>'
VML3 = f'<xml {_V}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="4"/></o:shapelayout><v:shape id="_x0000_s4097" type="#_x0000_t201"><x:ClientData ObjectType="Checkbox"><x:FmlaLink>$F$1</x:FmlaLink></x:ClientData><br></v:shape></xml>'  # malformed, as real ones are

TABLE = f'{HEAD}<table xmlns="{M}" id="1" name="村表" displayName="村表" ref="A1:D5" totalsRowCount="1" headerRowDxfId="2"><autoFilter ref="A1:D4"/><tableColumns count="4"><tableColumn id="1" name="苏木乡镇" totalsRowLabel="汇总"/><tableColumn id="2" name="嘎查村"/><tableColumn id="3" name="人数" totalsRowFunction="sum"/><tableColumn id="4" name="两倍"><calculatedColumnFormula>村表[[#This Row],[人数]]*2</calculatedColumnFormula></tableColumn></tableColumns><tableStyleInfo name="我的表" showRowStripes="1"/></table>'
PIVOT = f'{HEAD}<pivotTableDefinition xmlns="{M}" name="透视表1" cacheId="0" dataCaption="值"><location ref="A3:B5" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="2"><pivotField axis="axisRow" showAll="0"><items count="2"><item x="0"/><item t="default"/></items></pivotField><pivotField dataField="1" showAll="0"/></pivotFields><rowFields count="1"><field x="0"/></rowFields><dataFields count="1"><dataField name="求和项:人数" fld="1"/></dataFields></pivotTableDefinition>'
CACHE = f'{HEAD}<pivotCacheDefinition xmlns="{M}" xmlns:r="{R}" r:id="rId1" refreshedBy="张三" recordCount="1"><cacheSource type="worksheet"><worksheetSource ref="A1:C4" sheet="嘎查村"/></cacheSource><cacheFields count="2"><cacheField name="苏木乡镇"><sharedItems count="1"><s v="巴彦镇"/></sharedItems></cacheField><cacheField name="人数"><sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1"/></cacheField></cacheFields></pivotCacheDefinition>'

_VBA = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(range(256)) * 8
_BLOB = bytes(range(255, -1, -1)) * 4


def _xml(root: str, inside: str = "", more: str = "") -> str:
    return f"{HEAD}<{root}{more}>{inside}</{root.split()[0]}>"


# Part -> content, content type (empty: by its extension).
PARTS: dict[str, tuple[str | bytes, str]] = {
    "xl/workbook.xml": (WORKBOOK, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    "xl/worksheets/sheet1.xml": (SHEET1, SML + "worksheet+xml"),
    "xl/worksheets/sheet2.xml": (SHEET2, SML + "worksheet+xml"),
    "xl/worksheets/sheet3.xml": (SHEET3, SML + "worksheet+xml"),
    "xl/worksheets/sheet4.xml": (SHEET4, SML + "worksheet+xml"),
    "xl/chartsheets/sheet1.xml": (CHARTSHEET, SML + "chartsheet+xml"),
    "xl/styles.xml": (STYLES, SML + "styles+xml"),
    "xl/sharedStrings.xml": (SHARED, SML + "sharedStrings+xml"),
    "xl/theme/theme1.xml": (
        _xml(f'a:theme xmlns:a="{A}" name="主题"', '<a:themeElements><a:clrScheme name="c"/></a:themeElements>'),
        DML + "theme+xml",
    ),
    "xl/calcChain.xml": (
        _xml(f'calcChain xmlns="{M}"', "".join(f'<c r="E{n}" i="1"/>' for n in range(2, 10))),
        SML + "calcChain+xml",
    ),
    "xl/metadata.xml": (
        _xml(
            f'metadata xmlns="{M}" xmlns:xda="{MS}/spreadsheetml/2017/dynamicarray"',
            '<metadataTypes count="2"><metadataType name="XLDAPR" minSupportedVersion="120000"/><metadataType name="XLRICHVALUE" minSupportedVersion="120000"/></metadataTypes><cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata><valueMetadata count="1"><bk><rc t="2" v="0"/></bk></valueMetadata>',
        ),
        SML + "sheetMetadata+xml",
    ),
    "xl/connections.xml": (
        _xml(f'connections xmlns="{M}"', '<connection id="1" name="查询" type="5" refreshedVersion="6"/>'),
        SML + "connections+xml",
    ),
    "xl/queryTables/queryTable1.xml": (
        _xml(f'queryTable xmlns="{M}" name="查询" connectionId="1"'),
        SML + "queryTable+xml",
    ),
    "xl/volatileDependencies.xml": (
        _xml(f'volTypes xmlns="{M}"', '<volType type="realTimeData"/>'),
        SML + "volatileDependencies+xml",
    ),
    "xl/xmlMaps.xml": (_xml(f'MapInfo xmlns="{M}" SelectionNamespaces=""', '<Schema ID="S1"/>'), "application/xml"),
    "xl/tables/tableSingleCells1.xml": (_xml(f'singleXmlCells xmlns="{M}"'), SML + "tableSingleCells+xml"),
    "xl/comments1.xml": (COMMENTS, SML + "comments+xml"),
    "xl/threadedComments/threadedComment1.xml": (
        _xml(
            f'ThreadedComments xmlns="{MS}/spreadsheetml/2018/threadedcomments"',
            '<threadedComment ref="D4" dT="2025-01-01T00:00:00.00" personId="{33333333-0000-0000-0000-000000000000}" id="{22222222-0000-0000-0000-000000000000}"><text>请看</text></threadedComment>',
        ),
        "application/vnd.ms-excel.threadedcomments+xml",
    ),
    "xl/persons/person.xml": (
        _xml(
            f'personList xmlns="{MS}/spreadsheetml/2018/threadedcomments"',
            '<person displayName="张三" id="{33333333-0000-0000-0000-000000000000}" userId="a" providerId="None"/>',
        ),
        "application/vnd.ms-excel.person+xml",
    ),
    "xl/drawings/vmlDrawing1.vml": (VML1, ""),
    "xl/drawings/vmlDrawing2.vml": (VML2, ""),
    "xl/drawings/vmlDrawing3.vml": (VML3, ""),
    "xl/drawings/drawing1.xml": (DRAWING1, DML + "drawing+xml"),
    "xl/drawings/drawing2.xml": (DRAWING2, DML + "drawing+xml"),
    "xl/charts/chart1.xml": (_chart("bar"), DML + "drawingml.chart+xml"),
    "xl/charts/chart2.xml": (_chart("bar"), DML + "drawingml.chart+xml"),
    "xl/charts/chartEx1.xml": (
        _xml(f'cx:chartSpace xmlns:cx="{MS}/drawing/2014/chartex"', "<cx:chart/>"),
        "application/vnd.ms-office.chartex+xml",
    ),
    "xl/charts/style1.xml": (
        _xml(f'cs:chartStyle xmlns:cs="{MS}/drawing/2012/chartStyle" id="201"'),
        "application/vnd.ms-office.chartstyle+xml",
    ),
    "xl/charts/colors1.xml": (
        _xml(f'cs:colorStyle xmlns:cs="{MS}/drawing/2012/chartStyle" meth="cycle" id="10"'),
        "application/vnd.ms-office.chartcolorstyle+xml",
    ),
    "xl/diagrams/data1.xml": (
        _xml(f'dgm:dataModel xmlns:dgm="{A.replace("/main", "/diagram")}"'),
        DML + "drawingml.diagramData+xml",
    ),
    "xl/diagrams/layout1.xml": (
        _xml(f'dgm:layoutDef xmlns:dgm="{A.replace("/main", "/diagram")}"'),
        DML + "drawingml.diagramLayout+xml",
    ),
    "xl/diagrams/quickStyle1.xml": (
        _xml(f'dgm:styleDef xmlns:dgm="{A.replace("/main", "/diagram")}"'),
        DML + "drawingml.diagramStyle+xml",
    ),
    "xl/diagrams/colors1.xml": (
        _xml(f'dgm:colorsDef xmlns:dgm="{A.replace("/main", "/diagram")}"'),
        DML + "drawingml.diagramColors+xml",
    ),
    "xl/ink/ink1.xml": (_xml('ink:ink xmlns:ink="http://www.w3.org/2003/InkML"'), "application/inkml+xml"),
    "xl/media/image1.png": (dot(1), ""),
    "xl/media/image2.svg": ("<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
    "xl/media/image3.png": (dot(2), ""),
    "xl/media/image4.png": (dot(3), ""),
    "xl/media/image5.png": (dot(4), ""),
    "xl/media/image6.emf": (_BLOB, ""),
    "xl/cellimages.xml": (
        _xml(
            f'etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" xmlns:xdr="{XDR}" xmlns:a="{A}" xmlns:r="{R}"',
            f"<etc:cellImage>{_PICTURE.replace('rId2', 'rId1')}</etc:cellImage>",
        ),
        "application/vnd.wps-officedocument.cellimage+xml",
    ),
    "xl/customStorage/customStorage.xml": (
        _xml('woprops xmlns="https://web.wps.cn/et/2018/main"', "<woSheetsProps/>"),
        "application/vnd.wps-officedocument.customStorage+xml",
    ),
    "xl/richData/rdrichvalue.xml": (
        _xml(f'rvData xmlns="{MS}/spreadsheetml/2017/richdata" count="1"', '<rv s="0"><v>0</v><v>5</v></rv>'),
        "application/vnd.ms-excel.rdrichvalue+xml",
    ),
    "xl/richData/rdrichvaluestructure.xml": (
        _xml(
            f'rvStructures xmlns="{MS}/spreadsheetml/2017/richdata" count="1"',
            '<s t="_localImage"><k n="_rvRel:LocalImageIdentifier" t="i"/></s>',
        ),
        "application/vnd.ms-excel.rdrichvaluestructure+xml",
    ),
    "xl/richData/richValueRel.xml": (
        _xml(f'richValueRels xmlns="{MS}/spreadsheetml/2022/richvaluerel" xmlns:r="{R}"', '<rel r:id="rId1"/>'),
        "application/vnd.ms-excel.richvaluerel+xml",
    ),
    "xl/featurePropertyBag/featurePropertyBag.xml": (
        _xml(f'FeaturePropertyBags xmlns="{MS}/spreadsheetml/2022/featurepropertybag"', '<bag type="Checkbox"/>'),
        "application/vnd.ms-excel.featurepropertybag+xml",
    ),
    "xl/python.xml": (_xml(f'python xmlns="{MS}/spreadsheetml/2023/python"'), "application/vnd.ms-excel.python+xml"),
    "xl/namedSheetViews/namedSheetView1.xml": (
        _xml(
            f'namedSheetViews xmlns="{MS}/spreadsheetml/2019/namedsheetviews"',
            '<namedSheetView name="我的视图" id="{44444444-0000-0000-0000-000000000000}"/>',
        ),
        "application/vnd.ms-excel.namedsheetviews+xml",
    ),
    "xl/slicers/slicer1.xml": (
        _xml(
            f'slicers xmlns="{MS}/spreadsheetml/2009/9/main"', '<slicer name="苏木" cache="切片器_苏木" rowHeight="1"/>'
        ),
        "application/vnd.ms-excel.slicer+xml",
    ),
    "xl/slicerCaches/slicerCache1.xml": (
        _xml(
            f'slicerCacheDefinition xmlns="{MS}/spreadsheetml/2009/9/main" name="切片器_苏木" sourceName="苏木乡镇"',
            '<pivotTables><pivotTable tabId="7" name="透视表1"/></pivotTables>',
        ),
        "application/vnd.ms-excel.slicerCache+xml",
    ),
    "xl/timelines/timeline1.xml": (
        _xml(f'timelines xmlns="{MS}/spreadsheetml/2010/11/main"', '<timeline name="日期" cache="日程表_日期"/>'),
        "application/vnd.ms-excel.timeline+xml",
    ),
    "xl/timelineCaches/timelineCache1.xml": (
        _xml(f'timelineCacheDefinition xmlns="{MS}/spreadsheetml/2010/11/main" name="日程表_日期" sourceName="日期"'),
        "application/vnd.ms-excel.timelineCache+xml",
    ),
    "xl/tables/table1.xml": (TABLE, SML + "table+xml"),
    "xl/pivotTables/pivotTable1.xml": (PIVOT, SML + "pivotTable+xml"),
    "xl/pivotCache/pivotCacheDefinition1.xml": (CACHE, SML + "pivotCacheDefinition+xml"),
    "xl/pivotCache/pivotCacheRecords1.xml": (
        _xml(f'pivotCacheRecords xmlns="{M}" count="1"', '<r><x v="0"/><n v="270"/></r>'),
        SML + "pivotCacheRecords+xml",
    ),
    "xl/externalLinks/externalLink1.xml": (
        _xml(
            f'externalLink xmlns="{M}"',
            f'<externalBook xmlns:r="{R}" r:id="rId1"><sheetNames><sheetName val="外部"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>7</v></cell></row></sheetData></sheetDataSet></externalBook>',
        ),
        SML + "externalLink+xml",
    ),
    "xl/externalLinks/externalLink2.xml": (
        _xml(f'externalLink xmlns="{M}"', '<ddeLink ddeService="x" ddeTopic="y"/>'),
        SML + "externalLink+xml",
    ),
    "xl/printerSettings/printerSettings1.bin": (_BLOB, SML + "printerSettings"),
    "xl/customProperty1.bin": (_BLOB[:77], SML + "customProperty"),
    "xl/vbaProject.bin": (_VBA, "application/vnd.ms-office.vbaProject"),
    "xl/vbaProjectSignature.bin": (_BLOB, "application/vnd.ms-office.vbaProjectSignature"),
    "xl/embeddings/oleObject1.docx": (_BLOB * 3, ""),
    "xl/ctrlProps/ctrlProp1.xml": (
        _xml(f'formControlPr xmlns="{MS}/spreadsheetml/2009/9/main" objectType="Button"'),
        "application/vnd.ms-excel.controlproperties+xml",
    ),
    "xl/activeX/activeX1.xml": (
        _xml(
            f'ax:ocx xmlns:ax="{MS}/2006/activeX" xmlns:r="{R}" ax:classid="{{8BD21D10-EC42-11CE-9E0D-00AA006002F3}}" ax:persistence="persistStreamInit" r:id="rId1"'
        ),
        "application/vnd.ms-office.activeX+xml",
    ),
    "xl/activeX/activeX1.bin": (_BLOB[:200], "application/vnd.ms-office.activeX"),
    "xl/model/item.data": (_BLOB * 9, "application/vnd.openxmlformats-officedocument.model+data"),
    "xl/webextensions/taskpanes.xml": (
        _xml(f'wetp:taskpanes xmlns:wetp="{MS}/webextensions/taskpanes/2010/11"'),
        "application/vnd.ms-office.webextensiontaskpanes+xml",
    ),
    "customUI/customUI14.xml": (_xml(f'customUI xmlns="{MS}/2009/07/customui"', "<ribbon/>"), "application/xml"),
    "customXml/item1.xml": ("<root xmlns='urn:x'>自己的数据</root>", "application/xml"),
    "customXml/itemProps1.xml": (
        _xml(
            f'ds:datastoreItem xmlns:ds="{R.replace("relationships", "customXml")}" ds:itemID="{{55555555-0000-0000-0000-000000000000}}"'
        ),
        DML + "customXmlProperties+xml",
    ),
    "docMetadata/LabelInfo.xml": (
        _xml(f'clbl:labelList xmlns:clbl="{MS}/2020/mipLabelMetadata"'),
        "application/vnd.ms-office.classificationlabels+xml",
    ),
    "docProps/core.xml": (
        _xml(
            f'cp:coreProperties xmlns:cp="{P}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"',
            "<dc:creator>张三</dc:creator>",
        ),
        "application/vnd.openxmlformats-package.core-properties+xml",
    ),
    "docProps/app.xml": (
        _xml(
            f'Properties xmlns="{R.replace("relationships", "extended-properties")}"',
            "<Application>Microsoft Excel</Application><TitlesOfParts><t>花名册</t></TitlesOfParts>",
        ),
        DML + "extended-properties+xml",
    ),
    "docProps/custom.xml": (
        _xml(
            f'Properties xmlns="{R.replace("relationships", "custom-properties")}" xmlns:vt="{R.replace("relationships", "docPropsVTypes")}"',
            '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer"><vt:lpwstr>2052-12.1.0</vt:lpwstr></property>',
        ),
        DML + "custom-properties+xml",
    ),
    "docProps/thumbnail.png": (dot(9), ""),
    "自己的/说明.txt": ("别的程序放的".encode("gbk"), "text/plain"),
}

# Owner -> (id, last word of the type or a whole type, target).
RELATIONS: dict[str, list[tuple[str, str, str]]] = {
    "": [
        ("rId1", "officeDocument", "xl/workbook.xml"),
        ("rId2", P + "/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", "extended-properties", "docProps/app.xml"),
        ("rId4", "custom-properties", "docProps/custom.xml"),
        ("rId5", P + "/relationships/metadata/thumbnail", "docProps/thumbnail.png"),
        ("rId6", MS + "/2007/relationships/ui/extensibility", "customUI/customUI14.xml"),
        ("rId7", MS + "/2011/relationships/webextensiontaskpanes", "xl/webextensions/taskpanes.xml"),
        ("rId8", MS + "/2020/02/relationships/classificationlabels", "docMetadata/LabelInfo.xml"),
        ("rId9", "http://example.invalid/own", "自己的/说明.txt"),
    ],
    "xl/workbook.xml": [
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "worksheet", "/xl/worksheets/sheet2.xml"),
        ("rId3", "worksheet", "worksheets/sheet3.xml"),
        ("rId4", "worksheet", "worksheets/sheet4.xml"),
        ("rId5", "chartsheet", "chartsheets/sheet1.xml"),
        ("rId6", "theme", "theme/theme1.xml"),
        ("rId7", "styles", "styles.xml"),
        ("rId8", "sharedStrings", "sharedStrings.xml"),
        ("rId9", "calcChain", "calcChain.xml"),
        ("rId10", "externalLink", "externalLinks/externalLink1.xml"),
        ("rId11", "externalLink", "externalLinks/externalLink2.xml"),
        ("rId12", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
        ("rId13", MS + "/2007/relationships/slicerCache", "slicerCaches/slicerCache1.xml"),
        ("rId14", MS + "/2011/relationships/timelineCache", "timelineCaches/timelineCache1.xml"),
        ("rId15", "sheetMetadata", "metadata.xml"),
        ("rId16", "connections", "connections.xml"),
        ("rId17", "volatileDependencies", "volatileDependencies.xml"),
        ("rId18", "xmlMaps", "xmlMaps.xml"),
        ("rId19", MS + "/2006/relationships/vbaProject", "vbaProject.bin"),
        ("rId20", MS + "/2017/10/relationships/person", "persons/person.xml"),
        ("rId21", "http://www.wps.cn/officeDocument/2020/cellImage", "cellimages.xml"),
        ("rId22", "http://www.wps.cn/officeDocument/2018/customStorage", "customStorage/customStorage.xml"),
        ("rId23", MS + "/2017/06/relationships/rdRichValue", "richData/rdrichvalue.xml"),
        ("rId24", MS + "/2017/06/relationships/rdRichValueStructure", "richData/rdrichvaluestructure.xml"),
        ("rId25", MS + "/2022/10/relationships/richValueRel", "richData/richValueRel.xml"),
        ("rId26", MS + "/2022/11/relationships/FeaturePropertyBag", "featurePropertyBag/featurePropertyBag.xml"),
        ("rId27", MS + "/2023/09/relationships/Python", "python.xml"),
        ("rId28", "powerPivotData", "model/item.data"),
        ("rId29", "customXml", "../customXml/item1.xml"),
    ],
    "xl/worksheets/sheet1.xml": [
        ("rId1", "hyperlink", "!https://example.invalid/"),
        ("rId2", "printerSettings", "../printerSettings/printerSettings1.bin"),
        ("rId3", "customProperty", "../customProperty1.bin"),
        ("rId4", "drawing", "../drawings/drawing1.xml"),
        ("rId5", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
        ("rId6", "comments", "../comments1.xml"),
        ("rId7", "vmlDrawing", "../drawings/vmlDrawing2.vml"),
        ("rId8", "image", "../media/image4.png"),
        ("rId9", "package", "../embeddings/oleObject1.docx"),
        ("rId10", "image", "../media/image6.emf"),
        ("rId11", "ctrlProp", "../ctrlProps/ctrlProp1.xml"),
        ("rId12", "control", "../activeX/activeX1.xml"),
        ("rId13", MS + "/2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml"),
        ("rId14", "tableSingleCells", "../tables/tableSingleCells1.xml"),
        ("rId15", MS + "/2019/04/relationships/namedSheetView", "../namedSheetViews/namedSheetView1.xml"),
        ("rId21", MS + "/2011/relationships/timeline", "../timelines/timeline1.xml"),
        ("rId22", MS + "/2007/relationships/slicer", "../slicers/slicer1.xml"),
    ],
    "xl/worksheets/sheet2.xml": [
        ("rId1", "table", "../tables/table1.xml"),
        ("rId3", "vmlDrawing", "../drawings/vmlDrawing3.vml"),
    ],
    "xl/worksheets/sheet3.xml": [("rId1", "pivotTable", "../pivotTables/pivotTable1.xml")],
    "xl/chartsheets/sheet1.xml": [("rId1", "drawing", "../drawings/drawing2.xml")],
    "xl/tables/table1.xml": [("rId1", "queryTable", "../queryTables/queryTable1.xml")],
    "xl/pivotTables/pivotTable1.xml": [("rId1", "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")],
    "xl/pivotCache/pivotCacheDefinition1.xml": [("rId1", "pivotCacheRecords", "pivotCacheRecords1.xml")],
    "xl/drawings/drawing1.xml": [
        ("rId1", "chart", "../charts/chart1.xml"),
        ("rId2", "image", "../media/image1.png"),
        ("rId3", "image", "../media/image2.svg"),
        ("rId4", MS + "/2014/relationships/chartEx", "../charts/chartEx1.xml"),
        ("rId5", "diagramData", "../diagrams/data1.xml"),
        ("rId6", "diagramLayout", "../diagrams/layout1.xml"),
        ("rId7", "diagramQuickStyle", "../diagrams/quickStyle1.xml"),
        ("rId8", "diagramColors", "../diagrams/colors1.xml"),
        ("rId9", "customXml", "../ink/ink1.xml"),
    ],
    "xl/drawings/drawing2.xml": [("rId1", "chart", "../charts/chart2.xml")],
    "xl/drawings/vmlDrawing2.vml": [("rId1", "image", "../media/image5.png")],
    "xl/charts/chart1.xml": [
        ("rId1", MS + "/2011/relationships/chartStyle", "style1.xml"),
        ("rId2", MS + "/2011/relationships/chartColorStyle", "colors1.xml"),
    ],
    "xl/externalLinks/externalLink1.xml": [("rId1", "externalLinkPath", "!file:///D:/外部.xlsx")],
    "xl/externalLinks/externalLink2.xml": [("rId1", "externalLinkPath", "!file:///D:/x")],
    "xl/cellimages.xml": [("rId1", "image", "media/image3.png"), ("rId3", "image", "media/image2.svg")],
    "xl/richData/richValueRel.xml": [("rId1", "image", "../media/image3.png")],
    "xl/activeX/activeX1.xml": [("rId1", MS + "/2006/relationships/activeXControlBinary", "activeX1.bin")],
    "xl/vbaProject.bin": [("rId1", MS + "/2006/relationships/vbaProjectSignature", "vbaProjectSignature.bin")],
    "customXml/item1.xml": [("rId1", "customXmlProps", "itemProps1.xml")],
}

DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "svg": "image/svg+xml",
    "emf": "image/x-emf",
    "vml": DML + "vmlDrawing",
    "docx": DML + "wordprocessingml.document",
    "bin": "application/vnd.ms-office.activeX",
}


def torture_book() -> bytes:
    """The workbook as bytes: some members stored, some deflated, one with a data descriptor, one folder entry."""
    types = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in DEFAULTS.items())
    types += "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, (_, kind) in PARTS.items() if kind
    )
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", f'{HEAD}<Types xmlns="{P}/content-types">{types}</Types>')
        for owner, found in RELATIONS.items():
            folder, _, name = owner.rpartition("/")
            package.writestr(f"{folder}/_rels/{name}.rels".lstrip("/"), _relations(found))
        package.writestr("xl/", "")
        for number, (name, (content, _)) in enumerate(PARTS.items()):
            info = zipfile.ZipInfo(name, (2025, 1, 1 + number % 28, 8, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if number % 5 == 4 else zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return data.getvalue()


def _relations(found: list[tuple[str, str, str]]) -> str:
    lines = []
    for number, kind, target in found:
        mode = ' TargetMode="External"' if target.startswith("!") else ""
        full = kind if kind.startswith("http") else f"{R}/{kind}"
        lines.append(f'<Relationship Id="{number}" Type="{full}" Target="{target.lstrip("!")}"{mode}/>')
    return f'{HEAD}<Relationships xmlns="{P}/relationships">{"".join(lines)}</Relationships>'


# What the workbook holds: a name -> part names (a pattern) and what to count in them.
FEATURES: dict[str, tuple[str, str]] = {
    "images": (r"xl/drawings/drawing\d+\.xml", r"<xdr:pic>"),
    "svg images": (r"xl/drawings/drawing\d+\.xml", r"asvg:svgBlip"),
    "charts": (r"xl/charts/chart\d+\.xml", r"<c:chartSpace"),
    "cached points of charts": (r"xl/charts/chart\d+\.xml", r"<c:pt "),
    "chart styles and colours": (r"xl/charts/(style|colors)\d+\.xml", r"<cs:"),
    "new chart types": (r"xl/charts/chartEx\d+\.xml", r"<cx:chartSpace"),
    "chart sheets": (r"xl/workbook\.xml", r'name="图表"'),
    "text boxes": (r"xl/drawings/drawing\d+\.xml", r'txBox="1"'),
    "shapes": (r"xl/drawings/drawing\d+\.xml", r"<xdr:sp "),
    "connectors": (r"xl/drawings/drawing\d+\.xml", r"<xdr:cxnSp"),
    "groups of shapes": (r"xl/drawings/drawing\d+\.xml", r"<xdr:grpSp>"),
    "SmartArt": (r"xl/diagrams/.*", r"<dgm:"),
    "ink": (r"xl/ink/.*", r"<ink:ink"),
    "slicers": (r"xl/slicers/.*", r"<slicer "),
    "slicer caches": (r"xl/slicerCaches/.*", r"<slicerCacheDefinition"),
    "timelines": (r"xl/timelines/.*", r"<timeline "),
    "pivot tables": (r"xl/pivotTables/.*", r"<pivotTableDefinition"),
    "pivot records": (r"xl/pivotCache/.*", r"<r>"),
    "tables": (r"xl/tables/table\d+\.xml", r"<table "),
    "table formulas": (r"xl/tables/table\d+\.xml", r"<calculatedColumnFormula"),
    "queries": (r"xl/queryTables/.*", r"<queryTable "),
    "connections": (r"xl/connections\.xml", r"<connection "),
    "XML maps": (r"xl/xmlMaps\.xml", r"<Schema"),
    "form controls": (r"xl/ctrlProps/.*", r"<formControlPr"),
    "ActiveX controls": (r"xl/activeX/.*\.xml", r"<ax:ocx"),
    "embedded objects": (r"xl/worksheets/.*", r"<oleObject "),
    "sparklines": (r"xl/worksheets/.*", r"<x14:sparkline>"),
    "validations": (r"xl/worksheets/.*", r"<dataValidation "),
    "x14 validations": (r"xl/worksheets/.*", r"<x14:dataValidation "),
    "x14 conditional formats": (r"xl/worksheets/.*", r"<x14:cfRule "),
    "conditional formats": (r"xl/worksheets/.*", r"<cfRule (?!type=.expression)"),
    "data bars": (r"xl/worksheets/.*", r"<(x14:)?dataBar[ >]"),
    "icon sets": (r"xl/worksheets/.*", r"<(x14:)?iconSet "),
    "rich text": (r"xl/(worksheets/.*|sharedStrings\.xml)", r"<r><rPr>"),
    "phonetics": (r"xl/sharedStrings\.xml", r"<rPh "),
    "notes": (r"xl/comments\d+\.xml", r"<text><(?:r><rPr|t)>"),
    "note sizes": (r"xl/drawings/.*\.vml", r"3,15,1,10,9,31,9,9"),
    "threaded comments": (r"xl/threadedComments/.*", r"<threadedComment "),
    "persons": (r"xl/persons/.*", r"<person "),
    "printer settings": (r"xl/worksheets/.*", r"<pageSetup [^>]*r:id="),
    "headers with a picture": (r"xl/worksheets/.*", r"&amp;L&amp;G"),
    "page breaks": (r"xl/worksheets/.*", r"<brk "),
    "sheet backgrounds": (r"xl/worksheets/.*", r"<picture "),
    "freeze panes": (r"xl/worksheets/sheet1\.xml", r"<pane "),
    "hidden sheets": (r"xl/workbook\.xml", r'state="(veryHidden|hidden)"'),
    "hidden rows and columns": (r"xl/worksheets/sheet1\.xml", r"<(row|col) [^>]*hidden="),
    "outlines": (r"xl/worksheets/sheet1\.xml", r"outlineLevel="),
    "merged areas": (r"xl/worksheets/sheet1\.xml", r"<mergeCell "),
    "filters and sorting": (r"xl/worksheets/sheet1\.xml", r"<(autoFilter|sortState|colorFilter) "),
    "hyperlinks": (r"xl/worksheets/sheet1\.xml", r"<hyperlink "),
    "protection": (r"xl/worksheets/.*", r"<(sheetProtection|protectedRange|x14:protectedRange) "),
    "scenarios": (r"xl/worksheets/.*", r"<scenario "),
    "custom views": (r"xl/(workbook|worksheets/.*)\.xml", r"<custom(Workbook|Sheet)View "),
    "sheet views of persons": (r"xl/namedSheetViews/.*", r"<namedSheetView "),
    "watches and ignored errors": (r"xl/worksheets/.*", r"<(cellWatch|ignoredError) "),
    "smart tags": (r"xl/worksheets/.*", r"<cellSmartTag "),
    "formulas": (r"xl/worksheets/sheet[1-4]\.xml", r"<f[ >]"),
    "shared and array formulas": (r"xl/worksheets/.*", r't="(shared|array|dataTable)"'),
    "stored results": (r"xl/worksheets/sheet[1-4]\.xml", r"</f><v>|/><v>"),
    "dynamic arrays": (r"xl/worksheets/.*", r' cm="1"'),
    "pictures in cells": (r"xl/worksheets/.*", r' vm="1"'),
    "rich values": (r"xl/richData/.*", r"<(rv|rel|s) "),
    "WPS cell pictures": (r"xl/cellimages\.xml", r"<etc:cellImage>"),
    "WPS storage": (r"xl/customStorage/.*", r"<woprops"),
    "check boxes in cells": (r"xl/featurePropertyBag/.*", r"<bag "),
    "Python": (r"xl/python\.xml", r"<python "),
    "calculation chain": (r"xl/calcChain\.xml", r"<c "),
    "defined names": (r"xl/workbook\.xml", r"<definedName (?!name=._XGY|[^>]*localSheetId=.5)"),
    "external links": (r"xl/externalLinks/.*", r"<(externalBook|ddeLink) "),
    "custom number formats": (r"xl/styles\.xml", r"<numFmt "),
    "cell styles": (r"xl/styles\.xml", r"<cellStyle "),
    "table styles": (r"xl/styles\.xml", r"<tableStyle "),
    "gradient fills": (r"xl/styles\.xml", r"<gradientFill "),
    "macros": (r"xl/vbaProject\.bin", r"\xd0\xcf\x11\xe0"),
    "signature of macros": (r"xl/vbaProjectSignature\.bin", r"(?s)^.+$"),
    "data model": (r"xl/model/item\.data", r"(?s)^.+$"),
    "task panes": (r"xl/webextensions/.*", r"<wetp:taskpanes"),
    "own ribbon": (r"customUI/.*", r"<ribbon"),
    "custom XML": (r"customXml/.*", r"<(root|ds:datastoreItem) "),
    "document properties": (r"docProps/.*\.xml", r"<(cp:coreProperties|Properties) "),
    "labels": (r"docMetadata/.*", r"<clbl:"),
    "theme": (r"xl/theme/.*", r"<a:theme "),
    "parts of other programs": (r"自己的/.*", r"(?s)^.+$"),
}


def features(members: dict[str, bytes]) -> dict[str, int]:
    """How many there are of each."""
    text = {name: content.decode("latin-1") for name, content in members.items()}
    found = {}
    for feature, (parts, what) in FEATURES.items():
        pattern = re.compile(what.encode().decode("latin-1") if not what.isascii() else what)
        found[feature] = sum(
            len(pattern.findall(content)) for name, content in text.items() if re.fullmatch(parts, name)
        )
    return found

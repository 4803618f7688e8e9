"""A workbook as the national system streams it out: one sheet of texts, nothing shared, an extent that is not so."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import escape

from ..core import column_letters

WIDTH = 115
_escaped = lru_cache(1 << 12)(escape)  # nearly all cells say one of a dozen things
_YEARLY = ("家庭年收入", "人均纯收入", "工资性收入", "生产经营性收入", "财产性收入", "转移性收入", "务工月数")
_POOR = [
    "省",
    "市",
    "县(市、区、旗)",
    "乡(镇)",
    "行政村",
    "自然村",
    "户编号",
    "人编号",
    "姓名",
    "证件类型",
    "证件号码",
    "与户主关系",
    "民族",
    "文化程度",
    "在校生状况",
    "健康状况",
    "劳动技能",
    "务工时间（月）",
    "户联系电话",
    "人联系电话",
    "首次识别时间",
    "人员识别时间",
    "户类型",
    "易返贫致贫户(监测对象)类型",
    "风险是否消除",
    "风险识别时间",
    "风险消除时间",
    "是否参加大病医疗",
    "是否参加医疗保险",
    "是否享受低保",
    "是否特困供养",
    "致贫原因",
    "住房面积",
    "是否危房",
    "饮水是否安全",
    "是否通生活用电",
]
_MONITORED = [
    "县",
    "乡",
    "村",
    "户编号",
    "姓名",
    "证件类型",
    "证件号码",
    "出生日期",
    "与户主关系",
    "民族",
    "户类型",
    "监测对象类别",
    "劳动技能",
    "在校生状况",
    "健康状况",
    "风险是否已消除",
    "识别监测时间",
    "消除监测时间",
    "主要返贫致贫风险",
    "公益岗位帮扶",
    "公益性岗位",
    "家庭成员联系电话",
    "开户银行",
    "银行账号",
    "是否参加医疗保险",
    "是否享受低保",
]
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_MAIN}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_MAIN}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}">'
    f'<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def _wide(columns: Sequence[str]) -> tuple[str, ...]:
    """As many columns as the system has: the income of every year fills them up."""
    yearly = [f"{year}年{what}" for year in range(2014, 2030) for what in _YEARLY]
    return (*columns, *yearly[: WIDTH - len(columns)])


COLUMNS = {"脱贫户": _wide(_POOR), "监测对象": _wide(_MONITORED)}


def package(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The workbook of some rows. Its bytes are always the same for the same rows."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, xml in _PARTS.items():
            archive.writestr(zipfile.ZipInfo(name), _HEAD + xml, zipfile.ZIP_DEFLATED)
        sheet = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
        sheet.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(sheet, "w", force_zip64=True) as part:
            for piece in _sheet(title, columns, rows):
                part.write(piece.encode())
    return stream.getvalue()


def _sheet(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    letters = [column_letters(n) for n in range(1, len(columns) + 1)]
    yield f'{_HEAD}<worksheet xmlns="{_SHEET}"><dimension ref="A1"/><sheetData>'
    for number, row in enumerate(([title], ["单位：人、元"], columns), 1):
        yield _row(number, letters, row)
    for number, row in enumerate(rows, 4):
        yield _row(number, letters, row)
    yield f'</sheetData><mergeCells count="1"><mergeCell ref="A1:{letters[-1]}1"/></mergeCells></worksheet>'


def _row(number: int, letters: Sequence[str], row: Sequence[str]) -> str:
    cells = [
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{_escaped(text)}</t></is></c>'
        for letter, text in zip(letters, row, strict=False)
        if text
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'

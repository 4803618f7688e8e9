"""xgy.xlam: made on any system from text and from the installed xlwings, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import zip_longest
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from ..assets import addin_path
from ..core import column_letters
from ..jobs.job import Job
from ..opc import Package
from .bridge import bridge
from .buttons import PARTS, ribbon
from .project import MODULE, blank_with
from .vba import ascii_source
from .wrappers import Function, helps, wrappers

TEXTS = ("ribbon.bas", "functions.bas", "steps.bas")
TITLE, SAYS = "协管员花名册", "花名册校验、生成协议和公示的按钮，以及 XGY_ 开头的工作表函数。"
_CORE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{TITLE}</dc:title><dc:creator>XGY</dc:creator>\
<dc:description>{SAYS}</dc:description></cp:coreProperties>
"""
_TYPES, _RELATIONS, _SHEET = "[Content_Types].xml", "_rels/.rels", "xl/worksheets/sheet1.xml"


def module(functions: Sequence[Function]) -> tuple[str, list[str]]:
    """The text of the add-in's one module, and the Chinese texts it speaks of by number.

    One module, for then all but the buttons' Subs and the functions can be private: what is public can be called from
    the cells of any workbook.
    """
    declarations, starting = bridge()
    ours = (addin_path("vba", name).read_text(encoding="utf-8") for name in TEXTS)
    head = f'Attribute VB_Name = "{MODULE}"\nOption Explicit\n'
    return ascii_source("\n".join((head, declarations, *ours, wrappers(functions), starting)))


def xlam(functions: Sequence[Function], jobs: Sequence[Job]) -> bytes:
    """The add-in with a worksheet function for each of `functions` and a button for each of `jobs`. Needs pyOpenVBA."""
    source, texts = module(functions)
    package = blank_with(source)
    package.put("docProps/core.xml", _CORE.encode())
    _extend(package, _SHEET, "<sheetData/>", f"<sheetData>{_rows(texts, map(helps, functions))}</sheetData>")
    _extend(package, _SHEET, '<dimension ref="A1"/>', "")
    related = ""
    for number, (part, (namespace, relationship)) in enumerate(PARTS.items(), 1):
        package.put(part, ribbon(namespace, jobs).encode())
        related += f'<Relationship Id="ui{number}" Type="{relationship}" Target="{part}"/>'
    _extend(package, _RELATIONS, "</Relationships>", related + "</Relationships>")
    return _stored(package)


def _extend(package: Package, part: str, old: str, new: str) -> None:
    text = package.read(part).decode()
    if text.count(old) != 1:
        raise ValueError(f"pyOpenVBA: {old} stands {text.count(old)} times in {part}")
    package.put(part, text.replace(old, new).encode())


def _rows(texts: Sequence[str], functions: Iterable[Sequence[str]]) -> str:
    """Column A: what the module says. From column C: the functions' names and help."""
    lines = enumerate(zip_longest(texts, functions), 1)
    return "".join(
        f'<row r="{row}">{_cells(row, ("" if a is None else a, "", *(c or ())))}</row>' for row, (a, c) in lines
    )


def _cells(row: int, values: Iterable[str]) -> str:
    cells = ((f"{column_letters(column)}{row}", escape(value)) for column, value in enumerate(values, 1) if value)
    return "".join(f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' for at, text in cells)


def _stored(package: Package) -> bytes:
    """The package with its members as they are: deflated bytes would differ between builds of zlib."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as out:
        for name in sorted(package.names, key=lambda name: name != _TYPES):
            member = ZipInfo(name)  # of 1 January 1980
            member.create_system = 0
            out.writestr(member, package.read(name))
    return file.getvalue()

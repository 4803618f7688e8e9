"""Pictures of sheets, drawn by LibreOffice as a document of one sheet, with what does not belong into the picture hidden.

Notes open only on a screen: each is drawn here beside its cell, with the words that stand in the workbook.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from PIL import Image, ImageChops, ImageDraw, ImageFont

DPI = 110
A2 = 66
NOTE, INK, LINE = "#FFFFE1", "#222222", "#C00000"
FONT = Path(pylopdf_fonts_zh_cn.__file__).with_name("NotoSansSC-Regular.otf")


@dataclass(frozen=True)
class View:
    """A part of a sheet: the rows and columns that are seen, and the cells whose notes stand open."""

    name: str
    book: str
    sheet: str
    columns: str  # such as "D G:I AD"
    rows: tuple[int, ...]
    notes: tuple[str, ...] = ()
    grid: bool = True  # with the letters and numbers around it


def drawn(views: Sequence[View], books: dict[str, Path], work: Path) -> Iterator[tuple[View, Image.Image]]:
    """Every view with its picture. `books` are the workbooks by the names the views have for them."""
    notes = {}
    for number, view in enumerate(views):
        notes[view] = _part_of(view, books[view.book], work / f"view{number}.xlsx")
    _to_pdf([work / f"view{number}.xlsx" for number in range(len(views))], work)
    for number, view in enumerate(views):
        pdf = work / f"view{number}.pdf"
        picture = _page(pdf)
        if view.notes:
            picture = _with_notes(picture, [(note, _box_of(cell, pdf, picture)) for cell, note in notes[view].items()])
        yield view, trimmed(picture)


def trimmed(picture: Image.Image, edge: int = 8) -> Image.Image:
    """Without the empty paper around."""
    left, top, right, bottom = ImageChops.invert(picture).getbbox() or (0, 0, *picture.size)
    return picture.crop(
        (max(0, left - edge), max(0, top - edge), min(picture.width, right + edge), min(picture.height, bottom + edge))
    )


# -- a workbook of one sheet ----------------------------------------------------------------------------------


def _part_of(view: View, book: Path, target: Path) -> dict[str, str]:
    """A workbook of the one sheet, the rest of it hidden and set out for a large page. Returns the notes, by cell."""
    workbook = load_workbook(book)
    sheet = workbook[view.sheet]
    for name in workbook.sheetnames:
        if name != view.sheet:
            del workbook[name]
    for name in list(workbook.defined_names):
        del workbook.defined_names[name]
    columns = set(_letters(view.columns))
    widths = dict(_widths(sheet))
    sheet.column_dimensions.clear()
    for number in range(1, sheet.max_column + 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = widths.get(number, 9)
        sheet.column_dimensions[letter].hidden = letter not in columns
    for number in range(1, sheet.max_row + 1):
        if number not in view.rows:
            sheet.row_dimensions[number].hidden = True
    last = max(columns, key=lambda c: (len(c), c))
    sheet.print_area = f"A1:{last}{max(view.rows)}"
    sheet.print_title_rows = sheet.print_title_cols = None
    sheet.row_breaks.brk, sheet.col_breaks.brk = [], []
    sheet.print_options.headings, sheet.print_options.gridLines = view.grid, False
    sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.scale = A2, "landscape", 100
    sheet.page_setup.fitToHeight = sheet.page_setup.fitToWidth = None
    sheet.sheet_properties.pageSetUpPr = None
    for edge in (sheet.oddHeader, sheet.oddFooter):
        edge.left.text = edge.center.text = edge.right.text = None
    notes = {cell: sheet[cell].comment.text for cell in view.notes}
    workbook.save(target)
    return notes


def _widths(sheet: Any) -> Iterator[tuple[int, float]]:
    for dimension in sheet.column_dimensions.values():
        for number in range(dimension.min, dimension.max + 1):
            yield number, dimension.width


def _letters(columns: str) -> Iterator[str]:
    """The letters of "D G:I", one by one."""
    for part in columns.split():
        first, _, last = part.partition(":")
        for number in range(column_index_from_string(first), column_index_from_string(last or first) + 1):
            yield get_column_letter(number)


def _to_pdf(files: Iterable[Path], work: Path) -> None:
    """As on a Chinese PC, for its dates. LibreOffice hangs on Chinese paths in some locales: its files have plain names."""
    subprocess.run(
        [
            "soffice", "--headless", "--norestore", f"-env:UserInstallation={(work / 'profile').as_uri()}",
            "--convert-to", "pdf", "--outdir", str(work), *map(str, files),
        ],
        check=True, capture_output=True, timeout=300, env={**os.environ, "LC_ALL": "zh_CN.UTF-8"},
    )  # fmt: skip


def _page(pdf: Path) -> Image.Image:
    """The first page of a PDF."""
    target = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-png", "-r", str(DPI), "-l", "1", "-singlefile", str(pdf), str(target)], check=True)
    return Image.open(target.with_suffix(".png")).convert("RGB")


# -- notes ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Box:
    """Where a cell lies in a picture, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def _box_of(cell: str, pdf: Path, picture: Image.Image) -> Box:
    """A cell, found by the letter above and the number beside the sheet, and by the lines between the cells."""
    found = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    words = [
        (m[5], (float(m[1]) + float(m[3])) / 2 * DPI / 72, (float(m[2]) + float(m[4])) / 2 * DPI / 72)
        for m in re.finditer(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', found)
    ]
    letter, number = re.findall(r"[A-Z]+|\d+", cell)
    _, x, head = min((w for w in words if w[0] == letter), key=lambda w: w[2])
    _, side, y = min((w for w in words if w[0] == number), key=lambda w: w[1])
    dark = picture.convert("L").point(lambda v: 255 * (v < 100)).load()

    def line(x: float, y: float, dx: int, dy: int) -> tuple[int, int]:
        at = (int(x) + dx * 7, int(y) + dy * 7)  # past the letter itself
        while not dark[at]:
            at = (at[0] + dx, at[1] + dy)
        return at

    above, beside = head - 8, side - 14  # beside the letters and digits, where nothing is written
    return Box(
        line(x, above, -1, 0)[0], line(beside, y, 0, -1)[1], line(x, above, 1, 0)[0], line(beside, y, 0, 1)[1]
    )  # fmt: skip


def _with_notes(picture: Image.Image, notes: Sequence[tuple[str, Box]], width: int = 330) -> Image.Image:
    """The notes open beside the sheet; a line runs along the lower edge of the cell, where it hides no word."""
    font = ImageFont.truetype(str(FONT), 15)
    right = (ImageChops.invert(picture).getbbox() or (0, 0, 0, 0))[2]
    canvas = Image.new("RGB", (max(picture.width, right + width + 50), picture.height), "white")
    canvas.paste(picture)
    draw = ImageDraw.Draw(canvas)
    top, left = 0.0, right + 40
    for text, cell in notes:
        lines = [line for part in text.split("\n") for line in wrapped(part, font, width - 16)]
        height = 21 * len(lines) + 12
        top = max(top, cell.bottom - height / 2)
        draw.polygon([(cell.right - 8, cell.top), (cell.right, cell.top), (cell.right, cell.top + 8)], fill=LINE)
        draw.line([(cell.right, cell.bottom), (right, cell.bottom), (left, top + height / 2)], fill=LINE, width=2)
        draw.rectangle([left, top, left + width, top + height], fill=NOTE, outline="#888888")
        for number, line in enumerate(lines):
            draw.text((left + 8, top + 6 + 21 * number), line, font=font, fill=INK)
        top += height + 10
    return canvas


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """A text in lines no longer than some pixels."""
    lines = [""]
    for character in text:
        if font.getlength(lines[-1] + character) > width and character not in "，。；：、”）":
            lines.append("")
        lines[-1] += character
    return lines

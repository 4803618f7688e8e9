"""Makes the pictures of the documents from the sample county, so that they show what the program does.

    python tools/make_pictures.py [FOLDER]

Run it after a change that shows, look at the pictures, commit them. Sheets are drawn by LibreOffice (as a document
of one sheet, with what does not belong into the picture hidden), agreements and notices by the program's own engine. Notes
open only on a screen: each is drawn here beside its cell, with the words that stand in the workbook.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pylopdf_fonts_zh_cn
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from PIL import Image, ImageChops, ImageDraw, ImageFont
from pypdf import PdfReader

FOLDER = Path(__file__).parents[1] / "docs" / "图"
DAY = ("--as-of", "2025-06-30")
DPI = 110
A2 = 66
MOST_BYTES = 200_000
COLOURS = 64
NOTE, INK, LINE = "#FFFFE1", "#222222", "#C00000"


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


VIEWS = (
    View("标记", "marked", "花名册", "D G I J M AD", (1, *range(13, 32)), ("J18", "G23", "I29", "AD31")),
    View("核对结果", "marked", "核对结果", "A:I", tuple(range(1, 13))),
    View("嘎查村", "marked", "嘎查村", "B:L", (1, 2, 3, 4, 10, 11, 12, 13, 14, 15, 30, 48, 52), ("K2", "F12")),
    View("说明", "blank", "说明", "A:D", tuple(range(1, 32)), grid=False),
    View("空白花名册", "blank", "花名册", "A:K", tuple(range(1, 6))),
    View("参数", "sample", "参数", "A:E", (1, *range(5, 20))),
)


# -- sheets ---------------------------------------------------------------------------------------------------


def part_of(view: View, book: Path, target: Path) -> dict[str, str]:
    """A workbook of the one sheet, the rest of it hidden and set out for a large page. Returns the notes, by cell."""
    workbook = load_workbook(book)
    sheet = workbook[view.sheet]
    for name in workbook.sheetnames:
        if name != view.sheet:
            del workbook[name]
    for name in list(workbook.defined_names):
        del workbook.defined_names[name]
    columns = set(letters(view.columns))
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
    sheet.print_options.headings = sheet.print_options.gridLines = view.grid
    sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.scale = A2, "landscape", 100
    sheet.page_setup.fitToHeight = sheet.page_setup.fitToWidth = None
    sheet.sheet_properties.pageSetUpPr = None
    for edge in (sheet.oddHeader, sheet.oddFooter):
        edge.left.text = edge.center.text = edge.right.text = None
    notes = {cell: sheet[cell].comment.text for cell in view.notes}
    workbook.save(target)
    return notes


def _widths(sheet: Any) -> Iterable[tuple[int, float]]:
    for dimension in sheet.column_dimensions.values():
        for number in range(dimension.min, dimension.max + 1):
            yield number, dimension.width


def letters(columns: str) -> Iterable[str]:
    """The letters of "D G:I", one by one."""
    from openpyxl.utils import column_index_from_string

    for part in columns.split():
        first, _, last = part.partition(":")
        for number in range(column_index_from_string(first), column_index_from_string(last or first) + 1):
            yield get_column_letter(number)


@dataclass(frozen=True)
class Box:
    """Where a cell lies in a picture, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def box_of(cell: str, pdf: Path, picture: Image.Image) -> Box:
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


# -- pictures -------------------------------------------------------------------------------------------------


def page(pdf: Path, number: int = 1, dpi: int = DPI) -> Image.Image:
    """One page of a PDF."""
    target = pdf.with_name(f"{pdf.stem}-{number}")
    subprocess.run(
        [
            "pdftoppm",
            "-png",
            "-r",
            str(dpi),
            "-f",
            str(number),
            "-l",
            str(number),
            "-singlefile",
            str(pdf),
            str(target),
        ],
        check=True,
    )
    return Image.open(target.with_suffix(".png")).convert("RGB")


def trimmed(picture: Image.Image, edge: int = 8) -> Image.Image:
    """Without the empty paper around."""
    left, top, right, bottom = ImageChops.invert(picture).getbbox() or (0, 0, *picture.size)
    return picture.crop(
        (max(0, left - edge), max(0, top - edge), min(picture.width, right + edge), min(picture.height, bottom + edge))
    )


def with_notes(picture: Image.Image, notes: Sequence[tuple[str, Box]], width: int = 330) -> Image.Image:
    """The notes open beside the sheet; a line runs along the lower edge of the cell, where it hides no word."""
    font = ImageFont.truetype(str(_font()), 15)
    right = (ImageChops.invert(picture).getbbox() or (0, 0, 0, 0))[2]
    canvas = Image.new("RGB", (max(picture.width, right + width + 50), picture.height), "white")
    canvas.paste(picture)
    draw = ImageDraw.Draw(canvas)
    top, left = 0.0, right + 40
    for text, cell in notes:
        lines = [line for part in text.split("\n") for line in _wrapped(part, font, width - 16)]
        height = 21 * len(lines) + 12
        top = max(top, cell.bottom - height / 2)
        draw.polygon([(cell.right - 8, cell.top), (cell.right, cell.top), (cell.right, cell.top + 8)], fill=LINE)
        draw.rectangle([cell.left, cell.top, cell.right, cell.bottom], outline=LINE, width=2)
        draw.line([(cell.right, cell.bottom), (right, cell.bottom), (left, top + height / 2)], fill=LINE, width=2)
        draw.rectangle([left, top, left + width, top + height], fill=NOTE, outline="#888888")
        for number, line in enumerate(lines):
            draw.text((left + 8, top + 6 + 21 * number), line, font=font, fill=INK)
        top += height + 10
    return canvas


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for character in text:
        if font.getlength(lines[-1] + character) > width and character not in "，。；：、”）":
            lines.append("")
        lines[-1] += character
    return lines


def _font() -> Path:
    return Path(pylopdf_fonts_zh_cn.__file__).with_name("NotoSansSC-Regular.otf")


def save(picture: Image.Image, target: Path) -> None:
    """In few colours; a picture that is too large is a mistake of its view."""
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(target, optimize=True)
    size = target.stat().st_size
    if size > MOST_BYTES:
        sys.exit(f"{target.name}: {size} bytes, more than {MOST_BYTES}")
    print(f"{target.name}\t{picture.width} x {picture.height}\t{size // 1024} kB")


# -- the work -------------------------------------------------------------------------------------------------


def main(folder: Path = FOLDER) -> None:
    with TemporaryDirectory() as temporary:
        work = Path(temporary)
        books = {name: work / f"{name}.xlsx" for name in ("sample", "blank", "marked")}
        xgy("new", books["sample"], "--sample")
        xgy("new", books["blank"])
        xgy("check", books["sample"], "-o", books["marked"], *DAY)
        draw_sheets(books, work, folder)
        draw_documents(books["sample"], work, folder)


def xgy(*words: object) -> None:
    """One command of the program; 1 is an exit status of work done, with findings."""
    run = subprocess.run([sys.executable, "-m", "xgy_excel.cli", *map(str, words)], stdout=subprocess.DEVNULL)
    if run.returncode not in (0, 1):
        sys.exit(run.returncode)


def draw_sheets(books: dict[str, Path], work: Path, folder: Path) -> None:
    notes = {}
    for number, view in enumerate(VIEWS):
        notes[view] = part_of(view, books[view.book], work / f"view{number}.xlsx")
    to_pdf(sorted(work.glob("view*.xlsx")), work)
    for number, view in enumerate(VIEWS):
        pdf = work / f"view{number}.pdf"
        picture = page(pdf)
        if view.notes:
            picture = with_notes(picture, [(note, box_of(cell, pdf, picture)) for cell, note in notes[view].items()])
        save(trimmed(picture), folder / f"{view.name}.png")


def to_pdf(files: Iterable[Path], work: Path) -> None:
    """LibreOffice hangs on Chinese paths in some locales: its files have plain names here."""
    subprocess.run(
        [
            "soffice", "--headless", "--norestore", f"-env:UserInstallation={(work / 'profile').as_uri()}",
            "--convert-to", "pdf", "--outdir", str(work), *map(str, files),
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip


def draw_documents(book: Path, work: Path, folder: Path) -> None:
    """The first and the last page of an agreement, and a notice."""
    pdfs = {}
    for form in ("contract", "village-notice"):
        xgy("form", form, book, "-o", work / form, "--where", "姓名=朱丽华", "--pdf", *DAY)
        pdfs[form] = min((work / form).rglob("*.pdf"), key=lambda p: p.name)
    agreement, notice = pdfs["contract"], pdfs["village-notice"]
    last = len(PdfReader(agreement).pages)
    for name, pdf, number in (
        ("聘用协议", agreement, 1),
        ("聘用协议-签字页", agreement, last),
        ("嘎查村公示", notice, 1),
    ):
        plain = work / f"{name}.pdf"
        plain.write_bytes(pdf.read_bytes())
        picture = page(plain, number, 75)
        ImageDraw.Draw(picture).rectangle([0, 0, picture.width - 1, picture.height - 1], outline="#999999")
        save(picture, folder / f"{name}.png")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))

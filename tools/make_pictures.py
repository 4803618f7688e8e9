"""Makes the pictures of the documents from the sample county, so that they show what the program does.

    python tools/make_pictures.py [FOLDER]

Run it after a change that shows, look at the pictures, commit them. Sheets are drawn by LibreOffice, documents by the
program's own engine, the window on a virtual screen, the ribbon from its XML.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import ribbon_picture
import window_picture
from by_hand import HANDS, NEWCOMER, ROSTER
from PIL import Image, ImageDraw
from sheet_picture import View, drawn

from xgy_excel.docx.picturing import pictures

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "图"
DAY = ("--as-of", "2025-06-30")
MOST_BYTES = 120_000
COLOURS = 64
PAPER_DPI = 75

VIEWS = (
    View("标记", "marked", "花名册", "D G I M AD", (1, *range(20, 32), *range(36, 41)), ("G23", "I28", "AD31", "M38")),
    View("核对结果", "marked", "核对结果", "A:I", (*range(1, 8), 11, 12, 13, 22, 24)),
    View("人数核定", "counted", "人数核定", "A:Q", tuple(range(1, 16)), grid=False),
    View("参数", "sample", "参数", "A:E", (1, *range(5, 20))),
    View("发放表", "paid", "金露梅苏木", "A:O", tuple(range(1, 60)), grid=False),
    View("总览", "marked", "总览", "A:K", tuple(range(1, 30)), grid=False),
    View("续聘核定", "renewed", "续聘核定", "A:F H:L", (1, 2, 3, 4, 6, 12, 18, 24, 35), grid=False),
    View("重复人员", "combined", "重复人员", "A:F K M O", tuple(range(1, 5)), grid=False),
    View("政策对比", "compared", "政策对比", "A:I", tuple(range(1, 14))),
)


@dataclass(frozen=True)
class Paper:
    """A page of a document of the sample county, after some steps by hand."""

    name: str
    form: str
    where: str = ""
    by_hand: tuple[str, ...] = ()
    page: int = 0  # from 0; -1 is the last
    day: str = DAY[1]


PAPERS = (
    Paper("聘用协议", "contract", "姓名=朱丽华"),
    Paper("聘用协议-签字页", "contract", "姓名=朱丽华", page=-1),
    Paper("嘎查村公示", "village-notice", f"姓名={NEWCOMER}", ("登记拟聘人员和选聘各步",)),
    Paper("自查报告", "inspection-report"),
    Paper("村务公开栏", "village-affairs", "服务嘎查村=托娅布拉格嘎查"),
    Paper("解聘通知书", "dismissal-notice", "姓名=张金花", ("补填解聘依据",), day="2024-09-20"),
    Paper("年度考核表", "evaluation", "姓名=朱丽华"),
)


def main(folder: Path = FOLDER) -> None:
    folder = folder.absolute()
    with TemporaryDirectory() as temporary:
        work = Path(temporary)
        for view, picture in drawn(VIEWS, _books(work), work):
            save(picture, folder / f"{view.name}.png")
        for paper in PAPERS:
            save(framed(_page(paper, work)), folder / f"{paper.name}.png")
        template = pictures((ROOT / "templates" / "contract.docx").read_bytes(), PAPER_DPI)[0]
        save(framed(Image.open(BytesIO(template))), folder / "协议模板.png")
        save(framed(ribbon_picture.draw(ROOT / "addin" / "xgy.xlam")), folder / "功能区.png")
        with _fresh(work / "window"):
            day = date.fromisoformat(DAY[1])
            for name, picture in window_picture.draw(ROSTER.absolute(), day, work).items():
                save(framed(picture), folder / f"{name}.png")


@contextmanager
def _fresh(folder: Path, *steps: str) -> Iterator[None]:
    """A new folder with the sample county, in which one works."""
    before = Path.cwd()
    folder.mkdir()
    os.chdir(folder)
    try:
        xgy("new", ROSTER, "--sample")
        for step in steps:
            HANDS[step]()
        yield
    finally:
        os.chdir(before)


def xgy(*words: object) -> None:
    """One command of the program; 1 is an exit status of work done, with findings."""
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    run = subprocess.run([sys.executable, "-m", "xgy_excel.cli", *map(str, words)], **silent)  # type: ignore[call-overload]
    if run.returncode not in (0, 1):
        sys.exit(run.stderr.decode(errors="replace"))


def _books(work: Path) -> dict[str, Path]:
    """The workbooks the views show."""
    books = {name: work / f"{name}.xlsx" for name in ("sample", "marked", "counted", "compared", "combined")}
    xgy("new", books["sample"], "--sample")
    xgy("check", books["sample"], "-o", books["marked"], *DAY)
    with _fresh(work / "count", "导出人口表"):
        exported = sorted(set(Path().glob("*.xlsx")) - {ROSTER})
        xgy("quota", ROSTER, "--people", *exported, "-o", books["counted"], *DAY)
    with _fresh(work / "pay"):
        xgy("pay", ROSTER, "--month", "2025-06")
        xgy("pay", ROSTER, "--month", "2025-06", "-o", "发放")
        books["paid"] = Path("发放", "发放表_2025-06.xlsx").absolute()
    with _fresh(work / "packs", "登记接续文件"):
        xgy("check", ROSTER, "--compare", "内乡振发〔2022〕10号", "接续办法", "-o", books["compared"], *DAY)
    with _fresh(work / "renew", "登记接续文件", "登记2025年度考核"):
        books["renewed"] = Path("下一年.xlsx").absolute()
        xgy("rollover", ROSTER, "-o", books["renewed"], "--as-of", "2025-12-22")
    with _fresh(work / "combine", "乡镇报来的花名册"):
        xgy("combine", "青穗镇.xlsx", "星河镇.xlsx", "-o", books["combined"], *DAY)
    return books


def _page(paper: Paper, work: Path) -> Image.Image:
    with _fresh(work / paper.name, *paper.by_hand):
        where = ("--where", paper.where) if paper.where else ()
        xgy("form", paper.form, ROSTER, "-o", "文书", *where, "--as-of", paper.day)
        [document] = Path("文书").rglob("*.docx")
        return Image.open(BytesIO(pictures(document.read_bytes(), PAPER_DPI)[paper.page])).convert("RGB")


def framed(picture: Image.Image) -> Image.Image:
    """With a thin line around, where it is as white as the page it stands on."""
    picture = picture.convert("RGB")
    ImageDraw.Draw(picture).rectangle([0, 0, picture.width - 1, picture.height - 1], outline="#999999")
    return picture


def save(picture: Image.Image, target: Path) -> None:
    """In few colours; a picture that is too large is a mistake of its view."""
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(target, optimize=True)
    size = target.stat().st_size
    if size > MOST_BYTES:
        sys.exit(f"{target.name}: {size} bytes, more than {MOST_BYTES}")
    print(f"{target.name}\t{picture.width} x {picture.height}\t{size // 1024} kB")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))

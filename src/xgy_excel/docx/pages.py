"""Does a PDF say what its document says? The text of its pages against the text of the document, before a file counts."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from ..core import Stopped
from .pdftext import NO_GLYPH, quick_text, slow_text
from .text import W, paragraphs

_BLANK = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]+")
_PARTS = ("word/document.xml", "word/styles.xml")
_NUMBER = "\ufdd2"  # stands for a page number in a pattern
_DIGITS = re.compile(r"(\d+)")
_OTHERWISE = "没有生成PDF，请改用别的引擎或直接打印Word文书。"


@dataclass(frozen=True)
class Wanted:
    """What the pages must show: the paragraphs of the body, and patterns of what headers and footers add to a page."""

    paragraphs: tuple[str, ...]
    around: tuple[str, ...] = ()
    automatic: bool = False  # list numbers, fields, notes: the pages show more than is written
    repeated: frozenset[str] = frozenset()  # letters of table headers, which stand again on a further page


def squeezed(text: str) -> str:
    r"""Text without blanks, for comparing.

    >>> squeezed("甲方：　张 三\n")
    '甲方：张三'
    """
    return _BLANK.sub("", text)


def wanted(docx: bytes) -> Wanted:
    """Read from a document what its pages must show."""
    body: list[str] = []
    around: dict[str, str] = {}
    with zipfile.ZipFile(BytesIO(docx)) as package:
        main, styles = (package.read(n) if n in package.namelist() else b"" for n in _PARTS)
    automatic = _numbered_styles(styles, main)
    for paragraph in paragraphs(docx, hidden=False):
        text, fields = squeezed(paragraph.text), bool(paragraph.instructions.strip())
        if "页眉" in paragraph.place or "页脚" in paragraph.place:
            pattern = "".join(_NUMBER if fields and part.isdigit() else re.escape(part) for part in _DIGITS.split(text))
            around[paragraph.part] = around.get(paragraph.part, "") + pattern
        else:
            body += [text] if text and not fields else []  # the engine computes a field anew
            automatic |= fields or paragraph.numbered or paragraph.place.startswith(("脚注", "尾注"))
    return Wanted(tuple(body), tuple(filter(None, around.values())), automatic, _repeated_letters(main))


def _repeated_letters(main: bytes) -> frozenset[str]:
    from lxml import etree

    if b"<w:tblHeader" not in main:
        return frozenset()
    rows = [mark.getparent().getparent() for mark in etree.fromstring(main).iter(f"{W}tblHeader")]
    return frozenset(squeezed("".join(t.text or "" for row in rows for t in row.iter(f"{W}t"))))


def _numbered_styles(styles: bytes, main: bytes) -> bool:
    """Does the body use a style that numbers its paragraphs, or one based on such a style?"""
    from lxml import etree

    if b"<w:numPr>" not in styles:
        return False
    body = main.decode()
    found = list(etree.fromstring(styles).iter(f"{W}style"))
    parents = {
        s.get(f"{W}styleId"): (b.get(f"{W}val") if (b := s.find(f"{W}basedOn")) is not None else "") for s in found
    }
    numbered = {s.get(f"{W}styleId") for s in found if s.find(f"{W}pPr/{W}numPr") is not None}
    for _ in range(10):  # styles are not based on one another more deeply
        numbered |= {name for name, parent in parents.items() if parent in numbered}
    return any(f'<w:pStyle w:val="{name}"/>' in body for name in numbered)


def check(docx: bytes, pdf: bytes) -> int:
    """How many pages the PDF has. Raises Stopped when they lack text, show foreign text, or letters have no glyph."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(pdf))
        count = len(reader.pages)
    except (PyPdfError, ValueError, KeyError):
        count = 0
    if not count:
        raise Stopped(f"排版引擎给出的PDF打不开或没有页。{_OTHERWISE}")
    want = wanted(docx)
    quick = quick_text(reader)
    if quick and any(NO_GLYPH in text for text in quick):
        without = set("".join(want.paragraphs)) - set("".join(quick))
        named = f"“{'”“'.join(sorted(without))}”" if without else "有的字"
        raise Stopped(f"{named}在本机的字体里没有字形，印出来是空白。请安装含这些字的字体，或直接打印Word文书。")
    problem = difference(want, quick) if quick else "unread"
    if problem:
        problem = difference(want, slow_text(reader))
    if problem:
        raise Stopped(f"排版后的页面与文书不一致：{problem}。{_OTHERWISE}")
    return count


def difference(want: Wanted, pages: Sequence[str]) -> str:
    """What the pages lack or show beyond the document, without anybody's data; empty when they agree.

    >>> difference(Wanted(("聘用协议", "张三")), ["聘用 协议", "张三"]), difference(Wanted(("张三",)), ["张"])
    ('', '有1段文字没有排出来或不完整')
    """
    flow = "".join(_without(want.around, squeezed(page), i, len(pages)) for i, page in enumerate(pages, 1))
    lost = sum(text not in flow for text in want.paragraphs)
    if lost:
        return f"有{lost}段文字没有排出来或不完整"
    written, shown = Counter("".join(want.paragraphs)), Counter(flow)
    if written - shown:
        return f"少了{(written - shown).total()}个字"
    foreign = shown - written
    if len(pages) > 1:
        foreign = Counter({letter: n for letter, n in foreign.items() if letter not in want.repeated})
    if foreign and not want.automatic:
        return f"多出{foreign.total()}个字"
    return ""


def _without(around: tuple[str, ...], page: str, number: int, count: int) -> str:
    """A page without its header and footer, which stand before or after its text."""
    for pattern in around:
        for digits in (f"(?:{number}|{count})", r"\d+"):  # the page's own number first: text may end in digits
            furniture = pattern.replace(_NUMBER, digits)
            left = re.sub(f"(?:{furniture})$", "", page, count=1)
            if left == page:
                left = re.sub(f"^(?:{furniture})", "", page, count=1)
            if left != page:
                page = left
                break
    return page

"""By what we know our own marks, notes and sheets again, whether a file or live Excel set them."""

from __future__ import annotations

import re
from zlib import crc32

from ..core import Severity

AUTHOR = "XGY"
FIRST_LINE = "【协管员核对】"
MOST_MARKS = 5_000  # a sheet; what is beyond them stands in 核对结果 only

# One letter per severity in the formula that tags a conditional format. The formula never refers to a cell, so
# inserting rows or pasting cannot change it; N() of a text is 0, so it is always true.
LETTERS = {
    Severity.ERROR: "E",
    Severity.EXCEPTION: "W",
    Severity.UNKNOWN: "U",
    Severity.HINT: "H",
    Severity.APPROVED: "A",
}
# Fill and border, RRGGBB.
COLOURS = {
    Severity.ERROR: ("FFC7CE", "C00000"),
    Severity.EXCEPTION: ("FFE699", "BF8F00"),
    Severity.UNKNOWN: ("DDEBF7", "2F75B5"),
    Severity.HINT: ("E2EFDA", "70AD47"),
    Severity.APPROVED: ("F2F2F2", "A6A6A6"),
}
# What tells them apart without colour, on a black-and-white print too: the line around the cell, and bold text.
LINES = {
    Severity.ERROR: ("thin", True),
    Severity.EXCEPTION: ("dashed", True),
    Severity.UNKNOWN: ("dotted", False),
    Severity.HINT: ("dashDot", False),
    Severity.APPROVED: ("thin", False),
}
_TAG = re.compile(r'N\("XGY(\.[A-Z])?"\)=0', re.I)
_BLANKS = re.compile(r"\s+|_x000D_")


def tag(severity: Severity) -> str:
    """The formula of our conditional format for a severity.

    >>> tag(Severity.ERROR)
    'N("xgy.E")=0'
    """
    return f'N("xgy.{LETTERS[severity]}")=0'


def is_tag(formula: str) -> bool:
    """Is this one of our formulas, in any spelling a program may give it back?

    >>> is_tag('=n( "xgy.E" ) = 0'), is_tag('N("xgy")=0'), is_tag('N("abc")=0')
    (True, True, False)
    """
    return _TAG.fullmatch(_BLANKS.sub("", formula).removeprefix("=")) is not None


def note_text(body: str) -> str:
    r"""A note as it stands in the book: our first line, which carries a short check of the rest, then the rest.

    >>> note_text("【第四条】超过1个")
    '【协管员核对】6803\n【第四条】超过1个'
    """
    body = body.strip()
    return f"{FIRST_LINE}{_check(body)}\n{body}"


def is_note(text: str, author: str = "") -> bool:
    """Did we set this note, whatever has been written into it since?"""
    return author.strip() == AUTHOR or text.lstrip().startswith(FIRST_LINE)


def is_untouched(text: str) -> bool:
    """Does a note of ours still say just what we wrote? Line ends and blanks do not count.

    >>> is_untouched(note_text("超过1个")), is_untouched(note_text("超过1个") + "已核实")
    (True, False)
    """
    first, _, body = text.replace("_x000D_", "").strip().partition("\n")
    return first.strip() == f"{FIRST_LINE}{_check(body)}"


def _check(body: str) -> str:
    return f"{crc32(_BLANKS.sub('', body).encode('utf-8', 'surrogatepass')) & 0xFFFF:04X}"

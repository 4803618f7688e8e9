"""Rows of values: as calamine gives them, and from the text of a csv."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from ..core import Stopped
from ..grid import Value, Written
from ..xlsx.content import TAKEN

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_GUARD = re.compile(r'="(.*)"', re.DOTALL)  # how a csv keeps Excel from making a number of an ID
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')


def values_of(sheet: CalamineSheet) -> Sequence[Sequence[Value]]:
    """The values from A1 on, leading empty rows and columns included, so that addresses are right."""
    return sheet.to_python(skip_empty_area=False)


def merges_of(sheet: CalamineSheet) -> tuple[tuple[int, int, int, int], ...]:
    """Merged areas by row and column from 1, where the format tells."""
    found = sheet.merged_cell_ranges or ()
    return tuple((top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in found)


def csv_rows(data: bytes) -> list[list[str]]:
    r"""The rows of a csv in UTF-8, UTF-16 with its mark, or GB18030; delimited by comma, semicolon or tab.

    >>> csv_rows('姓名;号码\n张三;="150421197105209993"'.encode("gb18030"))
    [['姓名', '号码'], ['张三', '150421197105209993']]
    """
    text = decoded(data)
    named = _SEPARATOR.match(text)
    text = text[named.end() :] if named else text
    delimiter = named[1] if named else _delimiter(text)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise Stopped("csv文件的引号不成对，请用记事本打开检查。") from None
    return [[_unguarded(cell) if cell.startswith('="') else cell for cell in row] for row in rows]


def _unguarded(cell: str) -> str:
    found = _GUARD.fullmatch(cell)
    return found[1].replace('""', '"') if found else cell


def csv_bytes(
    rows: Iterable[Sequence[Written]], encoding: str = "utf-8-sig", *, guard: re.Pattern[str] = TAKEN
) -> bytes:
    r"""Rows as a csv that Excel opens with Chinese right and every text as text: UTF-8 with its mark, comma, CR LF.

    Text that Excel would take for a formula, a number or a date is guarded, so an ID keeps its digits and nothing from
    people is ever computed; `csv_rows` reads it back as it was. `guard`: which texts are, for a reader other than Excel.

    >>> csv_rows(csv_bytes([["=1+1", "张三", 5]]))
    [['=1+1', '张三', '5']]
    """
    text = StringIO(newline="")
    csv.writer(text).writerows([_guarded(v, guard) if isinstance(v, str) else v for v in row] for row in rows)
    return text.getvalue().encode(encoding, "replace")


def _guarded(text: str, guard: re.Pattern[str]) -> str:
    return '="' + text.replace('"', '""') + '"' if guard.fullmatch(text) else text


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or GB18030. Raises Stopped when it is none of them."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Stopped("文件的文字编码认不出来，请用记事本打开，另存时编码选UTF-8。")


def _delimiter(text: str) -> str:
    """The one that parts the first lines most often; quoted text does not count."""
    head = _QUOTED.sub("", text[:20_000])
    return max(",;\t", key=head.count)

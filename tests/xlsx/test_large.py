"""A large sheet streams by: the memory an edit takes is that of the file, not of its XML."""

import sys

import pytest

from xgy_excel.xlsx.ours import MOST_MARKS

from .large import edited, large_book
from .rich import part_of

ROWS = 200_000


@pytest.mark.xfail(sys.platform == "win32", reason="Windows does not tell what a process took", run=False)
def test_five_thousand_marks_and_values_in_a_large_sheet_take_little_memory(tmp_path):
    book = tmp_path / "large.xlsx"
    large_book(book, ROWS)
    refused, peak, _ = edited(book, ROWS)
    assert (refused, MOST_MARKS) == (0, 5000)
    assert peak < 200  # MB; the sheet is 120 MB of XML, and in memory takes three times that
    xml = part_of((tmp_path / "marked.xlsx").read_bytes())
    assert xml.count("写入".encode()) == 5000
    assert xml.count(b"<conditionalFormatting") == 5

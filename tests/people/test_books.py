"""The import on an open Excel and on a book in memory: the same numbers as on a closed file."""

from datetime import datetime

import pytest

from xgy_excel.books import open_book
from xgy_excel.books.live import LiveBook
from xgy_excel.books.memory import MemoryBook
from xgy_excel.jobs.quota import Wish, determine
from xgy_excel.rows import Village
from xgy_excel.tables import read_tables

from ..live.engine import excel
from .exporting import DAY, POOR, Silent, crowd, export


def in_excel(path):
    return LiveBook(excel().impl.open(path))


def in_memory(path):
    book = open_book(path)
    return MemoryBook({name: book.read(name) for name in book.sheets()})


@pytest.mark.parametrize("opened", [open_book, in_excel, in_memory])
def test_every_book_gets_the_same_numbers_and_sheets(county, tmp_path, opened):
    file = export(tmp_path / POOR, *crowd(31), *crowd(4, 40, 劳动技能=""))
    book = opened(county())
    report = determine(book, Wish(DAY, datetime(2025, 6, 30), (file,)), Silent)
    (village,) = read_tables([book.read("嘎查村")]).of(Village)
    assert (village.labour_ordinary, village.labour_unknown, village.labour_total, village.quota) == (31, 4, 31, 1)
    assert report.more["people"]["people"] == 31
    assert {"人数核定", "人口表对应"} <= set(book.sheets())
    assert "上限" in book.read("人数核定").rows[2]

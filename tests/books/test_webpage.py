"""Web pages that call themselves .xls: systems export them, and Excel would lose the last digits of every ID in them."""

from html import escape
from io import StringIO

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xgy_excel.books.reading import read_bytes
from xgy_excel.books.webpage import page_grid
from xgy_excel.cli import main
from xgy_excel.core import Stopped

ID = "150421197105209993"
ROSTER = f"""<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"><style>td {{mso-number-format:General}}</style></head>
<body><table border=1>
<tr><td colspan=5><b>样例旗村级就业帮扶协管员花名册</b></td></tr>
<tr><td>姓名</td><td>身份证号</td><td>服务<br>嘎查村</td><td>协议起</td><td>协议止</td></tr>
<tr><td>张三&nbsp;</td><td>{ID}</td><td rowspan=2>红旗嘎查</td><td>2025-01-01</td><td>2026-02-05</td></tr>
<tr><td>李四<td>150421198503010019<td>2025-01-01<td>2025-12-31
<tr style="display: none"><td>王五</td><td>&nbsp;</td></tr>
</table></body></html>"""


def test_a_page_is_read_cell_by_cell_with_merges_and_hidden_rows():
    grid = page_grid(ROSTER.encode("gb18030"))
    assert grid.rows[:3] == [
        ["样例旗村级就业帮扶协管员花名册", "", "", "", ""],
        ["姓名", "身份证号", "服务\n嘎查村", "协议起", "协议止"],
        ["张三", ID, "红旗嘎查", "2025-01-01", "2026-02-05"],
    ]
    assert grid.rows[3:] == [["李四", "150421198503010019", "", "2025-01-01", "2025-12-31"], ["王五", ""]]
    assert grid.merges == ((1, 1, 1, 5), (3, 3, 4, 3))
    assert grid.hidden == {5}
    assert grid.text_only


def test_a_page_called_xls_is_a_roster_to_check_and_its_ids_stay_whole(tmp_path, capsys):
    book = tmp_path / "名单.xls"
    book.write_bytes(ROSTER.encode("gb18030"))
    assert main(["check", str(book), "--as-of", "2025-06-30"]) == 1
    said = capsys.readouterr().out
    assert "A3 名单!E3 【第九条·一年一签】张三协议2025-01-01至2026-02-05超过一年" in said
    assert "内容是网页格式，已按内容读取" in said
    assert "不要用Excel另存，证件号的末尾数字会丢失，要写回请用核对写出的xlsx" in said
    copy = read_bytes((tmp_path / "名单-核对.xlsx").read_bytes(), "名单-核对.xlsx").grid("名单")
    assert [row[1] for row in copy.rows[2:4]] == [ID, "150421198503010019"]


def test_merged_villages_and_hidden_people_are_the_same_in_the_copy_that_is_written(tmp_path, report_of):
    (tmp_path / "名单.xls").write_bytes(ROSTER.encode("gb18030"))
    told = report_of("check", tmp_path / "名单.xls", "--as-of", "2025-06-30", "--no-mark")
    written = report_of("check", tmp_path / "名单.xls", "--as-of", "2025-06-30")
    assert told["findings"] == written["findings"]
    assert not any(finding["subject"] == "王五" for finding in told["findings"])


def test_what_would_lose_digits_in_excel_is_not_sent_there(tmp_path, capsys):
    for name, data in (("名单.xls", ROSTER), ("名单.csv", "姓名,身份证号\n张三,150421197105209993\n")):
        (tmp_path / name).write_text(data, encoding="utf-8")
        assert main(["form", "contract", str(tmp_path / name)]) == 2
        assert "不要用Excel另存" in capsys.readouterr().err


def test_several_tables_stand_one_below_the_other_and_one_within_another_once():
    page = (
        "<table><tr><td>题</td></tr></table><table><tr><td><table><tr><td>甲<td>乙</table></td><td>旁</td></tr></table>"
    )
    assert page_grid(page.encode()).rows == [["题"], ["甲", "乙"], ["", "旁"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_page_is_read_in_every_encoding(encoding):
    source = read_bytes(ROSTER.encode(encoding), "导出 (2).xls")
    assert source.sheets == ("导出 (2)",)
    assert source.grid("导出 (2)").rows[2][1] == ID


@pytest.mark.parametrize("page", ["<table><tr><td>一格</td></tr></table>", "<html>", "<div><tr></div>"])
def test_a_page_without_a_table_worth_the_name_is_refused(page):
    with pytest.raises(Stopped, match="这是网页"):
        read_bytes(page.encode(), "a.xls")


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>姓名<td>电话<tr><td><b>张三<td><b>1" + "<tr><td><b>李四<td><b>2" * 300,
        f"<table><tr><td>姓名</td><td>电话</td></tr><tr><td>{'<b>' * 50_000}张三</td><td>1</td></tr></table>",
        "<table><tr><td>姓名</td><td>电话</td></tr></table><div><td>张三</td><td>1</td></div>",
        ROSTER[: ROSTER.index("李四")],
    ],
    ids=["left open in every cell", "too deep", "cells outside a table", "cut off"],
)  # fmt: skip
def test_a_page_of_which_a_cell_would_be_lost_is_refused(page):
    with pytest.raises(Stopped, match="网页里的表格读不全，请重新导出"):
        read_bytes(page.encode(), "a.xls")


def test_words_in_comments_and_scripts_are_no_cells():
    page = "<style>td {}</style><!-- <td>x --><script>'<td>'</script><table><tr><td>姓名<td>电话</table>"
    assert page_grid(page.encode()).rows == [["姓名", "电话"]]


def test_a_span_beyond_the_table_ends_with_it():
    grid = page_grid(b"<table><tr><td rowspan=99 colspan=0>a</td><td>b</td></tr><tr><td rowspan=x>c</td></tr></table>")
    assert grid.rows == [["a", "b"], ["", "c"]]
    assert grid.merges == ((1, 1, 2, 1),)


WORDS = st.text(st.characters(exclude_categories=("C", "Z")), max_size=12)


@settings(max_examples=60)
@given(st.lists(st.lists(WORDS, min_size=2, max_size=5), min_size=1, max_size=6))
def test_any_text_comes_back_as_it_was(rows):
    page = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    if any(sum(map(bool, row)) > 1 for row in rows):
        assert page_grid(f"<table>{page}</table>".encode()).rows == rows


@settings(max_examples=60)
@given(st.data())
def test_spans_fall_where_another_reader_sees_them(data):
    spans = st.integers(1, 3)  # a cell that is wide and meets one that comes down lies over it: nobody agrees on that
    first = data.draw(st.lists(st.tuples(spans, spans), min_size=1, max_size=4))
    rows = [
        first,
        *data.draw(st.lists(st.lists(st.tuples(st.just(1), spans), min_size=1, max_size=4), min_size=1, max_size=4)),
    ]
    words = iter(range(10**6))
    rest = "<td>r</td>" * 12  # pandas moves a cell that comes down into a row too short to reach it
    spanned = ("".join(f"<td colspan={w} rowspan={h}>c{next(words)}</td>" for w, h in row) for row in rows)
    page = f"<table>{''.join(f'<tr>{cells}{rest}</tr>' for cells in spanned)}</table>"
    grid = page_grid(page.encode())
    filled = [list(row) for row in grid.rows]
    for top, left, bottom, right in grid.merges:
        for row in filled[top - 1 : bottom]:
            row += [""] * (right - len(row))
            row[left - 1 : right] = [grid.rows[top - 1][left - 1]] * (right - left + 1)
    theirs = pandas.read_html(StringIO(page), flavor="lxml")[0].fillna("").to_numpy().tolist()
    assert [row[:12] for row in filled] == [row[:12] for row in theirs[: len(filled)]]

"""Marks are an overlay: they show, a second run shows exactly the new ones, and clearing leaves no trace."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xgy_excel.core import Severity
from xgy_excel.xlsx.marks import Shown, show
from xgy_excel.xlsx.ours import COLOURS, MOST_MARKS
from xgy_excel.xlsx.proof import prove
from xgy_excel.xlsx.refs import address
from xgy_excel.xlsx.workbook import Workbook

from .rich import loaded, members, notes_of, part_of, plain_book, rewritten, rich_book, saved, values_of

pytestmark = pytest.mark.filterwarnings("ignore:Conditional Formatting extension")
ERROR, EXCEPTION, UNKNOWN, HINT, APPROVED = Severity
SHEET = "花名册"
SOME = {(2, 4): Shown(ERROR, "报酬超过上限"), (7, 2): Shown(HINT, "提示"), (8, 2): Shown(HINT, "又一个\n两行 <&>")}


def marked(data, wanted, sheet=SHEET):
    book = Workbook(data)
    refused = show(book, {sheet: wanted} if wanted else {})
    package = book.commit()
    new = package.to_bytes()
    prove(package, new)
    return new, refused


def ours(data, sheet=SHEET):
    """Our rules as openpyxl reads them: area -> formula and fill."""
    book = loaded(data)
    rules = book[sheet].conditional_formatting
    return {
        str(block.sqref): rule.dxf.fill.bgColor.rgb
        for block in rules
        for rule in block.rules
        if rule.type == "expression" and "xgy" in rule.formula[0]
    }


def test_marks_are_coloured_by_severity_and_carry_notes():
    new, refused = marked(rich_book(), SOME)
    assert refused == {}
    assert ours(new) == {"D2": "FF" + COLOURS[ERROR][0], "B7:B8": "FF" + COLOURS[HINT][0]}
    notes = notes_of(new, SHEET)
    assert notes.pop("C3") == "我自己的批注"
    assert [(at, text.partition("\n")[2]) for at, text in notes.items()] == [
        ("D2", "报酬超过上限"),
        ("B7", "提示"),
        ("B8", "又一个\n两行 <&>"),
    ]
    assert all(text.startswith("【协管员核对】") for text in notes.values())


def test_marking_touches_the_sheet_its_notes_and_the_styles_alone():
    old = rich_book()
    new, _ = marked(old, SOME)
    before, after = members(old), members(new)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {
        "xl/worksheets/sheet1.xml",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
        "xl/styles.xml",
    }
    assert list(after) == list(before)
    assert values_of(new) == values_of(old)


def test_the_rules_of_the_user_keep_their_place_and_their_priority():
    new, _ = marked(rich_book(), SOME)
    blocks = re.findall(rb"<conditionalFormatting.*?</conditionalFormatting>", part_of(new))
    priorities = [int(re.search(rb'priority="(\d+)"', block)[1]) for block in blocks]
    assert priorities == [1, 2, 8, 9]  # the x14 rule of the user has 7


def test_clearing_gives_back_the_sheet_byte_for_byte():
    old = rich_book()
    cleared, _ = marked(marked(old, SOME)[0], {})
    before, after = members(old), members(cleared)
    assert [name for name in after if before.get(name) != after[name]] == []
    assert list(after) == list(before)


def test_marking_again_gives_the_same_bytes_and_other_marks_replace_the_first():
    once, _ = marked(rich_book(), SOME)
    assert members(marked(once, SOME)[0]) == members(once)
    other, _ = marked(once, {(3, 1): Shown(UNKNOWN, "缺数据")})
    assert ours(other) == {"A3": "FF" + COLOURS[UNKNOWN][0]}
    assert set(notes_of(other, SHEET)) == {"C3", "A3"}


def test_a_book_without_notes_gets_the_parts_and_loses_them_again():
    old = plain_book()
    new, _ = marked(old, SOME)
    added = set(members(new)) - set(members(old))
    assert added == {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/_rels/sheet1.xml.rels"}
    cleared, _ = marked(new, {})
    assert set(members(cleared)) == set(members(old))
    assert part_of(cleared) == part_of(old)


def test_marks_pasted_into_another_sheet_are_cleared_too():
    one, _ = marked(rich_book(), SOME)
    block = re.search(
        rb"<conditionalFormatting[^>]*><cfRule[^>]*><formula>N\(.*?</conditionalFormatting>", part_of(one)
    )[0]
    pasted = rewritten(
        one, **{"xl/worksheets/sheet3.xml": lambda xml: xml.replace(b"<pageMargins", block + b"<pageMargins", 1)}
    )
    assert part_of(marked(pasted, {})[0], 3) == part_of(one, 3)


@pytest.mark.parametrize(
    "formula", ["N(&quot;xgy&quot;)=0", 'N("xgy.W")=0', ' n( "XGY.e" ) = 0 ', "N(&#34;xgy.U&#34;)=0"]
)
def test_our_tag_is_known_in_every_spelling_and_foreign_rules_beside_it_stay(formula):
    rule = '<cfRule type="expression" dxfId="0" priority="3"><formula>{}</formula></cfRule>'
    block = '<conditionalFormatting sqref="A1">{}</conditionalFormatting>'

    def with_rules(*formulas):
        inner = "".join(rule.format(f) for f in formulas)
        return lambda xml: xml.replace(b"<pageMargins", block.format(inner).encode() + b"<pageMargins", 1)

    name = "xl/worksheets/sheet1.xml"
    mixed = rewritten(plain_book(), **{name: with_rules("A1&gt;1", formula)})
    alone = rewritten(plain_book(), **{name: with_rules("A1&gt;1")})
    assert part_of(marked(mixed, {})[0]) == part_of(alone)


def test_a_mark_in_a_merged_area_stands_at_its_first_cell():
    new, refused = marked(rich_book(), {(17, 2): Shown(HINT, "甲"), (16, 1): Shown(ERROR, "乙")})
    assert (ours(new), refused) == ({"A16": "FF" + COLOURS[ERROR][0]}, {})
    assert notes_of(new, SHEET)["A16"].splitlines()[1:] == ["乙", "甲"]


def test_a_users_note_stays_and_ours_is_refused_but_the_colour_shows():
    new, refused = marked(rich_book(), {(3, 3): Shown(ERROR, "错")})
    assert refused == {(SHEET, 3, 3): "单元格已有批注，未改动"}
    assert notes_of(new, SHEET) == {"C3": "我自己的批注"}
    assert list(ours(new)) == ["C3"]


def test_a_threaded_comment_stays_and_ours_is_refused():
    _, refused = marked(rich_book(), {(2, 2): Shown(ERROR, "错")}, "嘎查村")
    assert refused == {("嘎查村", 2, 2): "单元格已有会话批注，未改动"}


def test_a_note_somebody_wrote_into_is_kept_and_told():
    once, _ = marked(rich_book(), SOME)
    name = "xl/comments/comment1.xml"
    edited = rewritten(
        once, **{name: lambda xml: xml.replace("报酬超过上限".encode(), "报酬超过上限，已核实".encode())}
    )
    cleared, refused = marked(edited, {})
    assert refused == {(SHEET, 2, 4): "我们的批注里有人写过内容，已保留"}
    assert set(notes_of(cleared, SHEET)) == {"C3", "D2"}


def test_an_author_that_another_program_dropped_does_not_hide_our_notes():
    once, _ = marked(rich_book(), SOME)
    other = rewritten(
        once, **{"xl/comments/comment1.xml": lambda xml: xml.replace(b"<author>XGY</author>", b"<author> </author>")}
    )
    assert set(notes_of(marked(other, {})[0], SHEET)) == {"C3"}


def test_a_prefixed_sheet_and_prefixed_styles_are_marked_with_their_prefix():
    def prefixed(xml):
        return re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", xml.replace(b"xmlns=", b"xmlns:x=", 1))

    names = ("xl/worksheets/sheet1.xml", "xl/styles.xml")
    old = rewritten(plain_book(), **dict.fromkeys(names, prefixed))
    new, _ = marked(old, SOME)
    assert b"<x:formula>N(&quot;xgy.E&quot;)=0</x:formula>" in part_of(new)
    assert ours(new)
    assert len(notes_of(new, SHEET)) == 3
    assert part_of(marked(new, {})[0]) == part_of(old)


def test_beyond_the_limit_the_gravest_are_shown_and_the_rest_told():
    wanted = {(row, 1): Shown(HINT if row > 5 else ERROR, "x") for row in range(MOST_MARKS + 5, 0, -1)}
    new, refused = marked(plain_book(), wanted)
    assert ours(new) == {"A1:A5": "FF" + COLOURS[ERROR][0], f"A6:A{MOST_MARKS}": "FF" + COLOURS[HINT][0]}
    assert [at for _, at, _ in refused] == list(range(MOST_MARKS + 1, MOST_MARKS + 6))


def test_more_than_a_block_of_notes_gets_shape_ids_of_its_own():
    new, _ = marked(rich_book(), {(row, 1): Shown(HINT, "x") for row in range(20, 1520)})
    xml = members(new)["xl/drawings/commentsDrawing1.vml"]
    ids = re.findall(rb'id="_x0000_s(\d+)"', xml)
    assert len(ids) == len(set(ids)) == 1501
    blocks = {int(n) // 1024 for n in ids}
    assert {int(n) for n in re.search(rb'data="([^"]*)"', xml)[1].split(b",")} == blocks


def test_a_note_at_the_last_row_and_column_has_a_place_to_stand():
    new, refused = marked(plain_book(), {(1_048_576, 16_384): Shown(ERROR, "x" * 2000)})
    corners = list(
        map(int, re.search(rb"<x:Anchor>([\d,]+)<", members(new)["xl/drawings/vmlDrawing1.vml"])[1].split(b","))
    )
    assert refused == {}
    assert max(corners[0], corners[4]) < 16_384
    assert max(corners[2], corners[6]) < 1_048_576


def test_an_unknown_sheet_is_told():
    assert marked(plain_book(), {(1, 1): Shown(ERROR, "x")}, "没有")[1] == {("没有", 1, 1): "没有这个工作表"}


def test_malformed_drawings_are_extended_by_bytes_and_hopeless_ones_refused():
    name = "xl/drawings/commentsDrawing1.vml"
    malformed = rewritten(rich_book(), **{name: lambda xml: xml.replace(b"<div", b"<br><div", 1)})
    new, refused = marked(malformed, SOME)
    assert refused == {}
    assert members(marked(new, {})[0])[name] == members(malformed)[name]
    hopeless = rewritten(rich_book(), **{name: b"<x/>"})
    assert set(marked(hopeless, SOME)[1].values()) == {"工作表的批注图形部分不正常，批注未写入，见核对结果"}


cells = st.tuples(st.integers(1, 60), st.integers(1, 30))
wanted = st.dictionaries(cells, st.builds(Shown, st.sampled_from(list(Severity)), st.text(max_size=20)), max_size=12)
RICH, PLAIN, EMPTY = rich_book(), plain_book(), plain_book(())


def anchor(at):
    return (16, 1) if at[0] in (16, 17) and at[1] <= 3 else at


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([RICH, PLAIN, EMPTY]), wanted, wanted)
def test_any_marks_go_on_twice_the_same_and_off_without_a_trace(old, first, second):
    one, _ = marked(old, first)
    two, _ = marked(one, second)
    assert part_of(marked(two, second)[0]) == part_of(two)
    assert values_of(two) == values_of(old)
    noted = {at for at, mark in second.items() if mark.note.strip()}
    if old is RICH:
        noted = {anchor(at) for at in noted} | {(3, 3)}
    assert set(notes_of(two, SHEET)) == {address(*at) for at in noted}
    off, _ = marked(two, {})
    assert part_of(off) == part_of(old)
    assert saved(loaded(off))

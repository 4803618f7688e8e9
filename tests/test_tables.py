"""From grids to rows: the layouts county rosters really have, and what must not be read from them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgy_excel.cells import why
from xgy_excel.core import Setting, Unread
from xgy_excel.grid import Grid, Odd
from xgy_excel.rows import (
    READ,
    Agreement,
    Approval,
    Coordinator,
    Disclosure,
    Evaluation,
    OtherPost,
    Payment,
    Procedure,
    Training,
    Village,
    VillageAlias,
)
from xgy_excel.tables import read_tables

ID1, ID2, ID3 = "150421197105209993", "150421198002299976", "150421199001019990"
PLAIN = ["姓名", "身份证号", "服务嘎查村", "上岗日期"]


def people(*extra: list) -> list[list]:
    return [["张三", ID1, "红旗嘎查", "2024.5.6"], ["李四", ID2, "东升嘎查", date(2024, 5, 7)], *extra]


def only(*grids: Grid):
    """The one table of a book."""
    records = read_tables(grids)
    assert len(records.tables) == 1, [t.sheet for t in records.tables]
    return records.tables[0]


def roster(rows: list[list], header: list | None = None, **more):
    return only(Grid("花名册", [header or PLAIN, *rows], **more))


# -- every standard sheet ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", READ, ids=lambda k: k.SHEET)
def test_a_standard_sheet_has_every_column_where_it_stands(kind):
    headers = [c.header for c in kind.columns().values() if not c.extra]
    table = only(Grid(kind.SHEET, [headers]))
    assert table.kind is kind
    assert table.columns == {name: i for i, name in enumerate((n for n, c in kind.columns().items() if not c.extra), 1)}
    assert (table.unknown, table.doubled, table.rows) == ((), (), ())


@given(st.data())
def test_headers_may_stand_in_any_order_between_strangers_and_lower_down(data):
    names = [n for n, c in Coordinator.columns().items() if not c.extra]
    order = data.draw(st.permutations([*names, "奖惩情况", "家庭住址"]))
    above = data.draw(st.integers(0, 9))
    columns = Coordinator.columns()
    header = [columns[n].header if n in columns else n for n in order]
    table = only(Grid("花名册", [["某旗花名册"]] * above + [header]))
    assert table.header_row == above + 1
    assert table.columns == {n: order.index(n) + 1 for n in names}
    assert set(table.unknown) == {"奖惩情况", "家庭住址"}


def test_the_computed_columns_of_a_village_have_their_places_though_they_are_empty():
    header = [
        "嘎查村",
        "普通劳动力",
        "技能劳动力",
        "弱劳动力或半劳动力",
        "劳动力合计*",
        "核定岗位数*",
        "在岗人数*",
        "空岗数*",
    ]
    table = only(Grid("嘎查村", [header, ["红旗嘎查", 20.0, 5.0, "4人", "", "", "", ""]]))
    assert [table.columns[n] for n in ("labour_total", "quota", "posts_filled", "vacancy")] == [5, 6, 7, 8]
    village = table.rows[0]
    assert (village.labour_ordinary, village.labour_skilled, village.labour_weak, village.quota) == (20, 5, 4, None)
    assert village.place.cell("vacancy") == "H2"


# -- which sheet is what -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "kind"),
    [("协管员花名册", Coordinator), ("岗位核定表", Village), ("2024年度考核", Evaluation), ("考核（2023）", Evaluation),
     ("5月发放表", Payment), (" 花名册 ", Coordinator)],
)  # fmt: skip
def test_a_sheet_is_known_by_its_name_also_with_a_date_in_it(sheet, kind):
    headers = [c.header for c in kind.columns().values() if not c.extra]
    assert only(Grid(sheet, [headers])).kind is kind


def test_a_county_roster_is_known_by_its_headers_whatever_the_sheet_is_called():
    header = ["序号", "乡镇", "村", "姓  名", "身份证\n号码", "联系电话"]
    table = only(
        Grid("Sheet1", [["某旗协管员名单", *[""] * 5], header, [1.0, "巴彦镇", "红旗", "张三", ID1, 13812345678.0]])
    )
    row = table.rows[0]
    assert (table.kind, table.header_row) == (Coordinator, 2)
    assert (row.name, row.id_number, row.phone, row.number, row.township) == ("张三", ID1, "13812345678", "1", "巴彦镇")
    assert table.unknown == ("村",)


def test_the_sheets_of_several_townships_are_all_read():
    records = read_tables([Grid("巴彦镇", [PLAIN, *people()]), Grid("白音乡", [PLAIN, ["王五", ID3, "新村", ""]])])
    assert [(t.sheet, len(t.rows)) for t in records.tables] == [("巴彦镇", 2), ("白音乡", 1)]
    assert [(r.name, r.place.sheet, r.place.row) for r in records.of(Coordinator)] == [
        ("张三", "巴彦镇", 2), ("李四", "巴彦镇", 3), ("王五", "白音乡", 2)
    ]  # fmt: skip


def test_a_copy_beside_the_standard_sheet_is_passed_over_and_named():
    records = read_tables([Grid("备份", [PLAIN, *people()]), Grid("花名册", [PLAIN, *people()])])
    assert [t.sheet for t in records.tables] == ["花名册"]
    assert [sheet for sheet, _ in records.passed] == ["备份"]


def test_township_sheets_count_while_the_standard_sheet_is_still_empty():
    records = read_tables([Grid("花名册", [PLAIN]), Grid("巴彦镇", [PLAIN, *people()])])
    assert len(records.of(Coordinator)) == 2


def test_our_own_sheets_are_never_taken():
    for sheet in ("核对结果", "核对结果(2)", "生成台账", "总览", "说明"):
        assert read_tables([Grid(sheet, [PLAIN, *people()])]).tables == ()


def test_a_hidden_sheet_is_read_under_its_standard_name_only():
    assert read_tables([Grid("旧名单", [PLAIN, *people()], visible=False)]).tables == ()
    assert only(Grid("花名册", [PLAIN, *people()], visible=False)).kind is Coordinator


@pytest.mark.parametrize("known", ["花名册", "巴彦镇"])
def test_a_hidden_sheet_of_people_is_named(known):
    hidden = [Grid("乌兰镇", [PLAIN, *people()], visible=False), Grid("选项", [["男"], ["女"]], visible=False)]
    records = read_tables([Grid(known, [PLAIN, ["王五", ID3, "新村", ""]]), *hidden])
    assert ([t.sheet for t in records.tables], records.passed) == ([known], (("乌兰镇", "已隐藏"),))


def test_a_sheet_of_people_whose_header_is_not_understood_is_named():
    strange, stamps = (
        [["序号", "人名", "证件"], [1.0, "王五", ID1], [2.0, "赵六", ID2]],
        [["流水号"], ["2" * 18], ["3" * 18]],
    )
    one = [["联系人证件", ID3]]
    records = read_tables(
        [Grid("巴彦镇", [PLAIN, *people()]), Grid("乌兰镇", strange), Grid("流水", stamps), Grid("封面", one)]
    )
    assert records.passed == (("乌兰镇", "有证件号，但认不出表头"),)


def test_a_sheet_named_as_a_copy_is_passed_over_only_where_it_mostly_repeats():
    new = [["王五", ID3, "新村", ""], ["赵六", "150421199101019991", "新村", ""]]
    first = Grid("花名册", [PLAIN, *people(["孙七", "待补", "新村", ""])])
    longer = read_tables([first, Grid("花名册 (2)", [PLAIN, *people(["孙七", "待补", "新村", ""], new[0])])])
    assert longer.passed == (("花名册 (2)", "是“花名册”的副本，另有1人不在“花名册”中"),)
    other = read_tables([first, Grid("花名册 (2)", [PLAIN, people()[0], *new])])
    assert ([len(t.rows) for t in other.tables], other.passed) == ([3, 3], ())


def test_an_export_of_the_national_system_is_no_roster():
    header = [
        "县",
        "乡",
        "行政村",
        "户编号",
        "姓名",
        "证件号码",
        "与户主关系",
        "民族",
        "文化程度",
        "劳动技能",
        "人联系电话",
    ]
    records = read_tables(
        [Grid("Sheet1", [["脱贫户信息"], header, ["某县", "某乡", "某村", "1", "张三", ID1, "户主"]])]
    )
    assert records.tables == ()
    assert records.passed == (("Sheet1", "像是全国系统导出的人口表"),)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["序号", "姓名", "性别", "身份证号", "联系电话", "月份", "规定出勤", "实际出勤", "补贴金额", "开户行", "账号"], Payment),
        (["苏木乡镇", "服务嘎查村", "姓名", "性别", "身份证号", "考核年度", "考核等次"], Evaluation),
        (["序号", "姓名", "性别", "身份证号", "培训时间", "培训内容"], Training),
        (["乡镇", "行政村", "普通", "技能", "弱半", "合计", "设岗数"], Village),
        (["姓名", "身份证号", "服务村", "上岗时间", "协议起止时间", "考核等次", "考核年度"], Coordinator),
        (["姓名", "身份证号", "申请时间", "两委核查时间", "评议时间", "公示时间"], Procedure),
    ],
)  # fmt: skip
def test_a_list_of_people_is_a_roster_only_when_nothing_else_fits_better(header, kind):
    assert only(Grid("某表", [header])).kind is kind


def test_a_book_without_a_roster_gives_empty_records():
    assert read_tables([]).tables == ()
    assert read_tables([Grid("Sheet1", [["a", "b"], [1, 2]]), Grid("空", []), Grid("图", [[""]])]).tables == ()
    assert read_tables([Grid("花名册", [["完全", "不是", "表头"]])]).passed == (("花名册", "没有找到“花名册”的表头"),)


def test_a_sheet_of_more_than_500_columns_is_passed_over():
    wide = [[*PLAIN, *[""] * 600, "x"], *people()]
    assert read_tables([Grid("花名册", wide)]).passed == (("花名册", "超过500列"),)
    padded = [[*PLAIN, *[""] * 600], *people()]
    assert len(only(Grid("花名册", padded)).rows) == 2


# -- headers -----------------------------------------------------------------------------------------------


def test_a_header_of_two_rows_is_joined():
    upper = ["序号", "姓名", "身份证号", "协议期限", "", "一卡通", "", "村级公示", ""]
    lower = ["", "", "", "起", "止", "开户行", "账号", "起", "止"]
    data = ["1", "张三", ID1, "2024.5.1", "2025.4.30", "农商行", "6228480000000000001", "", ""]
    table = roster([lower, data], upper, merges=((1, 4, 1, 5), (1, 6, 1, 7), (1, 1, 2, 1)))
    row = table.rows[0]
    assert table.header_row == 2
    assert (row.agreement_start, row.agreement_end) == (date(2024, 5, 1), date(2025, 4, 30))
    assert (row.bank, row.account_no) == ("农商行", "6228480000000000001")
    assert table.unknown == ("村级公示起", "村级公示止")


def test_a_column_merged_over_a_header_of_three_rows_is_read():
    rows = [
        ["序号", "个人信息", None, "学历", "岗位情况", None, None],
        [None, "姓名", "证件", None, "服务村", "协议", None],
        [None, None, "身份证号", None, None, "起", "止"],
        [1.0, "张三", ID1, "初中", "红旗", "2025.1.1", "2025.12.31"],
    ]
    merges = ((1, 1, 3, 1), (1, 2, 1, 3), (1, 4, 3, 4), (1, 5, 1, 7), (2, 2, 3, 2), (2, 5, 3, 5), (2, 6, 2, 7))
    table = roster(rows[1:], rows[0], merges=merges)
    row = table.rows[0]
    assert (row.name, row.id_number, row.education, row.service_village) == ("张三", ID1, "初中", "红旗")
    assert (table.header_row, table.unknown, row.agreement_end) == (3, (), date(2025, 12, 31))


def test_a_header_merged_over_two_columns_without_a_second_row_is_beginning_and_end():
    table = roster(
        [["张三", ID1, "2024.5.1", "2025.4.30"]], ["姓名", "身份证号", "协议期限", ""], merges=((1, 3, 1, 4),)
    )
    assert (table.columns["agreement_start"], table.columns["agreement_end"]) == (3, 4)
    assert table.rows[0].agreement_end == date(2025, 4, 30)


def test_a_period_in_one_column_is_split_and_shown_at_that_column():
    table = roster([["张三", ID1, "2024年5月1日至2025年4月30日"], ["李四", ID2, "一年"]], ["姓名", "身份证号", "聘期"])
    first, second = table.rows
    assert (first.agreement_start, first.agreement_end) == (date(2024, 5, 1), date(2025, 4, 30))
    assert first.place.cell("agreement_start") == first.place.cell("agreement_end") == "C2"
    assert second.unread["agreement_end"] == Unread("一年", why.NOT_A_DATE)
    assert "agreement_end" in second.unread
    assert second.agreement_end is None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("＊身份证号（18位）", "id_number"), ("身份证号码", "id_number"), ("居民身份证号码", "id_number"),
        ("协管员联系电话", "phone"), ("手机号码", "phone"), ("开户银行名称", "bank"), ("月劳务报酬（元）", "pay_monthly"),
        ("协议签订时间", "sign_date"), ("离岗时间", "leave_date"), ("是否为农牧民", "is_farmer"), ("所在苏木乡镇", "township"),
        ("岗位补贴标准（元/月）", "pay_monthly"), ("出生年月", "birth_date"), ("文 化\n程 度", "education"),
        ("一卡通账号【社保卡】", "account_no"), ("协议终止时间", None), ("户主证件号码", None), ("户主姓名", None),
        ("联系电话（户主）", None), ("配偶联系电话", None), ("编号", None), ("电话", None), ("时间", None), ("类别", None),
        ("监护人手机", None), ("家庭住址", None), ("村", None),
    ],
)  # fmt: skip
def test_headings_are_matched_by_agreed_words_only(heading, field):
    table = roster([], ["姓名", heading, "性别"])
    assert {name: at for name, at in table.columns.items() if at == 2} == ({field: 2} if field else {})
    assert table.unknown == (() if field else (heading,))


def test_a_bare_village_is_taken_beside_county_and_township_only():
    beside = roster([["某旗", "某镇", "红旗", "张三", ID1]], ["县", "乡", "村", "姓名", "证件号码"])
    assert beside.rows[0].service_village == "红旗"
    assert "service_village" not in roster([], ["乡", "村", "姓名", "证件号码"]).columns


def test_the_column_of_service_villages_goes_before_a_column_of_villages():
    both = roster([], ["姓名", "身份证号", "嘎查村", "服务嘎查村", "户籍村"])
    assert (both.columns["service_village"], both.columns["hukou_village"]) == (4, 5)
    assert both.unknown == ("嘎查村",)
    assert roster([], ["姓名", "身份证号", "嘎查村"]).columns["service_village"] == 3


def test_a_status_without_further_words_is_taken_where_the_sheet_or_the_cells_say_what_it_is():
    header = [*PLAIN, "状态"]
    assert "status" in roster([], header).columns
    for cells, taken in ((["在岗", "离岗"], True), (["正常", "注销"], False), (["", ""], False)):
        table = only(Grid("巴彦镇", [header, *([*p, c] for p, c in zip(people(), cells, strict=True))]))
        assert ("status" in table.columns) is taken


@pytest.mark.parametrize("sheet", ["花名册", "巴彦镇"])
def test_a_status_that_says_more_in_brackets_is_taken_where_the_cells_say_what_it_is(sheet):
    header = [*PLAIN, "状态（在岗/离岗）", "电话（村委会）"]
    for cells, taken in ((["在岗", "离岗"], True), (["正常", "注销"], False), (["", ""], False)):
        table = only(Grid(sheet, [header, *([*p, c, "1"] for p, c in zip(people(), cells, strict=True))]))
        assert ("status" in table.columns) is taken
        assert "phone" not in table.columns


def test_a_heading_over_two_columns_is_refused_and_told():
    table = roster([["张三", ID1, "1", "2"]], ["姓名", "身份证号", "联系电话", "联系电话"])
    assert table.doubled == ("联系电话",)
    assert "phone" not in table.columns
    assert not table.rows[0].has("phone")


def test_of_two_words_for_one_field_the_better_is_taken_and_the_other_told():
    table = roster([["张三", ID1, "1", "13812345678"]], ["姓名", "身份证号", "户联系电话", "人联系电话"])
    assert (table.columns["phone"], table.unknown) == (4, ("户联系电话",))


def test_the_county_says_what_its_own_words_mean():
    aliases = Grid(
        "列名对照", [["列名", "字段"], ["编号", "协议编号"], ["帮扶片区", "服务嘎查村"], ["卡", "不存在的字段"]]
    )
    records = read_tables(
        [
            Grid(
                "某某", [["编号", "姓名", "身份证号", "帮扶片区", "卡", "民族"], ["X1", "张三", ID1, "红旗", "1", ""]]
            ),
            aliases,
        ]
    )
    row = records.of(Coordinator)[0]
    assert (row.agreement_no, row.service_village) == ("X1", "红旗")
    assert records.tables[0].unknown == ("卡",)


# -- rows --------------------------------------------------------------------------------------------------


def test_rows_are_typed_and_know_their_place():
    table = roster(people())
    first, second = table.rows
    assert (first.name, first.id_number, first.onboard_date) == ("张三", ID1, date(2024, 5, 6))
    assert (second.place.sheet, second.place.row, second.place.cell("onboard_date")) == ("花名册", 3, "D3")
    assert first.unread == {}
    assert first.leave_date is None
    filled = {name for name in Coordinator.columns() if getattr(first, name) is not None}
    assert filled == {"name", "id_number", "service_village", "onboard_date"}


def test_an_unreadable_cell_is_empty_and_says_why():
    row = roster([["张三", 1.50421197105209e17, "红旗", "2024.02.30"]]).rows[0]
    assert (row.id_number, row.onboard_date) == (None, None)
    assert {name: unread.why for name, unread in row.unread.items()} == {
        "id_number": why.LOST_DIGITS, "onboard_date": why.NO_SUCH_DAY
    }  # fmt: skip


def test_what_a_plain_reader_hides_is_read_from_the_oddities():
    odd = {(2, 3): Odd("error", "#N/A"), (2, 4): Odd("nocache"), (3, 3): Odd("formula"), (9, 9): Odd("error", "#REF!")}
    first, second = roster([["张三", ID1, "", ""], ["李四", ID2, "东升", ""]], odd=odd).rows
    assert first.unread["service_village"] == Unread("#N/A", why.ERROR_CELL)
    assert first.unread["onboard_date"].why == why.NO_CACHE
    assert (second.service_village, second.unread) == ("东升", {})


def test_totals_remarks_blank_and_hidden_rows_are_passed_over_and_counted():
    rows = [
        *people(),
        ["", "", "", ""],
        ["  ", None, "", ""],
        ["王五", ID3, "新村", ""],
        ["赵六", "150421199101019991", "新村", ""],
        ["小计", "", "", 4.0],
        ["合  计：", "", "", 4.0],
        ["注：本表一式两份", "", "", ""],
        ["（续表）", "", "", ""],
        ["填报人：张三", "", "审核人：李四", ""],
        ["", "某旗人社局（盖章）", "", ""],
        ["以上人员情况属实", "", "", ""],
        ["", "", "", ""],
    ]
    table = roster(rows, hidden=frozenset({7}))
    assert [r.name for r in table.rows] == ["张三", "李四", "王五"]
    assert table.skipped == {"合计": 2, "说明": 5, "空行": 2, "隐藏": 1}


def test_a_single_text_under_the_names_is_somebody_without_data():
    table = roster([*people(), ["赵六", "", "", ""]])
    assert [r.name for r in table.rows] == ["张三", "李四", "赵六"]


def test_rows_prepared_with_numbers_and_formulas_are_blank():
    header = ["序号", "姓名", "身份证号", "年龄", "性别"]
    odd = {(r, c): Odd("formula") for r in (2, 3, 4) for c in (4, 5)} | {(4, 5): Odd("error", "#VALUE!")}
    table = roster([[1.0, "张三", ID1, 54.0, "男"], [2.0, "", "", 0.0, "女"], [3.0, "", "", "", ""]], header, odd=odd)
    assert [r.name for r in table.rows] == ["张三"]


def test_an_error_where_the_name_should_be_is_no_blank_row():
    table = roster([["", "", "", ""], *people()], odd={(2, 1): Odd("error", "#REF!")})
    assert table.rows[0].unread["name"].why == why.ERROR_CELL


def test_a_header_repeated_between_townships_is_passed_over():
    table = roster([people()[0], ["白音乡花名册", "", "", ""], PLAIN, people()[1]])
    assert [r.name for r in table.rows] == ["张三", "李四"]
    assert table.skipped == {"说明": 2}


@pytest.mark.parametrize(
    "word",
    ["合计（6人）", "合计人数", "合 计 人 数：", "总人数：6", "全旗总人数", "共6人", "总额", "总金额（元）", "Total", "总计（6人）", "计",
     "合计：6人", "合计金额：6,000元", "合计（大写）"],
)  # fmt: skip
def test_a_total_is_known_by_many_words(word):
    header = ["序号", *PLAIN]
    for row in ([word, "", "", "", 6000.0], ["", word, "", "", 6000.0]):
        table = roster([["1", *people()[0]], row], header)
        assert ([r.name for r in table.rows], table.skipped) == (["张三"], {"合计": 1})


@pytest.mark.parametrize("name", ["何合", "计小红", "肖总", "共青", "总布拉格"])
def test_a_name_like_a_total_is_a_person(name):
    assert [r.name for r in roster([[name, "", "新村", ""]]).rows] == [name]


def test_words_under_the_serial_numbers_are_no_empty_row():
    header, odd = ["序号", *PLAIN], {(3, 5): Odd("formula"), (5, 5): Odd("formula")}
    rows = [
        ["1", *people()[0]],
        ["白音乡", "", "", "", 0.0],
        ["二", *people()[1]],
        ["A-03", "", "", "", 0.0],
        ["（4）"],
    ]
    table = roster([*rows, ["注：本表一式三份"]], header, odd=odd)
    assert ([r.name for r in table.rows], table.skipped) == (["张三", "李四"], {"说明": 2, "空行": 2})


@pytest.mark.parametrize("sheet", ["花名册", "巴彦镇"])
@pytest.mark.parametrize("more", [[], ["民族"]])
def test_a_header_repeated_in_the_first_rows_loses_nobody_above_it(sheet, more):
    header = [*PLAIN, "状态"]
    upper, lower = ([*row, "在岗"] for row in people())
    table = only(Grid(sheet, [["某旗花名册"], header, upper, ["白音乡花名册"], [*header, *more], [*lower, *more]]))
    assert [r.name for r in table.rows] == ["张三", "李四"]
    assert (table.header_row, table.skipped, "status" in table.columns) == (2, {"说明": 2}, True)


def test_a_phone_under_the_ids_makes_nobody_of_a_signature():
    for written in ("0471-6923456", "13812345678、13912345678", "2025-06-30 00:00:00"):
        assert roster([*people(), ["填报人：王五", written, "", ""]]).skipped == {"说明": 1}


def test_a_row_that_numbers_the_columns_is_passed_over():
    assert [r.name for r in roster([[1.0, 2.0, 3.0, 4.0], *people()]).rows] == ["张三", "李四"]


def test_lists_may_hold_any_word():
    table = only(Grid("村名对照", [["原名", "规范名"], ["合计", "红旗嘎查"], ["注：旧", "东升嘎查"]]))
    assert [r.written for r in table.rows] == ["合计", "注：旧"]


def test_the_same_as_above_is_filled_and_counted():
    header = ["姓名", "身份证号", "服务嘎查村", "上岗日期", "月劳务报酬"]
    rows = [
        ["张三", ID1, "红旗嘎查", "2024.5.6", 1980.0],
        ["李四", ID2, "同上", "〃", "同上"],
        ["同上", ID3, "同上", "", ""],
    ]
    first, second, third = roster(rows, header).rows
    assert (second.service_village, second.onboard_date, second.pay_monthly) == (
        "红旗嘎查",
        date(2024, 5, 6),
        Decimal(1980),
    )
    assert third.service_village == "红旗嘎查"
    assert third.unread["name"] == Unread("同上", why.NOT_TO_REPEAT)
    table = roster(rows, header)
    assert table.filled == {"service_village": 2, "onboard_date": 1, "pay_monthly": 1}
    assert first.unread == {}


@pytest.mark.parametrize(
    ("between", "hidden", "above"),
    [
        ([["李四", ID2, "东升嘎查"]], {3}, "东升嘎查"),
        ([["李四", ID2, "东升嘎查"], ["赵六", ID2, "同上"]], {3, 4}, "东升嘎查"),
        ([["李四", ID2, "同上"]], {3}, "红旗嘎查"),
        ([["小计", "", "共1人"]], {3}, "红旗嘎查"),
        ([["", "", ""]], {3}, "红旗嘎查"),
        ([["小计", "", "共1人"]], set(), "红旗嘎查"),
    ],
)  # fmt: skip
def test_the_same_as_above_means_the_row_above_it_in_the_sheet_hidden_or_not(between, hidden, above):
    rows = [["张三", ID1, "红旗嘎查"], *between, ["王五", ID3, "同上"]]
    table = roster(rows, ["姓名", "身份证号", "服务嘎查村"], hidden=frozenset(hidden))
    assert [(r.name, r.service_village) for r in table.rows] == [("张三", "红旗嘎查"), ("王五", above)]


def test_the_same_as_a_hidden_row_that_says_nothing_is_unreadable():
    rows = [["张三", ID1, "红旗嘎查"], ["李四", ID2, ""], ["王五", ID3, "同上"]]
    row = roster(rows, ["姓名", "身份证号", "服务嘎查村"], hidden=frozenset({3})).rows[1]
    assert row.unread["service_village"] == Unread("同上", why.NOTHING_ABOVE)


def test_the_same_as_nothing_is_unreadable():
    row = roster([["张三", ID1, "同上", ""]]).rows[0]
    assert row.unread["service_village"] == Unread("同上", why.NOTHING_ABOVE)


def test_merged_villages_are_filled_down_and_merged_amounts_are_not():
    header = ["苏木乡镇", "服务嘎查村", "姓名", "身份证号", "月劳务报酬"]
    rows = [["巴彦镇", "红旗", "张三", ID1, 2000.0], ["", "", "李四", ID2, ""], ["", "东升", "王五", ID3, 1000.0]]
    table = roster(rows, header, merges=((2, 1, 4, 1), (2, 2, 3, 2), (2, 5, 3, 5), (1, 1, 1, 2)))
    assert [(r.township, r.service_village) for r in table.rows] == [
        ("巴彦镇", "红旗"),
        ("巴彦镇", "红旗"),
        ("巴彦镇", "东升"),
    ]
    assert [r.pay_monthly for r in table.rows] == [2000, None, 1000]
    assert table.filled == {"township": 2, "service_village": 1}


def test_a_merge_is_filled_also_from_a_hidden_row():
    header = ["服务嘎查村", "姓名", "身份证号"]
    table = roster([["红旗", "张三", ID1], ["", "李四", ID2]], header, merges=((2, 1, 3, 1),), hidden=frozenset({2}))
    assert [(r.name, r.service_village) for r in table.rows] == [("李四", "红旗")]


@pytest.mark.parametrize(
    ("totals", "written"),
    [
        ([["合计", "", "", 3960.0, 2.0]], {"amount": "3960", "days_actual": "2"}),
        (
            [["小计", "", "", 1980.0, ""], ["小计", "", "", 1980.0, ""], ["总计", "", "", "3,960元", ""]],
            {"amount": "3960"},
        ),
        ([["本页合计", "", "", 1.0, ""], ["", "合计", "", 3960.0, ""]], {"amount": "3960"}),
        ([["合计", "", "", 1980.0, ""], ["合计", "", "", 1980.0, ""]], {}),
        ([["累计", "", "", 9999.0, ""]], {}),
        ([["合计", "", "", "见附件", ""]], {}),
        ([["合计", "", "", "三千九百六十元", ""]], {"amount": "三千九百六十元"}),
        ([["合计", "", "", 3960.0, ""], ["合计人数", "", "", 2.0, ""], ["计", "", "", 1.0, ""]], {"amount": "3960"}),
        ([["合计", "", "", 3960.0, ""], ["合计金额（大写）：", "", "", "叁仟玖佰陆拾元整", ""]], {"amount": "3960"}),
        ([["总额（元）", "", "", 3960.0, ""]], {"amount": "3960"}),
    ],
)
def test_the_total_of_the_whole_is_kept_as_written(totals, written):
    header = ["月份", "姓名", "身份证号", "合计", "实际出勤"]
    rows = [["2025年5月", "张三", ID1, 1980.0, 1.0], ["2025年5月", "李四", ID2, 1980.0, 1.0]]
    table = only(Grid("发放", [header, *rows, *totals]))
    assert len(table.rows) == 2
    assert table.written_total == written


def test_a_total_that_could_not_be_calculated_is_no_total():
    header, odd = ["姓名", "身份证号", "合计"], {(3, 3): Odd("nocache")}
    assert only(Grid("发放", [header, ["张三", ID1, 1.0], ["合计", "", ""]], odd=odd)).written_total == {}


def test_numbers_made_text_are_found_out_by_their_column():
    lost = ["150421197105209000", "150421198002299000", "150421199001019000"]
    found = roster([[f"人{i}", number, "", ""] for i, number in enumerate(lost)]).rows
    assert [r.unread["id_number"].why for r in found] == [why.LOST_DIGITS] * 3
    honest = roster([["人", "150421197105209000", "", ""], *people()]).rows
    assert honest[0].id_number == "150421197105209000"
    mixed = roster([["人", "150421197105209000", "", ""], ["人2", 1.50421e17, "", ""], *people()]).rows
    assert mixed[0].unread["id_number"].why == why.LOST_DIGITS


def test_settings_are_text():
    header = ["参数", "值", "生效日期"]
    rows = [["年龄上限", 55.0, ""], ["报酬", 2140.5, date(2024, 12, 1)], ["某日", date(2025, 1, 1), ""]]
    records = read_tables([Grid("参数", [header, *rows])])
    assert [s.value for s in records.of(Setting)] == ["55", "2140.5", "2025-01-01"]


def test_rows_of_different_length_are_read():
    table = only(Grid("花名册", [PLAIN, ["张三", ID1], ["李四", ID2, "东升"], []]))
    assert [(r.name, r.service_village) for r in table.rows] == [("张三", None), ("李四", "东升")]


def test_a_book_of_every_kind():
    grids = [
        Grid(
            "协议台账",
            [["编号", "姓名", "身份证号", "起", "止", "报酬"], ["N1", "张三", ID1, "2024.5.1", "2025.4.30", "1980"]],
        ),
        Grid("例外审批", [["规则", "对象", "文号", "批准单位", "批准日期"], ["E3", ID1.lower(), "X", "Y", 45418.0]]),
        Grid("公开", [["嘎查村", "公开日期", "监督电话"], ["红旗", "2025.6.1", "0476-1234567"]]),
        Grid("公益性岗位花名册", [["姓名", "身份证号", "岗位"], ["张三", ID1, "保洁员"]]),
        Grid("村名对照", [["原名", "规范名"], ["红旗", "红旗嘎查"]]),
    ]
    records = read_tables(grids)
    assert records.of(Agreement)[0].pay_monthly == 1980
    assert records.of(Approval)[0].date == date(2024, 5, 6)
    assert records.of(Disclosure)[0].publish_phone == "0476-1234567"
    assert records.of(OtherPost)[0].post_name == "保洁员"
    assert records.of(VillageAlias)[0].standard == "红旗嘎查"


CELLS = st.none() | st.text(max_size=6) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.dates()
WORDS = st.sampled_from([*PLAIN, "合计", "同上", "注：", ID1, "红旗", "协议期限", "起", "止", "状态"])


@given(
    st.lists(st.lists(CELLS | WORDS, max_size=6), max_size=8), st.sampled_from(["花名册", "Sheet1", "嘎查村", "参数"])
)
def test_no_grid_makes_reading_fail_and_no_row_is_lost_uncounted(rows, sheet):
    for table in read_tables([Grid(sheet, rows)]).tables:
        below = len(rows) - table.header_row
        assert len(table.rows) + sum(table.skipped.values()) <= below
        last = max((r.place.row for r in table.rows), default=table.header_row)
        assert sum(table.skipped.values()) >= last - table.header_row - len(table.rows)

"""Article 10 through the command, as a finance officer would try it: cents, caps by date, part months, money taken back."""

from datetime import date

import pytest

from xgy_excel.rows import Agreement, Payment

ME = "150421198503019997"
BEGAN = {"上岗日期": date(2024, 1, 1)}
LEFT = {"状态": "离岗", "离岗日期": date(2025, 3, 15), "离岗类型": "解聘（第十四条）"}
LAST_YEAR = {
    "协议编号": "乌兰旗2024-001", "姓名": "张三", "身份证号": ME, "签订日期": date(2023, 12, 28), "协议起": date(2024, 1, 1),
    "协议止": date(2024, 12, 31), "月劳务报酬": 1000,
}  # fmt: skip


def settings(*more, cap=2140, pay=1000):
    lines = [("城镇公益性岗位补贴标准", cap), ("岗位报酬标准·一类", pay), *more]
    return [{"参数": name, "值": value, "生效日期": date(2022, 1, 1)} for name, value in lines]


def paid(month, amount, **fields):
    row = {"月份": month, "姓名": "张三", "身份证号": ME, "合计": amount, "资金来源": "F2", "支付方式": "一卡通",
           "户名": "张三", "一卡通账号": "6217000000000000001"}  # fmt: skip
    return {**row, **fields}


def ledger(*rows, agreements=()):
    return {Payment: list(rows), Agreement: list(agreements)}


@pytest.fixture
def levels(told):
    """Check a small county; the severity of every finding of one rule."""

    def check(rule, *people, **more):
        return [level for code, level, _ in told(*people, only=[rule], **more) if code == rule]

    return check


# -- the cap and the class ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (2140, []),
        (2140.01, ["需例外审批"]),
        ("￥２，１４０．００元/月", []),
        ("2,140.5元", ["需例外审批"]),
        ("约2140", ["待核"]),
        (None, ["待核"]),
    ],
)
def test_the_cap_holds_to_the_cent(levels, amount, expected):
    assert levels("P1", {"月劳务报酬": amount}, settings=settings(pay=9000)) == expected


def test_a_month_is_capped_by_the_standard_of_its_first_day(told):
    lines = [
        {"参数": "城镇公益性岗位补贴标准", "值": 1850, "生效日期": date(2021, 12, 1)},
        {"参数": "城镇公益性岗位补贴标准", "值": 2140, "生效日期": date(2024, 12, 15)},
        {"参数": "岗位报酬标准·一类", "值": 3000, "生效日期": date(2022, 1, 1)},
    ]
    months = ledger(*(paid(m, 1900) for m in ("2024-11", "2024-12", "2025-01")), agreements=[LAST_YEAR])
    found = told(BEGAN, settings=lines, extra=months, only=["P1"])
    assert [rule for rule, level, _ in found if level == "需例外审批"] == ["P1", "P1"]


def test_the_standard_of_another_county_is_none(levels):
    line = {"参数": "城镇公益性岗位补贴标准", "值": 2140, "生效日期": date(2022, 1, 1), "旗县": "东山县"}
    lines = [*settings(cap=None), line]
    assert levels("P2", {"旗县": "西河县"}, settings=lines) == ["待核"]
    assert levels("P2", {"旗县": "东山县"}, settings=lines) == []
    assert levels("P2", settings=lines) == []  # a book that names no county has only this one


@pytest.mark.parametrize(("amount", "expected"), [(1000.01, ["错误"]), (1000, []), (999.99, ["提示"])])
def test_the_class_holds_to_the_cent(levels, amount, expected):
    assert levels("P3", {"月劳务报酬": amount}, settings=settings()) == expected


def test_what_the_roster_states_is_not_called_paid(said):
    assert said("P3", {"月劳务报酬": 1200}, settings=settings()) == [
        "【第十条·分类标准】张三岗位类别“一类”标准1000元，2025年6月约定报酬1200元，高于标准200元。"
    ]


# -- part months ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "row", "expected"),
    [
        ("不折算", paid("2025-03", 1000), ["提示"]),
        ("按自然日", paid("2025-03", 483.87), []),
        ("按自然日", paid("2025-03", 483.88), ["错误"]),
        ("按出勤", paid("2025-03", 500, 规定出勤=22, 实际出勤=11), []),
        ("按出勤", paid("2025-03", 500.01, 规定出勤=22, 实际出勤=11), ["错误"]),
        ("按出勤", paid("2025-03", 500), ["待核"]),
        ("按天", paid("2025-03", 500), ["待核"]),
    ],
)
def test_a_part_month_is_paid_by_the_countys_way(levels, way, row, expected):
    assert levels("P12", LEFT, settings=settings(("折算方式", way)), extra=ledger(row)) == expected


def test_an_unreadable_way_is_told_as_such_and_not_as_missing_attendance(said):
    row = paid("2025-05", 900)
    (message,) = said("P3", settings=settings(("折算方式", "按天")), extra=ledger(row))
    assert "参数表未设“折算方式”" in message


def test_twenty_one_of_twenty_two_days_are_95455(levels):
    attended = {"规定出勤": 22, "实际出勤": 21}
    lines = settings(("折算方式", "按出勤"))
    assert levels("P3", settings=lines, extra=ledger(paid("2025-05", 954.55, **attended))) == []
    assert levels("P3", settings=lines, extra=ledger(paid("2025-05", 954.54, **attended))) == ["提示"]
    assert levels("P3", settings=lines, extra=ledger(paid("2025-05", 1000, **attended))) == ["提示"]


# -- outside the agreement, twice, taken back -------------------------------------------------------------------


def test_a_month_no_policy_covers_is_still_outside_the_agreement(levels):
    after = ledger(paid("2025-12", 1000), paid("2026-01", 1000))
    assert levels("P12", settings=settings(), extra=after, day="2025-12-31") == ["错误"]


def test_paid_twice_after_the_policy_ended_is_paid_twice(levels):
    twice = ledger(paid("2026-01", 1000), paid("2026年1月", 1000))
    assert levels("P13", settings=settings(), extra=twice, day="2025-12-31") == ["错误"]


@pytest.mark.parametrize("rule", ["P1", "P3", "P12", "P13"])
def test_money_taken_back_proves_no_breach(levels, rule):
    rows = ledger(paid("2025-04", 2000), paid("2025-04", 2000), paid("2025-04", -3000))
    assert levels(rule, settings=settings(), extra=rows) == ["待核"]


def test_a_negative_amount_is_told_as_what_it_is(said):
    assert said("P14", settings=settings(), extra=ledger(paid("2025-04", -100))) == [
        "【金额】张三“合计”为“-100”，小于零。"
    ]


def test_what_another_row_lacks_is_not_said_of_this_one(said):
    rows = ledger(paid("2025-04", 1000), paid("2025-04", None, 资金来源="F5"))
    (message,) = said("P1", settings=settings(), extra=rows)
    assert message == "【第十条·缺数据】张三缺“2025年4月另一笔发放的金额”，无法判定“报酬封顶”。"


@pytest.mark.parametrize(("amount", "level"), [(1000, "错误"), (0, None), (None, "待核"), ("壹仟", "待核")])
def test_a_month_between_two_agreements_counts_when_money_was_paid(levels, amount, level):
    ended = {**LAST_YEAR, "协议止": date(2024, 6, 30)}
    rows = ledger(paid("2024-08", amount), agreements=[ended])
    assert levels("A5", BEGAN, settings=settings(), extra=rows) == ([level] if level else [])


# -- sources and the card -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("惠农“一卡通”", []),
        ("惠民惠农财政补贴“一卡通”", []),
        ("一卡通（社保卡）", []),
        ("一卡通发放", []),
        ("社会保障卡、一卡通", []),
        ("一卡通、现金", ["错误"]),
        ("未办理一卡通", ["错误"]),
        ("现金（一卡通未办理）", ["错误"]),
        ("银行转账", ["错误"]),
        (None, ["待核"]),
    ],
)
def test_the_card_goes_by_many_names_and_cash_is_none(levels, way, expected):
    assert levels("P10", {"支付方式": way}, settings=settings()) == expected


@pytest.mark.parametrize(
    ("fund", "amount", "expected"),
    [
        ("F5:554.55；F2:400", 954.55, []),
        ("F5:554.55；F2:399.99", 954.55, ["错误"]),
        ("F5：600元，F2", 1000, ["待核"]),
        ("F5:600；F2:400", "壹仟", ["待核"]),
    ],
)
def test_the_parts_of_a_pay_add_up_to_the_cent(levels, fund, amount, expected):
    row = paid("2025-05", amount, 资金来源=fund)
    assert levels("P8", settings=settings(), extra=ledger(row)) == expected


def test_a_class_the_county_excludes_is_told_by_its_name(said):
    lines = settings(("身份口径_已消除", "否"))
    assert said("P6", {"人员身份": "监测对象（已消除）"}, settings=lines) == [
        "【第十条·人员身份】张三为监测对象（已消除），按本县口径不属于“符合条件的脱贫人口或监测对象”，不能从衔接资金列支。"
    ]

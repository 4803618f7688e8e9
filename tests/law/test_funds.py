"""Article 10: how sources are written, which are restricted, and what a restricted one asks of post and person."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgy_excel.core import Law, Place, Setting
from xgy_excel.law import judge
from xgy_excel.law.pay import funds
from xgy_excel.law.pay.sources import NAMES, parse_funds, restricted
from xgy_excel.records import Records
from xgy_excel.rows import Coordinator, Payment, Village

DAY = date(2025, 6, 30)
ME = "15042119850301999X"


def person(fund: str | None = "F1", **fields) -> Coordinator:
    good = {
        "name": "张三", "id_number": ME, "status": "在岗", "township": "巴彦镇", "service_village": "红旗嘎查",
        "person_class": "脱贫人口", "is_rural_pwp": True, "pwp_date": date(2024, 6, 1), "pay_monthly": Decimal(1000),
        "onboard_date": date(2024, 7, 1), "fund": fund,
    }  # fmt: skip
    return Coordinator(**{**good, **fields})


def paid(fund: str | None = "F1", month: str = "2025-05", **fields) -> Payment:
    good = {"name": "张三", "id_number": ME, "pay_month": date.fromisoformat(f"{month}-01"), "amount": Decimal(1000)}
    return Payment(**{**good, "fund": fund, **fields})


def findings(*rows, settings=(), rules=funds.RULES, day=DAY):
    return judge(Records.of_rows(*rows), Law(day, settings=settings), rules).findings


def told(*rows, **more) -> list[tuple[str, str]]:
    return sorted((f.rule.code, f.severity.value) for f in findings(*rows, **more))


# -- how a cell is read -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("F1", ["F1"]),
        ("f5、Ｆ２", ["F5", "F2"]),
        ("F5村集体经济其他收入", ["F5"]),
        ("就业补助资金", ["F1"]),
        ("中央财政衔接推进乡村振兴补助资金", ["F2"]),
        ("光伏帮扶电站收益", ["F3"]),
        ("村集体经济（光伏收益）", ["F3"]),
        ("村集体经济—扶贫项目资产收益（非光伏）", ["F4"]),
        ("扶贫项目资产收益", [""]),
        ("村集体经济", [""]),
        ("村集体经济—其他收入", ["F5"]),
        ("村集体经济和衔接资金", ["", "F2"]),
        ("和林格尔县就业补助资金", ["F1"]),
        ("其他（乌财〔2024〕3号、5号）", ["F9"]),
        ("京蒙协作资金", [""]),
        ("F12", [""]),
        ("", []),
    ],
)
def test_a_source_is_recognised_by_code_or_name(text, codes):
    assert [source.code for source in parse_funds(text)] == codes


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("F5:600；F2:400", ["600", "400"]),
        ("F5：1,600元，F2：400.50元/月", ["1600", "400.50"]),
        ("F5 600;F2 400", ["600", "400"]),
        ("F5（600元）、F2（400元）", ["600", "400"]),
        ("F9（乌财3号）:300", ["300"]),
        ("F5；F2:400", [None, "400"]),
        ("F5600", [None]),
    ],
)
def test_the_parts_are_read_with_their_amounts(text, amounts):
    assert [source.amount for source in parse_funds(text)] == [Decimal(a) if a else None for a in amounts]


def test_the_new_name_of_f2_counts_from_2026():
    assert parse_funds("常态化帮扶资金", date(2025, 12, 1))[0].code == ""
    assert parse_funds("常态化帮扶资金", date(2026, 1, 1))[0].code == "F2"


part = st.tuples(st.sampled_from(sorted(NAMES)), st.decimals(1, 9999, places=2))


@given(st.lists(part, min_size=1, max_size=4), st.sampled_from(("；", ";", "、", "，", "\n", " + ")))
def test_what_was_written_is_read_back_to_the_cent(parts, between):
    text = between.join(f"{code}:{amount}" for code, amount in parts)
    read = parse_funds(text)
    assert [(source.code, source.amount) for source in read] == parts
    assert sum(source.amount for source in read) == sum(amount for _, amount in parts)


@given(st.text(max_size=30))
def test_no_text_is_too_strange(text):
    for source in parse_funds(text):
        assert restricted(source, DAY, Law(DAY)) in (True, False, None)


# -- P5, P6 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fund", "post", "who", "expected"),
    [
        ("F1", True, "脱贫人口", []),
        ("F1", False, "脱贫人口", [("P5", "错误")]),
        ("F1", True, "一般农户", [("P6", "错误")]),
        ("F5", False, "一般农户", []),
        ("F4", False, "一般农户", []),
        ("F5:600；F2:400", True, "一般农户", [("P6", "错误")]),
        ("F1:600；F2:400", False, "脱贫人口", [("P5", "错误"), ("P5", "错误")]),
        ("F3", None, "监测对象（未消除）", [("P5", "待核")]),
        ("F3", True, "监测对象", []),
        ("F3", True, "监测对象（已消除）", [("P6", "待核")]),
        ("F3", True, "脱贫户不享受政策", [("P6", "待核")]),
        ("F3", True, "牧民", [("P6", "待核")]),
        ("F3", True, None, [("P6", "待核")]),
        (None, True, "脱贫人口", [("P7", "待核")]),
    ],
)
def test_restricted_money_pays_welfare_posts_of_the_poor(fund, post, who, expected):
    row = person(fund, is_rural_pwp=post, person_class=who)
    assert told(row) == expected
    gone = person(None, is_rural_pwp=post, person_class=who, status="离岗", leave_date=date(2025, 5, 31))
    assert told(gone, paid(fund)) == expected  # the same asked of a month that was paid


def test_the_post_is_developed_before_the_month():
    late = person(pwp_date=date(2025, 6, 2))
    (finding,) = findings(late)
    assert finding.field == "是否乡村公益性岗位"
    assert finding.message == (
        "【第十条·岗位性质】张三2025年6月使用就业补助资金列支，该岗位2025-06-02才开发为乡村公益性岗位。"
    )
    assert told(person(pwp_date=date(2025, 6, 1))) == []
    assert told(person(pwp_date=None)) == [("P5", "待核")]


def test_a_payment_is_told_at_its_source_with_the_money_concerned():
    (finding,) = findings(person("F5", person_class="一般农户"), paid("F5:600；F2:400"))
    assert (finding.row.SHEET, finding.field) == ("发放", "资金来源")
    assert finding.message == "【第十条·人员身份】张三在2024-07-01不是脱贫人口或监测对象，不能从衔接资金列支。"
    assert finding.answer.facts["金额"] == 400


def test_without_the_columns_of_the_roster_the_rules_do_not_guess():
    place = Place("花名册", 2, {"name": 1, "id_number": 2, "is_rural_pwp": 3, "status": 4})
    row = person(None, place=place, person_class=None, pwp_date=None)
    (late,) = findings(row, paid(), paid(month="2025-04"), rules=[funds.P5])
    assert (late.severity.value, late.row, late.sheet) == ("提示", None, "花名册")  # said once, for all
    assert "缺列“公益岗开发日期”" in late.message
    assert told(replace(row, is_rural_pwp=False), paid(), rules=[funds.P5]) == [("P5", "错误")]
    assert told(row, paid(), rules=[funds.P6]) == []


def test_an_empty_source_is_told_once():
    (finding,) = findings(person(None))
    assert (finding.rule.code, finding.field) == ("P7", "资金来源")
    assert finding.message.startswith("【第十条·资金明细】张三没有填写资金来源，")


def test_the_name_of_a_source_the_county_has_registered_is_as_good_as_its_code():
    lines = [
        Setting(name="资金来源·F6", value="京蒙协作资金、不受限"),
        Setting(name="资金来源·F7", value="行业资金、受限"),
    ]
    poor = {"is_rural_pwp": False, "person_class": "一般农户"}
    assert told(person("京蒙协作资金", **poor), settings=lines) == []
    assert told(person("行业资金", **poor), settings=lines) == [("P5", "错误"), ("P6", "错误")]
    assert told(person("协作资金", **poor), settings=lines) == [("P7", "待核")]


def test_somebody_the_roster_does_not_know_is_undecided():
    stranger = paid(name="李四", id_number="150421198604160025")
    assert told(person("F5"), stranger) == [("P5", "待核"), ("P6", "待核")]
    assert told(person("F5"), paid(id_number=None)) == [("P5", "待核"), ("P6", "待核")]


def test_an_empty_answer_of_the_roster_is_told_at_the_first_payment():
    gone = person("F5", is_rural_pwp=None, status="离岗", leave_date=date(2025, 5, 31))
    (finding,) = findings(gone, paid(month="2025-04"), paid())
    assert (
        finding.message == "【第十条·缺数据】张三缺“花名册中的是否乡村公益性岗位”，无法判定“须先开发为乡村公益性岗位”。"
    )


@pytest.mark.parametrize(("level", "expected"), [("可", []), ("否", [("P6", "错误")]), ("待核", [("P6", "待核")])])
def test_the_county_says_who_is_entitled(level, expected):
    removed = Setting(name="身份口径_已消除", value=level)
    assert told(person(person_class="监测对象（已消除）"), settings=[removed]) == expected
    other = Setting(name="身份口径_不享受", value=level)
    assert told(person(person_class="脱贫户不享受政策"), settings=[other]) == expected


@pytest.mark.parametrize(
    ("moment", "day"), [("上岗日", "2024-07-01"), ("发放月", "2025-06-01"), ("协议起", "认定之日")]
)
def test_the_day_of_the_identity_is_the_countys_choice(moment, day):
    (finding,) = findings(person(person_class="一般农户"), settings=[Setting(name="身份认定时点", value=moment)])
    assert f"张三在{day}不是" in finding.message


def test_an_unreadable_choice_of_the_day_is_undecided():
    unclear = Setting(name="身份认定时点", value="随便")
    assert told(person(person_class="一般农户"), settings=[unclear]) == [("P6", "待核")]


# -- P7 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fund", "solar", "expected"),
    [("村集体经济", None, 1), ("村集体经济", True, 1), ("村集体经济", False, 0), ("扶贫项目资产收益", False, 0)],
)
def test_bare_village_income_is_clear_only_without_a_solar_station(fund, solar, expected):
    village = Village(township="巴彦镇", village="红旗嘎查", has_pv=solar)
    assert told(person(fund, person_class="一般农户"), village) == [("P7", "待核")] * expected


def test_a_source_nobody_knows_is_undecided_until_it_has_a_basis():
    assert told(person("京蒙协作资金")) == [("P7", "待核")]
    assert told(person("京蒙协作资金（京蒙办〔2024〕1号）")) == []
    assert told(person("京蒙协作资金", fund_basis="京蒙办〔2024〕1号")) == []


def test_a_county_registers_its_own_source():
    free = Setting(name="资金来源·F6", value="京蒙协作资金、不受限")
    tied = Setting(name="资金来源·F6", value="京蒙协作资金、受限")
    assert told(person("F6", is_rural_pwp=False)) == [("P7", "待核")]
    assert told(person("F6", is_rural_pwp=False), settings=[free]) == []
    (finding,) = findings(person("F6", is_rural_pwp=False), settings=[tied])
    assert "使用京蒙协作资金列支" in finding.message
    unclear = Setting(name="资金来源·F6", value="京蒙协作资金")
    assert told(person("F6"), settings=[unclear]) == [("P7", "待核")]


# -- P8, P9 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fund", "pay", "expected"),
    [
        ("F5:600；F4:400", "1000", []),
        ("F5:600；F4:400", "1000.01", ["错误"]),
        ("F5:600；F4:399.99", "1000", ["错误"]),
        ("F5:900", "1000", ["错误"]),
        ("F5；F4", "1000", ["待核"]),
        ("F5:600；F4", "1000", ["待核"]),
        ("F5:600；F4:400", None, ["待核"]),
        ("F5", "1000", []),
    ],
)
def test_the_parts_add_up_to_the_pay(fund, pay, expected):
    amount = Decimal(pay) if pay else None
    assert [s for _, s in told(person(fund, pay_monthly=amount), rules=[funds.P8])] == expected
    assert [s for _, s in told(person("F5"), paid(fund, amount=amount), rules=[funds.P8])] == expected


@pytest.mark.parametrize(
    ("fund", "basis", "expected"),
    [("F9", None, ["待核"]), ("F9（乌财〔2024〕3号）", None, []), ("其他", "乌财〔2024〕3号", []), ("F5", None, [])],
)
def test_another_source_needs_its_basis(fund, basis, expected):
    assert [s for _, s in told(person(fund, fund_basis=basis), rules=[funds.P9])] == expected

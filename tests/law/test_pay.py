"""Article 10: the ceiling, the class of the post, the items; how it was paid; Article 15: outside the agreement, twice."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgy_excel.core import Law, Place, Setting, Unread
from xgy_excel.law import judge
from xgy_excel.law.pay import limits as pay
from xgy_excel.law.pay import minimum_wage, outside, payment, sums, twice
from xgy_excel.law.pay.limits import cap, prorated
from xgy_excel.records import Records, Table
from xgy_excel.rows import Agreement, Approval, Coordinator, Dismissal, Payment
from xgy_excel.values import cents

DAY = date(2025, 6, 30)
ME = "15042119850301999X"
CAPS = (
    Setting(name="城镇公益性岗位补贴标准", value="1850", start=date(2021, 12, 1)),
    Setting(name="城镇公益性岗位补贴标准", value="2140元", start=date(2024, 12, 1)),
)
CLASSES = (Setting(name="岗位报酬标准·一类", value="1,000元"),)


def person(**fields) -> Coordinator:
    good = {
        "name": "张三", "id_number": ME, "status": "在岗", "post_category": "一类", "pay_monthly": Decimal(1000),
        "onboard_date": date(2024, 7, 1), "agreement_start": date(2024, 7, 1), "agreement_end": date(2025, 6, 30),
        "pay_method": "一卡通", "account_holder": "张三", "agreement_no": "1",
    }  # fmt: skip
    return Coordinator(**{**good, **fields})


def paid(month: str = "2025-05", amount: str | None = "1000", **fields) -> Payment:
    good = {
        "name": "张三", "id_number": ME, "pay_month": date.fromisoformat(f"{month}-01"), "pay_method": "一卡通",
        "account_holder": "张三", "amount": Decimal(amount) if amount else None,
    }  # fmt: skip
    return Payment(**{**good, **fields})


def verdict(rule, *rows, settings=(*CAPS, *CLASSES), day=DAY):
    return judge(Records.of_rows(*rows), Law(day, settings=settings), [rule]).findings


def told(rule, *rows, **more) -> list[str]:
    return [f.severity.value for f in verdict(rule, *rows, **more)]


def way(name: str) -> tuple[Setting, ...]:
    return (*CAPS, *CLASSES, Setting(name="折算方式", value=name))


# -- P1, P2 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "amount", "expected"),
    [
        ("2025-05", "2140", []),
        ("2025-05", "2140.01", ["需例外审批"]),
        ("2024-11", "1900", ["需例外审批"]),
        ("2024-12", "1900", []),
        ("2025-05", None, ["待核"]),
    ],
)
def test_pay_stays_below_the_subsidy_in_force_in_its_month(month, amount, expected):
    assert told(pay.P1, person(), paid(month, amount)) == expected


def test_the_roster_is_judged_for_the_month_of_the_as_of_day():
    (finding,) = verdict(pay.P1, person(pay_monthly=Decimal(2200)))
    assert finding.field == "月劳务报酬"
    assert finding.message == (
        "【第十条·封顶】张三2025年6月报酬合计2200元，高于本地城镇公益性岗位补贴标准2140元（2024-12-01起执行）。"
    )
    assert told(pay.P1, person(pay_monthly=Decimal(1900)), day=date(2024, 11, 15)) == ["需例外审批"]


def test_several_payments_of_a_month_are_added_and_told_once():
    parts = paid(amount="1500"), paid(amount="600", merit_pay=Decimal("650"))
    assert told(pay.P1, *parts) == ["需例外审批"]
    assert told(pay.P1, paid(amount="1500"), paid("2025-04", "1500")) == []


def test_what_is_known_may_be_too_much_already():
    assert told(pay.P1, paid(amount="2200"), paid(amount=None)) == ["需例外审批"]
    assert told(pay.P1, paid(amount="2000"), paid(amount=None)) == ["待核"]


def test_an_approved_exception_lifts_the_ceiling():
    approval = Approval(rule="P1", target=ME, doc_no="1号", body="旗人社局", date=DAY)
    assert told(pay.P1, person(pay_monthly=Decimal(2200)), approval) == ["已批例外"]


def test_a_payment_without_month_is_undecided():
    assert told(pay.P1, paid(pay_month=None)) == ["待核"]


def test_who_left_is_not_judged_by_the_roster_and_who_waits_is():
    over = {"pay_monthly": Decimal(2200)}
    assert told(pay.P1, person(status="离岗", leave_date=date(2025, 5, 31), **over)) == []
    assert told(pay.P1, person(status="待上岗", onboard_date=date(2025, 8, 1), **over)) == ["需例外审批"]
    assert told(pay.P1, person(status=None, **over)) == ["需例外审批"]


def test_a_missing_standard_is_told_once_a_month_and_county_and_p1_gives_way():
    rows = person(county="甲旗"), paid(), paid(name="李四", id_number="150421198604160025"), paid("2025-04")
    findings = verdict(pay.P2, *rows, settings=())
    assert [f.message for f in findings] == [
        "【第十条·标准缺失】参数表没有甲旗2025年6月的城镇公益性岗位补贴标准。",
        "【第十条·标准缺失】参数表没有甲旗2025年5月的城镇公益性岗位补贴标准。",
        "【第十条·标准缺失】参数表没有本旗县2025年5月的城镇公益性岗位补贴标准。",
        "【第十条·标准缺失】参数表没有甲旗2025年4月的城镇公益性岗位补贴标准。",
    ]
    assert told(pay.P1, *rows, settings=()) == []
    assert told(pay.P2, *rows) == []


def test_two_standards_of_one_day_are_an_error_of_the_parameter_sheet():
    twice = CAPS[1], Setting(name="城镇公益性岗位补贴标准", value="2200", start=date(2024, 12, 1))
    findings = verdict(pay.P2, person(), *twice, settings=twice)
    assert [(f.severity.value, f.row is twice[1]) for f in findings] == [("错误", True)]
    lower, higher = Decimal(2140), Decimal(2200)
    for amount, expected in ((lower, []), (lower + 1, ["待核"]), (higher, ["待核"]), (higher + 1, ["需例外审批"])):
        assert told(pay.P1, person(pay_monthly=amount), *twice, settings=twice) == expected
    other = Setting(name="城镇公益性岗位补贴标准", value="2200", start=date(2024, 12, 1), county="乙旗")
    assert told(pay.P2, CAPS[1], other) == []


def test_a_book_of_several_counties_has_a_standard_each():
    lines = (
        Setting(name="城镇公益性岗位补贴标准", value="2140", county="甲旗"),
        Setting(name="城镇公益性岗位补贴标准", value="1500", county="乙旗"),
    )
    law = Law(DAY, settings=lines)
    assert [cap(DAY, law, county) for county in ("甲旗", "乙旗", "丙旗", "")] == [2140, 1500, None, None]
    assert cap(DAY, Law(DAY, settings=lines[:1])) == 2140
    rows = person(pay_monthly=Decimal(1900), county="乙旗")
    assert told(pay.P1, rows, settings=lines) == ["需例外审批"]


# -- P3 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "expected"), [("1000", []), ("1000.01", ["错误"]), ("999", ["提示"]), (None, ["待核"])]
)
def test_pay_equals_the_standard_of_its_class(amount, expected):
    assert told(pay.P3, person(), paid(amount=amount)) == expected
    assert told(pay.P3, person(pay_monthly=Decimal(amount) if amount else None)) == expected


def test_the_difference_is_told():
    (finding,) = verdict(pay.P3, person(pay_monthly=Decimal("1200.5")))
    assert (
        finding.message
        == "【第十条·分类标准】张三岗位类别“一类”标准1000元，2025年6月约定报酬1200.50元，高于标准200.50元。"
    )


def test_an_empty_or_unknown_class_or_table_is_undecided():
    assert told(pay.P3, person(post_category=None)) == ["待核"]
    (finding,) = verdict(pay.P3, person(post_category="四类"))
    assert finding.message == "【第十条·分类标准】参数“岗位报酬标准”没有张三岗位类别“四类”2025年6月的标准。"
    assert told(pay.P3, person(), paid(), settings=CAPS) == ["待核"]  # once for the book


def test_what_the_roster_lacks_is_told_once_and_not_every_month():
    rows = person(post_category=None, status="离岗", leave_date=date(2025, 5, 31)), paid("2025-04"), paid("2025-05")
    assert told(pay.P3, *rows) == ["待核"]
    strangers = (
        paid(id_number="150421198604160025"),
        paid("2025-04", id_number="150421198604160025"),
        paid(id_number=None),
    )
    assert told(pay.P3, person(), *strangers) == ["待核", "待核"]


def test_a_part_month_is_compared_with_its_share():
    short = person(status="离岗", leave_date=date(2025, 3, 15))
    assert told(pay.P3, short, paid("2025-03", "483.87"), settings=way("按自然日")) == []
    (finding,) = verdict(pay.P3, short, paid("2025-03", "400"), settings=way("按自然日"))
    assert finding.message.endswith("标准1000元，2025年3月折算后483.87元，实发400元，少83.87元。")
    absent = paid("2025-03", "900")
    assert told(pay.P3, short, absent, settings=way("按出勤")) == ["待核"]


# -- P4 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "amount", "settings", "expected"),
    [
        ("绩效", "100", (), []),
        ("交通补贴", "100", (), ["错误"]),
        ("交通补贴", "0", (), []),
        ("交通补贴", "100", (Setting(name="允许发放项目", value="基本报酬、绩效、交通补贴"),), []),
        (None, "100", (), ["待核"]),
        ("交通补贴", None, (), ["待核"]),
        ("交通补贴", "100", (Setting(name="允许发放项目", value="、"),), ["待核"]),
    ],
)
def test_only_allowed_items_are_paid(item, amount, settings, expected):
    row = paid(other_item=item, other_amount=Decimal(amount) if amount else None, base_pay=Decimal(900))
    assert told(pay.P4, row, settings=settings) == expected


def test_an_item_without_an_amount_is_open_unless_the_others_are_the_whole():
    assert told(pay.P4, paid(other_item="交通补贴")) == ["待核"]
    assert told(pay.P4, paid(other_item="交通补贴", base_pay=Decimal(1000))) == []


def test_a_county_without_merit_pay_says_so():
    findings = verdict(pay.P4, paid(merit_pay=Decimal(200)), settings=[Setting(name="允许发放项目", value="基本报酬")])
    assert [f.message for f in findings] == ["【第十条·滥发】张三2025年5月“绩效”200元不在本县允许发放项目内。"]


# -- P10, P11 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "expected"),
    [("一卡通", []), ("“一卡通”", []), ("社保卡", []), ("现金", ["错误"]), ("微信", ["错误"]), (None, ["待核"])],
)
def test_pay_goes_to_the_card(method, expected):
    assert told(payment.P10, person(pay_method=method)) == expected
    assert told(payment.P10, paid(pay_method=method)) == expected


def test_local_names_of_the_card_are_the_countys():
    names = [Setting(name="支付方式同义词", value="一卡通、牧民卡")]
    assert told(payment.P10, person(pay_method="牧民卡"), settings=names) == []
    assert told(payment.P10, person(), settings=[Setting(name="支付方式同义词", value="、")]) == ["待核"]
    assert told(payment.P10, person(pay_method="现金", status="离岗", leave_date=date(2025, 1, 1))) == []


@pytest.mark.parametrize(
    ("name", "holder", "expected"),
    [
        ("张三", "张　三", []),
        ("斯琴·巴图", "斯琴巴图", ["提示"]),
        ("张三", "李四", ["待核"]),
        ("张三", None, ["待核"]),
    ],
)
def test_the_card_is_the_persons_own(name, holder, expected):
    assert told(payment.P11, person(name=name, account_holder=holder)) == expected
    assert told(payment.P11, paid(name=name, account_holder=holder)) == expected


def test_a_county_may_call_anothers_card_an_error():
    strict = [Setting(name="户名不一致级别", value="错误")]
    assert told(payment.P11, person(account_holder="李四"), settings=strict) == ["错误"]
    assert told(payment.P11, person(account_holder="李四", status="离岗", leave_date=date(2025, 1, 1))) == []


# -- P12 ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "month", "expected"),
    [
        ({}, "2025-06", []),
        ({}, "2025-07", ["错误"]),
        ({"onboard_date": date(2024, 10, 1)}, "2024-09", ["错误"]),
        ({"status": "离岗", "leave_date": date(2025, 3, 15)}, "2025-04", ["错误"]),
        ({"status": "离岗", "leave_date": date(2025, 3, 15)}, "2025-03", ["提示"]),
        ({"agreement_end": None}, "2025-05", ["待核"]),
        ({"agreement_start": None, "agreement_end": None}, "2025-05", ["待核"]),
        ({"status": "离岗"}, "2025-05", ["待核"]),
    ],
)
def test_pay_falls_within_agreement_and_post(fields, month, expected):
    assert told(outside.P12, person(**fields), paid(month)) == expected


def test_the_money_outside_is_told_once_a_month():
    (finding,) = verdict(outside.P12, person(), paid("2025-07", "600"), paid("2025-07", "400"))
    assert finding.message == "【第十五条·协议外发放】张三2025年7月不在协议期（在岗期）内，发放表列1000元。"
    assert finding.answer.facts["金额"] == 1000


@pytest.mark.parametrize(
    ("amount", "fields", "settings", "expected"),
    [
        ("483.87", {}, way("按自然日"), []),
        ("483.88", {}, way("按自然日"), ["错误"]),
        ("454.55", {"days_required": 22, "days_actual": 10}, way("按出勤"), []),
        ("454.56", {"days_required": 22, "days_actual": 10}, way("按出勤"), ["错误"]),
        ("333.33", {"days_actual": 10}, way("按出勤"), []),
        ("454.55", {}, way("按出勤"), ["待核"]),
        ("454.55", {}, way("看情况"), ["待核"]),
    ],
)
def test_a_part_month_is_paid_by_the_countys_way(amount, fields, settings, expected):
    left = person(status="离岗", leave_date=date(2025, 3, 15))
    assert told(outside.P12, left, paid("2025-03", amount, **fields), settings=settings) == expected


def test_nobody_attends_more_days_than_in_post():
    left, settings = person(status="离岗", leave_date=date(2025, 3, 5)), way("按出勤")
    full = {"days_required": 22, "days_actual": 22}
    (finding,) = verdict(outside.P12, left, paid("2025-03", **full), settings=settings)
    assert (finding.severity.value, finding.answer.facts["应发"]) == ("错误", Decimal("227.27"))
    assert told(outside.P12, left, paid("2025-03", "227.27", **full), settings=settings) == []


def test_without_the_day_of_coming_a_month_is_undecided():
    unsure = person(onboard_date=None)
    (finding,) = verdict(outside.P12, unsure, paid("2025-03"), paid("2025-04"))  # told once
    assert (finding.severity.value, finding.row.pay_month.month) == ("待核", 3)
    assert told(outside.P12, person(onboard_date=None, place=Place("花名册", 2, {"id_number": 1})), paid()) == []


def test_what_is_lacking_is_told_at_the_first_month_it_leaves_open():
    later = Agreement(id_number=ME, agreement_no="2", agreement_start=date(2025, 7, 1))
    findings = verdict(outside.P12, person(), later, paid("2025-06"), paid("2025-07"), paid("2025-08"))
    assert [(f.severity.value, f.row.pay_month.month) for f in findings] == [("待核", 7)]


def test_the_day_of_a_dismissal_bounds_an_agreement_the_roster_goes_on_with():
    gone = Dismissal(name="张三", id_number=ME, dismiss_date=date(2025, 3, 5))
    months = [paid(f"2025-0{month}") for month in (2, 3, 4)]
    for roster in (person(), person(status="离岗", leave_date=date(2025, 5, 31))):
        findings = verdict(outside.P12, roster, gone, *months)
        assert [(f.severity.value, f.row.pay_month.month) for f in findings] == [("待核", 3), ("待核", 4)]
        assert "已于2025-03-05解聘（解聘表）" in findings[1].message
    again = person(agreement_start=date(2025, 4, 1), agreement_end=date(2025, 12, 31), onboard_date=date(2025, 4, 1))
    assert told(outside.P12, again, gone, paid()) == []
    agreed = person(status="离岗", leave_date=date(2025, 3, 5))
    assert sorted(told(outside.P12, agreed, gone, *months)) == ["提示", "错误"]


def test_the_share_is_of_the_agreed_pay():
    left = person(status="离岗", leave_date=date(2025, 3, 15), pay_monthly=None, post_category=None)
    agreement = Agreement(
        id_number=ME, agreement_no="1", agreement_start=date(2024, 7, 1), agreement_end=date(2025, 3, 31),
        pay_monthly=Decimal(2000),
    )  # fmt: skip
    assert told(outside.P12, left, agreement, paid("2025-03"), settings=way("按自然日")) == ["错误"]
    assert told(outside.P12, left, agreement, paid("2025-03", "967.74"), settings=way("按自然日")) == []
    assert told(outside.P12, left, paid("2025-03"), settings=way("按自然日")) == ["待核"]


def test_money_for_somebody_on_no_list_is_not_silent():
    (finding,) = verdict(outside.P12, person(), paid(name="李四", id_number="150421198604160025"))
    assert (
        finding.message == "【第十五条·协议外发放】花名册和协议台账都没有李四（按身份证号），2025年5月发放表列1000元。"
    )


@pytest.mark.parametrize("fields", [{"id_number": None}, {"pay_month": None}, {"amount": None}])
def test_a_payment_that_says_too_little_is_undecided(fields):
    assert told(outside.P12, person(), paid(**fields)) == ["待核"]


# -- P13 ----------------------------------------------------------------------------------------------


def test_the_same_item_twice_is_told_once():
    rows = [paid(base_pay=Decimal(1000)), paid(base_pay=Decimal(1000)), paid(base_pay=Decimal(1000))]
    (finding,) = verdict(twice.P13, person(), *rows)
    assert finding.row is rows[1]
    assert finding.message == "【第十五条·重复发放】张三2025年5月“基本报酬”重复3笔，共3000元。"
    assert finding.answer.facts["金额"] == 2000


def test_other_items_other_months_and_other_people_are_no_repetition():
    rows = (
        paid(amount=None, base_pay=Decimal(800)), paid(amount=None, merit_pay=Decimal(200)),
        paid("2025-04", None, base_pay=Decimal(800)), paid(amount=None, base_pay=Decimal(800), id_number="150421198604160025"),
    )  # fmt: skip
    assert told(twice.P13, person(), *rows) == []


def test_totals_without_items_repeat_too():
    assert told(twice.P13, person(), paid(), paid()) == ["错误"]
    assert told(twice.P13, person(), paid(), paid(base_pay=Decimal(1000))) == ["待核"]


def test_one_pay_split_between_two_sources_is_undecided():
    split = paid(amount="600", fund="F5"), paid(amount="400", fund="F2")
    assert told(twice.P13, person(), *split) == ["待核"]
    assert told(twice.P13, person(), paid(amount="1000", fund="F5"), paid(amount="400", fund="F2")) == ["错误"]


@pytest.mark.parametrize("fields", [{"id_number": None}, {"pay_month": None}])
def test_repetition_is_undecided_without_person_or_month(fields):
    assert told(twice.P13, paid(**fields)) == ["待核"]


# -- money the bank sent back ---------------------------------------------------------------------------

FAILED = "失败：户名不符"


def test_what_the_bank_sent_back_and_was_made_again_counts_once():
    rows = paid(receipt=FAILED), paid(receipt="成功")
    for rule in (pay.P1, pay.P3, outside.P12, twice.P13):
        assert told(rule, person(), *rows) == []
    again = verdict(twice.P13, person(), *rows, paid(receipt="成功"))
    assert [f.answer.facts["金额"] for f in again] == [1000]
    assert told(twice.P13, person(), paid(receipt=FAILED), paid(receipt=FAILED)) == []


def test_money_outside_the_agreement_is_told_as_what_became_of_it():
    def words(receipt):
        (finding,) = verdict(outside.P12, person(), paid("2025-07", receipt=receipt))
        return finding.severity.value, finding.message.partition("，")[2], "金额" in finding.answer.facts

    assert words("成功") == ("错误", "已发1000元。", True)
    assert words(None) == ("错误", "发放表列1000元。", True)
    assert words(FAILED) == ("错误", "银行未发成1000元。", False)


# -- the account ----------------------------------------------------------------------------------------


def test_money_goes_to_the_account_of_the_roster():
    roster = person(account_no="6223100000000000019")
    other = paid(account_no="6223100000000088881")
    (finding,) = verdict(payment.P11, roster, other)
    assert (finding.severity.value, finding.field) == ("待核", "一卡通账号")
    assert finding.message == "【一卡通·账号】张三发放的账号（末四位8881）不是花名册登记的账号（末四位0019）。"
    assert told(payment.P11, roster, paid(account_no="6223 1000 0000 0000 019")) == []
    assert told(payment.P11, person(), other) == []
    assert (
        told(payment.P11, roster, paid("2025-04", account_no="6223100000000088881"), paid()) == []
    )  # before a new card


# -- P14 ----------------------------------------------------------------------------------------------


def test_amounts_go_to_the_cent():
    (finding,) = verdict(sums.P14, paid(amount="954.545"))
    assert finding.message == "【金额】张三954.545元多于两位小数。"
    assert told(sums.P14, paid(amount="954.5500"), person()) == []
    assert told(sums.P14, person(pay_monthly=Decimal("1000.001"))) == ["错误"]


@pytest.mark.parametrize(
    ("amount", "expected"), [("1000", []), ("1000.02", ["提示"]), ("1000.03", ["错误"]), ("900", ["错误"])]
)
def test_a_rows_total_is_the_sum_of_its_items(amount, expected):
    assert told(sums.P14, paid(amount=amount, base_pay=Decimal(800), merit_pay=Decimal(200))) == expected


@pytest.mark.parametrize(
    "row",
    [
        paid(amount=None),
        paid(amount=None, unread={"amount": Unread("壹仟", "数字")}),
        paid(amount="-100"),
    ],
)
def test_no_amount_an_unreadable_or_a_negative_one_is_undecided(row):
    assert told(sums.P14, row) == ["待核"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("2863.65", []), ("2863.64", ["提示"]), ("2863.61", ["错误"]), ("2,863.65元", []), ("见附件", ["待核"])],
)
def test_a_written_total_is_the_sum_of_the_rows(written, expected):
    rows = tuple(paid(month, "954.55") for month in ("2025-03", "2025-04", "2025-05"))
    table = Table(kind=Payment, sheet="发放", columns={"amount": 1}, rows=rows, written_total={"amount": written})
    findings = judge(Records([table]), Law(DAY), [sums.P14]).findings
    assert [f.severity.value for f in findings] == expected
    if written == "2863.61":
        assert findings[0].message == "【金额】合计2863.61元与逐行之和2863.65元相差0.04元。"


@pytest.mark.parametrize(("written", "expected"), [("2000", []), ("3000", ["待核"]), ("1000", ["错误"])])
def test_a_total_over_hidden_rows_is_no_error_for_being_more(written, expected):
    rows = paid("2025-04"), paid("2025-05")
    more = {"written_total": {"amount": written}, "skipped": {"隐藏": 1}}
    table = Table(kind=Payment, sheet="发放", columns={"amount": 1}, rows=rows, **more)
    assert [f.severity.value for f in judge(Records([table]), Law(DAY), [sums.P14]).findings] == expected


def test_a_total_over_an_unreadable_row_waits_for_the_row():
    rows = paid(amount=None, unread={"amount": Unread("壹仟", "数字")}), paid()
    table = Table(kind=Payment, sheet="发放", columns={"amount": 1}, rows=rows, written_total={"amount": "1"})
    findings = judge(Records([table]), Law(DAY), [sums.P14]).findings
    assert [(f.row is rows[0], f.severity.value) for f in findings] == [(True, "待核")]


# -- P15 ----------------------------------------------------------------------------------------------

WAGE = Setting(name="最低工资标准", value="2140", start=date(2024, 12, 1))
ON = Setting(name="规则开关·P15", value="开")


def test_the_minimum_wage_is_compared_only_where_a_county_says_so():
    assert told(minimum_wage.P15, person(), settings=[WAGE]) == []
    assert told(minimum_wage.P15, person(), settings=[WAGE, ON]) == ["提示"]
    assert told(minimum_wage.P15, person(pay_monthly=Decimal(2140)), settings=[WAGE, ON]) == []
    assert told(minimum_wage.P15, person(pay_monthly=None), settings=[WAGE, ON]) == ["待核"]


def test_the_regions_minimum_wage_is_shown_as_a_help_only():
    (finding,) = verdict(minimum_wage.P15, person(), settings=[ON])
    assert finding.severity.value == "待核"
    assert "2024-12-01起一类2270、二类2200、三类2140" in finding.remedy


# -- money --------------------------------------------------------------------------------------------


@given(st.decimals(0, 100000, places=2), st.integers(1, 31), st.sampled_from(("不折算", "按出勤", "按自然日")))
def test_a_share_is_whole_cents_and_never_more_than_the_whole(amount, days, name):
    law = Law(DAY, settings=way(name))
    month = date(2025, 5, 1)
    due = prorated(amount, month, law, served=days, required=22, actual=min(days, 22))
    assert due == cents(due)
    assert 0 <= due <= amount
    assert prorated(amount, month, law, served=0, required=22, actual=0) == 0


def test_sums_are_of_rounded_rows():
    law = Law(DAY, settings=way("按出勤"))
    rows = [prorated(Decimal(1000), date(2025, 5, 1), law, served=31, required=22, actual=21)] * 3
    assert sum(rows) == Decimal("2863.65")

"""Article 9: the written agreement, its days and its number; the party to it; what its text must hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgy_excel.core import Law, Place, Setting, Unread
from xgy_excel.law import judge
from xgy_excel.law.agreement import contents, hiring, renewal, signing
from xgy_excel.law.agreement import terms as agreement
from xgy_excel.law.agreement.contents import A2, BLOCKS, DUTIES, Template, template_answers
from xgy_excel.law.agreement.terms import max_end, overlap_days
from xgy_excel.records import Records, on_post
from xgy_excel.rows import Agreement, Coordinator, Procedure

DAY = date(2025, 6, 30)
RULES = (*signing.RULES, *agreement.RULES, *hiring.RULES)
ME, OTHER = "15042119850301999X", "150421199001019990"
DATES = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def days(start: str, end: str) -> dict:
    return {"agreement_start": date.fromisoformat(start), "agreement_end": date.fromisoformat(end)}


def person(**fields) -> Coordinator:
    good = {
        "name": "张三", "id_number": ME, "status": "在岗", "agreement_no": "NC2025-001", "sign_date": date(2024, 12, 25),
        "hiring_body": "巴彦镇人民政府", "is_renewal": True, **days("2025-01-01", "2025-12-31"),
    }  # fmt: skip
    return Coordinator(**{**good, **fields})


def line(start: str, end: str, number: str | None = "NC2024-001", **fields) -> Agreement:
    return Agreement(**{"name": "张三", "id_number": ME, "agreement_no": number, **days(start, end), **fields})


def verdict(*rows, rules=RULES, settings=()):
    return judge(Records.of_rows(*rows), Law(DAY, settings=settings), rules).findings


def codes(*rows, only: str = "", **more) -> list[tuple[str, str]]:
    return [(f.rule.code, f.severity.value) for f in verdict(*rows, **more) if f.rule.code.startswith(only)]


def test_a_good_agreement_breaks_nothing():
    assert codes(person(), line("2024-01-01", "2024-12-31"), Procedure(id_number=ME)) == []


# -- A1 -----------------------------------------------------------------------------------------------


def test_in_post_without_number_and_signature_is_without_an_agreement():
    nothing = person(agreement_no=None, sign_date=None, agreement_start=None, agreement_end=None)
    assert [(f.rule.code, f.message) for f in verdict(nothing)] == [
        ("A1", "【第九条·书面协议】张三在岗，但没有登记书面聘用协议。")
    ]  # the other rules have no agreement to judge


@pytest.mark.parametrize(
    ("fields", "others"),
    [
        ({"agreement_no": None}, ()),
        ({"sign_date": None}, ()),
        ({"agreement_no": None, "sign_date": None, "status": "离岗"}, ()),
        ({"agreement_no": None, "sign_date": None}, (line("2025-01-01", "2025-12-31"),)),
        ({"agreement_no": None, "sign_date": None, "unread": {"sign_date": Unread("去年", "日期")}}, ()),
        ({"status": None}, ()),
        ({"leave_date": date(2025, 5, 1), "agreement_no": None, "sign_date": None}, ()),  # in post, and gone
    ],
)
def test_half_a_record_leaves_the_agreement_undecided(fields, others):
    assert {severity for _, severity in codes(person(**fields), *others, rules=[signing.A1])} == {"待核"}


def test_who_waits_to_begin_needs_no_agreement_yet():
    assert codes(person(agreement_no=None, sign_date=None, status="待上岗"), rules=[signing.A1]) == []


# -- A3, A3b ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-03-01", "2025-02-28", []),
        ("2024-03-01", "2025-03-01", [("A3", "提示")]),
        ("2024-03-01", "2025-03-02", [("A3", "错误")]),
        ("2024-02-29", "2025-02-28", []),
        ("2024-02-29", "2025-03-02", [("A3", "错误")]),
        ("2024-03-01", "2024-02-01", [("A3", "错误")]),
        ("2024-03-01", "2024-12-31", [("A3b", "提示")]),
    ],
)
def test_an_agreement_lasts_a_year(start, end, expected):
    assert codes(person(**days(start, end)), only="A3") == expected


def test_the_message_names_the_last_day_allowed():
    (finding,) = verdict(person(**days("2024-03-01", "2025-06-30")), rules=[agreement.A3])
    assert finding.message == "【第九条·一年一签】张三协议2024-03-01至2025-06-30超过一年，最晚应至2025-02-28。"
    assert finding.remedy == "将止期改为2025-02-28或更早，下一年另签。"


def test_a_missing_day_is_undecided_and_named():
    assert [f.field for f in verdict(person(agreement_end=None), rules=[agreement.A3])] == ["协议止"]


def test_the_slip_allowed_is_the_countys():
    slip = person(**days("2024-03-01", "2025-03-01"))
    assert codes(slip, rules=[agreement.A3], settings=[Setting(name="协议期容差天数", value="0")]) == [("A3", "错误")]
    assert codes(slip, rules=[agreement.A3], settings=[Setting(name="协议期容差天数", value="几天")]) == [
        ("A3", "待核")
    ]


def test_a_line_of_the_register_is_judged_unless_the_roster_has_it():
    long = days("2024-03-01", "2025-06-30")
    findings = verdict(
        person(**long), Agreement(id_number=ME, **long), line("2022-07-01", "2023-12-31"), rules=[agreement.A3]
    )
    assert [(f.sheet or type(f.row).SHEET) for f in findings] == ["花名册", "协议台账"]


@given(DATES)
def test_the_last_day_is_the_eve_of_the_anniversary(start):
    end = max_end(start)
    assert 365 <= (end - start).days + 1 <= 366
    after = end + timedelta(days=1)
    assert (after.month, after.day) == ((3, 1) if (start.month, start.day) == (2, 29) else (start.month, start.day))


def test_the_end_of_the_calendar_is_no_crash():
    assert max_end(date.max) == date.max


# -- A4 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2024-06-30", [("A4", "提示")]),
        ("2024-07-01", []),
        ("2024-06-29", [("A4", "错误")]),
    ],
)
def test_two_agreements_share_no_day(start, expected):
    assert codes(person(**days(start, "2025-05-30")), line("2023-07-01", "2024-06-30"), only="A4") == expected


def test_an_overlap_is_told_once_with_both_numbers():
    (finding,) = verdict(
        person(**days("2024-06-01", "2025-05-31")), line("2023-07-01", "2024-06-30"), rules=[agreement.A4]
    )
    assert finding.message == "【第九条·重叠】张三协议NC2024-001与NC2025-001重叠30天（2024-06-01至2024-06-30）。"
    assert type(finding.row) is Coordinator


def test_two_roster_rows_of_one_person_overlap_at_the_later():
    first, second = person(), person(agreement_no="NC2025-002", **days("2025-03-01", "2026-02-28"))
    assert [f.row is second for f in verdict(first, second, rules=[agreement.A4])] == [True]


def test_a_renewal_already_in_the_register_is_told_at_the_roster():
    (finding,) = verdict(person(), line("2025-12-01", "2026-11-30", "NC2026-001"), rules=[agreement.A4])
    assert type(finding.row) is Coordinator
    assert finding.severity.value == "错误"


def test_the_same_agreement_in_both_sheets_is_one():
    same = line("2025-01-01", "2025-12-31", "ＮＣ2025-001")
    assert codes(person(), same, line("2025-01-01", "2025-12-31", None), only="A4") == []


def test_one_number_with_two_pairs_of_days_is_undecided():
    (finding,) = verdict(person(), line("2025-01-01", "2025-12-30", "nc2025-001"), rules=[agreement.A4])
    assert finding.severity.value == "待核"
    days_told = "2025-01-01至2025-12-30、2025-01-01至2025-12-31"
    assert finding.message == f"【第九条·重叠】张三协议nc2025-001登记了两种起止日期：{days_told}。"


def test_a_missing_day_or_id_leaves_an_overlap_undecided():
    assert codes(person(agreement_end=None), line("2024-01-01", "2024-12-31"), rules=[agreement.A4]) == [("A4", "待核")]
    assert codes(person(id_number=None), rules=[agreement.A4]) == [("A4", "待核")]


@given(DATES, DATES, DATES, DATES)
def test_overlap_is_the_same_both_ways_and_counts_days(a, b, c, d):
    one, two = sorted((a, b)), sorted((c, d))
    shared = overlap_days(*one, *two)
    assert shared == overlap_days(*two, *one)
    assert (shared == 0) == (one[1] < two[0] or two[1] < one[0])
    assert overlap_days(*one, *one) == (one[1] - one[0]).days + 1


# -- A6, A7 -------------------------------------------------------------------------------------------


def test_signing_after_the_first_day_is_pointed_out():
    (finding,) = verdict(person(sign_date=date(2025, 1, 8)), rules=[signing.A6])
    assert finding.message == "【第九条·签订日期】张三协议签订日2025-01-08晚于起始日2025-01-01。"
    assert codes(person(sign_date=date(2025, 1, 1)), rules=[signing.A6]) == []


@pytest.mark.parametrize(
    ("filed", "fields", "expected"),
    [
        (date(2025, 1, 1), {"sign_date": date(2025, 1, 1)}, []),
        (date(2025, 1, 2), {}, [("A7", "错误")]),
        (date(2024, 12, 28), {}, [("A7", "提示")]),
        (None, {}, [("A7", "待核")]),
        (date(2025, 1, 2), {"is_renewal": True}, []),
        (date(2024, 12, 1), {"agreement_start": None}, [("A7", "待核")]),
    ],
)
def test_the_first_agreement_waits_for_the_filing(filed, fields, expected):
    row = person(**{"is_renewal": False, **fields})
    assert codes(row, Procedure(id_number=ME, county_file_date=filed), rules=[signing.A7]) == expected


def test_a_known_earlier_agreement_makes_a_renewal_unless_the_roster_denies_it():
    others = line("2024-01-01", "2024-12-31"), Procedure(id_number=ME, county_file_date=date(2025, 2, 1))
    assert codes(person(is_renewal=None), *others, rules=[signing.A7]) == []
    assert codes(person(is_renewal=False), *others, rules=[signing.A7]) == [("A7", "错误")]


def test_who_is_in_post_and_has_left_is_undecided_and_a_day_of_an_earlier_post_is_no_leaving():
    left = person(leave_date=date(2025, 5, 1))
    (finding,) = verdict(left, rules=[signing.A1])
    assert (finding.answer.field, finding.message) == (
        "leave_date",
        "【第九条·缺数据】张三的状态为“在岗”，离岗日期却是2025-05-01，无法判定“书面协议”。",
    )
    back = person(leave_date=date(2023, 5, 1), onboard_date=date(2024, 1, 1))
    assert [severity for _, severity in codes(back, rules=[signing.A1])] == ["待核"]
    assert on_post(back, DAY)
    assert not on_post(left, DAY)


@pytest.mark.parametrize("placeholder", ["待补", "不详", "000000000000000000", "111111111111111111"])
def test_two_people_without_a_number_are_not_one_person(placeholder):
    one = person(id_number=placeholder, agreement_no="NC2025-001")
    other = person(id_number=placeholder, agreement_no="NC2025-002", name="李四")
    assert [code for code, severity in codes(one, other, rules=(*RULES, *renewal.RULES)) if severity == "错误"] == []


# -- A8 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "party", "expected"),
    [
        ("巴彦镇人民政府", None, []),
        ("某某旗乡村振兴局", "某某旗乡村振兴局", []),
        ("红旗嘎查村民委员会", "红旗嘎查", []),
        ("巴彦镇人民政府", "某某旗巴彦镇人民政府", []),
        ("巴彦镇人民政府", "红旗嘎查村民委员会", ["错误"]),
        ("众诚劳务服务有限公司", None, ["错误"]),
        ("红旗嘎查股份经济合作社", "红旗嘎查股份经济合作社", ["错误"]),
        ("内蒙古自治区人力资源和社会保障厅", None, ["错误"]),
        ("巴彦镇党委", None, ["待核"]),
        ("某某旗人社局", "某某旗人力资源和社会保障局", ["待核"]),
        ("新村", "建新村", ["待核"]),
        ("就业服务中心", None, ["待核"]),
        (None, None, ["待核"]),
    ],
)
def test_the_party_is_the_body_that_hires(body, party, expected):
    assert [severity for _, severity in codes(person(hiring_body=body, party_a=party), rules=hiring.RULES)] == expected


def test_the_party_of_the_register_counts_where_the_roster_has_none():
    other = line("2025-01-01", "2025-12-31", "NC2025-001", party_a="红旗嘎查村民委员会")
    (finding,) = verdict(person(), other, rules=hiring.RULES)
    assert (
        finding.message == "【第二、三条·选聘主体】张三协议甲方“红旗嘎查村民委员会”不是本岗位选聘主体“巴彦镇人民政府”。"
    )


def test_an_empty_party_is_missing_only_where_the_book_has_the_column():
    place = Place("花名册", 2, {"name": 1, "hiring_body": 2, "party_a": 3})
    assert [f.field for f in verdict(person(place=place), rules=hiring.RULES)] == ["甲方"]


def test_a_name_without_its_kind_is_known_from_the_row():
    named = {"township": "巴彦", "service_village": "红旗嘎查"}
    assert codes(person(hiring_body="红旗", **named), rules=hiring.RULES) == []
    assert codes(person(hiring_body="巴彦", **named), rules=hiring.RULES) == []


# -- A9 -----------------------------------------------------------------------------------------------


def test_one_number_for_two_people_is_told_once():
    other = person(name="李四", id_number=OTHER, agreement_no="ｎｃ2025－001")
    findings = verdict(person(), other, rules=[agreement.A9])
    assert [f.message for f in findings] == ["【协议编号】ｎｃ2025－001同时用于张三和李四。"]


def test_one_number_for_two_years_of_one_person_is_undecided():
    findings = verdict(person(), line("2024-01-01", "2024-12-31", "NC2025-001"), rules=[agreement.A9])
    assert [f.severity.value for f in findings] == ["待核"]
    assert "2025-01-01至2025-12-31" in findings[0].message


def test_rows_without_an_id_are_one_person_by_their_name():
    assert codes(person(), line("2025-01-01", "2025-12-30", "NC2025-001", id_number=None), rules=[agreement.A9]) == []


def test_a_line_of_the_register_without_number_is_undecided():
    assert codes(line("2024-01-01", "2024-12-31", None), rules=[agreement.A9]) == [("A9", "待核")]


# -- A2 -----------------------------------------------------------------------------------------------

FULL = "；".join("、".join(ways[0]) for ways in DUTIES.values())


def told(template: Template) -> list[tuple[str, str]]:
    return [(a.severity.value, a.wording) for a in A2.ask(template, Records(), Law(DAY))]


def test_a_template_with_four_blocks_and_five_duties_is_kept():
    assert told(Template(blocks=BLOCKS, duties=FULL)) == []


def test_a_template_is_told_what_it_lacks():
    assert told(Template(blocks=BLOCKS[:3], duties=FULL)) == [("错误", "")]
    assert told(Template(blocks=BLOCKS, duties=FULL, unknown_fields=("姓明",))) == [("错误", "字段")]
    assert told(Template(blocks=BLOCKS, duties="宣传政策")) == [("提示", "职责")]


def test_without_the_block_of_duties_the_duties_are_not_asked_for():
    assert [a.facts["块"] for a in template_answers(("权利义务", "劳务报酬", "绩效管理"), "", ())] == ["职责任务"]


def test_the_duties_of_the_regulation_are_recognised_in_its_own_words():
    text = (
        "宣传并协助落实党和国家就业帮扶政策；全面掌握脱贫人口就业帮扶底数；为有服务需求的脱贫人口提供就业指导、岗位推送、"
        "技能培训等服务；及时掌握脱贫人口就业帮扶动态并更新信息管理系统数据；自觉接受管理部门业务指导，按要求参加相关业务培训"
    )
    assert contents.missing_duties(text) == ()
    assert len(contents.missing_duties("")) == 5


def test_a_workbook_is_not_asked_for_its_template():
    assert codes(person(), rules=[A2]) == []

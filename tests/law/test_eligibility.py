"""Article 7 without the age: village, farmer, schooling, soft conditions, preference, and one post for one person."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgy_excel.core import Law, Place, Setting
from xgy_excel.law import judge
from xgy_excel.law.eligibility import belonging as eligibility
from xgy_excel.law.eligibility import double_posts, merits
from xgy_excel.law.eligibility.education import is_enough, rank
from xgy_excel.law.identity.numbers import check_digit
from xgy_excel.records import Records, Table
from xgy_excel.rows import Coordinator, OtherPost, Procedure, Village, VillageAlias

DAY = date(2025, 6, 30)
RULES = (*eligibility.RULES, *merits.RULES, *double_posts.RULES)
BY_CODE = {rule.code: rule for rule in RULES}
ZHANG, LI = "150421197105209993", "150421199802289990"
ZHANG, LI = (head + check_digit(head) for head in (ZHANG[:17], LI[:17]))


def judged(codes, *rows, **values: str):
    settings = [Setting(name=name, value=value) for name, value in values.items()]
    rules = [BY_CODE[code] for code in codes.split()]
    return judge(Records.of_rows(*rows), Law(DAY, settings=settings), rules).findings


def told(codes, *rows, **values: str) -> list[str]:
    return [f.severity.value for f in judged(codes, *rows, **values)]


def person(**fields) -> Coordinator:
    here = {"service_village": "红旗嘎查", "status": "在岗", "agreement_start": date(2025, 1, 1)}
    return Coordinator(**{"name": "张三", "id_number": ZHANG, **here, **fields})


def in_sheet(row, *absent: str) -> Records:
    """The row as it stands in a sheet that lacks some columns."""
    kind = type(row)
    columns = {name: i for i, name in enumerate(kind.columns(), 1) if name not in absent}
    row = replace(row, place=Place(kind.SHEET, 2, columns), **dict.fromkeys(absent))
    return Records([Table(kind=kind, sheet=kind.SHEET, columns=columns, rows=(row,))])


# -- E1 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hukou", "live", "way", "expected"),
    [
        ("红旗嘎查", None, "任一", []),
        ("红旗嘎查村民委员会", None, "任一", []),
        ("东风嘎查", "红旗嘎查", "任一", []),
        ("东风嘎查", "红旗嘎查", "常住", []),
        ("东风嘎查", "红旗嘎查", "户籍", ["错误"]),
        ("东风嘎查", "东风嘎查", "任一", ["错误"]),
        ("东风嘎查", None, "任一", ["错误"]),
        (None, None, "任一", ["待核"]),
        (None, "红旗嘎查", "户籍", ["待核"]),
        ("红旗嘎查", None, "不管", ["待核"]),
    ],
)
def test_a_person_of_the_village(hukou, live, way, expected):
    assert told("E1", person(hukou_village=hukou, live_village=live), 村籍口径=way) == expected


def test_the_words_about_the_village_name_all_three():
    [finding] = judged("E1", person(hukou_village="东风嘎查"))
    assert finding.message == (
        "【第七条·本村】张三户籍村“东风嘎查”、常住村“未填”，服务村为“红旗嘎查”，不在服务对象所在嘎查村。"
    )
    assert finding.field == "户籍嘎查村"


def test_membership_of_the_collective_may_decide():
    row = person(hukou_village="东风嘎查", coop_village="红旗嘎查")
    assert told("E1", row) == []
    [finding] = judged("E1", person(hukou_village="红旗嘎查", coop_village="东风嘎查"), 村籍口径="集体成员")
    assert finding.message == (
        "【第七条·本村】张三集体经济组织“东风嘎查”，服务村为“红旗嘎查”，按集体成员认定不在服务对象所在嘎查村。"
    )


def test_a_village_nobody_knows_may_be_an_old_name():
    villages = (Village(village="红旗嘎查"), Village(village="东风嘎查"))
    row = person(hukou_village="老榆树村")
    [finding] = judged("E1", row, *villages)
    assert (finding.severity.value, finding.message) == (
        "待核",
        "【第七条·本村】张三的村名“老榆树村”在“嘎查村”表中对不上，无法判定是否本村。",
    )
    assert told("E1", row, *villages, VillageAlias(written="老榆树村", standard="红旗嘎查")) == []
    assert told("E1", row, *villages, VillageAlias(written="老榆树村", standard="东风嘎查")) == ["错误"]


def test_without_any_column_of_the_village_one_finding_for_the_sheet():
    records = in_sheet(person(), "hukou_village", "live_village", "coop_village")
    [finding] = judge(records, Law(DAY), [eligibility.E1]).findings
    assert (finding.severity.value, finding.sheet) == ("待核", "花名册")
    assert "没有“户籍嘎查村”“常住嘎查村”“集体经济组织”列" in finding.message


# -- E1b, E4, E4b, E9, E10 ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("farmer", "hukou_type", "expected", "words"),
    [
        (True, None, [], ""),
        (True, "非农业", [], ""),
        (False, None, ["错误"], "登记为非农牧民（是否农牧民：否）"),
        (None, None, ["待核"], "缺“是否农牧民”"),
        (None, "非农业家庭户口", ["待核"], "户口性质为“非农业家庭户口”，不能据此判定"),
    ],
)
def test_a_farmer_or_herder(farmer, hukou_type, expected, words):
    findings = judged("E1b", person(is_farmer=farmer, hukou_type=hukou_type))
    assert [f.severity.value for f in findings] == expected
    assert all(words in f.message for f in findings)


@pytest.mark.parametrize(
    ("education", "expected"),
    [
        ("文盲或半文盲", ["错误"]), ("小学", ["错误"]), ("小学肄业", ["错误"]),
        ("初中", []), ("初中毕业", []), ("初中文化", []), ("初中及以上", []), ("九年义务教育", []),
        ("高中", []), ("中专", []), ("技校", []), ("职高", []), ("大专", []), ("本科及以上", []), ("硕士", []),
        ("初中肄业", ["待核"]), ("初二", ["待核"]), ("高中未毕业", ["待核"]), ("高中(肄业)", ["待核"]), ("70", ["待核"]),
        (None, ["待核"]),
    ],
)  # fmt: skip
def test_junior_middle_school_or_more(education, expected):
    assert told("E4", person(education=education)) == expected


@pytest.mark.parametrize(("code", "expected"), [("70", []), ("60", []), ("80", ["错误"]), ("90", ["待核"])])
def test_codes_of_education_need_the_declared_table(code, expected):
    assert told("E4", person(education=code), 文化程度代码表="GB/T 4658-2006") == expected


def test_the_least_education_is_a_parameter():
    [finding] = judged("E4", person(education="初中"), 最低文化程度="高中")
    assert finding.message == "【第七条·文化程度】张三文化程度为“初中”，低于高中。"
    assert told("E4", person(education="初中"), 最低文化程度="很高") == ["待核"]
    assert is_enough("初中", Law(DAY, settings=[Setting(name="最低文化程度", value="很高")])) is None


@given(st.text(max_size=8))
def test_any_text_about_education_is_ranked_or_left_open(text):
    assert rank(text, Law(DAY)) in (None, 0, 1, 2, 3, 4, 5, 6)
    assert is_enough(text, Law(DAY)) in (None, True, False)


@pytest.mark.parametrize(
    ("status", "education", "expected"),
    [
        ("高中二年级", None, ["提示"]), ("高中二年级", "初中", []),
        ("非在校生", None, []), ("否", None, []), (None, None, []),
    ],
)  # fmt: skip
def test_still_at_school(status, education, expected):
    assert told("E4b", person(education=education, school_status=status)) == expected


@pytest.mark.parametrize(("relation", "expected"), [("支部书记之子", ["提示"]), ("否", []), ("无", []), (None, [])])
def test_cadres_are_asked_about_only_where_the_county_wants_it(relation, expected):
    row = person(cadre_relation=relation)
    assert told("E9", row) == []
    assert told("E9", row, 规则开关·E9="开") == expected


@pytest.mark.parametrize(
    ("skill", "expected"), [("丧失劳动力", ["待核"]), ("无劳动力", ["待核"]), ("普通劳动力", []), (None, [])]
)
def test_a_record_of_no_working_ability_leaves_the_case_open(skill, expected):
    assert told("E10", person(labour_skill=skill)) == expected


# -- E5, E6 -------------------------------------------------------------------------------------------

TICKS = dict.fromkeys(merits.CONDITIONS, True)
CHOSEN = Procedure(
    name="张三", id_number=ZHANG, service_village="红旗嘎查", notice_date=date(2024, 5, 6), check_result="符合", **TICKS
)
PASSED_OVER = replace(CHOSEN, name="李四", id_number=LI, priority_class="返乡创业人员")


def test_the_five_conditions_are_ticked_by_the_committees():
    assert told("E5", CHOSEN) == []
    [open_case] = judged("E5", replace(CHOSEN, soft_duty=None, soft_computer=None))
    assert open_case.message == "【第七条·综合条件】张三缺“责任心、计算机操作基础”的核查意见。"
    [refused] = judged("E5", replace(CHOSEN, soft_people=False))
    assert (refused.severity.value, refused.field) == ("错误", "群众基础")
    assert refused.message == "【第七条·综合条件】张三“群众基础”核查意见为不具备。"
    assert told("E5", replace(CHOSEN, soft_people=False, soft_duty=None)) == ["错误", "待核"]


@pytest.mark.parametrize(
    ("conclusion", "absent", "expected"),
    [
        ("符合", merits.CONDITIONS, []),
        (None, merits.CONDITIONS, ["待核"]),
        ("不符合", merits.CONDITIONS, []),  # S3 speaks
        (None, (*merits.CONDITIONS, "check_result"), ["待核"]),
        (None, merits.CONDITIONS[1:], ["待核"]),
    ],
)
def test_without_the_columns_the_conclusion_stands_for_the_ticks(conclusion, absent, expected):
    records = in_sheet(replace(CHOSEN, check_result=conclusion), *absent)
    findings = judge(records, Law(DAY), [merits.E5]).findings
    assert [f.severity.value for f in findings] == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["提示"]),
        ({"priority_class": "脱贫人口"}, ["提示"]),
        ({"priority_class": "村里能人"}, []),
        ({"priority_class": None}, []),
        ({"notice_date": date(2024, 9, 2)}, []),
        ({"notice_date": None}, []),
        ({"service_village": "东风嘎查"}, []),
        ({"check_result": "不符合"}, []),
        ({"soft_ability": False}, []),
        ({"selection_note": "本人放弃"}, []),
        ({"id_number": "150421198802289990"}, []),
        ({"id_number": ZHANG}, []),
    ],
)
def test_who_was_passed_over(changes, expected):
    assert told("E6", CHOSEN, replace(PASSED_OVER, **changes), person()) == expected


def test_who_is_preferred_may_be_added_to_and_a_preferred_choice_passes_nobody_over():
    row = replace(PASSED_OVER, priority_class="退役军人家属")
    assert told("E6", CHOSEN, row, person(), 优先类别="大中专毕业生、退役军人家属") == ["提示"]
    assert told("E6", replace(CHOSEN, priority_class="复转军人"), PASSED_OVER, person()) == []
    [finding] = judged("E6", CHOSEN, PASSED_OVER, person())
    assert finding.message == "【第七条·优先】红旗嘎查本次选聘有优先对象李四（返乡创业人员）符合条件而未入选。"
    assert finding.row is PASSED_OVER


# -- E7, E8 -------------------------------------------------------------------------------------------


def post(village="红旗嘎查", since=date(2024, 7, 1), **fields) -> Coordinator:
    return person(service_village=village, onboard_date=since, **fields)


HERE = post()
LEFT_EARLIER = {"status": "离岗", "since": date(2023, 7, 1)}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (post("东风嘎查"), ["错误"] * 2),
        (post("东风嘎查", leave_date=date(2024, 7, 1), **LEFT_EARLIER), ["错误"] * 2),
        (post("东风嘎查", leave_date=date(2024, 6, 30), **LEFT_EARLIER), []),
        (post("东风嘎查", **LEFT_EARLIER), ["待核"]),
        (post("东风嘎查", status="待上岗"), []),
        (post("东风嘎查", since=date(2025, 7, 7)), []),
        (post("东风嘎查", status=None), ["待核"]),
        (post("东风嘎查", id_number=LI), []),
        (post("红旗嘎查村民委员会"), ["错误"] * 2),
        (post(agreement_no="NC2024-001"), []),
    ],
)
def test_two_posts_of_one_person(other, expected):
    assert told("E7", HERE, other) == expected


def test_two_posts_that_both_lie_in_the_past_were_two_posts():
    rows = [post(v, status="离岗", leave_date=date(2024, 12, 31)) for v in ("红旗嘎查", "东风嘎查")]
    findings = judged("E7", *rows)
    assert [f.message for f in findings] == [
        "【第四条·专职】张三同时登记在红旗嘎查、东风嘎查两个专职岗位（重叠184天）。",
        "【第四条·专职】张三同时登记在东风嘎查、红旗嘎查两个专职岗位（重叠184天）。",
    ]


def test_one_post_entered_twice_and_the_history_of_a_person():
    [first, _] = judged("E7", HERE, replace(HERE, number="2"))
    assert "登记了两行在岗" in first.message
    history = (
        post(agreement_no="NC2023-1", **LEFT_EARLIER, leave_date=date(2024, 6, 30)),
        post(agreement_no="NC2024-1"),
    )
    assert told("E7", *history) == []
    assert told("E7", replace(HERE, id_number=None)) == ["待核"]


def test_villages_of_one_name_in_two_townships_are_two():
    rows = [post(township=town) for town in ("巴彦镇", "云杉岭乡")]
    assert told("E7", *rows) == ["错误"] * 2
    villages = [Village(village="红旗嘎查", township=town) for town in ("巴彦镇", "云杉岭乡")]
    [first, _] = judged("E7", *rows, *villages)
    assert "巴彦镇红旗嘎查、云杉岭乡红旗嘎查两个专职岗位" in first.message


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2025, 1, 1), None, ["提示"]),
        (None, date(2024, 7, 1), ["提示"]),
        (date(2023, 1, 1), date(2024, 6, 30), []),
        (date(2025, 7, 1), None, []),
    ],
)
def test_other_posts_are_asked_about_only_where_the_county_wants_it(start, end, expected):
    other = OtherPost(name="张三", id_number=ZHANG, post_name="护林员", start=start, end=end)
    assert told("E8", HERE, other) == []
    findings = judged("E8", HERE, other, 规则开关·E8="开")
    assert [f.severity.value for f in findings] == expected
    if end is None and findings:
        assert findings[0].message == "【重复岗位】张三已在“护林员”领取岗位补贴（2025-01-01至今）。"

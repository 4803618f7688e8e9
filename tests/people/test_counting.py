"""Who is counted in a village: the definition of Article 4, put to exports (each case a person or two)."""

import pytest

from xgy_excel.people.answers import against_file
from xgy_excel.rows import Village, VillageAlias

from .exporting import (
    AT_RISK,
    MONITORED,
    NOT_ENJOYING,
    OUTSIDE,
    PERSON,
    POOR,
    REMOVED,
    crowd,
    export,
    imported,
    number,
    scope,
    told,
)

COUNTED, OPEN, NOT = (1, 0), (0, 1), (0, 0)


@pytest.fixture
def count(tmp_path):
    """Count the people of some files, `name=[person, ...]`; gives counted and open of 红旗嘎查."""

    def count(files, **more):
        paths = [export(tmp_path / name, *people) for name, people in files.items()]
        return told(imported(*paths, **more)).get("红旗嘎查")

    return count


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("普通劳动力", COUNTED),
        ("技能劳动力", COUNTED),
        ("弱劳动力或半劳动力", COUNTED),
        ("半劳动力", COUNTED),
        (" 弱劳动力 ", COUNTED),
        ("丧失劳动力", NOT),
        ("无劳动力", NOT),
        ("", OPEN),
        (None, OPEN),
        ("3", OPEN),  # which class a bare figure means, nobody has said
        ("其他", OPEN),
    ],
)
def test_three_classes_of_labour_are_counted_and_what_is_not_said_is_open(count, written, expected):
    assert count({POOR: [{"劳动技能": written}]}) == expected


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        (POOR, {}, COUNTED),
        (NOT_ENJOYING, {}, NOT),
        ("脱贫户信息.xlsx", {}, OPEN),  # nothing says whether the household enjoys the policies
        ("脱贫户信息（含继续享受和不享受政策）.xlsx", {}, OPEN),
        ("脱贫户是否享受政策.xlsx", {}, OPEN),
        (POOR, {"户类型": "一般脱贫户"}, COUNTED),
        (POOR, {"户类型": ""}, COUNTED),  # it stands in the file of the 脱贫户
        (POOR, {"户类型": "普通农户"}, OPEN),  # which of the two is right, nobody has said
        (NOT_ENJOYING, {"户类型": "普通农户"}, NOT),  # either way
        (NOT_ENJOYING, AT_RISK, COUNTED),  # through the other door: 监测对象 whose risk is there
        (POOR, {**AT_RISK, "风险是否消除": "是"}, COUNTED),
        (NOT_ENJOYING, {**AT_RISK, "风险是否消除": "是"}, NOT),
        (NOT_ENJOYING, {**AT_RISK, "风险是否消除": ""}, OPEN),
    ],
)
def test_a_household_counts_as_poor_and_enjoying_or_as_monitored(count, name, fields, expected):
    assert count({name: [fields]}) == expected


@pytest.mark.parametrize(
    ("scope_", "household", "removed", "expected"),
    [
        ("仅未消除", OUTSIDE, "否", COUNTED),
        ("仅未消除", OUTSIDE, "是", NOT),
        ("仅未消除", OUTSIDE, "", OPEN),
        ("未消除及已消除脱贫户", OUTSIDE, "是", NOT),
        ("未消除及已消除脱贫户", AT_RISK, "是", COUNTED),
        ("未消除及已消除脱贫户", AT_RISK, "", COUNTED),
        ("全部", OUTSIDE, "是", COUNTED),
        ("全部", OUTSIDE, "", COUNTED),
        ("也许", OUTSIDE, "是", OPEN),  # the parameter means nothing
        ("也许", OUTSIDE, "否", COUNTED),
    ],
)
def test_the_county_says_which_monitored_households_count(count, scope_, household, removed, expected):
    person = {**household, "风险是否消除": removed}
    assert count({"监测对象信息.xlsx": [person]}, settings=scope(scope_)) == expected


def test_one_whose_risk_is_removed_is_open_until_the_list_of_the_enjoying_is_there(count):
    person = {**AT_RISK, "风险是否消除": "是"}
    assert count({REMOVED: [person]}) == OPEN
    assert count({REMOVED: [person], POOR: [{"证件号码": number(1)}]}) == (1, 0)
    assert count({REMOVED: [person], POOR: [{}]}) == COUNTED
    assert count({REMOVED: [person], NOT_ENJOYING: [{"证件号码": number(1)}]}) == OPEN


@pytest.mark.parametrize("status", ["自然减少", "已注销"])
def test_who_has_left_the_register_is_not_counted(count, tmp_path, status):
    headers = (*PERSON, "增减标识")
    path = export(
        tmp_path / POOR, {"增减标识": status}, {"证件号码": number(1), "增减标识": "自然增加"}, headers=headers
    )
    found = imported(path)
    assert told(found)["红旗嘎查"] == COUNTED
    assert found.united.gone == 1


def test_a_person_is_the_first_18_characters_of_the_number(count):
    assert (
        count(
            {POOR: [{"证件号码": "150421197105209993"}], MONITORED: [{**AT_RISK, "证件号码": "15042119710520999342"}]}
        )
        == COUNTED
    )
    assert (
        count({POOR: [{"证件号码": "15042119850301001x"}, {"证件号码": "１５０４２１１９８５０３０１００１Ｘ"}]})
        == COUNTED
    )
    assert count({POOR: crowd(2)}) == (2, 0)


def test_a_person_counts_if_either_record_makes_him_count(count):
    assert count({NOT_ENJOYING: [{}], MONITORED: [AT_RISK]}) == COUNTED
    assert count({POOR: [{"劳动技能": ""}], MONITORED: [AT_RISK]}) == COUNTED


def test_two_records_that_contradict_each_other_leave_a_person_open(count):
    assert count({POOR: [{"劳动技能": "无劳动力"}], MONITORED: [AT_RISK]}) == OPEN


OTHER = [{"证件号码": number(1), "劳动技能": "无劳动力"}]  # a list is complete with somebody else in it
GONE = (*PERSON, "增减标识")
ENJOYS = (*PERSON, "是否享受政策")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({POOR: [{}], NOT_ENJOYING: [{}]}, OPEN),
        ({POOR: [{}], NOT_ENJOYING: [{}], MONITORED: [AT_RISK]}, COUNTED),  # the other door is open for certain
        ({POOR: OTHER, MONITORED: [AT_RISK], REMOVED: [AT_RISK | {"风险是否消除": "是"}]}, OPEN),
        ({POOR: [{}], MONITORED: [AT_RISK], REMOVED: [AT_RISK | {"风险是否消除": "是"}]}, COUNTED),
        ({POOR: [{}], REMOVED: [{**OUTSIDE, "风险是否消除": "是"}]}, OPEN),  # 脱贫户 in one, 普通农户 in the other
        ({POOR: [{"风险是否消除": "否"}], REMOVED: [AT_RISK | {"风险是否消除": "是"}]}, COUNTED),
        ({NOT_ENJOYING: [{"风险是否消除": "否"}], REMOVED: [AT_RISK | {"风险是否消除": "是"}]}, NOT),  # not of 监测对象: says nothing
    ],
)  # fmt: skip
def test_whom_files_contradict_each_other_about_is_open_unless_counted_either_way(tmp_path, files, expected):
    found = imported(*(export(tmp_path / name, *people) for name, people in files.items()))
    assert told(found)["红旗嘎查"] == expected
    assert found.united.disputed == expected[1]
    assert found.united.counts[0].why == ({"disputed": 1} if expected == OPEN else {})


@pytest.mark.parametrize(("skill", "expected"), [("普通劳动力", OPEN), ("无劳动力", NOT)])
def test_who_is_gone_by_one_file_and_there_by_another_is_open(tmp_path, skill, expected):
    one = export(tmp_path / POOR, {"增减标识": "自然减少", "劳动技能": skill}, headers=GONE)
    other = export(tmp_path / MONITORED, {**AT_RISK, "劳动技能": skill})
    for files in ((one, other), (other, one)):
        found = imported(*files)
        assert (told(found)["红旗嘎查"], found.united.gone) == (expected, 0)


@pytest.mark.parametrize(
    ("name", "fields", "against"),
    [
        (MONITORED, {**OUTSIDE, "风险是否消除": "是"}, 1),
        (MONITORED, {**OUTSIDE, "易返贫致贫户(监测对象)类型": "非监测对象"}, 1),
        (MONITORED, {**OUTSIDE, "易返贫致贫户(监测对象)类型": "", "风险是否消除": "否"}, 0),
        (POOR, {"是否享受政策": "否"}, 1),
        (NOT_ENJOYING, {"是否享受政策": "是"}, 1),
        (POOR, {"户类型": "普通农户"}, 1),
        (POOR, {"是否享受政策": "是"}, 0),
    ],
)
def test_a_cell_that_contradicts_the_name_of_its_file_leaves_the_person_open(tmp_path, name, fields, against):
    found = imported(export(tmp_path / name, fields, headers=ENJOYS))
    assert told(found)["红旗嘎查"] == (OPEN if against else COUNTED)
    assert against_file(found.exports[0]) == against


def test_two_counted_classes_are_one_person_of_the_first_class(tmp_path):
    one = export(tmp_path / POOR, {"劳动技能": "弱劳动力"})
    other = export(tmp_path / MONITORED, {**AT_RISK, "劳动技能": "技能劳动力"})
    for files in ((one, other), (other, one)):
        found = imported(*files)
        assert [(c.ordinary, c.skilled, c.weak) for c in found.united.counts] == [(0, 1, 0)]
        assert found.united.two_classes == 1


def test_a_person_of_two_villages_is_open_in_both(tmp_path):
    one = export(tmp_path / POOR, {}, *crowd(3))
    other = export(tmp_path / MONITORED, {**AT_RISK, "行政村": "东升村"})
    found = imported(one, other)
    assert told(found) == {"红旗嘎查": (3, 1), "东升村": (0, 1)}
    assert found.united.open == 1
    assert found.united.counts[0].why == {"two_villages": 1}


def test_two_writings_of_one_village_are_no_contradiction(tmp_path):
    one = export(tmp_path / POOR, {})
    other = export(tmp_path / MONITORED, {**AT_RISK, "行政村": "红旗噶查村民委员会"})
    assert [(c.people, c.open) for c in imported(one, other).united.counts] == [COUNTED]


def test_a_record_without_a_village_takes_that_of_the_other(count):
    assert count({POOR: [{}], MONITORED: [{**AT_RISK, "行政村": ""}]}) == COUNTED


def test_who_has_no_village_at_all_is_told(tmp_path):
    found = imported(export(tmp_path / POOR, {"行政村": ""}, *crowd(1)))
    assert (told(found), found.united.nowhere) == ({"红旗嘎查": COUNTED}, 1)


def test_who_has_no_village_is_told_by_the_township_that_is_written(tmp_path):
    place = {"行政村": "", "乡(镇)": ""}
    people = [*crowd(2, **place), *crowd(3, 10, 行政村=""), *crowd(1, 20, 行政村="")]
    people += [*crowd(1, 2, 行政村=""), {"证件号码": number(20), "行政村": "", "乡(镇)": "白音乡"}]
    found = imported(export(tmp_path / POOR, *people))
    assert found.united.homeless == (("", 3), ("巴彦镇", 4))  # one of two townships may be of any


@pytest.mark.parametrize("written", ["", None, "无", "暂无证件号码", 1.50421197105209e17])
def test_a_person_without_a_number_is_open_and_the_same_line_twice_is_one(tmp_path, written):
    people = [{"证件号码": written}, *crowd(3)]
    files = [export(tmp_path / f"{n}{POOR}", *people) for n in range(2)]
    found = imported(*files)
    assert told(found)["红旗嘎查"] == (3, 1)
    assert found.united.counts[0].why == {"no_number": 1}


def test_what_seldom_goes_together_is_counted_and_shown_beside(tmp_path):
    from datetime import date

    people = [
        {"证件号码": number(0, date(1965, 5, 31))},  # 60 on the day of the data
        {"证件号码": number(0, date(1965, 6, 1))},
        {"证件号码": number(0, date(2005, 1, 1)), "在校生状况": "大专一年级"},
        {"证件号码": number(0, date(2009, 6, 1)), "劳动技能": ""},  # 15
        {"证件号码": number(0, date(2009, 5, 31)), "劳动技能": ""},  # 16
    ]
    (count,) = imported(export(tmp_path / POOR, *people)).united.counts
    assert (count.people, count.open, count.old, count.students, count.children) == (3, 2, 1, 1, 1)


def test_villages_of_one_name_are_told_apart_by_their_township(tmp_path):
    twins = (Village(township="巴彦镇", village="红旗嘎查"), Village(township="白音乡", village="红旗嘎查"))
    people = [
        {},
        *crowd(2, 0, **{"乡(镇)": "白音镇"}),
        *crowd(1, 5, **{"乡(镇)": ""}),
        *crowd(1, 6, **{"乡(镇)": "查干镇"}),
    ]
    found = imported(export(tmp_path / POOR, *people), villages=twins)
    assert [(c.people, c.spot.row) for c in found.united.counts] == [(1, twins[0]), (2, twins[1]), (1, None), (1, None)]


def test_a_township_that_was_merged_is_matched_by_what_the_county_says(tmp_path):
    alias = VillageAlias(written="查干镇红旗嘎查", standard="巴彦镇红旗嘎查")
    path = export(tmp_path / POOR, {"乡(镇)": "查干镇"})
    assert imported(path).united.counts[0].spot.row is None
    assert imported(path, more=(alias,)).united.counts[0].spot.row is not None


def test_the_old_name_of_a_village_is_matched_by_what_the_county_says(tmp_path):
    path = export(tmp_path / POOR, {"行政村": "老红旗", "乡(镇)": "查干镇"})
    alias = VillageAlias(written="老红旗", standard="红旗嘎查")
    assert imported(path).united.counts[0].spot.row is None
    assert imported(path, more=(alias,)).united.counts[0].spot.row is not None

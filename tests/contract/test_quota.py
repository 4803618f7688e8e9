"""Article 4 through the command: posts by head count, exceptions, villages by their many names."""

from datetime import date

import pytest

from xgy_excel.core import Pack
from xgy_excel.law.identity import check_digit
from xgy_excel.rows import Approval, Village, VillageAlias

VILLAGE = {
    "苏木乡镇": "巴彦镇", "嘎查村": "红旗嘎查", "普通劳动力": 60, "技能劳动力": 20, "弱劳动力或半劳动力": 10,
    "劳动技能未填": 0, "数据截止日期": date(2025, 5, 31), "上次核定数": 1,
}  # fmt: skip
APPROVAL = {
    "规则": "Q3", "对象": "红旗嘎查", "文号": "乌政发〔2025〕1号", "批准单位": "乌兰旗人民政府", "批准日期": date(2025, 3, 1),
}  # fmt: skip


def crew(number, **fields):
    """So many good coordinators of one village."""
    people = []
    for i in range(number):
        birth = date(1985, 3, 1 + i)
        first = f"150421{birth:%Y%m%d}999"
        name = f"赵{'一二三四五'[i]}"
        person = {"姓名": name, "户名": name, "身份证号": first + check_digit(first), "出生日期": birth}
        people.append({**person, "协议编号": f"乌兰旗2025-{i + 1:03}", **fields})
    return people


def labour(total, unknown=0, **more):
    return {"普通劳动力": total, "技能劳动力": 0, "弱劳动力或半劳动力": 0, "劳动技能未填": unknown, **more}


@pytest.mark.parametrize(
    ("people", "unknown", "in_post", "expected"),
    [
        (29, 0, 1, {("Q2", "错误")}),
        (30, 0, 1, set()),
        (30, 0, 3, {("Q3", "需例外审批")}),
        (29, 1, 1, {("Q1", "待核")}),
        (28, 1, 1, {("Q2", "错误")}),
        (199, 0, 1, set()),
        (199, 1, 2, {("Q3", "需例外审批")}),
        (199, 2, 2, {("Q1", "待核")}),
        (200, 0, 4, {("Q5", "错误")}),
        (200, 0, 3, {("Q4", "错误")}),
        (201, 0, 2, set()),
        (499, 1, 3, {("Q6b", "需例外审批")}),
        (500, 1, 3, {("Q1", "待核")}),
        (501, 0, 3, set()),
        (20, 600, 4, {("Q1", "待核"), ("Q2", "错误")}),
    ],
)
def test_posts_at_the_limits(told, people, unknown, in_post, expected):
    found = told(*crew(in_post), village=labour(people, unknown), only="Q")
    assert {(rule, level) for rule, level, _ in found if level != "提示"} == expected


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ({"值": "上档"}, set()),
        ({"值": "上档", "失效日期": date(2025, 5, 30)}, {"Q6b"}),  # no longer in force on the day of the head count
        ({"值": "上档", "生效日期": date(2025, 5, 31)}, set()),
    ],
)
def test_the_county_chooses_the_band_at_200_from_day_to_day(told, setting, expected):
    found = told(*crew(2), village=labour(200), settings=[{"参数": "边界200", **setting}], only="Q")
    assert {rule for rule, level, _ in found if level != "提示"} == expected


def test_a_band_that_cannot_be_read_is_asked_for_and_decides_nothing(told):
    found = told(*crew(2), village=labour(200), settings=[{"参数": "边界200", "值": "中档"}], only="QK")
    assert ("Q6", "待核", "") in found
    assert ("K16", "错误", "值") in found
    assert "Q6b" not in {rule for rule, _, _ in found}


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, "已批例外"),
        ({"规则": "ｑ３"}, "已批例外"),
        ({"规则": "Q3（原则上1个）"}, "已批例外"),
        ({"规则": "E3、Q3"}, "已批例外"),
        ({"对象": "红旗嘎查村民委员会"}, "已批例外"),
        ({"对象": "巴彦镇红旗嘎查"}, "已批例外"),
        ({"对象": "东升村"}, "需例外审批"),
        ({"规则": "Q4"}, "需例外审批"),
        ({"文号": None}, "需例外审批"),
        ({"批准单位": None}, "需例外审批"),
        ({"批准日期": None}, "需例外审批"),
        ({"批准日期": "2025年"}, "需例外审批"),
        ({"批准日期": date(2025, 7, 1)}, "需例外审批"),  # not yet given on 30 June
    ],
)
def test_an_exception_approves_when_it_is_complete_and_given(told, changes, level):
    found = told(*crew(2), village=labour(150), extra={Approval: [{**APPROVAL, **changes}]}, only="Q")
    assert [one for one in found if one[0] == "Q3"] == [("Q3", level, "在岗人数")]


TWINS = [{**VILLAGE, **labour(150)}, {**VILLAGE, **labour(150), "苏木乡镇": "白音镇"}]


def two_each(**fields):
    return [
        {**person, "苏木乡镇": town, **fields}
        for person, town in zip(crew(4), ("巴彦镇", "巴彦镇", "白音镇", "白音镇"), strict=True)
    ]


@pytest.mark.parametrize(
    ("target", "levels"),
    [("红旗嘎查", ["需例外审批", "需例外审批"]), ("白音镇红旗嘎查", ["需例外审批", "已批例外"])],
)
def test_of_two_villages_of_one_name_only_the_one_named_is_approved(told, target, levels):
    extra = {Village: TWINS, Approval: [{**APPROVAL, "对象": target}]}
    found = told(*two_each(), extra=extra, only="Q")
    assert [level for rule, level, _ in found if rule == "Q3"] == levels


def test_a_village_two_townships_have_is_asked_for(said):
    message = "【第四条·村名】巴彦镇、白音镇都有“红旗嘎查”，花名册没有写明是哪一个。"
    assert said("Q10", *two_each(苏木乡镇=None), extra={Village: TWINS}) == [message] * 4


def test_a_village_entered_twice_is_told_as_such(said):
    assert said("Q10", extra={Village: [VILLAGE, VILLAGE]}) == [
        "【第四条·村名】“红旗嘎查”在“嘎查村”表中登记了不止一行（第2、3行），分不清用哪一行。"
    ]


@pytest.mark.parametrize(
    ("written", "words"),
    [("红棋嘎查", "最接近的是“红旗嘎查”。"), ("西拉木伦", "也没有相近的村名。")],
)
def test_an_unknown_village_is_told_with_the_nearest_or_without(said, written, words):
    (message,) = said("Q10", {"服务嘎查村": written})
    assert message.endswith(words)


@pytest.mark.parametrize("town", ["巴彦镇", None])
@pytest.mark.parametrize(
    "written",
    ["红旗噶查", "红旗嘎查村", "红旗嘎查村民委员会", "红旗", "巴彦镇红旗嘎查", "乌兰旗巴彦镇红旗嘎查", "红 旗 嘎查", "红旗嘎查二组"],
)  # fmt: skip
def test_a_village_is_known_by_all_its_writings(told, written, town):
    person = {"服务嘎查村": written, "户籍嘎查村": "红旗嘎查", "常住嘎查村": None, "苏木乡镇": town}
    assert told(person, only="QE") == []


def test_a_village_is_known_by_its_old_name(told):
    alias = {VillageAlias: [{"原名": "老红旗", "规范名": "红旗嘎查村"}]}
    assert told({"服务嘎查村": "老红旗", "户籍嘎查村": "红旗嘎查"}, extra=alias, only="QE") == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 12, 29), []),
        (date(2024, 12, 28), [("Q9", "提示", "数据截止日期")]),
        (date(2025, 7, 1), [("Q9", "提示", "数据截止日期")]),
        (None, [("Q9", "待核", "数据截止日期")]),
    ],
)
def test_the_age_of_a_head_count(told, day, expected):
    assert told(village={"数据截止日期": day}, only="Q") == expected


@pytest.mark.parametrize("day", [date(2015, 5, 31), date(2026, 5, 31)])
def test_a_head_count_of_a_day_without_policy_does_not_let_a_breach_pass(told, day):
    found = told(*crew(2), village=labour(20, 数据截止日期=day), only="Q")
    assert ("Q2", "错误", "在岗人数") in found


def test_a_head_count_in_the_gap_between_two_policies_is_judged_by_the_policy_of_today(told):
    shipped = {
        "包名": "甲",
        "生效日期": date(2022, 4, 29),
        "失效日期": date(2025, 12, 31),
        "过渡期止": date(2025, 12, 31),
    }
    packs = [shipped, {"包名": "乙", "生效日期": date(2026, 4, 1)}]
    found = told(
        *crew(2), village=labour(20, 数据截止日期=date(2026, 2, 15)), extra={Pack: packs}, only="Q", day="2026-05-01"
    )
    assert ("Q2", "错误", "在岗人数") in found


@pytest.mark.parametrize("written", ["约60", 60.5, -5, "#REF!", None, "—"])
def test_a_head_count_that_cannot_be_read_is_undecided(told, written):
    found = told(village={"普通劳动力": written}, only="Q")
    assert found == [("Q1", "待核", "普通劳动力")]


@pytest.mark.parametrize("written", ["60人", " 60 ", "６０", "60.0", 60.0])
def test_a_head_count_is_read_as_people_write_it(told, written):
    assert told(village={"普通劳动力": written}, only="Q") == []


def test_a_village_without_a_name_has_no_empty_name_in_its_messages(said):
    (message,) = said("Q7", extra={Village: [VILLAGE, {**VILLAGE, "嘎查村": None}]})
    assert message == "【第四条·空岗】第3行设岗1个，在岗0人，空岗1个。"


def test_a_value_that_means_nothing_says_what_may_be_filled_in(said):
    settings = [{"参数": "少设级别", "值": "也许"}]
    assert said("K16", settings=settings) == ["【参数】参数“少设级别”的值“也许”无法识别，应填：提示 | 需例外审批。"]

"""Article 7 through the command: who may be chosen, at the very limits and where the data do not say."""

from datetime import date

import pytest

from xgy_excel.law.identity import check_digit
from xgy_excel.rows import Approval, OtherPost, Procedure, Village

VILLAGES = [
    {"苏木乡镇": "巴彦镇", "嘎查村": name, "普通劳动力": 60, "技能劳动力": 20, "弱劳动力或半劳动力": 10, "劳动技能未填": 0,
     "数据截止日期": date(2025, 5, 31), "上次核定数": 1}
    for name in ("红旗嘎查", "东升村")
]  # fmt: skip
SELECTION = {
    "姓名": "张三", "身份证号": "150421198503019997", "服务嘎查村": "红旗嘎查", "公开日期": date(2024, 11, 1),
    "公开形式": "公示公告", "申请日期": date(2024, 11, 5), "是否书面申请": "是", "两委核查日期": date(2024, 11, 8),
    "核查结论": "符合", "责任心": "是", "群众基础": "是", "敬业精神": "是", "工作能力": "是", "计算机操作基础": "是",
    "评议日期": date(2024, 11, 10),
}  # fmt: skip
OTHER_ID = "150421199003079998"


def born(birth, start, **more):
    """A person of that birth whose agreement begins on that day."""
    first = f"150421{birth:%Y%m%d}999"
    person = {
        "身份证号": first + check_digit(first),
        "出生日期": birth,
        "协议起": start,
        "协议止": date(start.year, 12, 31),
    }
    return {**person, "上岗日期": start, "签订日期": start, **more}


@pytest.mark.parametrize(
    ("birth", "start", "settings", "expected"),
    [
        (date(2007, 7, 1), date(2025, 6, 30), {}, ("E2", "错误")),
        (date(2007, 7, 1), date(2025, 7, 1), {}, None),
        (date(2007, 7, 1), date(2025, 7, 1), {"周岁口径": "次日"}, ("E2", "错误")),
        (date(2007, 7, 1), date(2025, 7, 2), {"周岁口径": "次日"}, None),
        (date(2007, 2, 28), date(2025, 2, 28), {}, None),
        (date(1969, 7, 1), date(2025, 7, 1), {}, ("E3", "需例外审批")),
        (date(1969, 7, 2), date(2025, 7, 1), {}, ("E3b", "提示")),
        (date(1970, 7, 1), date(2025, 7, 1), {"年龄上限口径": "B"}, ("E3b", "提示")),
        (date(1970, 6, 30), date(2025, 7, 1), {"年龄上限口径": "B（55岁生日止）"}, ("E3", "需例外审批")),
        (date(1969, 7, 1), date(2025, 7, 1), {"年龄上限": "60周岁"}, None),
        (date(1969, 7, 1), date(2025, 7, 1), {"年龄上限": "六十"}, ("E3", "待核")),
        (date(1969, 7, 1), date(2025, 7, 1), {"到龄退出年龄": "57"}, ("E3", "需例外审批")),
    ],
)
def test_age_at_the_limits(told, birth, start, settings, expected):
    rows = [{"参数": name, "值": value} for name, value in settings.items()]
    found = told(born(birth, start), settings=rows, only="E", day=str(start))
    assert [(rule, level) for rule, level, _ in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ({"生效日期": date(2025, 7, 1)}, []),
        ({"生效日期": date(2025, 7, 2)}, ["E3"]),
        ({"失效日期": date(2025, 6, 30)}, ["E3"]),
        ({"失效日期": date(2025, 7, 1)}, []),
    ],
)
def test_the_age_limit_is_that_of_the_day_the_agreement_begins(told, setting, expected):
    person = born(date(1969, 7, 1), date(2025, 7, 1))
    found = told(person, settings=[{"参数": "年龄上限", "值": "60", **setting}], only="E", day="2025-08-01")
    assert [rule for rule, _, _ in found] == expected


def test_reading_b_does_not_say_that_55_is_more_than_55(said):
    settings = [{"参数": "年龄上限口径", "值": "B"}]
    (message,) = said("E3", born(date(1970, 6, 30), date(2025, 7, 1)), settings=settings)
    assert message == (
        "【第七条·年龄】张三2025-06-30满55周岁，2025-07-01已过生日，按本县口径超过55周岁（原则上不超过）。"
    )


@pytest.mark.parametrize(("target", "level"), [("{}", "已批例外"), (" {}", "已批例外"), ("张三", "需例外审批")])
def test_an_exception_names_the_person_by_number(told, target, level):
    person = born(date(1969, 7, 1), date(2025, 7, 1))
    approval = {"规则": "E3", "对象": target.format(person["身份证号"]), "文号": "1", "批准单位": "乌兰旗人民政府"}
    extra = {Approval: [{**approval, "批准日期": date(2025, 6, 20)}]}
    assert ("E3", level, "出生日期") in told(person, extra=extra, only="E")


def test_a_person_the_two_dates_of_birth_judge_differently_is_undecided(told):
    found = told(born(date(1969, 7, 1), date(2025, 7, 1), 出生日期=date(1969, 7, 2)), only="EK")
    assert ("E3", "待核", "出生日期") in found
    assert ("K4", "待核", "出生日期") in found


# -- of the village, a farmer, educated ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hukou", "live", "way", "level"),
    [
        ("东升村", "东升村", None, "错误"),
        ("东升村", "红旗嘎查", None, None),
        ("东升村", "红旗嘎查", "户籍", "错误"),
        ("红旗嘎查", "东升村", "常住", "错误"),
        (None, "红旗嘎查", "户籍", "待核"),
        (None, None, None, "待核"),
        ("外旗某村", None, None, "待核"),
        ("白音镇红旗嘎查", None, None, "待核"),
        ("巴彦镇红旗嘎查", None, None, None),
        ("东升村", "红旗嘎查", "随便", "待核"),
    ],
)
def test_a_person_of_the_village(told, hukou, live, way, level):
    settings = [{"参数": "村籍口径", "值": way}] if way else []
    found = told({"户籍嘎查村": hukou, "常住嘎查村": live}, extra={Village: VILLAGES}, settings=settings, only=("E1",))
    assert [one[1] for one in found] == ([level] if level else [])


def test_what_the_county_goes_by_is_told(said):
    settings = [{"参数": "村籍口径", "值": "户籍"}]
    assert said("E1", {"户籍嘎查村": "东升村"}, extra={Village: VILLAGES}, settings=settings) == [
        "【第七条·本村】张三户籍嘎查村“东升村”，服务村为“红旗嘎查”，按户籍认定不在服务对象所在嘎查村。"
    ]


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("是", None), ("√", None), ("农民", None), ("牧民", None), ("农牧民", None), (True, None),
        ("否", "错误"), ("×", "错误"), ("非农牧民", "错误"), (None, "待核"), ("不详", "待核"), ("居民", "待核"),
    ],
)  # fmt: skip
def test_a_farmer_or_herder(told, written, level):
    assert [one[1] for one in told({"是否农牧民": written}, only=("E1b",))] == ([level] if level else [])


def test_an_urban_registration_alone_decides_nothing(said):
    assert said("E1b", {"是否农牧民": None, "户口性质": "非农业"}) == [
        "【第七条·农牧民】张三未填“是否农牧民”，户口性质为“非农业”，不能据此判定。"
    ]


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("初中", None), ("初中毕业", None), ("初 中", None), ("普通初中", None), ("中专", None), ("中等专业学校", None),
        ("技校", None), ("大专（函授）", None), ("函授大专", None), ("自考本科", None), ("本科及以上", None),
        ("小学", "错误"), ("小学肄业", "错误"), ("高小", "错误"), ("文盲或半文盲", "错误"),
        ("初中肄业", "待核"), ("初中（未毕业）", "待核"), ("初二", "待核"), ("70", "待核"), ("不详", "待核"), (None, "待核"),
    ],
)  # fmt: skip
def test_junior_middle_school_or_more(told, written, level):
    assert [one[1] for one in told({"文化程度": written}, only=("E4",))] == ([level] if level else [])


def test_codes_of_education_need_their_table(told):
    table = [{"参数": "文化程度代码表", "值": "GB/T 4658-2006"}]
    assert told({"文化程度": 70}, settings=table, only=("E4",)) == []
    assert told({"文化程度": "80"}, settings=table, only=("E4",)) == [("E4", "错误", "文化程度")]


# -- what the committees judged, and who was passed over ----------------------------------------------------


@pytest.mark.parametrize(
    ("ticks", "expected"),
    [
        ({}, []),
        ({"责任心": "强", "群众基础": "良好", "工作能力": "具备"}, []),
        ({"计算机操作基础": "不具备"}, [("E5", "错误", "计算机操作基础")]),
        ({"敬业精神": None}, [("E5", "待核", "敬业精神")]),
        ({"责任心": "否", "敬业精神": None}, [("E5", "错误", "责任心"), ("E5", "待核", "敬业精神")]),
        ({"工作能力": "看情况"}, [("E5", "待核", "工作能力")]),
    ],
)
def test_the_five_conditions(told, ticks, expected):
    assert told(extra={Procedure: [{**SELECTION, **ticks}]}, only=("E5",)) == expected


@pytest.mark.parametrize(
    ("mine", "other", "expected"),
    [
        (None, {}, 1),
        ("无", {}, 1),
        ("复转军人", {}, 0),
        (None, {"选聘说明": "本人放弃"}, 0),
        (None, {"核查结论": "不符合"}, 0),
        (None, {"公开日期": date(2024, 9, 1)}, 0),
        (None, {"优先类别": "邻村能人"}, 0),
    ],
)
def test_a_preferred_applicant_who_was_passed_over(told, mine, other, expected):
    rival = {**SELECTION, "姓名": "李四", "身份证号": OTHER_ID, "优先类别": "大中专毕业生", **other}
    found = told(extra={Procedure: [{**SELECTION, "优先类别": mine}, rival]}, only=("E6",))
    assert [level for _, level, _ in found] == ["提示"] * expected


# -- one person, two posts ----------------------------------------------------------------------------


SECOND = {"服务嘎查村": "东升村", "户籍嘎查村": "东升村", "常住嘎查村": "东升村", "协议编号": "2"}
LEFT = {"状态": "离岗", "离岗类型": "协议期满不再续聘"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({}, {}, 2),
        ({**LEFT, "上岗日期": date(2024, 1, 1), "离岗日期": date(2025, 1, 1)}, {}, 2),  # one day in both
        ({**LEFT, "上岗日期": date(2024, 1, 1), "离岗日期": date(2024, 12, 31)}, {}, 0),
        ({}, {"状态": "待上岗"}, 0),
        ({}, {"上岗日期": date(2025, 7, 1)}, 0),  # begins after the day of the check
        ({}, {"身份证号": "15042119850301999742"}, 2),
        ({}, {"身份证号": "１５０４２１１９８５０３０１９９９７"}, 2),
    ],
)
def test_a_person_in_two_villages(told, first, second, expected):
    found = told(first, {**SECOND, **second}, extra={Village: VILLAGES}, only=("E7",))
    assert [level for _, level, _ in found] == ["错误"] * expected


def test_a_person_who_left_on_no_known_day_may_have_been_in_two_villages(told):
    found = told({**LEFT, "离岗日期": None}, SECOND, extra={Village: VILLAGES}, only=("E7",))
    assert found == [("E7", "待核", "离岗日期")]


def test_a_person_entered_twice_is_told_with_both_lines(said):
    message = "【第四条·专职】张三在红旗嘎查登记了两行在岗（第2、3行），协议编号相同或都没有。"
    assert said("E7", {}, {}) == [message, message]


# -- what is off until the county wants it ----------------------------------------------------------------


def test_other_posts_and_relatives_are_asked_about_only_where_the_county_says_so(told):
    person = {"村干部或其近亲属": "村主任之子"}
    other = {
        OtherPost: [{"姓名": "张三", "身份证号": "150421198503019997", "岗位名称": "护林员", "起": date(2024, 1, 1)}]
    }
    on = [{"参数": f"规则开关·{code}", "值": "开"} for code in ("E8", "E9")]
    assert told(person, extra=other, only=("E8", "E9")) == []
    assert [rule for rule, _, _ in told(person, extra=other, settings=on, only=("E8", "E9"))] == ["E8", "E9"]


def test_a_record_of_no_ability_to_work_is_open_not_decided(told):
    assert told({"劳动技能": "丧失劳动力"}, only=("E10",)) == [("E10", "待核", "劳动技能")]
    assert told({"劳动技能": "弱劳动力或半劳动力"}, only=("E10",)) == []

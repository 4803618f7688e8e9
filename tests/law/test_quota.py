"""Article 4: the cases of the regulation, told as a lawyer would check them."""

from datetime import date

import pytest

from xgy_excel.core import Law, Place, Setting
from xgy_excel.law import headcount, judge, quota
from xgy_excel.law.imported import HeadCount
from xgy_excel.records import Records
from xgy_excel.rows import Approval, Coordinator, Village

DAY = date(2025, 6, 30)


def village(people: int, unknown: int = 0, posts: int | None = None) -> Village:
    return Village(
        township="巴彦镇", village="红旗嘎查", labour_ordinary=people, labour_skilled=0, labour_weak=0,
        labour_unknown=unknown, posts_set=posts, data_date=date(2025, 5, 31),
    )  # fmt: skip


def found(v: Village, in_post: int, *others, settings: tuple[Setting, ...] = ()) -> list[tuple[str, str]]:
    people = [
        Coordinator(name=f"人{i}", id_number=f"{i:018d}", service_village="红旗嘎查", township="巴彦镇", status="在岗")
        for i in range(in_post)
    ]
    records = Records.of_rows(v, *(people or [Coordinator(status="离岗")]), *others)
    verdict = judge(records, Law(DAY, settings=settings), (*quota.RULES, *headcount.RULES))
    return [(f.rule.code, f.severity.value) for f in verdict.findings if f.row is v]


def test_what_is_told_of_a_village_at_the_edge_adds_up():
    people = [
        Coordinator(id_number=f"15042119850301{i:03d}X", service_village="红旗嘎查", status="在岗") for i in range(3)
    ]

    def words(row):
        verdict = judge(Records.of_rows(row, *people), Law(DAY), quota.RULES)
        return [f"{f.message}→{f.remedy}" for f in verdict.findings if f.rule.code in ("Q4", "Q6b")]

    (message,) = words(village(200))
    assert message.endswith("最多可设2个岗位，现有3人在岗。→核减1个岗位，或核对人数。")
    (message,) = words(village(499, 1))
    assert "恰为500（其中待定1）人，按下档上限2个，现有3人在岗。" in message


UPPER = (Setting(name="边界200", value="上档"), Setting(name="边界500", value="上档"))


@pytest.mark.parametrize(
    ("people", "unknown", "posts_set", "in_post", "expected"),
    [
        (29, 0, 0, 0, []),
        (29, 0, 1, 1, [("Q2", "错误"), ("Q8", "提示")]),
        (28, 3, 1, 1, [("Q1", "待核"), ("Q8", "提示")]),
        (25, 3, 1, 1, [("Q1", "提示"), ("Q2", "错误"), ("Q8", "提示")]),
        (199, 1, 2, 2, [("Q1", "提示"), ("Q3", "需例外审批"), ("Q8", "提示")]),
        (30, 0, 1, 0, [("Q7", "提示")]),
        (150, 0, 1, 2, [("Q3", "需例外审批")]),
        (150, 0, 1, 4, [("Q5", "错误")]),
        (200, 0, 1, 2, [("Q6", "提示"), ("Q6b", "需例外审批")]),
        (200, 0, 1, 3, [("Q4", "错误"), ("Q6", "提示")]),
        (201, 0, 1, 1, [("Q7b", "提示")]),
        (499, 0, 2, 3, [("Q4", "错误")]),
        (500, 0, 2, 3, [("Q6", "提示"), ("Q6b", "需例外审批")]),
        (501, 0, 3, 3, []),
        (501, 0, 3, 4, [("Q5", "错误")]),
    ],
)
def test_posts_in_a_village(people, unknown, posts_set, in_post, expected):
    assert sorted(found(village(people, unknown, posts_set), in_post)) == sorted(expected)


@pytest.mark.parametrize(("people", "in_post"), [(200, 2), (500, 3)])
def test_the_upper_band_at_the_edge_is_the_countys_choice(people, in_post):
    assert found(village(people, 0, in_post), in_post, settings=UPPER) == [("Q6", "提示")]


def test_a_choice_that_cannot_be_read_is_asked_for():
    unclear = (Setting(name="边界500", value="中档"),)
    records = Records.of_rows(village(500, 0, 2), Coordinator(status="离岗"))
    verdict = judge(records, Law(DAY, settings=unclear), [quota.Q6])
    assert [(f.severity.value, f.answer.facts["参数"]) for f in verdict.findings] == [("待核", "边界500")]


def test_a_complete_exception_approves_the_second_post():
    approval = Approval(rule="Q3", target="红旗嘎查", doc_no="乌人社〔2025〕3号", body="旗人社局", date=DAY)
    assert ("Q3", "已批例外") in found(village(150, 0, 1), 2, approval)


def test_an_exception_without_a_body_approves_nothing():
    approval = Approval(rule="Q3", target="红旗嘎查", doc_no="乌人社〔2025〕3号", date=DAY)
    assert ("Q3", "需例外审批") in found(village(150, 0, 1), 2, approval)


def test_an_empty_class_is_undecided_and_says_which():
    empty = Village(village="红旗嘎查", labour_ordinary=20, labour_weak=1, data_date=DAY)
    verdict = judge(Records.of_rows(empty, Coordinator()), Law(DAY), [quota.Q1])
    assert [(f.severity.value, f.field) for f in verdict.findings] == [("待核", "技能劳动力")]


def test_a_count_is_a_whole_number():
    for bad in (-1, 1.5, True, "30"):
        with pytest.raises(ValueError, match="人数须为非负整数"):
            quota.quota(bad, Law(DAY))


def test_old_head_counts_are_pointed_out():
    old = Village(village="红旗嘎查", labour_ordinary=1, labour_skilled=0, labour_weak=0, data_date=date(2024, 12, 28))
    verdict = judge(Records.of_rows(old), Law(DAY), [headcount.Q9])
    assert [f.message for f in verdict.findings] == [
        "【第四条·数据时点】红旗嘎查人数取自2024-12-28，距今184天，超过183天。"
    ]


def test_a_village_nobody_counted_names_the_nearest():
    person = Coordinator(name="张三", service_village="红旗村", township="巴彦镇")
    other = Village(village="东风嘎查", township="巴彦镇")
    verdict = judge(Records.of_rows(person, other), Law(DAY), [headcount.Q10])
    assert [f.severity.value for f in verdict.findings] == ["待核"]
    assert judge(Records.of_rows(person, village(30)), Law(DAY), [headcount.Q10]).findings == []


def test_a_head_count_without_a_date_is_undecided():
    undated = Village(village="红旗嘎查", labour_ordinary=1, labour_skilled=0, labour_weak=0)
    verdict = judge(Records.of_rows(undated), Law(DAY), [headcount.Q9])
    assert [(f.severity.value, f.field) for f in verdict.findings] == [("待核", "数据截止日期")]


def test_a_county_may_ask_for_an_approval_where_no_post_is_set():
    strict = (Setting(name="少设级别", value="需例外审批"),)
    assert found(village(150, 0, 0), 0, settings=strict) == [("Q7b", "需例外审批")]
    assert found(village(150, 0, 0), 0) == [("Q7b", "提示")]


def nowhere(people: int, township: str | None, name: str | None = None) -> HeadCount:
    return HeadCount(place=Place("人口表"), township=township, village=name, people=people, unknown=0)


@pytest.mark.parametrize(
    ("people", "in_post", "stray", "expected"),
    [
        (28, 1, nowhere(2, "巴彦镇"), [("Q1", "待核")]),
        (28, 1, nowhere(2, "巴彦"), [("Q1", "待核")]),
        (28, 1, nowhere(2, None), [("Q1", "待核")]),
        (28, 1, nowhere(1, "巴彦镇"), [("Q2", "错误")]),  # too few to matter
        (28, 1, nowhere(2, "白音乡"), [("Q2", "错误")]),  # of another township
        (28, 0, nowhere(2, None), []),  # nobody in post: no alarm
        (40, 1, nowhere(900, None), []),
        (29, 2, nowhere(1, None), [("Q3", "需例外审批")]),  # too many either way: the milder
        (40, 4, nowhere(900, None), [("Q5", "错误")]),
        (700, 4, nowhere(900, None), [("Q5", "错误")]),
        (28, 1, nowhere(2, None, "西河村"), [("Q2", "错误")]),  # a village of its own
    ],
)
def test_who_has_no_village_may_live_in_any_of_the_township(people, in_post, stray, expected):
    assert found(village(people), in_post, stray) == expected


def test_who_may_live_in_two_villages_of_one_name_is_possible_in_both():
    twin = Village(township="白音乡", village="红旗嘎查", labour_ordinary=28, labour_skilled=0, labour_weak=0)
    assert found(village(28), 1, twin, nowhere(2, None, "红旗嘎查"))[:1] == [("Q1", "待核")]
    assert found(village(28), 1, twin, nowhere(1, None, "红旗嘎查"))[:1] == [("Q2", "错误")]

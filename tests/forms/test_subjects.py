"""Who the documents are about: every row the clerk asked for, none in silence."""

from datetime import date

import pytest

from xgy_excel.core import Stopped
from xgy_excel.forms import CONTRACT, FORMS, NOTICE, find
from xgy_excel.forms.choosing import each_of_villages, each_person, each_township, each_village, the_county, waiting
from xgy_excel.forms.where import chosen, chosen_villages
from xgy_excel.records import Records, Table
from xgy_excel.rows import Coordinator, Village

from .people import OTHER_ID, VILLAGE, county, person, procedure

EAST = Village(township="东风镇", village="东升村", labour_ordinary=50, labour_skilled=0, labour_weak=0)


def names(form, *rows, where=()):
    records, law = county(*rows)
    return [[row.name for row in subject.rows] for subject in form.subjects(records, law, where)]


def test_every_form_has_its_own_code_name_and_template():
    for part in ("code", "name", "title", "template"):
        assert len({getattr(form, part) for form in FORMS}) == len(FORMS)


def test_the_forms_stand_in_the_order_of_their_codes():
    codes = [form.code for form in FORMS]
    assert codes == sorted(codes)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_code_name_and_title_mean_the_same_form(form):
    assert find(form.code) is find(form.name.upper()) is find(form.title) is form


def test_a_name_no_form_has_is_answered_with_the_nearest():
    with pytest.raises(Stopped, match="最接近的是“vacancy-notice”"):
        find("vacancy-notices")


def test_an_agreement_is_for_everybody_in_post_or_waiting_in_the_order_of_the_roster():
    rows = [person(name=name, status=status) for name, status in (("丙", "在岗"), ("甲", "待上岗"), ("乙", "在岗"))]
    assert names(CONTRACT, *rows) == [["丙"], ["甲"], ["乙"]]


def test_who_has_left_is_not_asked_for_unless_by_name():
    rows = [
        person(name="甲"),
        person(name="乙", status="离岗"),
        person(name="丙", status=None, leave_date=date(2025, 1, 1)),
    ]
    assert names(CONTRACT, *rows) == [["甲"]]
    assert names(CONTRACT, *rows, where=["状态=离岗"]) == [["乙"], ["丙"]]


def test_a_row_whose_status_is_not_known_is_asked_for():
    assert names(CONTRACT, person(status=None), person(status="病假")) == [["斯琴·巴图"]] * 2


CHOICES = [
    (["姓名=斯琴巴图"], ["a"]),
    (["姓名=斯琴·巴图"], ["a"]),
    (["苏木乡镇=东风镇人民政府"], ["b", "c"]),
    (["服务嘎查村=红旗"], ["a"]),
    (["嘎查村=红旗嘎查村民委员会", "状态=待上岗"], ["a"]),
    (["苏木乡镇=东风镇", "性别=女"], ["c"]),
    (["性别=男", "性别=女"], ["a", "b", "c"]),
    (["协议起=2025-08-01"], ["b"]),
    (["协议起=2025年8月1日"], ["b"]),
    (["月劳务报酬=2,140元"], ["a", "c"]),
    (["是否续聘=是"], ["b"]),
    (["协议编号="], ["a", "c"]),
    (["身份证号=150421199003079998"], ["c"]),
    (["合同编号 ＝ nc-7"], ["b"]),
    (["姓名=没有这个人"], []),
]  # fmt: skip


@pytest.mark.parametrize(("where", "expected"), CHOICES, ids=["；".join(where) for where, _ in CHOICES])
def test_conditions_choose_rows(where, expected):
    rows = [
        person(number="a"),
        person(
            number="b", name="张三", township="东风镇", service_village="东升村", agreement_start=date(2025, 8, 1),
            pay_monthly=None, is_renewal=True, agreement_no="ＮＣ-7", id_number="150421197501029935",
        ),
        person(number="c", name="李四", township="东风镇", service_village="东升村", sex="女", id_number=OTHER_ID),
    ]  # fmt: skip
    records, _ = county(*rows, EAST)
    assert [row.number for row in chosen(records, where)] == expected


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("苏木乡镇", "写法不对，应写成“列=值”"),
        ("=巴彦镇", "写法不对"),
        ("苏木乡真=巴彦镇", "花名册没有“苏木乡真”这一列，最接近的是“苏木乡镇”"),
        ("QQ=1", "花名册没有“QQ”这一列。"),
    ],
)
def test_a_condition_that_is_none_stops_the_job(where, told):
    records, _ = county(person())
    with pytest.raises(Stopped, match=told):
        chosen(records, [where])


def test_a_column_the_roster_lacks_cannot_choose():
    roster = Table(kind=Coordinator, sheet="花名册", columns={"name": 1}, rows=(Coordinator(name="甲"),))
    with pytest.raises(Stopped, match="花名册里没有“苏木乡镇”列"):
        chosen(Records([roster]), ["苏木乡镇=巴彦镇"])


# -- the notice of a village -----------------------------------------------------------------------------------------


def test_one_notice_for_the_people_of_one_village():
    rows = [person(), person(name="张三", id_number=OTHER_ID, service_village="红旗"), procedure()]
    assert names(NOTICE, *rows, procedure(name="张三", id_number=OTHER_ID)) == [["斯琴·巴图", "张三"]]


def test_villages_of_one_name_in_two_townships_get_two_notices():
    twin = Village(township="东风镇", village="红旗嘎查", labour_ordinary=50, labour_skilled=0, labour_weak=0)
    records, law = county(person(), person(name="张三", township="东风镇"), twin)
    assert [s.township for s in NOTICE.subjects(records, law)] == ["巴彦镇", "东风镇"]


def test_people_whose_lists_hang_on_other_days_do_not_share_a_page():
    later = procedure(id_number=OTHER_ID, village_pub_start=date(2025, 6, 2), village_pub_end=date(2025, 6, 8))
    rows = [person(), person(name="张三", id_number=OTHER_ID), procedure(), later]
    assert names(NOTICE, *rows) == [["斯琴·巴图"], ["张三"]]


def test_those_who_wait_are_published_and_not_those_long_in_post():
    rows = [person(name="甲", status="在岗"), person(name="乙", status="待上岗", id_number=OTHER_ID)]
    assert names(NOTICE, *rows) == [["乙"]]
    assert names(NOTICE, rows[0]) == [["甲"]]
    assert names(NOTICE, *rows, where=["状态=在岗"]) == [["甲"]]


def test_a_village_that_is_not_in_the_list_of_villages_is_still_a_village():
    records, law = county(person(service_village="远山嘎查"))
    (subject,) = NOTICE.subjects(records, law)
    assert (subject.label, subject.village) == ("远山嘎查", None)
    assert VILLAGE.village not in subject.label


# -- what cannot have a document ----------------------------------------------------------------------------------------


def refused(form, *rows, where=()):
    records, law = county(*rows)
    return [form.refuse(subject, records, law) for subject in form.subjects(records, law, where)]


def test_who_has_left_signs_no_agreement():
    assert refused(CONTRACT, person(status="离岗"), where=["状态=离岗"]) == [["已离岗，不再签订协议。"]]


def test_an_agreement_needs_both_its_days():
    assert refused(CONTRACT, person(), person(agreement_end=None)) == [
        [],
        ["“协议止”没有填写或无法识别，不能确定协议期限，请补填。"],
    ]
    ((told,),) = refused(CONTRACT, person(agreement_start=None, agreement_end=None))
    assert "“协议起”“协议止”" in told


def test_a_notice_needs_its_days():
    ((told,),) = refused(NOTICE, person(), procedure(village_pub_end=None))
    assert told == "“村公示止”没有填写或无法识别，公示上不能写明起止日期，请补填。"
    assert refused(NOTICE, person(), procedure()) == [[]]


# -- who a document can be about ---------------------------------------------------------------------------------------

TWO_TOWNS = (
    person(name="甲", status="在岗"),
    person(name="乙", id_number=OTHER_ID, township="东风镇", service_village="东升村"),
    person(name="甲", id_number=None, township="东风镇", service_village="东升村"),
)


def people(subjects):
    return [[row.name for row in subject.rows] for subject in subjects]


def test_people_of_one_name_are_told_apart_by_their_row():
    records, _ = county(*TWO_TOWNS, EAST)
    labels = [subject.label for subject in each_person(records.of(Coordinator), records)]
    assert labels == ["甲（第0行）", "乙", "甲（第0行）"]


def test_people_are_put_together_by_village_by_township_or_for_the_county():
    records, law = county(*TWO_TOWNS, EAST)
    rows = records.of(Coordinator)
    assert people(each_village(rows, records)) == people(each_township(rows, records)) == [["甲"], ["乙", "甲"]]
    assert [subject.township for subject in each_township(rows, records)] == ["巴彦镇", "东风镇"]
    (whole,) = the_county(rows, law)
    assert (whole.label, whole.township, len(whole.rows)) == ("乌兰旗", "", 3)
    assert the_county((), law) == []


def test_a_key_parts_people_of_one_village_further():
    records, _ = county(*TWO_TOWNS, EAST)
    apart = each_village(records.of(Coordinator), records, lambda row, _: row.id_number)
    assert people(apart) == [["甲"], ["乙"], ["甲"]]


def test_villages_are_subjects_with_or_without_people():
    records, law = county(person(status="在岗", onboard_date=date(2025, 1, 1)), EAST)
    found = each_of_villages(records, law, ())
    assert [(subject.label, len(subject.rows)) for subject in found] == [("红旗嘎查", 1), ("东升村", 0)]
    assert [subject.township for subject in found] == ["巴彦镇", "东风镇"]
    assert [v.village for v in chosen_villages(records, ["苏木乡镇=东风镇", "服务嘎查村=东升"])] == ["东升村"]
    with pytest.raises(Stopped, match="嘎查村没有“姓名”这一列"):
        chosen_villages(records, ["姓名=甲"])


def test_those_who_wait_come_first_unless_others_are_asked_for():
    records, _ = county(*TWO_TOWNS, EAST)
    assert [row.name for row in waiting(records, ())] == ["乙", "甲"]
    assert [row.name for row in waiting(records, ["姓名=甲"])] == ["甲", "甲"]

"""Article 4: who is counted, and whether the villages of the people files are those of the book."""

from datetime import date

import pytest

from xgy_excel.core import Law, Place, Setting
from xgy_excel.law import headcount, judge
from xgy_excel.law.counting import SCOPE, Household, covered
from xgy_excel.law.imported import HeadCount, meant
from xgy_excel.records import Records
from xgy_excel.rows import Coordinator, Village, VillageAlias

DAY = date(2025, 6, 30)
RED = Village(township="巴彦镇", village="红旗嘎查", place=Place("嘎查村", 2, {"village": 2}))
EAST = Village(township="巴彦镇", village="东升村", place=Place("嘎查村", 3, {"village": 2}))


def said(*counts, villages=(RED, EAST), more=()):
    records = Records.of_rows(*villages, *counts, Coordinator(status="离岗", service_village="东升村"), *more)
    return [(f.sheet, f.cell, f.message) for f in judge(records, Law(DAY), [headcount.Q10]).findings]


def of_files(village, people, unknown=0, township="巴彦镇"):
    return HeadCount(place=Place("人口表"), township=township, village=village, people=people, unknown=unknown)


def of_book(row, people):
    return HeadCount(place=row.place, township=row.township, village=row.village, people=people, unknown=0)


def test_a_village_of_the_book_and_of_the_files_is_kept():
    assert said(of_book(RED, 30), of_book(EAST, 0)) == []


def test_a_village_of_the_book_nobody_of_the_files_lives_in_is_asked_for_at_its_cell():
    assert said(of_book(RED, None), of_book(EAST, 5)) == [
        ("嘎查村", "B2", "【第四条·村名】“嘎查村”表中的“红旗嘎查”在人口表中找不到，也没有相近的村名。")
    ]


def test_it_is_told_with_the_nearest_village_of_the_files_that_is_not_matched():
    assert said(of_book(RED, None), of_book(EAST, 5), of_files("红棋嘎查", 12)) == [
        (
            "嘎查村",
            "B2",
            "【第四条·村名】“嘎查村”表中的“红旗嘎查”在人口表中找不到，没有对上的村中最接近的是“巴彦镇红棋嘎查”。",
        )
    ]


@pytest.mark.parametrize(("people", "unknown", "asked"), [(29, 0, 0), (30, 0, 1), (28, 2, 1), (0, 29, 0)])
def test_a_village_the_book_lacks_is_asked_for_from_thirty_people_on(people, unknown, asked):
    assert len(said(of_files("红棋嘎查", people, unknown))) == asked


def test_a_village_the_book_lacks_is_told_with_the_nearest_or_without():
    assert said(of_files("红棋嘎查", 40, 2), of_files("西拉木伦", 31)) == [
        (
            "人口表",
            "",
            "【第四条·村名】人口表中的“巴彦镇红棋嘎查”（40人，待定2人）在“嘎查村”表中找不到，最接近的是“巴彦镇红旗嘎查”。",
        ),
        (
            "人口表",
            "",
            "【第四条·村名】人口表中的“巴彦镇西拉木伦”（31人，待定0人）在“嘎查村”表中找不到，也没有相近的村名。",
        ),
    ]


def test_a_name_two_townships_have_is_asked_for():
    twin = Village(township="白音乡", village="红旗嘎查")
    ((_, _, message),) = said(of_files("红旗嘎查", 40, township=None), villages=(RED, twin, EAST))
    assert message == "【第四条·村名】巴彦镇、白音乡都有“红旗嘎查”，人口表没有写明是哪一个。"


def test_a_village_entered_twice_is_told_as_such():
    again = Village(township="巴彦镇", village="红旗嘎查", place=Place("嘎查村", 9))
    counts = (of_files("红旗嘎查", 4), of_book(RED, None), of_book(again, None))  # one fact, told once
    ((_, _, message),) = said(*counts, villages=(RED, again, EAST))
    assert message == "【第四条·村名】“巴彦镇红旗嘎查”在“嘎查村”表中登记了不止一行（第2、9行），分不清用哪一行。"


def test_without_an_import_a_village_entered_twice_or_without_a_name_is_told_at_its_row():
    again = Village(township="巴彦镇", village="红旗嘎查", place=Place("嘎查村", 9, {"village": 2}))
    nameless = Village(township="巴彦镇", labour_ordinary=40, place=Place("嘎查村", 10, {"village": 2}))
    twin, other = (Village(township=town, village="新村", place=Place("嘎查村", 11)) for town in ("巴彦镇", "白音镇"))
    assert said(villages=(RED, EAST, again, nameless, twin, other)) == [
        ("嘎查村", "B9", "【第四条·村名】“红旗嘎查”在“嘎查村”表中登记了不止一行（第2、9行），分不清用哪一行。"),
        ("嘎查村", "B10", "【第四条·缺数据】第10行缺“嘎查村”，无法判定“村名对不上”。"),
    ]


def test_a_limit_that_cannot_be_read_leaves_the_age_of_the_count_undecided():
    row = Village(village="红旗嘎查", data_date=date(2022, 5, 31))
    law = Law(DAY, settings=[Setting(name="人数时效天数", value="半年")])
    (finding,) = judge(Records.of_rows(row), law, [headcount.Q9]).findings
    assert (finding.severity.value, "人数时效天数" in finding.message) == ("待核", True)


@pytest.mark.parametrize(
    ("name", "township", "found"),
    [
        ("红旗嘎查", "巴彦镇", [RED]),
        ("红旗村委会", "巴彦苏木", [RED]),  # 苏木 became 镇
        ("红旗嘎查", None, [RED]),
        ("红旗嘎查", "白音镇", []),  # another township's village of the same name
        ("白音镇红旗嘎查", None, []),
        ("", "巴彦镇", []),
    ],
)
def test_a_village_is_that_of_its_township(name, township, found):
    assert meant(name, township, Records.of_rows(RED, EAST)) == found


@pytest.mark.parametrize(
    ("name", "written", "standard"),
    [
        ("红旗嘎查", "白音镇红旗嘎查", "巴彦镇红旗嘎查"),
        ("老红旗", "老红旗", "红旗嘎查"),
        ("老红旗", "老红旗", "巴彦镇红旗嘎查"),
    ],
)
def test_what_the_county_has_written_into_the_aliases_holds_across_townships(name, written, standard):
    alias = VillageAlias(written=written, standard=standard)
    assert meant(name, "白音镇", Records.of_rows(RED, EAST)) == []
    assert meant(name, "白音镇", Records.of_rows(RED, EAST, alias)) == [RED]


@pytest.mark.parametrize(
    ("household", "expected"),
    [
        (Household(poor=True, enjoys=True), True),
        (Household(poor=True, enjoys=None), None),
        (Household(poor=None, enjoys=True), None),
        (Household(poor=None, enjoys=False), False),
        (Household(poor=False, enjoys=True), False),
        (Household(poor=False, monitored=None, removed=False), None),
        (Household(poor=False, monitored=None, removed=True), False),
        (Household(poor=True, enjoys=None, monitored=True, removed=False), True),
        (Household(poor=True, enjoys=None, monitored=True, removed=True), None),
    ],
)
def test_what_is_not_known_of_a_household_decides_nothing(household, expected):
    assert covered(household, Law(DAY)) is expected


def test_the_scope_of_the_day_holds():
    settings = (Setting(name=SCOPE.name, value="全部", start=date(2025, 1, 1)),)
    household, law = Household(poor=False, monitored=True, removed=True), Law(DAY, settings=settings)
    assert covered(household, law) is True
    assert covered(household, law.at(date(2024, 12, 31))) is False

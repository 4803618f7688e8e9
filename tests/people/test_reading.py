"""Exports as they come: header somewhere, a hundred columns more, several sheets and formats, lines that are nobody's."""

import csv
import re
import zipfile
from datetime import date

import pytest

from xgy_excel.core import Stopped
from xgy_excel.people.reading import read_exports
from xgy_excel.rows import HeaderAlias
from xgy_excel.sample.exports import sample_exports

from .exporting import HEADERS, MONITORED, PERSON, POOR, crowd, export, imported, lines, told


@pytest.mark.parametrize("above", [0, 2, 3, 18])
def test_the_header_is_found_in_the_first_twenty_rows(tmp_path, above):
    path = export(tmp_path / POOR, *crowd(3), above=[[f"说明{n}"] for n in range(above)])
    (found,), _ = read_exports(path)
    assert (found.header.last, len(found.who)) == (above + 1, 3)


def test_a_header_below_the_first_twenty_rows_is_none(tmp_path):
    path = export(tmp_path / POOR, *crowd(3), above=[[f"说明{n}"] for n in range(25)])
    with pytest.raises(Stopped, match="没有找到人口表的表头"):
        read_exports(path)


def test_a_header_of_two_rows_is_read(tmp_path):
    upper = ("所在地", None, None, "户", None, "人员", None, None, None, None, None, None, None, None)
    path = export(tmp_path / POOR, *crowd(2), above=((None,), upper))
    (found,), _ = read_exports(path)
    assert found.header.columns["village"] == 3
    assert told(imported(path)) == {"红旗嘎查": (2, 0)}


@pytest.mark.parametrize(
    ("header", "written"),
    [
        ("行政村", "村"), ("行政村", "行政村\n（社区）"), ("证件号码", "身份证号码*"), ("证件号码", " 证 件 号 "),
        ("劳动技能", "劳动能力"), ("户类型", "户属性"), ("易返贫致贫户(监测对象)类型", "监测对象类别"),
        ("风险是否消除", "风险是否已消除"), ("乡(镇)", "乡"),
    ],
)  # fmt: skip
def test_a_column_is_known_by_its_other_names(tmp_path, header, written):
    headers = [written if h == header else h for h in HEADERS]
    path = tmp_path / POOR
    export(path, headers=headers, below=lines(crowd(2)))
    assert told(imported(path)) == {"红旗嘎查": (2, 0)}


def test_a_column_the_county_has_named_is_known(tmp_path):
    path = tmp_path / POOR
    export(path, headers=["劳动者分类" if h == "劳动技能" else h for h in HEADERS], below=lines(crowd(2)))
    with pytest.raises(Stopped, match="缺“劳动技能”列"):
        imported(path)
    alias = HeaderAlias(written="劳动者分类", standard="劳动技能")
    assert told(imported(path, more=(alias,))) == {"红旗嘎查": (2, 0)}


def test_the_number_of_the_head_of_the_household_is_nobody_elses(tmp_path):
    headers = ["户主证件号码" if h == "证件号码" else h for h in HEADERS]
    with pytest.raises(Stopped, match="缺“身份证号（证件号码）”列"):
        read_exports(export(tmp_path / POOR, {}, headers=headers))


def test_a_column_that_stands_twice_is_told(tmp_path):
    path = export(tmp_path / POOR, {}, headers=(*HEADERS, "劳动技能"))
    with pytest.raises(Stopped, match="里“劳动技能”有不止一列"):
        read_exports(path)


def test_an_extent_that_is_wrong_cuts_nothing_off(tmp_path):
    path = export(tmp_path / POOR, *crowd(40))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet], changed = re.subn(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', parts[sheet])
    assert changed == 1
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert told(imported(path)) == {"红旗嘎查": (40, 0)}


def test_lines_that_are_nobodys_are_passed_over_and_counted(tmp_path):
    total = ["合计", *[None] * 5, "3人"]
    below = [[None], total, HEADERS, ["填报人：某某", *[None] * 4, "审核人："]]
    (found,), _ = read_exports(export(tmp_path / POOR, *crowd(3), below=below))
    assert len(found.who) == 3
    assert found.skipped == {"合计": 1, "说明": 2}  # an empty row counts only between people


def test_hidden_rows_are_counted_and_told(tmp_path):
    def hide(book):
        for row in (5, 6):
            book.active.row_dimensions[row].hidden = True

    (found,), _ = read_exports(export(tmp_path / POOR, *crowd(4), dress=hide))
    assert (len(found.who), found.hidden) == (4, 2)


def test_nothing_but_the_needed_columns_is_kept(tmp_path):
    (found,), _ = read_exports(export(tmp_path / POOR, *crowd(3)))
    kept = repr(vars(found))
    for secret in ("绝密", "13800000000"):
        assert secret not in kept


def test_several_sheets_of_people_are_all_read_and_others_are_named(tmp_path):
    def more(book):
        second = book.create_sheet("东升")
        for line in [HEADERS, *lines(crowd(2, 50, 行政村="东升村"))]:
            second.append(line)
        book.create_sheet("封面").append(["脱贫户信息"])

    path = export(tmp_path / POOR, *crowd(3), dress=more)
    found = imported(path)
    assert told(found) == {"红旗嘎查": (3, 0), "东升村": (2, 0)}
    assert found.exports[0].unused == ("封面",)


def test_of_two_sheets_the_one_with_the_fuller_header_is_read(tmp_path):
    def poorer(book):
        first = book.create_sheet("旧", 0)
        for line in [("行政村", "证件号码", "劳动技能"), ("红旗嘎查", "150421197105209993", "普通劳动力")]:
            first.append(line)

    found, _ = read_exports(export(tmp_path / POOR, *crowd(3), dress=poorer))
    assert [(e.sheet, len(e.who), e.unused) for e in found] == [("Sheet1", 3, ("旧",))]


def test_a_csv_in_gb18030_is_read(tmp_path):
    path = tmp_path / "脱贫户信息_20250531-继续享受政策.csv"
    people = lines([*crowd(2), {"行政村": "东升村", "证件号码": '="150421197105209993"'}])
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([["脱贫户信息"], HEADERS, *people])
    assert told(imported(path)) == {"红旗嘎查": (2, 0), "东升村": (1, 0)}


def test_a_csv_whose_rows_end_early_is_read(tmp_path):
    path = tmp_path / "继续享受政策脱贫户信息.csv"
    headers = ("行政村", "证件号码", "劳动技能", "户类型", "风险是否消除")
    rows = [
        headers,
        ("红旗嘎查", "150421197105209993", "普通劳动力"),
        ("红旗嘎查", "150421198503019997", "技能劳动力", "脱贫户"),
    ]
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    assert told(imported(path)) == {"红旗嘎查": (2, 0)}


# -- what stops an import, in a sentence -------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "headers", "words"),
    [
        ("（务工月监测）已外出务工信息_20250531.xlsx", ("县", "乡", "行政村", "证件号码", "是否已务工", "开始时间"), "与第四条的人数无关"),
        ("自然变更.xlsx", ("县", "乡", "行政村", "证件号码", "变更类型"), "与第四条的人数无关"),
        ("（自定义）行政村信息.xlsx", ("县", "乡", "村"), "与第四条的人数无关"),
    ],
)  # fmt: skip
def test_a_file_that_is_about_something_else_is_left_aside_and_told(tmp_path, name, headers, words):
    aside = export(tmp_path / name, {}, headers=headers)
    poor = export(tmp_path / POOR, {})
    found = imported(poor, aside)
    assert told(found) == {"红旗嘎查": (1, 0)}
    assert len(found.aside) == 1
    assert words in found.aside[0]
    assert name in found.aside[0]
    with pytest.raises(Stopped, match="没有可用的人口表"):
        imported(aside)


@pytest.mark.parametrize(
    ("missing", "words"),
    [(("劳动技能",), "缺“劳动技能”列"), (("行政村", "证件号码"), "缺“嘎查村（行政村）”“身份证号（证件号码）”列")],
)
def test_a_needed_column_that_is_missing_stops_the_import_and_is_named(tmp_path, missing, words):
    headers = tuple(h for h in HEADERS if h not in missing)
    poor, bad = export(tmp_path / POOR, {}), export(tmp_path / "脱贫户信息2.xlsx", {}, headers=headers)
    with pytest.raises(Stopped, match=words) as stopped:
        imported(poor, bad)
    assert "脱贫户信息2.xlsx" in str(stopped.value)


def test_a_file_that_says_nothing_of_the_household_stops_the_import(tmp_path):
    path = export(tmp_path / "导出.xlsx", {}, headers=("行政村", "证件号码", "劳动技能"), above=())
    with pytest.raises(Stopped, match="看不出是脱贫户还是监测对象"):
        imported(path)


def test_numbers_that_have_lost_their_last_digits_stop_the_import(tmp_path):
    people = [{"证件号码": float(number_)} for number_ in ("150421197105209993", "150421198503019997")]
    with pytest.raises(Stopped, match="末尾已丢失"):
        imported(export(tmp_path / POOR, *people))


def test_an_export_of_nobody_stops_the_import(tmp_path):
    with pytest.raises(Stopped, match="一个人也没有读到"):
        imported(export(tmp_path / POOR))


def test_what_is_no_table_is_told_with_its_name(tmp_path):
    picture = tmp_path / "照片.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n0000")
    with pytest.raises(Stopped, match=r"“照片.xlsx”：这不是表格文件（是图片）"):
        imported(picture)
    with pytest.raises(Stopped, match="找不到文件"):
        imported(tmp_path / "没有.xlsx")


# -- the day of the data -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "above", "day"),
    [
        (POOR, (), date(2025, 5, 31)),
        ("脱贫户信息继续享受政策2025.5.1.xlsx", (), date(2025, 5, 1)),
        ("脱贫户信息继续享受政策 (22).xlsx", (("脱贫户信息",), ("导出时间：2025年6月2日 10:00",)), date(2025, 6, 2)),
        ("脱贫户信息继续享受政策20251399.xlsx", (), None),
    ],
)
def test_the_day_is_that_of_the_name_or_of_the_title(tmp_path, name, above, day):
    (found,), _ = read_exports(export(tmp_path / name, {}, above=above))
    assert found.day == day


def test_of_several_days_the_earliest_holds_and_the_clerks_word_above_all(tmp_path):
    files = [export(tmp_path / POOR, {}), export(tmp_path / MONITORED.replace("0531", "0401"), {})]
    assert imported(*files).day == date(2025, 4, 1)
    assert imported(*files, data_date=date(2025, 6, 1)).day == date(2025, 6, 1)
    undated = imported(export(tmp_path / "脱贫户信息.xlsx", {}))
    assert (undated.day, undated.assumed) == (date(2025, 6, 30), True)


# -- the sample's exports ----------------------------------------------------------------------------


def test_the_samples_exports_are_as_the_national_system_writes_them(tmp_path):
    import openpyxl

    village = {"township": "青穗镇", "village": "青榆村", "labour_ordinary": 40, "labour_skilled": 9, "labour_weak": 11}
    files = sample_exports([village])
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        sheet = openpyxl.load_workbook(path).active
        assert sheet.max_column == 115
        assert b'<dimension ref="A1"/>' in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
        assert all(isinstance(cell.value, str) for cell in sheet[4] if cell.value is not None)
        assert next(iter(sheet.merged_cells.ranges)).bounds == (1, 1, 115, 1)
        (found,), _ = read_exports(path)
        assert found.header.last == 3
    assert files == sample_exports([village])


def test_the_person_of_the_tests_is_made_up():
    assert PERSON["证件号码"][14:16] == "99"

"""合并: every row arrives, in whatever order the files come, whoever carries the work; nothing stays behind."""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date, time
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from xgy_excel.books import open_book
from xgy_excel.core import Stopped
from xgy_excel.jobs import combine as job
from xgy_excel.jobs.combine import Wish, combine, remembered, workbooks
from xgy_excel.jobs.combining import carrying
from xgy_excel.jobs.combining.township import township_in
from xgy_excel.rows import Coordinator
from xgy_excel.tables import read_tables
from xgy_excel.values import person_key

DAY = date(2025, 6, 30)
HEADERS = ["姓名", "身份证号", "服务嘎查村", "出生日期", "月劳务报酬", "状态", "备注"]
SOURCES = ["来源文件", "来源工作表", "来源行"]


@contextmanager
def quietly(what, total):
    yield lambda done: None


def id_number(n: int) -> str:
    head = f"15042119850301{n:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return head + "10X98765432"[sum(int(d) * w for d, w in zip(head, weights, strict=True)) % 11]


def person(n: int, **more) -> dict[str, object]:
    known = dict(
        zip(HEADERS, [f"人{n}", id_number(n), "红旗嘎查", date(1985, 3, 1), 1000 + n, "在岗", None], strict=True)
    )
    return {**known, **more}


def write(path: Path, rows, headers=HEADERS, sheet="花名册", top=0) -> Path:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for _ in range(top):
        book.active.append(["某镇村级就业帮扶协管员花名册"])
    book.active.append(list(headers))
    for row in rows:
        book.active.append([row.get(h) for h in headers])
    book.save(path)
    return path


def made(paths, out: Path, **more):
    out.unlink(missing_ok=True)
    return combine(paths, Wish(out, DAY, **more), quietly)


def table(out: Path, sheet="花名册") -> list[dict[str, object]]:
    header, *rows = CalamineWorkbook.from_path(out).get_sheet_by_name(sheet).to_python()
    return [{h: v for h, v in zip(header, row, strict=True) if v != ""} for row in rows]


def headed(out: Path, sheet: str) -> list[dict[str, object]]:
    """One of the sheets with a line above the header."""
    _, header, *rows = CalamineWorkbook.from_path(out).get_sheet_by_name(sheet).to_python()
    return [{h: v for h, v in zip(header, row, strict=True) if v != ""} for row in rows]


def without_sources(rows):
    return [{h: v for h, v in row.items() if h not in SOURCES} for row in rows]


def as_set(rows) -> Counter:
    return Counter(frozenset(row.items()) for row in rows)


# -- every row arrives ----------------------------------------------------------------------------------------


def test_the_order_of_the_files_never_changes_the_set_of_rows(tmp_path):
    paths = [
        write(tmp_path / "甲镇.xlsx", [person(1), person(2)]),
        write(tmp_path / "乙镇.xlsx", [person(3), person(1, 健康="好")], [*HEADERS, "健康"]),
        write(tmp_path / "丙镇.xlsx", [person(5, 特长="唱歌")], [*HEADERS[::-1], "特长"], top=2),
    ]
    sets = []
    for n, order in enumerate(permutations(paths)):
        report = made(order, tmp_path / f"总表{n}.xlsx")
        assert (report.requested, report.made, report.skipped) == (3, 3, [])
        assert report.more == {"rows": {"花名册": 5}, "repeated": 1}
        sets.append(as_set(table(tmp_path / f"总表{n}.xlsx")))
    assert all(one == sets[0] for one in sets)


CELLS = st.sampled_from((
    "张三", " 空格 ", "=1+1", "+86", "@a", "-5", "a&b<c>\"'", "第一行\n第二行", "_x000D_", "甲~乙", "0012", "１２", "——", "#N/A",
    "1985.3.1", "1985年3月", 5, 1000.5, -3, 0, True, False, date(1985, 3, 1), "是", "否", "1000元", None, "\u3000", "x" * 300,
    15042119850301991.0, 1.5042119850301991e17, "1.50421E+17", "同上", "无", "/", time(8, 30),
))  # fmt: skip


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a failing case takes minutes
)
@given(st.lists(st.tuples(*[CELLS] * 4), min_size=1, max_size=6), st.integers(0, 6))
def test_a_roster_cut_in_two_and_combined_is_the_roster_again(tmp_path, cells, cut):
    headers = ["姓名", "身份证号", "月劳务报酬", "上岗日期", "是否农牧民", "备注", "健康状况"]
    rows = [
        {"姓名": f"人{n}", "身份证号": id_number(n), **dict(zip(headers[2:6], some, strict=True)), "健康状况": some[0]}
        for n, some in enumerate(cells, 1)
    ]
    whole = write(tmp_path / "全.xlsx", rows, headers)
    parts = [write(tmp_path / f"{n}.xlsx", some, headers) for n, some in enumerate((rows[:cut], rows[cut:])) if some]
    made([whole], tmp_path / "一.xlsx")
    made(parts, tmp_path / "二.xlsx")
    first, second = read(tmp_path / "一.xlsx"), read(tmp_path / "二.xlsx")
    if all("同上" not in some for some in cells):  # whose row above may stand in the other part
        assert without_sources(table(tmp_path / "一.xlsx")) == without_sources(table(tmp_path / "二.xlsx"))
        assert first == second == read(whole)


def read(path: Path) -> list[dict[str, object]]:
    """What the program reads of the roster, unreadable cells by their text."""
    book = open_book(path)
    rows = read_tables([book.read("花名册")]).of(Coordinator)
    names = ("name", "id_number", "pay_monthly", "onboard_date", "is_farmer", "remark")
    return [
        {name: row.unread[name].text if name in row.unread else getattr(row, name) for name in names} for row in rows
    ]


def test_ids_are_text_dates_are_dates_money_is_a_number_and_yes_is_a_word(tmp_path):
    headers = ["姓名", "证件号码", "出生年月日", "劳务报酬", "农牧民", "上岗时间", "序号"]
    row = dict(zip(headers, ["张三", f" {id_number(991)}", "1985.3.1", "1,000元", "√", 45474, 7], strict=True))
    made([write(tmp_path / "甲镇.xlsx", [row], headers)], tmp_path / "总表.xlsx")
    (found,) = table(tmp_path / "总表.xlsx")
    assert found == {
        "序号": "7", "苏木乡镇": "甲镇", "姓名": "张三", "身份证号": id_number(991), "出生日期": date(1985, 3, 1), "月劳务报酬": 1000.0,
        "是否农牧民": "是", "上岗日期": date(2024, 7, 1), "状态": "在岗", "来源文件": "甲镇.xlsx", "来源工作表": "花名册", "来源行": 2.0,
    }  # fmt: skip
    (read_back,) = read(tmp_path / "总表.xlsx")
    assert read_back["pay_monthly"] == Decimal(1000)
    sheet = openpyxl.load_workbook(tmp_path / "总表.xlsx")["花名册"]
    formats = {sheet.cell(1, n).value: sheet.cell(2, n).number_format for n in range(1, 40)}
    assert (formats["身份证号"], formats["出生日期"], formats["月劳务报酬"]) == ("@", "yyyy-mm-dd", "0.00")


def test_a_formula_like_text_stays_a_text(tmp_path):
    path = write(tmp_path / "甲镇.xlsx", [person(1, 备注="旧")])
    book = openpyxl.load_workbook(path)
    book.active["G2"].value, book.active["G2"].data_type = '=HYPERLINK("x")', "s"
    book.save(path)
    made([path], tmp_path / "总表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "总表.xlsx")["花名册"]
    cell = next(c for c in sheet[2] if c.value == '=HYPERLINK("x")')
    assert cell.data_type == "s"


def test_a_sheet_that_is_full_goes_on_in_another_one(tmp_path):
    paths = [write(tmp_path / f"{n}镇.xlsx", [person(5 * n + i) for i in range(5)]) for n in range(3)]
    made([*paths], tmp_path / "总表.xlsx", most_rows=6)
    out = tmp_path / "总表.xlsx"
    names = [[row["姓名"] for row in table(out, sheet)] for sheet in ("花名册", "花名册(2)", "花名册(3)")]
    assert names == [[f"人{n}" for n in some] for some in (range(6), range(6, 12), range(12, 15))]
    assert headed(out, "合并情况")[1]["说明"].startswith("至“花名册(2)”第5行")


def test_the_result_is_sound_and_looks_like_the_standard_workbook(tmp_path):
    made([write(tmp_path / "甲镇.xlsx", [person(n) for n in range(20)])], tmp_path / "总表.xlsx")
    book = openpyxl.load_workbook(tmp_path / "总表.xlsx")
    sheet = book["花名册"]
    assert book.active.title == "合并情况"
    assert (sheet.dimensions, sheet.auto_filter.ref, sheet.freeze_panes) == ("A1:AM21", "A1:AM21", "E2")
    assert [c.value for c in sheet[1]][-3:] == SOURCES
    assert sum(view.tabSelected or False for s in book for view in s.views.sheetView) == 1
    assert "选聘程序" not in book.sheetnames  # nobody has it, so no rule finds it empty


# -- columns nobody knows ---------------------------------------------------------------------------------------


def test_unknown_columns_of_all_files_stand_at_the_right_once_for_each_heading(tmp_path):
    one = write(
        tmp_path / "甲镇.xlsx", [person(1, 家庭住址="东街", 特长="唱歌")], [*HEADERS, "家庭住址", "特长", "空列"]
    )
    two = write(tmp_path / "乙镇.xlsx", [person(2, **{"家庭 住址*": "西街"})], ["家庭 住址*", *HEADERS])
    report = made([one, two], tmp_path / "总表.xlsx")
    rows = table(tmp_path / "总表.xlsx")
    assert [(row["家庭住址"], row.get("特长")) for row in rows] == [("东街", "唱歌"), ("西街", None)]
    told = {(row["来源文件"], row["表头原文"]): row.get("说明") for row in headed(tmp_path / "总表.xlsx", "对应关系")}
    assert told["甲镇.xlsx", "空列"] == "空列，没有合并"
    assert told["乙镇.xlsx", "家庭 住址*"] == "没有对应字段，原样放在右侧"
    assert [row["列名"] for row in table(tmp_path / "总表.xlsx", "列名对照")] == ["家庭 住址*", "特长"]
    assert sum("没有对应字段" in note for note in report.notes) == 2


def test_of_two_columns_of_one_name_neither_is_taken_for_the_field_and_neither_is_lost(tmp_path):
    path = write(tmp_path / "甲镇.xlsx", [person(1)])
    book = openpyxl.load_workbook(path)
    for n, value in enumerate(("联系电话", "13900000001"), 1):
        book.active.cell(n, 8, value)
        book.active.cell(n, 9, value.replace("1", "2"))
    book.save(path)
    made(
        [path, write(tmp_path / "乙镇.xlsx", [person(2, 联系电话="13900000003")], [*HEADERS, "联系电话"])],
        tmp_path / "总表.xlsx",
    )
    first, second = table(tmp_path / "总表.xlsx")
    assert (first["原列·联系电话"], first["原列·联系电话（另一列）"]) == ("13900000001", "23900000002")
    assert second["联系电话"] == "13900000003"
    again = read_tables([open_book(tmp_path / "总表.xlsx").read("花名册")])
    assert [row.phone for row in again.of(Coordinator)] == [None, "13900000003"]


def test_a_column_without_a_heading_is_kept(tmp_path):
    made([write(tmp_path / "甲镇.xlsx", [person(1, **{"": "无名"})], [*HEADERS, ""])], tmp_path / "总表.xlsx")
    assert table(tmp_path / "总表.xlsx")[0]["第8列（无表头）"] == "无名"


def test_a_result_combined_again_keeps_where_its_rows_first_came_from(tmp_path):
    made([write(tmp_path / "甲镇.xlsx", [person(1)])], tmp_path / "片区.xlsx")
    made([tmp_path / "片区.xlsx"], tmp_path / "总表.xlsx")
    (row,) = table(tmp_path / "总表.xlsx")
    assert (row["来源文件"], row["原列·来源文件"]) == ("片区.xlsx", "甲镇.xlsx")


# -- what is remembered -----------------------------------------------------------------------------------------


def test_a_heading_told_once_is_known_the_next_time(tmp_path):
    paths = [write(tmp_path / "甲镇.xlsx", [person(1, 发钱数=900)], ["姓名", "身份证号", "状态", "发钱数"])]
    made(paths, tmp_path / "总表.xlsx")
    book = openpyxl.load_workbook(tmp_path / "总表.xlsx")
    assert [c.value for c in book["列名对照"]["A"]] == ["列名", "发钱数"]
    book["列名对照"]["B2"] = "月劳务报酬"
    book.save(tmp_path / "改过.xlsx")
    made(paths, tmp_path / "再合并.xlsx", mapping=tmp_path / "改过.xlsx")
    (row,) = table(tmp_path / "再合并.xlsx")
    assert (row["月劳务报酬"], "发钱数" in row) == (900.0, False)
    assert remembered(tmp_path / "再合并.xlsx") == (("发钱数", "月劳务报酬"),)


def test_a_book_without_a_filled_mapping_is_told(tmp_path):
    with pytest.raises(Stopped, match="没有填好的对应"):
        made([], tmp_path / "总表.xlsx", mapping=write(tmp_path / "甲镇.xlsx", [person(1)]))


def test_a_countys_own_mapping_in_a_township_book_goes_into_the_result(tmp_path):
    path = write(tmp_path / "甲镇.xlsx", [person(1, 工号=5)], [*HEADERS, "工号"])
    book = openpyxl.load_workbook(path)
    for row in (("列名", "字段"), ("工号", "序号")):
        book["列名对照" if "列名对照" in book else book.create_sheet("列名对照").title].append(row)
    book.save(path)
    made([path], tmp_path / "总表.xlsx")
    assert table(tmp_path / "总表.xlsx")[0]["序号"] == "5"
    assert table(tmp_path / "总表.xlsx", "列名对照") == [{"列名": "工号", "字段": "序号"}]


# -- townships, parameters, sheets ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("巴彦镇花名册（6月）", "巴彦镇"), ("乌兰旗东升乡协管员", "东升乡"), ("2025年各苏木乡镇", ""), ("城乡居民", ""), ("花名册", ""),
        ("巴彦镇、白音苏木", ""), ("本镇", ""), ("白音苏木-白音苏木", "白音苏木"), ("镇", ""),
    ],
)  # fmt: skip
def test_a_township_is_taken_from_a_name_only_when_it_names_just_one(text, town):
    assert township_in(text) == town


def test_a_roster_of_its_own_township_keeps_the_column(tmp_path):
    rows = [person(1, 苏木乡镇="乙镇"), person(2, 苏木乡镇=None)]
    made([write(tmp_path / "甲镇.xlsx", rows, [*HEADERS, "苏木乡镇"])], tmp_path / "总表.xlsx")
    assert [row.get("苏木乡镇") for row in table(tmp_path / "总表.xlsx")] == ["乙镇", None]


def test_who_is_in_post_stays_so_where_a_roster_says_nothing_of_status(tmp_path):
    headers = ["姓名", "身份证号", "离岗日期"]
    path = write(tmp_path / "甲镇.xlsx", [person(1), person(2, 离岗日期=date(2025, 3, 1))], headers)
    report = made([path], tmp_path / "总表.xlsx")
    assert [row["状态"] for row in table(tmp_path / "总表.xlsx")] == ["在岗", "离岗"]
    assert any("没有状态列" in note for note in report.notes)


def test_parameters_said_alike_stand_once_and_those_said_differently_are_told(tmp_path):
    def with_settings(name, *rows):
        path = write(tmp_path / name, [person(len(name))])
        book = openpyxl.load_workbook(path)
        sheet = book.create_sheet("参数")
        for row in (["参数", "值"], *rows):
            sheet.append(list(row))
        book.save(path)
        return path

    one = with_settings("甲.xlsx", ("旗县名称", "乌兰旗"), ("编号规则", "A-{序号}"), ("年龄上限", None))
    two = with_settings("乙乙.xlsx", ("旗县名称", "乌兰旗"), ("编号规则", "B-{序号}"), ("年龄上限", "55"))
    report = made([one, two], tmp_path / "总表.xlsx")
    lines = [(row["参数"], row.get("值")) for row in table(tmp_path / "总表.xlsx", "参数")]
    assert lines.count(("旗县名称", "乌兰旗")) == 1
    assert [value for name, value in lines if name == "年龄上限"] == ["55"]
    assert [value for name, value in lines if name == "编号规则"] == ["A-{序号}", "B-{序号}"]
    assert any("编号规则" in note and "不同" in note for note in report.notes)


def test_sheets_beside_the_roster_are_united_with_where_they_came_from(tmp_path):
    paths = [write(tmp_path / f"{n}镇.xlsx", [person(n)]) for n in (1, 2)]
    for n, path in enumerate(paths, 1):
        book = openpyxl.load_workbook(path)
        sheet = book.create_sheet("2024年度考核表")
        sheet.append(["姓名", "身份证号", "考核年度", "等次"])
        sheet.append([f"人{n}", id_number(n), "2024", "合格"])
        book.save(path)
    report = made(paths, tmp_path / "总表.xlsx")
    rows = table(tmp_path / "总表.xlsx", "考核")
    assert [(r["姓名"], r["等次"], r["来源文件"], r["来源行"]) for r in rows] == [
        ("人1", "合格", "1镇.xlsx", 2.0), ("人2", "合格", "2镇.xlsx", 2.0),
    ]  # fmt: skip
    assert report.more["rows"] == {"花名册": 2, "考核": 2}


# -- people twice -----------------------------------------------------------------------------------------------


def test_people_in_two_townships_are_listed_and_judged(tmp_path):
    started = {"上岗日期": date(2024, 7, 1)}
    headers = [*HEADERS, "上岗日期", "离岗日期"]
    one = [person(1, **started), person(2, **started), person(4, **started), person(4, **started)]
    left = person(2, 服务嘎查村="红星嘎查", 状态="离岗", 上岗日期=date(2023, 1, 1), 离岗日期=date(2023, 12, 31))
    paths = [
        write(tmp_path / "甲镇.xlsx", one, headers),
        write(tmp_path / "乙镇.xlsx", [person(1, 服务嘎查村="红星嘎查", **started), left], headers),
    ]
    report = made(paths, tmp_path / "总表.xlsx")
    rows = headed(tmp_path / "总表.xlsx", "重复人员")
    told = [
        (row["类别"], row["姓名"], row["来源文件"], row["来源行"], row["总表位置"], row.get("核对", "")[:5])
        for row in rows
    ]
    assert told == [
        ("跨苏木乡镇", "人1", "甲镇.xlsx", 2.0, "第2行", "E7 错误"), ("跨苏木乡镇", "人1", "乙镇.xlsx", 2.0, "第6行", "E7 错误"),
        ("跨苏木乡镇", "人2", "甲镇.xlsx", 3.0, "第3行", ""), ("跨苏木乡镇", "人2", "乙镇.xlsx", 3.0, "第7行", ""),
        ("同一文件内", "人4", "甲镇.xlsx", 4.0, "第4行", "E7 错误"), ("同一文件内", "人4", "甲镇.xlsx", 5.0, "第5行", "E7 错误"),
    ]  # fmt: skip
    assert [(f.rule.code, f.cell) for f in report.findings] == [("E7", f"C{n}") for n in (2, 4, 5, 6)]
    assert report.exit_code == 1


def test_one_number_for_two_people_is_told(tmp_path):
    paths = [write(tmp_path / "甲.xlsx", [person(1)]), write(tmp_path / "乙.xlsx", [person(1, 姓名="另一人")])]
    report = made(paths, tmp_path / "总表.xlsx")
    assert {f.rule.code for f in report.findings} == {"K6"}


def test_numbers_destroyed_in_two_rosters_are_told_and_stay_what_they_are(tmp_path):
    number = float(id_number(991))
    paths = [write(tmp_path / f"{n}镇.xlsx", [person(n, 身份证号=number + 1000 * n), person(n + 2)]) for n in (1, 2)]
    report = made(paths, tmp_path / "总表.xlsx")
    assert [(f.rule.code, f.cell) for f in report.findings] == [("K7", "H2"), ("K7", "H4")]
    assert isinstance(table(tmp_path / "总表.xlsx")[0]["身份证号"], float)
    assert any("2行没有可以比对的身份证号" in note for note in report.notes)


def test_a_number_in_another_writing_is_the_same_person(tmp_path):
    wide = id_number(991).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    paths = [
        write(tmp_path / "甲镇.xlsx", [person(991)]),
        write(tmp_path / "乙镇.xlsx", [person(1, 身份证号=f" {wide}")]),
    ]
    assert made(paths, tmp_path / "总表.xlsx").more["repeated"] == 1
    assert {person_key(row["身份证号"]) for row in table(tmp_path / "总表.xlsx")} == {id_number(991)}


# -- files that cannot be used ----------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_combined(tmp_path):
    good = write(tmp_path / "甲镇.xlsx", [person(1)])
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04abc")
    (tmp_path / "同.xlsx").write_bytes(good.read_bytes())
    other = write(tmp_path / "别的.xlsx", [{"甲": 1}], ["甲", "乙"])
    paths = [good, tmp_path / "坏.xlsx", tmp_path / "没有.xlsx", tmp_path / "同.xlsx", other]
    report = made(paths, tmp_path / "总表.xlsx")
    assert (report.requested, report.made, report.exit_code) == (5, 1, 1)
    assert dict(report.skipped) == {
        "坏.xlsx": "文件不完整，请重新复制或下载。",
        "没有.xlsx": "找不到文件“没有.xlsx”，请检查路径和文件名。",
        "同.xlsx": "与“甲镇.xlsx”内容相同，只合并一次。",
        "别的.xlsx": report.skipped[3][1],
    }
    assert "没有找到花名册" in report.skipped[3][1]
    assert [row["结果"] for row in headed(tmp_path / "总表.xlsx", "合并情况")] == ["已合并", *["未合并"] * 4]


def test_nothing_is_written_when_no_file_can_be_used(tmp_path):
    (tmp_path / "坏.xlsx").write_bytes(b"")
    with pytest.raises(Stopped, match=r"没有可以合并的工作簿。“坏[.]xlsx”：文件为空"):
        made([tmp_path / "坏.xlsx"], tmp_path / "总表.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["坏.xlsx"]


def test_what_stands_there_is_never_overwritten_and_the_name_must_be_that_of_a_workbook(tmp_path):
    (tmp_path / "总表.xlsx").write_text("旧")
    with pytest.raises(Stopped, match="已存在"):
        combine([], Wish(tmp_path / "总表.xlsx", DAY), quietly)
    with pytest.raises(Stopped, match="xlsx"):
        combine([], Wish(tmp_path / "总表.xls", DAY), quietly)


def test_skipped_rows_are_counted_for_every_sheet(tmp_path):
    path = write(tmp_path / "甲镇.xlsx", [person(1), {"姓名": "合计"}, {}, person(2), {"姓名": "填报人：赵"}])
    book = openpyxl.load_workbook(path)
    book.active.append([f"人{3}", id_number(3)])
    book.active.row_dimensions[7].hidden = True
    book.save(path)
    made([path], tmp_path / "总表.xlsx")
    (row,) = headed(tmp_path / "总表.xlsx", "合并情况")
    assert [row[f"跳过{why}"] for why in ("合计", "隐藏", "空行", "说明")] == [1, 1, 1, 1]
    assert row["读取行数"] == 2


# -- who carries the work ---------------------------------------------------------------------------------------


@pytest.fixture
def towns(tmp_path):
    return [write(tmp_path / f"{n}镇.xlsx", [person(10 * n + i) for i in range(8)]) for n in range(6)]


def test_two_processes_give_the_same_bytes_as_one(tmp_path, towns, monkeypatch):
    made(towns, tmp_path / "一.xlsx")
    monkeypatch.setattr(carrying, "PAYS_FROM", 0)
    monkeypatch.setattr(carrying, "forks", lambda: True)
    made(towns, tmp_path / "二.xlsx")
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()


def die(*_):
    os._exit(1)


def test_a_process_that_dies_costs_time_and_no_rows(tmp_path, towns, monkeypatch):
    made(towns, tmp_path / "一.xlsx")

    @contextmanager
    def dying(address, size):
        with ProcessPoolExecutor(1) as pool:
            pool.submit(die)
            yield pool

    monkeypatch.setattr(job, "carrier", dying)
    report = made(towns, tmp_path / "二.xlsx")
    assert any("已改在本机处理" in note for note in report.notes)
    assert table(tmp_path / "一.xlsx") == table(tmp_path / "二.xlsx")


def test_a_cluster_carries_the_same_work(tmp_path, towns):
    from distributed import LocalCluster

    made(towns, tmp_path / "一.xlsx")
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, silence_logs=50) as scheduler:
        report = made([*towns, tmp_path / "没有.xlsx"], tmp_path / "二.xlsx", cluster=scheduler.scheduler_address)
    assert (report.made, [name for name, _ in report.skipped]) == (6, ["没有.xlsx"])
    assert table(tmp_path / "一.xlsx") == table(tmp_path / "二.xlsx")
    assert not any("本机" in note for note in report.notes)


def test_a_cluster_that_is_not_there_is_told(tmp_path, towns):
    with pytest.raises(Stopped, match="写法不对"):
        made(towns, tmp_path / "总表.xlsx", cluster="随便")


@pytest.mark.parametrize("step", ["read", "write"])
def test_nothing_stays_behind_when_the_work_breaks_off(tmp_path, towns, monkeypatch, step):
    spare = tmp_path / "临时"
    spare.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(spare))

    def broken(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(job, step, broken)
    before = {path.name for path in tmp_path.iterdir()}
    with pytest.raises(OSError, match="space"):
        made(towns, tmp_path / "总表.xlsx")
    assert list(spare.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == before


def test_progress_is_told_from_the_first_file_to_the_last(tmp_path, towns):
    told = []

    @contextmanager
    def listening(what, total):
        yield lambda done: told.append((what, done, total))

    combine(towns, Wish(tmp_path / "总表.xlsx", DAY), listening)
    assert told == [(what, n, 6) for what in ("读取工作簿", "写入总表") for n in range(1, 7)]


def test_a_folder_and_a_pattern_stand_for_the_workbooks_in_them(tmp_path, towns):
    (tmp_path / "~$1镇.xlsx").write_bytes(b"")
    (tmp_path / "说明.txt").write_text("")
    assert workbooks([tmp_path]) == workbooks([tmp_path / "?镇.xlsx"]) == sorted(towns)
    assert workbooks([tmp_path / "*.csv"]) == [tmp_path / "*.csv"]

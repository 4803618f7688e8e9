"""`xgy quota BOOK --people FILE...`: from exports to the numbers of 嘎查村, seen from outside."""

import json
from datetime import date, datetime

import openpyxl
import pytest

from xgy_excel.jobs.blank import make_roster
from xgy_excel.rows import SHEETS, Coordinator, Village, VillageAlias
from xgy_excel.sample import clean_county
from xgy_excel.sample.exports import sample_exports

from ..conftest import VILLAGE, write_book
from ..people.exporting import AT_RISK, MONITORED, POOR, TITLE, crowd, export

DAY = ("--as-of", "2025-06-30")
INPUTS = ("普通劳动力", "技能劳动力", "弱劳动力或半劳动力", "劳动技能未填", "数据截止日期")
COMPUTED = ("劳动力合计", "核定岗位数", "在岗人数", "空岗数")


@pytest.fixture
def quota(county, xgy, tmp_path):
    """Import people into a small county of one village; gives status, output and the result's path."""

    def run(*people, book=None, options=(), files=None, **more):
        book = book or county(**more)
        files = files or [export(tmp_path / POOR, *people)]
        status, out, err = xgy("quota", book, "--people", *files, *DAY, *options)
        return status, out, err, book.with_name(f"{book.stem}-核定.xlsx")

    return run


def table(path, sheet="嘎查村", first="苏木乡镇"):
    """The lines of a sheet by header."""
    lines = [[c.value for c in row] for row in openpyxl.load_workbook(path)[sheet].iter_rows()]
    top = next(i for i, line in enumerate(lines) if line[0] == first)
    return [dict(zip(lines[top], line, strict=True)) for line in lines[top + 1 :] if any(line)]


def only(line, names):
    return tuple(line[name] for name in names)


def test_the_counts_and_the_posts_are_written_into_a_copy(quota, county):
    people = [
        *crowd(31),
        *crowd(3, 40, 劳动技能="技能劳动力"),
        *crowd(2, 50, 劳动技能="半劳动力"),
        *crowd(1, 60, 劳动技能=""),
    ]
    status, out, _, result = quota(*people)
    assert status == 0
    (line,) = table(result)
    assert only(line, INPUTS) == (31, 3, 2, 1, datetime(2025, 5, 31))
    assert only(line, COMPUTED) == (36, 1, 1, 0)
    assert "共37行，37人（重复的0行只算一次）：计入36人，待定1人" in out
    (before,) = table(result.with_name("花名册.xlsx"))
    assert before["普通劳动力"] == 60


def test_the_book_itself_is_written_only_when_asked_and_with_a_backup(quota, county, tmp_path):
    status, out, _, copy = quota(*crowd(40), options=("--in-place",))
    assert status == 0
    assert not copy.exists()
    (backup,) = tmp_path.glob("花名册-备份*.xlsx")
    assert table(backup)[0]["普通劳动力"] == 60
    assert table(tmp_path / "花名册.xlsx")[0]["普通劳动力"] == 40
    assert backup.name in out


def test_a_copy_has_the_name_that_was_asked_for_and_nothing_is_overwritten(quota, tmp_path):
    target = tmp_path / "结果.xlsx"
    assert quota({}, options=("-o", target))[0] == 1
    assert target.exists()
    status, _, err, _ = quota({}, options=("-o", target))
    assert (status, "已存在" in err) == (2, True)


def test_formats_notes_and_formulas_stay_and_a_formula_is_told(quota, county):
    book = county()
    opened = openpyxl.load_workbook(book)
    sheet = opened["嘎查村"]
    headers = [c.value for c in sheet[1]]
    cell = sheet.cell(2, headers.index("普通劳动力") + 1)
    cell.number_format, cell.font = "0人", openpyxl.styles.Font(bold=True)
    sheet.cell(2, headers.index("技能劳动力") + 1).value = "=10+10"
    sheet.cell(2, headers.index("备注") + 1).value = "勿动"
    opened.save(book)
    _, out, _, result = quota(*crowd(35), *crowd(9, 50, 劳动技能="技能劳动力"), book=book)
    after = openpyxl.load_workbook(result)["嘎查村"]
    written = after[cell.coordinate]
    assert (written.value, written.number_format, written.font.bold) == (35, "0人", True)
    assert after.cell(2, headers.index("技能劳动力") + 1).value == "=10+10"
    assert after.cell(2, headers.index("备注") + 1).value == "勿动"
    assert "嘎查村!D2 没有写入" in out


def test_the_sheet_of_results_has_every_number_before_and_after(quota, tmp_path):
    people = [*crowd(28), *crowd(4, 40, 劳动技能="")]
    files = [export(tmp_path / POOR, *people), export(tmp_path / MONITORED, *crowd(3, 0, **AT_RISK))]
    status, out, _, result = quota(files=files, village={"普通劳动力": 40, "技能劳动力": 0, "弱劳动力或半劳动力": 0})
    assert status == 1
    line, total = table(result, "人数核定")
    assert only(line, ("合计", "原合计", "待定", "上限", "原上限", "补填后", "设岗", "在岗")) == (
        28,
        40,
        4,
        0,
        1,
        1,
        1,
        1,
    )
    assert line["写入的变化"] == "普通40→28；待定0→4"
    assert line["待定的影响"] == "再有2人计入，上限即由0个变为1个（劳动技能未填或不一致4人）"
    assert (total["苏木乡镇"], total["合计"]) == ("合计", 28)
    assert "岗位上限变化的有1个：巴彦镇红旗嘎查1→0" in out
    assert "待核 Q1 嘎查村!F2" in out


def test_the_sheet_of_what_was_read_names_files_columns_and_rows(quota, tmp_path):
    total = ["合计", *[None] * 5, "3人"]
    _, _, _, result = quota(files=[export(tmp_path / POOR, *crowd(3), {}, {}, below=[total])])
    lines = table(result, "人口表对应", "文件")
    assert "脱贫户，继续享受政策；工作表“Sheet1”，表头在第3行；读取5行，跳过1行（合计1）" in lines[0]["说明"]
    read = {line["用作"]: (line["列"], line["列名"]) for line in lines if line["列"]}
    assert read["嘎查村"] == ("C", "行政村")
    assert read["监测对象类别"] == ("M", "易返贫致贫户(监测对象)类型")
    assert {line["用作"] for line in lines if line["说明"] == "没有这一列"} == {"是否享受政策", "增减标识"}
    heads = [row[0].value for row in openpyxl.load_workbook(result)["人口表对应"].iter_rows(max_row=1)]
    assert "共5行，4人（同一人重复的1行只算一次）" in heads[0]


def test_our_sheets_are_replaced_by_the_next_run_and_never_read_as_the_countys(quota, xgy, tmp_path):
    _, _, _, result = quota(*crowd(40))
    status, _, _ = xgy("quota", result, "--people", tmp_path / POOR, *DAY, "--in-place")
    names = openpyxl.load_workbook(result).sheetnames
    assert status == 0
    assert [n for n in names if n.startswith(("人数核定", "人口表对应"))] == ["人数核定", "人口表对应"]
    _, out, _ = xgy("check", result, *DAY, "--no-mark")
    assert "人数核定" not in out


def test_villages_that_do_not_match_are_listed_both_ways_with_the_nearest(quota, report_of, county, tmp_path):
    people = [*crowd(40, 0, 行政村="红棋嘎查"), *crowd(29, 50, 行政村="东升村")]
    book, file = county(), export(tmp_path / POOR, *people)
    report = report_of("quota", book, "--people", file, *DAY)
    q10 = [(f["sheet"], f["cell"], f["message"]) for f in report["findings"] if f["rule"] == "Q10"]
    assert q10 == [
        (
            "嘎查村",
            "B2",
            "【第四条·村名】“嘎查村”表中的“红旗嘎查”在人口表中找不到，没有对上的村中最接近的是“巴彦镇红棋嘎查”。",
        ),
        (
            "人口表",
            "",
            "【第四条·村名】人口表中的“巴彦镇红棋嘎查”（40人，待定0人）在“嘎查村”表中找不到，最接近的是“巴彦镇红旗嘎查”。",
        ),
    ]
    result = book.with_name("花名册-核定.xlsx")
    (line,) = table(result)
    assert line["普通劳动力"] == 60  # what nobody counted is left as it was
    told = {line["嘎查村"]: line["写入的变化"] for line in table(result, "人数核定")[:-1]}
    assert told == {
        "红旗嘎查": "人口表中没有，人数未改动",
        "红棋嘎查": "“嘎查村”表中没有，未写入",
        "东升村": "“嘎查村”表中没有，未写入",
    }


def test_a_village_is_matched_by_the_countys_own_aliases(quota):
    alias = {VillageAlias: [{"原名": "红棋嘎查", "规范名": "红旗嘎查"}]}
    status, _, _, result = quota(*crowd(40, 0, 行政村="红棋嘎查"), extra=alias)
    assert (status, table(result)[0]["普通劳动力"]) == (0, 40)


def test_an_empty_sheet_of_villages_is_filled_from_the_exports(quota, tmp_path):
    book = tmp_path / "新县.xlsx"
    make_roster(book)
    people = [*crowd(40), *crowd(31, 60, 行政村="东升村")]
    _, _, _, result = quota(*people, book=book)
    lines = table(result)
    assert [only(line, ("苏木乡镇", "嘎查村", "普通劳动力", "核定岗位数")) for line in lines] == [
        ("巴彦镇", "红旗嘎查", 40, 1),
        ("巴彦镇", "东升村", 31, 1),
    ]


def test_a_book_without_villages_has_no_place_for_the_counts(quota, tmp_path, xgy):
    book = write_book(tmp_path / "只有人.xlsx", {Coordinator: [{"姓名": "张三", "身份证号": "150421198503019997"}]})
    status, _, err, result = quota({}, book=book)
    assert (status, "没有“嘎查村”表" in err, result.exists()) == (2, True, False)


def test_a_column_the_book_lacks_is_told(quota, tmp_path):
    book = tmp_path / "自用.xlsx"
    opened = openpyxl.Workbook()
    opened.active.title = "嘎查村"
    for line in [("嘎查村", "普通劳动力", "技能劳动力", "弱劳动力或半劳动力"), ("红旗嘎查", 1, 1, 1)]:
        opened.active.append(line)
    opened.save(book)
    _, out, _, result = quota(*crowd(40), book=book)
    assert "没有“劳动技能未填”“数据截止日期”列，这些数没有写入" in out
    assert table(result, first="嘎查村")[0]["普通劳动力"] == 40


def test_the_day_of_the_data_may_be_given_and_an_assumed_one_is_told(quota, tmp_path):
    plain = export(tmp_path / "脱贫户信息继续享受政策.xlsx", *crowd(40))
    _, out, _, result = quota(files=[plain])
    assert table(result)[0]["数据截止日期"].date() == date(2025, 6, 30)
    assert "按参照日期2025-06-30登记" in out
    _, out, _, result = quota(files=[plain], options=("--data-date", "2025-06-01", "-o", tmp_path / "又.xlsx"))
    assert table(tmp_path / "又.xlsx")[0]["数据截止日期"].date() == date(2025, 6, 1)
    assert "登记；不对的" not in out


def test_counts_older_than_those_of_the_book_are_told(quota):
    _, out, _, _ = quota(*crowd(40), village={"数据截止日期": date(2025, 6, 15)})
    assert "有1个嘎查村原来的人数比这些文件更新" in out


def test_a_file_that_does_not_say_who_enjoys_the_policies_is_told(quota, tmp_path):
    status, out, _, result = quota(files=[export(tmp_path / "脱贫户信息_20250531.xlsx", *crowd(40))])
    assert "看不出是否继续享受政策" in out
    assert status == 1
    assert only(table(result)[0], ("普通劳动力", "劳动技能未填")) == (0, 40)


def test_the_report_for_other_programs(county, report_of, tmp_path):
    file = export(tmp_path / POOR, *crowd(28), *crowd(4, 40, 劳动技能=""))
    report = report_of("quota", county(), "--people", file, file, *DAY)
    assert report["people"] == {
        "data_date": "2025-05-31", "files": 1, "rows": 32, "persons": 32, "people": 28, "open": 4,
    }  # fmt: skip
    assert report["villages"] == [
        {
            "township": "巴彦镇", "village": "红旗嘎查", "people": 28, "open": 4, "quota": 0, "quota_if_filled": 1,
            "people_before": 90, "quota_before": 1, "matched": True,
        }
    ]  # fmt: skip
    assert [f["rule"] for f in report["findings"]] == ["Q1", "Q8"]


def test_no_name_and_no_number_of_anybody_is_ever_told(quota, tmp_path):
    people = [*crowd(3), {"证件号码": ""}, {"劳动技能": "无劳动力"}]
    files = [export(tmp_path / POOR, *people), export(tmp_path / MONITORED, {**AT_RISK, "行政村": "远方"})]
    _, out, err, result = quota(files=files, options=("--json", tmp_path / "报告.json"))
    book = openpyxl.load_workbook(result)
    cells = [str(c.value) for name in ("人数核定", "人口表对应", "嘎查村") for row in book[name] for c in row]
    said = "\n".join([out, err, (tmp_path / "报告.json").read_text(encoding="utf-8"), *cells])
    for secret in ("绝密", "15042119710520999", "150499198", "13800000000", "15042100010001"):
        assert secret not in said


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("没有.xlsx", None, "找不到文件“没有.xlsx”"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n0000", "“图.xlsx”：这不是表格文件（是图片）"),
        ("空.xlsx", b"", "“空.xlsx”：文件为空"),
        ("别的.csv", "甲,乙\n1,2\n".encode(), "“别的.csv”里没有找到人口表的表头"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence_and_nothing_is_written(quota, tmp_path, name, data, words):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    status, out, err, result = quota(files=[tmp_path / name])
    assert (status, out) == (2, "")
    assert words in err
    assert "Traceback" not in err
    assert not result.exists()


def test_without_exports_the_counts_of_the_book_are_used(county, xgy):
    book = county()
    status, _, _ = xgy("quota", book, *DAY)
    assert status == 0
    assert only(table(book.with_name("花名册-核定.xlsx"))[0], COMPUTED) == (90, 1, 1, 0)


def test_a_book_that_cannot_be_written_gets_a_new_one_of_values(quota, tmp_path):
    book = tmp_path / "嘎查村.csv"
    headers = ("苏木乡镇", "嘎查村", *INPUTS)
    book.write_text(",".join(headers) + "\n巴彦镇,红旗嘎查,1,1,1,0,2025-01-01\n", encoding="utf-8")
    status, out, _, result = quota(*crowd(40), book=book)
    assert "结果写在新的工作簿里" in out
    assert (status, table(result)[0]["普通劳动力"]) == (0, 40)


def test_the_samples_exports_give_the_numbers_of_the_sample(tmp_path, xgy):
    lines = clean_county()
    few = {kind: rows for kind, rows in lines.items() if kind in SHEETS}
    few[Village] = [{**line, "labour_unknown": 2 if n == 1 else 0} for n, line in enumerate(lines[Village][:6])]
    few[Coordinator] = []
    expected = [
        tuple(line[name] for name in ("labour_ordinary", "labour_skilled", "labour_weak", "labour_unknown"))
        for line in few[Village]
    ]
    files = []
    for name, data in sample_exports(few[Village]).items():
        (tmp_path / name).write_bytes(data)
        files.append(tmp_path / name)
    for line in few[Village]:
        line |= dict.fromkeys(("labour_ordinary", "labour_skilled", "labour_weak", "labour_unknown"), 1)
    book = tmp_path / "样例.xlsx"
    make_roster(book, few)
    xgy("quota", book, "--people", *files, *DAY, "--json", tmp_path / "r.json")
    assert [only(line, INPUTS[:4]) for line in table(tmp_path / "样例-核定.xlsx")] == expected
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["people"]["persons"] < report["people"]["rows"]
    assert [f["rule"] for f in report["findings"] if f["rule"] == "Q10"] == []


def test_help_is_in_chinese(xgy):
    status, out, _ = xgy("quota", "--help")
    assert status == 0
    assert "--people" in out
    assert TITLE in out
    assert VILLAGE["嘎查村"] not in out


def test_who_has_no_village_makes_no_village_certain_and_is_in_none(quota):
    status, out, _, result = quota(*crowd(28), *crowd(3, 40, 行政村=""))
    assert (status, "错误 0　需例外审批 0　待核 1" in out) == (1, True)
    assert "可确认劳动力28人，现有1人在岗；人口表中另有3人没有写明行政村或村名分不清" in out
    (line,) = table(result)
    assert only(line, INPUTS)[:4] == (28, 0, 0, 0)
    head = [row[0].value for row in openpyxl.load_workbook(result)["人数核定"].iter_rows(max_row=6)]
    assert any(str(text).startswith("有3人没有写明行政村") for text in head)
    assert "错误 1" in quota(*crowd(28), *crowd(1, 40, 行政村=""), options=("-o", result.with_name("b.xlsx")))[1]

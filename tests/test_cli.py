"""The outer contract: commands, exit status, JSON, and one plain sentence for whatever goes wrong."""

import json
import subprocess
import sys
from importlib.metadata import version

import openpyxl
import pytest

DAY = ("--as-of", "2025-06-30")


def pairs(report, *levels):
    return {(f["rule"], f["sheet"], f["cell"]) for f in report["findings"] if not levels or f["severity"] in levels}


def test_a_breach_is_reported_at_its_cell(county, report_of):
    report = report_of("check", county({"文化程度": "小学"}), *DAY)
    found = next(f for f in report["findings"] if f["rule"] == "E4")
    assert {k: found[k] for k in ("severity", "article", "sheet", "cell", "field", "subject")} == {
        "severity": "错误", "article": "第七条", "sheet": "花名册", "cell": "I2", "field": "文化程度", "subject": "张三",
    }  # fmt: skip
    assert "小学" in found["message"]
    assert found["remedy"]


def test_the_report_has_the_shape_of_the_contract(county, report_of):
    report = report_of("check", county(), *DAY)
    assert report["book"] == "花名册.xlsx"
    assert report["as_of"] == "2025-06-30"
    assert report["policy"] == "内乡振发〔2022〕10号"
    assert list(report["counts"]) == ["错误", "需例外审批", "待核", "提示", "已批例外"]
    assert report["requested"] == report["made"] + len(report["skipped"])


def test_exit_status_says_whether_anything_is_open(county, xgy):
    assert xgy("check", county({"文化程度": "小学"}), *DAY)[0] == 1
    assert xgy("check", "没有.xlsx", *DAY)[0] == 2


def test_the_copy_stands_beside_the_book_and_the_book_is_untouched(county, xgy, tmp_path):
    book = county({"文化程度": "小学"})
    before = book.read_bytes()
    xgy("check", book, *DAY)
    xgy("check", book, *DAY)
    assert book.read_bytes() == before
    assert {p.name for p in tmp_path.iterdir()} == {"花名册.xlsx", "花名册-核对.xlsx", "花名册-核对(2).xlsx"}


def test_the_marked_copy_tells_in_the_cell_and_in_the_list(county, xgy, tmp_path):
    xgy("check", county({"文化程度": "小学"}), *DAY)
    marked = openpyxl.load_workbook(tmp_path / "花名册-核对.xlsx")
    assert "E4" in marked["花名册"]["I2"].comment.text
    lines = [[c.value for c in row] for row in marked["核对结果"].iter_rows()]
    assert any(line[1] == "E4" and line[5] == "张三" for line in lines)
    assert marked["嘎查村"]["J2"].value == 1


def test_a_person_selected_without_an_existing_file_is_never_overwritten(county, xgy, tmp_path):
    taken = tmp_path / "已有.xlsx"
    taken.write_text("别动", encoding="utf-8")
    status, _, err = xgy("check", county(), *DAY, "-o", taken)
    assert status == 2
    assert "已存在" in err
    assert taken.read_text(encoding="utf-8") == "别动"


def test_no_mark_writes_nothing(county, xgy, tmp_path):
    book = county()
    xgy("check", book, *DAY, "--no-mark")
    assert [p.name for p in tmp_path.iterdir()] == [book.name]


def test_the_clerks_opinion_stays_with_its_finding(county, xgy, tmp_path):
    book = county({"文化程度": "小学"})
    xgy("check", book, *DAY, "--in-place")
    marked = openpyxl.load_workbook(book)
    sheet = marked["核对结果"]
    row = next(r for r in sheet.iter_rows() if r[1].value == "E4")
    row[8].value = "已核实，毕业证补交"
    marked.save(book)
    xgy("check", book, *DAY, "--in-place")
    again = next(r for r in openpyxl.load_workbook(book)["核对结果"].iter_rows() if r[1].value == "E4")
    assert again[8].value == "已核实，毕业证补交"


@pytest.mark.parametrize("in_place", [True, False])
def test_marking_a_marked_book_gives_the_same_marks(county, xgy, report_of, in_place, tmp_path):
    book = county({"文化程度": "小学"})
    xgy("check", book, *DAY, "--in-place")
    first = {c.coordinate for row in openpyxl.load_workbook(book)["花名册"] for c in row if c.comment}
    if in_place:
        xgy("check", book, *DAY, "--in-place")
    else:
        xgy("check", book, *DAY, "-o", tmp_path / "再核.xlsx")
        book = tmp_path / "再核.xlsx"
    assert {c.coordinate for row in openpyxl.load_workbook(book)["花名册"] for c in row if c.comment} == first


def test_clear_takes_our_marks_away_and_only_ours(county, xgy, tmp_path):
    book = county({"文化程度": "小学"})
    xgy("check", book, *DAY, "-o", tmp_path / "标.xlsx")
    status, _, _ = xgy("check", tmp_path / "标.xlsx", "--clear", "-o", tmp_path / "净.xlsx")
    clean = openpyxl.load_workbook(tmp_path / "净.xlsx")
    assert status == 0
    assert not [c for row in clean["花名册"] for c in row if c.comment]
    assert clean["花名册"]["D2"].value == "张三"


def test_rules_lists_the_catalogue(xgy):
    status, out, _ = xgy("rules", "--json", "-")
    rules = json.loads(out)
    assert status == 0
    assert {"rule", "article", "severity", "title", "logic", "message", "remedy", "params", "default_on"} <= set(
        rules[0]
    )
    assert {"K1", "Q4", "E2", "A3", "P1", "Y1"} <= {r["rule"] for r in rules}


def test_help_is_chinese(xgy):
    status, out, _ = xgy("--help")
    assert status == 0
    assert "用法" in out


@pytest.mark.parametrize("words", [("check",), ("nonsense",), ("check", "a.xlsx", "--as-of", "2025-02-30")])
def test_a_wrong_command_is_told_in_one_line(words, xgy):
    status, out, err = xgy(*words)
    assert status == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert "命令写法不对" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nonsense",), "没有“nonsense”这一项"),
        (("check",), "缺少工作簿"),
        (("check", "甲.xlsx", "--as-of"), "--as-of后面没有写内容，或个数不对"),
        (("check", "甲.xlsx", "--as-of", "2025-02-30"), "“2025-02-30”认不出来，应写成 2025-06-30 的样子"),
        (("pay", "甲.xlsx", "--month", "十二"), "“十二”认不出来，应写成 2025-06 的样子"),
        (("check", "甲.xlsx", "--没有"), "不认得“--没有”"),
        (("check", "甲.xlsx", "--in-place", "-o", "乙.xlsx"), "-o不能与前面的选项同用"),
        (("check", "甲.xlsx", "--compare", "甲"), "--compare后面没有写内容，或个数不对"),
        (("form", "contract", "甲.xlsx", "--copies", "两"), "“两”应写成整数"),
        (("form", "contract", "甲.xlsx", "--engine", "快"), "没有“快”这一项"),
    ],
)
def test_what_is_wrong_with_a_command_is_told_in_chinese(words, told, xgy):
    assert f"命令写法不对（{told}），用 xgy" in xgy(*words)[2]


def test_json_overwrites_no_other_file_and_is_refused_before_anything_is_done(county, xgy, tmp_path):
    book = county()
    before = book.read_bytes()
    for target in (book, tmp_path, tmp_path / "没有的文件夹" / "报告.json"):
        status, out, err = xgy("check", book, "--in-place", "--json", target)
        assert (status, out, len(err.strip().splitlines())) == (2, "", 1)
    assert book.read_bytes() == before
    report = tmp_path / "报告.json"
    assert (
        xgy("check", book, "--no-mark", "--json", report)[0]
        == xgy("check", book, "--no-mark", "--json", report)[0]
        != 2
    )


def test_the_version_is_told(xgy):
    assert xgy("--version") == (0, f"xgy-excel {version('xgy-excel')}\n", "")


INTERRUPTED_AT = """
import os, signal, sys

class Interrupts:
    def find_spec(self, name, *more):
        if name == sys.argv[1]:
            os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
sys.meta_path.insert(0, Interrupts())
from xgy_excel.cli import main
sys.exit(main(["forms"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signal can be sent to one process alone")
@pytest.mark.parametrize("module", ["argparse", "xgy_excel.cli.program", "xgy_excel.core", "xgy_excel.forms"])
def test_interrupted_while_it_is_still_being_imported_it_says_one_sentence(module):
    command = [sys.executable, "-c", INTERRUPTED_AT, module]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "已中断。已完成的文件保留，未完成的没有留下半个文件。\n"


def test_until_it_can_be_interrupted_next_to_nothing_is_imported():
    code = "import sys, xgy_excel.cli; print(*sorted(name for name in sys.modules if name.startswith('xgy_excel')))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert run.stdout.split() == ["xgy_excel", "xgy_excel.cli"]

"""Rules of other packages, found by entry point when a county asks for them: docs/examples/forest_ranger, and bad ones."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from xgy_excel.core import Law, Setting, Stopped
from xgy_excel.law import RULES, rules_of
from xgy_excel.rows import Approval

from .conftest import PERSON, SETTINGS

EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "forest_ranger"
DAY = date(2025, 6, 30)
AS_OF = ("--as-of", DAY.isoformat())
ASKED = {"参数": "附加规则", "值": "护林员"}
LIMIT = {"参数": "护林员管护面积上限", "值": "3000亩"}
RANGERS = (
    ("嘎查村", "姓名", "身份证号", "管护面积（亩）", "月巡护次数"),
    ("红旗嘎查", "乌云", "150421198001019997", 3500, 12),
    ("红旗嘎查", "张三", PERSON["身份证号"], 2000, 9),
    ("红旗嘎查", "𠮷日嘎", "150421198202029999", None, 12),
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The example's wheel, built as a county would have it built, and unpacked where Python finds it."""
    folder = tmp_path_factory.mktemp("ranger")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    run = subprocess.run(build, cwd=EXAMPLE, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    (built,) = folder.glob("*.whl")
    with ZipFile(built) as package:
        package.extractall(folder / "site")
    return folder / "site"


@pytest.fixture
def installed(wheel, monkeypatch):
    monkeypatch.syspath_prepend(wheel)


@pytest.fixture
def rangers(county):
    """A small county with a sheet of forest rangers."""

    def make(*people, settings=(ASKED, LIMIT), rows=RANGERS, **more):
        book = county(*people, settings=(*SETTINGS, *settings), **more)
        workbook = openpyxl.load_workbook(book)
        sheet = workbook.create_sheet("生态护林员")
        for row in rows:
            sheet.append(row)
        workbook.save(book)
        return book

    return make


@pytest.fixture
def offer(tmp_path, monkeypatch):
    """Install a package that offers rules under a name: a module, and what a wheel's folder says of it."""

    def make(name, code):
        module = f"offered_{tmp_path.name.replace('-', '_')}"
        site = tmp_path / "site"
        (site / "offered-1.dist-info").mkdir(parents=True)
        (site / f"{module}.py").write_text(code, encoding="utf-8")
        (site / "offered-1.dist-info" / "METADATA").write_text("Name: offered\nVersion: 1\n", encoding="utf-8")
        entry = f"[xgy_excel.rules]\n{name} = {module}\n"
        (site / "offered-1.dist-info" / "entry_points.txt").write_text(entry, encoding="utf-8")
        monkeypatch.syspath_prepend(site)

    return make


def of_package(report):
    return {(f["rule"], f["severity"], f["sheet"], f["cell"]) for f in report["findings"] if f["rule"][0] == "L"}


# -- the worked example -----------------------------------------------------------------------------------


def test_the_rules_of_another_regulation_find_their_breaches_in_the_cells(installed, rangers, report_of):
    assert of_package(report_of("check", rangers(), *AS_OF)) == {
        ("L1", "错误", "生态护林员", "D2"),
        ("L1", "待核", "生态护林员", "D4"),
        ("L2", "需例外审批", "生态护林员", "E3"),
        ("L3", "错误", "花名册", "H2"),
    }


def test_the_copy_shows_them_like_the_programs_own(installed, rangers, xgy, tmp_path):
    status, _, _ = xgy("check", rangers(), *AS_OF)
    marked = openpyxl.load_workbook(tmp_path / "花名册-核对.xlsx")
    assert status == 1
    assert "乌云管护面积3500亩，超过上限3000亩" in marked["生态护林员"]["D2"].comment.text
    assert "张三同时是在岗的生态护林员" in marked["花名册"]["H2"].comment.text
    lines = [[cell.value for cell in row] for row in marked["核对结果"].iter_rows()]
    assert any(line[1:3] == ["L2", "护林员办法第六条"] and line[5] == "张三" for line in lines)


def test_they_are_asked_only_where_the_county_says_so(installed, rangers, report_of):
    report = report_of("check", rangers(settings=()), *AS_OF)
    assert of_package(report) == set()


def test_a_book_of_rangers_alone_is_checked_too(installed, rangers, report_of):
    book = rangers()
    workbook = openpyxl.load_workbook(book)
    for sheet in [name for name in workbook.sheetnames if name not in ("参数", "生态护林员")]:
        del workbook[sheet]
    workbook.save(book)
    report = report_of("check", book, *AS_OF)
    assert {rule for rule, *_ in of_package(report)} == {"L1", "L2"}
    assert "L3" in {one["rule"] for one in report["not_run"]}


def test_the_county_sets_switches_and_approves_them_like_any_other(installed, rangers, report_of):
    off = {"参数": "规则开关·L1", "值": "关"}
    least = {"参数": "护林员月巡护次数", "值": "13"}
    approval = {
        "规则": "L2",
        "对象": PERSON["身份证号"],
        "文号": "样发1号",
        "批准单位": "样例旗",
        "批准日期": date(2025, 5, 1),
    }
    book = rangers(settings=(ASKED, LIMIT, off, least), extra={Approval: [approval]})
    report = report_of("check", book, *AS_OF)
    assert [f["message"] for f in report["findings"] if f["rule"] == "K16"] == []
    assert of_package(report) == {
        ("L2", "需例外审批", "生态护林员", "E2"),
        ("L2", "已批例外", "生态护林员", "E3"),
        ("L2", "需例外审批", "生态护林员", "E4"),
        ("L3", "错误", "花名册", "H2"),
    }


def test_a_parameter_of_theirs_that_is_not_set_is_told_once(installed, rangers, report_of):
    told = [f for f in report_of("check", rangers(settings=(ASKED,)), *AS_OF)["findings"] if f["rule"] == "L1"]
    assert [f["message"] for f in told if "缺参数" in f["message"]] == [
        "【护林员办法第四条·缺参数】参数表未设“护林员管护面积上限”，无法判定“管护面积过大”。"
    ]


def test_an_error_of_theirs_keeps_the_persons_documents_back(installed, rangers, report_of, tmp_path):
    report = report_of("form", "contract", rangers(), "-o", tmp_path / "协议", *AS_OF)
    (reason,) = [skipped["reason"] for skipped in report["skipped"]]
    assert "张三同时是在岗的生态护林员" in reason


def test_they_are_explained_and_inspected_with_the_others(installed, rangers, report_of, tmp_path):
    explained = report_of("explain", rangers(), "张三", *AS_OF)
    told = {one["rule"]: (one["outcome"], one["article"]) for one in explained["rules"]}
    assert {code: told[code] for code in ("L1", "L2", "L3")} == {
        "L1": ("通过", "护林员办法第四条"),
        "L2": ("需例外审批", "护林员办法第六条"),
        "L3": ("错误", "护林员办法第八条"),
    }
    assert len(of_package(report_of("inspect", rangers(), "-o", tmp_path / "自查", *AS_OF))) == 4


def test_the_day_they_come_into_force_is_their_own(installed, rangers, report_of):
    assert of_package(report_of("check", rangers(), "--as-of", "2023-12-31")) == set()
    later = report_of("check", rangers(), "--as-of", "2026-06-30")  # when no policy pack is in force any more
    assert {rule for rule, *_ in of_package(later)} == {"L1", "L2", "L3"}


def test_the_catalogue_of_the_command_lists_them_after_the_programs_own(installed, xgy):
    status, out, err = xgy("rules", "--json", "-")
    rules = json.loads(out)
    assert (status, err) == (0, "")
    assert [rule["rule"] for rule in rules] == [*(rule.code for rule in RULES), "L1", "L2", "L3"]
    assert {rule["package"] for rule in rules[-3:]} == {"护林员"}
    assert "规则包“护林员”" in xgy("rules")[1]


# -- what cannot be used ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", ["check {}", "form contract {}", "explain {} 张三", "inspect {}", "quota {} --people {}"]
)
def test_a_package_that_is_not_installed_stops_the_command_with_what_to_do(rangers, xgy, command, tmp_path):
    book = rangers()
    status, out, err = xgy(*(book if word == "{}" else word for word in command.split()), *AS_OF)
    assert (status, out) == (2, "")
    assert "“附加规则”中的“护林员”在这台电脑上没有安装" in err
    assert err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == [book.name]


def rules(*codes, params=""):
    made = ", ".join(
        f'Rule("{code}", "题", Cite("第一条"), (Severity.HINT,), (), lambda *_: iter(()), "", "问", "【】。", "。")'
        for code in codes
    )
    return f"from xgy_excel.core import Cite, Param, Rule, Severity\nRULES = ({made},)\nPARAMS = ({params})\n"


PARAM = 'Param("{}", str, None, "文字", "因", Cite("第一条")),'


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import nothing_of_that_name", "打开时出错，ModuleNotFoundError"),
        ("PARAMS = ()", "打开时出错，AttributeError"),
        ("RULES = ()", "里面没有规则"),
        ("RULES = ('K1',)", "里面有不是规则或参数的内容"),
        (rules("K1"), "规则编号“K1”不是BCFGHJLMNORUWZ中的一个字母"),
        (rules("Q99"), "规则编号“Q99”不是"),
        (rules("限1"), "规则编号“限1”不是"),
        (rules("Z1", "Z1"), "规则编号“Z1”别处已在使用"),
        (rules("Z1", params=PARAM.format("边界200")), "参数“边界200”别处已在使用"),
        (rules("Z1", params=2 * PARAM.format("新参数")), "参数“新参数”别处已在使用"),
    ],
)
def test_a_package_that_is_unsound_is_refused_with_the_reason(offer, code, why, xgy):
    offer("坏的", code)
    law = Law(DAY, settings=[Setting(name="附加规则", value="坏的")])
    with pytest.raises(Stopped) as stopped:
        rules_of(law)
    assert str(stopped.value).startswith(f"规则包“坏的”不能使用：{why}")
    status, out, err = xgy("rules")
    assert (status, err.strip()) == (0, str(stopped.value))
    assert "坏的" not in out


def test_two_packages_that_want_the_same_code_are_not_used_together(offer, installed):
    offer("第二个", rules("L1"))
    law = Law(DAY, settings=[Setting(name="附加规则", value="护林员、第二个")])
    with pytest.raises(Stopped, match="规则包“第二个”不能使用：规则编号“L1”别处已在使用"):
        rules_of(law)
    assert len(rules_of(Law(DAY, settings=[Setting(name="附加规则", value="第二个")]))) == len(RULES) + 1


@pytest.mark.parametrize("value", ["无", " 无 ", None])
def test_without_a_package_the_rules_are_the_programs_own(value):
    assert rules_of(Law(DAY, settings=[Setting(name="附加规则", value=value)])) is RULES


def test_a_package_is_asked_only_on_the_days_its_line_is_in_force(installed):
    line = Setting(name="附加规则", value="护林员", start=date(2024, 1, 1), end=date(2024, 12, 31))
    assert [len(rules_of(Law(date(year, 6, 30), settings=[line]))) - len(RULES) for year in (2023, 2024, 2025)] == [
        0,
        3,
        0,
    ]


def test_a_value_that_is_no_list_of_names_stops_too():
    with pytest.raises(Stopped, match="参数“附加规则”的值无法识别"):
        rules_of(Law(DAY, settings=[Setting(name="附加规则", value="、")]))


def test_nothing_is_looked_for_while_no_county_asks(monkeypatch, county, xgy):
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: pytest.fail("looked for packages"))
    assert xgy("check", county(), *AS_OF)[0] in (0, 1)


def test_the_examples_own_examples_work(installed):
    import doctest
    from importlib import import_module

    tried = doctest.testmod(import_module("forest_ranger.rules"))
    assert tried.attempted >= 4
    assert not tried.failed

"""Whatever the system's language and code page: the command says what it can, and files come out right.

𠮷 and 㛃 stand in names of people and are in no code page 936.
"""

import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from xgy_excel import console
from xgy_excel.rows import Procedure

from .conftest import PERSON
from .contract.paper import PARAMS, SELECTION, text_of

ROOT = Path(__file__).parents[1]
DAY = "2025-06-30"
GOOD = {"姓名": "𠮷㛃·娜仁", "户名": "𠮷㛃·娜仁"}
WEAK = {
    "姓名": "㛃花",
    "户名": "㛃花",
    "身份证号": "150421198202029999",
    "一卡通账号": "6217000000000000019",
    "文化程度": "小学",
}
# check shows people of both names; form makes the one's agreement and says why it does not make the other's.
DRIVER = """
import sys
from xgy_excel.cli import main
book, copy, told, folder = sys.argv[1:]
day = ["--as-of", "2025-06-30"]
done = [main(["check", book, "-o", copy, "--json", told, *day]), main(["form", "contract", book, "-o", folder, *day])]
sys.exit("".join(map(str, done)) != "11")
"""


@pytest.fixture
def book(county):
    """A county whose first person may sign, and whose second may not."""

    def make(name="花名册㛃.xlsx"):
        settings = [{"参数": k, "值": v, "生效日期": date(2022, 1, 1)} for k, v in PARAMS.items()]
        people = [{**PERSON, **GOOD}, {**PERSON, **WEAK}]
        keys = ("姓名", "身份证号", "服务嘎查村")
        selected = [{**SELECTION, **{h: p[h] for h in keys}} for p in people]
        village = {"普通劳动力": 300, "上次核定数": 2}
        return county(GOOD, WEAK, name=name, settings=settings, village=village, extra={Procedure: selected})

    return make


def run(book, environment, *options):
    """Run the commands in a process of its own, its output going into pipes."""
    to = [book.with_name("核对㛃.xlsx"), book.with_name("结果𠮷.json"), book.with_name("协议㛃")]
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    command = [sys.executable, *options, "-c", DRIVER, str(book), *map(str, to)]
    done = subprocess.run(command, env={**clean, **environment}, cwd=book.parent, capture_output=True, check=False)
    return done, *to


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        ({"PYTHONIOENCODING": "cp936"}, "cp936"),  # a pipe on Chinese Windows
        ({"PYTHONIOENCODING": "cp1252"}, "utf-8"),  # one on English Windows
        ({"LC_ALL": "C"}, "utf-8"),
        ({"LC_ALL": "en_US.UTF-8"}, "utf-8"),
        ({"LC_ALL": "zh_CN.UTF-8"}, "utf-8"),
    ],
    ids=lambda value: "-".join(value.values()) if isinstance(value, dict) else value,
)
def test_names_outside_the_code_page_stop_nothing_and_are_right_in_every_file(book, environment, encoding):
    done, copy, told, folder = run(book(), environment)
    out, err = done.stdout.decode(encoding), done.stderr.decode(encoding)
    assert (done.returncode, "Traceback" in err, "没有料到" in out + err) == (0, False, False), err
    shown = "㛃花".encode(encoding, "replace").decode(encoding)
    assert f"{shown}文化程度为“小学”" in out
    assert "应生成 2　成功 1　未生成 1" in out
    notes = [c.comment.text for row in openpyxl.load_workbook(copy)["花名册"] for c in row if c.comment]
    assert any("㛃花文化程度为“小学”" in note for note in notes)
    subjects = {f["subject"] for f in json.loads(told.read_text(encoding="utf-8"))["findings"]}
    assert "㛃花" in subjects
    (agreement,) = folder.rglob("*.docx")
    assert "𠮷㛃·娜仁" in agreement.name
    assert "𠮷㛃·娜仁" in text_of(agreement)


def test_no_file_is_read_or_written_in_the_encoding_of_the_system(book):
    done, *_ = run(book(), {"PYTHONUTF8": "0"}, "-X", "warn_default_encoding", "-W", "always::EncodingWarning")
    warned = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if "EncodingWarning" in line]
    assert done.returncode == 0
    assert [line for line in warned if "xgy_excel" in line] == []


def test_a_file_whose_name_is_not_utf_8_is_worked_on_like_any_other(book, xgy, report_of):
    """So a roster is named that was packed on Windows and unpacked on Linux."""
    name = "花名册.xlsx".encode("gbk").decode("utf-8", "surrogateescape")
    path = book(name)
    assert report_of("check", path, "--as-of", DAY, "--no-mark")["book"] == name
    report = report_of("form", "contract", path, "--as-of", DAY)
    assert (report["made"], len(list(path.parent.rglob("*.docx")))) == (1, 1)
    status, out, err = xgy("check", path, "--as-of", DAY)
    assert (status, err) == (1, "")
    assert "㛃花文化程度为“小学”" in out


@pytest.mark.parametrize("name", ["名单.csv", "名单.xls"])
def test_a_table_of_text_whose_name_is_not_utf_8_is_checked_too(tmp_path, xgy, name):
    path = tmp_path / name.encode("gbk").decode("utf-8", "surrogateescape")
    cells = [["姓名", "身份证号", "服务嘎查村", "文化程度"], ["张三", "150421197105209993", "红旗嘎查", "小学"]]
    page = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    csv = "\n".join(",".join(row) for row in cells)
    path.write_text(csv if name.endswith("csv") else f"<table>{page}</table>", encoding="utf-8")
    status, out, err = xgy("check", path, "--as-of", DAY)
    assert (status, err) == (1, "")
    assert "张三文化程度为“小学”" in out
    assert len(list(tmp_path.glob("*.xlsx"))) == 1


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("encoding", "given", "shown"),
    [("cp936", "cp936", "生成?"), ("cp437", "utf-8", "生成𠮷"), ("utf-8", "utf-8", "生成𠮷")],
)
@pytest.mark.parametrize("kind", [io.TextIOWrapper, Terminal], ids=["pipe", "terminal"])
def test_progress_is_shown_in_every_code_page(monkeypatch, kind, encoding, given, shown):
    stream = kind(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stderr", stream)
    console.open_output()
    with console.progress("生成𠮷", 3) as advance:
        advance(3)
    stream.flush()
    text = stream.buffer.getvalue().decode(given)
    assert shown in text
    assert "3/3" in text


def test_a_program_without_a_console_has_nothing_to_open(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console.open_output()
    print("不写到任何地方")

"""The clerk's manual says what is so: every command it shows runs, what it says is seen is seen, every message exists.

Each section begins in a folder of its own with the sample county as 花名册.xlsx. What a person does between two
commands is named in a comment of the manual and done here.
"""

import ast
import re
import shlex
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from xgy_excel.books import open_book
from xgy_excel.jobs import batch
from xgy_excel.jobs.blank import make_roster
from xgy_excel.rows import Coordinator, Evaluation, Pack
from xgy_excel.sample import county

ROOT = Path(__file__).parents[1]
MANUAL = (ROOT / "docs" / "使用手册.md").read_text(encoding="utf-8")
ROSTER = Path("花名册.xlsx")
DONE = (0, 1)
STEP = re.compile(
    r"<!-- (?:手工：(?P<hand>.+?)|应当：退出 (?P<status>\d)) -->|```(?P<kind>\w+)\n(?P<text>.*?)```", re.S
)
SECTIONS = {part.partition("\n")[0]: part for part in re.split(r"^## ", MANUAL, flags=re.M)[1:]}


# -- what a person does -------------------------------------------------------------------------------------


def fill(book, sheet, cells):
    """Write into cells such as AD30, and save."""
    letters = [re.fullmatch(r"([A-Z]+)(\d+)", cell) for cell in cells]
    at = [(int(m[2]), sum((ord(c) - 64) * 26**i for i, c in enumerate(reversed(m[1])))) for m in letters]
    assert book.write(sheet, dict(zip(at, cells.values(), strict=True))) == []


def add(book, sheet, *lines):
    """Write lines below the last one of a sheet, by header."""
    rows = book.read(sheet).rows
    last = max(i for i, row in enumerate(rows, 1) if any(row))
    values = {(last + n, rows[0].index(h) + 1): v for n, line in enumerate(lines, 1) for h, v in line.items()}
    assert book.write(sheet, values) == []


def row_of(book, sheet, column, text):
    rows = book.read(sheet).rows
    return next(i for i, row in enumerate(rows, 1) if row[column - 1] == text)


def correct(_):
    book = open_book(ROSTER)
    fill(book, "参数", {"B12": "30", "C16": date(2025, 7, 1)})
    fill(book, "花名册", {"AD30": date(2025, 9, 30)})
    for text in ("宝力德·巴雅尔文化程度为“小学”", "吴淑珍协议2024-10-01至2025-10-05超过一年"):
        rows = book.read("核对结果").rows
        at = next(i for i, row in enumerate(rows, 1) if text in str(row[6]))
        fill(book, "核对结果", {f"I{at}": f"意见：{text}"})
    book.save()


def successor(_):
    book = open_book(ROSTER)
    line = {
        "包名": "接续办法",
        "文号": "内农发〔2026〕5号",
        "生效日期": date(2026, 1, 1),
        "失效日期": date(2030, 12, 31),
    }
    add(book, Pack.SHEET, line)
    book.save()


def renewal(_):
    book = open_book(ROSTER)
    fill(book, "参数", {"B12": "30", "C16": date(2025, 7, 1)})
    headers = book.read(Coordinator.SHEET).rows[0]
    at = row_of(book, Coordinator.SHEET, headers.index("姓名") + 1, "朱丽华")
    new = {
        "协议起": date(2026, 1, 1),
        "协议止": date(2026, 12, 31),
        "协议编号": None,
        "签订日期": None,
        "是否续聘": "是",
    }
    assert book.write(Coordinator.SHEET, {(at, headers.index(h) + 1): v for h, v in new.items()}) == []
    rows = book.read(Evaluation.SHEET).rows
    last = [row for row in rows if row[0] == "朱丽华"][-1]
    line = dict(zip(rows[0], last, strict=False)) | {"年度": "2025"}
    add(book, Evaluation.SHEET, line | {"评价日期": date(2025, 12, 10), "续聘程序日期": date(2025, 12, 20)})
    book.save()


def cut_off(monkeypatch):
    """The second file cannot be written."""
    from xgy_excel import cli

    written = []

    def broken(path, data):
        written.append(path)
        if len(written) > 1:
            raise OSError(28, "No space left on device")
        return whole(path, data)

    whole = batch.put
    with monkeypatch.context() as patch:
        patch.setattr(batch, "put", broken)
        words = ["form", "contract", str(ROSTER), "--as-of", "2025-06-30", "--where", "苏木乡镇=青穗镇"]
        assert cli.main(words) == 2


def parameters(_):
    book = open_book(ROSTER)
    fill(book, "参数", {"B12": "30", "C16": date(2025, 7, 1)})
    add(book, "参数", {"参数": "规则开关·K11", "值": "关", "依据文号": "巴农牧发〔2025〕1号"})
    book.save()


def approval(_):
    book = open_book(ROSTER)
    rows = book.read(Coordinator.SHEET).rows
    number = next(row[7] for row in rows if row[3] == "敖登·高娃")
    line = {"规则": "E3", "对象": number, "文号": "巴人社发〔2025〕8号", "批准单位": "巴彦河旗人力资源和社会保障局"}
    add(book, "例外审批", line | {"批准日期": date(2025, 2, 20)})
    book.save()


OWN = (
    ("巴彦河旗2025年村级协管员名单",),
    ("序号", "乡镇", "村", "协管员姓名", "身份证号码", "手机号码", "聘用开始时间", "聘用结束时间", "月补贴标准"),
    (1, "青穗镇", "青榆村", "朱丽华", "150499199906029967", "19900000004", "2025.1.1", "2025.12.31", "1500元"),
    (2, "青穗镇", "同上", "许铁柱", "150499198501019973", "19900000005", "2025.1.1", "2025年12月31日", "1300元"),
    ("合计", 2),
)


def own_layout(_, *, alias=False):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "2025年名单"
    for line in OWN:
        book.active.append(line)
    if alias:
        book.create_sheet("列名对照").append(("列名", "字段"))
        book["列名对照"].append(("村", "服务嘎查村"))
    book.save("本县名单.xlsx")


def own_template(_, name="本县协议.docx", old="争议解决", new="争议的解决"):
    document = Document(str(ROOT / "templates" / "contract.docx"))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text]
    assert runs
    for run in runs:
        run.text = run.text.replace(old, new)
    document.save(name)


HANDS = {
    "改正几处并写处理意见": correct,
    "登记接续文件": successor,
    "朱丽华续签2026年": renewal,
    "一批协议做到一半中断": cut_off,
    "改参数": parameters,
    "登记例外审批": approval,
    "本县自己的名单": own_layout,
    "加列名对照": lambda patch: own_layout(patch, alias=True),
    "本县协议模板": own_template,
    "模板里写错一个标签": lambda patch: own_template(patch, "写错的协议.docx", "{{乙方}}", "{{性名}}"),
}


# -- the manual ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "花名册.xlsx"
    make_roster(path, county())
    return path.read_bytes()


@pytest.mark.parametrize("title", [t for t, part in SECTIONS.items() if "```sh" in part])
def test_the_commands_of_a_section_run_and_show_what_the_manual_says(title, sample, xgy, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if "xgy new 花名册.xlsx" not in SECTIONS[title]:
        ROSTER.write_bytes(sample)
    wanted, seen = DONE, ""
    for step in STEP.finditer(SECTIONS[title]):
        if step["hand"]:
            HANDS[step["hand"]](monkeypatch)
        elif step["status"]:
            wanted = (int(step["status"]),)
        elif step["kind"] == "sh":
            seen = ""
            for line in step["text"].splitlines():
                program, *words = shlex.split(line, comments=True)
                assert program == "xgy"
                status, out, err = xgy(*words)
                assert status in wanted, f"{line}\n{err}"
                seen += out + err
            wanted = DONE
        elif step["kind"] == "text":
            assert re.search(pattern(step["text"]), seen, re.M), f"{step['text']}\n--- is not in\n{seen}"


def pattern(text: str) -> str:
    """What a block of output asks for: its lines in order, …… for what differs; a line of …… for any lines."""
    asked = ""
    for line in text.strip("\n").splitlines():
        asked += "(?:[^\n]*\n)*?" if line == "……" else re.escape(line).replace("……", "[^\n]*") + "[^\n]*\n"
    return "^" + asked


def test_a_block_of_output_is_looked_for_line_by_line():
    assert re.search(pattern("a\n……\n  c ……\nd"), "a\nb\nb\n  c 5\nd more\n", re.M)
    assert re.search(pattern("a\n……\nb"), "a\nb\n", re.M)
    assert not re.search(pattern("a\nc"), "a\nb\nc\n", re.M)


def test_the_hand_steps_leave_their_trace(sample, xgy, tmp_path, monkeypatch):
    """What the manual says in words about findings with an opinion and about an approval."""
    monkeypatch.chdir(tmp_path)
    ROSTER.write_bytes(sample)
    check = ("check", ROSTER, "--in-place", "--as-of", "2025-06-30")
    xgy(*check)
    correct(monkeypatch)
    approval(monkeypatch)
    _, out, _ = xgy(*check)
    assert "已批例外 3" in out
    opinions = [(row[0], row[5]) for row in open_book(ROSTER).read("核对结果").rows if "意见：" in str(row[8])]
    assert opinions == [("错误", "宝力德·巴雅尔"), ("已消除", "吴淑珍")]


def words_of_the_program() -> str:
    """Every text in the code, the variable parts of messages as ……."""
    found = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                found.append("".join(part.value if isinstance(part, ast.Constant) else "……" for part in node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return "\n".join(found)


def test_every_message_explained_is_one_the_program_says():
    told = re.findall(r"^\| (.+?) \| .+ \|$", SECTIONS["出了提示怎么办"], re.M)[1:]
    known = words_of_the_program()
    pieces = {piece for message in told for piece in message.split("……") if len(piece) > 3}
    assert len(told) > 20
    assert {piece for piece in pieces if piece not in known and not piece.startswith("---")} == set()


def test_every_picture_shown_is_there_and_small():
    pictures = [ROOT / "docs" / p for p in re.findall(r"!\[[^\]]*\]\((\S+)\)", MANUAL)]
    assert pictures
    assert [p.name for p in pictures if not p.is_file() or p.stat().st_size > 200_000] == []


def test_every_place_in_the_page_that_is_linked_exists():
    anchors = {re.sub(r"[^\w-]", "", title).lower() for title in SECTIONS}
    assert set(re.findall(r"\]\(#([^)]+)\)", MANUAL)) <= anchors

"""The clerk's manual says what is so: every command it shows runs, what it says is seen is seen, every message exists.

Each section begins in a folder of its own with the sample county as 花名册.xlsx. What a person does between two
commands is named in a comment of the manual and done by tools/by_hand.py.
"""

import ast
import importlib
import re
import shlex
from pathlib import Path

import pytest

from xgy_excel.books import open_book
from xgy_excel.forms import FORMS
from xgy_excel.jobs import batch
from xgy_excel.jobs.blank import make_roster
from xgy_excel.ribbon import BUTTONS
from xgy_excel.sample import county

ROOT = Path(__file__).parents[1]
MANUAL = (ROOT / "docs" / "使用手册.md").read_text(encoding="utf-8")
ROSTER = Path("花名册.xlsx")
DONE = (0, 1)
MOST_BYTES = 120_000  # of a picture
STEP = re.compile(
    r"<!-- (?:手工：(?P<hand>.+?)|应当：退出 (?P<status>\d)) -->|```(?P<kind>\w+)\n(?P<text>.*?)```", re.S
)
SECTIONS = {part.partition("\n")[0]: part for part in re.split(r"^## ", MANUAL, flags=re.M)[1:]}


@pytest.fixture
def by_hand(monkeypatch):
    """What a person does in the current folder, by the words of the manual."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return {**importlib.import_module("by_hand").HANDS, "一批协议做到一半中断": cut_off}


def cut_off():
    """The second file cannot be written."""
    from xgy_excel import cli

    written = []

    def broken(path, data):
        written.append(path)
        if len(written) > 1:
            raise OSError(28, "No space left on device")
        return whole(path, data)

    whole = batch.put
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "put", broken)
        words = ["form", "contract", str(ROSTER), "--as-of", "2025-06-30", "--where", "苏木乡镇=青穗镇"]
        assert cli.main(words) == 2


# -- the manual ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "花名册.xlsx"
    make_roster(path, county())
    return path.read_bytes()


@pytest.mark.parametrize("title", [t for t, part in SECTIONS.items() if "```sh" in part])
def test_the_commands_of_a_section_run_and_show_what_the_manual_says(
    title, sample, by_hand, xgy, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    if "xgy new 花名册.xlsx" not in SECTIONS[title]:
        ROSTER.write_bytes(sample)
    wanted, seen = DONE, ""
    for step in STEP.finditer(SECTIONS[title]):
        if step["hand"]:
            by_hand[step["hand"]]()
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


def test_the_hand_steps_leave_their_trace(sample, by_hand, xgy, tmp_path, monkeypatch):
    """What the manual says in words about findings with an opinion and about an approval."""
    monkeypatch.chdir(tmp_path)
    ROSTER.write_bytes(sample)
    check = ("check", ROSTER, "--in-place", "--as-of", "2025-06-30")
    xgy(*check)
    by_hand["改正几处并写处理意见"]()
    by_hand["登记例外审批"]()
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
    assert [p.name for p in pictures if not p.is_file() or p.stat().st_size > MOST_BYTES] == []


def test_every_place_in_the_page_that_is_linked_exists():
    anchors = {re.sub(r"[^\w-]", "", title).lower() for title in SECTIONS}
    assert set(re.findall(r"\]\(#([^)]+)\)", MANUAL)) <= anchors


def texts_of(*folders):
    """Every text in some folders of the program."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for folder in folders for path in sorted(folder.rglob("*.py")))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_button_named_is_one_of_the_window_or_the_ribbon():
    named = {name for name in re.findall("〔(.+?)〕", MANUAL) if not name.isdecimal()}
    assert {job.label for job in BUTTONS[:9]} <= named | {"生成公示", "打印"}
    assert named - {job.label for job in BUTTONS} - texts_of(ROOT / "src" / "xgy_excel" / "window") == set()


def test_every_document_stands_in_the_table_of_documents():
    table = SECTIONS["文书一览"]
    assert re.findall(r"(D\d+[a-c]?) (\S+) `([a-z-]+)`", table) != []
    found = {(code, name): title for code, title, name in re.findall(r"(D\d+[a-c]?) (\S+) `([a-z-]+)`", table)}
    assert found == {(form.code, form.name): form.title for form in FORMS}


def test_every_document_named_with_its_code_has_that_code():
    titles = {form.code: form.title for form in FORMS}
    named = re.findall(r"(D\d+[a-c]?) ([\u4e00-\u9fff]+)", MANUAL)
    assert [(code, words) for code, words in named if not words.startswith(titles[code])] == []

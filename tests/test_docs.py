"""What the documents say is so: generated pages are fresh, commands exist, links lead somewhere."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

from xgy_excel import catalogue
from xgy_excel.cli.program import build_parser
from xgy_excel.law import RULES

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.relative_to(ROOT).as_posix())
FENCED = re.compile(r"```[^\n]*\n(.*?)```", re.S)
SPAN = re.compile(r"`([^`\n]+)`")


def code(text: str) -> list[str]:
    """The lines of code a document shows: those of its fenced blocks, and its spans."""
    blocks = FENCED.findall(text)
    return [line.strip() for block in blocks for line in block.splitlines()] + SPAN.findall(FENCED.sub("", text))


def commands(text: str, program: str) -> list[list[str]]:
    """The arguments of every call of a program that a document shows, comments left off."""
    found = (re.match(rf"(?:\$ )?(?:[\w.\\/]*[\\/])?{program}(?: (.*))?$", line) for line in code(text))
    return [shlex.split(call[1] or "", comments=True) for call in found if call]


def test_calls_are_found_in_blocks_and_in_spans():
    text = "Say `xgy rules` or\n```\n$ xgy check a.xlsx  # marks\n.venv\\Scripts\\xgy demo\nnot xgy\n```\n`make test`"
    assert commands(text, "xgy") == [["check", "a.xlsx"], ["demo"], ["rules"]]
    assert commands(text, "make") == [["test"]]


@pytest.mark.parametrize("name", catalogue.PAGES)
def test_a_generated_page_is_fresh(name):
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == catalogue.page(name), "run: make docs"


def verbs() -> set[str]:
    grammar = build_parser()._subparsers
    assert grammar is not None
    return set(grammar._group_actions[0].choices)


@each_document
def test_every_command_shown_is_one_the_program_takes(path):
    for arguments in commands(path.read_text(encoding="utf-8"), "xgy"):
        if len(arguments) == 1 and arguments not in (["--help"], ["--version"]):
            assert arguments[0] in verbs()  # a command named, without what it works on
        elif len(arguments) > 1:
            build_parser().parse_args(arguments)


@each_document
def test_every_target_of_make_shown_is_in_the_makefile(path):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    shown = commands(path.read_text(encoding="utf-8"), "make")
    assert {word for words in shown for word in words if "=" not in word} <= targets


@each_document
def test_every_link_to_a_file_leads_to_one(path):
    text = FENCED.sub("", path.read_text(encoding="utf-8"))
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    assert [t for t in targets if "://" not in t and not (path.parent / t).exists()] == []


@each_document
def test_every_path_shown_exists(path):
    shown = [
        word for word in code(path.read_text(encoding="utf-8")) if re.fullmatch(r"(?:src|tests|docs)/[\w./]+", word)
    ]
    assert [p for p in shown if not (ROOT / p).exists()] == []


def test_the_readme_shows_every_command():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = {arguments[0] for arguments in commands(text, "xgy") if arguments}
    assert verbs() <= shown


def test_the_readmes_examples_work():
    tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert tried.attempted
    assert not tried.failed


def test_the_readme_shows_no_figure_still_to_be_filled():
    assert not re.search(r"TODO|FIXME|TBD|⟨", (ROOT / "README.md").read_text(encoding="utf-8"))


def test_the_changelog_says_which_articles_and_periods_each_version_touches():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.split(r"^## ", text, flags=re.M)[1:]
    assert versions
    for version in versions:
        assert re.search(r"^影响条款：\S", version, re.M), version[:40]
        assert re.search(r"^影响时段：\S", version, re.M), version[:40]


def test_the_changelog_names_every_article_the_rules_cite():
    newest = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.M)[1]
    told = set(re.findall("[一二三四五六七八九十]+", re.search(r"^影响条款：(.*)$", newest, re.M)[1]))
    cited = {number for rule in RULES for number in re.findall("[一二三四五六七八九十]+", rule.cite.article)}
    assert cited <= told

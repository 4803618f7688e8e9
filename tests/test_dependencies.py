"""What the code imports is what pyproject.toml declares and docs/decisions/0001-dependencies.md gives a reason for."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
INSTALLED = packages_distributions()
# Installed for what it does when asked by name, not imported: `python -m hatchling`, ruff, mypy.
CALLED = {"hatchling", "mypy", "ruff"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(*extras: str) -> set[str]:
    """The distributions of the program and of some of its extras."""
    wanted = [*PROJECT["dependencies"], *(line for e in extras for line in PROJECT["optional-dependencies"][e])]
    return {plain(re.match(r"[\w.-]+", line)[0]) for line in wanted}


def imports(code: str) -> set[str]:
    """The first word of every module a file imports, wherever the import stands; relative ones are our own."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.add(node.module.partition(".")[0])
    return found


def of(module: str) -> set[str]:
    """The distributions a module may come from. pywin32 is on Windows only, so nothing here says which are its."""
    if module.startswith(("win32", "pythoncom", "pywintypes")):
        return {"pywin32"}
    return set(map(plain, INSTALLED.get(module, [module])))


def foreign(*folders: str) -> dict[str, set[str]]:
    """For every module that is neither Python's nor ours: the distributions it may come from."""
    names = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        scripts = {"tools", "benchmarks"} & set(path.parts)
        beside = {other.stem for other in path.parent.glob("*.py")} if scripts else set()
        names |= imports(path.read_text(encoding="utf-8")) - beside  # a script imports the one beside it
    return {name: of(name) for name in names - sys.stdlib_module_names - {"xgy_excel", "tests"}}


def test_an_import_is_found_wherever_it_stands():
    assert imports("def f():\n    import lxml.etree as e\nfrom . import core\nfrom docx.oxml import qn") == {
        "lxml",
        "docx",
    }


@pytest.mark.parametrize(
    ("folders", "extras"),
    [(("src",), set()), (("src", "tests", "tools", "benchmarks"), {"dev"})],
    ids=["program", "dev"],
)
def test_every_library_imported_is_declared(folders, extras):
    """What the program imports comes with it or with an extra for those who use it, never by way of another library."""
    offered = declared(*(extras or set(PROJECT["optional-dependencies"]) - {"dev"}))
    assert {name for name, sources in foreign(*folders).items() if not sources & offered} == set()


def test_every_library_declared_is_imported():
    used = set().union(*foreign("src", "tests", "tools", "benchmarks").values())
    assert declared(*PROJECT["optional-dependencies"]) - CALLED - used == set()


def test_every_library_declared_has_a_reason():
    page = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text(encoding="utf-8")
    told = {plain(name) for row in re.findall(r"^\| ([^|]+) \|", page, re.M) for name in row.split(", ")}
    assert declared(*PROJECT["optional-dependencies"]) - told == set()

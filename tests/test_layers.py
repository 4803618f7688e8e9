"""The house rules that a reader would otherwise have to keep in mind: who may import whom, and how long a module is."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "xgy_excel"

# A room may import those before it, and itself. A new room needs its place here.
ORDER = (
    "core", "assets", "files", "processes", "values", "privacy", "grid", "rows", "records", "law", "cells", "tables", "opc", "xlsx", "docx",
    "books", "people", "forms", "sample", "jobs", "windows", "catalogue", "console", "ribbon", "udfs",
    "window",
    "addin", "cli",
)  # fmt: skip
STRANGERS = {("docx", "xlsx")}  # in this order, but nothing to each other
STANDARD_ONLY = ("core", "values", "privacy", "grid", "rows", "records", "law", "opc")

# Libraries that take long to import, and the rooms that know them. They are imported by the function that needs them,
# but for those whose classes the docx room's own, and the window's, are made from.
HEAVY = {
    "openpyxl": ("xlsx", "books", "jobs"),
    "python_calamine": ("xlsx", "books"),
    "xlwings": ("addin", "books", "ribbon", "udfs"),
    "docx": ("docx",),
    "docxtpl": ("docx",),
    "jinja2": ("docx",),
    "lxml": ("docx", "books"),
    "pypdf": ("docx",),
    "rdocx": ("docx",),
    "pylopdf_fonts_zh_cn": ("docx",),
    "pandas": ("people", "jobs"),
    "numpy": (),
    "distributed": ("docx",),
    "rich": ("console",),
    "tkinter": ("window",),
    "sv_ttk": ("window",),
}
BASES = {"docxtpl", "jinja2", "lxml", "tkinter"}

LONGEST = 300
MOST_CODE = 200
# Longer only because they are tables, of rules or of columns: what is not a declaration is no more than MOST_CODE.
TABLES = {"law/quota.py": 360, "rows.py": 440}

MODULES = sorted(SOURCE.rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path, nodes) -> set[str]:
    """What the import statements name: `xgy_excel.law.quota` for our own modules, `pandas.io` for others."""
    package = ("xgy_excel", *path.relative_to(SOURCE).parent.parts)
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            whole = ".".join((*base, *filter(None, [node.module])))
            inside = whole == "xgy_excel"  # from . import quota: the names may be rooms
            found |= {f"{whole}.{alias.name}" for alias in node.names} if inside else {whole}
    return found


def at_the_top(body):
    """The statements that run when the module is imported. `if TYPE_CHECKING:` never does."""
    for node in body:
        yield node
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from at_the_top(node.orelse)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in ("body", "orelse", "finalbody", "handlers"):
                yield from at_the_top(getattr(node, part, ()))


def ours(modules: set[str]) -> set[str]:
    return {m.split(".")[1] for m in modules if m.startswith("xgy_excel.")}


def test_the_search_finds_imports_wherever_they_stand():
    code = "from . import jobs\ndef f():\n    from ..law.quota import quota\n    import pandas as pd\n"
    nodes = list(ast.walk(ast.parse(code)))
    assert imported(SOURCE / "ribbon.py", nodes[:2]) == {"xgy_excel.jobs"}
    assert imported(SOURCE / "jobs" / "check.py", nodes) == {"xgy_excel.jobs", "xgy_excel.law.quota", "pandas"}
    assert imported(SOURCE / "ribbon.py", at_the_top(ast.parse("try:\n import pandas\nfinally:\n pass").body)) == {
        "pandas"
    }


@pytest.mark.parametrize("path", [p for p in MODULES if p != SOURCE / "__init__.py"], ids=name)
def test_imports_go_one_way(path):
    here = room(path)
    assert here in ORDER, f"{name(path)} is of no known room: give it a place in ORDER"
    allowed = {r for r in ORDER[: ORDER.index(here) + 1] if (here, r) not in STRANGERS}
    assert ours(imported(path, ast.walk(tree(path)))) <= allowed


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) in STANDARD_ONLY], ids=name)
def test_the_law_and_what_it_stands_on_need_the_standard_library_only(path):
    others = {m.split(".")[0] for m in imported(path, ast.walk(tree(path)))} - {"xgy_excel"}
    assert others <= sys.stdlib_module_names


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_heavy_libraries_are_imported_inside_functions_of_the_rooms_that_know_them(path):
    everywhere = {m.split(".")[0] for m in imported(path, ast.walk(tree(path)))} & set(HEAVY)
    assert {library for library in everywhere if room(path) not in HEAVY[library]} == set()
    on_import = {m.split(".")[0] for m in imported(path, at_the_top(tree(path).body))} & set(HEAVY)
    assert on_import - BASES == set()


@pytest.mark.parametrize("module", ["cli.program", "catalogue", "jobs.check", "law"])
def test_a_command_starts_without_heavy_libraries(module):
    code = f"import sys, xgy_excel.{module}; print(set(sys.modules) & set({list(HEAVY)}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert run.stdout.strip() == "set()"


def declarations(module: ast.Module) -> int:
    """Lines of values given at the top of a module and of the fields of classes."""
    nodes = [*module.body, *(part for node in module.body if isinstance(node, ast.ClassDef) for part in node.body)]
    given = [n for n in nodes if isinstance(n, ast.Assign | ast.AnnAssign)]
    return sum((n.end_lineno or n.lineno) - n.lineno + 1 for n in given)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= TABLES.get(name(path), LONGEST)


@pytest.mark.parametrize("path", [SOURCE / table for table in TABLES], ids=name)
def test_the_longer_modules_are_tables(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines > LONGEST, "short enough now: take it off the list"
    assert lines - declarations(tree(path)) <= MOST_CODE

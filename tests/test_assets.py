"""The templates come with the program, in a source checkout and in the wheel."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from xgy_excel.assets import template_path
from xgy_excel.core import Stopped

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted(path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.*"))


def test_there_are_templates():
    assert {"roster.xlsx", "contract.docx"} <= set(TEMPLATES)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_found_in_a_checkout(name):
    assert template_path(name) == ROOT / "templates" / name


def test_a_template_that_is_not_there_is_told_plainly():
    with pytest.raises(Stopped, match=r"程序自带的模板“无\.docx”不见了"):
        template_path("无.docx")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The wheel, built from this checkout and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    run = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as package:
        package.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_the_package_and_the_templates(unpacked):
    source = ROOT / "src" / "xgy_excel"
    wanted = {p.relative_to(source).as_posix() for p in source.rglob("*.py")} | {f"templates/{t}" for t in TEMPLATES}
    held = {p.relative_to(unpacked / "xgy_excel").as_posix() for p in (unpacked / "xgy_excel").rglob("*.*")}
    assert wanted <= held
    assert not [name for name in held if name.endswith(".pyc")]


def test_the_wheel_finds_its_own_templates(unpacked):
    code = "from xgy_excel.assets import template_path; print(template_path('roster.xlsx'))"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(unpacked)!r}); {code}"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert Path(run.stdout.strip()) == unpacked / "xgy_excel" / "templates" / "roster.xlsx"

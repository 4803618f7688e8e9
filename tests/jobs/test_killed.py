"""A batch killed at any moment and run again with --resume ends in the same files, with the same numbers in the book."""

import hashlib
import random
import shutil
import subprocess
import sys
import time

import openpyxl
import pytest

from xgy_excel.rows import Agreement, Coordinator

from .test_form import two  # noqa: F401 - a fixture

# Runs a command in a process of its own that dies, without a word, at one call that changes the disk.
DYING = """
import os, pathlib, sys
from xgy_excel import cli
left = [int(sys.argv[1])]
def dies_before(call):
    def step(*args, **more):
        left[0] -= 1
        if left[0] == 0:
            os._exit(9)
        return call(*args, **more)
    return step
os.fsync = dies_before(os.fsync)
for name in ("hardlink_to", "rename", "replace", "unlink", "mkdir"):
    setattr(pathlib.Path, name, dies_before(getattr(pathlib.Path, name)))
status = cli.main(sys.argv[2:])
print(left[0])
sys.exit(status)
"""
STEPS = 1_000_000  # more than there are: nobody dies


def form(folder, *more):
    book, out = folder / "花名册.xlsx", folder / "批"
    return ["form", "contract", str(book), "--as-of", "2025-06-30", "-o", str(out), *more]


def run(step, folder, *more):
    command = [sys.executable, "-c", DYING, str(step), *form(folder, *more)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def files(folder):
    """Every file of the batch and of the book's folder but the book: the name, and the digest of the bytes."""
    found = [p for p in folder.rglob("*") if p.is_file() and p.suffix != ".lock" and p.name != "花名册.xlsx"]
    return {
        "备份" if "备份" in p.name else p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in found
        if p.name != ".xgy-批次.json"  # tells when the batch began
    }


def remembered(folder):
    """What the book knows: numbers in the roster, the register, the log without its times."""
    book = openpyxl.load_workbook(folder / "花名册.xlsx")
    sheets = (book[Coordinator.SHEET], book[Agreement.SHEET], book["生成台账"])
    return [[[c.value for c in row][sheet.title == "生成台账" :] for row in sheet] for sheet in sheets]


@pytest.fixture
def folders(two, tmp_path):  # noqa: F811
    """A factory of folders with the same book, and what one unbroken run makes of it."""
    book = two()

    def fresh(name):
        (tmp_path / name).mkdir()
        shutil.copy(book, tmp_path / name / "花名册.xlsx")
        return tmp_path / name

    whole = fresh("一气呵成")
    done = run(STEPS, whole, "--merged")
    assert done.returncode < 2, done.stderr
    steps = STEPS - int(done.stdout.split()[-1])
    assert steps > 20
    return fresh, steps, (files(whole), remembered(whole))


def test_at_whatever_step_it_dies_it_ends_in_the_same_files(folders):
    fresh, steps, expected = folders
    for step in range(1, steps + 1, max(1, steps // 9)):
        folder = fresh(f"第{step}步")
        assert run(step, folder, "--merged").returncode == 9
        again = run(STEPS, folder, "--resume", "--merged")
        assert again.returncode < 2, again.stderr
        assert (files(folder), remembered(folder)) == expected, f"killed before step {step} of {steps}"


def test_killed_from_outside_at_random_it_ends_in_the_same_files(folders):
    fresh, _, expected = folders
    chance = random.Random(20250630)
    for attempt in range(8):
        folder = fresh(f"杀{attempt}")
        process = subprocess.Popen(
            [sys.executable, "-m", "xgy_excel.cli", *form(folder, "--merged")], stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        while attempt % 4 and not (folder / "批").exists() and process.poll() is None:
            time.sleep(0.002)  # most of them while files are written
        time.sleep(chance.uniform(0, 0.4))
        process.kill()
        process.wait()
        again = run(STEPS, folder, "--resume", "--merged")
        assert again.returncode < 2, again.stderr
        assert (files(folder), remembered(folder)) == expected


def test_what_was_wished_for_is_remembered(folders):
    """The clerk need not repeat --merged."""
    fresh, steps, expected = folders
    folder = fresh("断")
    assert run(steps - 4, folder, "--merged").returncode == 9
    assert run(STEPS, folder, "--resume").returncode < 2
    assert (files(folder), remembered(folder)) == expected


def test_a_batch_that_is_complete_is_not_made_twice(folders, tmp_path):
    _, _, expected = folders
    folder = tmp_path / "一气呵成"
    book = (folder / "花名册.xlsx").read_bytes()
    assert run(STEPS, folder, "--resume").returncode < 2
    assert (files(folder), remembered(folder)) == expected
    assert (folder / "花名册.xlsx").read_bytes() == book


def test_cut_off_before_it_began_it_begins(folders):
    fresh, _, expected = folders
    folder = fresh("新")
    (folder / "批").mkdir()
    (folder / "批" / ".~0123456789abcdef.tmp").write_bytes(b"half a journal")
    assert run(STEPS, folder, "--resume", "--merged").returncode < 2
    assert (files(folder), remembered(folder)) == expected

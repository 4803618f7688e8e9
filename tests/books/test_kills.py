"""A run that is killed at any step leaves the book as it was or as it is to be, and the next run clears up."""

import shutil

import pytest

from .bad import roster
from .killed import damage, run

DAY = ("--as-of", "2025-06-30")
POINTS = 12  # in each of the two ways to write; benchmarks/workbook.py takes 200


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A book, what becomes of it in place, its copy, and how many steps each took."""
    folder = tmp_path_factory.mktemp("done")
    book = folder / "b.xlsx"
    book.write_bytes(roster(5))
    copied = run(0, "check", book, *DAY)
    assert copied.returncode == 1, copied.stderr
    copy = book.with_name("b-核对.xlsx").read_bytes()
    old = book.read_bytes()
    placed = run(0, "check", book, *DAY, "--in-place")
    assert placed.returncode == 1, placed.stderr
    steps = {"": int(copied.stderr), "--in-place": int(placed.stderr)}
    return old, book.read_bytes(), copy, steps


@pytest.mark.parametrize("point", range(POINTS))
@pytest.mark.parametrize("how", ["", "--in-place"])
def test_a_kill_at_any_step_leaves_whole_files_and_the_next_run_clears_up(how, point, done, tmp_path, xgy):
    old, new, copied, steps = done
    book, copy = tmp_path / "b.xlsx", tmp_path / "b-核对.xlsx"
    book.write_bytes(old)
    words = ("check", book, *DAY, *filter(None, [how]))
    step = 1 + point * (steps[how] - 1) // (POINTS - 1)
    assert run(step, *words).returncode not in (0, 1, 2), "not killed"
    assert damage(tmp_path, book, {old, new} if how else {old}, None if how else copy, {copied}) == ""
    if book.read_bytes() == old:
        shutil.copy(book, tmp_path / "c.xlsx")  # another book beside it is nobody's leftover
        assert xgy(*words)[0] == 1
        assert book.read_bytes() == (new if how else old)
        left = {p.name for p in tmp_path.iterdir()} - {"b.xlsx", "c.xlsx", "b-核对.xlsx", "b-核对(2).xlsx"}
        assert left == set()

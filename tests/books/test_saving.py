"""A file is written whole or not at all, and never over what somebody else has changed."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from xgy_excel.books import locking, saving
from xgy_excel.books.file import FileBook
from xgy_excel.books.port import Mark
from xgy_excel.core import Severity, Stopped

from ..xlsx.rich import notes_of, rich_book

pytestmark = pytest.mark.filterwarnings("ignore:Conditional Formatting extension")
MARK = Mark("花名册", 2, 4, Severity.ERROR, "错")


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "花名册.xlsx"
    file.write_bytes(rich_book())
    return file


def marked(path):
    book = FileBook.open(path)
    book.mark([MARK])
    return book


def names(folder):
    return sorted(p.name for p in folder.iterdir())


def nothing(_):
    return None


def test_a_save_leaves_the_book_and_nothing_else(path):
    assert marked(path).save() == path
    assert names(path.parent) == ["花名册.xlsx"]
    assert "D2" in notes_of(path.read_bytes(), "花名册")


def test_a_copy_leaves_the_original_as_it_was(path):
    before = path.read_bytes()
    copy = marked(path).save(path.with_name("花名册-核对.xlsx"))
    assert path.read_bytes() == before
    assert "D2" in notes_of(copy.read_bytes(), "花名册")


def failing(where, monkeypatch, problem):
    def fail(*_, **__):
        raise problem

    if where == "write":
        monkeypatch.setattr("xgy_excel.opc.Package.write", fail)
    elif where == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    elif where == "prove":
        monkeypatch.setattr("xgy_excel.books.file.prove", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)


@pytest.mark.parametrize("where", ["write", "fsync", "prove", "replace"])
@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (PermissionError(errno.EACCES, "denied"), "Excel或WPS"),
        (OSError(errno.ENOSPC, "full"), "空间不足"),
        (OSError(errno.EIO, "io"), "换个位置"),
        (Stopped("核对不符。"), "核对不符"),
    ],
)
def test_whatever_fails_the_original_stays_and_nothing_is_left_behind(path, monkeypatch, where, problem, told):
    before, book = path.read_bytes(), marked(path)
    failing(where, monkeypatch, problem)
    with pytest.raises(Stopped, match=told):
        book.save()
    assert path.read_bytes() == before
    assert names(path.parent) == ["花名册.xlsx"]


def test_an_interruption_leaves_the_original_too(path, monkeypatch):
    before, book = path.read_bytes(), marked(path)
    failing("prove", monkeypatch, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        book.save()
    assert (path.read_bytes(), names(path.parent)) == (before, ["花名册.xlsx"])


def test_a_book_changed_meanwhile_is_not_written_over(path):
    book = marked(path)
    path.write_bytes(path.read_bytes() + b"\0")
    changed = path.read_bytes()
    with pytest.raises(Stopped, match="被改动过"):
        book.save()
    assert path.read_bytes() == changed
    path.unlink()
    with pytest.raises(Stopped, match="找不到"):
        book.save()
    assert names(path.parent) == []


def test_a_link_is_followed_and_stays_a_link(path):
    link = path.with_name("链接.xlsx")
    try:
        link.symlink_to(path)
    except OSError:
        pytest.xfail("this system gives no links to plain users")
    assert marked(link).save() == path
    assert link.is_symlink()
    assert "D2" in notes_of(path.read_bytes(), "花名册")


def test_the_mode_of_the_file_stays(path):
    path.chmod(0o640)
    before = path.stat().st_mode
    marked(path).save()
    assert path.stat().st_mode == before


def test_who_may_not_read_the_book_may_not_read_its_copy(path):
    path.chmod(0o400)
    copy = marked(path).save(path.with_name("副本.xlsx"))
    assert copy.stat().st_mode & 0o777 in (0o600, 0o666)  # 0o666: Windows, where the folder decides


def test_two_runs_do_not_write_one_book_at_once(path):
    before = path.read_bytes()

    def second(_):
        with pytest.raises(Stopped, match="另一次运行"):
            saving.replace_file(path, lambda file: file.write(b"2"), nothing, before)

    saving.replace_file(path, lambda file: file.write(before), second, before)
    assert (path.read_bytes(), names(path.parent)) == (before, ["花名册.xlsx"])


def test_what_killed_runs_left_holds_nobody_up_and_goes(path):
    other = locking.our_name(Path("别的.xlsx"))
    left = [f"{locking.our_name(path)}.lock", f"{locking.our_name(path)}-0123abcd.xlsx", f"{other}-0123abcd.xlsm"]
    for name in (*left, ".xgy-自己的.xlsx"):
        path.with_name(name).write_bytes(b"PK half")
    marked(path).save()
    assert names(path.parent) == sorted(["花名册.xlsx", ".xgy-自己的.xlsx"])


def test_what_another_run_is_writing_stays(path):
    other = path.with_name("别的.xlsx")
    half = path.with_name(f"{locking.our_name(other)}-0123abcd.xlsx")
    with locking.locked(other):
        half.write_bytes(b"PK half")
        marked(path).save()
        assert half.exists()


def test_a_disk_without_locks_is_written_all_the_same_and_nothing_is_cleared_there(path, monkeypatch):
    half = path.with_name(f"{locking.our_name(path)}-0123abcd.xlsx")
    half.write_bytes(b"PK half")
    monkeypatch.setattr(locking, "_take", lambda _: locking.Held.NOBODYS)
    marked(path).save()
    assert names(path.parent) == sorted(["花名册.xlsx", half.name])


def test_many_runs_at_once_take_turns(path, tmp_path):
    code = (
        "import sys; from pathlib import Path; from xgy_excel.books.locking import locked\n"
        "from xgy_excel.core import Stopped\n"
        "target, mine = Path(sys.argv[1]), Path(sys.argv[1] + '.held')\n"
        "for _ in range(300):\n"
        "    try:\n"
        "        with locked(target):\n"
        "            mine.open('x').close(); mine.unlink()\n"
        "    except Stopped: pass\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, str(path)], stderr=subprocess.PIPE) for _ in range(3)]
    assert [run.communicate()[1] for run in runs] == [b""] * 3
    assert names(tmp_path) == ["花名册.xlsx"]


def test_a_copy_never_takes_the_place_of_a_file(path):
    taken = path.with_name("已有.xlsx")
    taken.write_bytes(b"mine")
    with pytest.raises(Stopped, match=r"“已有.xlsx”已存在"):
        marked(path).save(taken)
    assert (taken.read_bytes(), names(path.parent)) == (b"mine", ["已有.xlsx", "花名册.xlsx"])


def test_a_folder_that_is_not_there_is_told(path):
    with pytest.raises(Stopped, match="找不到“没有”文件夹"):
        marked(path).save(path.parent / "没有" / "x.xlsx")


def test_a_read_only_book_says_so_before_work_begins(path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError

    assert FileBook.open(path).writable == ""
    monkeypatch.setattr(Path, "open", refuse)
    assert "Excel或WPS" in saving.writable_reason(path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(Stopped, match="找不到文件“没有"):
        FileBook.open(tmp_path / "没有.xlsx")
    with pytest.raises(Stopped, match="是文件夹"):
        FileBook.open(tmp_path)

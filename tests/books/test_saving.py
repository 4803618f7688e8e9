"""A file is written whole or not at all, and never over what somebody else has changed."""

import errno
import os
import time
from pathlib import Path

import pytest

from xgy_excel.books import saving
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


def test_two_runs_do_not_write_one_book_at_once(path):
    lock = path.with_name(".xgy-花名册.xlsx.lock")

    def second(_):
        with pytest.raises(Stopped, match="另一次运行"):
            saving.replace_file(path, lambda file: file.write(b"2"), nothing)

    before = path.read_bytes()
    saving.replace_file(path, lambda file: file.write(before), second)
    assert (path.read_bytes(), lock.exists()) == (before, False)


def test_a_lock_left_by_a_run_that_was_cut_off_holds_nobody_up_for_long(path):
    lock = path.with_name(".xgy-花名册.xlsx.lock")
    lock.touch()
    with pytest.raises(Stopped, match="另一次运行"):
        marked(path).save()
    old = time.time() - saving.STALE - 1
    os.utime(lock, (old, old))
    marked(path).save()
    assert names(path.parent) == ["花名册.xlsx"]


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

"""Whatever a clerk hands over ends in one plain sentence, exit status 2, and nothing written."""

import errno
import os
import shutil
import subprocess

import pytest

from .books.bad import BAD, GOOD, NOT_WRITABLE

DAY = ("--as-of", "2025-06-30")


def one_sentence(err):
    """What a clerk is told: one line, one sentence at its end, nothing of the machine."""
    assert len(err.strip().splitlines()) == 1
    assert err.strip().endswith("。")
    assert not {"Error", "Exception", "Traceback", "None", "没有料到"} & set(err.replace("“", " ").split())
    return err.strip()


def test_the_good_book_they_are_made_from_is_checked(xgy, tmp_path):
    (tmp_path / "好.xlsx").write_bytes(GOOD)
    assert xgy("check", tmp_path / "好.xlsx", *DAY)[0] == 1


def test_there_are_at_least_sixty_kinds_of_bad_files():
    assert len({data for data, _ in BAD.values()}) >= 60


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_in_one_sentence_and_nothing_is_written(name, xgy, tmp_path):
    data, words = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    status, out, err = xgy("check", path, *DAY)
    assert (status, out) == (2, "")
    assert name in one_sentence(err)
    assert words in err
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    "name", ["只剩一半.xlsx", "有密码.xlsx", "文档.xlsx", "网页.xls", "别的表.xlsx", "~$花名册.xlsx"]
)
def test_forms_are_not_made_from_a_bad_file(name, xgy, tmp_path):
    path = tmp_path / name
    path.write_bytes(BAD[name][0])
    status, out, err = xgy("form", "contract", path, *DAY)
    assert (status, out) == (2, "")
    assert one_sentence(err)
    assert [p.name for p in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", NOT_WRITABLE)
def test_a_book_that_must_not_be_written_is_not_and_its_copy_is(name, xgy, tmp_path):
    data, words = NOT_WRITABLE[name]
    path = tmp_path / name
    path.write_bytes(data)
    status, out, err = xgy("check", path, *DAY, "--in-place")
    assert (status, out) == (2, "")
    assert words in one_sentence(err)
    assert [p.name for p in tmp_path.iterdir()] == [name]
    status, _, err = xgy("check", path, *DAY)
    assert (status, err) == (1, "")
    assert path.read_bytes() == data
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("lock", ["~$花名册.xlsx", ".~lock.花名册.xlsx#"])
def test_a_book_open_elsewhere_is_not_written(lock, county, xgy, tmp_path):
    book = county({"文化程度": "小学"})
    (tmp_path / lock).write_bytes(b"x")
    status, _, err = xgy("check", book, *DAY, "--in-place")
    assert status == 2
    assert "打开" in err


def test_a_read_only_book_is_not_written(county, xgy):
    book = county()
    book.chmod(0o444)
    status, _, err = xgy("check", book, *DAY, "--in-place")
    assert status == 2
    assert "只读" in err


def test_a_folder_without_space_is_told(county, xgy, tmp_path, monkeypatch):
    book = county()
    before = book.read_bytes()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for more in ([], ["--in-place"]):
        status, out, err = xgy("check", book, *DAY, *more)
        assert (status, out) == (2, "")
        assert "磁盘空间不足" in one_sentence(err)
    assert [p.name for p in tmp_path.iterdir()] == [book.name]
    assert book.read_bytes() == before


@pytest.fixture
def tiny_disk(tmp_path):
    """A real file system with almost no room, where we may mount one; else a folder that says it is full."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "xgy-test", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
    else:
        try:
            yield disk
        finally:
            subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_the_book_and_no_half_file(tiny_disk, county, xgy, monkeypatch, tmp_path):
    book = county()
    folder = tiny_disk or tmp_path / "disk"
    shutil.copy(book, folder / book.name)
    before = book.read_bytes()
    filler = folder / "占满"
    with filler.open("wb") as file:
        if tiny_disk:
            room = os.statvfs(folder)
            file.write(bytes(room.f_bavail * room.f_frsize))
        else:
            monkeypatch.setattr(
                "xgy_excel.opc.Package.write", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, ""))
            )
    for more in ([], ["--in-place"]):
        status, out, err = xgy("check", folder / book.name, *DAY, *more)
        assert (status, out) == (2, "")
        assert "磁盘空间不足" in one_sentence(err)
    assert sorted(p.name for p in folder.iterdir()) == sorted([book.name, filler.name])
    assert (folder / book.name).read_bytes() == before


def test_a_network_path_that_has_gone_is_told(county, xgy, tmp_path, monkeypatch):
    book = county()
    before = book.read_bytes()

    def gone(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("xgy_excel.opc.Package.write", gone)
    status, _, err = xgy("check", book, *DAY, "--in-place")
    assert status == 2
    assert "网络位置出错" in one_sentence(err)
    monkeypatch.setattr("pathlib.Path.read_bytes", gone)
    status, _, err = xgy("check", book, *DAY)
    assert status == 2
    assert "网络是否正常" in one_sentence(err)
    monkeypatch.undo()
    assert book.read_bytes() == before


def test_a_folder_nobody_may_write_is_told(county, xgy, tmp_path, monkeypatch):
    book = county()

    def refuse(*_, **__):  # a folder's mode does not keep root out
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("xgy_excel.books.saving.locked", refuse)
    status, out, err = xgy("check", book, *DAY)
    assert (status, out) == (2, "")
    assert "不能写入" in one_sentence(err)
    assert [p.name for p in tmp_path.iterdir()] == [book.name]


def test_a_missing_template_is_told(county, xgy, tmp_path):
    status, _, err = xgy("form", "contract", county(), *DAY, "--template", tmp_path / "没有.docx")
    assert status == 2
    assert "没有.docx" in err


def test_packs_that_overlap_stop_the_check(county, xgy):
    from datetime import date

    from xgy_excel.rows import Pack

    packs = [
        {"包名": "甲", "生效日期": date(2022, 1, 1), "失效日期": date(2025, 12, 31)},
        {"包名": "乙", "生效日期": date(2025, 6, 1), "失效日期": date(2026, 12, 31)},
    ]
    status, _, err = xgy("check", county(extra={Pack: packs}), *DAY)
    assert status == 2
    assert "重叠" in err


def test_a_workbook_given_as_a_template_is_told(county, xgy, tmp_path):
    book = county(name="模板.xlsx")
    for words in (("form", "contract", county(), *DAY, "--template", book), ("template", book)):
        status, out, err = xgy(*words)
        assert (status, out) == (2, "")
        assert "“模板.xlsx”不是Word文书" in err


def test_a_report_that_cannot_be_written_is_told_in_chinese(county, xgy, tmp_path):
    status, _, err = xgy("check", county(), *DAY, "--no-mark", "--json", tmp_path)
    assert status == 2
    assert err == f"报告不能写到“{tmp_path}”：没有这个文件夹，或者它就是文件夹。什么也没有做，请换一个文件名。\n"

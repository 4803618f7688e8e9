"""Names every system takes, and files that appear whole and never in place of another."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xgy_excel import files
from xgy_excel.files import safe_name, write_new, write_whole

RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))}
ANY_TEXT = st.text(st.characters(codec=None), max_size=300)


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT, st.sampled_from(["", ".docx", ".pdf"]))
@example("con.tar", ".docx")
@example("a" * 79 + ". .", ".docx")
@example("\u0301" * 300, "")
@example("..", "")
@example("LPT¹", "")
@example("COM1 ", ".docx")
def test_a_name_is_one_windows_takes(text, suffix):
    name = safe_name(text, suffix=suffix)
    assert name.endswith(suffix)
    assert not set(name) & set('\\/:*?"<>|')
    assert all(ord(c) >= 32 and c != "\x7f" for c in name)
    assert name == name.strip(" .")
    assert name.split(".")[0].strip().lower() not in RESERVED
    assert not name.startswith("~")
    assert 0 < len(name) <= files.MOST_CHARACTERS
    assert len(name.encode()) <= files.MOST_BYTES
    assert safe_name(name.removesuffix(suffix), suffix=suffix) == name, "a safe name stays as it is"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["张三", "张三_2", "a", "A", "", ".", "长" * 90]), max_size=12))
def test_names_of_one_folder_differ_whatever_the_case(texts):
    taken: set[str] = set()
    names = [safe_name(text, taken, ".docx") for text in texts]
    assert len({name.casefold() for name in names}) == len(texts)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NC2025-001_张三_聘用协议", "NC2025-001_张三_聘用协议"),
        ("斯琴·巴图", "斯琴·巴图"),
        ("张三/李四:协议", "张三_李四_协议"),
        ("张\u202e三", "张三"),
        ("张\n三", "张_三"),
        ("𠮷田", "𠮷田"),
    ],
)
def test_a_name_stays_readable(text, name):
    assert safe_name(text) == name


def test_a_file_appears_whole(tmp_path):
    write_whole(tmp_path / "a.docx", b"whole")
    assert [p.name for p in tmp_path.iterdir()] == ["a.docx"]
    assert (tmp_path / "a.docx").read_bytes() == b"whole"


def test_nothing_is_overwritten(tmp_path):
    write_whole(tmp_path / "a.docx", b"first")
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "a.docx", b"second")
    assert [p.name for p in tmp_path.iterdir()] == ["a.docx"]
    assert (tmp_path / "a.docx").read_bytes() == b"first"


def test_a_taken_name_gets_a_number(tmp_path):
    made = [write_new(tmp_path / "a.docx", bytes([i])) for i in range(3)]
    assert [p.name for p in made] == ["a.docx", "a_2.docx", "a_3.docx"]
    assert [p.read_bytes() for p in made] == [b"\0", b"\1", b"\2"]


def test_a_write_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "disk full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="disk full"):
        write_whole(tmp_path / "a.docx", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_hard_links_is_written_too(tmp_path, monkeypatch):
    def refused(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    write_whole(tmp_path / "a.docx", b"first")
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "a.docx", b"second")
    assert (tmp_path / "a.docx").read_bytes() == b"first"
    assert [p.name for p in tmp_path.iterdir()] == ["a.docx"]

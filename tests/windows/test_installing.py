"""The add-in is put into a person's own Excel and taken out, and nothing else there changes."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgy_excel.assets import addin_path
from xgy_excel.core import Stopped
from xgy_excel.windows.installing import install, uninstall
from xgy_excel.windows.machine import Machine, this_machine
from xgy_excel.windows.registering import opened, versions, write

from .pc import EXCEL, OPTIONS, MemoryRegistry, installed

OTHERS = {"OPEN": r'"C:\tools\one.xlam"', "OPEN1": r'/R "C:\tools\two.xll"', "DefaultSheetR2L": "0"}


@pytest.fixture
def pc(tmp_path):
    machine = installed(tmp_path / "XGY", options=OTHERS)
    machine.xlam.unlink()
    return machine


def test_installing_puts_the_file_beside_python_and_the_line_after_the_others(pc):
    said = install(pc)
    assert pc.xlam.read_bytes() == addin_path("xgy.xlam").read_bytes()
    assert pc.registry.values(OPTIONS) == {**OTHERS, "OPEN2": f'"{pc.xlam}"'}
    assert "协管员" in "".join(said)


def test_installing_again_changes_nothing(pc):
    install(pc)
    before = pc.registry.values(OPTIONS)
    install(pc)
    assert pc.registry.values(OPTIONS) == before


def test_an_add_in_of_another_folder_gives_way(pc):
    pc.registry.put(OPTIONS, "OPEN2", r'"C:\old\xgy.xlam"')
    install(pc)
    assert opened(pc.registry, "16.0") == [OTHERS["OPEN"], OTHERS["OPEN1"], f'"{pc.xlam}"']


def test_a_file_that_came_by_download_is_replaced_by_a_new_one(pc):
    pc.xlam.write_bytes(b"downloaded")
    number = pc.xlam.stat().st_ino
    install(pc)
    assert pc.xlam.stat().st_ino != number
    assert sorted(path.name for path in pc.home.iterdir()) == ["python", "xgy.xlam"]


def test_every_version_of_excel_that_was_started_gets_it(pc):
    pc.registry.all[r"Software\Microsoft\Office\15.0\Excel\Options"] = {}
    pc.registry.all[r"Software\Microsoft\Office\14.0\Word\Options"] = {}
    install(pc)
    assert versions(pc.registry) == ["15.0", "16.0"]
    assert [opened(pc.registry, v)[-1] for v in ("15.0", "16.0")] == [f'"{pc.xlam}"'] * 2


def test_uninstalling_leaves_the_others_without_a_gap(pc):
    install(pc)
    pc.registry.put(OPTIONS, "OPEN3", r'"C:\tools\three.xlam"')
    uninstall(pc)
    assert opened(pc.registry, "16.0") == [OTHERS["OPEN"], OTHERS["OPEN1"], r'"C:\tools\three.xlam"']
    assert {name for name in pc.registry.values(OPTIONS) if name.startswith("OPEN")} == {"OPEN", "OPEN1", "OPEN2"}
    assert pc.registry.values(OPTIONS)["DefaultSheetR2L"] == "0"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"windows": False}, "Windows"),
        ({"excel_open": True}, "关闭所有 Excel"),
        ({"base": None}, "install.cmd"),
        ({"registry": MemoryRegistry()}, "先打开一次 Excel"),
    ],
)
def test_what_stands_in_the_way_is_said_and_nothing_is_written(pc, change, said):
    if "base" in change:
        change = {"base": pc.prefix}
    machine = dataclasses.replace(pc, **change)
    with pytest.raises(Stopped, match=said):
        install(machine)
    assert not pc.xlam.exists()
    assert pc.registry.values(OPTIONS) == OTHERS


def test_a_folder_excel_may_not_find_is_refused(tmp_path):
    with pytest.raises(Stopped, match="英文"):
        install(installed(tmp_path / "协管员"))


@given(st.lists(st.sampled_from([r'"C:\a.xlam"', r'"D:\b.xlam"', r'/R "E:\c.xll"', "d.xlam"]), max_size=12))
def test_the_list_is_written_as_it_is_read(wanted):
    registry = MemoryRegistry()
    registry.all[OPTIONS] = {"OPEN7": "left over", "Font": "宋体,11"}
    write(registry, "16.0", wanted)
    assert opened(registry, "16.0") == wanted
    assert registry.values(OPTIONS)["Font"] == "宋体,11"


def test_here_the_machine_is_read_without_windows():
    machine = this_machine()
    assert isinstance(machine, Machine)
    assert machine.libraries["xlwings"]
    assert machine.registry.keys(EXCEL) == []

"""Worksheet functions: read from Python, written as VBA."""

import os
import subprocess
import sys

import pytest

from xgy_excel.addin import vba
from xgy_excel.addin.package import module
from xgy_excel.addin.wrappers import functions, helps, wrappers

from .made import FUNCTIONS, argument, function

SOURCE = '''
import xlwings as xw

@xw.func
@xw.arg("amount", ndim=2, doc="金额，元")
def XGY_RMB(amount, caller, unit="元"):
    """金额大写。

    Not for the wizard.
    """
    return amount

@xw.func
def XGY_AGE(birth):
    """整岁。"""
    return birth

def helper(x):
    return x
'''


@pytest.fixture
def read(tmp_path, monkeypatch):
    """What a process of its own reads from the text of a module."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def from_text(text):
        (tmp_path / "sheetfunctions.py").write_text(text, encoding="utf-8")
        return functions("sheetfunctions")

    return from_text


def test_functions_are_read_with_their_arguments_and_help_in_the_order_of_their_names(read):
    age, rmb = read(SOURCE)
    assert (age["name"], rmb["name"]) == ("XGY_AGE", "XGY_RMB")
    assert [(a["name"], a["optional"]) for a in rmb["args"]] == [("amount", False), ("caller", False), ("unit", True)]
    assert helps(rmb)[:3] == ["XGY_RMB", "金额大写。", "金额，元"]
    assert len(helps(rmb)) == 4  # the cell that calls has no help


def test_a_decorator_that_names_no_argument_is_caught(read):
    with pytest.raises(ValueError, match="Invalid argument name 'sum'"):
        read(SOURCE.replace('"amount", ndim', '"sum", ndim'))


def test_reading_leaves_no_stand_ins_here(read):
    read(SOURCE)
    assert "pythoncom" not in sys.modules or os.name == "nt"


def test_what_an_add_in_for_others_must_not_do_is_refused(read):
    flags = ["@xw.func(volatile=True)", '@xw.func(async_mode="threading")', "@xw.func(call_in_wizard=False)", "@xw.sub"]
    flags.append('@xw.func\n@xw.ret(expand="table")')
    found = read(
        "import xlwings as xw\n" + "".join(f"{flag}\ndef XGY_{n}(x): return x\n" for n, flag in enumerate(flags))
    )
    assert [f["refused"] for f in found] == [["volatile"], ["async_mode"], ["call_in_wizard"], ["sub"], ["expand"]]
    for one in found:
        with pytest.raises(ValueError, match=one["refused"][0]):
            wrappers([one])


def test_any_number_of_arguments_is_refused():
    with pytest.raises(ValueError, match="XGY_A"):
        wrappers([function("XGY_A", argument("rest", vararg=True))])


@pytest.mark.parametrize("name", ["date", "Type", "_n", "人数", "n" * 256, "1n", "a-b", ""])
def test_a_name_vba_does_not_take_is_refused(name):
    with pytest.raises(ValueError, match="VBA"):
        wrappers([function("XGY_A", argument(name))])


def test_the_calling_cell_is_left_to_xlwings():
    text = wrappers(FUNCTIONS)
    assert "Public Function XGY_AGE(id_or_birth As Variant, Optional day As Variant) As Variant" in text
    assert 'XGY_QUOTA = Answer("XGY_QUOTA", Array(n, Nothing))' in text


def test_help_fits_what_excel_takes():
    long = function("XGY_A", argument("n", "数" * 300), doc="说" * 300)
    assert [len(text) for text in helps(long)] == [5, 255, 255]


def test_the_source_is_ascii_and_its_words_stand_in_the_sheet():
    source, texts = module(FUNCTIONS)
    assert source.isascii()
    assert source.count("\n") == source.count("\r\n")
    assert "协管员" in texts
    assert f"Said({texts.index('协管员') + 1})" in source


@pytest.mark.parametrize(
    "text",
    ["' 注释", "x = " + "1" * 1020, "x = _\n" * 25 + "1", 'x = 数("a")'],
    ids=["comment", "long", "continued", "name"],
)
def test_source_vba_cannot_take_is_refused(text):
    with pytest.raises(ValueError, match="VBA"):
        vba.ascii_source(text)


def test_the_stand_ins_print_json_only():
    command = [sys.executable, "-m", "xgy_excel.addin.signatures", "xlwings.ext"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.startswith("[")

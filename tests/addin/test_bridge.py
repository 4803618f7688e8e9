"""The bridge is xlwings' own start of the server, and nothing of its settings."""

import re
from pathlib import Path

import pytest
import xlwings

from xgy_excel.addin import bridge

STOCK = Path(xlwings.__file__).with_name("xlwings_custom_addin.bas").read_text(encoding="ascii").replace("\r\n", "\n")


@pytest.fixture(scope="module")
def text():
    return "\n".join(bridge.bridge())


def code(text):
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("'"))


def test_the_licence_stays_and_says_what_was_changed(text):
    head = STOCK[STOCK.index("'xlwings is distributed") : STOCK.index("'SOFTWARE, EVEN IF")]
    assert head in text
    assert "'Modified for xgy-excel" in text


def test_nothing_is_looked_up_in_a_workbook_a_file_or_the_environment(text):
    words = (
        ".conf",
        "Environ",
        "Sheets",
        "ActiveWorkbook",
        "Open ",
        "Dir(",
        "CreateObject",
        "WScript",
        "VBProject",
        "Kill",
    )
    assert [word for word in words if word in code(text)] == []


def test_the_interpreter_is_a_constant_beside_the_add_in(text):
    assert re.findall(r"ThisWorkbook\.Path & (.*)", code(text)) == [r'"\python\Scripts\pythonw.exe"']


def test_python_is_started_by_itself_and_apart_from_what_lies_around(text):
    pieces = re.search(r"XLPyCommand = (.*)", text)[1].split(" & ")
    line = "".join("PYTHONW" if p == "Interpreter" else p[1:-1].replace('""', '"') for p in pieces)
    assert line == '"PYTHONW" -I -B -c "import xlwings;xlwings.serve(\'$(CLSID)\')"'
    assert "cmd" not in text


def test_no_procedure_can_be_called_from_a_cell(text):
    heads = re.findall(r"^\s*(.*?(?:Function|Sub|Const) \w+)", re.sub(r"End (Function|Sub)", "", code(text)), re.M)
    assert heads
    assert [head for head in heads if not head.startswith("Private ")] == []


def test_the_library_is_loaded_from_our_python_only(text):
    folders = re.findall(r"LoadLibrary\((.*)\) = 0", text)
    assert folders == [
        r'ParentFolder(PYTHON_WIN) + "\" + XLPyDLLName',
        r'ParentFolder(ParentFolder(PYTHON_WIN)) + "\" + XLPyDLLName',
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("'Version: 0.37.8", "'Version: 0.37.9"),
        ("Function XLPy()", "Function XLPython()"),
        ("'TODO: the whole python vs. pythonw", "'the whole python vs. pythonw"),
        ("    Dim PYTHON_WIN As String, CondaCmd As String, CondaPath As String, CondaEnv As String\n\n    PYTHON_WIN", "    PYTHON_WIN"),
        ("Declare Function XLPyDLLVersion", "Declare Function XLPyDLLTag"),
        ("'Attribute VB_Name = \"Main\"", "'Attribute VB_Name = \"Start\""),
        ('  #If Mac Then\n      ParentFolder = Left$(Folder, InStrRev(Folder, "/") - 1)\n', '  #If Mac Then\n'),
    ],
)  # fmt: skip
def test_another_release_of_xlwings_fails_the_build(old, new):
    assert old in STOCK
    with pytest.raises(ValueError, match="xlwings"):
        bridge.patched(STOCK.replace(old, new))


def test_a_lookup_that_slips_in_fails_the_build():
    loading = "        If LoadLibrary(ParentFolder(PYTHON_WIN) +"
    slipped = STOCK.replace(loading, loading + " GetConfig(1) +")
    with pytest.raises(ValueError, match="getconfig"):
        bridge.patched(slipped)

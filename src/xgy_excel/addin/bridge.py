"""The bridge to Python: what of xlwings' own VBA module we call, with every lookup of settings taken out.

The stock module starts the interpreter, with the import path, that a sheet of the active workbook or a file beside it
names, so any workbook a clerk opens could choose what runs; and its public functions can be called from a cell. Here
the interpreter is a constant and everything is private. Each change names text that must stand in the stock module
exactly once: another release of xlwings fails the build instead of passing unread.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..windows.machine import PYTHON_FOLDER, XLWINGS

PYTHON = rf"\{PYTHON_FOLDER}\Scripts\pythonw.exe"  # beside the add-in
# Started by itself, not through a command shell. -I keeps the folder Excel stands in, the user's own packages and the
# PYTHON* variables off the import path; xlwings' own start would put that folder back.
COMMAND = '"""" & Interpreter & """ -I -B -c ""import xlwings;xlwings.serve(\'$(CLSID)\')"""'
FORBIDDEN = (".conf", "environ", "wscript", "vbproject", "kill", "shell", "getconfig", "cmd.exe", "conda", "public")

_NOTE = "'Modified for xgy-excel: cut to what starts the server; the interpreter is a constant; everything is private."
_INTERPRETER = f"""Private Function Interpreter() As String
    Interpreter = ThisWorkbook.Path & "{PYTHON}"
End Function"""


def bridge() -> tuple[str, str]:
    """Declarations and procedures for a module of ours, from the installed xlwings. ValueError when it is not as known."""
    import xlwings

    stock = Path(xlwings.__file__).with_name("xlwings_custom_addin.bas").read_text(encoding="ascii")
    return patched("\n".join(stock.splitlines()) + "\n")


def patched(stock: str) -> tuple[str, str]:
    """The same from the text of the stock module."""
    declarations = _declarations(_between(stock, f"'Version: {XLWINGS}\n", "Public Const XLWINGS_VERSION"))
    procedures = (
        _INTERPRETER,
        _command(_procedure(stock, "XLPyCommand")),
        _loading(_procedure(stock, "XLPyLoadDLL")),
        _procedure(stock, "XLPy"),
        _parent(_procedure(stock, "ParentFolder")),
    )
    code = "\n\n".join(re.sub(r"^(?=Function|Sub)", "Private ", text) for text in procedures) + "\n"
    found = [word for word in FORBIDDEN if word in (re.sub(r"^'.*$", "", declarations, flags=re.M) + code).lower()]
    if found:
        raise ValueError(f"the bridge still says {found}")
    return declarations, code


def _declarations(head: str) -> str:
    """The licence, and the functions of the library: those that start the server, not those of other systems."""
    head = _replaced(head, '\'Attribute VB_Name = "Main"\n', _NOTE + "\n")
    for safe in ("PtrSafe ", ""):
        mac = f'    #If Mac Then\n        Private Declare {safe}Function system Lib "libc.dylib" (ByVal Command As String) As Long\n    #End If\n'
        head = _replaced(head, mac, "")
    head, dropped = re.subn(
        r"^ *(?:Private )?Declare (?:PtrSafe )?Function XLPyDLL(?:NDims|Version) .*\n", "", head, flags=re.M
    )
    if dropped != 6:
        raise ValueError(f"xlwings: {dropped} declarations to drop, 6 were known")
    return re.sub(r"^( +)(?=Declare|Const)", r"\1Private ", head, flags=re.M).rstrip() + "\n"


def _command(procedure: str) -> str:
    body = _between(procedure, "    'TODO: the whole python vs. pythonw", "End Function")
    return _replaced(procedure, body, f"    XLPyCommand = {COMMAND}\n")


def _loading(procedure: str) -> str:
    """The library beside the interpreter, or in the folder above, where a virtual environment has it."""
    settings = _between(procedure, "    Dim PYTHON_WIN", "        If LoadLibrary(ParentFolder(PYTHON_WIN) +")
    procedure = _replaced(procedure, settings, "    Dim PYTHON_WIN As String\n    PYTHON_WIN = Interpreter\n")
    return _replaced(procedure, "        End If\n    End If\nEnd Sub", "        End If\nEnd Sub")


def _parent(procedure: str) -> str:
    mac = '  #If Mac Then\n      ParentFolder = Left$(Folder, InStrRev(Folder, "/") - 1)\n  #Else\n'
    return _replaced(_replaced(procedure, mac, ""), "  #End If\n", "")


def _procedure(text: str, name: str) -> str:
    head = rf"^(?:(?:Public|Private) )?(Function|Sub) {name}\([^\n]*\n"
    found = [m[0] for m in re.finditer(head + r".*?^End \1$", text, re.M | re.S)]
    if len(found) != 1:
        raise ValueError(f"xlwings: procedure {name} found {len(found)} times")
    return re.sub(r"^(Public|Private) ", "", found[0])


def _between(text: str, start: str, end: str) -> str:
    """From the one place that says `start` up to the next that says `end`."""
    if text.count(start) != 1 or end not in text[text.index(start) :]:
        raise ValueError(f"xlwings: {start!r} found {text.count(start)} times, or no {end!r} after it")
    return text[text.index(start) : text.index(end, text.index(start))]


def _replaced(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise ValueError(f"xlwings: {old!r} found {text.count(old)} times")
    return text.replace(old, new)

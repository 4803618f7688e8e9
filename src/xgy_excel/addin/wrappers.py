"""The worksheet functions: a line of VBA that hands each call to Python, and the texts of the function wizard."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

from .vba import name

MODULE = "xgy_excel.udfs"
LONGEST_HELP = 255  # Excel refuses a longer one

Function = dict[str, Any]  # as addin/signatures gives it


def functions(module: str = MODULE) -> list[Function]:
    """The worksheet functions of a module, as a process of its own reads them. ValueError when it cannot be read."""
    command = [sys.executable, "-m", "xgy_excel.addin.signatures", module]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if run.returncode:
        raise ValueError(f"{module}: {run.stderr.strip().splitlines()[-1]}")
    found: list[Function] = json.loads(run.stdout)
    return found


def wrappers(found: Iterable[Function]) -> str:
    """A public VBA function for each. Raises ValueError on what would not work from an add-in.

    >>> birth = {"name": "birth", "optional": True, "vararg": False}
    >>> print(wrappers([{"name": "XGY_AGE", "args": [birth], "refused": []}]))
    Public Function XGY_AGE(Optional birth As Variant) As Variant
        XGY_AGE = Answer("XGY_AGE", Array(birth))
    End Function
    <BLANKLINE>
    """
    return "\n".join(_wrapper(f) for f in found)


def _wrapper(function: Function) -> str:
    own = name(function["name"])
    refused = [*function["refused"], *(["*args"] if any(a["vararg"] for a in function["args"]) else [])]
    if refused:
        raise ValueError(f"{own}: {', '.join(refused)} is not for a function of an add-in")
    declared = ", ".join(
        ("Optional " if a["optional"] else "") + name(a["name"]) + " As Variant" for a in asked(function)
    )
    # The cell that calls is no argument in Excel; xlwings puts it in the place of Nothing.
    passed = ", ".join("Nothing" if a["name"] == "caller" else a["name"] for a in function["args"])
    return f'Public Function {own}({declared}) As Variant\n    {own} = Answer("{own}", Array({passed}))\nEnd Function\n'


def asked(function: Function) -> list[dict[str, Any]]:
    """The arguments that a formula gives."""
    return [a for a in function["args"] if a["name"] != "caller"]


def helps(function: Function) -> list[str]:
    """What the function wizard shows: the name, the first paragraph of the docstring, and each argument."""
    return [function["name"], _short(function["doc"]), *(_short(a["doc"]) for a in asked(function))]


def _short(doc: str) -> str:
    text = " ".join(doc.strip().split("\n\n")[0].split())
    return text[: LONGEST_HELP - 1] + "…" if len(text) > LONGEST_HELP else text

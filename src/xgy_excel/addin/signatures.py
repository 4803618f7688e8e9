"""The worksheet functions as xlwings has noted them, printed as JSON. Run as a process of its own: it puts up stand-ins.

Off Windows xlwings' decorators do nothing, and the module that gives them their meaning needs pywin32. With empty
stand-ins for pywin32 that module loads on any system; nothing of COM is called.
"""

from __future__ import annotations

import importlib
import json
import sys
from types import ModuleType
from typing import Any

STANDINS = ("pythoncom", "pywintypes", "win32com", "win32com.client")


def decorators() -> None:
    """Give xlwings' decorators their meaning on this system, before the module that uses them is imported."""
    try:
        import pythoncom  # noqa: F401
    except ImportError:
        for name in STANDINS:
            sys.modules[name] = ModuleType(name)
        sys.modules["pywintypes"].com_error = Exception  # type: ignore[attr-defined]
        sys.modules["pythoncom"].CoInitialize = None  # type: ignore[attr-defined]
        sys.modules["win32com.client"].Dispatch = None  # type: ignore[attr-defined]
    import xlwings
    from xlwings import udfs

    for plain, noting in (("func", "xlfunc"), ("sub", "xlsub"), ("arg", "xlarg"), ("ret", "xlret")):
        setattr(xlwings, plain, getattr(udfs, noting))


def noted(module: str) -> list[dict[str, Any]]:
    """What xlwings knows of each function, sorted by name: name, doc, args (name, doc, optional, vararg), flags."""
    decorators()
    functions = [f for f in vars(importlib.import_module(module)).values() if hasattr(f, "__xlfunc__")]
    return sorted((_plain(f.__xlfunc__) for f in functions), key=lambda f: str(f["name"]))


def _plain(info: dict[str, Any]) -> dict[str, Any]:
    args = [
        {"name": a["name"], "doc": a["doc"], "optional": "optional" in a, "vararg": a["vararg"]} for a in info["args"]
    ]
    own = {"name": info["name"], "doc": info["ret"]["doc"], "args": args}
    refused = [flag for flag in ("volatile", "sub", "async_mode") if info[flag]]
    refused += ["expand"] if "expand" in info["ret"]["options"] else []
    refused += [] if info["call_in_wizard"] else ["call_in_wizard"]
    return own | {"refused": refused}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(noted(sys.argv[1])))

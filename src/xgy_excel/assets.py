"""The files that come with the program: templates, found in the wheel and in a source checkout alike."""

from __future__ import annotations

from pathlib import Path

from .core import Stopped

_HERE = Path(__file__).resolve().parent
_FOLDERS = (_HERE / "templates", _HERE.parents[1] / "templates")  # in the wheel; beside src/


def template_path(name: str) -> Path:
    """A template by its file name, such as `contract.docx`. Stops when the installation lacks it."""
    for folder in _FOLDERS:
        if (path := folder / name).is_file():
            return path
    raise Stopped(f"程序自带的模板“{name}”不见了，请重新安装本程序。")

"""The files that come with the program: templates and the add-in, found in the wheel and in a source checkout alike."""

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


def addin_path(*parts: str) -> Path:
    """The add-in `xgy.xlam`, or a text it is built from such as `vba/ribbon.bas`. Stops when the installation lacks it."""
    for folder in (_HERE / "addin", _HERE.parents[1] / "addin"):
        if (path := folder.joinpath(*parts)).is_file():
            return path
    raise Stopped(f"程序自带的文件“{parts[-1]}”不见了，请重新安装本程序。")

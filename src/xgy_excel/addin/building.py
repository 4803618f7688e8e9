"""`xgy addin build`: the add-in of this source and this installation."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from ..core import Stopped
from ..ribbon import BUTTONS
from .package import xlam
from .wrappers import functions


def build(path: Path) -> Path:
    """Write the add-in, over an older one too: it holds nothing of anybody's."""
    if not find_spec("pyopenvba"):
        raise Stopped('构建加载宏需要 pyOpenVBA，请先运行：pip install "xgy-excel[addin]"')
    data = xlam(functions(), BUTTONS)
    temporary = path.with_name(f".~{path.name}")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path

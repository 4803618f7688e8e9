"""Word templates made ready once, then many documents, checked and printed.

Everything public is here and is imported when it is first used, for Word's libraries take long to load.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .batch import Made, render_batch
    from .checking import Problem, blocks, problems
    from .delivery import render
    from .outcome import Dropped, Filled, Unmade
    from .template import Prepared, prepare
    from .text import text_of

_HOME = {
    "Made": "batch", "render": "delivery", "render_batch": "batch", "Problem": "checking", "blocks": "checking",
    "problems": "checking", "Dropped": "outcome", "Filled": "outcome", "Unmade": "outcome", "Prepared": "template",
    "prepare": "template", "text_of": "text",
}  # fmt: skip

__all__ = [
    "Dropped", "Filled", "Made", "Prepared", "Problem", "Unmade", "blocks", "prepare", "problems", "render", "render_batch",
    "text_of",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f".{_HOME[name]}", __name__), name)
    raise AttributeError(name)

"""A linter and form filler for rosters of village employment-assistance coordinators.

>>> from datetime import date
>>> from xgy_excel import Law
>>> from xgy_excel.law.quota import quota
>>> quota(120, Law(date(2025, 6, 30)))
1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .books import open_book
    from .books.frames import open_frames
    from .core import Law, Report, Stopped
    from .docx import render
    from .jobs.check import check

__version__ = "0.1.0"
__all__ = ["Law", "Report", "Stopped", "__version__", "check", "open_book", "open_frames", "render"]

_HOMES = {
    **dict.fromkeys(("Law", "Report", "Stopped"), "core"),
    "check": "jobs.check", "open_book": "books", "open_frames": "books.frames", "render": "docx",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load the rooms behind the public names when they are first used: `xgy` can be interrupted while it loads its own."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)

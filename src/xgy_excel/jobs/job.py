"""Job: what a person can ask for. One entry makes a ribbon button and a command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ..books import Book
from ..core import Report


@dataclass(frozen=True)
class Job:
    """`run(book, day)` does it on an open book, closed file or live Excel alike, and does not save a check."""

    name: str
    label: str  # on the button
    tip: str  # what the button does, for the screentip
    icon: str  # an Office picture (imageMso)
    run: Callable[[Book, date], Report]

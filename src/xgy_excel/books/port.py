"""Book: the port through which every job reads and writes a workbook, whatever holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from ..core import Severity
from ..grid import Grid, Value

Written = Value | Decimal


@dataclass(frozen=True, slots=True)
class Mark:
    """What is shown at one cell: the worst severity there and one note with every finding in it."""

    sheet: str
    row: int
    column: int
    severity: Severity
    note: str


@dataclass(frozen=True, slots=True)
class Link:
    """A cell of one of our sheets that leads to a cell of the book."""

    text: str
    sheet: str
    cell: str


@dataclass(frozen=True)
class OurSheet:
    """A sheet of ours: header in row 1, or below the `head` lines; it replaces what we put there before."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Written | Link, ...], ...]
    widths: tuple[float, ...]  # in characters
    head: tuple[str, ...] = ()  # lines of text above the header
    severity_column: int = -1  # index of the column whose word colours its cell; -1: none


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell the book would not take, and the plain reason."""

    sheet: str
    cell: str
    reason: str


class Book(Protocol):
    """Five verbs: read a sheet, write cells, put our sheets, show our marks, save."""

    @property
    def name(self) -> str:
        """File name, as the clerk knows it."""

    @property
    def path(self) -> Path:
        """Where it stands: results go beside it."""

    @property
    def writable(self) -> str:
        """Empty when the book can be written back; else the sentence that says why not."""

    def sheets(self) -> tuple[str, ...]: ...

    def read(self, sheet: str) -> Grid: ...

    def write(self, sheet: str, values: Mapping[tuple[int, int], Written]) -> list[Refusal]:
        """Values into cells by (row, column) from 1; styles stay, formulas and merged parts are refused."""

    def put(self, sheet: OurSheet) -> str:
        """Make or replace one of our sheets; returns the name it got, for a user's own sheet is never touched."""

    def mark(self, marks: Iterable[Mark]) -> list[Refusal]:
        """Show exactly these marks and no others of ours, in the whole book; none clears."""

    def save(self, path: Path | None = None) -> Path:
        """Write to `path`, or back to where the book came from, whole or not at all."""

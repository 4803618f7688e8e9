"""Book: the port through which every job reads and writes a workbook, whatever holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..core import Severity
from ..grid import Chart, Formula, Grid, Link, OurSheet, Shown, Written

__all__ = ["Book", "Chart", "Formula", "Link", "Mark", "OurSheet", "Refusal", "Shown", "Written"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What is shown at one cell: the worst severity there and one note with every finding in it."""

    sheet: str
    row: int
    column: int
    severity: Severity
    note: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell the book would not take, and the plain reason."""

    sheet: str
    cell: str
    reason: str


class Book(Protocol):
    """Six verbs: read a sheet, write cells, put and remove our sheets, show our marks, save."""

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

    def write(
        self,
        sheet: str,
        values: Mapping[tuple[int, int], Written],
        *,
        like: int = 0,
        over_formulas: bool = False,
    ) -> list[Refusal]:
        """Values into cells by (row, column) from 1; styles stay, formulas and merged parts are refused.

        Cells that are not there yet look like those of the row `like`. A formula is replaced only when asked for, and
        never one that several cells share.
        """

    def own_name(self, sheet: str, headers: Sequence[str]) -> str:
        """The name one of our sheets has in this book, for the clerk may have renamed it; empty when it is not there.

        `headers` tell it from a sheet of the user's where another program has dropped the hidden name we know it by.
        """

    def put(self, sheet: OurSheet) -> str:
        """Make or replace one of our sheets; returns the name it got, for a user's own sheet is never touched."""

    def remove(self, sheet: str, headers: Sequence[str]) -> str:
        """Take one of our sheets away; returns why it stays, empty when it is gone or never was."""

    def mark(self, marks: Iterable[Mark]) -> list[Refusal]:
        """Show exactly these marks and no others of ours, in the whole book; none clears."""

    def save(self, path: Path | None = None) -> Path:
        """Write to `path`, or back to where the book came from, whole or not at all."""

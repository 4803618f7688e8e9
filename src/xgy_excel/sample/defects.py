"""The faults put into the sample county, one after another, each named after the rule that must find it.

What must be found, and in which cell, stands in tests/sample_key.py. Where faults keep a document from being made, several
of them concern the same person or village: about a fifth of the agreements cannot be made.
"""

from __future__ import annotations

from ..rows import Coordinator
from . import seeds, seeds_service
from .changes import CHANGES
from .ledgers import Ledgers
from .posts import Lines


def put_faults(lines: Lines) -> None:
    """Alter the lines of a clean county."""
    ledgers = Ledgers(lines)
    for _, kind, row, which, values in CHANGES:
        line = ledgers.person(row) if kind is Coordinator else ledgers.of(kind, row)[which]
        line.update(values)
    for seed in (*seeds.SEEDS, *seeds_service.SEEDS):
        seed(ledgers)

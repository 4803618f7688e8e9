"""A county that does not exist, for trying the program out: a full workbook, about a fifth of it with faults put in."""

from __future__ import annotations

from datetime import date

from ..rows import Coordinator
from .county import clean_county
from .defects import put_faults
from .posts import Lines

SAMPLE_DAY = date(2025, 6, 30)  # the day the sample is meant to be checked on, under the shipped pack

__all__ = ["SAMPLE_DAY", "clean_county", "county"]


def county() -> Lines:
    """The lines of every sheet of the sample county, faults and all: what jobs.blank writes into a new workbook."""
    lines = clean_county()
    put_faults(lines)
    for number, line in enumerate(lines[Coordinator], 1):
        line["number"] = str(number)
    return lines

"""新建: a blank roster workbook, or one with the sample county."""

from __future__ import annotations

from pathlib import Path

from ..assets import template_path
from ..files import write_whole
from .outputs import untaken


def new(path: Path, *, sample: bool = False) -> Path:
    """Make the workbook at a path where nothing stands yet."""
    target = untaken(path if path.suffix else path.with_suffix(".xlsx"))
    if sample:
        from ..sample import county
        from .blank import make_roster

        make_roster(target, county())
    else:
        write_whole(target, template_path("roster.xlsx").read_bytes())
    return target

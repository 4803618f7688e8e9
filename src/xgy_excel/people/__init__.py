"""National-system exports to head counts: read, united, counted for each village (Article 4)."""

from __future__ import annotations

from .counting import Imported, count_people
from .union import WHY, Count, United

__all__ = ["WHY", "Count", "Imported", "United", "count_people"]

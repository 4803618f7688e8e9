"""The nouns of the program (DESIGN section 1). Standard library only."""

from .law import REGULATION, SHIPPED_PACK, Cite, Law, Pack, Param, Setting, cited
from .report import Report, Stopped
from .row import Column, Place, Row, Unread, column_letters, lines
from .rule import (
    MISSING,
    UNSET,
    Answer,
    Finding,
    Rule,
    Severity,
    error,
    exception,
    hint,
    missing,
    unknown,
    unset,
)
from .words import all_nearest, by_reason, in_words, nearest

__all__ = [
    "MISSING",
    "REGULATION",
    "SHIPPED_PACK",
    "UNSET",
    "Answer",
    "Cite",
    "Column",
    "Finding",
    "Law",
    "Pack",
    "Param",
    "Place",
    "Report",
    "Row",
    "Rule",
    "Setting",
    "Severity",
    "Stopped",
    "Unread",
    "all_nearest",
    "by_reason",
    "cited",
    "column_letters",
    "error",
    "exception",
    "hint",
    "in_words",
    "lines",
    "missing",
    "nearest",
    "unknown",
    "unset",
]

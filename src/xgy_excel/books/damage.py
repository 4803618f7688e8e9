"""What a damaged file makes our parsers raise becomes one sentence; the cause stays for who looks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..core import Stopped


@contextmanager
def told(sentence: str) -> Iterator[None]:
    """Raise Stopped with this sentence where a part is not what it should be: no number, no address, no such item."""
    try:
        yield
    except (ValueError, LookupError, OverflowError) as problem:
        raise Stopped(sentence) from problem

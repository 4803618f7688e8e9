"""What is looked at before a batch is printed: the first document, the last, and one at random, page by page."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..core import Stopped

FIRST, LAST, RANDOM = "第一份", "最后一份", "随机一份"
KINDS = (FIRST, LAST, RANDOM)


@dataclass
class Samples:
    """The documents of a batch, and which of the three kinds have been looked at."""

    documents: Sequence[Path]
    choose: Callable[[Sequence[int]], int] = random.choice
    looked_at: set[str] = field(default_factory=set)
    number: int = 0  # of the document being looked at, from 0

    @property
    def wanted(self) -> tuple[str, ...]:
        """The kinds there are: a batch of two has nothing between the first and the last."""
        return KINDS[: min(len(self.documents), len(KINDS))]

    @property
    def missing(self) -> list[str]:
        """What has not been looked at yet."""
        return [kind for kind in self.wanted if kind not in self.looked_at]

    def pick(self, kind: str) -> Path:
        """The document to be shown. A random one is neither the first nor the last, and not the one before it."""
        last = len(self.documents) - 1
        if kind == RANDOM and last > 1:
            between = [n for n in range(1, last) if n != self.number] or [1]
            self.number = self.choose(between)
        else:
            self.number = last if kind == LAST else 0
        return self.documents[self.number]

    def shown(self, kind: str) -> None:
        """Its pages stand on the screen."""
        self.looked_at.add(kind)


def pages(document: Path, dpi: float) -> list[bytes]:
    """The pages of a document as PNG, set by the engine that makes the print file. Raises Stopped when it is gone."""
    from ..docx.picturing import pictures

    try:
        data = document.read_bytes()
    except OSError:
        raise Stopped(f"“{document.name}”打不开，可能被移走或删除。") from None
    return pictures(data, dpi)

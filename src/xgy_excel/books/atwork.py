"""Excel while a job works on it: still, then as it was before, whatever happened. Progress in the status bar."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

_STILL = {"screen_updating": False, "enable_events": False, "calculation": "manual"}
_PAUSES = (0.0, 0.1, 0.3, 1.0)  # seconds before each try to put a setting back
_EVERY = 0.2  # seconds between two words in the status bar


@contextmanager
def at_work(app: Any) -> Iterator[None]:
    """No screen updating, events or calculation meanwhile. What an Excel will not change stays as it is."""
    before: dict[str, Any] = {"status_bar": False}  # Excel's own words, unless another program has written there
    try:
        with suppress(Exception):
            before["status_bar"] = app.status_bar
        for name, value in _STILL.items():
            with suppress(Exception):
                before[name] = getattr(app, name)
                if before[name] != value:
                    setattr(app, name, value)
        yield
    finally:
        for name, value in reversed(before.items()):  # calculation first: the screen shows the results at once
            _put_back(app, name, value)


def _put_back(app: Any, name: str, value: Any) -> None:
    for pause in _PAUSES:
        time.sleep(pause)
        with suppress(Exception):
            setattr(app, name, value)
            return


def status_progress(app: Any) -> Callable[[str, int], Any]:
    """Progress of a job in Excel's status bar: `progress(what, total)` gives what is called with how many are done."""

    @contextmanager
    def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
        told = -_EVERY

        def advance(done: int) -> None:
            nonlocal told
            now = time.monotonic()
            if now - told >= _EVERY or done == total:
                told = now
                say(app, f"{what} {done}/{total}")

        advance(0)
        yield advance

    return progress


def say(app: Any, words: str) -> None:
    """A word in the status bar; that Excel is too busy for it stops nothing."""
    with suppress(Exception):
        app.status_bar = words

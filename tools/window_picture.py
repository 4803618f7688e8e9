"""Pictures of the window, used on a virtual screen (Xvfb) as a clerk would use it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PIL import Image, ImageGrab

from xgy_excel.jobs import JOBS
from xgy_excel.window.app import App
from xgy_excel.window.desk import Desk
from xgy_excel.window.memory import Memory
from xgy_excel.window.rarely import explain

EXPLAINED = "吴淑珍"  # as in the chapter of the manual
WIDTH, HEIGHT = 1120, 720
SHOWN_AS = Path("D:/协管员/花名册.xlsx")  # where the workbook would stand on a clerk's PC


def draw(book: Path, day: date, work: Path) -> dict[str, Image.Image]:
    """The window after a check, and before a batch is printed; by the name of the picture."""
    with _screen() as display:
        app = App(Desk(Memory(work / "window.json"), day))
        app.root.geometry(f"{WIDTH}x{HEIGHT}+0+0")
        jobs = {job.name: job for job in JOBS}
        pictures = {}
        app.open(book)
        _settle(app)
        app.do(jobs["check"])
        _settle(app)
        app.results.findings.words.set("协议")
        app.results.findings._fill()
        pictures["窗口"] = _grab(app, display)
        app.desk.where_text = next(iter(app.desk.seen.townships))
        app.do(jobs["print"])
        _settle(app)
        _settle(app, lambda: bool(app.results.preview._pages))
        pictures["窗口-打印前核对"] = _grab(app, display)
        app.desk.look_again(lambda seen: None)
        _settle(app)
        explain(app.desk, next(who for who in app.desk.seen.subjects if who.name == EXPLAINED))
        _settle(app)
        pictures["窗口-说明"] = _grab(app, display)
        app.root.destroy()
    return pictures


def _settle(app: App, ready: Callable[[], bool] = lambda: True) -> None:
    """Let the window live until nothing is going on."""
    end = time.monotonic() + 120
    while app.desk.at is not None or not ready():
        assert time.monotonic() < end
        app.root.update()
        time.sleep(0.02)


def _grab(app: App, display: str) -> Image.Image:
    book = app.desk.book
    app.desk.book = SHOWN_AS
    app.refresh()
    for _ in range(20):  # until it is drawn
        app.root.update()
        time.sleep(0.02)
    app.desk.book = book
    return ImageGrab.grab(xdisplay=display).convert("RGB")


@contextmanager
def _screen() -> Iterator[str]:
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-dpi", "96"]
    server = subprocess.Popen([*command, "-nolisten", "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    os.environ["DISPLAY"] = display
    try:
        yield display
    finally:
        server.terminate()
        server.wait()

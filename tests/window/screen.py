"""A virtual screen, and a window on it that is used with a real mouse and real keys (Xvfb, xdotool)."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from select import select

HERE = Path(__file__).parent


class Screen:
    """An X server without a monitor; `dpi` is what it tells programs about its sharpness."""

    def __init__(self, width=1300, height=900, dpi=96):
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", f"{write}", "-screen", "0", f"{width}x{height}x24", "-dpi", f"{dpi}", "-nolisten", "tcp"],
            pass_fds=[write], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as told:
            self.display = f":{told.readline().strip()}"

    def close(self):
        self._server.terminate()
        self._server.wait(10)

    def input(self, *words):
        """Mouse and keys, as xdotool's words for them."""
        subprocess.run(
            ["xdotool", *map(str, words)], env={**os.environ, "DISPLAY": self.display}, check=True, timeout=30
        )

    def picture(self):
        from PIL import ImageGrab

        return ImageGrab.grab(xdisplay=self.display)


class Window:
    """The program's window on a screen. `opened` are the files it had opened by other programs."""

    def __init__(self, screen, folder, book=None, day="2025-06-30"):
        self.screen, self._opened = screen, folder / "opened.txt"
        tools = folder / "bin"
        tools.mkdir(exist_ok=True)
        opener = tools / "xdg-open"
        opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> "{self._opened}"\n')
        opener.chmod(0o755)
        self._process = subprocess.Popen(
            [sys.executable, HERE / "driven.py", folder / "memory.json", day, *([book] if book else [])],
            env={**os.environ, "DISPLAY": screen.display, "PATH": f"{tools}:{os.environ['PATH']}"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        self.until("app.root.winfo_viewable()")
        self.rest()

    def ask(self, question):
        """The value of an expression about the window."""
        self._process.stdin.write(question + "\n")
        self._process.stdin.flush()
        there, _, _ = select([self._process.stdout], [], [], 60)
        assert there, f"no answer: {question}"
        line = self._process.stdout.readline()
        assert line, "the window has gone"
        said = json.loads(line)
        assert "fault" not in said, (question, said["fault"])
        return said["value"]

    def until(self, question, seconds=60):
        """Wait until something is so."""
        end = time.monotonic() + seconds
        while not self.ask(question):
            assert time.monotonic() < end, f"never: {question}"
            time.sleep(0.02)

    def rest(self):
        """Wait until nothing is being done."""
        self.until("app.desk.at is None")

    def click(self, place, *, times=1, into_dialog=False):
        """Click on a place: an expression for (x, y), or for a widget. A click that opens a dialog ends with that."""
        x, y = self._where(place if place.startswith(("middle(", "row(", "tab(")) else f"middle({place})")
        before = self.ask("felt['ButtonRelease']")
        self.screen.input("mousemove", x, y, "click", "--repeat", times, "--delay", 60, 1)
        if not into_dialog:
            self.until(f"felt['ButtonRelease'] >= {before + times}")

    def _where(self, place):
        """Where a place is, once it is on the screen: what was just put there is drawn a little later."""
        end = time.monotonic() + 10
        while True:
            try:
                return self.ask(place)
            except AssertionError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def do(self, job):
        """Press the button of a job, and wait for its end."""
        before = self.ask("id(app.desk.outcome)")
        self.click(f"app.tasks.buttons['{job}']")
        self.until(f"app.desk.at is None and (id(app.desk.outcome) != {before} or app.desk.trouble)")

    def answer(self, dialog, button):
        """Click on a button of a dialog, by Tk's names for them."""
        path = f"{dialog}.{button}"
        self.until(f"bool(app.root.tk.call('winfo', 'exists', '{path}'))")
        self.until(f"bool(app.root.tk.call('winfo', 'viewable', '{path}'))")
        place = f"[int(app.root.tk.call('winfo', part, '{path}')) + 12 for part in ('rootx', 'rooty')]"
        self.screen.input("mousemove", *self.ask(place), "click", 1)

    def keys(self, *names):
        before = self.ask("felt['KeyRelease']")
        self.screen.input("key", *names)
        self.until(f"felt['KeyRelease'] >= {before + len(names)}")

    def type(self, text):
        before = self.ask("felt['KeyRelease']")
        self.screen.input("type", "--delay", 10, text)
        self.until(f"felt['KeyRelease'] >= {before + len(text)}")

    @property
    def opened(self):
        return self._opened.read_text(encoding="utf-8").splitlines() if self._opened.exists() else []

    @property
    def gone(self):
        """Has the window been closed?"""
        return self._process.poll() is not None

    def wait_gone(self):
        return self._process.wait(30)

    def close(self):
        self._process.kill()
        self._process.wait(10)
        self._process.stdin.close()
        self._process.stdout.close()

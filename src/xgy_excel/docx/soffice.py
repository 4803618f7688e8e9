"""LibreOffice as an engine: a second opinion, where it is installed. Slower than the embedded engine by far.

One process sets many documents (12 agreements a second, alone 1), two at a time with a profile each a third more. A process
that hangs is ended and what it had not done goes to a new one.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue
from zipfile import BadZipFile

from ..core import Stopped
from .pages import check
from .pdf import replaced

_RAGGED = {'<w:jc w:val="both"/>': '<w:jc w:val="left"/>'}  # 7.4 loses the 、 at the end of a justified line
SECONDS = 180  # for one document, the first start included
BATCH = 25  # documents for one process; it is known to die after some hundred
PROFILES = 2  # processes at a time
_GATHER = 0.05  # seconds to wait for others to go along
_NOTHING = "请改用内置引擎或直接打印Word文书。"

Waiting = list[tuple[bytes, "Future[bytes]"]]


class LibreOffice:
    """Profiles of its own, so that an open LibreOffice is not disturbed."""

    workers = BATCH * PROFILES
    alone = False

    def __init__(self, program: Sequence[str] = (), seconds: float = SECONDS) -> None:
        """`program` is the command that starts it; without one, the LibreOffice installed here."""
        self.program = tuple(program) or (str(_installed()),)
        self.seconds = seconds
        self._home = tempfile.TemporaryDirectory(prefix="xgy-", ignore_cleanup_errors=True)
        self._profiles: SimpleQueue[Path] = SimpleQueue()
        for number in range(PROFILES):
            self._profiles.put(Path(self._home.name, f"profile{number}"))
        self._waiting: SimpleQueue[tuple[bytes, Future[bytes]]] = SimpleQueue()
        self._pool = ThreadPoolExecutor(PROFILES)

    def to_pdf(self, docx: bytes) -> bytes:
        """The pages of a document, checked. Those asked for at the same time share a process."""
        try:
            plain = replaced(docx, _RAGGED)
        except BadZipFile:
            raise Stopped("不是Word文书（.docx）或已损坏，不能排版。") from None
        future: Future[bytes] = Future()
        self._waiting.put((plain, future))
        self._pool.submit(self._next)
        pdf = future.result()
        check(docx, pdf)
        return pdf

    def close(self) -> None:
        self._pool.shutdown()
        self._home.cleanup()

    def _next(self) -> None:
        """Set what is waiting, as much as one process takes."""
        if self._waiting.empty():  # they went with those before
            return
        time.sleep(_GATHER)
        batch: Waiting = []
        try:
            while len(batch) < BATCH:
                batch.append(self._waiting.get_nowait())
        except Empty:
            pass
        profile = self._profiles.get()
        try:
            self._set(batch, profile)
        except Exception as fault:  # of the disk: told to everybody who waits
            for _, future in batch:
                if not future.done():
                    future.set_exception(fault)
        finally:
            self._profiles.put(profile)

    def _set(self, left: Waiting, profile: Path) -> None:
        """Set documents until each has its PDF or is known to have none."""
        while left:
            made, hung = self._run([docx for docx, _ in left], profile)
            rest: Waiting = []
            for (docx, future), pdf in zip(left, made, strict=True):
                if pdf:
                    future.set_result(pdf)
                else:
                    rest.append((docx, future))
            if rest and (hung or len(left) == 1):
                why = f"LibreOffice在{self.seconds:g}秒内没有完成，" if hung else "LibreOffice没有生成PDF，"
                rest.pop(0)[1].set_exception(Stopped(why + _NOTHING))
            elif len(rest) == len(left):  # it fell over the first: that one goes alone
                self._set([rest.pop(0)], profile)
            left = rest

    def _run(self, documents: list[bytes], profile: Path) -> tuple[list[bytes], bool]:
        """What one process makes of some documents, nothing where it failed, and whether it had to be ended."""
        with tempfile.TemporaryDirectory(dir=self._home.name, ignore_cleanup_errors=True) as name:
            sources = [Path(name, f"{i:03d}.docx") for i in range(len(documents))]
            for source, docx in zip(sources, documents, strict=True):
                source.write_bytes(docx)
            options = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", name]
            hung = self._ended(
                [*self.program, f"-env:UserInstallation={profile.as_uri()}", *options, *map(str, sources)], Path(name)
            )
            if hung:  # it may be what hung
                shutil.rmtree(profile, ignore_errors=True)
            made = [source.with_suffix(".pdf") for source in sources]
            return [pdf.read_bytes() if pdf.is_file() else b"" for pdf in made], hung

    def _ended(self, command: list[str], folder: Path) -> bool:
        """Run a command to its end; True if it had to be ended because nothing new came for too long."""
        own_group, nowhere = sys.platform != "win32", subprocess.DEVNULL
        with subprocess.Popen(
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=own_group
        ) as process:
            try:
                made, until = 0, time.monotonic() + self.seconds
                while time.monotonic() < until:
                    try:
                        process.wait(0.1)
                        return False
                    except subprocess.TimeoutExpired:
                        if (now := len(list(folder.glob("*.pdf")))) > made:
                            made, until = now, time.monotonic() + self.seconds
                return True
            finally:
                if process.poll() is None:  # the program's helpers go with it, whatever ended the waiting
                    if own_group:
                        os.killpg(process.pid, signal.SIGKILL)
                    else:
                        process.kill()


def _installed() -> Path:
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        path = Path(os.environ.get(variable, "")) / "LibreOffice" / "program" / "soffice.exe"
        if path.is_file():
            return path
    raise Stopped("没有找到LibreOffice，请安装后再用，或改用内置引擎（--engine embedded）。")

"""LibreOffice as an engine: a second opinion, where it is installed. Slower than the embedded engine by far."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from ..core import Stopped
from .pages import check
from .pdf import replaced

_RAGGED = {'<w:jc w:val="both"/>': '<w:jc w:val="left"/>'}  # 7.4 loses the 、 at the end of a justified line
SECONDS = 180  # for one document, the first start included


class LibreOffice:
    """One LibreOffice at a time with a profile of its own, so that an open LibreOffice is not disturbed."""

    def __init__(self, program: Sequence[str] = (), seconds: float = SECONDS) -> None:
        """`program` is the command that starts it; without one, the LibreOffice installed here."""
        self.program = tuple(program) or (str(_installed()),)
        self.seconds = seconds
        self._lock = Lock()
        self._home = tempfile.TemporaryDirectory(prefix="xgy-", ignore_cleanup_errors=True)  # goes with this object

    def to_pdf(self, docx: bytes) -> bytes:
        """The pages of a document, checked. Raises Stopped with a plain sentence."""
        home = Path(self._home.name)
        with self._lock, tempfile.TemporaryDirectory(dir=home, ignore_cleanup_errors=True) as name:
            source, made = Path(name, "document.docx"), Path(name, "document.pdf")
            source.write_bytes(replaced(docx, _RAGGED))
            profile = (home / "profile").as_uri()
            options = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", name]
            self._run([*self.program, f"-env:UserInstallation={profile}", *options, str(source)])
            if not made.is_file():
                raise Stopped("LibreOffice没有生成PDF，请改用内置引擎或直接打印Word文书。")
            pdf = made.read_bytes()
        check(docx, pdf)
        return pdf

    def _run(self, command: list[str]) -> None:
        own_group, nowhere = sys.platform != "win32", subprocess.DEVNULL
        with subprocess.Popen(
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=own_group
        ) as process:
            try:
                process.wait(self.seconds)
            except BaseException as fault:  # the program's helpers go with it, whatever ended the waiting
                if own_group:
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
                if isinstance(fault, subprocess.TimeoutExpired):
                    raise Stopped(f"LibreOffice在{self.seconds:g}秒内没有完成，请改用内置引擎。") from None
                raise


def _installed() -> Path:
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        path = Path(os.environ.get(variable, "")) / "LibreOffice" / "program" / "soffice.exe"
        if path.is_file():
            return path
    raise Stopped("没有找到LibreOffice，请安装后再用，或改用内置引擎（--engine embedded）。")

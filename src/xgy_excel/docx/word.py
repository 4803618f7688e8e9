"""Word as an engine, through COM on Windows. Nobody has seen it run yet: docs/unproven.md says what to look at."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from secrets import token_hex
from typing import Any

from ..core import Stopped
from .pages import check

SECONDS = 120  # for one document
_PDF = 17  # wdExportFormatPDF
_NO_ALERTS = 0  # wdAlertsNone
_NO_MACROS = 3  # msoAutomationSecurityForceDisable
_UNSAVED = 0  # wdDoNotSaveChanges
_ELSE = "请改用内置引擎（--engine embedded）。"


End = Callable[[], None]


class Word:
    """One hidden Word of its own, asked from one thread, for COM wants it so; an open Word is not disturbed."""

    workers = 2  # one document is checked while the next is set
    alone = False

    def __init__(self, start: Callable[[], tuple[Any, End]] | None = None, seconds: float = SECONDS) -> None:
        """`start` gives a Word.Application and what ends its process; without it, the Word installed here.

        Raises Stopped where there is none.
        """
        if start is None and sys.platform != "win32":
            raise Stopped(f"Word引擎只能在装有Word的Windows上使用，{_ELSE}")
        self._start = start or _started
        self.seconds = seconds
        self._thread = ThreadPoolExecutor(1)
        self._word: Any = None
        self._end: End = lambda: None
        self._late = False

    def to_pdf(self, docx: bytes) -> bytes:
        """The pages of a document, checked. Raises Stopped with a plain sentence."""
        with tempfile.TemporaryDirectory(prefix="xgy-", ignore_cleanup_errors=True) as name:
            source, made = Path(name, "document.docx"), Path(name, "document.pdf")
            source.write_bytes(docx)
            asked = self._thread.submit(self._export, source, made)
            if not wait([asked], self.seconds).done:
                self._late = True
                self._end()  # the call in the thread comes back with an error
                raise Stopped(f"Word在{self.seconds:g}秒内没有完成，可能弹出了对话框，{_ELSE}")
            asked.result()
            if not made.is_file():
                raise Stopped(f"Word没有生成PDF，{_ELSE}")
            pdf = made.read_bytes()
        check(docx, pdf)
        return pdf

    def close(self) -> None:
        self._thread.submit(self._quit)
        self._thread.shutdown()

    def _export(self, source: Path, made: Path) -> None:
        """In the thread of its own. A Word that has gone is started once more."""
        for last in (False, True):
            try:
                if self._word is None:
                    self._word, self._end = self._start()
                    self._word.Visible = False
                    self._word.DisplayAlerts = _NO_ALERTS
                    self._word.AutomationSecurity = _NO_MACROS
                document = self._word.Documents.Open(
                    str(source), ConfirmConversions=False, ReadOnly=True, AddToRecentFiles=False, Visible=False
                )
                try:
                    document.ExportAsFixedFormat(str(made), _PDF, OpenAfterExport=False)
                finally:
                    document.Close(_UNSAVED)
                return
            except Stopped:
                raise
            except Exception:  # com_error, of a library that is not everywhere
                self._quit()
                if last or self._late:
                    raise Stopped(f"Word没有排好这份文书，{_ELSE}") from None

    def _quit(self) -> None:
        word, self._word = self._word, None
        try:
            if word is not None:
                word.Quit(_UNSAVED)
        except Exception:  # it is gone already
            return


def _started() -> tuple[Any, End]:
    """A new Word, not the clerk's, and what ends its process: found by a title that only it has."""
    try:
        import pythoncom
        import win32com.client
        import win32gui
        import win32process
    except ImportError:
        raise Stopped(f"没有安装连接Word的组件（pywin32），{_ELSE}") from None
    pythoncom.CoInitialize()
    try:
        word = win32com.client.DispatchEx("Word.Application")
    except pythoncom.com_error:
        raise Stopped(f"没有找到Word，{_ELSE}") from None
    word.Caption = title = f"xgy-{token_hex(8)}"
    _, process = win32process.GetWindowThreadProcessId(win32gui.FindWindow("OpusApp", title))
    return word, lambda: os.kill(process, signal.SIGTERM)

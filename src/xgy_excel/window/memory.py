"""What the window remembers from one day to the next: recent workbooks and the folder last used. Paths, nothing else."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from ..files import write_whole

MOST = 8  # recent workbooks


def default_file() -> Path:
    """Where this system keeps the settings of a person's programs."""
    home = Path.home()
    if sys.platform == "win32":
        folder = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    else:
        folder = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return folder / "xgy" / "window.json"


class Memory:
    """Read once, written at every change. A file that cannot be read or written is no reason to stop."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or default_file()
        self._recent: list[Path] = []
        self._folder: Path | None = None
        with suppress(OSError, ValueError, TypeError, AttributeError):
            data = json.loads(self._file.read_text(encoding="utf-8"))
            self._recent = [Path(text) for text in data.get("recent", ())][:MOST]
            self._folder = Path(data["folder"]) if data.get("folder") else None

    @property
    def recent(self) -> list[Path]:
        """Workbooks opened before that are still there, the latest first."""
        return [path for path in self._recent if path.is_file()]

    @property
    def folder(self) -> Path:
        """Where dialogs begin."""
        return self._folder if self._folder and self._folder.is_dir() else Path.home()

    def opened(self, book: Path) -> None:
        """A workbook was opened."""
        self._recent = [book, *(path for path in self._recent if path != book)][:MOST]
        self.went_to(book.parent)

    def went_to(self, folder: Path) -> None:
        """A dialog ended in a folder."""
        self._folder = folder
        data = {"recent": [str(path) for path in self._recent], "folder": str(folder)}
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, json.dumps(data, ensure_ascii=False, indent=1).encode(), over=True)

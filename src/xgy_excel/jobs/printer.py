"""A finished print file to a real printer: only where the clerk names one, after the file is there to be looked at."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ..core import Stopped, nearest

SECONDS = 60  # for the system to take the file
_BY_HAND = "请打开打印文件，从阅读器里打印。"


def names() -> list[str]:
    """The printers there are, for a person to choose from; none where the system does not say."""
    if sys.platform == "win32":
        return _windows_printers()
    lister = shutil.which("lpstat")
    if not lister:
        return []
    try:
        run = subprocess.run([lister, "-e"], stdin=subprocess.DEVNULL, capture_output=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return run.stdout.decode(errors="replace").split()


def ready(printer: str) -> None:
    """Raise Stopped where files cannot be sent to this printer; asked before anything is made."""
    if sys.platform == "win32":
        names = _windows_printers()
        if names and printer not in names:
            close = nearest(printer, names)
            raise Stopped(f"没有名为“{printer}”的打印机{f'，最接近的是“{close}”' if close else ''}。")
    elif not shutil.which("lp"):
        raise Stopped(f"这台电脑没有打印命令（lp），不能用“--print-to”。去掉它，{_BY_HAND}")


def send(file: Path, printer: str, *, duplex: bool = False) -> None:
    """Hand a file to the printer's queue. Raises Stopped when the system does not take it."""
    if sys.platform == "win32":
        _by_reader(file, printer)
        return
    command = [shutil.which("lp") or "lp", "-d", printer]
    command += ["-o", "sides=two-sided-long-edge"] if duplex else []
    try:
        run = subprocess.run(
            [*command, "--", str(file)], stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        raise Stopped(f"打印服务没有应答，没有打印。{_BY_HAND}") from None
    if run.returncode:
        raise Stopped(f"打印机“{printer}”不存在或不能用，没有打印。{_BY_HAND}")


def _by_reader(file: Path, printer: str) -> None:
    """Windows prints through the program that PDF files belong to, if it can print to a named printer."""
    try:
        os.startfile(file, "printto", f'"{printer}"')  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        raise Stopped(f"这台电脑的PDF阅读器不能直接打印到指定的打印机，没有打印。{_BY_HAND}") from None


def _windows_printers() -> list[str]:
    """The printers Windows knows, by name; nothing where that cannot be asked."""
    try:
        import win32print
    except ImportError:
        return []
    flags = win32print.PRINTER_ENUM_LOCAL | win32print.PRINTER_ENUM_CONNECTIONS
    return [name for _, _, name, _ in win32print.EnumPrinters(flags)]

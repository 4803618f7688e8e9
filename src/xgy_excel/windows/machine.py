"""What of a PC the add-in depends on, as values: read once from this PC, made up in tests."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Protocol

LIBRARIES = ("xlwings", "pywin32")
XLWINGS = "0.37.8"  # the add-in calls the library that has this version in its name
PYTHON_FOLDER = "python"  # of our Python, beside xgy.xlam: the add-in's VBA says so too


class Registry(Protocol):
    """A person's own part of the Windows registry; keys are written with backslashes."""

    def keys(self, key: str) -> list[str]:
        """The keys below; none when there is no such key."""
        ...

    def values(self, key: str) -> Mapping[str, object]:
        """The values by name; none when there is no such key."""
        ...

    def put(self, key: str, name: str, text: str) -> None: ...

    def drop(self, key: str, name: str) -> None: ...


@dataclass(frozen=True)
class Machine:
    """`prefix` is the folder of our own Python, `base` that of the Python it was made from."""

    registry: Registry
    windows: bool
    prefix: Path
    base: Path
    wide: bool  # a 64-bit Python
    libraries: Mapping[str, str]  # installed version by name
    excel_open: bool

    @property
    def home(self) -> Path:
        """The folder of the installed program, which holds xgy.xlam and python."""
        return self.prefix.parent

    @property
    def xlam(self) -> Path:
        return self.home / "xgy.xlam"


def this_machine() -> Machine:
    windows = sys.platform == "win32"
    return Machine(
        registry=_CurrentUser() if windows else _Nothing(),
        windows=windows,
        prefix=Path(sys.prefix),
        base=Path(sys.base_prefix),
        wide=sys.maxsize > 2**32,
        libraries=dict(_installed()),
        excel_open=windows and _excel_open(),
    )


def _installed() -> list[tuple[str, str]]:
    found = ((d.metadata["Name"], d.version) for name in LIBRARIES for d in metadata.distributions(name=name))
    return [(name, version) for name, version in found if name]


def _excel_open() -> bool:
    import ctypes

    return bool(ctypes.windll.user32.FindWindowW("XLMAIN", None))  # type: ignore[attr-defined]


class _Nothing:
    """The registry of a system that has none."""

    def keys(self, key: str) -> list[str]:
        return []

    def values(self, key: str) -> Mapping[str, object]:
        return {}

    def put(self, key: str, name: str, text: str) -> None: ...

    def drop(self, key: str, name: str) -> None: ...


class _CurrentUser:
    """HKEY_CURRENT_USER. Nothing here needs the rights of an administrator."""

    def keys(self, key: str) -> list[str]:
        import winreg as w

        try:
            with w.OpenKey(w.HKEY_CURRENT_USER, key) as opened:  # type: ignore[attr-defined]
                return [w.EnumKey(opened, at) for at in range(w.QueryInfoKey(opened)[0])]  # type: ignore[attr-defined]
        except FileNotFoundError:
            return []

    def values(self, key: str) -> Mapping[str, object]:
        import winreg as w

        try:
            with w.OpenKey(w.HKEY_CURRENT_USER, key) as opened:  # type: ignore[attr-defined]
                found = [w.EnumValue(opened, at) for at in range(w.QueryInfoKey(opened)[1])]  # type: ignore[attr-defined]
        except FileNotFoundError:
            return {}
        return {name: value for name, value, _ in found}

    def put(self, key: str, name: str, text: str) -> None:
        import winreg as w

        with w.CreateKey(w.HKEY_CURRENT_USER, key) as opened:  # type: ignore[attr-defined]
            w.SetValueEx(opened, name, 0, w.REG_SZ, text)  # type: ignore[attr-defined]

    def drop(self, key: str, name: str) -> None:
        import winreg as w

        with w.OpenKey(w.HKEY_CURRENT_USER, key, 0, w.KEY_SET_VALUE) as opened:  # type: ignore[attr-defined]
            w.DeleteValue(opened, name)  # type: ignore[attr-defined]

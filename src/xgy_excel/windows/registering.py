r"""The list of add-ins Excel opens when it starts: values OPEN, OPEN1, OPEN2 ... of a person's own Excel options.

They must follow on one another without a gap, and Excel writes them anew when it closes.
"""

from __future__ import annotations

import re
from pathlib import PureWindowsPath

from .machine import Registry

OFFICE = r"Software\Microsoft\Office"
_OPEN = re.compile(r"OPEN(\d*)")


def versions(registry: Registry) -> list[str]:
    """The versions of Excel this person has started, such as 16.0 (which 2016 to 365 all call themselves)."""
    found = [v for v in registry.keys(OFFICE) if re.fullmatch(r"\d\d\.0", v)]
    return [v for v in found if "Excel" in registry.keys(rf"{OFFICE}\{v}")]


def options(version: str) -> str:
    return rf"{OFFICE}\{version}\Excel\Options"


def opened(registry: Registry, version: str) -> list[str]:
    """What Excel opens when it starts, in order."""
    values = registry.values(options(version))
    found = [(int(m[1] or 0), str(values[name])) for name in values if (m := _OPEN.fullmatch(name))]
    return [text for _, text in sorted(found)]


def is_ours(text: str, xlam: PureWindowsPath | None = None) -> bool:
    r"""Does a value open our add-in, or with `xlam` the very file?

    >>> is_ours(r'/R "D:\XGY\xgy.xlam"'), is_ours(r'"D:\other.xlam"')
    (True, False)
    """
    path = PureWindowsPath(text.removeprefix("/R").strip(' "'))
    return path == xlam if xlam else path.name.lower() == "xgy.xlam"


def write(registry: Registry, version: str, wanted: list[str]) -> None:
    """Make Excel open exactly these, without a gap."""
    key = options(version)
    for name in [name for name in registry.values(key) if _OPEN.fullmatch(name)]:
        registry.drop(key, name)
    for number, text in enumerate(wanted):
        registry.put(key, f"OPEN{number or ''}", text)

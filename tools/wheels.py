"""Which wheels the program needs on a 64-bit Windows, told on any system.

pip can download for another system but reads `; sys_platform == "win32"` as if it were this one, so it would leave
pywin32 out. Here the markers are read for Windows.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from email.parser import HeaderParser
from functools import cache
from pathlib import Path
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

PLATFORM = "win_amd64"


@dataclass(frozen=True)
class Wheel:
    """A wheel in a folder, and what it requires."""

    path: Path
    name: str
    version: Version
    requires: tuple[str, ...]
    pythons: SpecifierSet

    def fits(self, python: str) -> bool:
        tags = parse_wheel_filename(self.path.name)[3]
        return self.pythons.contains(f"{python}.0") and not tags.isdisjoint(_tags(python))


@cache
def _tags(python: str) -> frozenset[object]:
    version = tuple(int(part) for part in python.split("."))
    own = cpython_tags(version, platforms=[PLATFORM])
    return frozenset((*own, *compatible_tags(version, f"cp{''.join(map(str, version))}", [PLATFORM])))


def wheels(folder: Path) -> list[Wheel]:
    """The wheels of a folder."""
    return [_wheel(path) for path in sorted(folder.glob("*.whl"))]


def _wheel(path: Path) -> Wheel:
    name, version, _, _ = parse_wheel_filename(path.name)
    with ZipFile(path) as file:
        told = next(n for n in file.namelist() if n.endswith(".dist-info/METADATA"))
        headers = HeaderParser().parsestr(file.read(told).decode())
    pythons = SpecifierSet(headers.get("Requires-Python") or "")
    return Wheel(path, name, version, tuple(headers.get_all("Requires-Dist") or ()), pythons)


def chosen(root: str, held: Iterable[Wheel], python: str) -> tuple[list[Wheel], list[str]]:
    """What of the wheels held makes `root` run on Windows with this Python, and which requirements none of them meets."""
    fitting = [w for w in held if w.fits(python)]
    wanted: dict[str, SpecifierSet] = {}
    while True:
        best = {name: _best(name, among, fitting) for name, among in wanted.items()}
        asked = [Requirement(root)]
        for wheel in filter(None, best.values()):
            asked += [r for r in map(Requirement, wheel.requires) if _holds(r, python)]
        now: dict[str, SpecifierSet] = {}
        for r in asked:
            now[canonicalize_name(r.name)] = now.get(canonicalize_name(r.name), SpecifierSet()) & r.specifier
        if now == wanted:
            return list(filter(None, best.values())), [f"{name}{wanted[name]}" for name, w in best.items() if not w]
        wanted = now


def _best(name: str, among: SpecifierSet, held: Iterable[Wheel]) -> Wheel | None:
    fitting = (w for w in held if w.name == name and among.contains(w.version, prereleases=True))
    return max(fitting, key=lambda w: w.version, default=None)


def _holds(requirement: Requirement, python: str) -> bool:
    windows = {
        "sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64",
        "python_version": python, "python_full_version": f"{python}.0", "extra": "",
        "implementation_name": "cpython", "platform_python_implementation": "CPython",
    }  # fmt: skip
    return requirement.marker is None or requirement.marker.evaluate(windows)


def gather(root: str, folder: Path, python: str) -> list[Wheel]:
    """Download what is missing until nothing is. Raises ValueError on what cannot be had."""
    tried: set[str] = set()
    while True:
        found, missing = chosen(root, wheels(folder), python)
        if not missing:
            return found
        if tried & set(missing):
            raise ValueError(f"no wheel for Windows and Python {python}: {sorted(tried & set(missing))}")
        tried |= set(missing)
        pip("download", "--no-deps", *target(python), "--dest", str(folder), *missing)


def target(python: str) -> tuple[str, ...]:
    return ("--platform", PLATFORM, "--python-version", python, "--implementation", "cp", "--only-binary", ":all:")


def pip(*arguments: str) -> None:
    """Run pip quietly. Raises CalledProcessError."""
    subprocess.run([sys.executable, "-m", "pip", arguments[0], "--quiet", *arguments[1:]], check=True)


def requirements(found: Iterable[Wheel]) -> str:
    """The wheels for `pip install --require-hashes`."""
    ordered = sorted(found, key=lambda w: w.name)
    return "".join(f"{w.name}=={w.version} --hash=sha256:{digest(w.path)}\n" for w in ordered)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

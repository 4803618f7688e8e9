"""Which faces a document names, which of them this machine has, and what stands in for the others.

GB/T 9704 asks for faces that are sold and often absent: they are named in the templates and never shipped. Without them
a face of Windows takes their place, else the free faces of the font pack. They differ in looks, hardly in widths.
"""

from __future__ import annotations

import os
import re
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

STAND_INS: dict[str, tuple[str, ...]] = {
    "仿宋_GB2312": ("FangSong_GB2312", "仿宋", "FangSong", "华文仿宋", "STFangsong"),
    "楷体_GB2312": ("KaiTi_GB2312", "楷体", "KaiTi", "华文楷体", "STKaiti"),
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "华文中宋", "STZhongsong", "宋体", "SimSun"),
    "黑体": ("SimHei", "华文黑体", "STHeiti"),
    "宋体": ("SimSun", "华文宋体", "STSong"),
    "仿宋": ("FangSong", "仿宋_GB2312", "华文仿宋"),
    "楷体": ("KaiTi", "楷体_GB2312", "华文楷体"),
}
# The free faces under the names systems install them by. Files that need not be handed over are set in half the time.
_FREE = (
    ("Noto Serif CJK SC", "Source Han Serif SC", "思源宋体", "Noto Serif SC"),
    ("Noto Sans CJK SC", "Source Han Sans SC", "思源黑体", "Noto Sans SC"),
)
_BOLD_LOOKS = ("黑", "Hei", "雅黑", "YaHei", "等线", "DengXian", "Sans")
_EAST_ASIAN = re.compile(r'<w:rFonts\b[^>]*?w:eastAsia="([^"]+)"')


@dataclass(frozen=True)
class Faces:
    """How a document's faces are set: the names to put for others, and the files that go with names the machine lacks."""

    renamed: Mapping[str, str]
    files: tuple[tuple[str, Path], ...]

    @property
    def data(self) -> list[tuple[str, bytes]]:
        return [(name, _read(path)) for name, path in self.files]


def east_asian_names(parts: Iterable[str]) -> frozenset[str]:
    """The East-Asian faces that the XML of a document names.

    >>> sorted(east_asian_names(['<w:rFonts w:ascii="Arial" w:eastAsia="黑体"/>']))
    ['黑体']
    """
    return frozenset(name for part in parts for name in _EAST_ASIAN.findall(part))


@cache
def faces_for(names: frozenset[str], installed: frozenset[str] | None = None) -> Faces:
    """Every name by itself where the machine has it, else by its stand-in, else by the font pack.

    >>> faces_for(frozenset({"仿宋_GB2312", "黑体"}), frozenset({"仿宋", "黑体"})).renamed
    {'仿宋_GB2312': '仿宋'}
    """
    here = families() if installed is None else installed
    renamed: dict[str, str] = {}
    files: dict[str, Path] = {}
    for name in sorted(names):
        found = next((n for n in (name, *STAND_INS.get(name, ()), *_FREE[_sans(name)]) if n in here), "")
        if not found:
            found, path = _from_pack(name)
            files[found] = path
        if found != name:
            renamed[name] = found
    if not names:  # faces named by the theme alone
        found, path = _from_pack("")
        files[found] = path
    return Faces(renamed, tuple(files.items()))


def _sans(name: str) -> bool:
    return any(word in name for word in _BOLD_LOOKS)


def _from_pack(name: str) -> tuple[str, Path]:
    import pylopdf_fonts_zh_cn as pack

    return ("Noto Sans SC", pack.sans_path()) if _sans(name) else ("Noto Serif SC", pack.serif_path())


@cache
def _read(path: Path) -> bytes:
    return path.read_bytes()


# -- what the machine has -------------------------------------------------------------------------------------


@cache
def families() -> frozenset[str]:
    """The family names, in every language, of the fonts installed here."""
    found: set[str] = set()
    for folder in folders():
        for path in folder.rglob("*") if folder.is_dir() else ():
            if path.suffix.lower() in (".ttf", ".ttc", ".otf", ".otc"):
                try:
                    with path.open("rb") as file:
                        found.update(family_names(file))
                except (OSError, struct.error):  # a font that cannot be read is not there
                    continue
    return frozenset(found)


def folders() -> tuple[Path, ...]:
    """Where this system keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", local / "Microsoft" / "Windows" / "Fonts"
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    )


def family_names(file: BinaryIO) -> Iterator[str]:
    """The family names an OpenType file or collection gives itself. Raises struct.error on what is no font."""
    kind = file.read(4)
    starts = [0]
    if kind == b"ttcf":
        _, count = struct.unpack(">LL", file.read(8))
        starts = list(struct.unpack(f">{min(count, 64)}L", file.read(4 * min(count, 64))))
    elif kind not in (b"\0\1\0\0", b"OTTO", b"true"):
        return
    for start in starts:
        file.seek(start + 4)
        tables = struct.unpack(">H", file.read(2))[0]
        file.seek(6, os.SEEK_CUR)
        for _ in range(tables):
            tag, _, offset, size = struct.unpack(">4sLLL", file.read(16))
            if tag == b"name":
                file.seek(offset)
                yield from _names(file.read(size))
                break


def _names(table: bytes) -> Iterator[str]:
    _, count, texts = struct.unpack(">HHH", table[:6])
    for at in range(6, 6 + 12 * count, 12):
        platform, _, _, name, size, offset = struct.unpack(">HHHHHH", table[at : at + 12])
        if name in (1, 16) and platform in (0, 3):
            yield table[texts + offset : texts + offset + size].decode("utf-16-be", "ignore")

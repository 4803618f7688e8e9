"""A .docx as a zip file: read with limits, and written with the unchanging members already packed.

The bytes depend on the members alone: one date, no attributes, one order.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from struct import Struct
from zipfile import BadZipFile, ZipFile

from ..core import Stopped

MOST_MEMBERS = 5_000
MOST_BYTES = 300_000_000  # unpacked
FIRST = "[Content_Types].xml"

_LOCAL = Struct("<4s5H3I2H")
_CENTRAL = Struct("<4s6H3I5H2I")
_END = Struct("<4s4H2IH")
_VERSION, _DEFLATED, _UTF8 = 20, 8, 0x800
_MIDNIGHT, _1980 = 0, 0x21


def members(data: bytes, name: str = "文件") -> dict[str, bytes]:
    """The members of a .docx in their order. Raises Stopped on what is none, or is too large to be one."""
    try:
        with ZipFile(BytesIO(data)) as package:
            infos = package.infolist()
            if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_BYTES:
                raise Stopped(f"“{name}”展开后过大，不像Word文书，未打开。")
            return {info.filename: package.read(info) for info in infos if not info.is_dir()}
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise Stopped(f"“{name}”不是.docx文件或已损坏；.doc、.wps请在Word或WPS中另存为.docx。") from None


@dataclass(frozen=True, slots=True)
class Frame:
    """Members that never change, packed once: their local records, their directory records, their number."""

    local: bytes = b""
    directory: bytes = b""
    count: int = 0


def frame(constant: Mapping[str, bytes]) -> Frame:
    """Pack the constant members as small as zlib can, the content types first."""
    order = sorted(constant, key=lambda name: name != FIRST)
    return _append(Frame(), ((name, constant[name]) for name in order), _smallest)


def pack(base: Frame, changing: Iterable[tuple[str, bytes]]) -> bytes:
    """The whole file: the constant members, then these."""
    whole = _append(base, changing, _quickly)
    end = _END.pack(b"PK\5\6", 0, 0, whole.count, whole.count, len(whole.directory), len(whole.local), 0)
    return b"".join((whole.local, whole.directory, end))


def repack(data: bytes) -> bytes:
    """The same members as a file whose bytes depend on them alone."""
    inside = members(data)
    return pack(Frame(), ((name, inside[name]) for name in sorted(inside, key=lambda name: name != FIRST)))


def _append(base: Frame, more: Iterable[tuple[str, bytes]], squeeze: Callable[[bytes], bytes]) -> Frame:
    local, directory, offset, count = [base.local], [base.directory], len(base.local), base.count
    for name, data in more:
        path, flags = _path(name)
        packed, crc = squeeze(data), _crc32(data)
        sizes = (crc, len(packed), len(data))
        record = _LOCAL.pack(
            b"PK\3\4", _VERSION, flags, _DEFLATED, _MIDNIGHT, _1980, *sizes, len(path), 0
        )  # fmt: skip
        local += (record, path, packed)
        directory += (
            _CENTRAL.pack(
                b"PK\1\2", _VERSION, _VERSION, flags, _DEFLATED, _MIDNIGHT, _1980, *sizes, len(path), 0, 0, 0, 0, 0, offset
            ),
            path,
        )  # fmt: skip
        offset += len(record) + len(path) + len(packed)
        count += 1
    if count >= 0xFFFF or offset >= 0xFFFFFFFF:
        raise Stopped("文书过大，无法写成.docx。")
    return Frame(b"".join(local), b"".join(directory), count)


def _path(name: str) -> tuple[bytes, int]:
    return (name.encode("ascii"), 0) if name.isascii() else (name.encode(), _UTF8)


def _by_zlib(data: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _by_isal(data: bytes) -> bytes:
    return igzip_lib.compress(data, 1, igzip_lib.COMP_DEFLATE)


# Level 1 either way, and the same size. With the library isal (extra `fast`) an agreement takes 118 µs instead of 176.
try:
    from isal import igzip_lib, isal_zlib
except ImportError:
    _quickly, _crc32 = _by_zlib, zlib.crc32
else:
    _quickly, _crc32 = _by_isal, isal_zlib.crc32


def _smallest(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()

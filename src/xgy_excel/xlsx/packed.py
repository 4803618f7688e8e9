"""Members of a package made in stretches: packed wherever there is time for it, strung together where the file is written.

Deflated stretches that end at a whole byte make one deflated member when they follow each other, and the checksum of the
whole is reckoned from theirs. So a sheet of a million rows never is in one place before it is in its file.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from tempfile import TemporaryFile
from typing import Any, BinaryIO, NamedTuple

from ..core import Stopped
from ..opc import Writer, directory

fast: Any = zlib
with suppress(ImportError):  # the extra `fast`: a quarter of the time
    from isal import isal_zlib as fast

_POLYNOMIAL = 0xEDB88320
_LARGEST = 0xFFFFFFFF  # bytes of a member: a package of the plain kind has no room for more
_CHUNK = 1 << 20


class Stretch(NamedTuple):
    """Some bytes of a member: deflated, their checksum, how many they are."""

    packed: bytes
    crc: int
    size: int


def stretch(*chunks: bytes, last: bool = False, level: int = 1) -> Stretch:
    """Bytes deflated so that another stretch may follow, or none after the last."""
    return stretch_of(chunks, last=last, level=level)


def stretch_of(chunks: Iterable[bytes], *, last: bool = False, level: int = 1) -> Stretch:
    """The same of bytes that come one after another."""
    engine = (fast if level == 1 else zlib).compressobj(level, zlib.DEFLATED, -15)
    packed, crc, size = [], 0, 0
    for chunk in chunks:
        packed.append(engine.compress(chunk))
        crc, size = zlib.crc32(chunk, crc), size + len(chunk)
    packed.append(engine.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH))
    return Stretch(b"".join(packed), crc, size)


def joined_crc(one: int, other: int, size: int) -> int:
    """The checksum of two stretches, the second of so many bytes.

    >>> joined_crc(zlib.crc32(b"ab"), zlib.crc32(b"cde"), 3) == zlib.crc32(b"abcde")
    True
    """
    power, shift = (
        1 << 31,
        1 << 23,
    )  # x to the 0, x to the 8: polynomials are written with their lowest term in the highest bit
    while size:
        if size & 1:
            power = _times(power, shift)
        shift, size = _times(shift, shift), size >> 1
    return _times(power, one) ^ other


def _times(one: int, other: int) -> int:
    """The product of two polynomials over the field of two elements, modulo that of the checksum."""
    product, term = 0, 1 << 31
    while one:
        if one & term:
            product ^= other
            one ^= term
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
        term >>= 1
    return product


@dataclass
class _Member:
    crc: int = 0
    size: int = 0
    places: list[tuple[int, int]] = field(default_factory=list)  # of its stretches: where, how many bytes


class Spool:
    """Stretches by the member they belong to, kept in a file that has no name and is gone however the program ends."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 closed by `close`
        self._members: dict[str, _Member] = {}

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @property
    def size(self) -> int:
        """How many bytes all members are when they are unpacked."""
        return sum(member.size for member in self._members.values())

    def add(self, name: str, new: Stretch) -> None:
        """One more stretch of a member, in order. Raises Stopped when the member gets too large for a package."""
        member = self._members.setdefault(name, _Member())
        member.crc = joined_crc(member.crc, new.crc, new.size)
        member.size += new.size
        if member.size > _LARGEST:
            raise Stopped("合并后的工作表过大（超过4GB），请分几批合并。")
        member.places.append((self._file.seek(0, 2), len(new.packed)))
        self._file.write(new.packed)

    def write(self, file: BinaryIO, package: bytes) -> None:
        """The package with these members in the place of its own, into a file that can seek."""
        out = Writer(file)
        for old in directory(package):
            member = self._members.get(old.name)
            if member is None:
                out.copy(old, package)
            else:
                packed = sum(length for _, length in member.places)
                out.place(replace(old, method=8, crc=member.crc, packed=packed, size=member.size), self._stored(member))
        out.finish()

    def _stored(self, member: _Member) -> Iterator[bytes]:
        for at, length in member.places:
            self._file.seek(at)
            for start in range(0, length, _CHUNK):
                yield self._file.read(min(_CHUNK, length - start))

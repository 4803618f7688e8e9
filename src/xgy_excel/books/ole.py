"""The compound files in which .xls and password-protected workbooks are kept: their streams by name."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ..core import Stopped
from ..opc import DAMAGED

_END = 0xFFFFFFFA  # this and above are no sectors


class Ole:
    """A compound file in memory. Raises Stopped when it is cut off or does not hang together."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._open()
        except (struct.error, IndexError, ValueError, UnicodeDecodeError):
            raise Stopped(DAMAGED) from None

    def _open(self) -> None:
        head = self._data[:512]
        shift, small_shift = struct.unpack_from("<2H", head, 30)
        if shift not in (9, 12) or small_shift > shift:
            raise ValueError(shift)
        self._size, self._small_size = 1 << shift, 1 << small_shift
        tables, first_directory = struct.unpack_from("<2L", head, 44)
        self._cutoff, first_small, _, more, _ = struct.unpack_from("<5L", head, 56)
        per_table = self._size // 4
        numbers = list(struct.unpack_from("<109L", head, 76))
        while more < _END and len(numbers) < tables:
            *found, more = struct.unpack(f"<{per_table}L", self._sector(more))
            numbers += found
        self._next: list[int] = []
        for number in numbers[:tables]:
            if number < _END:
                self._next += struct.unpack(f"<{per_table}L", self._sector(number))
        self._next_small: list[int] = []
        for sector in self._chain(first_small):
            self._next_small += struct.unpack(f"<{per_table}L", sector)
        self._entries = dict(self._directory(b"".join(self._chain(first_directory))))

    def _directory(self, directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        self._small = b""
        for at in range(0, len(directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<2L", directory, at + 116)
            if kind == 5:  # the root holds the small streams
                self._small = b"".join(self._chain(start))
            elif kind == 2 and 2 <= length <= 64:
                yield directory[at : at + length - 2].decode("utf-16-le").lower(), (start, size)

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        found = self._data[at : at + self._size]
        if not found:
            raise IndexError(number)
        return found.ljust(self._size, b"\0")

    def _chain(self, number: int) -> Iterator[bytes]:
        for _ in range(len(self._next)):
            if number >= _END:
                return
            yield self._sector(number)
            number = self._next[number]
        if number < _END:
            raise ValueError("a chain without end")

    @property
    def names(self) -> tuple[str, ...]:
        """The streams in small letters: names compare without case."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """A stream's bytes. Raises Stopped when they are not all there."""
        start, size = self._entries[name]
        try:
            found = b"".join(self._chain(start) if size >= self._cutoff else self._small_chain(start))
        except (IndexError, ValueError):
            raise Stopped(DAMAGED) from None
        if len(found) < size:
            raise Stopped("文件不完整，请重新复制或下载。")
        return found[:size]

    def _small_chain(self, number: int) -> Iterator[bytes]:
        for _ in range(len(self._next_small) + 1):
            if number >= _END:
                return
            yield self._small[number * self._small_size : (number + 1) * self._small_size]
            number = self._next_small[number]

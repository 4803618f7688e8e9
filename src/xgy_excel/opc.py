"""A zip package whose untouched members are copied as the bytes they are.

Deflated bytes are never inflated and deflated again without need: what a program has stored in a workbook or a
document stays bit for bit, and copying costs no time.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from .core import Stopped

MOST_BYTES = 1 << 30  # all members inflated
MOST_RATIO, LARGE = 200, 64 << 20  # of a member over 64 MB; real sheets of repeated text come to 200 below that
MOST_MEMBERS = 10_000
CHUNK = 1 << 20
BIG = 4 << 20  # from this size a fast level: a third of the time for a tenth more bytes

DAMAGED = "文件已损坏，请打开修复后另存。"
Source = bytes | Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Member:
    """One member as the directory describes it, and where its stored bytes lie in the file."""

    name: str
    raw_name: bytes
    version: int
    made_by: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int
    internal: int
    external: int
    start: int


def key(name: str) -> str:
    r"""Part names compare without case, `\\` as `/`, and without a leading slash.

    >>> key("\\\\Xl/Workbook.XML")
    'xl/workbook.xml'
    """
    return name.replace("\\", "/").lstrip("/").lower()


class Package:
    """A package in memory. Changes are kept aside until `write`."""

    def __init__(self, data: bytes) -> None:
        """Reads the directory only. Raises Stopped on what cannot be copied faithfully or is unsafe to inflate."""
        self.data = data
        self._members: dict[str, Member] = {}
        for member in directory(data):
            if key(member.name) in self._members:
                raise Stopped("文件内有重名的部件，不能写回，请打开后另存。")
            self._members[key(member.name)] = member
        _check_limits(data, list(self._members.values()))
        self._changes: dict[str, tuple[str, Source | None]] = {}

    @property
    def names(self) -> list[str]:
        """The members in order, new ones at the end, folder entries left out."""
        names = {k: m.name for k, m in self._members.items() if not k.endswith("/")}
        names |= {k: name for k, (name, _) in self._changes.items() if k not in names}
        return [name for k, name in names.items() if self._changes.get(k, ("", b""))[1] is not None]

    @property
    def changed(self) -> list[str]:
        """The names put or dropped."""
        return [name for name, _ in self._changes.values()]

    def has(self, name: str) -> bool:
        change = self._changes.get(key(name))
        return change[1] is not None if change else key(name) in self._members

    def read(self, name: str) -> bytes:
        """A member's content, as last put. Raises Stopped when it is missing or damaged."""
        return b"".join(self.stream(name))

    def stream(self, name: str) -> Iterator[bytes]:
        """The same in chunks of at most 1 MB."""
        change = self._changes.get(key(name))
        if change is None:
            return self._inflated(name)
        return _chunks(change[1]) if change[1] is not None else self._missing(name)

    def original(self, name: str) -> Iterator[bytes]:
        """A member's content in the file itself, whatever has been put since."""
        return self._inflated(name)

    def put(self, name: str, content: Source) -> None:
        """Make or replace a member; content that equals the file's own is no change."""
        member = self._members.get(key(name))
        if member and isinstance(content, bytes) and member.size == len(content) and member.crc == zlib.crc32(content):
            self._changes.pop(key(name), None)
        else:
            self._changes[key(name)] = (member.name if member else name, content)

    def drop(self, name: str) -> None:
        """Remove a member; one put again later keeps its place."""
        if key(name) in self._members:
            self._changes[key(name)] = (self._members[key(name)].name, None)
        else:
            self._changes.pop(key(name), None)

    def restore(self, name: str) -> None:
        """The member as the file has it."""
        self._changes.pop(key(name), None)

    def write(self, file: BinaryIO) -> None:
        """The package into a file that can seek. Members keep their order, new ones come last."""
        out = Writer(file)
        for k, member in self._members.items():
            change = self._changes.get(k)
            if change is None:
                out.copy(member, self.data)
            elif change[1] is not None:
                out.add(member, _chunks(change[1]))
        for k, (name, content) in self._changes.items():
            if k not in self._members and content is not None:
                out.add(_new_member(name), _chunks(content))
        out.finish()

    def to_bytes(self) -> bytes:
        """The package as it would be written."""
        file = BytesIO()
        self.write(file)
        return file.getvalue()

    def stored(self, name: str) -> memoryview:
        """A member's bytes as they lie in the file."""
        member = self._members[key(name)]
        return memoryview(self.data)[member.start : member.start + member.packed]

    def _missing(self, name: str) -> Iterator[bytes]:
        raise Stopped(DAMAGED)

    def _inflated(self, name: str) -> Iterator[bytes]:
        member = self._members.get(key(name))
        if member is None:
            raise Stopped(DAMAGED)
        crc = size = 0
        for chunk in _inflate(self.stored(name), member.method):
            crc, size = zlib.crc32(chunk, crc), size + len(chunk)
            if size > member.size:  # the declared size may lie
                raise Stopped(DAMAGED)
            yield chunk
        if size != member.size or crc != member.crc:
            raise Stopped(DAMAGED)


def same_stored(one: Package, other: Package, names: Iterable[str]) -> bool:
    """Do two packages hold these members as the same bytes?"""
    return all(other.has(n) and one.stored(n) == other.stored(n) for n in names)


def _chunks(content: Source) -> Iterator[bytes]:
    yield from content() if callable(content) else (content,)


def _inflate(data: memoryview, method: int) -> Iterator[bytes]:
    if method == 0:
        for at in range(0, len(data), CHUNK):
            yield bytes(data[at : at + CHUNK])
        return
    engine = zlib.decompressobj(-15)
    try:
        for at in range(0, len(data), CHUNK >> 3):
            rest: bytes | memoryview = data[at : at + (CHUNK >> 3)]
            while rest:
                yield engine.decompress(rest, CHUNK)
                rest = engine.unconsumed_tail
        yield engine.flush()
    except zlib.error:
        raise Stopped(DAMAGED) from None
    if not engine.eof:
        raise Stopped(DAMAGED)


def directory(data: bytes) -> Iterator[Member]:
    import zipfile

    try:
        infos = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
        raise Stopped("文件不完整，请重新复制或下载。") from None
    for info in infos:
        head = data[info.header_offset : info.header_offset + 30]
        if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
            raise Stopped(DAMAGED)
        name_length, extra_length = struct.unpack("<HH", head[26:])  # the directory's extra field has another length
        year, month, day, hour, minute, second = info.date_time
        yield Member(
            name=info.orig_filename.replace("\\", "/"),
            raw_name=info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437"),
            version=info.extract_version,
            made_by=info.create_version | info.create_system << 8,
            flags=info.flag_bits,
            method=info.compress_type,
            time=hour << 11 | minute << 5 | second // 2,
            date=(year - 1980) << 9 | month << 5 | day,
            crc=info.CRC,
            packed=info.compress_size,
            size=info.file_size,
            internal=info.internal_attr,
            external=info.external_attr,
            start=info.header_offset + 30 + name_length + extra_length,
        )


def _check_limits(data: bytes, members: list[Member]) -> None:
    if len(members) > MOST_MEMBERS or sum(m.size for m in members) > MOST_BYTES:
        raise Stopped("文件展开后过大，已拒绝。")
    if any(m.size > LARGE and m.size > MOST_RATIO * m.packed for m in members):
        raise Stopped("文件展开后过大，已拒绝。")
    if any(m.flags & 0x41 for m in members):
        raise Stopped("文件有打开密码，请先取消密码。")
    if any(m.method not in (0, 8) for m in members):
        raise Stopped("文件的压缩方式不受支持，请打开后另存。")
    end = 0
    for m in sorted(members, key=lambda m: m.start):
        if m.start < end or m.start + m.packed > len(data):
            raise Stopped(DAMAGED)
        end = m.start + m.packed


def _new_member(name: str) -> Member:
    raw = name.encode("utf-8")
    flags = 0 if name.isascii() else 0x800
    return Member(name, raw, 20, 20, flags, 8, 0, 0x21, 0, 0, 0, 0, 0, 0)  # 1 January 1980: the same bytes every time


class Writer:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._records: list[bytes] = []

    def copy(self, member: Member, data: bytes) -> None:
        self.place(member, (memoryview(data)[member.start : member.start + member.packed],))

    def place(self, m: Member, stored: Iterable[bytes | memoryview]) -> None:
        """A member whose bytes are packed already, as it describes them."""
        at = self._file.tell()
        self._head(m, m.method, m.crc, m.packed, m.size)
        self._file.writelines(stored)
        self._record(m, m.method, m.crc, m.packed, m.size, at)

    def add(self, member: Member, content: Iterable[bytes]) -> None:
        """Deflated as it streams by: sizes and checksum are set afterwards."""
        at = self._file.tell()
        self._head(member, 8, 0, 0, 0)
        chunks = iter(content)
        head: list[bytes] = []
        while sum(map(len, head)) < BIG and (chunk := next(chunks, None)) is not None:
            head.append(chunk)
        size = sum(map(len, head))
        engine = zlib.compressobj(4 if size >= BIG else 6, zlib.DEFLATED, -15)
        crc = size = packed = 0
        for part in (head, chunks):
            for chunk in part:
                crc, size = zlib.crc32(chunk, crc), size + len(chunk)
                packed += self._file.write(engine.compress(chunk))
        packed += self._file.write(engine.flush())
        end = self._file.tell()
        self._file.seek(at)
        self._head(member, 8, crc, packed, size)
        self._file.seek(end)
        self._record(member, 8, crc, packed, size, at)

    def _head(self, m: Member, method: int, crc: int, packed: int, size: int) -> None:
        flags = m.flags & 0x800  # sizes stand in the header, so no data descriptor follows
        numbers = (max(m.version, 20), flags, method, m.time, m.date, crc, packed, size, len(m.raw_name), 0)
        self._file.write(struct.pack("<4s5H3L2H", b"PK\x03\x04", *numbers) + m.raw_name)

    def _record(self, m: Member, method: int, crc: int, packed: int, size: int, at: int) -> None:
        numbers = (m.made_by, max(m.version, 20), m.flags & 0x800, method, m.time, m.date, crc, packed, size)
        rest = (len(m.raw_name), 0, 0, 0, m.internal, m.external, at)
        self._records.append(struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *numbers, *rest) + m.raw_name)

    def finish(self) -> None:
        at = self._file.tell()
        directory = b"".join(self._records)
        if at + len(directory) >= 0xFFFFFFFF or len(self._records) >= 0xFFFF:
            raise Stopped("文件过大，不能写回。")
        self._file.write(directory)
        counts = (0, 0, len(self._records), len(self._records), len(directory), at, 0)
        self._file.write(struct.pack("<4s4H2LH", b"PK\x05\x06", *counts))

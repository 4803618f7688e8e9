"""Old workbooks made byte by byte: the records of an .xls and the compound file around them."""

import struct


def compound(name: str, stream: bytes) -> bytes:
    """The smallest compound file: one table, one directory, one stream."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    fat = struct.pack(f"<{len(table)}L", *table).ljust(512, b"\xff")

    def entry(title: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = title.encode("utf-16-le") + b"\0\0"
        return (text.ljust(64, b"\0") + struct.pack("<HBB3L", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
                + bytes(36) + struct.pack("<3L", start, size, 0))  # fmt: skip

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, 0xFFFFFFFF, 2, len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<9L", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0) + struct.pack(
        "<108L", *[0xFFFFFFFF] * 108
    )
    return head + fat + directory.ljust(512, b"\0") + stream.ljust(count * 512, b"\0")


def record(kind: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack("<2H", kind, len(body)) + body


def at(row: int, column: int, style: int = 0) -> bytes:
    return struct.pack("<3H", row, column, style)


def text(value: str) -> bytes:
    return struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")


def old_book() -> bytes:
    """A small .xls: two sheets, the second hidden, with text, number, date, formula, error, hidden row and merge."""
    begin = record(0x0809, struct.pack("<4H2L", 0x0600, 0x10, 0, 0, 0, 0))
    sheet = [
        begin,
        record(0x0208, struct.pack("<6HHH", 3, 0, 5, 255, 0, 0, 0x0120, 0)),  # row 4 hidden
        record(0x0204, at(1, 1), text("姓名")),
        record(0x0204, at(2, 1), text("张三")),
        record(0x0203, at(2, 2, 1), struct.pack("<d", 45418)),
        record(0x0203, at(2, 3), struct.pack("<d", 1980.5)),
        record(0x0203, at(2, 4), struct.pack("<d", 150421197105209993)),
        record(0x0205, at(3, 1), bytes([23, 1])),
        record(0x0205, at(3, 2), bytes([1, 0])),  # TRUE
        record(0x0006, at(3, 3), struct.pack("<BBBBHH", 2, 0, 42, 0, 0, 0xFFFF), bytes(8)),
        record(0x0006, at(3, 4), struct.pack("<dHL", 7, 0, 0), b"\x03\0\x1e\x07\0"),
        record(0x00E5, struct.pack("<5H", 1, 2, 3, 1, 1)),
        record(0x0A),
    ]
    hidden = [begin, record(0x0203, at(0, 0), struct.pack("<d", 5)), record(0x0A)]
    bodies = [b"".join(sheet), b"".join(hidden)]

    def globals_(starts: list[int]) -> bytes:
        styles = [record(0xE0, struct.pack("<2H", 0, form), bytes(16)) for form in (0, 14)]
        names = [
            record(0x85, struct.pack("<LBBB", start, state, 0, len(name)), b"\1", name.encode("utf-16-le"))
            for start, state, name in zip(starts, (0, 1), ("花名册", "旧"), strict=True)
        ]
        head = record(0x0809, struct.pack("<4H2L", 0x0600, 5, 0, 0, 0, 0)) + record(0x42, struct.pack("<H", 1200))
        return b"".join([head, *styles, *names, record(0x0A)])

    size = len(globals_([0, 0]))
    return globals_([size, size + len(bodies[0])]) + b"".join(bodies)

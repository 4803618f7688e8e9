"""What must be remembered goes into the book: numbers, the register of agreements, the log of documents made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from ..books.port import Book, OurSheet, Written
from ..core import Stopped
from ..records import Records, Table, same_agreement
from ..rows import Agreement, Coordinator
from ..values import number_key

LOG = "生成台账"
LOG_HEADERS = ("时间", "表单", "对象", "协议编号", "文件", "内容摘要", "政策依据")
_DAYS = ("agreement_start", "agreement_end")
LOG_WIDTHS = (20, 16, 16, 22, 44, 20, 26)


@dataclass(frozen=True)
class Entry:
    """One document made: a line of 生成台账. The digest says later whether the file was changed; no ID stands here."""

    time: datetime
    form: str
    subject: str
    number: str
    file: str
    digest: str
    policy: str

    def cells(self) -> tuple[str, ...]:
        return (self.time.isoformat(" ", "seconds"), *(str(getattr(self, f.name)) for f in fields(self)[1:]))


def digest(data: bytes) -> str:
    """The first 16 hexadecimal digits of the file's SHA-256."""
    return hashlib.sha256(data).hexdigest()[:16]


def logged(book: Book) -> list[tuple[str, ...]]:
    """The lines of 生成台账 so far."""
    name = book.own_name(LOG, LOG_HEADERS)  # the clerk may have renamed it
    if not name:
        return []
    rows = [tuple("" if v is None else str(v) for v in row[: len(LOG_HEADERS)]) for row in book.read(name).rows]
    start = next((i for i, row in enumerate(rows) if row[: len(LOG_HEADERS)] == LOG_HEADERS), None)
    return [] if start is None else [row for row in rows[start + 1 :] if any(row)]


def all_logged(book: Book, entries: Iterable[Entry]) -> bool:
    """Does 生成台账 tell of all these documents already, by form, subject, number, file and digest?"""
    known = {line[1:6] for line in logged(book)}
    return all(entry.cells()[1:6] in known for entry in entries)


def write_log(book: Book, entries: Iterable[Entry]) -> None:
    """Add the entries to 生成台账; one that stands there already with the same file and digest is not told twice."""
    lines = logged(book)
    known = {line[1:6] for line in lines}
    lines += [line for entry in entries if (line := entry.cells())[1:6] not in known]
    book.put(OurSheet(LOG, LOG_HEADERS, tuple(lines), LOG_WIDTHS))


def write_numbers(book: Book, records: Records, numbers: Mapping[tuple[str, int], str]) -> None:
    """Write agreement numbers into 花名册, by (sheet, row). Stops before anything is written if a cell will not take one."""
    for table in records.tables:
        here = {row: number for (sheet, row), number in numbers.items() if sheet == table.sheet}
        if table.kind is not Coordinator or not here:
            continue
        column = table.columns.get("agreement_no")
        if not column:  # the register alone keeps them
            continue
        for refusal in book.write(table.sheet, {(row, column): number for row, number in here.items()}):
            raise Stopped(f"{refusal.sheet}!{refusal.cell} 不能写入协议编号：{refusal.reason}。")


def register(book: Book, records: Records, made: Sequence[Coordinator]) -> list[str]:
    """Append the agreements that 协议台账 does not have yet. A book without that sheet keeps them in 花名册 alone.

    Returns what the clerk should know: that the new lines stand below a total or a signature.
    """
    table = next((t for t in records.tables if t.kind is Agreement), None)
    new = [row for row in made if not _registered(row, records)]
    if table is None or not new:
        return []
    lines = [
        {
            name: value
            for name in table.columns
            if name != "remark" and (value := _entered(row, name, table)) is not None
        }
        for row in new
    ]
    return append(book, table, lines, f"新登记的{len(new)}份协议")


def append(book: Book, table: Table, lines: Sequence[Mapping[str, Written]], what: str) -> list[str]:
    """Put lines of values by field below the last row of a sheet. Stops before anything is written if a cell will not take one.

    Returns what the clerk should know: that the new lines stand below a total or a signature.
    """
    last, like = _last_row(book, table), max((row.place.row for row in table.rows), default=0)
    values = {
        (number, table.columns[name]): value
        for number, line in enumerate(lines, last + 1)
        for name, value in line.items()
        if name in table.columns
    }
    for refusal in book.write(table.sheet, values, like=like):
        raise Stopped(f"{refusal.sheet}!{refusal.cell} 不能写入{what}：{refusal.reason}。")
    below = last > max(like, table.header_row)
    return [f"“{table.sheet}”表尾有合计或签字等行，{what}写在其下（第{last + 1}行起）。"] if below else []


def _registered(row: Coordinator, records: Records) -> bool:
    number = number_key(row.agreement_no)
    register = records.of_person(Agreement, row.id_number)
    return any(same_agreement(one, row) or (number and number_key(one.agreement_no) == number) for one in register)


def _entered(row: Coordinator, name: str, table: Table) -> Written | None:
    """What the register says of an agreement in the column of a field; both days where one column holds them."""
    if name == "party_a":
        return row.party_a or row.hiring_body
    if name in _DAYS and table.columns.get(_DAYS[0]) == table.columns.get(_DAYS[1]):
        return f"{row.agreement_start}至{row.agreement_end}"
    value: Written | None = getattr(row, name, None)
    return value


def _last_row(book: Book, table: Table) -> int:
    rows = book.read(table.sheet).rows
    filled = (i for i in range(len(rows), 0, -1) if any(v not in (None, "") for v in rows[i - 1]))
    return max(next(filled, 0), table.header_row)

"""What must be remembered goes into the book: numbers, the register of agreements, the log of documents made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from ..books.port import Book, OurSheet, Written
from ..core import Stopped
from ..records import Records, Table
from ..rows import Agreement, Coordinator
from ..values import person_key, squash

LOG = "生成台账"
LOG_HEADERS = ("时间", "表单", "对象", "协议编号", "文件", "内容摘要", "政策依据")
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
    if LOG not in book.sheets():
        return []
    rows = [tuple("" if v is None else str(v) for v in row[: len(LOG_HEADERS)]) for row in book.read(LOG).rows]
    start = next((i for i, row in enumerate(rows) if row[: len(LOG_HEADERS)] == LOG_HEADERS), None)
    return [] if start is None else [row for row in rows[start + 1 :] if any(row)]


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
        if not column:
            raise Stopped(f"工作表“{table.sheet}”没有“协议编号”列，编号无处登记，请先加上这一列。")
        for refusal in book.write(table.sheet, {(row, column): number for row, number in here.items()}):
            raise Stopped(f"{refusal.sheet}!{refusal.cell} 不能写入协议编号：{refusal.reason}。")


def register(book: Book, records: Records, made: Sequence[Coordinator]) -> None:
    """Append the agreements that 协议台账 does not have yet. A book without that sheet keeps them in 花名册 alone."""
    table = next((t for t in records.tables if t.kind is Agreement), None)
    if table is None:
        return
    known = {(squash(a.agreement_no or ""), person_key(a.id_number)) for a in records.of(Agreement)}
    new = [r for r in made if (squash(r.agreement_no or ""), person_key(r.id_number)) not in known]
    last = _last_row(book, table)
    values: dict[tuple[int, int], Written] = {}
    for row_number, row in enumerate(new, last + 1):
        for name, column in table.columns.items():
            source = "hiring_body" if name == "party_a" and not row.party_a else name
            if name != "remark" and (value := getattr(row, source, None)) is not None:
                values[row_number, column] = value
    for refusal in book.write(table.sheet, values) if values else ():
        raise Stopped(f"{refusal.sheet}!{refusal.cell} 不能登记协议：{refusal.reason}。")


def _last_row(book: Book, table: Table) -> int:
    rows = book.read(table.sheet).rows
    filled = (i for i in range(len(rows), 0, -1) if any(v not in (None, "") for v in rows[i - 1]))
    return max(next(filled, 0), table.header_row)

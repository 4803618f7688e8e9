"""The result without its rows: the standard workbook with the columns wanted, and what stands before and behind the rows."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence

from ...core import Row, column_letters
from ...xlsx import xml as x
from ...xlsx.packed import Spool, stretch
from ...xlsx.pieces import pieces
from ...xlsx.sheet import Sheet
from ...xlsx.styles import DAY, GENERAL, TEXT
from ...xlsx.workbook import Workbook
from ..blank import LAST_ROW, roster
from ..blank_columns import Line
from .plan import Plan
from .writing import Target


class Skeleton:
    """A workbook whose planned sheets get their rows from a spool."""

    def __init__(
        self, plans: Sequence[Plan], lists: Mapping[type[Row], Iterable[Line]], without: Container[type[Row]]
    ) -> None:
        """`without`: the sheets nobody has. A rule that needs one is then not asked, instead of finding it empty."""
        rooms = [room for plan in plans for room in plan.rooms]
        self.book = Workbook(roster(lists, rooms, without))
        self._rooms = rooms

    def targets(self, plan: Plan) -> tuple[Target, ...]:
        """The columns of a plan with their formats."""
        formats = _formats(self.book.sheets[next(iter(plan.rows))])
        styles = self.book.styles
        found = []
        for at, key in enumerate(plan.columns, 1):
            style = formats.get(at, 0)
            is_day, is_text = styles.is_date(style), styles.number_format(style) == TEXT
            for_days = style if is_day else styles.with_format(style, DAY)
            for_numbers = (
                styles.with_format(style, GENERAL) if is_day or is_text else style
            )  # one that is no day, no ID
            found.append(Target(key, style, for_days, for_numbers))
        return tuple(found)

    def part(self, title: str) -> str:
        """The member of the package that a sheet is."""
        return self.book.sheets[title].part

    def begin(self, spool: Spool) -> None:
        """Put what stands before the rows into the spool."""
        for room in self._rooms:
            head, header = b"", b""
            for piece in pieces(self.book.sheets[room.title].stream()):
                head = piece.xml if piece.kind == "head" else head
                header = piece.xml if piece.kind == "rows" else header
            whole = f'<dimension ref="A1:{column_letters(len(room.columns))}{room.rows + 1}"/>'
            spool.add(self.part(room.title), stretch(re.sub(rb"<dimension [^>]*/>", whole.encode(), head) + header))

    def end(self, spool: Spool) -> None:
        """Put what stands behind the rows into the spool."""
        for room in self._rooms:
            tail = b"".join(p.xml for p in pieces(self.book.sheets[room.title].stream()) if p.kind in ("close", "tail"))
            old = f'sqref="A1:AZ{LAST_ROW}" numberStoredAsText'
            new = f'sqref="A1:{column_letters(len(room.columns))}{max(LAST_ROW, room.rows + 1)}" numberStoredAsText'
            spool.add(self.part(room.title), stretch(tail.replace(old.encode(), new.encode()), last=True))


def _formats(sheet: Sheet) -> dict[int, int]:
    """The format of each column from 1."""
    columns = x.first(sheet.before(), "cols")
    tags = x.children(sheet.head, columns.inner, columns.close) if columns else []
    found: dict[int, int] = {}
    for a in (x.attributes(tag.attributes) for tag in tags):
        found |= dict.fromkeys(range(int(a["min"]), int(a["max"]) + 1), int(a.get("style", 0)))
    return found

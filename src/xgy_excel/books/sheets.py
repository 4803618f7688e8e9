"""An .xlsx or .xlsm read sheet by sheet: values by calamine, what calamine hides by the cell scanner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from ..core import Stopped
from ..grid import Grid, Value
from ..opc import DAMAGED, Package, key
from ..xlsx import parts
from ..xlsx import xml as x
from ..xlsx.cells import oddities_of
from .extent import Extent, check_exactly
from .rows import merges_of, values_of
from .sniff import PASSWORD, UNREADABLE, UNSAFE, refuse_entities, unsafe

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_HIDDEN = re.compile(rb'<row [^>]*hidden="(?:1|true)"')
_BIG = 1 << 20  # stored bytes; what is smaller cannot inflate to more than the limit of a package


@contextmanager
def _reading_safely() -> Iterator[None]:
    """Whatever the reader raises, a panic of its engine included, is a file it cannot read."""
    try:
        yield
    except Stopped:
        raise
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise Stopped(PASSWORD if type(error).__name__ == "PasswordError" else UNREADABLE) from None


class XlsxSheets:
    """An .xlsx or .xlsm, its sheets read one by one."""

    def __init__(self, data: bytes) -> None:
        import python_calamine as calamine

        self._package = Package(data)
        main = parts.related(self._package, "", "officeDocument")
        related = (parts.related(self._package, main, kind) for kind in ("sharedStrings", "styles"))
        usual = (n for n in self._package.names if key(n) in ("xl/sharedstrings.xml", "xl/styles.xml"))
        for part in {main, *related, *usual} - {""}:  # calamine finds some by relationship and some by path
            self._check(part)
        with _reading_safely():
            self._book: CalamineWorkbook = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
            meta = self._book.sheets_metadata
        found = _sheet_parts(self._package, main)
        if len(found) != len(meta):
            raise Stopped(DAMAGED)
        self._parts = {
            m.name: (part, m.visible == calamine.SheetVisibleEnum.Visible)
            for m, part in zip(meta, found, strict=True)
            if m.typ == calamine.SheetTypeEnum.WorkSheet
        }
        for name, (part, _) in self._parts.items():
            if not self._package.has(part):
                raise Stopped(f"工作表“{name}”的内容缺失，请在Excel中打开修复后另存。")

    def _check(self, part: str) -> None:
        """Refuse a part that is unsafe to parse, or larger than it says: calamine would inflate it all the same."""
        refuse_entities(self._package, part)
        if len(self._package.stored(part)) > _BIG:
            for _ in self._package.stream(part):
                pass

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def __call__(self, sheet: str, oddities: bool) -> Grid:
        part, visible = self._parts[sheet]
        extent = Extent()
        chunks = extent.watched(_safe(self._package.stream(part)))
        if oddities:
            odd, hidden, merges = oddities_of(chunks)
        else:
            for _ in chunks:
                pass
            odd, hidden, merges = {}, frozenset(), ()
        if not extent.usual:
            check_exactly(self._package.stream(part))
        with _reading_safely():
            found = self._book.get_sheet_by_name(sheet)
            return Grid(sheet, values_of(found), odd, hidden, merges or merges_of(found), visible=visible)

    def rows(self, sheet: str) -> tuple[Iterator[Sequence[Value]], int]:
        """The rows one by one from A1 on, and how many are hidden: only the row at hand is in memory as values."""
        part, _ = self._parts[sheet]
        extent, hidden = Extent(), 0
        for tags in _whole_tags(extent.watched(_safe(self._package.stream(part)))):
            hidden += len(_HIDDEN.findall(tags)) if b"hidden" in tags else 0
        if not extent.usual:
            check_exactly(self._package.stream(part))
        with _reading_safely():
            found = self._book.get_sheet_by_name(sheet)
            rows = found.iter_rows()
        lead = [""] * (found.start or (0, 0))[1]
        return (([*lead, *row] for row in rows) if lead else rows), hidden


def _whole_tags(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, parted where a tag begins."""
    rest = b""
    for chunk in chunks:
        seen = rest + chunk
        at = seen.rfind(b"<")
        yield seen[:at]
        rest = seen[at:]
    yield rest


def _safe(chunks: Iterator[bytes]) -> Iterator[bytes]:
    for at, chunk in enumerate(chunks):
        if at == 0 and unsafe(chunk[:4096]):
            raise Stopped(UNSAFE)
        yield chunk


def _sheet_parts(package: Package, main: str) -> list[str]:
    """The part of every sheet in the order of the book; empty where there is none."""
    xml = package.read(main)
    targets = {r.id: r.target for r in parts.relations(package, main)}
    try:
        top = x.root(xml)
    except ValueError:
        raise Stopped(DAMAGED) from None
    sheets = x.first(x.children(xml, top.inner, top.close), "sheets")
    found = []
    for element in x.children(xml, sheets.inner, sheets.close) if sheets else ():
        ids = [v for k, v in x.attributes(element.attributes).items() if k.rpartition(":")[2] == "id"]
        found.append(next((targets[i] for i in ids if i in targets), ""))
    return found

"""A workbook that is open in Excel: read in bulk, and changed at once, while the clerk looks on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from ..core import Stopped
from ..grid import Grid, OurSheet, Written
from ..xlsx.content import content
from ..xlsx.main import quoted, sheet_of
from ..xlsx.put import free_sheet_name, hidden_name
from ..xlsx.refs import address, within
from ..xlsx.values import HAS_FORMULA, IN_MERGE
from . import excel_api, layout, overlay, typed
from .atwork import at_work
from .cellvalues import grid_of
from .looking import Seen, cells_of, look, look_at, selected_rows
from .pending import has_header
from .port import Mark, Refusal
from .steps import Step, do

MOST_CELLS = 20_000_000  # of one sheet
NO_SHEET = "工作簿里没有“{}”这个工作表。"
LOCKED = "工作表受保护，单元格已锁定"
SHARED = "Excel没有接受，可能是数组公式的一部分"


class LiveBook:
    """A Book on a workbook of a running Excel, given by xlwings. What is changed shows at once; nothing is saved unasked."""

    def __init__(self, book: Any) -> None:
        excel_api.be_patient()
        self._book, self._app = book, book.app
        with excel_api.in_words():
            self._name = str(book.name)
            self._sheets = {str(sheet.name): sheet for sheet in book.sheets}
        self._seen: dict[str, Seen] = {}
        self._grids: dict[str, Grid] = {}
        self._by_add_in: bool | None = None
        self._depth = 0

    @property
    def name(self) -> str:
        return self._name

    @property
    def app(self) -> Any:
        """The application that has the book open, as xlwings gives it."""
        return self._app

    @property
    def path(self) -> Path:
        """Where the file is. Raises Stopped while there is none on this computer."""
        if why := self._nowhere():
            raise Stopped(why)
        return Path(self._full_name)

    @property
    def _full_name(self) -> str:
        with excel_api.in_words():
            return excel_api.full_name(self._book)

    def _nowhere(self) -> str:
        full = self._full_name
        if "://" in full:
            return f"“{self.name}”在OneDrive或SharePoint上，不在本机。请先用“另存为”保存到本机文件夹，再做这一步。"
        if not ("/" in full or "\\" in full):
            return f"“{self.name}”还没有保存过。请先保存到一个文件夹，结果才有地方放。"
        return ""

    @property
    def writable(self) -> str:
        with excel_api.in_words():
            if excel_api.read_only(self._book):
                return f"“{self.name}”是以只读方式打开的，不能写回，请关闭后重新打开，或另存一份。"
            if excel_api.structure_locked(self._book):
                return "工作簿的结构受保护，不能写回，请先在“审阅”中撤销保护工作簿。"
        return self._nowhere()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Excel kept still, and as it was before afterwards. What stops it is said in words."""
        self._depth += 1
        try:
            with excel_api.in_words(), at_work(self._app) if self._depth == 1 else nullcontext():
                yield
        finally:
            self._depth -= 1

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the clerk should know about the book as it stands."""
        hidden = {sheet: len(self._see(sheet).hidden) for sheet in self._sheets}
        return tuple(f"工作表“{s}”有{n}行被隐藏或筛选掉，没有读取。" for s, n in hidden.items() if n)

    def selected_rows(self) -> tuple[str, list[tuple[int, int]]]:
        """The sheet in view and the rows selected in it, first and last of each run; none when no rows are meant."""
        with excel_api.in_words():
            where = self._app.selection
            if where is None or where.sheet.book.name != self.name:
                return "", []
            sheet, areas = str(where.sheet.name), excel_api.areas_of(where)
        return sheet, selected_rows(areas, self._see(sheet))

    @property
    def by_add_in(self) -> bool:
        """Does the add-in answer, so that many small things are one call?"""
        if self._by_add_in is None and self._sheets:
            self._see(next(iter(self._sheets)))
        return bool(self._by_add_in)

    def show(self, sheet: str) -> None:
        """Bring a sheet into view."""
        with excel_api.in_words():
            self._sheet(sheet).activate()

    # -- reading --------------------------------------------------------------------------------------

    def sheets(self) -> tuple[str, ...]:
        return tuple(self._sheets)

    def read(self, sheet: str) -> Grid:
        if sheet not in self._grids:
            here, seen = self._sheet(sheet), self._see(sheet)
            rows, columns = seen.last
            if rows * columns > MOST_CELLS:
                raise Stopped(f"工作表“{sheet}”有内容的单元格远至第{rows}行、第{columns}列，请删除多余的行列后再试。")
            with excel_api.in_words():
                values = here.range((1, 1), seen.last).options(ndim=2, err_to_str=True).value
            self._grids[sheet] = grid_of(sheet, values, seen)
        return self._grids[sheet]

    def _sheet(self, name: str) -> Any:
        if name not in self._sheets:
            raise Stopped(NO_SHEET.format(name))
        return self._sheets[name]

    def _see(self, sheet: str) -> Seen:
        """What the sheet holds besides values; of all sheets at once where the add-in tells."""
        if sheet not in self._seen:
            with excel_api.in_words():
                if self._by_add_in is not False:
                    told = look(self._book)
                    self._by_add_in = told is not None
                    self._seen |= told or {}
                if sheet not in self._seen:
                    self._seen[sheet] = look_at(self._sheets[sheet])
        return self._seen[sheet]

    def _forget(self, sheet: str) -> None:
        self._seen.pop(sheet, None)
        self._grids.pop(sheet, None)

    def _do(self, steps: Iterable[Step]) -> list[tuple[Step, str]]:
        return do(self._book, steps, by_add_in=bool(self._by_add_in))

    # -- writing --------------------------------------------------------------------------------------

    def write(
        self,
        sheet: str,
        values: Mapping[tuple[int, int], Written],
        *,
        like: int = 0,
        over_formulas: bool = False,
    ) -> list[Refusal]:
        here, seen = self._sheet(sheet), self._see(sheet)
        formulas = frozenset(cells_of(seen.formulas))
        refused: dict[tuple[int, int], str] = {}
        for at, value in values.items():
            held = content(value)
            merge = within(*at, seen.merges)
            if isinstance(held, str):
                refused[at] = held
            elif at in formulas and not over_formulas:
                refused[at] = HAS_FORMULA
            elif merge and at != merge[:2]:
                refused[at] = IN_MERGE
            elif fixed := next((why for place, why in seen.fixed if within(*at, [place])), ""):
                refused[at] = fixed
            elif seen.contents_locked and excel_api.cells_locked(here.range(at)):
                refused[at] = LOCKED
        accepted = {at: value for at, value in values.items() if at not in refused}
        if accepted:
            with self.at_work():
                if like and max(row for row, _ in accepted) > seen.last[0]:
                    layout.like_row(here, like, seen.last, accepted)
                for block in typed.blocks(accepted):
                    refused |= dict.fromkeys(typed.put(here, block), SHARED)
            self._forget(sheet)
        return [Refusal(sheet, address(*at), why) for at, why in sorted(refused.items())]

    def own_name(self, sheet: str, headers: Sequence[str]) -> str:
        with excel_api.in_words():
            names, hidden = self._book.names, hidden_name(sheet)
            owned = sheet_of(names[hidden].refers_to or "") if hidden in names else ""
        if owned in self._sheets:
            return owned
        return sheet if sheet in self._sheets and has_header(self.read(sheet), headers) else ""

    def put(self, sheet: OurSheet) -> str:
        if why := self._unchangeable():
            raise Stopped(why)
        name = self.own_name(sheet.name, sheet.headers)
        with self.at_work():
            in_view = self._book.sheets.active
            if name:
                layout.empty(self._sheets[name])
            else:
                name = free_sheet_name(sheet.name, [*self._sheets])
                self._sheets[name] = self._book.sheets.add(name, after=self._book.sheets[-1])
            own = self._book.names.add(hidden_name(sheet.name), f"={quoted(name)}!$A$1")
            excel_api.hide(own)
            for block in typed.blocks(layout.cells(sheet)):
                typed.put(self._sheets[name], block)
            self._do(layout.steps(sheet, name))
            layout.finish(self._sheets[name], sheet)
            excel_api.back_to(in_view)
        self._forget(name)
        return name

    def _unchangeable(self) -> str:
        with excel_api.in_words():
            locked = excel_api.structure_locked(self._book)
        return "工作簿的结构受保护，不能加入结果表，请先在“审阅”中撤销保护工作簿。" if locked else ""

    def remove(self, sheet: str, headers: Sequence[str]) -> str:
        name, hidden = self.own_name(sheet, headers), hidden_name(sheet)
        if name:
            if why := self._unchangeable() or self._kept(name):
                return why
            with self.at_work():
                self._sheets.pop(name).delete()
            self._forget(name)
        with excel_api.in_words():
            if hidden in self._book.names:
                self._book.names[hidden].delete()
        return ""

    def _kept(self, name: str) -> str:
        """Why a sheet of ours stays: something of the clerk's stands on it, or leads to it."""
        if self._see(name).notes or len(self._sheets[name].shapes):
            return f"“{name}”里有您自己的批注或图形，已保留"
        others = [other for other in self._sheets if other != name]
        if not any(self._see(other).visible for other in others):
            return f"工作簿里没有别的可见工作表，“{name}”已保留"
        called = (f"{quoted(name)}!", f"{name}!")
        for other in others:
            if self._see(other).formulas:
                texts = self._sheets[other].range((1, 1), self._see(other).last).formula
                rows = [[texts]] if isinstance(texts, str) else texts
                if any(word in str(text) for row in rows for text in row for word in called if str(text)[:1] == "="):
                    return f"别的公式引用了“{name}”，已保留"
        return ""

    # -- marks ----------------------------------------------------------------------------------------

    def mark(self, marks: Iterable[Mark]) -> list[Refusal]:
        seen = {sheet: self._see(sheet) for sheet in self._sheets}
        steps, refused = overlay.plan(marks, seen)
        if steps:
            with self.at_work():
                for step, _ in self._do(steps):
                    refused |= overlay.not_done(step)
            self._seen.clear()
        return [Refusal(sheet, address(*at), why) for (sheet, *at), why in sorted(refused.items())]

    def save(self, path: Path | None = None) -> Path:
        if path is None:
            if why := self.writable:
                raise Stopped(why)
            with self.at_work():
                self._book.save()
            return self.path
        own = Path(self.name).suffix.lower()
        if own and path.suffix.lower() != own:
            raise Stopped(f"副本的文件名须以{own}结尾，“{path.name}”没有写入。")
        with self.at_work():
            excel_api.save_copy(self._book, path.resolve())
        return path.resolve()

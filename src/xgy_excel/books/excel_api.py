"""What Excel can do and xlwings has no word for: the only module that reaches behind xlwings, into Excel's own objects.

Each function has an answer, or does nothing, where the program behind xlwings has no such object.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ..core import Stopped

_NONE = (AttributeError, NotImplementedError)  # the program behind xlwings is another one
ATTEMPTS = 10_000  # of one call while Excel is busy; xlwings by itself would try for ever

# HRESULTs: the call was rejected, try again later, a cell is being edited; the server is gone, disconnected, died.
_BUSY = {-2147418111, -2147417846, -2146777998}
_GONE = {-2147023174, -2147417848, -2147023170, -2147220995}
BUSY = "Excel正忙，或有单元格正在编辑、有对话框没有关闭。请按回车键或Esc键结束编辑、关闭对话框，再试一次。"
GONE = "Excel已经关闭或没有应答，请重新打开工作簿后再试。"


def be_patient() -> None:
    """Let a busy Excel be asked many times, not for ever: a cell being edited would hang the program."""
    windows = sys.modules.get("xlwings._xlwindows")
    if windows is not None:
        windows.N_COM_ATTEMPTS = ATTEMPTS  # type: ignore[attr-defined]


def trouble(fault: BaseException) -> str:
    """What an error of Excel's means for the clerk; empty when it is none of Excel's."""
    code = getattr(fault, "hresult", None)
    inner: tuple[Any, ...] = getattr(fault, "excepinfo", None) or ()
    codes = {code, *inner[5:6]}
    if codes & _BUSY or type(fault).__name__ == "ExcelBusyError":
        return BUSY
    if codes & _GONE:
        return GONE
    return (
        "Excel没有接受这一步：工作表可能受保护，或工作簿处于共享、只读状态。请检查后再试。" if code is not None else ""
    )


@contextmanager
def in_words() -> Iterator[None]:
    """What Excel refuses is said in one sentence."""
    try:
        yield
    except Stopped:
        raise
    except Exception as fault:
        if words := trouble(fault):
            raise Stopped(words) from fault
        raise


def _ask(thing: Any, *path: str, otherwise: Any) -> Any:
    """An attribute of Excel's own object."""
    try:
        found = thing.api
        for name in path:
            found = getattr(found, name)
    except _NONE:
        return otherwise
    return found


def typed(app: Any, question: str, title: str, proposed: str) -> str | None:
    """What the clerk writes in Excel's own box for a line; None when it is cancelled. Without such a box what is proposed."""
    try:
        box = app.api.InputBox
    except _NONE:
        return proposed
    answer = box(question, title, proposed)  # by position: not every way to Excel takes names
    return None if answer is False else str(answer)


def chosen_files(app: Any, title: str, kinds: str) -> tuple[Path, ...]:
    """The files chosen in Excel's own dialog for opening; none when it is cancelled. `kinds` is its filter."""
    try:
        dialog = app.api.GetOpenFilename
    except _NONE:
        raise Stopped("这个程序没有选择文件的对话框，请改用窗口（打开窗口.cmd）。") from None
    answer = dialog(kinds, 1, title, "", True)
    return () if answer is False else tuple(Path(name) for name in ([answer] if isinstance(answer, str) else answer))


def full_name(book: Any) -> str:
    """Path and name, or the address on OneDrive or SharePoint; the bare name while the book was never saved.

    xlwings' own `fullname` would look for a sheet of settings in the user's book to translate an address.
    """
    found = _ask(book, "FullName", otherwise=None)
    return str(book.fullname if found is None else found)


def read_only(book: Any) -> bool:
    return bool(_ask(book, "ReadOnly", otherwise=False))


def structure_locked(book: Any) -> bool:
    """May no sheet be added or removed?"""
    return bool(_ask(book, "ProtectStructure", otherwise=False))


def contents_locked(sheet: Any) -> bool:
    return bool(_ask(sheet, "ProtectContents", otherwise=False))


def drawings_locked(sheet: Any) -> bool:
    """May no note be added?"""
    return bool(_ask(sheet, "ProtectDrawingObjects", otherwise=False))


def cells_locked(cells: Any) -> bool:
    """Is any cell of a range locked once its sheet is protected?"""
    return _ask(cells, "Locked", otherwise=True) is not False


def hidden_rows(used: Any) -> frozenset[int]:
    """The rows of a range that are hidden or filtered out."""
    state = _ask(used, "EntireRow", "Hidden", otherwise=False)
    rows = range(used.row, used.row + used.shape[0])
    if state is None:  # some are
        all_rows = used.sheet.api.Rows
        return frozenset(n for n in rows if all_rows(n).Hidden)
    return frozenset(rows) if state else frozenset()


def areas_of(selection: Any) -> list[str]:
    """The address of each area of a selection: all of them in one would be cut off."""
    areas = _ask(selection, "Areas", otherwise=None)
    return str(selection.address).split(",") if areas is None else [str(area.Address) for area in areas]


def save_copy(book: Any, path: Path) -> None:
    """A copy of the book as it is now; the open one stays what it is."""
    try:
        copy = book.api.SaveCopyAs
    except _NONE:
        book.save(str(path))
    else:
        copy(str(path))


def hide(name: Any) -> None:
    """A defined name that the name manager does not list."""
    with suppress(*_NONE):
        name.api.Visible = False


def drop_links_and_filter(sheet: Any) -> None:
    with suppress(*_NONE):
        sheet.api.Hyperlinks.Delete()
    with suppress(*_NONE):
        sheet.api.AutoFilterMode = False


def frame(condition: Any, colour: int, style: int, *, bold: bool) -> None:
    """A line of one of Excel's styles around the cells of a conditional format, their text bold or as it is."""
    with suppress(*_NONE):
        condition.api.Borders.LineStyle = style
        condition.api.Borders.Color = colour
        if bold:
            condition.api.Font.Bold = True


def back_to(sheet: Any) -> None:
    """The sheet in view, if it is still there."""
    with suppress(Exception):
        sheet.activate()


def dress(chart: Any, about: str, colours: Sequence[int]) -> None:
    """What a chart says to those who cannot see it, and the colours of its series, Excel's numbers."""
    with suppress(*_NONE):
        frame, plot = chart.api
        frame.ShapeRange.AlternativeText = about
        plot.HasLegend = len(colours) > 1
        for number, colour in enumerate(colours, 1):
            plot.SeriesCollection(number).Format.Fill.ForeColor.RGB = colour


def freeze_and_filter(sheet: Any, row: int, area: Any) -> None:
    """Keep the rows down to `row` in view, and give the header of an area its filter buttons, if there is one.

    The sheet must be the active one.
    """
    with suppress(*_NONE):
        window = sheet.book.app.api.ActiveWindow
        window.FreezePanes = False
        window.ScrollRow, window.SplitColumn, window.SplitRow = 1, 0, row
        window.FreezePanes = True
    with suppress(*_NONE):
        if area is not None and not sheet.api.AutoFilterMode:
            area.api.AutoFilter(1)

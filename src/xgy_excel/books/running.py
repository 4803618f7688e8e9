"""The workbook in front of a running spreadsheet program: Excel, or as an experiment one that speaks as Excel does."""

from __future__ import annotations

from typing import Any

from ..core import Stopped


def in_front(program: str) -> Any:
    """The workbook in front of a program, as xlwings gives it. The program goes by its COM name: WPS is `Ket.Application`.

    xlwings knows Excel alone and says so of WPS: whether another program answers as Excel does is not promised.
    Raises Stopped where there is no such program, or no workbook open in it.
    """
    try:
        from win32com.client import GetActiveObject
        from xlwings import App
        from xlwings import _xlwindows as windows  # xlwings' own word for a program that runs already
    except ImportError:
        raise Stopped("这一步要在装有Excel或WPS的Windows电脑上做。") from None
    try:
        found = GetActiveObject(program)
    except Exception:
        raise Stopped(f"没有找到正在运行的“{program}”。请先打开它和花名册工作簿，再试一次。") from None
    excel: Any = windows
    books = App(impl=excel.App(xl=excel.COMRetryObjectWrapper(found))).books
    if not len(books):
        raise Stopped("没有打开的工作簿。请先打开花名册。")
    return books.active

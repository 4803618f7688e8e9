"""From a function of values to a worksheet function of cells or columns, as xlwings is told of it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import wraps
from itertools import islice, repeat
from typing import Any

from ..cells import Reader, reader
from ..core import Column, Stopped, Unread
from .county import County, county_of

Answer = Callable[..., Any]
Reading = tuple[Reader, Column, bool, bool]  # how an argument is read, whether it may be empty, whether it is the first
_DIFFERENT = "几个区域的大小不同，应相同，或只用一个单元格"


def on_cells(
    *columns: Column, optional: Iterable[str] = (), may_lack: Iterable[str] = ()
) -> Callable[[Answer], Answer]:
    """Make a worksheet function of `function(value, ..., county)`: a cell gives a cell, an area an area of its size.

    Each argument is read as its column says. Where the first one is empty the answer is empty. One of `optional` need
    not be given and one of `may_lack` may be empty: the function then gets None. What cannot be read, and what the
    function raises as ValueError, is the sentence that stands in that cell.
    """

    def made(function: Answer) -> Answer:
        *names, last = inspect.signature(function).parameters
        if last != "county" or len(names) != len(columns):
            raise TypeError(f"{function.__name__}: one column for each argument, then county")
        empty_ok = [name in optional or name in may_lack for name in names]
        readers = [(reader(c), c, ok, at == 0) for at, (c, ok) in enumerate(zip(columns, empty_ok, strict=True))]

        @wraps(function)
        def over_cells(*given: Any) -> Any:
            areas, caller = given[: len(names)], given[len(names)] if len(given) > len(names) else None
            areas += (None,) * (len(names) - len(areas))
            try:
                county = county_of(caller)
            except Stopped as stop:
                return str(stop)
            if not any(isinstance(area, list | tuple) for area in areas):
                return _answer(function, map(_read, areas, readers), county)
            return _over(function, readers, areas, county)

        needed, any_one = inspect.Parameter.empty, inspect.Parameter.POSITIONAL_OR_KEYWORD
        parameters = [inspect.Parameter(n, any_one, default=None if n in optional else needed) for n in names]
        caller = inspect.Parameter("caller", any_one, default=None if optional else needed)
        told: Any = over_cells
        told.__signature__ = inspect.Signature([*parameters, caller])
        told.__annotations__ = {}  # xlwings would take them for converters
        return _noted(told, names, columns)

    return made


def _noted(function: Any, names: list[str], columns: tuple[Column, ...]) -> Answer:
    """Tell xlwings, which does nothing with it off Windows."""
    import xlwings as xw

    noted: Any = xw.func(function)
    for name, column in zip(names, columns, strict=True):
        # ndim 2: always rows of values; err_to_str: an error value comes as #N/A instead of nothing.
        noted = xw.arg(name, doc=column.hint or column.header, ndim=2, err_to_str=True)(noted)
    done: Answer = noted
    return done


def _over(function: Answer, readers: Sequence[Reading], areas: Any, county: County) -> Any:
    grids = [area if isinstance(area, list | tuple) else [[area]] for area in areas]
    sizes = {(len(grid), len(grid[0])) for grid in grids} - {(1, 1)}
    if len(sizes) > 1:
        return _DIFFERENT
    height, width = sizes.pop() if sizes else (1, 1)
    columns = []
    for grid, reading in zip(grids, readers, strict=True):
        values = [_read(cell, reading) for row in grid for cell in row]
        columns.append(values if len(values) == height * width else repeat(values[0]))
    found = [_answer(function, values, county) for values in islice(zip(*columns, strict=False), height * width)]
    return [found[at : at + width] for at in range(0, len(found), width)]


def _read(cell: object, reading: Reading) -> object:
    """A cell's value; Unread with the whole sentence, or None where it is empty and may be."""
    read, column, empty_ok, first = reading
    value = None if cell is None or cell == "" else read(cell)  # type: ignore[arg-type]
    if value is None:
        return None if empty_ok else Unread("", "" if first else f"缺{column.header}")
    return Unread("", f"{column.header}{value.why}") if type(value) is Unread else value


def _answer(function: Answer, values: Iterable[object], county: County) -> Any:
    given = tuple(values)
    for value in given:
        if type(value) is Unread:
            return value.why
    try:
        found = function(*given, county)
    except ValueError as wrong:
        return str(wrong)
    return float(found) if type(found) is Decimal else found

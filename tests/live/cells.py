"""What Excel does with a value in a cell, for the test engine: it reads a text as typing, and gives numbers as doubles."""

import re
from datetime import date, datetime, time, timedelta

ERRORS = {
    "#NULL!": -2146826288, "#DIV/0!": -2146826281, "#VALUE!": -2146826273, "#REF!": -2146826265,
    "#NAME?": -2146826259, "#NUM!": -2146826252, "#N/A": -2146826246,
}  # fmt: skip
ERROR_TEXTS = {number: text for text, number in ERRORS.items()}
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(E[+-]?\d+)?%?", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def put(cell, value):
    """What Excel does with `Range.Value = value`."""
    if isinstance(value, str) and cell.number_format != "@":
        typed(cell, value)
        return
    if value is not None and not isinstance(value, str) and cell.number_format == "@":
        value = f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, str):
        cell.value = value.removeprefix("'") or None
        if cell.value is not None:
            cell.data_type = "s"
        return
    day_format = cell.number_format
    cell.value = value
    if cell.number_format != day_format and day_format != "General":
        cell.number_format = day_format  # openpyxl gives dates a format of their own, Excel only in General


def typed(cell, text):
    if text.startswith("'"):
        cell.value, cell.data_type = text[1:], "s"
    elif text in ERRORS:
        cell.value, cell.data_type = text, "e"
    elif text.upper() in ("TRUE", "FALSE"):
        cell.value = text.upper() == "TRUE"
    elif _NUMBER.fullmatch(text):
        cell.value = float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    elif day := _DAY.fullmatch(text):
        cell.value = datetime(*map(int, day.groups()))
    elif text.startswith(("+", "-", "@")) and len(text) > 1:
        cell.value = f"={text}"
    elif text == "":
        cell.value = None
    else:
        cell.value = text  # one with = in front becomes a formula


def given(value, kind):
    """A stored value as COM gives it."""
    if kind == "e":
        return ERRORS.get(value, ERRORS["#VALUE!"])
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, time):
        return datetime.combine(date(1899, 12, 30), value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value if isinstance(value, datetime) else float(value)

"""xlwings as on Windows, in a process of its own: pywin32 is stubbed, the engine called excel is the test engine.

Then the decorators have their meaning, and xlwings' own `call_udf` does what Excel asks. Run as a program it makes the
calls that stand on standard input as JSON, one list [function, arguments...] each, and prints what the cells show.
"""

import json
import sys
from datetime import date, datetime
from types import ModuleType

import xlwings
from tests.live.engine import excel


def stub(name, **attributes):
    module = sys.modules[name] = ModuleType(name)
    for key, value in attributes.items():
        setattr(module, key, value)
    return module


def with_decorators():
    """Import xlwings.udfs and put its decorators in their place, before the functions are imported."""
    stub("pythoncom", CoInitialize=None, IID_IDispatch=None, CoMarshalInterThreadInterfaceInStream=lambda *a: None)
    stub("pywintypes", com_error=Exception)
    stub("win32com")
    stub("win32com.client", Dispatch=None)
    stub("xlwings.com_server", loop=None)
    from xlwings import udfs

    is_range = lambda x: hasattr(x, "areas")  # noqa: E731
    xlwings._xlwindows = stub("xlwings._xlwindows", Range=lambda xl: xl, is_range_instance=is_range, BOOK_CALLER=None)
    xlwings.func, xlwings.arg, xlwings.ret, xlwings.sub = udfs.xlfunc, udfs.xlarg, udfs.xlret, udfs.xlsub
    return udfs


class Sheets:
    """Arguments as Excel gives them: an address is a range of the sheet 算, anything else a constant."""

    def __init__(self, path):
        self.engine = app = excel(name="excel").impl
        book = app.open(path)
        self.sheet = book.impl.sheets("算")
        self.caller = self.sheet.range((1, 1))

    def argument(self, value):
        if isinstance(value, str) and value.startswith("算!"):
            return self.sheet.range(value[2:])
        if value == "missing":
            return -2147352572
        return tuple(map(tuple, value)) if isinstance(value, list) else value


def shown(value):
    return value.isoformat()[:10] if isinstance(value, date | datetime) else value


def main(path):
    udfs, sheets = with_decorators(), Sheets(path)
    answers = []
    for name, *arguments in json.load(sys.stdin):
        if name == "set":
            sheets.engine.books("书.xlsx").wb[arguments[0]][arguments[1]] = arguments[2]
            continue
        if name == "later":
            from xgy_excel.udfs import county

            county.MOMENT = -1
            continue
        given = tuple(map(sheets.argument, arguments))
        result = udfs.call_udf("xgy_excel.udfs", name, (*given, None), None, sheets.caller)
        answers.append([[shown(value) for value in row] for row in result])
    print(json.dumps(answers, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])

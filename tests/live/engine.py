"""A running Excel for tests: an xlwings engine whose workbooks are openpyxl's. Only what live mode uses, faithful there.

Numbers come as floats, errors as COM's numbers, texts are read as typing, a formula keeps the result it was loaded
with. Every call that would go to Excel's process is counted by name; addresses and sizes of ranges are free. With
`add_in` the workbook xgy.xlam is loaded: its two macros answer as addin/vba/steps.bas does, by the same lines.
"""

from collections import Counter
from io import BytesIO
from itertools import count
from pathlib import Path

import openpyxl
import xlwings as xw
from openpyxl.workbook.defined_name import DefinedName
from xlwings import base_classes as base

from .cells import ERROR_TEXTS
from .sheets import Sheet

BUSY, REFUSED = -2147418111, -2147352567
_PIDS = count(1000)


class ComError(Exception):
    """Stands for pywintypes.com_error."""

    def __init__(self, hresult, scode=None, text="Application-defined error"):
        super().__init__(hresult, text)
        self.hresult, self.excepinfo = hresult, (0, "Microsoft Excel", text, None, 0, scode)


class Engine:
    type = "desktop"

    def __init__(self, name):
        self.name, self.running = name, []

    @property
    def apps(self):
        return Apps(self)

    @staticmethod
    def prepare_xl_data_element(x, options):
        return "" if x is None or x != x else x

    @staticmethod
    def clean_value_data(data, datetime_builder, empty_as, number_builder, err_to_str):
        def clean(value):
            if value in ("", None):
                return empty_as
            if hasattr(value, "year"):
                parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
                return datetime_builder(**{part: getattr(value, part) for part in parts}, tzinfo=None)
            if isinstance(value, int) and value in ERROR_TEXTS and not isinstance(value, bool):
                return ERROR_TEXTS[value] if err_to_str else None
            return number_builder(value) if number_builder and isinstance(value, float) else value

        return [[clean(value) for value in row] for row in data]


class Apps(base.Apps):
    def __init__(self, engine):
        self.engine = engine

    def __iter__(self):
        return iter(self.engine.running)

    def __len__(self):
        return len(self.engine.running)

    def __getitem__(self, pid):
        return next(app for app in self.engine.running if app.pid == pid)

    def keys(self):
        return [app.pid for app in self.engine.running]


def setting(name):
    """A setting of the application: counted, and refused where the test says so."""

    def get(self):
        self.call(f"get {name}")
        return self.settings[name]

    def put(self, value):
        self.call(f"set {name}")
        if name in self.stubborn:
            raise ComError(REFUSED)
        self.settings[name] = value
        self.history.append((name, value))

    return property(get, put)


class App(base.App):
    engine = pid = version = selection = None

    def __init__(self, engine, add_in):
        self.engine, self.add_in, self.pid, self.version = engine, add_in, next(_PIDS), "16.0"
        self.settings = {
            "screen_updating": True, "enable_events": True, "display_alerts": True, "calculation": "automatic",
            "status_bar": False, "cut_copy_mode": None,
        }  # fmt: skip
        self.stubborn, self.history = set(), []
        self.books_open, self.active_book, self.selection = [], None, None
        self.calls, self.faults = Counter(), {}
        self.alerts, self.answers, self.copied = [], [], None
        self.boxes, self.typed, self.dialogs, self.chosen = [], [], [], []  # what was asked, and what is answered
        engine.running.append(self)

    screen_updating, enable_events, display_alerts = (
        setting("screen_updating"),
        setting("enable_events"),
        setting("display_alerts"),
    )
    calculation, status_bar, cut_copy_mode = setting("calculation"), setting("status_bar"), setting("cut_copy_mode")

    def call(self, name):
        """Count a call; raise what a test has put in `faults` for this name, or for the n-th call of all."""
        self.calls[name] += 1
        fault = self.faults.pop(name, None) or self.faults.pop(self.calls.total(), None)
        if fault is not None:
            raise fault

    @property
    def api(self):
        return AppApi(self)

    @property
    def books(self):
        return Books(self)

    def activate(self, steal_focus=False):
        pass

    def alert(self, prompt, title, buttons, mode, callback):
        self.alerts.append((prompt, title, buttons, mode))
        return self.answers.pop(0) if self.answers else "ok" if buttons == "ok" else "no"

    def run(self, macro, args):
        self.call(macro)
        if not self.add_in:
            raise ComError(REFUSED, text=f"Cannot run the macro {macro}")
        from .addin import MACROS

        return MACROS[macro](self.books, *args)

    def open(self, path, **options):
        """Open a file for a test; returns xlwings' book."""
        book = Book(self, Path(path).name, Path(path), Path(path).read_bytes(), **options)
        self.books_open.append(book)
        self.active_book = book
        return xw.Book(impl=book)


class AppApi:
    """Excel's own Application. Its dialogs answer what a test has put in; else OK to what is proposed, and no file."""

    def __init__(self, app):
        self.app = app
        self.ActiveWindow = app.active_book.active.window if app.active_book else None

    def InputBox(self, prompt, title, default):  # noqa: N802
        self.app.call("InputBox")
        self.app.boxes.append((prompt, title, default))
        return self.app.typed.pop(0) if self.app.typed else default

    def GetOpenFilename(self, kinds, index, title, button, several):  # noqa: N802
        self.app.call("GetOpenFilename")
        self.app.dialogs.append((kinds, title, several))
        return self.app.chosen.pop(0) if self.app.chosen else False


class Books(base.Books):
    def __init__(self, app):
        self.app = app

    @property
    def active(self):
        return self.app.active_book

    def __call__(self, key):
        for book in self.app.books_open:
            if book.name == key:
                return book
        raise KeyError(key)

    def open(self, fullname, *options):
        return self.app.open(fullname).impl

    def __len__(self):
        return len(self.app.books_open)

    def __iter__(self):
        return iter(self.app.books_open)


class Book(base.Book):
    app = name = fullname = None

    def __init__(self, app, name, path, data, full_name=None, read_only=False, locked=False):
        self.app, self.name, self.path = app, name, path
        self.fullname = full_name or str(path)
        self.read_only, self.locked = read_only, locked
        self.saved = 0
        self.wb = openpyxl.load_workbook(BytesIO(data), keep_vba=False)
        results = openpyxl.load_workbook(BytesIO(data), data_only=True)
        self.tabs = [Sheet(self, ws, results[ws.title]) for ws in self.wb.worksheets]
        self.active = self.tabs[self.wb.worksheets.index(self.wb.active)]
        if app.selection is None:
            app.selection = self.active.range((1, 1))

    @property
    def api(self):
        return BookApi(self)

    @property
    def sheets(self):
        return Sheets(self)

    @property
    def names(self):
        return Names(self)

    def activate(self):
        self.app.active_book = self

    def close(self):
        self.app.books_open.remove(self)
        self.app.active_book = self.app.books_open[-1] if self.app.books_open else None

    def save(self, path=None, password=None):
        self.app.call("save")
        self.saved += 1
        self.wb.save(path or self.path)


class BookApi:
    """What live mode asks of Excel's own Workbook object."""

    def __init__(self, book):
        self.FullName, self.ReadOnly, self.ProtectStructure = book.fullname, book.read_only, book.locked
        self.SaveCopyAs = book.wb.save


class Sheets(base.Sheets):
    def __init__(self, book):
        self.book = book

    @property
    def active(self):
        return self.book.active

    def __call__(self, key):
        if isinstance(key, int):
            return self.book.tabs[key - 1]
        for sheet in self.book.tabs:
            if sheet.ws.title == key:
                return sheet
        raise KeyError(key)

    def __len__(self):
        return len(self.book.tabs)

    def __iter__(self):
        return iter(self.book.tabs)

    def __contains__(self, key):
        return any(sheet.ws.title == key for sheet in self.book.tabs)

    def add(self, before=None, after=None, name=None):
        self.book.app.call("add sheet")
        at = self.book.tabs.index(after) + 1 if after else self.book.tabs.index(before or self.book.active)
        sheet = Sheet(self.book, self.book.wb.create_sheet(name, at))
        self.book.tabs.insert(at, sheet)
        self.book.active = sheet
        return sheet


class Names(base.Names):
    def __init__(self, book):
        self.book, self.defined = book, book.wb.defined_names

    def contains(self, name):
        self.book.app.call("name")
        return name in self.defined

    def __call__(self, name):
        self.book.app.call("name")
        return Name(self.book, name) if isinstance(name, str) else Name(self.book, list(self.defined)[name - 1])

    def __len__(self):
        return len(self.defined)

    def add(self, name, refers_to):
        self.book.app.call("add name")
        self.defined[name] = DefinedName(name, attr_text=refers_to.removeprefix("="))
        return Name(self.book, name)


class Name(base.Name):
    name = None

    def __init__(self, book, name):
        self.book, self.name = book, name

    @property
    def refers_to(self):
        return f"={self.book.wb.defined_names[self.name].attr_text}"

    def delete(self):
        del self.book.wb.defined_names[self.name]

    @property
    def api(self):
        return NameApi(self)


class NameApi:
    def __init__(self, name):
        object.__setattr__(self, "defined", name.book.wb.defined_names[name.name])

    def __setattr__(self, attribute, value):
        assert attribute == "Visible"
        self.defined.hidden = not value


def excel(add_in=True, name="test"):
    """A running Excel with no workbook, as xlwings' app; its impl has `open`, `calls`, `faults`, `alerts`."""
    if name not in [engine.name for engine in xw.engines]:
        xw.engines.add(xw.Engine(impl=Engine(name)))
    engine = xw.engines[name]
    engine.activate()
    engine.impl.running.clear()
    return xw.App(impl=App(engine.impl, add_in))

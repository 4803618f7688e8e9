"""Sheets and ranges of the test engine."""

import re

from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from xlwings import base_classes as base

from xgy_excel.xlsx.refs import MAX_COLUMN, MAX_ROW, area, area_text

from . import cells


def rgb(colour):
    return "FF{:02X}{:02X}{:02X}".format(*colour)


def every(ws):
    """The cells that are there, row by row. openpyxl's own iteration would make those between them."""
    return [cell for _, cell in sorted(ws._cells.items())]


class Window:
    """What of Excel's window is set: the frozen panes."""

    def __init__(self, sheet):
        object.__setattr__(self, "sheet", sheet)

    def __setattr__(self, name, value):
        if name == "SplitRow" and value:
            self.sheet.ws.freeze_panes = f"A{value + 1}"


def fixed_rows(table):
    """The header and total rows of a table, as Excel tells of them: each while it is shown."""
    top, left, bottom, right = area(table.ref)
    if table.headerRowCount != 0:
        yield "header", area_text((top, left, top, right))
    if table.totalsRowCount:
        yield "total", area_text((bottom, left, bottom, right))


class Table(base.Table):
    def __init__(self, sheet, table):
        self.sheet, self.rows_shown = sheet, dict(fixed_rows(table))

    @property
    def show_headers(self):
        return self._told("header") is not None

    @property
    def show_totals(self):
        return self._told("total") is not None

    @property
    def header_row_range(self):
        return self.sheet.range(self._told("header"))

    @property
    def totals_row_range(self):
        return self.sheet.range(self._told("total"))

    def _told(self, kind):
        self.sheet.call(f"table {kind}")
        return self.rows_shown.get(kind)


class Tables(base.Tables):
    def __init__(self, sheet):
        self.sheet = sheet

    def __iter__(self):
        return iter([Table(self.sheet, table) for table in self.sheet.ws.tables.values()])

    def __len__(self):
        return len(self.sheet.ws.tables)

    def __call__(self, number):
        return [*self][number - 1]


class Chart(base.Chart):
    """What was set of a chart, and nothing drawn."""

    name = chart_type = title = None

    def __init__(self, sheet, place):
        self.sheet, self.place = sheet, place

    @property
    def api(self):
        raise NotImplementedError

    def delete(self):
        self.sheet.call("delete chart")
        self.sheet.drawn.remove(self)


class Charts(base.Charts):
    def __init__(self, sheet):
        self.sheet = sheet

    def __iter__(self):
        return iter([*self.sheet.drawn])

    def __len__(self):
        return len(self.sheet.drawn)

    def add(self, left, top, width, height, **options):
        self.sheet.call("add chart")
        chart = Chart(self.sheet, (left, top, width, height))
        chart.name, chart.source = options["name"], options["source"].address
        self.sheet.drawn.append(chart)
        return chart


class Sheet(base.Sheet):
    book = None

    def __init__(self, book, ws, results=None):
        self.book, self.ws, self.window = book, ws, Window(self)
        self.drawn = []  # charts
        self.results = {}  # what the formulas gave when the book was loaded
        for cell in every(ws) if results is not None else ():
            if cell.data_type == "f":
                there = results.cell(cell.row, cell.column)
                self.results[cell.row, cell.column] = cells.given(there.value, there.data_type)

    def call(self, name):
        self.book.app.call(name)

    @property
    def api(self):
        return SheetApi(self)

    @property
    def name(self):
        return self.ws.title

    @property
    def index(self):
        return self.book.tabs.index(self) + 1

    @property
    def charts(self):
        self.call("charts")
        return Charts(self)

    @property
    def tables(self):
        self.call("tables")
        return Tables(self)

    @property
    def visible(self):
        self.call("visible")
        return {"visible": -1, "hidden": 0, "veryHidden": 2}[self.ws.sheet_state]

    def activate(self):
        self.call("activate")
        self.book.active = self

    def range(self, one, other=None):
        if isinstance(one, Range):
            first, last = one.area, (other or one).area
            return Range(self, [(first[0], first[1], last[2], last[3])])
        if isinstance(one, tuple) and len(one) == 4:
            row, column, rows, columns = one
            return Range(self, [(row, column, row + rows - 1, column + columns - 1)])
        if isinstance(one, tuple):
            return Range(self, [(*one, *(other or one))])
        assert len(one) <= 255, "Excel takes no longer address"
        return Range(self, [area(part) for part in one.split(",")])

    @property
    def cells(self):
        return Range(self, [(1, 1, MAX_ROW, MAX_COLUMN)])

    @property
    def used_range(self):
        self.call("used_range")
        ws = self.ws
        return Range(self, [(ws.min_row, ws.min_column, ws.max_row, ws.max_column)])

    @property
    def notes(self):
        self.call("notes")
        return [Note(self, c) for c in every(self.ws) if c.comment]

    @property
    def shapes(self):
        self.call("shapes")
        return [*self.notes, *self.ws._images, *self.ws._charts]

    def clear_contents(self):
        self.call("clear_contents")
        for cell in every(self.ws):
            cell.value = None
        self.results.clear()

    def clear_formats(self):
        self.call("clear_formats")
        for cell in every(self.ws):
            cell.style = "Normal"

    def delete(self):
        self.call("delete sheet")
        self.book.tabs.remove(self)
        self.book.wb.remove(self.ws)
        if self.book.active is self:
            self.book.active = self.book.tabs[0]


class SheetApi:
    """What live mode asks of Excel's own Worksheet object."""

    def __init__(self, sheet):
        sheet.call("sheet.api")
        self._ws, protection = sheet.ws, sheet.ws.protection
        self.ProtectContents = bool(protection.sheet)
        self.ProtectDrawingObjects = bool(protection.sheet and protection.objects)
        self.Rows = lambda n: type("Row", (), {"Hidden": bool(sheet.ws.row_dimensions[n].hidden)})
        self.Hyperlinks = Links(sheet.ws)

    @property
    def AutoFilterMode(self):  # noqa: N802
        return bool(self._ws.auto_filter.ref)

    @AutoFilterMode.setter
    def AutoFilterMode(self, on):  # noqa: N802
        assert on is False, "Excel lets it be turned off only"
        self._ws.auto_filter.ref = None
        for row in self._ws.row_dimensions.values():
            row.hidden = False


class Links:
    def __init__(self, ws):
        self.ws = ws

    def Delete(self):  # noqa: N802
        for cell in every(self.ws):
            if type(cell).__name__ != "MergedCell":
                cell.hyperlink = None
        self.ws._hyperlinks.clear()


class Range(base.Range):
    sheet = row = column = shape = None
    max_cells_per_read = max_cells_per_write = None

    def __init__(self, sheet, areas):
        self.sheet, self.areas = sheet, areas
        self.area = areas[0]
        self.row, self.column = self.area[:2]
        self.shape = (self.area[2] - self.area[0] + 1, self.area[3] - self.area[1] + 1)

    def call(self, name):
        self.sheet.call(name)

    def __len__(self):
        return self.shape[0] * self.shape[1]

    def __call__(self, *at):
        row, column = at if len(at) == 2 else ((at[0] - 1) // self.shape[1] + 1, (at[0] - 1) % self.shape[1] + 1)
        return self.sheet.range((self.row + row - 1, self.column + column - 1))

    @property
    def api(self):
        return RangeApi(self)

    @property
    def address(self):
        return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", ",".join(map(area_text, self.areas)))

    def addressed(self):
        return type("Area", (), {"Address": self.address})

    def _grid(self):
        top, left, bottom, right = self.area
        ws = self.sheet.ws
        return [[ws.cell(r, c) for c in range(left, right + 1)] for r in range(top, bottom + 1)]

    def _each(self):
        """The cells of every area that are there or may be made."""
        for top, left, bottom, right in self.areas:
            for r in range(top, min(bottom, self.sheet.ws.max_row + 1000) + 1):
                for c in range(left, min(right, self.sheet.ws.max_column + 100) + 1):
                    yield self.sheet.ws.cell(r, c)

    # -- values ---------------------------------------------------------------------------------------

    @property
    def raw_value(self):
        self.call("get value")
        rows = tuple(tuple(self._result(cell) for cell in row) for row in self._grid())
        return rows[0][0] if self.shape == (1, 1) else rows

    def _result(self, cell):
        at = (cell.row, cell.column)
        return self.sheet.results.get(at) if cell.data_type == "f" else cells.given(cell.value, cell.data_type)

    @raw_value.setter
    def raw_value(self, data):
        self.call("set value")
        for r, row in enumerate(self._grid()):
            for c, cell in enumerate(row):
                assert type(cell).__name__ != "MergedCell", "a value would be lost in a merged area"
                self.sheet.results.pop((cell.row, cell.column), None)
                cells.put(cell, data[r][c] if isinstance(data, list | tuple) else data)

    @property
    def formula(self):
        self.call("get formula")
        rows = tuple(tuple(self._formula(cell) for cell in row) for row in self._grid())
        return rows[0][0] if self.shape == (1, 1) else rows

    @formula.setter
    def formula(self, text):
        self.call("formula")
        self._grid()[0][0].value = text

    @staticmethod
    def _formula(cell):
        if cell.value is None:
            return ""
        return getattr(cell.value, "text", None) or str(cell.value)

    def find(self, text, whole, direction, order, match_case):
        self.call("find")
        assert (text, direction) == ("*", "backward")
        filled = [(c.row, c.column) for c in every(self.sheet.ws) if c.value is not None]
        best = max(filled, key=lambda at: at if order == "rows" else at[::-1], default=None)
        return best and self.sheet.range(best)

    # -- formats --------------------------------------------------------------------------------------

    @property
    def number_format(self):
        self.call("get number_format")
        found = {cell.number_format for row in self._grid() for cell in row}
        return found.pop() if len(found) == 1 else None

    @number_format.setter
    def number_format(self, value):
        self.call("set number_format")
        for row in self._grid():
            for cell in row:
                cell.number_format = value

    @property
    def merge_cells(self):
        self.call("merge_cells")
        top, left, bottom, right = self.area
        held = 0
        for m in self.sheet.ws.merged_cells.ranges:
            rows = min(bottom, m.max_row) - max(top, m.min_row) + 1
            columns = min(right, m.max_col) - max(left, m.min_col) + 1
            held += max(rows, 0) * max(columns, 0)
        return False if not held else True if held == len(self) else None

    @property
    def merge_area(self):
        self.call("merge_area")
        for m in self.sheet.ws.merged_cells.ranges:
            if m.min_row <= self.row <= m.max_row and m.min_col <= self.column <= m.max_col:
                return Range(self.sheet, [(m.min_row, m.min_col, m.max_row, m.max_col)])
        return self

    def merge(self, across):
        self.call("merge")
        if self.shape != (1, 1):
            self.sheet.ws.merge_cells(area_text(self.area))

    def unmerge(self):
        self.call("unmerge")
        for merged in list(self.sheet.ws.merged_cells.ranges):
            self.sheet.ws.unmerge_cells(merged.coord)

    def _style(self, name, make):
        self.call(f"set {name}")
        for cell in self._each():
            setattr(cell, name, make(cell))

    color = property(None, lambda self, value: self._style("fill", lambda c: PatternFill("solid", fgColor=rgb(value))))
    wrap_text = property(
        None, lambda self, value: self._style("alignment", lambda c: Alignment(wrap_text=value, vertical="center"))
    )
    vertical_alignment = property(None, lambda self, value: self.call("set vertical_alignment"))

    @property
    def column_width(self):
        raise NotImplementedError

    @column_width.setter
    def column_width(self, value):
        self.call("set column_width")
        letters = area_text(self.area).rstrip("0123456789")
        self.sheet.ws.column_dimensions[letters].width = value

    @property
    def top(self):
        return 15.0 * (self.areas[0][0] - 1)

    @property
    def left(self):
        return 48.0 * (self.areas[0][1] - 1)

    @property
    def width(self):
        return 48.0 * (self.areas[0][3] - self.areas[0][1] + 1)

    @property
    def height(self):
        return 15.0 * (self.areas[0][2] - self.areas[0][0] + 1)

    @property
    def row_height(self):
        raise NotImplementedError

    @row_height.setter
    def row_height(self, value):
        self.call("set row_height")
        self.sheet.ws.row_dimensions[self.row].height = value

    @property
    def font(self):
        return FontOf(self)

    @property
    def borders(self):
        return BordersOf(self)

    def copy(self, destination=None):
        self.call("copy")
        self.sheet.book.app.copied = [cell._style for cell in self._grid()[0]]

    def paste(self, paste=None, operation=None, skip_blanks=False, transpose=False):
        self.call("paste")
        assert paste == "formats"
        for row in self._grid():
            for cell, style in zip(row, self.sheet.book.app.copied, strict=True):
                cell._style = style

    def add_hyperlink(self, address, text_to_display, screen_tip):
        self.call("add_hyperlink")
        link(self.sheet.ws, self.area, address.removeprefix("#"))

    # -- notes and conditional formats ----------------------------------------------------------------

    @property
    def note(self):
        self.call("get note")
        cell = self._grid()[0][0]
        return Note(self.sheet, cell) if cell.comment else None

    def add_note(self, text):
        self.call("add_note")
        cell = self._grid()[0][0]
        add_note(cell, text)
        return Note(self.sheet, cell)

    @property
    def conditional_formats(self):
        return ConditionalFormats(self)


def add_note(cell, text):
    if cell.comment:
        raise ValueError("there is a note already")
    cell.comment = Comment(text, "张办事员")  # Excel signs with the name of its user


def link(ws, where, target):
    ref = area_text(where)
    ws[ref].hyperlink = Hyperlink(ref=ref, location=target)


class RangeApi:
    """What live mode and xlwings ask of Excel's own Range object."""

    CLSID = ""

    def __init__(self, found):
        self._range = found

    @property
    def Locked(self):  # noqa: N802
        self._range.call("locked")
        locked = {cell.protection.locked for row in self._range._grid() for cell in row}
        return locked.pop() if len(locked) == 1 else None

    @property
    def Areas(self):  # noqa: N802
        return [Range(self._range.sheet, [one]).addressed() for one in self._range.areas]

    @property
    def EntireRow(self):  # noqa: N802
        self._range.call("hidden")
        ws, (top, _, bottom, _) = self._range.sheet.ws, self._range.area
        hidden = {bool(ws.row_dimensions[n].hidden) for n in range(top, bottom + 1)}
        return type("Rows", (), {"Hidden": hidden.pop() if len(hidden) == 1 else None})

    def AutoFilter(self, field):  # noqa: N802
        self._range.sheet.ws.auto_filter.ref = area_text(self._range.area)


class FontOf(base.Font):
    def __init__(self, found):
        self.range = found

    bold = property(None, lambda self, value: self.range._style("font", lambda c: Font(bold=value)))


class BordersOf(base.Borders):
    def __init__(self, found):
        self.range = found

    def set(self, sides, line_style=None, weight=None, color=None):
        line = Side("thin", rgb(color))
        self.range._style("border", lambda c: Border(line, line, line, line))


class Note(base.Note):
    def __init__(self, sheet, cell):
        self.sheet, self.cell = sheet, cell

    @property
    def text(self):
        self.sheet.call("note.text")
        return self.cell.comment.text

    @property
    def author(self):
        self.sheet.call("note.author")
        return self.cell.comment.author

    @property
    def location(self):
        return self.sheet.range((self.cell.row, self.cell.column))

    def delete(self):
        self.sheet.call("note.delete")
        self.cell.comment = None


class ConditionalFormats(base.ConditionalFormats):
    """Those of a whole sheet, the highest priority first."""

    def __init__(self, found):
        self.range = found

    def _rules(self):
        formatting = self.range.sheet.ws.conditional_formatting
        found = [(rule, block) for block in formatting for rule in block.rules]
        return sorted(found, key=lambda pair: pair[0].priority)

    def __len__(self):
        self.range.call("conditional_formats")
        return len(self._rules())

    def __iter__(self):
        self.range.call("conditional_formats")
        return iter([ConditionalFormat(self.range.sheet, *pair) for pair in self._rules()])

    def __call__(self, number):
        return ConditionalFormat(self.range.sheet, *self._rules()[number - 1])

    def add_custom(self, spec):
        self.range.call("add format")
        where = " ".join(map(area_text, self.range.areas))
        add_format(self.range.sheet.ws, where, spec["formula"], rgb(spec["fill_color"]))
        return self(len(self._rules()))


def add_format(ws, where, formula, fill, **more):
    assert formula.startswith("=")
    rule = FormulaRule([formula[1:]], fill=PatternFill(bgColor=fill), **more)
    ws.conditional_formatting.add(where, rule)


class ConditionalFormat(base.ConditionalFormat):
    def __init__(self, sheet, rule, block):
        self.sheet, self.rule, self.block = sheet, rule, block

    @property
    def api(self):
        return type("Condition", (), {"Borders": type("Borders", (), {})})

    @property
    def type(self):
        return "custom" if self.rule.type == "expression" else "unknown"

    @property
    def formula(self):
        self.sheet.call("format.formula")
        return f"={self.rule.formula[0]}" if self.rule.type == "expression" else None

    def delete(self):
        self.sheet.call("format.delete")
        drop_format(self.sheet.ws, self.rule, self.block)


def drop_format(ws, rule, block):
    formatting = ws.conditional_formatting
    rules = [r for r in block.rules if r is not rule]
    formatting._cf_rules.pop(block)
    if rules:
        formatting._cf_rules[block] = rules

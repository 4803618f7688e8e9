"""The add-in's two macros as addin/vba/steps.bas has them, in Python on the test engine's workbooks, line for line."""

from openpyxl.styles import Border, Font, Side

from xgy_excel.xlsx.refs import area, runs

from .sheets import add_format, add_note, drop_format, every, fixed_rows, link


def look(books, name):
    found = []
    for sheet in books(name).tabs:
        found += look_at(sheet)
    return tuple(found)


def look_at(sheet):
    ws, protection = sheet.ws, sheet.ws.protection
    state = "visible" if ws.sheet_state == "visible" else ""
    state += " contents" if protection.sheet else ""
    state += " drawings" if protection.sheet and protection.objects else ""
    used = filled(sheet)
    yield "sheet", ws.title, used.address, state, ""
    for merged in ws.merged_cells.ranges:
        yield "merged", ws.title, merged.coord, "", ""
    for row in range(ws.min_row, ws.max_row + 1):
        if ws.row_dimensions[row].hidden:
            yield "hidden", ws.title, f"${row}:${row}", "", ""
    formulas = [(c.row, c.column) for c in every(ws) if c.data_type == "f"]
    for ref in runs(formulas):
        yield "formula", ws.title, ref, "", ""
    yield from (("table", ws.title, rows, kind, "") for table in ws.tables.values() for kind, rows in fixed_rows(table))
    for cell in every(ws):
        if cell.comment:
            yield "note", ws.title, cell.coordinate, cell.comment.text, cell.comment.author
    for number, (rule, _) in enumerate(sheet.cells.conditional_formats._rules(), 1):
        if rule.formula:
            yield "format", ws.title, str(number), f"={rule.formula[0]}", ""


def filled(sheet):
    ws = sheet.ws
    used = sheet.range((ws.min_row, ws.min_column), (ws.max_row, ws.max_column))
    if len(used) <= 2_000_000:
        return used
    there = [(c.row, c.column) for c in every(ws) if c.value is not None]
    return sheet.range((1, 1), (max(r for r, _ in there), max(c for _, c in there)) if there else (1, 1))


def do(books, name, steps):
    failed = ""
    for number, (what, sheet, where, text, one, other) in enumerate(steps):
        try:
            do_step(books(name).sheets(sheet), what, where, text, one, other)
        except Exception as fault:
            failed += f"{number}\t{fault}\n"
    return failed


def do_step(sheet, what, where, text, one, other):
    ws = sheet.ws
    assert all(len(part) <= 255 for part in where.split()), "Excel takes no longer address"
    if ws.protection.sheet:
        raise ValueError("the sheet is protected")
    if what == "note":
        add_note(ws[where], text)
    elif what == "unnote":
        ws[where].comment = None
    elif what == "format":
        places = " ".join(where.replace(",", " ").split())
        look, line = divmod(int(other), 1 << 24)
        side = Side(["thin", "dashed", "dotted", "dashDot"][look % 4], hexadecimal(line))
        border = Border(side, side, side, side)
        add_format(ws, places, text, hexadecimal(one), border=border, font=Font(bold=True) if look >= 4 else None)
    elif what == "unformat":
        drop_format(ws, *sheet.cells.conditional_formats._rules()[int(where) - 1])
    elif what == "formula":
        ws[where] = text
    elif what == "link":
        link(ws, area(where), text)
    else:
        for part in where.split():
            cells = sheet.range(part)
            silent(cells, what, one)


def silent(cells, what, one):
    """A look, without a call of its own for each part."""
    counted, cells.call = cells.call, lambda name: None
    colour = (int(one) & 255, int(one) >> 8 & 255, int(one) >> 16) if what in ("fill", "frame") else ()
    if what == "fill":
        cells.color = colour
    elif what == "frame":
        cells.borders.set("all", color=colour)
        cells.wrap_text = True
    elif what == "bold":
        cells.font.bold = True
    elif what == "width":
        cells.column_width = one
    elif what == "title":
        cells.merge(False)
        cells.wrap_text = True
        cells.font.bold = True
        cells.row_height = one
    else:
        raise ValueError(what)
    cells.call = counted


def hexadecimal(number):
    whole = int(number)
    return f"FF{whole & 255:02X}{whole >> 8 & 255:02X}{whole >> 16:02X}"


MACROS = {"'xgy.xlam'!XgyLook": look, "'xgy.xlam'!XgyDo": do}

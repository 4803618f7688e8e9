"""LibreOffice runs addin/vba/steps.bas: what it sees and does is what the stand-in of the test engine says.

LibreOffice has no tables and no conditional formats for VBA, no borders, no areas of several parts, and does not tell which cell a note is in.
"""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyopenvba import ExcelFile

from xgy_excel.books.looking import _from_lines
from xgy_excel.xlsx.refs import area

from ..addin.test_office import LIBRARIES, LIBRARY, SETTINGS, office

STEPS = (Path(__file__).parents[2] / "addin" / "vba" / "steps.bas").read_text(encoding="utf-8")
UNKNOWN_THERE = {
    "    LookForTables ws, found\n": "",
    "    LookForFormats ws, found\n": "",
    "note.Parent.Address": '"A1"',
}
# Formulas that fill the sheet, and steps; `Said` writes what the two functions return into files.
WORK = """
Public Sub Work()
    Dim ws As Object, steps(0 To {last}, 0 To 5) As Variant
    Set ws = ThisWorkbook.Worksheets(1)
{fill}
    Said "look", Joined(XgyLook(ThisWorkbook.Name))
{steps}
    Said "done", XgyDo(ThisWorkbook.Name, steps)
    Said "again", Joined(XgyLook(ThisWorkbook.Name))
End Sub
Private Function Joined(lines As Variant) As String
    Dim i As Long, j As Long
    For i = LBound(lines, 1) To UBound(lines, 1)
        For j = 1 To 5
            Joined = Joined & lines(i, j) & vbTab
        Next
        Joined = Joined & vbLf
    Next
End Function
Private Sub Said(title As String, text As String)
    Dim f As Integer
    f = FreeFile
    Open "{folder}/" & title & ".txt" For Output As #f
    Print #f, text
    Close #f
End Sub
"""
DRIVER = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Driver" script:language="StarBasic">
Sub Drive
    Dim how(2) As New com.sun.star.beans.PropertyValue
    how(0).Name = "MacroExecutionMode" : how(0).Value = 4
    how(1).Name = "Hidden" : how(1).Value = True
    how(2).Name = "FilterName" : how(2).Value = "Calc MS Excel 2007 VBA XML"
    book = StarDesktop.loadComponentFromURL("{folder}/book.xlsm", "_blank", 0, how())
    On Error GoTo done
    work = "vnd.sun.star.script:VBAProject.XGY.Work?language=Basic&amp;location=document"
    book.getScriptProvider().getScript(work).invoke(Array(), Array(), Array())
    Dim as_xlsx(0) As New com.sun.star.beans.PropertyValue
    as_xlsx(0).Name = "FilterName" : as_xlsx(0).Value = "Calc MS Excel 2007 XML"
    book.storeToURL("{folder}/done.xlsx", as_xlsx())
done:
    StarDesktop.terminate()
End Sub
</script:module>"""
FILL = """
    ws.Range("A1").Value = "a"
    ws.Range("H9").Value = 5
    ws.Range("B2:B4").Formula = "=1+1"
    ws.Range("C4").Formula = "=2"
    ws.Range("C3").NumberFormat = "@"
    ws.Range("C3").Value = "=text"
    ws.Range("D4:E5").Merge
    ws.Range("A7:H7").Merge
    ws.Rows("6:7").Hidden = True
    ws.Range("A3").AddComment "theirs"
"""
DONE = [
    ("note", "C2", "ours", 40, 0),
    ("note", "A3", "x", 40, 0),
    ("fill", "B12:C12", "", 255, 0),
    ("bold", "A1", "", 0, 0),
    ("frame", "A10:B10", "", 65280, 0),
    ("width", "B1", "", 30, 0),
    ("title", "A15:C15", "", 48, 0),
    ("unnote", "A3", "", 0, 0),
    ("nothing", "A1", "", 0, 0),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A folder with look.txt, done.txt, again.txt and done.xlsx, as LibreOffice has made them."""
    folder = tmp_path_factory.mktemp("vba")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    office(profile, "--terminate_after_init")
    library = profile / "user" / "basic"
    (library / "script.xlc").write_text(LIBRARIES, encoding="utf-8")
    (library / "Standard" / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    (library / "Standard" / "Driver.xba").write_text(DRIVER.format(folder=folder.as_uri()), encoding="utf-8")
    steps = ""
    for number, (what, place, *rest) in enumerate(DONE):
        cells = [f'"{what}"', "ws.Name", f'"{place}"', f'"{rest[0]}"', *map(str, rest[1:])]
        steps += "".join(f"    steps({number}, {at}) = {cell}\n" for at, cell in enumerate(cells))
    text = STEPS
    for old, new in UNKNOWN_THERE.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    work = WORK.format(last=len(DONE) - 1, fill=FILL, steps=steps, folder=folder)
    with ExcelFile.create_new(folder / "book.xlsm") as book:
        project = book.vba_project()
        project.delete_module("Module1")
        source = f'Attribute VB_Name = "XGY"\nOption Explicit\n{text}{work}'
        project.add_module("XGY", "\r\n".join(source.splitlines()) + "\r\n")
        book.save()
    office(profile, "macro:///Standard.Driver.Drive")
    return folder


def seen(text):
    lines = [tuple(line.split("\t")[:5]) for line in text.split("\n") if line.count("\t") >= 5]
    return _from_lines([(what, where, words, author) for what, _, where, words, author in lines])


def test_what_it_sees_is_what_stands_there(told):
    found = seen((told / "look.txt").read_text(encoding="utf-8"))
    assert found.last == (9, 8)
    assert found.visible
    assert not found.contents_locked
    assert found.merges == tuple(sorted(map(area, ("D4:E5", "A7:H7"))))
    assert found.hidden == {6, 7}
    assert found.formulas == tuple(sorted(map(area, ("B2:B4", "C4"))))
    assert [note.text for note in found.notes] == ["theirs"]


def test_what_it_does_stands_there_and_what_failed_is_told(told):
    failed = [
        line.split("\t")[0] for line in (told / "done.txt").read_text(encoding="utf-8").split("\n") if "\t" in line
    ]
    assert failed == ["1", "8"]
    ws = load_workbook(told / "done.xlsx").worksheets[0]
    assert [ws[cell].fill.fgColor.rgb for cell in ("B12", "C12")] == ["FFFF0000"] * 2
    assert ws["A1"].font.b
    assert (ws["A10"].alignment.wrap_text, ws["A10"].alignment.vertical) == (True, "center")
    assert ws.column_dimensions["B"].width == pytest.approx(30, abs=1)
    assert ws.row_dimensions[15].height == pytest.approx(48, abs=1)
    assert "A15:C15" in str(ws.merged_cells)
    assert {c.coordinate: c.comment.text for row in ws.iter_rows() for c in row if c.comment} == {"C2": "ours"}


def test_what_was_done_is_seen_the_next_time(told):
    found = seen((told / "again.txt").read_text(encoding="utf-8"))
    assert [note.text for note in found.notes] == ["ours"]
    assert (found.last, found.hidden) == ((12, 8), {6, 7})

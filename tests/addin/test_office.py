"""LibreOffice runs the add-in's module from cells, the one procedure that starts Python replaced by a stand-in.

What Python would be told, and what a cell then shows, is asserted as values: where a module does not compile,
LibreOffice says nothing and every cell is empty.
"""

import csv
import os
import re
import subprocess
from xml.sax.saxutils import escape

import pytest
from pyopenvba import ExcelFile, VBAModuleKind

from xgy_excel.addin.package import _rows, _stored, module
from xgy_excel.addin.wrappers import functions
from xgy_excel.opc import Package

from .made import FUNCTIONS, argument, function

XLPY = re.compile(r"^Private Function XLPy\(\)\r\n.*?^End Function\r\n", re.M | re.S)
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Filter/Import/VBA"><prop oor:name="Executable" oor:op="fuse"><value>true</value></prop></item>
</oor:items>"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
<library:element library:name="Driver"/>
</library:library>"""
DRIVER = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Driver" script:language="StarBasic">
Sub Drive
    Dim how(2) As New com.sun.star.beans.PropertyValue
    how(0).Name = "MacroExecutionMode" : how(0).Value = 4
    how(1).Name = "Hidden" : how(1).Value = True
    how(2).Name = "FilterName" : how(2).Value = "Calc MS Excel 2007 VBA XML"
    book = StarDesktop.loadComponentFromURL("{book}", "_blank", 0, how())
    book.calculateAll()
    Dim as_csv(1) As New com.sun.star.beans.PropertyValue
    as_csv(0).Name = "FilterName" : as_csv(0).Value = "Text - txt - csv (StarCalc)"
    as_csv(1).Name = "FilterOptions" : as_csv(1).Value = "44,34,76,1,,0,false,true,false,false,false,2"
    book.storeToURL("{shown}", as_csv())
    book.close(True)
    StarDesktop.terminate()
End Sub
</script:module>"""
ECHO = """Public Function CallUDF(module, functionName, arguments, Optional book, Optional caller) As Variant
    Dim said As String, k As Long
    If functionName = "XGY_FAILS" Then Err.Raise 1000, , "Unexpected Python Error: Traceback" & vbLf & "  File x" & vbLf & arguments(0) & vbCrLf
    If functionName = "XGY_ARRAY" Then
        CallUDF = Array(1, 2, 3)
        Exit Function
    End If
    said = module & " " & functionName
    For k = LBound(arguments) To UBound(arguments)
        If IsObject(arguments(k)) Then
            If arguments(k) Is Nothing Then said = said & " nothing" Else said = said & " " & arguments(k).Address
        ElseIf IsMissing(arguments(k)) Then
            said = said & " missing"
        Else
            said = said & " " & TypeName(arguments(k)) & "=" & arguments(k)
        End If
    Next
    CallUDF = said
End Function
"""
STARTS = "Private Function XLPy() As Object\n    Set XLPy = New Echo\nEnd Function\n"
NEVER_STARTS = """Private Function XLPy() As Object
    Count_up
    Err.Raise 1, , "Could not load xlwings64.dll from either folder"
End Function
Private Function Count_up() As Long
    Static started As Long
    Count_up = started
    started = started + 1
End Function
Public Function Started_times(before As Variant) As Variant
    Started_times = Count_up
End Function
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    """A profile of LibreOffice in which macros run; its first start lays out the libraries we then put ours into."""
    folder = tmp_path_factory.mktemp("office") / "profile"
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    office(folder, "--terminate_after_init")
    (folder / "user" / "basic" / "script.xlc").write_text(LIBRARIES, encoding="utf-8")
    (folder / "user" / "basic" / "Standard" / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    return folder


def office(profile, *words):
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *words]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ, "LC_ALL": "C.UTF-8"})


@pytest.fixture
def shown(profile, tmp_path):
    """What LibreOffice shows in column A of a sheet with these formulas; C1 to C3 hold 7, 8, 9."""

    def run(formulas, found, start):
        source, texts = module(found)
        source, replaced = XLPY.subn("\r\n".join(start.splitlines()), source)
        assert replaced == 1
        book = tmp_path / "book.xlsm"
        with ExcelFile.create_new(book) as file:
            project = file.vba_project()
            project.delete_module("Module1")
            project.add_module("XGY", source)
            project.add_module("Echo", ECHO, kind=VBAModuleKind.other)
            file.save()
        book.write_bytes(with_sheets(Package(book.read_bytes()), formulas, texts))
        driver = DRIVER.format(book=book.as_uri(), shown=(tmp_path / "shown.csv").as_uri())
        (profile / "user" / "basic" / "Standard" / "Driver.xba").write_text(driver, encoding="utf-8")
        office(profile, "macro:///Standard.Driver.Drive")
        (written,) = tmp_path.glob("shown*.csv")
        with written.open(encoding="utf-8") as lines:
            return [row[0] for row in csv.reader(lines)][: len(formulas)]

    return run


def with_sheets(package, formulas, texts):
    """The first sheet holds the add-in's words, as in xgy.xlam; the second the formulas."""
    first = package.read("xl/worksheets/sheet1.xml").decode()
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f>{escape(f)}</f></c>{held(n)}</row>' for n, f in enumerate(formulas, 1))
    package.put(
        "xl/worksheets/sheet1.xml", first.replace("<sheetData/>", f"<sheetData>{_rows(texts, [])}</sheetData>").encode()
    )
    package.put(
        "xl/worksheets/sheet2.xml",
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'.encode(),
    )
    added = (
        ("xl/workbook.xml", "</sheets>", '<sheet name="Cells" sheetId="2" r:id="cells"/></sheets>'),
        ("xl/_rels/workbook.xml.rels", "</Relationships>", '<Relationship Id="cells" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>'),
        ("[Content_Types].xml", "</Types>", '<Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'),
    )  # fmt: skip
    for part, old, new in added:
        package.put(part, package.read(part).decode().replace(old, new).encode())
    return _stored(package)


def held(row):
    return f'<c r="C{row}"><v>{6 + row}</v></c>' if row < 4 else ""


def test_a_call_reaches_python_with_its_values_ranges_and_gaps(shown):
    formulas = ["XGY_QUOTA(120)", "XGY_QUOTA(C1:C3)", 'XGY_AGE("150421198503019997")', "XGY_AGE(C1,45000)"]
    assert shown(formulas, FUNCTIONS, STARTS) == [
        "xgy_excel.udfs XGY_QUOTA Double=120 nothing",
        "xgy_excel.udfs XGY_QUOTA $C$1:$C$3 nothing",
        "xgy_excel.udfs XGY_AGE String=150421198503019997 missing",
        "xgy_excel.udfs XGY_AGE $C$1 Double=45000",
    ]


def test_every_function_of_the_add_in_is_called_by_its_name_with_all_it_takes(shown):
    found = functions()
    asked = [[a for a in f["args"] if a["name"] != "caller"] for f in found]
    cells = shown(
        [f"{f['name']}({','.join(map(str, range(1, len(a) + 1)))})" for f, a in zip(found, asked, strict=True)],
        found,
        STARTS,
    )
    for function_, cell in zip(found, cells, strict=True):
        numbers = iter(range(1, 30))
        passed = ["nothing" if a["name"] == "caller" else f"Double={next(numbers)}" for a in function_["args"]]
        assert cell == " ".join(["xgy_excel.udfs", function_["name"], *passed])


def test_several_values_come_back_as_an_array(shown):
    assert shown(["SUM(XGY_ARRAY(1))"], [function("XGY_ARRAY", argument("n"))], STARTS) == ["6"]


def test_an_error_is_one_sentence_in_the_cell_without_the_traceback(shown):
    said = ["ValueError: 户数应为整数", "户数应为整数：120.5", "KeyError: '" + "x" * 300]
    fails = [function("XGY_FAILS", argument("n"))]
    cells = shown([f'XGY_FAILS("{text}")' for text in said], fails, STARTS)
    assert cells == ["#XGY! 户数应为整数", "#XGY! 户数应为整数：120.5", "#XGY! '" + "x" * 199]


def test_a_start_that_failed_is_told_in_chinese_and_not_tried_for_every_cell(shown):
    formulas = [*[f"XGY_QUOTA({n})" for n in range(5)], "Started_times(A1&A2&A3&A4&A5)"]
    *cells, times = shown(formulas, FUNCTIONS, NEVER_STARTS)
    assert set(cells) == {"#XGY! 协管员程序没有应答，请重新打开 Excel；仍不行，请运行安装文件夹里的“自检.cmd”。"}
    assert times == "1"

"""xgy.xlam taken apart with other people's tools."""

import hashlib
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import olefile
import pytest
import pyvbaanalysis
from lxml import etree
from oletools import mraptor, olevba
from pyopenvba.vba import decompress

from xgy_excel.addin import bridge
from xgy_excel.addin.buttons import PARTS
from xgy_excel.addin.package import module, xlam
from xgy_excel.addin.wrappers import functions, helps
from xgy_excel.core import Stopped
from xgy_excel.ribbon import BUTTONS

from .made import FUNCTIONS
from .made import JOBS as MADE_JOBS

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "addin" / "xgy.xlam"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/%s}%s"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module", params=["made", "committed"])
def data(request):
    return COMMITTED.read_bytes() if request.param == "committed" else xlam(FUNCTIONS, MADE_JOBS)


@pytest.fixture
def parts(data):
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.fixture
def project(parts):
    return olefile.OleFileIO(parts["xl/vbaProject.bin"], raise_defects=olefile.DEFECT_UNSURE)


@pytest.fixture
def modules(data):
    parser = olevba.VBA_Parser("xgy.xlam", data=data)
    return {Path(stream).name: (name, code) for _, stream, name, code in parser.extract_macros()}


def test_the_committed_add_in_is_what_this_source_builds(tmp_path, xgy):
    status, out, err = xgy("addin", "build", "-o", tmp_path / "again.xlam")
    assert (status, err) == (0, ""), out
    assert (tmp_path / "again.xlam").read_bytes() == COMMITTED.read_bytes(), "run: make addin"


def test_an_older_add_in_is_replaced_and_nothing_else_left(tmp_path, xgy):
    (tmp_path / "xgy.xlam").write_bytes(b"old")
    xgy("addin", "build", "-o", tmp_path / "xgy.xlam")
    assert [path.name for path in tmp_path.iterdir()] == ["xgy.xlam"]
    assert (tmp_path / "xgy.xlam").read_bytes()[:2] == b"PK"


def test_another_process_builds_the_same_bytes():
    code = "from tests.addin.made import *; from xgy_excel.addin.package import xlam; import hashlib; print(hashlib.sha256(xlam(FUNCTIONS, JOBS)).hexdigest())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == hashlib.sha256(xlam(FUNCTIONS, MADE_JOBS)).hexdigest()


def test_members_are_stored_as_they_are_with_one_date_and_the_types_first(data):
    with ZipFile(BytesIO(data)) as file:
        assert {(m.compress_type, m.date_time, m.create_system) for m in file.infolist()} == {
            (ZIP_STORED, (1980, 1, 1, 0, 0, 0), 0)
        }
        assert file.namelist()[0] == "[Content_Types].xml"


def test_every_part_has_a_type_and_every_relationship_leads_to_a_part(parts):
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = {o.get("PartName").lstrip("/") for o in types.iter(PACKAGE % ("content-types", "Override"))}
    endings = {d.get("Extension") for d in types.iter(PACKAGE % ("content-types", "Default"))}
    assert named <= set(parts)
    assert {name for name in parts if name not in named and name.rpartition(".")[2] not in endings} == set()
    reached = set()
    for name in (name for name in parts if name.endswith(".rels")):
        folder = Path(name).parents[1]
        links = etree.fromstring(parts[name]).iter(PACKAGE % ("relationships", "Relationship"))
        reached |= {(folder / link.get("Target")).as_posix() for link in links}
        ids = [link.get("Id") for link in etree.fromstring(parts[name])]
        assert len(ids) == len(set(ids))
    assert reached == {n for n in parts if not n.endswith(".rels")} - {"[Content_Types].xml"}


def test_it_calls_itself_an_add_in_with_a_macro_project(parts):
    types = parts["[Content_Types].xml"].decode()
    assert "application/vnd.ms-excel.addin.macroEnabled.main+xml" in types
    assert "application/vnd.ms-office.vbaProject" in types
    assert b"relationships/vbaProject" in parts["xl/_rels/workbook.xml.rels"]


def test_the_code_names_are_those_of_the_projects_modules(parts, modules):
    book = etree.fromstring(parts["xl/workbook.xml"]).find(f"{MAIN}workbookPr").get("codeName")
    sheet = etree.fromstring(parts["xl/worksheets/sheet1.xml"]).find(f"{MAIN}sheetPr").get("codeName")
    assert set(modules) == {book, sheet, "XGY"}


def test_the_compound_file_holds_source_only(project):
    assert {"/".join(path) for path in project.listdir()} == {
        "PROJECT", "PROJECTwm", "VBA/_VBA_PROJECT", "VBA/dir", "VBA/XGY", "VBA/ThisWorkbook", "VBA/Sheet1",
    }  # fmt: skip
    assert project.parsing_issues == []
    assert project.openstream("VBA/_VBA_PROJECT").read().hex() == "cc61ffff000100"
    for name in ("XGY", "ThisWorkbook", "Sheet1"):
        assert decompress(project.openstream(f"VBA/{name}").read()).startswith(b"Attribute VB_Name")


def test_the_directory_of_modules_ends_where_the_specification_says(project):
    directory = decompress(project.openstream("VBA/dir").read())
    assert directory.endswith(b"\x2b\x00" + bytes(4) + b"\x10\x00" + bytes(4))
    assert directory.count(b"\x31\x00\x04\x00\x00\x00" + bytes(4)) == 3  # source from byte 0 of each stream


def test_only_the_references_of_every_workbook(project):
    directory = decompress(project.openstream("VBA/dir").read())
    assert re.findall(rb"\*\\G\{[^#]*#[^#]*#[^#]*#[^#]*#([\w .]+)", directory) == [
        b"OLE Automation",
        b"Microsoft Office 16.0 Object Library",
    ]


def test_every_module_comes_back_identical(data, modules):
    assert {name: code for name, (_, code) in modules.items() if name != "XGY"} == {
        name: code
        for name, (_, code) in modules.items()
        if all(line.startswith("Attribute") for line in code.splitlines())
    }
    found = functions() if data == COMMITTED.read_bytes() else FUNCTIONS
    assert modules["XGY"][1].splitlines() == module(found)[0].splitlines()


def test_the_text_is_ascii_and_short_enough_for_vba(modules):
    for _, code in modules.values():
        assert code.isascii()
        assert max(map(len, code.splitlines())) <= 1023


def test_nothing_runs_by_itself_and_few_words_give_a_scanner_pause(data, modules):
    code = "\n".join(code for _, code in modules.values())
    raptor = mraptor.MacroRaptor(code)
    raptor.scan()
    assert not raptor.autoexec
    assert not raptor.suspicious
    found = {(kind, word) for kind, word, _ in olevba.VBA_Scanner(code).scan() if kind in ("AutoExec", "Suspicious")}
    assert {word for kind, word in found if kind == "AutoExec"} == set()
    assert {word for kind, word in found} <= {"Lib", "Call", "run", "binary", "Hex Strings", "Base64 Strings"}


def test_the_words_of_settings_and_shells_are_nowhere(modules):
    code = "\n".join(
        line for _, code in modules.values() for line in code.splitlines() if not line.lstrip().startswith("'")
    ).lower()
    assert [
        word
        for word in (*bridge.FORBIDDEN, "createobject", "open ")
        if word in code.replace("public sub", "").replace("public function", "")
    ] == []


def test_no_more_is_public_than_buttons_functions_and_what_python_calls(modules):
    code = modules["XGY"][1].replace("\r\n", "\n")
    heads = re.findall(r"^(?!Private |Option |Attribute |End |failed:|#|')(\S.*)$", code, re.M)
    for head in heads:
        assert re.match(r"Public (Sub (Loaded|Press)\(|Function (XGY_\w+|XgyLook|XgyDo)\()", head), head


def test_what_python_calls_does_nothing_for_a_cell(modules):
    """A public function can be called from a formula of any workbook."""
    code = modules["XGY"][1].replace("\r\n", "\n")
    for name in ("XgyLook", "XgyDo"):
        body = code[code.index(f"Public Function {name}(") :].partition("\nEnd Function")[0]
        statements = [line.strip() for line in body.splitlines()[1:] if not line.strip().startswith(("'", "Dim "))]
        assert statements[0].startswith('If TypeName(Application.Caller) = "Range" Then Exit Function')


def test_static_analysis_finds_no_error(data, tmp_path):
    path = tmp_path / "xgy.xlam"
    path.write_bytes(data)
    found = pyvbaanalysis.analyze_workbook(path)
    assert set(found) == {"ThisWorkbook", "Sheet1", "XGY"}
    assert [said for module in found.values() for said in module] == []


def test_what_the_buttons_call_is_there(parts, modules):
    for part, (namespace, relationship) in PARTS.items():
        root = etree.fromstring(parts[part])
        assert root.tag == f"{{{namespace}}}customUI"
        assert relationship in parts["_rels/.rels"].decode()
        calls = {"onLoad": "ribbon As IRibbonUI", "onAction": "control As IRibbonControl"}
        for attribute, argument in calls.items():
            for called in {e.get(attribute) for e in root.iter() if e.get(attribute)}:
                name, procedure = called.split(".")
                assert f"Public Sub {procedure}({argument})" in modules[name][1]


def test_a_button_for_every_job_in_both_parts(data, parts):
    jobs = BUTTONS if data == COMMITTED.read_bytes() else MADE_JOBS
    for part in PARTS:
        buttons = [e for e in etree.fromstring(parts[part]).iter() if etree.QName(e).localname == "button"]
        assert [b.get("tag") for b in buttons] == [job.name for job in jobs]
        assert [(b.get("label"), b.get("supertip"), b.get("imageMso")) for b in buttons] == [
            (j.label, j.tip, j.icon) for j in jobs
        ]
        ids = [e.get("id") for e in etree.fromstring(parts[part]).iter() if e.get("id")]
        assert len(ids) == len(set(ids))


def test_its_words_stand_in_its_sheet(data, parts):
    cells = {
        c.get("r"): "".join(c.itertext()) for c in etree.fromstring(parts["xl/worksheets/sheet1.xml"]).iter(f"{MAIN}c")
    }
    found = functions() if data == COMMITTED.read_bytes() else FUNCTIONS
    texts = module(found)[1]
    assert [cells.get(f"A{row}") for row in range(1, len(texts) + 2)] == [*texts, None]
    assert [[cells.get(f"{column}{row}") for column in "CDE"] for row in range(1, len(found) + 1)] == [
        helps(f)[:3] for f in found
    ]


def test_nobodys_name_is_in_it(parts):
    assert b"<dc:creator>XGY</dc:creator>" in parts["docProps/core.xml"]
    assert b"Smith" not in b"".join(parts.values())


def test_without_its_builder_the_command_says_what_to_install(monkeypatch, tmp_path):
    from xgy_excel.addin import building

    monkeypatch.setattr(building, "find_spec", lambda name: None)
    with pytest.raises(Stopped, match="pyOpenVBA"):
        building.build(tmp_path / "xgy.xlam")
    assert list(tmp_path.iterdir()) == []

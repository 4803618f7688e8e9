"""Other programs read what we write: openpyxl, and LibreOffice after a recalculation."""

import csv
import os
import shutil
import subprocess
import zipfile

import openpyxl
import pytest

DAY = ("--as-of", "2025-06-30")


@pytest.fixture
def office(tmp_path):
    """Convert a file with LibreOffice in a profile of its own; returns the new file."""

    def convert(path, to, filter_=""):
        out, plain = tmp_path / f"lo-{to}", tmp_path / f"in{path.suffix}"
        shutil.copy(path, plain)  # a name in Chinese stops LibreOffice where the locale is not UTF-8
        command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{tmp_path}/profile"]
        command += ["--convert-to", filter_ or to, "--outdir", str(out), str(plain)]
        subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ, "LC_ALL": "C.UTF-8"})
        return sorted(out.iterdir())

    return convert


def test_libreoffice_reads_the_marked_copy_as_we_wrote_it(county, xgy, tmp_path, office):
    xgy("check", county({"文化程度": "小学"}), *DAY)
    marked = tmp_path / "花名册-核对.xlsx"
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    sheets = {p.stem.split("-")[-1]: p for p in office(marked, "csv", every_sheet)}
    with sheets["嘎查村"].open(encoding="utf-8") as file:
        village = next(iter(csv.DictReader(file)))
    assert [village[h] for h in ("劳动力合计", "核定岗位数", "在岗人数", "空岗数")] == ["90", "1", "1", "0"]
    with sheets["核对结果"].open(encoding="utf-8") as file:
        assert any("低于初中" in cell for row in csv.reader(file) for cell in row)


def test_the_count_of_what_is_left_to_do_falls_as_opinions_are_written(county, xgy, tmp_path, office):
    xgy("check", county({"文化程度": "小学", "出生日期": None}), *DAY)
    marked = tmp_path / "花名册-核对.xlsx"
    (line,) = left_to_do(openpyxl.load_workbook(marked, data_only=True)["核对结果"])
    book = openpyxl.load_workbook(marked)
    levels = [row[0].value for row in book["核对结果"]]
    grave = [n for n, level in enumerate(levels, 1) if level in ("错误", "需例外审批", "待核")]
    assert f"没有填写处理意见的{len(grave)}条，已填写的0条" in line
    book["核对结果"].cell(grave[0], 9).value = "已更正"
    book.save(marked)  # without the values of formulas: LibreOffice computes them anew
    (saved,) = office(marked, "xlsx", "xlsx:Calc MS Excel 2007 XML")
    (line,) = left_to_do(openpyxl.load_workbook(saved, data_only=True)["核对结果"])
    assert f"没有填写处理意见的{len(grave) - 1}条，已填写的1条" in line


def left_to_do(sheet):
    return [cell for (cell, *_) in sheet.iter_rows(values_only=True) if "没有填写处理意见" in str(cell)]


def test_a_book_saved_by_libreoffice_is_checked_again_with_the_same_marks(county, xgy, tmp_path, office):
    xgy("check", county({"文化程度": "小学"}), *DAY)
    (saved,) = office(tmp_path / "花名册-核对.xlsx", "xlsx", "xlsx:Calc MS Excel 2007 XML")
    xgy("check", saved, *DAY, "-o", tmp_path / "再核.xlsx")
    first, again = (openpyxl.load_workbook(tmp_path / n)["花名册"] for n in ("花名册-核对.xlsx", "再核.xlsx"))
    notes = [{c.coordinate for row in sheet for c in row if c.comment} for sheet in (first, again)]
    assert notes[0] == notes[1]
    areas = [sorted(str(area.sqref) for area in sheet.conditional_formatting) for sheet in (first, again)]
    assert areas[0] == areas[1]


def test_a_book_saved_by_libreoffice_is_cleared_of_everything_of_ours(county, xgy, tmp_path, office):
    xgy("check", county({"文化程度": "小学"}), *DAY)
    (saved,) = office(tmp_path / "花名册-核对.xlsx", "xlsx", "xlsx:Calc MS Excel 2007 XML")
    status, _, err = xgy("check", saved, *DAY, "--in-place", "--clear")
    assert (status, err) == (0, "")
    book = openpyxl.load_workbook(saved)
    assert "核对结果" not in book.sheetnames
    assert [name for name in book.defined_names if "XGY" in name] == []
    assert [c.coordinate for sheet in book for row in sheet.iter_rows() for c in row if c.comment] == []
    assert [area for sheet in book for area in sheet.conditional_formatting] == []
    with zipfile.ZipFile(saved) as package:
        drawings = [package.read(name) for name in package.namelist() if name.endswith(".vml")]
    assert [xml for xml in drawings if b"ObjectType" in xml] == []


def test_libreoffice_opens_the_sample_agreement(tmp_path, office):
    from xgy_excel.assets import template_path

    (pdf,) = office(template_path("contract.docx"), "pdf")
    assert pdf.stat().st_size > 10_000

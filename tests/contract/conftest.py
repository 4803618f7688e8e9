"""What the command says of small books: findings by rule and severity, and books in a county's own layout."""

from datetime import date

import openpyxl
import pytest

from xgy_excel.rows import Procedure, Village

from .paper import DAY, PARAMS, SELECTION, VILLAGE, text_of


@pytest.fixture
def told(county, report_of):
    """Check a small county; the rule, severity and field of its findings, of the chapters asked for."""

    def check(*people, only="", day="2025-06-30", **more):
        report = report_of("check", county(*people, **more), "--as-of", day, "--no-mark")
        return [(f["rule"], f["severity"], f["field"]) for f in report["findings"] if f["rule"].startswith(tuple(only))]

    return check


@pytest.fixture
def said(county, report_of):
    """Check a small county; the messages of one rule."""

    def check(rule, *people, day="2025-06-30", **more):
        report = report_of("check", county(*people, **more), "--as-of", day, "--no-mark")
        return [f["message"] for f in report["findings"] if f["rule"] == rule]

    return check


@pytest.fixture
def rows_book(tmp_path):
    """A workbook of sheets given row by row, as a county might have it; `dress` may merge and hide."""

    def write(sheets, dress=None, name="自用表.xlsx"):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        if dress:
            dress(book)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def book(county):
    """A small county whose people may all sign; `params` change the parameters, None takes one away."""

    def make(*people, params=None, extra=None, selections=None, **more):
        values = {**PARAMS, **(params or {})}
        settings = [{"参数": k, "值": v, "生效日期": date(2022, 1, 1)} for k, v in values.items() if v is not None]
        villages = dict.fromkeys(p["服务嘎查村"] for p in people)
        sheets = {
            Village: [{**VILLAGE, "嘎查村": name} for name in villages],
            Procedure: [
                {**SELECTION, **{h: p[h] for h in ("姓名", "身份证号", "服务嘎查村")}, **(selections or {})}
                for p in people
            ],
        }
        return county(*people, settings=settings, extra={**sheets, **(extra or {})}, **more)

    return make


@pytest.fixture
def made(report_of, tmp_path):
    """Make documents into a new folder: the report, and the text of every file by its name."""
    count = iter(range(99))

    def make(book, *words, form="contract", day=DAY):
        folder = tmp_path / f"批{next(count)}"
        report = report_of("form", form, book, "--as-of", day, "-o", folder, *words)
        assert report["requested"] == report["made"] + len(report["skipped"])
        return report, {path.name: text_of(path) for path in sorted(folder.rglob("*.docx"))}

    return make

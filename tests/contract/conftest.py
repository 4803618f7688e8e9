"""What the command says of small books: findings by rule and severity, and books in a county's own layout."""

import openpyxl
import pytest


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

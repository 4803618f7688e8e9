"""The demo: a clerk's year on the sample county, each kind of result there, and nothing public that must not be."""

import re
import zipfile

import openpyxl
import pytest

from xgy_excel.privacy import leaks


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    from datetime import datetime

    from xgy_excel.console import progress
    from xgy_excel.jobs.demo import demo

    return demo(tmp_path_factory.mktemp("demo") / "演示", datetime(2025, 7, 1, 9), progress, lambda words: None)


def test_everything_asked_for_is_made_or_told(shown):
    assert list(shown.made) == ["聘用协议", "嘎查村公示", "续聘通知书", "村务公开栏", "发放"]
    for title, report in shown.made.items():
        assert report.requested == report.made + len(report.skipped), title
        assert report.made > len(report.skipped) > 0, title
        assert all(reason for _, reason in report.skipped), title


def test_the_results_of_the_year_are_there(shown):
    assert shown.print_file.read_bytes()[:4] == b"%PDF"
    names = {path.name for path in shown.folder.rglob("*") if path.is_file()}
    for part in (
        "样例花名册-核对.xlsx",
        "样例花名册-核定.xlsx",
        "银行代发_2025-06.csv",
        "发放表_2025-06.xlsx",
        "总览.pdf",
    ):
        assert part in names
    assert any(name.startswith("自查报告_") for name in names)
    marked = openpyxl.load_workbook(shown.folder / "样例花名册-核对.xlsx", read_only=True)
    assert {"核对结果", "总览"} <= set(marked.sheetnames)


def test_no_public_file_shows_a_number_that_must_be_masked(shown):
    public = [*(shown.folder / "嘎查村公示").rglob("*.docx"), *(shown.folder / "村务公开栏").rglob("*.docx")]
    public += (shown.folder / "发放").rglob("*公示*.docx")
    assert len(public) > 100
    for path in public:
        with zipfile.ZipFile(path) as document:
            text = re.sub(r"<[^>]+>", "", document.read("word/document.xml").decode())
        assert leaks(text, ["0476-7012345", *re.findall(r"0\d{2,3}-\d{7,8}", text)]) == [], path.name

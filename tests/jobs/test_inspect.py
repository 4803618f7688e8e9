"""生成台账 against the files: what was changed or moved since it was made."""

from datetime import date, datetime
from pathlib import Path

import pytest

from xgy_excel.books.memory import MemoryBook
from xgy_excel.jobs import JOBS, Asked
from xgy_excel.jobs.inspecting.log import BATCH_GONE, CHANGED, GONE, doubts
from xgy_excel.jobs.register import LOG, LOG_HEADERS
from xgy_excel.rows import Procedure

DAY = ("--as-of", "2025-06-30")
HOTLINE = {"参数": "监督举报电话", "值": "0470-8123456"}
SELECTION = {
    "姓名": "张三", "身份证号": "150421198503019997", "服务嘎查村": "红旗嘎查", "公开日期": date(2024, 11, 1),
    "公开形式": "公示公告", "申请日期": date(2024, 11, 5), "是否书面申请": "是", "两委核查日期": date(2024, 11, 8),
    "核查结论": "符合", "评议日期": date(2024, 11, 10), "评议结论": "通过", "村公示起": date(2024, 11, 11),
    "村公示止": date(2024, 11, 18),
}  # fmt: skip


@pytest.fixture
def batch(county, report_of):
    """A county whose notices have been made: two villages, two files. Returns the book and the files."""
    other = {"姓名": "李四", "身份证号": "15042119850301001X", "户名": "李四", "协议编号": None, "服务嘎查村": "东升村"}
    selections = [SELECTION, {**SELECTION, "姓名": "李四", "身份证号": "15042119850301001X", "服务嘎查村": "东升村"}]
    book = county({}, other, settings=[HOTLINE], extra={Procedure: selections})
    report = report_of("form", "D05", book, *DAY)
    assert report["made"] == 2, report["skipped"]
    return book, [Path(file) for file in report["files"]]


def told(report_of, book, *words):
    report = report_of("inspect", book, *DAY, *words)
    return [(one["file"], one["state"]) for one in report["documents"]["doubts"]]


def test_documents_that_are_as_they_were_made_are_not_told_of(batch, report_of):
    book, _ = batch
    report = report_of("inspect", book, *DAY)
    assert report["documents"] == {"logged": 2, "doubts": []}


def test_a_document_that_was_changed_or_taken_away_is_told_of_by_its_name(batch, report_of, xgy):
    book, (first, second) = batch
    first.write_bytes(first.read_bytes() + b"x")
    assert told(report_of, book) == [(f"巴彦镇/{first.name}", CHANGED)]
    second.unlink()
    assert told(report_of, book) == [(f"巴彦镇/{first.name}", CHANGED), (f"巴彦镇/{second.name}", GONE)]
    _, out, _ = xgy("inspect", book, *DAY)
    assert f"【生成台账】文件“巴彦镇/{first.name}”生成后被修改。→ 确认以哪一份为准；需要时重新生成。" in out


def test_a_folder_that_was_renamed_beside_the_book_is_still_known(batch, report_of):
    book, (first, _) = batch
    folder = first.parents[1]
    folder.rename(folder.with_name("2025年公示"))
    assert told(report_of, book) == []


def test_a_whole_batch_that_is_gone_is_told_in_one_line_unless_it_is_shown_where_it_is(batch, report_of, tmp_path):
    book, (first, _) = batch
    folder, away = first.parents[1], tmp_path / "别处" / "归档" / "公示"
    away.parent.mkdir(parents=True)
    folder.rename(away)
    assert told(report_of, book) == [("嘎查村公示（整批2份）", BATCH_GONE)]
    assert told(report_of, book, "--documents", tmp_path / "别处") == []


def test_the_list_and_the_report_tell_of_the_documents_in_doubt(batch, report_of):
    import openpyxl

    from xgy_excel.docx import text_of

    book, (first, _) = batch
    first.unlink()
    listed, written = map(Path, report_of("inspect", book, *DAY)["files"])
    cells = [cell.value for row in openpyxl.load_workbook(listed)["文书台账"].iter_rows() for cell in row]
    assert f"巴彦镇/{first.name}" in cells
    assert "生成台账登记文书2份，其中1条与生成时不一致。" in cells
    assert "九、文书台账核查" in text_of(written.read_bytes())


@pytest.mark.parametrize("time", ["", "昨天", "2025-06-30 25:61:00"])
def test_a_line_whose_time_nobody_can_read_is_in_doubt(time, tmp_path):
    line = (time, "嘎查村公示", "红旗嘎查", "", "a.docx", "0" * 16, "")
    book = MemoryBook({LOG: [LOG_HEADERS, line]})
    assert [(d.file, d.state) for d in doubts(book, [tmp_path])[1]] == [("a.docx", GONE)]


def test_a_book_without_a_register_has_no_documents_in_doubt():
    assert doubts(MemoryBook({"花名册": [["姓名"]]})) == (0, [])


def test_the_button_makes_the_same_files_and_leaves_the_open_book_alone(county):
    from xgy_excel.books import open_book
    from xgy_excel.console import progress

    path = county()
    before = path.read_bytes()
    job = next(job for job in JOBS if job.name == "inspect")
    report = job.run(open_book(path), Asked(date(2025, 6, 30), datetime(2025, 6, 30, 8), progress))
    assert [Path(file).parent.name for file in report.files] == ["自查_20250630-080000"] * 2
    assert path.read_bytes() == before

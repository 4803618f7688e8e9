"""总览: the numbers of the county on one sheet, charts that other programs read, nothing of the clerk's touched."""

import zipfile
from io import BytesIO
from itertools import takewhile

import openpyxl
import pytest
from openpyxl.drawing.image import Image
from PIL import Image as Picture

DAY = ("--as-of", "2025-06-30")


@pytest.fixture
def sheet_of(xgy, tmp_path):
    """The sheet of a book's copy, by its own values."""

    def made(book, *words):
        status, _, err = xgy("overview", book, *DAY, *words)
        assert (status, err) == (1, "") or status == 0
        return openpyxl.load_workbook(tmp_path / "花名册-总览.xlsx")["总览"]

    return made


def lines(sheet, first):
    """The rows of the list whose header begins with this word, by the word of each row."""
    rows = [*sheet.iter_rows(values_only=True)]
    start = next(n for n, row in enumerate(rows) if row[0] == first)
    end = next((n for n in range(start, len(rows)) if not any(rows[n])), len(rows))
    headers = [*takewhile(bool, rows[start][1:])]
    return {row[0]: dict(zip(headers, row[1:], strict=False)) for row in rows[start + 1 : end]}


def test_posts_and_findings_stand_by_township_with_their_total(county, sheet_of):
    sheet = sheet_of(county({"文化程度": "小学"}))
    towns = lines(sheet, "苏木乡镇")
    (town, total) = (towns[name] for name in (next(iter(towns)), "合计"))
    assert {name: town[name] for name in ("嘎查村数", "劳动力合计", "核定岗位数", "在岗人数", "空岗数")} == {
        "嘎查村数": 1, "劳动力合计": 90, "核定岗位数": 1, "在岗人数": 1, "空岗数": 0,
    }  # fmt: skip
    assert town["错误"] >= 1
    assert towns["不分苏木乡镇"]["嘎查村数"] is None  # its findings belong to no township, and it has no villages
    assert all(total[name] == sum(line[name] or 0 for word, line in towns.items() if word != "合计") for name in total)


def test_what_is_counted_by_article_is_what_the_check_finds(county, sheet_of, report_of):
    book = county({"文化程度": "小学", "出生日期": None})
    articles = lines(sheet_of(book), "条款")
    counts = report_of("check", book, *DAY, "--no-mark")["counts"]
    assert {
        level: sum(line[level] for line in articles.values()) for level in ("错误", "需例外审批", "待核", "提示")
    } == {level: n for level, n in counts.items() if level != "已批例外"}


def test_agreements_stand_in_their_month_and_pay_by_its_source(county, sheet_of):
    sheet = sheet_of(county({"协议止": "2025-08-15", "月劳务报酬": 1000, "资金来源": "F5:600；F2:400"}))
    months = lines(sheet, "协议到期月份")
    assert (next(iter(months)), months["2025年8月"], len(months)) == ("2025年6月", {"协议份数": 1}, 12)
    funds = lines(sheet, "资金来源")
    assert {name: line["月报酬（元）"] for name, line in funds.items()} == {"村集体经济其他收入": 600, "衔接资金": 400}


def test_charts_are_native_and_refer_to_the_numbers_of_the_sheet(county, sheet_of):
    sheet = sheet_of(county())
    assert len(sheet._charts) == 4
    for chart in sheet._charts:
        for series in chart.series:
            held = [sheet[ref.replace("$", "").split("!")[1]] for ref in (series.val.numRef.f, series.cat.strRef.f)]
            numbers, words = (
                [cell[0].value for cell in cells] if isinstance(cells, tuple) else [cells.value] for cells in held
            )
            assert all(isinstance(n, int | float) for n in numbers)
            assert all(isinstance(word, str) for word in words)
            cached = [point.v for point in series.val.numRef.numCache.pt]
            assert [float(v) for v in cached] == numbers


def test_a_second_run_replaces_the_charts_and_what_the_clerk_drew_stays(county, xgy, tmp_path):
    book = county()
    xgy("overview", book, *DAY, "--in-place")
    loaded = openpyxl.load_workbook(book)
    dot = BytesIO()
    Picture.new("RGB", (4, 4)).save(dot, "PNG")
    loaded["总览"].add_image(Image(dot), "N2")
    loaded.save(book)  # openpyxl gives the frames names of its own: what it wrote counts as the clerk's
    xgy("overview", book, *DAY, "--in-place")
    xgy("overview", book, *DAY, "--in-place")
    again = openpyxl.load_workbook(book)["总览"]
    assert (len(again._images), len(again._charts)) == (1, 8)
    with zipfile.ZipFile(book) as package:
        names = package.namelist()
    assert len([n for n in names if n.startswith("xl/charts/chart")]) == 8


def test_the_marked_copy_has_it_and_clearing_takes_it_away_with_every_part(county, xgy, tmp_path):
    book = county()
    before = set(zipfile.ZipFile(book).namelist())
    xgy("check", book, *DAY, "--in-place")
    assert "总览" in openpyxl.load_workbook(book).sheetnames
    xgy("check", book, *DAY, "--in-place", "--clear")
    assert "总览" not in openpyxl.load_workbook(book).sheetnames
    assert {n for n in zipfile.ZipFile(book).namelist() if "chart" in n or "drawing" in n.lower()} <= before


def test_of_a_roster_that_cannot_be_edited_the_copy_is_said_to_hold_values_alone(county, report_of, tmp_path):
    old = tmp_path / "名单.csv"
    rows = openpyxl.load_workbook(county())["花名册"].iter_rows(values_only=True)
    old.write_text("\n".join(",".join("" if v is None else str(v) for v in row) for row in rows), encoding="utf-8")
    report = report_of("overview", old, *DAY)
    assert [note for note in report["notes"] if note.endswith("结果写在新的工作簿里，只有数值，没有原来的格式。")]
    assert openpyxl.load_workbook(tmp_path / "名单-总览.xlsx")["总览"]


def test_a_report_is_word_pdf_and_pictures(county, xgy, tmp_path):
    status, _, err = xgy("overview", county(), *DAY, "--report", tmp_path / "报告")
    assert (status in (0, 1), err) == (True, "")
    names = sorted(path.name for path in (tmp_path / "报告").iterdir())
    assert names[:2] == ["总览-1.png", "总览-2.png"]
    assert names[-2:] == ["总览.docx", "总览.pdf"]
    with zipfile.ZipFile(tmp_path / "报告" / "总览.docx") as document:
        assert len([n for n in document.namelist() if n.startswith("word/charts/chart")]) == 4
    assert Picture.open(tmp_path / "报告" / "总览-1.png").width > 1000
    assert (
        xgy("overview", tmp_path / "花名册.xlsx", *DAY, "-o", tmp_path / "又.xlsx", "--report", tmp_path / "报告")[0]
        == 2
    )

"""Whatever a clerk hands over ends in one plain sentence, exit status 2, and nothing written."""

import zipfile

import openpyxl
import pytest

DAY = ("--as-of", "2025-06-30")


def ole_with(stream):
    """The head of an OLE file; the reader needs no more to say what it is."""
    return bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504 + stream.encode("utf-16-le").ljust(512, b"\0")


def no_roster(path):
    book = openpyxl.Workbook()
    book.active.append(["商品", "单价"])
    book.active.append(["苹果", 3])
    book.save(path)


def docx(path):
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w/>")
        package.writestr("[Content_Types].xml", "<Types/>")


def truncated(path):
    no_roster(path)
    path.write_bytes(path.read_bytes()[:-300])


BAD = {
    "空文件.xlsx": lambda p: p.write_bytes(b""),
    "不是表格.xlsx": lambda p: p.write_bytes(b"%PDF-1.7\n" + bytes(200)),
    "图片.xls": lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200)),
    "文档.xlsx": docx,
    "截断.xlsx": truncated,
    "加密.xlsx": lambda p: p.write_bytes(ole_with("EncryptedPackage")),
    "网页.xls": lambda p: p.write_text("<html><table><tr><td>姓名</td></tr></table></html>", encoding="utf-8"),
    "~$花名册.xlsx": lambda p: p.write_bytes(bytes(165)),
    "没有花名册.xlsx": no_roster,
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", [("check",), ("form", "contract")])
def test_a_bad_file_is_told_in_one_sentence(name, command, xgy, tmp_path):
    path = tmp_path / name
    BAD[name](path)
    before = path.read_bytes()
    status, out, err = xgy(*command, path, *DAY)
    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert err.strip().endswith("。")
    assert "Error" not in err
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert path.read_bytes() == before


@pytest.mark.parametrize("lock", ["~$花名册.xlsx", ".~lock.花名册.xlsx#"])
def test_a_book_open_elsewhere_is_not_written(lock, county, xgy, tmp_path):
    book = county({"文化程度": "小学"})
    (tmp_path / lock).write_bytes(b"x")
    status, _, err = xgy("check", book, *DAY, "--in-place")
    assert status == 2
    assert "打开" in err


def test_a_read_only_book_is_not_written(county, xgy):
    book = county()
    book.chmod(0o444)
    status, _, err = xgy("check", book, *DAY, "--in-place")
    assert status == 2
    assert "只读" in err


def test_a_missing_template_is_told(county, xgy, tmp_path):
    status, _, err = xgy("form", "contract", county(), *DAY, "--template", tmp_path / "没有.docx")
    assert status == 2
    assert "没有.docx" in err


def test_packs_that_overlap_stop_the_check(county, xgy):
    from datetime import date

    from xgy_excel.rows import Pack

    packs = [
        {"包名": "甲", "生效日期": date(2022, 1, 1), "失效日期": date(2025, 12, 31)},
        {"包名": "乙", "生效日期": date(2025, 6, 1), "失效日期": date(2026, 12, 31)},
    ]
    status, _, err = xgy("check", county(extra={Pack: packs}), *DAY)
    assert status == 2
    assert "重叠" in err

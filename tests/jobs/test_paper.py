"""What goes on paper: PDFs, the print file, one Word file, and a printer only when it is named."""

import json
import os
import stat
import sys
from dataclasses import replace

import pytest
from docx import Document
from pypdf import PdfReader

from xgy_excel.jobs import batch, printer

from .test_form import DAY, documents, two  # noqa: F401 - a fixture

FAKE = """#!{python}
import json, sys
with open({log!r}, "a", encoding="utf-8") as log:
    log.write(json.dumps(sys.argv[1:], ensure_ascii=False) + "\\n")
sys.exit({status})
"""


@pytest.fixture
def lp(tmp_path, monkeypatch):
    """A printing system that notes what it is given."""
    home = tmp_path / "系统"
    home.mkdir()
    log = home / "log"

    def install(status=0):
        program = home / "lp"
        program.write_text(FAKE.format(python=sys.executable, log=str(log), status=status), encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{home}{os.pathsep}{os.environ['PATH']}")
        return lambda: (
            [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
        )

    return install


def test_every_document_gets_its_pdf(two, report_of, tmp_path):  # noqa: F811
    report = report_of("form", "contract", two(), *DAY, "-o", tmp_path / "批", "--pdf")
    made = documents(tmp_path / "批")
    assert sorted((tmp_path / "批").rglob("*.pdf")) == [p.with_suffix(".pdf") for p in made]
    assert {str(p.with_suffix(".pdf")) for p in made} <= set(report["files"])


def test_on_both_sides_every_agreement_begins_on_a_front_side(two, report_of, tmp_path):  # noqa: F811
    report_of("form", "contract", two(), *DAY, "-o", tmp_path / "批", "--print", "--duplex", "--copies", "2")
    (pdf,) = (tmp_path / "批").glob("*.pdf")
    reader = PdfReader(pdf)
    starts = [reader.get_destination_page_number(mark) for mark in reader.outline]
    assert starts[0] == 0
    assert starts[1] % 4 == 0, "two copies of an even number of pages"
    assert len(reader.pages) == 2 * starts[1]


def test_one_word_file_holds_all(two, report_of, tmp_path):  # noqa: F811
    report = report_of("form", "contract", two(), *DAY, "-o", tmp_path / "批", "--merged")
    (merged,) = (tmp_path / "批").glob("*_合并_2份.docx")
    assert str(merged) in report["files"]
    text = "\n".join(p.text for p in Document(merged).paragraphs)
    assert text.index("乙方（受聘人）：张三") < text.index("乙方（受聘人）：李四")


def test_what_would_print_wrongly_is_not_merged_and_the_documents_are_there(two, report_of, tmp_path):  # noqa: F811
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    from xgy_excel.assets import template_path

    own = Document(template_path("contract.docx"))
    field = f'<w:fldSimple {nsdecls("w")} w:instr="NUMPAGES"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    own.sections[0].header.paragraphs[0]._p.append(parse_xml(field))
    own.save(tmp_path / "本县.docx")
    words = ("--template", tmp_path / "本县.docx", "--merged", "-o", tmp_path / "批")
    report = report_of("form", "contract", two(), *DAY, *words)
    assert report["made"] == 2
    assert any("没有合并成一个Word文件：张三：有总页数域" in note for note in report["notes"])
    assert list((tmp_path / "批").glob("*合并*")) == []


# -- the printer -------------------------------------------------------------------------------------------------


def test_the_print_file_goes_to_the_printer_that_is_named(two, report_of, tmp_path, lp):  # noqa: F811
    given = lp()
    report = report_of("form", "contract", two(), *DAY, "-o", tmp_path / "批", "--print-to", "二楼 打印机", "--duplex")
    (pdf,) = (tmp_path / "批").glob("*合并打印*.pdf")
    assert given() == [["-d", "二楼 打印机", "-o", "sides=two-sided-long-edge", "--", str(pdf)]]
    assert "已送到打印机“二楼 打印机”。" in report["notes"]


def test_without_a_name_nothing_is_printed(two, report_of, tmp_path, lp):  # noqa: F811
    given = lp()
    report_of("form", "contract", two(), *DAY, "-o", tmp_path / "批", "--print")
    assert given() == []


def test_a_printer_that_refuses_is_told_and_the_files_are_there(two, report_of, tmp_path, lp):  # noqa: F811
    lp(status=1)
    report = report_of("form", "contract", two(), *DAY, "-o", tmp_path / "批", "--print-to", "没有")
    assert report["made"] == 2
    assert any(note.startswith("打印机“没有”不存在或不能用，没有打印。") for note in report["notes"])
    assert len(list((tmp_path / "批").glob("*.pdf"))) == 1


def test_where_nothing_can_be_printed_nothing_is_begun(two, xgy, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(printer.shutil, "which", lambda name: None)
    book = two()
    before = book.read_bytes()
    status, _, err = xgy("form", "contract", book, *DAY, "-o", tmp_path / "批", "--print-to", "打印机")
    assert (status, "没有打印命令" in err, err.count("\n")) == (2, True, 1)
    assert book.read_bytes() == before
    assert not (tmp_path / "批").exists()


class Windows:
    """What of Windows is asked for printing."""

    def __init__(self, monkeypatch, fails=False):
        self.started, self.fails = [], fails
        monkeypatch.setattr(printer.sys, "platform", "win32")
        monkeypatch.setattr(os, "startfile", self.startfile, raising=False)
        monkeypatch.setitem(sys.modules, "win32print", self)

    PRINTER_ENUM_LOCAL, PRINTER_ENUM_CONNECTIONS = 2, 4

    def EnumPrinters(self, flags):  # noqa: N802 - Windows' name
        assert flags == 6
        return [(0, "", "HP LaserJet", ""), (0, "", "二楼打印机", "")]

    def startfile(self, file, verb, arguments):
        if self.fails:
            raise OSError("no association")
        self.started.append((file.name, verb, arguments))


def test_on_windows_the_reader_prints_to_the_named_printer(monkeypatch, tmp_path):
    windows = Windows(monkeypatch)
    printer.ready("二楼打印机")
    printer.send(tmp_path / "a.pdf", "二楼打印机")
    assert windows.started == [("a.pdf", "printto", '"二楼打印机"')]


def test_on_windows_an_unknown_printer_is_told_with_the_nearest(monkeypatch):
    Windows(monkeypatch)
    with pytest.raises(printer.Stopped, match="没有名为“二楼的打印机”的打印机，最接近的是“二楼打印机”"):
        printer.ready("二楼的打印机")


def test_on_windows_a_reader_that_cannot_is_told(monkeypatch, tmp_path):
    Windows(monkeypatch, fails=True)
    with pytest.raises(printer.Stopped, match="PDF阅读器不能直接打印"):
        printer.send(tmp_path / "a.pdf", "HP LaserJet")


# -- resuming, and other machines ------------------------------------------------------------------------------------


def test_a_print_file_that_was_cut_off_is_made_on_resuming(two, xgy, report_of, tmp_path, monkeypatch):  # noqa: F811
    from xgy_excel.docx import printing

    def cut_off(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(printing, "print_file", cut_off)
    book = two()
    assert xgy("form", "contract", book, *DAY, "-o", tmp_path / "批", "--print", "--copies", "3")[0] == 2
    monkeypatch.undo()
    report = report_of("form", "contract", book, "-o", tmp_path / "批", "--resume")
    assert (tmp_path / "批" / "聘用协议_合并打印_6份.pdf").is_file()
    assert report["made"] == 2
    assert json.loads((tmp_path / "批" / batch.JOURNAL).read_text(encoding="utf-8"))["done"]


def test_what_was_cut_off_comes_before_what_was_made_since(two, xgy, report_of, tmp_path, monkeypatch):  # noqa: F811
    def cut_off(path, data):
        raise KeyboardInterrupt

    book = two()
    journal = batch.Journal("D08", book.name, "2025-06-30", "2025-06-30T10:00:00", (), "")
    cut = batch.begin(None, book, "聘用协议", journal, personal=True)
    later = batch.begin(None, book, "聘用协议", replace(journal, began="2025-06-30T11:00:00"), personal=True)
    batch.end(later, journal)
    assert batch.resume(None, book, "聘用协议", personal=True) == (cut, journal)
    batch.end(cut, journal)
    assert batch.resume(None, book, "聘用协议", personal=True)[0] == later
    monkeypatch.setattr(batch, "put", cut_off)
    assert xgy("form", "contract", book, *DAY, "-o", cut)[0] == 2, "a folder of its own within"
    assert len(list(cut.glob("聘用协议_*"))) == 1


def test_the_hidden_journal_holds_nobodys_data(two, report_of, tmp_path):  # noqa: F811
    report_of("form", "contract", two(), *DAY, "-o", tmp_path / "批")
    text = (tmp_path / "批" / batch.JOURNAL).read_text(encoding="utf-8")
    assert not [word for word in ("张三", "李四", "150421", "6217") if word in text]


def test_a_cluster_nobody_answers_for_stops_before_anything_is_made(two, xgy, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr("xgy_excel.docx.cluster.SECONDS", 0.3)
    book = two()
    before = book.read_bytes()
    status, _, err = xgy("form", "contract", book, *DAY, "-o", tmp_path / "批", "--cluster", "tcp://127.0.0.1:9")
    assert (status, "连不上集群" in err) == (2, True)
    assert book.read_bytes() == before
    assert not (tmp_path / "批").exists()


def test_a_cluster_makes_the_same_agreements(two, report_of, tmp_path):  # noqa: F811
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as local:
        book = two()
        there = ("--cluster", local.scheduler_address)
        report = report_of("form", "contract", book, *DAY, "-o", tmp_path / "那边", *there)
    assert report["made"] == 2
    assert not any("并行" in note for note in report["notes"])
    report_of("form", "contract", book, *DAY, "-o", tmp_path / "这边")
    one, two_ = ({p.name: p.read_bytes() for p in documents(tmp_path / f)} for f in ("那边", "这边"))
    assert one == two_

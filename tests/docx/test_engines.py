"""The engines beside the embedded one: what they do with documents that hang, crash or are none, and what they leave behind."""

import sys
import threading
import time
from pathlib import Path

import pytest
from pypdf import PdfReader

from xgy_excel.core import Stopped
from xgy_excel.docx import soffice
from xgy_excel.docx.pdf import Embedded, engine
from xgy_excel.docx.printing import print_file
from xgy_excel.docx.soffice import LibreOffice
from xgy_excel.docx.word import Word

from .test_printing import record, shown
from .word_samples import template

FAKE = """
import sys, time, pathlib, zipfile, os
log = pathlib.Path({log!r})
sources = [pathlib.Path(a) for a in sys.argv if a.endswith(".docx")]
(profile,) = [a for a in sys.argv if a.startswith("-env:UserInstallation=file://")]
with log.open("a") as file:
    file.write(f"{{pathlib.Path(profile).name}} {{len(sources)}}\\n")
for source in sources:
    text = zipfile.ZipFile(source).read("word/document.xml").decode()
    if "卡住" in text: time.sleep(60)
    if "崩溃" in text: os._exit(3)
    if "坏" not in text: source.with_suffix(".pdf").write_bytes(b"PDF of " + text[text.index("第"):][:3].encode())
    time.sleep(0.02)
"""


class Office:
    """LibreOffice's command line played by a script: it hangs, crashes or skips where a document says so."""

    def __init__(self, folder, seconds=20.0):
        self.log = folder / "log"
        (folder / "soffice.py").write_text(FAKE.format(log=str(self.log)), encoding="utf-8")
        self.engine = LibreOffice((sys.executable, str(folder / "soffice.py")), seconds)

    def set(self, texts):
        """What becomes of documents asked for at the same time: the PDF, or the sentence."""
        results = {}

        def ask(text):
            try:
                results[text] = self.engine.to_pdf(template(text)).decode().removeprefix("PDF of ")
            except Stopped as stop:
                results[text] = str(stop)

        threads = [threading.Thread(target=ask, args=(text,)) for text in texts]
        for thread in threads:
            thread.start()
            time.sleep(0.005)
        for thread in threads:
            thread.join()
        return results

    def runs(self):
        """How many documents each process was given."""
        return [int(line.split()[1]) for line in self.log.read_text().splitlines()]


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setattr(soffice, "check", lambda docx, pdf: 1)
    monkeypatch.setattr(soffice, "PROFILES", 1)
    offices = []

    def make(**options):
        offices.append(Office(tmp_path, **options))
        return offices[-1]

    yield make
    for made in offices:
        made.engine.close()


def test_many_documents_share_a_process(office):
    press = office()
    texts = [f"第{i:02d}" for i in range(30)]
    assert press.set(texts) == {text: text for text in texts}
    assert len(press.runs()) < 10
    assert max(press.runs()) <= soffice.BATCH


@pytest.mark.parametrize(("bad", "why"), [("崩溃", "没有生成PDF"), ("坏", "没有生成PDF"), ("卡住", "在1秒内没有完成")])
def test_one_bad_document_costs_nobody_else_theirs(office, bad, why):
    press = office(seconds=1)
    texts = ["第01", "第02", f"第03{bad}", "第04", "第05"]
    made = press.set(texts)
    assert {t: made[t] for t in texts if bad not in t} == {t: t for t in texts if bad not in t}
    assert why in made[f"第03{bad}"]


def test_a_profile_that_hung_is_thrown_away(office):
    press = office(seconds=0.5)
    profile = Path(press.engine._home.name, "profile0")
    profile.mkdir()
    press.set(["第01卡住"])
    assert not profile.exists()
    assert press.set(["第02"]) == {"第02": "第02"}


def test_the_time_limit_is_for_one_document_not_for_all(office):
    press = office(seconds=0.3)
    texts = [f"第{i:02d}" for i in range(24)]
    assert press.set(texts) == {text: text for text in texts}


def test_what_is_no_document_is_told(office):
    with pytest.raises(Stopped, match="不是Word文书"):
        office().engine.to_pdf(b"PK no package")


def test_nothing_stays_on_the_disk(office):
    press = office()
    press.set(["第01", "第02坏"])
    home = Path(press.engine._home.name)
    assert [p for p in home.rglob("*") if p.suffix in (".docx", ".pdf")] == []
    press.engine.close()
    assert not home.exists()


def test_libreoffice_prints_a_batch_as_the_embedded_engine_does(tmp_path):
    people = [(name, record(name, pages)) for name, pages in (("张三", 1), ("李四", 2), ("王五", 1))]
    for name in ("libreoffice", "embedded"):
        press = engine(name)
        print_file(people, tmp_path / f"{name}.pdf", engine=press, duplex=True)
        press.close()
    assert shown(tmp_path / "libreoffice.pdf") == shown(tmp_path / "embedded.pdf")
    assert len(PdfReader(tmp_path / "libreoffice.pdf").pages) == 6


# -- Word, played by an object ------------------------------------------------------------------------------------


class ComError(Exception):
    pass


class Application:
    """Word.Application as far as we use it. `faults` says what happens to the documents in turn."""

    def __init__(self, pdf, faults):
        self.pdf, self.faults = pdf, faults
        self.events, self.thread, self.ended = [], threading.get_ident(), threading.Event()
        self.Documents = self

    def Open(self, path, **options):  # noqa: N802 - Word's name
        assert threading.get_ident() == self.thread
        assert options["ReadOnly"]
        assert not options["AddToRecentFiles"]
        assert Path(path).is_file()
        if (fault := self.faults.pop(0) if self.faults else "") == "gone":
            raise ComError("the object invoked has disconnected from its clients")
        if fault == "dialog":
            self.ended.wait(20)
            raise ComError("the remote procedure call failed")
        self.events.append("open")
        return self

    def ExportAsFixedFormat(self, path, kind, **_):  # noqa: N802
        assert kind == 17
        Path(path).write_bytes(self.pdf)

    def Close(self, save):  # noqa: N802
        assert save == 0
        self.events.append("close")

    def Quit(self, save):  # noqa: N802
        assert save == 0
        self.events.append("quit")


class Machine:
    """A computer with Word: every start gives another one."""

    def __init__(self, pdf, *faults):
        self.pdf, self.faults, self.started = pdf, list(faults), []

    def __call__(self):
        word = Application(self.pdf, self.faults)
        self.started.append(word)
        return word, word.ended.set


@pytest.fixture(scope="module")
def page():
    docx = record("张三", 1)
    return docx, Embedded().to_pdf(docx)


def test_word_sets_documents_one_after_the_other_and_is_closed(page):
    docx, pdf = page
    machine = Machine(pdf)
    press = Word(machine)
    assert [press.to_pdf(docx), press.to_pdf(docx)] == [pdf, pdf]
    press.close()
    (word,) = machine.started
    assert word.events == ["open", "close", "open", "close", "quit"]
    assert (word.Visible, word.DisplayAlerts, word.AutomationSecurity) == (False, 0, 3)


def test_words_pages_are_checked_too(page):
    press = Word(Machine(page[1]))
    with pytest.raises(Stopped, match="排版后的页面与文书不一致"):
        press.to_pdf(record("李四", 1))
    press.close()


def test_a_word_that_has_gone_is_started_once_more(page):
    docx, pdf = page
    machine = Machine(pdf, "", "gone")
    press = Word(machine)
    assert [press.to_pdf(docx), press.to_pdf(docx)] == [pdf, pdf]
    assert len(machine.started) == 2
    press.close()


def test_a_word_that_goes_twice_is_told(page):
    press = Word(Machine(page[1], "gone", "gone"))
    with pytest.raises(Stopped, match="Word没有排好这份文书"):
        press.to_pdf(page[0])
    press.close()


def test_a_word_that_waits_for_an_answer_is_ended(page):
    machine = Machine(page[1], "dialog")
    press = Word(machine, seconds=0.3)
    began = time.monotonic()
    with pytest.raises(Stopped, match=r"Word在0\.3秒内没有完成，可能弹出了对话框"):
        press.to_pdf(page[0])
    press.close()
    assert time.monotonic() - began < 10
    assert len(machine.started) == 1


def test_word_prints_a_batch(page, tmp_path):
    press = Word(Machine(page[1]))
    assert print_file([("张三", page[0])] * 5, tmp_path / "a.pdf", engine=press) == 5
    press.close()


def test_without_word_the_clerk_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(Stopped, match="Word引擎只能在装有Word的Windows上使用，请改用内置引擎"):
        engine("word")


def test_every_engine_has_the_same_port():
    for made in (Embedded(), LibreOffice((sys.executable,)), Word(Machine(b""))):
        assert made.workers >= 1
        made.close()

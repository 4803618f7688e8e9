"""The small parts under the window: what it remembers, how it works in the background, what is looked at before printing."""

import time

import pytest

from xgy_excel.core import Stopped
from xgy_excel.jobs.check import check_file
from xgy_excel.jobs.form import Wish, make_file
from xgy_excel.window import opening
from xgy_excel.window.memory import MOST, Memory
from xgy_excel.window.outcome import LEVELS, outcome_of
from xgy_excel.window.samples import FIRST, LAST, RANDOM, Samples, pages
from xgy_excel.window.worker import Worker

from .test_desk import DAY


def ended(worker):
    until = time.monotonic() + 30
    while (end := worker.end()) is None:
        assert time.monotonic() < until
        time.sleep(0.002)
    return end


# -- memory -----------------------------------------------------------------------------------------------------------


def test_recent_books_are_remembered_the_latest_first_and_each_once(tmp_path):
    books = [tmp_path / f"{n}.xlsx" for n in range(MOST + 2)]
    for book in books:
        book.touch()
    memory = Memory(tmp_path / "settings" / "window.json")
    for book in [*books, books[5]]:
        memory.opened(book)
    again = Memory(tmp_path / "settings" / "window.json")
    assert again.recent == [books[5], *[b for b in reversed(books) if b != books[5]]][:MOST]
    assert again.folder == tmp_path


def test_books_and_folders_that_are_gone_are_not_offered(tmp_path):
    memory = Memory(tmp_path / "window.json")
    memory.opened(tmp_path / "gone" / "a.xlsx")
    assert memory.recent == []
    assert memory.folder.is_dir()


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"recent": 5}', '{"recent": [1], "folder": {}}', "\ud800"])
def test_a_file_that_cannot_be_read_is_no_reason_to_stop(tmp_path, text):
    file = tmp_path / "window.json"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    memory = Memory(file)
    assert memory.recent == []
    memory.opened(tmp_path / "a.xlsx")  # and is written anew
    assert "a.xlsx" in file.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path):
    (tmp_path / "file").touch()
    Memory(tmp_path / "file" / "window.json").opened(tmp_path / "a.xlsx")


# -- work -------------------------------------------------------------------------------------------------------------


def test_work_tells_how_far_it_is_and_gives_its_result():
    worker, seen = Worker(), []

    def work(progress):
        with progress("做", 2) as advance:
            for n in (1, 2):
                advance(n)
                seen.append(worker.at)
        return "好"

    worker.start("开始", work)
    assert ended(worker).result == "好"
    assert [(at.what, at.done, at.total) for at in seen] == [("做", 1, 2), ("做", 2, 2)]
    assert worker.at is None


def test_cancelled_work_stops_between_two_items_whatever_the_job_catches():
    worker, done = Worker(), []

    def work(progress):
        with progress("做", 10) as advance:
            for n in range(10):
                try:
                    advance(n)
                except Exception:
                    done.append("caught")
                done.append(n)
                if n == 3:
                    worker.cancel()
                    assert worker.stopping

    worker.start("开始", work)
    assert ended(worker).cancelled
    assert done == [0, 1, 2, 3]
    worker.start("再来", lambda progress: "好")  # an old cancel does not stop the next
    assert ended(worker).result == "好"


def test_only_one_piece_of_work_at_a_time():
    worker = Worker()
    worker.start("一", lambda progress: time.sleep(0.05))
    with pytest.raises(RuntimeError):
        worker.start("二", lambda progress: None)
    ended(worker)


# -- results ----------------------------------------------------------------------------------------------------------


def test_an_outcome_has_the_findings_in_the_order_of_their_gravity(county):
    report = check_file(county({"文化程度": "小学", "民族": "蒙族"}, {"协议止": None}), DAY, marks=False)
    outcome = outcome_of("校验", report)
    ranks = [LEVELS.index(line.level) for line in outcome.lines]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1
    assert sum(outcome.counts.values()) == len(outcome.lines) == len(report.findings)


def test_of_a_check_without_findings_it_says_so(county):
    from xgy_excel.core import Report

    outcome = outcome_of("校验", Report("a.xlsx", DAY, "文号"))
    assert "没有发现问题" in outcome.headline
    assert (outcome.counts, outcome.copy, outcome.print_file) == ({}, None, None)


# -- before printing --------------------------------------------------------------------------------------------------


def test_first_last_and_one_between_are_looked_at(tmp_path):
    documents = [tmp_path / f"{n}.docx" for n in range(6)]
    samples = Samples(documents, choose=lambda numbers: numbers[-1])
    assert samples.missing == [FIRST, LAST, RANDOM]
    assert [samples.pick(kind).name for kind in (FIRST, LAST, RANDOM, RANDOM)] == [
        "0.docx",
        "5.docx",
        "4.docx",
        "3.docx",
    ]
    samples.shown(FIRST)
    assert samples.missing == [LAST, RANDOM]


@pytest.mark.parametrize(("count", "wanted"), [(0, ()), (1, (FIRST,)), (2, (FIRST, LAST)), (3, (FIRST, LAST, RANDOM))])
def test_no_more_is_asked_for_than_there_is(tmp_path, count, wanted):
    samples = Samples([tmp_path / f"{n}.docx" for n in range(count)])
    assert samples.wanted == wanted
    assert all(samples.pick(kind) for kind in wanted)


def test_the_pages_shown_are_the_pages_printed(ready, tmp_path):
    """As pictures of the same paper: the print file drawn by poppler, the preview by the engine."""
    import subprocess
    from contextlib import nullcontext
    from datetime import datetime
    from io import BytesIO

    from PIL import Image, ImageChops, ImageStat

    wish = Wish("contract", DAY, datetime(2025, 6, 30, 9), to_print=True)
    report = make_file(ready(), wish, lambda what, total: nullcontext(lambda done: None))
    outcome = outcome_of("打印", report)
    shown = pages(outcome.documents[0], 50)
    subprocess.run(["pdftoppm", "-r", "50", "-png", outcome.print_file, tmp_path / "page"], check=True)
    printed = sorted(tmp_path.glob("page-*.png"))
    assert len(shown) == len(printed) > 1

    def difference(ours, theirs):
        one, other = (Image.open(source).convert("L").resize((200, 280)) for source in (BytesIO(ours), theirs))
        return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]

    same = [difference(*pair) for pair in zip(shown, printed, strict=True)]
    others = [difference(*pair) for pair in zip(shown, [*printed[1:], printed[0]], strict=True)]
    assert max(same) < min(others) / 2, (same, others)


def test_a_document_that_is_gone_is_said(tmp_path):
    with pytest.raises(Stopped, match="移走"):
        pages(tmp_path / "a.docx", 50)
    (tmp_path / "b.docx").write_text("no document")
    with pytest.raises(Stopped, match=r"不能预览|不是Word"):
        pages(tmp_path / "b.docx", 50)


# -- opening ----------------------------------------------------------------------------------------------------------


def test_without_a_program_to_open_it_the_place_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(opening.shutil, "which", lambda name: None)
    monkeypatch.setattr(opening.sys, "platform", "linux")
    with pytest.raises(Stopped, match="它在"):
        opening.open_path(tmp_path)
    with pytest.raises(Stopped, match="移走"):
        opening.open_path(tmp_path / "gone.xlsx")


def test_a_copy_that_is_open_is_opened_all_the_same_with_the_way_to_the_cell(county, monkeypatch):
    shown = []
    monkeypatch.setattr(opening, "open_path", shown.append)
    book = county()
    book.with_name(f"~${book.name}").write_text("")
    before = book.read_bytes()
    assert "名称框" in opening.open_at(book, "花名册", "G2", ours=True)
    assert (shown, book.read_bytes()) == ([book], before)


def test_the_clerks_own_workbook_is_opened_without_writing_into_it(county, monkeypatch):
    shown = []
    monkeypatch.setattr(opening, "open_path", shown.append)
    book = county()
    before = book.read_bytes()
    assert "G2" in opening.open_at(book, "花名册", "G2", ours=False)
    assert opening.open_at(book, "", "", ours=False) == ""
    assert (shown, book.read_bytes()) == ([book, book], before)

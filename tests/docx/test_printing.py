"""The print file: every record on its own pages, in roster order, whole or not at all."""

import io
import os
import threading

import pytest
from docx import Document
from pypdf import PdfReader

from xgy_excel.core import Stopped
from xgy_excel.docx import printing, sharing
from xgy_excel.docx.pages import squeezed
from xgy_excel.docx.pdf import Embedded
from xgy_excel.docx.printing import AHEAD, print_file

from .pressed import agreement, notice, page_break, page_field
from .word_samples import saved


def record(name: str, pages: int) -> bytes:
    """A small document with so many pages, numbered at the foot."""
    document = Document()
    page_field(document.sections[0].footer.paragraphs[0])
    for number in range(pages):
        document.add_paragraph(f"{name}甲{'乙' * number}")
        if number < pages - 1:
            page_break(document)
    return saved(document)


def shown(path) -> list[str]:
    return [squeezed(page.extract_text()) for page in PdfReader(path).pages]


@pytest.fixture
def target(tmp_path):
    return tmp_path / "聘用协议_合并打印_3份.pdf"


@pytest.fixture(scope="module")
def people():
    return [("张三", record("张三", 1)), ("李四", record("李四", 2)), ("王五", record("王五", 1))]


def test_records_stand_in_their_order_and_each_counts_its_own_pages(people, target):
    assert print_file(people, target, engine=Embedded()) == 4
    assert shown(target) == ["张三甲1", "李四甲1", "李四甲乙2", "王五甲1"]


def test_copies_follow_one_another(people, target):
    assert print_file(people[:2], target, copies=2, engine=Embedded()) == 6
    assert shown(target) == ["张三甲1", "张三甲1", "李四甲1", "李四甲乙2", "李四甲1", "李四甲乙2"]


def test_with_duplex_everybody_begins_on_a_front_side(people, target):
    assert print_file(people, target, copies=1, duplex=True, engine=Embedded()) == 6
    assert shown(target) == ["张三甲1", "", "李四甲1", "李四甲乙2", "王五甲1", ""]


def test_an_empty_back_is_as_large_as_its_front(people, target):
    print_file(people[:1], target, duplex=True, engine=Embedded())
    front, back = PdfReader(target).pages
    assert front.mediabox == back.mediabox


def test_every_record_has_one_bookmark_at_its_first_page(people, target):
    print_file(people, target, copies=2, duplex=True, engine=Embedded())
    reader = PdfReader(target)
    found = [(mark["/Title"], reader.get_destination_page_number(mark)) for mark in reader.outline]
    assert found == [("张三", 0), ("李四", 4), ("王五", 8)]


def test_progress_is_told_after_every_record(people, target):
    told = []
    print_file(people, target, engine=Embedded(), progress=told.append)
    assert told == [1, 2, 3]


def test_the_same_records_give_the_same_file(people, tmp_path):
    paths = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for path in paths:
        print_file(people, path, engine=Embedded())
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_all_records_share_one_set_of_fonts(target):
    names = ["斯琴·巴图", "张国强", "王秀英", "㛃日嘎拉", "赵铁柱"]
    print_file([(name, agreement(乙方=name, 户名=name)) for name in names], target, engine=Embedded())
    reader = PdfReader(target)
    fonts = {
        page["/Resources"]["/Font"].raw_get(key).idnum for page in reader.pages for key in page["/Resources"]["/Font"]
    }
    assert len(fonts) == 2
    programs = [obj for obj in map(reader.get_object, reader.xref[0]) if "/FontFile3" in obj or "/FontFile2" in obj]
    assert len(programs) == 2
    texts = shown(target)
    assert [name in texts[5 * i] and name in texts[5 * i + 1] for i, name in enumerate(names)] == [True] * len(names)


def test_a_page_that_would_not_read_the_same_keeps_its_own_fonts(people, target, monkeypatch):
    monkeypatch.setattr(sharing, "_hexed", lambda text, codes: b"<0001>")
    print_file(people, target, engine=Embedded())
    assert shown(target) == ["张三甲1", "李四甲1", "李四甲乙2", "王五甲1"]


def test_an_engine_that_cannot_set_the_alphabet_leaves_every_record_its_fonts(people, target):
    class Once(Embedded):
        def to_pdf(self, docx):
            if docx not in [data for _, data in people]:
                raise Stopped("no alphabet")
            return super().to_pdf(docx)

    print_file(people, target, engine=Once())
    assert shown(target) == ["张三甲1", "李四甲1", "李四甲乙2", "王五甲1"]


def test_digits_keep_the_form_they_have_beside_latin_letters(target):
    pairs = [(name, agreement(乙方=name, 协议编号="NC2025-001")) for name in ("张三", "李四")]
    print_file(pairs, target, engine=Embedded())
    codes = set()
    page = PdfReader(target).pages[0]
    for font in page["/Resources"]["/Font"].values():
        for code, (letter, width, _) in sharing._glyphs(font.indirect_reference, sharing._Seen()).items():
            codes |= {(letter, width)} if letter == "0" and code else set()
    assert len(codes) >= 2


def test_a_second_copy_costs_nearly_nothing(target, tmp_path):
    one = notice()
    print_file([("红旗嘎查", one)], target, engine=Embedded())
    many = tmp_path / "many.pdf"
    print_file([("红旗嘎查", one)] * 5, many, copies=3, engine=Embedded())
    assert many.stat().st_size < 2 * target.stat().st_size


class Press:
    """An engine that gives one page per document, and notes how many it was given at a time."""

    workers = 3
    alone = False

    def __init__(self, pdf: bytes, faulty: bytes = b"none") -> None:
        self.pdf, self.faulty, self.threads = pdf, faulty, set()

    def to_pdf(self, docx):
        self.threads.add(threading.get_ident())
        if docx == self.faulty:
            raise Stopped("排版后的页面与文书不一致")
        return self.pdf


@pytest.fixture(scope="module")
def page():
    return Embedded().to_pdf(record("张三", 1))


def test_a_record_that_cannot_be_set_is_named_and_no_file_appears(page, target):
    with pytest.raises(Stopped, match=r"^李四：排版后的页面与文书不一致$"):
        print_file([("张三", b"1"), ("李四", b"2"), ("王五", b"3")], target, engine=Press(page, faulty=b"2"))
    assert list(target.parent.iterdir()) == []


def test_documents_are_taken_as_they_are_needed(page, target):
    taken, done = [], []

    def documents():
        for i in range(30):
            taken.append(i)
            yield f"{i}", b""

    print_file(documents(), target, engine=Press(page), progress=lambda n: done.append(len(taken) - n))
    assert max(done) < AHEAD * Press.workers
    assert len(PdfReader(target).pages) == 30


def test_many_are_set_in_processes_and_the_file_is_the_same(target, tmp_path, monkeypatch):
    people = [(f"{i}", record(f"人{i}", 1 + i % 2)) for i in range(6)]
    print_file(people, target, engine=Embedded())
    asked = []
    monkeypatch.setattr(printing, "MANY", 4)
    for forks in (True, False):
        monkeypatch.setattr(printing, "forks", lambda forks=forks: asked.append(forks) or forks)
        other = tmp_path / f"{forks}.pdf"
        print_file(people, other, engine=Embedded())
        assert other.read_bytes() == target.read_bytes()
    assert asked == [True, False]


def test_a_process_that_is_lost_costs_no_record(target, tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "MANY", 2)
    monkeypatch.setattr(printing, "forks", lambda: True)
    people = [(f"{i}", record(f"人{i}", 1)) for i in range(3)]
    print_file(people, target, engine=Dying(people[1][1]))
    assert shown(target) == ["人0甲1", "人1甲1", "人2甲1"]


class Dying(Embedded):
    """Takes its process with it when it is given one document in another process than this."""

    def __init__(self, fatal):
        self.fatal, self.home = fatal, os.getpid()

    def to_pdf(self, docx):
        if docx == self.fatal and os.getpid() != self.home:
            os._exit(1)
        return super().to_pdf(docx)


def test_a_record_named_by_another_process(target, monkeypatch):
    monkeypatch.setattr(printing, "MANY", 2)
    with pytest.raises(Stopped, match=r"^李四：.*没有字形"):
        print_file([("张三", record("张三", 1)), ("李四", record("\U0001fbff", 1))], target, engine=Embedded())
    assert list(target.parent.iterdir()) == []


def test_a_file_that_stands_there_is_not_overwritten(page, target):
    target.write_bytes(b"older")
    with pytest.raises(FileExistsError):
        print_file([("张三", b"")], target, engine=Press(page))
    assert target.read_bytes() == b"older"
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_nothing_to_print_is_told(target):
    with pytest.raises(Stopped, match="没有可以打印的文书"):
        print_file([], target, engine=Press(b""))
    assert not target.exists()


@pytest.mark.parametrize("copies", [0, -1])
def test_there_is_at_least_one_copy(page, target, copies):
    with pytest.raises(Stopped, match="份数至少为1"):
        print_file([("张三", b"")], target, copies=copies, engine=Press(page))


def test_two_agreements_keep_their_own_numbers_apart(target):
    pair = [("甲", agreement(身份证号="150499199003079993")), ("乙", agreement(身份证号="150499198503019990"))]
    assert print_file(pair, target, engine=Embedded()) == 10
    texts = shown(target)
    assert [("079993" in text, "019990" in text) for text in (texts[0], texts[5])] == [(True, False), (False, True)]
    assert [text[-3:] for text in texts] == [f"—{n}—" for n in range(1, 6)] * 2


def test_the_file_opens_with_the_bookmarks_in_a_reader_that_is_strict(people, target):
    print_file(people, target, engine=Embedded())
    assert len(PdfReader(io.BytesIO(target.read_bytes()), strict=True).pages) == 4

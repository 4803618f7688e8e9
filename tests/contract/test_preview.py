"""Looking before anything is made: what would be made, four documents side by side, and a book that stays as it is."""

import json
import subprocess

import pytest
from docx import Document

from .paper import DAY, PARAMS, column, person

PREVIEW = ("--preview", "--as-of", DAY)


def shown_by(pdf):
    """The text of the sheets, by poppler: pypdf takes seconds for it."""
    return subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True).stdout.decode()


@pytest.fixture
def seen(report_of, tmp_path):
    """Preview the agreements of a book into a PDF: the report, and the text of its sheets."""
    count = iter(range(99))

    def look(book, *words, form="contract"):
        target = tmp_path / f"看{next(count)}.pdf"
        report = report_of("form", form, book, *PREVIEW, "-o", target, *words)
        assert report["requested"] == report["made"] + len(report["skipped"])
        assert report["files"] == ([str(target)] if report["made"] else [])
        return report, shown_by(target) if report["made"] else ""

    return look


@pytest.fixture
def six(book):
    return book(*(person(i) for i in range(5)), person(5, 姓名="额尔敦·毕力格图"), params=PARAMS)


def beside(path):
    return sorted(p.name for p in path.parent.iterdir())


# -- xgy form --preview ------------------------------------------------------------------------------------------


def test_four_documents_are_shown_and_nothing_is_made(seen, six, tmp_path):
    before, names = six.read_bytes(), beside(six)
    report, text = seen(six)
    assert (report["requested"], report["made"]) == (6, 6)
    kinds = [one["kind"].partition("（")[0] for one in report["shown"]]
    assert kinds == ["首份", "末份、姓名最长", "随机"]
    assert "随机的一份由工作簿的内容定出：工作簿不变，每次都是同一份。" in report["notes"]
    for subject in ("张一", "额尔敦·毕力格图", report["shown"][2]["subject"]):
        assert f"乙方（受聘人）：{subject}" in text
    assert six.read_bytes() == before
    assert beside(six) == sorted([*names, "看0.pdf"])


def test_the_numbers_are_those_that_will_be_given(seen, six, made):
    report, text = seen(six)
    assert "乌兰旗2025-001" in text
    assert column(six) == [None] * 6
    assert "协议编号是正式生成时将给出的编号，工作簿没有改动。" in report["notes"]
    made(six)
    assert column(six)[0] == "乌兰旗2025-001"
    assert all(one["file"].rpartition("/")[2].partition("_")[0] in column(six) for one in report["shown"])


def test_who_gets_none_is_told_with_the_reason(seen, book):
    report, text = seen(book(person(0), person(1, 开户行=None), person(2), params=PARAMS))
    assert (report["requested"], report["made"]) == (3, 2)
    ((subject, reason),) = [(s["subject"], s["reason"]) for s in report["skipped"]]
    assert (subject, "开户行" in reason) == ("李二", True)
    assert "李二" not in text


def test_a_person_reads_how_many_and_what_to_do_next(xgy, six, tmp_path):
    _, out, _ = xgy("form", "contract", six, *PREVIEW)
    assert "应生成 6　可生成 6　不生成 0" in out
    assert "去掉“--preview”正式生成" in out
    assert (tmp_path / "花名册_聘用协议_预览_含个人信息.pdf").is_file()


def test_where_chooses_the_document_to_look_at(seen, six):
    report, text = seen(six, "--where", "姓名=王三")
    assert [one["kind"] for one in report["shown"]] == ["唯一的一份"]
    assert "乙方（受聘人）：王三" in text


def test_where_nothing_can_be_made_there_is_no_file(seen, book, tmp_path):
    report, _ = seen(book(person(0, 开户行=None), params=PARAMS))
    assert (report["made"], "没有一份可以预览。" in report["notes"]) == (0, True)
    assert not list(tmp_path.glob("*.pdf"))


def test_a_preview_says_that_it_holds_personal_data_and_a_public_one_that_it_does_not(seen, six, xgy, tmp_path):
    assert "含个人信息，看过请删除，请勿外发" in seen(six, "--where", "姓名=王三")[1]
    _, text = seen(six, form="village-notice")
    assert "公开文书" in text
    assert "含个人信息" not in text
    assert not [number for i in range(6) if (number := person(i)["身份证号"]) in text]
    xgy("form", "village-notice", six, *PREVIEW, "-o", tmp_path / "夹")
    assert beside(tmp_path / "夹" / "x") == ["花名册_嘎查村公示_预览.pdf"]


@pytest.mark.parametrize(
    "word", [("--print",), ("--print-to", "打印机"), ("--pdf",), ("--merged",), ("--resume",), ("--cluster", "a")]
)
def test_looking_and_making_are_not_asked_for_at_once(xgy, six, word):
    before = beside(six)
    status, out, err = xgy("form", "contract", six, *PREVIEW, *word)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert f"只看不生成，不能与“{word[0]}”同用" in err
    assert beside(six) == before


def test_nothing_is_overwritten(xgy, six, tmp_path):
    (tmp_path / "旧.pdf").write_bytes(b"old")
    status, _, err = xgy("form", "contract", six, *PREVIEW, "-o", tmp_path / "旧.pdf")
    assert (status, "已存在" in err) == (2, True)
    assert (tmp_path / "旧.pdf").read_bytes() == b"old"
    (tmp_path / "旧.docx").write_bytes(b"old")
    assert "一个以 .pdf 结尾的文件名" in xgy("form", "contract", six, *PREVIEW, "-o", tmp_path / "旧.docx")[2]


def test_a_book_that_is_open_elsewhere_can_be_looked_at(seen, six):
    six.chmod(0o444)
    assert seen(six, "--where", "姓名=王三")[0]["made"] == 1


# -- xgy template --preview --------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path):
    """A county's own template of a few fields."""

    def make(text="协议 {{协议编号}} {{姓名}} {{开户行}}"):
        document = Document()
        document.add_paragraph(text)
        document.save(tmp_path / "本县.docx")
        return tmp_path / "本县.docx"

    return make


def test_a_template_is_tried_on_the_clerks_own_people_whatever_the_rules_say(xgy, own, book, tmp_path):
    people = book(person(0, 文化程度="小学"), person(1, 开户行=None), person(2), params=PARAMS)
    before = people.read_bytes()
    status, out, _ = xgy(
        "template",
        own("{{姓名}} {{开户行}}"),
        "--form",
        "filing-form",
        "--preview",
        people,
        "--as-of",
        DAY,
        "-o",
        tmp_path / "看.pdf",
    )
    assert status == 1
    assert "应填写 3　能填写 2　不能填写 1" in out
    assert "不能填写 李二：缺“开户行”，请补填后重新生成。" in out
    text = shown_by(tmp_path / "看.pdf")
    assert "首份、姓名最长（第1份）　张一" in text
    assert "末份（第2份）　王三" in text
    assert people.read_bytes() == before


def test_without_a_book_it_is_tried_on_the_sample_county_and_stands_beside_the_template(xgy, own, tmp_path):
    path = own("协议 {{姓名}}")
    for words in ((path, "--form", "ballot", "--preview"), ("--form", "ballot", "--preview", path)):
        status, out, _ = xgy("template", *words)
        assert (status, "应填写 104　能填写 104" in out) == (0, True)
    first, second = sorted(tmp_path.glob("*.pdf"))
    assert {first.name, second.name} == {"本县_群众满意度测评票_预览.pdf", "本县_群众满意度测评票_预览(2).pdf"}
    assert "样例旗县，全部虚构" in shown_by(first)


def test_a_broken_template_is_told_and_not_previewed(xgy, own, tmp_path):
    status, out, _ = xgy("template", own("{{姓 名}}{{乙方名}}"), "--form", "contract", "--preview")
    assert (status, "请改正后再批量生成" in out) == (1, True)
    assert not list(tmp_path.glob("*.pdf"))


def test_which_form_must_be_named(xgy, own):
    for words in ((own(), "--preview"), (own(), "--fields"), ()):
        status, out, err = xgy("template", *words)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "请写明是哪种文书" in err


def test_the_report_of_a_tried_template_is_json(xgy, own, tmp_path):
    out = xgy("template", own(), "--form", "ballot", "--preview", "-o", tmp_path / "看", "--json", "-")[1]
    report = json.loads(out)
    assert [one["kind"].partition("（")[0] for one in report["shown"]] == ["首份", "末份", "姓名最长", "随机"]
    assert (report["book"], report["as_of"]) == ("样例旗县.xlsx", "2025-06-30")

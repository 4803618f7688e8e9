"""Which documents are picked to be looked at, and that nothing is printed but a print file that was found right."""

from pathlib import Path

import pytest

from xgy_excel.core import Stopped
from xgy_excel.docx import pdf
from xgy_excel.forms import Subject
from xgy_excel.jobs.form import Document
from xgy_excel.jobs.preview import picked
from xgy_excel.rows import Coordinator, Village

from .test_form import DAY, two  # noqa: F401 - a fixture
from .test_paper import lp  # noqa: F401 - a fixture


def documents(*names):
    return [Document(Subject((Coordinator(name=name),), label=name), Path(f"{name}.docx"), b"") for name in names]


def shown(names, seed="书"):
    return [(kind.partition("（")[0], document.subject.label) for kind, document in picked(documents(*names), seed)]


def test_the_first_the_last_the_longest_named_and_one_at_random():
    assert shown(["张一", "李二", "额尔敦·毕力格图", "赵四"])[:3] == [
        ("首份", "张一"), ("末份", "赵四"), ("姓名最长", "额尔敦·毕力格图"),
    ]  # fmt: skip
    assert shown(["张一", "李二", "额尔敦·毕力格图", "赵四"])[3:] == [("随机", "李二")]


def test_a_document_is_shown_once_and_told_with_all_it_is_shown_for():
    assert shown(["额尔敦·毕力格图", "李二"]) == [("首份、姓名最长", "额尔敦·毕力格图"), ("末份", "李二")]
    assert shown(["张一"]) == [("唯一的一份", "张一")]
    assert shown([]) == []


def test_the_place_in_the_batch_is_told():
    assert [kind for kind, _ in picked(documents("张一", "李二大", "王三"), "")] == [
        "首份（第1份）", "末份（第3份）", "姓名最长（第2份）",
    ]  # fmt: skip


def test_the_random_one_depends_on_the_book_alone():
    names = ["张一", "李二三", *(f"王{n}" for n in range(40)), "赵四"]
    assert shown(names, "甲") == shown(names, "甲")
    chosen = {shown(names, f"书{n}")[3] for n in range(20)}
    assert len(chosen) > 5
    assert all(kind == "随机" and name.startswith("王") for kind, name in chosen)


def test_of_people_in_a_list_the_longest_name_counts_and_of_villages_the_villages_own():
    people = Subject((Coordinator(name="张一"), Coordinator(name="额尔敦·毕力格图")), label="短")
    lists = [
        Document(one, Path("a.docx"), b"") for one in (Subject((Coordinator(name="张一二"),), label="长的名字"), people)
    ]
    assert [kind.partition("（")[0] for kind, _ in picked(lists, "")] == ["首份", "末份、姓名最长"]
    places = [
        Document(Subject((), Village(village=name), name), Path("a.docx"), b"")
        for name in ("东村", "萨仁淖尔嘎查", "西村")
    ]
    assert [kind.partition("（")[0] for kind, _ in picked(places, "")] == ["首份", "末份", "名称最长"]


def test_what_was_not_found_right_is_not_sent_to_the_printer(two, report_of, tmp_path, lp, monkeypatch):  # noqa: F811
    def wrong(docx, made):
        raise Stopped("排版后的页面与文书不一致：少了1个字。")

    given = lp()
    monkeypatch.setattr(pdf, "check", wrong)
    report = report_of("form", "contract", two(), *DAY, "-o", tmp_path / "批", "--print-to", "打印机")
    assert report["made"] == 2
    assert any("打印文件没有做成" in note and "与文书不一致" in note for note in report["notes"])
    assert given() == []


@pytest.mark.parametrize("words", [("form", "--help"), ("template", "--help")])
def test_the_help_tells_of_the_preview(xgy, words):
    status, out, _ = xgy(*words)
    assert (status, "--preview" in out) == (0, True)
    if words[0] == "form":
        assert "先用 --preview 看过" in out.replace("\n", "").replace(" " * 22, "")

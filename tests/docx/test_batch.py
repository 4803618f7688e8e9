"""Many rows: each ends in a document or a reason, and a sample is compared with docxtpl."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from xgy_excel.core import Stopped
from xgy_excel.docx import batch, prepare, render, render_batch, text_of

from .word_samples import table, template

NAMES = ["张三", "李四", "A&B <王五>", "多\n行", ""]


def rows(names=NAMES):
    return [(i, {"姓名": name}) for i, name in enumerate(names)]


def test_every_row_ends_in_a_document_or_a_reason():
    made = list(render_batch(prepare(template("{{姓名}}")), rows(["张三", None, "李四"])))
    assert [(m.key, bool(m.data), m.reason, m.missing) for m in made] == [
        (0, True, "", ()),
        (1, False, "缺“姓名”，请补填后重新生成", ("姓名",)),
        (2, True, "", ()),
    ]


def test_a_batch_that_agrees_with_docxtpl_says_nothing():
    notes: list[str] = []
    made = list(render_batch(prepare(template("{{姓名}}")), rows(), notes))
    assert notes == []
    assert [text_of(m.data) for m in made] == NAMES


def test_a_difference_sends_the_whole_batch_to_docxtpl_and_is_told(monkeypatch):
    prepared = prepare(template("{{姓名}}"))
    body = prepared.parts[0]
    wrong = {text: data.replace(b"<w:body>", b"<w:body><w:p/>") for text, data in body.known.items()}
    broken = replace(prepared, parts=(replace(body, known=wrong), *prepared.parts[1:]))
    assert broken.render({"姓名": "张三"}) != prepared.render({"姓名": "张三"})
    notes: list[str] = []
    made = list(render_batch(broken, rows(), notes))
    assert [text_of(m.data) for m in made] == NAMES
    assert len(notes) == 1
    assert "word/document.xml" in notes[0]
    assert all(m.data == prepared.by_docxtpl(context, "").data for m, (_, context) in zip(made, rows(), strict=True))


def test_the_sample_takes_the_rows_that_tell_most():
    contexts = [{"a": "x"}] * 5 + [{"a": "x\ny"}] + [{"a": ["&"]}] + [{"a": None}] + [{"a": "z\n"}]
    assert batch._sample(contexts) == [{"a": "x"}, {"a": "x\ny"}, {"a": ["&"]}, {"a": None}]


def test_rows_come_one_at_a_time():
    """A batch of any length: the rows after the sample are asked for only when they are needed."""
    asked = []

    def endless():
        i = 0
        while True:
            asked.append(i)
            yield i, {"姓名": str(i)}
            i += 1

    made = render_batch(prepare(template("{{姓名}}")), endless())
    for _ in range(batch.LOOKED_AT + 3):
        last = next(made)
    assert text_of(last.data) == str(batch.LOOKED_AT + 2)
    assert len(asked) == batch.LOOKED_AT + 3


def test_a_folder_is_filled_and_counted(tmp_path):
    path = tmp_path / "协议.docx"
    path.write_bytes(template("乙方：{{姓名}}"))
    people = [{"姓名": "张三"}, {"姓名": None}, {"姓名": "李四\x0b"}, {}]
    report = render(path, people, tmp_path / "文书")
    assert (report.requested, report.made) == (4, 2)
    assert report.requested == report.made + len(report.skipped)
    assert [p.split("文书")[1].lstrip("\\/") for p in report.files] == ["协议_001.docx", "协议_003.docx"]
    assert report.skipped == [
        ("协议_002", "缺“姓名”，请补填后重新生成"),
        ("协议_004", "缺“姓名”，请补填后重新生成"),
    ]
    assert report.notes == ["协议_003：“姓名”中有1个看不见的非法字符（U+000B），已去掉。"]


def test_files_are_named_by_a_pattern_a_field_or_a_function(tmp_path):
    data = template("{{姓名}}")
    people = [{"姓名": "张/三", "号": 1}, {"姓名": "张/三", "号": 2}, {"姓名": "李四"}]
    report = render(data, people, tmp_path / "a", name="{姓名}_{号}")
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == ["张_三_1.docx", "张_三_2.docx"]
    assert report.skipped == [("第3行", "这一行缺少用作文件名的栏目")]
    for folder, name in (("b", "姓名"), ("c", lambda row: row["姓名"])):
        render(data, people, tmp_path / folder, name=name)
        assert sorted(p.name for p in (tmp_path / folder).iterdir()) == ["张_三.docx", "张_三_2.docx", "李四.docx"]


def test_a_file_that_is_there_stays(tmp_path):
    data = template("{{姓名}}")
    for name in ("张三", "李四"):
        render(data, [{"姓名": name}], tmp_path, name="协议")
    assert text_of((tmp_path / "协议.docx").read_bytes()) == "张三"
    assert text_of((tmp_path / "协议_2.docx").read_bytes()) == "李四"


def test_a_folder_that_cannot_be_written_stops_the_job(tmp_path):
    (tmp_path / "x").write_text("a file, no folder", encoding="utf-8")
    with pytest.raises(Stopped, match="无法写入文件夹"):
        render(template("{{姓名}}"), [{"姓名": "张三"}], tmp_path / "x")


def test_the_same_rows_give_the_same_files(tmp_path):
    data = template("{{姓名}}", more=lambda d: table(d, [["{%tc for x in 名单 %}", "{{x}}", "{%tc endfor %}"]]))
    people = [{"姓名": n, "名单": list(n)} for n in NAMES]
    first, second = (render(data, people, tmp_path / f) for f in ("a", "b"))
    assert first.made == second.made == len(NAMES)
    for one, two in zip(first.files, second.files, strict=True):
        assert Path(one).read_bytes() == Path(two).read_bytes()


def test_threads_share_a_template():
    from concurrent.futures import ThreadPoolExecutor

    prepared = prepare(template("{{姓名}}"))
    with ThreadPoolExecutor(4) as pool:
        made = pool.map(lambda n: text_of(prepared.render({"姓名": f"人{n}\n"})), range(100))
    assert list(made) == [f"人{n}\n" for n in range(100)]


def test_anyones_template_may_bring_pictures_by_a_function():
    """The function makes them for the document it is given."""
    from docxtpl import InlineImage

    from .test_features import PIXEL

    made = list(render_batch(prepare(template("{{图}}")), [(1, lambda d: {"图": InlineImage(d, io.BytesIO(PIXEL))})]))
    assert b"word/media/" in made[0].data

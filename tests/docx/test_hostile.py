"""Values and templates that mean harm, or only look like it."""

import io
from datetime import date
from decimal import Decimal
from time import perf_counter

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.exceptions import SecurityError
from lxml import etree

from xgy_excel.core import Stopped
from xgy_excel.docx import Dropped, Unmade, package, prepare, text_of
from xgy_excel.docx.compare import difference
from xgy_excel.docx.package import members
from xgy_excel.docx.sandbox import TemplateEnvironment

from .word_samples import body, by_docxtpl, footnotes, table, template

LINE = prepare(template("[{{甲}}]", "[{{乙|可空}}]"))


@pytest.mark.parametrize(
    "value",
    ["A&B", "<张三>", "&lt;", "]]>", "<w:p/>", "</w:t>", '"\'', "𠮷㛃", "{{ 7*7 }}", "{% raw %}", "{# x #}", "=1+1", "０", "\u2028", "é́"],
)  # fmt: skip
def test_a_value_is_printed_as_it_is(value):
    assert text_of(LINE.render({"甲": value, "乙": ""})) == f"[{value}]\n[]"


@pytest.mark.parametrize(
    ("value", "printed", "gone"),
    [
        ("张\x0b三", "张三", "\x0b"),
        ("张\x00三\x1f", "张三", "\x00\x1f"),
        ("张\uffff三\ufffe", "张三", "\uffff\ufffe"),
        ("张\ud800三", "张三", "\ud800"),
        ("张\ufdd0三\ufdd1", "张三", "\ufdd0\ufdd1"),
    ],
)
def test_what_word_cannot_hold_is_dropped_and_told(value, printed, gone):
    made = LINE.fill({"甲": value, "乙": ""})
    assert text_of(made.data) == f"[{printed}]\n[]"
    assert made.dropped == (Dropped("甲", gone),)
    assert f"U+{ord(gone[0]):04X}" in str(made.dropped[0])


def test_what_was_dropped_from_a_list_is_told_with_its_row():
    prepared = prepare(template("{% for 行 in 名单 %}{{行.姓名}}{% endfor %}"))
    made = prepared.fill({"名单": [{"姓名": "甲"}, {"姓名": "乙\x01"}]})
    assert made.dropped == (Dropped("名单第2行.姓名", "\x01"),)


def test_an_object_that_hides_an_illegal_character_is_cleaned_too():
    class Odd:
        def __str__(self):
            return "张\x01三"

    made = LINE.fill({"甲": Odd(), "乙": ""})
    assert text_of(made.data) == "[张三]\n[]"
    assert made.dropped == (Dropped("", "\x01"),)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_a_break(ending):
    made = LINE.fill({"甲": f"一{ending}二", "乙": ""})
    assert text_of(made.data) == "[一\n二]\n[]"
    assert "\r" not in body(made.data)
    assert made.dropped == ()


def test_a_break_in_a_property_or_an_attribute_is_no_markup():
    data = template("{{甲}}", more=lambda d: setattr(d.core_properties, "title", "{{甲}}"))
    made = prepare(data).render({"甲": "一\n二"})
    assert "<w:br" not in members(made)["docProps/core.xml"].decode()
    assert Document(io.BytesIO(made)).core_properties.title == "一\n二"


NOTHING = [None, float("nan"), Decimal("NaN")]


@pytest.mark.parametrize("value", NOTHING, ids=str)
@pytest.mark.parametrize(
    "text", ["{{甲}}", "{{甲|upper}}", "{{甲|trim|lower}}", "{{甲 if 1 else 2}}", "{{甲|length}}", "{{甲|int}}", "{{[甲]|join}}", "{{[甲]|first}}"]
)  # fmt: skip
def test_nothing_is_never_printed_as_a_word(value, text):
    with pytest.raises(Unmade) as stopped:
        prepare(template(text)).render({"甲": value})
    assert stopped.value.missing == (("某一栏",) if "join" in text else ("甲",))


@pytest.mark.parametrize("value", NOTHING, ids=str)
@pytest.mark.parametrize("text", ["{{甲}}", "{{甲|upper}}", "{{甲|round(2)}}"])
def test_nothing_is_a_blank_in_a_form_filled_by_hand(value, text):
    assert text_of(prepare(template(text), blank="＿＿＿＿").render({"甲": value})) == "＿＿＿＿"


@pytest.mark.parametrize(
    ("value", "printed"),
    [(True, "是"), (False, "否"), (date(2025, 5, 1), "2025年5月1日"), (Decimal("2140.00"), "2140.00"), (0, "0")],
)
def test_python_words_are_not_printed(value, printed):
    assert text_of(prepare(template("{{甲}}")).render({"甲": value})) == printed


@pytest.mark.parametrize("value", [[], [{"姓名": "张三"}], {}, print])
def test_a_list_is_not_printed_as_python_writes_it(value):
    with pytest.raises(Unmade, match="“甲”是一张表"):
        prepare(template("{{甲}}")).render({"甲": value})


def test_pandas_nothings_are_nothing():
    import pandas as pd

    for value in (pd.NA, pd.NaT):
        with pytest.raises(Unmade, match="缺“甲”"):
            LINE.render({"甲": value, "乙": value})


def test_all_that_is_missing_is_told_at_once():
    def more(document):
        document.sections[0].header.paragraphs[0].text = "{{丙}}"
        document.core_properties.title = "{{丁.名}}"

    prepared = prepare(template("{{甲}}{{乙}}", more=more))
    with pytest.raises(Unmade) as stopped:
        prepared.render({"乙": "x", "丙": None, "丁": {}})
    assert set(stopped.value.missing) == {"甲", "丙", "丁.名"}
    with pytest.raises(Unmade) as slowly:
        prepared.by_docxtpl({"乙": "x", "丙": None, "丁": {}}, "")
    assert set(slowly.value.missing) == {"甲", "丙", "丁.名"}


def test_a_name_nobody_gave_is_missing_even_in_a_form_filled_by_hand():
    with pytest.raises(Unmade, match="缺“甲”"):
        prepare(template("{{甲}}"), blank="＿").render({})


def test_a_missing_list_or_question_is_told_by_its_name():
    with pytest.raises(Unmade, match="缺“名单”"):
        prepare(template("{% for x in 名单 %}{{x}}{% endfor %}")).render({"名单": None})
    with pytest.raises(Unmade, match="缺“问”"):
        prepare(template("{% if 问 == 1 %}{% endif %}")).render({})


def test_a_blank_never_breaks_the_markup():
    data = template(more=lambda d: table(d, [["{% cellbg 色 %}甲", "b"]]))
    with pytest.raises(Unmade, match="缺“色”"):
        prepare(data, blank="＿").render({"色": None})
    made = prepare(template("备注{{r 富}}"), blank="＿").render({"富": None})
    assert text_of(made) == "备注＿"


def test_a_row_the_template_cannot_judge_has_a_plain_reason():
    prepared = prepare(template("{% if 甲 > 3 %}{% endif %}"))
    with pytest.raises(Unmade) as stopped:
        prepared.render({"甲": "三"})
    assert str(stopped.value).isascii() is False
    assert "Error" not in str(stopped.value)


ESCAPES = [
    "{{ cycler.__init__.__globals__.os.getcwd() }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ 甲.__class__ }}",
    "{{ 甲['__class__'] }}",
    "{{ [].__class__ }}",
    "{{ 'a' * 50000000 }}",
    "{{ [0] * 10 ** 7 }}",
    "{{ 甲.center(10000000) }}",
    "{{ '%1000000000d' % 1 }}",
    "{% for i in range(100000) %}x{% endfor %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% set 甲 = 1 %}",
    "{{ 甲|attr('__class__') }}",
    "{{ 甲|safe }}",
    "{{ 甲|center(100000000) }}",
    "{{ self }}{{ self.__init__ }}",
    "{{ lipsum() }}",
    "{{ 甲, 甲 }}",
    "{% for a in 甲 %}{% for b in 甲 %}{% for c in 甲 %}{% for d in 甲 %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_a_countys_template_cannot_reach_out(text):
    data, start = template(text), perf_counter()
    with pytest.raises(Stopped, match="请先检查模板"):
        prepare(data)
    assert perf_counter() - start < 3, "refused, not computed"


@pytest.mark.parametrize("text", [t for t in ESCAPES if "__" in t and "attr" not in t])
def test_the_sandbox_holds_where_all_of_jinja_is_allowed(text):
    env = TemplateEnvironment(any_jinja=True)
    with pytest.raises(SecurityError):
        env.from_string(text).render(甲="x")


def test_running_a_command_is_refused_and_not_run(tmp_path):
    mark = tmp_path / "mark"
    text = f"{{{{ cycler.__init__.__globals__.os.mkdir('{mark}') }}}}"
    with pytest.raises(Unmade):
        prepare(template(text), any_jinja=True).render({})
    assert not mark.exists()


def test_a_document_has_a_largest_size(monkeypatch):
    from xgy_excel.docx import part

    monkeypatch.setattr(part, "MOST_CHARACTERS", 100_000)
    with pytest.raises(Unmade, match="过大"):
        LINE.render({"甲": "长" * 100_000, "乙": ""})
    monkeypatch.setattr(part, "MOST_PIECES", 100)
    with pytest.raises(Unmade, match="过大"):
        prepare(template("{% for x in 甲 %}{{x}}{% endfor %}")).render({"甲": ["a"] * 200})


def two_sections(document):
    document.add_section()
    footnotes(document, "{{甲}}")


def test_a_clerks_text_in_a_footnote_is_no_template():
    """Docxtpl renders footnotes once per section, so plain docxtpl prints 49."""
    data = template("{{甲}}", more=two_sections)
    row = {"甲": "{{ 7*7 }}"}
    assert b"49" in members(by_docxtpl(data, row))["word/footnotes.xml"]
    prepared = prepare(data)
    for made in (prepared.render(row), prepared.by_docxtpl(row, "").data):
        assert "{{ 7*7 }}" in members(made)["word/footnotes.xml"].decode()


def test_a_second_person_never_gets_the_first_ones_text():
    prepared = prepare(template("{{甲}}", more=two_sections))
    for _ in range(2):
        for name in ("张三", "李四"):
            assert set(text_of(prepared.render({"甲": name})).split()) == {name}
            assert set(text_of(prepared.by_docxtpl({"甲": name}, "").data).split()) == {name}


def test_a_row_is_not_changed_by_rendering():
    row = {"甲": "一\r\n\x01", "乙": "", "名单": [{"a": "\x02"}]}
    LINE.render(row)
    assert row == {"甲": "一\r\n\x01", "乙": "", "名单": [{"a": "\x02"}]}


@pytest.mark.parametrize("text", ["{{ 甲", "{% if 甲 %}", "{{ ￥ }}", "{{ 甲 乙 }}", "{{ 甲|没有 }}", "{% endif %}"])
def test_a_template_with_errors_stops_wherever_they_stand(text):
    with pytest.raises(Stopped, match="请先检查模板"):
        prepare(template(text))
    with pytest.raises(Stopped, match="请先检查模板"):
        prepare(template("x", more=lambda d: setattr(d.core_properties, "title", text)))
    with pytest.raises(Stopped, match="请先检查模板"):
        prepare(template("x", more=lambda d: setattr(d.sections[0].header.paragraphs[0], "text", text)), any_jinja=True)


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 10])
def test_what_is_no_docx_is_told_so(data):
    with pytest.raises(Stopped, match=r"\.docx"):
        prepare(data)


def test_a_zip_that_is_no_docx_is_told_so():
    from zipfile import ZipFile

    packed = io.BytesIO()
    with ZipFile(packed, "w") as package:
        package.writestr("a.txt", "a")
    with pytest.raises(Stopped, match=r"\.docx"):
        prepare(packed.getvalue())


def test_a_bomb_is_not_unpacked(monkeypatch):
    from zipfile import ZIP_DEFLATED, ZipFile

    packed = io.BytesIO()
    monkeypatch.setattr(package, "MOST_BYTES", 3_000_000)
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for i in range(4):
            file.writestr(f"{i}.xml", b"\0" * 1_000_000)
    with pytest.raises(Stopped, match="过大"):
        prepare(packed.getvalue())


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec=None), max_size=30))
def test_any_text_at_all_comes_out_as_docxtpl_makes_it(value):
    row = {"甲": value, "乙": "x"}
    made = LINE.fill(row)
    etree.fromstring(members(made.data)["word/document.xml"])
    assert difference(made.data, LINE.by_docxtpl(row, "").data) == ""

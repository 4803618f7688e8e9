"""The template check: every mistake a clerk makes, told with its place and the right writing; and silence on a good one."""

import pytest

from xgy_excel.core import Severity, Stopped
from xgy_excel.docx import blocks, prepare, problems, text_of
from xgy_excel.docx.package import members

from .test_features import FEATURES
from .word_samples import footnotes, runs, table, template

KNOWN = {"姓名", "身份证号", "金额", "单位名称", "名单", "备注", "收入", "月劳务报酬", "等次", "名单.序"}


def told(*paragraphs, more=None, known=KNOWN):
    return problems(template(*paragraphs, more=more), known)


SLIPS = {
    "unclosed": ("{{姓名", "标签没有结束，缺“}}”", "{{姓名}}"),
    "half closed": ("乙方：{{姓名}，电话", "标签没有结束", "{{姓名}}"),
    "closed by the next": ("{{姓名 {{金额}}", "标签没有结束", "{{姓名}}"),
    "statement unclosed": ("{% if 姓名", "标签没有结束，缺“%}”", "{% if 姓名 %}"),
    "stray end": ("姓名}}", "多出“}}”", ""),
    "wrong end": ("{{姓名 %}", "以“{{”开头，却以“%}”结束", "{{姓名}}"),
    "full-width braces": ("｛｛姓名｝｝", "全角符号", "{{姓名}}"),
    "full-width percent": ("{％ if 姓名 ％}{% endif %}", "全角符号", "{% if 姓名 %}"),
    "mixed widths": ("{{姓名｝}", "全角符号", "{{姓名}}"),
    "three braces": ("{{{姓名}}}", "多写了一层括号", "{{姓名}}"),
    "one brace": ("{姓名}", "只有一层括号", "{{姓名}}"),
    "brackets in a name": ("{{金额(元)}}", "栏目名“金额(元)”有括号", "{{金额}}"),
    "full-width brackets": ("{{月劳务报酬（元/月）}}", "有括号", "{{月劳务报酬}}"),
    "hyphen": ("{{单位-名称}}", "有“-”（会当成减号）", "{{单位名称}}"),
    "blank": ("{{身份证 号}}", "有空格", "{{身份证号}}"),
    "leading digit": ("{{2024年收入}}", "以数字开头", "{{收入}}"),
    "brackets and filter": ("{{金额(元)|可空}}", "有括号", "{{金额|可空}}"),
    "full-width bar": ("{{姓名｜可空}}", "标签里有全角符号", "{{姓名|可空}}"),
    "dunder": ("{{姓名.__class__}}", "“__class__”以下划线开头", ""),
    "call": ("{{姓名()}}", "有括号", "{{姓名}}"),
    "sum": ("{{金额 + 收入}}", "不能用“+”", ""),
    "repetition": ("{{ 'a' * 50000000 }}", "不能用“*”", ""),
    "unknown name": ("{{姓明}}", "没有栏目“姓明”", "{{姓名}}"),
    "name not like any": ("{{天气}}", "没有栏目“天气”", ""),
    "unknown filter": ("{{姓名|upcase}}", "没有“upcase”这种加工方式", ""),
    "unknown statement": ("{% iff 姓名 %}", "不认识“iff”", "{% if 姓名 %}"),
    "name in a statement": ("{% 姓名 %}", "填写内容要用", "{{姓名}}"),
    "space before tr": ("{% tr for 行 in 名单 %}", "之间不能有空格", "{%tr for 行 in 名单 %}"),
    "space before r": ("{{ r 备注}}", "之间不能有空格", "{{r 备注}}"),
    "tr outside a table": ("{%tr if 姓名 %}", "“tr”只能用在表格里", "{%p if 姓名 %}"),
    "one equals sign": ("{% if 等次 = '优秀' %}{% endif %}", "两个等号", "{% if 等次 == '优秀' %}"),
    "loop without in": ("{% for 行 名单 %}{% endfor %}", "循环里缺“in”", "{% for 行 in 名单 %}"),
    "empty tag": ("{{}}", "标签里没有内容", ""),
    "two names": ("{{姓名, 金额}}", "有标点", "{{姓名}}"),
    "if unclosed": ("{%p if 姓名 %}", "“if”没有结束", "在结束处加上：{%p endif %}"),
    "endif alone": ("{% endif %}", "前面没有与它成对的“if”", ""),
    "else alone": ("{% else %}", "前面没有与它成对的“if”", ""),
    "words after endif": ("{% if 姓名 %}{% endif 姓名 %}", "后面不能再写别的", "{% endif %}"),
    "unknown in loop": ("{{loop.foo}}", "循环里没有“loop.foo”", "{{loop.index}}"),
    "two p tags": ("{%p if 姓名 %}x{%p endif %}", "两个p标签", "开头和结尾各占一行（段）"),
}


@pytest.mark.parametrize(("text", "what", "right"), SLIPS.values(), ids=SLIPS)
def test_a_mistake_is_told_with_its_place_and_the_right_writing(text, what, right):
    found = told("好的一段 {{姓名}}", text)
    first = found[0]
    assert first.severity is Severity.ERROR
    assert first.place == "段落2"
    assert what in first.what
    assert first.right == right
    assert first.around in text


@pytest.mark.parametrize(("text", "what", "right"), [s for s in SLIPS.values() if s[2].startswith("{")], ids=str)
def test_the_right_writing_is_right(text, what, right):
    again = told(right)
    assert not [p for p in again if p.what == told(text)[0].what]


def test_everything_wrong_is_told_at_once_in_the_order_of_the_document():
    def more(document):
        table(document, [["{{姓明}}", ""], ["", "｛｛金额｝｝"]])
        document.sections[0].header.paragraphs[0].text = "{{天气"
        document.core_properties.title = "{{备住}}"

    found = [(p.place, p.what.split("，")[0]) for p in told("{{金额(元)}}", "{% if 姓名 %}", more=more)]
    assert found == [
        ("段落1", "栏目名“金额(元)”有括号"),
        ("段落2", "“if”没有结束"),
        ("表1行1列1", "没有栏目“姓明”"),
        ("表1行2列2", "标签用了全角符号"),
        ("页眉", "标签没有结束"),
        ("文档属性“标题”", "没有栏目“备住”"),
    ]


def test_a_tag_split_over_runs_is_read_whole():
    assert told(more=lambda d: runs(d, "{", "{姓", "名}", "}")) == []
    assert told(more=lambda d: runs(d, "{{姓", "明}}"))[0].right == "{{姓名}}"


def test_a_loop_knows_its_own_names():
    assert told("{% for 行 in 名单 %}{{loop.index}}{{行.姓名}}{{行.序}}{% endfor %}") == []
    assert [p.what for p in told("{% for 行 in 名单 %}{{行.姓明}}{% endfor %}{{行.姓名}}")] == [
        "“名单”的行里没有栏目“姓明”",
        "没有栏目“行”",
    ]


def test_blocks_that_cross_are_told_with_both_places():
    found = told("{% for 行 in 名单 %}", "{% endif %}")
    assert [(p.place, p.what) for p in found] == [
        ("段落1", "“for”没有结束"),
        ("段落2", "“endif”前面没有与它成对的“if”，现在没有结束的是段落1的“for”"),
    ]


def test_beginning_and_end_have_one_prefix():
    found = told("{%p if 姓名 %}", "x", "{% endif %}")
    assert [(p.place, p.right) for p in found] == [("段落3", "{%p endif %}")]


TABLES = {
    "two tr tags in a row": ([["{%tr for 行 in 名单 %}{{行.姓名}}", "{%tr endfor %}"]], "表1行1列2", "两个tr标签"),
    "text in a tr row": ([["{%tr for 行 in 名单 %}", "标题"], ["x", ""], ["{%tr endfor %}", ""]], "表1行1列1", "其余文字不会印出"),
    "block from cell to cell": ([["{% if 姓名 %}", "{% endif %}"]], "表1行1列2", "不在同一个单元格里"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "place", "what"), TABLES.values(), ids=TABLES)
def test_what_a_table_would_lose_is_told(rows, place, what):
    found = told(more=lambda d: table(d, rows))
    assert [(p.place, p.severity) for p in found] == [(place, Severity.ERROR)]
    assert what in found[0].what


@pytest.mark.parametrize(("paragraphs", "more"), FEATURES.values(), ids=FEATURES)
def test_a_good_template_has_no_errors(paragraphs, more):
    found = problems(template(*paragraphs, more=more))
    assert [str(p) for p in found if p.severity is Severity.ERROR] == []


@pytest.mark.parametrize("text", ["50%。", "a}b", "{1}", "【姓名】", "A{}B", "％", "{其他}", "见附件#1"])
def test_ordinary_text_is_no_error(text):
    found = told(text)
    assert [p for p in found if p.severity is Severity.ERROR] == []
    assert prepare(template(text)).render({})


def test_what_is_right_for_single_files_only_is_a_hint():
    def more(document):
        document.add_paragraph("一", style="List Number")
        document.sections[0].header.paragraphs[0].text = "{{姓名}}"
        footnotes(document, "注")
        page_count(document.add_paragraph(), "NUMPAGES")
        page_count(document.add_paragraph(), "SECTIONPAGES")

    found = told(more=more)
    assert {p.severity for p in found} == {Severity.HINT}
    words = " ".join(p.what for p in found)
    for word in ("NUMPAGES", "SECTIONPAGES", "脚注", "页眉"):
        assert word in words


def page_count(paragraph, instruction):
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)


def test_tags_where_nothing_is_filled_are_pointed_out():
    found = told("x", more=lambda d: setattr(d.core_properties, "keywords", "{{姓名}}"))
    assert [(p.place, p.severity) for p in found] == [("文档属性“标记”", Severity.HINT)]


def test_names_are_not_judged_without_a_list_of_them():
    assert told("{{什么都行}}", known=None) == []


def test_a_problem_is_a_sentence_and_data():
    problem = told("{{金额(元)}}")[0]
    assert str(problem) == "段落1“{{金额(元)}}”：栏目名“金额(元)”有括号，程序读不懂。应写作：{{金额}}"
    assert problem.to_json()["severity"] == "错误"


def test_what_is_no_template_stops_the_check(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"x")
    with pytest.raises(Stopped, match=r"“a\.docx”"):
        problems(path)
    with pytest.raises(Stopped, match="打不开模板"):
        problems(tmp_path / "b.docx")


def test_marked_blocks_are_found_and_leave_no_trace():
    def more(document):
        runs(document, "{# 块", "：职责任务", " #}乙方职责")
        table(document, [["{#块:劳务报酬#}报酬", "{# 普通说明 #}"]])

    marked, plain = template("{# 块:权利义务 #}双方权利", more=more), template("双方权利")
    assert set(blocks(marked)) == {"权利义务", "职责任务", "劳务报酬"}
    assert blocks(plain) == {}
    assert problems(marked) == []
    made = prepare(marked).render({})
    assert text_of(made) == "双方权利\n乙方职责\n报酬"
    assert "块".encode() not in b"".join(members(made).values())
    assert blocks(made) == {}

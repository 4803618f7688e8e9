"""The look at a template: everything at once, for people and for programs, with the exit status of the contract."""

import json
import shutil
from pathlib import Path

import pytest
from docx import Document

from xgy_excel.forms import FORMS, find
from xgy_excel.jobs.template import look

TEMPLATES = Path(__file__).parents[2] / "templates"
DUTIES = "宣传就业帮扶政策；掌握就业帮扶底数；提供就业指导和岗位推送；及时更新系统数据；接受业务指导，参加培训。"


@pytest.fixture
def docx(tmp_path):
    def make(*paragraphs, name="本县.docx"):
        document = Document()
        for text in paragraphs:
            document.add_paragraph(text)
        document.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def looked(xgy):
    """The JSON a template's look gives, and the exit status."""

    def run(*words):
        status, out, err = xgy("template", *words, "--json", "-")
        assert err == ""
        return status, json.loads(out)

    return run


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_templates_of_the_program_are_without_fault(looked, form):
    for words in ((), ("--form", form.code)):
        status, found = looked(TEMPLATES / form.template, *words)
        faults = [p for p in found["problems"] if "NUMPAGES" not in p["what"]]  # 共2页 on lists is meant
        assert (status, faults, found["blocks_missing"]) == (0, [], [])


def test_all_mistakes_are_told_at_once_with_place_and_right_writing(docx, looked):
    path = docx("甲方：{{甲方}，乙方：{{姓 名}}", "｛｛身份证号｝｝与{{乙方名}}", "{% if 甲方 %}")
    status, found = looked(path, "--form", "D05")
    assert status == 1
    assert list(found) == ["template", "form", "problems", "fonts_missing", "blocks_missing", "duties_missing"]
    assert {tuple(p) for p in found["problems"]} == {("severity", "place", "around", "what", "right")}
    told = [(p["severity"], p["place"], p["right"]) for p in found["problems"]]
    assert ("错误", "段落1", "{{姓名}}") in told
    assert ("错误", "段落2", "{{身份证号}}") in told
    assert ("错误", "段落3", "在结束处加上：{% endif %}") in told
    assert any("没有栏目“乙方名”" in p["what"] for p in found["problems"])


def test_a_name_no_form_fills_is_an_error_only_where_the_form_is_named(docx, looked):
    path = docx("{{乙方名}}")
    status, found = looked(path)
    assert (status, [(p["severity"], p["right"]) for p in found["problems"]]) == (0, [("提示", "{{乙方}}")])
    status, found = looked(path, "--form", "contract")
    assert (status, found["problems"][0]["severity"]) == (1, "错误")


def test_the_word_of_a_countys_own_column_is_answered_by_the_standard_header(docx, looked):
    path = docx(
        "{{合同编号}}，{{公民身份号码}}，{{银行帐号}}，{{合同 编号}}",
        "{% for 行 in 名单 %}{{行.协管员姓名}}{% endfor %}",
    )
    rights = [p["right"] for p in looked(path, "--form", "contract")[1]["problems"]]
    assert rights[:4] == ["{{协议编号}}", "{{身份证号}}", "{{一卡通账号}}", "{{协议编号}}"]
    rights = [p["right"] for p in looked(path, "--form", "village-notice")[1]["problems"]]
    assert "{{行.姓名}}" in rights


def test_who_wrote_a_public_template_is_named_for_it_goes_into_every_document(docx, looked):
    path = docx("{{嘎查村}}")
    document = Document(path)
    document.core_properties.author = "王某"
    document.save(path)
    (problem,) = looked(path, "--form", "village-notice")[1]["problems"]
    assert (problem["severity"], problem["place"], problem["around"]) == ("提示", "文档属性“作者”", "王某")
    assert looked(path, "--form", "ballot")[1]["problems"] == [], "an internal paper may say who made it"


def test_an_article_written_behind_the_policy_is_told_as_a_hint(docx, looked):
    path = docx(
        "根据{{政策依据}}第九条规定，决定续聘。", "根据{{条款依据}}有关规定，决定续聘。", "第九条和{{政策依据}}。"
    )
    status, found = looked(path, "--form", "renewal-notice")
    (problem,) = found["problems"]
    assert (status, problem["severity"], problem["place"]) == (0, "提示", "段落1")
    assert problem["around"] == "{{政策依据}}第九条"
    assert "{{条款依据}}" in problem["right"]


def test_an_agreement_must_have_the_contents_of_article_9(docx, looked):
    path = docx("{# 块:权利义务 #}权利", "{# 块:职责任务 #}职责", DUTIES, "{# 块:劳务报酬 #}报酬")
    status, found = looked(path, "--form", "D08")
    assert (status, found["blocks_missing"], found["duties_missing"]) == (1, ["绩效管理"], [])
    (problem,) = found["problems"]
    assert "缺“绩效管理”内容" in problem["what"]
    assert "{# 块:绩效管理 #}" in problem["right"]


def test_duties_not_written_are_a_hint(docx, looked):
    path = docx(
        *(f"{{# 块:{block} #}}{block}" for block in ("权利义务", "劳务报酬", "绩效管理", "职责任务")), DUTIES[:9]
    )
    status, found = looked(path, "--form", "D08")
    assert (status, len(found["duties_missing"])) == (0, 4)
    assert [p["severity"] for p in found["problems"]] == ["提示"]


def test_what_reads_like_an_agreement_is_judged_as_one(docx, looked):
    text = "就业帮扶协管员聘用协议 甲方 乙方"
    assert looked(docx(text))[1]["blocks_missing"] == ["权利义务", "职责任务", "劳务报酬", "绩效管理"]
    assert looked(docx("房屋租赁协议 甲方 乙方"))[1]["blocks_missing"] == []
    assert looked(docx(text), "--form", "D05")[1]["blocks_missing"] == []


def test_faces_this_machine_lacks_are_named_with_what_stands_in(looked, monkeypatch):
    from xgy_excel.docx import fonts

    monkeypatch.setattr(fonts, "families", lambda: frozenset({"仿宋"}))
    fonts.faces_for.cache_clear()
    found = looked(TEMPLATES / "contract.docx")[1]
    fonts.faces_for.cache_clear()
    assert found["fonts_missing"]["仿宋_GB2312"] == "仿宋"
    assert found["fonts_missing"]["黑体"] == "Noto Sans SC"


def test_a_person_reads_it_too(docx, xgy):
    status, out, _ = xgy("template", docx("{{甲方}"))
    assert status == 1
    assert "错误 1" in out
    assert "段落1“{{甲方}”：" in out
    assert "应写作：{{甲方}}" in out
    assert xgy("template", TEMPLATES / "contract.docx")[1].endswith("可以批量生成。\n")


def test_what_is_no_template_is_said_in_one_sentence(tmp_path, docx, xgy):
    (tmp_path / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    for words in ((tmp_path / "旧.doc",), (tmp_path / "没有.docx",), (docx("x"), "--form", "contrat")):
        status, out, err = xgy("template", *words)
        assert (status, out, err.count("\n")) == (2, "", 1)


def test_the_form_job_makes_the_same_judgement(docx, county, xgy, tmp_path):
    shutil.copy(TEMPLATES / "contract.docx", tmp_path / "改.docx")
    document = Document(tmp_path / "改.docx")
    document.add_paragraph("{{乙方名}}")
    document.save(tmp_path / "改.docx")
    errors = look(tmp_path / "改.docx", find("D08")).errors
    assert len(errors) == 1
    status, _, err = xgy("form", "contract", county(), "--template", tmp_path / "改.docx", "--as-of", "2025-06-30")
    assert status == 2
    assert str(errors[0]) in err

"""The fields a form offers: all of them, with an example that is nobody's, and the place they really come from."""

import json
from datetime import date
from decimal import Decimal

import pytest

from xgy_excel.core import Law
from xgy_excel.forms import FORMS, find
from xgy_excel.forms.form import Subject
from xgy_excel.forms.sources import COLUMN, HAND, KINDS, PARAMETER, source_of
from xgy_excel.jobs import sampled
from xgy_excel.jobs.check import judged
from xgy_excel.jobs.fields import offered, told
from xgy_excel.law import PARAMS
from xgy_excel.privacy import leaks
from xgy_excel.records import Records
from xgy_excel.rows import Coordinator, Procedure, Village

PUBLIC = [form for form in FORMS if form.public]


@pytest.fixture(scope="module", autouse=True)
def judged_once():
    """The sample county is judged once for each day: it takes a second."""
    known = {}

    def judge(book, day):
        if day not in known:
            known[day] = judged(book, day)
        return known[day]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sampled, "judged", judge)
        yield


@pytest.fixture(scope="module")
def contract():
    return offered(find("contract"))


@pytest.fixture(scope="module")
def notice():
    return offered(find("village-notice"))


def by_name(offer):
    return {one.name: one for one in offer.fields}


def test_every_field_of_the_form_is_there(contract):
    assert {one.name for one in contract.fields} == find("contract").names()


def test_examples_are_of_somebody_who_does_not_exist(contract):
    found = by_name(contract)
    assert found["身份证号"].example.startswith("150499"), "no county has this code"
    assert found["联系电话"].example.startswith("1990000")
    assert found["协议起"].example == "2025年1月1日"
    assert found["月劳务报酬大写"].example.endswith("元整")


def test_a_list_is_told_with_its_loop(notice):
    found = by_name(notice)
    assert (found["名单.姓名"].write, found["名单.姓名"].list) == ("{{行.姓名}}", "名单")
    lines = list(told(notice))
    assert "列表“名单”：表格里这一行的上一行写 {%tr for 行 in 名单 %}，下一行写 {%tr endfor %}" in lines
    assert any(line.startswith("　{{行.姓名}}　例：") and "来源：花名册“姓名”列" in line for line in lines)


@pytest.mark.parametrize("form", PUBLIC, ids=lambda form: form.name)
def test_a_public_form_offers_no_full_number(form, notice):
    offer = notice if form.name == "village-notice" else offered(form)
    names = {one.name.rpartition(".")[2] for one in offer.fields}
    assert not names & {"身份证号", "一卡通账号", "联系电话"}
    text = "\n".join(one.example for one in offer.fields)
    assert leaks(text) == []
    if "名单" in offer.lists:
        assert {"名单.身份证号", "名单.一卡通账号", "名单.联系电话"} <= set(offer.withheld)
        assert "身份证号脱敏" in names


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_field_of_every_form_has_a_source(form):
    names, params = form.names(), {param.name for param in PARAMS}
    lists = {name.partition(".")[0] for name in names if "." in name}
    for name in names - lists:
        source = source_of(name, form, names)
        assert source.kind in KINDS
        assert source.words != "由程序得出", f"{name}: say where it comes from"
        if source.kind == PARAMETER:
            assert source.words.split("“")[1].partition("”")[0].partition("·")[0] in params


ROWS = {
    kind: {name: c for name, c in kind.columns().items() if not c.computed}
    for kind in (Coordinator, Procedure, Village)
}
PLACE = {"service_village": "红旗嘎查", "township": "巴彦镇"}
VALUES = {
    "text": "某", "date": date(2025, 3, 1), "money": Decimal(1000), "count": 3, "yesno": True, "id": "150499198503019993",
    "account": "6299000000000000010", "phone": "19900000001", "paper": "乌兰旗2025-001",
}  # fmt: skip


def test_a_field_said_to_be_a_column_is_known_when_the_column_is_filled():
    """The agreement, column by column: a person of whom nothing else is known."""
    form, law = find("contract"), Law(date(2025, 6, 30))
    names, tried = form.names(), 0
    for name in names:
        source = source_of(name, form, names)
        kind = next((kind for kind in ROWS if source.words.startswith(f"{kind.SHEET}“")), None)
        if source.kind != COLUMN or kind is None:
            continue
        field = next(field for field, column in ROWS[kind].items() if column.header == name)
        filled = {kind: {field: "F2" if name == "资金来源" else VALUES[ROWS[kind][field].kind]}}
        person = Coordinator(**{"id_number": VALUES["id"], **PLACE, **filled.get(Coordinator, {})})
        selection = Procedure(**{"id_number": VALUES["id"], **filled.get(Procedure, {})})
        village = Village(**{"village": "红旗嘎查", "township": "巴彦镇", **filled.get(Village, {})})
        values = form.fields(Subject((person,), village), Records.of_rows(person, selection, village), law)
        assert values[name] is not None, name
        tried += 1
    assert tried > 70


def test_what_is_left_to_the_pen_is_told(contract):
    assert by_name(contract)["甲方负责人"].source.kind == HAND


def test_the_command_lists_them_for_a_person_and_as_json(xgy):
    status, out, _ = xgy("template", "--fields", "--form", "contract")
    assert status == 0
    assert "　{{年龄}}　例：25　来源：由“出生日期”得出\n" in out
    data = json.loads(xgy("template", "--fields", "--form", "D05", "--json", "-")[1])
    assert list(data) == ["form", "name", "title", "public", "loops", "fields", "withheld"]
    assert data["loops"] == {"名单": ["{%tr for 行 in 名单 %}", "{%tr endfor %}"]}
    assert set(data["fields"][0]) == {"name", "write", "list", "example", "kind", "source"}


def test_with_a_template_those_it_uses_are_ticked(xgy):
    from xgy_excel.assets import template_path

    out = xgy("template", template_path("village-notice.docx"), "--fields", "--form", "D05")[1]
    assert "✓{{行.姓名}}" in out
    assert "✓{{村公示起}}" in out
    assert "　{{行.民族}}" in out

"""What fills the documents: every header of the roster, and what follows from it."""

from datetime import date
from decimal import Decimal

import pytest

from xgy_excel.core import Pack
from xgy_excel.forms import BLANK, CONTRACT, FORMS, NOTICE
from xgy_excel.rows import Agreement, Coordinator, Procedure, Village

from .people import ID, OTHER_ID, county, person, procedure, whole


def values(*rows, form=CONTRACT, **options):
    records, law = county(*rows, **options)
    return form.fields(form.subjects(records, law)[0], records, law)


def test_every_header_of_the_standard_rows_is_a_variable():
    for kind in (Coordinator, Village, Procedure):
        headers = {column.header for column in kind.columns().values() if not column.extra}
        assert headers <= CONTRACT.names()


DERIVED = {
    "旗县": "乌兰旗", "甲方": "巴彦镇人民政府", "乙方": "斯琴·巴图", "出生年": "1985", "年龄": "40", "身份证号": ID,
    "身份证号脱敏": "*" * 14 + "9997", "联系电话脱敏": "199****0001", "一卡通账号脱敏": "*" * 15 + "0049",
    "协议起": "2025年7月1日", "协议止": "2025年12月31日", "协议月数": "6", "协议份数": "三", "月劳务报酬": "2140.00",
    "月劳务报酬大写": "贰仟壹佰肆拾元整", "报酬标准": "2140.00", "资金来源": "衔接资金", "依据文号": "内乡振发〔2022〕10号",
    "劳动力合计": "90", "核定岗位数": "1", "在岗人数": "0", "空岗数": "2", "数据截止日期": "2025年5月31日",
    "村公示起": "2025年5月19日", "村公示天数": "7个自然日", "备案日期": "2025年6月10日", "嘎查村": "红旗嘎查",
    "监督举报电话": "0476-6923456", "落款单位": "巴彦镇人民政府", "是否乡村公益性岗位": "是",
}  # fmt: skip


@pytest.mark.parametrize("name", DERIVED)
def test_what_an_agreement_says(name):
    assert values(person(), procedure())[name] == DERIVED[name]


def test_a_hand_fills_what_is_not_known_yet():
    found = values(person(phone=None))
    assert found["签订日期"].split() == ["年", "月", "日"]
    assert set(found["甲方负责人"]) == set(found["联系电话"]) == {"＿"}


def test_a_day_of_signing_on_record_is_printed():
    assert values(person(sign_date=date(2025, 6, 25)))["签订日期"] == "2025年6月25日"


@pytest.mark.parametrize("name", ["account_no", "bank", "account_holder", "pay_monthly", "fund", "hiring_body", "name"])
def test_what_must_be_filled_is_never_made_up(name):
    header = {"pay_monthly": "月劳务报酬大写", "hiring_body": "甲方", "name": "乙方"}
    column = Coordinator.columns()[name].header
    assert values(person(**{name: None}))[header.get(name, column)] is None


def test_the_party_is_the_hiring_body_unless_the_roster_names_another():
    assert values(person(party_a="红旗嘎查村民委员会"))["甲方"] == "红旗嘎查村民委员会"


def test_the_birth_year_comes_from_the_identity_number_where_the_column_is_empty():
    assert values(person(birth_date=None))["出生年"] == "1985"


def test_several_sources_of_money_are_named_with_their_parts():
    found = values(person(fund="F5:1600；F2:540", pay_monthly=Decimal("2140")))["资金来源"]
    assert found == "村集体经济其他收入（每月1600.00元）、衔接资金（每月540.00元）"


def test_the_name_of_a_source_is_that_of_the_agreements_day():
    nextyear = {"agreement_start": date(2026, 1, 1), "agreement_end": date(2026, 12, 31)}
    assert values(person(fund="F9（乌财〔2025〕3号）"))["资金来源"] == "其他资金（乌财〔2025〕3号）"
    assert values(person(fund="京蒙协作资金", **nextyear))["资金来源"] == "京蒙协作资金"


def test_the_policy_is_that_of_the_agreements_first_day():
    late = person(agreement_start=date(2026, 1, 1), agreement_end=date(2026, 12, 31))
    assert values(late)["依据文号"] is None
    records, law = county(late)
    law.packs = (*law.packs, Pack(name="接续", doc_no="内农牧发〔2026〕1号", start=date(2026, 1, 1)))
    assert CONTRACT.fields(CONTRACT.subjects(records, law)[0], records, law)["依据文号"] == "内农牧发〔2026〕1号"


def test_months_are_printed_only_when_they_are_whole():
    assert values(person(agreement_start=date(2025, 7, 10)))["协议月数"] is None
    assert values(person(agreement_start=date(2025, 1, 1)))["协议月数"] == "12"


def test_the_agreement_before_this_one_is_known_from_the_register():
    before = Agreement(
        agreement_no="NC2024-9", id_number=ID, agreement_start=date(2024, 7, 1), agreement_end=date(2025, 6, 30)
    )
    found = values(person(), before)
    assert (found["上期协议编号"], found["上期协议止"]) == ("NC2024-9", "2025年6月30日")
    assert values(person())["上期协议编号"] is None


def test_a_number_given_by_the_program_is_filled_in():
    records, law = county(person())
    subject = CONTRACT.subjects(records, law)[0].numbered("乌兰旗2025-007")
    found = CONTRACT.fields(subject, records, law)
    assert found["协议编号"] == "乌兰旗2025-007"
    assert CONTRACT.file_name(subject, found) == "乌兰旗2025-007_斯琴·巴图_聘用协议"


@pytest.mark.parametrize(("number", "name"), [(None, "1_斯琴·巴图_聘用协议"), (ID, "第0行_斯琴·巴图_聘用协议")])
def test_no_identity_number_stands_in_a_file_name(number, name):
    records, law = county(person(agreement_no=number))
    subject = CONTRACT.subjects(records, law)[0]
    assert CONTRACT.file_name(subject, CONTRACT.fields(subject, records, law)) == name


def test_masks_keep_as_much_as_the_county_says():
    found = values(person(), settings={"脱敏级别": "前6后4"})
    assert found["身份证号脱敏"] == "150421********9997"


def test_copies_are_counted_in_words():
    assert values(person(), settings={"协议份数": "4"})["协议份数"] == "四"
    assert values(person(), settings={"协议份数": "12"})["协议份数"] == "12"


# -- the notice --------------------------------------------------------------------------------------------------------


def notice(*rows, **options):
    return values(*rows, form=NOTICE, **options)


def test_a_notice_lists_its_people_and_signs_for_the_village():
    other = person(name="张三", sex="女", birth_date=date(1990, 3, 7), id_number=OTHER_ID)
    found = notice(person(), other, procedure(), procedure(id_number=OTHER_ID))
    shown = [[row[name] for name in ("姓名", "性别", "出生年", "嘎查村", "人员身份")] for row in found["名单"]]
    assert shown == [
        ["斯琴·巴图", "男", "1985", "红旗嘎查", "脱贫人口"],
        ["张三", "女", "1990", "红旗嘎查", "脱贫人口"],
    ]
    assert (found["落款单位"], found["落款日期"]) == ("红旗嘎查村民委员会", "2025年5月19日")
    assert (found["村公示起"], found["村公示止"]) == ("2025年5月19日", "2025年5月25日")
    assert found["姓名"] is None  # whose would it be?


def test_a_notice_is_filed_by_village_and_first_day():
    records, law = county(person(), procedure())
    (subject,) = NOTICE.subjects(records, law)
    assert NOTICE.file_name(subject, NOTICE.fields(subject, records, law)) == "嘎查村公示_红旗嘎查_20250519"


def test_without_a_selection_on_record_a_notice_has_no_days():
    found = notice(person())
    assert found["村公示起"] is found["落款日期"] is None


def test_the_hotline_may_be_shown_though_it_is_a_mobile_number():
    _, law = county(settings={"监督举报电话": "13900000000"})
    assert NOTICE.allowed_phones(law) == ["13900000000"]
    assert CONTRACT.allowed_phones(law) == []


def leaves(value):
    """Every value of a form, and of the rows of its lists."""
    if isinstance(value, dict | list):
        return [leaf for inner in (value.values() if isinstance(value, dict) else value) for leaf in leaves(inner)]
    return [value]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_there_is_a_subject_for_every_form_and_its_values_are_words_or_nothing(form):
    records, law, verdict = whole()
    subjects = form.subjects(records, law, (), verdict)
    assert subjects
    for subject in subjects:
        assert all(value is None or isinstance(value, str) for value in leaves(form.fields(subject, records, law)))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_fills_the_same_names_for_whomever_it_is_about(form):
    records, law, verdict = whole()
    for subject in form.subjects(records, law, (), verdict):
        assert set(form.fields(subject, records, law)) <= form.names()


@pytest.mark.parametrize("form", [form for form in FORMS if form.by_hand], ids=lambda form: form.name)
def test_a_form_that_is_filled_by_hand_can_be_had_empty(form):
    records, law, _ = whole()
    told = "".join(leaf or "" for leaf in leaves(form.fields(BLANK, records, law)))
    for person_row in records.of(Coordinator):
        assert not any(word in told for word in (person_row.name, person_row.id_number, person_row.phone))

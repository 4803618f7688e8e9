"""Why a document must not be made: what blocks, what must be known first, and what the county may let pass."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from xgy_excel.core import Law, Severity
from xgy_excel.forms import CONTRACT, FORMS, NOTICE, Subject, reasons, shut, sifted, waived
from xgy_excel.forms.agreement import FIRST, RENEWAL
from xgy_excel.forms.application import APPLICATION
from xgy_excel.forms.committee import COMMITTEE
from xgy_excel.forms.township import TOWN_NOTICE
from xgy_excel.forms.vacancy import VACANCY
from xgy_excel.law import RULES, judge
from xgy_excel.rows import Agreement, Approval, Coordinator, Disclosure, Evaluation, Payment, Procedure, Village

from .people import DAY, ID, OTHER_ID, SHEETS, VILLAGE, county, judged, person, procedure, whole

OLD = Agreement(
    agreement_no="乌兰旗2024-3", name="斯琴·巴图", id_number=ID, service_village="红旗嘎查", party_a="巴彦镇人民政府",
    sign_date=date(2024, 6, 20), agreement_start=date(2024, 7, 1), agreement_end=date(2025, 6, 30),
)  # fmt: skip
GOOD = Evaluation(
    id_number=ID, eval_year="2024", eval_date=date(2025, 5, 20), eval_grade="合格", eval_clients=9, skill_ok=True,
    renew_process_date=date(2025, 6, 5),
)  # fmt: skip


def told(*rows, form=CONTRACT, who=0, where=(), **options):
    """The reasons for one subject, each cut before its remedy."""
    records, law, verdict = judged(*rows, **options)
    subject = form.subjects(records, law, where)[who]
    return [text.partition("→")[0] for text in reasons(form, subject, verdict, records, law)]


def test_the_gates_name_rules_of_the_catalogue():
    codes = {rule.code for rule in RULES}
    records, law, verdict = whole()
    for form in FORMS:
        for subject in form.subjects(records, law, (), verdict):
            assert set(form.gate(subject, records)) <= codes
        assert set(form.cures) <= codes


def test_a_person_without_fault_gets_every_document():
    assert told(person(), procedure()) == []
    assert told(person(), procedure(), form=NOTICE) == []


def test_an_agreement_cures_its_own_absence():
    serving = person(status="在岗", onboard_date=date(2025, 6, 20), agreement_start=date(2025, 6, 20))
    records, law, verdict = judged(serving, procedure())
    assert [f.rule.code for f in verdict.findings if f.severity is Severity.ERROR] == ["A1"]
    assert reasons(CONTRACT, CONTRACT.subjects(records, law)[0], verdict, records, law) == []
    assert any("没有登记书面聘用协议" in text for text in told(serving, procedure(), form=NOTICE))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((person(pay_method="现金"), procedure()), "错误：【第十条·一卡通】"),
        ((person(), procedure(check_result="不符合")), "错误：【第八条·两委核查】"),
        (
            (person(), procedure(), Payment(id_number=ID, pay_month=date(2025, 5, 1), amount=Decimal("9"))),
            "错误：【第十五条",
        ),
    ],
    ids=["roster", "selection", "payment"],
)
def test_a_breach_on_the_person_blocks_in_whatever_sheet_it_stands(rows, expected):
    assert any(text.startswith(expected) for text in told(*rows))


def test_an_open_exception_blocks_and_an_approved_one_does_not():
    old = person(birth_date=date(1968, 3, 1), id_number="15042119680301999X")
    chain = procedure(id_number="15042119680301999X")
    (reason,) = told(old, chain)
    assert reason.startswith("需例外审批：【第七条·年龄】")
    approval = Approval(rule="E3", target="15042119680301999X", doc_no="乌人社〔2025〕3号", body="旗人社局", date=DAY)
    assert told(old, chain, approval) == []


def test_the_village_blocks_all_its_people_and_nobody_elses():
    east = Village(
        township="东风镇", village="东升村", labour_ordinary=20, labour_skilled=0, labour_weak=0, labour_unknown=0,
        data_date=date(2025, 5, 31), posts_set=0,
    )  # fmt: skip
    there = {"township": "东风镇", "service_village": "东升村", "hukou_village": "东升村", "live_village": "东升村"}
    serving = person(
        name="张三", id_number=OTHER_ID, birth_date=date(1990, 3, 7), account_holder="张三", status="在岗",
        hiring_body="东风镇人民政府", onboard_date=date(2025, 6, 20), agreement_start=date(2025, 6, 20),
        account_no="6299000000202500056", **there,
    )  # fmt: skip
    rows = (person(), serving, procedure(), procedure(name="张三", id_number=OTHER_ID, service_village="东升村"), east)
    assert told(*rows) == []
    (reason,) = told(*rows, who=1)
    assert reason.startswith("错误：【第四条·不专设】东升村")


def test_what_is_wrong_with_a_villages_disclosure_is_wrong_with_the_village():
    board = Disclosure(
        village="红旗嘎查", publish_date=date(2025, 6, 1), publish_duties="五项", publish_names="无", publish_pay="2140元",
        publish_method="办法", publish_phone="12345678",
    )  # fmt: skip
    records, law, verdict = judged(person(), procedure(), board)
    wrong = [f.message for f in verdict.findings if f.severity is Severity.ERROR]
    found = reasons(CONTRACT, CONTRACT.subjects(records, law)[0], verdict, records, law)
    assert [any(message in text for text in found) for message in wrong] == [True] * len(wrong)


@pytest.mark.parametrize(
    "gap",
    [
        {"check_date": None}, {"council_date": None}, {"village_pub_end": None}, {"town_review_date": None},
        {"town_pub_start": None}, {"county_file_date": None}, {"objection_count": None}, {"notice_form": None},
        {"soft_duty": None},
    ],
    ids=lambda gap: next(iter(gap)),
)  # fmt: skip
def test_an_open_question_about_the_selection_keeps_a_first_agreement_shut(gap):
    found = told(person(), procedure(**gap))
    assert found
    assert all(text.startswith("待核：") for text in found)
    assert told(person(), procedure(**gap), settings={"待核放行": "是"}) == []


def test_a_question_outside_the_gate_blocks_nothing():
    records, law, verdict = judged(person(account_holder="他人"), procedure())
    assert Severity.UNKNOWN in {f.severity for f in verdict.findings}
    assert reasons(CONTRACT, CONTRACT.subjects(records, law)[0], verdict, records, law) == []


def test_letting_unknowns_pass_lets_no_breach_pass():
    found = told(person(pay_method="现金"), procedure(check_date=None), settings={"待核放行": "是"})
    assert [text[:3] for text in found] == ["错误："]


def test_documents_made_in_spite_of_open_questions_say_which():
    records, law, verdict = judged(person(), procedure(check_date=None), settings={"待核放行": "是"})
    subject = CONTRACT.subjects(records, law)[0]
    assert waived(CONTRACT, subject, verdict, records, law) == ["S3 两委核查"]
    strict = Law(DAY)
    assert waived(CONTRACT, subject, verdict, records, strict) == []


# -- first agreements and renewals -----------------------------------------------------------------------------------------


def test_a_renewal_needs_no_selection_but_an_evaluation():
    again = person(is_renewal=True, status="在岗", onboard_date=date(2024, 7, 1), pwp_date=date(2024, 1, 1))
    assert told(again, OLD, GOOD) == []
    (reason,) = told(again, OLD)
    assert reason.startswith("待核：【第九条·缺数据】")


def test_an_earlier_agreement_makes_it_a_renewal():
    records, law = county(person(is_renewal=None), OLD)
    assert CONTRACT.gate(CONTRACT.subjects(records, law)[0], records) == RENEWAL
    records, law = county(person(is_renewal=None))
    assert CONTRACT.gate(CONTRACT.subjects(records, law)[0], records) == FIRST


def test_a_row_that_denies_the_renewal_the_register_shows_answers_to_both():
    records, law = county(person(is_renewal=False), OLD)
    assert set(CONTRACT.gate(CONTRACT.subjects(records, law)[0], records)) == {*FIRST, "A10"}


# -- rules that were not asked -----------------------------------------------------------------------------------------------


def test_a_person_nobody_selected_gets_no_first_agreement():
    filing, reason = told(person(), procedure(id_number=OTHER_ID))
    assert "尚未登记旗县备案日期" in filing
    assert reason.startswith("“选聘程序”表没有此人的记录，")
    assert all(code in reason for code in ("S1", "S7", "S10", "E5"))


def test_a_rule_that_could_not_run_for_want_of_a_sheet_has_not_passed():
    found = told(person(), sheets=[kind for kind in SHEETS if kind is not Procedure])
    assert any(text.startswith("没有工作表“选聘程序”，") for text in found)
    assert (
        told(person(), sheets=[kind for kind in SHEETS if kind is not Procedure], settings={"待核放行": "是"}) == found
    )


def test_a_rule_that_could_not_run_for_want_of_a_column_has_not_passed():
    records, law = county(person(), procedure())
    roster = next(table for table in records.tables if table.kind is Coordinator)
    poor = replace(roster, columns={n: c for n, c in roster.columns.items() if n != "fund"})
    records = type(records)([poor if table is roster else table for table in records.tables])
    verdict = judge(records, law, RULES)
    found = reasons(CONTRACT, CONTRACT.subjects(records, law)[0], verdict, records, law)
    assert any("“花名册”缺列“资金来源”" in text and "P5" in text for text in found)


def test_a_selection_that_has_not_begun_has_not_passed():
    later = {name: day.replace(month=day.month + 3) for name, day in vars(procedure()).items() if isinstance(day, date)}
    (reason,) = told(person(agreement_start=date(2025, 10, 1)), procedure(**later))
    assert reason.startswith("“选聘程序”表的记录2025-08-06才开始，")
    assert all(code in reason for code in ("S1", "S7", "E5"))


def test_a_day_without_policy_shuts_only_those_it_concerns():
    later = {"agreement_start": date(2026, 3, 1), "agreement_end": date(2026, 12, 31)}
    rows = (person(), person(name="张三", id_number=OTHER_ID, account_holder="张三", birth_date=None, **later))
    chains = (procedure(), procedure(name="张三", id_number=OTHER_ID))
    assert told(*rows, *chains) == []
    found = told(*rows, *chains, who=1)
    assert any(text.startswith("2026-03-01没有有效政策包，") for text in found)


def test_a_rule_the_county_switched_off_is_no_gate():
    assert told(person(), procedure(check_date=None), settings={"规则开关·S3": "关"}) == []


def test_on_a_day_without_policy_nothing_is_made():
    assert told(person(), procedure(), day=date(2027, 1, 1))


# -- what shuts a form for everybody -----------------------------------------------------------------------------------------


def two(**options):
    rows = (person(), person(name="张三", id_number=OTHER_ID, account_holder="张三", birth_date=date(1990, 3, 7)))
    records, law, verdict = judged(*rows, procedure(), procedure(name="张三", id_number=OTHER_ID), **options)
    subjects = CONTRACT.subjects(records, law)
    return subjects, verdict, records, law


def test_an_unset_parameter_is_told_once_for_all():
    subjects, verdict, records, law = two(settings={"村级公示天数": None})
    (message,) = shut(CONTRACT, subjects, verdict, records, law)
    assert "村级公示天数" in message
    assert message.endswith("因此有2份聘用协议不能生成。")
    for subject in subjects:
        (reason,) = reasons(CONTRACT, subject, verdict, records, law)
        assert reason.startswith("待核：【第八条·村级公示】")


def test_an_unset_parameter_shuts_nothing_that_does_not_need_it():
    rows = (person(is_renewal=True, status="在岗", onboard_date=date(2024, 7, 1), pwp_date=date(2024, 1, 1)), OLD, GOOD)
    unset = {"村级公示天数": None}
    other = (person(name="张三", id_number=OTHER_ID, account_holder="张三"), procedure(id_number=OTHER_ID))
    records, law, verdict = judged(*rows, *other, settings=unset)
    renewing, new = CONTRACT.subjects(records, law)
    assert reasons(CONTRACT, renewing, verdict, records, law) == []
    assert reasons(CONTRACT, new, verdict, records, law)
    assert shut(CONTRACT, [renewing], verdict, records, law) == []


def test_a_standard_missing_for_another_persons_month_is_nobody_elses_trouble():
    paid = Payment(
        name="张三", id_number=OTHER_ID, pay_month=date(2021, 5, 1), base_pay=Decimal(100), amount=Decimal(100),
        fund="F5", pay_method="一卡通", account_holder="张三",
    )  # fmt: skip
    subjects, verdict, records, law = two()
    records, law, verdict = judged(
        *(subject.row for subject in subjects), procedure(), procedure(id_number=OTHER_ID), paid,
        settings={"城镇公益性岗位补贴标准": "2140"},
    )  # fmt: skip
    assert reasons(CONTRACT, CONTRACT.subjects(records, law)[0], verdict, records, law) == []


def test_a_notice_cannot_do_without_the_hotline():
    records, law, verdict = judged(person(), procedure(), settings={"监督举报电话": None})
    subjects = NOTICE.subjects(records, law)
    assert shut(NOTICE, subjects, verdict, records, law) == [
        "参数表未设“监督举报电话”，嘎查村公示都不能生成。请填写该参数、生效日期和依据文号后再做。"
    ]
    assert reasons(NOTICE, subjects[0], verdict, records, law) == ["参数表未设“监督举报电话”。"]


def test_nothing_is_shut_when_nothing_is_missing():
    subjects, verdict, records, law = two()
    assert shut(CONTRACT, subjects, verdict, records, law) == []


# -- notices -----------------------------------------------------------------------------------------------------------------


def test_one_person_with_a_breach_stops_the_page_of_the_village():
    other = person(name="张三", id_number=OTHER_ID, birth_date=date(1990, 3, 7), account_holder="张三")
    found = told(
        person(), other, procedure(), procedure(name="张三", id_number=OTHER_ID, apply_written=False), form=NOTICE
    )
    assert len(found) == 1
    assert "张三" in found[0]


def test_a_notice_names_the_person_without_a_selection():
    other = person(name="张三", id_number=OTHER_ID, birth_date=date(1990, 3, 7), account_holder="张三")
    records, law, verdict = judged(person(), other, procedure())
    both = replace(NOTICE.subjects(records, law)[0], rows=tuple(records.of(Coordinator)))
    (reason,) = reasons(NOTICE, both, verdict, records, law)
    assert reason == "张三：“选聘程序”表没有此人的记录，S2、S3、S4没有核对。"


def test_a_notice_need_not_wait_for_what_comes_after_it():
    only = Procedure(
        **{name: getattr(procedure(), name) for name in Procedure.columns() if not name.startswith(("town", "county"))}
    )
    assert told(person(), only, form=NOTICE, day=date(2025, 5, 19)) == []


def test_a_person_who_was_given_a_number_is_still_the_same_person():
    records, law, verdict = judged(person(), procedure(check_date=None))
    subject = CONTRACT.subjects(records, law)[0]
    found = reasons(CONTRACT, subject.numbered("乌兰旗2025-009"), verdict, records, law)
    assert found == reasons(CONTRACT, subject, verdict, records, law) != []


# -- other kinds of subjects and forms ---------------------------------------------------------------------------------------


def test_a_working_paper_is_held_up_by_nothing():
    bad = person(education="小学", pay_method="现金", birth_date=date(1960, 1, 1))
    assert told(bad, form=COMMITTEE) == []
    assert told(bad, procedure(), form=APPLICATION)


def test_a_village_without_people_answers_for_itself_alone():
    bad = person(education="小学", status="在岗", onboard_date=date(2025, 1, 1), agreement_start=date(2025, 1, 1))
    large = replace(VILLAGE, labour_ordinary=300)
    records, law, verdict = judged(bad, procedure(), village=large)
    subject = Subject((), records.of(Village)[0], "红旗嘎查")
    assert reasons(VACANCY, subject, verdict, records, law) == [
        "参数表未设“报名起”。", "参数表未设“报名止”。"
    ]  # fmt: skip
    board = Disclosure(village="红旗嘎查", publish_date=date(2025, 6, 1), publish_names="无")
    days = {"报名起": "2025-07-01", "报名止": "2025-07-02"}
    records, law, verdict = judged(bad, procedure(), board, settings=days, village=large)
    assert any("第十三条" in text for text in reasons(VACANCY, subject, verdict, records, law))


def test_of_a_list_those_are_left_out_who_may_not_stand_in_it():
    other = person(
        name="张三", id_number=OTHER_ID, birth_date=date(1990, 3, 7), account_holder="张三", education="小学"
    )
    records, law, verdict = judged(person(), other, procedure(), procedure(name="张三", id_number=OTHER_ID))
    (subject,) = TOWN_NOTICE.subjects(records, law)
    fit, ((name, why),) = sifted(TOWN_NOTICE, subject, verdict, records, law)
    assert [row.name for row in fit.rows] == ["斯琴·巴图"]
    assert (name, "低于初中" in why) == ("张三", True)


def test_a_village_with_a_breach_takes_its_people_off_every_list():
    over = replace(VILLAGE, labour_ordinary=10, labour_skilled=0, labour_weak=0)
    serving = person(status="在岗", onboard_date=date(2025, 6, 20), agreement_start=date(2025, 6, 20))
    records, law, verdict = judged(serving, procedure(), village=over)
    (subject,) = TOWN_NOTICE.subjects(records, law)
    fit, ((_, why),) = sifted(TOWN_NOTICE, subject, verdict, records, law)
    assert not fit.rows
    assert "第四条·不专设" in why

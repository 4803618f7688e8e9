"""Article 15: the classes of an inspection, the leads about money, the register of exceptions."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from xgy_excel.core import Answer, Cite, Finding, Law, Rule, Severity
from xgy_excel.law import RULES, judge
from xgy_excel.law.inspection import (
    CLASSES,
    DUTIES,
    IDLE,
    INCOMPLETE,
    LATER,
    MONEY,
    OPEN,
    OTHERS,
    POSTS,
    SELECTION,
    VALID,
    class_of,
    exceptions,
    head_words,
    issues,
    leads,
    leads_words,
)
from xgy_excel.records import Records
from xgy_excel.rows import Approval, Coordinator, Payment, Village

DAY = date(2025, 12, 31)
ME, HER = "150421198503019997", "15042119850301001X"
PERSON = {
    "name": "张三", "id_number": ME, "township": "巴彦镇", "service_village": "红旗嘎查", "status": "在岗",
    "onboard_date": date(2024, 7, 1), "agreement_start": date(2024, 7, 1), "agreement_end": date(2025, 6, 30),
    "is_rural_pwp": True, "pwp_date": date(2024, 1, 1), "person_class": "一般农户", "pay_monthly": Decimal(1000),
}  # fmt: skip


def paid(month, amount="1000.00", fund="F5", number=ME):
    return Payment(name="张三", id_number=number, pay_month=date(2025, month, 1), amount=Decimal(amount), fund=fund)


def money(*rows, **person):
    """The leads of a person who was paid so."""
    records = Records.of_rows(Coordinator(**{**PERSON, **person}), *rows)
    rules = [rule for rule in RULES if rule.code in ("P5", "P6", "P12", "P13")]
    return leads(judge(records, Law(DAY), rules).findings)


def sums(found):
    return [sum(getattr(lead, name) for lead in found) for name in ("total", "payment", "source")]


# -- classes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("Q2 Q6b Y1 Y4", POSTS),
        ("E1 E7 S8 S12 A7 A8", SELECTION),
        ("T1 V1 D1 D5", DUTIES),
        ("P1 P12 P13", MONEY),
        ("A3 A9 A10 X3 K2 I3", OTHERS),
    ],
)
def test_a_rule_is_reported_in_the_class_of_its_chapter(codes, expected):
    rules = {rule.code: rule for rule in RULES}
    assert {class_of(rules[code]) for code in codes.split()} == {expected}


def test_a_rule_of_a_chapter_nobody_thought_of_is_not_left_out():
    rule = replace(RULES[0], code="Z1")
    finding = Finding(rule, Answer(Severity.ERROR, {}), Severity.ERROR)
    assert issues([finding])[OTHERS] == [finding]


def test_every_rule_of_the_catalogue_has_a_class():
    assert {class_of(rule) for rule in RULES} == set(CLASSES)


def test_only_what_is_open_is_listed_the_gravest_first():
    rule = Rule("Q2", "", Cite("第四条"), (), (), lambda *_: iter(()), "", "", "【】。", "。")
    found = [Finding(rule, Answer(severity, {}), severity) for severity in reversed(Severity)]
    assert [f.severity for f in issues(found)[POSTS]] == [Severity.ERROR, Severity.EXCEPTION, Severity.UNKNOWN]
    assert head_words(DAY, found).startswith("【第十五条·自查】截至2025-12-31共3个问题：错误1、需例外审批1、待核1。")


# -- leads about money ------------------------------------------------------------------------------------


def test_three_months_paid_outside_the_agreement_are_three_thousand_yuan():
    found = money(paid(7), paid(8), paid(9))
    assert [lead.month for lead in found] == [date(2025, month, 1) for month in (7, 8, 9)]
    assert sums(found) == [Decimal("3000.00"), Decimal("3000.00"), Decimal(0)]
    assert "涉及1人3个月共3000.00元（其中列支渠道不符0.00元）" in leads_words(found)


def test_a_month_that_was_also_paid_from_the_wrong_source_counts_once():
    found = money(paid(7), paid(8), paid(9, fund="F2"))
    assert {f.rule.code for lead in found for f in lead.findings} == {"P12", "P6"}
    assert sums(found) == [Decimal("3000.00"), Decimal("3000.00"), Decimal(0)]


def test_a_wrong_source_alone_is_a_sum_of_its_own():
    found = money(paid(3, fund="F2"), paid(4, "1000.55", fund="F5:600.55；F2:400"), paid(7, "999.99"))
    assert sums(found) == [Decimal("2399.99"), Decimal("999.99"), Decimal("1400.00")]
    assert "（其中列支渠道不符1400.00元）" in leads_words(found)


def test_what_was_paid_twice_counts_what_is_too_much_and_the_rest_as_the_wrong_source():
    assert sums(money(paid(3), paid(3))) == [Decimal(1000), Decimal(1000), Decimal(0)]
    assert sums(money(paid(3, fund="F2"), paid(3, fund="F2"))) == [Decimal(2000), Decimal(1000), Decimal(1000)]


def test_a_post_that_was_never_made_a_public_welfare_one_and_a_person_who_is_not_poor_are_one_sum():
    found = money(paid(3, fund="F2"), is_rural_pwp=False)
    assert {f.rule.code for f in found[0].findings} == {"P5", "P6"}
    assert sums(found) == [Decimal(1000), Decimal(0), Decimal(1000)]


def test_what_is_not_decided_is_no_lead():
    assert money(paid(3, fund="F2"), person_class="监测对象（已消除）") == []
    assert money(paid(7), agreement_end=None) == []


def test_an_approved_exception_is_no_lead():
    (lead,) = money(paid(7))
    (finding,) = lead.findings
    approved = Finding(finding.rule, finding.answer, Severity.APPROVED, finding.row)
    assert leads([approved]) == []


def test_the_monthly_pay_of_the_roster_is_no_payment():
    assert money(fund="F2") == []


def test_people_are_counted_once_however_many_months():
    records = Records.of_rows(
        Coordinator(**PERSON), Coordinator(**{**PERSON, "id_number": HER}), paid(7), paid(8), paid(7, number=HER)
    )
    found = leads(judge(records, Law(DAY), [rule for rule in RULES if rule.code == "P12"]).findings)
    assert "线索涉及2人3个月共3000.00元" in leads_words(found)


def test_a_part_nobody_wrote_down_is_told_as_not_known():
    found = money(paid(3, fund="F5、F2"))
    assert [lead.known for lead in found] == [False]
    assert sums(found)[0] == 0


def test_the_sentence_says_that_it_is_a_lead_and_nobody_has_to_pay_back():
    words = leads_words(money(paid(7)))
    assert "本表仅为线索，是否属于虚报、冒领、骗取及是否追回，由旗县财政、审计部门认定。" in words
    assert "应追回" not in words


# -- exceptions -------------------------------------------------------------------------------------------


OLD = {"birth_date": date(1966, 3, 1), "agreement_start": date(2025, 1, 1), "agreement_end": date(2025, 12, 31)}
GRANTED = {"rule": "E3", "target": HER, "doc_no": "乌人社〔2025〕1号", "body": "乌兰旗人社局", "date": date(2025, 1, 1)}


def register(*approvals, day=DAY):
    """The register of a county of one person who is too old and one village with too many posts."""
    old = Coordinator(**{**PERSON, **OLD, "name": "李四", "id_number": "150499196603019995"})
    target = old.id_number
    rows = [Approval(**{**GRANTED, "target": target, **one}) for one in approvals]
    village = Village(village="红旗嘎查", labour_ordinary=90, labour_skilled=0, labour_weak=0, labour_unknown=0)
    second = Coordinator(**{**PERSON, "name": "王五", "id_number": HER, **{k: OLD[k] for k in ("agreement_start",)}})
    records = Records.of_rows(old, second, village, *rows)
    rules = [rule for rule in RULES if rule.code in ("E3", "Q3")]
    return [(e.state, e.rule, e.subject) for e in exceptions(judge(records, Law(day), rules).findings, records, day)]


def test_what_nobody_applied_for_is_open():
    assert register() == [(OPEN, "E3", "李四"), (OPEN, "Q3", "红旗嘎查")]


def test_a_complete_row_is_valid_and_told_by_the_name_of_the_person():
    assert register({}) == [(VALID, "E3", "李四"), (OPEN, "Q3", "红旗嘎查")]
    assert (VALID, "Q3", "红旗嘎查") in register({}, {"rule": "Q3", "target": "红旗嘎查"})


@pytest.mark.parametrize("name", ["doc_no", "body", "date"])
def test_a_row_that_lacks_something_is_not_valid_yet(name):
    assert register({name: None}) == [(INCOMPLETE, "E3", "李四"), (OPEN, "Q3", "红旗嘎查")]


def test_an_approval_given_later_is_not_valid_on_the_day():
    assert register({"date": date(2026, 1, 1)})[0] == (LATER, "E3", "李四")


def test_an_approval_of_what_is_not_found_is_kept_in_the_register():
    assert register({"rule": "E11"})[0] == (IDLE, "E11", "李四")


def test_nobody_on_the_roster_is_told_by_the_last_figures_of_the_number():
    assert register({"target": "150421197105209993"})[0] == (IDLE, "E3", "**************9993")


# -- I3 ---------------------------------------------------------------------------------------------------


def told(**row):
    rule = next(rule for rule in RULES if rule.code == "I3")
    records = Records.of_rows(Coordinator(**{**PERSON, "id_number": HER}), Approval(**{**GRANTED, **row}))
    return [(f.severity.value, f.message, f.subject) for f in judge(records, Law(DAY), [rule]).findings]


def test_a_complete_approval_keeps_rule_i3():
    assert told() == []


def test_an_incomplete_approval_is_told_by_name_and_never_by_number():
    assert told(doc_no=None) == [("提示", "【例外审批】E3张三缺“文号”。", "**************001X")]
    ((_, message, _),) = told(doc_no=None, body=None, date=None)
    assert message == "【例外审批】E3张三缺“文号”“批准单位”“批准日期”。"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"rule": "第七条"}, "【例外审批】张三一行的规则写作“第七条”，看不出是哪条规则，这一行没有生效。"),
        (
            {"target": "张三"},
            "【例外审批】E3一行的对象“张三”在花名册、嘎查村等表中对不上，或不止一个村同名，这一行没有生效。",
        ),
        (
            {"date": date(2026, 1, 5)},
            "【例外审批】E3张三的批准日期2026-01-05晚于核对日2025-12-31，这一行在核对日还没有生效。",
        ),
    ],
)
def test_an_approval_that_approves_nothing_says_why(row, message):
    assert [words for _, words, _ in told(**row)] == [message]


def test_an_approval_for_nobody_or_of_no_rule_is_incomplete():
    assert told(target=None)[0][1] == "【例外审批】E3（未写对象）缺“对象”。"
    assert told(rule=None)[0][1] == "【例外审批】（未写规则）张三缺“规则”。"

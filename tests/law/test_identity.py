"""Base data (no article): identity numbers, who shares one, how things are written, what could not be read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgy_excel import law as the_law
from xgy_excel.core import Law, Place, Setting, Unread
from xgy_excel.core.row import ERROR_CELL, LOST_DIGITS, NO_CACHE, NO_SUCH_DAY
from xgy_excel.law import judge
from xgy_excel.law.eligibility import double_posts
from xgy_excel.law.identity import duplicates, particulars, unreadable
from xgy_excel.law.identity import numbers as identity
from xgy_excel.law.identity.numbers import birth_of, check_digit, id_problem, is_valid_id, sex_of
from xgy_excel.law.identity.settings import parameter_rule
from xgy_excel.records import Records, Table
from xgy_excel.rows import (
    Agreement,
    Coordinator,
    Dismissal,
    Evaluation,
    Payment,
    Procedure,
    Training,
    Village,
)

DAY = date(2025, 6, 30)
ZHANG, LI = "150421197105209993", "150421200802299976"
K16 = next((rule for rule in the_law.RULES if rule.code == "K16"), None) or parameter_rule(the_law.PARAMS)
RULES = (*identity.RULES, *duplicates.RULES, *particulars.RULES, *unreadable.RULES, K16)
BY_CODE = {rule.code: rule for rule in RULES}


def judged(codes, *rows, day=DAY):
    return judge(Records.of_rows(*rows), Law(day), [BY_CODE[code] for code in codes.split()]).findings


def told(codes, *rows) -> list[tuple[str, str]]:
    return [(f.rule.code, f.severity.value) for f in judged(codes, *rows)]


def person(**fields) -> Coordinator:
    return Coordinator(**{"name": "张三", "id_number": ZHANG, **fields})


def at(row: int, kind=Coordinator, sheet="花名册") -> Place:
    return Place(sheet, row, {name: i for i, name in enumerate(kind.columns(), 1)})


# -- the number ---------------------------------------------------------------------------------------

ids = st.builds(
    lambda place, birth, number: f"{place}{birth:%Y%m%d}{number:03d}",
    st.sampled_from(["150421", "152123", "110101"]), st.dates(date(1900, 1, 1), DAY), st.integers(0, 999),
)  # fmt: skip


@given(ids)
def test_a_number_with_its_check_digit_is_valid_and_gives_back_birth_and_sex(first17):
    whole = first17 + check_digit(first17)
    assert is_valid_id(whole, DAY)
    assert f"{birth_of(whole):%Y%m%d}" == first17[6:14]
    assert sex_of(whole) == ("男" if int(first17[16]) % 2 else "女")


@given(ids, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(first17, place, shift):
    wrong = first17[:place] + str((int(first17[place]) + shift) % 10) + first17[place + 1 :]
    assert id_problem(wrong + check_digit(first17), DAY)


@given(ids, st.integers(0, 15))
def test_two_digits_changed_round_never_pass(first17, place):
    turned = first17[:place] + first17[place + 1] + first17[place] + first17[place + 2 :]
    if turned != first17:
        assert id_problem(turned + check_digit(first17), DAY)


@given(ids, st.sampled_from(["'{}", " {} ", "\u200b{}", "{}\u00a0", "\t{}"]))
def test_dirt_around_a_number_does_not_matter(first17, dirt):
    whole = first17 + check_digit(first17)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in whole)
    assert is_valid_id(dirt.format(whole.lower()), DAY)
    assert is_valid_id(dirt.format(wide), DAY)


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (ZHANG, ""),
        (LI, ""),
        ("15042119710520999342", ""),
        ("1504211971052099934256", ""),
        ("15042119710520999X", "校验位"),
        ("15042119700229999X", "出生日期"),
        ("150421710520999", "位数"),
        ("15042119710520999A", "字符"),
        ("", "位数"),
        (None, "位数"),
    ],
)
def test_what_is_wrong_with_a_number(number, problem):
    assert id_problem(number, DAY) == problem


def test_nobody_is_born_tomorrow_or_before_1900():
    born = {day: f"150421{day:%Y%m%d}999" for day in (date(2025, 7, 1), date(1899, 12, 31))}
    assert {id_problem(head + check_digit(head), DAY) for head in born.values()} == {"出生日期"}
    assert id_problem(born[date(2025, 7, 1)] + check_digit(born[date(2025, 7, 1)]), date(2025, 7, 1)) == ""


def test_a_check_digit_belongs_to_17_digits():
    for bad in ("1504211971052099", "1504211971052099A", "１５０４２１１９７１０５２０９９９"):
        with pytest.raises(ValueError, match="17位"):
            check_digit(bad)


def test_what_is_no_number_has_no_birth_and_no_sex():
    assert (birth_of("1504"), sex_of("1504"), birth_of(None), sex_of(None)) == (None, None, None, None)


# -- K1 to K5, K14 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "expected", "words"),
    [
        (ZHANG, [], ""),
        ("15042119710520999x", [("K2", "错误")], "身份证号校验位应为“3”，实为“X”"),
        ("15042119700229999X", [("K3", "错误")], "出生日期“19700229”不存在"),
        ("1504211971052099", [("K1", "错误")], "证件号为16位，应为18位。"),
        ("15042119710520A993", [("K1", "错误")], "第15位是“A”"),
        ("150421710520999", [("K1", "提示")], "推算为150421197105209993"),
        ("150421710231999", [("K1", "错误")], "证件号为15位"),
        ("15042119710520999342", [("K1", "提示")], "按前18位读取"),
        ("150421197105209", [("K1", "错误")], "证件号为15位"),
        (None, [("K2", "待核")], "缺“身份证号”"),
    ],
)
def test_the_number_of_a_person(number, expected, words):
    findings = judged("K1 K2 K3", person(id_number=number))
    assert [(f.rule.code, f.severity.value) for f in findings] == expected
    assert all(words in f.message for f in findings)


def test_a_birth_to_come_is_impossible_and_not_said_to_be_no_day():
    head = "15042120260101999"
    [finding] = judged("K3", person(id_number=head + check_digit(head)))
    assert finding.message == "【证件号】张三身份证号中的出生日期“20260101”早于1900年或晚于核对日2025-06-30。"


def test_the_numbers_of_every_sheet_about_people_are_checked():
    kinds = (Coordinator, Procedure, Agreement, Evaluation, Training, Payment, Dismissal)
    rows = [kind(name="张三", id_number="15042119710520999X") for kind in kinds]
    assert [f.row for f in judged("K2", *rows)] == rows


def test_base_data_is_judged_also_when_no_policy_pack_is_in_force():
    assert [f.rule.code for f in judged("K2", person(id_number="15042119710520999X"), day=date(2030, 1, 1))] == ["K2"]


def test_columns_that_disagree_with_the_number():
    [birth] = judged("K4", person(birth_date=date(1971, 5, 2)))
    assert birth.message == "【证件号】张三出生日期列为1971-05-02，身份证号为1971-05-20。"
    [sex] = judged("K5", person(sex="女"))
    assert sex.message == "【证件号】张三性别列为“女”，身份证号对应“男”。"
    assert told("K4 K5", person(birth_date=date(1971, 5, 20), sex="男性")) == []
    assert told("K4 K5", person(id_number="15042119710520999X", birth_date=date(1980, 1, 1), sex="女")) == []


def test_a_number_first_registered_elsewhere_is_only_pointed_out():
    head = "11010119710520999"
    assert told("K14", person(id_number=head + check_digit(head))) == [("K14", "提示")]
    assert told("K14", person()) == []


# -- K6 -----------------------------------------------------------------------------------------------


def test_two_people_with_one_number_are_told_at_both():
    rows = [
        Training(name="张三", id_number=ZHANG, place=at(3, Training, "培训")),
        Training(name="李四", id_number=ZHANG, place=at(9, Training, "培训")),
    ]
    findings = judged("K6", *rows)
    assert [f.message for f in findings] == ["【证件号】张三与李四证件号相同（第3、9行）。"] * 2
    assert [f.cell for f in findings] == ["B3", "B9"]


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        (Procedure, {"service_village": "红旗嘎查", "notice_date": date(2024, 5, 6), "apply_date": date(2024, 5, 13)}),
        (Evaluation, {"eval_year": "2024", "eval_date": date(2024, 12, 10)}),
        (Training, {"training_date": date(2024, 7, 1), "training_kind": "岗前培训", "training_topics": "岗位职责"}),
        (Dismissal, {"dismiss_date": date(2025, 3, 1)}),
    ],
)
def test_one_entry_in_two_rows(kind, entry):
    once = partial(kind, name="张三", id_number=ZHANG)
    assert told("K6", once(**entry), once(**entry)) == [("K6", "错误")] * 2
    for part in entry:
        assert told("K6", once(**entry), once(**{**entry, part: None})) == []


def test_a_person_is_paid_every_month_and_signs_every_year():
    months = [Payment(name="张三", id_number=ZHANG, pay_month=date(2025, month, 1)) for month in (4, 5)]
    years = [Agreement(name="张三", id_number=ZHANG, agreement_start=date(year, 7, 1)) for year in (2023, 2024)]
    assert told("K6", *months, *years) == []
    assert told("K6", *months, Payment(name="李四", id_number=ZHANG)) == [("K6", "错误")] * 3


def test_on_the_roster_one_number_is_left_to_e7_where_it_speaks():
    post = partial(Coordinator, id_number=ZHANG, status="在岗", onboard_date=date(2024, 7, 1))
    two_names = (post(name="张三", service_village="红旗嘎查"), post(name="李四", service_village="东风嘎查"))
    codes = [BY_CODE["K6"], double_posts.E7]
    found = judge(Records.of_rows(*two_names), Law(DAY), codes).findings
    assert [(f.rule.code, f.severity.value) for f in found] == [("E7", "错误")] * 2
    assert "张三与李四证件号相同" in found[0].message
    one_village = (post(name="张三", service_village="红旗嘎查"), post(name="李四", service_village="红旗嘎查"))
    assert told("K6", *one_village) == [("K6", "错误")] * 2
    one_person = (post(name="张三", service_village="红旗嘎查"), post(name="张 三", service_village="红旗嘎查"))
    assert told("K6", *one_person) == []


def test_one_name_with_two_numbers_is_pointed_out_once():
    rows = [person(place=at(3)), person(id_number=LI, place=at(9))]
    findings = judged("K6", *rows)
    assert [(f.severity.value, f.row) for f in findings] == [("提示", rows[1])]
    assert findings[0].message == "【证件号】花名册第3、9行都是张三，证件号不同。"


# -- K8 to K11 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phone", "wrong"),
    [
        ("13812345678", False), ("138-1234-5678", False), ("+8613812345678", False), ("0471-6923456", False),
        ("(0471)6923456", False), ("13812345678、0471-6923456", False), (None, False),
        ("12812345678", True), ("1381234567", True), ("6923456", True), ("13812345678、6923456", True),
    ],
)  # fmt: skip
def test_telephones(phone, wrong):
    assert told("K8", person(phone=phone)) == [("K8", "提示")] * wrong


@pytest.mark.parametrize(
    ("account", "wrong"),
    [
        ("6299000000000000010", False), ("6299 0000 0000 0000 010", False), (None, False),
        ("6299000000000000011", True), ("62990000000", True), ("62990000000000000000", True), ("存折12345", True),
    ],
)  # fmt: skip
def test_accounts(account, wrong):
    assert told("K9", person(account_no=account)) == [("K9", "提示")] * wrong


def test_an_odd_account_is_told_once_and_not_for_every_month():
    months = [Payment(name="张三", account_no="62990000000", pay_month=date(2025, month, 1)) for month in (4, 5)]
    assert [f.row for f in judged("K9", *months)] == months[:1]
    roster = person(account_no="62990000000")
    [finding] = judged("K9", *months, roster)
    assert finding.row is roster
    assert finding.message == "【账号】张三账号“末四位0000”长度或校验位异常。"


@pytest.mark.parametrize(
    ("name", "key"),
    [("张三", None), ("斯琴·巴图", None), ("斯琴•巴图", "斯琴巴图"), ("张　三", "张三"), ("斯琴.巴图", "斯琴巴图")],
)
def test_names_with_blanks_or_other_dots(name, key):
    findings = judged("K10", person(name=name))
    assert [f.answer.facts["v"] for f in findings] == ([key] if key else [])


@pytest.mark.parametrize(("nation", "known"), [("蒙古族", True), ("蒙", True), ("汉", True), ("达翰尔族", False)])
def test_nationalities(nation, known):
    assert told("K11", person(ethnicity=nation)) == ([] if known else [("K11", "待核")])


# -- what could not be read ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "why", "code", "severity"),
    [
        ("id_number", LOST_DIGITS, "K7", "错误"),
        ("account_no", LOST_DIGITS, "K7", "错误"),
        ("agreement_end", NO_SUCH_DAY, "K12", "错误"),
        ("agreement_end", "没有写到日", "K12", "待核"),
        ("agreement_end", ERROR_CELL, "K15", "待核"),
        ("pay_monthly", NO_CACHE, "K15", "待核"),
        ("is_farmer", "不是“是”或“否”", "K15", "待核"),
        ("age", ERROR_CELL, "K15", "提示"),
    ],
)
def test_an_unreadable_cell_is_told_by_one_rule(field, why, code, severity):
    row = person(unread={field: Unread("2024.02.30", why)}, **{field: None}, place=at(7))
    findings = judged("K7 K12 K15", row)
    assert [(f.rule.code, f.severity.value, f.cell) for f in findings] == [(code, severity, row.place.cell(field))]
    assert "第7行" in findings[0].message


def test_lost_digits_are_not_also_a_missing_number():
    row = person(id_number=None, unread={"id_number": Unread("150421197105209000", LOST_DIGITS)})
    assert told("K1 K2 K3 K7", row) == [("K7", "错误")]
    row = person(id_number=None, unread={"id_number": Unread("#N/A", ERROR_CELL)})
    assert sorted(told("K1 K2 K3 K15", row)) == [("K15", "待核"), ("K2", "待核")]


def test_the_words_about_an_unreadable_day_name_line_column_and_text():
    row = Village(
        village="红旗嘎查", unread={"data_date": Unread("2024年5月", "没有写到日")}, place=at(4, Village, "嘎查村")
    )
    [finding] = judged("K12", row)
    assert finding.message == "【日期】第4行“数据截止日期”的“2024年5月”不是有效日期。"


def test_lines_passed_over_are_counted_for_each_sheet():
    tables = [
        Table(kind=Coordinator, sheet="花名册", rows=(person(),), skipped={"合计": 1, "空行": 2, "说明": 1}),
        Table(kind=Village, sheet="嘎查村"),
    ]
    findings = judge(Records(tables), Law(DAY), [BY_CODE["K13"]]).findings
    assert [(f.sheet, f.subject, f.severity.value) for f in findings] == [("花名册", "花名册", "提示")]
    assert findings[0].message == "【行数】花名册共5行，读取1行，跳过4行（合计1、隐藏0、空行2、说明1）。"
    assert judge(Records(tables[1:]), Law(DAY), [BY_CODE["K13"]]).findings == []


def test_subtotals_of_pay_are_said_not_to_be_compared():
    row = Payment(amount=Decimal(1000))
    table = Table(kind=Payment, sheet="发放", rows=(row,), skipped={"合计": 3}, written_total={"amount": "1000"})
    (finding,) = judge(Records([table]), Law(DAY), [BY_CODE["K13"]]).findings
    assert finding.message.endswith("（合计3、隐藏0、空行0）；其中2行小计、合计的金额没有与逐行之和核对。")
    whole = replace(table, skipped={"合计": 1})
    (finding,) = judge(Records([whole]), Law(DAY), [BY_CODE["K13"]]).findings
    assert finding.message.endswith("（合计1、隐藏0、空行0）。")


def test_a_roster_that_could_not_be_read_is_undecided_and_a_copy_is_nothing():
    passed = [("协管员", "“姓名”有不止一列，分不清用哪一列"), ("花名册 (2)", "是“花名册”的副本")]
    [finding] = judge(Records((), passed, ["协管员"]), Law(DAY), [BY_CODE["K13"]]).findings
    assert (finding.severity.value, finding.subject) == ("待核", "协管员")
    assert finding.message == "【行数】工作表“协管员”没有读取：“姓名”有不止一列，分不清用哪一列。"


# -- K16 ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "expected", "words"),
    [
        ("边界200", "上档", [], ""),
        ("边界 200", "上档", [], ""),
        ("边界２００", "上档", ["提示"], "最接近的是“边界200”"),
        ("人数时效天数", "90天", [], ""),
        ("边界20", "上档", ["提示"], "最接近的是“边界200”"),
        ("天气", "晴", ["提示"], "没有相近的名称"),
        ("边界200", "中档", ["错误"], "值“中档”无法识别，应填：下档 | 上档"),
        ("边界200", None, [], ""),
        ("规则开关·Q9", "关", [], ""),
        ("规则开关", "关", ["提示"], "写作“规则开关·类别”"),
        ("规则开关·Q9", "也许", ["错误"], "应填：开 | 关"),
        ("规则开观·Q9", "开", ["提示"], "最接近的是“规则开关·类别”"),
        ("边界200·一类", "上档", ["提示"], "最接近的是“边界200”"),
        (None, "上档", ["待核"], "缺“参数”"),
        (None, None, [], ""),
    ],
)
def test_a_line_of_the_parameters(name, value, expected, words):
    findings = judged("K16", Setting(name=name, value=value))
    assert [f.severity.value for f in findings] == expected
    assert all(words in f.message for f in findings)


def test_two_lines_for_one_day_contradict_each_other():
    line = partial(Setting, name="边界200", value="上档")
    first, second = line(place=at(3, Setting, "参数")), line(place=at(8, Setting, "参数"))
    [finding] = judged("K16", first, second)
    assert (finding.row, finding.severity.value) == (second, "错误")
    assert finding.message == "【参数】参数“边界200”有两行生效日期相同（第3、8行），无法判断用哪一行。"
    assert told("K16", first, line(start=date(2025, 1, 1))) == []
    assert told("K16", first, line(value=None)) == []
    assert told("K16", first, line(county="巴林左旗")) == []
    assert told("K16", first, line(unread={"start": Unread("去年", "不是日期")})) == []

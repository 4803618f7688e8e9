"""Article 13: what a village publishes, how often, with which telephone, and that it agrees with what is paid."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from xgy_excel.core import Law, Setting
from xgy_excel.law import judge
from xgy_excel.law.disclosure import amounts, items, phones, private
from xgy_excel.records import Records, Table
from xgy_excel.rows import Agreement, Coordinator, Disclosure, Payment, Village

DAY = date(2025, 6, 30)
ME, OTHER = "15042119850301999X", "150421199001019990"
FULL = {
    "publish_duties": "宣传政策、摸清底数、就业指导、更新数据、参加培训", "publish_names": "张三", "publish_pay": "1300元/月",
    "publish_method": "旗协管员绩效评价办法", "publish_phone": "0470-8123456",
}  # fmt: skip


def publication(day: str | None = "2025-05-20", village="红旗嘎查", **fields) -> Disclosure:
    return Disclosure(village=village, publish_date=day and date.fromisoformat(day), **{**FULL, **fields})


def person(**fields) -> Coordinator:
    good = {
        "name": "张三", "id_number": ME, "status": "在岗", "service_village": "红旗嘎查", "onboard_date": date(2025, 1, 1),
        "agreement_start": date(2025, 1, 1), "agreement_end": date(2025, 12, 31), "pay_monthly": Decimal(1300),
        "account_no": "6217000000000000001", "phone": "13847612345",
    }  # fmt: skip
    return Coordinator(**{**good, **fields})


HERE = Village(village="红旗嘎查")


def findings(rule, *rows, day=DAY, settings=()):
    return judge(Records.of_rows(*rows, *settings), Law(day, settings=settings), [rule]).findings


def told(rule, *rows, **more) -> list[str]:
    return [f.severity.value for f in findings(rule, *rows, **more)]


# -- D1 -----------------------------------------------------------------------------------------------


def test_all_five_items_are_published():
    assert told(items.D1, publication()) == []


@pytest.mark.parametrize("name", list(FULL))
def test_each_of_the_five_must_be_there(name):
    (finding,) = findings(items.D1, publication(**{name: None}))
    assert (finding.severity.value, finding.field) == ("错误", Disclosure.columns()[name].header)
    assert finding.message == f"【第十三条·公开内容】红旗嘎查村务公开缺：{finding.field}。"


def test_several_are_told_together():
    (finding,) = findings(items.D1, publication(publish_pay=None, publish_phone=None))
    assert finding.message == "【第十三条·公开内容】红旗嘎查村务公开缺：劳务报酬、监督电话。"


def test_a_later_publication_makes_an_earlier_one_good():
    bad = publication("2025-02-20", publish_pay=None)
    assert told(items.D1, bad, publication("2025-05-20")) == []
    assert told(items.D1, bad, publication("2025-05-20", village="白音嘎查")) == ["错误"]
    assert told(items.D1, bad, publication("2025-05-20"), day=date(2025, 3, 31)) == ["错误"]


def test_a_line_without_a_day_is_still_to_be_published():
    assert told(items.D1, publication(None, publish_pay=None), publication()) == ["错误"]


def test_a_village_in_another_writing_is_the_same():
    bad = publication("2025-02-20", village="红旗嘎查村民委员会", publish_pay=None)
    assert told(items.D1, HERE, bad, publication()) == []


# -- D2 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        f"张三（{ME}）",
        "张三 6217000000000000001",
        "张三13847612345",
        "张三 150421 19850301 999X",
        "张三 621700000000000 0001",
    ],
)
def test_no_full_number_is_published(names):
    (finding,) = findings(private.D2, person(), publication(publish_names=names))
    assert (finding.severity.value, finding.field) == ("错误", "上岗人员")
    assert finding.message == "【个人信息】公开文件“公开·红旗嘎查”含完整证件号、银行账号或手机号，已停止生成。"


@pytest.mark.parametrize(
    "names",
    [
        "张三、李四",
        "张三（**************999X）",
        "张三 138****2345",
        "2025-05-01至2025-05-09张三",
        "内乡振发〔2022〕10号",
    ],
)
def test_names_masks_and_days_are_no_numbers(names):
    assert told(private.D2, person(), publication(publish_names=names)) == []


def test_the_telephone_for_reports_may_be_a_mobile_one():
    assert told(private.D2, publication(publish_phone="13900000001", publish_duties="举报请打13900000001")) == []
    assert told(private.D2, publication(publish_duties="举报请打13900000001")) == ["错误"]
    own = Setting(name="监督举报电话", value="13900000001")
    assert told(private.D2, publication(publish_duties="举报请打13900000001"), settings=[own]) == []
    assert told(private.D2, publication(publish_phone=ME)) == ["错误"]


# -- D3 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        ("0471-6923456", []),
        ("12345", []),
        ("(0470)8123456", []),
        ("旗农牧局 0470-8123456 转 801", []),
        ("8123456", []),
        ("12345678", ["错误"]),
        ("11111111111", ["错误"]),
        ("0000000", ["错误"]),
        ("待定", ["错误"]),
        ("13800000000", ["提示"]),
        ("0470-8123456、13800000000", []),
        ("81234", ["提示"]),
        (None, []),  # D1 speaks
    ],
)
def test_the_telephone_is_one_people_can_call(phone, expected):
    assert told(phones.D3, publication(publish_phone=phone)) == expected


def test_a_mobile_number_is_to_be_confirmed():
    (finding,) = findings(phones.D3, publication(publish_phone="13800000000"))
    assert finding.message == "【第十三条·举报电话】“13800000000”为手机号，公开前请确认是否为单位监督电话。"


def test_the_countys_own_parameter_is_asked_too():
    wrong = Setting(name="监督举报电话", value="12345678")
    (finding,) = findings(phones.D3, publication(), settings=[wrong])
    assert (finding.severity.value, finding.sheet) == ("错误", "参数")
    assert finding.message == "【第十三条·举报电话】“12345678”不是有效的监督举报电话。"
    past = Setting(name="监督举报电话", value="12345678", end=date(2023, 12, 31))
    assert told(phones.D3, publication(), settings=[past]) == []


# -- D4 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ago", "expected"), [(0, []), (92, []), (93, ["提示"])])
def test_a_village_publishes_every_quarter(ago, expected):
    last = (DAY - timedelta(days=ago)).isoformat()
    assert told(items.D4, HERE, person(), publication("2024-01-10"), publication(last)) == expected


def test_the_days_since_are_told_at_the_last_publication():
    (finding,) = findings(items.D4, HERE, person(), publication("2025-03-01"), publication("2024-12-01"))
    assert (finding.message, finding.row.publish_date) == ("【村务公开】红旗嘎查距上次公开已121天。", date(2025, 3, 1))


def test_the_county_may_publish_more_often():
    rows = HERE, person(), publication("2025-05-20")
    assert told(items.D4, *rows, settings=[Setting(name="村务公开周期天数", value="31")]) == ["提示"]
    assert told(items.D4, *rows, settings=[Setting(name="村务公开周期天数", value="每月")]) == ["待核"]


def test_a_village_that_never_published_is_undecided():
    (finding,) = findings(items.D4, HERE, person(), publication(village="白音嘎查"), Village(village="白音嘎查"))
    assert (finding.severity.value, finding.subject) == ("待核", "红旗嘎查")
    assert told(items.D4, HERE, person(), publication(None)) == ["待核"]


def test_a_village_with_nobody_in_post_is_not_asked():
    assert told(items.D4, HERE, person(status="离岗", leave_date=date(2025, 1, 31)), publication("2024-01-10")) == []


def test_an_empty_sheet_is_told_once():
    columns = {name: at for at, name in enumerate(Disclosure.columns(), 1)}
    empty = Table(kind=Disclosure, sheet="公开", columns=columns)
    villages = HERE, Village(village="白音嘎查")
    people = Records.of_rows(*villages, person(), person(service_village="白音嘎查", id_number=OTHER))
    (finding,) = judge(Records([*people.tables, empty]), Law(DAY), [items.D4]).findings
    assert (finding.severity.value, finding.sheet, len(finding.concerns)) == ("待核", "公开", 2)


# -- D5 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1300元/月", []),
        ("每月1,300.00元", []),
        ("1400元/月", ["错误"]),
        ("张三1400元/月", ["错误"]),
        # What can be read in another way is not compared.
        ("1400元", []),
        ("1400", []),
        ("基本报酬1040元/月、绩效260元/月", []),
        ("不超过1400元/月", []),
        ("5月1400元", []),
        ("每季度3900元", []),
        ("0.13万元/月", []),
        ("按规定标准发放", ["待核"]),
        ("15600元/年", ["待核"]),
        ("壹仟叁佰元/月", ["待核"]),
        ("李四1400元/月", ["错误"]),  # nobody of that name is in post: the one who is gets 1300
    ],
)
def test_the_published_monthly_pay_is_that_of_the_agreement(said, expected):
    assert told(amounts.D5, HERE, person(), publication(publish_pay=said)) == expected


def test_both_amounts_are_told():
    (finding,) = findings(amounts.D5, HERE, person(), publication(publish_pay="1400元/月"))
    assert finding.message == "【公开不一致】张三公示月劳务报酬1400元，协议月劳务报酬1300元。"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1300元/月、1500元/月", []),
        ("1300元/月", []),
        ("1400元/月", ["错误"]),
        ("张三1300元/月、李·四1500元/月", []),
        ("张三1500元/月、李四1300元/月", ["错误", "错误"]),
        ("张三、李四1400元/月", []),
        ("张三1500元/月，1300元/月", []),
    ],
)
def test_of_several_people_each_is_compared_with_the_own_amount(said, expected):
    other = person(name="李四", id_number=OTHER, pay_monthly=Decimal(1500))
    assert told(amounts.D5, HERE, person(), other, publication(publish_pay=said)) == expected


def paid(month: str, amount: int, **fields) -> Payment:
    return Payment(
        name="张三", id_number=ME, pay_month=date.fromisoformat(f"{month}-01"), amount=Decimal(amount), **fields
    )


def test_what_is_published_of_a_month_is_what_was_paid_for_it():
    payments = paid("2025-04", 1300), paid("2025-05", 1200)
    said = publication(publish_pay="2025年5月：张三1300元")
    (finding,) = findings(amounts.D5, HERE, person(), said, *payments)
    assert finding.message == "【公开不一致】张三2025年5月公示1300元，发放1200元。"
    assert told(amounts.D5, HERE, person(), publication(publish_pay="2025-04 张三1300元"), *payments) == []
    assert told(amounts.D5, HERE, person(), publication(publish_pay="2025年3月张三1300元"), *payments) == []


def test_pay_not_known_is_not_compared():
    said = publication(publish_pay="1400元/月")
    assert told(amounts.D5, HERE, person(pay_monthly=None), said) == []
    assert told(amounts.D5, HERE, person(agreement_start=date(2025, 6, 1)), said) == []
    assert told(amounts.D5, person(), said) == []


def test_pay_is_that_of_the_day_of_publication():
    former = Agreement(
        id_number=ME, agreement_start=date(2024, 1, 1), agreement_end=date(2024, 12, 31), pay_monthly=Decimal(1100)
    )
    here = person(onboard_date=date(2024, 1, 1))
    said = publication("2024-11-20", publish_pay="1100元/月")
    assert told(amounts.D5, HERE, here, former, said) == []
    assert told(amounts.D5, HERE, here, former, publication("2025-01-20", publish_pay="1100元/月")) == ["错误"]


def test_an_older_publication_is_let_be():
    rows = HERE, person(), publication("2025-02-20", publish_pay="1400元/月"), publication("2025-05-20")
    assert told(amounts.D5, *rows) == []

"""The pieces of a month's pay: sums to the cent, the bank's columns, text that would be a formula, answers matched without guessing."""

import csv
import io
from datetime import date
from decimal import Decimal
from random import Random

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xgy_excel.books.rows import csv_rows
from xgy_excel.core import Law, Setting, Stopped
from xgy_excel.forms.payment import amount_of
from xgy_excel.jobs.paying.bank import bank_csv, bank_rows, bank_xlsx, ready
from xgy_excel.jobs.paying.lines import NOT_SPLIT, Line, line_of
from xgy_excel.jobs.paying.matching import match
from xgy_excel.jobs.paying.month import month_of
from xgy_excel.jobs.paying.reply import Reply, read_replies
from xgy_excel.jobs.paying.totals import sum_of, totals
from xgy_excel.jobs.printed_lists import Col, Page, workbook
from xgy_excel.law.pay.receipts import Outcome, outcome
from xgy_excel.records import Records
from xgy_excel.rows import Coordinator, Payment, Village
from xgy_excel.values import CENT, cents

JUNE = date(2025, 6, 1)
LAW = Law(date(2025, 6, 30))
AMOUNTS = st.decimals("0.01", "9999.99", places=2)
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x","y")',
    "1,2",
    'a"b',
    "a\nb",
    "\tx",
    "'1",
    "001",
)


def law(**values):
    return Law(date(2025, 6, 30), settings=[Setting(name=name, value=value) for name, value in values.items()])


def line(
    amount="1000", name="张三", parts=None, township="巴彦镇", account="6217000000000000001", person=None, **changes
):
    row = Payment(
        pay_month=JUNE, name=name, id_number="150421198503019997", amount=Decimal(amount), account_holder=name,
        account_no=account, **changes,
    )  # fmt: skip
    who = person or Coordinator(name=name, bank="农商银行")
    return Line(row, who, "红旗嘎查", township, cents(Decimal(amount)), parts or (("衔接资金", Decimal(amount)),))


# -- sums ------------------------------------------------------------------------------------------------------


@st.composite
def lists(draw):
    """Lines of several townships, each paid from one source or several."""
    found = []
    for _ in range(draw(st.integers(1, 12))):
        parts = draw(st.lists(st.tuples(st.sampled_from(("F1", "F2", "F5")), AMOUNTS), min_size=1, max_size=3))
        merged = tuple(
            (key, sum((p for k, p in parts if k == key), Decimal(0))) for key in dict.fromkeys(k for k, _ in parts)
        )
        whole = sum((part for _, part in merged), Decimal(0))
        found.append(line(str(whole), parts=merged, township=draw(st.sampled_from(("甲镇", "乙镇")))))
    return found


@settings(max_examples=50)
@given(lists())
def test_the_sums_by_township_and_by_source_are_the_sum_of_the_rows_to_the_cent(lines):
    sums = totals(lines)
    assert sums.whole == sum_of(lines)
    assert sum(map(sums.of_source, sums.sources)) == sum_of(lines)
    assert sum(map(sums.of_township, sums.townships)) == sum_of(lines)
    assert sums.head_count == len(lines)


FUNDS = st.lists(
    st.tuples(st.sampled_from(("F1", "F2", "F4", "F5")), AMOUNTS), min_size=1, max_size=4, unique_by=lambda p: p[0]
)


@given(FUNDS)
def test_several_sources_in_one_cell_are_parted_and_add_up(parts):
    whole = sum(part for _, part in parts)
    row = Payment(pay_month=JUNE, id_number="1", amount=whole, fund="；".join(f"{code}:{part}" for code, part in parts))
    person = Coordinator(id_number="1", township="甲镇")
    made = line_of(row, person, Records.of_rows(row, person), LAW)
    assert sum(part for _, part in made.parts) == made.amount == whole
    assert len(made.parts) == len(parts)


@pytest.mark.parametrize("fund", ["F5；F2", "F5:600；F2:300"])
def test_sources_whose_parts_are_not_known_are_kept_apart_and_the_money_with_them(fund):
    row = Payment(pay_month=JUNE, id_number="1", amount=Decimal(1000), fund=fund)
    person = Coordinator(id_number="1")
    assert line_of(row, person, Records.of_rows(row, person), LAW).parts == ((NOT_SPLIT, Decimal("1000.00")),)


@given(st.decimals("0", "99999.999", places=3))
def test_an_amount_is_rounded_half_up_to_the_cent(amount):
    rounded = amount_of(Payment(amount=amount))
    assert rounded == rounded.quantize(CENT)
    assert -CENT / 2 < rounded - amount <= CENT / 2


def test_rows_are_rounded_and_then_added():
    rows = [Payment(amount=Decimal(1000) / 22 * 21)] * 3
    assert sum(map(amount_of, rows)) == Decimal("2863.65")


# -- the bank's file -------------------------------------------------------------------------------------------


def test_the_usual_file_has_number_name_account_amount_and_words():
    rows = csv_rows(bank_csv([line(), line("954.55", "李四", account="622848")], LAW))
    assert rows == [
        ["序号", "户名", "账号", "金额", "摘要"],
        ["1", "张三", "6217000000000000001", "1000.00", "2025年6月协管员劳务报酬"],
        ["2", "李四", "622848", "954.55", "2025年6月协管员劳务报酬"],
    ]


def test_a_county_says_which_columns_the_bank_wants():
    wanted = "收款账号=账号、收款户名=户名、金额(分)=金额分、币种=“人民币、元”、开户行、用途=摘要、嘎查村"
    own = law(银行文件列=wanted, 银行文件摘要="{苏木乡镇}{年月}报酬", 银行文件表头="否")
    assert csv_rows(bank_csv([line("954.55")], own)) == [
        ["6217000000000000001", "张三", "95455", "人民币、元", "农商银行", "巴彦镇2025年6月报酬", "红旗嘎查"]
    ]
    assert (
        openpyxl.load_workbook(io.BytesIO(bank_xlsx([line("954.55")], own))).active["A1"].value == "6217000000000000001"
    )


@pytest.mark.parametrize(
    "layout",
    ["序号、户名、金额", "户名、账号", "账号、金额", "户名、账号、金额、帐号=帐号", "户名、账号、金额、币种=人民币"],
)
def test_a_layout_that_cannot_pay_or_is_not_understood_stops_the_job(layout):
    with pytest.raises(Stopped, match=r"参数“银行文件列”的值.*无法识别.*应填"):
        ready(law(银行文件列=layout))


def test_the_csv_is_in_the_countys_encoding():
    rare = line(name="𠮷仁·㛃")
    assert "𠮷仁·㛃" in bank_csv([rare], LAW).decode("gb18030")
    assert bank_csv([rare], law(银行文件编码="UTF-8")).startswith(b"\xef\xbb\xbf")


def test_digits_are_guarded_unless_the_bank_wants_them_bare():
    assert b'"=""6217000000000000001"""' in bank_csv([line()], LAW)
    assert b",6217000000000000001,1000.00," in bank_csv([line()], law(银行文件号码写法="原样"))


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20) | st.sampled_from(HOSTILE)


@given(TEXT, TEXT, st.sampled_from(("GB18030", "UTF-8")), st.sampled_from(("防改写", "原样")))
def test_whatever_a_name_holds_it_comes_back_as_one_cell_of_text(name, bank, encoding, digits):
    own = law(银行文件列="户名、账号、金额、开户行", 银行文件编码=encoding, 银行文件号码写法=digits, 银行文件表头="否")
    one = line(name=name, person=Coordinator(bank=f"{bank}银行"))  # one rare word alone may read as UTF-8 too
    data = bank_csv([one], own)
    [[*cells]] = list(
        csv.reader(io.StringIO(data.decode("gb18030" if encoding == "GB18030" else "utf-8-sig"), newline=""))
    )
    told, account, amount, office = bank_rows([one], own)[0]
    assert csv_rows(data) == [[told, account, str(amount), office]]
    assert not any(cell[:1] in "+-@\t\r" for cell in cells if cell)
    assert all(cell.startswith('="') for cell in cells if cell.startswith("="))
    assert "\n" not in told + office


@settings(max_examples=25)
@given(st.lists(TEXT, min_size=1, max_size=5))
def test_no_text_of_a_workbook_is_a_formula(texts):
    page = Page("表", (Col("文字", 12),), [[text] for text in texts], "=标题", total=("=1",))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook([page], "试"))).active
    assert "f" not in {cell.data_type for row in sheet for cell in row}
    assert not any(isinstance(cell.value, int | float) for row in sheet for cell in row)


def test_the_same_pages_give_the_same_bytes():
    page = Page("表", (Col("文字", 12),), [["张三"]])
    assert workbook([page], "试") == workbook([page], "试")


# -- the bank's answer -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("成功", Outcome.PAID), ("交易成功", Outcome.PAID), ("已入账", Outcome.PAID), ("成功（0000）", Outcome.PAID),
        ("失败", Outcome.FAILED), ("不成功", Outcome.FAILED), ("户名不符", Outcome.FAILED), ("退票", Outcome.FAILED),
        ("失败：账号已销户", Outcome.FAILED), ("成功后冲正", Outcome.FAILED),
        ("处理中", Outcome.UNKNOWN), ("部分成功", Outcome.UNKNOWN), ("成功率90%", Outcome.UNKNOWN), ("0000", Outcome.UNKNOWN), ("", Outcome.UNKNOWN),
    ],
)  # fmt: skip
def test_the_banks_words_are_taken_for_what_they_surely_mean(words, meant):
    assert outcome(words) is meant


def reply(row, result=Outcome.PAID, **changes):
    facts = {"account": row.account_no, "name": row.account_holder, "amount": amount_of(row), "words": result.value}
    return Reply(**{**facts, "result": result, **changes})


def payments(count, same=False):
    return [
        Payment(
            pay_month=JUNE,
            name=f"人{i}",
            account_holder=f"人{i}",
            account_no="62" if same else f"62{i}",
            amount=Decimal(1000 + i),
        )
        for i in range(count)
    ]


@given(
    st.lists(st.sampled_from((Outcome.PAID, Outcome.FAILED)), min_size=1, max_size=20),
    st.randoms(use_true_random=False),
)
def test_in_whatever_order_the_answers_come_each_finds_its_row(results, random: Random):
    rows = payments(len(results))
    replies = [reply(row, result) for row, result in zip(rows, results, strict=True)]
    shuffled = random.sample(replies, len(replies))
    found = match(rows, shuffled)
    assert {id(row): answer.result for row, answer in found.pairs} == dict(zip(map(id, rows), results, strict=True))
    assert (found.unmatched, found.silent) == ([], [])


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"account": "99"}, "没有这个账号"), ({"account": "6*0"}, "遮盖了账号"), ({"amount": Decimal(999)}, "金额不符：回单999.00元，发放表1000.00元"),
        ({"name": "李四"}, "户名不符"), ({"fault": "没有处理结果"}, "没有处理结果"),
    ],
)  # fmt: skip
def test_an_answer_that_differs_in_one_of_the_three_fits_no_row(changes, why):
    rows = payments(1)
    found = match(rows, [reply(rows[0], **changes)])
    assert not found.pairs
    assert why in found.unmatched[0][1]
    assert found.silent == rows


def test_a_payment_answered_for_twice_is_not_decided():
    rows = payments(1)
    found = match(rows, [reply(rows[0]), reply(rows[0])])
    assert not found.pairs
    assert all("回单有2笔，发放表有1笔" in why for _, why in found.unmatched)


def test_rows_that_nothing_tells_apart_are_decided_only_by_answers_that_are_alike():
    twins = [*payments(1), *payments(1)]
    alike = match(twins, [reply(twins[0]), reply(twins[1])])
    assert len(alike.pairs) == 2
    unlike = match(twins, [reply(twins[0]), reply(twins[1], Outcome.FAILED)])
    assert (unlike.pairs, len(unlike.unmatched)) == ([], 2)
    assert len(match(twins, [reply(twins[0])]).unmatched) == 1


def test_an_old_answer_does_not_undo_a_success():
    paid = Payment(**{**vars(payments(1)[0]), "receipt": "成功"})
    found = match([paid], [reply(paid, Outcome.FAILED, reason="销户")])
    assert not found.pairs
    assert "已登记为“成功”" in found.unmatched[0][1]
    assert match([paid], [reply(paid)]).pairs


@pytest.mark.parametrize("count", [1, 2000])
def test_many_answers_are_matched_as_fast_as_few(count):
    rows = payments(count)
    assert len(match(rows, [reply(row) for row in reversed(rows)]).pairs) == count


def written(path, *rows):
    path.write_bytes("\r\n".join(",".join(row) for row in rows).encode("gb18030"))
    return path


def test_the_banks_own_headings_are_understood_wherever_they_stand(tmp_path):
    path = written(
        tmp_path / "回单.csv",
        ("代发工资明细",),
        ("批次号", "0001"),
        ("序号", "收款人帐号", "收款人户名", "交易金额(元)", "交易状态", "失败原因"),
        ("1", '="6217000000000000001"', "张 三", '"1,000.00"', "交易成功", ""),
        ("2", "622", "李四", "954.55", "失败", "账号已销户"),
        ("合计", "", "", "1954.55", "", ""),
    )
    first, second = read_replies(path)
    assert (first.account, first.name, first.amount, first.state) == (
        "6217000000000000001",
        "张 三",
        Decimal("1000.00"),
        "成功",
    )
    assert (second.state, second.place) == ("失败：账号已销户", "“回单”第5行")


def test_an_account_that_was_a_number_is_not_trusted(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["账号", "户名", "金额", "处理结果"])
    book.active.append([6217000000000000001, "张三", 1000, "成功"])
    book.save(tmp_path / "回单.xlsx")
    [one] = read_replies(tmp_path / "回单.xlsx")
    assert "末位已丢失" in one.fault


@pytest.mark.parametrize(
    "headings",
    [
        ("账号", "户名", "金额"),
        ("账号", "户名", "处理结果"),
        ("账号", "户名", "金额", "处理状态", "交易状态"),
        ("甲", "乙"),
    ],
)
def test_a_table_that_does_not_say_it_all_is_not_read(tmp_path, headings):
    with pytest.raises(Stopped, match="没有找到回单：须有“账号”“户名”“金额”“处理结果”各一列"):
        read_replies(written(tmp_path / "回单.csv", headings, ("1", "张三", "1000", "成功", "成功")))


# -- the month -------------------------------------------------------------------------------------------------


def coordinator(**changes):
    return Coordinator(
        **{
            "name": "张三",
            "id_number": "150421198503150014",
            "status": "在岗",
            "onboard_date": date(2025, 1, 1),
            **changes,
        }
    )


@pytest.mark.parametrize(
    ("changes", "lacking", "undecided"),
    [
        ({}, 1, 0), ({"onboard_date": date(2025, 6, 30)}, 1, 0), ({"onboard_date": date(2025, 7, 1)}, 0, 0),
        ({"status": "离岗", "leave_date": date(2025, 6, 1)}, 1, 0), ({"status": "离岗", "leave_date": date(2025, 5, 31)}, 0, 0),
        ({"status": "离岗"}, 0, 1), ({"status": None}, 0, 1), ({"status": "待上岗"}, 0, 0),
    ],
)  # fmt: skip
def test_who_was_in_post_on_any_day_of_the_month_is_due_a_row(changes, lacking, undecided):
    month = month_of(Records.of_rows(coordinator(**changes)), JUNE)
    assert (len(month.lacking), len(month.undecided)) == (lacking, undecided)


@pytest.mark.parametrize(
    "row",
    [
        {"id_number": "150421198503150014", "name": "张三"}, {"id_number": "１５０４２１１９８５０３１５００１４42", "name": "别名"}, {"id_number": None, "name": "张 三"},
    ],
)  # fmt: skip
def test_a_person_with_a_row_gets_no_second_one(row):
    month = month_of(Records.of_rows(coordinator(), Payment(pay_month=date(2025, 6, 15), **row)), JUNE)
    assert not month.lacking


def test_two_people_of_one_name_are_two():
    row = Payment(pay_month=JUNE, name="张三", id_number="150421198604160025")
    assert month_of(Records.of_rows(coordinator(), row), JUNE).lacking


def test_a_person_who_changed_the_village_within_the_month_is_due_one_row():
    left = coordinator(status="离岗", leave_date=date(2025, 6, 10), service_village="甲村")
    month = month_of(Records.of_rows(left, coordinator(onboard_date=date(2025, 6, 11), service_village="乙村")), JUNE)
    assert [row.service_village for row in month.lacking] == ["乙村"]


def test_the_rows_of_other_months_are_out_of_sight():
    may, june = (Payment(pay_month=date(2025, m, 1), name="张三", id_number="150421198503150014") for m in (5, 6))
    month = month_of(Records.of_rows(may, june, coordinator(), Village(village="红旗嘎查")), JUNE)
    assert month.records.of(Payment) == month.payments == (june,)
    assert month.records.of(Village)

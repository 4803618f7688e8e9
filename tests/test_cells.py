"""One cell's value: every way staff write a date, an amount or a number, and what must not pass for one."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgy_excel.cells import read_cell, read_period, why
from xgy_excel.core import Column, Unread
from xgy_excel.grid import Odd

TEXT, DATE, MONTH = Column("备注", kind="text"), Column("签订日期", kind="date"), Column("月份", kind="month")
MONEY, COUNT, PHONE = (
    Column("月劳务报酬", kind="money"),
    Column("应到人数", kind="count"),
    Column("联系电话", kind="phone"),
)
ID, ACCOUNT = Column("身份证号", kind="id"), Column("一卡通账号", kind="account")
YES = Column("是否农牧民", kind="yesno")
ALL = (TEXT, DATE, MONTH, MONEY, COUNT, PHONE, ID, ACCOUNT, YES)

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
INVISIBLE = st.text("\u200b\u200e\ufeff\u2060\u00a0 \t\u3000", max_size=3)


def full_width(text: str) -> str:
    return text.translate({i: i + 0xFEE0 for i in range(0x21, 0x7F)})


WRITTEN = (
    "{0}.{1}.{2}", "{0}-{1}-{2}", "{0}/{1}/{2}", "{0}年{1}月{2}日", "{0}年{1}月{2}号", "{0}-{1:02}-{2:02}",
    "{0}.{1:02}.{2:02}", "{0}{1:02}{2:02}", "{0}-{1:02}-{2:02} 00:00:00", "{0}/{1}/{2} 8:30", "{0}．{1}．{2}",
    "{0} 年 {1} 月 {2} 日", "{0}年{1}月{2}日 星期一", "{0}—{1}—{2}", "{0}。{1}。{2}", "{0}.{1}.{2}起",
)  # fmt: skip


@given(DAYS, st.sampled_from(WRITTEN), INVISIBLE, st.booleans())
def test_every_day_reads_in_every_writing(day, form, dirt, wide):
    text = form.format(day.year, day.month, day.day)
    assert read_cell(dirt + (full_width(text) if wide else text) + dirt, DATE) == day


@given(DAYS)
def test_every_day_reads_as_a_date_and_as_a_number_of_eight_digits(day):
    for value in (day, datetime.combine(day, time(8, 30)), int(f"{day:%Y%m%d}"), float(f"{day:%Y%m%d}")):
        assert read_cell(value, DATE) == day


@given(st.dates(date(1920, 1, 1), date(2099, 12, 31)), st.sampled_from((0, 0.5)))
def test_every_day_since_1920_reads_as_a_serial_number(day, hours):
    serial = (day - date(1899, 12, 30)).days
    assert read_cell(serial + hours, DATE) == day
    assert read_cell(float(serial), DATE) == day
    assert serial < 10000 or read_cell(str(serial), DATE) == day


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2024.02.30", why.NO_SUCH_DAY),
        (20240230.0, why.NO_SUCH_DAY),
        ("2024-13-01", why.NO_SUCH_DAY),
        ("2024年5月", why.MONTH_ONLY),
        ("2024.5", why.MONTH_ONLY),
        ("202405", why.MONTH_ONLY),
        (202405.0, why.MONTH_ONLY),
        (1985.1, why.MONTH_ONLY),
        (2024, why.MONTH_ONLY),
        ("2024年", why.MONTH_ONLY),
        ("长期", why.OPEN_ENDED),
        ("长期有效", why.OPEN_ENDED),
        ("9999-12-31", why.OPEN_ENDED),
        (date(9999, 12, 31), why.OPEN_ENDED),
        (date(2204, 5, 1), why.FAR_OFF),
        ("1024.5.6", why.FAR_OFF),
        ("24.5.6", why.NOT_A_DATE),
        ("待定", why.NOT_A_DATE),
        ("2024.5.1-2025.4.30", why.NOT_A_DATE),
        (0.0, why.NOT_A_DATE),
        (-5.0, why.NOT_A_DATE),
        (30.0, why.NOT_A_DATE),
        (80000.0, why.NOT_A_DATE),
        ("90000", why.NOT_A_DATE),
        (1e300, why.NOT_A_DATE),
        (time(0, 0), why.NOT_A_DATE),
        (timedelta(hours=30), why.NOT_A_DATE),
        (True, why.NOT_A_DATE),
    ],
)
def test_what_is_no_date_says_why(value, reason):
    found = read_cell(value, DATE)
    assert isinstance(found, Unread)
    assert found.why == reason


@pytest.mark.parametrize(
    "value",
    ["2025年5月", "2025年05月份", "2025-05", "2025.5", "202505", 202505.0, 2025.05, "２０２５．５", "2025年5月6日",
     date(2025, 5, 6), datetime(2025, 5, 6, 8), 20250506, 45783],
)  # fmt: skip
def test_a_month_is_its_first_day(value):
    assert read_cell(value, MONTH) == date(2025, 5, 1)


def test_a_month_typed_as_a_number_may_have_lost_its_zero():
    assert read_cell(2025.1, MONTH) == Unread("2025.1", why.UNSURE_MONTH)
    assert read_cell("2025.1", MONTH, sheet_is_text=True) == Unread("2025.1", why.UNSURE_MONTH)
    assert read_cell("2025.1", MONTH) == date(2025, 1, 1)
    assert [read_cell(n, MONTH) for n in (2025.01, 2025.11, 2025.12)] == [
        date(2025, 1, 1), date(2025, 11, 1), date(2025, 12, 1)
    ]  # fmt: skip


@pytest.mark.parametrize("value", ["5月", "2025年", 2025, 5.0, "2025.13", "2025年0月", "长期"])
def test_a_month_needs_its_year(value):
    assert isinstance(read_cell(value, MONTH), Unread)


@given(
    DAYS,
    DAYS,
    st.sampled_from(WRITTEN[:8]),
    st.sampled_from(["至", "到", "-", "—", "——", "~", "～", " - ", "\n", " 至 "]),
)
def test_a_period_in_one_cell_is_two_dates(start, end, form, between):
    written = [form.format(day.year, day.month, day.day) for day in (start, end)]
    assert read_period(between.join(written)) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024年5月1日-5月7日", date(2024, 5, 1), date(2024, 5, 7)),
        ("自2024年5月1日起至2025年4月30日止", date(2024, 5, 1), date(2025, 4, 30)),
        ("2024.12.28-1.3", date(2024, 12, 28), why.NOT_A_DATE),
        ("2024.5.1至长期", date(2024, 5, 1), why.OPEN_ENDED),
        ("2024.5-2025.4", why.MONTH_ONLY, why.MONTH_ONLY),
        ("2024-05-2025-04", why.MONTH_ONLY, why.MONTH_ONLY),
        ("2024.2.30-2025.2.28", why.NO_SUCH_DAY, date(2025, 2, 28)),
        ("一年", why.NOT_A_DATE, why.NOT_A_DATE),
        ("#N/A", why.ERROR_CELL, why.ERROR_CELL),
        ("2024.5.1", date(2024, 5, 1), None),
        (date(2024, 5, 1), date(2024, 5, 1), None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_period_tells_what_is_wrong_with_either_end(text, start, end):
    assert [d.why if isinstance(d, Unread) else d for d in read_period(text)] == [start, end]


AMOUNTS = st.decimals(0, 10**9, places=2)


@given(AMOUNTS, st.sampled_from(["{}", "{}元", "¥{}", "￥{}", "{}元/月", " {} 元", "{}元/人/月", "'{}"]), st.booleans())
def test_every_amount_reads_exactly(amount, form, wide):
    for number in (f"{amount}", f"{amount:,}"):
        text = form.format(number)
        assert read_cell(full_width(text) if wide and "'" not in text else text, MONEY) == amount


@given(st.decimals(0, 10**7, places=2))
def test_every_amount_reads_exactly_from_a_number(amount):
    assert read_cell(float(amount), MONEY) == amount


def test_the_noise_of_binary_fractions_is_none_of_the_clerks_business():
    assert str(read_cell(954.5500000000001, MONEY)) == "954.55"
    assert str(read_cell(1980.0, MONEY)) == "1980"
    assert str(read_cell(0.1 + 0.2, MONEY)) == "0.3"


def test_more_than_two_decimals_are_kept_for_the_rule_that_asks():
    assert read_cell(954.555, MONEY) == Decimal("954.555")
    assert read_cell("954.5454545", MONEY) == Decimal("954.5454545")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (-100.0, why.NEGATIVE), ("-100", why.NEGATIVE), ("(100.00)", why.NEGATIVE), ("¥-5", why.NEGATIVE),
        ("1,00", why.NOT_A_NUMBER), ("约1000", why.NOT_A_NUMBER), ("0.2万元", why.NOT_A_NUMBER),
        ("1000+200", why.NOT_A_NUMBER), (date(2024, 5, 6), why.NOT_A_NUMBER), (True, why.NOT_A_NUMBER),
        (timedelta(hours=30), why.NOT_A_NUMBER), ("1e3", why.NOT_A_NUMBER), ("1.2.3", why.NOT_A_NUMBER),
    ],
)  # fmt: skip
def test_what_is_no_amount_says_why(value, reason):
    assert read_cell(value, MONEY).why == reason


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (30.0, 30),
        (0, 0),
        ("30", 30),
        ("30人", 30),
        ("３０ 名", 30),
        ("30.0", 30),
        ("1,200", 1200),
        ("无", 0),
        ("-0", 0),
    ],
)
def test_a_count_is_a_whole_number(value, number):
    assert read_cell(value, COUNT) == number


@pytest.mark.parametrize(
    ("value", "reason"),
    [(30.5, why.NOT_WHOLE), ("30.5人", why.NOT_WHOLE), (-3.0, why.NEGATIVE), ("三十", why.NOT_A_NUMBER),
     ("30左右", why.NOT_A_NUMBER), (True, why.NOT_A_NUMBER), (date(2024, 5, 6), why.NOT_A_NUMBER)],
)  # fmt: skip
def test_what_is_no_count_says_why(value, reason):
    assert read_cell(value, COUNT).why == reason


@pytest.mark.parametrize(
    "value", ["是", " 是 ", "有", "√", "Y", "yes", "1", 1.0, True, "具备", "熟练", "已备案", "农牧民", "是农牧民"]
)
def test_yes(value):
    assert read_cell(value, YES) is True


@pytest.mark.parametrize(
    "value", ["否", "无", "×", "N", "0", 0.0, False, "不具备", "不熟练", "未备案", "没有", "非农牧民"]
)
def test_no_is_an_answer_and_not_an_empty_cell(value):
    assert read_cell(value, YES) is False


@pytest.mark.parametrize("value", ["未知", "不详", "不清楚", "待定", 2.0, date(2024, 5, 6), "是否"])
def test_neither_yes_nor_no(value):
    assert read_cell(value, YES).why == why.NOT_YES_NO


@pytest.mark.parametrize("column", ALL, ids=lambda c: c.kind)
def test_nothing_and_strokes_are_empty(column):
    for value in (None, "", " ", "\u3000", "\u00a0", "\u200b", "/", "-", "—", "——", "－", "'", "- -"):
        assert read_cell(value, column) is None


@pytest.mark.parametrize("column", [DATE, MONTH, MONEY, PHONE, ID, ACCOUNT], ids=lambda c: c.kind)
def test_the_word_none_is_empty_where_it_cannot_be_a_value(column):
    assert read_cell("无", column) is None
    assert read_cell("暂无", column) is None


def test_the_word_none_is_text_in_a_column_of_text():
    assert read_cell("无", TEXT) == "无"


@pytest.mark.parametrize("column", ALL, ids=lambda c: c.kind)
def test_errors_are_never_empty(column):
    assert read_cell("", column, Odd("error", "#REF!")) == Unread("#REF!", why.ERROR_CELL)
    assert read_cell("", column, Odd("nocache")).why == why.NO_CACHE
    for text in ("#N/A", "#DIV/0!", "########"):
        assert read_cell(text, column) == Unread(text, why.ERROR_CELL)


@pytest.mark.parametrize(
    ("value", "text"),
    [(2024.0, "2024"), (2140.5, "2140.5"), (55, "55"), (date(2024, 5, 6), "2024-05-06"), (True, "是"),
     (datetime(2024, 5, 6), "2024-05-06"), (datetime(2024, 5, 6, 8, 30), "2024-05-06 08:30"), (0.95, "0.95"),
     (0.0, "0"), (time(8, 30), "08:30:00"), (" 张　三 ", "张　三"), ("'123", "123"), ("#1楼", "#1楼"), ("=A1", "=A1")],
)  # fmt: skip
def test_text_stays_as_short_as_it_was_typed(value, text):
    assert read_cell(value, TEXT) == text


@given(
    st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True), st.lists(INVISIBLE, min_size=19, max_size=19), st.booleans()
)
def test_an_id_is_the_same_under_any_dirt(number, dirt, wide):
    text = full_width(number) if wide else number.lower()
    dirty = "".join(d + c for d, c in zip(dirt, text, strict=False)) + dirt[-1]
    assert read_cell("'" + dirty, ID) == number


@given(st.integers(10**15, 10**19))
def test_digits_lost_in_a_number_are_never_repaired(number):
    for column in (ID, ACCOUNT, PHONE, TEXT):
        assert read_cell(float(number), column).why == why.LOST_DIGITS
        assert read_cell(number, column).why == why.LOST_DIGITS


def test_lost_digits_show_the_number_as_it_is_stored():
    odd = Odd("digits", "150421197105209990")
    assert read_cell(1.5042119710520998e17, ID, odd) == Unread("150421197105209990", why.LOST_DIGITS)
    assert read_cell(954.5500000000001, MONEY, Odd("digits", "954.55000000000007")) == Decimal("954.55")


@pytest.mark.parametrize("text", ["1.50421E+17", "1.50421e+17", "6.22848E+18", "１.5Ｅ+17"])
def test_a_power_of_ten_is_a_number_that_lost_its_digits(text):
    assert read_cell(text, ID).why == read_cell(text, ACCOUNT).why == why.LOST_DIGITS


def test_text_that_was_a_number_is_suspected_only_where_numbers_were_made_text():
    text = "150421197105209000"
    assert read_cell(text, ID) == text
    assert read_cell(text, ID, sheet_is_text=True).why == why.LOST_DIGITS
    assert read_cell("150421197105209993", ID, sheet_is_text=True) == "150421197105209993"


@given(st.integers(1, 10**15 - 1))
def test_a_number_excel_keeps_exactly_is_text_without_loss(number):
    assert read_cell(float(number), ID) == read_cell(float(number), ACCOUNT) == str(number)


@pytest.mark.parametrize(
    ("value", "text"),
    [(13812345678.0, "13812345678"), ("138 1234 5678", "13812345678"), ("０４７６－１２３４５６７", "0476-1234567"),
     ("13812345678 13912345678", "13812345678 13912345678")],
)  # fmt: skip
def test_phones(value, text):
    assert read_cell(value, PHONE) == text


VALUES = st.none() | st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()


@given(VALUES | DAYS | st.datetimes() | st.times() | st.timedeltas(), st.sampled_from(ALL))
def test_no_value_makes_a_reader_fail(value, column):
    kinds = {"text": str, "id": str, "account": str, "phone": str, "money": Decimal, "count": int, "yesno": bool}
    assert isinstance(read_cell(value, column), (kinds.get(column.kind, date), Unread, type(None)))

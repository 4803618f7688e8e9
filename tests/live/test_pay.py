"""The button 发放 on an open workbook: pressed once it fills in, pressed again it pays."""

from datetime import date

import pytest

from xgy_excel import ribbon
from xgy_excel.books import open_book
from xgy_excel.console import progress
from xgy_excel.jobs import JOBS, Asked, now
from xgy_excel.rows import Disclosure, Payment

from ..conftest import PERSON, SETTINGS
from .test_ribbon import in_2025, press

__all__ = ["in_2025", "press"]  # fixtures
PUBLISHED = {
    "嘎查村": "红旗嘎查", "公开日期": date(2025, 6, 2), "职责任务": "就业帮扶", "上岗人员": "张三", "劳务报酬": "1000元/月",
    "评价办法": "办法", "监督电话": "0476-6923456",
}  # fmt: skip


@pytest.fixture
def book(county):
    settings = [*SETTINGS, {"参数": "监督举报电话", "值": "0476-6923456"}]
    return county({"协议起": date(2025, 1, 1)}, settings=settings, extra={Payment: [], Disclosure: [PUBLISHED]})


def test_pressed_once_it_fills_in_and_pressed_again_it_pays(book, press):
    app, live = press(book, "pay", answers=["no", "no"])
    assert "1人已按花名册预填。没有生成发放文件" in app.alerts[-1][0]
    sheet = live.wb["发放"]
    row = dict(zip([c.value for c in sheet[1]], [c.value for c in sheet[2]], strict=True))
    assert (row["姓名"], row["合计"], row["身份证号"]) == ("张三", 1000, PERSON["身份证号"])
    ribbon.run("pay")
    assert app.alerts[-1][0].startswith("发放：应发放1笔，列入1笔，未列入0笔。")
    [folder] = [path for path in book.parent.iterdir() if path.name.startswith("一卡通发放_2025-06_")]
    assert {path.name for path in folder.rglob("*.*")} >= {"发放表_2025-06.xlsx", "银行代发_2025-06.csv"}
    assert live.saved == 2


def test_the_month_is_asked_for_with_that_of_the_day_proposed_until_it_can_be_read(book, press):
    def write(app):
        app.typed += ["五月", "2025.5"]

    app, live = press(book, "pay", prepare=write)
    first, again = app.boxes
    assert first == ("发放：做哪个月？", "协管员", "2025-06")
    assert again[0].startswith("“五月”认不出来，应写成 2025-06 的样子。")
    assert again[2] == "五月"
    sheet = live.wb["发放"]
    assert str(sheet.cell(2, 1).value)[:7] == "2025-05"


def test_the_month_asked_for_is_the_one_that_is_paid_else_that_of_the_day(book):
    job = next(job for job in JOBS if job.name == "pay")
    assert job.asks == ("month",)
    for month, wanted in ((date(2025, 5, 1), date(2025, 5, 1)), (None, date(2025, 6, 1))):
        opened = open_book(book)
        job.run(opened, Asked(date(2025, 6, 30), now(), progress, month=month))
        assert opened.read("发放").rows[-1][0] == wanted

"""Exports made for tests: small ones, of the columns that matter and some that must never be read."""

from datetime import date

import openpyxl

from xgy_excel.core import Law, Setting
from xgy_excel.people import count_people
from xgy_excel.records import Records
from xgy_excel.rows import Village
from xgy_excel.sample.people import make_id

POOR = "脱贫户信息_20250531-继续享受政策.xlsx"
NOT_ENJOYING = "脱贫户信息_20250531-脱贫不享受政策.xlsx"
MONITORED = "监测对象信息_20250531-风险未消除.xlsx"
REMOVED = "监测对象信息_20250531-风险已消除.xlsx"
TITLE = "脱贫户信息"
PERSON = {
    "县(市、区、旗)": "乌兰旗", "乡(镇)": "巴彦镇", "行政村": "红旗嘎查", "户编号": "1504210001", "人编号": "15042100010001",
    "姓名": "绝密甲", "证件号码": "150421197105209993", "健康状况": "绝密病", "在校生状况": "非在校生", "劳动技能": "普通劳动力",
    "户联系电话": "13800000000", "户类型": "脱贫户", "易返贫致贫户(监测对象)类型": "", "风险是否消除": "",
}  # fmt: skip
HEADERS = tuple(PERSON)
AT_RISK = {"易返贫致贫户(监测对象)类型": "脱贫不稳定户", "风险是否消除": "否"}
OUTSIDE = {"户类型": "普通农户", "易返贫致贫户(监测对象)类型": "边缘易致贫户"}
DAY = date(2025, 6, 30)
VILLAGES = (Village(township="巴彦镇", village="红旗嘎查"), Village(township="巴彦镇", village="东升村"))


def number(n: int, born: date = date(1980, 1, 1)) -> str:
    """The n-th made-up identity number."""
    return make_id(date.fromordinal(born.toordinal() + n // 10), 990 + n % 10)


def crowd(count: int, first: int = 0, **fields) -> list[dict]:
    """So many different people."""
    return [{"证件号码": number(first + n), **fields} for n in range(count)]


def lines(people, headers=HEADERS) -> list[list]:
    return [[{**PERSON, **person}.get(header) for header in headers] for person in people]


def export(path, *people, headers=HEADERS, above=((TITLE,), ("单位：人",)), below=(), sheet="Sheet1", dress=None):
    """Write an export: the lines above, the header, a line a person, the lines below."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for line in [*above, headers, *lines(people, headers), *below]:
        book.active.append(list(line))
    if dress:
        dress(book)
    book.save(path)
    return path


class Silent:
    """Progress that nobody watches."""

    def __init__(self, what, total):
        pass

    def __enter__(self):
        return lambda done: None

    def __exit__(self, *stopped):
        pass


def imported(*files, villages=VILLAGES, settings=(), day=DAY, data_date=None, more=()):
    records = Records.of_rows(*villages, *more)
    return count_people(files, records, Law(day, settings=settings), Silent, day=data_date)


def scope(value: str) -> tuple[Setting, ...]:
    return (Setting(name="监测对象口径", value=value),)


def told(found) -> dict[str, tuple[int, int]]:
    """By village as the exports write it: counted, open."""
    return {count.spot.village: (count.people, count.open) for count in found.united.counts}

"""The functions themselves. Their docstrings are what Excel's function wizard tells the clerk."""

# ruff: noqa: N802

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ..cells import read_cell
from ..core import Column, Unread
from ..law.agreement.terms import max_end
from ..law.documents import MASKING
from ..law.eligibility.age import OLDEST, YOUNGEST, age_on, over_age, reaches
from ..law.eligibility.education import is_enough
from ..law.identity.numbers import BIRTH, CHARACTERS, CHECK, LENGTH, birth_of, id_problem, readable, sex_of
from ..law.pay.limits import CAP, cap
from ..law.procedure.workdays import unpublished, workdays
from ..law.quota import quota
from ..privacy import BACK_4, mask_account, mask_id, mask_phone
from ..rows import Village
from ..values import id_text, money_words, squash
from .county import County
from .oncells import on_cells

_ID = Column("身份证号", kind="id", hint="身份证号，须是文本；可以是一列")
_DAY = Column("日期", kind="date", hint="按哪一天算，不填为今天")
_LEVELS = ("不符合", "需例外审批", "待核")
_ID_LENGTH = re.compile(r"[0-9]{15,}[0-9X]*")


@on_cells(Column("人数", kind="count", hint="嘎查村脱贫劳动力（含监测对象）人数；可以是一列"))
def XGY_QUOTA(people: int, county: County) -> int:
    """第四条：脱贫劳动力人数对应的协管员岗位上限，0至3个。恰为200人、500人时按本工作簿“参数”表的口径。"""
    return quota(people, county.law)


@on_cells(Column("身份证号或出生日期", kind="text", hint="身份证号或出生日期；可以是一列"), _DAY, optional=("on_day",))
def XGY_AGE(person: str, on_day: date | None, county: County) -> int:
    """某一天的周岁。生日当天、2月29日出生的，按本工作簿“参数”表的口径。"""
    return age_on(_birth(person, county), on_day or county.law.day, county.law)


@on_cells(_ID)
def XGY_IDCHECK(id_number: str, county: County) -> str:
    """身份证号是否正确：位数、出生日期、校验位。正确的显示“正确”，不正确的显示原因。"""
    return _id_fault(id_number, county) or "正确"


@on_cells(_ID)
def XGY_BIRTH(id_number: str, county: County) -> date:
    """身份证号上的出生日期。单元格请设为日期格式。"""
    return _born(id_number, county)


@on_cells(_ID)
def XGY_SEX(id_number: str, county: County) -> str:
    """身份证号上的性别：男或女。"""
    _born(id_number, county)
    return sex_of(id_number) or ""


@on_cells(Column("协议起始日期", kind="date", hint="协议起始日期；可以是一列"))
def XGY_ENDDATE(start_day: date, county: County) -> date:
    """第九条：一年一签，从这一天起的协议最晚到哪一天。单元格请设为日期格式。"""
    return max_end(start_day)


@on_cells(_DAY, optional=("on_day",))
def XGY_PAYCAP(on_day: date | None, county: County) -> Decimal:
    """第十条：那一天执行的城镇公益性岗位补贴标准，元/月，取自本工作簿“参数”表。"""
    found = cap(on_day or county.law.day, county.law)
    if found is None:
        raise ValueError(f"参数表未设当日的{CAP.name}")
    return found


@on_cells(Column("金额", kind="money", hint="金额，元；可以是一列"))
def XGY_RMB(amount: Decimal, county: County) -> str:
    """金额的大写，四舍五入到分。"""
    return money_words(amount)


@on_cells(Column("号码", kind="account", hint="身份证号、银行账号或电话，须是文本；可以是一列"))
def XGY_MASK(number: str, county: County) -> str:
    """遮盖身份证号、银行账号或电话，公示时用。身份证号留几位，按本工作簿“参数”表的“脱敏级别”。"""
    plain = id_text(number)
    if birth_of(plain):
        return mask_id(plain, county.law.get(MASKING) or BACK_4)
    if re.fullmatch(r"[0-9]{12,}", plain):
        return mask_account(plain)
    if re.fullmatch(r"[0-9+()\-、,;/]{7,}", squash(number)):
        return mask_phone(number)
    raise ValueError("不是身份证号、银行账号或电话")


@on_cells(
    Column("开始日期", kind="date", hint="从哪一天起，当天计入"),
    Column("结束日期", kind="date", hint="到哪一天止，当天计入"),
)
def XGY_WORKDAYS(first_day: date, last_day: date, county: County) -> int:
    """两天之间的工作日数，首尾都计入。法定节假日和调休按国务院办公厅通知，以及本工作簿的“节假日”表。"""
    found = workdays(first_day, last_day, county.law)
    if found is None:
        year = unpublished(first_day, last_day, county.law)
        raise ValueError(f"{year or first_day.year}年的节假日尚未登记，请在“节假日”表填写")
    return found


@on_cells(
    _ID,
    Column("文化程度", kind="text", hint="如初中、高中；可以是一列"),
    Column("是否农牧民", kind="yesno", hint="是或否；可以是一列"),
    Column("户籍嘎查村", kind="text", hint="户籍或常住的嘎查村；可以是一列"),
    Column("服务嘎查村", kind="text", hint="拟任职的嘎查村；可以是一列"),
    _DAY,
    optional=("on_day",),
    may_lack=("education", "is_farmer", "home_village", "served_village"),
)
def XGY_ELIGIBLE(
    id_number: str,
    education: str | None,
    is_farmer: bool | None,
    home_village: str | None,
    served_village: str | None,
    on_day: date | None,
    county: County,
) -> str:
    """第七条的基本条件：年满18周岁、原则上不超过55周岁、初中以上、农牧民、本村。显示“符合”，或哪一条不符合、需例外审批或待核。"""
    day = on_day or county.law.day
    if county.law.at(day).pack is None:
        return f"待核：{day}没有有效政策包"
    found = [
        *_by_age(id_number, day, county),
        *_by_education(education, county, day),
        *_by_belonging(is_farmer, home_village, served_village, county),
    ]
    levels = {level: "、".join(reason for rank, reason in found if rank == level) for level in _LEVELS}
    return "；".join(f"{level}：{reasons}" for level, reasons in levels.items() if reasons) or "符合"


def _by_age(id_number: str, day: date, county: County) -> Iterator[tuple[str, str]]:
    law = county.law.at(day)
    if fault := _id_fault(id_number, county):
        yield "待核", fault
        return
    birth = _born(id_number, county)
    least: int | None = law.get(YOUNGEST)
    most: int | None = law.get(OLDEST)
    if least is None or most is None:
        yield "待核", "参数表的年龄上下限无法识别"
    elif day < reaches(birth, least, law):
        yield "不符合", f"未满{least}周岁"
    elif over_age(birth, day, law):
        yield "需例外审批", f"超过{most}周岁"


def _by_education(education: str | None, county: County, day: date) -> Iterator[tuple[str, str]]:
    enough = is_enough(education, county.law.at(day)) if education else None
    if enough is None:
        yield "待核", f"文化程度“{education}”不明" if education else "缺文化程度"
    elif not enough:
        yield "不符合", "文化程度不够"


def _by_belonging(
    is_farmer: bool | None, home: str | None, served: str | None, county: County
) -> Iterator[tuple[str, str]]:
    if is_farmer is not True:
        yield ("待核", "缺是否农牧民") if is_farmer is None else ("不符合", "不是农牧民")
    records = county.records
    if not (home and served):
        yield "待核", "缺嘎查村"
    elif not records.same_village(home, served):
        unknown = [name for name in (home, served) if records.has(Village) and records.village(name) is None]
        yield ("待核", f"嘎查村表里没有“{unknown[0]}”") if unknown else ("不符合", "不是本村")


def _id_fault(id_number: str, county: County) -> str:
    """What is wrong with an identity number, in a few words; empty when nothing is."""
    fault = id_problem(id_number, county.law.day)
    if not fault:
        return ""
    text = readable(id_number)
    return {
        LENGTH: f"身份证号应为18位，现为{len(text)}位",
        CHARACTERS: "身份证号有不该有的字符",
        BIRTH: "身份证号上的出生日期不对",
        CHECK: "身份证号的校验位不对",
    }[fault]


def _born(id_number: str, county: County) -> date:
    if fault := _id_fault(id_number, county):
        raise ValueError(fault)
    born = birth_of(id_number)
    assert born is not None
    return born


def _birth(person: str, county: County) -> date:
    """The birth an identity number states, or the date itself."""
    if _ID_LENGTH.fullmatch(id_text(person)):
        return _born(person, county)
    found = read_cell(person, Column("出生日期", kind="date"))
    if isinstance(found, Unread):
        raise ValueError(f"身份证号或出生日期{found.why}")
    if not isinstance(found, date):
        raise ValueError("缺身份证号或出生日期")
    return found

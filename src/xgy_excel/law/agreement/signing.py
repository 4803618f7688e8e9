"""Article 9: that an agreement is written and signed, and does not run before the selection was filed (Article 8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...core import Answer, Cite, Law, Rule, Severity, error, hint, missing, unknown
from ...records import Records, on_post, says_both, status_of
from ...rows import Agreement, Coordinator, Procedure
from ..procedure.selection import selection_of
from .terms import ART9, recorded, start_day


def unsure_status(row: Coordinator, day: date) -> Answer | None:
    """Why it is not known whether somebody is in post on a day: 状态 is empty or says what is none of 在岗, 离岗 and 待上岗,
    or 离岗日期 says otherwise. None when it is known.
    """
    if says_both(row, day):
        return unknown("状态矛盾", "leave_date", 日期=row.leave_date)
    if status_of(row) or not row.has("status"):
        return None
    return unknown("状态不明", "status", 状态=row.status) if row.status else missing("status")


STATUS_UNKNOWN = {
    "状态不明": "【{条款}·缺数据】{对象}的状态写作“{状态}”，无法判定“{规则名}”。",
    "状态矛盾": "【{条款}·缺数据】{对象}的状态为“在岗”，离岗日期却是{日期}，无法判定“{规则名}”。",
}
SAY_STATUS = {
    "状态不明": "改写为在岗、离岗或待上岗后重新校验。",
    "状态矛盾": "已离岗的把状态改为“离岗”，仍在岗的清空离岗日期，再重新校验。",
}


def unwritten(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    state = status_of(row)
    if unsure := unsure_status(row, law.checked):
        yield unsure
    elif state == "离岗" or on_post(row, law.checked):
        empty = [name for name in ("agreement_no", "sign_date") if getattr(row, name) is None]
        sure = len(empty) == 2 and state != "离岗" and not row.unread.keys() & empty
        if sure and not records.of_person(Agreement, row.id_number):
            yield error()
        else:
            yield from map(missing, empty)


def signed_late(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    if row.sign_date and row.agreement_start and row.sign_date > row.agreement_start:
        yield hint(签订日=row.sign_date, 起=row.agreement_start)


def before_filing(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    start = row.agreement_start
    if row.is_renewal or not recorded(row):
        return
    if start is None:
        yield missing("agreement_start")
        return
    known = records.agreements(row.id_number)
    if row.is_renewal is None and any(one.agreement_start and one.agreement_start < start for one in known):
        return
    selection = selection_of(row, records)
    if selection is None and records.of_person(Procedure, row.id_number):
        return  # selected for another village only: S8 says so
    filed = selection.county_file_date if selection else None
    if filed is None:
        yield missing("agreement_start", 字段="旗县备案日期")
    elif start < filed:
        yield error(起=start, 备案日=filed)
    elif row.sign_date and row.sign_date < filed:
        yield hint("签订", "sign_date", 签订日=row.sign_date, 备案日=filed)


A1 = Rule(
    code="A1",
    title="书面协议",
    cite=ART9,
    severities=(Severity.ERROR, Severity.UNKNOWN),
    about=(Coordinator,),
    ask=unwritten,
    field="agreement_no",
    logic="在岗而协议编号、签订日期都空，协议台账也没有本人的协议，为错误；只缺一项，或已离岗而缺项，为待核",
    message="【第九条·书面协议】{对象}在岗，但没有登记书面聘用协议。",
    remedy="补签并登记协议编号、签订日期；已签的请补录。",
    wordings=STATUS_UNKNOWN,
    remedies=SAY_STATUS,
    needs=("agreement_no", "sign_date"),
)
A6 = Rule(
    code="A6",
    title="签订晚于起始",
    cite=ART9,
    severities=(Severity.HINT,),
    about=(Coordinator,),
    ask=signed_late,
    field="sign_date",
    logic="签订日期晚于协议起；办法未规定签订时间。日期为空由A1、A3提出",
    message="【第九条·签订日期】{对象}协议签订日{签订日}晚于起始日{起}。",
    remedy="核对日期；今后在起始日前签订。",
    day=start_day,
    needs=("sign_date", "agreement_start"),
)
A7 = Rule(
    code="A7",
    title="备案前生效",
    cite=Cite("第八、九条"),
    severities=(Severity.ERROR, Severity.HINT),
    about=(Coordinator,),
    ask=before_filing,
    field="agreement_start",
    logic="选聘后的首份协议（不是续聘）：协议起早于旗县备案日期为错误，只有签订日早于备案日期为提示，无备案日期为待核",
    message="【第八、九条】{对象}协议自{起}起，早于旗县备案日{备案日}。",
    remedy="将协议起始改到备案之后，或核对备案日期。",
    wordings={"签订": "【第八、九条】{对象}协议签订日{签订日}早于旗县备案日{备案日}。"},
    remedies={"签订": "核对签订日期和备案日期；今后备案后再签订。"},
    day=start_day,
    needs=("agreement_start",),
    sheets=(Procedure,),
)

RULES = (A1, A6, A7)

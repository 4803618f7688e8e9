"""D01 选聘公告: the conditions made known before anybody applies, one public page for each village with a vacancy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..core import Law, Param
from ..law import Verdict
from ..law.documents import (
    CONTACT,
    ENROL_AT,
    ENROL_FROM,
    ENROL_TO,
    ENROL_WITH,
    HIRING_BODY,
    HOTLINE,
    OFFICE_PHONE,
    of_township,
)
from ..law.eligibility.age import OLDEST, YOUNGEST
from ..law.eligibility.education import LEAST
from ..law.eligibility.merits import PREFERRED
from ..law.pay.limits import CLASS_PAY
from ..law.quota import counted, posts_known, quota
from ..records import Records, status_of
from ..rows import Approval, Coordinator, Village
from ..values import money_text, township_key
from .choosing import each_of_villages
from .fields import county_values, shown, village_values
from .filenames import of_place
from .form import Form, Subject, Values
from .printed import printed_party

_OVER = ("Q3", "Q6b")  # what a written exception allows beyond the ceiling


def vacancies(village: Village, records: Records, law: Law) -> int | None:
    """The posts still to be filled: those set, less those in post and those chosen who wait to begin; None when unknown.

    >>> from datetime import date
    >>> vacancies(Village(village="红旗嘎查", posts_set=2), Records(), Law(date(2025, 6, 30)))
    2
    """
    posts = posts_known(village, records, law)
    if village.posts_set is None or posts is None:
        return None
    waiting = [
        row
        for row in records.of(Coordinator)
        if status_of(row) == "待上岗" and records.village(row.service_village, row.township) is village
    ]
    return max(0, village.posts_set - posts - len(waiting))


def choose(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """The villages with a vacancy, and those whose posts are not known; the ones asked for whatever they have."""
    subjects = (replace(subject, rows=()) for subject in each_of_villages(records, law, where))
    return [s for s in subjects if where or (s.village and vacancies(s.village, records, law) != 0)]


def refuse(subject: Subject, records: Records, law: Law) -> list[str]:
    village = subject.village
    if village is None:
        return []
    if village.posts_set is None:
        return ["“上次核定数”（设岗数）没有填写或无法识别，不知道选聘几名，请补填。"]
    if posts_known(village, records, law) is None:
        return ["“嘎查村”表里这个村登记了不止一行，分不清在岗几人，请删去重复的一行。"]
    found = _over_ceiling(village, records, law)
    if vacancies(village, records, law) == 0:
        found.append("没有空岗（在岗和待上岗人数已达到设岗数），不需要选聘。")
    start, end = law.get(ENROL_FROM), law.get(ENROL_TO)
    if start and end and end < start:
        found.append(f"参数“报名止”{end}早于“报名起”{start}，请更正。")
    if start and start < law.checked:
        found.append(
            f"参数“报名起”{start}早于公告日期{law.checked}，应先公告再报名；请更正报名日期，补印的用 --as-of 写明当时的日期。"
        )
    return found


def _over_ceiling(village: Village, records: Records, law: Law) -> list[str]:
    people, posts = counted(village), village.posts_set or 0
    limit = quota(people, law.at(village.data_date or law.day)) if people is not None else None
    approved = any(
        records.village(line.target) is village and any(code in (line.rule or "") for code in _OVER)
        for line in records.of(Approval)
        if line.doc_no and line.body and line.date
    )
    if limit is None or posts <= limit or approved:
        return []
    return [f"设岗数{posts}个多于按脱贫劳动力{people}人核定的上限{limit}个，补缺会超出上限，请先核对设岗数。"]


def hiring_body(village: Village, records: Records, law: Law) -> str | None:
    """Who hires in a village: as the roster says of it, else of its township, else as the county has set."""
    rows = records.of(Coordinator)
    here = (row for row in rows if records.village(row.service_village, row.township) is village)
    town = (row for row in rows if township_key(row.township) == township_key(village.township))
    name = _commonest(here) or _commonest(town) or of_township(HIRING_BODY, village.township, law)
    return printed_party(name, village)


def _commonest(rows: Iterable[Coordinator]) -> str | None:
    names = Counter(row.hiring_body for row in rows if row.hiring_body)
    return names.most_common(1)[0][0] if names else None


def pay_words(law: Law) -> str | None:
    """What is paid, by class of post where there are several.

    >>> from datetime import date
    >>> from xgy_excel.core import Setting
    >>> law = Law(date(2025, 6, 30), settings=[Setting(name="岗位报酬标准·一类", value="1500")])
    >>> pay_words(law)
    '每月1500.00元'
    """
    pay = {key: amount for key in law.keys(CLASS_PAY) if (amount := law.get(CLASS_PAY, key)) is not None}
    if len(set(pay.values())) == 1:
        return f"每月{money_text(next(iter(pay.values())))}元"
    parts = "、".join(f"{key}每月{money_text(amount)}元" for key, amount in pay.items())
    return f"按岗位类别确定，{parts}" if parts else None


def fill(subject: Subject, records: Records, law: Law) -> Values:
    village = subject.village or Village()
    number, start, end = vacancies(village, records, law), law.get(ENROL_FROM), law.get(ENROL_TO)
    classes = law.get(PREFERRED) or ()
    return {
        **village_values(village, records, law),
        **county_values(subject.row, law.day, law),
        "名额": str(number) if number is not None else None,
        "年龄下限": _years(YOUNGEST, law),
        "年龄上限": _years(OLDEST, law),
        "最低文化程度": law.get(LEAST),
        "优先类别": "、".join(classes) or None,
        "报名起": shown(start),
        "报名止": shown(end),
        "报名地点": of_township(ENROL_AT, village.township, law),
        "报名材料": law.get(ENROL_WITH),
        "报酬标准": pay_words(law),
        "支付方式": "“一卡通”",
        "联系人": of_township(CONTACT, village.township, law),
        "办公电话": of_township(OFFICE_PHONE, village.township, law),
        "落款单位": hiring_body(village, records, law),
        "落款日期": shown(law.checked),
    }


def _years(limit: Param[int], law: Law) -> str | None:
    years = law.get(limit)
    return None if years is None else str(years)


VACANCY = Form(
    code="D01",
    name="vacancy-notice",
    title="选聘公告",
    article="第八条",
    public=True,
    template="vacancy-notice.docx",
    choose=choose,
    fill=fill,
    refuse=refuse,
    file_name=of_place("选聘公告"),
    optional=("联系人", "方案文号"),
    params=(ENROL_FROM, ENROL_TO, HOTLINE),
    contacts=(HOTLINE, OFFICE_PHONE, CONTACT),
)

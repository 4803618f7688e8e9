"""What the books of a county hold about one coordinator: selection, agreements, evaluations, training, pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from ..core import Row
from ..law.evaluation import months_in_post
from ..rows import Agreement, Coordinator, Dismissal, Evaluation, Payment, Procedure, Training
from ..values import month_end
from .leaving import Leaving
from .people import Person
from .villages import COUNTY

Line = dict[str, object]
Lines = dict[type[Row], list[Line]]

CLASSES: Mapping[str, Decimal] = {"一类": Decimal(1500), "二类": Decimal(1300), "三类": Decimal(1100)}
MONTHS = (*(date(2024, month, 1) for month in range(6, 13)), *(date(2025, month, 1) for month in range(1, 6)))
TOPICS = "稳岗就业相关政策、岗位职责、工作技能、绩效管理"


@dataclass(frozen=True)
class Cohort:
    """People selected together: the Monday on which the conditions were made public, and their agreements in order."""

    monday: date
    terms: tuple[tuple[date, date], ...]

    def later(self, weeks: int) -> Cohort:
        return replace(self, monday=self.monday + timedelta(weeks=weeks))


def _years(first: int, last: int) -> tuple[tuple[date, date], ...]:
    return tuple((date(year, 1, 1), date(year, 12, 31)) for year in range(first, last + 1))


FIRST_2022 = Cohort(date(2022, 5, 23), ((date(2022, 7, 1), date(2022, 12, 31)), *_years(2023, 2025)))
WINTER_2023 = Cohort(date(2023, 11, 6), _years(2024, 2025))
AUTUMN_2024 = Cohort(date(2024, 8, 5), ((date(2024, 10, 1), date(2025, 9, 30)),))
WINTER_2024 = Cohort(date(2024, 11, 11), _years(2025, 2025))


@dataclass(frozen=True)
class Post:
    """One person in one post."""

    person: Person
    village: Line
    cohort: Cohort
    post_class: str = "二类"
    fund: str = "F5"
    identity: str = "一般农户"
    education: str = "初中"
    replaces: bool = False
    leaving: Leaving | None = None
    numbers: Mapping[date, str] = field(default_factory=dict)  # agreement number by first day

    @property
    def who(self) -> Line:
        return {"name": self.person.name, "id_number": self.person.id_number}

    @property
    def left(self) -> date | None:
        return self.leaving.day if self.leaving else None

    @property
    def first(self) -> date:
        """The first day in post."""
        return self.cohort.terms[0][0]

    def serves(self, first: date, last: date) -> bool:
        """Is the person in post on one of these days?"""
        return self.first <= last and (self.left is None or self.left >= first)

    @property
    def terms(self) -> tuple[tuple[date, date], ...]:
        return tuple((start, end) for start, end in self.cohort.terms if not self.left or start <= self.left)

    @property
    def pay(self) -> Decimal:
        return CLASSES[self.post_class]

    @property
    def employer(self) -> str:
        return employer(str(self.village["township"]))


def employer(township: str) -> str:
    """Who hires in a township: its government, in one township a department of the county."""
    return f"{COUNTY}人力资源和社会保障局" if township == "云杉岭乡" else f"{township}人民政府"


def write_post(lines: Lines, post: Post) -> None:
    """Put everything the books hold about the post into the lines of the sheets."""
    lines[Coordinator].append(_roster(post))
    lines[Procedure].append(_procedure(post))
    lines[Agreement] += [_agreement(post, start, end) for start, end in post.terms]
    lines[Evaluation] += [_evaluation(post, year) for year in _judged_years(post)]
    lines[Training] += _training(post)
    lines[Payment] += [_payment(post, month) for month in MONTHS if post.serves(month, month_end(month))]
    if post.leaving and post.leaving.case:
        lines[Dismissal].append(_dismissal(post, post.leaving))


def _signed(post: Post, start: date) -> date:
    """Agreements are signed on a working day before they begin: the first one after the filing."""
    return _day(post, 4, 4) if start == post.first else date(start.year - 1, 12, 25)


def _day(post: Post, week: int, weekday: int) -> date:
    return post.cohort.monday + timedelta(weeks=week, days=weekday)


def _roster(post: Post) -> Line:
    person, village = post.person, post.village
    start, end = post.terms[-1]
    restricted = post.fund[:2] in ("F1", "F2", "F3")
    poor = post.identity != "一般农户"
    graduate = post.education in ("大专", "本科及以上")
    return {
        "township": village["township"],
        "service_village": village["village"],
        **post.who,
        "sex": person.sex,
        "ethnicity": person.ethnicity,
        "birth_date": person.birth,
        "education": post.education,
        "hukou_village": village["village"],
        "live_village": village["village"],
        "is_farmer": True,
        "person_class": post.identity,
        "priority_class": "脱贫人口（监测对象）" if poor else ("大中专毕业生" if graduate else None),
        "phone": person.phone,
        "hiring_body": post.employer,
        "post_category": post.post_class,
        "is_rural_pwp": restricted,
        "pwp_date": date(2022, 6, 1) if restricted else None,
        "pay_monthly": post.pay,
        "fund": post.fund,
        "pay_method": "一卡通",
        "account_holder": person.name,
        "bank": f"{COUNTY}农村信用联社",
        "account_no": person.account,
        "onboard_date": post.first,
        "agreement_no": post.numbers[start],
        "sign_date": _signed(post, start),
        "agreement_start": start,
        "agreement_end": end,
        "is_renewal": len(post.terms) > 1,
        "status": "离岗" if post.left else "在岗",
        "leave_date": post.left,
        "leave_kind": post.leaving.kind if post.leaving else None,
        "leave_reason": post.leaving.reason if post.leaving else None,
        "labour_skill": "普通劳动力",
    }


def _procedure(post: Post) -> Line:
    """Five weeks from the announcement to the filing, every notice five working days long."""
    return {
        **post.who,
        "service_village": post.village["village"],
        "recruit_way": "公开选聘",
        "notice_date": _day(post, 0, 0),
        "notice_form": "公示公告",
        "apply_date": _day(post, 0, 3),
        "apply_written": True,
        "check_date": _day(post, 1, 1),
        "check_result": "符合",
        **dict.fromkeys(("soft_duty", "soft_people", "soft_dedication", "soft_ability", "soft_computer"), True),
        "council_date": _day(post, 1, 3),
        "council_result": "通过",
        "council_should": 30,
        "council_present": 27,
        "council_agree": 25,
        "village_pub_start": _day(post, 2, 0),
        "village_pub_end": _day(post, 2, 4),
        "town_review_date": _day(post, 3, 0),
        "town_review_result": "同意",
        "town_pub_start": _day(post, 3, 1),
        "town_pub_end": _day(post, 4, 0),
        "county_file_date": _day(post, 4, 2),
        "county_file_result": "同意备案",
        "objection_count": 0,
        "objection_result": "无异议",
        "is_replacement": post.replaces,
        "change_date": post.left,
        "change_file_date": post.left + timedelta(days=10) if post.left else None,
    }


def _agreement(post: Post, start: date, end: date) -> Line:
    return {
        "agreement_no": post.numbers[start],
        **post.who,
        "service_village": post.village["village"],
        "party_a": post.employer,
        "sign_date": _signed(post, start),
        "agreement_start": start,
        "agreement_end": end,
        "pay_monthly": post.pay,
        "fund": post.fund,
    }


def _judged_years(post: Post) -> list[int]:
    """The years until 2024 of which the person served three months or more, and was there to be evaluated."""
    span = [(post.first, post.left or date.max)]
    years = [y for y in range(post.first.year, 2025) if months_in_post(span, date(y, 1, 1), date(y, 12, 31)) >= 3]
    died = post.leaving.day.year if post.leaving and post.leaving.by_death else 0
    return [year for year in years if year != died]


def _evaluation(post: Post, year: int) -> Line:
    leaves = post.leaving if post.leaving and post.leaving.day.year == year else None
    failed = leaves is not None and leaves.unfit
    renewed = any(start == date(year + 1, 1, 1) for start, _ in post.terms)
    return {
        **post.who,
        "eval_year": str(year),
        "eval_date": leaves.day - timedelta(days=20) if leaves else date(year, 12, 10),
        "eval_grade": "不合格" if failed else ("优秀" if int(post.person.phone[-1]) < 3 else "合格"),
        "eval_clients": 12,
        "satisfaction": "72%" if failed else "96%",
        "skill_ok": not failed,
        "renew_process_date": date(year, 12, 20) if renewed else None,
    }


def _training(post: Post) -> list[Line]:
    first = post.first
    lines: list[Line] = [
        {**post.who, "training_date": _day(post, 4, 3), "training_kind": "岗前培训", "training_topics": TOPICS}
    ]
    last = min(post.left or date(2025, 6, 30), date(2025, 6, 30))
    for year in range(first.year, last.year + 1):
        for day in (date(year, 4, 18), date(year, 11, 15)):
            if first <= day <= last:
                lines.append({**post.who, "training_date": day, "training_kind": "业务培训", "training_topics": TOPICS})
    return lines


def _payment(post: Post, month: date) -> Line:
    merit = post.pay / 5
    return {
        "pay_month": month,
        **post.who,
        "base_pay": post.pay - merit,
        "merit_pay": merit,
        "amount": post.pay,
        "fund": post.fund,
        "pay_method": "一卡通",
        "account_holder": post.person.name,
        "account_no": post.person.account,
        "days_required": 22,
        "days_actual": 22,
        "receipt": "成功",
    }


def _dismissal(post: Post, leaving: Leaving) -> Line:
    return {
        **post.who,
        "dismiss_date": leaving.day,
        "dismiss_code": leaving.case,
        "dismiss_evidence": leaving.evidence,
        "dismiss_steps": leaving.steps,
    }

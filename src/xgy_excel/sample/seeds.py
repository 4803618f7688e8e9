"""Faults of the sample county in base data, villages, people, agreements and pay that take more than one changed line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from ..rows import Agreement, Approval, Coordinator, Evaluation, Payment, Procedure, Village
from .ledgers import Ledgers
from .people import make_id, people
from .posts import WINTER_2024, Line, Post, write_post

# -- K: base data -------------------------------------------------------------------------------------


def k2(ledgers: Ledgers) -> None:
    """The last figure of a number mistyped, and copied so into every sheet."""
    ledgers.rename(17, "150499198111059991")


def k6(ledgers: Ledgers) -> None:
    ledgers.lines[Evaluation].append(dict(ledgers.of(Evaluation, 41)[-1]))


def k13(ledgers: Ledgers) -> None:
    total: Line = {"township": "合计"}
    for name in ("labour_ordinary", "labour_skilled", "labour_weak", "labour_unknown", "posts_set"):
        total[name] = sum(int(str(line[name] or 0)) for line in ledgers.lines[Village])
    ledgers.lines[Village] += [{}, total]


def k14(ledgers: Ledgers) -> None:
    ledgers.rename(37, make_id(date(1988, 2, 22), 992, "230199"))


def k16(ledgers: Ledgers) -> None:
    """A value that means nothing, and a name nobody reads."""
    ledgers.setting("计发天数")["value"] = "满勤"
    ledgers.setting("到期提醒天数")["name"] = "到期提醒时间"


# -- Q: posts in a village ----------------------------------------------------------------------------


def q1(ledgers: Ledgers) -> None:
    ledgers.count(12, 28)
    ledgers.village(12)["labour_unknown"] = 3
    ledgers.village(14)["labour_unknown"] = 4


def q2(ledgers: Ledgers) -> None:
    ledgers.count(91, 25)


def q3(ledgers: Ledgers) -> None:
    ledgers.count(48, 150)


def q3_approved(ledgers: Ledgers) -> None:
    ledgers.count(52, 180)
    line: Line = {"rule": "Q3", "target": "红荞村", "doc_no": "巴农牧发〔2025〕6号", "body": "巴彦河旗农牧和科技局"}
    ledgers.lines[Approval].append({**line, "date": date(2025, 3, 10), "note": "居住分散，增设1个岗位"})


def q4(ledgers: Ledgers) -> None:
    ledgers.count(2, 450)


def q5(ledgers: Ledgers) -> None:
    """A fourth person in a village, everything else about him in order."""
    numbers = {date(2025, 1, 1): "巴彦河旗2025-101"}
    write_post(ledgers.lines, Post(next(people(Random(4))), ledgers.village(30), WINTER_2024, numbers=numbers))


def q6(ledgers: Ledgers) -> None:
    ledgers.count(88, 200)


def q6b(ledgers: Ledgers) -> None:
    ledgers.count(58, 200)


def q9(ledgers: Ledgers) -> None:
    ledgers.village(15)["data_date"] = None
    ledgers.village(18)["data_date"] = date(2024, 11, 30)


def q10(ledgers: Ledgers) -> None:
    """The village under its old name, which nobody entered in 村名对照."""
    ledgers.person(41)["service_village"] = "老青菊村"


# -- E: the person ------------------------------------------------------------------------------------


def e2(ledgers: Ledgers) -> None:
    ledgers.born(21, date(2007, 8, 15))


def e3(ledgers: Ledgers) -> None:
    ledgers.born(23, date(1968, 3, 10))


def e3_approved(ledgers: Ledgers) -> None:
    ledgers.born(24, date(1967, 9, 1))
    line: Line = {"rule": "E3", "target": ledgers.person(24)["id_number"], "doc_no": "巴人社发〔2024〕41号"}
    ledgers.lines[Approval].append({**line, "body": "巴彦河旗人力资源和社会保障局", "date": date(2024, 12, 18)})


def e3b(ledgers: Ledgers) -> None:
    ledgers.born(31, date(1969, 6, 5))


def e6(ledgers: Ledgers) -> None:
    """Somebody of a preferred class was passed over in the selection in which the person in row 61 was chosen."""
    other = next(people(Random(6)))
    line = ledgers.of(Procedure, 61)[0] | {"name": other.name, "id_number": other.id_number}
    line |= {"priority_class": "复转军人", "county_file_date": None, "county_file_result": None}
    ledgers.lines[Procedure].append(line)


def e7(ledgers: Ledgers) -> None:
    """The same person in a second village, under another agreement."""
    second = ledgers.person(34) | {"agreement_no": "巴彦河旗2025-102", "hiring_body": "青穗镇人民政府"}
    second |= {"township": "青穗镇", "service_village": "紫榆村", "hukou_village": "紫榆村"}
    ledgers.lines[Coordinator].append(second)


# -- A: the agreement ---------------------------------------------------------------------------------


def a1(ledgers: Ledgers) -> None:
    """No agreement anywhere."""
    ledgers.person(53).update(agreement_no=None, sign_date=None)
    ledgers.lines[Agreement].remove(ledgers.of(Agreement, 53)[0])


def a3(ledgers: Ledgers) -> None:
    ledgers.term(30, date(2024, 10, 1), date(2025, 10, 5))
    ledgers.term(9, date(2024, 10, 1), date(2025, 10, 1))


def a4(ledgers: Ledgers) -> None:
    ledgers.of(Agreement, 38)[0].update(agreement_start=date(2024, 2, 1), agreement_end=date(2025, 1, 31))


def a5(ledgers: Ledgers) -> None:
    ledgers.term(26, date(2025, 2, 1), date(2025, 12, 31))


def a9(ledgers: Ledgers) -> None:
    number = ledgers.person(28)["agreement_no"]
    for line in (ledgers.person(30), ledgers.of(Agreement, 30)[0]):
        line["agreement_no"] = number


def a11(ledgers: Ledgers) -> None:
    ledgers.term(31, date(2024, 10, 1), date(2025, 8, 15))


def a12(ledgers: Ledgers) -> None:
    ledgers.term(16, date(2024, 10, 1), date(2025, 5, 31))


# -- P: pay -------------------------------------------------------------------------------------------


def p1(ledgers: Ledgers) -> None:
    """Since May more than the subsidy, and so more than the class of the post (P3)."""
    for line in (ledgers.person(4), ledgers.of(Agreement, 4)[-1]):
        line["pay_monthly"] = Decimal(1800)
    ledgers.of(Payment, 4)[-1].update(base_pay=Decimal(1500), merit_pay=Decimal(300), amount=Decimal(1800))


def p2(ledgers: Ledgers) -> None:
    """Two standards from one day; and a month before the first standard, in which nobody was yet in post (P12)."""
    ledgers.setting("城镇公益性岗位补贴标准", 2)["start"] = date(2025, 1, 1)
    ledgers.lines[Payment].append(ledgers.of(Payment, 62)[0] | {"pay_month": date(2022, 6, 1)})


def p6(ledgers: Ledgers) -> None:
    """Since May paid from restricted money, the one without being poor, the other after the risk was removed."""
    ledgers.person(21).update(person_class="一般农户", priority_class=None)
    ledgers.person(38).update(person_class="监测对象（已消除）")
    for row in (21, 38):
        for line in ledgers.of(Payment, row)[:-1]:
            line["fund"] = "F4"


def p12(ledgers: Ledgers) -> None:
    """Paid for three months more after leaving."""
    last = ledgers.of(Payment, 19)[-1]
    for month in (date(2024, 11, 1), date(2024, 12, 1), date(2025, 1, 1)):
        ledgers.lines[Payment].append(last | {"pay_month": month})


def p13(ledgers: Ledgers) -> None:
    ledgers.lines[Payment].append(dict(ledgers.of(Payment, 41)[-1]))


# -- Y: the regulation's own term ---------------------------------------------------------------------


def y1(ledgers: Ledgers) -> None:
    ledgers.lines[Agreement].append(
        ledgers.of(Agreement, 62)[-1]
        | {"agreement_no": "巴彦河旗2026-001", "sign_date": date(2025, 6, 20)}
        | {"agreement_start": date(2026, 1, 1), "agreement_end": date(2026, 12, 31)}
    )


def y2(ledgers: Ledgers) -> None:
    """Began in March, for a year."""
    ledgers.term(23, date(2025, 3, 1), date(2026, 2, 28))
    ledgers.person(23)["onboard_date"] = date(2025, 3, 1)
    for line in ledgers.of(Payment, 23)[:2]:
        ledgers.lines[Payment].remove(line)


def y3(ledgers: Ledgers) -> None:
    ledgers.lines[Agreement].append(
        ledgers.of(Agreement, 42)[0]
        | {"agreement_no": "2022-1", "sign_date": date(2021, 12, 30)}
        | {"agreement_start": date(2022, 1, 1), "agreement_end": date(2022, 6, 30)}
    )


SEEDS = (
    k2, k6, k13, k14, k16, q1, q2, q3, q3_approved, q4, q5, q6, q6b, q9, q10, e2, e3, e3_approved, e3b, e6, e7,
    a1, a3, a4, a5, a9, a11, a12, p1, p2, p6, p12, p13, y1, y2, y3,
)  # fmt: skip

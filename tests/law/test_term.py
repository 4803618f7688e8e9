"""Articles 5 and 16: agreements beyond the transition, before the regulation, and days without a policy."""

from datetime import date

import pytest

from xgy_excel.core import SHIPPED_PACK, Law, Pack
from xgy_excel.law import judge, term
from xgy_excel.records import Records
from xgy_excel.rows import Agreement, Coordinator

DAY = date(2025, 6, 30)
SUCCESSOR = Pack(name="接续", start=date(2026, 1, 1), end=date(2027, 12, 31))
BOTH = (SHIPPED_PACK, SUCCESSOR)


def person(start: str | None, end: str | None) -> Coordinator:
    dates = [date.fromisoformat(day) if day else None for day in (start, end)]
    return Coordinator(
        name="张三", id_number="150421198503150014", agreement_no="1", agreement_start=dates[0], agreement_end=dates[1]
    )


def verdict(*rows, packs=(SHIPPED_PACK,), day=DAY):
    return judge(Records.of_rows(*rows), Law(day, packs), term.RULES).findings


def told(*rows, **more) -> list[tuple[str, str]]:
    return [(f.rule.code, f.severity.value) for f in verdict(*rows, **more)]


@pytest.mark.parametrize(
    ("start", "end", "alone", "with_successor"),
    [
        ("2025-01-01", "2025-12-31", [], []),
        ("2025-12-31", "2026-12-30", [("Y2", "需例外审批")], []),
        ("2026-01-01", "2026-12-31", [("Y1", "错误")], []),
        ("2027-12-01", "2028-11-30", [("Y1", "错误")], [("Y2", "需例外审批")]),
        ("2028-01-01", "2028-12-31", [("Y1", "错误")], [("Y1", "错误")]),
        ("2022-04-28", "2023-04-27", [("Y3", "提示")], [("Y3", "提示")]),
        (None, "2025-12-31", [("Y1", "待核"), ("Y2", "待核")], [("Y1", "待核"), ("Y2", "待核")]),
        ("2025-01-01", None, [("Y2", "待核")], [("Y2", "待核")]),
    ],
)
def test_an_agreement_lies_within_a_policy(start, end, alone, with_successor):
    assert told(person(start, end)) == alone
    assert told(person(start, end), packs=BOTH) == with_successor


def test_a_successor_that_begins_late_does_not_cover_the_rest():
    late = Pack(name="接续", start=date(2026, 3, 1), end=date(2027, 12, 31))
    assert told(person("2025-07-01", "2026-06-30"), packs=(SHIPPED_PACK, late)) == [("Y2", "需例外审批")]
    assert told(person("2026-02-01", "2026-06-30"), packs=(SHIPPED_PACK, late)) == [("Y1", "错误")]


def test_the_messages_name_the_end_of_the_transition():
    (crossing,) = verdict(person("2025-07-01", "2026-06-30"))
    assert crossing.message == "【第五条·期限】张三协议止2026-06-30晚于过渡期止2025-12-31。"
    assert crossing.remedy == "将止期改至2025-12-31，或登记接续政策文号。"
    (new,) = verdict(person("2026-03-01", "2027-02-28"))
    assert new.message == "【第十六条·失效】本办法已随过渡期结束于2025-12-31自然失效，2026-03-01起的协议没有政策依据。"


def test_a_pack_without_a_transition_ends_on_its_last_day():
    pack = Pack(name="某办法", start=date(2022, 1, 1), end=date(2024, 12, 31))
    assert told(person("2025-01-01", "2025-12-31"), packs=(pack,), day=date(2024, 6, 30)) == [("Y1", "错误")]

    (crossing,) = verdict(person("2024-03-01", "2025-02-28"), packs=(pack,), day=date(2024, 6, 30))
    assert (crossing.rule.code, crossing.severity.value) == ("Y2", "需例外审批")
    assert crossing.message == "【第五条·期限】张三协议止2025-02-28晚于政策包有效期的最后一天2024-12-31。"
    assert crossing.remedy == "将止期改至2024-12-31，或登记接续政策文号。"


def test_a_pack_that_outlasts_its_transition_is_crossed_at_its_own_end():
    pack = Pack(name="某办法", start=date(2022, 1, 1), end=date(2024, 12, 31), transition_end=date(2024, 6, 30))
    assert told(person("2024-07-01", "2024-12-31"), packs=(pack,), day=date(2024, 8, 1)) == []
    assert told(person("2024-07-01", "2025-06-30"), packs=(pack,), day=date(2024, 8, 1)) == [("Y2", "需例外审批")]


def test_a_successor_that_covers_a_part_only_is_what_an_agreement_may_reach():
    short = Pack(name="接续", start=date(2026, 1, 1), end=date(2026, 6, 30))
    (crossing,) = verdict(person("2025-09-01", "2026-08-31"), packs=(SHIPPED_PACK, short))
    assert crossing.remedy == "将止期改至2026-06-30，或登记接续政策文号。"
    assert told(person("2025-09-01", "2026-06-30"), packs=(SHIPPED_PACK, short)) == []


def test_a_line_of_the_register_is_told_at_the_register_and_one_in_both_once():
    row = person("2026-01-01", "2026-12-31")
    same = Agreement(
        id_number="150421198503150014", agreement_start=row.agreement_start, agreement_end=row.agreement_end
    )
    other = Agreement(
        name="张三", id_number="150421198503150014", agreement_start=date(2027, 1, 1), agreement_end=date(2027, 6, 30)
    )
    assert [type(f.row) for f in verdict(row, same, other)] == [Coordinator, Agreement]


def test_a_day_without_policy_is_told_once():
    rows = person("2025-01-01", "2025-12-31"), person("2024-01-01", "2024-12-31")
    (finding,) = verdict(*rows, day=date(2026, 5, 1))
    assert (finding.rule.code, finding.severity.value) == ("Y4", "错误")
    assert finding.message == "【政策包】参照日期2026-05-01没有有效政策包。"
    assert told(*rows, day=date(2026, 5, 1), packs=BOTH) == []


def test_a_person_without_any_agreement_is_left_to_article_9():
    assert told(Coordinator(name="张三", status="在岗")) == []

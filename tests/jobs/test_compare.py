"""政策对比: two policy packs, the same rows, and what each of them says."""

from datetime import date

import openpyxl
import pytest

from xgy_excel.core import SHIPPED_PACK, Cite, Law, Pack, Param, Setting
from xgy_excel.law import RULES, judge
from xgy_excel.law.params import whole
from xgy_excel.records import Records
from xgy_excel.rows import Coordinator, Evaluation

SHIPPED = {
    "包名": "内乡振发〔2022〕10号", "文号": "内乡振发〔2022〕10号", "生效日期": date(2022, 4, 29),
    "失效日期": date(2025, 12, 31), "过渡期止": date(2025, 12, 31),
}  # fmt: skip
NEXT = {"包名": "接续办法", "文号": "内农牧发〔2026〕1号", "生效日期": date(2026, 1, 1)}
OLDER = {"参数": "年龄上限", "值": 60, "生效日期": date(2026, 1, 1), "依据文号": "内农牧发〔2026〕1号"}
STANDARDS = [
    {"参数": "城镇公益性岗位补贴标准", "值": 2140, "生效日期": date(2022, 1, 1)},
    {"参数": "岗位报酬标准·一类", "值": 1000, "生效日期": date(2022, 1, 1)},
]
FIFTY_SEVEN = {"身份证号": "150499196803019973", "出生日期": date(1968, 3, 1)}
NAMES = (SHIPPED["包名"], NEXT["包名"])


@pytest.fixture
def compared(county, report_of):
    """The changes between the two packs, for one person; (rule, before, after)."""

    def run(person, *settings, names=NAMES, day="2025-06-30", packs=(SHIPPED, NEXT), extra=None):
        book = county(person, settings=[*STANDARDS, *settings], extra={Pack: list(packs), **(extra or {})})
        report = report_of("check", book, "--as-of", day, "--no-mark", "--compare", *names)
        return [(c["rule"], c["before"], c["after"]) for c in report["changes"] if c["rule"] != "Y3"]

    return run


# -- the law under one pack -------------------------------------------------------------------------------

LIMIT = Param("年龄上限", whole, "55", "岁", "", Cite("第七条"))
SUCCESSOR = Pack(name="接续办法", start=date(2026, 1, 1), end=date(2026, 12, 31))


def limit_on(law, *day):
    return law.at(date(*day)).get(LIMIT)


def test_under_a_pack_the_values_are_those_of_its_own_time():
    lines = [
        Setting(name="年龄上限", value="60", start=date(2026, 1, 1)),
        Setting(name="年龄上限", value="63", start=date(2026, 7, 1)),
        Setting(name="年龄上限", value="65", start=date(2027, 1, 1)),
    ]
    law = Law(date(2025, 6, 30), (SHIPPED_PACK, SUCCESSOR), lines)
    assert [limit_on(law, 2025, 6, 30), limit_on(law, 2026, 6, 30), limit_on(law, 2027, 6, 30)] == [55, 60, 65]
    new = law.under(SUCCESSOR)
    assert [limit_on(new, 2025, 6, 30), limit_on(new, 2026, 8, 1), limit_on(new, 2027, 6, 30)] == [60, 63, 63]
    assert limit_on(law.under(SHIPPED_PACK), 2026, 6, 30) == 55
    assert limit_on(law, 2025, 6, 30) == 55


def test_a_pack_fixed_by_hand_governs_days_on_which_it_is_not_in_force():
    law = Law(date(2025, 6, 30), (SHIPPED_PACK,)).under(SUCCESSOR)
    assert (law.pack, law.governed) == (None, True)
    assert law.at(date(2026, 6, 30)).pack is SUCCESSOR
    assert not Law(date(2026, 6, 30), (SHIPPED_PACK,)).governed


def test_rules_run_under_a_pack_that_is_not_in_force_and_nobody_is_told_that_there_is_none():
    records = Records.of_rows(Coordinator(name="张三", status="在岗", agreement_start=date(2025, 1, 1)))
    verdict = judge(records, Law(date(2025, 6, 30)).under(SUCCESSOR), RULES)
    assert [why for _, why in verdict.not_run if "没有有效政策包" in why] == []
    assert "Y4" not in {finding.rule.code for finding in verdict.findings}


# -- through the command ----------------------------------------------------------------------------------


def test_a_limit_of_the_successor_changes_the_verdict(compared):
    assert ("E3", "需例外审批", "通过") in compared(FIFTY_SEVEN, OLDER)
    assert ("E3", "通过", "需例外审批") in compared(FIFTY_SEVEN, OLDER, names=NAMES[::-1])


def test_what_is_the_same_under_both_is_not_listed(compared):
    assert compared({}) == []
    assert compared({"文化程度": "小学"}) == []


def test_an_agreement_across_the_transition_needs_no_exception_under_the_successor(compared):
    term = {"协议起": date(2025, 7, 1), "协议止": date(2026, 6, 30)}
    assert compared(term) == [("Y2", "需例外审批", "通过")]


def test_an_agreement_after_the_end_is_an_error_under_the_lapsed_pack_alone(compared):
    term = {"协议起": date(2026, 1, 1), "协议止": date(2026, 12, 31)}
    assert compared(term) == [("Y1", "错误", "通过")]


def test_an_agreement_before_the_successor_began_is_told_as_a_hint(county, report_of):
    book = county(extra={Pack: [SHIPPED, NEXT]})
    report = report_of("check", book, "--as-of", "2025-06-30", "--no-mark", "--compare", *NAMES)
    (change,) = report["changes"]
    assert (change["rule"], change["before"], change["after"]) == ("Y3", "通过", "提示")
    assert (change["sheet"], change["cell"], change["subject"]) == ("花名册", "AC2", "张三")
    assert "早于办法发布日2026-01-01" in change["message"]


def test_a_year_of_evaluation_is_asked_under_both_packs(compared):
    assert [one for one in compared({"上岗日期": date(2024, 1, 1)}) if one[0] == "V1"] == []
    told = {Evaluation: [{"姓名": "李四", "身份证号": "150421197105209993", "年度": "2024"}]}
    assert [one for one in compared({"上岗日期": date(2024, 1, 1)}, extra=told) if one[0] == "V1"] == []


def test_a_rule_the_successor_switches_off_is_told_as_such(compared):
    off = {"参数": "规则开关·E4", "值": "关", "生效日期": date(2026, 1, 1)}
    assert compared({"文化程度": "小学"}, off) == [("E4", "错误", "未启用")]


def test_the_gravest_change_comes_first(compared):
    off = {"参数": "规则开关·E4", "值": "关", "生效日期": date(2026, 1, 1)}
    found = compared({**FIFTY_SEVEN, "文化程度": "小学"}, off, OLDER)
    assert [rule for rule, _, _ in found] == ["E4", "E3"]


def test_packs_are_found_by_their_document_and_by_the_shipped_name(compared):
    names = ("内乡振发〔2022〕10号", "内农牧发〔2026〕1号")
    assert ("E3", "需例外审批", "通过") in compared(FIFTY_SEVEN, OLDER, names=names, packs=(NEXT,), day="2026-06-30")


@pytest.mark.parametrize(
    ("names", "packs", "words"),
    [
        (("接续办法", "没有的"), (SHIPPED, NEXT), "里没有“没有的”"),
        (("接续办法", "接续办"), (SHIPPED, NEXT), "最接近的是“接续办法”"),
        (("接续办法", "接续办法"), (SHIPPED, NEXT), "同一个政策包"),
        ((SHIPPED["包名"], "某办法"), (SHIPPED, {"包名": "某办法"}), "不能用来对比：没有填生效日期"),
    ],
)
def test_a_pack_that_cannot_be_compared_stops_with_the_reason(county, xgy, names, packs, words):
    book = county(extra={Pack: list(packs)})
    status, out, err = xgy("check", book, "--as-of", "2025-06-30", "--no-mark", "--compare", *names)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err


def test_the_copy_has_a_sheet_with_the_changes_and_the_marks_of_an_ordinary_check(county, xgy, tmp_path):
    book = county(FIFTY_SEVEN, settings=[*STANDARDS, OLDER], extra={Pack: [SHIPPED, NEXT]})
    before = book.read_bytes()
    status, out, _ = xgy("check", book, "--as-of", "2025-06-30", "-o", tmp_path / "副本.xlsx", "--compare", *NAMES)
    assert (status, book.read_bytes()) == (1, before)
    assert "政策对比 内乡振发〔2022〕10号 → 接续办法：结论变化 2处" in out
    assert "需例外审批 → 通过　E3 花名册!G2" in out
    copy = openpyxl.load_workbook(tmp_path / "副本.xlsx")
    lines = [[cell.value for cell in row] for row in copy["政策对比"].iter_rows()]
    top = next(i for i, line in enumerate(lines) if line[0] == "对象")
    assert [line[:7] for line in lines[top + 1 :]] == [
        ["张三", "E3", "第七条", "花名册", "G2", "需例外审批", "通过"],
        ["张三", "Y3", "第十六条", "花名册", "AC2", "通过", "提示"],
    ]
    assert copy["核对结果"].max_row > 2
    assert copy["花名册"]["G2"].comment is not None


def test_a_check_without_the_option_tells_of_no_changes(county, report_of):
    assert "changes" not in report_of("check", county(), "--as-of", "2025-06-30", "--no-mark")


def test_clearing_and_comparing_cannot_be_asked_together(county, xgy):
    status, _, err = xgy("check", county(), "--clear", "--compare", "甲", "乙")
    assert status == 2
    assert err


# -- the successor in ordinary runs -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "day", "policy", "levels"),
    [
        (date(2025, 7, 1), "2025-12-31", SHIPPED["文号"], ["需例外审批"]),
        (date(2026, 1, 1), "2026-02-01", NEXT["文号"], []),
        (date(2025, 7, 1), "2026-02-01", NEXT["文号"], ["需例外审批"]),  # judged on the day it began
    ],
)
def test_an_ordinary_check_uses_the_pack_and_the_values_of_the_day(county, report_of, start, day, policy, levels):
    term = {"协议起": start, "协议止": date(start.year + 1, 6, 30)}
    book = county({**FIFTY_SEVEN, **term}, settings=[*STANDARDS, OLDER], extra={Pack: [SHIPPED, NEXT]})
    report = report_of("check", book, "--as-of", day, "--no-mark")
    assert report["policy"] == policy
    assert [f["severity"] for f in report["findings"] if f["rule"] == "E3"] == levels


def test_clearing_takes_the_sheet_away_with_the_marks(county, xgy):
    book = county(FIFTY_SEVEN, settings=[*STANDARDS, OLDER], extra={Pack: [SHIPPED, NEXT]})
    xgy("check", book, "--as-of", "2025-06-30", "--in-place", "--compare", *NAMES)
    assert "政策对比" in openpyxl.load_workbook(book).sheetnames
    xgy("check", book, "--clear", "--in-place")
    assert "政策对比" not in openpyxl.load_workbook(book).sheetnames

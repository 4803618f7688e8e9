"""续聘: who goes on and from when to when, who does not and why, and that the old book and the clerk's format survive."""

from datetime import date

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from xgy_excel.books import open_book
from xgy_excel.books.memory import MemoryBook
from xgy_excel.core import Pack, Setting, Stopped
from xgy_excel.jobs.rollover import SHEET, rollover, rollover_file
from xgy_excel.rows import Agreement, Approval, Coordinator, Evaluation
from xgy_excel.tables import read_tables

from ..conftest import PERSON, SETTINGS, write_book

DAY = date(2025, 12, 15)
STEPS = {"参数": "续聘程序步骤", "值": "考核、研究、公示"}
PACKS = [
    {
        "包名": "内乡振发〔2022〕10号",
        "生效日期": date(2022, 4, 29),
        "失效日期": date(2025, 12, 31),
        "过渡期止": date(2025, 12, 31),
    },
    {"包名": "接续", "文号": "乌农发〔2025〕9号", "生效日期": date(2026, 1, 1), "失效日期": date(2027, 12, 31)},
]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def person(n: int, born=date(1985, 3, 1), **more) -> dict[str, object]:
    head = f"150421{born:%Y%m%d}{991 + 2 * n:03d}"
    number = head + "10X98765432"[sum(int(d) * w for d, w in zip(head, WEIGHTS, strict=True)) % 11]
    name = f"协管{n}"
    own = {"序号": n, "姓名": name, "户名": name, "身份证号": number, "出生日期": born, "协议编号": f"旗2025-{n:03d}"}
    return {**PERSON, **own, **more}


def evaluation(row, **more) -> dict[str, object]:
    good = {
        "年度": "2025",
        "评价日期": date(2025, 12, 5),
        "等次": "合格",
        "岗位技能是否熟练": "是",
        "续聘程序日期": date(2025, 12, 10),
    }
    return {"姓名": row["姓名"], "身份证号": row["身份证号"], **good, **more}


@pytest.fixture
def book(tmp_path):
    """A factory of books: people, their evaluations (good ones unless given), other sheets."""

    def make(*people, evaluations=None, packs=PACKS, settings=(STEPS,), register=(), extra=None):
        rows = [evaluation(p) for p in people] if evaluations is None else evaluations
        sheets = {Setting: [*SETTINGS, *settings], Pack: list(packs), Coordinator: list(people), Evaluation: rows}
        sheets |= {} if register is None else {Agreement: list(register)}
        return write_book(tmp_path / "花名册.xlsx", sheets | (extra or {}))

    return make


@pytest.fixture
def rolled(book, tmp_path):
    """Roll a book over; the report, and the new book."""

    def run(*people, day=DAY, **more):
        out = tmp_path / "新.xlsx"
        report = rollover_file(book(*people, **more), out, day)
        return report, open_book(out)

    return run


def roster(new) -> list[Coordinator]:
    return list(read_tables([new.read(name) for name in new.sheets()]).of(Coordinator))


def outcomes(new) -> dict[str, tuple[str, str]]:
    """By name: the outcome and the reasons."""
    header, *rows = new.read(SHEET).rows[1:]
    at = [header.index(name) for name in ("姓名", "结论", "依据和原因")]
    return {row[at[0]]: (row[at[1]], row[at[2]]) for row in rows}


def test_who_is_hidden_is_told_as_left_out(book, tmp_path):
    path = book(person(1), person(2))
    loaded = openpyxl.load_workbook(path)
    loaded["花名册"].row_dimensions[3].hidden = True
    loaded.save(path)
    report = rollover_file(path, tmp_path / "新.xlsx", DAY)
    assert report.requested == 1
    assert "“花名册”隐藏（或筛选掉）的1行没有处理；要处理的取消隐藏后再做。" in report.notes


# -- who goes on ------------------------------------------------------------------------------------------------


def test_whoever_may_go_on_gets_the_next_year_the_next_number_and_an_empty_day_of_signing(rolled):
    report, new = rolled(person(1), person(2))
    one, two = roster(new)
    assert (one.agreement_start, one.agreement_end, one.is_renewal) == (date(2026, 1, 1), date(2026, 12, 31), True)
    assert (one.agreement_no, two.agreement_no, one.sign_date) == ("2026-001", "2026-002", None)
    assert (report.requested, report.made, report.skipped, report.exit_code) == (2, 2, [], 0)
    assert outcomes(new)["协管1"] == ("续聘", "")


def test_the_new_term_begins_the_day_after_and_ends_a_day_before_the_year_is_full(rolled):
    leap = person(1, 协议起=date(2027, 3, 1), 协议止=date(2028, 2, 29), 上岗日期=date(2027, 3, 1))
    good = evaluation(leap, 年度="2027", 评价日期=date(2028, 2, 1), 续聘程序日期=date(2028, 2, 10))
    packs = [{"包名": "接续", "文号": "乌农发〔2025〕9号", "生效日期": date(2026, 1, 1)}]
    _, new = rolled(leap, evaluations=[good], packs=packs, day=date(2028, 2, 15))
    (row,) = roster(new)
    assert (row.agreement_start, row.agreement_end) == (date(2028, 3, 1), date(2029, 2, 28))


def test_the_term_ends_with_the_policy_where_no_other_follows(rolled):
    now = person(1, 协议起=date(2024, 7, 1), 协议止=date(2025, 6, 30))
    good = evaluation(now, 年度="2024", 评价日期=date(2025, 6, 1), 续聘程序日期=date(2025, 6, 10))
    _, new = rolled(now, evaluations=[good], packs=PACKS[:1], day=date(2025, 6, 15))
    (row,) = roster(new)
    assert (row.agreement_start, row.agreement_end) == (date(2025, 7, 1), date(2025, 12, 31))
    assert "满一年为2026-06-30" in outcomes(new)["协管1"][1]


def test_a_successor_without_a_transition_bounds_the_term_by_its_own_end(rolled):
    short = {**PACKS[1], "失效日期": date(2026, 9, 30)}
    _, new = rolled(person(1), packs=[PACKS[0], short])
    (row,) = roster(new)
    assert (row.agreement_start, row.agreement_end) == (date(2026, 1, 1), date(2026, 9, 30))


def test_a_renewal_that_reaches_back_says_so(rolled):
    me = person(1, 协议起=date(2025, 1, 1), 协议止=date(2025, 11, 30))
    _, new = rolled(me, evaluations=[evaluation(me, 评价日期=date(2025, 11, 20))])
    assert "新一期自2025-12-01起，其中到2025-12-15的日子已过" in outcomes(new)["协管1"][1]


def test_a_step_of_renewal_that_lies_ahead_is_not_done(rolled):
    me = person(1)
    _, new = rolled(me, evaluations=[evaluation(me, 续聘程序日期=date(2025, 12, 20))])
    assert outcomes(new)["协管1"][0] == "待核"


def test_the_agreement_that_ends_is_kept_in_the_register_once(rolled):
    known = {"协议编号": "旗2025-002", "姓名": "协管2", "身份证号": person(2)["身份证号"]}
    known |= {"协议起": date(2025, 1, 1), "协议止": date(2025, 12, 31)}
    _, new = rolled(person(1), person(2), register=[known])
    register = read_tables([new.read("协议台账")]).of(Agreement)
    assert [(a.agreement_no, a.agreement_end) for a in register] == [
        ("旗2025-002", date(2025, 12, 31)), ("旗2025-001", date(2025, 12, 31)),
    ]  # fmt: skip


def test_without_a_register_the_old_agreement_is_told_in_the_sheet_of_decisions(rolled):
    report, new = rolled(person(1), register=None)
    header, row = new.read(SHEET).rows[1:]
    told = dict(zip(header, row, strict=True))
    assert (told["原协议编号"], told["原协议止"], told["协议止"]) == (
        "旗2025-001",
        date(2025, 12, 31),
        date(2026, 12, 31),
    )
    assert any("没有“协议台账”表" in note for note in report.notes)


def test_a_number_once_given_is_not_given_again(rolled):
    old = {"协议编号": "2026-007", "姓名": "旧人", "身份证号": person(4)["身份证号"]}
    _, new = rolled(person(1), register=[old])
    assert roster(new)[0].agreement_no == "2026-008"


def test_run_again_nothing_changes_any_more(book, tmp_path):
    rollover_file(book(person(1)), tmp_path / "新.xlsx", DAY)
    report = rollover_file(tmp_path / "新.xlsx", tmp_path / "又.xlsx", DAY)
    assert (report.requested, report.made) == (0, 0)
    assert roster(open_book(tmp_path / "又.xlsx"))[0].agreement_no == "2026-001"
    assert any("下一期协议已经登记" in note for note in report.notes)


# -- who does not, and why --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "of_evaluation", "outcome", "why"),
    [
        ({}, {"等次": "不合格"}, "不续聘", "不符合续聘条件"),
        ({}, {"岗位技能是否熟练": "否"}, "不续聘", "不符合续聘条件"),
        ({}, {"等次": "基本合格"}, "待核", "是否视为考核合格"),
        ({}, {"续聘程序日期": None}, "待核", "续聘程序日期"),
        ({}, {"年度": "2023", "评价日期": date(2023, 12, 1)}, "待核", "缺“上期（2025-01-01至2025-12-31）的考核”"),
        ({"born": date(1969, 5, 6)}, {}, "需例外审批", "超过55周岁"),
        ({"离岗类型": "协议期满不再续聘"}, {}, "不续聘", "期满不再续聘"),
        ({"离岗日期": date(2025, 12, 31)}, {}, "不续聘", "已登记于2025-12-31离岗"),
        ({"状态": None}, {}, "待核", "“状态”没有填写"),
        ({"协议止": None}, {}, "待核", "“协议起”“协议止”没有填写"),
        ({"协议起": date(2023, 1, 1), "协议止": date(2023, 12, 31)}, {}, "待核", "也已届满"),
        ({"状态": "离岗", "离岗日期": date(2025, 6, 1)}, {}, "不在续聘之列", "已离岗"),
        ({"状态": "待上岗"}, {}, "不在续聘之列", "待上岗"),
        ({"上岗日期": date(2026, 1, 5)}, {}, "不在续聘之列", "2026-01-05才上岗"),
        ({"协议止": date(2026, 3, 31)}, {}, "不在续聘之列", "还有106天，未到续聘的时候"),
    ],
)
def test_whoever_may_not_go_on_is_told_why_and_stays_as_he_is(rolled, changes, of_evaluation, outcome, why):
    born = changes.get("born", date(1985, 3, 1))
    one, other = person(1, born, **{k: v for k, v in changes.items() if k != "born"}), person(2)
    report, new = rolled(one, other, evaluations=[evaluation(one, **of_evaluation), evaluation(other)])
    told, reasons = outcomes(new)["协管1"]
    assert told == outcome
    assert why in reasons
    row, good = roster(new)
    assert (row.agreement_no, row.is_renewal, row.agreement_start) == ("旗2025-001", False, one["协议起"])
    assert good.agreement_no == "2026-001"
    asked = outcome != "不在续聘之列"
    assert (report.requested, report.made, len(report.skipped)) == (1 + asked, 1, int(asked))
    assert report.requested == report.made + len(report.skipped)


def test_without_a_policy_for_the_next_year_nobody_goes_on(rolled):
    report, new = rolled(person(1), packs=PACKS[:1])
    assert outcomes(new)["协管1"][0] == "不续聘"
    assert "没有政策依据" in report.skipped[0][1]
    assert {f.rule.code for f in report.findings} == {"Y1"}


def test_a_gap_between_the_policies_leaves_it_open_or_says_there_is_no_basis(rolled):
    late = [PACKS[0], {**PACKS[1], "生效日期": date(2026, 2, 1)}]
    _, new = rolled(person(1), packs=late)
    assert outcomes(new)["协管1"][0] == "不续聘"


def test_who_holds_two_posts_is_not_renewed_in_either(rolled):
    twice = [person(1), person(1, 服务嘎查村="别的嘎查", 协议编号="旗2025-009")]
    report, _ = rolled(*twice, evaluations=[evaluation(twice[0])])
    assert report.made == 0
    assert {f.rule.code for f in report.findings} == {"E7"}


def test_an_agreement_of_the_register_that_ends_later_leaves_it_open(rolled):
    later = {"协议编号": "旗2025-900", "姓名": "协管1", "身份证号": person(1)["身份证号"]}
    later |= {"协议起": date(2025, 7, 1), "协议止": date(2026, 6, 30)}
    _, new = rolled(person(1), register=[later])
    assert outcomes(new)["协管1"] == ("待核", "另有2026-06-30到期的协议，与本行的协议止2025-12-31不一致。")


def test_a_complete_exception_lets_the_person_go_on(rolled):
    old = person(1, date(1969, 5, 6))
    approval = {
        "规则": "E3",
        "对象": old["身份证号"],
        "文号": "乌农发1号",
        "批准单位": "旗农牧局",
        "批准日期": date(2025, 12, 1),
    }
    report, new = rolled(old, extra={Approval: [approval]})
    assert report.made == 1
    assert outcomes(new)["协管1"][1].startswith("已批例外：")


def test_what_the_county_lets_pass_is_renewed_and_told(rolled):
    steps_unset = [{"参数": "待核放行", "值": "是"}]
    report, new = rolled(person(1), settings=steps_unset)
    assert report.made == 1
    assert outcomes(new)["协管1"] == ("续聘", "带待核续聘：A10。")


def test_without_the_countys_steps_everybody_is_left_open(rolled):
    report, _ = rolled(person(1), settings=())
    assert "续聘程序步骤" in report.skipped[0][1]


# -- the book ---------------------------------------------------------------------------------------------------


def test_the_old_book_keeps_its_bytes_and_the_new_one_its_format_and_other_sheets(book, tmp_path):
    path = book(person(1))
    styled = openpyxl.load_workbook(path)
    styled["花名册"]["D2"].fill = PatternFill("solid", fgColor="FFFF00")
    styled["花名册"].column_dimensions["D"].width = 33
    styled.create_sheet("自用").append(["我的", "=1+1"])
    styled.save(path)
    before = path.read_bytes()
    rollover_file(path, tmp_path / "新.xlsx", DAY)
    assert path.read_bytes() == before
    new = openpyxl.load_workbook(tmp_path / "新.xlsx")
    assert (new["花名册"]["D2"].fill.fgColor.rgb, new["花名册"].column_dimensions["D"].width) == ("00FFFF00", 33)
    assert new["自用"]["B1"].value == "=1+1"
    assert new["考核"]["A2"].value == "协管1"
    assert new.sheetnames[-1] == SHEET


def test_a_term_in_one_column_is_written_into_it(tmp_path):
    headers = ["姓名", "身份证号", "服务嘎查村", "状态", "聘期", "是否续聘"]
    row = person(1)
    grid = [headers, [row["姓名"], row["身份证号"], "红旗嘎查", "在岗", "2025.1.1-2025.12.31", None]]
    graded = [
        ["姓名", "身份证号", "年度", "评价日期", "等次", "岗位技能是否熟练", "续聘程序日期"],
        list(evaluation(row).values()),
    ]
    settings = [["参数", "值"], ["续聘程序步骤", "公示"]]
    packs = [["包名", "生效日期"], ["接续", date(2022, 1, 1)]]
    book = MemoryBook({"花名册": grid, "考核": graded, "参数": settings, "政策包": packs})
    report = rollover(book, DAY)
    assert report.made == 1
    assert book.read("花名册").rows[1][4:] == ["2026-01-01至2026-12-31", "是"]


def test_a_formula_is_left_to_itself_and_told(book, tmp_path):
    path = book(person(1))
    own = openpyxl.load_workbook(path)
    column = next(c.column_letter for c in own["花名册"][1] if c.value == "是否续聘")
    own["花名册"][f"{column}2"] = '=IF(1,"否","是")'
    own.save(path)
    report = rollover_file(path, tmp_path / "新.xlsx", DAY)
    assert any(f"花名册!{column}2 没有写入：单元格里有公式" in note for note in report.notes)


def test_a_roster_without_the_columns_of_the_term_is_refused(tmp_path):
    book = MemoryBook({"花名册": [["姓名", "身份证号", "服务嘎查村"], ["甲", "1", "红旗"]]})
    with pytest.raises(Stopped, match="没有“协议起”“协议止”列"):
        rollover(book, DAY)


def test_nothing_is_overwritten_and_a_book_without_people_is_told(book, tmp_path):
    path = book(person(1))
    with pytest.raises(Stopped, match="已存在"):
        rollover_file(path, path, DAY)
    with pytest.raises(Stopped, match="一个人也没有读到"):
        rollover(MemoryBook({"花名册": [["姓名", "身份证号", "协议起", "协议止", "服务嘎查村"]]}), DAY)


def test_marks_of_the_last_check_do_not_come_along(book, tmp_path):
    from xgy_excel.jobs.check import check_file

    path = book(person(1), person(2, 文化程度="小学"))
    check_file(path, DAY, in_place=True)
    assert "核对结果" in open_book(path).sheets()
    rollover_file(path, tmp_path / "新.xlsx", DAY)
    new = openpyxl.load_workbook(tmp_path / "新.xlsx")
    assert "核对结果" not in new.sheetnames
    assert not any(cell.comment for row in new["花名册"].iter_rows() for cell in row)

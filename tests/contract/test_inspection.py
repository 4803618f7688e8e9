"""Article 15 through the command: what an inspector is handed, as of a past day."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from xgy_excel.core import Pack
from xgy_excel.docx import text_of
from xgy_excel.privacy import leaks
from xgy_excel.rows import Agreement, Approval, Evaluation, Payment

ME = "150421198503019997"
DAY = ("--as-of", "2025-09-30")
PERSON = {
    "人员身份": "一般农户", "资金来源": "F5", "上岗日期": date(2024, 7, 1), "协议起": date(2024, 7, 1), "协议止": date(2025, 6, 30),
    "文化程度": "小学",
}  # fmt: skip


def paid(month, amount=1000, fund="F5"):
    return {
        "月份": f"2025-{month:02}", "姓名": "张三", "身份证号": ME, "基本报酬": amount, "合计": amount, "资金来源": fund,
        "支付方式": "一卡通", "户名": "张三", "一卡通账号": "6217000000000000001",
    }  # fmt: skip


@pytest.fixture
def inspected(county, report_of, tmp_path):
    """The report of an inspection of a small county, and the workbook and document it made."""

    def run(*words, people=(PERSON,), extra=None, **more):
        book = county(*people, extra=extra, **more)
        before = book.read_bytes()
        report = report_of("inspect", book, *(words or DAY), "-o", tmp_path / "自查")
        assert book.read_bytes() == before  # an inspection only reads
        listed, written = map(Path, report["files"])
        return report, openpyxl.load_workbook(listed), text_of(written.read_bytes())

    return run


def table(sheet):
    """The lines of a sheet below its header, by header."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    top = next(i for i, row in enumerate(rows) if row[0] in ("序号", "状态", "类别", "时间"))
    return [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :]]


def test_three_months_outside_the_agreement_are_a_lead_of_three_thousand_yuan(inspected):
    report, book, text = inspected(extra={Payment: [paid(7), paid(8), paid(9)]})
    assert report["leads"]["total"] == "3000.00"
    assert report["leads"]["source"] == "0.00"
    assert [line["月份"] for line in table(book["资金线索"])[:3]] == ["2025年7月", "2025年8月", "2025年9月"]
    assert table(book["资金线索"])[3]["合计"] == 3000
    assert "涉及1人3个月共3000.00元（其中列支渠道不符0.00元）" in text


def test_a_month_that_breaks_two_rules_is_still_counted_once(inspected):
    report, _, _ = inspected(extra={Payment: [paid(7), paid(8), paid(9, fund="F2")]})
    assert report["leads"]["total"] == "3000.00"
    assert report["leads"]["lines"][2]["rules"] == ["P12", "P6"]


def test_the_two_sub_totals_are_kept_apart_to_the_cent(inspected):
    report, book, text = inspected(extra={Payment: [paid(3, "1000.10", "F2"), paid(7, "999.95")]})
    leads = report["leads"]
    assert (leads["payment"], leads["source"], leads["total"]) == ("999.95", "1000.10", "2000.05")
    total = table(book["资金线索"])[2]
    assert (total["发放对象或期间不符"], total["列支渠道不符"], total["合计"]) == (999.95, 1000.1, 2000.05)
    assert "合计2000.05元，其中发放对象或期间不符999.95元，列支渠道不符1000.10元" in text


def test_every_product_says_that_it_is_a_lead_and_not_a_finding_of_fact(inspected):
    report, book, text = inspected(extra={Payment: [paid(7)]})
    words = "本表仅为线索，是否属于虚报、冒领、骗取及是否追回，由旗县财政、审计部门认定。"
    assert words in text
    assert any(words in note for note in report["notes"])
    assert any(words in str(cell.value) for row in book["资金线索"].iter_rows() for cell in row)
    assert "应追回" not in text


def test_problems_are_grouped_in_the_classes_of_the_article(inspected):
    evaluated = {
        "姓名": "张三",
        "身份证号": ME,
        "年度": "2024",
        "评价日期": date(2024, 12, 1),
        "等次": "合格",
        "参评服务对象人数": 0,
    }
    report, book, text = inspected(
        people=(PERSON, {"姓名": "李四", "身份证号": "15042119850301001X"}),
        extra={Payment: [paid(7)], Evaluation: [evaluated]},
    )
    found = {(line["类别"].partition("（")[0], line["规则"]) for line in table(book["问题清单"]) if line["规则"]}
    assert found >= {
        ("不按规定设岗", "Q3"), ("违规选聘", "E4"), ("不履职尽责", "V2"), ("资金", "P12"), ("其他", "A12"),
    }  # fmt: skip
    counts = report["classes"]
    open_ones = sum(report["counts"][level] for level in ("错误", "需例外审批", "待核"))
    assert counts["合计"]["合计"] == open_ones == sum(n["合计"] for name, n in counts.items() if name != "合计")
    assert {line["类别"]: line["合计"] for line in table(book["汇总"])[: len(counts)]} == {
        name: n["合计"] for name, n in counts.items()
    }
    for heading in ("二、不按规定设岗", "三、违规选聘", "四、不履职尽责", "五、资金", "六、其他"):
        assert heading in text


@pytest.mark.parametrize(
    ("day", "rules", "total"), [("2025-06-15", set(), "0.00"), ("2025-08-15", {"A12", "P12"}, "2000.00")]
)
def test_a_past_day_is_judged_by_what_was_so_on_that_day(inspected, day, rules, total):
    report, book, text = inspected("--as-of", day, extra={Payment: [paid(5), paid(7), paid(8), paid(9)]})
    assert (report["as_of"], report["policy"]) == (day, "内乡振发〔2022〕10号")
    assert f"截至2025年{int(day[5:7])}月15日" in text
    assert {line["规则"] for line in table(book["问题清单"])} & {"A12", "P12"} == rules
    assert report["leads"]["total"] == total


def test_a_day_of_the_successor_names_its_document(inspected):
    later = {"包名": "接续办法", "文号": "内农牧发〔2026〕1号", "生效日期": date(2026, 1, 1)}
    report, _, text = inspected("--as-of", "2026-03-31", extra={Pack: [later]})
    assert report["policy"] == "内农牧发〔2026〕1号"
    assert "依据内农牧发〔2026〕1号文件有关规定，对" in text
    assert "所列条款是内乡振发〔2022〕10号的条款号" in text


def test_a_report_of_the_regulation_names_its_article_and_one_without_a_policy_none(inspected):
    _, _, text = inspected("--as-of", "2025-06-30")
    assert "（内乡振发〔2022〕10号）第十五条有关规定，对" in text
    assert "条款号" not in text
    _, _, text = inspected("--as-of", "2026-03-31")
    assert "参照日期没有有效的政策。对" in text
    assert "第十五条" not in text


def test_exceptions_are_listed_with_their_state(inspected):
    complete = {
        "规则": "Q3",
        "对象": "红旗嘎查",
        "文号": "乌发〔2025〕1号",
        "批准单位": "乌兰旗人社局",
        "批准日期": date(2025, 1, 1),
    }
    approvals = [complete, {"规则": "E3", "对象": ME, "文号": "乌发〔2025〕2号"}]
    report, book, text = inspected(
        people=(PERSON, {"姓名": "李四", "身份证号": "150499196603019995", "出生日期": date(1966, 3, 1)}),
        extra={Approval: approvals},
    )
    states = [(line["状态"], line["规则"], line["对象"]) for line in table(book["例外审批"])]
    assert states == [
        ("已批准", "Q3", "红旗嘎查"),
        ("缺项，尚未生效", "E3", "张三"),
        ("未办理", "E3", "李四"),
    ]
    assert [e["state"] for e in report["exceptions"]] == [state for state, _, _ in states]
    hint = next(f for f in report["findings"] if f["rule"] == "I3")
    assert (hint["severity"], hint["message"]) == ("提示", "【例外审批】E3张三缺“批准单位”“批准日期”。")
    assert "缺项，尚未生效" in text


def test_no_full_number_stands_in_what_is_handed_in(inspected):
    approval = {"规则": "E3", "对象": ME}
    wrong = {"身份证号": "150421198503019990"}
    _, book, text = inspected(people=({**PERSON, **wrong},), extra={Payment: [paid(7)], Approval: [approval]})
    cells = "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    assert leaks(cells) == []
    assert leaks(text) == []


def test_what_the_clerk_wrote_beside_a_finding_is_brought_along(county, xgy, report_of):
    book = county(PERSON)
    xgy("check", book, *DAY, "--in-place")
    opened = openpyxl.load_workbook(book)
    sheet = opened["核对结果"]
    (line,) = [row for row in sheet.iter_rows() if row[1].value == "E4"]
    line[8].value = "毕业证已补"
    opened.save(book)
    report = report_of("inspect", book, *DAY)
    listed, written = map(Path, report["files"])
    rows = {row["规则"]: row["处理意见"] for row in table(openpyxl.load_workbook(listed)["问题清单"])}
    assert rows["E4"] == "毕业证已补"
    assert "毕业证已补" in text_of(written.read_bytes())


def test_a_county_without_problems_gets_a_report_that_says_so(inspected):
    good = {"上岗日期": date(2025, 7, 1), "协议起": date(2025, 7, 1), "协议止": date(2025, 12, 31), "状态": "待上岗"}
    report, book, text = inspected(people=(good,))
    assert text.count("没有发现。") >= 2
    assert "没有发现资金问题线索。" in text
    assert report["leads"] == {"total": "0.00", "payment": "0.00", "source": "0.00", "lines": []}
    assert table(book["资金线索"])[0]["合计"] == 0


def test_the_results_stand_in_a_new_folder_that_warns_of_personal_data(county, xgy, report_of):
    book = county(PERSON, extra={Agreement: []})
    folders = {Path(report_of("inspect", book, *DAY)["files"][0]).parent for _ in range(2)}
    assert len(folders) == 2
    for folder in folders:
        assert folder.parent == book.parent
        assert folder.name.startswith("自查_")
        assert sorted(path.suffix for path in folder.iterdir()) == [".docx", ".txt", ".xlsx"]
    status, out, _ = xgy("inspect", book, *DAY)
    assert status == 1
    assert "【第十五条·自查】截至2025-09-30共" in out


def test_the_report_is_a_document_like_the_others(county, report_of):
    report = report_of("form", "D18", county(PERSON), *DAY)
    assert (report["requested"], report["made"], report["skipped"]) == (1, 1, [])
    assert "三、违规选聘" in text_of(Path(report["files"][0]).read_bytes())


def test_the_report_is_of_the_whole_county(county, xgy):
    status, _, err = xgy("form", "D18", county(PERSON), "--where", "苏木乡镇=巴彦镇")
    assert status == 2
    assert "全县一份" in err


def test_a_book_that_is_no_roster_makes_nothing(rows_book, xgy, tmp_path):
    status, _, err = xgy("inspect", rows_book({"表": [["甲", "乙"], [1, 2]]}), "-o", tmp_path / "自查")
    assert status == 2
    assert "没有找到花名册" in err
    assert not (tmp_path / "自查").exists()

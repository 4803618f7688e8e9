"""Explanations: every rule for one person or village, what it saw, and by which parameters and documents."""

import importlib
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from xgy_excel.books import open_book
from xgy_excel.core import Law, Pack, Row, Severity, Stopped
from xgy_excel.docx import text_of
from xgy_excel.jobs.check import judged
from xgy_excel.jobs.explain import explain
from xgy_excel.jobs.new import new
from xgy_excel.law import RULES
from xgy_excel.law.explaining import explain as outcomes_of
from xgy_excel.law.explaining import person, village
from xgy_excel.law.watching import Seen, watched
from xgy_excel.privacy import leaks
from xgy_excel.records import Records, person_of
from xgy_excel.rows import Agreement, Coordinator, Payment, Training, Village

ROOT = Path(__file__).parents[2]
DAY = "2025-06-30"
ME, HER = "150421198503019997", "15042119850301001X"
OLD = {"身份证号": "150499196803019973", "出生日期": date(1968, 3, 1)}
OTHER = {"姓名": "李四", "身份证号": HER, "户名": "李四", "协议编号": "乌兰旗2025-002"}


@pytest.fixture
def explained(county, report_of):
    """The explanation of one person of a small county, by rule."""

    def run(subject, *people, day=DAY, **more):
        told = report_of("explain", county(*people, **more), subject, "--as-of", day)
        return {one["rule"]: one for one in told["rules"]}

    return run


def values(put):
    return {one["field"]: (one["value"], f"{one['sheet']}!{one['cell']}") for one in put["values"]}


def params(put):
    return {one["name"]: (one["value"], one["since"], one["basis"], one["default"]) for one in put["params"]}


# -- outcomes ---------------------------------------------------------------------------------------------


def test_every_rule_of_the_catalogue_is_told_once(county, report_of):
    told = report_of("explain", county(), "张三", "--as-of", DAY)
    assert [one["rule"] for one in told["rules"]] == [rule.code for rule in RULES]
    assert sum(told["counts"].values()) == len(RULES)
    assert set(told["counts"]) >= {one["outcome"] for one in told["rules"]}


def test_article_numbers_are_said_to_be_the_regulations_while_a_successor_is_in_force(county, report_of, xgy, tmp_path):
    path = county(extra={Pack: [{"包名": "接续", "文号": "内农发〔2026〕1号", "生效日期": date(2026, 1, 1)}]})
    assert report_of("explain", path, "张三", "--as-of", DAY)["note"] == ""
    said = "所列条款是内乡振发〔2022〕10号的条款号，内农发〔2026〕1号的编号可能不同"
    page = tmp_path / "说明.docx"
    assert said in xgy("explain", path, "张三", "--as-of", "2026-03-01", "--docx", page)[1]
    assert said in text_of(page.read_bytes())
    assert said in str(report_of("check", path, "--as-of", "2026-03-01", "--no-mark")["notes"])


def test_each_outcome_has_its_word_and_its_reason(explained):
    rules = explained(
        "张三",
        {**OLD, "文化程度": "小学", "户籍嘎查村": None, "常住嘎查村": None},
        settings=[{"参数": "规则开关·K8", "值": "关"}],
    )
    told = {code: (rules[code]["outcome"], rules[code]["reason"]) for code in ("E4", "E3", "E1", "E1b", "K8", "E9")}
    assert told == {
        "E4": ("错误", ""),
        "E3": ("需例外审批", ""),
        "E1": ("待核", ""),
        "E1b": ("通过", ""),
        "K8": ("不适用", "本县已停用（参数“规则开关”）"),
        "E9": ("不适用", "默认不启用"),
    }
    assert rules["K16"]["reason"] == "针对“参数”表的规则"
    assert (rules["S1"]["outcome"], rules["S1"]["reason"]) == ("不适用", "“选聘程序”表没有此人的记录")
    assert (rules["A10"]["outcome"], rules["A10"]["reason"]) == ("未运行", "没有工作表“考核”")
    assert (rules["E10"]["outcome"], rules["E10"]["reason"]) == ("未运行", "工作表“花名册”缺列“劳动技能”")
    assert rules["A2"]["outcome"] == "不适用"


def test_a_day_without_policy_says_so_at_every_rule_that_needs_one(explained):
    rules = explained("张三", {"协议起": date(2026, 2, 1), "协议止": date(2027, 1, 31)}, day="2026-03-01")
    assert (rules["E4"]["outcome"], rules["K2"]["outcome"], rules["Y1"]["outcome"]) == ("未运行", "通过", "错误")
    assert "没有有效政策包" in rules["E4"]["reason"]


def test_an_approved_exception_is_told_as_approved(county, report_of):
    from xgy_excel.rows import Approval

    approval = {
        "规则": "E3", "对象": OLD["身份证号"], "文号": "乌人社〔2024〕1号", "批准单位": "乌兰旗人社局", "批准日期": date(2024, 12, 1),
    }  # fmt: skip
    told = report_of("explain", county(OLD, extra={Approval: [approval]}), "张三", "--as-of", DAY)
    assert {one["rule"]: one["outcome"] for one in told["rules"]}["E3"] == "已批例外"
    assert OLD["身份证号"] not in json.dumps(told, ensure_ascii=False)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return new(tmp_path_factory.mktemp("sample") / "样例.xlsx", sample=True)


def test_the_explanation_finds_what_the_check_finds(sample):
    records, law, verdict = judged(open_book(sample), date(2025, 6, 30))
    people = [row for row in records.of(Coordinator) if row.id_number][::9]
    assert len(people) > 10
    for row in people:
        matter = person(row, records)
        mine = {(one.place.sheet, one.place.row) for one in matter.rows}
        told = [
            f for outcome in outcomes_of(matter, records, law, RULES) for one in outcome.asked for f in one.findings
        ]
        expected = [f for f in verdict.findings if f.row is not None and (f.sheet, f.row.place.row) in mine]
        assert {_key(f) for f in told if f.row is not None} == {_key(f) for f in expected}


def _key(finding):
    return finding.rule.code, finding.sheet, finding.cell, finding.severity, finding.message


# -- what it saw ------------------------------------------------------------------------------------------


def test_the_values_a_rule_saw_stand_with_their_cells_as_the_clerk_wrote_them(explained):
    (put,) = explained("张三", {"出生日期": "1985.3.1"})["E2"]["asked"]
    assert values(put)["出生日期"] == ("1985.3.1", "花名册!G2")
    assert values(put)["身份证号"] == ("**************9997", "花名册!H2")
    assert put["day"] == "2025-01-01"
    (put,) = explained("张三", {"文化程度": None}, name="二.xlsx")["E4"]["asked"]
    assert values(put)["文化程度"] == ("", "花名册!I2")


def test_the_parameters_stand_with_since_when_and_by_which_document(explained):
    rules = explained("张三")
    (put,) = rules["P1"]["asked"]
    assert params(put)["城镇公益性岗位补贴标准"] == ("2140", "2024-12-01", "乌人社〔2024〕9号", False)
    assert params(rules["P3"]["asked"][0])["岗位报酬标准·一类"] == ("1000", "2022-01-01", "乌人社〔2024〕9号", False)
    assert params(rules["E2"]["asked"][0])["年龄下限"] == ("18", "", "", True)
    assert params(rules["Y2"]["asked"][0])["政策包"][0] == "内乡振发〔2022〕10号，过渡期止2025-12-31"


def test_a_value_looked_up_once_for_all_is_told_of_every_rule_that_uses_it(explained):
    village_rules = explained("红旗嘎查", {}, OTHER)
    for code in ("Q2", "Q3", "Q7"):
        (put,) = village_rules[code]["asked"]
        assert {c["sheet"]: c["rows"] for c in put["compared"]}["花名册"] == 2, code


def test_of_other_people_only_the_columns_are_told(county, report_of):
    book = county({}, {**OTHER, "协议编号": "乌兰旗2025-001"})
    told = report_of("explain", book, "张三", "--as-of", DAY)
    rule = next(one for one in told["rules"] if one["rule"] == "E7")
    everything = json.dumps(told, ensure_ascii=False)
    assert "001X" not in everything
    assert rule["outcome"] == "通过"


def test_watching_ends_with_the_question_even_when_it_fails():
    plain = Row.__getattribute__
    row, records = Coordinator(name="张三"), Records.of_rows(Coordinator(name="李四"))

    def fail():
        with watched(records, Law(date(2025, 6, 30))):
            assert Row.__getattribute__ is not plain
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert Row.__getattribute__ is plain is object.__getattribute__
    assert row.name == "张三"


def test_nothing_is_noted_but_while_a_question_is_asked():
    row = Coordinator(name="张三")
    with watched(Records.of_rows(row), Law(date(2025, 6, 30))) as (_, _, watch):
        seen = Seen()
        with watch.into(seen):
            assert row.name
        assert row.township is None
    assert [name for _, name in seen.readings.values()] == ["name"]


# -- who is meant -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["李四", HER, HER.lower(), "乌兰旗2025－002", "红旗嘎查/李四", "花名册!3", "行=花名册!3", " 李 四 "]
)
def test_a_person_is_found_by_name_number_agreement_village_or_row(county, report_of, words):
    told = report_of("explain", county({}, OTHER), words, "--as-of", DAY)
    assert (told["subject"], told["kind"], told["where"][0]) == ("李四", "人员", "花名册第3行")


@pytest.mark.parametrize("words", ["红旗嘎查", "红旗", "巴彦镇红旗嘎查", "嘎查村!2"])
def test_a_village_is_found_by_its_name_or_row(county, report_of, words):
    told = report_of("explain", county(), words, "--as-of", DAY)
    assert (told["subject"], told["kind"]) == ("红旗嘎查", "嘎查村")
    rules = {one["rule"]: one for one in told["rules"]}
    assert rules["Q7b"]["outcome"] in ("通过", "提示")
    assert rules["E4"]["reason"] == "针对人员的规则，请按姓名查看"


def test_two_of_one_name_are_listed_by_village_and_township_without_their_numbers(county, xgy):
    namesake = {**OTHER, "姓名": "张三", "服务嘎查村": "东升村", "苏木乡镇": "东风镇"}
    book = county({}, namesake)
    status, out, err = xgy("explain", book, "张三", "--as-of", DAY)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "巴彦镇红旗嘎查（花名册第2行）；东风镇东升村（花名册第3行）" in err
    assert "“红旗嘎查/张三”" in err
    assert leaks(err) == []
    assert xgy("explain", book, "东升村/张三", "--as-of", DAY)[1].splitlines()[1].startswith("涉及：花名册第3行")


def test_nobody_of_that_name_is_told_with_the_nearest_one(county, xgy):
    status, _, err = xgy("explain", county({"姓名": "斯琴巴图"}), "斯琴巴特", "--as-of", DAY)
    assert status == 2
    assert "最接近的是“斯琴巴图”" in err


def test_somebody_who_stands_only_in_the_pay_sheet_is_found_too(county, report_of):
    paid = {"月份": "2025-05", "姓名": "王五", "身份证号": "150499196803019973", "合计": 1000, "资金来源": "F2"}
    told = report_of("explain", county(extra={Payment: [paid]}), "王五", "--as-of", DAY)
    assert told["where"] == ["发放第2行"]


def test_the_rows_of_all_sheets_about_the_person_and_the_village_served_are_his():
    me = {"name": "张三", "id_number": ME}
    records = Records.of_rows(
        Training(**me), Coordinator(**me, service_village="红旗嘎查"), Agreement(**me), Agreement(id_number=HER),
        Village(village="红旗嘎查"), Village(village="东升村"),
    )  # fmt: skip
    matter = person(records.of(Training)[0], records)
    assert [type(row) for row in matter.rows] == [Coordinator, Training, Agreement, Village]
    assert {person_of(row) for row in matter.rows[:3]} == {ME}
    assert village(records.of(Village)[1], records).label == "东升村"


def test_the_library_explains_too(county):
    told = explain(open_book(county()), "张三", date(2025, 6, 30))
    assert told.subject == "张三"
    with pytest.raises(Stopped):
        explain(open_book(county(name="二.xlsx")), "没有", date(2025, 6, 30))


# -- the text and the page --------------------------------------------------------------------------------


def test_the_text_is_by_article_with_what_is_broken_first(county, xgy):
    status, out, _ = xgy("explain", county({**OLD, "文化程度": "小学"}), "张三", "--as-of", DAY)
    assert status == 1
    lines = out.splitlines()
    assert lines[0].startswith("张三（人员）")
    articles = [
        line for line in lines if line and not line.startswith((" ", "不适用", "未运行", "张三", "涉及", "错误", "“"))
    ]
    assert len(articles) == len(set(articles))
    seventh = lines[lines.index("第七条") + 1 :]
    outcomes = [line.split("　")[0].strip() for line in seventh[: seventh.index("")] if line[2] != " "]
    words = [*(s.value for s in Severity), "通过"]
    assert [words.index(word) for word in outcomes] == sorted(words.index(word) for word in outcomes)
    assert outcomes[:2] == ["错误", "需例外审批"]
    assert any("出生日期 1968-03-01（G2）" in line for line in lines)
    assert any("城镇公益性岗位补贴标准 2140（2024-12-01起，乌人社〔2024〕9号）" in line for line in lines)
    assert leaks(out) == []


def test_a_good_person_leaves_exit_status_nought_only_when_nothing_is_open(county, report_of, xgy):
    book = county()
    told = report_of("explain", book, "张三", "--as-of", DAY)
    open_ones = sum(told["counts"][word] for word in ("错误", "需例外审批", "待核"))
    assert xgy("explain", book, "张三", "--as-of", DAY)[0] == int(open_ones > 0)
    assert xgy("explain", book, "红旗嘎查", "--as-of", DAY)[0] == 0


def test_the_page_for_the_file_shows_the_same_and_no_full_number(county, xgy, tmp_path):
    book = county({**OLD, "文化程度": "小学"})
    status, out, _ = xgy("explain", book, "张三", "--as-of", DAY, "--docx", tmp_path / "说明.docx")
    assert status == 1
    assert "结果：" in out
    data = (tmp_path / "说明.docx").read_bytes()
    text = text_of(data)
    assert leaks(text) == []
    assert "张三逐条核对说明" in text
    assert "三、没有核对的规则" in text
    found, kept = Document(tmp_path / "说明.docx").tables
    assert [cell.text for cell in found.rows[1].cells][1:3] == ["E4 初中以上", "错误"]
    assert "E1b 农牧民" in {row.cells[1].text for row in kept.rows}


def test_a_page_is_never_written_over_another_file(county, xgy, tmp_path):
    (tmp_path / "说明.docx").write_bytes(b"x")
    status, _, err = xgy("explain", county(), "张三", "--docx", tmp_path / "说明.docx")
    assert status == 2
    assert "已存在" in err
    assert (tmp_path / "说明.docx").read_bytes() == b"x"


def test_the_committed_page_is_what_its_builder_makes():
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        builder = importlib.import_module("inspection_templates")
        page = importlib.import_module("wordpage")
    finally:
        sys.path.remove(str(ROOT / "tools"))
    for name, make in builder.PAGES.items():
        assert page.build(make) == (ROOT / "templates" / name).read_bytes(), "run: tools/make_templates.py"


def test_what_makes_up_a_sum_stands_with_it_and_not_the_pay_of_others(explained):
    paid = {
        "月份": "2025-05", "姓名": "张三", "身份证号": ME, "合计": 1200, "资金来源": "F2", "支付方式": "一卡通", "户名": "张三",
    }  # fmt: skip
    theirs = {**paid, "姓名": "李四", "身份证号": HER, "合计": 77}
    rules = explained("张三", {}, OTHER, extra={Payment: [paid, {**paid, "合计": 1300}, theirs]})
    (put,) = [put for put in rules["P1"]["asked"] if put["findings"]]
    amounts = {one["cell"]: one["value"] for one in put["values"] if one["field"] == "合计"}
    assert list(amounts.values()) == ["1200", "1300"]
    assert "合计2500元" in put["findings"][0]["message"]
    assert "发放" not in {one["sheet"] for one in put["compared"]}

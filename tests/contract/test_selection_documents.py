"""The papers of a selection and of what goes before it, D01 to D07, D17 and D19, as a clerk and a lawyer would read them."""

import re
from datetime import date

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xgy_excel.core import Pack
from xgy_excel.jobs import batch
from xgy_excel.rows import Approval, Payment, Procedure, Village

from .paper import DAY, SELECTION, VILLAGE, change, column, parts, person, reasons, text_of

ENROL = {
    "报名起": "2025-07-07", "报名止": "2025-07-18", "报名地点·其他": "各嘎查村党群服务中心", "联系人·巴彦镇": "王干事",
    "办公电话·其他": "0476-6920000", "办公电话·巴彦镇": "0476-6921111", "备案机关": "乌兰旗农牧局",
}  # fmt: skip
OLD = {"出生日期": date(1968, 3, 1), "身份证号": "15042119680301999X"}  # 56 on the first day of the agreement
FILED = "2024-12-15"  # a day between the notice of the township and the filing


def flat(text):
    """A text without the breaks of its lines."""
    return re.sub(r"\s", "", text)


def only(texts):
    (text,) = texts.values()
    return text


@pytest.fixture
def papers(book, made):
    """Documents of one kind from a small county: the report, and the text of every file by its name."""

    def make(form, *people, words=(), day=DAY, params=None, **more):
        path = book(*people, params={**ENROL, **(params or {})}, **more)
        return made(path, *words, form=form, day=day)

    return make


# -- what holds for all of them ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["application", "township-notice", "filing-form"])
def test_only_an_agreement_numbers_and_registers(form, book, made):
    path = book(person(0), params=ENROL)
    assert made(path, form=form)[0]["made"] == 1
    assert column(path) == [None]
    assert column(path, sheet="协议台账") == []
    assert column(path, "对象", "生成台账") != []


@pytest.mark.parametrize("form", ["vacancy-notice", "village-notice", "township-notice"])
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_public_paper_shows_a_number_of_anybody(form, book, report_of, tmp_path_factory, data):
    """Whatever stands in the cells that are printed: the number of somebody makes no document."""
    people = [person(0), person(1, 服务嘎查村="村0嘎查")]
    numbers = [one[h] for one in people for h in ("身份证号", "一卡通账号", "联系电话")]
    smuggled = data.draw(st.sampled_from(numbers))
    header = data.draw(st.sampled_from(["姓名", "人员身份", "服务嘎查村"]))
    wrapped = data.draw(st.sampled_from(["{}", "甲{}", "{}乙"])).format(smuggled)
    hidden = [{**people[0], header: wrapped}, people[1]]
    folder = tmp_path_factory.mktemp("公开")
    path = book(*hidden, params={**ENROL, "报名地点·其他": wrapped}, name=f"{folder.name}.xlsx")
    report_of("form", form, path, "--as-of", DAY, "-o", folder / "批")
    for file in folder.rglob("*.docx"):
        text = "".join(re.sub("<[^>]*>", "", part.decode("utf-8", "replace")) for part in parts(file).values())
        assert not [number for number in numbers if number in text]


# -- D01 ------------------------------------------------------------------------------------------------------------


def vacant(**village):
    """One more village, in which nobody is in post."""
    return {
        Village: [
            {**VILLAGE, "嘎查村": "村0嘎查"},
            {**VILLAGE, "嘎查村": "新村嘎查", "上次核定数": 2, "普通劳动力": 260, **village},
        ]
    }


def test_a_notice_of_vacancies_says_all_an_applicant_must_know(papers):
    report, texts = papers(
        "vacancy-notice", person(0, 状态="在岗"), extra=vacant(), params={"选聘方案文号": "乌政办〔2025〕3号"}
    )
    assert list(texts) == ["选聘公告_新村嘎查_20250630.docx"]
    text = only(texts)
    for words in (
        "（内乡振发〔2022〕10号）和本地选聘工作方案（乌政办〔2025〕3号）",
        "协管员2名，为专职岗位，服务巴彦镇新村嘎查的脱贫人口",
        "宣传并协助落实就业帮扶政策", "所在嘎查村（社区）的农牧民", "年满18周岁，原则上不超过55周岁", "初中以上文化程度",
        "责任心强，有良好的群众基础和敬业精神", "一定的工作能力和计算机操作基础",
        "脱贫人口（监测对象）、大中专毕业生、复转军人、返乡创业人员等，优先选聘", "2025年7月7日至2025年7月18日", "各嘎查村党群服务中心",
        "居民身份证和户口簿复印件", "书面申请", "核查", "评议", "村级公示", "审核及公示", "旗县级备案", "每月1000.00元", "“一卡通”",
        "0476-6921111（王干事）", "监督举报电话：0476-6923456", "巴彦镇人民政府\n2025年6月30日",
    ):  # fmt: skip
        assert words in text
    assert report["made"] == 1


def test_who_waits_to_begin_fills_a_vacancy(papers):
    waiting = person(1, 服务嘎查村="新村嘎查", 户籍嘎查村="新村嘎查", 常住嘎查村="新村嘎查")
    _, texts = papers("vacancy-notice", person(0, 状态="在岗"), waiting, extra=vacant())
    assert "协管员1名" in only(texts)


@pytest.mark.parametrize(
    ("village", "params", "words"),
    [
        ({"上次核定数": None}, {}, "“上次核定数”（设岗数）没有填写"),
        ({"普通劳动力": 60}, {}, "多于按脱贫劳动力60人核定的上限1个"),
        ({}, {"报名起": "2025-06-20"}, "应先公告再报名"),
        ({}, {"报名止": "2025-07-01"}, "早于“报名起”"),
        ({}, {"报名起": None}, "参数表未设“报名起”"),
        ({}, {"监督举报电话": None}, "参数表未设“监督举报电话”"),
        ({}, {"报名地点·其他": None}, "参数表缺“报名地点·其他”"),
    ],
)
def test_a_notice_of_vacancies_is_refused_with_what_to_do(papers, village, params, words):
    report, texts = papers("vacancy-notice", person(0, 状态="在岗"), extra=vacant(**village), params=params)
    assert not texts
    assert words in reasons(report)["新村嘎查"]


def test_a_village_that_is_full_is_refused_only_when_it_is_asked_for(papers):
    serving = person(0, 状态="在岗")
    assert papers("vacancy-notice", serving)[0]["requested"] == 0
    report, _ = papers("vacancy-notice", serving, words=("--where", "嘎查村=村0"))
    assert "没有空岗" in reasons(report)["村0嘎查"]


def test_a_written_exception_allows_a_post_beyond_the_ceiling(papers):
    line = {
        "规则": "Q3",
        "对象": "新村嘎查",
        "文号": "乌政发〔2025〕2号",
        "批准单位": "乌兰旗政府",
        "批准日期": date(2025, 3, 1),
    }
    extra = {**vacant(普通劳动力=60), Approval: [line]}
    assert papers("vacancy-notice", person(0, 状态="在岗"), extra=extra)[0]["made"] == 1


def test_the_telephone_that_is_published_on_purpose_may_be_a_mobile(papers):
    _, texts = papers(
        "vacancy-notice", person(0, 状态="在岗"), extra=vacant(), params={"办公电话·巴彦镇": "13947600001"}
    )
    assert "13947600001" in only(texts)


# -- D02, D03, D04 ------------------------------------------------------------------------------------------------------


def test_an_application_holds_the_applicants_own_data(papers):
    people = [person(0), person(1)]
    _, texts = papers("application", *people)
    assert len(texts) == 2
    for one, other in (people, people[::-1]):
        (text,) = [text for name, text in texts.items() if one["姓名"] in name]
        assert all(one[header] in text for header in ("姓名", "身份证号", "联系电话", "服务嘎查村"))
        assert not [header for header in ("姓名", "身份证号", "联系电话") if other[header] in text]
        assert "自愿申请担任村级就业帮扶协管员" in text
        assert "2024年11月8日" in text  # the day of the application


def test_what_is_not_known_is_left_for_the_hand(papers):
    _, texts = papers("application", person(0, 文化程度=None, 联系电话=None), selections={"申请日期": None})
    assert "None" not in only(texts)
    assert "　　　　年　　月　　日" in only(texts)


@pytest.mark.parametrize("form", ["application", "committee-check", "council-record", "township-review", "evaluation"])
def test_an_empty_form_names_nobody_and_waits_for_nobody(papers, form):
    one = person(0, 文化程度="小学")
    report, texts = papers(form, one, words=("--blank",))
    assert (report["requested"], report["made"], report["skipped"]) == (1, 1, [])
    assert not [header for header in ("姓名", "身份证号", "联系电话") if one[header] in only(texts)]
    assert next(iter(texts)).endswith("_空白表.docx") or "空白表" in next(iter(texts))


def test_a_document_that_is_not_filled_by_hand_cannot_be_had_empty(book, xgy, tmp_path):
    status, _, err = xgy("form", "contract", book(person(0)), "--blank", "-o", tmp_path / "批")
    assert (status, "不是手填的表" in err, (tmp_path / "批").exists()) == (2, True, False)


def check_lines(path):
    """The lines of a check by item: condition, what is recorded, what the program found, the ticks."""
    tables = Document(path).tables
    rows = [[cell.text for cell in row.cells] for row in tables[0].rows]
    return {row[1]: row[2:] for row in rows if row[0].isdigit()}


@pytest.fixture
def checked(book, report_of, tmp_path):
    def make(*people, **more):
        report = report_of("form", "D03", book(*people, **more), "--as-of", DAY, "-o", tmp_path / "批")
        assert report["made"] == len(people)
        return [check_lines(path) for path in sorted((tmp_path / "批").rglob("*.docx"))]

    return make


def test_the_committees_see_what_the_book_says_and_conclude_themselves(checked):
    (lines,) = checked(person(0))
    assert list(lines) == [
        "本村人员", "农牧民", "年龄", "文化程度", "劳动能力", "人员身份", "责任心", "群众基础", "敬业精神", "工作能力", "计算机",
    ]  # fmt: skip
    assert lines["年龄"] == ["年满18周岁，原则上不超过55周岁", "1980年3月1日", "未发现不符", "□符合\n□不符合"]
    assert all("□" in line[-1] and "☑" not in line[-1] for line in lines.values())


@pytest.mark.parametrize(
    ("changes", "item", "words"),
    [
        ({"文化程度": "小学"}, "文化程度", "文化程度为“小学”，低于初中"),
        ({"文化程度": None}, "文化程度", "缺“文化程度”"),
        ({"户籍嘎查村": "村1嘎查", "常住嘎查村": "村1嘎查"}, "本村人员", "不在服务对象所在嘎查村"),
        ({"是否农牧民": "否"}, "农牧民", "登记为非农牧民"),
        (OLD, "年龄", "超过55周岁"),
        ({"劳动技能": "丧失劳动力"}, "劳动能力", "与专职岗位不符"),
    ],
)
def test_what_speaks_against_a_person_is_told_and_stops_no_check(checked, changes, item, words):
    first, *_ = checked(person(0, **{"劳动技能": "普通劳动力", **changes}), person(1))
    assert words in first[item][2]
    assert [name for name, line in first.items() if name != item and line[2] not in ("未发现不符", "")] == []


def test_the_conclusion_of_the_committees_is_never_printed(papers):
    fit, unfit = (
        only(papers("committee-check", person(0), selections={"核查结论": word})[1]) for word in ("符合", "不符合")
    )
    assert fit == unfit
    assert "□符合选聘条件" in fit


def test_the_record_of_a_meeting_lists_every_candidate_of_it(papers):
    chosen = person(0)
    other = {
        **SELECTION,
        "姓名": "落选甲",
        "身份证号": person(3)["身份证号"],
        "服务嘎查村": "村0嘎查",
        "评议结论": "未通过",
        "同意人数": 3,
    }
    earlier = {**other, "姓名": "往年乙", "身份证号": person(4)["身份证号"], "评议日期": date(2022, 5, 5)}
    own = {**SELECTION, **{h: chosen[h] for h in ("姓名", "身份证号", "服务嘎查村")}}
    _, texts = papers("council-record", chosen, extra={Procedure: [own, other, earlier]})
    assert list(texts) == ["评议记录_村0嘎查_20241115.docx"]
    text = only(texts)
    assert "应到村民代表30人，实到28人" in text
    assert "人选2名" in text
    assert all(word in text for word in ("张一", "落选甲", "未通过", "到会村民代表签名", "2024年11月15日"))
    assert "往年乙" not in text
    assert not re.search(r"\d{15}", text)


# -- D06 ----------------------------------------------------------------------------------------------------------------


def test_a_township_reviews_its_people_on_one_paper(papers):
    people = [person(0), person(1), person(2, 苏木乡镇="东风镇", 选聘主体="东风镇人民政府")]
    villages = [{**VILLAGE, "嘎查村": f"村{i}嘎查", "苏木乡镇": "东风镇" if i == 2 else "巴彦镇"} for i in range(3)]
    _, texts = papers("township-review", *people, extra={Village: villages})
    assert sorted(texts) == ["苏木乡镇审核表_东风镇_20241202.docx", "苏木乡镇审核表_巴彦镇_20241202.docx"]
    text = texts["苏木乡镇审核表_巴彦镇_20241202.docx"]
    assert all(word in text for word in ("张一", "李二", "巴彦镇人民政府（盖章）"))
    assert "王三" not in text
    assert not re.search(r"\d{15}", text)


def test_who_may_not_stand_in_a_list_is_left_out_by_name(papers):
    report, texts = papers("township-notice", person(0), person(1, 文化程度="小学"))
    text = only(texts)
    assert "张一" in text
    assert "李二" not in text
    assert (report["requested"], report["made"]) == (1, 1)
    (note,) = [note for note in report["notes"] if "没有列入" in note]
    assert "李二" in note
    assert "低于初中" in note


def test_a_list_of_nobody_is_not_made(papers):
    report, texts = papers("township-notice", person(0, 文化程度="小学"))
    assert not texts
    assert "张一：错误" in reasons(report)["巴彦镇"]


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        ({"乡镇公示止": None}, "“乡镇公示止”没有填写"),
        ({"审核结论": None}, "待核：【第八条·缺数据】"),
        ({"审核结论": "不同意"}, "错误：【第八条·乡镇审核】"),
        ({"村公示止": date(2024, 11, 20)}, "错误：【第八条·村级公示】"),
    ],
)
def test_the_notice_of_a_township_waits_for_the_steps_before_it(papers, selection, words):
    report, texts = papers("township-notice", person(0), selections=selection)
    assert not texts
    assert words in reasons(report)["巴彦镇"]


def test_the_notice_of_a_township_states_its_days_and_where_to_object(papers):
    _, texts = papers("D06b", person(0), person(1))
    assert list(texts) == ["苏木乡镇公示_巴彦镇_20241203.docx"]
    text = only(texts)
    assert "公示时间：2024年12月3日至2024年12月12日（10个自然日）" in text
    assert "可以来电、来信或者来访向巴彦镇人民政府如实反映" in text
    assert "监督举报电话：0476-6923456" in text
    assert "巴彦镇人民政府\n2024年12月3日" in text


# -- D07 ----------------------------------------------------------------------------------------------------------------


def days_of(text):
    return [date(*map(int, found)) for found in re.findall(r"(\d{4})年(\d{1,2})月(\d{1,2})日", text)]


def test_a_filing_form_tells_the_whole_chain_in_its_order(papers):
    _, texts = papers("filing-form", person(0), day=FILED)
    text = only(texts)
    chain = text[text.index("公开选聘条件") : text.index("公示异议")]
    days = [day for i, day in enumerate(days_of(chain)) if day not in days_of(chain)[:i]]
    assert days == sorted(days)
    assert len(days) == 9  # a notice has two
    assert "应到30人，实到28人，同意25人，通过" in flat(chain)
    assert "10个自然日" in chain
    assert all(person(0)[header] in text for header in ("身份证号", "联系电话", "服务嘎查村"))


def test_the_text_names_no_department_and_the_county_may_ask_for_more_opinions(papers):
    _, texts = papers("filing-form", person(0), day=FILED)
    assert "旗县级备案意见" in only(texts)
    assert not re.search("农牧局|人力资源|财政", only(texts))
    _, texts = papers("filing-form", person(0), day=FILED, params={"备案意见栏": "农牧部门意见、人社部门意见"})
    assert all(words in only(texts) for words in ("农牧部门意见", "人社部门意见"))


@pytest.mark.parametrize("form", ["filing-form", "filing-roster", "filing-letter"])
@pytest.mark.parametrize(
    ("selection", "words"),
    [
        ({"责任心": None}, "缺“责任心”的核查意见"),
        ({"异议件数": 1, "异议处理结果": None}, "未登记处理结果"),
        ({"评议日期": None}, "缺“评议日期”"),
    ],
)
def test_nobody_is_filed_before_the_selection_is_done(papers, form, selection, words):
    report, texts = papers(form, person(0), day=FILED, selections=selection)
    assert not texts
    assert words in "".join(reasons(report).values())


def test_the_letter_and_the_roster_speak_of_the_same_people(papers, book, made):
    people = [person(0), person(1), person(2, 选聘主体="乌兰旗人社局", 甲方="乌兰旗人社局")]
    path = book(*people, params=ENROL)
    (_, letters), (_, rosters) = (made(path, form=form, day=FILED) for form in ("filing-letter", "filing-roster"))
    assert sorted(letters) == ["备案函_乌兰旗人社局_20241215.docx", "备案函_巴彦镇人民政府_20241215.docx"]
    letter = letters["备案函_巴彦镇人民政府_20241215.docx"]
    for words in (
        "乌兰旗农牧局：",
        "协管员2名，服务2个嘎查村",
        "公示期间未收到异议",
        "附件：1.村级就业帮扶协管员备案花名册",
        "备案表（2份）",
    ):
        assert words in letter
    roster = rosters["备案花名册_巴彦镇人民政府_20241215.docx"]
    assert "共2人" in roster
    assert all(one[header] in roster for one in people[:2] for header in ("姓名", "身份证号"))
    assert people[2]["姓名"] not in roster
    assert not re.search(r"\d{15}", letter)


def test_a_letter_lies_between_the_notice_and_the_filing(papers):
    late, _ = papers("filing-letter", person(0), day=DAY)
    assert "已于2024-12-20备案" in "".join(reasons(late).values())
    early, _ = papers("filing-letter", person(0), day="2024-12-10")
    assert "2024-12-12才期满" in "".join(reasons(early).values())


def test_without_a_body_to_file_with_no_letter_is_written(papers):
    report, texts = papers("filing-letter", person(0), day=FILED, params={"备案机关": None})
    assert not texts
    assert any(note.startswith("参数表未设“备案机关”，备案函都不能生成") for note in report["notes"])


def test_objections_are_told_as_they_were_settled(papers):
    settled = {"异议件数": 2, "异议处理结果": "异议不成立"}
    _, texts = papers("filing-letter", person(0), day=FILED, selections=settled)
    assert "公示期间收到异议2件，均已调查处理" in only(texts)


def test_the_number_of_a_letter_is_the_countys(papers):
    _, texts = papers("filing-letter", person(0), day=FILED, params={"发文字号·备案函": "巴政函〔2024〕12号"})
    assert "巴政函〔2024〕12号" in only(texts)


# -- D17, D19 -----------------------------------------------------------------------------------------------------------


def test_an_exception_is_asked_for_with_the_facts_and_without_a_reason(papers):
    one = person(0, **OLD)
    _, texts = papers("exception-request", one, person(1))
    assert list(texts) == ["例外审批单_E3_张一.docx"]
    text = only(texts)
    assert all(
        words in flat(text)
        for words in (
            "（内乡振发〔2022〕10号）第七条",
            "E3",
            "56周岁，超过55周岁",
            "申请例外的理由",
            "旗县审批意见",
            "批准文号",
        )
    )
    assert one["身份证号"] not in text
    assert "李二" not in text


def test_an_exception_from_a_successor_names_no_article_it_may_number_otherwise(papers):
    packs = [{"包名": "接续", "文号": "内农发〔2025〕9号", "生效日期": date(2024, 1, 1)}]
    text = only(papers("exception-request", person(0, **OLD), extra={Pack: packs})[1])
    assert "内农发〔2025〕9号文件" in text
    assert "第七条" not in text
    extra = {Pack: packs}
    text = only(papers("exception-request", person(0, **OLD), extra=extra, params={"条款号·第七条": "第九条"})[1])
    assert "内农发〔2025〕9号文件第九条" in text


def test_findings_of_one_rule_on_one_person_are_one_paper(papers):
    paid = [
        {"月份": f"2025-0{month}", **{h: person(0)[h] for h in ("姓名", "身份证号")}, "基本报酬": 2500, "合计": 2500}
        for month in (3, 4)
    ]
    extra = {Payment: paid}
    _, texts = papers("exception-request", person(0, 月劳务报酬=2500), extra=extra)
    (name,) = [name for name in texts if "P1" in name]
    assert all(f"2025年{month}月" in texts[name] for month in (3, 4, 6))  # paid in two months, and agreed


def test_an_approved_exception_needs_no_request(papers):
    line = {
        "规则": "E3",
        "对象": OLD["身份证号"],
        "文号": "乌人社〔2024〕3号",
        "批准单位": "旗人社局",
        "批准日期": date(2024, 12, 1),
    }
    report, texts = papers("exception-request", person(0, **OLD), extra={Approval: [line]})
    assert (report["requested"], texts) == (0, {})


@pytest.mark.parametrize(
    ("where", "number"), [("规则=E3", 1), ("规则=Q3", 1), ("姓名=张一", 1), ("苏木乡镇=巴彦镇", 2), ("规则=P1", 0)]
)
def test_requests_are_chosen_by_rule_person_or_place(papers, where, number):
    two = person(
        1,
        服务嘎查村="村0嘎查",
        户籍嘎查村="村0嘎查",
        常住嘎查村="村0嘎查",
        状态="在岗",
        协议编号="旗-1",
        签订日期=date(2024, 12, 30),
    )
    people = [person(0, **OLD, 状态="在岗", 协议编号="旗-2", 签订日期=date(2024, 12, 30)), two]
    report, _ = papers("exception-request", *people, words=("--where", where))
    assert report["made"] == number


def quota_rows(path):
    (table,) = [t for t in Document(path).tables if len(t.columns) > 5]
    return [[cell.text for cell in row.cells] for row in table.rows][1:]


@pytest.fixture
def quotas(book, report_of, tmp_path):
    def make(*people, words=(), **more):
        report = report_of("form", "D19", book(*people, **more), "--as-of", DAY, "-o", tmp_path / "核", *words)
        assert (report["requested"], report["made"]) == (1, 1)
        (path,) = (tmp_path / "核").rglob("*.docx")
        return quota_rows(path), text_of(path)

    return make


def test_the_table_of_posts_computes_and_adds_up(quotas):
    villages = [
        {**VILLAGE, "嘎查村": "村0嘎查"},
        {
            **VILLAGE,
            "嘎查村": "二村嘎查",
            "普通劳动力": 150,
            "技能劳动力": 60,
            "上次核定数": 2,
            "数据截止日期": date(2025, 4, 30),
        },
        {**VILLAGE, "嘎查村": "三村嘎查", "普通劳动力": 28, "劳动技能未填": 3, "上次核定数": 0},
    ]
    rows, text = quotas(person(0, 状态="在岗"), extra={Village: villages})
    numbers = [row[2:12] for row in rows]
    assert numbers == [
        ["村0嘎查", "60", "0", "0", "60", "0", "1", "1", "1", "0"],
        ["二村嘎查", "150", "60", "0", "210", "0", "2", "2", "0", "2"],
        ["三村嘎查", "28", "0", "0", "28", "3", "0～1", "0", "0", "0"],
        ["合计（3个嘎查村）", "238", "60", "0", "298", "3", "3～4", "3", "1", "2"],
    ]
    assert "人数口径：享受帮扶政策的脱贫人口（含监测对象）" in text
    assert "人口数据截止日期：2025年4月30日至2025年5月31日" in text
    assert "在岗人数截至：2025年6月30日" in text


def test_a_number_nobody_entered_is_open_and_never_a_nought(quotas):
    villages = [{**VILLAGE, "嘎查村": "村0嘎查", "弱劳动力或半劳动力": None, "上次核定数": None, "数据截止日期": None}]
    rows, text = quotas(person(0), extra={Village: villages})
    assert rows[0][3:12] == ["60", "0", "待核", "待核", "0", "待核", "待核", "0", "待核"]
    assert rows[1][5:9] == ["待核", "待核", "0", "待核"]
    assert "人口数据截止日期：未登记" in text


def test_the_table_of_posts_is_that_of_the_township_asked_for(quotas):
    villages = [{**VILLAGE, "嘎查村": "村0嘎查"}, {**VILLAGE, "嘎查村": "远村嘎查", "苏木乡镇": "东风镇"}]
    rows, _ = quotas(person(0), extra={Village: villages}, words=("--where", "苏木乡镇=东风镇"))
    assert [row[2] for row in rows] == ["远村嘎查", "合计（1个嘎查村）"]


@pytest.mark.parametrize("form", ["committee-check", "exception-request", "quota-table"])
def test_working_papers_are_made_in_spite_of_errors(papers, form):
    report, texts = papers(form, person(0, 文化程度="小学", 支付方式="现金", **OLD))
    assert report["made"] == len(texts) == 1


def test_an_interrupted_batch_of_empty_forms_is_taken_up_again(book, xgy, report_of, tmp_path, monkeypatch):
    def cut_off(*_):
        raise KeyboardInterrupt

    path = book(person(0))
    monkeypatch.setattr(batch, "put", cut_off)
    assert xgy("form", "application", path, "--blank", "--as-of", DAY, "-o", tmp_path / "断")[0] == 2
    monkeypatch.undo()
    report = report_of("form", "application", path, "--resume", "-o", tmp_path / "断")
    assert (report["requested"], report["made"]) == (1, 1)


def test_a_condition_about_a_column_no_list_has_is_told_with_the_list(book, xgy, tmp_path):
    path = book(person(0), params=ENROL)
    for form, sheet in (("vacancy-notice", "嘎查村"), ("quota-table", "嘎查村"), ("application", "花名册")):
        status, _, err = xgy("form", form, path, "--where", "车牌=1", "-o", tmp_path / form)
        assert (status, f"{sheet}没有“车牌”这一列" in err) == (2, True)


def test_a_roster_alone_is_enough_for_an_application(book, made):
    path = book(person(0))
    change(path, lambda workbook: [workbook.remove(workbook[name]) for name in ("嘎查村", "选聘程序", "协议台账")])
    report, texts = made(path, form="application")
    assert report["made"] == 1
    assert "张一" in only(texts)

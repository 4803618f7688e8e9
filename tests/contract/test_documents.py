"""Agreements and village notices through the command, as a clerk and a lawyer would try them."""

import re
from datetime import date

import openpyxl
import pytest
from docx import Document

from xgy_excel.core import Pack
from xgy_excel.jobs import batch
from xgy_excel.rows import Agreement, Coordinator, Evaluation, Payment, Village

from .paper import DAY, VILLAGE, change, column, parts, person, reasons, text_of

# -- numbers ---------------------------------------------------------------------------------------------------


def test_a_number_is_not_given_again_when_its_row_is_gone(book, made):
    path = book(person(0), person(1), person(2, 协议起=None))
    made(path)
    assert column(path) == ["乌兰旗2025-001", "乌兰旗2025-002", None]

    def leave(workbook):  # the clerk deletes the second person everywhere, and completes the third
        workbook[Coordinator.SHEET].delete_rows(3)
        workbook[Agreement.SHEET].delete_rows(3)
        headers = [cell.value for cell in workbook[Coordinator.SHEET][1]]
        workbook[Coordinator.SHEET].cell(3, headers.index("协议起") + 1).value = date(2025, 1, 1)

    change(path, leave)
    made(path)
    assert column(path) == ["乌兰旗2025-001", "乌兰旗2025-003"]


@pytest.mark.parametrize("typed", ["乌兰旗２０２５－００７", "乌兰旗2025—007", "乌兰旗2025-7", " 乌兰旗2025-007 "])
def test_a_number_typed_by_hand_stays_and_the_next_one_follows_it(book, made, typed):
    path = book(person(0, 协议编号=typed, 签订日期=date(2024, 12, 30)), person(1))
    made(path)
    assert column(path) == [typed, "乌兰旗2025-008"]


def test_a_number_in_a_hidden_row_is_taken_and_the_row_is_told(book, made):
    path = book(person(0, 协议编号="乌兰旗2025-005"), person(1))
    change(path, lambda workbook: workbook[Coordinator.SHEET].row_dimensions.__getitem__(2).__setattr__("hidden", True))
    report, _ = made(path)
    assert column(path) == ["乌兰旗2025-005", "乌兰旗2025-006"]
    assert any("隐藏" in note and "1行" in note for note in report["notes"])


def test_a_number_is_of_the_year_its_agreement_begins(book, made):
    late = {"协议起": date(2024, 12, 25), "协议止": date(2025, 12, 24)}
    path = book(person(0), person(1, **late), person(2))
    made(path)
    assert column(path) == ["乌兰旗2025-001", "乌兰旗2024-001", "乌兰旗2025-002"]


def test_another_pattern_begins_a_sequence_of_its_own_and_changes_no_number(book, made):
    path = book(person(0), person(1, 协议起=None))
    made(path)

    def other(workbook):
        workbook["参数"].append(["编号规则", "{苏木乡镇}协〔{年}〕{序号}号", date(2022, 1, 1)])
        headers = [cell.value for cell in workbook[Coordinator.SHEET][1]]
        workbook[Coordinator.SHEET].cell(3, headers.index("协议起") + 1).value = date(2025, 1, 1)

    change(path, other)
    made(path)
    assert column(path) == ["乌兰旗2025-001", "巴彦镇协〔2025〕001号"]


@pytest.mark.parametrize("pattern", ["{嘎查}{年}-{序号}", "{{旗县}}{年}-{序号}", "{年}-{序号}{序号}", "｛旗县｝{序号}"])
def test_a_pattern_that_cannot_be_read_gives_no_numbers(book, xgy, tmp_path, pattern):
    path = book(person(0), params={"编号规则": pattern})
    before = path.read_bytes()
    status, _, err = xgy("form", "contract", path, "--as-of", DAY, "-o", tmp_path / "批")
    assert status == 2
    assert "编号规则" in err
    assert path.read_bytes() == before
    assert not (tmp_path / "批").exists()


def test_a_number_the_register_has_comes_back_when_the_roster_lost_it(book, made):
    path = book(person(0), person(1))
    made(path)
    headers = [cell.value for cell in openpyxl.load_workbook(path)[Coordinator.SHEET][1]]
    at = headers.index("协议编号") + 1
    change(path, lambda workbook: setattr(workbook[Coordinator.SHEET].cell(3, at), "value", None))
    made(path)
    assert column(path) == ["乌兰旗2025-001", "乌兰旗2025-002"]
    assert column(path, sheet=Agreement.SHEET) == ["乌兰旗2025-001", "乌兰旗2025-002"]


def test_a_renewed_row_with_last_years_number_gets_no_agreement(book, made):
    one = person(0, 协议编号="乌兰旗2024-001", 是否续聘="是")
    old = {"协议编号": "乌兰旗2024-001", "姓名": one["姓名"], "身份证号": one["身份证号"], "协议起": date(2024, 1, 1),
           "协议止": date(2024, 12, 31)}  # fmt: skip
    grade = {"姓名": one["姓名"], "身份证号": one["身份证号"], "年度": "2024", "评价日期": date(2024, 12, 10), "等次": "合格",
             "岗位技能是否熟练": "是", "续聘程序日期": date(2024, 12, 20)}  # fmt: skip
    report, _ = made(book(one, extra={Agreement: [old], Evaluation: [grade]}))
    assert "已用于2024-01-01至2024-12-31的协议" in reasons(report)["张一"]
    _, texts = made(book({**one, "协议编号": None}, extra={Agreement: [old], Evaluation: [grade]}))
    assert list(texts) == ["乌兰旗2025-001_张一_聘用协议.docx"]


# -- what is written into the book --------------------------------------------------------------------------------


def test_only_the_roster_the_register_and_the_log_change(book, made):
    path = book(person(0), person(1))
    before, cells = parts(path), openpyxl.load_workbook(path)
    made(path)
    after = openpyxl.load_workbook(path)
    for sheet in cells:
        if sheet.title not in (Coordinator.SHEET, Agreement.SHEET):
            assert list(after[sheet.title].values) == list(sheet.values)
    kept = [name for name, data in parts(path).items() if before.get(name) == data]
    assert {f"xl/worksheets/sheet{i}.xml" for i in (1, 2, 3)} <= set(kept)  # 参数, 政策包, 嘎查村
    old, new = list(cells[Coordinator.SHEET].values), list(after[Coordinator.SHEET].values)
    at = old[0].index("协议编号")
    assert [row[:at] + row[at + 1 :] for row in new] == [row[:at] + row[at + 1 :] for row in old]


def own_layout(path, *, period=False, number=True, register=True):
    """Turn a book into a county's own: a title, a period in one column, without numbers or a register."""

    def edit(workbook):
        roster = workbook[Coordinator.SHEET]
        headers = [cell.value for cell in roster[1]]
        if period:
            start, end = headers.index("协议起") + 1, headers.index("协议止") + 1
            roster.cell(1, start).value = "协议起止时间"
            roster.cell(2, start).value = "2025年1月1日至2025年12月31日"
            roster.delete_cols(end)
        if not number:
            roster.delete_cols(headers.index("协议编号") + 1)
        roster.insert_rows(1)
        roster.cell(1, 1).value = "乌兰旗村级就业帮扶协管员花名册"
        roster.merge_cells(start_row=1, start_column=1, end_row=1, end_column=20)
        if not register:
            del workbook[Agreement.SHEET]
        elif period:
            sheet = workbook[Agreement.SHEET]
            sheet.delete_cols(8)
            sheet.cell(1, 7).value = "协议期限"

    change(path, edit)


def test_one_column_of_both_days_keeps_both_days(book, made):
    path = book(person(0))
    own_layout(path, period=True)
    report, texts = made(path)
    assert report["made"] == 1
    assert "自2025年1月1日起至2025年12月31日止" in "".join(texts.values())
    assert column(path, "协议期限", Agreement.SHEET) == ["2025-01-01至2025-12-31"]
    roster = list(openpyxl.load_workbook(path)[Coordinator.SHEET].values)
    assert roster[2][roster[1].index("协议起止时间")] == "2025年1月1日至2025年12月31日"
    made(path)
    assert column(path, "协议期限", Agreement.SHEET) == ["2025-01-01至2025-12-31"]


def test_a_roster_without_a_column_for_numbers_keeps_them_in_the_register(book, made):
    path = book(person(0), person(1))
    own_layout(path, number=False)
    first, second = made(path)[1], made(path)[1]
    assert list(first) == list(second) == ["乌兰旗2025-001_张一_聘用协议.docx", "乌兰旗2025-002_李二_聘用协议.docx"]
    assert column(path, sheet=Agreement.SHEET) == ["乌兰旗2025-001", "乌兰旗2025-002"]


def test_a_book_with_no_place_for_numbers_stops_before_anything_is_made(book, xgy, tmp_path):
    path = book(person(0))
    own_layout(path, number=False, register=False)
    status, _, err = xgy("form", "contract", path, "--as-of", DAY, "-o", tmp_path / "批")
    assert (status, "没有“协议编号”列" in err, (tmp_path / "批").exists()) == (2, True, False)


def test_a_register_that_ends_in_a_total_is_continued_below_and_the_clerk_is_told(book, made):
    old = {"协议编号": "旧-1", "姓名": "老王", "身份证号": "150421197105209993", "协议起": date(2024, 1, 1),
           "协议止": date(2024, 12, 31), "月劳务报酬": 1000}  # fmt: skip
    path = book(person(0), extra={Agreement: [old]})
    change(path, lambda workbook: workbook[Agreement.SHEET].append(["合计", *[None] * 7, 1000]))
    report, _ = made(path)
    assert column(path, sheet=Agreement.SHEET) == ["旧-1", "合计", "乌兰旗2025-001"]
    assert any("表尾有合计" in note for note in report["notes"])


def test_a_name_that_looks_like_a_formula_is_written_as_text(book, made):
    path = book(person(0))

    def disguise(workbook):
        sheet = workbook[Coordinator.SHEET]
        for header in ("姓名", "户名"):
            cell = sheet.cell(2, [c.value for c in sheet[1]].index(header) + 1)
            cell.value, cell.data_type = "=张一", "s"

    change(path, disguise)
    _, texts = made(path)
    assert "乙方（受聘人）：=张一" in "".join(texts.values())
    assert not [name for name, data in parts(path).items() if b"<f>" in data]
    assert column(path, "姓名", Agreement.SHEET) == ["=张一"]


# -- the agreement -------------------------------------------------------------------------------------------------


def test_each_agreement_holds_its_own_row_and_nobody_elses_in_any_order(book, made):
    people = [person(i) for i in (3, 0, 5, 1, 4, 2)]
    _, texts = made(book(*people))
    assert len(texts) == 6
    for one in people:
        (text,) = [text for name, text in texts.items() if one["姓名"] in name]
        for header in ("姓名", "身份证号", "一卡通账号", "联系电话", "服务嘎查村"):
            assert one[header] in text
            assert not [other[header] for other in people if other is not one and other[header] in text]


@pytest.mark.parametrize(
    ("copies", "words"),
    [
        (None, "一式三份，甲乙双方各执一份，其余用于备案和存档，"),
        ("2份", "一式两份，甲乙双方各执一份，具有同等效力"),
        (12, "一式12份，甲乙双方各执一份，其余"),
    ],
)
def test_the_copies_are_shared_out_in_good_grammar(book, made, copies, words):
    _, texts = made(book(person(0), params={"协议份数": copies}))
    assert words in "".join(texts.values())


@pytest.mark.parametrize("copies", [1, 0, "若干"])
def test_fewer_than_a_copy_for_each_side_is_refused(book, made, copies):
    report, _ = made(book(person(0), params={"协议份数": copies}))
    assert "参数“协议份数”的值" in reasons(report)["张一"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("斯琴•巴图", "斯琴·巴图"),
        ("斯琴 ．巴图", "斯琴·巴图"),
        ("张　三", "张　三"),
        ("𠮷日格勒", "𠮷日格勒"),
        ("张/三:*", "张/三:*"),
    ],
)
def test_a_name_is_printed_as_typed_but_for_the_dot(book, made, typed, printed):
    _, texts = made(book(person(0, 姓名=typed, 户名=typed)))
    ((file, text),) = texts.items()
    assert f"乙方（受聘人）：{printed}" in text
    assert not set('\\/:*?"<>|') & set(file)


def test_a_disability_number_is_printed_as_the_identity_number_in_it(book, made):
    one = person(0)
    _, texts = made(book({**one, "身份证号": one["身份证号"] + "42"}))
    assert f"身份证号：{one['身份证号']}\n" in "".join(texts.values())


def test_the_village_is_named_once_and_in_full(book, made):
    one = person(0, 服务嘎查村="巴彦镇村0")
    path = book({**one}, extra={Village: [{**VILLAGE, "嘎查村": "村0嘎查"}]})
    _, texts = made(path)
    assert "服务巴彦镇村0嘎查的脱贫人口" in "".join(texts.values())


def test_two_people_of_one_name_are_told_apart(book, made):
    path = book(person(0, 姓名="张三", 户名="张三"), person(1, 姓名="张三", 户名="张三", 开户行=None))
    report, texts = made(path)
    assert list(texts) == ["乌兰旗2025-001_张三_聘用协议.docx"]
    assert reasons(report) == {"张三（第3行）": "缺“开户行”，请补填后重新生成。"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"月劳务报酬": 0}, "“月劳务报酬”为0元"),
        ({"姓名": None}, "“姓名”没有填写"),
        ({"协议止": "长期"}, "“协议止”没有填写或无法识别"),
        ({"一卡通账号": None}, "缺“一卡通账号”"),
    ],
)
def test_what_stops_an_agreement_is_told_by_the_column(book, made, changes, words):
    report, texts = made(book(person(0, **changes)))
    assert not texts
    assert words in "".join(reasons(report).values())


def test_an_old_month_that_cannot_be_judged_holds_up_no_agreement_but_a_wrong_one_does(book, made):
    one = person(0)
    row = {
        "月份": "2025-03",
        "姓名": one["姓名"],
        "身份证号": one["身份证号"],
        "合计": 1000,
        "支付方式": "一卡通",
        "户名": one["姓名"],
    }
    assert made(book(one, extra={Payment: [row]}))[0]["made"] == 1  # its source is not known
    report, _ = made(book(one, extra={Payment: [{**row, "资金来源": "F2", "合计": 1200}]}))
    assert "高于标准200元" in reasons(report)["张一"]


def test_what_the_county_lets_pass_is_noted_and_logged(book, made):
    path = book(person(0, 资金来源="村集体经济"), person(1, 选聘主体=None), params={"待核放行": "是"})
    report, _ = made(path)
    assert reasons(report) == {"李二": "缺“选聘主体”，请补填后重新生成。"}
    assert [note for note in report["notes"] if "带待核" in note] == ["张一带待核生成：P7 村集体经济未细分。"]
    assert column(path, "政策依据", "生成台账") == ["内乡振发〔2022〕10号；带待核生成：P7 村集体经济未细分"]


# -- which rows, which folder -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("协议起=2025年2月", ["李二"]),
        ("协议起=20250201", ["李二"]),
        ("协议起=2025", ["张一", "李二"]),
        ("月劳务报酬=1,000元", ["张一", "李二"]),
        ("是否续聘=待定", ["李二"]),
        ("是否续聘=空", []),
        ("服务嘎查村=村1", ["李二"]),
        ("备注=", ["张一", "李二"]),
        ("协议起=去年", []),
    ],
)
def test_rows_are_chosen_by_any_column(book, made, condition, names):
    report, _ = made(book(person(0), person(1, 协议起=date(2025, 2, 1), 是否续聘="待定")), "--where", condition)
    assert report["requested"] == len(names)
    assert bool(names) != any("没有符合" in note for note in report["notes"])


def test_a_batch_is_resumed_into_the_files_of_an_unbroken_one(book, made, xgy, report_of, tmp_path, monkeypatch):
    _, whole = made(book(*(person(i) for i in range(4)), name="另一本.xlsx"))
    path, put, calls = book(*(person(i) for i in range(4))), batch.put, []

    def cut_off(target, data):
        calls.append(target)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return put(target, data)

    monkeypatch.setattr(batch, "put", cut_off)
    assert xgy("form", "contract", path, "--as-of", DAY, "-o", tmp_path / "断")[0] == 2
    monkeypatch.undo()
    report = report_of("form", "contract", path, "--resume", "-o", tmp_path / "断")
    assert report["made"] == 4
    assert {p.name: text_of(p) for p in (tmp_path / "断").rglob("*.docx")} == whole
    assert column(path, sheet=Agreement.SHEET) == [f"乌兰旗2025-00{i}" for i in (1, 2, 3, 4)]


def test_a_character_no_font_has_spoils_the_print_file_alone(book, made):
    report, texts = made(book(person(0, 姓名="ᠪᠠᠲᠤ巴图", 户名="ᠪᠠᠲᠤ巴图")), "--print")
    assert (report["made"], len(texts)) == (1, 1)
    assert any("打印文件没有做成" in note for note in report["notes"])


def test_no_copies_are_no_print_file(book, xgy, tmp_path):
    path = book(person(0))
    before = path.read_bytes()
    status, _, err = xgy("form", "contract", path, "--as-of", DAY, "--print", "--copies", "0", "-o", tmp_path / "批")
    assert (status, "至少为1份" in err, path.read_bytes() == before) == (2, True, True)


# -- the village notice -------------------------------------------------------------------------------------------------


def test_a_notice_shows_nobodys_number_in_any_part_of_the_file(book, report_of, tmp_path):
    people = [person(0), person(1, 服务嘎查村="村0嘎查")]
    report = report_of("form", "D05", book(*people), "--as-of", DAY, "-o", tmp_path / "公示")
    (file,) = (tmp_path / "公示").rglob("*.docx")
    assert file.name == "嘎查村公示_村0嘎查_20241118.docx"
    everything = "".join(re.sub("<[^>]*>", "", data.decode("utf-8", "replace")) for data in parts(file).values())
    for one in people:
        assert one["姓名"] in everything
        assert not [h for h in ("身份证号", "一卡通账号", "联系电话") if one[h] in everything]
    assert report["made"] == 1


@pytest.mark.parametrize(
    ("village", "body"),
    [
        ("红旗嘎查", "红旗嘎查村民委员会"),
        ("红旗嘎查村", "红旗嘎查村民委员会"),
        ("东升村", "东升村村民委员会"),
        ("新城社区", "新城社区居民委员会"),
    ],
)
def test_a_notice_is_signed_by_the_villages_own_body(book, made, village, body):
    one = person(0, 服务嘎查村=village, 户籍嘎查村=village, 常住嘎查村=village)
    _, texts = made(book(one), form="village-notice")
    assert f"向{body}或者巴彦镇人民政府如实反映" in "".join(texts.values())


def test_a_notice_says_how_many_days_it_hangs_where_the_county_counts_them(book, made):
    one = person(0)
    text = next(iter(made(book(one), form="village-notice")[1].values()))
    assert "公示时间：2024年11月18日至2024年11月27日（10个自然日）。" in text
    text = next(iter(made(book(one, params={"公示天数单位": None}), form="village-notice")[1].values()))
    assert "公示时间：2024年11月18日至2024年11月27日。" in text


def test_a_gap_in_the_list_is_told_with_the_name(book, made):
    path = book(person(0), person(1, 服务嘎查村="村0嘎查", 人员身份=None))
    report, _ = made(path, form="village-notice")
    assert reasons(report) == {"村0嘎查": "缺“人员身份”（李二），请补填后重新生成。"}


@pytest.mark.parametrize(
    "words", ["{{一卡通账号}}", "1 5 0 4 2 1 1 9 8 0 0 3 0 1 9 9 0 {{嘎查村}}", "电话 0476 6923457"]
)
def test_a_number_of_somebody_in_the_book_is_found_however_short_or_spaced(book, made, tmp_path, words):
    number = person(0)["身份证号"]
    spaced = words.replace("1 5 0 4 2 1 1 9 8 0 0 3 0 1 9 9 0", " ".join(number))
    document = Document()
    document.add_paragraph(spaced)
    document.save(tmp_path / "公示模板.docx")
    path = book(person(0, 一卡通账号="620512345678", 联系电话="0476-6923457"))
    report, texts = made(path, "--template", tmp_path / "公示模板.docx", form="village-notice")
    assert not texts
    assert "【个人信息】" in reasons(report)["村0嘎查"]


def test_numbers_run_on_over_the_sheets_of_several_townships(book, made):
    path = book(*(person(i) for i in range(4)))

    def part(workbook):
        first = workbook[Coordinator.SHEET]
        rows = [[cell.value for cell in row] for row in first.iter_rows()]
        first.title, second = "巴彦镇", workbook.create_sheet("东风苏木")
        for row in (rows[0], *rows[3:]):
            second.append(row)
        first.delete_rows(4, 2)

    change(path, part)
    report, _ = made(path)
    assert report["made"] == 4
    assert column(path, sheet="巴彦镇") == ["乌兰旗2025-001", "乌兰旗2025-002"]
    assert column(path, sheet="东风苏木") == ["乌兰旗2025-003", "乌兰旗2025-004"]


def test_a_successor_policy_is_cited_by_its_own_number(book, made):
    packs = [
        {
            "包名": "内乡振发〔2022〕10号",
            "生效日期": date(2022, 4, 29),
            "失效日期": date(2025, 12, 31),
            "过渡期止": date(2025, 12, 31),
        },
        {"包名": "接续", "文号": "内农发〔2026〕1号", "生效日期": date(2026, 1, 1)},
    ]
    later = {"协议起": date(2026, 1, 1), "协议止": date(2026, 12, 31)}
    _, texts = made(book(person(0), person(1, **later), extra={Pack: packs}))
    now, then = texts.values()
    assert "根据《内蒙古自治区村级就业帮扶协管员管理办法》（内乡振发〔2022〕10号）等有关规定" in now
    assert "劳务报酬从衔接资金中列支" in now
    assert "根据内农发〔2026〕1号文件等有关规定" in then
    assert "内乡振发" not in then
    assert "劳务报酬从常态化帮扶资金中列支" in then


@pytest.mark.parametrize(
    ("typed", "party"),
    [
        ("巴彦镇", "巴彦镇人民政府"),
        ("村0", "村0嘎查村民委员会"),
        ("乌兰旗人社局", "乌兰旗人社局"),
        ("巴彦镇政府", "巴彦镇政府"),
    ],
)
def test_the_party_is_a_body_and_not_a_place(book, made, typed, party):
    _, texts = made(book(person(0, 选聘主体=typed)))
    assert f"甲方（选聘主体）：{party}\n" in "".join(texts.values())

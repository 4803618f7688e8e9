"""Article 14: the kind of a leaving, the seven cases and their evidence, the procedure, what follows."""

from datetime import date
from decimal import Decimal

import pytest

from xgy_excel.core import Law, Setting
from xgy_excel.law import judge
from xgy_excel.law.dismissal import case_of, evidence, grounds, leaving, steps
from xgy_excel.records import Records, Table
from xgy_excel.rows import Coordinator, Dismissal, Evaluation, Payment, Procedure, Village

DAY = date(2025, 6, 30)
ME = "15042119850301999X"
BODY = "巴彦镇人民政府"
PROCEDURE = Setting(name=f"解聘程序步骤·{BODY}", value="告知本人、集体研究、书面通知、报备")


def left(**fields) -> Coordinator:
    good = {
        "name": "张三", "id_number": ME, "status": "离岗", "leave_date": date(2025, 3, 15), "hiring_body": BODY,
        "leave_kind": "解聘（第十四条）", "service_village": "红旗嘎查", "onboard_date": date(2024, 1, 1),
    }  # fmt: skip
    return Coordinator(**{**good, **fields})


def dismissed(code: str | None = "1 自愿申请", said: str | None = "本人书面申请（2025-03-01）", **fields) -> Dismissal:
    good = {"name": "张三", "id_number": ME, "dismiss_date": date(2025, 3, 15), "dismiss_steps": "各步骤均已完成"}
    return Dismissal(dismiss_code=code, dismiss_evidence=said, **{**good, **fields})


def findings(rule, *rows, day=DAY, settings=(PROCEDURE,)):
    return judge(Records.of_rows(*rows), Law(day, settings=settings), [rule]).findings


def told(rule, *rows, **more) -> list[str]:
    return [f.severity.value for f in findings(rule, *rows, **more)]


# -- reading a reason ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("1 自愿申请", 1), ("1", 1), ("1.自愿申请解除聘用协议的", 1), ("第十四条第2项", 2), ("（三）经评价不能胜任", 3),
        ("4、严重违反岗位管理制度", 4), ("被依法追究刑事责任", 5), ("政策调整减少岗位", 6), ("７ 其他情形", 7), ("辞职", 1),
        ("8", 0), ("0", 0), ("第八项", 0), ("十一", 0), ("协议期满", 0),
        ("旷工", None), ("2 自愿申请", None), ("自愿申请或者不能胜任", None), ("2024年外出", None), ("一直请假", None), ("3、4", None), ("第3项、第4项", None), ("4、一直旷工", 4), ("3、经2次评价不能胜任", 3),
    ],
)  # fmt: skip
def test_which_of_the_seven_cases_is_meant(text, case):
    assert case_of(text) == case


# -- X1, X2, X4 to X7 ---------------------------------------------------------------------------------

EVIDENCE = [
    (evidence.X1, "1", "本人书面申请（2025-03-01）", {}, []),
    (evidence.X1, "1", "辞职申请20250301", {}, []),
    (evidence.X1, "1", None, {"resign_date": date(2025, 3, 1)}, []),
    (evidence.X1, "1", "本人书面申请", {}, ["待核"]),
    (evidence.X1, "1", None, {}, ["待核"]),
    (evidence.X1, "2", None, {}, []),
    (evidence.X2, "2", "2025年3月10日去世，居民死亡医学证明", {}, []),
    (evidence.X2, "2", "户口注销证明", {"death_date": date(2025, 3, 10)}, []),
    (evidence.X2, "2", "死亡证明", {}, ["待核"]),
    (evidence.X2, "2", None, {"death_date": date(2025, 3, 10)}, ["待核"]),
    (evidence.X2, "2", None, {}, ["待核"]),
    (evidence.X4, "4", "违反《考勤制度》第5条，签到记录及谈话笔录", {}, []),
    (evidence.X4, "4", "调查认定材料", {"breached_rule": "考勤制度第5条"}, []),
    (evidence.X4, "4", "调查认定材料", {}, ["待核"]),
    (evidence.X4, "4", "考勤制度", {}, ["待核"]),
    (evidence.X4, "4", None, {}, ["待核"]),
    (evidence.X5, "5", "（2025）内0499刑初12号刑事判决书，已生效", {}, []),
    (evidence.X5, "5", None, {"judgment_no": "（2025）内0499刑初12号"}, []),
    (evidence.X5, "5", "公安机关拘留通知书、立案决定书", {}, ["待核"]),
    (evidence.X5, "5", None, {}, ["待核"]),
    (evidence.X6, "6", "旗政发〔2025〕3号，核减岗位决定", {}, []),
    (evidence.X6, "6", None, {"policy_no": "旗政发〔2025〕3号"}, []),
    (evidence.X6, "6", "脱贫劳动力减少到25人", {}, ["待核"]),
    (evidence.X6, "6", None, {}, ["待核"]),
    (evidence.X7, "7 其他情形", "长期外出务工不能在岗履职，2025-03-08镇党委会议研究", {}, []),
    (evidence.X7, "7", "长期外出务工不能在岗履职", {"meeting_record": "2025-03-08"}, []),
    (evidence.X7, "7", "长期外出务工不能在岗履职", {"dismiss_steps": "告知本人、集体研究2025-03-08"}, []),
    (evidence.X7, "7", "长期外出务工不能在岗履职", {}, ["待核"]),
    (evidence.X7, "7 不适宜继续工作的其他情形", "会议研究", {}, ["待核"]),
    (evidence.X7, "7", None, {}, ["待核"]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "code", "said", "fields", "expected"), EVIDENCE)
def test_each_case_has_its_evidence(rule, code, said, fields, expected):
    assert told(rule, left(), dismissed(code, said, **fields)) == expected


@pytest.mark.parametrize(
    ("rule", "code", "message"),
    [
        (evidence.X1, "1", "【第十四条1】张三解聘理由为本人自愿申请，缺书面申请日期。"),
        (evidence.X2, "2", "【第十四条2】张三缺死亡日期或证明材料；不生成解聘通知书，改为生成《终止登记表》。"),
        (evidence.X5, "5", "【第十四条5】张三缺生效裁判文书文号；仅被拘留或立案的尚不属于本项。"),
    ],
)
def test_what_is_lacking_is_told_in_the_words_of_the_case(rule, code, message):
    (finding,) = findings(rule, left(), dismissed(code, None))
    assert (finding.message, finding.field) == (message, "依据材料")


def test_the_reason_for_leaving_in_the_roster_may_describe_the_case():
    person = left(leave_reason="多次联系不上，长期不在嘎查履职")
    assert told(evidence.X7, person, dismissed("7", "2025-03-08会议纪要")) == []


def test_a_dismissal_after_the_day_is_not_asked_yet():
    assert told(evidence.X1, left(), dismissed("1", None), day=date(2025, 3, 14)) == []
    assert told(evidence.X1, left(), dismissed("1", None), day=date(2025, 3, 15)) == ["待核"]


def test_a_dismissal_before_the_regulation_is_not_asked():
    old = {"dismiss_date": date(2021, 3, 15)}
    assert told(evidence.X1, left(leave_date=date(2021, 3, 15)), dismissed("1", None, **old)) == []


# -- X3 -----------------------------------------------------------------------------------------------


def evaluated(grade: str | None, year="2024", day: str | None = "2024-12-10") -> Evaluation:
    held = date.fromisoformat(day) if day else None
    return Evaluation(name="张三", id_number=ME, eval_year=year, eval_date=held, eval_grade=grade)


UNFIT = dismissed("3 经评价不能胜任", "考核结果")


@pytest.mark.parametrize(
    ("evaluations", "expected"),
    [
        ([evaluated("不合格")], []),
        ([evaluated("合格")], ["错误"]),
        ([evaluated("优秀")], ["错误"]),
        ([evaluated("基本合格")], ["待核"]),
        ([evaluated(None)], ["待核"]),
        ([], ["待核"]),
        # The last one decides, and it must lie before the dismissal.
        ([evaluated("合格", "2023", "2023-12-10"), evaluated("不合格")], []),
        ([evaluated("不合格", "2023", "2023-12-10"), evaluated("合格")], ["错误"]),
        ([evaluated("不合格"), evaluated("合格", "2025", "2025-06-10")], []),
        ([evaluated("合格", "2025", "2025-06-10")], ["待核"]),
        # Two in a year: by their days, and where a day is lacking it is open.
        ([evaluated("合格", day="2024-06-10"), evaluated("不合格", day="2024-12-10")], []),
        ([evaluated("不合格", day="2024-06-10"), evaluated("合格", day="2024-12-10")], ["错误"]),
        ([evaluated("合格", day=None), evaluated("不合格")], []),
        ([evaluated("合格", day=None), evaluated("基本合格")], ["待核"]),
        ([evaluated("合格", day=None)], ["错误"]),
    ],
)
def test_nobody_who_passed_is_unfit(evaluations, expected):
    other = Evaluation(name="李四", id_number="150421199001019990", eval_year="2024", eval_grade="合格")
    assert told(evidence.X3, left(), UNFIT, other, *evaluations) == expected


def test_the_year_and_the_grade_are_told():
    (finding,) = findings(evidence.X3, left(), UNFIT, evaluated("优秀"))
    assert finding.message == "【第十四条3】张三解聘理由为经评价不能胜任，但2024年度评价为“优秀”。"
    assert finding.field == "理由项"


def test_the_countys_own_passing_grades_count():
    middling = Setting(name="合格等次", value="优秀、合格、基本合格")
    assert told(evidence.X3, left(), UNFIT, evaluated("基本合格"), settings=[middling]) == ["错误"]
    unreadable = Setting(name="合格等次", value="、")
    assert told(evidence.X3, left(), UNFIT, evaluated("基本合格"), settings=[unreadable]) == ["待核"]


def test_without_an_id_the_evaluation_is_found_by_the_name_or_not_at_all():
    assert told(evidence.X3, dismissed("3", id_number=None), evaluated("合格")) == ["错误"]
    assert told(evidence.X3, dismissed("3", id_number=None, name="李四"), evaluated("合格")) == ["待核"]


# -- X8 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("告知本人2025-03-01、集体研究2025-03-05、书面通知2025-03-10、报备2025-03-14", []),
        ("告知本人、集体研究、书面通知、报备均已完成", []),
        ("已按程序办理", []),
        ("告知本人2025-03-01，集体研究2025-03-05", ["待核"]),
        ("告知本人、集体研究、书面通知均已完成，报备未完成", ["待核"]),
        (None, ["待核"]),
    ],
)
def test_every_step_the_hiring_body_laid_down_is_done(done, expected):
    assert told(steps.X8, left(), dismissed(dismiss_steps=done)) == expected


def test_the_steps_not_done_are_named():
    (finding,) = findings(steps.X8, left(), dismissed(dismiss_steps="告知本人2025-03-01，集体研究2025-03-05，报备待办"))
    assert finding.message == "【第十四条·程序】张三解聘程序缺步骤：书面通知、报备。"


def test_a_body_without_a_procedure_is_told_once():
    rows = left(), dismissed(), left(id_number="150421199001019990"), dismissed(id_number="150421199001019990")
    (finding,) = findings(steps.X8, *rows, settings=())
    assert finding.message == "【第十四条·程序】巴彦镇人民政府未登记解聘程序。"


def test_death_has_no_procedure():
    assert told(steps.X8, left(), dismissed("2 死亡", dismiss_steps=None)) == []


def test_without_the_hiring_body_the_procedure_is_not_known():
    assert told(steps.X8, left(hiring_body=None), dismissed()) == ["待核"]
    assert told(steps.X8, dismissed(id_number=None)) == ["待核"]


# -- X9 -----------------------------------------------------------------------------------------------

FILED = Procedure(id_number=ME, service_village="红旗嘎查", change_file_date=date(2025, 3, 20))
HERE = {"village": "红旗嘎查", "posts_set": 1}


def paid(month: str) -> Payment:
    return Payment(id_number=ME, pay_month=date.fromisoformat(f"{month}-01"), amount=Decimal(1000))


def successor(onboard: str) -> Coordinator:
    return Coordinator(
        id_number="150421199001019990",
        status="在岗",
        service_village="红旗嘎查",
        onboard_date=date.fromisoformat(onboard),
    )


def test_everything_done_after_a_leaving():
    assert told(leaving.X9, left(), FILED, paid("2025-03"), Village(**HERE), successor("2025-05-01")) == []
    assert told(leaving.X9, left(), FILED, paid("2025-03"), Village(village="红旗嘎查", posts_set=0)) == []


def test_what_is_still_to_be_done_stands_in_one_list():
    rows = (
        left(),
        Procedure(id_number=ME, service_village="红旗嘎查"),
        paid("2025-04"),
        paid("2025-03"),
        Village(**HERE),
    )
    (finding,) = findings(leaving.X9, *rows)
    assert finding.severity.value == "提示"
    assert finding.message == (
        "【离岗后续】张三离岗后尚未完成：变动备案、停发报酬（2025年4月仍有发放）、补缺或核减岗位。"
    )


def test_somebody_who_came_since_fills_the_post():
    village = Village(village="红旗嘎查", posts_set=2)
    assert told(leaving.X9, left(), FILED, village, successor("2025-05-01")) == []
    assert told(leaving.X9, left(), FILED, village, successor("2024-05-01")) == ["提示"]


def test_whoever_is_in_post_again_is_paid_again():
    again = successor("2025-04-01").__class__(
        id_number=ME, status="在岗", service_village="红旗嘎查", onboard_date=date(2025, 4, 1)
    )
    assert told(leaving.X9, left(), again, FILED, paid("2025-05"), Village(**HERE)) == []


def test_before_the_leaving_nothing_is_to_be_done():
    assert told(leaving.X9, left(), paid("2025-04"), Village(**HERE), day=date(2025, 3, 14)) == []
    assert told(leaving.X9, left(status="在岗", leave_date=None), Village(**HERE)) == []


# -- X10 ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "entered", "expected"),
    [
        ({}, dismissed(), []),
        ({}, dismissed("8"), ["错误"]),
        ({}, dismissed("协议期满"), ["错误"]),
        ({}, dismissed("旷工"), ["待核"]),
        ({}, dismissed(None), ["待核"]),
        ({}, None, ["待核"]),  # a line in 解聘 is asked for
        ({"leave_reason": "自愿申请"}, None, ["待核"]),
        ({"leave_kind": None}, None, ["待核"]),
        ({"leave_kind": "外出"}, None, ["待核"]),
        ({"leave_kind": "协议期满不再续聘"}, None, []),
        ({"leave_kind": "岗位期限届满"}, None, []),
        ({"leave_kind": "协议期满不再续聘"}, dismissed(), ["提示"]),
        ({"leave_kind": "协议期满不再续聘"}, dismissed(None), []),
        ({"leave_kind": "协议期满不再续聘", "leave_reason": "不能胜任"}, None, ["提示"]),
        ({"leave_kind": "协议期满不再续聘", "leave_reason": "期满，本人申请不再续聘"}, None, []),
        ({"status": "在岗", "leave_date": None, "leave_kind": None}, None, []),
    ],
)
def test_a_leaving_has_its_kind_and_a_dismissal_its_reason(fields, entered, expected):
    others = dismissed("1", id_number="150421199001019990")
    rows = [left(**fields), *([entered] if entered else []), others]
    assert told(grounds.X10, *rows) == expected


def test_a_dismissal_entered_by_name_only_is_found():
    assert told(grounds.X10, left(), dismissed(id_number=None)) == []


def test_a_reason_that_is_none_is_told_with_its_words():
    (finding,) = findings(grounds.X10, left(), dismissed("8"))
    assert finding.message == "【第十四条·理由】张三解聘理由“8”不是第十四条的七种情形。"
    assert finding.field == "理由项"


def roster(*rows, without=()):
    columns = {name: at for at, name in enumerate(Coordinator.columns(), 1) if name not in without}
    return Table(kind=Coordinator, sheet="花名册", columns=columns, rows=rows)


def in_roster(without, **fields):
    table = roster(without=without)
    return left(place=type(left().place)("花名册", 2, table.columns), **fields)


@pytest.mark.parametrize(
    ("without", "reason", "entered", "expected"),
    [
        (("leave_kind",), None, True, []),
        (("leave_kind",), "协议期满不再续聘", False, []),
        (("leave_kind",), "自愿申请", False, ["待核"]),  # by the reason a dismissal, so a line in 解聘 is asked for
        (("leave_kind",), "外出", False, ["待核"]),
        (("leave_kind",), None, False, ["待核"]),
        (("leave_kind", "leave_reason"), None, False, ["待核"]),
    ],
)
def test_without_a_column_for_the_kind_the_other_sheets_tell(without, reason, entered, expected):
    person = in_roster(without, leave_kind=None, leave_reason=reason)
    other = dismissed(id_number=ME if entered else "150421199001019990")
    records = Records([roster(person, without=without), *Records.of_rows(other).tables])
    verdict = judge(records, Law(DAY), [grounds.X10])
    assert [f.severity.value for f in verdict.findings] == expected


def test_without_columns_it_is_told_once_for_all_who_left():
    without = ("leave_kind", "leave_reason")
    people = [in_roster(without, leave_kind=None, id_number=f"15042119900{n}019990") for n in range(1, 4)]
    (finding,) = judge(Records([roster(*people, without=without)]), Law(DAY), [grounds.X10]).findings
    assert len(finding.concerns) == 3


@pytest.mark.parametrize(
    ("reason", "expected"), [("自愿申请", []), (None, ["待核"]), ("8", ["错误"]), ("旷工", ["待核"])]
)
def test_without_the_sheet_the_roster_states_the_reason(reason, expected):
    assert told(grounds.X10, left(leave_reason=reason)) == expected


# -- 解聘 and the roster ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("roster", "expected"),
    [
        ({}, []),
        ({"leave_date": date(2025, 3, 10)}, []),
        ({"leave_date": date(2025, 5, 31)}, ["待核"]),
        ({"status": "在岗", "leave_date": None, "leave_kind": None}, ["待核"]),
        ({"status": "在岗", "leave_date": None, "leave_kind": None, "agreement_start": date(2025, 4, 1)}, []),  # again
    ],
)
def test_a_dismissal_the_roster_does_not_follow_is_undecided(roster, expected):
    assert told(grounds.X10, left(**roster), dismissed()) == expected
    assert told(grounds.X10, left(**roster), dismissed(), day=date(2025, 3, 15)) == []


def test_the_words_name_both_days():
    (finding,) = findings(grounds.X10, left(leave_date=date(2025, 5, 31)), dismissed())
    assert finding.message == (
        "【第十四条·理由】解聘表登记张三于2025-03-15解除，花名册离岗日期为2025-05-31，两处不一致。"
    )


def test_a_step_answered_with_no_is_open():
    (finding,) = findings(
        steps.X8, left(), dismissed(dismiss_steps="告知本人：是，集体研究：否，书面通知：无，报备：是")
    )
    assert finding.message.endswith("缺步骤：集体研究、书面通知。")
    assert told(steps.X8, left(), dismissed(dismiss_steps="是否全部完成：是，各步骤均已完成")) == []

"""A small county in which nothing is wrong, each row changed by the test that uses it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from xgy_excel.core import Law, Setting
from xgy_excel.law import RULES, judge
from xgy_excel.records import Records, Table
from xgy_excel.rows import (
    Agreement,
    Coordinator,
    Disclosure,
    Dismissal,
    Evaluation,
    Payment,
    Procedure,
    Training,
    Village,
)

DAY = date(2025, 6, 30)
ID, OTHER_ID = "150421198503019997", "150421199003079998"

SETTINGS = {
    "城镇公益性岗位补贴标准": "2140", "岗位报酬标准·一类": "2140", "村级公示天数": "5", "乡镇公示天数": "5",
    "公示天数单位": "自然日", "公示首日计入": "是", "监督举报电话": "0476-6923456", "续聘程序步骤": "申请、考核",
    "旗县": "乌兰旗",
}  # fmt: skip

VILLAGE = Village(
    township="巴彦镇", village="红旗嘎查", labour_ordinary=60, labour_skilled=20, labour_weak=10, labour_unknown=0,
    data_date=date(2025, 5, 31), posts_set=2,
)  # fmt: skip


def person(**changes) -> Coordinator:
    row = {
        "number": "1", "township": "巴彦镇", "service_village": "红旗嘎查", "name": "斯琴·巴图", "sex": "男",
        "ethnicity": "蒙古族", "birth_date": date(1985, 3, 1), "id_number": ID, "education": "高中",
        "hukou_village": "红旗嘎查", "live_village": "红旗嘎查", "is_farmer": True, "person_class": "脱贫人口",
        "phone": "19900000001", "hiring_body": "巴彦镇人民政府", "post_category": "一类", "is_rural_pwp": True,
        "pwp_date": date(2025, 5, 1), "pay_monthly": Decimal("2140"), "fund": "F2", "pay_method": "一卡通",
        "account_holder": "斯琴·巴图", "bank": "巴彦农村信用联社", "account_no": "6299000000202500049",
        "onboard_date": date(2025, 7, 1), "agreement_start": date(2025, 7, 1), "agreement_end": date(2025, 12, 31),
        "is_renewal": False, "status": "待上岗",
    }  # fmt: skip
    return Coordinator(**{**row, **changes})


def procedure(**changes) -> Procedure:
    row = {
        "name": "斯琴·巴图", "id_number": ID, "service_village": "红旗嘎查", "recruit_way": "公开选聘",
        "notice_date": date(2025, 5, 6), "notice_form": "公示公告", "apply_date": date(2025, 5, 12), "apply_written": True,
        "check_date": date(2025, 5, 14), "check_result": "符合", "soft_duty": True, "soft_people": True,
        "soft_dedication": True, "soft_ability": True, "soft_computer": True, "council_date": date(2025, 5, 16),
        "council_result": "通过", "council_should": 30, "council_present": 27, "council_agree": 25,
        "village_pub_start": date(2025, 5, 19), "village_pub_end": date(2025, 5, 25),
        "town_review_date": date(2025, 5, 27), "town_review_result": "同意", "town_pub_start": date(2025, 5, 28),
        "town_pub_end": date(2025, 6, 3), "county_file_date": date(2025, 6, 10), "county_file_result": "同意备案",
        "county_file_no": "12", "objection_count": 0, "objection_result": "无异议", "is_replacement": False,
    }  # fmt: skip
    return Procedure(**{**row, **changes})


SHEETS = (Procedure, Training, Payment, Evaluation, Agreement)  # they are there, even without a row


def county(*rows, settings=None, day=DAY, sheets=SHEETS, village=VILLAGE):
    """Records and law of these rows and the village; None for a setting takes it away."""
    values = {**SETTINGS, **(settings or {})}
    given = [Setting(name=name, value=value) for name, value in values.items() if value is not None]
    records = Records.of_rows(village, *rows, *given)
    missing = [kind for kind in sheets if not records.has(kind)]
    empty = [Table(kind=kind, sheet=kind.SHEET, columns=dict.fromkeys(kind.columns(), 1)) for kind in missing]
    return Records((*records.tables, *empty)), Law(day, settings=given)


def judged(*rows, **options):
    """Records, law and the verdict of the whole catalogue."""
    records, law = county(*rows, **options)
    return records, law, judge(records, law, RULES)


OLD_ID = "15042119680301999X"  # of somebody who is 57
IDS = ("150421197501029935", "150421197105209993", "150421197809129996")


def whole():
    """A county in which there is something for every form: records, law and verdict."""
    gone = {"status": "离岗", "onboard_date": date(2024, 7, 1), "agreement_start": date(2024, 7, 1)}
    ways = (("解聘（第十四条）", "1 自愿申请"), ("解聘（第十四条）", "2 死亡"), ("协议期满不再续聘", None))
    leavers = [
        person(
            name=f"离{i}",
            id_number=number,
            leave_date=date(2025, 6, 10),
            leave_kind=kind,
            agreement_no=f"旗-{i}",
            **gone,
        )
        for i, (number, (kind, _)) in enumerate(zip(IDS, ways, strict=True))
    ]
    dismissals = [
        Dismissal(name=f"离{i}", id_number=number, dismiss_date=date(2025, 6, 10), dismiss_code=code)
        for i, (number, (_, code)) in enumerate(zip(IDS, ways, strict=True))
        if code
    ]
    serving = {"name": "赵六", "id_number": OTHER_ID}
    ends_soon = person(
        **serving, status="在岗", onboard_date=date(2024, 7, 1), agreement_start=date(2024, 7, 21),
        agreement_end=date(2025, 7, 20), agreement_no="旗-8",
    )  # fmt: skip
    return judged(
        person(),
        person(name="钱七", id_number=OLD_ID, birth_date=date(1968, 3, 1)),
        ends_soon,
        *leavers,
        *dismissals,
        procedure(),
        procedure(name="钱七", id_number=OLD_ID),
        Evaluation(**serving, eval_year="2024", eval_grade="合格", skill_ok=True),
        Training(**serving, training_date=date(2024, 6, 28), training_kind="岗前培训"),
        Payment(**serving, pay_month=date(2025, 6, 1), base_pay=Decimal(2140), amount=Decimal(2140)),
        Disclosure(village="红旗嘎查", publish_date=date(2025, 6, 1), publish_names="赵六"),
        village=replace(VILLAGE, posts_set=5),
        settings={"报名起": "2025-07-01", "报名止": "2025-07-10"},
    )

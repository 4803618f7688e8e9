"""The sheets of the roster workbook as Row types: headers, aliases, kinds and choices of every column.

The standard headers are the contract (DESIGN section 4); the aliases come from what staff hold. `SHEETS` lists the
types in the order of the workbook.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from .core import Column, Pack, Row, Setting
from .privacy import mask_id

Text = str | None
Day = date | None
Money = Decimal | None
Count = int | None
Flag = bool | None

TOWNSHIP = Column("苏木乡镇", ("乡(镇)", "乡镇", "苏木（乡镇）", "乡", "镇"))
VILLAGE = Column("嘎查村", ("嘎查村（社区）", "村（社区）", "行政村", "所在村", "村"))
NAME = Column("姓名", ("协管员姓名", "成员姓名", "家庭成员姓名", "受聘人", "名字"))
ID = Column(
    "身份证号",
    ("身份证号码", "公民身份号码", "居民身份证号", "证件号码", "证件号", "身份证"),
    kind="id",
    hint="18位，按身份证录入；本列已设为文本，请勿改为数字",
)
SERVICE_VILLAGE = Column(  # a county's own roster often has one column of villages only
    "服务嘎查村",
    ("服务村", "服务区域", "服务的嘎查村", "嘎查村", "嘎查村（社区）", "行政村", "村（社区）", "村"),
    hint="与“嘎查村”表中的村名写法一致",
)
AGREEMENT_NO = Column(
    "协议编号", ("合同编号", "协议书编号"), kind="paper", hint="首次生成协议时由程序按编号规则给出，给出后不再改动"
)
SIGN_DATE = Column("签订日期", ("协议签订日期", "签订时间"))
AGREEMENT_START = Column("协议起", ("协议起始", "协议起始日期", "聘用开始时间", "协议期限起"))
AGREEMENT_END = Column(
    "协议止", ("协议截止", "协议截止日期", "聘用结束时间", "协议期限止"), hint="协议一年一签：最晚到次年同日的前一日"
)
PAY_MONTHLY = Column(
    "月劳务报酬", ("月报酬", "劳务报酬", "月工资", "月劳务费", "月补贴标准", "岗位补贴", "补贴标准"), hint="元/月"
)
FUND = Column(
    "资金来源",
    ("列支渠道", "资金渠道"),
    hint="F1就业补助资金 F2衔接资金 F3光伏帮扶电站收益 F4扶贫项目资产收益(非光伏) F5村集体经济其他收入 F9其他；多项写作 F5:600；F2:400",
)
PAY_METHOD = Column("支付方式", ("发放方式",))
ACCOUNT_HOLDER = Column("户名", ("银行账户名称", "开户人"))
ACCOUNT = Column("一卡通账号", ("一卡通账户", "银行账号", "银行帐号", "社保卡号", "卡号", "账号"), kind="account")

FARMER_CHOICES = ("是", "否")
SEX_CHOICES = ("男", "女")
EDUCATION_CHOICES = ("文盲或半文盲", "小学", "初中", "高中", "大专", "本科及以上")
PERSON_CLASS_CHOICES = (
    "脱贫人口",
    "监测对象",
    "监测对象（未消除）",
    "监测对象（已消除）",
    "脱贫户不享受政策",
    "一般农户",
)
PRIORITY_CHOICES = ("脱贫人口（监测对象）", "大中专毕业生", "复转军人", "返乡创业人员")
FUND_CHOICES = ("F1", "F2", "F3", "F4", "F5", "F9")
STATUS_CHOICES = ("在岗", "离岗", "待上岗")
LEAVE_CHOICES = ("解聘（第十四条）", "协议期满不再续聘", "岗位期限届满")
RECRUIT_CHOICES = ("公开选聘", "组织推荐", "群众自荐", "其他")
NOTICE_CHOICES = ("村民代表会议", "公示公告", "入户宣传", "其他")
GRADE_CHOICES = ("优秀", "合格", "基本合格", "不合格")
DISMISSAL_CHOICES = (
    "1 自愿申请",
    "2 死亡",
    "3 经评价不能胜任",
    "4 严重违反岗位管理制度",
    "5 被依法追究刑事责任",
    "6 政策调整减少或取消岗位",
    "7 其他情形",
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Village(Row):
    """One 嘎查村: its labour by class and its posts (Article 4)."""

    SHEET: ClassVar[str] = "嘎查村"
    SUBJECT: ClassVar[str] = "village"
    township: Annotated[Text, TOWNSHIP] = None
    village: Annotated[Text, VILLAGE] = None
    labour_ordinary: Annotated[Count, Column("普通劳动力", ("普通",))] = None
    labour_skilled: Annotated[Count, Column("技能劳动力", ("技能",))] = None
    labour_weak: Annotated[Count, Column("弱劳动力或半劳动力", ("弱半劳动力", "弱劳动力和半劳动力", "弱半"))] = None
    labour_unknown: Annotated[
        Count, Column("劳动技能未填", ("待定人数", "待定"), hint="劳动技能等未填、暂不能判定的人数")
    ] = None
    data_date: Annotated[Day, Column("数据截止日期", ("数据日期", "数据截止时间"), hint="从系统导出人口数据的日期")] = (
        None
    )
    posts_set: Annotated[Count, Column("上次核定数", ("设岗数", "批准岗位数"), hint="旗县已批准的岗位数")] = None
    labour_total: Annotated[Count, Column("劳动力合计", ("合计",), computed=True)] = None
    quota: Annotated[Count, Column("核定岗位数", ("岗位上限",), computed=True)] = None
    posts_filled: Annotated[Count, Column("在岗人数", ("在岗数",), computed=True)] = None
    vacancy: Annotated[Count, Column("空岗数", ("空岗",), computed=True)] = None
    remark: Annotated[Text, Column("备注")] = None
    has_pv: Annotated[Flag, Column("有光伏帮扶电站", ("有无光伏帮扶电站",), extra=True)] = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Coordinator(Row):
    """One coordinator in one post: a line of the roster."""

    SHEET: ClassVar[str] = "花名册"
    SUBJECT: ClassVar[str] = "name"
    number: Annotated[Text, Column("序号")] = None
    township: Annotated[Text, TOWNSHIP] = None
    service_village: Annotated[Text, SERVICE_VILLAGE] = None
    name: Annotated[Text, NAME] = None
    sex: Annotated[Text, Column("性别", choices=SEX_CHOICES)] = None
    ethnicity: Annotated[Text, Column("民族")] = None
    birth_date: Annotated[Day, Column("出生日期", ("出生年月日", "出生年月"))] = None
    id_number: Annotated[Text, ID] = None
    education: Annotated[Text, Column("文化程度", ("学历", "受教育程度"), choices=EDUCATION_CHOICES)] = None
    hukou_village: Annotated[Text, Column("户籍嘎查村", ("户籍所在村", "户籍村", "户籍所在嘎查村"))] = None
    live_village: Annotated[Text, Column("常住嘎查村", ("常住村", "现住村"))] = None
    is_farmer: Annotated[Flag, Column("是否农牧民", ("农牧民",), choices=FARMER_CHOICES)] = None
    person_class: Annotated[Text, Column("人员身份", ("人员类别", "身份类别"), choices=PERSON_CLASS_CHOICES)] = None
    priority_class: Annotated[Text, Column("优先类别", choices=PRIORITY_CHOICES)] = None
    phone: Annotated[
        Text,
        Column(
            "联系电话",
            ("人联系电话", "成员联系电话", "家庭成员联系电话", "户联系电话", "联系方式", "手机号", "手机"),
            kind="phone",
        ),
    ] = None
    hiring_body: Annotated[Text, Column("选聘主体", ("用人单位",), hint="旗县部门、苏木乡镇政府或嘎查村全称")] = None
    post_category: Annotated[Text, Column("岗位类别", ("岗位类型",), hint="与参数“岗位报酬标准·类别”一致")] = None
    is_rural_pwp: Annotated[
        Flag, Column("是否乡村公益性岗位", ("是否公益性岗位", "公益岗位"), choices=FARMER_CHOICES)
    ] = None
    pwp_date: Annotated[Day, Column("公益岗开发日期", ("公益性岗位开发日期",))] = None
    pay_monthly: Annotated[Money, PAY_MONTHLY] = None
    fund: Annotated[Text, FUND] = None
    pay_method: Annotated[Text, PAY_METHOD] = None
    account_holder: Annotated[Text, ACCOUNT_HOLDER] = None
    bank: Annotated[Text, Column("开户行", ("开户银行",))] = None
    account_no: Annotated[Text, ACCOUNT] = None
    onboard_date: Annotated[Day, Column("上岗日期", ("上岗时间", "上岗日"))] = None
    agreement_no: Annotated[Text, AGREEMENT_NO] = None
    sign_date: Annotated[Day, SIGN_DATE] = None
    agreement_start: Annotated[Day, AGREEMENT_START] = None
    agreement_end: Annotated[Day, AGREEMENT_END] = None
    is_renewal: Annotated[Flag, Column("是否续聘", ("续聘",), choices=FARMER_CHOICES)] = None
    status: Annotated[Text, Column("状态", ("在岗情况", "在岗状态", "是否在岗"), choices=STATUS_CHOICES)] = None
    leave_date: Annotated[Day, Column("离岗日期", ("离岗时间",))] = None
    leave_kind: Annotated[Text, Column("离岗类型", choices=LEAVE_CHOICES)] = None
    leave_reason: Annotated[Text, Column("离岗原因")] = None
    remark: Annotated[Text, Column("备注")] = None
    league: Annotated[Text, Column("盟市", ("市",), extra=True)] = None
    county: Annotated[Text, Column("旗县", ("旗县市区", "旗县区", "县(市、区、旗)", "所属区县", "县"), extra=True)] = (
        None
    )
    politics: Annotated[Text, Column("政治面貌", extra=True)] = None
    age: Annotated[Text, Column("年龄", extra=True)] = None
    school_status: Annotated[Text, Column("在校生状况", ("在校生情况", "在校生状态"), extra=True)] = None
    labour_skill: Annotated[Text, Column("劳动技能", ("劳动能力", "劳动力类型"), extra=True)] = None
    hukou_type: Annotated[Text, Column("户口性质", ("户口类别",), extra=True)] = None
    coop_village: Annotated[Text, Column("集体经济组织", ("集体经济组织所在村",), extra=True)] = None
    party_a: Annotated[Text, Column("甲方", ("聘用单位",), extra=True)] = None
    fund_basis: Annotated[Text, Column("列支依据", extra=True)] = None
    cadre_relation: Annotated[
        Text, Column("村干部或其近亲属", ("是否村干部或其近亲属", "村干部近亲属"), extra=True)
    ] = None
    training_date: Annotated[Day, Column("岗前培训日期", extra=True)] = None
    served_count: Annotated[Count, Column("服务对象人数", ("服务脱贫劳动力人数",), extra=True)] = None
    post_name: Annotated[Text, Column("岗位名称", extra=True)] = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Procedure(Row):
    """The selection of one person, step by step (Article 8)."""

    SHEET: ClassVar[str] = "选聘程序"
    SUBJECT: ClassVar[str] = "name"
    name: Annotated[Text, NAME] = None
    id_number: Annotated[Text, ID] = None
    service_village: Annotated[Text, SERVICE_VILLAGE] = None
    recruit_way: Annotated[Text, Column("选聘方式", choices=RECRUIT_CHOICES)] = None
    notice_date: Annotated[Day, Column("公开日期", ("条件公开日期",), hint="公开选聘条件的日期")] = None
    notice_form: Annotated[Text, Column("公开形式", choices=NOTICE_CHOICES)] = None
    apply_date: Annotated[Day, Column("申请日期")] = None
    apply_written: Annotated[Flag, Column("是否书面申请", ("书面申请",), choices=FARMER_CHOICES)] = None
    check_date: Annotated[Day, Column("两委核查日期", ("核查日期",))] = None
    check_result: Annotated[Text, Column("核查结论", choices=("符合", "不符合"))] = None
    soft_duty: Annotated[Flag, Column("责任心", choices=FARMER_CHOICES)] = None
    soft_people: Annotated[Flag, Column("群众基础", choices=FARMER_CHOICES)] = None
    soft_dedication: Annotated[Flag, Column("敬业精神", choices=FARMER_CHOICES)] = None
    soft_ability: Annotated[Flag, Column("工作能力", choices=FARMER_CHOICES)] = None
    soft_computer: Annotated[Flag, Column("计算机操作基础", choices=FARMER_CHOICES)] = None
    council_date: Annotated[Day, Column("评议日期")] = None
    council_result: Annotated[Text, Column("评议结论", choices=("通过", "未通过"))] = None
    council_should: Annotated[Count, Column("应到人数")] = None
    council_present: Annotated[Count, Column("实到人数")] = None
    council_agree: Annotated[Count, Column("同意人数", ("同意票数",))] = None
    village_pub_start: Annotated[Day, Column("村公示起", ("村级公示起", "村公示时间起"))] = None
    village_pub_end: Annotated[Day, Column("村公示止", ("村级公示止", "村公示时间止"))] = None
    town_review_date: Annotated[Day, Column("乡镇审核日期")] = None
    town_review_result: Annotated[Text, Column("审核结论", ("审核意见",), choices=("同意", "不同意"))] = None
    town_pub_start: Annotated[Day, Column("乡镇公示起")] = None
    town_pub_end: Annotated[Day, Column("乡镇公示止")] = None
    county_file_date: Annotated[Day, Column("备案日期", ("旗县备案日期",))] = None
    county_file_result: Annotated[Text, Column("备案结论", choices=("同意备案", "不予备案"))] = None
    county_file_no: Annotated[Text, Column("备案编号")] = None
    objection_count: Annotated[Count, Column("异议件数")] = None
    objection_result: Annotated[Text, Column("异议处理结果", choices=("无异议", "异议不成立", "异议成立"))] = None
    change_date: Annotated[Day, Column("变动日期")] = None
    change_file_date: Annotated[Day, Column("变动备案日期")] = None
    is_replacement: Annotated[Flag, Column("是否补缺", choices=FARMER_CHOICES)] = None
    filed_revitalisation: Annotated[Flag, Column("乡村振兴备案", ("乡村振兴",), extra=True)] = None
    filed_hr: Annotated[Flag, Column("人社备案", ("人社",), extra=True)] = None
    filed_finance: Annotated[Flag, Column("财政备案", ("财政",), extra=True)] = None
    priority_class: Annotated[Text, Column("优先类别", choices=PRIORITY_CHOICES, extra=True)] = None
    selection_note: Annotated[Text, Column("选聘说明", extra=True)] = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Agreement(Row):
    """One agreement, past or present (Article 9): the register."""

    SHEET: ClassVar[str] = "协议台账"
    SUBJECT: ClassVar[str] = "name"
    agreement_no: Annotated[Text, Column("协议编号", ("合同编号", "编号"), kind="paper")] = None
    name: Annotated[Text, NAME] = None
    id_number: Annotated[Text, ID] = None
    service_village: Annotated[Text, SERVICE_VILLAGE] = None
    party_a: Annotated[Text, Column("甲方", ("聘用单位",))] = None
    sign_date: Annotated[Day, SIGN_DATE] = None
    agreement_start: Annotated[Day, replace(AGREEMENT_START, aliases=(*AGREEMENT_START.aliases, "起"))] = None
    agreement_end: Annotated[Day, replace(AGREEMENT_END, aliases=(*AGREEMENT_END.aliases, "止"))] = None
    pay_monthly: Annotated[Money, Column("月劳务报酬", ("月报酬", "报酬"))] = None
    fund: Annotated[Text, FUND] = None
    remark: Annotated[Text, Column("备注")] = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Evaluation(Row):
    """One yearly evaluation of one person (Article 12)."""

    SHEET: ClassVar[str] = "考核"
    SUBJECT: ClassVar[str] = "name"
    name: Annotated[Text, NAME] = None
    id_number: Annotated[Text, ID] = None
    eval_year: Annotated[Text, Column("年度", ("考核年度",))] = None
    eval_date: Annotated[Day, Column("评价日期", ("考核日期",))] = None
    eval_grade: Annotated[Text, Column("等次", ("考核等次", "评价结果"), choices=GRADE_CHOICES)] = None
    eval_clients: Annotated[Count, Column("参评服务对象人数")] = None
    satisfaction: Annotated[Text, Column("满意度")] = None
    skill_ok: Annotated[Flag, Column("岗位技能是否熟练", ("岗位技能熟练",), choices=FARMER_CHOICES)] = None
    renew_process_date: Annotated[Day, Column("续聘程序日期")] = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Training(Row):
    """One training of one person (Article 11)."""

    SHEET: ClassVar[str] = "培训"
    SUBJECT: ClassVar[str] = "name"
    name: Annotated[Text, NAME] = None
    id_number: Annotated[Text, ID] = None
    training_date: Annotated[Day, Column("培训日期")] = None
    training_kind: Annotated[Text, Column("类别", ("培训类别",), choices=("岗前培训", "业务培训"))] = None
    training_topics: Annotated[Text, Column("内容", ("培训内容", "课程"))] = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Payment(Row):
    """What one person was paid for one month (Article 10)."""

    SHEET: ClassVar[str] = "发放"
    SUBJECT: ClassVar[str] = "name"
    pay_month: Annotated[Day, Column("月份", ("发放月份", "所属期"), kind="month")] = None
    name: Annotated[Text, NAME] = None
    id_number: Annotated[Text, ID] = None
    base_pay: Annotated[Money, Column("基本报酬")] = None
    merit_pay: Annotated[Money, Column("绩效")] = None
    other_item: Annotated[Text, Column("其他项目")] = None
    other_amount: Annotated[Money, Column("其他金额")] = None
    amount: Annotated[Money, Column("合计", ("补贴金额", "实发金额"))] = None
    fund: Annotated[Text, FUND] = None
    pay_method: Annotated[Text, PAY_METHOD] = None
    account_holder: Annotated[Text, ACCOUNT_HOLDER] = None
    account_no: Annotated[Text, ACCOUNT] = None
    days_required: Annotated[Count, Column("规定出勤", ("规定出勤天数",))] = None
    days_actual: Annotated[Count, Column("实际出勤", ("本月累计出勤天数",))] = None
    receipt: Annotated[Text, Column("回单状态")] = None
    fund_basis: Annotated[Text, Column("列支依据", extra=True)] = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Disclosure(Row):
    """One publication in one village: the five items of Article 13."""

    SHEET: ClassVar[str] = "公开"
    SUBJECT: ClassVar[str] = "village"
    village: Annotated[Text, VILLAGE] = None
    publish_date: Annotated[Day, Column("公开日期")] = None
    publish_duties: Annotated[Text, Column("职责任务")] = None
    publish_names: Annotated[Text, Column("上岗人员")] = None
    publish_pay: Annotated[Text, Column("劳务报酬")] = None
    publish_method: Annotated[Text, Column("评价办法")] = None
    publish_phone: Annotated[Text, Column("监督电话", ("监督举报电话",), kind="phone")] = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Dismissal(Row):
    """One dismissal under Article 14."""

    SHEET: ClassVar[str] = "解聘"
    SUBJECT: ClassVar[str] = "name"
    name: Annotated[Text, NAME] = None
    id_number: Annotated[Text, ID] = None
    dismiss_date: Annotated[Day, Column("解除日期", ("解聘时间", "解聘日期"))] = None
    dismiss_code: Annotated[Text, Column("理由项", ("解聘原因", "解聘理由"), choices=DISMISSAL_CHOICES)] = None
    dismiss_evidence: Annotated[Text, Column("依据材料")] = None
    dismiss_steps: Annotated[Text, Column("程序完成情况")] = None
    resign_date: Annotated[Day, Column("书面申请日期", ("辞聘申请日期",), extra=True)] = None
    death_date: Annotated[Day, Column("死亡日期", extra=True)] = None
    breached_rule: Annotated[Text, Column("制度条款", ("违反的制度条款",), extra=True)] = None
    judgment_no: Annotated[Text, Column("裁判文书文号", ("裁判文书号", "判决书文号"), extra=True)] = None
    policy_no: Annotated[Text, Column("政策文号", extra=True)] = None
    meeting_record: Annotated[Text, Column("集体研究记录", extra=True)] = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Approval(Row):
    """A written exception: where 原则上 was set aside, by whom and when."""

    SHEET: ClassVar[str] = "例外审批"
    SUBJECT: ClassVar[str] = "target"
    rule: Annotated[Text, Column("规则", hint="规则编号，如 E3")] = None
    target: Annotated[Text, Column("对象", kind="id", hint="身份证号或嘎查村名；同名的村写上苏木乡镇")] = None
    doc_no: Annotated[Text, Column("文号", kind="paper")] = None
    body: Annotated[Text, Column("批准单位", kind="paper")] = None
    date: Annotated[Day, Column("批准日期")] = None
    note: Annotated[Text, Column("说明")] = None

    @property
    def subject(self) -> str:
        """The village, or the person by the last figures of the number: findings are told to others too."""
        is_number = sum(c.isdigit() for c in self.target or "") >= 15
        return mask_id(self.target or "") if is_number else super().subject


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class VillageAlias(Row):
    """How a village is also written."""

    SHEET: ClassVar[str] = "村名对照"
    SUBJECT: ClassVar[str] = "written"
    written: Annotated[Text, Column("原名")] = None
    standard: Annotated[Text, Column("规范名")] = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class HeaderAlias(Row):
    """How a column is also headed in this county."""

    SHEET: ClassVar[str] = "列名对照"
    SUBJECT: ClassVar[str] = "written"
    written: Annotated[Text, Column("列名")] = None
    standard: Annotated[Text, Column("字段", hint="标准表头，如 身份证号")] = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Holiday(Row):
    """A day of rest on a weekday, or a make-up working day."""

    SHEET: ClassVar[str] = "节假日"
    SUBJECT: ClassVar[str] = "name"
    day: Annotated[Day, Column("日期")] = None
    kind: Annotated[Text, Column("类型", choices=("休", "班"))] = None
    name: Annotated[Text, Column("名称")] = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class OtherPost(Row):
    """A holder of another public-welfare post: a county's optional list, read by rule E8 only."""

    SHEET: ClassVar[str] = "公益性岗位花名册"
    SUBJECT: ClassVar[str] = "name"
    name: Annotated[Text, NAME] = None
    id_number: Annotated[Text, ID] = None
    post_name: Annotated[Text, Column("岗位名称", ("岗位",))] = None
    start: Annotated[Day, Column("起", ("上岗日期", "协议起"))] = None
    end: Annotated[Day, Column("止", ("离岗日期", "协议止"))] = None


SHEETS: tuple[type[Row], ...] = (
    Setting,
    Pack,
    Village,
    Coordinator,
    Procedure,
    Agreement,
    Evaluation,
    Training,
    Payment,
    Disclosure,
    Dismissal,
    Approval,
    VillageAlias,
    HeaderAlias,
    Holiday,
)
READ: tuple[type[Row], ...] = (*SHEETS, OtherPost)

SHEET_ALIASES: dict[type[Row], tuple[str, ...]] = {
    Coordinator: ("协管员花名册", "就业帮扶协管员花名册", "人员花名册", "花名册"),
    Village: ("岗位核定表", "岗位核定", "嘎查村表"),
    Procedure: ("选聘程序表",),
    Agreement: ("协议登记", "协议登记台账"),
    Evaluation: ("考核表", "年度考核"),
    Training: ("培训表", "培训台账"),
    Payment: ("发放表", "报酬发放", "报酬发放表"),
    Disclosure: ("公开记录", "村务公开"),
    Dismissal: ("解聘表", "解聘台账"),
}

# One column that holds a beginning and an end: header words, field of the beginning, field of the end.
SPLITS: dict[type[Row], tuple[tuple[tuple[str, ...], str, str], ...]] = {
    Coordinator: ((("协议起止时间", "协议起止", "协议期限", "聘期"), "agreement_start", "agreement_end"),),
    Agreement: ((("协议起止时间", "协议起止", "协议期限", "聘期", "起止"), "agreement_start", "agreement_end"),),
    Procedure: (
        (("村公示时间", "村级公示时间", "村级公示", "公示时间"), "village_pub_start", "village_pub_end"),
        (("乡镇公示时间", "苏木乡镇公示时间", "乡镇公示"), "town_pub_start", "town_pub_end"),
    ),
}

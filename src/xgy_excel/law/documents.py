"""What a county may set about its documents."""

from __future__ import annotations

from ..core import Cite, Law, Param
from ..values import date_words
from .params import day, on_off, one_of, text, whole, words

PLACES = ("{旗县}", "{苏木乡镇}", "{年}", "{序号}")


def copies(value: str) -> int:
    """How many copies of an agreement are signed: each side keeps one.

    >>> copies("3份")
    3
    """
    number = whole(value.strip().removesuffix("份"))
    if number < 2:
        raise ValueError(value)
    return number


def number_pattern(value: str) -> str:
    """The pattern of agreement numbers: each of its places at most once, and no braces but theirs.

    >>> number_pattern("{旗县}{年}-{序号}")
    '{旗县}{年}-{序号}'
    """
    pattern, rest = text(value), value
    for place in PLACES:
        rest = rest.replace(place, "", 1)
    if set("{}｛｝") & set(rest):
        raise ValueError(value)
    return pattern


def occasion(value: str) -> str:
    """When something takes place: a day in the words of a document, or as the county writes it.

    >>> occasion("2025-07-01"), occasion("7月1日上午9时")
    ('2025年7月1日', '7月1日上午9时')
    """
    try:
        return date_words(day(value))
    except ValueError:
        return text(value)


NOT_IN_TEXT = Cite("—", in_text=False)

LET_UNKNOWN_PASS = Param("待核放行", on_off, "否", "是 | 否", "待核不再挡住文书，文书登记为带待核生成", NOT_IN_TEXT)
MASKING = Param(
    "脱敏级别", one_of("后4位", "前6后4"), "后4位", "后4位 | 前6后4", "公开文件中证件号码留几位", Cite("第十三条", in_text=False)
)  # fmt: skip
COPIES = Param("协议份数", copies, "3", "份，至少2份", "协议一式几份由各旗县自定", Cite("第九条", in_text=False))
PATTERN = Param(
    "编号规则",
    number_pattern,
    "{旗县}{年}-{序号}",
    "文字，可含{旗县}{苏木乡镇}{年}{序号}各一次",
    "协议编号由各旗县自定",
    Cite("第九条", in_text=False),
)
HOTLINE = Param("监督举报电话", text, None, "电话", "村务公开的重点内容之一，公示上须写明", Cite("第十三条"))
LEAGUE = Param("盟市", text, None, "盟市名", "用于文书中的地名", NOT_IN_TEXT)
HOW_TO_OBJECT = Param(
    "受理方式", text, "来电、来信或者来访", "文字", "公示上写明群众怎样反映意见", Cite("第八条", in_text=False)
)

ART8 = Cite("第八条", in_text=False)
OTHERS = "其他"  # the key that stands for every township without a line of its own
HIRING_BODY = Param(
    "选聘主体",
    text,
    None,
    "单位全称，按苏木乡镇写，“·其他”管其余的",
    "花名册里还没有本乡镇人员时，公告由谁落款",
    Cite("第三条"),
    keyed=True,
)
ENROL_FROM = Param("报名起", day, None, "日期，如 2025-05-06", "选聘公告写明的报名开始日期", ART8)
ENROL_TO = Param("报名止", day, None, "日期，如 2025-05-12", "选聘公告写明的报名截止日期", ART8)
ENROL_AT = Param(
    "报名地点", text, None, "文字，按苏木乡镇写，“·其他”管其余的", "选聘公告写明到哪里报名", ART8, keyed=True
)
ENROL_WITH = Param(
    "报名材料",
    text,
    "《村级就业帮扶协管员申请表》、居民身份证和户口簿复印件、毕业证书复印件、近期免冠照片2张；属于优先选聘对象的，另交相应的证明材料",
    "文字",
    "选聘公告写明报名交什么",
    ART8,
)
CONTACT = Param("联系人", text, None, "姓名，按苏木乡镇写，“·其他”管其余的", "选聘公告写明向谁咨询", ART8, keyed=True)
OFFICE_PHONE = Param(
    "办公电话", text, None, "电话，按苏木乡镇写，“·其他”管其余的", "选聘公告写明的咨询电话", ART8, keyed=True
)
FILING_BODY = Param("备案机关", text, None, "单位名称", "办法只说旗县级备案，没有写明由哪个部门受理", ART8)
FILING_OPINIONS = Param(
    "备案意见栏", words, "旗县级备案意见", "栏名，用、分开", "备案表上由谁签署意见，办法没有写明", ART8
)
DOC_NUMBER = Param(
    "发文字号", text, None, "文号，如 巴政函〔2025〕12号", "函件的编号，按文书写", NOT_IN_TEXT, keyed=True
)
DEPARTMENTS = Param(
    "部门名称",
    text,
    None,
    "单位全称，按 乡村振兴、人社、财政 写",
    "机构改革后各地部门名称不同",
    Cite("第三、八、十条"),
    keyed=True,
)

COUNT_BASIS = Param(
    "人数口径",
    text,
    "享受帮扶政策的脱贫人口（含监测对象）中的普通劳动力、技能劳动力、弱劳动力和半劳动力",
    "文字",
    "岗位核定表的表头写明按什么人数核定",
    Cite("第四条"),
)


ART11 = Cite("第十一条", in_text=False)
TRAINER = Param(
    "培训组织单位",
    text,
    None,
    "单位全称",
    "填写的由该单位统一培训、全旗县一份通知，不填的由各苏木乡镇分别组织",
    ART11,
)
TRAINING_DAY = Param(
    "培训日期",
    occasion,
    None,
    "日期或文字，按苏木乡镇写，“·其他”管其余的",
    "岗前培训通知写明何时培训",
    ART11,
    keyed=True,
)
TRAINING_AT = Param(
    "培训地点", text, None, "文字，按苏木乡镇写，“·其他”管其余的", "岗前培训通知写明在哪里培训", ART11, keyed=True
)
TRAINING_ON = Param(
    "培训内容",
    text,
    "稳岗就业相关政策、岗位职责、工作技能、绩效管理",
    "文字",
    "岗前培训通知写明的课程",
    Cite("第十一条"),
)
RENEW_AT = Param(
    "续签地点",
    text,
    None,
    "文字，按苏木乡镇写，“·其他”管其余的；不填为选聘主体",
    "续聘通知书写明到哪里签协议",
    Cite("第九条", in_text=False),
    keyed=True,
)
HANDOVER = Param(
    "交接内容",
    text,
    "工作资料、台账和系统账号",
    "文字",
    "离岗时交接什么，办法没有写明",
    Cite("第十四条", in_text=False),
)
RED_HEAD = Param(
    "套红",
    on_off,
    "否",
    "是 | 否",
    "备案函、变动备案函由程序印红头；一般由办公系统或红头纸套印，嘎查村没有红头",
    NOT_IN_TEXT,
)
ARTICLE_NUMBER = Param(
    "条款号",
    text,
    None,
    "条款，如 第十一条，按本办法的条款写：条款号·第九条",
    "接续政策的条款编号可能不同：填写的，文书引用该条；不填的，只引用文件",
    NOT_IN_TEXT,
    keyed=True,
)


def of_township(param: Param[str], township: str | None, law: Law) -> str | None:
    """What is set for a township, else for the others."""
    return (law.get(param, township) if township else None) or law.get(param, OTHERS)


PARAMS = (
    LET_UNKNOWN_PASS, MASKING, COPIES, PATTERN, HOTLINE, LEAGUE, HOW_TO_OBJECT, HIRING_BODY, ENROL_FROM, ENROL_TO, ENROL_AT,
    ENROL_WITH, CONTACT, OFFICE_PHONE, FILING_BODY, FILING_OPINIONS, DOC_NUMBER, DEPARTMENTS, COUNT_BASIS,
    TRAINER, TRAINING_DAY, TRAINING_AT, TRAINING_ON, RENEW_AT, HANDOVER, RED_HEAD, ARTICLE_NUMBER,
)  # fmt: skip

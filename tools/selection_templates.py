"""The Word templates of a selection (Article 8) and of what goes before it: D01 to D07, D17 and D19."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.document import Document as Doc
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt
from service_templates import page, posted
from wordpage import (
    RIGHT,
    above,
    blank_page,
    box_text,
    clause,
    contact_note,
    form_table,
    gap,
    heading,
    line,
    list_table,
    numbered,
    red_head,
    sign_off,
    small,
    table,
    title,
)

SMALL = 12  # type of tables with much in them


# -- D01 ----------------------------------------------------------------------------------------------------------------


def vacancy_notice() -> Doc:
    """D01: the conditions are made known before anybody applies. Public."""
    doc = blank_page("村级就业帮扶协管员选聘公告")
    title(doc, "{{嘎查村}}")
    title(doc, "村级就业帮扶协管员选聘公告")
    line(doc)
    clause(
        doc,
        "为做好脱贫人口（含监测对象，下同）稳岗就业服务工作，根据{{政策依据}}{% if 方案文号 %}和本地选聘工作方案（{{方案文号}}）"
        "{% endif %}，现公开选聘{{嘎查村}}村级就业帮扶协管员，公告如下：",
    )
    heading(doc, "一、岗位和名额")
    clause(doc, "村级就业帮扶协管员{{名额}}名，为专职岗位，服务{{苏木乡镇}}{{嘎查村}}的脱贫人口。")
    heading(doc, "二、岗位职责")
    clause(
        doc,
        "宣传并协助落实就业帮扶政策；掌握脱贫人口外出务工、就业培训需求、技能等底数；提供就业指导、岗位推送、技能培训等服务，配合"
        "组织外出务工；及时更新信息管理系统数据；接受业务指导，参加业务培训。",
    )
    heading(doc, "三、选聘条件")
    for text in (
        "（一）服务对象所在嘎查村（社区）的农牧民；",
        "（二）年满{{年龄下限}}周岁，原则上不超过{{年龄上限}}周岁；",
        "（三）具有{{最低文化程度}}以上文化程度；",
        "（四）责任心强，有良好的群众基础和敬业精神；",
        "（五）有一定的工作能力和计算机操作基础。",
    ):
        clause(doc, text)
    clause(doc, "符合上述条件的{{优先类别}}等，优先选聘。")
    heading(doc, "四、报名")
    for text in (
        "（一）时间：{{报名起}}至{{报名止}}。",
        "（二）地点：{{报名地点}}。",
        "（三）材料：{{报名材料}}。",
    ):
        clause(doc, text)
    heading(doc, "五、选聘程序")
    clause(
        doc,
        "本人在知情、自愿基础上书面申请，嘎查村“两委”核查，村民代表会议评议，村级公示，苏木乡镇审核及公示，旗县级备案。按程序确定的上岗人员，由选聘主体"
        "与其签订书面聘用协议，协议一年一签订。",
    )
    heading(doc, "六、劳务报酬")
    clause(doc, "劳务报酬{{报酬标准}}，通过{{支付方式}}支付。")
    heading(doc, "七、咨询和监督")
    clause(doc, "咨询电话：{{办公电话}}{% if 联系人 %}（{{联系人}}）{% endif %}")
    clause(doc, "监督举报电话：{{监督举报电话}}", keep=True)
    line(doc).paragraph_format.keep_with_next = True
    sign_off(doc)
    return doc


# -- D02, D03, D04 ------------------------------------------------------------------------------------------------------


def application() -> Doc:
    """D02: filled in by the program as far as the roster knows, by the applicant otherwise."""
    doc = blank_page("村级就业帮扶协管员申请表", grid=False)
    title(doc, "村级就业帮扶协管员申请表")
    line(doc)
    made = form_table(
        doc,
        (26, 36, 26, 36, 32),
        [
            ("姓名", "{{姓名|可空}}", "性别", "{{性别|可空}}", "照片"),
            ("民族", "{{民族|可空}}", "出生日期", "{{出生日期|可空}}", ""),
            ("文化程度", "{{文化程度|可空}}", "政治面貌", "{{政治面貌|可空}}", ""),
            ("联系电话", "{{联系电话|可空}}", "是否农牧民", "{{是否农牧民|可空}}", ""),
            ("身份证号", ("{{身份证号|可空}}", 4)),
            ("户籍所在村", "{{户籍嘎查村|可空}}", "常住所在村", ("{{常住嘎查村|可空}}", 2)),
            ("人员身份", "{{人员身份|可空}}", "优先类别", ("{{优先类别|可空}}", 2)),
            ("申请岗位", ("{{服务嘎查村}}村级就业帮扶协管员", 4)),
            ("学习、务工和任职经历", ("", 4)),
            ("技能和计算机操作情况", ("", 4)),
            (
                "本人声明",
                (
                    "　　本人已了解选聘条件、岗位职责、劳务报酬和选聘程序，自愿申请担任村级就业帮扶协管员。所填内容和所交材料真实，如有不实，"
                    "愿意承担相应责任。本人知悉并同意：个人信息用于选聘、公示、备案、签订协议、发放报酬和监督检查，公示不显示完整的"
                    "证件号码和银行账号。\n↕8\n→申请人（签字、捺印）：＿＿＿＿＿＿＿＿\n→{{申请日期}}",
                    4,
                ),
            ),
            (
                "^嘎查村\n^“两委”\n^意见",
                ("↕46\n→负责人（签字）：＿＿＿＿＿＿＿＿　（盖章）\n→　　　　年　　月　　日", 4),
            ),
            ("^苏木乡镇\n^意见", ("↕46\n→负责人（签字）：＿＿＿＿＿＿＿＿　（盖章）\n→　　　　年　　月　　日", 4)),
        ],
        size=SMALL,
        least=11,
    )
    made.cell(0, 4).merge(made.cell(3, 4))
    for row, height in ((8, 34), (9, 20)):
        made.rows[row].height = Mm(height)
    return doc


def committee_check() -> Doc:
    """D03: what the committees look into; the program's results stand beside it for reference, the conclusion never."""
    doc = blank_page("村级就业帮扶协管员“两委”核查表", grid=False)
    title(doc, "村级就业帮扶协管员“两委”核查表")
    above(doc, "苏木乡镇：{{苏木乡镇}}　　服务嘎查村：{{服务嘎查村}}")
    above(doc, "姓名：{{姓名}}　　性别：{{性别}}　　身份证号：{{身份证号}}", size=SMALL)
    soft = ("责任心", "群众基础", "敬业精神", "工作能力", "计算机")
    wanted = ("责任心强", "有良好的群众基础", "有良好的敬业精神", "有一定的工作能力", "有一定的计算机操作基础")
    form_table(
        doc,
        (12, 24, 38, 30, 30, 22),
        [
            ("#序号", "#项目", "#条件", "#登记情况", "#核对参考", "#核查意见"),
            (("{%tr for 行 in 核查项 %}", 6),),
            (
                "{{loop.index}}", "{{行.项目}}", "{{行.条件}}", "{{行.登记情况|可空}}", "{{行.参考|可空}}",
                "{{行.勾选一}}\n{{行.勾选二}}",
            ),
            (("{%tr endfor %}", 6),),
            *(
                (str(number), item, demand, ("", 2), "□具备\n□不具备")
                for number, (item, demand) in enumerate(zip(soft, wanted, strict=True), 7)
            ),
        ],
        size=SMALL,
        least=13,
        heads=1,
    )  # fmt: skip
    small(doc, "注：“核对参考”由程序根据{{核对日期}}已登记的资料列出，供“两委”核查时参考，不代替核查意见和结论。")
    signs = "↕46\n　负责人（签字）：\n→{{两委核查日期}}"
    form_table(
        doc,
        (30, 48, 78),
        [
            (
                "#核查结论",
                (
                    "　□符合选聘条件，提交村民代表会议评议。\n　□不符合选聘条件，理由：\n↕20\n　核查人员（签字）：\n　",
                    2,
                ),
            ),
            (
                (f"　嘎查村（社区）党组织（盖章）\n{signs}", 2),
                f"　嘎查村民（社区居民）委员会（盖章）\n{signs}",
            ),
        ],
        size=SMALL,
    )
    return doc


def council_record() -> Doc:
    """D04: the meeting of villagers' representatives, its votes, and the page of signatures."""
    doc = blank_page("村级就业帮扶协管员选聘评议记录", grid=False)
    title(doc, "{{嘎查村}}村民代表会议")
    title(doc, "村级就业帮扶协管员选聘评议记录")
    line(doc)
    for text in (
        "会议时间：{{评议日期}}",
        "会议地点：＿＿＿＿＿＿＿＿＿＿＿＿＿＿",
        "主持人：＿＿＿＿＿＿＿＿　　记录人：＿＿＿＿＿＿＿＿",
        "应到村民代表{{应到人数}}人，实到{{实到人数}}人",
    ):
        clause(doc, text)
    heading(doc, "一、议题")
    clause(doc, "评议“两委”核查后提交的协管员人选{{候选人数}}名。")
    heading(doc, "二、介绍和讨论情况")
    for _ in range(3):
        line(doc, "＿" * 27)
    heading(doc, "三、表决结果")
    list_table(
        doc,
        [
            ("序号", "{{loop.index}}", 14), ("姓名", "{{行.姓名|可空}}", 30), ("人员身份", "{{行.人员身份|可空}}", 40),
            ("同意", "{{行.同意人数|可空}}", 18), ("反对", "{{行.反对票数|可空}}", 18), ("弃权", "{{行.弃权票数|可空}}", 18),
            ("评议结论", "{{行.评议结论|可空}}", 18),
        ],
        size=SMALL,
    )  # fmt: skip
    doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    heading(doc, "四、到会村民代表签名")
    form_table(doc, (39, 39, 39, 39), [("", "", "", "")] * 10, least=11)
    clause(doc, "以上表决结果已当场宣布。", keep=True).paragraph_format.space_before = Pt(6)
    signs = table(doc, (78, 78), 1, bordered=False)
    for cell, text in zip(
        signs.rows[0].cells,
        (
            "　主持人（签字）：\n↕10\n　记录人（签字）：\n↕10\n　监票人（签字）：",
            "　{{落款单位}}（盖章）\n↕40\n　{{评议日期}}",
        ),
        strict=True,
    ):
        box_text(cell, text)
    return doc


# -- D06 ----------------------------------------------------------------------------------------------------------------


def township_review() -> Doc:
    """D06: the list a township reviews, its opinion, signature and seal."""
    doc = blank_page("村级就业帮扶协管员拟聘人员审核表", landscape=True)
    title(doc, "{{苏木乡镇}}村级就业帮扶协管员拟聘人员审核表")
    above(doc, "审核日期：{{乡镇审核日期}}", align=RIGHT)
    list_table(
        doc,
        [
            ("序号", "{{loop.index}}", 11), ("姓名", "{{行.姓名|可空}}", 21), ("性别", "{{行.性别|可空}}", 11),
            ("出生日期", "{{行.出生日期|可空}}", 29), ("服务嘎查村", "{{行.服务嘎查村|可空}}", 25),
            ("文化程度", "{{行.文化程度|可空}}", 19), ("人员身份", "{{行.人员身份|可空}}", 22),
            ("核查结论", "{{行.核查结论|可空}}", 18), ("评议结论", "{{行.评议结论|可空}}", 18),
            ("村级公示", "{% if 行.村公示起 %}{{行.村公示起}}至{{行.村公示止|可空}}{% endif %}", 33), ("审核意见", "{{行.审核结论|可空}}", 18),
        ],
        size=10.5,
    )  # fmt: skip
    gap(doc)
    form_table(
        doc,
        (30, 120, 75),
        [("#苏木乡镇\n#审核意见", "", "　{{落款单位}}（盖章）\n↕46\n　负责人（签字）：\n→　　　　年　　月　　日")],
        size=SMALL,
    )
    return doc


def township_notice() -> Doc:
    """D06: the publication by the township. Public."""
    doc = page("村级就业帮扶协管员拟聘人员公示")
    title(doc, "{{苏木乡镇}}")
    title(doc, "村级就业帮扶协管员拟聘人员公示")
    line(doc)
    clause(
        doc,
        "根据{{政策依据}}规定，经本人书面申请、嘎查村“两委”核查、村民代表会议评议、村级公示和本级审核，拟聘用以下人员为村级就业帮扶"
        "协管员，现予公示。",
    )
    columns = (("姓名", 37), ("性别", 14), ("出生年", 20), ("嘎查村", 35), ("人员身份", 36))
    people = ((name, f"{{{{行.{name}}}}}", width) for name, width in columns)
    posted(list_table(doc, [("序号", "{{loop.index}}", 14), *people]))
    clause(
        doc, "公示时间：{{乡镇公示起}}至{{乡镇公示止}}{% if 乡镇公示天数 %}（{{乡镇公示天数}}）{% endif %}。"
    ).paragraph_format.space_before = Pt(12)
    clause(doc, "公示期间，对拟聘人员有异议的，可以{{受理方式}}向{{落款单位}}如实反映。")
    clause(doc, "监督举报电话：{{监督举报电话}}", keep=True)
    line(doc).paragraph_format.keep_with_next = True
    sign_off(doc)
    return doc


# -- D07 ----------------------------------------------------------------------------------------------------------------

CHAIN: Sequence[tuple[str, str, str]] = (
    ("公开选聘条件", "{{公开日期}}", "{{公开形式}}"),
    ("本人书面申请", "{{申请日期}}", "已提交书面申请"),
    ("嘎查村“两委”核查", "{{两委核查日期}}", "{{核查结论}}"),
    (
        "村民代表会议评议",
        "{{评议日期}}",
        "{% if 实到人数 %}{% if 应到人数 %}应到{{应到人数}}人，{% endif %}实到{{实到人数}}人"
        "{% if 同意人数 %}，同意{{同意人数}}人{% endif %}{% if 评议结论 %}，{% endif %}{% endif %}{{评议结论|可空}}",
    ),
    ("村级公示", "{{村公示起}}至{{村公示止}}", "{{村公示天数}}"),
    ("苏木乡镇审核", "{{乡镇审核日期}}", "{{审核结论}}"),
    ("苏木乡镇公示", "{{乡镇公示起}}至{{乡镇公示止}}", "{{乡镇公示天数}}"),
    ("公示异议", "异议{{异议件数}}件", "{% if 异议处理结果 %}{{异议处理结果}}{% else %}无异议{% endif %}"),
)


def filing_form() -> Doc:
    """D07: one person as filed with the county: data, the chain of dates, the opinions the county asks for."""
    doc = blank_page("村级就业帮扶协管员备案表", grid=False)
    title(doc, "村级就业帮扶协管员备案表")
    above(doc, "备案编号：{% if 备案编号 %}{{备案编号}}{% else %}＿＿＿＿＿＿＿＿{% endif %}", align=RIGHT)
    signs = "↕46\n→负责人（签字）：＿＿＿＿＿＿＿＿　（盖章）\n→　　　　年　　月　　日"
    form_table(
        doc,
        (24, 24, 18, 20, 32, 38),
        [
            ("姓名", "{{姓名}}", "性别", "{{性别}}", "民族", "{{民族}}"),
            ("出生日期", ("{{出生日期}}", 3), "文化程度", "{{文化程度}}"),
            ("身份证号", ("{{身份证号}}", 3), "联系电话", "{{联系电话}}"),
            ("户籍所在村", ("{{户籍嘎查村}}", 3), "政治面貌", "{{政治面貌}}"),
            ("人员身份", ("{{人员身份}}", 3), "优先类别", "{{优先类别}}"),
            ("选聘主体", ("{{选聘主体}}", 3), "岗位类别", "{{岗位类别}}"),
            ("苏木乡镇", ("{{苏木乡镇}}", 3), "服务嘎查村", "{{服务嘎查村}}"),
            (("#选聘程序", 2), ("#日期", 3), "#情况"),
            *(((step, 2), (day, 3), said) for step, day, said in CHAIN),
            ("^选聘主体\n^意见", (signs, 5)),
            (("{%tr for 栏 in 备案意见栏 %}", 6),),
            ("{{栏.栏名}}", (signs, 5)),
            (("{%tr endfor %}", 6),),
        ],
        size=SMALL,
    )
    return doc


def filing_roster() -> Doc:
    """D07: the roster of the batch."""
    doc = blank_page("村级就业帮扶协管员备案花名册", landscape=True)
    title(doc, "村级就业帮扶协管员备案花名册")
    above(doc, "选聘主体（盖章）：{{落款单位}}　　　　共{{人数}}人　　　　填报日期：{{落款日期}}", size=SMALL)
    columns = (
        ("姓名", 21), ("性别", 10), ("民族", 15), ("身份证号", 44), ("文化程度", 18), ("苏木乡镇", 24), ("服务嘎查村", 29),
        ("人员身份", 25), ("联系电话", 29),
    )  # fmt: skip
    list_table(
        doc,
        [
            ("序号", "{{loop.index}}", 10),
            *((name, f"{{{{行.{name}}}}}", width) for name, width in columns),
        ],
        size=11,
    )
    above(doc, "审核人：　　　　　　　　　　　　填表人：　　　　　　　　　　　　联系电话：", size=SMALL)
    return doc


def filing_letter() -> Doc:
    """D07: the letter the forms and the roster go with. The text names no department: the county says who receives it."""
    doc = blank_page("关于报送村级就业帮扶协管员备案材料的函")
    red_head(doc)
    title(doc, "{{落款单位}}")
    title(doc, "关于报送村级就业帮扶协管员备案材料的函")
    numbered(doc)
    line(doc, "{{备案机关}}：")
    clause(
        doc,
        "根据{{政策依据}}规定，我单位按照公开选聘条件、本人书面申请、嘎查村“两委”核查、村民代表会议评议、村级公示、苏木乡镇审核及公示的"
        "程序，选聘村级就业帮扶协管员{{人数}}名，服务{{村数}}个嘎查村（社区）。{{异议情况}}。",
    )
    clause(doc, "现将备案材料报上，请予备案。")
    line(doc)
    for number, text in enumerate(("村级就业帮扶协管员备案花名册", "村级就业帮扶协管员备案表（{{人数}}份）"), 1):
        attached = line(doc, f"附件：1.{text}" if number == 1 else f"{number}.{text}")
        attached.paragraph_format.left_indent = Pt(32 if number == 1 else 80)
        attached.paragraph_format.keep_with_next = True
    line(doc).paragraph_format.keep_with_next = True
    sign_off(doc)
    contact_note(doc)
    return doc


# -- D17, D19 -----------------------------------------------------------------------------------------------------------


def exception_request() -> Doc:
    """D17: one rule of 原则上 and one person or village; the facts are the program's, the reason is the applicant's."""
    doc = blank_page("村级就业帮扶协管员例外审批单", grid=False)
    title(doc, "村级就业帮扶协管员例外审批单")
    above(doc, "填表日期：{{填表日期}}", align=RIGHT)
    signs = "↕46\n　负责人（签字）：\n　（盖章）\n→　　　　年　　月　　日"
    form_table(
        doc,
        (30, 48, 30, 48),
        [
            ("{{对象类别}}", "{{对象}}", "所在地", "{{苏木乡镇}}{{嘎查村}}"),
            (("{%tr if 身份证号脱敏 %}", 4),),
            ("身份证号", ("{{身份证号脱敏}}", 3)),
            (("{%tr endif %}", 4),),
            ("选聘主体", ("{{选聘主体}}", 3)),
            ("规定条款", ("{{条款依据}}", 3)),
            ("规则", ("{{规则}} {{规则名}}", 3)),
            ("事实", ("　{{事实}}", 3)),
            ("^申请例外\n^的理由", ("", 3)),
            ((f"　选聘主体意见：\n{signs}", 2), (f"　旗县审批意见：\n{signs}", 2)),
            ("批准文号", ("{{例外审批文号}}", 3)),
            ("批准单位", "{{批准单位}}", "批准日期", "{{批准日期}}"),
        ],
        size=SMALL,
        least=8,
    ).rows[8].height = Mm(28)
    small(
        doc,
        "注：办法写明“原则上”的，确需例外须经书面批准。批准后请把规则、对象、文号、批准单位、批准日期登记到工作簿“例外审批”表，"
        "例外方可生效。",
    )
    return doc


def quota_table() -> Doc:
    """D19: the posts of every village after Article 4."""
    doc = blank_page("村级就业帮扶协管员岗位核定表", landscape=True)
    title(doc, "{{旗县}}村级就业帮扶协管员岗位核定表")
    above(doc, "人数口径：{{人数口径}}", size=11)
    above(doc, "人口数据截止日期：{{数据截止日期}}　　　在岗人数截至：{{参照日期}}　　　单位：人、个", size=11)
    numbers = (
        ("#普通\n#劳动力", "普通劳动力", 15), ("#技能\n#劳动力", "技能劳动力", 15), ("#弱（半）\n#劳动力", "弱劳动力或半劳动力", 16),
        ("#合计", "劳动力合计", 15), ("#待定\n#人数", "劳动技能未填", 15), ("#岗位\n#上限", "核定岗位数", 18),
        ("#设岗数", "上次核定数", 15), ("#在岗\n#人数", "在岗人数", 15), ("#空岗数", "空岗数", 15),
    )  # fmt: skip
    posts = form_table(
        doc,
        (10, 25, 34, *(width for _, _, width in numbers), 17),
        [
            ("#序号", "#苏木乡镇", "#嘎查村", *(header for header, _, _ in numbers), "#备注"),
            (("{%tr for 行 in 名单 %}", 13),),
            (
                "{{loop.index}}",
                "{{行.苏木乡镇}}",
                "{{行.嘎查村}}",
                *(f"{{{{行.{name}}}}}" for _, name, _ in numbers),
                "",
            ),
            (("{%tr endfor %}", 13),),
            (("#合计（{{村数}}个嘎查村）", 3), *(f"{{{{合计.{name}}}}}" for _, name, _ in numbers), ""),
        ],
        size=10.5,
        least=6.6,
        heads=1,
    )
    for cell in posts.rows[-1].cells:  # those who sign do so below the total
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    above(
        doc,
        "注：岗位上限{% if 条款依据 %}按{{条款依据}}有关规定计算，{% endif %}是最多可设的岗位数；写作“0～1”的，待“待定人数”的劳动技能补填后确定；“待核”表示该村有关数据没有登记。",
        11,
    )
    signs = table(doc, (75, 75, 75), 1, bordered=False)
    for cell, text in zip(
        signs.rows[0].cells,
        (
            "　{{乡村振兴部门}}\n　（盖章）\n↕36\n　负责人：\n　　　　　年　　月　　日",
            "　{{人社部门}}\n　（盖章）\n↕36\n　负责人：\n　　　　　年　　月　　日",
            "　审核人：\n　\n↕36\n　填表人：\n　填表日期：{{落款日期}}",
        ),
        strict=True,
    ):
        box_text(cell, text, SMALL)
    return doc


TEMPLATES: dict[str, Callable[[], Doc]] = {
    "vacancy-notice.docx": vacancy_notice,
    "application.docx": application,
    "committee-check.docx": committee_check,
    "council-record.docx": council_record,
    "township-review.docx": township_review,
    "township-notice.docx": township_notice,
    "filing-form.docx": filing_form,
    "filing-roster.docx": filing_roster,
    "filing-letter.docx": filing_letter,
    "exception-request.docx": exception_request,
    "quota-table.docx": quota_table,
}

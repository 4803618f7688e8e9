"""The Word templates for people in post: training, evaluation, renewal, leaving, changes, what the village publishes.

`python tools/make_templates.py` builds them with the others, on the page of tools/wordpage.py.
"""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document as Doc
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from wordpage import (
    CENTER,
    HEAD,
    LEFT,
    RIGHT,
    SEAL,
    TABLE_SIZE,
    blank_page,
    cell_text,
    clause,
    contact_note,
    form_table,
    heading,
    line,
    list_table,
    numbered,
    red_head,
    run,
    shape,
    sign_off,
    table,
    title,
)

SMALL = 12  # type of tables with much in them
DUTIES = (  # Article 6, each with its share of a hundred points
    ("政策宣传落实", "宣传并协助落实就业帮扶政策，群众知晓", 20),
    ("底数掌握", "外出务工、培训需求、掌握技能等情况清楚，台账齐全准确", 25),
    ("就业服务", "提供就业指导、岗位推送、技能培训等服务，配合组织外出务工", 25),
    ("动态更新", "及时掌握就业帮扶动态，按时更新信息管理系统数据", 20),
    ("指导和培训", "接受管理部门业务指导，按要求参加业务培训", 10),
)
QUESTIONS = (
    "宣传就业帮扶政策，解答疑问",
    "了解您家务工、培训情况和需求",
    "推荐岗位、组织培训、帮助务工",
    "办事及时，不推不拖",
    "态度热情、公道，不收取费用",
    "总体评价",
)
OPINIONS = ("满意", "基本满意", "不满意", "不了解")


# -- pieces -----------------------------------------------------------------------------------------------------------


def page(name: str) -> Doc:
    """The page of a document with tables: its text keeps to the 22 lines by itself, and the grid would stretch the tables."""
    doc = blank_page(name)
    doc.sections[0]._sectPr.find(qn("w:docGrid")).set(qn("w:type"), "default")
    return doc


def tight(made: Table, points: float = 16) -> Table:
    """Lines of a table at the height of their own type."""
    for row in made.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                form = paragraph.paragraph_format
                form.line_spacing, form.line_spacing_rule = Pt(points), WD_LINE_SPACING.AT_LEAST
    return made


def posted(made: Table) -> Table:
    """A list on a notice: a little closer than the lines of the text, for the page to stay one."""
    for row in tight(made, 20).rows:
        row.height = Mm(8.5)
    return made


def sub_title(doc: Doc, text: str) -> None:
    """A line of small type below the title."""
    run(shape(doc.add_paragraph(), indent=False, align=CENTER), text, size=TABLE_SIZE)


def below(doc: Doc, text: str, space: float = 8, *, indent: bool = True, keep: bool = False) -> None:
    """A paragraph that keeps off the table above it."""
    paragraph = clause(doc, text, keep) if indent else line(doc, text)
    paragraph.paragraph_format.space_before = Pt(space)


def run_in(doc: Doc, head: str, text: str) -> Paragraph:
    """A heading with its text behind it."""
    paragraph = shape(doc.add_paragraph())
    run(paragraph, head, HEAD)
    run(paragraph, text)
    return paragraph


def contact(doc: Doc) -> None:
    """Whom to ask, where the county has named somebody."""
    for text in (
        "{%p if 联系人 or 办公电话 %}",
        "{% if 联系人 %}联系人：{{联系人}}　　{% endif %}{% if 办公电话 %}电话：{{办公电话}}{% endif %}",
        "{%p endif %}",
    ):
        clause(doc, text, keep=True)


def close(doc: Doc, receipt: bool = True) -> None:
    """Who signs and when on the right, under the seal; on the left the receipt of the person, in the same row."""
    line(doc).paragraph_format.keep_with_next = True
    received, signed = table(doc, (58, 98), 1, bordered=False).rows[0].cells
    cell_text(signed, "{{落款单位}}")
    run(shape(signed.add_paragraph(), indent=False, align=CENTER), "{{落款日期}}")
    if receipt:
        cell_text(received, "签收人（签字）：", align=LEFT)
        run(shape(received.add_paragraph(), indent=False, align=LEFT), "　　年　　月　　日")


def centre_names(made: Table) -> Table:
    """The names of the rows stand in the middle, also those of two lines."""
    for row in made.rows:
        for paragraph in row.cells[0].paragraphs:
            paragraph.alignment = CENTER
    return made


# -- D09 training -----------------------------------------------------------------------------------------------------


def training_notice() -> Doc:
    """D09: the call to the training before the post, with the list of who is to come (Article 11)."""
    doc = page("村级就业帮扶协管员岗前培训通知")
    title(doc, "关于开展村级就业帮扶协管员")
    title(doc, "岗前培训的通知")
    line(doc)
    line(doc, "各有关嘎查村（社区）：")
    clause(doc, "根据{{条款依据}}有关规定，现组织{{培训范围}}村级就业帮扶协管员参加岗前培训。有关事项通知如下：")
    clause(doc, "［一、培训时间。］{{培训日期}}")
    clause(doc, "［二、培训地点。］{{培训地点}}")
    clause(doc, "［三、培训内容。］{{培训内容}}。")
    clause(doc, "［四、参训人员。］共{{人数}}人，名单附后。")
    clause(
        doc,
        "［五、有关要求。］请各嘎查村（社区）通知到本人并安排好工作。参训人员要按时到场、签到，不得由他人代替；因故不能参加的，"
        "事先向{{落款单位}}说明，另行补训。培训情况登记存档。",
        keep=True,
    )
    contact(doc)
    clause(doc, "附件：参训人员名单", keep=True)
    close(doc, receipt=False)
    attached = shape(doc.add_paragraph(), indent=False)
    attached.paragraph_format.page_break_before = True
    run(attached, "附件", HEAD)
    title(doc, "参训人员名单")
    line(doc)
    names = (
        ("序号", "{{loop.index}}", 16),
        ("姓名", "{{行.姓名}}", 34),
        ("苏木乡镇", "{{行.苏木乡镇}}", 50),
        ("服务嘎查村", "{{行.服务嘎查村}}", 56),
    )
    tight(list_table(doc, names), 20)
    return doc


def sign_in() -> Doc:
    """D09: the sheet to sign at the training."""
    doc = page("村级就业帮扶协管员岗前培训签到表")
    title(doc, "{{培训范围}}")
    title(doc, "村级就业帮扶协管员岗前培训签到表")
    line(doc)
    for text in ("培训时间：{{培训日期}}", "培训地点：{{培训地点}}", "培训内容：{{培训内容}}"):
        line(doc, text)
    names = (
        ("序号", "{{loop.index}}", 16),
        ("姓名", "{{行.姓名}}", 36),
        ("服务嘎查村", "{{行.服务嘎查村}}", 50),
        ("签名", "", 54),
    )
    made = tight(list_table(doc, names), 20)
    for row in made.rows:
        row.height = Mm(11)
    made.rows[0].height = Mm(9)
    below(doc, "应到{{人数}}人，实到　　　人　　　组织人（签字）：", indent=False)
    return doc


# -- D10 evaluation ---------------------------------------------------------------------------------------------------


def evaluation() -> Doc:
    """D10: the yearly evaluation (Article 12): the five duties with scores, the people served, grade, feedback."""
    doc = page("村级就业帮扶协管员年度考核表")
    title(doc, "村级就业帮扶协管员年度考核表")
    sub_title(doc, "（{{年度}}年度）")
    points = sum(share for *_, share in DUTIES)
    rows = (
        ("姓名", "{{姓名}}", "服务嘎查村", "{{服务嘎查村}}", "岗位类别", "{{岗位类别}}"),
        ("选聘主体", ("{{选聘主体}}", 3), "上岗日期", "{{上岗日期}}"),
        ("考核内容", ("评价标准", 3), "分值", "得分"),
        *((name, (what, 3), str(share), "") for name, what, share in DUTIES),
        ("合计", ("", 3), str(points), ""),
        (
            "被服务对象\n参与评价",
            ("参评人数：{{参评服务对象人数}}人　　　群众满意度：{{满意度}}\n参评代表（签字）：\n　", 5),
        ),
        ("考核等次", ("{{等次}}", 5)),
        (
            "选聘主体\n意见",
            (
                "岗位技能：□已熟练掌握　　□尚未熟练掌握\n↕16\n　　　　　　　　负责人（签字、盖章）：\n→年　　月　　日",
                5,
            ),
        ),
        (
            "结果反馈\n本人",
            (
                "本人已知悉考核结果：□无异议　　□有异议，申请复核\n↕4\n　　本人（签字）：　　　　　　　　　年　　月　　日",
                5,
            ),
        ),
    )
    made = centre_names(tight(form_table(doc, (30, 24, 26, 23, 22, 31), rows, size=SMALL, least=9)))
    for row in made.rows[3:8]:
        row.height, row.cells[1].paragraphs[0].alignment = Mm(11), LEFT
    made.rows[11].height = SEAL
    return doc


def ballot() -> Doc:
    """D10: what the people served say, without their names (Article 12)."""
    doc = page("村级就业帮扶协管员群众满意度测评票")
    title(doc, "村级就业帮扶协管员")
    title(doc, "群众满意度测评票")
    sub_title(doc, "（{{年度}}年度）")
    tight(form_table(doc, (32, 46, 32, 46), (("被测评人", "{{姓名}}", "服务嘎查村", "{{服务嘎查村}}"),)))
    below(doc, "请在符合您看法的一栏内打“√”，每行只打一个。本票不记名，请勿写投票人姓名。")
    rows = (("测评内容", *OPINIONS), *((question, *("" for _ in OPINIONS)) for question in QUESTIONS))
    made = tight(form_table(doc, (74, 19.5, 23.5, 19.5, 19.5), rows, least=12))
    for row in made.rows[1:]:
        row.cells[0].paragraphs[0].alignment = LEFT
    below(doc, "您的意见和建议：", indent=False)
    for _ in range(3):
        line(doc, "＿" * 27)
    return doc


# -- D11 to D13 notices to one person, D13b ---------------------------------------------------------------------------


def renewal_notice() -> Doc:
    """D11: who may go on, and until when and where to sign (Article 9)."""
    doc = page("村级就业帮扶协管员续聘通知书")
    title(doc, "村级就业帮扶协管员续聘通知书")
    line(doc)
    line(doc, "{{姓名}}：")
    clause(
        doc,
        "您与{{甲方}}签订的村级就业帮扶协管员聘用协议（协议编号：{{上期协议编号}}）于{{上期协议止}}期满。您{{年度}}年度考核等次为"
        "“{{等次}}”，已熟练掌握岗位技能。根据{{条款依据}}有关规定，经履行续聘程序，决定续聘您为{{苏木乡镇}}{{服务嘎查村}}"
        "村级就业帮扶协管员。现将有关事项通知如下：",
    )
    clause(doc, "［一、续聘期限。］自{{协议起}}起至{{协议止}}止。")
    clause(
        doc,
        "［二、签订协议。］请于{{上期协议止}}前，持本人居民身份证到{{续签地点}}签订书面聘用协议。协议一年一签订，未签订新协议的，"
        "原协议期满即行终止。",
    )
    clause(
        doc,
        "［三、其他事项。］职责任务、劳务报酬、绩效管理等以新签订的协议为准。不愿续聘的，请在上述时间前书面告知。",
        keep=True,
    )
    contact(doc)
    close(doc)
    return doc


def ending_notice() -> Doc:
    """D12: an agreement that ends with its term and is not followed by another (Articles 9 and 5). It is no dismissal."""
    doc = page("村级就业帮扶协管员聘用协议终止通知书")
    title(doc, "村级就业帮扶协管员")
    title(doc, "聘用协议终止通知书")
    line(doc)
    line(doc, "{{姓名}}：")
    clause(
        doc,
        "您与{{甲方}}签订的村级就业帮扶协管员聘用协议（协议编号：{{协议编号}}）{{终止说明}}。现将有关事项通知如下：",
    )
    clause(doc, "［一、终止日期。］聘用协议于{{终止日期}}终止。")
    clause(doc, "［二、工作交接。］请及时交接：{{交接内容}}。")
    clause(doc, "［三、劳务报酬。］劳务报酬据实结算至{{结算至}}，通过“一卡通”支付到本人账户。")
    clause(
        doc,
        "［四、有关说明。］本次终止不属于{{条款依据}}规定的解除聘用协议的情形。服务对象个人信息的保密义务继续有效。",
    )
    clause(doc, "感谢您为脱贫人口稳岗就业所做的工作。", keep=True)
    contact(doc)
    close(doc)
    return doc


def dismissal_notice() -> Doc:
    """D13: an agreement ended under one of the cases of Article 14 other than death."""
    doc = page("村级就业帮扶协管员解聘通知书")
    title(doc, "村级就业帮扶协管员解聘通知书")
    line(doc)
    line(doc, "{{姓名}}：")
    clause(
        doc,
        "您与{{甲方}}签订的村级就业帮扶协管员聘用协议（协议编号：{{协议编号}}）按程序予以解除。现将有关事项通知如下：",
    )
    clause(doc, "［一、解聘理由。］属于{{条款依据}}规定的情形：{{解聘理由}}。")
    clause(doc, "［二、事实和依据。］{{依据材料}}。")
    clause(doc, "［三、解除日期。］聘用协议于{{离岗日期}}解除。")
    clause(doc, "［四、工作交接。］请及时交接：{{交接内容}}。")
    clause(doc, "［五、劳务报酬。］劳务报酬据实结算至{{结算至}}，通过“一卡通”支付到本人账户。")
    clause(
        doc,
        "［六、异议处理。］对本通知有异议的，可以向{{落款单位}}申请复核，也可以向{{乡村振兴部门}}、{{人社部门}}反映，或者依法通过其他"
        "途径解决。",
        keep=True,
    )
    close(doc)
    return doc


def ending_record() -> Doc:
    """D13b: the entry for a coordinator who has died (Article 14, case 2). It is addressed to nobody."""
    doc = page("村级就业帮扶协管员聘用协议终止登记表")
    title(doc, "村级就业帮扶协管员")
    title(doc, "聘用协议终止登记表")
    line(doc)
    rows = (
        ("姓名", "{{姓名}}", "性别", "{{性别}}"),
        ("身份证号", ("{{身份证号}}", 3)),
        ("服务嘎查村", ("{{苏木乡镇}}{{服务嘎查村}}", 3)),
        ("选聘主体", ("{{甲方}}", 3)),
        ("协议编号", ("{{协议编号}}", 3)),
        ("协议期限", ("{{协议起}}至{{协议止}}", 3)),
        ("终止情形", ("{{条款依据}}：{{解聘理由}}", 3)),
        ("终止日期", "{{离岗日期}}", "报酬结算至", "{{结算至}}"),
        ("证明材料", ("{{依据材料}}", 3)),
        ("未结报酬\n处理情况", ("", 3)),
        ("工作交接", ("{{交接内容}}", 3)),
        ("选聘主体\n意见", ("↕20\n　　　　　　负责人（签字、盖章）：\n→年　　月　　日", 3)),
    )
    made = centre_names(tight(form_table(doc, (34, 44, 34, 44), rows, least=9.5), 20))
    made.rows[9].height, made.rows[11].height = Mm(16), SEAL
    below(doc, "登记人（签字）：　　　　　　　　　　　　年　　月　　日", indent=False)
    return doc


# -- D14 changes ------------------------------------------------------------------------------------------------------


def change_form() -> Doc:
    """D14: one change, reported to the three departments (Article 8)."""
    doc = page("村级就业帮扶协管员变动备案表")
    title(doc, "村级就业帮扶协管员变动备案表")
    line(doc)
    box = "　备案意见：\n↕22\n→（盖章）　　\n→年　　月　　日"
    rows = (
        ("选聘主体", ("{{甲方}}", 2), "变动类型", "{{变动类型}}"),
        ("嘎查村", ("{{苏木乡镇}}{{服务嘎查村}}", 2), "变动日期", "{{变动日期}}"),
        ("离岗人员", "姓名", "{{离岗姓名|可空}}", "离岗日期", "{{离岗日期|可空}}"),
        ("", "身份证号", "{{离岗身份证号|可空}}", "协议编号", "{{离岗协议编号|可空}}"),
        ("", "离岗类型", "{{离岗类型|可空}}", "解聘理由", "{{解聘理由|可空}}"),
        ("接任人员", "姓名", "{{接任姓名|可空}}", "上岗日期", "{{接任上岗日期|可空}}"),
        ("", "身份证号", "{{接任身份证号|可空}}", "备案编号", "{{接任备案编号|可空}}"),
        ("选聘主体\n意见", ("↕24\n→（盖章）　　　　\n→年　　月　　日", 4)),
        (("{{乡村振兴部门}}", 2), "{{人社部门}}", ("{{财政部门}}", 2)),
        ((box, 2), box, (box, 2)),
    )
    made = centre_names(tight(form_table(doc, (22, 28, 48, 21, 37), rows, size=SMALL, least=10)))
    made.rows[7].height = made.rows[9].height = SEAL
    for paragraph in made.rows[9].cells[0].paragraphs[1:]:
        paragraph.alignment = RIGHT
    for first, last in ((2, 4), (5, 6)):
        cell = made.cell(first, 0).merge(made.cell(last, 0))
        for paragraph in cell.paragraphs[1:]:  # the empty lines of the cells it swallowed
            paragraph._p.getparent().remove(paragraph._p)
    return doc


def change_letter() -> Doc:
    """D14: the letter of a hiring body to the three departments, with the list of changes (Article 8)."""
    doc = page("关于村级就业帮扶协管员变动备案的函")
    red_head(doc)
    title(doc, "{{落款单位}}")
    title(doc, "关于村级就业帮扶协管员变动备案的函")
    numbered(doc)
    line(doc, "{{乡村振兴部门}}、{{人社部门}}、{{财政部门}}：")
    clause(
        doc,
        "根据{{条款依据}}有关规定，选聘人员变动时应及时备案，并按程序进行补缺。现将我单位选聘的村级就业帮扶协管员变动情况"
        "（共{{人数}}人）报请备案：",
    )
    names = (
        ("序号", "{{loop.index}}", 14),
        ("姓名", "{{行.变动人员}}", 26),
        ("服务嘎查村", "{{行.服务嘎查村}}", 30),
        ("变动类型", "{{行.变动类型}}", 30),
        ("变动日期", "{{行.变动日期}}", 34),
        ("接任人员", "{{行.接任姓名|可空}}", 22),
    )
    tight(list_table(doc, names, size=SMALL))
    below(doc, "岗位尚有空缺的，将按规定程序补缺。特此函达。", keep=True)
    line(doc).paragraph_format.keep_with_next = True
    clause(doc, "附件：村级就业帮扶协管员变动备案表（{{人数}}份）", keep=True)
    line(doc).paragraph_format.keep_with_next = True
    sign_off(doc)
    contact_note(doc)
    return doc


# -- D15 what the village publishes -----------------------------------------------------------------------------------


def village_affairs() -> Doc:
    """D15: the five things a village publishes of its coordinators (Article 13). Public: names and pay, no numbers."""
    doc = page("村级就业帮扶协管员村务公开栏")
    title(doc, "{{嘎查村}}就业帮扶协管员村务公开栏")
    heading(doc, "一、职责任务", below_table=True)
    clause(doc, "{{职责任务}}")
    run_in(doc, "二、上岗人员姓名：", "{{上岗人员}}")
    heading(doc, "三、劳务报酬")
    pay = (("姓名", "{{行.姓名}}", 50), ("劳务报酬（元/月）", "{{行.月劳务报酬}}", 56), ("支付方式", "“一卡通”", 50))
    made = tight(list_table(doc, pay))
    for row in made.rows:
        row.height = Mm(7.5)
    run_in(doc, "四、管理评价办法：", "{{评价办法}}").paragraph_format.space_before = Pt(6)
    run_in(doc, "五、监督举报电话：", "{{监督举报电话}}").paragraph_format.keep_with_next = True
    close(doc, receipt=False)
    return doc


TEMPLATES: dict[str, Callable[[], Doc]] = {
    "training-notice.docx": training_notice,
    "sign-in.docx": sign_in,
    "evaluation.docx": evaluation,
    "ballot.docx": ballot,
    "renewal-notice.docx": renewal_notice,
    "ending-notice.docx": ending_notice,
    "dismissal-notice.docx": dismissal_notice,
    "ending-record.docx": ending_record,
    "change-form.docx": change_form,
    "change-letter.docx": change_letter,
    "village-affairs.docx": village_affairs,
}

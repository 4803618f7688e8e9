"""The Word templates of Article 15: the report of a self-inspection, and the explanation of one person or village.

`python tools/make_templates.py` builds them with the others, on the page of tools/wordpage.py.
"""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document as Doc
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from wordpage import (
    BODY,
    CENTER,
    HEAD,
    LEFT,
    TABLE_SIZE,
    blank_page,
    clause,
    heading,
    line,
    list_table,
    run,
    shape,
    sign_off,
    title,
)

SMALL, POINTS = 9, 12.5  # type of the explanation, and its lines
MIDDLE, WIDER = 10.5, 14.5  # of the report


def close(made: Table, left: tuple[int, ...] = (), points: float = POINTS, *, may_break: bool = False) -> Table:
    """Lines of a table at their own height, off the grid of the page; the columns `left` begin at the left.

    Rows may break where what stands in one can be longer than a page.
    """
    for row in made.rows:
        row.height = Mm(6)
        for split in row._tr.trPr.findall(qn("w:cantSplit")) if may_break else ():
            row._tr.trPr.remove(split)
        for number, cell in enumerate(row.cells):
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.line_spacing = Pt(points)
                if paragraph._p.pPr.find(qn("w:snapToGrid")) is None:  # cells that are merged come up more than once
                    off = OxmlElement("w:snapToGrid")
                    off.set(qn("w:val"), "0")
                    paragraph._p.pPr.insert_element_before(off, "w:spacing", "w:ind", "w:jc")
                if number in left and row is not made.rows[0]:
                    paragraph.alignment = LEFT
    return made


def sub_title(doc: Doc, text: str) -> None:
    """A line of small type below the title."""
    run(shape(doc.add_paragraph(), indent=False, align=CENTER), text, size=TABLE_SIZE)


def small(doc: Doc, text: str, space: float = 4, face: str = BODY) -> None:
    """A paragraph of small type."""
    paragraph = shape(doc.add_paragraph(), indent=False)
    paragraph.paragraph_format.line_spacing = Pt(16)
    paragraph.paragraph_format.space_before = Pt(space)
    paragraph.paragraph_format.keep_with_next = face == HEAD
    run(paragraph, text, face, 11)


def narrow(doc: Doc) -> Doc:
    """Margins of 15 mm: much has to stand in a line."""
    section = doc.sections[0]
    section.left_margin = section.right_margin = section.top_margin = Mm(15)
    section.bottom_margin, section.footer_distance = Mm(18), Mm(9)
    section._sectPr.remove(section._sectPr.find(qn("w:docGrid")))  # lines of small type at their own height
    return doc


def explanation() -> Doc:
    """What every rule says of one person or village, for the file: what was found, what passed, what was not asked."""
    doc = narrow(blank_page("逐条核对说明", landscape=True))
    title(doc, "{{对象}}逐条核对说明")
    sub_title(doc, "参照日期：{{参照日期}}　政策依据：{{政策包}}　工作簿：{{工作簿}}")
    small(doc, "涉及：{{涉及}}。")
    small(doc, "合计：{{合计}}。{{说明}}", 0)
    line(doc, "{%p if 名单 %}")
    small(doc, "一、发现的问题和提示", face=HEAD)
    found = (
        ("条款", "{{行.条款}}", 17), ("规则", "{{行.规则}}", 30), ("结论", "{{行.结论}}", 17), ("事实和处理办法", "{{行.事实}}", 83),
        ("看到的数据（单元格）", "{{行.所见}}", 80), ("参数（依据）", "{{行.参数}}", 40),
    )  # fmt: skip
    close(list_table(doc, found, size=SMALL), left=(1, 3, 4, 5), may_break=True)
    line(doc, "{%p endif %}")
    line(doc, "{%p if 通过 %}")
    small(doc, "二、通过的规则", 8, face=HEAD)
    kept = (
        ("条款", "{{行.条款}}", 17), ("规则", "{{行.规则}}", 30), ("怎样算不通过", "{{行.规定}}", 72),
        ("看到的数据（单元格）", "{{行.所见}}", 100), ("参数（依据）", "{{行.参数}}", 48),
    )  # fmt: skip
    close(list_table(doc, kept, of="通过", size=SMALL), left=(1, 2, 3, 4), may_break=True)
    line(doc, "{%p endif %}")
    line(doc, "{%p if 未核对 %}")
    small(doc, "三、没有核对的规则", 8, face=HEAD)
    line(doc, "{%p for 行 in 未核对 %}")
    small(doc, "{{行.结论}}（{{行.原因}}）：{{行.规则}}。", 0)
    line(doc, "{%p endfor %}")
    line(doc, "{%p endif %}")
    small(doc, "本说明由程序按登记的数据逐条列出，供存档和核对之用；数据有误的，以更正后重新核对的结果为准。", 8)
    return doc


def section(doc: Doc, number: str, name: str, of: str) -> None:
    """One class of the findings: a table, or the word that nothing was found."""
    heading(doc, f"{number}、{name}", below_table=True)
    line(doc, f"{{%p if 有{of} %}}")
    columns = (
        ("序号", "{{loop.index}}", 13), ("级别", "{{行.级别}}", 19), ("对象", "{{行.对象}}", 23), ("嘎查村", "{{行.嘎查村}}", 23),
        ("规则和位置", "{{行.规则}} {{行.位置}}", 25), ("事实", "{{行.事实}}", 56), ("怎么改", "{{行.怎么改}}", 40),
        ("处理意见", "{{行.处理意见}}", 26),
    )  # fmt: skip
    close(list_table(doc, columns, of=of, size=MIDDLE), (5, 6, 7), WIDER)
    line(doc, "{%p else %}")
    clause(doc, "没有发现。")
    line(doc, "{%p endif %}")


def inspection() -> Doc:
    """D18: the findings in the classes of Article 15, the leads about money, the exceptions, the documents made."""
    doc = blank_page("村级就业帮扶协管员管理自查报告", landscape=True)
    title(doc, "{{旗县}}村级就业帮扶协管员管理自查报告")
    sub_title(doc, "（截至{{截止日期}}）")
    clause(
        doc,
        "{% if 条款依据 %}依据{{条款依据}}有关规定，{% else %}参照日期没有有效的政策。{% endif %}对协管员设立、选聘、履职和劳务报酬发放情况进行自查。{{自查句}}",
    )
    heading(doc, "一、问题汇总")
    levels = ("错误", "需例外审批", "待核", "合计")
    columns = [("类别", "{{行.类别}}", 85), *((name, f"{{{{行.{name}}}}}", 30) for name in levels)]
    close(list_table(doc, columns, of="分类", size=12), (), 18)
    for number, (name, of) in zip("二三四五六", CLASSES, strict=True):
        section(doc, number, name, of)
    heading(doc, "七、资金问题线索", below_table=True)
    line(doc, "{%p if 有线索 %}")
    clause(doc, "{{线索句}}")
    money = (
        ("序号", "{{loop.index}}", 13), ("对象", "{{行.对象}}", 23), ("嘎查村", "{{行.嘎查村}}", 24), ("月份", "{{行.月份}}", 26),
        ("发放对象或期间不符（元）", "{{行.期间不符金额}}", 25), ("列支渠道不符（元）", "{{行.渠道不符金额}}", 22),
        ("合计（元）", "{{行.合计金额}}", 21), ("规则", "{{行.规则}}", 14), ("事实", "{{行.事实}}", 57),
    )  # fmt: skip
    total = "合计{{合计金额}}元，其中发放对象或期间不符{{期间不符金额}}元，列支渠道不符{{渠道不符金额}}元；同一月份只计一次。"
    close(list_table(doc, money, of="线索", size=MIDDLE, total=total), (8,), WIDER)
    line(doc, "{%p else %}")
    clause(doc, "没有发现资金问题线索。")
    line(doc, "{%p endif %}")
    heading(doc, "八、例外审批", below_table=True)
    line(doc, "{%p if 有例外 %}")
    granted = (
        ("状态", "{{行.状态}}", 28), ("规则", "{{行.规则}}", 13), ("对象", "{{行.对象}}", 28), ("文号", "{{行.文号}}", 36),
        ("批准单位", "{{行.批准单位}}", 36), ("批准日期", "{{行.批准日期}}", 24), ("事实", "{{行.事实}}", 60),
    )  # fmt: skip
    close(list_table(doc, granted, of="例外", size=MIDDLE), (6,), WIDER)
    line(doc, "{%p else %}")
    clause(doc, "没有登记，也没有待办理的例外审批。")
    line(doc, "{%p endif %}")
    line(doc, "{%p if 有文书台账 %}")
    heading(doc, "九、文书台账核查", below_table=True)
    log = (
        ("时间", "{{行.时间}}", 36), ("表单", "{{行.表单}}", 28), ("对象", "{{行.对象}}", 30), ("文件", "{{行.文件}}", 75),
        ("情况", "{{行.情况}}", 56),
    )  # fmt: skip
    close(list_table(doc, log, of="文书台账", size=MIDDLE), (3, 4), WIDER)
    line(doc, "{%p endif %}")
    line(doc).paragraph_format.keep_with_next = True
    sign_off(doc, "自查单位（盖章）", "{{落款日期}}", width=225)
    return doc


CLASSES = (
    ("不按规定设岗", "设岗"), ("违规选聘", "选聘"), ("不履职尽责", "履职"), ("资金", "资金"),
    ("其他（协议、解聘、基础数据等）", "其他"),
)  # fmt: skip
TEMPLATES: dict[str, Callable[[], Doc]] = {"inspection.docx": inspection}
PAGES: dict[str, Callable[[], Doc]] = {"explanation.docx": explanation}  # of no form

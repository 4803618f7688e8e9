"""The Word template of the public list of the month's pay (Articles 10 and 13).

    python tools/make_templates.py [FOLDER]

builds it together with the others.
"""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document as Doc
from docx.shared import Pt
from service_templates import page, tight
from wordpage import CENTER, clause, line, list_table, sign_off, title


def payment_notice() -> Doc:
    """D16: the public list of a township. No full identity, account or phone number of a person."""
    doc = page("村级就业帮扶协管员劳务报酬发放公示表")
    title(doc, "{{苏木乡镇}}")
    title(doc, "村级就业帮扶协管员劳务报酬发放公示表")
    line(doc, "（{{发放月份}}）", CENTER)
    clause(
        doc,
        "根据{{政策依据}}规定，现将{{发放月份}}村级就业帮扶协管员劳务报酬通过“一卡通”发放的情况予以公示，接受群众监督。",
    )
    columns = (
        ("序号", "{{loop.index}}", 12),
        ("姓名", "{{行.姓名}}", 32),
        ("嘎查村", "{{行.服务嘎查村}}", 35),
        ("身份证号", "{{行.身份证号脱敏}}", 41),
        ("出勤天数", "{{行.出勤天数|可空}}", 13),
        ("金额（元）", "{{行.实发金额}}", 23),
    )
    total = "合计：{{人数}}人，{{合计金额}}元（大写：{{合计大写}}）"
    tight(list_table(doc, columns, size=12, total=total), 20)
    clause(doc, "公示时间：{{公示起}}至{{公示止}}。").paragraph_format.space_before = Pt(6)
    clause(doc, "公示期间，对发放情况有异议的，可以{{受理方式}}向{{落款单位}}如实反映。")
    clause(doc, "监督举报电话：{{监督举报电话}}", keep=True)
    line(doc).paragraph_format.keep_with_next = True
    sign_off(doc)
    return doc


TEMPLATES: dict[str, Callable[[], Doc]] = {"payment-notice.docx": payment_notice}

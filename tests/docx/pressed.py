"""Documents to be printed, made from the program's own templates."""

from functools import cache
from pathlib import Path

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from xgy_excel.docx import prepare

TEMPLATES = Path(__file__).parents[2] / "templates"

AGREEMENT = {
    "协议编号": "NC2025-001", "甲方": "巴彦镇人民政府", "甲方负责人": "＿＿＿＿", "乙方": "斯琴·巴图", "联系电话": "19900000001",
    "身份证号": "150499199003079993", "依据文号": "内乡振发〔2022〕10号", "政策依据": "《内蒙古自治区村级就业帮扶协管员管理办法》（内乡振发〔2022〕10号）", "协议起": "2025年7月1日", "协议止": "2025年12月31日",
    "岗位类别": "一类", "苏木乡镇": "巴彦镇", "服务嘎查村": "红旗嘎查", "月劳务报酬": "2140.00",
    "月劳务报酬大写": "贰仟壹佰肆拾元整", "资金来源": "衔接资金", "户名": "斯琴·巴图", "开户行": "巴彦农村信用联社",
    "一卡通账号": "6299000000202500049", "协议份数": "三", "份数分配": "甲乙双方各执一份，其余用于备案和存档", "签订日期": "　　年　　月　　日",
}  # fmt: skip
PERSON = {"姓名": "张三", "性别": "女", "出生年": "1985", "嘎查村": "红旗嘎查", "人员身份": "脱贫人口"}
NOTICE = {
    "嘎查村": "红旗嘎查", "依据文号": "内乡振发〔2022〕10号", "政策依据": "《内蒙古自治区村级就业帮扶协管员管理办法》（内乡振发〔2022〕10号）", "村公示起": "2025年6月3日", "村公示止": "2025年6月9日", "村公示天数": "7个自然日",
    "受理方式": "来电、来信", "苏木乡镇政府": "巴彦镇人民政府", "落款单位": "红旗嘎查村民委员会", "监督举报电话": "0476-6923456", "落款日期": "2025年6月3日",
    "名单": [PERSON],
}  # fmt: skip


@cache
def _prepared(name):
    return prepare(TEMPLATES / name)


def agreement(**values) -> bytes:
    return _prepared("contract.docx").render({**AGREEMENT, **values})


def notice(**values) -> bytes:
    return _prepared("village-notice.docx").render({**NOTICE, **values})


def page_break(document) -> None:
    document.add_page_break()


def page_field(paragraph) -> None:
    """A field whose stored result is no page number, so that an engine that does not compute it is found out."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), (None, "99"), ("end", "")):
        run = paragraph.add_run(text if kind is None else "")
        if kind is not None:
            mark = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                mark.set(qn("w:fldCharType"), kind)
            mark.text = text or None
            run._r.append(mark)

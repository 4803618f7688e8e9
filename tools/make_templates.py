"""Builds the Word templates of the documents. Run it, look at the pages, commit the result.

    python tools/make_templates.py [FOLDER]

The page is that of tools/wordpage.py. The agreement and the notice of a village stand here, the others beside this file by
the time of the year in which they are wanted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import inspection_templates
import payment_templates
import selection_templates
import service_templates
from docx.document import Document as Doc
from docx.shared import Pt
from service_templates import page, posted
from wordpage import (
    CENTER,
    blank_page,
    build,
    cell_text,
    clause,
    heading,
    keep_together,
    line,
    list_table,
    seal_columns,
    sign_off,
    table,
    title,
)


def contract() -> Doc:
    """D08: the agreement of Article 9, with its four parts, the five duties of Article 6 and the seven cases of Article 14."""
    doc = blank_page("村级就业帮扶协管员聘用协议")
    title(doc, "村级就业帮扶协管员聘用协议")
    line(doc, "协议编号：{{协议编号}}", CENTER)
    line(doc)
    for text in (
        "甲方（选聘主体）：{{甲方}}",
        "负责人：{{甲方负责人}}",
        "乙方（受聘人）：{{乙方}}",
        "身份证号：{{身份证号}}",
        "联系电话：{{联系电话}}",
    ):
        clause(doc, text)
    clause(
        doc,
        "根据{{政策依据}}等有关规定，甲乙双方在平等自愿、协商一致的基础上，就甲方聘用乙方担任村级就业帮扶协管员事宜签订"
        "本协议，共同遵守。",
    )
    heading(doc, "一、协议期限和服务区域")
    clause(
        doc,
        "［（一）协议期限。］自{{协议起}}起至{{协议止}}止。本协议一年一签订，期满即行终止，不自动顺延。",
    )
    clause(
        doc,
        "［（二）岗位和服务区域。］乙方担任村级就业帮扶协管员（岗位类别：{{岗位类别}}），服务{{苏木乡镇}}{{服务嘎查村}}的脱贫人口"
        "（含监测对象，以下同）。",
    )
    heading(doc, "二、职责任务", "职责任务")
    clause(doc, "乙方承担以下职责：", keep=True)
    for text in (
        "（一）宣传并协助落实党和国家就业帮扶政策；",
        "（二）全面掌握脱贫人口就业帮扶底数，包括脱贫人口外出务工情况、就业和职业技能培训需求意愿、掌握技能等相关情况；",
        "（三）为有服务需求的脱贫人口提供就业指导、岗位推送、技能培训等服务，配合做好脱贫人口外出务工组织工作；",
        "（四）及时掌握脱贫人口就业帮扶动态并更新信息管理系统数据；",
        "（五）自觉接受管理部门业务指导，按要求参加相关业务培训。",
    ):
        clause(doc, text)
    heading(doc, "三、劳务报酬", "劳务报酬")
    clause(
        doc,
        "［（一）报酬标准。］每月人民币{{月劳务报酬}}元（大写：{{月劳务报酬大写}}）。协议期内本地标准依规调整的，双方书面确认后按"
        "调整后的标准执行。除上述报酬外，甲方不另行发放津补贴。",
    )
    clause(doc, "［（二）资金来源。］劳务报酬从{{资金来源}}中列支。")
    clause(doc, "［（三）支付方式。］劳务报酬按月通过“一卡通”支付到乙方本人的以下账户：", keep=True)
    account = table(doc, (36, 112), 3)
    for row, (name, value) in zip(
        account.rows,
        (("户名", "{{户名}}"), ("开户行", "{{开户行}}"), ("账号", "{{一卡通账号}}")),
        strict=True,
    ):
        cell_text(row.cells[0], name)
        cell_text(row.cells[1], value)
    keep_together(account)
    heading(doc, "四、业务培训", below_table=True)
    clause(
        doc,
        "甲方组织乙方参加岗前培训和业务培训，重点是稳岗就业相关政策、岗位职责、工作技能、绩效管理等内容。乙方应当按要求参加。",
    )
    heading(doc, "五、绩效管理", "绩效管理")
    for text in (
        "（一）甲方制定绩效管理评价办法，明确监督评价的指标标准，并告知乙方。",
        "（二）甲方每年至少开展一次考核评价，评价须有被服务对象参与，可以引入群众满意度调查。",
        "（三）甲方将评价结果告知乙方，乙方有异议的可以申请复核。评价结果作为续聘和判断乙方能否胜任岗位的依据。",
    ):
        clause(doc, text)
    heading(doc, "六、双方权利义务", "权利义务")
    for head, items in (
        (
            "［（一）甲方的权利和义务］",
            (
                "1.负责对乙方的日常管理、业务指导、监督和考核评价；",
                "2.提供履行职责所需的政策资料、工作条件和系统权限；",
                "3.按照本协议约定支付劳务报酬，不得拖欠、截留；",
                "4.依照规定将有关内容纳入村务公开，接受社会监督。",
            ),
        ),
        (
            "［（二）乙方的权利和义务］",
            (
                "1.按照本协议取得劳务报酬、参加业务培训、了解本人评价结果；",
                "2.遵守法律法规和岗位管理制度，本人到岗履职，不得由他人顶替；",
                "3.如实采集、填报和更新信息，不得虚报、瞒报；",
                "4.不得利用岗位便利谋取私利，不得向服务对象收取费用；",
                "5.接受甲方和有关部门的管理、监督检查以及群众监督。",
            ),
        ),
    ):
        clause(doc, head, keep=True)
        for text in items:
            clause(doc, text)
    clause(
        doc,
        "［（三）用工性质和保险。］用工性质以及社会保险、意外伤害保险等事项，依照有关法律法规和当地规定执行。",
    )
    heading(doc, "七、续聘")
    clause(
        doc,
        "协议期满，乙方考核合格且已熟练掌握岗位技能的，甲方可以按程序续聘，双方另行签订书面协议；不再续聘的，甲方在期满前告知"
        "乙方。",
    )
    heading(doc, "八、协议的解除和终止")
    clause(doc, "（一）有下列情形之一的，可以按程序解除本协议：", keep=True)
    for text in (
        "1.乙方自愿申请解除聘用协议的；",
        "2.乙方死亡的；",
        "3.乙方经评价不能胜任岗位职责的；",
        "4.乙方严重违反岗位管理制度的；",
        "5.乙方被依法追究刑事责任的；",
        "6.因政策调整需要减少或取消岗位的；",
        "7.乙方不适宜继续工作的其他情形。",
    ):
        clause(doc, text)
    for text in (
        "（二）解除协议的具体程序由甲方确定，并事先告知乙方。",
        "（三）协议期满，或者岗位设置期限届满、所依据的政策失效且没有接续政策的，本协议终止。",
        "（四）协议解除或者终止的，乙方应当交接工作资料和系统账号，甲方应当据实结算劳务报酬。",
    ):
        clause(doc, text)
    heading(doc, "九、个人信息保护")
    clause(
        doc,
        "甲方处理乙方的个人信息，限于选聘、备案、发放报酬、公开和监督检查所必需，不对外公开乙方完整的证件号码、银行账号。乙方对"
        "履职中知悉的服务对象个人信息应当保密，不得泄露、出售或者挪作他用；本协议结束后，保密义务继续有效。",
    )
    heading(doc, "十、争议解决")
    clause(
        doc,
        "双方发生争议的，应当协商解决；协商不成的，可以向旗县主管部门申请调解，也可以依法通过其他途径解决。",
    )
    heading(doc, "十一、其他")
    clause(doc, "（一）未尽事宜依照有关规定执行，双方可以书面补充。")
    clause(
        doc,
        "（二）本协议一式{{协议份数}}份，{{份数分配}}，具有同等效力，经双方签字、盖章后生效。",
        keep=True,
    )
    spacer = line(doc)
    spacer.paragraph_format.keep_with_next = True
    seal_columns(
        doc,
        ("甲方（盖章）：", "负责人（签字）：", "{{签订日期}}"),
        ("乙方（签字、捺印）：", "", "{{签订日期}}"),
    )
    return doc


def village_notice() -> Doc:
    """D05: the publication in the village (Article 8). Public: no identity, account or phone number of a person."""
    doc = page("村级就业帮扶协管员拟聘人员公示")
    title(doc, "{{嘎查村}}")
    title(doc, "村级就业帮扶协管员拟聘人员公示")
    line(doc)
    clause(
        doc,
        "根据{{政策依据}}规定，经本人书面申请、“两委”核查、村民代表会议评议，拟聘用以下人员为村级就业帮扶协管员，现予公示。",
    )
    columns = (("姓名", 40), ("性别", 14), ("出生年", 20), ("嘎查村", 40), ("人员身份", 42))
    posted(list_table(doc, [(name, f"{{{{行.{name}}}}}", width) for name, width in columns]))
    clause(
        doc, "公示时间：{{村公示起}}至{{村公示止}}{% if 村公示天数 %}（{{村公示天数}}）{% endif %}。"
    ).paragraph_format.space_before = Pt(12)
    clause(
        doc,
        "公示期间，对拟聘人员有异议的，可以{{受理方式}}向{{落款单位}}或者{{苏木乡镇政府}}如实反映。",
    )
    clause(doc, "监督举报电话：{{监督举报电话}}", keep=True)
    line(doc).paragraph_format.keep_with_next = True
    sign_off(doc)
    return doc


TEMPLATES: dict[str, Callable[[], Doc]] = {
    "contract.docx": contract,
    "village-notice.docx": village_notice,
    **selection_templates.TEMPLATES,
    **service_templates.TEMPLATES,
    **inspection_templates.TEMPLATES,
    **payment_templates.TEMPLATES,
}


def main(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, make in (TEMPLATES | inspection_templates.PAGES).items():
        (folder / name).write_bytes(build(make))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "templates")

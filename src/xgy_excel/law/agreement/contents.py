"""Articles 6 and 9: what the text of an agreement must say. Asked of a template before documents are made from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar

from ...core import Answer, Cite, Law, Row, Rule, Severity, error, hint
from ...records import Records
from ...values import squash

BLOCKS = ("权利义务", "职责任务", "劳务报酬", "绩效管理")  # Article 9: 等内容, so at least these four

# Article 6: each duty, and the words of which one group must stand in the text for it to count as written.
DUTIES: dict[str, tuple[tuple[str, ...], ...]] = {
    "宣传并协助落实就业帮扶政策": (("宣传", "政策"),),
    "掌握脱贫人口就业帮扶底数": (("底数",), ("务工情况", "需求"), ("务工情况", "意愿"), ("摸排",)),
    "提供就业指导、岗位推送、技能培训等服务": (("就业指导",), ("岗位推送",), ("推送岗位",), ("组织", "外出务工")),
    "掌握就业帮扶动态并更新系统数据": (("更新", "数据"), ("更新", "系统"), ("动态", "系统")),
    "接受业务指导并参加业务培训": (("接受", "指导"), ("参加", "培训")),
}


def missing_blocks(blocks: Collection[str]) -> tuple[str, ...]:
    """Which of the four contents of Article 9 are not among the blocks a template marks.

    >>> missing_blocks(["权利义务", "劳务报酬", "绩效管理"])
    ('职责任务',)
    """
    present = {squash(block) for block in blocks}
    return tuple(block for block in BLOCKS if block not in present)


def missing_duties(text: str) -> tuple[str, ...]:
    """Which of the five duties of Article 6 a text does not speak of, by their key words.

    >>> missing_duties("宣传就业帮扶政策；摸清就业帮扶底数；推送岗位；及时更新信息管理系统数据")
    ('接受业务指导并参加业务培训',)
    """
    plain = squash(text)
    return tuple(duty for duty, ways in DUTIES.items() if not any(all(w in plain for w in way) for way in ways))


def template_answers(blocks: Collection[str], text: str, unknown_fields: Collection[str]) -> Iterator[Answer]:
    """What is wrong with a template. `text` is its 职责任务 block; without that block the duties are not asked for."""
    absent = missing_blocks(blocks)
    for block in absent:
        yield error(块=block)
    for name in unknown_fields:
        yield error("字段", 字段=name)
    duties = missing_duties(text)
    if duties and "职责任务" not in absent:
        yield hint("职责", 项="；".join(duties))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Template(Row):
    """What the check of a Word template found in it. It is no line of a workbook: A2 is asked of it directly."""

    SUBJECT: ClassVar[str] = "file"
    file: str = ""
    blocks: tuple[str, ...] = ()
    duties: str = ""  # the text of the block 职责任务
    unknown_fields: tuple[str, ...] = ()


def contents(template: Template | None, records: Records, law: Law) -> Iterator[Answer]:
    """What A2 says of a template; nothing of a workbook, which holds none."""
    if template is not None:
        yield from template_answers(template.blocks, template.duties, template.unknown_fields)


A2 = Rule(
    code="A2",
    title="协议模板内容",
    cite=Cite("第九条、第六条"),
    severities=(Severity.ERROR, Severity.HINT),
    about=(),
    ask=contents,
    field="",
    logic="检查模板时提出：四部分内容（按模板的分块标记）缺一项，或有未识别的字段，为错误；第六条五项职责未写全为提示",
    message="【第九条·协议内容】模板缺“{块}”内容，不能批量生成。",
    remedy="在模板中补上该部分；用〔检查模板〕核对字段名。",
    wordings={
        "字段": "【第九条·协议内容】模板有未识别字段“{字段}”，不能批量生成。",
        "职责": "【第六条·岗位职责】模板“职责任务”未写明：{项}。",
    },
    without_pack=True,
)

RULES = (A2,)
PARAMS = ()

"""检查模板: everything wrong with a Word template, told before three hundred documents are made from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core import Finding, Row, Severity, Stopped
from ..forms import FORMS, Form
from ..law.agreement.contents import A2, missing_blocks, missing_duties, template_answers
from ..rows import SHEETS, Coordinator, Procedure, Village

if TYPE_CHECKING:
    from ..docx import Problem

AGREEMENT = "D08"
_AUTHORS = ("文档属性“作者”", "文档属性“最后修改者”")
_NOBODY = ("xgy_excel", "python-docx")  # programs
_FIXED_ARTICLE = re.compile(r"\{\{\s*(?:政策|条款)?依据(?:文号)?\s*\}\}[^。；，]{0,4}?第[一二三四五六七八九十]+条")
_SIGNS = ("协管员", "协议", "甲方", "乙方")  # a text with all of them is taken for the agreement of Article 9


@dataclass(frozen=True)
class Looked:
    """What the look at a template found. `fonts`: the faces this machine lacks, each with what stands in for it."""

    template: str
    form: str  # its code, where the clerk named one
    data: bytes
    problems: tuple[Problem, ...]
    fonts: Mapping[str, str]
    missing_blocks: tuple[str, ...] = ()
    missing_duties: tuple[str, ...] = ()

    @property
    def errors(self) -> list[Problem]:
        return [p for p in self.problems if p.severity is Severity.ERROR]

    @property
    def exit_code(self) -> int:
        return int(bool(self.errors))

    def to_json(self) -> dict[str, Any]:
        return {
            "template": self.template,
            "form": self.form,
            "problems": [p.to_json() for p in self.problems],
            "fonts_missing": dict(self.fonts),
            "blocks_missing": list(self.missing_blocks),
            "duties_missing": list(self.missing_duties),
        }


def look(path: Path, form: Form | None = None) -> Looked:
    """Look a template over for one form; without it for all, and then a name that none of them fills is a hint only.

    An agreement must have the contents of Article 9 and should state the duties of Article 6 (rule A2). Raises Stopped when
    the file is no .docx.
    """
    from ..docx import blocks, problems, text_of
    from ..docx.fonts import faces_for
    from ..docx.pdf import faces_named

    if not path.is_file():
        raise Stopped(f"找不到模板“{path}”。")
    data = path.read_bytes()
    known = frozenset[str]().union(*(f.names() for f in ([form] if form else FORMS)))
    found = tuple(problems(path, known, aliases=aliases(), sure=form is not None))
    found += tuple(_articles(data))
    found += tuple(_authors(data)) if form and form.public else ()
    code, fonts = form.code if form else "", faces_for(faces_named(data)).renamed
    if code != AGREEMENT and (form or not all(sign in text_of(data) for sign in _SIGNS)):
        return Looked(path.name, code, data, found, fonts)
    marked = blocks(data)
    duties = missing_duties(marked["职责任务"]) if "职责任务" in marked else ()
    found += tuple(_contents(path.name, marked))
    return Looked(path.name, code, data, found, fonts, missing_blocks(marked), duties)


def _authors(data: bytes) -> Iterator[Problem]:
    """Whoever wrote the template stands in the properties of every document made from it: no name for a public one."""
    from ..docx import Problem
    from ..docx.text import paragraphs

    for one in paragraphs(data):
        if one.place in _AUTHORS and one.text not in _NOBODY:
            what = "写着姓名，会带进每一份公开文书"
            yield Problem(
                Severity.HINT, one.place, one.text, what, "在Word的“文件—信息—检查文档”里删除个人信息后保存模板"
            )


def _articles(data: bytes) -> Iterator[Problem]:
    """An article written behind the policy in force is right only while the regulation is that policy."""
    from ..docx import Problem
    from ..docx.text import paragraphs

    for one in paragraphs(data):
        for words in _FIXED_ARTICLE.findall(one.text):
            what = "政策换了，条款编号可能不同，会引错条款"
            yield Problem(Severity.HINT, one.place, words, what, "改为 {{条款依据}}；没有这个栏目的文书，删去条款号")


def aliases() -> dict[str, str]:
    """The words counties write over their columns, each with the header of the standard workbook; the roster's come first.

    >>> aliases()["合同编号"], aliases()["银行账号"]
    ('协议编号', '一卡通账号')
    """
    found: dict[str, str] = {}
    kinds: tuple[type[Row], ...] = (Coordinator, Procedure, Village, *SHEETS)
    for kind in kinds:
        for column in kind.columns().values():
            for alias in column.aliases:
                found.setdefault(alias, column.header)
    return found


def _contents(name: str, marked: Mapping[str, str]) -> Iterator[Problem]:
    """What A2 says of an agreement."""
    from ..docx import Problem

    for answer in template_answers(marked, marked.get("职责任务", ""), ()):
        told = Finding(A2, answer, answer.severity)
        mark = (
            f"写好后在它的第一段写上分块标记：{{# 块:{answer.facts['块']} #}}" if "块" in answer.facts else told.remedy
        )
        yield Problem(answer.severity, "模板", name, told.message.rstrip("。"), mark)

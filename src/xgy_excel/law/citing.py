"""Article numbers: they are the regulation's own, and a policy that follows it may number its articles otherwise."""

from __future__ import annotations

import re

from ..core import REGULATION, Law, Pack
from ..values import number_key
from .documents import ARTICLE_NUMBER

_BRACKETS = re.compile(r"[\[\]()〔〕【】]")


def is_regulation(number: str | None) -> bool:
    """Is it the regulation's own number, in whatever brackets?"""
    return _plain(number) == _plain(REGULATION)


def _plain(number: str | None) -> str:
    return _BRACKETS.sub("", number_key(number))


def article_words(article: str, law: Law) -> str:
    """An article of the regulation as the policy in force numbers it; empty where nobody has said.

    The numbers belong to the regulation. Under a successor an item is looked up as such, then by its article.

    >>> from datetime import date
    >>> from ..core import Setting
    >>> later = Law(date(2026, 3, 1), (Pack(doc_no="内农发〔2026〕1号"),), [Setting(name="条款号·第十四条", value="第十六条")])
    >>> [article_words("第十四条第3项", law) for law in (Law(date(2025, 6, 30)), later)], article_words("第九条", later)
    (['第十四条第3项', '第十六条'], '')
    """
    if law.pack and is_regulation(law.pack.cited):
        return article
    whole = article[: article.find("条") + 1]
    return law.get(ARTICLE_NUMBER, article) or law.get(ARTICLE_NUMBER, whole) or ""


def numbers_note(pack: Pack | None) -> str:
    """What is said beside the article numbers of findings while another policy than the regulation is in force.

    >>> numbers_note(Pack(doc_no="内农发〔2026〕1号"))
    '所列条款是内乡振发〔2022〕10号的条款号，内农发〔2026〕1号的编号可能不同，引用时请对照原文。'
    >>> numbers_note(Pack(doc_no="内乡振发[2022]10号")), numbers_note(None)
    ('', '')
    """
    number = pack.cited if pack else None
    if not number or is_regulation(number):
        return ""
    return f"所列条款是{REGULATION}的条款号，{number}的编号可能不同，引用时请对照原文。"

"""An explanation in words: as text for the screen, and as the values of a page for the file. By article, what is broken first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...law.explaining import KEPT, NOT_ABOUT, NOT_RUN, WORDS
from ..explain import Explained, Put, Told, Used

_ARTICLE = re.compile("第.+?条")
_LEFT_OUT = (NOT_RUN, NOT_ABOUT)
MEANING = "“通过”指按所列数据核对没有发现问题，包括规则的前提没有出现；“未运行”“不适用”的原因列在最后。"


def by_article(explained: Explained) -> list[tuple[str, list[Told]]]:
    """The rules that were asked, under their articles: the article with the gravest outcome first, in it the gravest rule."""
    groups: dict[str, list[Told]] = {}
    for told in explained.rules:
        if told.outcome not in _LEFT_OUT:
            found = _ARTICLE.match(told.article)
            groups.setdefault(found[0] if found else told.article, []).append(told)
    for rules in groups.values():
        rules.sort(key=_gravity)
    return sorted(groups.items(), key=lambda group: _gravity(group[1][0]))


def _gravity(told: Told) -> int:
    return WORDS.index(told.outcome)


def left_out(explained: Explained) -> list[tuple[str, str, list[str]]]:
    """未运行 and 不适用: the word, the reason, and the rules."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for told in explained.rules:
        if told.outcome in _LEFT_OUT:
            reasons.setdefault((told.outcome, told.reason), []).append(f"{told.rule} {told.title}")
    return [(word, why, rules) for (word, why), rules in sorted(reasons.items(), key=lambda r: WORDS.index(r[0][0]))]


def summary(explained: Explained) -> str:
    return "　".join(f"{word} {number}" for word, number in explained.counts.items())


def told_first(told: Told) -> tuple[list[Put], str]:
    """The rows to be told of: every one with a finding, else the first that passed; and a word on the others."""
    broken = [put for put in told.asked if put.findings]
    kept = [put for put in told.asked if not put.findings]
    shown = broken or kept[:1]
    others = [put.where for put in kept if put not in shown]
    if not others:
        return shown, ""
    return shown, f"另有{len(others)}行通过：{others[0]}" + (f"至{others[-1]}" if len(others) > 1 else "")


def values_of(put: Put) -> str:
    """The cells it saw, those of another sheet with its name, and of other people's rows how many were compared."""
    cells = [
        f"{one.field} {one.value or '（空）'}（{one.cell if one.sheet == put.sheet else f'{one.sheet}!{one.cell}'}）"
        for one in put.values
    ]
    cells += [f"并对照“{one.sheet}”其余{one.rows}行" for one in put.compared]
    return "；".join(cells)


def params_of(put: Put) -> str:
    return "；".join(map(_param, put.params))


def _param(used: Used) -> str:
    if not used.value:
        return f"{used.name} 未设"
    if used.default:
        return f"{used.name} {used.value}（默认值）"
    source = "，".join(filter(None, (f"{used.since}起" if used.since else "", used.basis or "未写依据文号")))
    return f"{used.name} {used.value}（{source}）"


def text(explained: Explained) -> str:
    """The explanation for the screen."""
    return "\n".join(_lines(explained))


def _lines(explained: Explained) -> Iterator[str]:
    yield f"{explained.subject}（{explained.kind}）　{explained.book}　参照日期 {explained.as_of}　依据 {explained.policy}"
    yield f"涉及：{'、'.join(explained.where)}"
    yield summary(explained)
    yield MEANING + explained.note
    for article, rules in by_article(explained):
        yield f"\n{article}"
        for told in rules:
            yield from _rule_lines(told, explained.policy)
    yield ""
    for word, why, names in left_out(explained):
        yield f"{word}（{why}）：{'、'.join(names)}"


def _rule_lines(told: Told, policy: str) -> Iterator[str]:
    yield f"  {told.outcome}　{told.rule} {told.title}"
    shown, others = told_first(told)
    for put in shown:
        for said in put.findings:
            yield f"      {said.severity}：{said.message}"
            yield f"        → {said.remedy}"
        if values := values_of(put):
            yield f"      {_where(put, policy)}：{values}"
        if params := params_of(put):
            yield f"      参数：{params}"
    if others:
        yield f"      {others}"
    if told.reason:
        yield f"      没有核对的：{told.reason}"


def _where(put: Put, policy: str) -> str:
    """The row, the day it was judged on, and the policy where it is not that of the whole explanation."""
    return f"{put.where}，按{put.day}" + (f"（{put.policy}）" if put.policy != policy else "")


def page(explained: Explained) -> dict[str, Any]:
    """The values of the template explanation.docx."""
    rows = [(told, _row(article, told, explained.policy)) for article, rules in by_article(explained) for told in rules]
    return {
        "对象": explained.subject,
        "对象类别": explained.kind,
        "工作簿": explained.book,
        "参照日期": explained.as_of,
        "政策包": explained.policy,
        "涉及": "、".join(explained.where),
        "合计": summary(explained),
        "说明": MEANING + explained.note,
        "名单": [row for told, row in rows if told.outcome != KEPT],
        "通过": [row for told, row in rows if told.outcome == KEPT],
        "未核对": [{"结论": word, "原因": why, "规则": "、".join(rules)} for word, why, rules in left_out(explained)],
    }


def _row(article: str, told: Told, policy: str) -> dict[str, str]:
    shown, others = told_first(told)
    facts = [f"{said.message}→ {said.remedy}" for put in shown for said in put.findings]
    seen = [f"{_where(put, policy)}：{values_of(put) or ('整行' if put.sheet else '全表')}" for put in shown]
    seen += filter(None, (others, f"没有核对的：{told.reason}" if told.reason else ""))
    return {
        "条款": article,
        "规则": f"{told.rule} {told.title}",
        "结论": told.outcome,
        "事实": "\n".join(facts),
        "规定": told.logic,
        "所见": "\n".join(seen),
        "参数": "\n".join(dict.fromkeys(filter(None, map(params_of, shown)))) or "—",
    }

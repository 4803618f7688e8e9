"""The catalogue in words: docs/rules.md, docs/params.md and the JSON of `xgy rules`, made from the rules themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .core import REGULATION, Cite, Rule
from .law import PARAMS, RULES

CHAPTERS = {
    "K": "基础数据",
    "Q": "岗位设置",
    "E": "选聘条件",
    "S": "选聘程序与变动备案",
    "A": "协议与续聘",
    "P": "报酬与资金",
    "T": "业务培训",
    "V": "管理评价",
    "D": "社会监督与个人信息",
    "X": "解聘",
    "I": "监督检查",
    "Y": "期限与失效",
}
PAGES = ("rules.md", "params.md")


def rules_json(rules: Iterable[Rule] = RULES, package: str = "") -> list[dict[str, Any]]:
    """The rules as `xgy rules --json` writes them. `severity` is the gravest a rule gives, `severities` all of them.

    `package` is the name of the package that brings rules beside ours.
    """
    return [
        {
            "rule": rule.code,
            "article": rule.cite.article,
            "severity": rule.severities[0].value,
            "title": rule.title,
            "logic": rule.logic,
            "message": rule.message,
            "remedy": rule.remedy,
            "params": [param.name for param in rule.params],
            "default_on": rule.default_on,
            "in_text": rule.cite.in_text,
            "severities": [severity.value for severity in rule.severities],
            "wordings": dict(rule.wordings),
            "package": package,
        }
        for rule in rules
    ]


def page(name: str) -> str:
    """The text of one of PAGES."""
    lines = _rules() if name == "rules.md" else _params()
    return "\n".join(lines) + "\n"


_MADE = "<!-- 由程序生成（make docs），请不要直接修改 -->"


def _rules() -> Iterator[str]:
    yield from ("# 规则目录", "", _MADE, "")
    yield f"依据《内蒙古自治区村级就业帮扶协管员管理办法》（{REGULATION}），共{len(RULES)}条。"
    yield "编号的字母是章，数字一经使用不再改作他用。提示语中花括号里的词在运行时换成实际内容。"
    yield "要用到的数据没有填写或无法识别时不算通过，记为“待核”。"
    yield from _contents()
    letter = ""
    for rule in RULES:
        if rule.code[0] != letter:
            letter = rule.code[0]
            yield from ("", f"## {letter}　{CHAPTERS[letter]}")
        yield from _rule(rule)


def _contents() -> Iterator[str]:
    yield from ("", "| 章 | 内容 | 规则 |", "|---|---|---|")
    for letter in dict.fromkeys(rule.code[0] for rule in RULES):
        codes = "、".join(rule.code for rule in RULES if rule.code[0] == letter)
        yield f"| {letter} | {CHAPTERS[letter]} | {codes} |"


def _rule(rule: Rule) -> Iterator[str]:
    yield from ("", f"### {rule.code}　{rule.title}", "")
    yield f"- 条款：{_cite(rule.cite)}"
    yield f"- 级别：{'、'.join(severity.value for severity in rule.severities)}"
    yield f"- 判断：{rule.logic}"
    yield f"- 提示语：{rule.message}"
    for wording, text in rule.wordings.items():
        yield f"- 提示语（{wording}）：{text}"
    yield f"- 怎么改：{rule.remedy}"
    for wording, text in rule.remedies.items():
        yield f"- 怎么改（{wording}）：{text}"
    if rule.params:
        yield f"- 参数：{'、'.join(param.name for param in rule.params)}（见 [params.md](params.md)）"
    for kind in rule.about:
        needed = "、".join(kind.columns()[name].header for name in rule.needs if name in kind.columns())
        yield f"- 工作表：{kind.SHEET}" + (f"，须有列 {needed}" if needed else "")
    if rule.sheets:
        yield f"- 另须有工作表：{'、'.join(kind.SHEET for kind in rule.sheets)}{_instead(rule)}"
    if not rule.default_on:
        other = f"设有“{rule.turned_on_by.name}”，或" if rule.turned_on_by else ""
        yield f"- 默认关闭；参数表{other}写“规则开关·{rule.code}”为“开”即启用"


def _instead(rule: Rule) -> str:
    if rule.instead is None:
        return ""
    kind, name = rule.instead
    return f"，或{kind.SHEET}有列 {kind.columns()[name].header}"


def _cite(cite: Cite) -> str:
    source = "" if cite.source == REGULATION else f"，{cite.source}"
    return f"{cite.article}{source}" + ("" if cite.in_text else "（办法没有这样写明）")


def _params() -> Iterator[str]:
    yield from ("# 参数目录", "", _MADE, "")
    yield "办法没有写明、由文件或本县确定的数值，都是参数。在工作簿“参数”表中填写：参数、值、生效日期、失效日期、依据文号；"
    yield "按参照日期取当日有效的一行。默认值一栏为“—”的没有默认值：未填写时，用它判断的规则给出“待核”。"
    yield "带“·”的参数每个类别写一行，例如 `规则开关·Q9`。"
    yield from ("", "| 参数 | 单位或取值 | 默认值 | 为什么是参数 | 条款 | 用到它的规则 |", "|---|---|---|---|---|---|")
    for param in PARAMS:
        name = f"{param.name}·…" if param.keyed else param.name
        rules = "、".join(rule.code for rule in RULES if param in (*rule.params, rule.turned_on_by))
        cells = (name, param.unit, param.default or "—", param.why, param.cite.article, rules)
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def main(folder: Path) -> None:
    """Write the pages into a folder."""
    for name in PAGES:
        (folder / name).write_text(page(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

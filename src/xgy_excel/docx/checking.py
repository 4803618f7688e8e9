"""A template looked over before the first document: everything wrong at once, each with its place and the right writing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..core import Severity, Stopped
from .naming import Names, Scope, faults, loop_names, strangers
from .sandbox import TemplateEnvironment
from .tags import Slip, Tag, scan
from .template import prepare, read
from .text import Paragraph, paragraphs

_BLOCK = re.compile(r"\{#\s*块\s*[:：]\s*(.+?)\s*#\}")
_NEVER_FILLED = re.compile("尾注|批注|文档属性“(?!标题|主题|作者|备注|语言|标识)")
_PAIRS = {"endif": ("if",), "else": ("if", "for"), "elif": ("if",), "endfor": ("for",)}
_SPAN = {"tr": "这一行表格", "tc": "这个单元格", "p": "这一段"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a template. An error makes the documents wrong or impossible; a hint does not."""

    severity: Severity
    place: str
    around: str
    what: str
    right: str = ""

    def __str__(self) -> str:
        right = f"应写作：{self.right}" if self.right.startswith("{") else self.right
        return f"{self.place}“{self.around}”：{self.what}。{right}"

    def to_json(self) -> dict[str, str]:
        return {
            "severity": self.severity.value, "place": self.place, "around": self.around, "what": self.what,
            "right": self.right,
        }  # fmt: skip


def problems(
    template: Path | str | bytes,
    known: Collection[str] | None = None,
    *,
    aliases: Mapping[str, str] | None = None,
    sure: bool = True,
) -> list[Problem]:
    """Everything wrong with a template, in the order of the document, errors and hints.

    `known` are the names a form fills; those of list rows stand there plain or as 名单.姓名. None: names are not judged. A
    name that is not among them is an error, or a hint where it is not `sure` which form the template is for; `aliases` lead
    from other words to the name that is meant. Raises Stopped when the file is no .docx.
    """
    data, name = read(template)
    found = list(paragraphs(data, name=name))
    checker = _Checker(None if known is None else Names(frozenset(known), aliases or {}), sure)
    for number, paragraph in enumerate(found):
        checker.look(number, paragraph)
    checker.close()
    told = [problem for _, _, problem in sorted(checker.told, key=lambda t: t[:2])]
    if not any(problem.severity is Severity.ERROR for problem in told):
        told += _what_else(template, name)
    return told + list(_hints(found))


def blocks(template: Path | str | bytes) -> dict[str, str]:
    """The marked blocks of a template, such as 权利义务, each with its text as far as the next mark.

    A block is marked by a comment in its first paragraph, `{# 块:权利义务 #}`: plain text in Word, so it survives editing and
    copying, and it is not printed.
    """
    data, name = read(template)
    found: dict[str, str] = {}
    current = part = ""
    for paragraph in paragraphs(data, hidden=False, name=name):
        current, part = current if paragraph.part == part else "", paragraph.part
        marks = _BLOCK.findall(paragraph.text)
        found |= dict.fromkeys(marks, "")
        current = marks[-1] if marks else current
        if current:
            found[current] += _BLOCK.sub("", paragraph.text) + "\n"
    return found


def _what_else(template: Path | str | bytes, name: str) -> Iterator[Problem]:
    """What only shows when the template is made ready."""
    try:
        prepare(template)
    except Stopped as stopped:
        yield Problem(Severity.ERROR, "模板", name, str(stopped).rstrip("。"))


def _hints(found: list[Paragraph]) -> Iterator[Problem]:
    """What prints wrongly only when many documents are joined into one file."""

    def first(what: str, why: str, test: Callable[[Paragraph], object]) -> Iterator[Problem]:
        for p in found:
            if test(p):
                yield Problem(Severity.HINT, p.place, p.text.strip()[:24] or what, why)
                return

    joined = "若合并成一个文件再打印（--merged），"
    yield from first("NUMPAGES", f"总页数域NUMPAGES：{joined}会数成合并后的总页数；逐份打印不受影响",
                     lambda p: "NUMPAGES" in p.instructions)  # fmt: skip
    yield from first("SECTIONPAGES", "本节页数域SECTIONPAGES：用LibreOffice打印时页数可能不对，用内置方式或Word打印不受影响",
                     lambda p: "SECTIONPAGES" in p.instructions)  # fmt: skip
    yield from first("自动编号", f"有自动编号：{joined}编号会接着上一份往下数", lambda p: p.numbered)
    yield from first("脚注", f"有脚注：{joined}须逐份打印", lambda p: p.place.startswith("脚注"))
    yield from first("页眉", f"页眉或页脚里有栏目：{joined}须每份各用自己的页眉",
                     lambda p: ("页眉" in p.place or "页脚" in p.place) and scan(p.text)[0])  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Seen:
    """A tag and the paragraph it stands in; `number` counts the paragraphs."""

    number: int
    at: Paragraph
    tag: Tag
    names: Scope = field(default_factory=dict)  # the variables of a loop


class _Checker:
    """Goes through the paragraphs, keeping the blocks that are open."""

    def __init__(self, known: Names | None, sure: bool) -> None:
        self.known, self.sure, self.env = known, sure, TemplateEnvironment()
        self.told: list[tuple[int, int, Problem]] = []  # number of the paragraph, position in it
        self.stack: list[_Seen] = []
        self.part = ""
        # what stands in one row, cell or paragraph: the tags that replace the whole of it, and whether there is more
        self.spans: dict[tuple[str, int], list[_Seen]] = {}
        self.filled: set[tuple[str, int]] = set()

    def tell(self, number: int, at: Paragraph, mark: Tag | Slip, what: str, right: str = "", sure: bool = True) -> None:
        around = at.text[max(0, mark.start - 10) : mark.end + 10].strip()
        severity = Severity.ERROR if sure else Severity.HINT
        self.told.append((number, mark.start, Problem(severity, at.place, around, what, right)))

    def look(self, number: int, at: Paragraph) -> None:
        if at.part != self.part:
            self.close()
            self.part = at.part
        tags, slips = scan(at.text)
        if _NEVER_FILLED.match(at.place):
            if tags and not at.place.startswith("批注"):
                self.tell(number, at, tags[0], "这里的标签不会被填写，会原样留下", sure=at.place.startswith("尾注"))
            return
        for slip in slips:
            self.tell(number, at, slip, slip.what, slip.right, not slip.name or slip.name in (self.known or ()))
        for tag in tags:
            if tag.kind != "{#":
                self.judge(_Seen(number, at, tag))
        self.remember(number, at, tags)

    def judge(self, seen: _Seen) -> None:
        tag, place = seen.tag, (seen.number, seen.at, seen.tag)
        scope = {name: source for block in self.stack for name, source in block.names.items()}
        for what, right in faults(tag, self.env, self.known):
            self.tell(*place, what, right)
        for what, right in strangers(tag, self.env, self.known, scope) if self.known else ():
            self.tell(*place, what, right, self.sure)
        if tag.prefix in ("tr", "tc") and not seen.at.row:
            right = f"{{%p {tag.inner} %}}" if tag.kind == "{%" else f"{{{{{tag.inner}}}}}"
            self.tell(*place, f"“{tag.prefix}”只能用在表格里", right)
        if tag.word in ("if", "for"):
            self.stack.append(replace(seen, names=loop_names(tag, self.env) if tag.word == "for" else {}))
        elif tag.word in _PAIRS:
            top = self.stack[-1] if self.stack else None
            if top is None or top.tag.word not in _PAIRS[tag.word]:
                also = f"，现在没有结束的是{top.at.place}的“{top.tag.word}”" if top else ""
                self.tell(*place, f"“{tag.word}”前面没有与它成对的“{_PAIRS[tag.word][0]}”{also}")
                return
            self.same_span(top, seen)
            if tag.word.startswith("end"):
                self.stack.pop()

    def same_span(self, top: _Seen, seen: _Seen) -> None:
        place = (seen.number, seen.at, seen.tag)
        if top.tag.prefix != seen.tag.prefix:
            right = f"{{%{top.tag.prefix} {seen.tag.inner} %}}"
            self.tell(*place, f"与{top.at.place}的开头不一致，开头和结尾的前缀要相同", right)
        elif not seen.tag.prefix and seen.at.cell != top.at.cell:
            self.tell(*place, f"与{top.at.place}的开头不在同一个单元格里，中间的内容会丢失",
                      "整行重复用{%tr %}，整段取舍用{%p %}，开头和结尾各占一行或一段")  # fmt: skip

    def remember(self, number: int, at: Paragraph, tags: list[Tag]) -> None:
        """What shares a row, a cell or a paragraph with a tag that replaces the whole of it."""
        for prefix, span in (("tr", at.row), ("tc", at.cell), ("p", number + 1)):
            rest = at.text
            for tag in tags:
                if tag.prefix == prefix:
                    self.spans.setdefault((prefix, span), []).append(_Seen(number, at, tag))
                if tag.prefix == prefix or tag.kind == "{#":
                    rest = rest.replace(at.text[tag.start : tag.end], "", 1)
            if rest.strip() and span:
                self.filled.add((prefix, span))

    def close(self) -> None:
        """At the end of a part: what was never closed, and what its rows would lose."""
        for block in self.stack:
            end = f"{{%{block.tag.prefix} end{block.tag.word} %}}"
            what = f"“{block.tag.word}”没有结束"
            self.tell(block.number, block.at, block.tag, what, f"在结束处加上：{end}")
        for (prefix, span), seen in self.spans.items():
            if len(seen) > 1:
                what, right = f"{_SPAN[prefix]}里有两个{prefix}标签，只有第一个有效", "开头和结尾各占一行（段）"
                self.tell(seen[1].number, seen[1].at, seen[1].tag, what, right)
            elif (prefix, span) in self.filled:
                what = f"{_SPAN[prefix]}会整个被标签替换，其余文字不会印出"
                self.tell(seen[0].number, seen[0].at, seen[0].tag, what, "标签单独占一行（段）")
        self.stack, self.spans, self.filled = [], {}, set()

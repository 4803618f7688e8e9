"""Numbered lists of a merged document: every record counts from its own beginning."""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree

from .text import W

_BEFORE_NUMBERS = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
_BEFORE_INDENT = (
    *_BEFORE_NUMBERS, "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing",
)  # fmt: skip
_LEVELS = 9


class Lists:
    """The numbering of a template, which grows by a copy of each list for each further record."""

    def __init__(self, numbering: bytes, styles: bytes) -> None:
        self.tree: Any = etree.fromstring(numbering) if numbering else None
        self.changed = False
        self.styles = {s.get(f"{W}styleId"): s for s in etree.fromstring(styles).iter(f"{W}style")} if styles else {}

    def saved(self) -> bytes:
        return etree.tostring(self.tree, encoding="UTF-8", xml_declaration=True, standalone=True)  # type: ignore[no-any-return]

    def restart(self, body: Any) -> None:
        """Let the lists of a body begin anew."""
        if self.tree is None:
            return
        given: dict[str, str] = {}
        for paragraph in body.iter(f"{W}p"):
            properties = paragraph.find(f"{W}pPr")
            direct = properties.find(f"{W}numPr/{W}numId") if properties is not None else None
            if direct is not None:
                direct.set(f"{W}val", self._again(direct.get(f"{W}val"), given))
            elif properties is not None and (style := properties.find(f"{W}pStyle")) is not None:
                self._by_style(properties, style.get(f"{W}val"), given)

    def _by_style(self, properties: Any, style: str, given: dict[str, str]) -> None:
        """The list a style brings, written at the paragraph itself; the style's indent with it, for the list's would win."""
        chain = self._chain(style)
        numbered = next((s for s in chain if s.find(f"{W}pPr/{W}numPr/{W}numId") is not None), None)
        if numbered is None:
            return
        number = numbered.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        if (again := self._again(number, given)) == number:
            return
        level = next((n.get(f"{W}val") for s in chain for n in s.findall(f"{W}pPr/{W}numPr/{W}ilvl")), None)
        made = etree.Element(f"{W}numPr")
        own = properties.find(f"{W}numPr")  # a level alone, without a list
        if own is not None:
            level = own.find(f"{W}ilvl").get(f"{W}val") if own.find(f"{W}ilvl") is not None else level
            properties.remove(own)
        level = level or self._level_of(number, numbered.get(f"{W}styleId"))
        etree.SubElement(made, f"{W}ilvl", {f"{W}val": level})
        etree.SubElement(made, f"{W}numId", {f"{W}val": again})
        _put(properties, made, _BEFORE_NUMBERS)
        indent = next((i for s in chain[: chain.index(numbered) + 1] for i in s.findall(f"{W}pPr/{W}ind")), None)
        if indent is not None and properties.find(f"{W}ind") is None:
            _put(properties, copy.deepcopy(indent), _BEFORE_INDENT)

    def _chain(self, style: str) -> list[Any]:
        """A style and those it is based on, nearest first."""
        chain: list[Any] = []
        while style in self.styles and self.styles[style] not in chain:
            chain.append(self.styles[style])
            parent = chain[-1].find(f"{W}basedOn")
            style = parent.get(f"{W}val") if parent is not None else ""
        return chain

    def _again(self, number: str, given: dict[str, str]) -> str:
        """The same list beginning anew; a list that is not there, as 0 which means none, stays as it is."""
        if number not in given:
            given[number] = self._copied(number)
        return given[number]

    def _copied(self, number: str) -> str:
        nums = self.tree.findall(f"{W}num")
        old = next((n for n in nums if n.get(f"{W}numId") == number), None)
        if old is None:
            return number
        new = str(1 + max(int(n.get(f"{W}numId")) for n in nums))
        made = copy.deepcopy(old)
        made.set(f"{W}numId", new)
        for level in range(_LEVELS):
            self._begin(made, str(level))
        nums[-1].addnext(made)
        self.changed = True
        return new

    def _begin(self, num: Any, level: str) -> None:
        """Let a level of a list start where its list starts."""
        override = next((o for o in num.findall(f"{W}lvlOverride") if o.get(f"{W}ilvl") == level), None)
        if override is None:
            override = etree.SubElement(num, f"{W}lvlOverride", {f"{W}ilvl": level})
        if override.find(f"{W}startOverride") is None:
            own = override.find(f"{W}lvl/{W}start")
            given = own if own is not None else self._abstract(num, level).find(f"{W}start")
            start = given.get(f"{W}val", "1") if given is not None else "1"
            override.insert(0, etree.Element(f"{W}startOverride", {f"{W}val": start}))

    def _abstract(self, num: Any, level: str) -> Any:
        """A level of the list a w:num stands for; an empty one where there is none."""
        wanted = num.find(f"{W}abstractNumId").get(f"{W}val")
        found = (
            lvl
            for abstract in self.tree.findall(f"{W}abstractNum")
            if abstract.get(f"{W}abstractNumId") == wanted
            for lvl in abstract.findall(f"{W}lvl")
            if lvl.get(f"{W}ilvl") == level
        )
        return next(found, etree.Element(f"{W}lvl"))

    def _level_of(self, number: str, style: str) -> str:
        """The level of a list that belongs to a style."""
        num = next(n for n in self.tree.findall(f"{W}num") if n.get(f"{W}numId") == number)
        levels = ((str(i), self._abstract(num, str(i)).find(f"{W}pStyle")) for i in range(_LEVELS))
        return next((i for i, mark in levels if mark is not None and mark.get(f"{W}val") == style), "0")


def _put(properties: Any, node: Any, before: tuple[str, ...]) -> None:
    at = next((i for i, c in enumerate(properties) if etree.QName(c).localname not in before), len(properties))
    properties.insert(at, node)

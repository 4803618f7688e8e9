"""The XML of a source with its tags put aside: are blocks closed where they open, are the tables regular?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK = "xgy"
_OPENS = {"if", "for", "macro", "call", "filter", "block", "with", "autoescape"}


def skeleton(text: str, env: Environment) -> Any:
    """The tree of a source in which every statement between elements is a processing instruction; None if it is no XML."""
    out, inside = [], False
    opened = False  # the next name is the keyword of a statement
    for _, kind, value in env.lex(text):
        if kind == "data":
            out.append(value)
            if (last := max(value.rfind("<"), value.rfind(">"))) >= 0:
                inside = value[last] == "<"
        elif kind == "block_begin":
            opened = True
        elif opened and kind == "name":
            opened = False
            out.append("" if inside else f"<?{_MARK} {value}?>")
    try:
        return etree.fromstring("".join(out).encode("utf-8", "surrogatepass"))
    except etree.XMLSyntaxError:
        return None


def level(tree: Any) -> bool:
    """Do the blocks open and close at one level? Otherwise a branch not taken leaves half an element."""
    stack: list[tuple[str, ...]] = []
    for mark in _marks(tree):
        word, path = str(mark.text), tuple(a.tag for a in mark.iterancestors())
        if word in _OPENS:
            stack.append(path)
        elif word in ("else", "elif") or word.startswith("end"):
            if not stack or stack[-1] != path:
                return False
            if word.startswith("end"):
                stack.pop()
    return not stack


def regular_tables(tree: Any) -> bool:
    """Does every row of every table fill the grid, whatever the row's data? Then docxtpl's table repair changes nothing."""
    return all(_regular(table) for table in tree.iter(f"{W}tbl"))


def _regular(table: Any) -> bool:
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        return False
    columns = len(grid.findall(f"{W}gridCol"))
    for row in table.iter(f"{W}tr"):
        if any(mark.getparent() is row for mark in _marks(row)):
            return False  # the cells come from a loop
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
        widths = [1 if span is None else _number(span.get(f"{W}val")) for span in spans]
        if 0 in widths or sum(widths) != columns:
            return False
    return True


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _marks(tree: Any) -> Iterator[Any]:
    return (mark for mark in tree.iter(etree.ProcessingInstruction) if mark.target == _MARK)

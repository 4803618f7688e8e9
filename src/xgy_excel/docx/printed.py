"""Gives every printed value its name, and knows whether it stands in text, in an attribute or between runs.

So a value that is not there can be told by the name the clerk knows, and plain text put where markup belongs is kept.
"""

from __future__ import annotations

import re

from jinja2 import nodes

_TAG = re.compile(r"<([/\w:]+)[^<>]*?(/?)>")
_OPTIONAL = ("可空", "default", "d")
_AMONG_BLOCKS = {
    "/w:p", "/w:tbl", "/w:tcPr", "w:tc", "w:body", "/w:sectPr", "w:hdr", "w:ftr", "w:sdtContent", "w:txbxContent",
}  # fmt: skip


def spot_after(data: str, spot: str) -> str:
    """Where the text after a stretch of XML stands: text, attribute, run (inside a paragraph) or block (between them).

    >>> [spot_after(d, "text") for d in ("<w:p><w:r><w:t>甲方：", "</w:t></w:r>", '<w:shd w:fill="', "，")]
    ['text', 'run', 'attribute', 'text']
    """
    opens, closes = data.rfind("<"), data.rfind(">")
    if opens > closes:
        return "attribute"
    last = _TAG.match(data, opens) if opens >= 0 else None
    if last is None:
        return "text" if spot == "attribute" and closes >= 0 else spot
    name, closed = last.groups()
    if name in ("/w:r", "/w:pPr", "/w:hyperlink", "w:p") or (name == "w:pPr" and closed):
        return "run"
    return "block" if name in _AMONG_BLOCKS else "text"


_FILTER_AT = {"text": "_text", "attribute": "_value", "run": "_run", "block": "_paragraph"}


def name_what_is_printed(tree: nodes.Node, spot: str = "text") -> str:
    """Put a filter with the value's name around everything printed or looped over; returns where the text ends."""
    if isinstance(tree, nodes.Output):
        for i, child in enumerate(tree.nodes):
            if isinstance(child, nodes.TemplateData):
                spot = spot_after(child.data, spot)
            elif isinstance(child, nodes.Expr):
                tree.nodes[i] = _asked(child, _FILTER_AT[spot])
        return spot
    if isinstance(tree, nodes.For) and isinstance(tree.iter, nodes.Expr):
        tree.iter = _filter(tree.iter, "_rows", label(tree.iter))
    for statement in tree.iter_child_nodes():
        if isinstance(statement, nodes.Stmt):
            spot = name_what_is_printed(statement, spot)
    return spot


def _asked(node: nodes.Expr, how: str) -> nodes.Expr:
    """`value` becomes `value|how`; `value|upper` is asked before upper makes a word of None."""
    if isinstance(node, nodes.Const):
        return node
    whole = _filter(node, how, label(node))
    source = _under_filters(node)
    if source is node or source is None:
        return whole
    absent = nodes.Test(source, "_absent", [], [], None, None, lineno=node.lineno)
    return nodes.CondExpr(absent, _filter(source, how, label(node)), whole, lineno=node.lineno)


def _under_filters(node: nodes.Expr) -> nodes.Expr | None:
    """What the filters work on; None where one of them allows it to be absent, or asking twice could matter."""
    source: nodes.Expr | None = node
    while isinstance(source, nodes.Filter):
        if source.name in _OPTIONAL:
            return None
        source = source.node
    return None if source is None or isinstance(source, nodes.Call) or source.find(nodes.Call) else source


def _filter(node: nodes.Expr, name: str, text: str) -> nodes.Filter:
    const = nodes.Const(text, lineno=node.lineno)
    return nodes.Filter(node, name, [const], [], None, None, lineno=node.lineno)


def label(node: nodes.Node | None) -> str:
    """The name a clerk knows a value by: 姓名, 行.姓名."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{label(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{label(node.node)}.{node.arg.value}"
    if isinstance(node, nodes.Filter | nodes.Test | nodes.Call):
        return label(node.node)
    return next((text for child in node.iter_child_nodes() if (text := label(child))), "") if node else ""

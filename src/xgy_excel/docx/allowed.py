"""What a county's template may say: names, comparisons, if, for, and a few filters. Nothing that computes or calls.

The sandbox alone does not stop `{{ "a" * 50000000 }}`; a form needs no such thing, so only what it needs is allowed.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

FILTERS = (
    "d", "default", "first", "int", "join", "last", "length", "count", "lower", "round", "sort", "trim", "unique", "upper",
)  # fmt: skip
TESTS = ("defined", "undefined", "none", "odd", "even", "in", "eq", "ne", "gt", "ge", "lt", "le", "equalto", "sameas")
DEEPEST_LOOPS = 3

_PLAIN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.List, nodes.Tuple, nodes.Keyword,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.If, nodes.Test,
)  # fmt: skip
_SIGNS: dict[type[nodes.Node], str] = {
    nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/", nodes.FloorDiv: "//", nodes.Mod: "%", nodes.Pow: "**",
    nodes.Concat: "~", nodes.Neg: "-", nodes.Pos: "+",
}  # fmt: skip


def refusals(tree: nodes.Node, depth: int = 0) -> Iterator[str]:
    """Everything in a tree that is not allowed, in the order of the text, in the clerk's words."""
    if isinstance(tree, nodes.For):
        depth += 1
        if depth > DEEPEST_LOOPS or tree.recursive:
            yield "循环套循环过多"
    elif isinstance(tree, nodes.Output) and any(isinstance(child, nodes.Tuple | nodes.List) for child in tree.nodes):
        yield "一个标签里只能写一个栏目"
    elif not isinstance(tree, _PLAIN) and not _spans_the_loop(tree):
        yield from _refused(tree)
    for child in tree.iter_child_nodes():
        yield from refusals(child, depth)


def _refused(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Getattr):
        if node.attr.startswith("_"):
            yield f"“{node.attr}”以下划线开头，不能使用"
    elif isinstance(node, nodes.Getitem):
        if not isinstance(node.arg, nodes.Const) or str(node.arg.value).startswith("_"):
            yield "方括号里只能写固定的名称或序号"
    elif isinstance(node, nodes.Filter):
        if node.name not in (*FILTERS, "可空"):
            yield f"没有“{node.name}”这种加工方式，“|”后面可用：{'、'.join(('可空', *FILTERS))}"
    elif type(node) in _SIGNS:
        yield f"栏目之间不能用“{_SIGNS[type(node)]}”，请在表里先算好"
    elif isinstance(node, nodes.Call):
        yield "名称后面不能带括号"
    else:
        yield "模板里只能写栏目名、if 判断和 for 循环"


def _spans_the_loop(node: nodes.Node) -> bool:
    """`3 * loop.length`, which docxtpl itself writes for `{% hm %}`, and nothing else that multiplies."""
    if not isinstance(node, nodes.Mul):
        return False
    count, length = node.left, node.right
    loop = isinstance(length, nodes.Getattr) and isinstance(length.node, nodes.Name) and length.node.name == "loop"
    return loop and isinstance(count, nodes.Const) and isinstance(count.value, int)

"""Are two documents the same, part by part? By bytes, else by exclusive C14N."""

from __future__ import annotations

from html import unescape
from typing import Any

from lxml import etree

from .package import members

_CORE = "docProps/core.xml"
_MODIFIED = "{http://purl.org/dc/terms/}modified"


def difference(ours: bytes, theirs: bytes) -> str:
    """The first part in which two documents differ, empty when they do not.

    One thing is allowed: docxtpl escapes the values in properties twice, and dates a file that has no properties.
    """
    mine, other = members(ours), members(theirs)
    if mine.keys() != other.keys():
        return "部件清单"
    return next((name for name in mine if not _same(name, mine[name], other[name])), "")


def _same(name: str, mine: bytes, other: bytes) -> bool:
    if mine == other:
        return True
    try:
        one, two = etree.fromstring(mine), etree.fromstring(other)
    except etree.XMLSyntaxError:
        return False
    if name == _CORE:
        return _properties(one) == _properties(two)
    return bool(_canonical(one) == _canonical(two))


def _canonical(tree: Any) -> bytes:
    return etree.tostring(tree, method="c14n", exclusive=True)  # type: ignore[no-any-return]


def _properties(tree: Any) -> list[tuple[str, str]]:
    return [(node.tag, unescape(unescape(node.text or ""))) for node in tree if node.tag != _MODIFIED]

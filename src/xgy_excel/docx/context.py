"""The values a row brings: cleaned of what Word cannot hold, and searched for what is bound to a docxtpl document."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from typing import Any

from .outcome import Dropped

ILLEGAL = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ufdd0\ufdd1\ufffe\uffff\ud800-\udfff]")
_LINES = re.compile("\r\n?")
_MARKUP = ("RichText", "RichTextParagraph", "Listing")
_BOUND = ("InlineImage", "Subdoc")


def mapped(value: Any, leaf: Callable[[Any, str], Any], path: str = "", above: tuple[int, ...] = ()) -> Any:
    """The same mapping, list or tuple with every leaf replaced; `leaf` gets the value and the name of its place."""
    if isinstance(value, Mapping | list | tuple):
        if id(value) in above:
            return value
        above = (*above, id(value))
        if isinstance(value, Mapping):
            return {k: mapped(v, leaf, f"{path}.{k}" if path else str(k), above) for k, v in value.items()}
        items = [mapped(v, leaf, f"{path}第{i}行", above) for i, v in enumerate(value, 1)]
        return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
    return leaf(value, path)


def leaves_of(value: Any) -> list[Any]:
    """Every value in a context that is no mapping, list or tuple."""
    found: list[Any] = []
    mapped(value, lambda leaf, _: found.append(leaf))
    return found


def cleaned(context: Mapping[str, Any], dropped: list[Dropped]) -> dict[str, Any]:
    """The context without illegal characters, each reported, and with one kind of line break."""

    def leaf(value: Any, path: str) -> Any:
        if isinstance(value, str):
            return type(value)(_clean(value, path, dropped))
        if made_by_docxtpl(value, _MARKUP):
            twin = copy.copy(value)
            twin.xml = _clean(value.xml, path, dropped)
            return twin
        return value

    return mapped(context, leaf)  # type: ignore[no-any-return]


def _clean(text: str, path: str, dropped: list[Dropped]) -> str:
    if bad := ILLEGAL.findall(text):
        dropped.append(Dropped(path, "".join(bad)))
        text = ILLEGAL.sub("", text)
    return _LINES.sub("\n", text)


def made_by_docxtpl(value: Any, names: tuple[str, ...]) -> bool:
    """Is the value of one of these classes, or derived from one? Told without importing them."""
    return any(c.__name__ in names and c.__module__.startswith("docxtpl.") for c in type(value).__mro__)


_PLAIN = frozenset((str, int, float, bool, type(None)))


def bound_to_a_document(value: Any, above: tuple[int, ...] = ()) -> str:
    """The docxtpl class, of those that write parts of their own, of which there is a value; empty when there is none."""
    kind = type(value)
    if kind in _PLAIN:
        return ""
    if kind is dict or kind is list or isinstance(value, Mapping | list | tuple):
        inside = value.values() if kind is dict or isinstance(value, Mapping) else value
        if _PLAIN.issuperset(map(type, inside)) or id(value) in above:
            return ""
        above = (*above, id(value))
        return next((name for v in inside if (name := bound_to_a_document(v, above))), "")
    return next((name for name in _BOUND if made_by_docxtpl(value, (name,))), "")

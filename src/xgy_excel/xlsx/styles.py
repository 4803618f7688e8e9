"""The styles part: formats are only ever appended, never renumbered, so every cell keeps the look it has."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from ..core import Stopped
from . import xml as x

# Built-in number formats: General, @, date, date and time, h:mm:ss, [h]:mm:ss.
GENERAL, TEXT, DAY, MOMENT, CLOCK, DURATION = 0, 49, 14, 22, 21, 46
MOST_FORMATS = 64_000
_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
_DATES = {*range(14, 23), *range(27, 37), *range(50, 59)}
_NOT_A_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


class Styles:
    """A styles part open for appending. Raises Stopped when it lacks the cell formats every workbook has."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        try:
            self._root = x.root(xml)
        except ValueError:
            raise Stopped("文件缺少样式部分，不能写回，请在Excel中打开后另存。") from None
        self.prefix = x.prefix(xml, self._root)
        self._sections = {e.name: e for e in x.children(xml, self._root.inner, self._root.close)}
        self._items: dict[str, list[bytes]] = {}
        self._index: dict[str, dict[bytes, int]] = {}
        self._old: dict[str, int] = {}  # how many items of the part's own a collection begins with
        if not self.items("cellXfs"):
            raise Stopped("文件缺少样式部分，不能写回，请在Excel中打开后另存。")
        # A sheet asks these of every cell written, and has few formats.
        self.with_format = cache(self._with_format)
        self.number_format = cache(self._number_format)
        self.is_date = cache(self._is_date)
        self.locked = cache(self._locked)
        self._codes = {
            int(a["numFmtId"]): a.get("formatCode", "")
            for a in map(_tag_attributes, self.items("numFmts"))
            if a.get("numFmtId", "").isdecimal()
        }

    def items(self, collection: str) -> list[bytes]:
        """The elements of fonts, fills, borders, cellXfs, dxfs ... in order, new ones included."""
        if collection not in self._items:
            section = self._sections.get(collection)
            found = x.children(self._xml, section.inner, section.close) if section else []
            items = [self._xml[e.start : e.end] for e in found]
            self._items[collection], self._old[collection] = items, len(items)
            self._index[collection] = {item: n for n, item in reversed(list(enumerate(items)))}
        return self._items[collection]

    def add(self, collection: str, item: str) -> int:
        """The number of an element in a collection: of an equal one, else of a new last one.

        `item` is written without prefix.
        """
        return self._add(collection, self.prefixed(item))

    def prefixed(self, item: str) -> bytes:
        """An element written without prefix as it stands in this part."""
        xml = item.encode()
        return re.sub(rb"<(/?)(?=\w)", rb"<\1" + self.prefix, xml) if self.prefix else xml

    def _add(self, collection: str, xml: bytes) -> int:
        items = self.items(collection)
        if collection == "cellXfs" and len(items) >= MOST_FORMATS:
            raise Stopped("工作簿的单元格格式已达上限，不能写回，请在Excel中清理格式后另存。")
        number = self._index[collection].setdefault(xml, len(items))
        if number == len(items):
            items.append(xml)
        return number

    def _with_format(self, style: int, number_format: int) -> int:
        """A cell format like another, but with a built-in number format."""
        xf = self._xf(style)
        tag_end = xf.index(b">") + 1
        tag = x.with_attribute(xf[:tag_end], "numFmtId", str(number_format))
        return self._add("cellXfs", x.with_attribute(tag, "applyNumberFormat", "1") + xf[tag_end:])

    def _number_format(self, style: int) -> int:
        """The number of a cell format's number format."""
        found = _tag_attributes(self._xf(style)).get("numFmtId", "0")
        return int(found) if found.isdecimal() else 0

    def _is_date(self, style: int) -> bool:
        """Does a cell format show a number as a date?"""
        number = self.number_format(style)
        code = _NOT_A_CODE.sub("", self._codes.get(number, "")).lower().partition(";")[0]
        return ("y" in code or "d" in code) if number in self._codes else number in _DATES

    def _locked(self, style: int) -> bool:
        """Is a cell of this format locked once its sheet is protected?"""
        xf = self._xf(style)
        top = x.root(xf)
        found = x.first(x.children(xf, top.inner, top.close), "protection")
        return found is None or x.attributes(found.attributes).get("locked", "1") not in ("0", "false")

    def font(self) -> tuple[str, str]:
        """Size and name of the workbook's own font, as XML elements."""
        first = (self.items("fonts") or [b"<font/>"])[0]
        top = x.root(first)
        parts = {e.name: x.attributes(e.attributes).get("val", "") for e in x.children(first, top.inner, top.close)}
        name = x.escape(parts.get("name") or "宋体").decode().replace('"', "&quot;")
        size = parts.get("sz", "")
        return f'<sz val="{size if re.fullmatch("[0-9.]+", size) else 11}"/>', f'<name val="{name}"/>'

    def _xf(self, style: int) -> bytes:
        items = self.items("cellXfs")
        return items[style] if 0 <= style < len(items) else items[0]

    def trim_dxfs(self, ours: Collection[bytes], used: int) -> None:
        """Take differential formats of ours off the end of their list; `used` is the highest number that is in use."""
        items = self.items("dxfs")
        while len(items) > used + 1 and items[-1] in ours:
            self._index["dxfs"].pop(items.pop(), None)
        self._old["dxfs"] = min(self._old["dxfs"], len(items))

    def to_bytes(self) -> bytes:
        """The part with what was added; the same bytes when nothing was."""
        edits = []
        for collection, items in self._items.items():
            kept = self._old[collection]
            section = self._sections.get(collection)
            old = x.children(self._xml, section.inner, section.close) if section else []
            if len(old) > kept or len(items) > kept:
                edits.append(self._edit(collection, old[kept:], b"".join(items[kept:]), len(items)))
        return x.spliced(self._xml, edits)

    def _edit(self, collection: str, gone: list[x.Element], new: bytes, count: int) -> tuple[int, int, bytes]:
        section = self._sections.get(collection)
        if section is None:
            name = self.prefix + collection.encode()
            later = _ORDER[_ORDER.index(collection) + 1 :]
            at = min((e.start for n, e in self._sections.items() if n in later), default=self._root.close)
            return at, at, b'<%b count="%d">%b</%b>' % (name, count, new, name)
        tag, left = self._xml[section.start : section.inner], self._xml[section.inner : section.close]
        if gone:
            left = self._xml[section.inner : gone[0].start] + self._xml[gone[-1].end : section.close]
        if "count" in x.attributes(section.attributes):
            tag = x.with_attribute(tag, "count", str(count))
        if not (left + new).strip():
            return section.start, section.end, tag.rstrip(b"/> ") + b"/>"
        name = self.prefix + collection.encode()
        return section.start, section.end, tag.rstrip(b"/> ") + b">" + left + new + b"</" + name + b">"


def added_only(old: bytes, new: bytes) -> bool:
    """Does a new version of a styles part begin every list that cells refer to with all the old one had?"""
    before, after = Styles(old), Styles(new)
    lists = (c for c in _ORDER if c not in ("dxfs", "tableStyles", "colors", "extLst"))
    return all(after.items(c)[: len(before.items(c))] == before.items(c) for c in lists)


def _tag_attributes(element: bytes) -> dict[str, str]:
    return x.attributes(x.opening(element).attributes)

"""The workbook part: the list of sheets, the defined names, what is true of the whole book. Changed by splicing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..core import Stopped
from ..opc import DAMAGED, Package
from . import parts
from . import xml as x

_AFTER_NAMES = (
    "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


class Main:
    """The workbook part of a package. Positions count sheets of every kind from 0, in the order of the tabs."""

    def __init__(self, package: Package, name: str) -> None:
        self.name = name
        self._package = package
        self.xml = package.read(name)

    def element(self, name: str) -> x.Element | None:
        return x.first(self._elements, name)

    def inside(self, name: str) -> list[x.Element]:
        """The elements within one of the part's elements; none when there is no such."""
        found = self.element(name)
        return x.children(self.xml, found.inner, found.close) if found else []

    def attributes(self, name: str) -> dict[str, str]:
        """The attributes of one of the part's elements; none when there is no such."""
        found = self.element(name)
        return x.attributes(found.attributes) if found else {}

    @property
    def sheets(self) -> list[dict[str, str]]:
        """The attributes of every sheet in order, chart sheets included."""
        return [x.attributes(e.attributes) for e in self.inside("sheets")]

    @property
    def _root(self) -> x.Element:
        try:
            return x.root(self.xml)
        except ValueError:
            raise Stopped(DAMAGED) from None

    @property
    def _elements(self) -> list[x.Element]:
        top = self._root
        return x.children(self.xml, top.inner, top.close)

    @property
    def _prefix(self) -> bytes:
        return x.prefix(self.xml, self._root)

    def recalculate(self) -> None:
        """Have Excel compute every formula when it opens the book: their stored results may now be old."""
        found = self.element("calcPr")
        if found is None:
            self._insert(b"calcPr", b' fullCalcOnLoad="1"/>', _AFTER_NAMES[1:])
        else:
            tag = x.with_attribute(self.xml[found.start : found.inner], "fullCalcOnLoad", "1")
            self._put(self.xml[: found.start] + tag + self.xml[found.inner :])

    # -- defined names ----------------------------------------------------------------------------------

    def name_target(self, name: str) -> str | None:
        """What a defined name of the whole workbook stands for; None when there is no such name."""
        found = self._defined(name)
        return self._target(found) if found else None

    def set_name(self, name: str, target: str, position: int | None = None, *, hidden: bool = True) -> None:
        """Make or change a defined name, of the whole workbook or of the sheet at a position."""
        found = self._defined(name, position)
        if found and not found.empty:
            self._put(self.xml[: found.inner] + x.escape(target) + self.xml[found.close :])
            return
        p = self._prefix
        scope = "" if position is None else f' localSheetId="{position}"'
        shown = ' hidden="1"' if hidden else ""
        tag = f'definedName name="{name}"{scope}{shown}>'.encode()
        tag = b"<" + p + tag + x.escape(target) + b"</" + p + b"definedName>"
        names = self.element("definedNames")
        if names:
            self._put(x.appended(self.xml, names, tag))
        else:
            self._insert(b"definedNames", b">" + tag + b"</" + p + b"definedNames>", _AFTER_NAMES)

    def drop_name(self, name: str) -> None:
        """Take a defined name of the whole workbook away."""
        if found := self._defined(name):
            self._put_names([(found.start, found.end, b"")])

    def targets(self, *, apart_from: Iterable[str] = (), position: int | None = None) -> list[str]:
        """What the defined names stand for, but for some names and for those of the sheet at a position."""
        found = []
        for element in self.inside("definedNames"):
            a = x.attributes(element.attributes)
            if a.get("name", "") not in apart_from and a.get("localSheetId") != str(position):
                found.append(self._target(element))
        return found

    def _target(self, element: x.Element) -> str:
        return x.text_of(self.xml[element.inner : element.close]).strip()

    def _defined(self, name: str, position: int | None = None) -> x.Element | None:
        scope = None if position is None else str(position)
        for element in self.inside("definedNames"):
            a = x.attributes(element.attributes)
            if a.get("name", "").lower() == name.lower() and a.get("localSheetId") == scope:
                return element
        return None

    def _put_names(self, edits: list[tuple[int, int, bytes]]) -> None:
        """Change defined names; a list left empty goes too."""
        self._put(x.spliced(self.xml, edits))
        names = self.element("definedNames")
        if names and not self.inside("definedNames"):
            self._put(self.xml[: names.start] + self.xml[names.end :])

    # -- sheets -----------------------------------------------------------------------------------------

    def add_sheet(self, name: str, relation: str) -> None:
        """A new sheet at the end, so that no sheet's position changes."""
        sheets = self.element("sheets")
        if sheets is None:
            raise Stopped(DAMAGED)
        ids = [int(a["sheetId"]) for a in self.sheets if a.get("sheetId", "").isdecimal()]
        spaces = x.namespaces(self._root.attributes)
        r = next((k for k, v in spaces.items() if v == parts.OFFICE and k), "")
        link = f'{r}:id="{relation}"' if r else f'xmlns:r="{parts.OFFICE}" r:id="{relation}"'
        quoted = x.escape(name).replace(b'"', b"&quot;")
        tag = b'<%bsheet name="%b" sheetId="%d" %b/>' % (self._prefix, quoted, max(ids, default=0) + 1, link.encode())
        self._put(x.appended(self.xml, sheets, tag))

    def remove_sheet(self, position: int) -> None:
        """Take a sheet out with the names that are its own. What counts positions counts on."""
        gone = self.inside("sheets")[position]
        self._put(self.xml[: gone.start] + self.xml[gone.end :])
        edits = []
        for element in self.inside("definedNames"):
            at = x.attributes(element.attributes).get("localSheetId", "")
            if at == str(position):
                edits.append((element.start, element.end, b""))
            elif at.isdecimal() and int(at) > position:
                edits.append(self._with(element, {"localSheetId": int(at) - 1}))
        self._put_names(edits)
        views = []
        for element in self.inside("bookViews"):
            a = x.attributes(element.attributes)
            moved: dict[str, int] = {
                name: self._moved(int(a[name]), position) for name in ("firstSheet", "activeTab") if name in a
            }
            views.append(self._with(element, moved))
        self._put(x.spliced(self.xml, views))

    def activate(self, position: int) -> None:
        """Have the book open on the sheet at a position."""
        views = [self._with(element, {"activeTab": position}) for element in self.inside("bookViews")]
        if views:
            self._put(x.spliced(self.xml, views))
        else:
            p = self._prefix
            view = b'><%bworkbookView activeTab="%d"/></%bbookViews>' % (p, position, p)
            self._insert(b"bookViews", view, ("sheets",))

    def _moved(self, at: int, gone: int) -> int:
        """Where a position is once a sheet before it is gone; that sheet's own becomes the nearest that shows."""
        if at != gone:
            return at - (at > gone)
        showing = [n for n, a in enumerate(self.sheets) if a.get("state", "visible") == "visible"]
        return min(showing, key=lambda n: abs(n - gone + 0.5), default=0)

    def _with(self, element: x.Element, attributes: Mapping[str, int]) -> tuple[int, int, bytes]:
        tag = self.xml[element.start : element.inner]
        for name, value in attributes.items():
            tag = x.with_attribute(tag, name, str(value))
        return element.start, element.inner, tag

    def _insert(self, name: bytes, rest: bytes, before: Iterable[str]) -> None:
        top = self._root
        later = x.first(self._elements, *before)
        at = later.start if later else top.close
        self._put(self.xml[:at] + b"<" + self._prefix + name + rest + self.xml[at:])

    def _put(self, xml: bytes) -> None:
        self.xml = xml
        self._package.put(self.name, xml)


def quoted(name: str) -> str:
    """A sheet's name as formulas write it.

    >>> quoted("名'册")
    "'名''册'"
    """
    return "'" + name.replace("'", "''") + "'"


def sheet_of(target: str) -> str:
    """The sheet a reference such as `'名''册'!$A$1` leads to; empty when it is lost.

    >>> sheet_of("'名''册'!$A$1"), sheet_of("核对结果!A1"), sheet_of("#REF!$A$1")
    ("名'册", '核对结果', '')
    """
    found = re.fullmatch(r"=?(?:'((?:[^']|'')+)'|([^'!#]+))!\$?[A-Z]+\$?[0-9]+", target)
    return (found[1].replace("''", "'") if found[1] else found[2]) if found else ""

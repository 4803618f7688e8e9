"""How the parts of a package belong together: relationships and content types, found by relationship, never by path."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from ..core import Stopped
from ..opc import DAMAGED, Package, key
from . import xml as x

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = b"http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument."
TYPES = {
    "worksheet": _CONTENT + "spreadsheetml.worksheet+xml",
    "comments": _CONTENT + "spreadsheetml.comments+xml",
    "vml": _CONTENT + "vmlDrawing",
}
_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: its id, the last word of its type, and the part it leads to."""

    id: str
    type: str
    target: str
    external: bool


def relations(package: Package, part: str = "") -> list[Relation]:
    """The relationships of a part, or of the package itself."""
    name = _rels_name(part)
    if not package.has(name):
        return []
    xml = package.read(name)
    found = []
    for element in _children(xml):
        a = x.attributes(element.attributes)
        external = a.get("TargetMode") == "External"
        target = a.get("Target", "") if external else _resolved(a.get("Target", ""), part)
        found.append(Relation(a.get("Id", ""), a.get("Type", "").rpartition("/")[2], target, external))
    return found


def related(package: Package, part: str, kind: str) -> str:
    """The part a relationship of a kind leads to; empty when there is none or it is missing."""
    found = (r.target for r in relations(package, part) if r.type == kind and not r.external)
    return next((target for target in found if package.has(target)), "")


def relate(package: Package, part: str, kind: str, target: str) -> str:
    """A new relationship between two parts; returns its id."""
    name = _rels_name(part)
    if package.has(name):
        xml = package.read(name)
    else:
        xml = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="%b"/>' % _RELATIONSHIPS
    taken = {x.attributes(e.attributes).get("Id", "").lower() for e in _children(xml)}
    new = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rid{n}" not in taken)
    path = posixpath.relpath("/" + target, posixpath.dirname("/" + part))
    top = x.root(xml)
    tag = f'Relationship Id="{new}" Type="{OFFICE}/{kind}" Target="{path}"/>'.encode()
    package.put(name, x.appended(xml, top, b"<" + x.prefix(xml, top) + tag))
    return new


def unrelate(package: Package, part: str, relation: str) -> None:
    """Take a relationship away; a relationships part left empty goes too."""
    name = _rels_name(part)
    xml = package.read(name)
    kept = [(e.start, e.end, b"") for e in _children(xml) if x.attributes(e.attributes).get("Id") == relation]
    xml = x.spliced(xml, kept)
    if _children(xml):
        package.put(name, xml)
    else:
        package.drop(name)


def content_type(package: Package, part: str) -> str:
    """A part's content type: its own Override, else the Default of its extension."""
    default = ""
    for element in _children(package.read(_TYPES)):
        a = x.attributes(element.attributes)
        if element.name == "Override" and key(a.get("PartName", "")) == key(part):
            return a.get("ContentType", "")
        if element.name == "Default" and a.get("Extension", "").lower() == part.rpartition(".")[2].lower():
            default = a.get("ContentType", "")
    return default


def declare(package: Package, part: str, kind: str) -> None:
    """Give a part its content type by an Override, unless it has it already."""
    if content_type(package, part) != kind:
        undeclare(package, part)
        _add_type(package, f'Override PartName="/{part}" ContentType="{kind}"/>')


def declare_extension(package: Package, part: str, kind: str) -> None:
    """Give a part its content type by its extension where that is free, else by an Override."""
    if content_type(package, part):
        declare(package, part, kind)
    else:  # the Defaults stand first, as Excel writes them
        xml = package.read(_TYPES)
        top = x.root(xml)
        tag = f'Default Extension="{part.rpartition(".")[2]}" ContentType="{kind}"/>'.encode()
        package.put(_TYPES, xml[: top.inner] + b"<" + x.prefix(xml, top) + tag + xml[top.inner :])


def undeclare(package: Package, part: str) -> None:
    """Take a part's Override away."""
    xml = package.read(_TYPES)
    ours = [
        (e.start, e.end, b"")
        for e in _children(xml)
        if e.name == "Override" and key(x.attributes(e.attributes).get("PartName", "")) == key(part)
    ]
    if ours:
        package.put(_TYPES, x.spliced(xml, ours))


def free_name(package: Package, pattern: str) -> str:
    """The first part name of a pattern such as `xl/comments{}.xml` that no part has."""
    number = 1
    while package.has(pattern.format(number)):
        number += 1
    return pattern.format(number)


def remove(package: Package, part: str, owner: str, relation: str) -> None:
    """Take a relationship away, and the part it leads to when nothing else leads there, with its content type."""
    unrelate(package, owner, relation)
    if package.has(part) and not any(_leads_to(package, rels, part) for rels in package.names):
        undeclare(package, part)
        package.drop(part)
        if package.has(_rels_name(part)):
            package.drop(_rels_name(part))
        _undeclare_extension(package, part.rpartition(".")[2])


def _leads_to(package: Package, rels: str, part: str) -> bool:
    if not rels.lower().endswith(".rels"):
        return False
    folder, _, name = rels.rpartition("/")
    owner = posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
    return any(key(r.target) == key(part) and not r.external for r in relations(package, owner))


def _undeclare_extension(package: Package, extension: str) -> None:
    """Take away the Default that `declare_extension` put first, once no part has the extension any more."""
    if any(name.lower().endswith(f".{extension.lower()}") for name in package.names):
        return
    xml = package.read(_TYPES)
    first = next(iter(_children(xml)), None)
    if first and first.name == "Default" and x.attributes(first.attributes).get("Extension") == extension:
        package.put(_TYPES, xml[: first.start] + xml[first.end :])


def _add_type(package: Package, tag: str) -> None:
    xml = package.read(_TYPES)
    top = x.root(xml)
    package.put(_TYPES, x.appended(xml, top, b"<" + x.prefix(xml, top) + tag.encode()))


def _children(xml: bytes) -> list[x.Element]:
    try:
        top = x.root(xml)
    except ValueError:
        raise Stopped(DAMAGED) from None
    return x.children(xml, top.inner, top.close)


def _rels_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(target: str, part: str) -> str:
    path = unquote(target).replace("\\", "/").partition("#")[0]
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), path)).lstrip("/")

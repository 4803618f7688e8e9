"""The proof that a written package is what it should be, before it may take the place of the old one."""

from __future__ import annotations

from xml.parsers import expat

from ..core import Stopped
from ..opc import Package, same_stored

_SPOILED = "写出的文件没有通过核对，原文件未改动，请把文件交给技术人员查看。"


def prove(old: Package, written: bytes) -> None:
    """The directory is complete, untouched members are the same bytes, changed ones are whole and well-formed.

    Raises Stopped otherwise.
    """
    new = Package(written)
    changed = set(old.changed)
    if new.names != old.names or not same_stored(old, new, (n for n in old.names if n not in changed)):
        raise Stopped(_SPOILED)
    for name in changed:
        if new.has(name):
            _whole(new, name)


def _whole(package: Package, name: str) -> None:
    """Inflates to its checksum and, VML apart (real files hold some that is not), reads as XML with namespaces."""
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        for chunk in package.stream(name):
            if not name.lower().endswith(".vml"):
                parser.Parse(chunk)
        if not name.lower().endswith(".vml"):
            parser.Parse(b"", True)
    except expat.ExpatError:
        raise Stopped(_SPOILED) from None

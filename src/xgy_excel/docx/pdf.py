"""A document as PDF, by an engine behind one port. Nothing counts as a PDF before its pages say what the document says."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Protocol

from ..core import Stopped
from .fonts import east_asian_names, faces_for
from .pages import check

ENGINES = ("embedded", "libreoffice")


class Engine(Protocol):
    """Makes one document into a PDF, and may be asked by several threads at once."""

    def to_pdf(self, docx: bytes) -> bytes:
        """The pages of a document, checked. Raises Stopped with a plain sentence."""


def engine(name: str = "embedded") -> Engine:
    """An engine by its name. Stops on a name nobody has, and where the engine is not installed."""
    if name == "embedded":
        return Embedded()
    if name == "libreoffice":
        from .soffice import LibreOffice

        return LibreOffice()
    raise Stopped(f"没有名为“{name}”的排版引擎，可用：{'、'.join(ENGINES)}。")


class Embedded:
    """rdocx, inside this process: nothing to install. It lets other threads run while it works."""

    def to_pdf(self, docx: bytes) -> bytes:
        import rdocx

        try:
            faces = faces_for(faces_named(docx))
            renamed = {f'"{old}"': f'"{new}"' for old, new in faces.renamed.items()}
            document = rdocx.Document.from_bytes(replaced(docx, renamed))
            pdf, complaints = document.to_pdf_with_diagnostics(fonts=faces.data or None)
        except (rdocx.RdocxError, KeyError, ValueError):
            raise Stopped("内置排版引擎无法处理这份文书，请改用别的引擎或直接打印Word文书。") from None
        if complaints:
            raise Stopped("内置排版引擎没有排全这份文书，请改用别的引擎或直接打印Word文书。")
        pdf = mended(pdf)
        check(docx, pdf)
        return pdf


def faces_named(docx: bytes) -> frozenset[str]:
    """The East-Asian faces a document names. Raises Stopped on what is no document."""
    try:
        with zipfile.ZipFile(BytesIO(docx)) as package:
            return east_asian_names([package.read(n).decode("utf-8") for n in package.namelist() if _main_part(n)])
    except (zipfile.BadZipFile, UnicodeDecodeError):
        raise Stopped("不是Word文书（.docx）或已损坏，不能排版。") from None


def _main_part(member: str) -> bool:
    return member.startswith("word/") and member.endswith(".xml") and "/" not in member.removeprefix("word/")


def replaced(docx: bytes, words: Mapping[str, str]) -> bytes:
    """The document with other words in the XML of its main parts, for an engine's eyes only."""
    if not words:
        return docx
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            data = source.read(name)
            if _main_part(name):
                for old, new in words.items():
                    data = data.replace(old.encode(), new.encode())
            target.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def mended(pdf: bytes) -> bytes:
    """The PDF with its fonts declared as what they are; every byte keeps its place.

    rdocx says TrueType of every font, but the free Chinese faces have CFF outlines, and strict readers refuse the
    contradiction. Done on the bytes: 1 ms against 57 ms through pypdf. What does not look as expected stays as it is.
    """
    for program in list(_PROGRAM.finditer(pdf)):
        start = pdf[program.end() : program.end() + 1024]
        words = b"/Subtype/OpenType".ljust(len(program["length"]))
        if zlib.decompressobj().decompress(start, 4) == b"OTTO" and len(words) == len(program["length"]):
            at, end = program.span("length")
            pdf = pdf[:at] + words + pdf[end:]
            pdf = _declared(pdf, program["number"])
    return pdf


_PROGRAM = re.compile(
    rb"\n(?P<number>\d+) 0 obj\s<<\s+/Length \d+\s+/Filter /FlateDecode(?P<length>\s+/Length1 \d+\s+)>>\sstream\n"
)
_OBJECT = rb"\n(\d+) 0 obj\s<<(?:(?!endobj).)*?"


def _declared(pdf: bytes, program: bytes) -> bytes:
    """The descriptor and the font that go with a font program, told that it has CFF outlines."""
    descriptor = re.search(_OBJECT + rb"/FontFile(2) " + program + rb" 0 R", pdf, re.DOTALL)
    if descriptor is None:
        return pdf
    pdf = _put(pdf, descriptor.start(2), b"3")
    font = re.search(_OBJECT + rb"/FontDescriptor " + descriptor[1] + rb" 0 R.*?endobj", pdf, re.DOTALL)
    if font is not None:
        plain = font[0].replace(b"/CIDFontType2", b"/CIDFontType0")
        unneeded = b"/CIDToGIDMap /Identity"
        pdf = _put(pdf, font.start(), plain.replace(unneeded, b" " * len(unneeded)))
    return pdf


def _put(pdf: bytes, at: int, words: bytes) -> bytes:
    return pdf[:at] + words + pdf[at + len(words) :]

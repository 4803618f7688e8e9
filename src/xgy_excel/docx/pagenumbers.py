"""Page numbers as rdocx sets them: it keeps room for two digits, so that — 1 — comes out as — 1  —.

Letters set closer take the room of one digit. That is right as long as a document has no page 10.
"""

from __future__ import annotations

import re

ONE_DIGIT = 9  # pages
_DIGIT = 0.56  # of the size of the type: how wide a digit is
_FIELD = rb"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b"
_SHOWN = re.compile(  # the properties of the run that shows a page number
    rb"(?:<w:instrText[^>]*>" + _FIELD + rb"[^<]*</w:instrText>(?:(?!<w:instrText).)*?"
    rb'<w:fldChar w:fldCharType="separate"\s*/></w:r>\s*'
    rb'|<w:fldSimple [^>]*w:instr="' + _FIELD + rb'[^>]*>\s*)<w:r\b[^>]*><w:rPr>(?P<look>(?:(?!</w:rPr>).)*)',
    re.DOTALL,
)  # fmt: skip
_SIZE = re.compile(rb'<w:sz w:val="(\d+)"/>')


def one_digit(xml: bytes) -> bytes:
    """A part with its page numbers set for one digit. Only where a run says its own size, and no distance.

    >>> field = b'<w:fldSimple w:instr=" PAGE "><w:r><w:rPr>%b</w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
    >>> one_digit(field % b'<w:sz w:val="28"/>') == field % b'<w:spacing w:val="-78"/><w:sz w:val="28"/>'
    True
    >>> one_digit(field % b"") == field % b""
    True
    """
    return _SHOWN.sub(_closer, xml) if b"PAGE" in xml else xml


def _closer(field: re.Match[bytes]) -> bytes:
    look, size = field["look"], _SIZE.search(field["look"])
    if size is None or b"<w:spacing" in look:
        return field[0]
    distance = b'<w:spacing w:val="-%d"/>' % round(int(size[1]) / 2 * 20 * _DIGIT / 2)  # of each of two letters
    at = field.start("look") - field.start() + size.start()
    return field[0][:at] + distance + field[0][at:]

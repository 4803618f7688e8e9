"""VBA text: its Chinese words moved out of the source, and the limits of the language that generated code must keep."""

from __future__ import annotations

import re
from itertools import groupby

LONGEST_LINE = 1023
MOST_CONTINUATIONS = 24
_LITERAL = re.compile(r'"(?:[^"\n]|"")*"')
# Words that cannot name a parameter: of the language, and of what our own module calls.
_WORDS = (
    "and any application array as boolean byref byte byval call case cbool cbyte ccur cdate cdbl cdec cint clng const "
    "csng cstr currency cvar date debug decimal declare dim do double each else elseif empty end enum erase error event "
    "exit false for friend function get global gosub goto if imp implements in input integer is let lib like long "
    "longlong longptr loop lset me mid mod name new next not nothing null object on open option optional or paramarray "
    "preserve print private property public put raiseevent redim rem resume return rset seek select set shared single "
    "static step stop string sub text then to true type typeof until variant wend while with write xor"
)


def name(text: str) -> str:
    """A name for a VBA procedure or parameter. Raises ValueError where VBA would not take it.

    >>> name("id_or_birth")
    'id_or_birth'
    """
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,254}", text) or text.lower() in _WORDS.split():
        raise ValueError(f"{text!r} cannot name anything in VBA")
    return text


def ascii_source(source: str) -> tuple[str, list[str]]:
    r"""The source with every Chinese text replaced by a call of `Said`, its lines ended by CRLF; and these texts.

    The editor keeps source in the code page of the PC, so Chinese letters there would depend on it.
    Raises ValueError on what VBA cannot take: a Chinese comment, a line too long or continued too often.

    >>> ascii_source('MsgBox "先打开", vbInformation, "XGY" & "先打开" & "再试"')
    ('MsgBox Said(1), vbInformation, "XGY" & Said(1) & Said(2)\r\n', ['先打开', '再试'])
    """
    texts: dict[str, int] = {}

    def said(quoted: re.Match[str]) -> str:
        if quoted[0].isascii():
            return quoted[0]
        text = quoted[0][1:-1].replace('""', '"')
        return f"Said({texts.setdefault(text, len(texts) + 1)})"

    lines = _LITERAL.sub(said, source).splitlines()
    for number, line in enumerate(lines, 1):
        if not line.isascii() or len(line) > LONGEST_LINE:
            raise ValueError(f"VBA, line {number}: not ASCII, or over {LONGEST_LINE} characters: {line[:60]!r}")
    for continued, run in groupby(lines, lambda line: line.endswith(" _")):
        if continued and len(list(run)) > MOST_CONTINUATIONS:
            raise ValueError("VBA: a line is continued too often")
    return "\r\n".join(lines) + "\r\n", list(texts)

"""Public documents show no full identity, account or mobile number: the masks, and the search of the finished text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .values import id_text, squash

BACK_4, FRONT_6_BACK_4 = "后4位", "前6后4"

_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_IDENTITY = r"\d{17}[\dXx]"
_GROUPED = r"\d{6}[ -]\d{8}[ -]\d{3}[\dXx]|(?:\d{4}[ -]){3,}\d{1,4}[Xx]?"  # 6222 0212 3456 7890 123
_RUNS = re.compile(r"\d{6,}[\dXx]")
_JOINED = re.compile(r"(?<=\d)[ -](?=[\dXx])")
_BROKEN = re.compile(r"(?<=\d) *\n *(?=[\dXx])")  # a number typed over two lines
_MOBILE = r"(?:\+?86[ -]?)?1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})"
_FOUND = re.compile(rf"(?<![\d])(?:(?P<number>{_IDENTITY}|\d{{15,}}|{_GROUPED})|(?P<mobile>{_MOBILE}))(?!\d)")


def mask_id(number: str, level: str = BACK_4) -> str:
    """An identity number with its last four characters, or the first six and the last four.

    >>> mask_id("150421199003079993"), mask_id("150421199003079993", "前6后4"), mask_id("1234")
    ('**************9993', '150421********9993', '****')
    """
    plain = id_text(number)
    front = 6 if level == FRONT_6_BACK_4 and len(plain) >= 15 else 0
    return _stars(plain, front)


def mask_account(number: str) -> str:
    """An account number with its last four digits.

    >>> mask_account("6217 0000 1234 5678 901")
    '***************8901'
    """
    return _stars(squash(number).upper(), 0)


def mask_phone(text: str) -> str:
    """Telephone numbers, several parted by 、 or commas, without their middle.

    >>> mask_phone("13847612345"), mask_phone("0476-6923456、13847612345")
    ('138****2345', '********3456、138****2345')
    """
    return "、".join(
        _stars(n, 3 if re.fullmatch(r"1\d{10}", n) else 0) for n in re.split("[、,，;；/]", squash(text)) if n
    )


def _stars(plain: str, front: int) -> str:
    if len(plain) <= front + 4:
        return "*" * len(plain)
    return plain[:front] + "*" * (len(plain) - front - 4) + plain[-4:]


def leaks(text: str, allowed: Iterable[str] = (), known: frozenset[str] = frozenset()) -> list[str]:
    r"""What a text shows that a public document may not: identity and account numbers, mobile numbers not `allowed`.

    Each is told once, masked. `allowed` are numbers published on purpose: the supervision phone, named contacts.
    `known` are numbers of the people in the book as `known_numbers` gives them: they are found however short or spaced out.

    >>> leaks("张三 150421199003079993，电话13847612345"), leaks("监督电话13847612345", ["13847612345"])
    (['长号码**************9993', '手机号138****2345'], [])
    >>> leaks("1504211990\n03079993", known=known_numbers(["150421199003079993"]))
    ['个人号码**************9993']
    >>> leaks("公示时间：2025-06-03 2025-06-09，0476-6923456，内乡振发〔2022〕10号")
    []
    """
    free = {_digits(number) for text_of in allowed for number in re.split("[、,，;；/]", text_of)}
    found: dict[str, None] = {}
    plain = _plain(text)
    for match in _FOUND.finditer(plain):
        number = _digits(match[0])
        if match["mobile"]:
            number = number[-11:]
            if number not in free:
                found[f"手机号{mask_phone(number)}"] = None
        else:
            found[f"长号码{mask_account(number)}"] = None
    if known:
        ways = (plain, _JOINED.sub("", plain), _BROKEN.sub("", plain))
        runs = {run.upper() for way in ways for run in _RUNS.findall(way)}
        for number in sorted((runs & known) - free):
            if not any(told.endswith(number[-4:]) for told in found):
                found[f"个人号码{mask_account(number)}"] = None
    return list(found)


def known_numbers(texts: Iterable[str | None]) -> frozenset[str]:
    """The identity, account and telephone numbers among some cells, for finding them in a text.

    >>> sorted(known_numbers(["13847612345、0476-6923456", "6205 1234 5678", "12", None]))
    ['04766923456', '13847612345', '620512345678']
    """
    numbers = (_digits(number) for text in texts if text for number in re.split("[、,，;；/]", text))
    return frozenset(number for number in numbers if len(number) >= 7)


def _plain(text: str) -> str:
    """Full-width characters made half, dashes and blanks in one writing, invisible characters gone; lines stay apart."""
    import unicodedata

    half = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return re.sub(r"[^\S\n]+", " ", re.sub("[‐-―−·]", "-", half))


def _digits(text: str) -> str:
    return "".join(c for c in squash(text).upper() if c.isdigit() or c == "X")

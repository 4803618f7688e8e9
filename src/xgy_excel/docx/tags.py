"""The tags in a paragraph's text as a clerk typed them, and what is wrong with their brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPEN = re.compile(r"[{｛][{｛%％#＃]")
_CLOSE = re.compile(r"[}｝%％#＃][}｝]")
_HALF = str.maketrans("｛｝％＃", "{}%#")
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_PREFIX = re.compile(r"(p|tr|tc|r)(?:\s+(.*)|)$", re.DOTALL)
_SINGLE = re.compile(r"(?<![{｛])[{｛]([^\W\d][^{}｛｝%％#]{0,20})[}｝](?![}｝])")


@dataclass(frozen=True, slots=True)
class Tag:
    """`kind` is {{, {% or {#; `prefix` is tr, tc, p, r or empty; `inner` is what stands between, without both."""

    kind: str
    prefix: str
    inner: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The keyword of a statement."""
        return self.inner.split(None, 1)[0] if self.kind == "{%" and self.inner else ""

    @property
    def rest(self) -> str:
        """What follows the keyword, or the whole of an expression."""
        return self.inner[len(self.word) :].strip() if self.kind == "{%" else self.inner

    def written(self, inner: str) -> str:
        """The tag as it should be written with another content."""
        space = " " if self.kind == "{%" or self.prefix else ""
        head = f"{self.prefix} " if self.prefix else space
        return f"{self.kind}{head}{inner}{space}{_ENDS[self.kind]}"


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake in the brackets: where, what, and how it should be. With `name` it is one only if that is a field's."""

    start: int
    end: int
    what: str
    right: str
    name: str = ""


def scan(text: str) -> tuple[list[Tag], list[Slip]]:
    """The tags of a paragraph, also those with full-width brackets, and the slips.

    >>> tags, slips = scan("甲方：{{甲方}}，乙方：｛｛姓名｝｝，{{电话}")
    >>> [t.inner for t in tags], [s.right for s in slips]
    (['甲方', '姓名'], ['{{姓名}}', '{{电话}}'])
    """
    tags: list[Tag] = []
    slips: list[Slip] = []
    done = 0
    while opened := _OPEN.search(text, done):
        slips += _strays(text, done, opened.start())
        kind = opened[0].translate(_HALF)
        closed = _closing(text, opened.end(), kind)
        if closed is None:
            slips.append(_unclosed(text, opened, kind))
            following = _OPEN.search(text, opened.end())
            done = following.start() if following else len(text)
            continue
        tag = _tag(kind, text[opened.end() : closed.start()], opened.start(), closed.end())
        if not tag.inner.startswith("{") and (kind != "{#" or opened[0].isascii()):
            tags.append(tag)
        slips += _brackets(tag, opened[0], closed[0])
        done = closed.end()
    slips += _strays(text, done, len(text))
    return tags, slips


def _tag(kind: str, inner: str, start: int, end: int) -> Tag:
    inner = inner.removeprefix("-").removesuffix("-")
    prefix = _PREFIX.match(inner) if kind != "{#" else None
    if prefix and (prefix[2] or inner in ("tr", "tc")):
        return Tag(kind, prefix[1], (prefix[2] or "").strip(), start, end)
    return Tag(kind, "", inner.strip(), start, end)


def _closing(text: str, start: int, kind: str) -> re.Match[str] | None:
    """The bracket that closes a tag; None when the next tag opens first. A comment may hold tags."""
    if kind == "{#":
        return re.compile("[#＃][}｝]").search(text, start)
    closed, opened = _CLOSE.search(text, start), _OPEN.search(text, start)
    return None if closed is None or (opened and opened.start() < closed.start()) else closed


def _unclosed(text: str, opened: re.Match[str], kind: str) -> Slip:
    rest = re.split(r"[{｛}｝%％#＃，。；：、,;\n\t]", text[opened.end() :], maxsplit=1)[0].strip()
    return Slip(
        opened.start(), opened.end() + len(rest), f"标签没有结束，缺“{_ENDS[kind]}”（同一个标签须写在同一段里）",
        _tag(kind, rest[:30], 0, 0).written(_tag(kind, rest[:30], 0, 0).inner) if rest else "",
    )  # fmt: skip


def _brackets(tag: Tag, opened: str, closed: str) -> Iterator[Slip]:
    if tag.inner.startswith("{"):
        yield Slip(tag.start, tag.end, "多写了一层括号", tag.written(tag.inner.strip("{ ")))
    elif not (opened + closed).isascii():
        yield Slip(tag.start, tag.end, "标签用了全角符号，会原样印在文书上", tag.written(tag.inner))
    elif closed != _ENDS[tag.kind]:
        yield Slip(tag.start, tag.end, f"标签以“{opened}”开头，却以“{closed}”结束", tag.written(tag.inner))


def _strays(text: str, start: int, end: int) -> Iterator[Slip]:
    """Closing brackets without a beginning, and names in single brackets."""
    for found in re.compile(r"[}｝%％][}｝]").finditer(text, start, end):
        yield Slip(found.start(), found.end(), f"多出“{found[0]}”，前面没有与它成对的开头", "")
    for found in _SINGLE.finditer(text, start, end):
        yield Slip(
            found.start(),
            found.end(),
            "只有一层括号，会原样印在文书上",
            f"{{{{{found[1].strip()}}}}}",
            found[1].strip(),
        )

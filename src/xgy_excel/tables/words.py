"""Header words: which field of a sheet the heading of a column means.

Matching is by words a person has agreed to: the standard header, a word the county has put into 列名对照, an alias. Blanks,
line breaks, `*` and the content of brackets are let go; of what may stand before or after an alias only words that
change nothing (协管员姓名, 开户行名称) are. Anything else is listed as not understood, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ..core import Row
from ..rows import SPLITS
from ..values import squash

Aliases = tuple[tuple[str, str], ...]  # 列名 and 字段 of the sheet 列名对照

# Alone they do not say whose or what: taken only where the sheet is known or the cells confirm it.
GUARDED = frozenset({"编号", "电话", "村", "类别", "时间", "状态"})
# Columns of exports of the national system, which no roster of coordinators has.
EXPORT_WORDS = frozenset(
    {"户编号", "户编码", "人编号", "人口编号", "与户主关系", "户主姓名", "户主证件号码", "户主身份证号"}
)

CONFIRMED = 5  # the rank of a word the county has put into 列名对照

_BRACKETS = re.compile(r"[(\[【〔{<《][^)\]】〕}>》]*[)\]】〕}>》]?")
_MARKS = re.compile(r"[*★☆※#:]+")
_WHETHER = re.compile("是否(?:为|属于|是)")
_OTHERS = re.compile("户主|配偶|监护|紧急|联系人|父亲|母亲|子女|代理|代领")  # another person's name, number, phone
_BEFORE = ("协管员", "受聘人员", "聘用人员", "本人", "居民", "公民", "所在", "所属")
_AFTER = ("名称", "全称", "号码", "情况", "标准")
_STARTS = ("起", "起始", "开始", "自", "起日期", "起始日期", "开始日期", "起时间", "起始时间", "开始时间")
_ENDS = ("止", "截止", "结束", "至", "终止", "止日期", "截止日期", "结束日期", "止时间", "截止时间", "结束时间")


class Claim(NamedTuple):
    """What a heading means: the fields (two for a column with beginning and end), and how good the word is, 0 best."""

    fields: tuple[str, ...]
    rank: int
    word: str


def header_key(text: str) -> str:
    r"""A heading for comparing.

    >>> header_key(" 身份\n证 号＊（18位）")
    '身份证号(18位)'
    """
    return _WHETHER.sub("是否", _MARKS.sub("", squash(text)))


@cache
def claims(kind: type[Row], aliases: Aliases = ()) -> Mapping[str, Claim]:
    """Every heading a kind of sheet understands. Of two uses of one word the better one stands."""
    found: dict[str, Claim] = {}
    for word, fields, rank in (*_of_columns(kind, aliases), *_of_periods(kind)):
        key = header_key(word)
        if key and (key not in found or rank < found[key].rank):
            found[key] = Claim(fields, rank, key)
    return found


def _of_columns(kind: type[Row], aliases: Aliases) -> Iterator[tuple[str, tuple[str, ...], int]]:
    for name, column in kind.columns().items():
        for rank, word in enumerate(column.words):
            yield word, (name,), 10 * rank
            if column.kind == "date" and word.endswith("日期"):
                yield word.removesuffix("日期") + "时间", (name,), 10 * rank + 1
        for written, standard in aliases:
            if header_key(standard) in (header_key(column.header), name):
                yield written, (name,), CONFIRMED


def _of_periods(kind: type[Row]) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """The words of a column with beginning and end, and of its two halves under a header of two rows."""
    for words, start, end in SPLITS.get(kind, ()):
        for word in words:
            yield word, (start, end), 1000
            yield from ((word + tail, (start,), 900) for tail in _STARTS)
            yield from ((word + tail, (end,), 900) for tail in _ENDS)


def claim(key: str, known: Mapping[str, Claim]) -> Claim | None:
    """What a heading means to a kind of sheet: the word itself, then without brackets, then the longest within.

    >>> from xgy_excel.rows import Coordinator
    >>> known = claims(Coordinator)
    >>> [c and c.fields for c in (claim(k, known) for k in ("身份证号(18位)", "户主证件号码", "联系电话(户主)", "开户行名称"))]
    [('id_number',), None, None, ('bank',)]
    """
    if key in known:
        return known[key]
    if not key or _OTHERS.search(key):
        return None
    bare = _BRACKETS.sub("", key)
    if bare in known:
        return known[bare]
    within = [known[part] for part in _parts(bare) if part in known and part not in GUARDED]
    best = max(within, key=lambda c: len(c.word), default=None)
    return best and best._replace(rank=best.rank + 500)


def _parts(key: str) -> list[str]:
    """The heading without words that change nothing before or after it."""
    heads = [key, *(key.removeprefix(word) for word in _BEFORE if key.startswith(word))]
    return [part.removesuffix(word) for part in heads for word in ("", *_AFTER) if part.endswith(word)]

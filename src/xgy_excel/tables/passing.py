"""Rows that are none: totals, remarks, hidden and empty rows, headers repeated; and what the totals say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ..cells import reader, text_of
from ..core import Pack, Setting, Unread
from ..grid import Grid, Value
from ..rows import Approval, HeaderAlias, Holiday, VillageAlias
from ..values import squash
from .headers import Header, like_id
from .words import header_key

Filled = Sequence[tuple[int, Value]]  # the cells of a row that are not empty, by index

TOTAL, HIDDEN, BLANK, REMARK = "合计", "隐藏", "空行", "说明"
_LISTS = (Setting, Pack, Approval, VillageAlias, HeaderAlias, Holiday)  # their first column may hold any word

_AMOUNT = r"[0-9.,]*[人名元个]?"
_ANY_TOTAL = re.compile(
    r"(.{0,20}?)(合计|小计|总计|共计|累计|总金?额|total|(?:合计|总计|总)人?数|[合总共]计(?:金额)?\(?大写\)?|共(?=[0-9])|^计)"
    rf"(?:金额)?:?(?:\({_AMOUNT}\))?:?{_AMOUNT}"
)
_OF_ALL = {"合计": "合计", "总计": "总计", "共计": "共计", "总额": "合计", "总金额": "合计", "total": "合计"}
_WHOLE = re.compile("(?:全(?:旗|县|市|区))?总?")
_REMARK = re.compile(
    r"(?:填报人?|填表人?|制表人?|审核人?|审批人?|复核人?|经办人?|负责人|单位负责人|主要负责人|分管(?:领导|负责人)|领导签字|联系人"
    r"|联系电话|填报单位|(?:填报|填表|制表)(?:日期|时间)|单位|注|备注|说明|附注|填表说明|备注说明)(?:[:(]|$)|\(?(?:续[上前下]?表|(?:接|转)[上下前后]页)\)?$|.*\((?:盖章|签字|签章)\)"
)
_IN_WORDS = re.compile(
    "[约共计合人民币:()0-9.,￥¥元圆角分整正零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬]+"
)
_SENTENCE = re.compile(
    r"[,。:;、]|.{11}|(?:花名册|名单|一览表|登记表|统计表|情况属实)$"
)  # no name of a person or a village
_SERIAL = re.compile(r"第?[a-z]{0,4}[-0-9._、()一二三四五六七八九十百]{1,12}号?")


@dataclass
class Passed:
    """The rows to read, by index; what was passed over; the totals written under the columns."""

    kept: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)  # rows of people and villages: 同上 below them means them
    skipped: Counter[str] = field(default_factory=Counter)
    totals: list[tuple[str, int]] = field(default_factory=list)  # the word, and the row's index


def sort_rows(grid: Grid, header: Header) -> Passed:
    """Every row below the header, kept or passed over with the reason. Empty rows count only between others."""
    passed, blanks = Passed(), 0
    judge, below = _Judge(grid, header), range(header.last, len(grid.rows))
    numbers = grid.column(judge.id_at + 1, below) if judge.id_at >= 0 else [None] * len(below)
    for index, number in zip(below, numbers, strict=True):
        person = like_id(number) and index + 1 not in grid.hidden
        why = "" if person else judge.why(grid.rows[index], index + 1)
        if why == BLANK:
            blanks += 1
            continue
        passed.skipped[BLANK] += blanks
        blanks = 0
        if not why:
            passed.kept.append(index)
            continue
        passed.skipped[why] += 1
        if why == HIDDEN and not judge.total_word(grid.rows[index]):
            passed.hidden.append(index)
        if why == TOTAL:
            passed.totals.append((judge.total_word(grid.rows[index]), index))
    passed.skipped = +passed.skipped
    return passed


def judge_of(grid: Grid, header: Header) -> Callable[[Sequence[Value], int], str]:
    """Tells why a row, given with its number, is passed over; empty when it is one to read. For rows that stream by."""
    return _Judge(grid, header).why


class _Judge:
    """Tells what a row is. A row with a number in its ID cell is a person's without further questions."""

    def __init__(self, grid: Grid, header: Header) -> None:
        columns = header.columns
        self.grid, self.header = grid, header
        self.id_at = columns.get("id_number", 0) - 1
        self.keys = [columns[f] - 1 for f in ("id_number", "name", header.kind.SUBJECT) if f in columns]
        self.number_at = columns.get("number", 0) - 1
        self.free = header.kind in _LISTS
        self.words = [*_header_words(grid, header)]

    def why(self, row: Sequence[Value], number: int) -> str:
        hidden = number in self.grid.hidden
        if not hidden and 0 <= self.id_at < len(row) and like_id(row[self.id_at]):
            return ""
        filled = [(i, v) for i, v in enumerate(row) if v is not None and (not isinstance(v, str) or v.strip())]
        keyed = any(i in self.keys for i, _ in filled) or any(
            (odd := self.grid.odd.get((number, i + 1))) and odd.kind != "formula" for i in self.keys
        )
        said = self._said(filled, number)
        if not keyed and not said:
            return BLANK
        if hidden:
            return HIDDEN
        if self.free:
            return ""
        if self.total_word(row):
            return TOTAL
        only_there = not keyed and said == [self.number_at]
        return REMARK if only_there or self._remark(filled, number) else ""

    def _said(self, filled: Filled, number: int) -> list[int]:
        """Where anything stands but a serial number and the formulas of a prepared row."""
        return [
            i
            for i, value in filled
            if (number, i + 1) not in self.grid.odd and (i != self.number_at or not _serial(value))
        ]

    def total_word(self, row: Sequence[Value]) -> str:
        """The word of a total, where a row's first text or its key cell has one; `小计` for a part of the whole, a count or words."""
        texts = [v for v in row if isinstance(v, str) and v.strip()][:1]
        texts += [v for i in self.keys if i < len(row) and isinstance(v := row[i], str)]
        for text in texts:
            found = _ANY_TOTAL.fullmatch(squash(text))
            if found:
                return _OF_ALL.get(found[2], "小计") if _WHOLE.fullmatch(found[1]) else "小计"
        return ""

    def _remark(self, filled: Filled, number: int) -> bool:
        first = next((v for _, v in filled if isinstance(v, str)), "")
        if _REMARK.match(squash(first)):
            return True
        if len(filled) == 1 and first:
            return filled[0][0] not in self.keys or bool(_SENTENCE.search(squash(first))) or self._wide(number)
        return any(self._repeats(filled, words) for words in self.words) or _numbered(filled)

    def _wide(self, number: int) -> bool:
        """Is a cell of the row merged over several columns?"""
        return any(r1 <= number <= r2 and c2 > c1 for r1, c1, r2, c2 in self.grid.merges)

    def _repeats(self, filled: Filled, words: dict[int, str]) -> bool:
        same = sum(isinstance(v, str) and words.get(i) == header_key(v) for i, v in filled if i in words)
        return same >= 2 and same * 2 >= len(filled)


def _header_words(grid: Grid, header: Header) -> Iterable[dict[int, str]]:
    for row in grid.rows[header.first - 1 : header.last]:
        yield {i: header_key(v) for i, v in enumerate(row) if isinstance(v, str) and v.strip()}


def _serial(value: Value) -> bool:
    return not isinstance(value, str) or _SERIAL.fullmatch(squash(value)) is not None


def _numbered(filled: Filled) -> bool:
    """Is it the row that numbers the columns: 1, 2, 3 …?"""
    numbers = [text_of(v) for _, v in filled]
    return len(numbers) >= 4 and numbers == [str(i) for i in range(1, len(numbers) + 1)]


def written_totals(grid: Grid, header: Header, totals: Sequence[tuple[str, int]]) -> dict[str, str]:
    """What the one row of the whole says under every column of money or counts; nothing when there are several."""
    for words in (("总计",), ("合计", "共计")):
        rows = [index for word, index in totals if word in words]
        if len(rows) == 1:
            return _amounts(grid, header, rows[0])
        if rows:
            return {}
    return {}


def _amounts(grid: Grid, header: Header, index: int) -> dict[str, str]:
    found, row, columns = {}, grid.rows[index], header.kind.columns()
    for name, at in header.columns.items():
        odd = grid.odd.get((index + 1, at))
        if columns[name].kind in ("money", "count") and at <= len(row) and (odd is None or odd.kind == "formula"):
            value = reader(columns[name])(row[at - 1])
            if not isinstance(value, Unread | None):
                found[name] = str(value)
            elif value and columns[name].kind == "money" and _IN_WORDS.fullmatch(squash(value.text)):
                found[name] = value.text  # not to be read, and P14 says so
    return found

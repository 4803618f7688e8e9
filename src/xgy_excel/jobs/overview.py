"""总览: the county on one sheet, for its director: posts, findings, agreements that end, pay, with charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from ..books.port import Book, Chart, OurSheet, Shown
from ..core import Finding, Law, Report, Rule, Severity
from ..grid import Area
from ..law import RULES
from ..law.pay.sources import NAMES, parse_funds
from ..records import Records, on_post, person_of
from ..rows import Coordinator, Village
from ..values import township_key
from .showing import computed

OVERVIEW = "总览"
LEVELS = tuple(severity for severity in Severity if severity is not Severity.APPROVED)
POSTS = ("嘎查村数", "劳动力合计", "核定岗位数", "设岗数", "在岗人数", "空岗数")
HEADERS = ("苏木乡镇", *POSTS, *(level.value for level in LEVELS))
WIDTHS = (18, *([9, 11, 11, 9, 10, 9]), *([8, 12, 8, 8]))
UNKNOWN_TOWN, WHOLE, TOTAL = "未填苏木乡镇", "不分苏木乡镇", "合计"
MONTHS = 12
# Dark to light, so that the bars differ on a black-and-white print too.
_POSTS_SHADES = ("1F4E79", "9DC3E6", "F4B183")
_LEVEL_SHADES = ("A61C1C", "E6A700", "6FA8DC", "C6E0B4")
_ONE_SHADE = ("2F75B5",)

Line = tuple[Shown, ...]


def put_overview(book: Book, records: Records, law: Law, report: Report) -> None:
    """Put the sheet of what has been judged; saving is the caller's."""
    book.put(overview_sheet(records, law, report.findings, report.policy))


def overview_sheet(records: Records, law: Law, findings: Sequence[Finding], policy: str) -> OurSheet:
    """The townships and their posts, then three lists with a chart beside each."""
    towns = by_township(records, law, findings)
    of_posts = [line for line in towns if line[1] and line[0] != TOTAL]
    levels = [level.value for level in LEVELS]
    page = _Page(towns)
    page.below("各苏木乡镇岗位：核定、在岗、空岗", len(of_posts), (4, 6, 7), _POSTS_SHADES)
    page.part(("条款", *levels), by_article(findings), _LEVEL_SHADES, "各条款的问题")
    page.part(("协议到期月份", "协议份数"), ending(records, law), _ONE_SHADE, "在岗人员协议到期的月份")
    page.part(("资金来源", "月报酬（元）", "人数"), by_fund(records, law), _ONE_SHADE, "在岗人员月报酬按资金来源")
    icons = ((page.top + 1, 8, page.top + len(towns) - 1, 9),) if len(towns) > 1 else ()
    head = (
        f"协管员工作总览　参照日期 {law.checked}　依据 {policy}",
        "图表由本表的数字画出；名册改动后请重新生成总览。",
    )
    assert len(head) + 1 == page.top
    return OurSheet(
        OVERVIEW, HEADERS, tuple(page.rows), WIDTHS, head, filtered=False, icons=icons,
        headers_again=frozenset(page.headers), charts=tuple(page.charts), breaks=tuple(page.starts[:2]),
    )  # fmt: skip


class _Page:
    """The rows below the header in row `top`, and the charts of them."""

    top = 3
    _HIGH = 14  # rows of a chart

    def __init__(self, rows: Sequence[Line]) -> None:
        self.rows: list[Line] = [*rows]
        self.headers: set[int] = set()
        self.starts: list[int] = []  # the rows before the lists that follow
        self.charts: list[Chart] = []

    def below(self, title: str, count: int, columns: tuple[int, ...], shades: tuple[str, ...]) -> None:
        """A chart of the first rows, as wide as the sheet, below all that stands there."""
        first = self.top + len(self.rows) + 1
        self._draw(title, (first, 1, first + self._HIGH, len(HEADERS)), self.top, count, columns, shades)
        self._until(first + self._HIGH)

    def part(self, header: tuple[str, ...], lines: Sequence[Line], shades: tuple[str, ...], title: str) -> None:
        """A list under a header of its own, with a chart of its first columns to the right."""
        at = self.top + len(self.rows) + 1
        self.starts.append(at - 1)
        self.headers.add(len(self.rows))
        self.rows += [header, *lines]
        last = at + max(self._HIGH, len(lines))
        columns = tuple(range(2, 2 + len(shades)))
        self._draw(title, (at, len(header) + 2, last, len(HEADERS)), at, len(lines), columns, shades)
        self._until(last)

    def _draw(
        self, title: str, place: Area, head: int, count: int, columns: tuple[int, ...], shades: tuple[str, ...]
    ) -> None:
        if count:
            lines = self.rows[head - self.top : head - self.top + count]
            said = "，".join(f"{line[0]}{'/'.join(str(line[c - 1]) for c in columns)}" for line in lines)
            stacked = shades is _LEVEL_SHADES
            self.charts.append(
                Chart(title, place, head, head + 1, head + count, 1, columns, shades, stacked, f"{title}：{said}")
            )

    def _until(self, last: int) -> None:
        """Room down to a row, and one more."""
        self.rows += [()] * (last + 1 - self.top - len(self.rows))


def by_township(records: Records, law: Law, findings: Iterable[Finding]) -> list[Line]:
    """A line for each township in the order of 嘎查村, its posts and findings, and the total.

    What belongs to no township, as a parameter does, stands in a line of its own, without posts.
    """
    villages = [v for v in records.of(Village) if v.village]
    order = {town: n for n, town in enumerate(_towns(villages))}
    named = sorted(villages, key=lambda v: order[_town(v.township)])
    counts = _findings_by_town(records, findings)
    lines: list[tuple[str, list[int | None]]] = []
    for town, group in groupby(named, key=lambda v: _town(v.township)):
        here = list(group)
        numbers = [computed(v, records, law) for v in here]
        posts = [sum(n[name] or 0 for n in numbers) for name in ("labour_total", "quota", "posts_filled", "vacancy")]
        posts_set = sum(v.posts_set or 0 for v in here)
        lines.append((town, [len(here), posts[0], posts[1], posts_set, posts[2], posts[3], *counts.pop(town, _NONE)]))
    rest = [(town, [*[None] * len(POSTS), *found]) for town, found in counts.items()]
    lines += sorted(rest, key=lambda line: line[0] in (UNKNOWN_TOWN, WHOLE))
    totals = [sum(number or 0 for number in column) for column in zip(*(numbers for _, numbers in lines), strict=True)]
    return [*((town, *numbers) for town, numbers in lines), *([(TOTAL, *totals)] if lines else [])]


_NONE = [0] * len(LEVELS)


def _towns(villages: Iterable[Village]) -> dict[str, None]:
    return dict.fromkeys(_town(v.township) for v in villages)


def _town(name: str | None) -> str:
    return township_key(name) or UNKNOWN_TOWN


def _findings_by_town(records: Records, findings: Iterable[Finding]) -> dict[str, list[int]]:
    homes = {person_of(row): row.township for row in records.of(Coordinator) if row.township}
    counts: dict[str, list[int]] = {}
    for finding in findings:
        if finding.severity in LEVELS:
            row = finding.row
            own = getattr(row, "township", None)
            home = own or (homes.get(person_of(row)) if row is not None else None)
            town = _town(home) if home else WHOLE
            counts.setdefault(town, [0] * len(LEVELS))[LEVELS.index(finding.severity)] += 1
    return counts


def by_article(findings: Iterable[Finding]) -> list[Line]:
    """How many findings of each level an article has, in the order of the regulation.

    A rule that rests on several articles counts for the first.
    """
    counts: dict[str, Counter[Severity]] = {_article(rule): Counter() for rule in RULES}
    for finding in findings:
        counts.setdefault(_article(finding.rule), Counter())[finding.severity] += 1
    return [
        (article, *(found[level] for level in LEVELS))
        for article, found in counts.items()
        if any(found[s] for s in LEVELS)
    ]


def _article(rule: Rule) -> str:
    first, others, _ = rule.cite.article.partition("、")
    return f"{first}条" if others and first.startswith("第") else rule.cite.article


def ending(records: Records, law: Law) -> list[Line]:
    """How many agreements of those in post end in each of the next months; those over and those later in one line each."""
    ends = Counter(_month(row.agreement_end, law.checked) for row in _in_post(records, law))
    months = [_later(law.checked, n) for n in range(MONTHS)]
    lines: list[Line] = [("已到期", ends["已到期"])] if ends["已到期"] else []
    lines += [(f"{y}年{m}月", ends[f"{y}年{m}月"]) for y, m in months]
    return lines + [(word, ends[word]) for word in ("更晚", "未填") if ends[word]]


def _month(end: date | None, day: date) -> str:
    if end is None:
        return "未填"
    if end < day:
        return "已到期"
    months = (end.year - day.year) * 12 + end.month - day.month
    return f"{end.year}年{end.month}月" if months < MONTHS else "更晚"


def _later(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1


def by_fund(records: Records, law: Law) -> list[Line]:
    """The monthly pay of those in post and how many they are, by source; a pay that several share is split as written."""
    sums: dict[str, Decimal] = {}
    people: Counter[str] = Counter()
    for row in _in_post(records, law):
        pay = row.pay_monthly or Decimal(0)
        sources = parse_funds(row.fund or "", law.checked)
        known = sum((source.amount for source in sources if source.amount), Decimal(0))
        split = bool(sources) and known == pay and all(source.amount for source in sources)
        parts = [(source.code, source.name, source.amount) for source in sources] if split or len(sources) == 1 else []
        for code, name, amount in parts or [("", "来源未填或未分清", None)]:
            word = NAMES.get(code, name)
            sums[word] = sums.get(word, Decimal(0)) + (pay if amount is None else amount)
            people[word] += 1
    return [(word, amount, people[word]) for word, amount in sorted(sums.items(), key=lambda kv: -kv[1])]


def _in_post(records: Records, law: Law) -> list[Coordinator]:
    return [row for row in records.of(Coordinator) if on_post(row, law.checked)]
